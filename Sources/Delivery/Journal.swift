/// The system's journal, or what stands in for it.
public protocol Journal: AnyObject {
    /// Whether someone listens. Where nobody does, entries go to standard error and count as owed.
    var isListening: Bool { get }
    func write(_ entry: JournalEntry) throws(DeliveryError)
    /// Waits until the journal has taken in everything written so far, then says which of these notices it holds.
    /// - Parameter notices: `DONDOC_NOTICE`s.
    /// - Returns: nil where the journal may not be read.
    func holding(_ notices: Set<String>) throws(DeliveryError) -> Set<String>?
    /// Readably, where no journal listens.
    func writeToStandardError(_ entry: JournalEntry)
}

/// The fields of an entry.
public struct JournalEntry: Hashable, Sendable {
    /// `DONDOC_NOTICE`.
    public var notice: String
    /// Name and value, in order; values are UTF-8 and may hold line breaks.
    public var fields: [Field]

    public struct Field: Hashable, Sendable {
        public var name: String
        public var value: String

        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    public init(notice: String, fields: [Field]) {
        self.notice = notice
        self.fields = fields
    }
}
