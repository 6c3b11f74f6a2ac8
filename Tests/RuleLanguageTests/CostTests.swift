import Diagnostics
import Testing

@testable import RuleLanguage

/// What a rule costs at most, and what is refused for it.
struct CostTests {
    private func files(_ text: String) -> [RuleFile] {
        let (file, said) = parseRules(SourceFile(path: "a.rules", text: text))
        #expect(said.isEmpty)
        return [file]
    }

    private func cost(_ clauses: String) -> RuleCost? {
        measureRules(files("define key = priority >= high and tag has \"x\"\nrule \"r\" " + clauses)).first?.first
    }

    @Test(arguments: [
        ("when on due remind lead", 1, false, 1, 0, 0),
        ("when before due 30 days, 7 days remind lead, coordinating", 2, false, 2, 0, 0),
        ("for key when on due if key or overdue remind lead until not key", 1, false, 1, 5, 2),
        (
            "when after due 1 day remind lead then after 7 days escalate to superior of superior of lead", 2, false, 3,
            0, 0
        ),
        ("when after due 1 day remind lead repeat every 7 days up to 8 times", 9, false, 1, 0, 0),
        ("when after due 1 day remind lead repeat every 7 days", 54, true, 1, 0, 0),
        ("when every quarter on last working day remind lead", 4, true, 1, 0, 0),
        ("when every 2 weeks on friday if key remind lead", 27, true, 1, 2, 0),
        ("when event \"huong-dan\" remind body \"x\"", 1, false, 1, 0, 0),
    ])
    func counted(
        _ clauses: String, _ instants: Int, _ isEndless: Bool, _ recipients: Int, _ conditions: Int, _ selection: Int
    ) {
        #expect(
            cost(clauses)
                == RuleCost(
                    instants: instants, isEndless: isEndless, recipients: recipients, conditions: conditions,
                    selection: selection))
    }

    @Test func totals() {
        #expect(cost("for key when every week if overdue remind lead, coordinating")?.total == 2 + 53 * (1 + 2))
        let most = RuleCost(instants: .max, isEndless: true, recipients: 2, conditions: 3, selection: 1)
        #expect(most.total == .max)
    }

    /// Each definition doubles the one before it: written out they would not fit into any memory.
    @Test func definitionsThatDouble() {
        var text = "define d0 = overdue and acknowledged\n"
        for i in 1...60 { text += "define d\(i) = d\(i - 1) or not d\(i - 1)\n" }
        text += "rule \"r\" when on due if d60 remind lead\ndigest \"g\" every week to lead list d60\n"
        let said = checkRules(files(text), bodies: nil, programmes: nil).filter { $0.severity == .error }
        #expect(said.map(\.code) == ["R066", "R066"])
    }

    @Test func definitionsThatNest() {
        var text = "define d0 = overdue\n"
        for i in 1...1900 { text += "define d\(i) = not d\(i - 1)\n" }
        text += "rule \"r\" when on due if d1900 remind lead\nrule \"s\" when on due if d400 remind lead\n"
        let said = checkRules(files(text), bodies: nil, programmes: nil).filter { $0.severity == .error }
        #expect(said.map(\.code) == ["R066"])
    }
}
