import Dates
import Diagnostics

extension Checker {
    /// Pairs of rules that are compared, at most: beyond, what covers what is not worth the wait.
    private static let mostPairs = 20_000

    /// Rules that another always covers: the same instants, recipients and chain or more, for the same tasks or more.
    mutating func checkCover() {
        var rules: [(file: Int, rule: Rule)] = []
        var groups: [Kinship: [Int]] = [:]
        for (file, ruleFile) in files.enumerated() {
            for case .rule(let rule) in ruleFile.items {
                for kinship in rule.kinships { groups[kinship, default: []].append(rules.count) }
                rules.append((file, rule))
            }
        }
        var pairs = 0
        for (i, covered) in rules.enumerated() {
            guard let kinship = covered.rule.kinships.first, let kin = groups[kinship], kin.count > 1 else { continue }
            for j in kin where j != i {
                pairs += 1
                if pairs > Checker.mostPairs { return }
                // Of two that say the same, the later one is told.
                guard covers(rules[j].rule, covered.rule), j < i || !covers(covered.rule, rules[j].rule) else {
                    continue
                }
                current = covered.file
                let cover = rules[j]
                let label = Diagnostic.Label(
                    span: cover.rule.name.span, message: Wording(vi: "quy tắc này", en: "by this one"))
                report(
                    .covered(covered.rule.name.text, by: cover.rule.name.text), covered.rule.name.span,
                    labels: cover.file == covered.file ? [label] : [])
                break
            }
        }
    }

    /// Whether `a` sends all that `b` sends, of two that are kin.
    private func covers(_ a: Rule, _ b: Rule) -> Bool {
        guard a.until == nil || a.until == b.until, a.guardCondition == nil || a.guardCondition == b.guardCondition
        else { return false }
        if case .offset(_, _, let many) = a.when, case .offset(_, _, let few) = b.when, !few.allSatisfy(many.contains) {
            return false
        }
        for action in b.actions {
            let wider = a.actions.lazy.filter { $0.kind == action.kind }.flatMap(\.recipients)
            if !action.recipients.allSatisfy(wider.contains) { return false }
        }
        guard let condition = a.condition else { return true }
        guard let narrower = b.condition else { return !canHold(.not(condition)) }
        return !canHold(.and(narrower, .not(condition)))
    }
}

/// What two rules must have in common for one to cover the other.
private struct Kinship: Hashable {
    /// With one offset.
    var when: When
    var at: TimeOfDay?
    var onWorkingDays: Bool?
    var severity: Severity?
    var grouping: Grouping?
    var catchUp: CatchUp?
    var template: Name?
    var steps: [ChainStep]
    var repetition: Repetition?
}

extension Rule {
    /// One for each of its offsets.
    fileprivate var kinships: [Kinship] {
        let whens: [When] =
            if case .offset(let direction, let anchor, let offsets) = when {
                offsets.map { .offset(direction, anchor, [$0]) }
            } else {
                [when]
            }
        return whens.map {
            Kinship(
                when: $0, at: at, onWorkingDays: onWorkingDays, severity: severity, grouping: grouping,
                catchUp: catchUp,
                template: template, steps: steps, repetition: repetition)
        }
    }
}
