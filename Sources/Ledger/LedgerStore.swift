public import Dates
public import Planning

/// What the rest of the program needs of a ledger: another database may take SQLite's place behind it.
public protocol LedgerStore: Sendable {
    /// Everything that was loaded, reported and decided, in order.
    /// - Parameter now: what was decided by a clock that was ahead of it is known only as far as it went out; nil: no
    ///   clock was.
    func snapshot(at now: Instant?) throws(LedgerError) -> LedgerSnapshot
    /// Durable when it returns. A programme that has a first load keeps it.
    func appendLoads(of programmes: [String], at instant: Instant) throws(LedgerError)
    /// Durable when it returns, with the id of the request that brought it.
    func append(_ report: Report, request: String?) throws(LedgerError)
    /// What was recorded under a request's id; nil: nothing.
    func report(ofRequest id: String) throws(LedgerError) -> Report?
    /// Durable when it returns; all or nothing.
    /// - Parameter isReady: asked once, when all is written but the commit itself; nothing is committed if it is not.
    /// - Throws: ``LedgerError/duplicate(notice:)`` where a notice was committed before.
    /// - Returns: what ``mark(_:published:journaled:)`` needs; nil where there was nothing to deliver, or it was not
    ///   ready.
    func commit(_ entry: LedgerEntry, if isReady: () -> Bool) throws(LedgerError) -> PendingDelivery?

    /// Deliveries that are not known to be published and in the journal, in order.
    /// - Parameter includingStandardError: those too whose entries went to standard error.
    func pendingDeliveries(includingStandardError: Bool) throws(LedgerError) -> [PendingDelivery]
    func messages(of delivery: PendingDelivery) throws(LedgerError) -> [MessageRecord]
    /// Whether the ledger knows a message's file.
    func recipient(ofFile name: String) throws(LedgerError) -> String?
    /// A hint, not synced: nothing is lost where it is.
    func mark(_ delivery: PendingDelivery, published: Bool, journaled: JournalMark) throws(LedgerError)
    /// For each of some notices what was reported of its occurrence, or of the whole task, in order.
    func reports(about notices: [NoticeIdentity]) throws(LedgerError) -> [[Report]]
    /// Of some notices those that ``commit(_:if:)`` would refuse as committed before.
    func sentBefore(_ notices: [NoticeIdentity]) throws(LedgerError) -> Set<NoticeIdentity>
    /// The last row's number and hash.
    func head() throws(LedgerError) -> (number: Int64, hash: String)
    /// For each of some notices the messages that told of its occurrence, in the order sent.
    func earlierMessages(of notices: [NoticeIdentity]) throws(LedgerError) -> [[EarlierMessage]]
}

extension LedgerStore {
    public func commit(_ entry: LedgerEntry) throws(LedgerError) -> PendingDelivery? {
        try commit(entry, if: { true })
    }

    public func append(_ report: Report) throws(LedgerError) { try append(report, request: nil) }

    public func snapshot() throws(LedgerError) -> LedgerSnapshot { try snapshot(at: nil) }
}

/// The rows of one decision.
public struct PendingDelivery: Hashable, Sendable {
    /// Numbers of the first and last row.
    public var rows: ClosedRange<Int64>
    public var isPublished: Bool
    public var journaled: JournalMark

    public init(rows: ClosedRange<Int64>, isPublished: Bool = false, journaled: JournalMark = .owed) {
        self.rows = rows
        self.isPublished = isPublished
        self.journaled = journaled
    }
}

public enum JournalMark: Int, Hashable, Sendable {
    case owed, written, standardError
}

/// A message that told of an occurrence, under a rule.
public struct EarlierMessage: Hashable, Sendable {
    public var rule: String
    public var messageID: String
    public var recipient: String
    public var kind: NoticeKind
    public var at: Instant

    public init(
        rule: String, messageID: String, recipient: String = "", kind: NoticeKind = .reminder,
        at: Instant = Instant(seconds: 0)
    ) {
        self.rule = rule
        self.messageID = messageID
        self.recipient = recipient
        self.kind = kind
        self.at = at
    }
}
