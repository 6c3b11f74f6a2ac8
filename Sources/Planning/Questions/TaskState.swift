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

extension TaskState {
    public var current: OccurrenceState? { occurrences.current }
}

extension [OccurrenceState] {
    /// The occurrence to speak of where one stands for the task: the oldest that is overdue, else the oldest under
    /// way, else what waits to be confirmed, what is awaited, the next to begin, and at last the latest of those past.
    public var current: OccurrenceState? {
        func first(_ status: OccurrenceStatus) -> OccurrenceState? { self.first { $0.status == status } }
        return first(.overdue) ?? first(.open) ?? first(.reported) ?? first(.awaited) ?? first(.upcoming) ?? last
    }
}

public enum OccurrenceStatus: String, Hashable, Sendable, CaseIterable {
    case open, done, cancelled, overdue
    /// No share of it is open, and one waits for confirmation.
    case reported
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
    /// Of its due dates the one in force: 0 the first, one more with each extension or edit.
    public var dueNumber: Int
    /// The first one; `due` where it was never moved.
    public var firstDue: Day?
    /// What each responsible body owes of it; one without a body where nobody is responsible.
    public var shares: [ShareState]
    /// The next instant at which a rule may send something for it: now, where something is due and has not gone out.
    public var next: Instant?
}

/// What one responsible body owes of an occurrence: its share.
public struct ShareState: Hashable, Sendable {
    /// A share is open, reported, done, or cancelled.
    public enum Status: String, Hashable, Sendable, CaseIterable { case open, reported, done, cancelled }

    /// What a share counts as in every figure that is shown: just one of these.
    public enum Count: String, Hashable, Sendable, CaseIterable {
        case notBegun, inProgress, reported, overdue, doneInTime, doneLate, withoutDate, awaiting, cancelled, history
    }

    /// The body's id; nil: nobody is responsible.
    public var body: String?
    public var status: Status
    public var count: Count
    public var due: Day?
    public var legalDue: Day?
    /// Of the occurrence's due dates the one it has.
    public var dueNumber: Int
    /// In the target's unit, in thousandths; per cent where the task has no target.
    public var progressMilli: Int?
    public var progressPercent: Int?
    /// The paper that proves that it was done.
    public var document: Report.Document?
    /// The day it was done, as reported.
    public var doneOn: Day?
    public var isAcknowledged: Bool
    /// An extension is asked for until then, and not yet granted or refused.
    public var askedUntil: Day?
    /// Why, and when that was asked.
    public var askedReason = ""
    public var askedAt: Instant?
    /// In progress, and due within 14 days.
    public var isDueSoon = false

    public init(body: String?, status: Status = .open, count: Count = .inProgress, due: Day?, dueNumber: Int = 0) {
        self.body = body
        self.status = status
        self.count = count
        self.due = due
        self.dueNumber = dueNumber
        isAcknowledged = false
    }
}

/// How many tasks there are, and where their shares stand: of each shown occurrence what each responsible body owes.
public struct Summary: Hashable, Sendable {
    public var tasks = 0
    public var shares = ShareCounts()

    public init() {}

    /// In progress, with a due date.
    public var open: Int { shares[.inProgress] }
    /// Of those in progress what is due within 14 days.
    public var dueSoon: Int { shares.dueSoon }
    public var overdue: Int { shares[.overdue] }
    public var awaited: Int { shares[.awaiting] }
    /// Open without a due date: continuous, periodic without a cadence, vague.
    public var withoutDate: Int { shares[.withoutDate] }
    public var done: Int { shares.done }
    public var cancelled: Int { shares[.cancelled] }
    /// Due before the first load: shown, not chased.
    public var history: Int { shares[.history] }
}
