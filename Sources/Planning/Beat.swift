import Dates
import Deadlines
import RuleLanguage

/// An instant at which a rule has something to say about an occurrence.
struct Beat: Hashable, Sendable {
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
    /// Of a rule on an event: when it was reported.
    var reported: Instant?
    /// Anchors of the programme concern the first occurrence of a deadline alone.
    var isFirst: Bool

    init(_ occurrence: Occurrence, issued: Day, isFirst: Bool, reported: Instant? = nil) {
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
struct BeatCursor: Sendable {
    let origin: Origin
    /// What ``next(_:_:)`` gave last, or passed over before its first.
    private(set) var last: Beat?
    private var isOver = false
    /// Its first instant does not exist: it lies before the issue.
    private(set) var hasSkipped = false

    init(_ origin: Origin) { self.origin = origin }

    /// The next instant, nil after the last. None lies beyond the year 2199.
    mutating func next(_ rule: CompiledRule, _ almanac: Almanac) -> Beat? {
        while !isOver {
            guard var beat = advance(rule, almanac), beat.day <= Day.range.upperBound else { break }
            // By hours, the evening of a day off would move past the next morning: none overtakes the one before it.
            if let last { beat.moved = max(beat.moved, last.moved) }
            last = beat
            // A chain goes on from a first step that does not exist; other instants stand for themselves.
            let isLaterStep = !rule.isIndependent && (beat.step > 0 || beat.repeatNumber > 0)
            if isLaterStep || beat.day >= origin.issued { return beat }
            hasSkipped = true
        }
        isOver = true
        return nil
    }

    private func advance(_ rule: CompiledRule, _ almanac: Almanac) -> Beat? {
        switch rule.start {
        case .every(let cycle): nextCycle(cycle, rule, almanac)
        case .event: last.map { later($0, rule, almanac) } ?? reported(rule, almanac)
        case .report: nil  // duties
        case .offsets(let side, let anchor, let offsets):
            if rule.isIndependent {
                nearest(side, anchor, offsets, rule, almanac)
            } else if let last {
                later(last, rule, almanac)
            } else {
                first(side, anchor, offsets[0], 0, rule, almanac)
            }
        }
    }

    private func reported(_ rule: CompiledRule, _ almanac: Almanac) -> Beat? {
        origin.reported.map {
            Beat(step: 0, repeatNumber: 0, day: almanac.zone.day(at: $0), nominal: $0, moved: $0)
        }
    }

    /// Of several offsets the next one in time.
    private func nearest(
        _ side: CompiledRule.Side, _ anchor: Anchor, _ offsets: [Offset], _ rule: CompiledRule, _ almanac: Almanac
    ) -> Beat? {
        var best: Beat?
        for (i, offset) in offsets.enumerated() {
            guard let beat = first(side, anchor, offset, i, rule, almanac) else { return nil }
            if let last, (beat.nominal, beat.step) <= (last.nominal, last.step) { continue }
            if let found = best, (found.nominal, found.step) <= (beat.nominal, beat.step) { continue }
            best = beat
        }
        return best
    }

    private func first(
        _ side: CompiledRule.Side, _ anchor: Anchor, _ offset: Offset, _ step: Int, _ rule: CompiledRule,
        _ almanac: Almanac
    ) -> Beat? {
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
            let nominal = almanac.zone.instant(day, time) + sign * almanac.hours(offset.count)
            return beat(step, 0, nominal, rule, almanac, earlier: side == .before)
        }
        return beat(
            step, 0, almanac.adding(sign * offset.count, offset.unit, to: day), rule, almanac, earlier: side == .before)
    }

    /// The step or repeat after one, counted from its nominal day; by hours from its nominal instant.
    private func later(_ beat: Beat, _ rule: CompiledRule, _ almanac: Almanac) -> Beat? {
        let step = Int(beat.step)
        let offset: Offset
        let next: (step: Int, repeatNumber: Int)
        if step + 1 < rule.steps.count {
            offset = rule.steps[step + 1].after
            next = (step + 1, 0)
        } else if let repetition = rule.repetition, Int(beat.repeatNumber) < repetition.times ?? Int(Int32.max) - 1 {
            offset = repetition.every
            next = (step, Int(beat.repeatNumber) + 1)
            // One that does not move on would never end.
            if offset.count < 1 { return nil }
        } else {
            return nil
        }
        if offset.unit == .hours {
            return self.beat(
                next.step, next.repeatNumber, beat.nominal + almanac.hours(offset.count), rule, almanac, earlier: false)
        }
        return self.beat(
            next.step, next.repeatNumber, almanac.adding(offset.count, offset.unit, to: beat.day), rule, almanac,
            earlier: false)
    }

    private func nextCycle(_ cycle: RuleLanguage.Cycle, _ rule: CompiledRule, _ almanac: Almanac) -> Beat? {
        var number = last.map { Int($0.repeatNumber) + 1 } ?? 0
        while true {
            let span = cycle.span(number, from: origin.start)
            if span.lowerBound > Day.range.upperBound { return nil }
            let day = cycle.day(in: span, almanac)
            if day >= origin.start { return beat(0, number, day, rule, almanac, earlier: false) }
            number += 1
        }
    }

    private func beat(
        _ step: Int, _ repeatNumber: Int, _ day: Day, _ rule: CompiledRule, _ almanac: Almanac, earlier: Bool
    ) -> Beat {
        let nominal = almanac.zone.instant(day, rule.at)
        let working = rule.onWorkingDays ? almanac.workingDay(day, earlier: earlier) : day
        return Beat(
            step: Int32(step), repeatNumber: Int32(repeatNumber), day: day, nominal: nominal,
            moved: working == day ? nominal : almanac.zone.instant(working, rule.at))
    }

    private func beat(
        _ step: Int, _ repeatNumber: Int, _ nominal: Instant, _ rule: CompiledRule, _ almanac: Almanac, earlier: Bool
    ) -> Beat {
        let (day, time) = almanac.zone.local(nominal)
        let working = rule.onWorkingDays ? almanac.workingDay(day, earlier: earlier) : day
        return Beat(
            step: Int32(step), repeatNumber: Int32(repeatNumber), day: day, nominal: nominal,
            moved: working == day ? nominal : almanac.zone.instant(working, time))
    }
}
