internal import GRDB

/// The head of the ledger as it was written down elsewhere: who keeps it can tell that what came before it was not written
/// anew with all its hashes.
public struct Anchor: Hashable, Sendable {
    public var number: Int64
    /// 64 hexadecimal digits.
    public var hash: String
    /// Where it was found.
    public var source: String

    public init(number: Int64, hash: String, source: String) {
        self.number = number
        self.hash = hash
        self.source = source
    }
}

public struct AnchorVerdict: Hashable, Sendable {
    public enum Standing: Hashable, Sendable {
        case holds
        /// The row has another hash.
        case differs
        case missing
    }

    public var anchor: Anchor
    public var standing: Standing

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
    public func compare(_ anchors: [Anchor]) throws(LedgerError) -> [AnchorVerdict] {
        try read { db in
            try anchors.map { anchor in
                AnchorVerdict(anchor: anchor, found: try hash(db, ofRow: anchor.number))
            }
        }
    }
}
