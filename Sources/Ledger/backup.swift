public import Dates
internal import Diagnostics
internal import GRDB
internal import Glibc
public import Planning

/// What a ledger that was put back lacked, and what of it was found elsewhere.
public struct Reunion: Hashable, Sendable {
    /// The last row of the ledger that is now in force, before what was added.
    public var rows: Int64
    /// The last row that was acknowledged; nil: no witness.
    public var acknowledged: Int64?
    /// Notices that the spool and the journal know and the ledger did not: they are in it now.
    public var adopted: [NoticeIdentity]
    /// Where the ledger that was there before was put; nil: there was none, or it stayed.
    public var aside: String?

    /// Rows of which reports, and notices that neither spool nor journal has, are lost.
    public var missing: Int64 { max(0, (acknowledged ?? 0) - rows) }
}

extension Ledger {
    /// Pages are copied as SQLite has them, beside a process that may go on writing.
    public func backup(to file: String) throws(LedgerError) -> ChainVerdict {
        if access(file, F_OK) == 0 { try closing(try openCopy(file)) { _ throws(LedgerError) in () } }
        let draft = file + ".new"
        for suffix in ["", "-wal", "-shm", "-journal"] { unlink(draft + suffix) }
        try closing(try connect(draft, configuration(.create))) { target throws(LedgerError) in try copyAll(to: target)
        }
        return try Ledger.finishBackup(draft, as: file)
    }

    /// Proves a draft of a backup, and gives it its name.
    static func finishBackup(_ draft: String, as file: String) throws(LedgerError) -> ChainVerdict {
        try closing(try connect(draft, configuration(.create))) { target throws(LedgerError) in
            try translating(draft) {
                _ = try target.inDatabase { try $0.checkpoint(.truncate) }
                // One file, which can be read where nothing can be written.
                _ = try target.inDatabase { try String.fetchOne($0, sql: "PRAGMA journal_mode = DELETE") }
            }
        }
        chmod(draft, 0o640)
        let verdict = try prove(draft)
        guard sync(file: draft), rename(draft, file) == 0, sync(file: parent(of: file)) else {
            throw LedgerError(errno: errno, path: file)
        }
        return verdict
    }

    /// Puts a backup in the ledger's place, and takes in what was sent since it was made.
    ///
    /// It may be killed at any call and begun again.
    public static func restore(
        _ file: String, in folder: String, at now: Instant, witness: Witness, sent: () -> [MessageRecord]
    ) throws(LedgerError) -> Reunion {
        let path = folder + "/" + fileName
        guard access(file, F_OK) == 0 else { throw .missing(path: file) }
        _ = try prove(file)
        let lock = try WriterLock(path: folder + "/ledger.lock", ledger: path)
        defer { withExtendedLifetime(lock) {} }
        try finishReplacement(of: path)
        let sent = sent()
        var reunion = Reunion(rows: 0, acknowledged: witness.read()?.number, adopted: [])
        let source = try openCopy(file)
        let draft: String
        do throws(LedgerError) {
            draft = try draftLedger(path, copying: source) { db in
                reunion = try reunite(db, at: now, witness: witness, sent: sent)
            }
            try translating(file) { try retire(source) }
        } catch {
            try? retire(source)
            throw error
        }
        reunion.aside = try keepAside(path, as: "replaced-\(now.seconds)")
        try replace(path, by: draft)
        try bearWitness(witness, in: folder, at: now)
        return reunion
    }

    /// Goes on with a ledger that is older than what was acknowledged, or with a new one where it is gone: takes in what was
    /// sent since.
    public static func acceptOlder(
        in folder: String, at now: Instant, witness: Witness, sent: () -> [MessageRecord]
    ) throws(LedgerError) -> Reunion {
        let path = folder + "/" + fileName
        let lock = try WriterLock(path: folder + "/ledger.lock", ledger: path)
        defer { withExtendedLifetime(lock) {} }
        try finishReplacement(of: path)
        let sent = sent()
        var reunion = Reunion(rows: 0, acknowledged: witness.read()?.number, adopted: [])
        if access(path, F_OK) == 0 {
            let (queue, _, _) = try openForWriting(path)
            try closing(queue) { queue throws(LedgerError) in
                try translating(path) {
                    try queue.inTransaction { db in
                        reunion = try reunite(db, at: now, witness: witness, sent: sent)
                        return .commit
                    }
                    _ = try queue.inDatabase { try $0.checkpoint(.truncate) }
                }
            }
        } else {
            // A log without its file is of no use: what it says cannot be told without the file.
            if access(path + "-wal", F_OK) == 0 {
                guard rename(path + "-wal", path + ".lost-\(now.seconds)-wal") == 0 else {
                    throw LedgerError(errno: errno, path: path + "-wal")
                }
            }
            let draft = try draftLedger(path) { db in
                reunion = try reunite(db, at: now, witness: witness, sent: sent)
            }
            try replace(path, by: draft)
        }
        try bearWitness(witness, in: folder, at: now)
        return reunion
    }

    /// The same site goes on, with what it has sent.
    private static func reunite(
        _ db: Database, at now: Instant, witness: Witness, sent: [MessageRecord]
    ) throws -> Reunion {
        let (chain, _) = try chainEnd(db)
        let statement = witness.read()
        if chain.number == 0, let name = statement?.siteName {
            try db.execute(sql: "UPDATE site SET name = ?", arguments: [name])
        }
        var rows = RowAppender(db, chain)
        let adopted = try rows.adopt(sent, at: now)
        try db.execute(sql: "UPDATE site SET checked = ?", arguments: [rows.chain.number])
        return Reunion(rows: chain.number, acknowledged: statement?.number, adopted: adopted)
    }

    private static func bearWitness(_ witness: Witness, in folder: String, at now: Instant) throws(LedgerError) {
        let ledger = try Ledger(in: folder, access: .read)
        let head = try ledger.head()
        if head.number == 0 { return witness.remove() }
        let name = try ledger.siteName()
        ledger.close()
        witness.write(Witness.Statement(number: head.number, hash: head.hash, at: now, siteName: name))
    }

    /// - Throws: where a file is no ledger, or is damaged.
    private static func prove(_ file: String) throws(LedgerError) -> ChainVerdict {
        try closing(try openCopy(file)) { queue throws(LedgerError) in
            try translating(file) {
                try queue.read { db in
                    if let fault = try checkStructure(db, path: file).first {
                        throw LedgerError.damaged(path: file, detail: fault.wording.en)
                    }
                    return try SQLiteRows(db, path: file).verifyChain()
                }
            }
        }
    }
}

/// Opens a backup to read.
func openCopy(_ file: String) throws(LedgerError) -> DatabaseQueue {
    do {
        return try openForReading(file)
    } catch .damaged(_, "application_id") {
        throw .notALedger(path: file)
    } catch .damaged(_, let detail) where detail.contains("not a database") {
        throw .notALedger(path: file)
    }
}

/// Does something with a connection, and closes it.
func closing<Result>(
    _ queue: DatabaseQueue, _ body: (DatabaseQueue) throws(LedgerError) -> Result
) throws(LedgerError) -> Result {
    defer { try? retire(queue) }
    return try body(queue)
}
