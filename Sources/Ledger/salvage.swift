public import Dates
internal import Foundation
internal import GRDB
internal import Glibc

/// What could be saved of a damaged ledger.
public struct SalvageOutcome: Hashable, Sendable {
    /// The saved rows as they now stand: what was lost is told as removed, what was garbled as changed.
    public var verdict: ChainVerdict
    /// Where the damaged file was put.
    public var aside: String
}

extension Ledger {
    /// Makes a new ledger of every row that can still be read, under its old number and hash, and puts the damaged file
    /// aside. What was lost stays visible: the chain has a gap there for ever.
    /// - Returns: nil where nothing is wrong with the file.
    /// - Throws: ``LedgerError/inUse(path:process:)`` while somebody writes; ``LedgerError/damaged(path:detail:)`` where
    ///   nothing at all can be read. The file is then as it was.
    public static func salvage(in folder: String, at now: Instant) throws(LedgerError) -> SalvageOutcome? {
        let path = folder + "/" + fileName
        guard access(path, F_OK) == 0 else { throw LedgerError.missing(path: path) }
        let lock = try WriterLock(path: folder + "/ledger.lock", ledger: path)
        defer { withExtendedLifetime(lock) {} }
        if isSound(path) { return nil }

        // Read from a copy, for reading a -wal may change files.
        let copy = path + ".salvage"
        defer { for suffix in ["", "-wal", "-shm"] { unlink(copy + suffix) } }
        for suffix in ["", "-wal"] where access(path + suffix, F_OK) == 0 { try copyFile(path + suffix, copy + suffix) }
        let source = try connectLeniently(copy)
        defer { try? source.close() }
        let draft = try draftLedger(path) { target in
            try source.inDatabase { db in
                var rescue = Rescue(db, target)
                try rescue.run(path)
            }
        }

        // The damaged file is kept under both names until the new one takes its place.
        let aside = path + ".damaged-\(now.seconds)"
        guard link(path, aside) == 0 else { throw LedgerError(errno: errno, path: aside) }
        if access(path + "-wal", F_OK) == 0 { try copyFile(path + "-wal", aside + "-wal") }
        for suffix in ["-wal", "-shm"] { unlink(path + suffix) }
        try install(draft, as: path)
        return SalvageOutcome(verdict: try Ledger(in: folder, access: .read).verify(), aside: aside)
    }

    private static func isSound(_ path: String) -> Bool {
        guard let reader = try? openForReading(path) else { return false }
        defer { try? reader.close() }
        return (try? reader.read { try check($0, "integrity_check") == nil }) ?? false
    }
}

private func connectLeniently(_ path: String) throws(LedgerError) -> DatabaseQueue {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    return try translating(path) { try DatabaseQueue(path: path, configuration: configuration) }
}

/// Carries rows from a damaged database to a new one.
private struct Rescue {
    private let source: Database
    private let target: Database
    /// No row has a higher number.
    private var last: Int64 = 0

    init(_ source: Database, _ target: Database) {
        self.source = source
        self.target = target
    }

    mutating func run(_ path: String) throws {
        guard try Int.fetchOne(source, sql: "PRAGMA application_id") == Ledger.applicationID else {
            throw LedgerError.damaged(path: path, detail: "application_id")
        }
        let head = try? Row.fetchOne(source, sql: "SELECT number, hash FROM head")
        last = head?[0] ?? Table.allCases.map(highest).max() ?? 0
        var saved: Set<Int64> = []
        var end: (number: Int64, hash: Data) = (0, Data(HashChain.zero))
        for table in Table.allCases {
            readRows(of: table) { row in
                guard isSound(row, table), (try? insert(row, table)) != nil else { return }
                saved.insert(row[0])
                if row[0] > end.number { end = (row[0], row[1]) }
            }
        }
        if let head, let hash = head[1] as Data?, hash.count == 32 { end = (max(end.number, head[0]), hash) }
        try target.execute(sql: "UPDATE head SET number = ?, hash = ?", arguments: [end.number, end.hash])
        try saveDeliveries(saved)
        saveRequests(saved)
    }

    private func highest(_ table: Table) -> Int64 {
        (try? Int64.fetchOne(source, sql: "SELECT number FROM \(table.name) ORDER BY number DESC LIMIT 1")) ?? 0
    }

    /// Row after row, and past what cannot be read number by number.
    private func readRows(of table: Table, _ visit: (Row) -> Void) {
        var number: Int64 = 0
        while true {
            do {
                let sql = try table.selection(source, where: "WHERE number > ?")
                let cursor = try Row.fetchCursor(source, sql: sql, arguments: [number])
                while let row = try cursor.next() {
                    visit(row)
                    number = row[0]
                }
                return
            } catch {
                guard let next = next(of: table, after: number) else { return }
                visit(next)
                number = next[0]
            }
        }
    }

    private func next(of table: Table, after number: Int64) -> Row? {
        var number = number
        while number < last {
            number += 1
            if let sql = try? table.selection(source, where: "WHERE number = ?"),
                let row = try? Row.fetchOne(source, sql: sql, arguments: [number])
            {
                return row
            }
        }
        return nil
    }

    /// It says something that the program could have written.
    private func isSound(_ row: Row, _ table: Table) -> Bool {
        guard let hash = row[1] as Data?, hash.count == 32 else { return false }
        return decode(table, (2..<row.count).map { Column(row, $0) }) { _ in "" } != nil
    }

    private func insert(_ row: Row, _ table: Table) throws {
        try target.cachedStatement(sql: table.insertion).execute(
            arguments: StatementArguments((0..<row.count).map { row[$0] as DatabaseValue }))
    }

    /// The ids under which reports that were saved may be asked about again.
    private func saveRequests(_ saved: Set<Int64>) {
        guard let rows = try? Row.fetchAll(source, sql: "SELECT id, number FROM requests") else { return }
        for row in rows {
            guard let id = row[0] as String?, let number = row[1] as Int64?, saved.contains(number) else { continue }
            try? target.execute(sql: "INSERT OR IGNORE INTO requests VALUES (?, ?)", arguments: [id, number])
        }
    }

    /// Hints, of decisions that were saved whole.
    private func saveDeliveries(_ saved: Set<Int64>) throws {
        let sql = "SELECT first, last, published, journaled FROM deliveries"
        guard let rows = try? Row.fetchAll(source, sql: sql) else { return }
        for row in rows {
            guard let first = row[0] as Int64?, let last = row[1] as Int64?, first <= last, last - first < 1 << 24,
                (first...last).allSatisfy(saved.contains)
            else { continue }
            try target.execute(
                sql: "INSERT OR IGNORE INTO deliveries VALUES (?, ?, ?, ?)", arguments: [first, last, row[2], row[3]])
        }
    }
}

private func copyFile(_ from: String, _ to: String) throws(LedgerError) {
    do {
        unlink(to)
        try FileManager.default.copyItem(atPath: from, toPath: to)
    } catch {
        throw .failed(path: to, detail: "\(error)")
    }
    guard sync(file: to) else { throw LedgerError(errno: errno, path: to) }
}
