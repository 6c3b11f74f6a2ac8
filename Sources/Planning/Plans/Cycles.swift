import Dates
import RuleLanguage

extension Cycle {
    private var length: Int { max(1, min(10_000, every)) }

    /// The days of cycle `number`, cycle 0 being the one a day lies in (of several units: the one that begins with that
    /// unit).
    func span(_ number: Int, from day: Day) -> Range<Day> {
        // 400 years of days: beyond the last day there is, and no further, so that nothing overflows.
        let offset = max(-150_000, min(150_000, max(-150_000, min(150_000, number)) * length))
        let (y, m, _) = day.civil
        func months(_ first: Day, _ count: Int) -> Range<Day> {
            first.adding(months: offset * count)..<first.adding(months: (offset + length) * count)
        }
        func days(_ first: Day, _ count: Int) -> Range<Day> {
            first + offset * count..<first + (offset + length) * count
        }
        switch unit {
        case .day: return days(day, 1)
        case .week: return days(day - (Int(day.weekday.rawValue) - 1), 7)
        case .month: return months(Day(unchecked: y, m, 1), 1)
        case .quarter: return months(Day(unchecked: y, (m - 1) / 3 * 3 + 1, 1), 3)
        case .halfYear: return months(Day(unchecked: y, (m - 1) / 6 * 6 + 1, 1), 6)
        case .year: return months(Day(unchecked: y, 1, 1), 12)
        }
    }

    /// The day of a cycle that is meant.
    func day(in span: Range<Day>, _ siteCalendar: SiteCalendar) -> Day {
        let last = span.upperBound - 1
        switch day {
        case nil: return span.lowerBound
        case .weekday(let weekday):
            let ahead = (Int(weekday.rawValue) - Int(span.lowerBound.weekday.rawValue) + 7) % 7
            return min(span.lowerBound + ahead, last)
        case .day(let n): return min(span.lowerBound + (max(1, min(n, 100_000)) - 1), last)
        case .lastDay: return last
        case .workingDay(let n):
            let day = siteCalendar.adding(max(1, min(n, 100_000)), .workingDays, to: span.lowerBound - 1)
            return min(day, max(span.lowerBound, siteCalendar.workingDay(last, earlier: true)))
        case .lastWorkingDay: return max(span.lowerBound, siteCalendar.workingDay(last, earlier: true))
        }
    }

    /// The number of the cycle a day lies in, cycles being counted from the one that 1970-01-05, a Monday, lies in.
    func number(of day: Day) -> Int {
        let (y, m, _) = day.civil
        let units: Int
        switch unit {
        case .day: units = day - Self.epoch
        case .week: units = (day - Self.epoch).flooredQuotient(7)
        case .month: units = (y - 1970) * 12 + m - 1
        case .quarter: units = (y - 1970) * 4 + (m - 1) / 3
        case .halfYear: units = (y - 1970) * 2 + (m - 1) / 6
        case .year: units = y - 1970
        }
        return units.flooredQuotient(length)
    }

    static let epoch = Day(unchecked: 1970, 1, 5)

    /// The name of a cycle by its first day: `2021-12-15`, `2021-W41`, `2021-10`, `2021-Q4`, `2021-H1`, `2021`.
    func name(_ first: Day) -> String {
        let (y, m, _) = first.civil
        switch unit {
        case .day: return first.description
        case .week:
            // ISO 8601: a week belongs to the year its Thursday lies in.
            let thursday = first + 3
            let week = (thursday - Day(unchecked: thursday.year, 1, 1)) / 7 + 1
            return "\(thursday.year)-W\(week < 10 ? "0" : "")\(week)"
        case .month: return "\(y)-\(m < 10 ? "0" : "")\(m)"
        case .quarter: return "\(y)-Q\((m + 2) / 3)"
        case .halfYear: return "\(y)-H\(m <= 6 ? 1 : 2)"
        case .year: return "\(y)"
        }
    }
}

extension Int {
    fileprivate func flooredQuotient(_ divisor: Int) -> Int {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
