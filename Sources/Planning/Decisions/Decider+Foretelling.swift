import Dates
import Programmes
import RuleLanguage

/// What of the instants to come would bring a notice, if nothing else were reported.
extension Decider {
    /// So many instants of an occurrence under a rule are tried.
    private static let mostTried = 256

    /// The first that does; nil: none is known.
    mutating func foretell(
        _ waiting: [Pending], _ trigger: Trigger?, _ cursor: inout TriggerCursor, _ apart: Apart, _ subject: Int,
        _ ruleIndex: Int, _ quiet: Quiet
    ) -> Instant? {
        let rule = plan.rules[ruleIndex]
        // Of what has come the last goes out, and each before it that concerns somebody else.
        let come = waiting.filter { !$0.isMoot && (!$0.isLate(at: now) || rule.catchUp != .none) }
        if let first = come.first, come.contains(where: { brings($0, apart, subject, ruleIndex) }) {
            return max(now, quiet.decisive(first, at: now))
        }
        var next = trigger
        for _ in 0..<Self.mostTried {
            guard let candidate = next.flatMap({ nextTrigger($0, &cursor, apart, subject, ruleIndex) }) else {
                return nil
            }
            let instant = quiet.pending(candidate)
            if instant.droppedBy == nil, brings(instant, apart, subject, ruleIndex) { return instant.due }
            next = cursor.next(rule, plan.siteCalendar)
        }
        return nil
    }

    /// Whether an instant has somebody to tell of something that is open then.
    private mutating func brings(_ instant: Pending, _ apart: Apart, _ subject: Int, _ ruleIndex: Int) -> Bool {
        let rule = plan.rules[ruleIndex]
        let at = max(instant.due, now)
        let found = memory.recordPlace(UInt32(apart.task), subjects[subject].number)
            .map { Memory.Found(record: UInt32($0), mark: 0) }
        let candidates = rule.isOnReport ? apart.shares : apart.shares.filter { $0.status == .open }
        let subjects = candidates.filter { share in
            let facts = facts(apart.task, share, apart, subject, found, at: at)
            return !(rule.until?.holds(facts) ?? false) && (rule.guardCondition?.holds(facts) ?? true)
        }
        guard !subjects.isEmpty else { return false }
        var about = Outgoing.all
        if subjects.count < apart.all.count {
            about = Int32(subjectLists.count)
            subjectLists.append(subjects.compactMap(\.body))
        }
        return !address(
            UInt32(apart.task), about, instant.trigger, rule, apart, on: plan.siteCalendar.zone.day(at: at)
        ).isEmpty
    }
}
