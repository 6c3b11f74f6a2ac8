internal import GRDB
internal import GRDBSQLite
internal import Glibc

/// Opens the ledger's file to write: makes it where there is none, checks it, brings it to the present version.
///
/// - Parameter isKnown: whether what a large file says is known without it: SQLite's check of it, which reads all, is put
///   off then.
/// - Returns: with it, what its parts disagree about: it can be gone on with. And whether the check was put off.
func openForWriting(
    _ path: String, isKnown: (Database) throws -> Bool = { _ in false }
) throws(LedgerError) -> (DatabaseQueue, [LedgerFault], isCheckOwed: Bool) {
    var status = stat()
    if lstat(path, &status) != 0 {
        guard errno == ENOENT else { throw LedgerError(errno: errno, path: path) }
        // Never made anew over what was there: the -wal alone means that the file was lost.
        guard access(path + "-wal", F_OK) != 0 else {
            throw .damaged(path: path, detail: "\(Ledger.fileName)-wal without \(Ledger.fileName)")
        }
        try create(path)
    } else if status.st_size == 0 {
        // It is made under another name and renamed: an empty one was emptied.
        throw .damaged(path: path, detail: "0 bytes")
    }
    // Killed while a backup that was put in place by hand was made to keep a log: who reads alone cannot take that back.
    if access(path + "-journal", F_OK) == 0 {
        let queue = try connect(path, configuration(.write))
        try translating(path) { try retire(queue) }
    }
    // A damaged file is not touched: what writes comes after what reads.
    let reader = try openForReading(path)
    let isPresent: Bool
    var faults: [LedgerFault]
    let isCheckOwed: Bool
    do throws(LedgerError) {
        (isPresent, isCheckOwed, faults) = try translating(path) {
            try reader.read { db in
                let isPresent = try ledgerMigrations().hasCompletedMigrations(db)
                // What cannot be read says nothing: the check tells why.
                let isKnown = isPresent && ((try? isKnown(db)) ?? false)
                let isCheckOwed = isKnown && isLargeAndWhole(path)
                return (isPresent, isCheckOwed, isCheckOwed ? [] : try checkStructure(db, path: path))
            }
        }
    } catch {
        try? retire(reader)
        throw error
    }
    let queue = try connect(path, configuration(.write))
    try translating(path) {
        try retire(reader)
        // The migrator writes even where there is nothing to do, for which a full disk has no room.
        if !isPresent { try ledgerMigrations().migrate(queue) }
        try queue.inDatabase { db in
            _ = try db.checkpoint(.truncate)
            let synchronous = try Int.fetchOne(db, sql: "PRAGMA synchronous")
            // A backup that was put in place by hand has none.
            let mode = try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL")
            guard synchronous == 2, mode == "wal" else {
                throw LedgerError.failed(
                    path: path, detail: "journal_mode \(mode ?? "?"), synchronous \(synchronous ?? -1)")
            }
        }
        faults += try queue.inDatabase(checkParts)
    }
    return (queue, faults, isCheckOwed)
}

/// Files of at most so many bytes are checked at every start.
private let smallFile = 64 << 20

/// A file that takes seconds to check, and is as long as its own head says: the log adds to it only behind its end.
func isLargeAndWhole(_ path: String) -> Bool {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return false }
    defer { close(file) }
    var info = stat()
    var head = [UInt8](repeating: 0, count: 32)
    guard fstat(file, &info) == 0, info.st_size > smallFile, pread(file, &head, head.count, 0) == head.count else {
        return false
    }
    func number(_ bytes: Range<Int>) -> Int { bytes.reduce(0) { $0 << 8 | Int(head[$1]) } }
    // https://www.sqlite.org/fileformat2.html: the size of a page, of which 1 stands for 65536, and how many there are.
    let size = number(16..<18)
    return (size == 1 ? 65536 : size) * number(28..<32) == Int(info.st_size)
}

/// The schema, and the rows that were not looked at before; those that are whole need not be looked at again.
private func checkParts(_ db: Database) throws -> [LedgerFault] {
    let rows = try checkRecentRows(db)
    if rows.faults.isEmpty, rows.last != rows.checked {
        // A hint: where there is no room for it, they are looked at once more.
        try? hinting(db) { try db.execute(sql: "UPDATE site SET checked = ?", arguments: [rows.last]) }
    }
    return try checkSchema(db) + rows.faults
}

/// Writes what need not be on the disk when it returns.
func hinting(_ db: Database, _ body: () throws -> Void) throws {
    try db.execute(sql: "PRAGMA synchronous = NORMAL")
    defer { try? db.execute(sql: "PRAGMA synchronous = FULL") }
    try body()
}

