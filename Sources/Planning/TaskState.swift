public import Dates
public import Deadlines

/// Where a task stands, with its occurrences.
public struct TaskState: Hashable, Sendable {
    /// Index into the plan, see ``Plan/task(_:)``.
    public var taskIndex: Int
    public var programmeIndex: Int
    /// The deadline's phrases as read.
    public var deadlines: [Deadline]
    /// Those of the past from the programme's issue on, the present ones, and of each part the next to come.
    public var occurrences: [OccurrenceState]
    /// The whole task was reported cancelled.
    public var isCancelled: Bool
    /// The first day of notices again.
    public var snoozedUntil: Day?
    /// The next instant at which a rule may send something for it: now, where something is due and has not gone out.
    public var next: Instant?
}

public enum OccurrenceStatus: String, Hashable, Sendable, CaseIterable {
    case open, done, cancelled, overdue
    /// Due before the programme was first loaded: shown, not chased.
    case history
    /// Its event has not happened.
    case awaited
    /// Starts after today.
    case upcoming

    /// Nothing is sent for it any more.
    public var isEnded: Bool { self == .done || self == .cancelled || self == .history }
}

/// One occurrence of a task.
public struct OccurrenceState: Hashable, Sendable {
    public var id: String
    /// Of the deadline or its part.
    public var kind: DeadlineKind
    public var start: Day
    public var due: Day?
    public var prudentDue: Day?
    public var legalDue: Day?
    public var status: OccurrenceStatus
    /// 0 where not overdue.
    public var daysOverdue: Int
    /// In the target's unit, in thousandths; per cent where the task has no target.
    public var progressMilli: Int?
    public var progressPercent: Int?
    public var isAcknowledged: Bool
    public var snoozedUntil: Day?
    /// Distinct steps of rules that went out.
    public var noticesSent: Int
    /// The next instant at which a rule may send something for it: now, where something is due and has not gone out.
    public var next: Instant?
}

/// How many tasks stand where. A task counts by its most urgent occurrence.
public struct Summary: Hashable, Sendable {
    public var tasks = 0
    public var open = 0
    public var overdue = 0
    /// Due within 14 days.
    public var dueSoon = 0
    public var awaited = 0
    /// Open without a due date: continuous, periodic without a cadence, vague.
    public var withoutDate = 0
    public var done = 0
    public var cancelled = 0
    /// Due before the first load, or ended before the issue: shown, not chased.
    public var history = 0

    public init() {}
}
