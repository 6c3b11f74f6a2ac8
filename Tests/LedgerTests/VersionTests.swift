import Dates
import Foundation
import GRDB
import Planning
import TestKit
import Testing

@testable import Ledger

/// Ledgers that earlier versions of the program wrote are opened, proven, and gone on with.
///
/// `Fixtures/version-N.db` is what ``filledLedger(in:)`` wrote when N was the last migration. With a new migration a
/// ledger of that version is added (`DONDOC_RECORD=1` writes it), and none is ever written anew.
@Suite struct VersionTests {
    private static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Fixtures")
    private static let versions = ledgerMigrations().migrations

    @Test(arguments: versions) func aLedgerOfAnEarlierVersion(version: String) throws {
        let folder = try TemporaryFolder()
        let file = URL(fileURLWithPath: folder.path("ledger.db"))
        let fixture = Self.fixtures.appendingPathComponent("version-\(version).db")
        if ProcessInfo.processInfo.environment["DONDOC_RECORD"] != nil,
            !FileManager.default.fileExists(atPath: fixture.path)
        {
            let scratch = try TemporaryFolder()
            try filledLedger(in: scratch.path).close()
            try FileManager.default.copyItem(atPath: scratch.path("ledger.db"), toPath: fixture.path)
        }
        try FileManager.default.copyItem(at: fixture, to: file)
        let before: ChainVerdict
        do {
            let ledger = try Ledger(in: folder.path, access: .write)
            before = try ledger.verify()
            #expect(before.isSound && before.rows == 11)
            #expect(try ledger.inspect() == [])
            // Written rows are the same for ever: what hashes to something else is another format.
            let fresh = try TemporaryFolder()
            #expect(try filledLedger(in: fresh.path).verify().head == before.head)
            // What was sent is known, and not sent again.
            #expect(throws: LedgerError.duplicate(notice: identity("1.1").key)) {
                try ledger.commit(entry([identity("1.1")]))
            }
            // Of version 1 no request is known.
            #expect((try ledger.report(ofRequest: "yeu-cau-1") == nil) == (version == "1"))
            try ledger.append(Report(at: morning + 8, kind: .ack, programme: "01-KH-TU", task: "1.1"), request: "x")
            #expect(try ledger.report(ofRequest: "x")?.kind == .ack)
            let delivery = try #require(try ledger.commit(entry([identity("1.7")])))
            try ledger.mark(delivery, published: true, journaled: .written)
            try ledger.append(Report(at: morning + 9, kind: .ack, programme: "01-KH-TU", task: "1.1"))
            ledger.close()
        }
        let ledger = try Ledger(in: folder.path, access: .write)
        let after = try ledger.verify()
        #expect(after.isSound && after.rows == 15)
        #expect(try ledger.number(ofHash: before.head) == 11)
        let versions = try DatabaseQueue(path: file.path).read {
            try String.fetchAll($0, sql: "SELECT identifier FROM grdb_migrations ORDER BY identifier")
        }
        #expect(versions == Self.versions)
    }

    @Test func migrationsAreNumbered() {
        #expect(Self.versions == (1...Self.versions.count).map(String.init))
    }
}
