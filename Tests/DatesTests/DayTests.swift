import Dates
import Foundation
import TestKit
import Testing

@Suite struct DayTests {
    private static func calendar(_ identifier: Calendar.Identifier) -> Calendar {
        var calendar = Calendar(identifier: identifier)
        calendar.timeZone = TimeZone(secondsFromGMT: 0) ?? .gmt
        return calendar
    }

    private func date(_ day: Day) -> Date { Date(timeIntervalSince1970: Double(day.number) * 86_400) }

    /// Proleptic, with a year 0: what arithmetic may reach.
    @Test(arguments: [
        (-719_469, 0, 2, 29), (-719_468, 0, 3, 1), (-865_566, -400, 2, 29), (-865_565, -400, 3, 1),
    ])
    func daysBeforeTheFirstYear(_ number: Int32, _ year: Int, _ month: Int, _ day: Int) {
        #expect(Day(number: number).civil == (year, month, day))
    }

    @Test func agreesWithFoundationOnEveryDayOfTheRange() {
        let calendar = DayTests.calendar(.gregorian)
        var disagreements: [Day] = []
        for number in Day.range.lowerBound.number...Day.range.upperBound.number {
            let day = Day(number: number)
            let theirs = calendar.dateComponents([.year, .month, .day, .weekday], from: date(day))
            let (y, m, d) = day.civil
            // Foundation counts from Sunday as 1.
            let same =
                theirs.year == y && theirs.month == m && theirs.day == d
                && theirs.weekday == Int(day.weekday.rawValue) % 7 + 1
            if !same || Day(year: y, month: m, day: d) != day { disagreements.append(day) }
        }
        #expect(disagreements == [])
        #expect(Day.range.upperBound - Day.range.lowerBound == 109_572)
    }

    @Test func weeksAreThoseOfISO8601() {
        let calendar = DayTests.calendar(.iso8601)
        var disagreements: [Day] = []
        for number in stride(from: Day.range.lowerBound.number, through: Day.range.upperBound.number, by: 3) {
            let day = Day(number: number)
            let theirs = calendar.dateComponents([.yearForWeekOfYear, .weekOfYear], from: date(day))
            if theirs.yearForWeekOfYear != day.isoWeek.year || theirs.weekOfYear != day.isoWeek.week {
                disagreements.append(day)
            }
        }
        #expect(disagreements == [])
    }

    /// Foundation's own `date(byAdding:)` is no oracle: it takes 2074-07-30 less 101 months to 2066-03-01.
    @Test func monthsAreAddedUpToTheLastDayThatFoundationKnows() throws {
        let calendar = DayTests.calendar(.gregorian)
        var random = SplitMix64(seed: 3)
        for _ in 0..<2000 {
            let day = Day(number: .random(in: -20_000...80_000, using: &random))
            let months = Int.random(in: -600...600, using: &random)
            let first = try #require(
                calendar.date(from: DateComponents(year: day.year, month: day.month + months, day: 1)))
            let length = try #require(calendar.range(of: .day, in: .month, for: first)?.count)
            let expected = first.addingTimeInterval(Double(min(day.dayOfMonth, length) - 1) * 86_400)
            #expect(date(day.adding(months: months)) == expected, "\(day) + \(months) months")
        }
    }

    @Test(
        arguments: [
            ("2020-01-31", 1, "2020-02-29"), ("2021-01-31", 1, "2021-02-28"), ("2020-02-29", 12, "2021-02-28"),
            ("2020-02-29", 48, "2024-02-29"), ("2021-03-31", -1, "2021-02-28"), ("1999-12-31", 2, "2000-02-29"),
            ("2021-08-31", 1, "2021-09-30"),
        ] as [(String, Int, String)])
    func aTermOfMonthsEndsOnTheCorrespondingDayOrTheLast(_ day: String, _ months: Int, _ expected: String) throws {
        #expect(try #require(Day(day)).adding(months: months).description == expected)
    }

    @Test(
        arguments: [
            "", "2021-1-01", "2021-02-29", "1900-02-29", "2100-02-29", "2021-04-31", "2021-13-01", "2021-00-10",
            "2021-01-00",
            "1899-12-31", "2200-01-01", "2021-01-011", "2021/01/01", "２021-01-01", "+021-01-01", "2021-01-01 ",
        ] as [String])
    func refuses(_ text: String) { #expect(Day(text) == nil) }

    @Test func textRoundTrips() {
        var random = SplitMix64(seed: 4)
        for _ in 0..<2000 {
            let day = Day(
                number: .random(in: Day.range.lowerBound.number...Day.range.upperBound.number, using: &random))
            #expect(Day(day.description) == day)
        }
    }

    @Test func noArithmeticTraps() {
        for day in [Day(number: .min), Day(number: .max), Day(number: 0)] {
            for n in [Int.min, -1, 0, 1, .max] {
                _ = day + n
                _ = day - n
                _ = day.adding(months: n)
                _ = WorkCalendar.vietnam.adding(workingDays: n, to: day)
                for unit in CalendarUnit.allCases {
                    _ = CalendarPeriod(unit, containing: day).advanced(by: n).id
                }
            }
            _ = day.isoWeek
            _ = WorkCalendar.vietnam.breakAround(day)
            _ = LunarCalendar.lunar(of: day)
        }
    }
}
