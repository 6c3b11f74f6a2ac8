internal import Glibc

/// Where a site's ledger is.
public struct LedgerPlace: Hashable, Sendable {
    /// The state folder: of SQLite's file, and of what each machine keeps for itself.
    public var folder: String

    public init(folder: String) { self.folder = folder }

    /// False: nothing was ever recorded there.
    public var mayHaveLedger: Bool { access(folder + "/" + Ledger.fileName, F_OK) == 0 }

    /// For messages.
    public var path: String { folder + "/" + Ledger.fileName }

    /// As long as it is the same, nothing was added.
    public var stamp: [Int] {
        [path, path + "-wal"].flatMap { path -> [Int] in
            var status = stat()
            guard stat(path, &status) == 0 else { return [] }
            return [Int(status.st_ino), Int(status.st_size), status.st_mtim.tv_sec, status.st_mtim.tv_nsec]
        }
    }

    /// - Throws: ``LedgerError/missing(path:)`` where nothing was ever recorded.
    public func openToRead() throws(LedgerError) -> any LedgerReader { try Ledger(in: folder, access: .read) }

    /// Makes it where it is missing.
    /// - Parameter witness: of what was acknowledged: kept up to date, and held against the ledger first.
    public func openToWrite(witness: Witness?) throws(LedgerError) -> any LedgerStore {
        try Ledger(in: folder, access: .write, witness: witness)
    }
}
