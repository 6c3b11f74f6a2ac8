import Dates
import Deadlines
import RuleLanguage

/// One task by itself, from the definition: every rule, every occurrence, every instant after the last decided one.
extension Decider {
    /// What was found of one occurrence under one rule.
    struct Look {
        /// Its first instant that exists.
        var first = Instant(seconds: .max)
        /// When it is to be looked at again; not later than now where it was only looked at and something has come.
        var next: Instant?
        /// Its first instant is still to come.
        var isAhead = false
        /// Its first instant does not exist: it lies before the issue.
        var hasSkipped = false
        /// An instant has come and waits for the end of a mute or snooze.
        var holdsBack = false
    }

    mutating func decidePrivate(_ position: UInt32) {
        let task = Int(plan.columns.task[Int(position)])
        var next: Instant?
        var holdsBack = false
        let again = look(atTask: task, deciding: true) { _, _, look in
            holdsBack = holdsBack || look.holdsBack
            if let instant = look.next { next = min(next ?? instant, instant) }
        }
        if let again { next = min(next ?? again, again) }
        if !holdsBack, now >= agenda.decidedThrough, isPlain(task) {
            agenda.makeShared(position, plan, at: now)
        } else {
            agenda.schedule(position, at: next)
        }
    }

    /// - Parameters:
    ///   - deciding: decide what has come; else only look ahead.
    ///   - each: gets the rule, the occurrence, and what was found.
    /// - Returns: when to look again though nothing found comes then; nil: there is no need.
    @discardableResult
    mutating func look(
        atTask task: Int, deciding: Bool = false, rule only: Int? = nil,
        _ each: (_ rule: Int, Occurrence, Look) -> Void
    ) -> Instant? {
        var again: Instant?
        let timetable = plan.timetables[Int(plan.columns.timetable[task])]
        let event = memory.awaited(ofTask: task)
        let chased = agenda.chasedFrom[plan.programmeIndex(ofTask: task)]
        let position = Int(plan.columns.position[task])
        for (index, track) in timetable.tracks(event: event?.on).enumerated() {
            let waited = timetable.tracks[index].kind == .awaiting ? event : nil
            let first = track.index(dueOnOrAfter: chased - 30)
            for ruleIndex in plan.rules.indices where plan.rules[ruleIndex].matches[position] {
                if let only, only != ruleIndex { continue }
                let rule = plan.rules[ruleIndex]
                var soonest: Instant?
                var ahead = 0
                var k = first
                while let occurrence = track.occurrence(k) {
                    let number = k
                    k += 1
                    if rule.isOfFirstOccurrence, number > 0 { break }
                    if occurrence.legalDue ?? chased < chased || track.isRepeated(occurrence) { continue }
                    if case .every = rule.start, let soonest, plan.almanac.zone.day(at: soonest) < occurrence.start {
                        break
                    }
                    let origin = Origin(
                        occurrence, issued: timetable.issued, isFirst: number == 0,
                        reported: rule.reported(waited, task, plan))
                    let look = look(
                        task, occurrence, timetable.isCompound, ruleIndex, origin, deciding: deciding)
                    each(ruleIndex, occurrence, look)
                    guard look.isAhead else { continue }
                    if let next = look.next { soonest = min(soonest ?? next, next) }
                    // What comes after it comes later; but not where its own first instant brings nothing: decided
                    // under an older version of the rule, or not meant by its condition. Cycles are counted from
                    // where each occurrence starts: of a later one they may come first.
                    var horizon = look.first
                    if case .every = rule.start {
                        guard occurrence.start > today else { continue }
                        horizon = plan.almanac.zone.instant(occurrence.start, TimeOfDay(hour: 0)!)
                    } else if look.hasSkipped {
                        continue
                    } else if look.next == look.first {
                        break
                    }
                    ahead += 1
                    if ahead == Self.mostAhead {
                        again = min(again ?? horizon, horizon)
                        break
                    }
                }
            }
        }
        return again
    }

    /// So many occurrences to come are looked at in search of the next instant.
    private static let mostAhead = 16

