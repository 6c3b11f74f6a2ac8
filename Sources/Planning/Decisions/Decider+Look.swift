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
        /// An instant has come and waits for the end of a mute or snooze, or for the hour at which it may go out late.
        var holdsBack = false
        /// When what is yet to go out was due, where that has passed.
        var missed: Instant?
        /// Its due date was moved: it does not lie between those of its neighbours.
        var isMoved = false

        /// With what was found of the same under another of its due dates.
        mutating func join(_ other: Look) {
            first = min(first, other.first)
            next = [next, other.next].compactMap(\.self).min()
            isAhead = isAhead || other.isAhead
            hasSkipped = hasSkipped || other.hasSkipped
            holdsBack = holdsBack || other.holdsBack
            isMoved = true
        }
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
                    guard !rule.isOnEvent, agenda.hasShared(ofTimetable: table, of: rule.matches, plan) else {
                        continue
                    }
                }
                let walk = Walk(
                    table: table, task: task, track: track, rule: ruleIndex, chased: chased,
                    reported: task.flatMap { rule.reported(waited, $0, plan) },
                    isMoved: task.map { memory.hasMovedDues(UInt32($0)) } ?? false)
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
        /// Some due date of the task was moved.
        let isMoved: Bool
    }

    /// So many occurrences to come are looked at in search of the next instant.
    private static let mostAhead = 16

    /// So many of them, and so many days, somebody may have reported of; and so far it is searched where none brings
    /// anything, as of a duty that is nobody's any more.
    private static let mostSearched = (occurrences: 64, days: 400)

    private mutating func look(
        along walk: Walk, deciding: Bool, _ each: (_ rule: Int, Occurrence, Look) -> Void
    ) -> Instant? {
        let rule = plan.rules[walk.rule]
        var soonest: Instant?
        var (ahead, searched) = (0, 0)
        // The legal due date may lie after the due date, by a break.
        var k = walk.isMoved ? 0 : walk.track.index(dueOnOrAfter: walk.chased - 30)
        while let occurrence = walk.track.occurrence(k) {
            let number = k
            k += 1
            effort += 1
            if rule.isOfFirstOccurrence, number > 0 { break }
            searched += occurrence.start > today ? 1 : 0
            let isFar = searched > Self.mostSearched.occurrences && occurrence.start > today + Self.mostSearched.days
            if rule.isOnReport {
                guard let task = walk.task, memory.hasReports(UInt32(task)), !isFar else { break }
                if memory.reports(memory.record(task, occurrence.id)) == nil { continue }
            } else if isFar {
                return plan.siteCalendar.zone.instant(today + Self.mostSearched.days / 2, TimeOfDay(hour: 0)!)
            }
            let legalDue =
                walk.isMoved
                ? walk.task.flatMap { memory.latestLegalDue(ofTask: $0, occurrence) } : occurrence.legalDue
            if legalDue ?? walk.chased < walk.chased || walk.track.isRepeated(occurrence) { continue }
            if case .every = rule.start, let soonest, plan.siteCalendar.zone.day(at: soonest) < occurrence.start {
                break
            }
            let look =
                if let task = walk.task {
                    lookApart(task, occurrence, number, walk, deciding: deciding)
                } else {
                    lookShared(occurrence, number, walk)
                }
            each(walk.rule, occurrence, look)
            guard look.isAhead, !look.isMoved else { continue }
            if let next = look.next { soonest = min(soonest ?? next, next) }
            // What comes after it comes later; but not where its own first instant brings nothing: decided under an older
            // version of the rule, or not meant by its condition. Cycles are counted from where each occurrence starts:
            // of a later one they may come first.
            var horizon = look.first
            if case .every = rule.start {
                guard occurrence.start > today else { continue }
                horizon = plan.siteCalendar.zone.instant(occurrence.start, TimeOfDay(hour: 0)!)
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

    private func origin(_ occurrence: Occurrence, _ number: Int, _ walk: Walk, _ reported: [Instant]) -> Origin {
        Origin(
            occurrence, issued: plan.timetables[walk.table].issued, isFirst: number == 0, reported: reported)
    }

    /// Decides what has come for all the tasks that nothing sets apart.
    private mutating func lookShared(_ occurrence: Occurrence, _ number: Int, _ walk: Walk) -> Look {
        let rule = plan.rules[walk.rule]
        let decided = agenda.decided(timetable: walk.table)
        var look = Look()
        var cursor = TriggerCursor(origin(occurrence, number, walk, []))
        var trigger = cursor.next(rule, plan.siteCalendar)
        guard let first = trigger else { return look }
        look.first = first.moved
        look.hasSkipped = cursor.hasSkipped
        look.isAhead = first.moved > now
        var pending: [Pending] = []
        while let come = trigger, come.moved <= now {
            if come.moved > decided { pending.append(Pending(trigger: come, due: come.moved)) }
            trigger = cursor.next(rule, plan.siteCalendar)
        }
        look.next = trigger?.moved
        guard !pending.isEmpty else { return look }
        let subject = add(occurrence, isCompound: plan.timetables[walk.table].isCompound)
        setApartMuted(walk.table, subject, walk.rule, rule, pending)
        let quiet = Quiet(
            plan, mutes: [], snoozes: [], at: rule.at, onWorkingDays: rule.onWorkingDays,
            atOnce: rule.catchUp == .latestAtOnce)
        let ripe = quiet.countRipe(pending, at: now)
        if ripe < pending.count {
            look.holdsBack = true
            look.next = [quiet.decisive(pending[ripe], at: now), look.next].compactMap(\.self).min()
            pending.removeSubrange(ripe...)
            if pending.isEmpty { return look }
        }
        judgeShared(walk.table, subject, walk.rule, rule, pending)
        return look
    }

    /// Decides what has come for a task that something sets apart: under each due date that a share of it has.
    private mutating func lookApart(
        _ task: Int, _ occurrence: Occurrence, _ number: Int, _ walk: Walk, deciding: Bool
    ) -> Look {
        let rule = plan.rules[walk.rule]
        let reports = memory.reports(memory.record(task, occurrence.id))
        let isReported = reports != nil || memory.taskStanding(task) != nil
        let shares = shares(ofTask: task, occurrence, at: now)
        let firstDue = memory.firstDue(occurrence, memory.dueHistory(reports, occurrence))
        var heard: [OccurrenceReports.HeardReport] = []
        if case .report(let trigger) = rule.start { heard = (reports?.heard ?? []).filter { $0.trigger == trigger } }
        // Who has no due date has no part in the first one that another was given.
        let counted = rule.countsFromDue ? shares.filter { $0.due.due != nil } : shares
        let numbers =
            !rule.countsFromDue || !counted.isEmpty && counted.allSatisfy { $0.due.number == 0 }
            ? [0] : Set(counted.map(\.due.number)).sorted()
        var found: Look?
        for dueNumber in numbers {
            let own = rule.countsFromDue ? counted.filter { $0.due.number == dueNumber } : shares
            let due = own.firstDue ?? DueDate(occurrence)
            let apart = Apart(
                task: task, occurrence: occurrence, all: shares, shares: own, isReported: isReported, heard: heard)
            let one = look(
                apart, occurrence.due(due), dueNumber, since: due.since, firstDue, number, walk, deciding: deciding)
            if found == nil { found = one } else { found?.join(one) }
        }
        if numbers != [0] { found?.isMoved = true }
        return found ?? Look()
    }

    /// - Parameters:
    ///   - occurrence: with the due date that it is looked at under, which has the number `dueNumber`.
    ///   - since: when that came into force; what the former due date had brought until then does not come again.
    private mutating func look(
        _ apart: Apart, _ occurrence: Occurrence, _ dueNumber: Int, since: Instant?, _ firstDue: Day?, _ number: Int,
        _ walk: Walk, deciding: Bool
    ) -> Look {
        let (task, ruleIndex) = (apart.task, walk.rule)
        let rule = plan.rules[ruleIndex]
        var look = Look()
        let reported = rule.isOnReport ? apart.heard.map(\.at) : walk.reported.map { [$0] } ?? []
        var cursor = TriggerCursor(origin(occurrence, number, walk, reported))
        guard var trigger = cursor.next(rule, plan.siteCalendar) else { return look }
        look.first = trigger.moved
        look.hasSkipped = cursor.hasSkipped
        look.isAhead = trigger.moved > now
        var apart = apart
        // What it does not count from does not begin it anew.
        apart.begun = rule.countsFromDue ? max(trigger.moved, since ?? trigger.moved) : trigger.moved
        let subject = add(
            occurrence, isCompound: plan.timetables[walk.table].isCompound, dueNumber: dueNumber, firstDue: firstDue)
        if rule.doubtful[Int(plan.columns.position[task])] {
            var facts = facts(task, subject)
            // What it does not count from is no matter of which occurrences it is about.
            if !rule.countsFromDue { facts.occurrence = apart.occurrence }
            if !rule.condition.holds(facts) { return look }
        }
        let record = memory.record(UInt32(task), subjects[subject].number)
        let mark = record.flatMap { memory.markNumber($0, agenda.ruleNumbers[ruleIndex]) }
        let snooze = memory.reports(memory.record(task, apart.occurrence.id))?.whole.snooze
        let quiet = quiet(task, subject, snooze, rule)
        var waiting: [Pending] = []
        var isOver = false
        while !isOver, trigger.moved <= now {
            if !(mark.map { memory.hasDecided($0, trigger, rule) } ?? false),
                !wasBrought(trigger, by: since, apart, dueNumber, rule, ruleIndex)
            {
                waiting.append(pending(trigger, apart, rule, quiet))
            }
            if let following = cursor.next(rule, plan.siteCalendar) { trigger = following } else { isOver = true }
        }
        if !deciding {
            look.missed = waiting.last { !$0.isMoot && $0.isLate(at: now) }?.due
            look.next = foretell(waiting, isOver ? nil : trigger, &cursor, apart, subject, ruleIndex, quiet)
            return look
        }
        var ripe = quiet.countRipe(waiting, at: now)
        if ripe > 0 {
            let decided = Array(waiting[..<ripe])
            judge(task, apart, subject, ruleIndex, decided)
            send(subject, ruleIndex, apart, decided)
            waiting.removeFirst(ripe)
            ripe = 0
        }
        look.holdsBack = !waiting.isEmpty
        if let first = waiting.first {
            look.next = ripe > 0 ? first.due : quiet.decisive(first, at: now)
        }
        if !isOver, let trigger = nextTrigger(trigger, &cursor, apart, subject, ruleIndex) {
            let next = pending(trigger, apart, rule, quiet).due
            // One that comes on time takes along those that wait.
            look.next = min(look.next ?? next, next)
        }
        return look
    }

    private func pending(_ trigger: Trigger, _ apart: Apart, _ rule: CompiledRule, _ quiet: Quiet) -> Pending {
        var pending = quiet.pending(trigger)
        pending.hasEnded =
            !rule.isOnReport && pending.due <= now && own(apart, at: pending.due).status != .open
        return pending
    }

    /// Before a due date came into force its instants were those of the former one: a step that was decided for that is
    /// not missed for this.
    private func wasBrought(
        _ trigger: Trigger, by since: Instant?, _ apart: Apart, _ dueNumber: Int, _ rule: CompiledRule, _ ruleIndex: Int
    ) -> Bool {
        guard let since, dueNumber > 0, trigger.moved <= since else { return false }
        return formerNumbers(dueNumber, apart).contains { former in
            guard let number = memory.knownOccurrenceNumber(apart.occurrence.id, due: former),
                let record = memory.record(UInt32(apart.task), number),
                let mark = memory.markNumber(record, agenda.ruleNumbers[ruleIndex])
            else { return false }
            return memory.hasDecided(mark, step: trigger.step, repeatNumber: trigger.repeatNumber)
        }
    }

    /// The due dates that one of these shares had before.
    private func formerNumbers(_ dueNumber: Int, _ apart: Apart) -> [Int] {
        let reports = memory.reports(memory.record(apart.task, apart.occurrence.id))
        let changes = memory.dueHistory(reports, apart.occurrence).changes.filter { change in
            change.number < dueNumber
                && apart.shares.contains { memory.concerns(change.whose, $0.origins, at: change.at) }
        }
        return [0] + changes.map(\.number)
    }

    /// The next instant that may leave a trace: repeats of what has ended pass in silence.
    func nextTrigger(
        _ trigger: Trigger, _ cursor: inout TriggerCursor, _ apart: Apart, _ subject: Int, _ ruleIndex: Int
    ) -> Trigger? {
        let rule = plan.rules[ruleIndex]
        guard let record = memory.recordPlace(UInt32(apart.task), subjects[subject].number),
            let number = memory.markNumber(memory.records[record], agenda.ruleNumbers[ruleIndex])
        else { return trigger }
        let mark = memory.marks[number]
        let hasEnded = mark.isStopped && apart.shares.status != .open
        var next: Trigger? = trigger
        while let candidate = next {
            if hasEnded, candidate.repeatNumber > 0, !rule.isOnReport { return nil }
            if !memory.hasDecided(number, candidate, rule) { return candidate }
            next = cursor.next(rule, plan.siteCalendar)
        }
        return nil
    }

    /// When nothing goes out about an occurrence.
    func quiet(_ task: Int, _ subject: Int, _ snooze: Standing.Snooze?, _ rule: CompiledRule) -> Quiet {
        let facts = facts(task, subject)
        return Quiet(
            plan, mutes: plan.mutes.indices.filter { plan.mutes[$0].condition?.holds(facts) ?? true },
            snoozes: [snooze, memory.taskStanding(task)?.snooze].compactMap { $0 }, at: rule.at,
            onWorkingDays: rule.onWorkingDays, atOnce: rule.catchUp == .latestAtOnce || rule.isOnReport)
    }

    /// Nothing was reported of it.
    func isPlain(_ task: Int) -> Bool {
        !memory.isReported(task) && memory.awaited(ofTask: task) == nil
    }
}

extension CompiledRule {
    /// When the event that the rule is about was reported for a task that waits for it.
    fileprivate func reported(_ event: Memory.EventReport?, _ task: Int, _ plan: Plan) -> Instant? {
        guard case .event(let name) = start, let event, plan.eventName(ofTask: task) == name else { return nil }
        return event.at
    }
}
