import Dates
import TestKit
import Testing

@Suite struct CalendarPeriodTests {
    @Test(
        arguments: [
            (CalendarUnit.day, "2021-12-15", "2021-12-15", "2021-12-15"),
            (.week, "2021-W50", "2021-12-13", "2021-12-19"),
            (.month, "2021-12", "2021-12-01", "2021-12-31"), (.quarter, "2021-Q4", "2021-10-01", "2021-12-31"),
            (.halfYear, "2021-H2", "2021-07-01", "2021-12-31"), (.year, "2021", "2021-01-01", "2021-12-31"),
        ] as [(CalendarUnit, String, String, String)])
    func gathersADay(_ unit: CalendarUnit, _ id: String, _ start: String, _ end: String) throws {
        let period = CalendarPeriod(unit, containing: try #require(Day("2021-12-15")))
        #expect(period.id == id)
        #expect(period.start.description == start)
        #expect(period.end.description == end)
    }

    @Test(
        arguments: [
            ("2021-01-03", "2020-W53"), ("2021-01-04", "2021-W01"), ("2018-12-31", "2019-W01"),
            ("2016-01-03", "2015-W53"),
            ("1900-01-01", "1900-W01"), ("1969-12-31", "1970-W01"),
        ] as [(String, String)])
    func aWeekBelongsToTheYearOfItsThursday(_ day: String, _ id: String) throws {
        #expect(CalendarPeriod(.week, containing: try #require(Day(day))).id == id)
    }

    @Test func theShorterOfTwoThatBeginTogetherComesFirst() throws {
        let day = try #require(Day("2024-01-01"))
        let units: [CalendarUnit] = [.year, .month, .week, .halfYear, .day, .quarter]
        let periods = units.map { CalendarPeriod($0, containing: day) }
        let later = CalendarPeriod(.day, containing: day + 1)
        #expect(
            (periods + [later]).sorted().map(\.id) == [
                "2024-01-01", "2024-W01", "2024-01", "2024-Q1", "2024-H1", "2024", "2024-01-02",
            ])
    }

    @Test(arguments: CalendarUnit.allCases)
    func anIDNamesItsPeriod(_ unit: CalendarUnit) throws {
        var random = SplitMix64(seed: 6)
        for _ in 0..<1000 {
            let period = CalendarPeriod(unit, containing: Day(number: .random(in: -25_000...80_000, using: &random)))
            #expect(CalendarPeriod(id: period.id) == period)
        }
    }

    @Test(arguments: [
        "", "x", "-", "2021-", "2021-H0", "2021-H3", "2021-Q0", "2021-Q5", "2021-W00", "2021-W54", "2021-00", "2021-13",
        "2021-02-29", "2021-x", "999999",
    ])
    func whatNamesNone(_ id: String) { #expect(CalendarPeriod(id: id) == nil) }

    @Test(arguments: CalendarUnit.allCases)
    func periodsPartitionTheDays(_ unit: CalendarUnit) {
        var random = SplitMix64(seed: 5)
        for _ in 0..<1000 {
            let day = Day(number: .random(in: -40_000...90_000, using: &random))
            let period = CalendarPeriod(unit, containing: day)
            #expect(period.start <= day && day <= period.end)
            #expect(CalendarPeriod(unit, containing: period.start) == period)
            #expect(CalendarPeriod(unit, containing: period.end) == period)
            #expect(period.advanced(by: 1).start == period.end + 1)
            #expect(period.advanced(by: -1).end == period.start - 1)
            let n = Int.random(in: -200...200, using: &random)
            #expect(period.advanced(by: n).advanced(by: -n) == period)
            #expect((period < period.advanced(by: n)) == (n > 0))
        }
    }
}
