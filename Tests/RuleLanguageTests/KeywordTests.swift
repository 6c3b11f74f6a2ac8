import Diagnostics
import Foundation
import Testing

@testable import RuleLanguage

struct KeywordTests {
    private func tokens(_ text: String) -> [Token] {
        var bag = DiagnosticBag(path: "a.rules")
        return lexRules(SourceFile(path: "a.rules", text: text), into: &bag)?.tokens ?? []
    }

    private func isRead(_ text: String, as keyword: Keyword) -> Bool {
        let tokens = tokens(text)
        return tokens.count == 2 && tokens[0].kind == .keyword && tokens[0].keyword == keyword
            && tokens[0].span == Span(0, text.utf8.count)
    }

    @Test(arguments: [
        ("rule \"a\" when before due 3 days remind lead", Language.en),
        ("quy tắc \"a\" khi trước hạn 3 ngày nhắc chủ trì", .vi), ("", .vi), ("rule quy tắc", .vi),
        ("# rule remind\nquy tắc", .vi), ("rule remind khi", .en),
    ])
    func theSpellingOfMostKeywords(_ text: String, _ expected: Language) {
        #expect(spelling(of: SourceFile(path: "a.rules", text: text)) == expected)
    }

    @Test func everySpellingInEveryForm() {
        for keyword in Keyword.allCases {
            for spelling in keyword.english + keyword.vietnamese {
                let forms = [
                    spelling, spelling.uppercased(), spelling.capitalized,
                    spelling.decomposedStringWithCanonicalMapping,
                    spelling.uppercased().decomposedStringWithCanonicalMapping, spelling.replacing(" ", with: "\n  "),
                    spelling.replacing(" ", with: "\r\n\t"),
                ]
                for form in forms { #expect(isRead(form, as: keyword), "\(keyword): \(form)") }
            }
        }
    }

    @Test(arguments: [
        ("đã hủy", "đã huỷ"), ("hoặc", "hoăc\u{323}"), ("quý", "qúy"), ("hỏa tốc", "hoả tốc"), ("khẩn", "khân\u{309}"),
        ("nửa năm", "nư\u{309}a năm"),
    ])
    func theToneMayStandElsewhere(_ usual: String, _ other: String) {
        let a = tokens(usual)
        let b = tokens(other)
        #expect(a.count == 2 && b.count == 2)
        #expect(a[0].kind == .keyword && b[0].kind == .keyword && a[0].keyword == b[0].keyword)
    }

    @Test(arguments: ["nhac", "nhăc", "nhạc", "nhắcc", "nhắc-", "rule_", "khi1", "ngà", "qua han"])
    func whatIsNearIsNotTheWord(_ text: String) {
        let tokens = tokens(text)
        #expect(tokens[0].kind == .word)
    }

    @Test func theLongestPhraseWins() {
        #expect(tokens("vào ngày làm việc").map(\.keyword).prefix(2) == [.on, .workingDays])
        #expect(tokens("ngày làm").map(\.kind).prefix(2) == [.keyword, .word])
        #expect(isRead("không có gì", as: .nothing))
        #expect(isRead("không có", as: .hasNot))
        #expect(isRead("cho đến khi", as: .until))
        #expect(isRead("số ngày quá hạn", as: .daysOverdue))
    }

    @Test func numbersDatesAndTimes() {
        func only(_ text: String) -> Token? {
            let tokens = tokens(text)
            return tokens.count == 2 ? tokens[0] : nil
        }
        #expect(only("31/01/2022")?.value == only("2022-01-31")?.value)
        #expect(only("2022-01-31")?.kind == .date)
        #expect(only("08:00")?.value == 28_800)
        #expect(only("17h30")?.value == 63_000)
        #expect(only("8h")?.kind == .time)
        #expect(only("50%")?.kind == .percent)
        #expect(only("50 %")?.kind == .percent)
        #expect(only("-3")?.value == -3)
        #expect(only("3rd")?.value == 3)
        #expect(tokens("7days").map(\.kind) == [.number, .keyword, .end])
        #expect(tokens("8hours").map(\.kind) == [.number, .keyword, .end])
    }
}
