import Dates
import Deadlines
import RuleLanguage

/// An instant at which a rule has something to say about an occurrence.
struct Trigger: Hashable, Sendable {
    var step: Int32
    var repeatNumber: Int32
    /// The nominal day: what steps and repeats count from.
    var day: Day
    var nominal: Instant
    /// After the move to a working day.
    var moved: Instant
}

/// Where a rule's instants for one occurrence are counted from.
struct Origin: Hashable, Sendable {
    var start: Day
    var prudentDue: Day?
    var legalDue: Day?
    var dueTime: TimeOfDay?
    var issued: Day
    /// Of a rule on an event: when it was reported. Of one on reports: when each was made.
    var reported: [Instant]
    /// Anchors of the programme concern the first occurrence of a deadline alone.
    var isFirst: Bool

    init(_ occurrence: Occurrence, issued: Day, isFirst: Bool, reported: [Instant] = []) {
        start = occurrence.start
        prudentDue = occurrence.prudentDue ?? occurrence.due
        legalDue = occurrence.legalDue ?? occurrence.due
        dueTime = occurrence.dueTime
        self.issued = issued
        self.isFirst = isFirst
        self.reported = reported
    }
}

/// A rule's instants for one occurrence, in the order of (nominal, step, repeat). Endless where a repeat or a cycle is.
struct TriggerCursor: Sendable {
    let origin: Origin
    /// What ``next(_:_:)`` gave last, or passed over before its first.
    private(set) var last: Trigger?
    private var isOver = false
    /// Its first instant does not exist: it lies before the issue.
    private(set) var hasSkipped = false

    init(_ origin: Origin) { self.origin = origin }

    /// The next instant, nil after the last. None lies beyond the year 2199.
    mutating func next(_ rule: CompiledRule, _ siteCalendar: SiteCalendar) -> Trigger? {
        let floor = max(issued(siteCalendar), siteCalendar.begin ?? Instant(seconds: .min))
        while !isOver {
            guard var trigger = advance(rule, siteCalendar), trigger.day <= Day.range.upperBound else { break }
            // By hours, the evening of a day off would move past the next morning: none overtakes the one before it.
            if let last { trigger.moved = max(trigger.moved, last.moved) }
            last = trigger
            // Nothing goes out before the issue, or before the site sends; a chain goes on from a step that does not exist.
            if trigger.day >= origin.issued, trigger.moved >= floor { return trigger }
            hasSkipped = true
        }
        isOver = true
        return nil
    }

    private func issued(_ siteCalendar: SiteCalendar) -> Instant {
        siteCalendar.zone.instant(origin.issued, TimeOfDay(hour: 0)!)
    }

    private func advance(_ rule: CompiledRule, _ siteCalendar: SiteCalendar) -> Trigger? {
        switch rule.start {
        case .every(let cycle): nextCycle(cycle, rule, siteCalendar)
        case .event: last.map { later($0, rule, siteCalendar) } ?? reported(0, siteCalendar)
        case .report: reported(last.map { Int($0.repeatNumber) + 1 } ?? 0, siteCalendar)
        case .offsets(let side, let anchor, let offsets):
            if rule.isIndependent {
                nearest(side, anchor, offsets, rule, siteCalendar)
            } else if let last {
                later(last, rule, siteCalendar)
            } else {
                first(side, anchor, offsets[0], 0, rule, siteCalendar)
            }
        }
    }

    private func reported(_ number: Int, _ siteCalendar: SiteCalendar) -> Trigger? {
        guard origin.reported.indices.contains(number) else { return nil }
        let at = origin.reported[number]
        return Trigger(step: 0, repeatNumber: Int32(number), day: siteCalendar.zone.day(at: at), nominal: at, moved: at)
    }

    /// Of several offsets the next one in time.
    private func nearest(
        _ side: CompiledRule.Side, _ anchor: OffsetAnchor, _ offsets: [Offset], _ rule: CompiledRule,
        _ siteCalendar: SiteCalendar
    ) -> Trigger? {
        var best: Trigger?
        for (i, offset) in offsets.enumerated() {
            guard let trigger = first(side, anchor, offset, i, rule, siteCalendar) else { return nil }
            if let last, (trigger.nominal, trigger.step) <= (last.nominal, last.step) { continue }
            if let found = best, (found.nominal, found.step) <= (trigger.nominal, trigger.step) { continue }
            best = trigger
        }
        return best
    }

