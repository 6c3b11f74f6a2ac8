/// A unit of the calendar that days are gathered into.
public enum CalendarUnit: String, Hashable, Sendable, CaseIterable {
    case day, week, month, quarter, halfYear, year
}

/// A day, ISO 8601 week, month, quarter, half-year or year of the calendar.
///
/// Held as the number of the period since the one that contains 1970-01-01 (weeks: that begins on 1970-01-05),
/// so that the nth one after it is an addition.
public struct CalendarPeriod: Hashable, Comparable, Sendable {
    /// Periods of different units are never equal, though a quarter may be the same days as three months.
    public let unit: CalendarUnit
    /// Periods since the one that contains 1970-01-01 (of weeks since the one that begins on 1970-01-05); negative
    /// before it.
    public let index: Int

    /// Any index is a period; one beyond the days there are begins on the last of them.
    public init(_ unit: CalendarUnit, index: Int) {
        self.unit = unit
        self.index = index
    }

    /// The period that a day lies in.
    public init(_ unit: CalendarUnit, containing day: Day) {
        self.unit = unit
        switch unit {
        case .day: index = Int(day.number)
        case .week:
            let days = Int(day.number) - 4
            index = days >= 0 ? days / 7 : (days - 6) / 7
        default:
            let (year, month, _) = day.civil
            let months = CalendarPeriod.months(unit)
            index = (year - 1970) * (12 / months) + (month - 1) / months
        }
    }

    private static func months(_ unit: CalendarUnit) -> Int {
        switch unit {
        case .quarter: 3
        case .halfYear: 6
        case .year: 12
        default: 1
        }
    }

    /// By first day, then by last: of periods that begin together the shorter comes first.
    public static func < (a: CalendarPeriod, b: CalendarPeriod) -> Bool {
        a.start != b.start ? a.start < b.start : a.end < b.end
    }

    /// The one `n` periods later.
    public func advanced(by n: Int) -> CalendarPeriod { CalendarPeriod(unit, index: index &+ n) }

    /// The first day, inclusive: of a week the Monday, of a half-year January 1 or July 1.
    public var start: Day {
        switch unit {
        case .day: return Day(number: Int32(clamping: index))
        case .week: return Day(number: Int32(clamping: index &* 7 &+ 4))
        default:
            let months = CalendarPeriod.months(unit)
            let total = 1970 * 12 &+ index &* months
            let year = total >= 0 ? total / 12 : (total - 11) / 12
            guard Day.reachableYears.contains(year) else { return Day(number: index < 0 ? .min : .max) }
            return Day(unchecked: year, total - year * 12 + 1, 1)
        }
    }

    /// The last day, inclusive.
    public var end: Day { advanced(by: 1).start - 1 }

    /// `2021`, `2021-H1`, `2021-Q4`, `2021-10`, `2021-W41` (ISO 8601), `2021-12-15`.
    public var id: String {
        func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
        switch unit {
        case .day: return start.description
        case .week:
            let (year, week) = start.isoWeek
            return "\(year)-W\(two(week))"
        case .month: return "\(start.year)-\(two(start.month))"
        case .quarter: return "\(start.year)-Q\(start.quarter)"
        case .halfYear: return "\(start.year)-H\(start.month <= 6 ? 1 : 2)"
        case .year: return "\(start.year)"
        }
    }
}

extension CalendarPeriod {
    /// The period that an id names. What follows the name of a period, as the day of two in one (`2021-Q4-12-20`), is
    /// passed over.
    public init?(id: String) {
        let parts = id.split(separator: "-", omittingEmptySubsequences: false)
        guard let year = parts.first.flatMap({ Int($0) }), Day.reachableYears.contains(year) else { return nil }
        func period(_ unit: CalendarUnit, _ month: Int, _ day: Int = 1) -> CalendarPeriod? {
            Day(year: year, month: month, day: day).map { CalendarPeriod(unit, containing: $0) }
        }
        var found: CalendarPeriod?
        if parts.count == 1 {
            found = period(.year, 1)
        } else if parts[1].first == "H", let half = Int(parts[1].dropFirst()), 1...2 ~= half {
            found = period(.halfYear, half * 6 - 5)
        } else if parts[1].first == "Q", let quarter = Int(parts[1].dropFirst()), 1...4 ~= quarter {
            found = period(.quarter, quarter * 3 - 2)
        } else if parts[1].first == "W", let week = Int(parts[1].dropFirst()), 1...53 ~= week {
            // January 4 lies in week 1.
            found = Day(year: year, month: 1, day: 4).map {
                CalendarPeriod(.week, containing: $0).advanced(by: week - 1)
            }
        } else if let month = Int(parts[1]) {
            found = parts.count == 2 ? period(.month, month) : Int(parts[2]).flatMap { period(.day, month, $0) }
        }
        guard let found else { return nil }
        self = found
    }
}

extension Day {
    /// The ISO 8601 week and the year it belongs to (that of its Thursday).
    public var isoWeek: (year: Int, week: Int) {
        let thursday = self + (4 - Int(weekday.rawValue))
        let year = thursday.year
        return (year, (thursday - Day(unchecked: year, 1, 1)) / 7 + 1)
    }
}
