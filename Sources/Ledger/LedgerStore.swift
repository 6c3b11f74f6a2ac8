public import Dates
public import Planning

/// What the rest of the program reads of a ledger, wherever it is kept.
public protocol LedgerReader: Sendable {
    /// Where it is, for messages.
    var path: String { get }
    /// The random name that was made with the ledger: it stands in every Message-ID, so that two sites never share one.
    /// - Returns: empty for a ledger of an earlier version that is opened to read.
    func siteName() throws(LedgerError) -> String
    /// Everything that was loaded, reported and decided, in order.
    /// - Parameter now: what was decided by a clock that was ahead of it is known only as far as it went out; nil: no
    ///   clock was.
    func snapshot(at now: Instant?) throws(LedgerError) -> LedgerSnapshot
    /// The last row's number and hash: noted elsewhere, it shows later that nothing before it was taken away.
    func head() throws(LedgerError) -> (number: Int64, hash: String)
    /// What was recorded under a request's id; nil: nothing.
    func report(ofRequest id: String) throws(LedgerError) -> Report?
    /// For each of some notices how often an edit gave its task's names to another before.
    func generations(of notices: [NoticeIdentity]) throws(LedgerError) -> [Int]
    /// For each of some notices the messages that told of its occurrence, in the order sent.
    func earlierMessages(of notices: [NoticeIdentity]) throws(LedgerError) -> [[EarlierMessage]]
    /// For each of some notices what was reported of its occurrence, or of the whole task, in order.
    func reports(about notices: [NoticeIdentity]) throws(LedgerError) -> [[Report]]
    /// Rows in order, as the filter asks.
    /// - Throws: ``LedgerError``, and what `row` throws to end it.
    func audit(_ filter: AuditFilter, _ row: (LedgerRow) throws -> Void) throws
    /// Messages that were sent, the newest first.
    /// - Parameters:
    ///   - before: rows of a smaller number alone.
    ///   - each: returns whether to go on.
    func letters(to recipient: String?, before: Int64?, _ each: (SentLetter) -> Bool) throws(LedgerError)
    /// One of them; nil: there is none of that number.
    func letter(_ number: Int64) throws(LedgerError) -> SentLetter?
    /// The one of a Message-ID, without its brackets; nil: none of that id was sent.
    func letter(ofMessage id: String) throws(LedgerError) -> SentLetter?
    /// Reads every row and checks the chain.
    /// - Parameter progress: told now and then how many rows of how many are read.
    func verify(_ progress: (Int64, Int64) -> Void) throws(LedgerError) -> ChainVerdict
    /// What stands beside the chain: the database's own check, the schema, requests, deliveries.
    /// - Throws: ``LedgerError/damaged(path:detail:)`` where the structure is damaged.
    func inspect() throws(LedgerError) -> [LedgerFault]
    /// What ``LedgerStore/faults`` has after a start.
    func disagreements() throws(LedgerError) -> [LedgerFault]
    /// The number of the row with this hash (64 hexadecimal digits).
    func number(ofHash hash: String) throws(LedgerError) -> Int64?
    /// Whether the rows that anchors tell of are there with the same hash: one verdict for each, in their order.
    func compare(_ anchors: [Anchor]) throws(LedgerError) -> [AnchorVerdict]
    /// Copies the ledger, as of one moment and while it may be written, to a file of SQLite's that is there whole and proven
    /// or not at all.
    /// - Throws: ``LedgerError/notALedger(path:)`` where the file is there and is none; ``LedgerError/damaged(path:detail:)``
    ///   where the copy does not stand up to ``verify(_:)``.
    /// - Returns: the verdict on the copy.
    func backup(to file: String) throws(LedgerError) -> ChainVerdict
}

/// A ledger that is opened to write.
public protocol LedgerStore: LedgerReader {
    /// What its parts disagree about, as far as that was noticed. It is gone on with; the way back is
    /// ``Ledger/salvage(in:at:witness:sent:)``.
    var faults: [LedgerFault] { get }
    /// What somebody found out about it beside its work.
    func note(_ fault: LedgerFault)
    /// The check of the whole was put off: ``examine(_:)`` does it beside the work.
    var owesExamination: Bool { get }
    /// Whether the next start would be faster for a checkpoint.
    var owesCheckpoint: Bool { get }
    /// Somebody wrote a checkpoint at this row.
    func note(checkpoint number: Int64)
    /// What a start puts off, on a connection of its own.
    /// - Returns: what its parts disagree about.
    func examine(_ interruption: Interruption?) throws(LedgerError) -> [LedgerFault]
    /// Writes what the rows mean by now, on a connection of its own.
    /// - Returns: the last row that it tells of; nil: none was written.
    func writeCheckpoint(_ interruption: Interruption?) throws(LedgerError) -> Int64?
    /// Whether what is added can be found again: false where the file was taken away under the open one.
    /// - Throws: ``LedgerError/replaced(path:)`` where another has its name.
    func isInPlace() throws(LedgerError) -> Bool
    /// Writes all that is open back to where the file was taken away, proven, and ends.
    func putBack() throws(LedgerError)
    /// Nothing else may be called afterwards.
    func close()
    /// nil: no other host knows of it.
    var shared: (any SharedLedger)? { get }

