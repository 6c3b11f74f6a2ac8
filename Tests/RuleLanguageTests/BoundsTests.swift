import Diagnostics
import Testing

@testable import RuleLanguage

/// What is too much is refused, clearly and in linear time.
struct BoundsTests {
    private func said(_ text: String) -> [Diagnostic] {
        parseRules(SourceFile(path: "a.rules", text: text)).diagnostics
    }
    private func codes(_ text: String) -> [String] { said(text).map(\.code) }

    @Test func aLargeFileIsRefused() {
        #expect(codes(String(repeating: "# comment\n", count: 110_000)) == ["R001"])
        #expect(codes(String(repeating: "# comment\n", count: 100_000)) == [])
    }

    @Test func notUTF8() {
        let source = SourceFile(path: "a.rules", bytes: Array("rule \"a".utf8) + [0xE1, 0xBA, 0x22, 0x0A])
        let (file, said) = parseRules(source)
        #expect(file.items.isEmpty)
        #expect(said.map(\.code) == ["R002"])
        #expect(said[0].span == Span(7, 8))
    }

    @Test func anUnclosedStringTakesItsLineOnly() {
        let codes = codes("rule \"" + String(repeating: "x", count: 1_000_000))
        #expect(codes == ["R025", "R006"] || codes == ["R006", "R025"] || codes == ["R006"])
        #expect(self.codes("rule \"a\n  when on due\n  remind lead\n") == ["R006"])
    }

    @Test(arguments: ["not (", "(", "not ", "not not ("])
    func deepNestingIsRefusedOnce(_ piece: String) {
        let text = "rule \"a\"\n  when on due\n  remind lead\n  for " + String(repeating: piece, count: 100_000)
        #expect(codes(text) == ["R031"])
    }

    @Test func soManyDenialsMayStand() {
        func codes(_ count: Int) -> [String] {
            let denials = String(repeating: "not ", count: count)
            return self.codes("rule \"a\"\n  when on due\n  remind lead\n  if " + denials + "done\n")
        }
        #expect(!codes(RuleLimits.nesting).contains("R031"))
        #expect(codes(RuleLimits.nesting + 1) == ["R031"])
    }

    @Test func superiorsOfSuperiors() {
        let text = "rule \"a\" when on due remind " + String(repeating: "superior of ", count: 80_000) + "lead"
        #expect(codes(text) == ["R031"])
    }

    @Test func longListsAreRefused() {
        #expect(codes("define x = y" + String(repeating: " and y", count: 300)) == ["R032"])
        #expect(codes("rule \"a\" when on due remind lead" + String(repeating: ", lead", count: 300)).contains("R032"))
        #expect(codes("rule \"" + String(repeating: "x", count: 2000) + "\" when on due remind lead") == ["R007"])
        #expect(codes("rule \"a\" when after due 12345678901234567890 days remind lead") == ["R011"])
    }

    @Test func manyItemsAreRefusedOnce() {
        let rules = (0..<RuleLimits.items).map { "define d\($0) = overdue\n" }
        #expect(codes(rules.joined()) == [])
        #expect(codes(rules.joined() + String(repeating: "define more = overdue\n", count: 5000)) == ["R032"])
        let lines = String(repeating: "on 2021-11-29 expect nothing\n", count: 300)
        #expect(codes("test \"t\" task \"1\" deadline \"quý IV/2021\" lead \"a\"\n" + lines) == ["R032"])
    }

    @Test(arguments: [
        "rule @\n", "foo bar\n", "rule \"a\"\n xyz qwe\n", "“", "$ ", "\u{A0}", "quy tắc\n", "mute \"x\"\n",
    ])
    func errorsAreCappedAndTheCapIsSaid(_ piece: String) {
        // Neighbouring look-alikes are told together.
        let said = said(String(repeating: piece, count: piece.unicodeScalars.count == 1 ? 10_000 : 1500))
        #expect(said.count == RuleLimits.errors + 1 || said.count <= 2)
        if said.count > 2 {
            #expect(said.last?.code == "R013")
            #expect(said.last?.span == nil)
        }
    }
}
