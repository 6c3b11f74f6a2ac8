import Dates
import Deadlines
import Programmes

extension Decided {
    /// What goes out, in the order of the specification: by number in ``drafts``; beyond those of them, in
    /// ``digestDrafts``.
    ///
    /// Names are compared once per dispatch; drafts are sorted by ranks, from the least telling to the most.
    func order() -> [UInt32] {
        let instants = ranked(firings.map(\.at) + digestDrafts.map(\.at), by: <)
        let occurrences = occurrenceRanks()
        let firingRanks = ranked(firings) { a, b in
            let (x, y) = (occurrences[Int(a.subject)], occurrences[Int(b.subject)])
            if x != y { return x < y }
            if a.rule != b.rule { return plan.ruleRanks[Int(a.rule)] < plan.ruleRanks[Int(b.rule)] }
            return (a.trigger.step, a.trigger.repeatNumber) < (b.trigger.step, b.trigger.repeatNumber)
        }
        let digests = ranked(digestDrafts.map { notice($0).identity }, by: Planning.precedes)
        func key(_ ofDraft: (NoticeDraft) -> UInt32, digest: (Int) -> UInt32) -> [UInt32] {
            drafts.map(ofDraft) + digestDrafts.indices.map(digest)
        }
        var order = Array(0..<UInt32(drafts.count + digestDrafts.count))
        sort(&order, by: key({ plan.resolver.rank[Int($0.recipient.rawValue)] }, digest: { digests[$0] }))
        sort(&order, by: key({ firingRanks[Int($0.firing)] }, digest: { _ in 0 }))
        // A digest has no programme: it comes before all tasks of its instant.
        sort(&order, by: key({ plan.columns.rank[Int($0.task)] + 1 }, digest: { _ in 0 }))
        sort(&order, by: key({ instants[Int($0.firing)] }, digest: { instants[firings.count + $0] }))
        return order
    }

    /// - Parameter number: as ``order()`` gives it.
    func notice(_ number: UInt32) -> Notice {
        let index = Int(number)
        return index < drafts.count ? notice(drafts[index]) : notice(digestDrafts[index - drafts.count])
    }

    /// By subject: the rank of its occurrence's id and the number of the due date. Many have the same.
    private func occurrenceRanks() -> [UInt32] {
        var numbers: [UInt32: Int] = [:]
        var names: [(id: String, dueNumber: Int)] = []
        let places = subjects.map { subject in
            if let place = numbers[subject.number] { return place }
            numbers[subject.number] = names.count
            names.append((subject.occurrence.id, subject.dueNumber))
            return names.count - 1
        }
        let ranks = ranked(names) { a, b in
            a.id == b.id ? a.dueNumber < b.dueNumber : Planning.precedes(a.id, b.id)
        }
        return places.map { ranks[$0] }
    }

    private func notice(_ draft: NoticeDraft) -> Notice {
        let firing = firings[Int(draft.firing)]
        let trigger = firing.trigger
        let subject = subjects[Int(firing.subject)]
        let occurrence = subject.occurrence
        let programme = plan.programmeIndex(ofTask: Int(draft.task))
        let rule = plan.rules[Int(firing.rule)]
        let addressee = rule.addressees(step: trigger.step)[Int(draft.addressee)]
        return Notice(
            identity: NoticeIdentity(
                programme: plan.site.programmes[programme].id, task: plan.taskID(Int(draft.task)),
                occurrence: occurrence.id, dueNumber: subject.dueNumber, rule: rule.name, step: Int(trigger.step),
                repeatNumber: Int(trigger.repeatNumber), recipient: plan.resolver.ids[Int(draft.recipient.rawValue)]),
            kind: addressee.kind, at: firing.at, nominal: trigger.nominal, start: occurrence.start,
            due: occurrence.due, prudentDue: occurrence.prudentDue, legalDue: occurrence.legalDue,
            role: addressee.recipient.role, superiorOf: draft.superiorOf.map { plan.resolver.ids[Int($0.rawValue)] },
            late: firing.isLate, severity: addressee.severity, grouping: rule.grouping, template: rule.template,
            programmeIndex: programme, taskIndex: Int(draft.task), rulePath: rule.path, ruleLine: rule.line,
            climbs: Int(UInt8(clamping: addressee.recipient.climbs)), meant: trigger.moved, firstDue: subject.firstDue,
            subjects: subjectIDs(draft, addressee.recipient, at: firing.at),
            concernsAll: draft.subjects == Decider.Outgoing.all)
    }

    /// Whose shares a notice is about. A body that is itself responsible is told of its own alone.
    private func subjectIDs(_ draft: NoticeDraft, _ recipient: CompiledRecipient, at instant: Instant) -> [String] {
        let bodies =
            draft.subjects == Decider.Outgoing.all
            ? plan.resolver.responsible(ofTask: Int(draft.task), plan, on: plan.siteCalendar.zone.day(at: instant)).map(
                \.body)
            : subjectLists[Int(draft.subjects)]
        switch recipient.base {
        case .role(.lead) where recipient.climbs == 0, .role(.executing) where recipient.climbs == 0, .officer:
            if bodies.contains(draft.recipient) { return [plan.resolver.ids[Int(draft.recipient.rawValue)]] }
        case .role, .body: break
        }
        return bodies.map { plan.resolver.ids[Int($0.rawValue)] }
    }

