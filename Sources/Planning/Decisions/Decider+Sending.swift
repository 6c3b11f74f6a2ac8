import Dates
import Deadlines
import Programmes
import RuleLanguage

/// Of instants that were judged those that go out, and to whom.
extension Decider {
    /// An instant that is to go out about a task.
    struct Outgoing {
        /// It is about every share that the occurrence has.
        static let all: Int32 = -1

        var task: UInt32
        var found: Memory.Found
        /// By its place among the instants judged.
        var instant: Int
        var isLate: Bool
        /// Into ``Decider/subjectLists``, or ``all``.
        var subjects: Int32
    }

    /// Makes the notices of what is ``outgoing`` about an occurrence. What has nobody to be sent to is withheld.
    mutating func send(_ subject: Int, _ ruleIndex: Int, _ apart: Apart?, _ pending: [Pending]) {
        var start = 0
        while start < outgoing.count {
            var end = start + 1
            while end < outgoing.count, outgoing[end].task == outgoing[start].task { end += 1 }
            send(start..<end, subject, ruleIndex, apart, pending)
            start = end
        }
        outgoing.removeAll(keepingCapacity: true)
    }

    /// The instants of one task: an instant that waited, or that a move to a working day brought to the same as a later
    /// one, gives way for each recipient to the last that concerns it.
    private mutating func send(
        _ messages: Range<Int>, _ subject: Int, _ ruleIndex: Int, _ apart: Apart?, _ pending: [Pending]
    ) {
        let rule = plan.rules[ruleIndex]
        if messages.count == 1 {
            let message = outgoing[messages.lowerBound]
            let addressed = address(message, pending[message.instant], rule, apart)
            if addressed.isEmpty {
                withhold(message, .noRecipient, subject, ruleIndex, pending)
            } else {
                fire(message, addressed, subject, ruleIndex, pending)
            }
            return
        }
        // From the last to the first: whom each later one concerns.
        var told: [(instant: Int, body: BodyIndex)] = []
        var ownDrafts: [[NoticeDraft]] = []
        for place in messages.reversed() {
            let message = outgoing[place]
            let instant = pending[message.instant]
            let addressed = address(message, instant, rule, apart)
            let own = addressed.filter { draft in
                !told.contains { later in
                    later.body == draft.recipient
                        && givesWay(instant, to: pending[later.instant], isLate: message.isLate, rule)
                }
            }
            told += addressed.map { (message.instant, $0.recipient) }
            ownDrafts.append(own)
            if own.isEmpty {
                withhold(message, addressed.isEmpty ? .noRecipient : .superseded, subject, ruleIndex, pending)
            }
        }
        for (place, own) in zip(messages, ownDrafts.reversed()) where !own.isEmpty {
            fire(outgoing[place], own, subject, ruleIndex, pending)
        }
    }

    private func address(
        _ message: Outgoing, _ instant: Pending, _ rule: CompiledRule, _ apart: Apart?
    ) -> [NoticeDraft] {
        address(
            message.task, message.subjects, instant.trigger, rule, apart,
            on: message.isLate ? today : plan.siteCalendar.zone.day(at: instant.due))
    }

    private mutating func withhold(
        _ message: Outgoing, _ reason: Withheld.Reason, _ subject: Int, _ ruleIndex: Int, _ pending: [Pending]
    ) {
        let trigger = pending[message.instant].trigger
        memory.updateMark(Int(message.found.mark)) { $0.conclude(trigger, held: reason) }
        note(message.found, ruleIndex, trigger, held: reason)
        withhold(Int(message.task), subject, ruleIndex, trigger, reason)
    }

    private func givesWay(_ instant: Pending, to later: Pending, isLate: Bool, _ rule: CompiledRule) -> Bool {
        if rule.isOnReport { return false }
        if instant.trigger.moved == later.trigger.moved, instant.trigger.nominal != later.trigger.nominal {
            return true
        }
        return rule.catchUp != .all && (isLate || instant.isDeferred)
    }

