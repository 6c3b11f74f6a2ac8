import Dates
import Deadlines
import Programmes

extension Decided {
    /// The notices with their names, in the order of the specification.
    func notices() -> [Notice] {
        let digests = digestFirings.map(notice).sorted { a, b in
            a.at != b.at ? a.at < b.at : Planning.precedes(a.identity, b.identity)
        }
        var notices: [Notice] = []
        notices.reserveCapacity(firings.count + digests.count)
        var rest = digests[...]
        for index in order() {
            let firing = firings[Int(index)]
            // A digest has no programme: it comes first at its instant.
            while let digest = rest.first, digest.at <= soundings[Int(firing.sounding)].at {
                notices.append(digest)
                rest.removeFirst()
            }
            notices.append(notice(firing))
        }
        notices += rest
        return notices
    }

    /// A firing's place among the others, in numbers: names are compared once per sounding, not once per pair of firings.
    private struct Place: Comparable {
        /// Ranks of the instant and of the task.
        var first: UInt64
        /// Ranks of the sounding and of the recipient.
        var second: UInt64
        var firing: UInt32

        static func < (a: Place, b: Place) -> Bool {
            a.first != b.first ? a.first < b.first : a.second < b.second
        }
    }

    /// The firings in the order of the specification.
    private func order() -> [UInt32] {
        let instants = ranked(soundings.map(\.at), by: <)
        let occurrences = occurrenceRanks()
        let ranks = ranked(soundings) { a, b in
            let (x, y) = (occurrences[Int(a.subject)], occurrences[Int(b.subject)])
            if x != y { return x < y }
            if a.rule != b.rule { return plan.ruleRanks[Int(a.rule)] < plan.ruleRanks[Int(b.rule)] }
            return (a.step, a.repeatNumber) < (b.step, b.repeatNumber)
        }
        var places: [Place] = []
        places.reserveCapacity(firings.count)
        for (i, firing) in firings.enumerated() {
            let sounding = Int(firing.sounding)
            let recipient = plan.roster.rank[Int(firing.recipient.rawValue)]
            places.append(
                Place(
                    first: UInt64(instants[sounding]) << 32 | UInt64(plan.columns.rank[Int(firing.task)]),
                    second: UInt64(ranks[sounding]) << 32 | UInt64(recipient), firing: UInt32(i)))
        }
        places.sort()
        return places.map(\.firing)
    }

    /// By subject: the rank of its occurrence's id. Many have the same one.
    private func occurrenceRanks() -> [UInt32] {
        var numbers: [UInt32: Int] = [:]
        var ids: [String] = []
        let places = subjects.map { subject in
            if let place = numbers[subject.number] { return place }
            numbers[subject.number] = ids.count
            ids.append(subject.occurrence.id)
            return ids.count - 1
        }
        let ranks = ranks(ids)
        return places.map { ranks[$0] }
    }

    private func notice(_ firing: Firing) -> Notice {
        let sounding = soundings[Int(firing.sounding)]
        let occurrence = subjects[Int(sounding.subject)].occurrence
        let programme = plan.programmeIndex(ofTask: Int(firing.task))
        let rule = plan.rules[Int(sounding.rule)]
        let addressee = rule.addressees(step: sounding.step)[Int(firing.addressee)]
        return Notice(
            identity: NoticeIdentity(
                programme: plan.site.programmes[programme].id, task: plan.taskID(Int(firing.task)),
                occurrence: occurrence.id, rule: rule.name, step: Int(sounding.step),
                repeatNumber: Int(sounding.repeatNumber), recipient: plan.roster.ids[Int(firing.recipient.rawValue)]),
            kind: addressee.kind, at: sounding.at, nominal: sounding.nominal, start: occurrence.start,
            due: occurrence.due, prudentDue: occurrence.prudentDue, legalDue: occurrence.legalDue,
            role: addressee.recipient.role, superiorOf: firing.superiorOf.map { plan.roster.ids[Int($0.rawValue)] },
            late: sounding.isLate, severity: addressee.severity, grouping: rule.grouping, template: rule.template,
            programmeIndex: programme, taskIndex: Int(firing.task), rulePath: rule.path, ruleLine: rule.line,
            climbs: Int(UInt8(clamping: addressee.recipient.climbs)))
    }

    private func notice(_ firing: DigestFiring) -> Notice {
        let digest = plan.digests[firing.digest]
        let bodies = plan.site.bodies
        return Notice(
            identity: identity(digest, firing.beat, recipient: bodies[firing.recipient].id), kind: .digest,
            at: firing.at, nominal: firing.beat.nominal, start: firing.beat.first, due: nil, prudentDue: nil,
            legalDue: nil, role: firing.source.role, superiorOf: firing.superiorOf.map { bodies[$0].id },
            late: firing.isLate, severity: digest.severity, grouping: digest.grouping, template: digest.template,
            programmeIndex: -1, taskIndex: -1, rulePath: digest.path, ruleLine: digest.line, items: firing.items,
            climbs: firing.source.climbs)
    }

    private func identity(_ digest: CompiledDigest, _ beat: DigestBeat, recipient: String) -> NoticeIdentity {
        NoticeIdentity(
            programme: "", task: "", occurrence: digest.cycle.name(beat.first), rule: digest.name, step: 0,
            repeatNumber: 0, recipient: recipient)
    }

    /// What brought no notice, with its names.
    func withheld() -> [Withheld] {
        guard !held.isEmpty || !digestsHeld.isEmpty else { return [] }
        let digests = digestsHeld.map {
            Withheld(
                identity: identity(plan.digests[$0.digest], $0.beat, recipient: ""), nominal: $0.beat.nominal,
                reason: $0.reason, detail: $0.detail)
        }
        let tasks = held.map { held in
            let programme = plan.programmeIndex(ofTask: held.task)
            return Withheld(
                identity: NoticeIdentity(
                    programme: plan.site.programmes[programme].id, task: plan.taskID(held.task),
                    occurrence: subjects[held.subject].occurrence.id, rule: plan.rules[held.rule].name,
                    step: Int(held.beat.step), repeatNumber: Int(held.beat.repeatNumber), recipient: ""),
                nominal: held.beat.nominal, reason: held.reason, detail: held.detail)
        }
        return (digests + tasks).sorted { a, b in
            if a.nominal != b.nominal { return a.nominal < b.nominal }
            return Planning.precedes(a.identity, b.identity)
        }
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

/// By programme, task, occurrence, rule, step, repeat, recipient, as bytes.
func precedes(_ a: NoticeIdentity, _ b: NoticeIdentity) -> Bool {
    if a.programme != b.programme { return precedes(a.programme, b.programme) }
    if a.task != b.task { return precedes(a.task, b.task) }
    if a.occurrence != b.occurrence { return precedes(a.occurrence, b.occurrence) }
    if a.rule != b.rule { return precedes(a.rule, b.rule) }
    if (a.step, a.repeatNumber) != (b.step, b.repeatNumber) {
        return (a.step, a.repeatNumber) < (b.step, b.repeatNumber)
    }
    return precedes(a.recipient, b.recipient)
}
