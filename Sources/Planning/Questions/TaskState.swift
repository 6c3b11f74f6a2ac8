public import Dates
public import Deadlines

/// Where a task stands, with its occurrences.
public struct TaskState: Hashable, Sendable {
    /// Index into the plan, see ``Plan/task(_:)``.
    public var taskIndex: Int
    /// Index into ``Site/programmes``.
    public var programmeIndex: Int
    /// Of one phrase its own, of several compound.
    public var deadlineKind: DeadlineKind
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
    /// The occurrence that stands for the task; nil where none is shown.
    public var current: OccurrenceState? { occurrences.current }
}

extension Sequence<OccurrenceState> {
    /// The occurrence to speak of where one stands for the task: the first by urgency, of those that have ended the latest.
    public var current: OccurrenceState? { current(\.status) }
}

extension Sequence {
    /// The same of whatever has a status. What comes after the first that is overdue is not asked for.
    func current(_ status: (Element) -> OccurrenceStatus) -> Element? {
        var found: (occurrence: Element, status: OccurrenceStatus)?
        for occurrence in self {
            let status = status(occurrence)
            // The first of what is to be done, but the latest of what has ended.
            let isNearer = found.map { status.precedence < $0.status.precedence } ?? true
            if isNearer || status.isEnded && found?.status.isEnded ?? false { found = (occurrence, status) }
            if status == .overdue { break }
        }
        return found?.occurrence
    }
}

/// Where an occurrence stands; its raw value is what interfaces say.
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

    /// Where one occurrence stands for a task, what is overdue goes before what is under way, that before what waits to
    /// be confirmed, what is awaited, what begins next, and what has ended.
    var precedence: Int {
        switch self {
        case .overdue: 0
        case .open: 1
        case .reported: 2
        case .awaited: 3
        case .upcoming: 4
        case .done, .cancelled, .history: 5
        }
    }
}

/// One occurrence of a task.
public struct OccurrenceState: Hashable, Sendable {
    /// As it is named now; see ``Occurrence/id``.
    public var id: String
    /// Of the deadline or its part.
    public var kind: DeadlineKind
    /// Its first day; of one that has none the issue.
    public var start: Day
    /// The first of the due dates in force of its shares; nil where none is due.
    public var due: Day?
    /// The last working day on or before `due`.
    public var prudentDue: Day?
    /// The next working day where `due` falls on a day off.
    public var legalDue: Day?
    /// Of the whole: done once no share is open or waits.
    public var status: OccurrenceStatus
    /// 0 where not overdue.
    public var daysOverdue: Int
    /// In the target's unit, in thousandths; per cent where the task has no target.
    public var progressMilli: Int?
    /// Whole per cent of the target, rounded down, and above 100 where more was done; nil: nothing was reported.
    public var progressPercent: Int?
    /// Whether each share is, of one at least.
    public var isAcknowledged: Bool
    /// The first day of notices again; nil: nobody asked for quiet, or it is over.
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
    /// As reported; lateness is for `count` to tell.
    public var status: Status
    /// By status, due date and today.
    public var count: Count
    /// The due date in force of this share; nil where none is due.
    public var due: Day?
    /// The next working day where `due` falls on a day off.
    public var legalDue: Day?
    /// Of the occurrence's due dates the one it has.
    public var dueNumber: Int
    /// In the target's unit, in thousandths; per cent where the task has no target.
    public var progressMilli: Int?
    /// Whole per cent of the target, rounded down, and above 100 where more was done; nil: nothing was reported.
    public var progressPercent: Int?
    /// The paper that proves that it was done.
    public var document: Report.Document?
    /// The day it was done, as reported.
    public var doneOn: Day?
    /// By the body itself or for it, and not taken back.
    public var isAcknowledged: Bool
    /// An extension is asked for until then, and not yet granted or refused.
    public var askedUntil: Day?
    /// Why, and when that was asked.
    public var askedReason = ""
    /// nil where nothing is asked for.
    public var askedAt: Instant?
    /// In progress, and due within 14 days.
    public var isDueSoon = false

    /// What is not a parameter is filled in by who makes it: nothing was reported, and nothing asked for.
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
    /// Each once, whatever number of occurrences it has.
    public var tasks = 0
    /// Of the shown occurrences of these tasks.
    public var shares = ShareCounts()

    /// Nothing counted yet.
    public init() {}

    /// In progress, with a due date.
    public var open: Int { shares[.inProgress] }
    /// Of those in progress what is due within 14 days.
    public var dueSoon: Int { shares.dueSoon }
    /// The legal due date has passed, and neither done nor reported was said.
    public var overdue: Int { shares[.overdue] }
    /// Their event has not happened.
    public var awaited: Int { shares[.awaiting] }
    /// Open without a due date: continuous, periodic without a cadence, vague.
    public var withoutDate: Int { shares[.withoutDate] }
    /// In time and late together.
    public var done: Int { shares.done }
    /// Shares that were let off, each or with the whole.
    public var cancelled: Int { shares[.cancelled] }
    /// Due before the first load: shown, not chased.
    public var history: Int { shares[.history] }
}