    private mutating func look(
        _ task: Int, _ occurrence: Occurrence, _ isCompound: Bool, _ ruleIndex: Int, _ origin: Origin, deciding: Bool
    ) -> Look {
        let rule = plan.rules[ruleIndex]
        var look = Look()
        var cursor = BeatCursor(origin)
        guard var beat = cursor.next(rule, plan.almanac) else { return look }
        look.first = beat.moved
        look.hasSkipped = cursor.hasSkipped
        look.isAhead = beat.moved > now
        let subject = add(occurrence, isCompound: isCompound)
        if rule.doubtful[Int(plan.columns.position[task])], !rule.condition.holds(facts(task, subject)) { return look }
        let record = memory.record(UInt32(task), subjects[subject].number)
        let mark = record.flatMap { memory.markNumber($0, agenda.ruleNumbers[ruleIndex]) }
        if let mark, memory.marks[mark].isEnded { return look }
        let reported = Reported(ofOccurrence: memory.standing(record), ofTask: memory.taskStanding(task))
        let quiet = quiet(task, subject, reported.ofOccurrence?.snooze, rule)
        func pending(_ beat: Beat) -> Pending {
            var pending = quiet.pending(beat)
            pending.hasEnded = pending.due <= now && reported.status(at: pending.due) != .open
            return pending
        }

        var waiting: [Pending] = []
        var isOver = false
        while !isOver, beat.moved <= now {
            if !(mark.map { memory.hasDecided($0, beat, isIndependent: rule.isIndependent) } ?? false) {
                waiting.append(pending(beat))
            }
            if let following = cursor.next(rule, plan.almanac) { beat = following } else { isOver = true }
        }
        if !deciding { waiting.removeAll(where: \.isMoot) }
        var ripe = quiet.countRipe(waiting, at: now)
        if deciding, ripe > 0 {
            let decided = Array(waiting[..<ripe])
            judge(task, find(task, subject, ruleIndex), reported, subject, ruleIndex, rule, decided)
            send(subject, ruleIndex, rule, decided)
            waiting.removeFirst(ripe)
            ripe = 0
        }
        look.holdsBack = !waiting.isEmpty
        if let first = waiting.first {
            look.next = ripe > 0 ? first.due : quiet.decisive(first, at: now)
        } else if !isOver {
            look.next = nextBeat(beat, &cursor, rule, task, subject, ruleIndex).map { pending($0).due }
        }
        return look
    }

    /// The next instant that may leave a trace: repeats of what has ended pass in silence.
    private func nextBeat(
        _ beat: Beat, _ cursor: inout BeatCursor, _ rule: CompiledRule, _ task: Int, _ subject: Int, _ ruleIndex: Int
    ) -> Beat? {
        guard let record = memory.record(UInt32(task), subjects[subject].number),
            let number = memory.markNumber(record, agenda.ruleNumbers[ruleIndex])
        else { return beat }
        let mark = memory.marks[number]
        if mark.isEnded { return nil }
        let isSilent =
            mark.isStopped && status(memory.standing(record), memory.taskStanding(task), at: now) != .open
        var next: Beat? = beat
        while let candidate = next {
            if isSilent, candidate.repeatNumber > 0 { return nil }
            if !memory.hasDecided(number, candidate, isIndependent: rule.isIndependent) { return candidate }
            next = cursor.next(rule, plan.almanac)
        }
        return nil
    }

    /// When nothing goes out about an occurrence.
    func quiet(_ task: Int, _ subject: Int, _ snooze: Standing.Snooze?, _ rule: CompiledRule) -> Quiet {
        let facts = facts(task, subject)
        return Quiet(
            plan, mutes: plan.mutes.indices.filter { plan.mutes[$0].condition?.holds(facts) ?? true },
            snoozes: [snooze, memory.taskStanding(task)?.snooze].compactMap { $0 }, at: rule.at,
            onWorkingDays: rule.onWorkingDays)
    }

    /// Nothing was reported of it.
    private func isPlain(_ task: Int) -> Bool {
        memory.taskStanding(task) == nil && !memory.hasStanding(UInt32(task)) && memory.awaited(ofTask: task) == nil
    }
}

extension CompiledRule {
    /// When the event that the rule is about was reported for a task that waits for it.
    fileprivate func reported(_ event: Memory.EventReport?, _ task: Int, _ plan: Plan) -> Instant? {
        guard case .event(let name) = start, let event, plan.eventName(ofTask: task) == name else { return nil }
        return event.at
    }
}
