import Dates
import Diagnostics
import Testing

@testable import dondoc

@Suite struct OutputTests {
    @Test(arguments: [
        ("chủ trì", 7), ("chủ trì".decomposed, 7), ("", 0), ("漢字", 4), ("e\u{301}", 1), ("a\u{200B}b", 2), ("abc", 3),
    ])
    func theWidthIsWhatATerminalTakes(_ text: String, _ width: Int) {
        #expect(displayWidth(text) == width)
    }

    @Test func wrapsBetweenWordsAndWithinTheLongest() {
        #expect(wrap("Rà soát quy chế làm việc", to: 10) == ["Rà soát", "quy chế", "làm việc"])
        #expect(wrap("một", to: 10) == ["một"])
        #expect(wrap("", to: 10) == [""])
        #expect(wrap("abcdefghij xy", to: 4) == ["abcd", "efgh", "ij", "xy"])
        #expect(wrap("漢字漢字", to: 5) == ["漢字", "漢字"])
        #expect(wrap("漢字", to: 1) == ["漢", "字"])
    }

    /// Nothing is lost, and no line is wider than it may be.
    @Test func wrappingKeepsEveryWord() {
        let words = ["ban", "thường", "vụ", "tỉnh", "ủy", "漢字", "x", "đôn-đốc-kiểm-tra"]
        for seed in 0..<200 {
            let text = (0..<12).map { words[(seed * 7 + $0 * $0 * 3 + seed / 5) % words.count] }.joined(separator: " ")
            let width = 4 + seed % 30
            let lines = wrap(text, to: width)
            #expect(lines.allSatisfy { displayWidth($0) <= width })
            #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
        }
    }

    @Test(arguments: [
        ("2021-12-31", "2021-12-31"), ("31/12/2021", "2021-12-31"), ("1/2/2022", "2022-02-01"), ("31/9/2022", nil),
        ("2021-2-3", nil), ("12-31-2021", nil), ("", nil), ("31/12/", nil), ("31/12/2021/", nil), ("१/२/2022", nil),
        ("99999/1/1", nil), ("31/12/1899", nil),
    ])
    func daysAsPeopleTypeThem(_ text: String, _ expected: String?) {
        #expect(Day(argument: text)?.description == expected)
    }

    @Test(arguments: [
        (nil, Language.vi), ("vi_VN.UTF-8", .vi), ("vi", .vi), ("C", .vi), ("C.UTF-8", .vi), ("POSIX", .vi),
        ("en_GB", .en), ("fr_FR.UTF-8@euro", .en), ("via", .en),
    ])
    func theLocalesLanguage(_ locale: String?, _ language: Language) {
        #expect(Language.ofLocale(locale) == language)
    }

    @Test func theLanguageAskedForWins() {
        #expect(Language.chosen(arguments: ["dondoc", "list", "--lang", "en"]) == .en)
        #expect(Language.chosen(arguments: ["dondoc", "--lang=vi", "list"]) == .vi)
        #expect(Language.chosen(arguments: ["dondoc", "list"]) == nil)
        #expect(Language.chosen(arguments: ["dondoc", "--lang", "fr"]) == nil)
        #expect(Language.chosen(arguments: ["dondoc", "deadline", "--", "--lang=en"]) == nil)
    }
}

extension String {
    /// The letters of "chủ trì" with their marks apart.
    fileprivate var decomposed: String {
        replacing("ủ", with: "u\u{309}").replacing("ì", with: "i\u{300}")
    }
}
