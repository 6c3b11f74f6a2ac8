import JSONText
import TestKit
import Testing

@testable import Diagnostics

struct LineIndexTests {
    @Test(arguments: [
        ("abc", 2, 1, 3), ("a\nb", 2, 2, 1), ("a\r\nb", 3, 2, 1), ("a\rb", 2, 2, 1), ("", 0, 1, 1), ("a\n", 2, 2, 1),
        // A column is what a person sees as one character, in NFC, NFD and beyond.
        ("cừ x", 5, 1, 4), ("cu\u{31B}\u{300} x", 7, 1, 4), ("日本 x", 7, 1, 4), ("🇻🇳x", 8, 1, 2), ("e\u{301}", 1, 1, 1),
    ])
    func position(_ text: String, _ offset: Int, _ line: Int, _ column: Int) {
        let index = LineIndex(SourceFile(path: "", text: text))
        #expect(index.position(of: offset) == SourcePosition(line: line, column: column))
    }

    @Test func aLongLineOfMarksIsWalkedOnce() {
        let text = String(repeating: "ầ", count: 20_000)
        let index = LineIndex(SourceFile(path: "", text: text))
        for column in [1, 2, 341, 342, 9999, 20_000] {
            #expect(index.position(of: (column - 1) * 3).column == column)
        }
    }

    @Test func offsetsComeBack() {
        let text = "rule \"a\"\n  nhắc cừ\r\n\n日本 🇻🇳 e\u{301}x\n"
        let index = LineIndex(SourceFile(path: "", text: text))
        var offset = 0
        for character in text {
            #expect(index.offset(of: index.position(of: offset)) == offset || character.isNewline)
            offset += character.utf8.count
        }
        #expect(index.offset(of: SourcePosition(line: 99, column: 1)) == nil)
        #expect(index.offset(of: SourcePosition(line: 1, column: 99)) == 8)
    }
}

