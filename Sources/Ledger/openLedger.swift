internal import Glibc

/// Where a site's ledger is.
public struct LedgerPlace: Hashable, Sendable {
    /// A database of PostgreSQL's, which several hosts share.
    public struct Database: Hashable, Sendable {
        /// As libpq reads it: a URI, or words.
        public var target: String
        /// One disk is enough for what is acknowledged.
        public var acceptsOneDisk: Bool
        /// This host, as the others know it.
        public var host: String

        /// - Parameter target: as libpq reads it.
        public init(target: String, acceptsOneDisk: Bool, host: String) {
            self.target = target
            self.acceptsOneDisk = acceptsOneDisk
            self.host = host
        }
    }

    /// The state folder: of SQLite's file, and of what each machine keeps for itself.
    public var folder: String
    /// nil: the ledger is SQLite's.
    public var database: Database?

    /// - Parameter database: nil: the ledger is SQLite's.
    public init(folder: String, database: Database? = nil) {
        self.folder = folder
        self.database = database
    }

    /// False: nothing was ever recorded there.
    public var mayHaveLedger: Bool { database != nil || access(path, F_OK) == 0 }

    /// For messages.
    public var path: String {
        guard let database else { return folder + "/" + Ledger.fileName }
        return (try? PostgresTarget(database.target).shown) ?? "postgresql:"
    }

    /// As long as it is the same, nothing was added.
    public var stamp: [Int] {
        guard database == nil else { return (try? openToRead().head().number).map { [Int($0)] } ?? [] }
        return [path, path + "-wal"].flatMap { path -> [Int] in
            var status = stat()
            guard stat(path, &status) == 0 else { return [] }
            return [Int(status.st_ino), Int(status.st_size), status.st_mtim.tv_sec, status.st_mtim.tv_nsec]
        }
    }

    /// - Throws: ``LedgerError/missing(path:)`` where nothing was ever recorded.
    public func openToRead() throws(LedgerError) -> any LedgerReader {
        guard let database else { return try Ledger(in: folder, access: .read) }
        return try LedgerPostgres(database, folder: folder, access: .read, witness: nil)
    }

    /// Makes it where it is missing.
    /// - Parameter witness: of what was acknowledged: kept up to date, and held against the ledger first.
    public func openToWrite(witness: Witness?) throws(LedgerError) -> any LedgerStore {
        guard let database else { return try Ledger(in: folder, access: .write, witness: witness) }
        return try LedgerPostgres(database, folder: folder, access: .write, witness: witness)
    }
}
