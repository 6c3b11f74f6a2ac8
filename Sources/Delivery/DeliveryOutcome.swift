public import Ledger

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
