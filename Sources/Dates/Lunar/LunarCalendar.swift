/// The Vietnamese lunar calendar, computed for the meridian of 105° E (UTC+7) at all times.
///
/// A month begins on the day of the new moon; the winter solstice falls in month 11; where thirteen months begin from
/// one month 11 to the next, the first of them without a major solar term (trung khí) is the leap month. The
/// astronomy, its sources and its error are in docs/lunar.md. The months of three centuries are computed once, at the
/// first use, and are looked up after that.
public enum LunarCalendar {
    /// The lunar years that can be asked for; they cover ``Day/range``.
    public static let years = 1899...2200

    private static let table = LunarTable(years: years)

    /// - Returns: nil for a day outside the lunar ``years``; never for a day of ``Day/range``.
    public static func lunar(of day: Day) -> LunarDate? {
        guard let month = month(containing: day) else { return nil }
        return LunarDate(
            year: month.year, month: month.number, isLeap: month.isLeap, day: day - month.firstDay + 1)
    }

    /// - Returns: nil where there is no such date: a leap month that the year has not, the 30th of a short month, a
    ///   year outside ``years``.
    public static func day(of date: LunarDate) -> Day? {
        guard let month = month(date.month, isLeap: date.isLeap, of: date.year), 1...month.length ~= date.day
        else { return nil }
        return month.firstDay + (date.day - 1)
    }

    /// The first day of the lunar year that begins in a civil year (mùng một Tết).
    public static func tet(_ year: Int) -> Day? { month(1, of: year)?.firstDay }

    /// The number of the year's leap month; nil for a common year.
    public static func leapMonth(of year: Int) -> Int? { months(of: year).first(where: \.isLeap)?.number }

    /// The twelve or thirteen months of a lunar year, in order; none for a year outside ``years``.
    public static func months(of year: Int) -> ArraySlice<LunarMonth> {
        guard years.contains(year) else { return [] }
        let first = table.firstMonths[year - years.lowerBound]
        return table.months[first..<table.firstMonths[year - years.lowerBound + 1]]
    }

    /// - Returns: nil where the year has no such month.
    public static func month(_ number: Int, isLeap: Bool = false, of year: Int) -> LunarMonth? {
        guard years.contains(year), 1...12 ~= number else { return nil }
        let index = table.firstMonths[year - years.lowerBound] + number - 1
        // A leap month pushes itself and the months after it one place on.
        let month = table.months[index]
        if month.number == number, month.isLeap == isLeap { return month }
        guard index + 1 < table.months.count else { return nil }
        let next = table.months[index + 1]
        return next.year == year && next.number == number && next.isLeap == isLeap ? next : nil
    }

    /// - Returns: nil for a day outside the lunar ``years``.
    public static func month(containing day: Day) -> LunarMonth? {
        let months = table.months
        guard let first = months.first, let last = months.last, first.firstDay <= day, day <= last.lastDay
        else { return nil }
        // The mean month never leads astray by more than one.
        var index = min(Int(Double(day - first.firstDay) / 29.530588861), months.count - 1)
        while months[index].firstDay > day { index -= 1 }
        while months[index].lastDay < day { index += 1 }
        return months[index]
    }
}
