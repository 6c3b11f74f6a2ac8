import Dates
import Testing

@testable import SiteFiles

/// Zones of the system's database, and the POSIX strings by which they go on.
struct ZoneTests {
    @Test func vietnam() throws {
        let zone = try #require(loadZone("Asia/Ho_Chi_Minh"))
        #expect(zone.offset(at: Instant(seconds: 1_640_000_000)) == 7 * 3600)
        #expect(zone.format(Instant(seconds: 1_638_320_400)) == "2021-12-01T08:00:00+07:00")
    }

    @Test(arguments: [
        // Summer time of 2021 and of 2150, which no table lists: the second Sunday of March to the first of November.
        (1_615_705_199, -5), (1_615_705_200, -4), (1_636_264_799, -4), (1_636_264_800, -5),
        (5_680_000_000, -5), (5_695_000_000, -4),
    ])
    func newYork(_ seconds: Int64, _ hours: Int) throws {
        let zone = try #require(loadZone("America/New_York"))
        #expect(zone.offset(at: Instant(seconds: seconds)) == hours * 3600)
    }

    @Test(arguments: [
        "", "/etc/passwd", "../zoneinfo/UTC", "Asia/Hanoi", "Asia", "zone.tab", "Asia/Ho_Chi_Minh/", "a\u{0}b",
    ])
    func notZones(_ name: String) { #expect(loadZone(name) == nil) }

    @Test func brokenFiles() throws {
        guard case .success(let file) = readFile("/usr/share/zoneinfo/Europe/Paris", atMost: 1 << 20) else { return }
        #expect(parseZone(file.bytes, name: "x") != nil)
        for length in 0..<file.bytes.count { _ = parseZone(Array(file.bytes.prefix(length)), name: "x") }
        for i in file.bytes.indices {
            for byte: UInt8 in [0x00, 0x7F, 0xFF] {
                var bytes = file.bytes
                bytes[i] = byte
                _ = parseZone(bytes, name: "x")
            }
        }
    }

    @Test(arguments: [
        "EST5EDT,M3.2.0,M11.1.0", "<+07>-7", "CET-1CEST,M3.5.0,M10.5.0/3", "IST-2IDT,M3.4.4/26,M10.5.0",
        "AAA3BBB,J60/2,300/-1:30",
    ])
    func posixRules(_ text: String) { #expect(PosixZoneRule(text) != nil) }

    @Test(arguments: [
        "", "E5", "EST", "EST5EDT", "EST5EDT,M13.1.0,M1.1.0", "EST5EDT,M3.2.0", "<+07-7", "EST5EDT,J0,J1",
    ])
    func notPosixRules(_ text: String) { #expect(PosixZoneRule(text) == nil) }
}
