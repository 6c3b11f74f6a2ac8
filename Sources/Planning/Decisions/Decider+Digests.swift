import Dates
import Deadlines
import Programmes
import RuleLanguage

/// A digest's notice before it gets its names.
struct DigestDraft: Sendable {
    var digest: Int
    var trigger: DigestTrigger
    var at: Instant
    var recipient: BodyIndex
    var source: CompiledRecipient
    var superiorOf: BodyIndex?
    var isLate: Bool
    var items: [DigestItem]
}

struct WithheldDigest: Sendable {
    var digest: Int
    var trigger: DigestTrigger
    var reason: Withheld.Reason
    var detail = ""
}

extension Decider {
    mutating func decideDigest(_ index: Int) {
        let digest = plan.digests[index]
        let quiet = quiet(digest)
        var come: [(trigger: DigestTrigger, pending: Pending)] = []
        var trigger = agenda.digestTriggers[index]
        while let candidate = trigger, candidate.moved <= now {
            come.append((candidate, quiet.pending(candidate.trigger(plan))))
            trigger = candidate.next(digest, plan, memory)
        }
        let ripe = quiet.countRipe(come.map(\.pending), at: now)
        agenda.digestTriggers[index] = ripe < come.count ? come[ripe].trigger : trigger
        come.removeSubrange(ripe...)
        guard !come.isEmpty else { return }
        effort += come.count
        var survivors: [(trigger: DigestTrigger, pending: Pending)] = []
        for (trigger, pending) in come {
            memory.decideDigest(digest.name, digest.cycle.name(trigger.first), trigger.nominal)
            if let mute = pending.droppedBy {
                withheldDigests.append(
                    WithheldDigest(digest: index, trigger: trigger, reason: .muted, detail: plan.mutes[mute].name))
            } else {
                survivors.append((trigger, pending))
            }
        }
        for place in survivors.indices {
            let (trigger, pending) = survivors[place]
            let isLate = pending.isLate(at: now)
            if isLate, digest.catchUp == .none {
                withheldDigests.append(WithheldDigest(digest: index, trigger: trigger, reason: .missed))
            } else if survivors[(place + 1)...].contains(where: {
                $0.pending.trigger.moved == pending.trigger.moved
                    || digest.catchUp != .all && (isLate || pending.isDeferred)
            }) {
                withheldDigests.append(WithheldDigest(digest: index, trigger: trigger, reason: .superseded))
            } else {
                send(index, trigger, at: isLate ? now : pending.due, late: isLate)
            }
        }
    }

    /// The mutes that cover digests: those without a condition.
    private func quiet(_ digest: CompiledDigest) -> Quiet {
        Quiet(
            plan, mutes: plan.mutes.indices.filter { plan.mutes[$0].condition == nil }, snoozes: [], at: digest.at,
            onWorkingDays: digest.onWorkingDays, atOnce: digest.catchUp == .latestAtOnce)
    }

    /// The next instant of a digest.
    func nextDigest(_ index: Int) -> Instant? {
        let quiet = quiet(plan.digests[index])
        return agenda.digestTriggers[index].map { trigger in
            let pending = quiet.pending(trigger.trigger(plan))
            return trigger.moved <= now ? quiet.decisive(pending, at: now) : pending.due
        }
    }

