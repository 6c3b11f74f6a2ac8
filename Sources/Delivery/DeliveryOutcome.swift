public import Ledger

/// What came of a delivery.
public struct DeliveryOutcome: Sendable {
    /// In order: what the ledger committed in this call.
    public var notices: [NoticeRecord] = []
    /// Messages that the ledger committed in this call: one for each recipient and grouping.
    public var messages = 0
    /// Committed, and not yet where they should be; ``Outbox/recover(at:)`` tries again.
    public var unpublishedMessages = 0
    /// Entries that no journal has taken in yet; ``Outbox/recover(at:)`` tries again.
    public var unwrittenEntries = 0
    /// Why. Empty where all went well.
    public var failures: [DeliveryError] = []

    /// Nothing was to be delivered.
    public init() {}

    /// Whether all that is committed is where it should be.
    public var isComplete: Bool { unpublishedMessages == 0 && unwrittenEntries == 0 }
}
