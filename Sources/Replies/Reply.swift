public import Dates

/// What an answer to a letter says of its task.
public struct Reply: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        case done
        case acknowledged
        /// As it was written: "60%", "137.000".
        case progress(String)
        case askExtension(until: Day, reason: String)
    }

    public var kind: Kind
    /// The day it happened, where it is said.
    public var on: Day?
    /// The paper that proves it.
    public var document: String?
    public var documentDate: Day?
    /// Which of the letter's tasks is meant: its index among them; nil: it is not said.
    public var task: Int?
    /// Every word of it was understood; else a person had better look.
    public var isCertain: Bool

    public init(
        _ kind: Kind, on: Day? = nil, document: String? = nil, documentDate: Day? = nil, task: Int? = nil,
        isCertain: Bool = true
    ) {
        self.kind = kind
        self.on = on
        self.document = document
        self.documentDate = documentDate
        self.task = task
        self.isCertain = isCertain
    }
}

/// A task that a letter was about, as an answer may call it.
public struct LetterTask: Hashable, Sendable {
    public var programme: String
    public var task: String
    public var occurrence: String

    public init(programme: String, task: String, occurrence: String) {
        self.programme = programme
        self.task = task
        self.occurrence = occurrence
    }

    public var reference: String { "\(programme)/\(task)@\(occurrence)" }
}
