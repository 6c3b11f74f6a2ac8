public import Dates
public import Planning

/// What was loaded, reported, decided and sent, in the order it happened: append-only, each row carrying the hash of
/// the one before it.
///
/// SQLite (WAL, `synchronous=FULL`) on one connection confined to one queue. One process writes; others may read.
public final class Ledger: Sendable {
    public enum Access: Sendable { case write, read }

    public static let fileName = "ledger.db"

    public let path: String

    /// Opens the ledger in a state folder; with ``Access/write`` it is made or migrated where needed.
    public init(in folder: String, access: Access) throws(LedgerError) {
        path = folder + "/" + Ledger.fileName
    }

    /// Tells a memory everything that was loaded, reported and decided, in order.
    public func recall(into memory: inout Memory) throws(LedgerError) {}

    /// Durable when it returns. A programme that has a first load keeps it.
    public func appendLoads(of programmes: [String], at instant: Instant) throws(LedgerError) {}

    /// Durable when it returns.
    public func append(_ report: Report) throws(LedgerError) {}

    /// Durable when it returns; all or nothing.
    /// - Throws: ``LedgerError/duplicate(notice:)`` where a notice was committed before.
    public func commit(_ entry: LedgerEntry) throws(LedgerError) {}

    /// Rows in order, as the filter asks.
    public func audit(_ filter: AuditFilter = AuditFilter(), _ row: (LedgerRow) throws -> Void) throws {}

    /// Reads every row and checks the chain.
    public func verify() throws(LedgerError) -> ChainVerdict { ChainVerdict(rows: 0, head: "", faults: []) }

    /// SQLite's own integrity check: nil where all is well, else what is not.
    public func integrityCheck() throws(LedgerError) -> String? { nil }

    public func noticeCounts() throws(LedgerError) -> [NoticeCount] { [] }

    /// Gives the lock up. Nothing else may be called afterwards.
    public func close() {}
}
