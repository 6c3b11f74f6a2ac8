import Dates
import Deadlines
import Programmes
import RuleLanguage

/// Whether an instant that has come brings notices: the checks, in the order of docs/engine.md ("Deciding").
extension Decider {
    /// Decides instants that have come, in their order. What goes out is put into ``outgoing``.
    /// - Parameter apart: nil of a task of which nothing was reported: its shares are all alike.
    mutating func judge(_ task: Int, _ apart: Apart?, _ subject: Int, _ ruleIndex: Int, _ pending: [Pending]) {
        effort += 1
        let rule = plan.rules[ruleIndex]
        let found = find(task, subject, ruleIndex)
        let markNumber = Int(found.mark)
        var mark = memory.marks[markNumber]
        var olderRuns: [RepeatRun] = []
        let first = outgoing.count
        // In the memory the mark is still as it was: of several offsets that give the same instant, one decided now
        // does not hide the other.
        for (place, instant) in pending.enumerated() where !memory.hasDecided(markNumber, instant.trigger, rule) {
            if passesInSilence(instant, mark, task, apart, subject, rule, found) { continue }
            let trigger = instant.trigger
            if let older = mark.decide(
                step: trigger.step, repeatNumber: trigger.repeatNumber, nominal: trigger.nominal)
            {
                olderRuns.append(older)
            }
            let verdict = verdict(on: instant, task, apart, subject, rule, found)
            switch verdict {
            case .withhold(let reason, let detail):
                mark.conclude(trigger, held: reason)
                note(found, ruleIndex, trigger, held: reason)
                withhold(task, subject, ruleIndex, trigger, reason, detail)
            case .send(let subjects):
                mark.conclude(trigger, held: nil)
                outgoing.append(
                    Outgoing(
                        task: UInt32(task), found: found, instant: place, isLate: instant.isLate(at: now),
                        subjects: subjects))
            }
        }
        if rule.catchUp == .none {
            for late in outgoing[first...] where late.isLate {
                let trigger = pending[late.instant].trigger
                mark.conclude(trigger, held: .missed)
                note(found, ruleIndex, trigger, held: .missed)
                withhold(task, subject, ruleIndex, trigger, .missed)
            }
            outgoing.removeAll { $0.task == UInt32(task) && $0.isLate }
        }
        memory.updateMark(markNumber) { $0 = mark }
        for run in olderRuns { memory.keep(run, ofMark: markNumber) }
    }

    /// What becomes of an instant, where the ledger has its occurrence under several names.
    mutating func note(
        _ found: Memory.Found, _ rule: Int, _ trigger: Trigger, held: Withheld.Reason?, due: Day? = nil,
        subjects: Int32 = Outgoing.all
    ) {
        guard memory.records[Int(found.record)].layer == .merged else { return }
        let bodies = subjects == Outgoing.all ? nil : subjectLists[Int(subjects)]
        memory.note(
            found.record,
            Memory.Decided(
                rule: agenda.ruleNumbers[rule], step: trigger.step, repeatNumber: trigger.repeatNumber,
                nominal: trigger.nominal, held: held, due: due,
                subjects: bodies?.map { memory.bodyNumber(plan.resolver.ids[Int($0.rawValue)]) }, isAhead: false))
    }

    enum Verdict {
        /// About the shares of these bodies: an index into ``subjectLists``, or ``Outgoing/all``.
        case send(subjects: Int32)
        case withhold(Withheld.Reason, String = "")
    }

    private mutating func verdict(
        on instant: Pending, _ task: Int, _ apart: Apart?, _ subject: Int, _ rule: CompiledRule, _ found: Memory.Found
    ) -> Verdict {
        if let ended = ended(instant, apart, rule) { return .withhold(ended) }
        if isStale(instant, rule) { return .withhold(.missed) }
        if let mute = instant.droppedBy { return .withhold(.muted, plan.mutes[mute].name) }
        guard let apart else { return verdictOnAll(task, subject, rule, found) }
        let open = candidates(instant, apart, rule)
        // What was open when it was due has ended, and what had ended is open again.
        if open.isEmpty, !rule.isOnReport { return .withhold(.done) }
        let going =
            rule.until.map { until in open.filter { !until.holds(facts(task, $0, apart, subject, found)) } } ?? open
        if going.isEmpty, !open.isEmpty { return .withhold(.untilHeld) }
        let subjects =
            rule.guardCondition.map { guarded in
                going.filter { guarded.holds(facts(task, $0, apart, subject, found)) }
            } ?? going
        if subjects.isEmpty { return .withhold(.guardFailed) }
        guard subjects.count < apart.all.count else { return .send(subjects: Outgoing.all) }
        subjectLists.append(subjects.compactMap(\.body))
        return .send(subjects: Int32(subjectLists.count - 1))
    }

    /// Of a task of which nothing was reported all shares are open and alike.
    private func verdictOnAll(_ task: Int, _ subject: Int, _ rule: CompiledRule, _ found: Memory.Found) -> Verdict {
        if rule.until == nil, rule.guardCondition == nil { return .send(subjects: Outgoing.all) }
        let facts = facts(task, nil, nil, subject, found)
        if let until = rule.until, until.holds(facts) { return .withhold(.untilHeld) }
        if let guarded = rule.guardCondition, !guarded.holds(facts) { return .withhold(.guardFailed) }
        return .send(subjects: Outgoing.all)
    }

