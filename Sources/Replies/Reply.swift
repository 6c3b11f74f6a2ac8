public import Dates

/// What an answer to a letter says of its task.
public struct Reply: Hashable, Sendable {
    /// What a person may report by mail: all else takes the command or the page.
    public enum Kind: Hashable, Sendable {
        case done
        case acknowledged
        /// As it was written: "60%", "137.000".
        case progress(String)
        case askExtension(until: Day, reason: String)
    }

    /// What its first words say.
    public var kind: Kind
    /// The day it happened, where it is said.
    public var on: Day?
    /// The paper that proves it.
    public var document: String?
    /// The date of that paper, where it is said beside the number.
    public var documentDate: Day?
    /// Which of the letter's tasks is meant: its index among them; nil: it is not said.
    public var task: Int?
    /// Every word of it was understood; else a person had better look.
    public var isCertain: Bool

    /// Made by ``readReply(_:tasks:in:)`` alone, but for tests.
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
    /// The programme's id.
    public var programme: String
    /// The task's id within its programme.
    public var task: String
    /// The occurrence's id, as it was when the letter went out.
    public var occurrence: String

    /// Names of the letter's day: an answer may come long after.
    public init(programme: String, task: String, occurrence: String) {
        self.programme = programme
        self.task = task
        self.occurrence = occurrence
    }

    /// `programme/task@occurrence`, as commands take it.
    public var reference: String { "\(programme)/\(task)@\(occurrence)" }
}
