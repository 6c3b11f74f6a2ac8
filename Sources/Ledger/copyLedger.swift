internal import Dates
internal import Foundation
internal import GRDB
internal import Glibc

extension LedgerPlace {
    /// Copies a ledger of SQLite's into this database, which has none: each row with its hash.
    ///
    /// Nobody may write to it meanwhile; afterwards it is of no use, for what is sent next it does not know.
    /// - Throws: ``LedgerError/notEmpty(path:)`` where rows are there; ``LedgerError/damaged(path:detail:)`` where the rows
    ///   do not follow from one another.
    /// - Returns: the last row's number and hash.
    public func copy(from folder: String, witness: Witness?) throws(LedgerError) -> (number: Int64, hash: String) {
        let path = folder + "/" + Ledger.fileName
        guard let database, access(path, F_OK) == 0 else { throw .missing(path: path) }
        let source = try Ledger(in: folder, access: .write, witness: witness)
        let head = Result { () throws(LedgerError) in try copy(source, to: database) }
        source.close()
        _ = try head.get()
        // Else a site without its `ledger:` line would send again what was sent since.
        guard rename(path, path + ".copied") == 0 else { throw LedgerError(errno: errno, path: path) }
        for suffix in ["-wal", "-shm"] { unlink(path + suffix) }
        return try head.get()
    }

    private func copy(_ source: Ledger, to database: Database) throws(LedgerError) -> (number: Int64, hash: String) {
        let target = try LedgerPostgres(database, folder: folder, access: .write, witness: nil)
        defer { target.close() }
        guard target.isLeading else { throw .inUse(path: target.path, process: nil) }
        guard try target.head().number == 0 else { throw .notEmpty(path: target.path) }
        try target.fill(from: source)
        let head = try target.head()
        guard try source.head() == head else { throw .damaged(path: target.path, detail: "head") }
        return head
    }
}

extension LedgerPostgres {
    fileprivate func fill(from source: Ledger) throws(LedgerError) {
        _ = try source.read { db in
            try self.append(at: Instant(seconds: 0), isWitnessed: false) { target in
                try SQLiteRows(db, path: source.path).copy { table, columns in
                    try target.append(table, columns)
                    return target.chain
                }
                try target.session.add(
                    "UPDATE site SET name = $1", [.text(try String.fetchOne(db, sql: "SELECT name FROM site") ?? "")])
                let deliveries = try Row.fetchCursor(
                    db, sql: "SELECT first, last, published, journaled FROM deliveries")
                while let row = try deliveries.next() {
                    try target.session.add(
                        prepared: "deliveries", "INSERT INTO deliveries VALUES ($1, $2, $3, $4, $5)",
                        [20, 20, 20, 20, 25],
                        (0..<4).map { .integer(row[$0]) } + [.text(self.host)])
                }
                let requests = try Row.fetchCursor(db, sql: "SELECT id, number, seal FROM requests")
                while let row = try requests.next() {
                    try target.session.add(
                        prepared: "requests", "INSERT INTO requests VALUES ($1, $2, $3)", [25, 20, 17],
                        [.text(row[0]), .integer(row[1]), (row[2] as Data?).map { .bytes([UInt8]($0)) } ?? .null])
                }
            }
        }
    }
}

extension LedgerPostgres {
    /// Every row is read over the network and written with its number and hash.
    public func backup(to file: String) throws(LedgerError) -> ChainVerdict {
        if access(file, F_OK) == 0 { try closing(try openCopy(file)) { _ throws(LedgerError) in () } }
        let draft = try draftLedger(file) { db in
            try self.read { source in
                var target = RowAppender(db, HashChain())
                try source.copy { table, columns in
                    try target.append(table, columns)
                    return target.chain
                }
                try db.execute(
                    sql: "INSERT OR REPLACE INTO head VALUES (1, ?, ?)",
                    arguments: [target.chain.number, Data(target.chain.hash)])
                try source.copyHints(to: db)
            }
        }
        return try Ledger.finishBackup(draft, as: file)
    }
}

extension PostgresRows {
    /// What stands beside the chain.
    fileprivate func copyHints(to db: Database) throws {
        let name = try session.query("SELECT name FROM site").text(0, 0) ?? ""
        try db.execute(sql: "UPDATE site SET name = ?", arguments: [name])
        let deliveries = try session.query("SELECT first, last, published, journaled FROM deliveries")
        for row in 0..<deliveries.count {
            try db.execute(
                sql: "INSERT INTO deliveries (first, last, published, journaled) VALUES (?, ?, ?, ?)",
                arguments: StatementArguments((0..<4).map { deliveries.integer(row, $0) }))
        }
        let requests = try session.query("SELECT id, number, seal FROM requests")
        for row in 0..<requests.count {
            try db.execute(
                sql: "INSERT INTO requests (id, number, seal) VALUES (?, ?, ?)",
                arguments: [requests.text(row, 0), requests.integer(row, 1), requests.bytes(row, 2).map { Data($0) }])
        }
    }
}
