import Dates

/// Days of the year that offices name rather than date.
public enum Feast: UInt8, Hashable, Sendable {
    case tet, newYear, hungKings, reunification, labourDay, nationalDay, midAutumn

    /// Which day of the time around a feast is meant.
    public enum Edge: Hashable, Sendable {
        /// The first and last statutory day around the feast.
        case first, last
        /// The last working day before, and the first after, the days off that hold it.
        case workedBefore, workedAfter
        /// So many days after the feast, or before it.
        case offset(Int)
        /// "29 Tết": a day of the last lunar month before.
        case lastMonth(Int)
    }

    /// The feast's own day in a year.
    func day(year: Int) -> Day {
        switch self {
        case .tet: Feast.day(lunarMonth: 1, day: 1, year: year)
        case .newYear: Day(unchecked: year, 1, 1)
        case .hungKings: Feast.day(lunarMonth: 3, day: 10, year: year)
        case .reunification: Day(unchecked: year, 4, 30)
        case .labourDay: Day(unchecked: year, 5, 1)
        case .nationalDay: Day(unchecked: year, 9, 2)
        case .midAutumn: Feast.day(lunarMonth: 8, day: 15, year: year)
        }
    }

    func day(_ edge: Edge, year: Int, _ calendar: borrowing WorkCalendar) -> Day {
        let day = day(year: year)
        switch edge {
        case .offset(let n): return day + n
        case .lastMonth(let n): return Feast.day(lunarMonth: 12, day: n, year: year - 1)
        case .workedBefore: return calendar.workingDay(onOrBefore: day - 1)
        case .workedAfter: return calendar.workingDay(onOrAfter: day + 1)
        case .first:
            var first = day
            while calendar.name(of: first - 1) != nil, !calendar.isWorkingDay(first - 1) { first = first - 1 }
            return first
        case .last:
            var last = day
            while calendar.name(of: last + 1) != nil, !calendar.isWorkingDay(last + 1) { last = last + 1 }
            return last
        }
    }

    /// The civil date of a lunar day in the lunar year that begins in `year`; day 30 of a short month is its 29th.
    static func day(lunarMonth: Int, day: Int, year: Int) -> Day {
        guard let month = LunarCalendar.month(lunarMonth, of: year) else { return Day(unchecked: year, lunarMonth, 1) }
        return month.firstDay + (min(day, month.length) - 1)
    }
}
