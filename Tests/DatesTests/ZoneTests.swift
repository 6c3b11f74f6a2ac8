import Dates
import Foundation
import TestKit
import Testing

@Suite struct ZoneTests {
    /// UTC+1, from 2021-03-28T01:00Z to 2021-10-31T01:00Z UTC+2.
    private let summer = Zone(
        name: "Summer", initialOffset: 3600,
        transitions: [
            Zone.Transition(at: Instant(seconds: 1_616_893_200), offset: 7200),
            Zone.Transition(at: Instant(seconds: 1_635_642_000), offset: 3600),
        ])

    private func instant(_ day: String, _ hour: Int, _ minute: Int) throws -> String {
        let day = try #require(Day(day))
        let time = try #require(TimeOfDay(hour: hour, minute: minute))
        return summer.format(summer.instant(day, time))
    }

    @Test func aSkippedTimeIsMovedForwardByTheGap() throws {
        #expect(try instant("2021-03-28", 1, 59) == "2021-03-28T01:59:00+01:00")
        #expect(try instant("2021-03-28", 2, 30) == "2021-03-28T03:30:00+02:00")
        #expect(try instant("2021-03-28", 3, 0) == "2021-03-28T03:00:00+02:00")
    }

    @Test func ofATimeThatComesTwiceTheFirstIsMeant() throws {
        #expect(try instant("2021-10-31", 1, 59) == "2021-10-31T01:59:00+02:00")
        #expect(try instant("2021-10-31", 2, 30) == "2021-10-31T02:30:00+02:00")
        #expect(try instant("2021-10-31", 3, 0) == "2021-10-31T03:00:00+01:00")
    }

    @Test func theEndOfADayIsTheStartOfTheNext() throws {
        let day = try #require(Day("2021-12-31"))
        #expect(Zone.vietnam.instant(day, .endOfDay) == Zone.vietnam.instant(day + 1, .startOfDay))
        #expect(Zone.vietnam.format(Zone.vietnam.instant(day, .endOfDay)) == "2022-01-01T00:00:00+07:00")
    }

    @Test(arguments: [-19_800, 0, 20_700, 25_200] as [Int32])
    func wallTimeRoundTripsWhereTheOffsetIsConstant(_ offset: Int32) throws {
        let zone = Zone(name: "Constant", initialOffset: offset)
        var random = SplitMix64(seed: 6)
        for _ in 0..<2000 {
            let instant = Instant(seconds: .random(in: -2_208_900_000...7_258_000_000, using: &random))
            let (day, time) = zone.local(instant)
            #expect(zone.instant(day, time) == instant)
            #expect(Instant(zone.format(instant)) == instant)
        }
    }

    @Test func anyInstantHasAWallTimeAndComesBackFromItUnlessItIsTheSecondOfTwo() {
        var random = SplitMix64(seed: 7)
        for _ in 0..<2000 {
            let instant = Instant(seconds: .random(in: 1_600_000_000...1_650_000_000, using: &random))
            let (day, time) = summer.local(instant)
            let back = summer.instant(day, time)
            #expect(back == instant || back + 3600 == instant)
            #expect(summer.local(back) == (day, time))
        }
    }

    @Test func agreesWithFoundationOnTheVietnameseZone() throws {
        let zone = try #require(TimeZone(identifier: "Asia/Ho_Chi_Minh"))
        for day in ["1976-01-01", "2000-06-30", "2021-12-01", "2099-12-31"] {
            let instant = Zone.vietnam.instant(try #require(Day(day)), .startOfDay)
            #expect(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant.seconds))) == 7 * 3600)
        }
    }

    @Test(
        arguments: [(0, 0, 0, "00:00"), (7, 5, 0, "07:05"), (23, 59, 59, "23:59:59"), (24, 0, 0, "24:00")]
            as [(Int, Int, Int, String)])
    func timesOfDayAreWritten(_ hour: Int, _ minute: Int, _ second: Int, _ text: String) {
        #expect(TimeOfDay(hour: hour, minute: minute, second: second)?.description == text)
    }

    @Test(arguments: [(24, 0, 1), (25, 0, 0), (-1, 0, 0), (0, 60, 0), (0, 0, 60)])
    func noOtherTimesOfDay(_ hour: Int, _ minute: Int, _ second: Int) {
        #expect(TimeOfDay(hour: hour, minute: minute, second: second) == nil)
    }
}