    private func first(
        _ side: CompiledRule.Side, _ anchor: OffsetAnchor, _ offset: Offset, _ step: Int, _ rule: CompiledRule,
        _ siteCalendar: SiteCalendar
    ) -> Trigger? {
        let day: Day
        var time = TimeOfDay(hour: 0)!
        switch anchor {
        case .start: day = origin.start
        case .issued:
            guard origin.isFirst else { return nil }
            day = origin.issued
        case .due:
            guard let due = side == .after ? origin.legalDue : origin.prudentDue else { return nil }
            day = due
            time = origin.dueTime ?? TimeOfDay(hour: 24)!
        }
        let sign = side == .before ? -1 : 1
        if offset.unit == .hours {
            let nominal = siteCalendar.zone.instant(day, time) + sign * siteCalendar.hours(offset.count)
            return trigger(step, 0, nominal, rule, siteCalendar, earlier: side == .before)
        }
        return trigger(
            step, 0, siteCalendar.adding(sign * offset.count, offset.unit, to: day), rule, siteCalendar,
            earlier: side == .before)
    }

    /// The step or repeat after one, counted from its nominal day; by hours from its nominal instant.
    private func later(_ trigger: Trigger, _ rule: CompiledRule, _ siteCalendar: SiteCalendar) -> Trigger? {
        let step = Int(trigger.step)
        let offset: Offset
        let next: (step: Int, repeatNumber: Int)
        if step + 1 < rule.steps.count {
            offset = rule.steps[step + 1].after
            next = (step + 1, 0)
        } else if let repetition = rule.repetition, Int(trigger.repeatNumber) < repetition.times ?? Int(Int32.max) - 1 {
            offset = repetition.every
            next = (step, Int(trigger.repeatNumber) + 1)
            // One that does not move on would never end.
            if offset.count < 1 { return nil }
        } else {
            return nil
        }
        if offset.unit == .hours {
            return self.trigger(
                next.step, next.repeatNumber, trigger.nominal + siteCalendar.hours(offset.count), rule, siteCalendar,
                earlier: false)
        }
        return self.trigger(
            next.step, next.repeatNumber, siteCalendar.adding(offset.count, offset.unit, to: trigger.day), rule,
            siteCalendar,
            earlier: false)
    }

    private func nextCycle(_ cycle: Cycle, _ rule: CompiledRule, _ siteCalendar: SiteCalendar) -> Trigger? {
        var number = last.map { Int($0.repeatNumber) + 1 } ?? 0
        while true {
            let span = cycle.span(number, from: origin.start)
            if span.lowerBound > Day.range.upperBound { return nil }
            let day = cycle.day(in: span, siteCalendar)
            if day >= origin.start { return trigger(0, number, day, rule, siteCalendar, earlier: false) }
            number += 1
        }
    }

    private func trigger(
        _ step: Int, _ repeatNumber: Int, _ day: Day, _ rule: CompiledRule, _ siteCalendar: SiteCalendar, earlier: Bool
    ) -> Trigger {
        let nominal = siteCalendar.zone.instant(day, rule.at)
        let working = rule.onWorkingDays ? siteCalendar.workingDay(day, earlier: earlier) : day
        return Trigger(
            step: Int32(step), repeatNumber: Int32(repeatNumber), day: day, nominal: nominal,
            moved: working == day ? nominal : siteCalendar.zone.instant(working, rule.at))
    }

    private func trigger(
        _ step: Int, _ repeatNumber: Int, _ nominal: Instant, _ rule: CompiledRule, _ siteCalendar: SiteCalendar,
        earlier: Bool
    ) -> Trigger {
        let (day, time) = siteCalendar.zone.local(nominal)
        let working = rule.onWorkingDays ? siteCalendar.workingDay(day, earlier: earlier) : day
        return Trigger(
            step: Int32(step), repeatNumber: Int32(repeatNumber), day: day, nominal: nominal,
            moved: working == day ? nominal : siteCalendar.zone.instant(working, time))
    }
}
