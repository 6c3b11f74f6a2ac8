import Dates
import Deadlines
import Programmes

extension Decided {
    /// The notices with their names, in the order of the specification.
    func notices() -> [Notice] {
        let ordered = firings.sorted { precedes($0, $1) }
        let digests = digestFirings.map(notice).sorted {
            ($0.at, $0.identity.rule, $0.identity.recipient) < ($1.at, $1.identity.rule, $1.identity.recipient)
        }
        guard !digests.isEmpty else { return ordered.map(notice) }
        // A digest has no programme: it comes first at its instant.
        var notices: [Notice] = []
        notices.reserveCapacity(ordered.count + digests.count)
        var rest = digests[...]
        for firing in ordered {
            while let digest = rest.first, digest.at <= firing.at {
                notices.append(digest)
                rest.removeFirst()
            }
            notices.append(notice(firing))
        }
        return notices + rest
    }

    private func precedes(_ a: Firing, _ b: Firing) -> Bool {
        if a.at != b.at { return a.at < b.at }
        let ranks = plan.columns.rank
        if a.task != b.task { return ranks[Int(a.task)] < ranks[Int(b.task)] }
        if a.subject != b.subject {
            let (x, y) = (subjects[Int(a.subject)].occurrence.id, subjects[Int(b.subject)].occurrence.id)
            if x != y { return Planning.precedes(x, y) }
        }
        if a.rule != b.rule { return plan.ruleRanks[Int(a.rule)] < plan.ruleRanks[Int(b.rule)] }
        if (a.step, a.repeatNumber) != (b.step, b.repeatNumber) {
            return (a.step, a.repeatNumber) < (b.step, b.repeatNumber)
        }
        return plan.roster.rank[Int(a.recipient.rawValue)] < plan.roster.rank[Int(b.recipient.rawValue)]
    }

    private func notice(_ firing: Firing) -> Notice {
        let occurrence = subjects[Int(firing.subject)].occurrence
        let programme = plan.programmeIndex(ofTask: Int(firing.task))
        let rule = plan.rules[Int(firing.rule)]
        let bodies = plan.site.bodies
        return Notice(
            identity: NoticeIdentity(
                programme: plan.site.programmes[programme].id, task: plan.task(Int(firing.task)).id,
                occurrence: occurrence.id, rule: rule.name, step: Int(firing.step),
                repeatNumber: Int(firing.repeatNumber), recipient: bodies[firing.recipient].id),
            kind: firing.kind, at: firing.at, nominal: firing.nominal, start: occurrence.start, due: occurrence.due,
            prudentDue: occurrence.prudentDue, legalDue: occurrence.legalDue, role: firing.role,
            superiorOf: firing.superiorOf.map { bodies[$0].id }, late: firing.isLate, severity: firing.severity,
            grouping: rule.grouping, template: rule.template, programmeIndex: programme,
            taskIndex: Int(firing.task), rulePath: rule.path, ruleLine: rule.line, climbs: Int(firing.climbs))
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
                    programme: plan.site.programmes[programme].id, task: plan.task(held.task).id,
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
