public import Dates
internal import Foundation
internal import GRDB
internal import GRDBSQLite
internal import Glibc
public import Planning
internal import Synchronization

/// What was loaded, reported, decided and sent, in the order it happened: append-only, each row carrying the hash of
/// the one before it.
///
/// SQLite (WAL, `synchronous=FULL`) on one connection confined to one queue. One process writes; others may read.
public final class Ledger: LedgerStore {
    /// One process alone may open to write; any number may read.
    public enum Access: Sendable { case write, read }

    /// In the state folder.
    public static let fileName = "ledger.db"
    /// "DonD".
    static let applicationID = 0x446F_6E44

    /// Of SQLite's file.
    public let path: String
    let folder: String
    private let queue: DatabaseQueue
    private let isClosed = Mutex(false)
    private let lock: WriterLock?
    private let witness: Witness?
    private let found: Mutex<[LedgerFault]>
    /// The file that was opened, whatever has its name by now.
    private let file: FileID?
    /// What was read of it when it was opened, until somebody asks for it.
    let opened: Mutex<Checkpoint?>
    /// The last row that a checkpoint tells of, and the last that there is, as far as is known.
    let progress: Mutex<(checkpointed: Int64, last: Int64)>
    /// A checkpoint spared the start the rows, and with them their check.
    public let owesExamination: Bool

    /// Opens the ledger in a state folder; with ``Access/write`` both are made where they are missing, and a ledger of
    /// an earlier version is brought up to date.
    /// - Parameter witness: of what was acknowledged: kept up to date, and held against the ledger first.
    /// - Throws: ``LedgerError/older(path:rows:acknowledged:at:)`` where the witness knows more than the ledger.
    public init(in folder: String, access: Access, witness: Witness? = nil) throws(LedgerError) {
        path = folder + "/" + Ledger.fileName
        self.folder = folder
        self.witness = witness
        var faults: [LedgerFault] = []
        var checkpoint: Checkpoint?
        var owesExamination = false
        switch access {
        case .read:
            lock = nil
            queue = try openForReading(path)
        case .write:
            if mkdir(folder, 0o750) != 0, errno != EEXIST { throw LedgerError(errno: errno, path: folder) }
            lock = try WriterLock(path: folder + "/ledger.lock", ledger: path)
            try finishReplacement(of: path)
            let statement = witness?.read()
            if let statement, Glibc.access(path, F_OK) != 0, errno == ENOENT, Glibc.access(path + "-wal", F_OK) != 0 {
                throw .older(path: path, rows: nil, acknowledged: statement.number, at: statement.at)
            }
            (queue, faults, owesExamination) = try openForWriting(path) { db in
                checkpoint = try Checkpoint(in: folder, db)
                return checkpoint != nil
            }
            do throws(LedgerError) {
                if let statement { try hold(against: statement, queue, path: path) }
            } catch {
                try? retire(queue)
                throw error
            }
        }
        found = Mutex(faults)
        file = FileID(path)
        progress = Mutex((checkpoint?.number ?? 0, 0))
        opened = Mutex(checkpoint)
        self.owesExamination = owesExamination
    }

    private struct FileID: Equatable {
        let device: dev_t
        let inode: ino_t

        /// nil where there is no such file.
        init?(_ path: String) {
            var info = stat()
            guard stat(path, &info) == 0 else { return nil }
            (device, inode) = (info.st_dev, info.st_ino)
        }
    }

    /// Asks for the file's device and inode.
    public func isInPlace() throws(LedgerError) -> Bool {
        let present = FileID(path)
        if let present, present != file { throw .replaced(path: path) }
        return present != nil || file == nil
    }

    /// By a copy beside it, which is renamed once it is proven.
    public func putBack() throws(LedgerError) {
        let folder = parent(of: path)
        if mkdir(folder, 0o750) != 0, errno != EEXIST { throw LedgerError(errno: errno, path: folder) }
        let kept = path + ".kept"
        _ = try backup(to: kept)
        // Its end takes files of its name away: what was written back has that name only then.
        close()
        guard rename(kept, path) == 0, sync(file: folder) else { throw LedgerError(errno: errno, path: path) }
    }

    /// A hundred at most are kept.
    public var faults: [LedgerFault] { found.withLock { $0 } }

    /// Each is kept once.
    public func note(_ fault: LedgerFault) {
        found.withLock { if !$0.contains(fault), $0.count < 100 { $0.append(fault) } }
    }

