public import Dates
public import Diagnostics

/// A sentence about how a phrase was read.
public struct ReadingNote: Hashable, Sendable {
    /// What a note is about; its raw value is what interfaces say.
    public enum Kind: String, Hashable, Sendable {
        case ambiguity, dayOff, correction, noDecree, carried, error
    }

    /// An `error` is the reason of an unreadable phrase, and no note of another.
    public var kind: Kind
    /// Vietnamese, in NFC.
    public var vi: String
    /// English.
    public var en: String
    /// Of an ambiguity: the other reading's dates.
    public var start: Day?
    /// Of an ambiguity: the other reading's last day.
    public var due: Day?

    /// - Parameter start: of an ambiguity the other reading's first day, where it has one.
    public init(kind: Kind, vi: String, en: String, start: Day? = nil, due: Day? = nil) {
        self.kind = kind
        self.vi = vi
        self.en = en
        self.start = start
        self.due = due
    }

    /// The one place where the language is chosen.
    public func text(in language: Language) -> String { language == .vi ? vi : en }
}