    private func notice(_ draft: DigestDraft) -> Notice {
        let digest = plan.digests[draft.digest]
        let bodies = plan.site.bodies
        return Notice(
            identity: identity(digest, draft.trigger, recipient: bodies[draft.recipient].id), kind: .digest,
            at: draft.at, nominal: draft.trigger.nominal, start: draft.trigger.first, due: nil, prudentDue: nil,
            legalDue: nil, role: draft.source.role, superiorOf: draft.superiorOf.map { bodies[$0].id },
            late: draft.isLate, severity: digest.severity, grouping: digest.grouping, template: digest.template,
            programmeIndex: -1, taskIndex: -1, rulePath: digest.path, ruleLine: digest.line, items: draft.items,
            climbs: draft.source.climbs, meant: draft.trigger.moved)
    }

    private func identity(_ digest: CompiledDigest, _ trigger: DigestTrigger, recipient: String) -> NoticeIdentity {
        NoticeIdentity(
            programme: "", task: "", occurrence: digest.cycle.name(trigger.first), rule: digest.name, step: 0,
            repeatNumber: 0, recipient: recipient)
    }

    /// What brought no notice, with its names.
    func withheld() -> [Withheld] {
        guard !held.isEmpty || !withheldDigests.isEmpty else { return [] }
        let digests = withheldDigests.map {
            Withheld(
                identity: identity(plan.digests[$0.digest], $0.trigger, recipient: ""), nominal: $0.trigger.nominal,
                reason: $0.reason, detail: $0.detail)
        }
        let tasks = held.map { held in
            let programme = plan.programmeIndex(ofTask: held.task)
            return Withheld(
                identity: NoticeIdentity(
                    programme: plan.site.programmes[programme].id, task: plan.taskID(held.task),
                    occurrence: subjects[held.subject].occurrence.id, dueNumber: subjects[held.subject].dueNumber,
                    rule: plan.rules[held.rule].name,
                    step: Int(held.trigger.step), repeatNumber: Int(held.trigger.repeatNumber), recipient: ""),
                nominal: held.trigger.nominal, reason: held.reason, detail: held.detail)
        }
        return (digests + tasks).sorted { a, b in
            if a.nominal != b.nominal { return a.nominal < b.nominal }
            return Planning.precedes(a.identity, b.identity)
        }
    }
}

/// Sorts indices into keys by those, digit by digit from the lowest: what has the same key keeps its order.
///
/// A comparison of 86,000 notices for each step of a merging sort took three times as long.
private func sort(_ order: inout [UInt32], by keys: [UInt32]) {
    guard order.count > 1, let greatest = keys.max() else { return }
    var sorted = order
    var starts = [Int](repeating: 0, count: 257)
    var shift: UInt32 = 0
    while shift < 32, greatest >> shift > 0 {
        for i in starts.indices { starts[i] = 0 }
        for index in order { starts[Int(keys[Int(index)] >> shift & 255) + 1] += 1 }
        for i in 1..<256 { starts[i] += starts[i - 1] }
        for index in order {
            let digit = Int(keys[Int(index)] >> shift & 255)
            sorted[starts[digit]] = index
            starts[digit] += 1
        }
        swap(&order, &sorted)
        shift += 8
    }
}

/// For each of some elements its rank in an order; equal ones share theirs.
private func ranked<Element>(_ elements: [Element], by precedes: (Element, Element) -> Bool) -> [UInt32] {
    var ranks = [UInt32](repeating: 0, count: elements.count)
    var rank: UInt32 = 0
    var last: Element?
    for index in elements.indices.sorted(by: { precedes(elements[$0], elements[$1]) }) {
        if let last, precedes(last, elements[index]) { rank += 1 }
        last = elements[index]
        ranks[index] = rank
    }
    return ranks
}

/// By programme, task, occurrence, number of the due date, rule, step, repeat, recipient, as bytes.
func precedes(_ a: NoticeIdentity, _ b: NoticeIdentity) -> Bool {
    if a.programme != b.programme { return precedes(a.programme, b.programme) }
    if a.task != b.task { return precedes(a.task, b.task) }
    if a.occurrence != b.occurrence { return precedes(a.occurrence, b.occurrence) }
    if a.dueNumber != b.dueNumber { return a.dueNumber < b.dueNumber }
    if a.rule != b.rule { return precedes(a.rule, b.rule) }
    if (a.step, a.repeatNumber) != (b.step, b.repeatNumber) {
        return (a.step, a.repeatNumber) < (b.step, b.repeatNumber)
    }
    return precedes(a.recipient, b.recipient)
}
