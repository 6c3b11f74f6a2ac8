public import Dates
public import Ledger
public import Planning

/// Where decisions become messages and journal entries, each notice once, whatever fails or dies in between.
///
/// The order is: messages written to `staging/` and synced; the ledger commits them with their notices; journal entries;
/// one rename each into the recipient's `new/`; the folders synced; the ledger's marks, which are hints only.
/// Confined to whoever owns it.
public final class Outbox {
    private let ledger: Ledger
    private let spool: any SpoolDisk
    private let journal: any Journal

    public init(ledger: Ledger, spool: any SpoolDisk, journal: any Journal, letterhead: Letterhead) {
        self.ledger = ledger
        self.spool = spool
        self.journal = journal
        self.letterhead = letterhead
    }

    /// Replaced after a reload.
    public var letterhead: Letterhead

    /// At start, and when something was left over: publishes what was committed, removes what was not, and writes the
    /// journal entries that the journal does not have.
    public func recover(at now: Instant) -> DeliveryOutcome { DeliveryOutcome() }

    /// - Throws: nothing of the decision is committed then, and nothing of it is seen by anyone: restore the memory
    ///   to what it was before ``decide(_:_:at:)`` and decide again later.
    public func deliver(_ decision: Decision, plan: Plan, at now: Instant) throws(DeliveryError) -> DeliveryOutcome {
        DeliveryOutcome()
    }
}

/// What came of a delivery.
public struct DeliveryOutcome: Sendable {
    /// In order: what the ledger committed in this call.
    public var notices: [NoticeRecord] = []
    public var messages = 0
    /// Committed, and not yet where they should be; ``Outbox/recover(at:)`` tries again.
    public var unpublishedMessages = 0
    public var unwrittenEntries = 0
    /// Why. Empty where all went well.
    public var failures: [DeliveryError] = []

    public init() {}

    public var isComplete: Bool { unpublishedMessages == 0 && unwrittenEntries == 0 }
}
