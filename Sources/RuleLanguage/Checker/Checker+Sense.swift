import Dates
import Deadlines
import Diagnostics
import Programmes

extension Checker {
    func canHold(_ condition: Condition) -> Bool {
        let known = definitions
        return Satisfiability.canHold(condition) { name in
            guard let found = known[name], !found.isCircular else { return nil }
            return found.define.condition
        }
    }

    /// Comparisons looked at for sense in one run: about half a second, and more than any office writes.
    private static let mostSenseWork = 500_000

    /// Conditions that are always or never true.
    mutating func checkSense(_ condition: Condition) {
        if condition.isPlain || !files[current].isWhole { return }
        // What is larger the search gives up on; and definitions that use one another could make it long.
        let size = meter.size(of: condition).comparisons
        guard size <= Satisfiability.most, senseWork < Checker.mostSenseWork else { return }
        senseWork += size
        if !canHold(condition) {
            report(.neverTrue, condition.span)
        } else if !canHold(.not(condition)) {
            report(.alwaysTrue, condition.span)
        }
    }

    /// Rules that cannot send anything, whatever the tasks.
    mutating func checkEffect(_ rule: Rule, _ layout: ItemLayout?) {
        guard files[current].isWhole else { return }
        let whenSpan = layout?.span(of: .when) ?? rule.name.span
        let isDue: Bool
        var isAfterDue = false
        switch rule.when {
        case .offset(let direction, .due, _):
            isDue = true
            isAfterDue = direction == .after
        case .on(.due): isDue = true
        default: isDue = false
        }
        if let condition = rule.condition, condition.asksForKind, canHold(condition) {
            let none: [DeadlineKind] = [.asNeeded, .unreadable]
            if !canHold(.and(condition, .kindIsNot(none))) {
                return report(
                    .neverDue(
                        Wording(
                            vi: "thời hạn loại này không sinh kỳ hạn nào",
                            en: "deadlines of this kind have no occurrences")),
                    condition.span)
            }
            if isDue, !canHold(.and(condition, .kindIsNot(none + [.vague, .awaiting]))) {
                return report(
                    .neverDue(
                        Wording(
                            vi: "thời hạn loại này chưa có ngày đến hạn", en: "deadlines of this kind have no due date")
                    ),
                    whenSpan)
            }
        }
        if let trigger = rule.when.endsChain, let first = rule.steps.first?.span ?? layout?.span(of: .repeat) {
            report(.chainEnds(trigger), first)
        }
        guard let condition = rule.guardCondition, canHold(condition) else { return }
        if let trigger = rule.when.endsChain {
            let fact: Fact = trigger == .done ? .done : .cancelled
            guard !canHold(.and(condition, .holds(fact, condition.span))) else { return }
            return report(
                .neverDue(
                    Wording(vi: "khi ấy việc đã xong hoặc đã hủy", en: "by then it is done or cancelled")),
                condition.span)
        }
        if !canHold(.and(condition, .not(.or(.holds(.done, condition.span), .holds(.cancelled, condition.span))))) {
            report(
                .neverDue(
                    Wording(
                        vi: "việc đã xong hoặc đã hủy thì không nhắc nữa",
                        en: "what is done or cancelled gets no notices")),
                condition.span)
        } else if isDue,
            !canHold(
                .and(condition, isAfterDue ? .holds(.overdue, condition.span) : .not(.holds(.overdue, condition.span)))),
            isAfterDue || rule.steps.isEmpty && rule.repetition == nil
        {
            report(
                .neverDue(
                    isAfterDue
                        ? Wording(
                            vi: "sau hạn thì việc chưa xong luôn là quá hạn",
                            en: "after its due date an open task is always overdue")
                        : Wording(vi: "trước hạn thì chưa có gì quá hạn", en: "before its due date nothing is overdue")),
                condition.span)
        }
    }
}

extension When {
    /// The report after which nothing more is sent, where it is one.
    fileprivate var endsChain: ReportTrigger? {
        if case .report(let trigger) = self, [.done, .cancelled].contains(trigger) { trigger } else { nil }
    }
}

extension Condition {
    /// One question that can come out either way: nothing to search for.
    fileprivate var isPlain: Bool {
        switch self {
        case .holds, .dueWithin, .compare(_, _, .string, _): true
        case .not(let inner): inner.isPlain
        default: false
        }
    }

    /// Whether the kind of deadline may matter to it.
    fileprivate var asksForKind: Bool {
        switch self {
        case .and(let a, let b), .or(let a, let b): a.asksForKind || b.asksForKind
        case .not(let inner): inner.asksForKind
        case .compare(let fact, _, _, _): fact == .deadline
        case .defined: true
        case .holds, .dueWithin: false
        }
    }

    fileprivate static func kindIsNot(_ kinds: [DeadlineKind]) -> Condition {
        let parts = kinds.map { Condition.compare(.deadline, .notEqual, .deadlineKind($0), .init(0, 0)) }
        return parts.dropFirst().reduce(parts[0]) { .and($0, $1) }
    }
}
