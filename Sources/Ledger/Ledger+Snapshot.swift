public import Dates
internal import GRDB
internal import Glibc
public import Planning
internal import Synchronization

// What the rows mean, and the checkpoints that spare reading them all.
extension Ledger {
    /// The last checkpoint and the rows after it; all rows where there is none, or it is in doubt.
    public func snapshot(at now: Instant?) throws(LedgerError) -> LedgerSnapshot {
        try read { db in
            let isIndexInDoubt = faults.contains { if case .index = $0 { true } else { false } }
            let index = isIndexInDoubt ? try identitiesByIndex(db) : [:]
            // Where parts disagree the rows themselves are asked.
            let checkpoint = faults.isEmpty ? try checkpoint(db) : nil
            let (known, first) =
                checkpoint.flatMap { known in known.snapshot.asOf(now).map { ($0, known.number + 1) } }
                ?? (LedgerSnapshot(at: now), 1)
            let last = try chainEnd(db).0.number
            progress.withLock { $0 = (first - 1, max($0.last, last)) }
            guard first <= last else { return known }
            return try snapshot(db, after: known, first...Int64.max, index: index) { note(.row(table: $0.name)) }
        }
    }

    private func checkpoint(_ db: Database) throws -> Checkpoint? {
        let opened = opened.withLock { opened in
            defer { opened = nil }
            return opened
        }
        return try opened ?? Checkpoint(in: folder, db)
    }

    /// - Parameter garbled: told of tables with rows that no version of the program wrote.
    func snapshot(
        _ db: Database, after known: LedgerSnapshot, _ numbers: ClosedRange<Int64>,
        index: [Int64: NoticeIdentity] = [:],
        garbled: (LedgerTable) -> Void
    ) throws -> LedgerSnapshot {
        var snapshot = known
        try SQLiteRows(db, path: path).addReports(to: &snapshot, numbers, garbled: garbled)
        for table in try replayDecisions(db, numbers, index: index, into: &snapshot) { garbled(table) }
        return snapshot
    }

    /// Whether the next start would be faster for a checkpoint.
    public var owesCheckpoint: Bool {
        let (checkpointed, last) = progress.withLock { $0 }
        return faults.isEmpty && Checkpoint.isOwed(at: last, after: checkpointed)
    }

    /// Somebody wrote a checkpoint at this row.
    public func note(checkpoint number: Int64) {
        progress.withLock { $0.checkpointed = max($0.checkpointed, number) }
    }

    /// Writes what the rows mean by now, from a connection of its own: beside a process that adds to them.
    ///
    /// Where that fails there is none, and the next start reads the rows.
    /// - Returns: the last row that it tells of; nil: none was written.
    public static func writeCheckpoint(
        in folder: String, _ interruption: Interruption? = nil
    ) throws(LedgerError) -> Int64? {
        try reading(folder, interruption) { ledger, db in
            let (end, fault) = try chainEnd(db)
            let siteName = try String.fetchOne(db, sql: "SELECT name FROM site") ?? ""
            return try Checkpoint.write(
                after: Checkpoint(in: folder, db), upTo: (end.number, end.hash), siteName: siteName, in: folder
            ) { known, numbers in
                var isSound = fault == nil
                let snapshot = try ledger.snapshot(db, after: known, numbers) { _ in isSound = false }
                return isSound ? snapshot : nil
            }
        }
    }

    /// What a start puts off where a checkpoint spares it the rows: SQLite's check of the whole file, and whether each
    /// row can be read and together they mean what the checkpoint says. It takes as long as the ledger is old, on a
    /// connection of its own.
    /// - Throws: ``LedgerError/damaged(path:detail:)`` where the file's structure is damaged.
    /// - Returns: what its parts disagree about.
    public static func examine(
        in folder: String, _ interruption: Interruption? = nil
    ) throws(LedgerError) -> [LedgerFault] {
        try reading(folder, interruption) { ledger, db in
            var faults = try checkStructure(db, path: ledger.path)
            guard let known = try Checkpoint(in: folder, db) else { return faults }
            let holds = try known.holds { base, numbers in
                try ledger.snapshot(db, after: base, numbers) { table in
                    if !faults.contains(.row(table: table.name)) { faults.append(.row(table: table.name)) }
                }
            }
            if !holds {
                Checkpoint.remove(in: folder)
                if faults.isEmpty { faults.append(.checkpoint(number: known.number)) }
            }
            return faults
        }
    }

    private static func reading<Result>(
        _ folder: String, _ interruption: Interruption?, _ body: (Ledger, Database) throws -> Result
    ) throws(LedgerError) -> Result {
        let ledger = try Ledger(in: folder, access: .read)
        defer { ledger.endReading() }
        interruption?.begin(ledger)
        defer { interruption?.end() }
        return try ledger.read { try body(ledger, $0) }
    }
}

extension Checkpoint {
    init?(in folder: String, _ db: Database) throws {
        // A ledger of an early version has no name.
        guard try db.tableExists("site"), let siteName = try String.fetchOne(db, sql: "SELECT name FROM site"),
            let read = try Checkpoint(in: folder, siteName: siteName, { try hash(db, ofRow: $0) })
        else { return nil }
        self = read
    }
}

/// Ends what reads a whole ledger beside a process that is to end.
public final class Interruption: Sendable {
    private let state = Mutex<(isAsked: Bool, reader: Ledger?)>((false, nil))

    /// Nobody has asked for an end yet.
    public init() {}

    /// Ends what is being read, or would be read next. From any thread.
    public func ask() {
        state.withLock { state in
            state.isAsked = true
            state.reader?.interrupt()
        }
    }

    var isAsked: Bool { state.withLock { $0.isAsked } }

    fileprivate func begin(_ reader: Ledger) {
        state.withLock { state in
            state.reader = reader
            if state.isAsked { reader.interrupt() }
        }
    }

    /// It is closed next: nobody may reach it any more.
    fileprivate func end() { state.withLock { $0.reader = nil } }
}