    private mutating func send(_ index: Int, _ trigger: DigestTrigger, at: Instant, late: Bool) {
        let digest = plan.digests[index]
        var lists: [BodyIndex: (source: CompiledRecipient, superiorOf: BodyIndex?, items: [DigestItem])] = [:]
        let day = plan.siteCalendar.zone.day(at: at)
        for (task, subject, shares) in candidates(digest) {
            var facts: Facts = facts(task, subject)
            var due = DueDate(facts.occurrence)
            // Of those that answer for it the ones that it is so of; nil: of all.
            var meant: [BodyIndex]?
            if let shares {
                func ask(_ share: Share) {
                    facts.fill(share, of: shares, begun: Instant(seconds: .min), at: now)
                    facts.noticesSent = noticesSent(task, subject, share)
                }
                let found = shares.filter { share in
                    ask(share)
                    return digest.list.holds(facts)
                }
                guard let first = found.first, let firstDue = found.firstDue else { continue }
                due = firstDue
                ask(found.first { $0.due == due } ?? first)
                meant = found.count == shares.count ? nil : found.compactMap(\.body)
            } else {
                facts.shares = max(1, plan.resolver.responsible(ofTask: task, plan, on: day).count)
                facts.sharesOpen = facts.shares
                facts.noticesSent = noticesSent(task, subject, nil)
                guard digest.list.holds(facts) else { continue }
            }
            let items = items(facts, digest, day, dueNumber: due.number)
            let responsible = meant == nil ? [] : (shares ?? []).compactMap(\.body)
            var reached: Set<BodyIndex> = []
            for recipient in digest.to {
                plan.resolver.receivers(
                    of: recipient, ofTask: task, plan.assignments, on: day
                ) { body, superiorOf in
                    if let meant, recipient.isOfResponsible, responsible.contains(superiorOf ?? body),
                        !meant.contains(superiorOf ?? body)
                    {
                        return
                    }
                    guard reached.insert(body).inserted else { return }
                    lists[body, default: (recipient, superiorOf, [])].items += items
                }
            }
        }
        for (recipient, list) in lists {
            digestDrafts.append(
                DigestDraft(
                    digest: index, trigger: trigger, at: at, recipient: recipient, source: list.source,
                    superiorOf: list.superiorOf, isLate: late, items: list.items.sorted(by: DigestItem.inOrder)))
        }
        if lists.isEmpty {
            withheldDigests.append(WithheldDigest(digest: index, trigger: trigger, reason: .nothingToList))
        }
    }

    private func noticesSent(_ task: Int, _ subject: Int, _ share: Share?) -> Int {
        memory.noticesSent(ofTask: task, subjects[subject].occurrence.id, share)
    }

    /// The occurrences that a digest may list: no history, those that have started, and those that its `due within`
    /// can reach.
    private mutating func candidates(_ digest: CompiledDigest) -> [(task: Int, subject: Int, shares: [Share]?)] {
        var result: [(task: Int, subject: Int, shares: [Share]?)] = []
        let horizon = digest.list.horizon(from: today, plan.siteCalendar)
        for table in plan.timetables.indices {
            let positions = plan.columns.positions(ofTimetable: table)
            let timetable = plan.timetables[table]
            let floor = positions.map {
                agenda.chasedFrom[plan.programmeIndex(ofTask: Int(plan.columns.task[$0]))]
            }.min()
            guard let floor else { continue }
            let shared = subjects(timetable.tracks, timetable.isCompound, from: floor, horizon: horizon)
            // Of a task of which nothing was reported, all that matters but its own facts is the same.
            let plain = shared.filter { digest.list.mayHoldPlainly(facts(0, $0)) }
            for position in positions {
                let task = Int(plan.columns.task[position])
                let programme = plan.programmeIndex(ofTask: task)
                // Nothing about a programme goes out before its issue.
                if plan.site.programmes[programme].issued > today { continue }
                let chased = agenda.chasedFrom[programme]
                let isApart = agenda.isApart[position]
                let event = isApart ? memory.awaited(ofTask: task) : nil
                // What would be history may have been given a later date.
                let isMoved = isApart && memory.hasMovedDues(UInt32(task))
                let own =
                    !isApart
                    ? plain
                    : event == nil && !isMoved
                        ? shared
                        : subjects(
                            timetable.tracks(event: event?.on), timetable.isCompound, from: isMoved ? nil : chased,
                            horizon: horizon)
                for subject in own {
                    let occurrence = subjects[subject].occurrence
                    if !isApart {
                        if let due = occurrence.legalDue, due < chased { continue }
                        result.append((task, subject, nil))
                        continue
                    }
                    if let due = memory.latestLegalDue(ofTask: task, occurrence), due < chased { continue }
                    let shares = shares(ofTask: task, occurrence, at: now)
                    result.append((task, subject, shares))
                }
            }
        }
        return result
    }

