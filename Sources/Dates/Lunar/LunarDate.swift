/// A date of the Vietnamese lunar calendar. The year is numbered by the civil year in which it begins.
public struct LunarDate: Hashable, Sendable {
    /// The civil year in which its first month begins, so that month 12 mostly lies in the next civil year.
    public let year: Int
    /// 1…12.
    public let month: Int
    /// Whether the month is the leap one (tháng nhuận) that follows the month of the same number.
    public let isLeap: Bool
    /// 1…30.
    public let day: Int

    /// Any numbers make one; whether there is such a day ``LunarCalendar/day(of:)`` says.
    public init(year: Int, month: Int, isLeap: Bool = false, day: Int) {
        self.year = year
        self.month = month
        self.isLeap = isLeap
        self.day = day
    }
}

extension LunarDate: Comparable {
    /// By year, month and day; a leap month comes after the month whose number it has.
    public static func < (a: LunarDate, b: LunarDate) -> Bool {
        (a.year, a.month, a.isLeap ? 1 : 0, a.day) < (b.year, b.month, b.isLeap ? 1 : 0, b.day)
    }
}

extension LunarDate: CustomStringConvertible {
    /// `2025-06+-15`: year, month (with `+` where it is the leap one), day.
    public var description: String {
        func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
        return "\(year)-\(two(month))\(isLeap ? "+" : "")-\(two(day))"
    }
}

/// A month of the Vietnamese lunar calendar.
public struct LunarMonth: Hashable, Sendable {
    /// The day of the new moon.
    public let firstDay: Day
    private let shortYear: Int16
    private let shortNumber: UInt8
    /// 29 (tháng thiếu) or 30 (tháng đủ).
    private let shortLength: UInt8
    /// Whether it is the leap month (tháng nhuận) that follows the month of the same number.
    public let isLeap: Bool

    /// The civil year in which month 1 begins.
    public var year: Int { Int(shortYear) }
    /// 1…12; a leap month bears the number of the month before it.
    public var number: Int { Int(shortNumber) }
    /// 29 or 30 days.
    public var length: Int { Int(shortLength) }
    /// The day before the next new moon, by Vietnam's time.
    public var lastDay: Day { firstDay + (length - 1) }

    init(year: Int, number: Int, isLeap: Bool, firstDay: Day, length: Int) {
        self.firstDay = firstDay
        shortYear = Int16(truncatingIfNeeded: year)
        shortNumber = UInt8(truncatingIfNeeded: number)
        shortLength = UInt8(truncatingIfNeeded: length)
        self.isLeap = isLeap
    }
}
