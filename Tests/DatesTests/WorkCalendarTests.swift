import Dates
import TestKit
import Testing

@Suite struct WorkCalendarTests {
    private static let decreed = Day(unchecked: 2015, 1, 1)...Day(unchecked: 2026, 12, 31)

    private struct Entry {
        var kind: String
        var name: String
    }

    private func decrees() throws -> [Day: Entry] {
        let lines = try fixture("days-off.txt", fields: 3)
        return Dictionary(
            uniqueKeysWithValues: try lines.map { fields in
                let day = try #require(Day(fields[0]))
                return (day, Entry(kind: fields[1], name: fields[2]))
            })
    }

    @Test func theDecreesComeOutDayByDay() throws {
        let decrees = try decrees()
        #expect(decrees.count == 177)
        var day = WorkCalendarTests.decreed.lowerBound
        while day <= WorkCalendarTests.decreed.upperBound {
            let entry = decrees[day]
            let expected = entry.map { $0.kind == "worked" } ?? (day.weekday.rawValue < 6)
            if WorkCalendar.vietnam.isWorkingDay(day) != expected || WorkCalendar.vietnam.name(of: day) != entry?.name {
                Issue.record("\(day)")
            }
            day = day + 1
        }
    }

    /// What is computed for years without a decree would have foretold every decree but the swapped days.
    @Test func theLawAsComputedAgreesWithTheDecrees() throws {
        let decrees = try decrees()
        let computed = WorkCalendar()
        var day = WorkCalendarTests.decreed.lowerBound
        while day <= WorkCalendarTests.decreed.upperBound {
            switch decrees[day]?.kind {
            case "worked", "swapped": #expect(computed.name(of: day) == nil, "\(day)")
            default: #expect(computed.isWorkingDay(day) == WorkCalendar.vietnam.isWorkingDay(day), "\(day)")
            }
            day = day + 1
        }
    }

    @Test(
        arguments: [
            // Labour Code 2019, Article 112.1, and a day in lieu (111.3).
            ("2027-01-01", "Tết Dương lịch"), ("2028-01-01", "Tết Dương lịch"),
            ("2028-01-03", "Tết Dương lịch (nghỉ bù)"),
            ("2027-04-16", "Ngày Giỗ Tổ Hùng Vương"), ("2027-04-30", "Ngày Chiến thắng"),
            ("2027-05-01", "Ngày Quốc tế Lao động"), ("2027-05-03", "Ngày Quốc tế Lao động (nghỉ bù)"),
            // Tết on a Saturday: two days before it, three from it on, two in lieu.
            ("2027-02-04", "28 Tết"), ("2027-02-05", "Giao thừa Tết Nguyên Đán"), ("2027-02-06", "Tết Nguyên Đán"),
            ("2027-02-08", "Mùng ba Tết Nguyên Đán"), ("2027-02-09", "Mùng bốn Tết Nguyên Đán"),
            ("2027-02-10", "Mùng năm Tết Nguyên Đán"),
            // 2/9 and the day beside it that joins it to the weekend.
            ("2027-09-02", "Quốc khánh"), ("2027-09-03", "Quốc khánh"), ("2028-09-01", "Quốc khánh"),
            ("2028-09-04", "Quốc khánh (nghỉ bù)"), ("2029-09-04", "Quốc khánh (nghỉ bù)"),
            ("2010-09-02", "Quốc khánh"),
        ] as [(String, String)])
    func computesTheLawForOtherYears(_ day: String, _ name: String) throws {
        let day = try #require(Day(day))
        #expect(!WorkCalendar.vietnam.isDecreed(day.year))
        #expect(!WorkCalendar.vietnam.isWorkingDay(day))
        #expect(WorkCalendar.vietnam.name(of: day) == name)
    }

    @Test func theDayBesideTheNationalDayCameIn2021() throws {
        for day in ["2010-09-01", "2010-09-03"] {
            let day = try #require(Day(day))
            #expect(WorkCalendar.vietnam.isWorkingDay(day))
        }
    }

    @Test func anOfficesDaysReplaceWhatIsShipped() throws {
        let opened = try #require(Day("2026-08-31"))
        let closed = try #require(Day("2026-08-28"))
        let site = WorkCalendar.vietnam.merging([
            .init(day: opened, isOff: false, name: "làm việc bình thường"),
            .init(day: closed, isOff: true, name: "mất điện"),
        ])
        #expect(site.isWorkingDay(opened))
        #expect(!site.isWorkingDay(closed))
        #expect(site.name(of: closed) == "mất điện")
        #expect(site.workingDay(onOrAfter: closed) == opened)
        #expect(!WorkCalendar.vietnam.isWorkingDay(opened))
    }