    /// - Parameter floor: what was due before is left out; nil: nothing is.
    private mutating func subjects(_ tracks: [Track], _ isCompound: Bool, from floor: Day?, horizon: Day) -> [Int] {
        var result: [Int] = []
        for track in tracks {
            var k = floor.map { track.index(dueOnOrAfter: $0 - 30) } ?? 0
            while let occurrence = track.occurrence(k) {
                k += 1
                guard occurrence.start <= today || occurrence.prudentDue ?? occurrence.start <= horizon else { break }
                if let floor, let due = occurrence.legalDue, due < floor { continue }
                if track.isRepeated(occurrence) { continue }
                result.append(add(occurrence, isCompound: isCompound))
            }
        }
        return result
    }

    /// One line; under each of several headings.
    private func items(_ facts: Facts, _ digest: CompiledDigest, _ day: Day, dueNumber: Int) -> [DigestItem] {
        let programme = plan.site.programmes[facts.programme]
        let task = plan.task(facts.task)
        var groups: [String?] = [nil]
        switch digest.groupBy {
        case nil: break
        case .programme: groups = [programme.id]
        case .role(let role):
            let bodies = task.bodies(role).map { plan.site.bodies.successor(of: $0, on: day) }
            if !bodies.isEmpty { groups = bodies.map { plan.site.bodies[$0].id } }
        }
        return groups.map { group in
            DigestItem(
                programme: programme.id, task: task.id, title: task.title, occurrence: facts.occurrence.id,
                due: facts.occurrence.due, legalDue: facts.occurrence.legalDue, daysOverdue: facts.daysOverdue,
                group: group, dueNumber: dueNumber)
        }
    }
}

extension CompiledRecipient {
    /// It speaks to those that may answer for the task, or to those above them.
    var isOfResponsible: Bool {
        switch base {
        case .role(.lead), .role(.executing), .officer: true
        case .role, .body: false
        }
    }
}

extension DigestItem {
    /// By heading, then due date (the undated last), then what it is.
    static func inOrder(_ a: DigestItem, _ b: DigestItem) -> Bool {
        if a.group != b.group {
            guard let x = a.group else { return false }
            guard let y = b.group else { return true }
            return precedes(x, y)
        }
        let (x, y) = (a.due ?? Day(number: .max), b.due ?? Day(number: .max))
        if x != y { return x < y }
        if a.programme != b.programme { return precedes(a.programme, b.programme) }
        if a.task != b.task { return precedes(a.task, b.task) }
        return precedes(a.occurrence, b.occurrence)
    }
}

extension Predicate {
    /// How far `due within` reaches.
    func horizon(from today: Day, _ siteCalendar: SiteCalendar) -> Day {
        switch self {
        case .constant: today
        case .and(let a, let b), .or(let a, let b):
            max(a.horizon(from: today, siteCalendar), b.horizon(from: today, siteCalendar))
        case .not(let a): a.horizon(from: today, siteCalendar)
        case .test(let test):
            if case .within(let offset) = test.operand {
                max(today, siteCalendar.adding(offset.count, offset.unit, to: today))
            } else {
                today
            }
        }
    }

    /// Whether it can hold of an occurrence of which nothing was reported, whatever the task.
    func mayHoldPlainly(_ facts: Facts) -> Bool { range(facts).mayHold }

    private func range(_ facts: Facts) -> (mayHold: Bool, mayFail: Bool) {
        switch self {
        case .constant(let value): return (value, !value)
        case .and(let a, let b):
            let (x, y) = (a.range(facts), b.range(facts))
            return (x.mayHold && y.mayHold, x.mayFail || y.mayFail)
        case .or(let a, let b):
            let (x, y) = (a.range(facts), b.range(facts))
            return (x.mayHold || y.mayHold, x.mayFail && y.mayFail)
        case .not(let a):
            let x = a.range(facts)
            return (x.mayFail, x.mayHold)
        case .test(let test):
            switch test.fact {
            case .programme, .task, .title, .tag, .priority, .role, .officer, .noticesSent, .progress, .reported,
                .extended, .extensions, .sharesOpen, .shares, .document, .late:
                return (true, true)
            case .deadline, .start, .due, .status, .acknowledged, .done, .cancelled, .overdue, .daysOverdue, .daysLeft:
                let holds = test.holds(facts)
                return (holds, !holds)
            }
        }
    }
}
