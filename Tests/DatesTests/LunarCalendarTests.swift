import Dates
import TestKit
import Testing

@Suite struct LunarCalendarTests {
    @Test func tetAndTheHungKingsDayAsPublished() throws {
        for line in try fixture("tet.txt", fields: 2) {
            let tet = try #require(Day(line[0]))
            #expect(LunarCalendar.tet(tet.year) == tet)
            #expect(LunarCalendar.lunar(of: tet) == LunarDate(year: tet.year, month: 1, day: 1))
            let gioTo = LunarCalendar.day(of: LunarDate(year: tet.year, month: 3, day: 10))
            #expect(gioTo?.description == line[1])
        }
    }

    /// Where midnight at 105° E and at 120° E lie on either side of a new moon or of a solar term.
    @Test(
        arguments: [
            (1968, "1968-01-29"), (1969, "1969-02-16"), (1985, "1985-01-21"), (2007, "2007-02-17"),
            (2030, "2030-02-02"),
            (2053, "2053-02-18"),
        ] as [(Int, String)])
    func tetDiffersFromTheChineseNewYear(_ year: Int, _ expected: String) {
        #expect(LunarCalendar.tet(year)?.description == expected)
    }

    @Test func leapMonthsOf1976To2050() {
        let expected = [
            1976: 8, 1979: 6, 1982: 4, 1985: 2, 1987: 7, 1990: 5, 1993: 3, 1995: 8, 1998: 5, 2001: 4, 2004: 2, 2006: 7,
            2009: 5, 2012: 4, 2014: 9, 2017: 6, 2020: 4, 2023: 2, 2025: 6, 2028: 5, 2031: 3, 2033: 11, 2036: 6, 2039: 5,
            2042: 2, 2044: 7, 2047: 5, 2050: 3,
        ]
        for year in 1976...2050 { #expect(LunarCalendar.leapMonth(of: year) == expected[year], "\(year)") }
    }

    @Test(
        arguments: [
            ("2025-07-25", "2025-06+-01"), ("2025-08-22", "2025-06+-29"), ("2025-08-23", "2025-07-01"),
            ("2033-12-22", "2033-11+-01"), ("2034-01-20", "2033-12-01"), ("1900-01-01", "1899-12-01"),
            ("1967-07-08", "1967-06-01"), ("2021-08-22", "2021-07-15"), ("2021-02-11", "2020-12-30"),
        ] as [(String, String)])
    func conversions(_ day: String, _ expected: String) throws {
        let day = try #require(Day(day))
        #expect(LunarCalendar.lunar(of: day)?.description == expected)
    }

    @Test func everyDayOfTheRangeRoundTrips() {
        var previous = LunarCalendar.lunar(of: Day.range.lowerBound - 1)
        var failures: [Day] = []
        for number in Day.range.lowerBound.number...Day.range.upperBound.number {
            let day = Day(number: number)
            guard let lunar = LunarCalendar.lunar(of: day), LunarCalendar.day(of: lunar) == day, let before = previous,
                lunar > before, lunar.day == 1 || lunar.day == before.day + 1
            else {
                failures.append(day)
                continue
            }
            previous = lunar
        }
        #expect(failures == [])
    }

    @Test func theMonthsOfAYearFollowOneAnother() {
        var end: Day?
        for year in LunarCalendar.years {
            let months = LunarCalendar.months(of: year)
            #expect(months.count == (LunarCalendar.leapMonth(of: year) == nil ? 12 : 13), "\(year)")
            var number = 0
            for month in months {
                #expect(month.length == 29 || month.length == 30)
                #expect(end == nil || end == month.firstDay - 1)
                #expect(month.isLeap ? month.number == number : month.number == number + 1, "\(year)")
                #expect(LunarCalendar.month(month.number, isLeap: month.isLeap, of: year) == month)
                number = month.number
                end = month.lastDay
            }
            #expect(number == 12)
        }
    }

    @Test(arguments: [Int.min, -1, 0, 13, 14, 100_000]) func noYearHasThatMonth(_ number: Int) {
        #expect(LunarCalendar.month(number, of: 2023) == nil)
        #expect(LunarCalendar.month(number, isLeap: true, of: 2023) == nil)
    }

    /// The rules, checked from the Sun's place at each midnight instead of at the new moons alone.
    @Test func theLeapMonthIsTheFirstWithoutAMajorTermBetweenSolstices() throws {
        func sign(_ day: Day) -> Int { Int(sunAtMidnight(day) / 30) }
        for year in stride(from: 1901, through: 2198, by: 9) {
            let months = LunarCalendar.months(of: year - 1) + LunarCalendar.months(of: year)
            let eleventh = months.indices.filter { months[$0].number == 11 && !months[$0].isLeap }
            let sui = months[eleventh[0]..<eleventh[1]]
            let hasTerm = sui.map { sign($0.firstDay) != sign($0.lastDay + 1) }
            // Month 11 is the one in which the Sun comes to 270°.
            #expect(sunAtMidnight(sui[sui.startIndex].firstDay) <= 270)
            #expect(270..<300 ~= sunAtMidnight(sui[sui.startIndex].lastDay + 1))
            let leap = sui.firstIndex(where: \.isLeap).map { $0 - sui.startIndex }
            #expect(leap == (sui.count == 13 ? hasTerm.firstIndex(of: false) : nil), "\(year)")
        }
    }

    private func sunAtMidnight(_ day: Day) -> Double {
        SolarLongitude.apparent(
            julianEphemerisDay: EarthRotation.julianEphemerisDay(unixDays: Double(day.number) - 7.0 / 24))
    }

    @Test func thereIsNoSuchDate() {
        #expect(LunarCalendar.day(of: LunarDate(year: 2024, month: 6, isLeap: true, day: 1)) == nil)
        #expect(LunarCalendar.day(of: LunarDate(year: 2025, month: 12, day: 30)) == nil)
        #expect(LunarCalendar.day(of: LunarDate(year: 2025, month: 1, day: 0)) == nil)
        #expect(LunarCalendar.day(of: LunarDate(year: 2025, month: 13, day: 1)) == nil)
        #expect(LunarCalendar.day(of: LunarDate(year: 2025, month: 0, day: 1)) == nil)
        #expect(LunarCalendar.tet(1898) == nil)
        #expect(LunarCalendar.tet(.max) == nil)
        #expect(LunarCalendar.months(of: .min).isEmpty)
        #expect(LunarCalendar.lunar(of: Day(number: .max)) == nil)
        #expect(LunarCalendar.lunar(of: Day(number: .min)) == nil)
    }

    @Test func datesAreWritten() {
        #expect(LunarDate(year: 2025, month: 6, isLeap: true, day: 5).description == "2025-06+-05")
        #expect(LunarDate(year: 2025, month: 11, day: 15).description == "2025-11-15")
    }
}