    private func write(_ body: (Database) throws -> Database.TransactionCompletion) throws(LedgerError) {
        do throws(LedgerError) {
            try translating(path) { try queue.inTransaction(nil, body) }
        } catch .failed(_, let detail) {
            throw explained(detail)
        }
    }

    /// SQLite calls it an input/output error where the kernel knows better.
    private func explained(_ detail: String) -> LedgerError {
        switch queue.inDatabase(errnoOfLog) {
        case EROFS: .readOnly(path: path)
        case EDQUOT: .diskFull(path: path)
        case 0: .failed(path: path, detail: detail)
        case let code: .failed(path: path, detail: detail + ": " + String(cString: strerror(code)))
        }
    }

    /// Of the last call on the write-ahead log that failed; 0: none did.
    private func errnoOfLog(_ db: Database) -> CInt {
        var log: UnsafeMutablePointer<sqlite3_file>?
        sqlite3_file_control(db.sqliteConnection, nil, SQLITE_FCNTL_JOURNAL_POINTER, &log)
        var code: CInt = 0
        if let log, let methods = log.pointee.pMethods {
            _ = methods.pointee.xFileControl(log, SQLITE_FCNTL_LAST_ERRNO, &code)
        }
        return code
    }

    func read<Result>(_ body: (Database) throws -> Result) throws(LedgerError) -> Result {
        try translating(path) { try queue.read(body) }
    }

    /// One transaction for all of them.
    public func appendLoads(of programmes: [String], at instant: Instant) throws(LedgerError) {
        try append(at: instant) { db, rows in
            for programme in programmes {
                let known = try Bool.fetchOne(
                    db, sql: "SELECT EXISTS (SELECT * FROM loads WHERE programme = ?)", arguments: [programme])
                if known != true { try rows.append(.loads, [ColumnValue(instant.seconds), ColumnValue(programme)]) }
            }
        }
    }

    /// The request's id is sealed with the row's hash.
    public func append(_ report: Report, request: String?) throws(LedgerError) {
        try append(at: report.at) { db, rows in
            try rows.append(.reports, encode(report))
            guard let request else { return }
            let (number, hash) = (rows.chain.number, rows.chain.hash)
            try db.cachedStatement(sql: "INSERT INTO requests (id, number, seal) VALUES (?, ?, ?)").execute(
                arguments: [request, number, Data(sealOfRequest(request, number: number, report: hash))])
        }
    }

    /// The seal is checked by ``inspect()``, not here.
    public func report(ofRequest id: String) throws(LedgerError) -> Report? {
        try read { db in
            let sql = "SELECT number FROM requests WHERE id = ?"
            guard let number = try Int64.fetchOne(db, sql: sql, arguments: [id]) else { return nil }
            return try SQLiteRows(db, path: path).report(ofRow: number)
        }
    }

