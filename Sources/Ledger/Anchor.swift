internal import GRDB

/// The head of the ledger as it was written down elsewhere: who keeps it can tell that what came before it was not written
/// anew with all its hashes.
public struct Anchor: Hashable, Sendable {
    /// Of the last row there was then.
    public var number: Int64
    /// 64 hexadecimal digits.
    public var hash: String
    /// Where it was found.
    public var source: String

    /// - Parameter hash: 64 hexadecimal digits, in either case.
    public init(number: Int64, hash: String, source: String) {
        self.number = number
        self.hash = hash
        self.source = source
    }
}

/// Whether the ledger still has the row that an anchor tells of.
public struct AnchorVerdict: Hashable, Sendable {
    /// What the ledger has under the anchor's number.
    public enum Standing: Hashable, Sendable {
        case holds
        /// The row has another hash.
        case differs
        case missing
    }

    /// The one asked about.
    public var anchor: Anchor
    /// What was found.
    public var standing: Standing

    /// The row is there with the same hash.
    public var holds: Bool { standing == .holds }

    /// - Parameter found: the hash of the row of its number; nil: there is none.
    init(anchor: Anchor, found: [UInt8]?) {
        self.anchor = anchor
        standing =
            switch found {
            case nil: .missing
            case let hash? where SHA256.hex(hash) == anchor.hash.lowercased(): .holds
            case _?: .differs
            }
    }
}

extension Ledger {
    /// One verdict for each anchor, in their order.
    public func compare(_ anchors: [Anchor]) throws(LedgerError) -> [AnchorVerdict] {
        try read { db in
            try anchors.map { anchor in
                AnchorVerdict(anchor: anchor, found: try hash(db, ofRow: anchor.number))
            }
        }
    }
}
