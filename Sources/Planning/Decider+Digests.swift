import Dates
import Deadlines
import Programmes
import RuleLanguage

/// A digest's notice before it gets its names.
struct DigestFiring: Sendable {
    var digest: Int
    var beat: DigestBeat
    var at: Instant
    var recipient: BodyIndex
    var source: CompiledRecipient
    var superiorOf: BodyIndex?
    var isLate: Bool
    var items: [DigestItem]
}

struct DigestHeld: Sendable {
    var digest: Int
    var beat: DigestBeat
    var reason: Withheld.Reason
    var detail = ""
}

extension Decider {
    mutating func decideDigest(_ index: Int) {
        let digest = plan.digests[index]
        let quiet = quiet(digest)
        var come: [(beat: DigestBeat, pending: Pending)] = []
        var beat = agenda.digestBeats[index]
        while let candidate = beat, candidate.moved <= now {
            come.append((candidate, quiet.pending(candidate.beat(plan))))
            beat = candidate.next(digest, plan, memory)
        }
        let ripe = quiet.countRipe(come.map(\.pending), at: now)
        agenda.digestBeats[index] = ripe < come.count ? come[ripe].beat : beat
        come.removeSubrange(ripe...)
        guard !come.isEmpty else { return }
        var survivors: [(beat: DigestBeat, pending: Pending)] = []
        for (beat, pending) in come {
            memory.decideDigest(digest.name, digest.cycle.name(beat.first), beat.nominal)
            if let mute = pending.droppedBy {
                digestsHeld.append(
                    DigestHeld(digest: index, beat: beat, reason: .muted, detail: plan.mutes[mute].name))
            } else {
                survivors.append((beat, pending))
            }
        }
        for ((beat, pending), fate) in zip(survivors, fates(survivors.map(\.pending), digest.catchUp)) {
            switch fate {
            case .superseded: digestsHeld.append(DigestHeld(digest: index, beat: beat, reason: .superseded))
            case .missed: digestsHeld.append(DigestHeld(digest: index, beat: beat, reason: .missed))
            case .send(let late): send(index, beat, at: late ? now : pending.due, late: late)
            }
        }
    }

    /// The mutes that cover digests: those without a condition.
    private func quiet(_ digest: CompiledDigest) -> Quiet {
        Quiet(
            plan, mutes: plan.mutes.indices.filter { plan.mutes[$0].condition == nil }, snoozes: [], at: digest.at,
            onWorkingDays: digest.onWorkingDays)
    }

    /// The next instant of a digest.
    func nextDigest(_ index: Int) -> Instant? {
        let quiet = quiet(plan.digests[index])
        return agenda.digestBeats[index].map { beat in
            let pending = quiet.pending(beat.beat(plan))
            return beat.moved <= now ? quiet.decisive(pending, at: now) : pending.due
        }
    }

    private mutating func send(_ index: Int, _ beat: DigestBeat, at: Instant, late: Bool) {
        let digest = plan.digests[index]
        var lists: [BodyIndex: (source: CompiledRecipient, superiorOf: BodyIndex?, items: [DigestItem])] = [:]
        let day = plan.almanac.zone.day(at: at)
        for (task, subject, standing) in candidates(digest) {
            var facts = facts(task, subject)
            facts.status = standing.status
            facts.fill(standing.standing, standing.record)
            guard digest.list.holds(facts) else { continue }
            let items = items(facts, digest, day)
            var reached: Set<BodyIndex> = []
            for recipient in digest.to {
                plan.roster.receivers(
                    of: recipient, ofTask: task, plan.assignments, on: day
                ) { body, superiorOf in
                    guard reached.insert(body).inserted else { return }
                    lists[body, default: (recipient, superiorOf, [])].items += items
                }
            }
        }
        for (recipient, list) in lists {
            digestFirings.append(
                DigestFiring(
                    digest: index, beat: beat, at: at, recipient: recipient, source: list.source,
                    superiorOf: list.superiorOf, isLate: late, items: list.items.sorted(by: DigestItem.inOrder)))
        }
        if lists.isEmpty { digestsHeld.append(DigestHeld(digest: index, beat: beat, reason: .nothingToList)) }
    }

    private typealias State = (status: StatusName, standing: Standing?, record: Memory.Record?)

    /// The occurrences that a digest may list: no history, those that have started, and those that its `due within`
    /// can reach.
    private mutating func candidates(_ digest: CompiledDigest) -> [(task: Int, subject: Int, state: State)] {
        var result: [(task: Int, subject: Int, state: State)] = []
        let horizon = digest.list.horizon(from: today, plan.almanac)
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
                let chased = agenda.chasedFrom[plan.programmeIndex(ofTask: task)]
                let isPrivate = agenda.isPrivate[position]
                let event = isPrivate ? memory.awaited(ofTask: task) : nil
                let own =
                    !isPrivate
                    ? plain
                    : event == nil
                        ? shared
                        : subjects(
                            timetable.tracks(event: event?.on), timetable.isCompound, from: chased, horizon: horizon)
                for subject in own {
                    let occurrence = subjects[subject].occurrence
                    if let due = occurrence.legalDue, due < chased { continue }
                    let record = memory.record(UInt32(task), subjects[subject].number)
                    let standing = memory.standing(record)
                    result.append(
                        (task, subject, (status(standing, memory.taskStanding(task), at: now), standing, record)))
                }
            }
        }
        return result
    }

    private mutating func subjects(_ tracks: [Track], _ isCompound: Bool, from floor: Day, horizon: Day) -> [Int] {
        var result: [Int] = []
        for track in tracks {
            var k = track.index(dueOnOrAfter: floor - 30)
            while let occurrence = track.occurrence(k) {
                k += 1
                guard occurrence.start <= today || occurrence.prudentDue ?? occurrence.start <= horizon else { break }
                if occurrence.legalDue ?? floor < floor || track.isRepeated(occurrence) { continue }
                result.append(add(occurrence, isCompound: isCompound))
            }
        }
        return result
    }

    /// One line; under each of several headings.
    private func items(_ facts: Facts, _ digest: CompiledDigest, _ day: Day) -> [DigestItem] {
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
                group: group)
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
    func horizon(from today: Day, _ almanac: Almanac) -> Day {
        switch self {
        case .constant: today
        case .and(let a, let b), .or(let a, let b):
            max(a.horizon(from: today, almanac), b.horizon(from: today, almanac))
        case .not(let a): a.horizon(from: today, almanac)
        case .test(let test):
            if case .within(let offset) = test.operand {
                max(today, almanac.adding(offset.count, offset.unit, to: today))
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
