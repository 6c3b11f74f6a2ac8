import Glibc
import Testing

@testable import Delivery

/// https://systemd.io/JOURNAL_NATIVE_PROTOCOL
@Suite struct JournalEntryTests {
    @Test func aValueOfSeveralLinesGoesWithItsLength() {
        let entry = JournalEntry(fields: [
            .init("MESSAGE", "Đôn đốc = hai\nPRIORITY=0"), .init("PRIORITY", "5"), .init("DONDOC_TASK", ""),
        ])
        let text = Array("Đôn đốc = hai\nPRIORITY=0".utf8)
        let length = [UInt8(text.count), 0, 0, 0, 0, 0, 0, 0]
        #expect(
            entry.datagram == Array("MESSAGE\n".utf8) + length + text + Array("\nPRIORITY=5\nDONDOC_TASK=\n".utf8))
    }

    /// Who does not read is waited for once; what there was no room for is lost, and the next line is whole.
    @Test func aReaderThatStopsAndGoesOn() {
        var ends: [Int32] = [0, 0]
        #expect(pipe(&ends) == 0)
        defer { for end in ends { close(end) } }
        let outlet = Outlet(ends[1])
        let line = String(repeating: "x", count: 999) + "\n"
        for _ in 0..<100 { outlet.write(line) }
        func read() -> [UInt8] {
            var buffer = [UInt8](repeating: 0, count: 1 << 20)
            return Array(buffer[..<max(0, Glibc.read(ends[0], &buffer, buffer.count))])
        }
        let early = read()
        #expect(early.count < 100_000)
        outlet.write("again\n")
        let late = String(decoding: early + read(), as: UTF8.self).split(separator: "\n")
        #expect(late.last == "again")
        #expect(late.dropLast(2).allSatisfy { $0.count == 999 })
    }
}
