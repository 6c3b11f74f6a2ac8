import Foundation
import TestKit
import Testing

/// `dondoc ledger`, on a file and on a database.
@Suite struct LedgerCommandTests {
    @Test(arguments: [["status"], ["take-over"], ["release", "may-1"]])
    func aFileIsSharedByNobody(_ words: [String]) throws {
        let site = try SmallSite.filled()
        defer { site.remove() }
        let refused = try site.dondoc(["ledger"] + words)
        #expect(refused.code != 0 && refused.output.isEmpty)
        #expect(
            refused.errors.contains("của riêng máy này") && refused.errors.contains("dondoc.yaml"), "\(refused.errors)")
    }

    @Test func aSiteComesToADatabaseAndIsLedThere() throws {
        let site = try SmallSite.filled()
        defer { site.remove() }
        let sound = try #require(try site.dondoc("audit", "verify", "--json").objects.first)
        let (rows, head) = (try #require(sound["rows"] as? Int), try #require(sound["head"] as? String))
        try site.write("dondoc.yaml", try TestLedger.databaseSettings())

        let copied = try site.dondoc("ledger", "copy")
        #expect(copied.code == 0 && copied.output.hasSuffix(": \(rows) dòng\n  \(head)\n"), "\(copied)")
        let again = try site.dondoc("ledger", "copy")
        #expect(again.code != 0 && again.output.isEmpty && !again.errors.isEmpty)
        let alone = try site.dondoc("ledger", "status")
        #expect(alone.code == 0 && alone.output.contains(": \(rows) dòng \(head)"), "\(alone)")
        #expect(alone.output.contains("✗ không có máy dự phòng đồng bộ"))

        let daemon = try site.daemon("--now", "2022-01-20T07:00:00+07:00")
        #expect(try site.isServing())
        let led = try #require(try site.dondoc("ledger", "status", "--json").objects.first)
        #expect(led["twoDisks"] as? Bool == false && led["rows"] as? Int ?? 0 >= rows)
        let hosts = try #require(led["hosts"] as? [[String: Any]])
        #expect(hosts.count == 1 && hosts[0]["leads"] as? Bool == true && hosts[0]["connected"] as? Bool == true)
        let host = try #require(hosts[0]["name"] as? String)
        #expect(try site.dondoc("ledger", "status").output.contains("\(host): đang ghi"))
        // What a host has still to send is its own while it is there.
        let connected = try site.dondoc("ledger", "release", host)
        #expect(connected.code != 0 && connected.errors.contains("“\(host)”"), "\(connected.errors)")
        // Its lead is ended; as nobody else waits, it leads again.
        #expect(try site.dondoc("ledger", "take-over").code == 0)
        #expect(try isLed(site, true))

        daemon.process.terminate()
        #expect(try daemon.end().code == 0)
        #expect(try isLed(site, false))
        #expect(try site.dondoc("ledger", "status").output.contains("\(host): không kết nối"))
        let released = try site.dondoc("ledger", "release", host)
        #expect(released.code == 0 && released.output == "✓ 0 thư giao cho máy khác\n", "\(released)")
        let unknown = try site.dondoc("ledger", "release", "may-khac", language: "en")
        #expect(unknown.code != 0 && unknown.errors.contains("there is no host “may-khac”"), "\(unknown.errors)")
    }

    private func isLed(_ site: SmallSite, _ expected: Bool) throws -> Bool {
        for _ in 0..<200 {
            let status = try site.dondoc("ledger", "status", "--json").objects.first
            let hosts = status?["hosts"] as? [[String: Any]] ?? []
            if hosts.contains(where: { $0["leads"] as? Bool == true }) == expected { return true }
            Thread.sleep(forTimeInterval: 0.05)
        }
        return false
    }
}