struct FoldingTests {
    @Test(arguments: [
        ("hoà", "hòa"), ("uỷ", "ủy"), ("Quý", "qúy"), ("ĐẢNG ỦY", "đảng uỷ"), ("Ban\u{A0} Dân  vận ", "ban dân vận"),
        ("cu\u{31B}\u{300}", "cừ"), ("a\u{323}\u{302}", "ậ"), ("a\u{302}\u{323}", "ậ"), ("01–KH", "01-kh"),
        ("TƯ", "tư"),
    ])
    func sameSpelling(_ a: String, _ b: String) { #expect(fold(a) == fold(b)) }

    @Test(arguments: [("ma", "má"), ("dang", "đang"), ("ban", "bàn"), ("o", "ô"), ("to a", "toa")])
    func differentSpelling(_ a: String, _ b: String) { #expect(fold(a) != fold(b)) }

    @Test(arguments: [
        ("Ủy ban", "uy ban"), ("đường", "duong"), ("ðường", "duong"), ("NGHIÊNG", "nghieng"), ("ｒｕｌｅ", "rule"),
    ])
    func plain(_ text: String, _ expected: String) { #expect(fold(text, .plain) == expected) }

    /// ASCII has a way of its own; a mark at the end, which nothing before it touches, sends a text the common way.
    @Test func foldingOfASCII() {
        var random = SplitMix64(seed: 5)
        for _ in 0..<500 {
            let scalars = (0..<Int.random(in: 0..<12, using: &random)).map { _ in
                Unicode.Scalar(UInt8.random(in: 0..<0x80, using: &random))
            }
            let text = String(String.UnicodeScalarView(scalars)) + "."
            for folding in [Folding.spelling, .plain] {
                #expect(fold(text, folding) + "€" == fold(text + "€", folding))
            }
        }
    }
}

struct SuggestionTests {
    private let words = ["nhắc", "báo cáo", "chủ trì", "phối hợp", "theo dõi", "remind", "lead", "ngày", "ngàn"]

    @Test(arguments: [
        ("nhac", "nhắc"), ("bao cao", "báo cáo"), ("chủ trí", "chủ trì"), ("remnid", "remind"),
        ("theo rõi", "theo dõi"),
        ("ngay", "ngày"), ("leda", "lead"), ("PHOI HOP", "phối hợp"),
    ])
    func meant(_ word: String, _ expected: String) { #expect(suggest(word, among: words) == expected) }

    @Test(arguments: ["", "x", "xyz", "quarter", "đ"]) func nothing(_ word: String) {
        #expect(suggest(word, among: words) == nil)
    }

    @Test func distances() {
        func distance(_ a: String, _ b: String) -> Int? {
            editDistance(Array(a.unicodeScalars), Array(b.unicodeScalars), atMost: 9)
        }
        #expect(distance("", "abc") == 3)
        #expect(distance("kitten", "sitting") == 3)
        #expect(distance("ab", "ba") == 1)
        #expect(distance("abc", "abc") == 0)
        #expect(editDistance(Array("aaaa".unicodeScalars), Array("bbbb".unicodeScalars), atMost: 3) == nil)
    }
}

/// A fix may not change what is meant: it is offered for a slip alone, and where nothing else is near.
struct GuessTests {
    private let names = [
        "1.1", "1.2", "huyen-uy-b", "huyen-uy-c", "so-ngoai-vu", "ban-dan-van", "Huyện ủy Sơn Hòa", "Sở Ngoại vụ",
        "Ban Tuyên giáo", "01-KH-TU", "Bình Sơn", "nhac-truoc-han", "nhac-truoc-hann",
    ]

    @Test(arguments: [
        ("bandan-van", "ban-dan-van"), ("ban dan van", "ban-dan-van"), ("Ban Tuyen giao", "Ban Tuyên giáo"),
        ("Ban Tuyên gáo", "Ban Tuyên giáo"), ("Ban Tuyên giao", "Ban Tuyên giáo"), ("01 KH TU", "01-KH-TU"),
        ("1,1", "1.1"), ("ban-dann-van", "ban-dan-van"),
    ])
    func safe(_ name: String, _ meant: String) {
        #expect(guessName(name, among: names) == Guess(meant, isSafe: true))
    }

    @Test(arguments: [
        "9.9", "1.3", "11", "huyen-uy-a", "so-noi-vu", "Sở Nội vụ", "Huyện ủy Sơn Hà", "01-KH-TW", "02-KH-TU",
        "Ninh Sơn", "Ban Tuyển giáo", "nhac-truoc-hanx", "",
    ])
    func unsafe(_ name: String) { #expect(guessName(name, among: names)?.isSafe != true) }

    @Test(arguments: ["9.9", "1.3", "11", "02-KH-TU"]) func othersAreNotAskedAbout(_ name: String) {
        #expect(guessName(name, among: names) == nil)
    }

    @Test func words() {
        #expect(guessWord("remnid", among: ["remind", "lead"]) == Guess("remind", isSafe: true))
        #expect(guessWord("lad", among: ["lead", "lap"]) == Guess("lead", isSafe: false))
    }
}

struct RendererTests {
    @Test(arguments: [
        ("a", 1), ("ắ", 1), ("a\u{301}", 1), ("日", 2), ("ｱ", 1), ("Ａ", 2), ("🇻🇳", 2), ("⚠\u{FE0F}", 2), ("\u{200B}", 0),
        ("한", 2), ("😀", 2),
    ])
    func width(_ text: String, _ columns: Int) { #expect(terminalWidth(of: text.first ?? "?") == columns) }

    private func render(_ text: String, _ span: Span, labels: [Diagnostic.Label] = []) -> String {
        let diagnostic = Diagnostic(
            code: "R999", path: "a.rules", span: span, message: Wording(vi: "sai", en: "wrong"), labels: labels)
        return renderDiagnostic(diagnostic, source: SourceFile(path: "a.rules", text: text), language: .en)
    }

    @Test func theUnderlineStandsUnderTheWord() {
        // Wide letters take two columns, marks none, a tab four.
        #expect(
            render("\t日本 cu\u{31B}\u{300} x", Span(15, 16))
                == """
                error[R999]: wrong
                 --> a.rules:1:8
                  |
                1 |     日本 cừ x
                  |             ^

                """.replacing("cừ", with: "cu\u{31B}\u{300}"))
    }

    @Test func whatTurnsATerminalIsShownAsAMark() {
        let rendered = render("a \u{1B}[31m \u{202E}b", Span(0, 1))
        #expect(!rendered.contains("\u{1B}"))
        #expect(!rendered.unicodeScalars.contains("\u{202E}"))
    }

    @Test func aLongLineIsCutAroundThePlace() {
        let rendered = render(
            String(repeating: "x", count: 5000) + "HERE" + String(repeating: "y", count: 5000), Span(5000, 5004))
        #expect(rendered.split(separator: "\n").allSatisfy { $0.count < 140 })
        #expect(rendered.contains("HERE"))
        #expect(rendered.contains(":1:5001"))
    }

    @Test func labelsInOtherLines() {
        let text = "one\ntwo\nthree\nfour\n"
        let rendered = render(
            text, Span(14, 18), labels: [.init(span: Span(0, 3), message: Wording(vi: "đây", en: "here"))])
        #expect(
            rendered
                == """
                error[R999]: wrong
                 --> a.rules:4:1
                  |
                1 | one
                  | --- here
                ...
                4 | four
                  | ^^^^

                """.replacing("...", with: " ..."))
    }

    @Test func everySpanOfEveryTextRenders() {
        for text in ["", "a", "\n", "\r\n", "日\u{301}\u{301}", "\u{FFFD}x", "a\tb", "🇻🇳🇻🇳"] {
            for start in 0...text.utf8.count {
                for end in start...text.utf8.count { _ = render(text, Span(start, end)) }
            }
        }
        for bytes in [[0xFF], [0xE1, 0xBA], [0x61, 0xC3], [0xF0, 0x9F, 0x87]] as [[UInt8]] {
            let source = SourceFile(path: "a", bytes: bytes)
            for start in 0...bytes.count {
                let diagnostic = Diagnostic(
                    code: "R999", path: "a", span: Span(start, bytes.count), message: Wording(vi: "", en: ""))
                _ = renderDiagnostic(diagnostic, source: source, language: .vi)
            }
        }
    }

    @Test func json() {
        let diagnostic = Diagnostic(
            code: "R021", path: "rules/a.rules", span: Span(4, 8),
            message: Wording(vi: "không có từ “xy”", en: "no “xy”"),
            help: Wording(vi: "?", en: "?"),
            fixes: [.init(title: Wording(vi: "thay", en: "replace"), span: Span(4, 8), replacement: "x\"y")])
        var json = JSONWriter()
        writeJSON(diagnostic, source: SourceFile(path: "rules/a.rules", text: "cừ xyzw\n"), language: .en, to: &json)
        #expect(
            String(decoding: json.bytes, as: UTF8.self)
                == #"{"file":"rules/a.rules","line":1,"column":3,"endLine":1,"endColumn":7,"code":"R021","severity":"error","#
                + #""message":"no “xy”","help":"?","labels":[],"fixes":[{"title":"replace","line":1,"column":3,"endLine":1,"#
                + #""endColumn":7,"start":4,"end":8,"replacement":"x\"y"}]}"#)
    }

    @Test func everyExplanationIsThere() {
        for code in explainedCodes {
            let text = explanation(of: code.lowercased())
            #expect(text != nil && text?.vi.isEmpty == false && text?.en.isEmpty == false)
        }
        #expect(explanation(of: "X123") == nil)
    }
}
