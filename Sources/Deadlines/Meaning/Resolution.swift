import Dates

/// Turns windows into dates: the missing year, the bound, the policy.
struct Resolution {
    let issued: Day
    let period: ClosedRange<Int>?
    let policy: ReadingPolicy

    /// What a bound makes of a window: the point that is due and the days to it.
    struct Target {
        var due: DueCycle.Point
        var shift: Int
    }

    func target(_ window: Window, _ bound: Statement.Bound, hasTime: Bool, daysBefore: Int) -> Target {
        if daysBefore != 0 {
            return Target(due: window.due, shift: -daysBefore)
        }
        guard bound == .before else { return Target(due: window.due, shift: 0) }
        if let feast = window.feast, case .feast(_, .first) = window.start {
            return Target(due: .feast(feast, .workedBefore), shift: 0)
        }
        // "trước cuối năm" is by its end; a clock time bounds by itself; `lax` takes the day in.
        if window.part == .late || hasTime || policy.before == .lax && window.form == .day {
            return Target(due: window.due, shift: 0)
        }
        return Target(due: window.start, shift: -1)
    }

    /// Whether days, not points of a cycle, are known.
    func isFixed(_ window: Window) -> Bool {
        window.scope == .days
            || window.isRelative && (window.scope != .year || window.form == .year || window.form == .span)
    }

    func last(_ window: Window, _ bound: Statement.Bound, hasTime: Bool) -> Day {
        guard bound == .before, window.part != .late, !hasTime, !(policy.before == .lax && window.form == .day)
        else { return window.last }
        return window.first - 1
    }

    /// The number of the cycle meant: that of the written year, or the next whose due date is not before the issue; in
    /// the programme's own period, where it has one.
    func index(_ cycle: DueCycle, _ window: Window, _ calendar: borrowing WorkCalendar) -> Int {
        if window.year > 0, window.scope == .year { return window.year }
        let next = cycle.index(dueOnOrAfter: issued, calendar)
        if window.form == .day, window.month == 2, window.day == 29 {
            var year = next
            while !Day.isLeap(year) { year += 1 }
            return year
        }
        guard let period, window.scope == .year else { return next }
        return min(max(next, period.lowerBound), period.upperBound)
    }

    /// First and last day of a window under a bound.
    func days(
        _ window: Window, _ bound: Statement.Bound, hasTime: Bool = false, daysBefore: Int = 0,
        _ calendar: borrowing WorkCalendar
    ) -> (start: Day, due: Day) {
        if isFixed(window) {
            let due = last(window, bound, hasTime: hasTime)
            return (bound == .none ? window.first : min(issued, due), due)
        }
        let target = target(window, bound, hasTime: hasTime, daysBefore: daysBefore)
        var cycle = window.cycle(shift: target.shift, from: issued)
        cycle.due = target.due
        let k = index(cycle, window, calendar)
        let due = cycle.due(k, calendar)
        if bound == .none, daysBefore == 0 {
            cycle.shift = 0
            return (cycle.start(k, calendar), due)
        }
        return (min(issued, due), due)
    }

    /// The other reading of a part of a month, quarter or year: the Civil Code's point.
    func point(_ window: Window, near due: Day, _ calendar: borrowing WorkCalendar) -> Day? {
        guard let point = window.point, !isFixed(window) else { return nil }
        var cycle = window.cycle(from: issued)
        let k = cycle.index(dueOnOrAfter: due, calendar)
        cycle.due = point
        let day = cycle.due(k, calendar)
        return day == due ? nil : day
    }

    // MARK: Cycles

    static func months(_ unit: PeriodUnit) -> Int {
        switch unit {
        case .quarter: 3
        case .halfYear: 6
        case .year: 12
        default: 1
        }
    }

    /// Cycles of a length alone: due at the end of each.
    func cycles(_ repetition: Statement.Repetition, from: Day) -> [DueCycle] {
        let n = repetition.every
        switch repetition.unit {
        case .day:
            return [
                DueCycle(
                    step: .days, length: n, origin: Int(from.number), start: .offset(0), due: .offset(n - 1), from: from
                )
            ]
        case .week:
            let monday = CalendarPeriod(.week, containing: from).start
            return [
                DueCycle(
                    step: .weeks, length: n, origin: Int(monday.number), start: .offset(0), due: .offset(n * 7 - 1),
                    from: from)
            ]
        default:
            let whole = n * Resolution.months(repetition.unit)
            // "năm năm hai lần" is every thirty months.
            let length = whole % repetition.times == 0 ? whole / repetition.times : whole
            let cycle = DueCycle(
                step: .months, length: length, origin: origin(whole, from: from), start: .day(month: 0, 1),
                due: .monthEnd(month: length - 1), from: from)
            if repetition.times == 2, repetition.unit == .month, n == 1 {
                var first = cycle
                first.due = .day(month: 0, 15)
                var second = cycle
                second.start = .day(month: 0, 16)
                return [first, second]
            }
            return [cycle]
        }
    }

    /// Lengths that divide a year begin with it; longer ones with the year of the issue; others with its month.
    func origin(_ length: Int, from: Day) -> Int {
        let (year, month, _) = from.civil
        return 12 % length == 0 ? 0 : length % 12 == 0 ? year * 12 : year * 12 + month - 1
    }

    /// The cycle of a window that comes back every so many units.
    func cycle(_ item: Statement, _ window: Window, _ repetition: Statement.Repetition?, from: Day) -> DueCycle {
        let target = target(window, item.bound, hasTime: item.time != nil, daysBefore: item.daysBefore)
        var cycle = window.cycle(shift: target.shift, from: from)
        cycle.due = target.due
        cycle.dueTime = item.time
        if item.bound != .none || item.daysBefore != 0 {
            cycle.start = window.scope == .week ? .offset(0) : .day(month: 0, 1)
        }
        if let end = item.end, item.bound == .from || item.bound == .none {
            cycle.due = item.endsBefore ? end.start : end.due
            cycle.shift = item.endsBefore ? -1 : 0
            cycle.start = window.start
        }
        guard let repetition else {
            if window.scope == .week { cycle.origin = Int(CalendarPeriod(.week, containing: from).start.number) }
            return cycle
        }
        if window.scope == .week {
            if repetition.unit != .week, repetition.unit != .day, case .offset(let n) = window.due {
                let length = repetition.every * Resolution.months(repetition.unit)
                let weekday = Weekday(rawValue: UInt8(min(max(n, 0), 6) + 1)) ?? .sunday
                cycle.step = .months
                cycle.length = length
                cycle.origin = origin(length, from: from)
                cycle.due = .weekday(month: length - 1, weekday, -1)
                cycle.start = item.bound == .none ? cycle.due : .day(month: 0, 1)
                return cycle
            }
            cycle.length = max(repetition.unit == .week ? repetition.every : 1, 1)
            cycle.origin = Int(CalendarPeriod(.week, containing: from).start.number)
            // Every second week from the next such weekday on.
            if cycle.length > 1, case .offset(let n) = cycle.due, cycle.origin + n + cycle.shift < from.number {
                cycle.origin += 7
            }
            return cycle
        }
        let length = repetition.every * Resolution.months(repetition.unit)
        guard repetition.unit != .day, repetition.unit != .week, length > window.length else { return cycle }
        cycle.length = length
        cycle.origin = origin(length, from: from)
        let late = length - window.length
        cycle.due = cycle.due.moved(by: late)
        if item.bound == .none, item.daysBefore == 0 { cycle.start = cycle.start.moved(by: late) }
        return cycle
    }
}