    /// Why nothing of the occurrence is open any more: neither when the instant was due nor now.
    private func ended(_ instant: Pending, _ apart: Apart?, _ rule: CompiledRule) -> Withheld.Reason? {
        guard let apart, !rule.isOnReport else { return nil }
        let then = own(apart, at: instant.due).status
        return switch then == .open ? apart.shares.status : then {
        case .open: nil
        case .reported: .reported
        case .done: .done
        case .cancelled: .cancelled
        }
    }

    /// What was reported long ago is no news: a rule that is new says nothing of it.
    private func isStale(_ instant: Pending, _ rule: CompiledRule) -> Bool {
        rule.isOnReport && now - instant.due > 7 * 86_400
    }

    /// The shares that an instant may be about: those that are open; of a report those that it was about.
    private func candidates(_ instant: Pending, _ apart: Apart, _ rule: CompiledRule) -> [Share] {
        if rule.isOnReport {
            let heard = apart.heard[Int(instant.trigger.repeatNumber)]
            return apart.shares.filter { memory.concerns(heard.bodies, $0.origins, at: heard.at) }
        }
        let then = own(apart, at: instant.due)
        return apart.shares.filter { share in
            share.status == .open && then.contains { $0.body == share.body && $0.status == .open }
        }
    }

    /// Repeats of what had ended when they were due leave no trace, and so are not remembered either: a memory made of
    /// rows is to be as good as this one.
    private func passesInSilence(
        _ instant: Pending, _ mark: Mark, _ task: Int, _ apart: Apart?, _ subject: Int, _ rule: CompiledRule,
        _ found: Memory.Found
    ) -> Bool {
        guard mark.isStopped, instant.trigger.repeatNumber > 0, !rule.isOnReport else { return false }
        return isSilent(at: instant.due, task, apart, subject, rule, found)
    }

    /// Nothing was open then, or the rule's `until` held of all that was.
    func isSilent(
        at instant: Instant, _ task: Int, _ apart: Apart?, _ subject: Int, _ rule: CompiledRule, _ found: Memory.Found
    ) -> Bool {
        guard let apart else { return rule.until?.holds(facts(task, nil, nil, subject, found, at: instant)) ?? false }
        let all = all(apart, at: instant)
        let open = own(apart, among: all).filter { $0.status == .open }
        if open.isEmpty { return true }
        guard let until = rule.until else { return false }
        return open.allSatisfy { until.holds(facts(task, $0, apart, subject, found, at: instant, among: all)) }
    }

    /// The shares as they stood at an instant.
    private func all(_ apart: Apart, at instant: Instant) -> [Share] {
        apart.isReported ? shares(ofTask: apart.task, apart.occurrence, at: min(instant, now)) : apart.all
    }

    /// Those that have the due date under decision, as they stood at an instant.
    func own(_ apart: Apart, at instant: Instant) -> [Share] { own(apart, among: all(apart, at: instant)) }

    private func own(_ apart: Apart, among all: [Share]) -> [Share] {
        all.filter { share in apart.shares.contains { $0.body == share.body } }
    }

    func facts(_ task: Int, _ subject: Int) -> Facts {
        let subject = subjects[subject]
        return Facts(
            plan: plan, programme: plan.programmeIndex(ofTask: task), task: task, occurrence: subject.occurrence,
            kind: subject.occurrence.kind, isCompound: subject.isCompound, today: today)
    }

    /// What conditions may ask of a share.
    /// - Parameters:
    ///   - instant: as things stood then; nil: now.
    ///   - all: the occurrence's shares, as they stood then; nil: now.
    func facts(
        _ task: Int, _ share: Share?, _ apart: Apart?, _ subject: Int, _ found: Memory.Found?,
        at instant: Instant? = nil, among all: [Share]? = nil
    ) -> Facts {
        var facts = facts(task, subject)
        if let instant { facts.today = plan.siteCalendar.zone.day(at: instant) }
        guard let share, let apart else {
            facts.noticesSent = found.map { Int(memory.records[Int($0.record)].sent) } ?? 0
            facts.sharesOpen = max(1, plan.resolver.responsible(ofTask: task, plan, on: facts.today).count)
            facts.shares = facts.sharesOpen
            return facts
        }
        facts.fill(share, of: all ?? apart.all, begun: apart.begun, at: instant ?? now)
        facts.noticesSent = memory.noticesSent(ofTask: task, apart.occurrence.id, share)
        return facts
    }

    mutating func withhold(
        _ task: Int, _ subject: Int, _ ruleIndex: Int, _ trigger: Trigger, _ reason: Withheld.Reason,
        _ detail: String = ""
    ) {
        held.append(
            WithheldDraft(
                task: task, subject: subject, rule: ruleIndex, trigger: trigger, reason: reason, detail: detail))
    }
}

extension Mark {
    mutating func conclude(_ trigger: Trigger, held reason: Withheld.Reason?) {
        conclude(step: trigger.step, repeatNumber: trigger.repeatNumber, nominal: trigger.nominal, held: reason)
    }
}

extension Facts {
    /// What was reported of a share, under its own due date.
    /// - Parameter begun: of the chain that asks: an acknowledgement before it is not about it.
    mutating func fill(_ share: Share, of shares: [Share], begun: Instant, at instant: Instant) {
        occurrence = occurrence.due(share.due)
        status =
            switch share.status {
            case .open, .reported: .open
            case .done: .done
            case .cancelled: .cancelled
            }
        isReported = share.status == .reported
        progressMilli = share.progressMilli ?? 0
        isAcknowledged = share.isAcknowledged(since: begun, at: instant)
        extensions = share.extensions
        self.shares = shares.count
        sharesOpen = shares.count { $0.status == .open || $0.status == .reported }
        hasDocument = share.document != nil
        isLate = share.status == .done && share.isLate
    }
}