/// Opens it to read only, beside a process that may be writing.
func openForReading(_ path: String) throws(LedgerError) -> DatabaseQueue {
    if access(replacement(of: path), F_OK) == 0 {
        // Whoever was putting another in its place may have been killed.
        if let lock = try? WriterLock(path: parent(of: path) + "/ledger.lock", ledger: path) {
            try withExtendedLifetime(lock) { () throws(LedgerError) in try finishReplacement(of: path) }
        }
        guard access(replacement(of: path), F_OK) != 0 else { throw .busy(path: path) }
    }
    guard access(path, F_OK) == 0 else {
        if errno == ENOENT || errno == ENOTDIR { throw .missing(path: path) }
        throw LedgerError(errno: errno, path: path)
    }
    let queue = try connect(path, configuration(.read))
    return try translating(path) {
        let superseded = try queue.read { db in
            guard try Int.fetchOne(db, sql: "PRAGMA application_id") == Ledger.applicationID else {
                throw LedgerError.damaged(path: path, detail: "application_id")
            }
            return try ledgerMigrations().hasBeenSuperseded(db)
        }
        guard !superseded else { throw LedgerError.tooNew(path: path) }
        return queue
    }
}

enum Purpose { case write, read, create }

func configuration(_ purpose: Purpose) -> Configuration {
    var configuration = Configuration()
    configuration.label = "dondoc.ledger"
    configuration.busyMode = .timeout(5)
    configuration.readonly = purpose == .read
    // The file remembers its mode. GRDB's set-up of it writes each time, for which a full disk has no room.
    if purpose == .create { configuration.journalMode = .wal }
    if purpose == .write {
        // The -wal and -shm stay after the last connection: without them, who may not write in the folder could not
        // read the ledger either.
        configuration.prepareDatabase { db in
            var on: CInt = 1
            sqlite3_file_control(db.sqliteConnection, nil, SQLITE_FCNTL_PERSIST_WAL, &on)
        }
    }
    return configuration
}

func connect(_ path: String, _ configuration: Configuration) throws(LedgerError) -> DatabaseQueue {
    try translating(path) {
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        if !configuration.readonly {
            // GRDB's set-up of WAL leaves it at NORMAL.
            try queue.inDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        }
        return queue
    }
}

/// Closes a connection, and keeps its empty shell for good. When GRDB's queue goes, libdispatch frees what was attached
/// to it on its shared pool, and once that pool has been used, it is looked after every second for ever: a daemon that
/// opened its ledger would never sleep again.
func retire(_ queue: DatabaseQueue) throws {
    try queue.close()
    _ = Unmanaged.passRetained(queue)
}

/// A new file appears under its name whole or not at all.
private func create(_ path: String) throws(LedgerError) { try install(draftLedger(path), as: path) }

/// A new ledger beside the place of another.
/// - Parameters:
///   - source: what it is a copy of, else it is empty.
///   - fill: puts rows into it.
/// - Returns: its path, for ``install(_:as:)`` or ``replace(_:by:)``.
func draftLedger(
    _ path: String, copying source: DatabaseQueue? = nil, fill: ((Database) throws -> Void)? = nil
) throws(LedgerError) -> String {
    let draft = path + ".new"
    for suffix in ["", "-wal", "-shm", "-journal"] { unlink(draft + suffix) }
    let queue = try connect(draft, configuration(.create))
    try translating(path) {
        try source?.backup(to: queue)
        try ledgerMigrations().migrate(queue)
        if let fill {
            try queue.inDatabase { db in
                // What a row referred to may be lost.
                try db.execute(sql: "PRAGMA foreign_keys = OFF")
                try db.inTransaction {
                    try fill(db)
                    return .commit
                }
            }
        }
        _ = try queue.inDatabase { try $0.checkpoint(.truncate) }
        try retire(queue)
    }
    chmod(draft, 0o640)
    return draft
}

func install(_ draft: String, as path: String) throws(LedgerError) {
    guard sync(file: draft), rename(draft, path) == 0, sync(file: parent(of: path)) else {
        throw LedgerError(errno: errno, path: path)
    }
}

func sync(file path: String) -> Bool {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return fsync(descriptor) == 0
}

/// Runs what may throw an error of the database's, and says it in the port's words.
func translating<Result>(_ path: String, _ body: () throws -> Result) throws(LedgerError) -> Result {
    do {
        return try body()
    } catch let error as LedgerError {
        throw error
    } catch let error as DatabaseError {
        throw LedgerError(error, path: path)
    } catch {
        throw .failed(path: path, detail: "\(error)")
    }
}

extension LedgerError {
    init(_ error: DatabaseError, path: String) {
        // A copy that fails leaves its connection without a message.
        let message = error.message == "not an error" ? nil : error.message
        let detail = message ?? "\(error.resultCode)"
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path)
        case .SQLITE_FULL: self = .diskFull(path: path)
        case .SQLITE_READONLY: self = .readOnly(path: path)
        // An SQLITE_ERROR is a table or column that is not there.
        case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_ERROR:
            if let failure = deviceFailure(reading: path) {
                self = .failed(path: path, detail: failure)
            } else {
                self = .damaged(path: path, detail: detail)
            }
        default: self = .failed(path: path, detail: detail)
        }
    }
}

/// SQLite takes a page that the device does not give back for a damaged one: each is read again before that is said.
/// - Returns: what the device says; nil where it gives all of the file.
private func deviceFailure(reading path: String) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var offset: off_t = 0
    return withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { block in
        while true {
            let count = pread(descriptor, block.baseAddress, block.count, offset)
            if count == 0 { return nil }
            if count < 0, errno != EINTR { return String(cString: strerror(errno)) }
            offset += off_t(max(count, 0))
        }
    }
}
