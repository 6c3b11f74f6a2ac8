internal import GRDB
internal import GRDBSQLite
internal import Glibc

/// Opens the ledger's file to write: makes it where there is none, checks it, brings it to the present version.
func openForWriting(_ path: String) throws(LedgerError) -> DatabaseQueue {
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
    // A damaged file is not touched: what writes comes after what reads.
    let reader = try openForReading(path)
    var isPresent = false
    try translating(path) {
        let fault = try reader.read { try check($0, "quick_check") }
        isPresent = try reader.read(ledgerMigrations().hasCompletedMigrations)
        try retire(reader)
        if let fault { throw LedgerError.damaged(path: path, detail: fault) }
    }
    let queue = try connect(path, configuration(.write))
    try translating(path) {
        // The migrator writes even where there is nothing to do, for which a full disk has no room.
        if !isPresent { try ledgerMigrations().migrate(queue) }
        try queue.inDatabase { db in
            _ = try db.checkpoint(.truncate)
            let synchronous = try Int.fetchOne(db, sql: "PRAGMA synchronous")
            let mode = try String.fetchOne(db, sql: "PRAGMA journal_mode")
            guard synchronous == 2, mode == "wal" else {
                throw LedgerError.failed(
                    path: path, detail: "journal_mode \(mode ?? "?"), synchronous \(synchronous ?? -1)")
            }
        }
    }
    return queue
}

/// Opens it to read only, beside a process that may be writing.
func openForReading(_ path: String) throws(LedgerError) -> DatabaseQueue {
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

/// The first fault that one of SQLite's two checks finds.
func check(_ db: Database, _ pragma: String) throws -> String? {
    let result = try String.fetchOne(db, sql: "PRAGMA \(pragma)(1)")
    return result == "ok" ? nil : result ?? pragma
}

private enum Purpose { case write, read, create }

private func configuration(_ purpose: Purpose) -> Configuration {
    var configuration = Configuration()
    configuration.label = "dondoc.ledger"
    configuration.busyMode = .timeout(1)
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

private func connect(_ path: String, _ configuration: Configuration) throws(LedgerError) -> DatabaseQueue {
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
private func retire(_ queue: DatabaseQueue) throws {
    try queue.close()
    _ = Unmanaged.passRetained(queue)
}

/// A new file appears under its name whole or not at all.
private func create(_ path: String) throws(LedgerError) { try install(draftLedger(path), as: path) }

/// A new ledger beside the place of another.
/// - Parameter fill: puts rows into it.
/// - Returns: its path, for ``install(_:as:)``.
func draftLedger(_ path: String, fill: ((Database) throws -> Void)? = nil) throws(LedgerError) -> String {
    let draft = path + ".new"
    for suffix in ["", "-wal", "-shm"] { unlink(draft + suffix) }
    let queue = try connect(draft, configuration(.create))
    try translating(path) {
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

private func parent(of path: String) -> String {
    path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
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
        let detail = error.message ?? "\(error.resultCode)"
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path)
        case .SQLITE_FULL: self = .diskFull(path: path)
        case .SQLITE_READONLY: self = .readOnly(path: path)
        // An SQLITE_ERROR is a table or column that is not there.
        case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_ERROR: self = .damaged(path: path, detail: detail)
        default: self = .failed(path: path, detail: detail)
        }
    }
}
