import Dates

extension DueCycle {
    /// The period of the calendar that each cycle is; nil where it is none, as of two weeks.
    private var unit: CalendarUnit? {
        switch (step, length) {
        case (.days, 1): .day
        case (.weeks, 1): .week
        case (.months, 1): .month
        case (.months, 3) where origin % 3 == 0: .quarter
        case (.months, 6) where origin % 6 == 0: .halfYear
        case (.months, 12) where origin % 12 == 0: .year
        default: nil
        }
    }

    /// Whether two have cycles of the same name.
    func isAlike(_ other: DueCycle) -> Bool { unit != nil && unit == other.unit }

    /// Whether both have the same days wherever both have any, whatever their first and last.
    func isInStep(with other: DueCycle) -> Bool {
        var (this, that) = (self, other)
        if skipped == 0, step == that.step, (origin - that.origin) % length == 0 { this.origin = that.origin }
        (that.from, that.until, that.dueTime) = (from, until, dueTime)
        return this == that
    }

    /// The id of the kth occurrence: its cycle (`2026-Q4`, `2026-11`, `2026`), whatever day of it is the last. Two in one
    /// cycle are told by cycle and day: `2026-11-05`, `2026-Q4-12-20`. Where the cycle is no period of the calendar, the
    /// due date.
    ///
    /// One that is itself a longer period of the calendar has that one's name: `2026-Q4` of "quý IV hằng năm".
    func name(_ k: Int, start: Day, due: Day, isOneOfSeveral: Bool) -> String {
        if start != due, let period = Occurrence.period(start: start, due: due) { return period.id }
        guard let unit else { return due.description }
        let name = CalendarPeriod(unit, containing: opening(k)).id
        guard isOneOfSeveral else { return name }
        switch unit {
        case .day: return name
        case .week, .month, .year: return due.description
        case .quarter, .halfYear: return name + due.description.dropFirst(4)
        }
    }
}
