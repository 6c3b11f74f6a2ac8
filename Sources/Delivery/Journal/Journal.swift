/// The system's journal, or what stands in for it.
public protocol Journal: AnyObject {
    /// Whether someone listens at present.
    var isListening: Bool { get }
    /// Whether there ought to be one: where it is down, entries are owed to it; where there is none at all, standard
    /// error is all there is.
    var isExpected: Bool { get }
    func write(_ entry: JournalEntry) throws(DeliveryError)
    /// Waits until the journal has taken in everything that was written before, by an earlier process too; then says
    /// which of these notices it holds.
    /// - Parameters:
    ///   - notices: `DONDOC_NOTICE`s.
    ///   - last: the one that this process wrote last, where it did: when it is there, so is what came before it.
    /// - Returns: nil where the journal may not be read.
    /// - Throws: where it does not take anything in.
    func holding(_ notices: Set<String>, last: String?) throws(DeliveryError) -> Set<String>?
    /// Readably, where no journal listens.
    func writeToStandardError(_ entry: JournalEntry)
    /// The ledger's head; nothing waits for it.
    func write(anchor entry: JournalEntry)
}

extension Journal {
    /// What stands in for a journal is always there.
    public var isExpected: Bool { true }
    /// What stands in for a journal keeps notices alone.
    public func write(anchor entry: JournalEntry) {}
}

/// The fields of an entry, in order, as the journal takes them: `NAME=value`, one after the other.
public struct JournalEntry: Hashable, Sendable {
    /// Values are UTF-8 and may hold line breaks.
    public struct Field: Hashable, Sendable {
        /// Upper-case letters, digits and `_`, as systemd.journal-fields(7) has them.
        public var name: String
        public var value: String

        /// - Parameter name: not checked, for the program alone gives it.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    private(set) var bytes: [UInt8] = []
    /// Where each field ends in ``bytes``.
    private(set) var ends: [Int] = []

    init(reserving count: Int) {
        bytes.reserveCapacity(count)
        ends.reserveCapacity(24)
    }

    /// - Parameter fields: in this order; a name may come several times.
    public init(fields: [Field]) {
        for field in fields { append(field.name, field.value) }
    }

    mutating func append(_ name: StaticString, _ value: String) {
        name.withUTF8Buffer { bytes.append(contentsOf: $0) }
        append(value: value)
    }

    mutating func append(_ name: String, _ value: String) {
        bytes.append(contentsOf: name.utf8)
        append(value: value)
    }

    private mutating func append(value: String) {
        bytes.append(UInt8(ascii: "="))
        bytes.append(contentsOf: value.utf8)
        ends.append(bytes.count)
    }

    /// Taken apart at each asking.
    public var fields: [Field] {
        var start = 0
        return ends.map { end in
            let field = bytes[start..<end]
            start = end
            let sign = field.firstIndex(of: UInt8(ascii: "=")) ?? end
            return Field(
                String(decoding: field[..<sign], as: UTF8.self),
                String(decoding: field[sign...].dropFirst(), as: UTF8.self))
        }
    }

    /// `DONDOC_NOTICE`; empty where it is about none.
    public var notice: String { self["DONDOC_NOTICE"] ?? "" }

    /// The first value of a field.
    public subscript(name: String) -> String? { fields.first { $0.name == name }?.value }
}
