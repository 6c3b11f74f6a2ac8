import Diagnostics
import Programmes

extension Checker {
    /// Rules that another always covers: the same instants, recipients and chain or more, for the same tasks or more.
    mutating func checkCover() {
        var groups: [String: [(file: Int, rule: Rule)]] = [:]
        for (file, ruleFile) in files.enumerated() {
            for case .rule(let rule) in ruleFile.items { groups[rule.startKey, default: []].append((file, rule)) }
        }
        for (_, group) in groups.sorted(by: { $0.key < $1.key }) where group.count > 1 && group.count <= 1000 {
            for (i, covered) in group.enumerated() {
                // Of two that say the same, the later one is told.
                let cover = group.enumerated().first { j, other in
                    j != i && self.covers(other.rule, covered.rule) && (j < i || !self.covers(covered.rule, other.rule))
                }
                guard let cover = cover?.element else { continue }
                current = covered.file
                let isHere = cover.file == covered.file
                let label = Diagnostic.Label(span: cover.rule.name.span, message: Wording(vi: "quy tắc này", en: "by this one"))
                report(
                    .covered(covered.rule.name.text, by: cover.rule.name.text), covered.rule.name.span, labels: isHere ? [label] : [])
            }
        }
    }

    private func covers(_ a: Rule, _ b: Rule) -> Bool {
        guard a.at == b.at, a.onWorkingDays == b.onWorkingDays, a.severity == b.severity, a.template == b.template,
            a.steps == b.steps, a.repetition == b.repetition, a.catchUp == b.catchUp, a.grouping == b.grouping,
            a.until == nil || a.until == b.until, a.guardCondition == nil || a.guardCondition == b.guardCondition
        else { return false }
        if case .offset(_, _, let many) = a.when, case .offset(_, _, let few) = b.when, !few.allSatisfy(many.contains) { return false }
        for action in b.actions {
            let wider = a.actions.lazy.filter { $0.kind == action.kind }.flatMap(\.recipients)
            if !action.recipients.allSatisfy(wider.contains) { return false }
        }
        guard let condition = a.condition else { return true }
        guard let narrower = b.condition else { return !canHold(.not(condition)) }
        return !canHold(.and(narrower, .not(condition)))
    }
}

extension Rule {
    /// Rules with different ones have no instant in common by definition.
    fileprivate var startKey: String {
        switch when {
        case .offset(let direction, let anchor, _): "\(direction) \(anchor)"
        case .on(let anchor): "on \(anchor)"
        case .every(let cycle): "every \(cycle)"
        case .event(let name): "event \(name.text)"
        }
    }
}
