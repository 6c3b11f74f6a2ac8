public import Dates

/// What a person reported: the only way the state of a task changes.
public struct Report: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        case done, reopen, cancel, ack
        case snooze(until: Day)
        /// In the target's unit, in thousandths; per cent where the task has no target.
        case progress(milli: Int)
        /// A named event happened on a day.
        case event(name: String, on: Day)
    }

    public var at: Instant
    public var kind: Kind
    /// nil for an event.
    public var programme: String?
    public var task: String?
    /// nil: the occurrence that is current at `at`; see ``Memory/currentOccurrence(ofTask:at:)``.
    public var occurrence: String?
    /// Who reported it, as they said (`--by`), and the caller's user id where a socket told it.
    public var by: String
    public var uid: UInt32?
    public var note: String

    public init(
        at: Instant, kind: Kind, programme: String? = nil, task: String? = nil, occurrence: String? = nil,
        by: String = "", uid: UInt32? = nil, note: String = ""
    ) {
        self.at = at
        self.kind = kind
        self.programme = programme
        self.task = task
        self.occurrence = occurrence
        self.by = by
        self.uid = uid
        self.note = note
    }
}

extension Sequence<Report> {
    /// Those of the same second stay in the order they were made in.
    func sortedByTime() -> [Report] {
        enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
    }
}
