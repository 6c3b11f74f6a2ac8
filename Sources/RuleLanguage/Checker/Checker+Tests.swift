import Dates
import Diagnostics
import Programmes

extension Checker {
    /// Of a test: it has to expect something, and the bodies that its reports name have to have a part in its task.
    mutating func check(_ test: RuleTest) {
        let expects = test.statements.contains { if case .expect = $0 { true } else { false } }
        if !expects, files[current].isWhole { report(.testExpectsNothing, test.name.span) }
        guard let bodies else { return }
        var task: TestTask?
        for statement in test.statements {
            switch statement {
            case .task(let written): task = written
            case .given(let report, _, _):
                guard let task = task ?? test.firstTask else { continue }
                let isAnyones = report.kind == .acknowledged || report.kind == .unacknowledged
                let roles: [Role] = isAnyones ? Role.allCases : [.lead, .executing]
                let named = roles.flatMap { task.roles[$0] ?? [] }
                for body in report.bodies where !bodies.reach(body.text, from: named) {
                    self.report(.bodyWithoutShare(body.text), body.span)
                }
            case .expect: break
            }
        }
    }
}

extension BodyDirectory {
    /// Whether a body is among some, or a member or successor of one. Names the directory lacks are made up by tests.
    fileprivate func reach(_ name: String, from names: [String]) -> Bool {
        if names.contains(where: { fold($0) == fold(name) }) { return true }
        guard let body = body(named: name) else { return false }
        return names.contains {
            self.body(named: $0).map { reaches(body, from: $0, on: Day.range.upperBound) } ?? false
        }
    }
}
