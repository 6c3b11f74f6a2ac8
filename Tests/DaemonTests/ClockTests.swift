import Dates
import Dispatch
import Foundation
import Glibc
import Testing

@testable import Daemon

/// Waits for a descriptor to become readable.
func isReadable(_ descriptor: Int32, within milliseconds: Int32) -> Bool {
    var set = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&set, 1, milliseconds) == 1
}

@Suite struct ClockTests {
    @Test func systemClockWakesAtAnInstantOnce() throws {
        let clock = try SystemClock()
        clock.arm(clock.now())
        #expect(isReadable(clock.descriptor, within: 5000))
        #expect(clock.acknowledge() == .reached)
        #expect(clock.acknowledge() == .none)
        #expect(!isReadable(clock.descriptor, within: 0))
    }

    /// In milliseconds.
    @Test(arguments: [(0, 1000), (50, 1000), (51, 1020), (2900, 58_000), (10_000, 60_000)])
    func aStatusTakesATwentiethOfTheTime(_ taken: UInt64, _ pause: UInt64) {
        let begun = DispatchTime(uptimeNanoseconds: 5_000_000_000)
        let ended = DispatchTime(uptimeNanoseconds: begun.uptimeNanoseconds + taken * 1_000_000)
        let next = Daemon.nextStatus(begun: begun, ended: ended)
        #expect(next.uptimeNanoseconds - ended.uptimeNanoseconds == pause * 1_000_000)
    }

    @Test func systemClockWaitsForNothing() throws {
        let clock = try SystemClock()
        clock.arm(nil)
        #expect(!isReadable(clock.descriptor, within: 20))
        clock.arm(Instant(seconds: -5))
        #expect(isReadable(clock.descriptor, within: 5000))
    }

    @Test func virtualClockMeetsEachInstantAtAnySpeed() throws {
        let start = Instant(seconds: 1_000_000)
        let clock = try VirtualClock(start: start, speed: 1e7)
        for step in 1...20 {
            let wake = start + step * 86_400
            clock.arm(wake)
            #expect(isReadable(clock.descriptor, within: 5000))
            usleep(1000)
            #expect(clock.now() == wake)
            #expect(clock.acknowledge() == .reached)
        }
        clock.arm(nil)
        #expect(!isReadable(clock.descriptor, within: 20))
    }

    @Test func virtualClockStandsBeforeItRuns() throws {
        let start = Instant(seconds: 1_000_000)
        let clock = try VirtualClock(start: start)
        #expect(clock.now() - start <= 5)
        clock.arm(start + 3600)
        #expect(!isReadable(clock.descriptor, within: 20))
    }
}
