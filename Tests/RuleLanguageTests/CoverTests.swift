import Dates
import Diagnostics
import TestKit
import Testing

@testable import RuleLanguage

/// Rules that another covers: found by keys, and by comparing every pair.
struct CoverTests {
    private func covered(_ text: String) -> [String] {
        let (file, said) = parseRules(SourceFile(path: "a.rules", text: text))
        #expect(said.allSatisfy { $0.severity == .warning }, "\(said)")
        return checkRules([file], bodies: nil, programmes: nil).filter { ["R081", "R087"].contains($0.code) }
            .map(\.message.en)
    }

    private static func rule(_ name: String, _ clauses: String, when: String = "on due", remind: String = "lead")
        -> String
    { "rule \"\(name)\" when \(when) \(clauses) remind \(remind)\n" }

    @Test(arguments: [
        // A text that the one needs stands in the other, too.
        ("for tag has \"x\"", "for tag has \"x\" and priority is high", true),
        ("for tag has \"x\"", "for tag has \"y\" and priority is high", false),
        ("for tag has \"x\" or tag has \"y\"", "for tag has \"y\"", true),
        ("for tag has \"x\" or priority is high", "for priority >= urgent or priority is high", false),
        ("for tag has \"x\" or priority >= high", "for priority >= urgent", true),
        ("for not tag has \"x\"", "for not (tag has \"x\" or tag has \"y\")", true),
        ("for key", "for key and tag has \"z\"", true),
        ("for key", "for tag has \"k\" and deadline is continuous", true),
        ("for not key", "for not tag has \"k\" and priority is high", true),
        ("for due >= 2022-01-01", "for due >= 2022-06-01", true),
        ("for due >= 2022-06-01", "for due >= 2022-01-01", false),
        ("", "for tag has \"x\"", true),
        // A guard lets less through.
        ("if overdue", "", false),
        ("", "if overdue", true),
        ("for tag has \"x\" if overdue until acknowledged", "for tag has \"x\" if overdue until acknowledged", true),
    ])
    func pairs(_ wide: String, _ narrow: String, _ isCovered: Bool) {
        let define = "define key = tag has \"k\"\n"
        let rules = CoverTests.rule("narrow", narrow) + CoverTests.rule("wide", wide)
        let found = covered(define + rules)
        #expect(found.contains { $0.contains("all that “narrow” sends") || wide == narrow } == isCovered, "\(found)")
    }

    @Test func aRuleThatCanNeverSendIsNotReproachedTwice() {
        let rules =
            CoverTests.rule("never", "for priority >= high and priority is low") + CoverTests.rule("wide", "")
        #expect(covered(rules).isEmpty)
    }

    /// Where thousands share their instants and recipients, all are still looked through.
    @Test func manyOfATag() {
        var text = ""
        for i in 0..<1900 { text += CoverTests.rule("r\(i)", "for tag has \"t\(i)\" and priority >= normal") }
        text += CoverTests.rule("narrow", "for tag has \"t1234\" and priority is urgent")
        #expect(covered(text) == ["the rule “r1234” already sends all that “narrow” sends"])
    }

    @Test func manyAlikeAreCutAndItIsSaid() {
        var text = ""
        for i in 0..<1200 {
            let day = Day(unchecked: 1950, 1, 1) + i
            text += CoverTests.rule("r\(i)", "for due >= \(day) and start <= \(day)")
        }
        let found = covered(text)
        #expect(found.count == 1 && found[0].contains("too much alike"), "\(found)")
    }

    /// The definition of it, over every pair.
    @Test(arguments: 0..<40 as Range<UInt64>) func agreesWithEveryPair(_ seed: UInt64) {
        var random = SplitMix64(seed: seed)
        func pick(_ list: [String]) -> String { list[Int.random(in: 0..<list.count, using: &random)] }
        func condition(_ depth: Int) -> String {
            switch Int.random(in: 0..<(depth > 0 ? 5 : 2), using: &random) {
            case 0:
                return pick(["tag has \"a\"", "tag has \"b\"", "task is \"1\"", "task is \"2\"", "title has \"a\""])
            case 1: return pick(["priority >= high", "priority is low", "due >= 2022-01-01", "d1", "d2"])
            case 2: return "not (\(condition(depth - 1)))"
            case 3: return "(\(condition(depth - 1))) or (\(condition(depth - 1)))"
            default: return "(\(condition(depth - 1))) and (\(condition(depth - 1)))"
            }
        }
        var text = "define d1 = tag has \"a\" and priority >= normal\ndefine d2 = d1 or task is \"1\"\n"
        for i in 0..<24 {
            var clauses = Bool.random(using: &random) ? "" : "for \(condition(2))"
            if Int.random(in: 0..<4, using: &random) == 0 { clauses += " if overdue" }
            if Int.random(in: 0..<4, using: &random) == 0 { clauses += " until acknowledged" }
            text += CoverTests.rule(
                "r\(i)", clauses, when: pick(["before due 7 days", "before due 7 days, 3 days"]),
                remind: pick(["lead", "lead, coordinating"]))
        }
        let (file, said) = parseRules(SourceFile(path: "a.rules", text: text))
        #expect(said.isEmpty)
        var checker = Checker(files: [file], bodies: nil, programmes: nil)
        _ = checker.measuringDefinitions()
        let rules = file.items.compactMap { if case .rule(let rule) = $0 { rule } else { nil } }
        let texts = ConditionTexts(checker.definitions, order: checker.settled)
        var search = CoverSearch(rules, texts: texts)
        for i in rules.indices {
            let wanted = rules.indices.first { j in
                j != i && isCovered(rules[i], by: rules[j], checker)
                    && (j < i || !isCovered(rules[j], by: rules[i], checker))
            }
            let found = search.cover(of: i, canHold: checker.canHold)
            #expect(found == wanted, "r\(i) in\n\(text)")
        }
    }

    private func isCovered(_ b: Rule, by a: Rule, _ checker: Checker) -> Bool {
        guard case .offset(_, _, let many) = a.when, case .offset(_, _, let few) = b.when,
            few.allSatisfy(many.contains), a.until == nil || a.until == b.until,
            a.guardCondition == nil || a.guardCondition == b.guardCondition,
            b.actions[0].recipients.allSatisfy(a.actions[0].recipients.contains),
            b.condition.map(checker.canHold) ?? true
        else { return false }
        guard let condition = a.condition else { return true }
        return !checker.canHold(b.condition.map { .and($0, .not(condition)) } ?? .not(condition))
    }
}
