import Diagnostics
import Programmes
import RuleLanguage

/// Writes out definitions and resolves names.
struct PredicateCompiler {
    private var definitions: [String: Condition] = [:]
    private let bodies: BodyDirectory

    init(_ files: [RuleFile], bodies: BodyDirectory) {
        self.bodies = bodies
        for file in files {
            for case .define(let define) in file.items { definitions[define.name.text] = define.condition }
        }
    }

    func compile(_ condition: Condition) -> Predicate { compile(condition, within: []) }

    /// - Parameter within: the definitions being written out; one that uses itself holds of nothing.
    private func compile(_ condition: Condition, within names: [String]) -> Predicate {
        switch condition {
        case .and(let a, let b): .and(compile(a, within: names), compile(b, within: names))
        case .or(let a, let b): .or(compile(a, within: names), compile(b, within: names))
        case .not(let a): .not(compile(a, within: names))
        case .defined(let name):
            if let definition = definitions[name.text], !names.contains(name.text) {
                compile(definition, within: names + [name.text])
            } else {
                .constant(false)
            }
        case .compare(let fact, let comparison, let literal, _):
            .test(.init(fact: fact, comparison: comparison, operand: operand(literal, of: fact)))
        case .holds(let fact, _): .test(.init(fact: fact, comparison: .is, operand: .none))
        case .dueWithin(let offset, _): .test(.init(fact: .due, comparison: .lessOrEqual, operand: .within(offset)))
        }
    }

    /// One for each role that it may be.
    func recipients(_ recipient: Recipient) -> [CompiledRecipient] {
        switch recipient {
        case .role(let role): [CompiledRecipient(base: .role(role), climbs: 0)]
        case .body(let name): [CompiledRecipient(base: .body(bodies.body(named: name.text)), climbs: 0)]
        case .officer: [CompiledRecipient(base: .officer, climbs: 0)]
        case .confirming:
            Confirmation.allCases.compactMap(\.role).map {
                CompiledRecipient(base: .role($0), climbs: 0, isToConfirm: true)
            }
        case .superior(let of):
            recipients(of).map { below in
                var above = below
                above.climbs += 1
                return above
            }
        }
    }

    private func operand(_ literal: Literal, of fact: Fact) -> Predicate.Operand {
        switch (literal, fact) {
        case (.string(let text), .role): .body(bodies.body(named: text))
        case (.string(let text), _): .text(text, folded: fold(text))
        // Progress is held in thousandths of a per cent.
        case (.number(let n), .progress), (.percent(let n), .progress):
            .number(n.multipliedReportingOverflow(by: 1000).partialValue)
        case (.number(let n), _), (.percent(let n), _): .number(n)
        case (.date(let day), _): .date(day)
        case (.priority(let priority), _): .priority(priority)
        case (.deadlineKind(let kind), _): .kind(kind)
        case (.status(let status), _): .status(status)
        case (.offset(let offset), _): .number(offset.count * (offset.unit == .weeks ? 7 : 1))
        }
    }
}
