import Dates
import Deadlines
import RuleLanguage

/// A cohort's instants, worked out from its definition: each part of its timetable, each rule, each occurrence.
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

    /// - Parameters:
    ///   - deciding: decide what has come; else only look ahead.
    ///   - only: a rule; nil: all.
    ///   - each: gets the rule, the occurrence, and what was found.
    /// - Returns: when to look again though nothing found comes then; nil: there is no need.
    @discardableResult
    mutating func look(
        at cohort: Cohort, deciding: Bool = false, rule only: Int? = nil,
        _ each: (_ rule: Int, Occurrence, Look) -> Void
    ) -> Instant? {
        let table: Int
        var task: Int?
        switch cohort.members {
        case .shared(let timetable): table = timetable
        case .apart(let position):
            task = Int(plan.columns.task[position])
            table = Int(plan.columns.timetable[Int(plan.columns.task[position])])
        }
        let timetable = plan.timetables[table]
        let event = task.flatMap { memory.awaited(ofTask: $0) }
        let chased = task.map { agenda.chasedFrom[plan.programmeIndex(ofTask: $0)] } ?? agenda.floors[table]
        var again: Instant?
        for (index, track) in timetable.tracks(event: event?.on).enumerated() {
            let waited = timetable.tracks[index].kind == .awaiting ? event : nil
            for ruleIndex in plan.rules.indices where only == nil || only == ruleIndex {
                let rule = plan.rules[ruleIndex]
                if let task {
                    guard rule.matches[Int(plan.columns.position[task])] else { continue }
                } else {
                    guard !rule.isOnEvent, agenda.hasShared(ofTimetable: table, of: rule.matches, plan) else { continue }
                }
                let walk = Walk(
                    table: table, task: task, track: track, rule: ruleIndex, chased: chased,
                    reported: task.flatMap { rule.reported(waited, $0, plan) })
                if let instant = look(along: walk, deciding: deciding, each) { again = min(again ?? instant, instant) }
            }
        }
        return again
    }

    /// The occurrences of a part of a timetable under a rule, for its shared tasks or for one.
    private struct Walk {
        let table: Int
        /// nil: all that are not apart.
        let task: Int?
        let track: Track
        let rule: Int
        let chased: Day
        /// When the event was reported that the rule is about.
        let reported: Instant?
    }

    /// So many occurrences to come are looked at in search of the next instant.
    private static let mostAhead = 16

    private mutating func look(
        along walk: Walk, deciding: Bool, _ each: (_ rule: Int, Occurrence, Look) -> Void
    ) -> Instant? {
        let rule = plan.rules[walk.rule]
        var soonest: Instant?
        var ahead = 0
        // The legal due date may lie after the due date, by a break.
        var k = walk.track.index(dueOnOrAfter: walk.chased - 30)
        while let occurrence = walk.track.occurrence(k) {
            let number = k
            k += 1
            if rule.isOfFirstOccurrence, number > 0 { break }
            if occurrence.legalDue ?? walk.chased < walk.chased || walk.track.isRepeated(occurrence) { continue }
            if case .every = rule.start, let soonest, plan.almanac.zone.day(at: soonest) < occurrence.start { break }
            let origin = Origin(
                occurrence, issued: plan.timetables[walk.table].issued, isFirst: number == 0, reported: walk.reported)
            let look =
                if let task = walk.task {
                    lookApart(task, occurrence, walk, origin, deciding: deciding)
                } else {
                    lookShared(occurrence, walk, origin)
                }
            each(walk.rule, occurrence, look)
            guard look.isAhead else { continue }
            if let next = look.next { soonest = min(soonest ?? next, next) }
            // What comes after it comes later; but not where its own first instant brings nothing: decided under an older
            // version of the rule, or not meant by its condition. Cycles are counted from where each occurrence starts:
            // of a later one they may come first.
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
            if ahead == Self.mostAhead { return horizon }
        }
        return nil
    }

    /// Decides what has come for all the tasks that nothing sets apart.
    private mutating func lookShared(_ occurrence: Occurrence, _ walk: Walk, _ origin: Origin) -> Look {
        let rule = plan.rules[walk.rule]
        let decided = agenda.decided(timetable: walk.table)
        var look = Look()
        var cursor = TriggerCursor(origin)
        var trigger = cursor.next(rule, plan.almanac)
        guard let first = trigger else { return look }
        look.first = first.moved
        look.hasSkipped = cursor.hasSkipped
        look.isAhead = first.moved > now
        var pending: [Pending] = []
        while let come = trigger, come.moved <= now {
            if come.moved > decided { pending.append(Pending(trigger: come, due: come.moved)) }
            trigger = cursor.next(rule, plan.almanac)
        }
        look.next = trigger?.moved
        guard !pending.isEmpty else { return look }
        let subject = add(occurrence, isCompound: plan.timetables[walk.table].isCompound)
        judgeShared(walk.table, subject, walk.rule, rule, pending)
        return look
    }

    private mutating func lookApart(
        _ task: Int, _ occurrence: Occurrence, _ walk: Walk, _ origin: Origin, deciding: Bool
    ) -> Look {
        let ruleIndex = walk.rule
        let rule = plan.rules[ruleIndex]
        var look = Look()
        var cursor = TriggerCursor(origin)
        guard var trigger = cursor.next(rule, plan.almanac) else { return look }
        look.first = trigger.moved
        look.hasSkipped = cursor.hasSkipped
        look.isAhead = trigger.moved > now
        let subject = add(occurrence, isCompound: plan.timetables[walk.table].isCompound)
        if rule.doubtful[Int(plan.columns.position[task])], !rule.condition.holds(facts(task, subject)) { return look }
        let record = memory.record(UInt32(task), subjects[subject].number)
        let mark = record.flatMap { memory.markNumber($0, agenda.ruleNumbers[ruleIndex]) }
        if let mark, memory.marks[mark].isEnded { return look }
        let reported = Reported(ofOccurrence: memory.standing(record), ofTask: memory.taskStanding(task))
        let quiet = quiet(task, subject, reported.ofOccurrence?.snooze, rule)
        func pending(_ trigger: Trigger) -> Pending {
            var pending = quiet.pending(trigger)
            pending.hasEnded = pending.due <= now && reported.status(at: pending.due) != .open
            return pending
        }

        var waiting: [Pending] = []
        var isOver = false
        while !isOver, trigger.moved <= now {
            if !(mark.map { memory.hasDecided($0, trigger, isIndependent: rule.isIndependent) } ?? false) {
                waiting.append(pending(trigger))
            }
            if let following = cursor.next(rule, plan.almanac) { trigger = following } else { isOver = true }
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
            look.next = nextTrigger(trigger, &cursor, rule, task, subject, ruleIndex).map { pending($0).due }
        }
        return look
    }

    /// The next instant that may leave a trace: repeats of what has ended pass in silence.
    private func nextTrigger(
        _ trigger: Trigger, _ cursor: inout TriggerCursor, _ rule: CompiledRule, _ task: Int, _ subject: Int,
        _ ruleIndex: Int
    ) -> Trigger? {
        guard let record = memory.record(UInt32(task), subjects[subject].number),
            let number = memory.markNumber(record, agenda.ruleNumbers[ruleIndex])
        else { return trigger }
        let mark = memory.marks[number]
        if mark.isEnded { return nil }
        let isSilent =
            mark.isStopped && status(memory.standing(record), memory.taskStanding(task), at: now) != .open
        var next: Trigger? = trigger
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
    func isPlain(_ task: Int) -> Bool {
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
