public import Dates
public import Diagnostics

/// A sentence about how a phrase was read.
public struct ReadingNote: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable {
        case ambiguity, dayOff, correction, noDecree, carried, error
    }

    public var kind: Kind
    public var vi: String
    public var en: String
    /// Of an ambiguity: the other reading's dates.
    public var start: Day?
    public var due: Day?

    public init(kind: Kind, vi: String, en: String, start: Day? = nil, due: Day? = nil) {
        self.kind = kind
        self.vi = vi
        self.en = en
        self.start = start
        self.due = due
    }

    public func text(in language: Language) -> String { language == .vi ? vi : en }
}