    private func off(_ days: String...) throws -> [WorkCalendar.Exception] {
        try days.map { .init(day: try #require(Day($0)), isOff: true, name: "nghỉ") }
    }

    /// Computed for 2027: from Thursday 4/2 to Wednesday 10/2.
    @Test func aDecreedTetTakesThePlaceOfTheComputedOne() throws {
        let site = WorkCalendar.vietnam.merging(
            try off("2027-02-05", "2027-02-06", "2027-02-07", "2027-02-08", "2027-02-09", "2027-02-10", "2027-02-11"))
        #expect(site.isDecreed(2027))
        let worked = try #require(Day("2027-02-04"))
        #expect(site.isWorkingDay(worked) && site.name(of: worked) == nil)
        let around = try #require(site.breakAround(worked + 2))
        #expect(around == worked + 1...worked + 7)
        // What the law fixes needs no decree.
        let labourDay = try #require(Day("2028-05-01"))
        for day in [labourDay, labourDay - 1, labourDay - 731] { #expect(!site.isWorkingDay(day)) }
        #expect(site.name(of: labourDay) == "Ngày Quốc tế Lao động")
    }

    @Test func aDayMoreIsNoDecree() throws {
        let site = WorkCalendar.vietnam.merging(try off("2027-02-11", "2027-11-20"))
        #expect(!site.isDecreed(2027))
        let first = try #require(Day("2027-02-04"))
        #expect(site.breakAround(first) == first...first + 7)
    }

    @Test func aDecreedDayBesideTheNationalDayTakesThePlaceOfTheComputedOne() throws {
        // 2/9/2027 is a Thursday: computed is 3/9.
        let site = WorkCalendar.vietnam.merging(try off("2027-09-01"))
        let day = try #require(Day("2027-09-02"))
        #expect(site.breakAround(day) == day - 1...day)
        #expect(!site.isDecreed(2027))
    }

    @Test(
        arguments: [
            ("2021-02-12", "2021-02-10", "2021-02-16"), ("2026-02-17", "2026-02-14", "2026-02-22"),
            ("2021-12-18", "2021-12-18", "2021-12-19"), ("2026-01-02", "2026-01-01", "2026-01-04"),
        ] as [(String, String, String)])
    func findsTheBreakAroundADay(_ day: String, _ first: String, _ last: String) throws {
        let day = try #require(Day(day))
        let found = try #require(WorkCalendar.vietnam.breakAround(day))
        #expect(found.lowerBound.description == first && found.upperBound.description == last)
    }

    @Test func aWorkedDayHasNoBreakAround() throws {
        let worked = try #require(Day("2026-01-10"))
        #expect(WorkCalendar.vietnam.breakAround(worked) == nil)
    }

    @Test func beyondTheRangeOnlyWeekendsAreOff() throws {
        let saturday = Day(unchecked: 1899, 12, 30)
        #expect(!WorkCalendar.vietnam.isWorkingDay(saturday))
        #expect(WorkCalendar.vietnam.workingDay(onOrBefore: saturday) == saturday - 1)
        let newYear = Day(unchecked: 2200, 1, 1)
        #expect(WorkCalendar.vietnam.isWorkingDay(newYear))
        #expect(WorkCalendar.vietnam.name(of: newYear) == nil)
        #expect(WorkCalendar.vietnam.adding(workingDays: 1_000_000_000, to: newYear) > newYear)
    }

    /// A walk through the days, one at a time.
    private func walk(_ calendar: WorkCalendar, _ n: Int, from day: Day) -> Day {
        var day = day
        var left = n
        while left != 0 {
            day = day + left.signum()
            if calendar.isWorkingDay(day) { left -= left.signum() }
        }
        return day
    }

    @Test func queriesAgreeWithAWalk() {
        var random = SplitMix64(seed: 8)
        let spans: [ClosedRange<Int32>] = [
            -26_000 ... -25_000, 16_000...21_000, 83_000...85_000, -25_568 ... -25_566, 84_003...84_007,
        ]
        for round in 0..<3000 {
            let day = Day(number: .random(in: spans[round % spans.count], using: &random))
            let calendar = WorkCalendar.vietnam
            let n = Int.random(in: -60...60, using: &random)
            let end = calendar.adding(workingDays: n, to: day)
            #expect(end == walk(calendar, n, from: day), "\(day) + \(n)")
            if n > 0 { #expect(calendar.workingDays(from: day, to: end) == n) }

            let other = day + Int.random(in: 0...90, using: &random)
            var count = 0
            var each = day
            while each < other {
                each = each + 1
                if calendar.isWorkingDay(each) { count += 1 }
            }
            #expect(calendar.workingDays(from: day, to: other) == count)
            #expect(calendar.workingDays(from: other, to: day) == -count)

            let isWorked = calendar.isWorkingDay(day)
            #expect(calendar.workingDay(onOrBefore: day) == (isWorked ? day : walk(calendar, -1, from: day)))
            #expect(calendar.workingDay(onOrAfter: day) == (isWorked ? day : walk(calendar, 1, from: day)))
            if let around = calendar.breakAround(day) {
                #expect(around.contains(day))
                #expect(calendar.isWorkingDay(around.lowerBound - 1) && calendar.isWorkingDay(around.upperBound + 1))
                #expect(calendar.workingDays(from: around.lowerBound - 1, to: around.upperBound) == 0)
            }
        }
    }

    @Test func queriesAgreeWithAWalkUnderAnyExceptions() {
        var random = SplitMix64(seed: 9)
        for _ in 0..<20 {
            let start = Day(number: .random(in: 10_000...40_000, using: &random))
            let exceptions = (0..<40).map { _ in
                WorkCalendar.Exception(
                    day: start + .random(in: 0...60, using: &random), isOff: .random(using: &random), name: "x")
            }
            let calendar = WorkCalendar.vietnam.merging(exceptions)
            for offset in 0...60 {
                let n = Int.random(in: -30...30, using: &random)
                #expect(calendar.adding(workingDays: n, to: start + offset) == walk(calendar, n, from: start + offset))
                let last = exceptions.last { $0.day == start + offset }
                if let last { #expect(calendar.isWorkingDay(start + offset) != last.isOff) }
            }
        }
    }
}
