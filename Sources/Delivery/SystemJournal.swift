/// journald's native protocol, through libsystemd.
public final class SystemJournal: Journal {
    public init() {}

    public var isListening: Bool { false }
    public func write(_ entry: JournalEntry) throws(DeliveryError) {}
    public func holding(_ notices: Set<String>) throws(DeliveryError) -> Set<String>? { nil }
    public func writeToStandardError(_ entry: JournalEntry) {}
}