    /// To whom an instant is to go on a day, each once.
    func address(
        _ task: UInt32, _ about: Int32, _ trigger: Trigger, _ rule: CompiledRule, _ apart: Apart?, on day: Day
    ) -> [NoticeDraft] {
        // By names of their own: through `self`, which changes, they would be retained for each notice.
        let (resolver, assignments) = (plan.resolver, plan.assignments)
        let addressees = rule.addressees(step: trigger.step)
        let subjects = about == Outgoing.all ? nil : subjectLists[Int(about)]
        var addressed: [NoticeDraft] = []
        for i in addressees.indices {
            let recipient = addressees[i].recipient
            if recipient.base == .officer, plan.extra(ofTask: Int(task))?.officer == nil { continue }
            if recipient.isToConfirm, plan.confirmation(ofTask: Int(task)).role != recipient.role { continue }
            resolver.receivers(of: recipient, ofTask: Int(task), assignments, on: day) { body, superiorOf in
                if addressed.contains(where: { $0.recipient == body }) { return }
                if let subjects, !concerns(superiorOf ?? body, recipient, subjects, apart) { return }
                if let apart, hasAcknowledged(body, trigger, rule, apart) { return }
                addressed.append(
                    NoticeDraft(
                        firing: 0, task: task, addressee: UInt32(i), recipient: body,
                        superiorOf: superiorOf, subjects: about))
            }
        }
        return addressed
    }

    /// Of those that answer for the task only the subjects are told, and only their superiors.
    private func concerns(
        _ body: BodyIndex, _ recipient: CompiledRecipient, _ subjects: [BodyIndex], _ apart: Apart?
    ) -> Bool {
        guard recipient.isOfResponsible, apart?.isResponsible(body) ?? false else { return true }
        return subjects.contains(body)
    }

    /// A body without a share that took note of the chain gets no more of its repeats.
    private func hasAcknowledged(
        _ body: BodyIndex, _ trigger: Trigger, _ rule: CompiledRule, _ apart: Apart
    ) -> Bool {
        guard trigger.repeatNumber > 0, !rule.isIndependent, let until = rule.until, until.asksForAcknowledgement,
            !apart.isResponsible(body),
            let reports = memory.reports(memory.record(apart.task, apart.occurrence.id))
        else { return false }
        return memory.hasAcknowledged(body, reports, since: apart.begun, at: now)
    }

    private mutating func fire(
        _ message: Outgoing, _ own: [NoticeDraft], _ subject: Int, _ ruleIndex: Int, _ pending: [Pending]
    ) {
        let instant = pending[message.instant]
        let at = message.isLate ? now : instant.due
        let last = firings.last
        if last == nil || last?.subject != UInt32(subject) || last?.rule != UInt32(ruleIndex)
            || last?.trigger != instant.trigger || last?.at != at
        {
            firings.append(
                Firing(
                    subject: UInt32(subject), rule: UInt32(ruleIndex), trigger: instant.trigger, at: at,
                    isLate: message.isLate))
        }
        for var draft in own {
            draft.firing = UInt32(firings.count - 1)
            drafts.append(draft)
        }
        memory.noteDue(message.found.record, subjects[subject].firstDue)
        if subjects[subject].dueNumber > 0 {
            let occurrence = memory.occurrenceNumber(subjects[subject].occurrence.id)
            memory.noteDue(message.task, occurrence: occurrence, subjects[subject].firstDue)
        }
        note(
            message.found, ruleIndex, instant.trigger, held: nil, due: subjects[subject].firstDue,
            subjects: message.subjects)
        if message.subjects == Outgoing.all {
            sentRecords.append(message.found.record)
        } else {
            let step = PartialNotices.Step(
                rule: agenda.ruleNumbers[ruleIndex], step: instant.trigger.step,
                repeatNumber: instant.trigger.repeatNumber)
            sentParts.append((message.found.record, step, subjectLists[Int(message.subjects)]))
        }
    }
}

extension Predicate {
    /// Whether an acknowledgement can make it hold.
    var asksForAcknowledgement: Bool {
        switch self {
        case .constant: false
        case .and(let a, let b), .or(let a, let b): a.asksForAcknowledgement || b.asksForAcknowledgement
        case .not(let a): a.asksForAcknowledgement
        case .test(let test): test.fact == .acknowledged
        }
    }
}