    /// One transaction for all of it, synced once.
    public func commit(_ entry: LedgerEntry, if isReady: () -> Bool) throws(LedgerError) -> PendingDelivery? {
        var delivery: PendingDelivery?
        let isCommitted = try append(at: entry.decidedAt, if: isReady) { db, rows in
            let first = rows.chain.number + 1
            for message in entry.messages {
                var notice = message.notices.first
                do {
                    try rows.append(.messages, encode(message, at: entry.decidedAt))
                    let number = rows.chain.number
                    for next in message.notices {
                        notice = next
                        try rows.append(.notices, encode(next, message: number))
                    }
                } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
                    // What was replayed from the rows did not have it.
                    let key = notice?.identity.key ?? message.messageID
                    note(.notice(key: key))
                    throw LedgerError.duplicate(notice: key)
                }
            }
            let last = rows.chain.number
            for withheld in entry.withheld {
                try rows.append(.withheld, encode(withheld, at: entry.decidedAt, ruleSet: entry.ruleSet))
            }
            guard first <= last else { return }
            try db.execute(
                sql: "INSERT INTO deliveries (first, last, published, journaled) VALUES (?, ?, 0, 0)",
                arguments: [first, last])
            delivery = PendingDelivery(rows: first...last)
        }
        return isCommitted ? delivery : nil
    }

    /// Adds rows in one transaction and moves the head on.
    /// - Parameter isReady: asked before the commit; where it is not, what was added is taken back.
    /// - Returns: whether it was.
    @discardableResult
    private func append(
        at instant: Instant, if isReady: () -> Bool = { true }, _ body: (Database, inout RowAppender) throws -> Void
    ) throws(LedgerError) -> Bool {
        var isCommitted = false
        var end: HashChain?
        try write { db in
            let (chain, fault) = try chainEnd(db)
            if let fault { note(fault) }
            var rows = RowAppender(db, chain)
            let start = rows.chain.number
            try body(db, &rows)
            if rows.chain.number != start {
                try db.execute(
                    sql: "INSERT OR REPLACE INTO head VALUES (1, ?, ?)",
                    arguments: [rows.chain.number, Data(rows.chain.hash)])
            }
            end = rows.chain
            isCommitted = isReady()
            return isCommitted ? .commit : .rollback
        }
        if isCommitted, let end, end.number > 0 {
            progress.withLock { $0.last = max($0.last, end.number) }
            witness?.write(
                Witness.Statement(
                    number: end.number, hash: SHA256.hex(end.hash), at: instant, siteName: try siteName()))
        }
        return isCommitted
    }

    /// - Throws: ``LedgerError/damaged(path:detail:)`` where a row of the hints makes no sense.
    public func pendingDeliveries(includingStandardError: Bool) throws(LedgerError) -> [PendingDelivery] {
        let condition = includingStandardError ? "journaled <> 1" : "journaled = 0"
        return try read { db in
            try Row.fetchAll(
                db,
                sql:
                    "SELECT first, last, published, journaled FROM deliveries WHERE published = 0 OR \(condition) ORDER BY first"
            ).map { row in
                let first: Int64 = row[0]
                let last: Int64 = row[1]
                guard first <= last, let mark = JournalMark(rawValue: row[3]) else {
                    throw LedgerError.damaged(path: path, detail: "deliveries")
                }
                return PendingDelivery(rows: first...last, isPublished: row[2], journaled: mark)
            }
        }
    }

    /// With their notices.
    public func messages(of delivery: PendingDelivery) throws(LedgerError) -> [MessageRecord] {
        try read { try SQLiteRows($0, path: path).messages(of: delivery) }
    }

    /// - Returns: the body's id; nil: the ledger does not know the file.
    public func recipient(ofFile name: String) throws(LedgerError) -> String? {
        try read { db in
            try String.fetchOne(db, sql: "SELECT recipient FROM messages WHERE file_name = ?", arguments: [name])
        }
    }

    /// Found out again from the spool and the journal where it is lost.
    public func mark(_ delivery: PendingDelivery, published: Bool, journaled: JournalMark) throws(LedgerError) {
        try translating(path) {
            try queue.inDatabase { db in
                try hinting(db) {
                    try db.execute(
                        sql: "UPDATE deliveries SET published = ?, journaled = ? WHERE first = ?",
                        arguments: [published, journaled.rawValue, delivery.rows.lowerBound])
                }
            }
        }
    }

    /// By the index of identities.
    public func sentBefore(_ notices: [NoticeIdentity]) throws(LedgerError) -> Set<NoticeIdentity> {
        try read { db in
            try committed(db, notices)
        }
    }

    /// The edits that gave tasks other numbers are few, and have an index.
    public func generations(of notices: [NoticeIdentity]) throws(LedgerError) -> [Int] {
        try read { db in try notices.map(TaskIDHistory(in: SQLiteRows(db, path: path)).generation(of:)) }
    }

    /// Asked for by programme, task and occurrence.
    public func earlierMessages(of notices: [NoticeIdentity]) throws(LedgerError) -> [[EarlierMessage]] {
        try read { db in
            var earlier = try EarlierMessages(SQLiteRows(db, path: path))
            return try notices.map { try earlier.find($0) }
        }
    }

    /// Of most tasks nothing was reported: that is asked first.
    public func reports(about notices: [NoticeIdentity]) throws(LedgerError) -> [[Report]] {
        try read { db in
            let nothing = [[Report]](repeating: [], count: notices.count)
            guard try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT * FROM reports)") ?? false else { return nothing }
            let rows = SQLiteRows(db, path: path)
            let names = try TaskIDHistory(in: rows)
            let isTold = try db.cachedStatement(
                sql: "SELECT EXISTS (SELECT * FROM reports WHERE programme = ? AND task = ?)")
            // Notices to several recipients come one after another.
            var last: (programme: String, task: String, reports: [Report])?
            return try notices.map { notice in
                if last?.programme != notice.programme || last?.task != notice.task {
                    let found = try names.spans(ofTask: notice.task, programme: notice.programme).contains { span in
                        try Bool.fetchOne(isTold, arguments: [span.programme, span.task]) ?? false
                    }
                    let reports =
                        found ? try rows.reports(programme: notice.programme, task: notice.task, names) : []
                    last = (notice.programme, notice.task, reports)
                }
                return last?.reports.filter { $0.occurrence == nil || $0.occurrence == notice.occurrence } ?? []
            }
        }
    }

    /// Rows are read as they are visited.
    public func audit(_ filter: AuditFilter, _ row: (LedgerRow) throws -> Void) throws {
        do {
            try queue.read { try SQLiteRows($0, path: path).audit(filter, row) }
        } catch let error as DatabaseError {
            throw LedgerError(error, path: path)
        }
    }

    /// Rows are read as they are checked.
    public func verify(_ progress: (Int64, Int64) -> Void) throws(LedgerError) -> ChainVerdict {
        try read { try SQLiteRows($0, path: path).verifyChain(progress) }
    }

    /// A ledger of an earlier version is asked for less.
    public func inspect() throws(LedgerError) -> [LedgerFault] {
        try read { db in
            let faults = try checkStructure(db, path: path)
            // An earlier version's ledger is brought up to date when it is next written.
            guard try ledgerMigrations().hasCompletedMigrations(db) else { return faults }
            return try faults + checkSchema(db) + checkHints(db)
        }
    }

    /// Of a large file that has a checkpoint SQLite's own check is put off.
    public func disagreements() throws(LedgerError) -> [LedgerFault] {
        try read { db in
            let isCheckOwed = try isLargeAndWhole(path) && Checkpoint(in: folder, db) != nil
            let faults = isCheckOwed ? [] : try checkStructure(db, path: path)
            guard try ledgerMigrations().hasCompletedMigrations(db) else { return faults }
            return try faults + checkSchema(db) + checkRecentRows(db).faults
        }
    }

    /// See ``examine(in:_:)``.
    public func examine(_ interruption: Interruption?) throws(LedgerError) -> [LedgerFault] {
        try Ledger.examine(in: folder, interruption)
    }

    /// See ``writeCheckpoint(in:_:)``.
    public func writeCheckpoint(_ interruption: Interruption?) throws(LedgerError) -> Int64? {
        try Ledger.writeCheckpoint(in: folder, interruption)
    }

    func copyAll(to target: DatabaseQueue) throws(LedgerError) {
        try translating(path) { try queue.backup(to: target) }
    }

    /// 0 and 64 zeros before the first row.
    public func head() throws(LedgerError) -> (number: Int64, hash: String) {
        try read { db in
            guard let row = try Row.fetchOne(db, sql: "SELECT number, hash FROM head") else {
                throw LedgerError.damaged(path: path, detail: "head")
            }
            return (row[0], SHA256.hex([UInt8](row[1] as Data)))
        }
    }

    /// - Returns: nil: no row has it.
    public func number(ofHash hash: String) throws(LedgerError) -> Int64? {
        try read { db in
            for table in LedgerTable.allCases {
                let sql = "SELECT number FROM \(table.name) WHERE lower(hex(hash)) = ?"
                if let number = try Int64.fetchOne(db, sql: sql, arguments: [hash.lowercased()]) { return number }
            }
            return nil
        }
    }

    /// 16 hexadecimal digits.
    public func siteName() throws(LedgerError) -> String {
        try read { db in
            guard try db.tableExists("site") else { return "" }
            guard let name = try String.fetchOne(db, sql: "SELECT name FROM site") else {
                throw LedgerError.damaged(path: path, detail: "site")
            }
            return name
        }
    }

    /// Closes a ledger that was opened to read, from a process that goes on: see ``retire(_:)``.
    func endReading() { try? retire(queue) }

    /// What is being read ends with an error. From any thread.
    func interrupt() { queue.interrupt() }

    /// The lock is given up with the last reference. Once is enough: what was written back is closed already.
    public func close() {
        let wasClosed = isClosed.withLock { isClosed in
            defer { isClosed = true }
            return isClosed
        }
        guard !wasClosed else { return }
        // Everything stands in the one file then: to be copied, and to be checked when it is opened again.
        if lock != nil { _ = try? queue.inDatabase { try $0.checkpoint(.truncate) } }
        try? queue.close()
    }
}