    /// Durable when it returns. A programme that has a first load keeps it.
    func appendLoads(of programmes: [String], at instant: Instant) throws(LedgerError)
    /// Durable when it returns, with the id of the request that brought it.
    func append(_ report: Report, request: String?) throws(LedgerError)
    /// Durable when it returns; all or nothing.
    /// - Parameter isReady: asked once, when all is written but the commit itself; nothing is committed if it is not.
    /// - Throws: ``LedgerError/duplicate(notice:)`` where a notice was committed before.
    /// - Returns: what ``mark(_:published:journaled:)`` needs; nil where there was nothing to deliver, or it was not
    ///   ready.
    func commit(_ entry: LedgerEntry, if isReady: () -> Bool) throws(LedgerError) -> PendingDelivery?

    /// Whatever is read after it is durable as what was committed is: another host may have added it.
    func confirm() throws(LedgerError)
    /// Deliveries that belong to no host any more: whoever claims one publishes it.
    func released() throws(LedgerError) -> [PendingDelivery]
    /// The messages of a delivery that is not published, in order.
    func bytes(of delivery: PendingDelivery) throws(LedgerError) -> [[UInt8]]
    /// Durable when it returns. What is claimed is staged before.
    /// - Returns: whether it is this host's now.
    func claim(_ delivery: PendingDelivery) throws(LedgerError) -> Bool
    /// Deliveries that are not known to be published and in the journal, in order.
    /// - Parameter includingStandardError: those too whose entries went to standard error.
    func pendingDeliveries(includingStandardError: Bool) throws(LedgerError) -> [PendingDelivery]
    /// The messages of a decision with their notices, in the order of their rows.
    func messages(of delivery: PendingDelivery) throws(LedgerError) -> [MessageRecord]
    /// Whether the ledger knows a message's file.
    func recipient(ofFile name: String) throws(LedgerError) -> String?
    /// A hint, not synced: nothing is lost where it is.
    func mark(_ delivery: PendingDelivery, published: Bool, journaled: JournalMark) throws(LedgerError)
    /// Of some notices those that ``commit(_:if:)`` would refuse as committed before.
    func sentBefore(_ notices: [NoticeIdentity]) throws(LedgerError) -> Set<NoticeIdentity>
}

extension LedgerStore {
    /// What is committed without asking anybody: see ``commit(_:if:)``.
    public func commit(_ entry: LedgerEntry) throws(LedgerError) -> PendingDelivery? {
        try commit(entry, if: { true })
    }

    /// Durable when it returns; no request brought it.
    public func append(_ report: Report) throws(LedgerError) { try append(report, request: nil) }

}

extension LedgerReader {
    /// All rows in order.
    public func audit(_ row: (LedgerRow) throws -> Void) throws { try audit(AuditFilter(), row) }

    /// Reads every row and checks the chain, telling nobody how far it came.
    public func verify() throws(LedgerError) -> ChainVerdict { try verify { _, _ in } }

    /// As of the last row, whatever the clocks said.
    public func snapshot() throws(LedgerError) -> LedgerSnapshot { try snapshot(at: nil) }
}

/// The rows of one decision.
public struct PendingDelivery: Hashable, Sendable {
    /// Numbers of the first and last row.
    public var rows: ClosedRange<Int64>
    /// Its messages stand in the recipients' `new/`.
    public var isPublished: Bool
    /// Where its entries went.
    public var journaled: JournalMark

    /// A new one is neither published nor in the journal.
    public init(rows: ClosedRange<Int64>, isPublished: Bool = false, journaled: JournalMark = .owed) {
        self.rows = rows
        self.isPublished = isPublished
        self.journaled = journaled
    }
}

/// Where a decision's entries went: nowhere yet, to the journal, or to standard error because no journal listened.
public enum JournalMark: Int, Hashable, Sendable {
    case owed, written, standardError
}

/// A message that told of an occurrence, under a rule.
public struct EarlierMessage: Hashable, Sendable {
    /// The rule's name.
    public var rule: String
    /// Without the angle brackets.
    public var messageID: String
    /// The body's id.
    public var recipient: String
    /// Of the notice in it.
    public var kind: NoticeKind
    /// When it was decided.
    public var at: Instant

    /// - Parameter recipient: the body's id.
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
