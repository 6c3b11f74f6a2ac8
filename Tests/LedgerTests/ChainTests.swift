import Foundation
import GRDB
import Ledger
import TestKit
import Testing

/// What was done to the rows behind the program's back is found, and which.
@Suite struct ChainTests {
    let folder: TemporaryFolder
    let ledger: Ledger

    init() throws {
        folder = try TemporaryFolder()
        ledger = try filledLedger(in: folder.path)
    }

    private func faults(after sql: String) throws -> [ChainVerdict.Fault] {
        try DatabaseQueue(path: ledger.path, configuration: unchecked()).write { try $0.execute(sql: sql) }
        return try ledger.verify().faults
    }

    private func unchecked() -> Configuration {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        return configuration
    }

    @Test func aSoundChain() throws {
        let verdict = try ledger.verify()
        #expect(verdict.isSound && verdict.rows == 11 && verdict.head.count == 64)
        // The head follows from what was written, and from nothing else.
        let other = try TemporaryFolder()
        #expect(try filledLedger(in: other.path).verify() == verdict)
    }

    @Test(arguments: [
        ("UPDATE notices SET recipient = 'x' WHERE number = 5", 5),
        ("UPDATE notices SET late = 0 WHERE number = 5", 5),
        ("UPDATE notices SET superior_of = '' WHERE number = 7", 7),
        ("UPDATE messages SET at = at + 1 WHERE number = 6", 6),
        ("UPDATE withheld SET reason = 'cancelled' WHERE number = 11", 11),
        ("UPDATE reports SET note = '' WHERE number = 2", 2),
        ("UPDATE reports SET hash = zeroblob(32) WHERE number = 3", 3),
        ("UPDATE loads SET programme = 'y' WHERE number = 1", 1),
        ("UPDATE reports SET bodies = 'ban-dan-van' WHERE number = 2", 2),
        ("UPDATE reports SET former_due = 1 WHERE number = 3", 3),
        ("UPDATE reports SET actor = 'x' WHERE number = 3", 3),
        ("UPDATE reports SET actor_how = 'sso' WHERE number = 2", 2),
        ("UPDATE notices SET due_number = 1 WHERE number = 5", 5),
        ("UPDATE notices SET subjects = '' WHERE number = 7", 7),
        ("UPDATE withheld SET due_number = 1 WHERE number = 11", 11),
    ])
    func aChangedRow(sql: String, number: Int64) throws {
        let faults = try faults(after: sql)
        #expect(faults.first == .changed(number: number))
        #expect(faults.count <= 2)
    }

    @Test(arguments: [(5, 5), (1, 1), (11, 11), (4, 9), (10, 11), (2, 10)])
    func removedRows(from: Int64, to: Int64) throws {
        let tables = ["loads", "reports", "messages", "notices", "withheld"]
        let sql = tables.map { "DELETE FROM \($0) WHERE number BETWEEN \(from) AND \(to)" }.joined(separator: ";")
        #expect(try faults(after: sql) == [.removed(from...to)])
    }

    @Test func allRowsRemoved() throws {
        let sql = ["loads", "reports", "messages", "notices", "withheld"].map { "DELETE FROM \($0)" }
        #expect(try faults(after: sql.joined(separator: ";")) == [.removed(1...11)])
        #expect(try faults(after: "DELETE FROM head") == [])
    }

    @Test func swappedRows() throws {
        let sql = """
            UPDATE notices SET number = -1 WHERE number = 5;
            UPDATE notices SET number = 5 WHERE number = 9;
            UPDATE notices SET number = 9 WHERE number = -1;
            """
        #expect(try faults(after: sql) == [.moved(number: 5, from: 9), .moved(number: 9, from: 5)])
    }

    @Test func swappedNeighbours() throws {
        let sql = """
            UPDATE withheld SET number = -1 WHERE number = 10;
            UPDATE withheld SET number = 10 WHERE number = 11;
            UPDATE withheld SET number = 11 WHERE number = -1;
            """
        #expect(try faults(after: sql) == [.moved(number: 10, from: 11), .moved(number: 11, from: 10)])
    }

    @Test(arguments: [3, 7, 12, 4_000_000_000_000])
    func anInsertedRow(number: Int64) throws {
        let sql =
            "INSERT INTO withheld SELECT \(number), hash, at, nominal, 'missed', programme, task, occurrence, rule,"
            + " step, repeat, recipient, detail, rule_set, due_number FROM withheld WHERE number = 10"
        #expect(try faults(after: sql) == [.inserted(number: number)])
    }

    @Test func aRowMadeRoomForAndInserted() throws {
        let sql = """
            UPDATE withheld SET number = 12 WHERE number = 11;
            UPDATE withheld SET number = 11 WHERE number = 10;
            INSERT INTO withheld SELECT 10, zeroblob(32), at, nominal, reason, programme, task, occurrence, rule,
                step, repeat, 'x', detail, rule_set, due_number FROM withheld WHERE number = 12;
            """
        let faults = try faults(after: sql)
        #expect(faults.first == .moved(number: 11, from: 10) || faults.first == .changed(number: 10))
        #expect(faults.contains(.inserted(number: 12)))
    }
}
