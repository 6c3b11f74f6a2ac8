/// A civil date of the proleptic Gregorian calendar, held as the number of days since 1970-01-01.
///
/// Any `Int32` is a day; what people may write is kept to ``Day/range`` (1900-01-01 … 2199-12-31) by the parsers.
/// The conversions are Howard Hinnant's `days_from_civil` and `civil_from_days`.
@frozen
public struct Day: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01.
    public let number: Int32

    /// Any number is a day: whoever reads one from outside holds it against ``range``.
    @inlinable
    public init(number: Int32) { self.number = number }

    /// The days that a person may write.
    public static let range = Day(unchecked: 1900, 1, 1)...Day(unchecked: 2199, 12, 31)

    /// Years that an `Int32` of days reaches.
    static let reachableYears = -5_000_000...5_000_000

    /// - Returns: nil for a date that does not exist or lies outside ``range``.
    public init?(year: Int, month: Int, day: Int) {
        guard 1900...2199 ~= year, 1...12 ~= month, day >= 1, day <= Day.daysInMonth(year: year, month: month)
        else { return nil }
        self.init(unchecked: year, month, day)
    }

    /// The caller promises a month of 1…12; the day may lie beyond the month and then counts on.
    @inlinable
    public init(unchecked year: Int, _ month: Int, _ day: Int) {
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        number = Int32(truncatingIfNeeded: era * 146_097 + dayOfEra - 719_468)
    }

    /// The earlier day is the lesser one.
    @inlinable
    public static func < (a: Day, b: Day) -> Bool { a.number < b.number }

    /// No further than the days there are.
    @inlinable
    public static func + (day: Day, days: Int) -> Day {
        Day(number: Int32(clamping: Int(day.number) &+ days))
    }

    /// No further than the days there are, as ``+(_:_:)``.
    @inlinable
    public static func - (day: Day, days: Int) -> Day { day + (0 &- days) }

    /// Days from `b` to `a`.
    @inlinable
    public static func - (a: Day, b: Day) -> Int { Int(a.number) - Int(b.number) }

    /// Year, month (1…12) and day of the month (1…31).
    @inlinable
    public var civil: (year: Int, month: Int, day: Int) {
        let z = Int(number) + 719_468
        let era = (z >= 0 ? z : z - 146_096) / 146_097
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (
            yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1
        )
    }

    /// Of the Gregorian calendar, also before 1582, and 0 for 1 BC; each asking works the whole date out, see
    /// ``civil``.
    @inlinable public var year: Int { civil.year }
    /// 1…12.
    @inlinable public var month: Int { civil.month }
    /// Day of the month, 1…31.
    @inlinable public var dayOfMonth: Int { civil.day }
    /// 1…4.
    @inlinable public var quarter: Int { (civil.month + 2) / 3 }

    /// Worked out from the number alone, so that it holds of every day.
    @inlinable
    public var weekday: Weekday {
        // 1970-01-01 was a Thursday.
        let remainder = (Int(number) + 3) % 7
        return Weekday(rawValue: UInt8(remainder >= 0 ? remainder : remainder + 7) + 1)!
    }

    /// By the Gregorian rule, also for years before 1582.
    @inlinable
    public static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    /// 28…31. The caller promises a month of 1…12.
    @inlinable
    public static func daysInMonth(year: Int, month: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// The corresponding day `months` later (earlier where negative), or the month's last where there is none
    /// (Civil Code 2015, Article 148.3).
    public func adding(months: Int) -> Day {
        let (y, m, d) = civil
        let index = y * 12 + m - 1 &+ months
        let year = index >= 0 ? index / 12 : (index - 11) / 12
        guard Day.reachableYears.contains(year) else { return Day(number: months < 0 ? .min : .max) }
        let month = index - year * 12 + 1
        return Day(unchecked: year, month, min(d, Day.daysInMonth(year: year, month: month)))
    }
}

/// Days of the week as ISO 8601 numbers them: Monday is 1, Sunday 7.
@frozen
public enum Weekday: UInt8, Hashable, Sendable, CaseIterable {
    case monday = 1
    case tuesday, wednesday, thursday, friday, saturday, sunday

    /// The weekly rest of the administration (Decision 188/1999/QĐ-TTg): Saturday and Sunday.
    @inlinable public var isWeekend: Bool { rawValue >= 6 }
}

extension Day: CustomStringConvertible {
    /// `YYYY-MM-DD`.
    public var description: String {
        let (y, m, d) = civil
        guard 1000...9999 ~= y else { return "\(y)-\(m < 10 ? "0" : "")\(m)-\(d < 10 ? "0" : "")\(d)" }
        // Every reading of a phrase names its occurrence by it: interpolation takes ten times as long.
        return String(unsafeUninitializedCapacity: 10) { text in
            func write(_ number: Int, endingAt end: Int, digits: Int) {
                var rest = number
                for at in stride(from: end, to: end - digits, by: -1) {
                    text[at] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
                    rest /= 10
                }
            }
            write(y, endingAt: 3, digits: 4)
            write(m, endingAt: 6, digits: 2)
            write(d, endingAt: 9, digits: 2)
            (text[4], text[7]) = (0x2D, 0x2D)
            return 10
        }
    }

    /// `31/12/2021`, as Vietnamese offices write a date.
    public var dayMonthYear: String {
        let (y, m, d) = civil
        return "\(d < 10 ? "0" : "")\(d)/\(m < 10 ? "0" : "")\(m)/\(y)"
    }

    /// Reads `31/12/2021`, or `1/2/2021`.
    public init?(dayMonthYear text: some StringProtocol) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 3, let day = parts[0], let month = parts[1], let year = parts[2] else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// Reads `YYYY-MM-DD`, strictly.
    public init?(_ text: some StringProtocol) { self.init(utf8: text.utf8) }

    init?(utf8: some Sequence<UInt8>) {
        var (year, month, day) = (0, 0, 0)
        var count = 0
        for byte in utf8 {
            let digit = Int(byte) - 0x30
            switch count {
            case 4, 7: guard byte == 0x2D else { return nil }
            case 0..<10 where !(0...9 ~= digit): return nil
            case 0..<4: year = year * 10 + digit
            case 5, 6: month = month * 10 + digit
            case 8, 9: day = day * 10 + digit
            default: return nil
            }
            count += 1
        }
        guard count == 10 else { return nil }
        self.init(year: year, month: month, day: day)
    }
}
