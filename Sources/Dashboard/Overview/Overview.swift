public import Dates
public import Planning
public import Programmes

/// How things stand, as a page or another front shows it: figures, and the lists that they lead to.
public struct Overview: Sendable {
    /// What indices of tasks and programmes are of.
    public let plan: Plan
    /// The instant at which all figures and lists hold.
    public let asOf: Instant
    /// Of every share that the scope takes in.
    public internal(set) var figures = Figures()
    /// nil: the site had not begun by then.
    public internal(set) var change: Change?
    /// In the order of their files.
    public internal(set) var programmes: [Group<Int>] = []
    /// Those in most need first; nil: nobody is responsible.
    public internal(set) var bodies: [Group<BodyIndex?>] = []
    /// By figure: the most urgent first, of what is done the latest.
    public internal(set) var lists: [Figure: [Entry]] = [:]
    /// An extension is asked for.
    public internal(set) var asked: [Request] = []
    /// This month and the eleven after it.
    public internal(set) var months: [Month] = []
    /// Of each task with a target the occurrence that stands for it, in the order of the programmes' files.
    public internal(set) var targets: [TargetLine] = []
    /// Every task once, in the order of the programmes' files.
    public internal(set) var tasks: [TaskLine] = []
    /// Who was told of what is overdue, by ``Entry/name``.
    public var notices: [OccurrenceName: NoticesSent] = [:]

    /// The day of ``asOf`` by the site's zone.
    public var today: Day { plan.site.settings.zone.day(at: asOf) }

    /// What is seen under one programme or body.
    public struct Group<Key: Hashable & Sendable>: Sendable {
        /// Which of them it is: the index of the programme, or the body.
        public let key: Key
        /// Of the shares under it alone; one task may be under several bodies.
        public internal(set) var figures = Figures()
        /// What is open of it, the most urgent first.
        public internal(set) var open: [Entry] = []
    }

    /// A task at one of its occurrences, with those of its shares that stand alike.
    public struct Entry: Hashable, Sendable {
        /// Index into the plan.
        public let task: Int
        /// Id of the occurrence.
        public let occurrence: String
        /// The one that all shares of the entry are in.
        public let figure: Figure
        /// The occurrence's first day.
        public let start: Day
        /// The due date that these shares have in common; nil where none is due.
        public let due: Day?
        /// 0 where it is not.
        public let daysOverdue: Int
        /// Of what is done.
        public let doneOn: Day?
        /// Reported done, and to be confirmed.
        public let isReported: Bool
        /// Whose shares these are; nil: nobody's.
        public internal(set) var bodies: [BodyIndex?]
    }

    /// An extension that a body asked for, and nobody has granted or refused.
    public struct Request: Hashable, Sendable {
        /// Of those that ask alike.
        public internal(set) var entry: Entry
        /// The day that is asked for.
        public let until: Day
        /// In the body's own words.
        public let reason: String
        /// When it was recorded.
        public let at: Instant?
    }

    /// What falls due in a month of the calendar.
    public struct Month: Sendable {
        /// The first day of the month.
        public let first: Day
        /// Shares that fall due in it from today on, and are not done.
        public internal(set) var shares = 0
        /// By due date.
        public internal(set) var entries: [Entry] = []
    }

    /// How far a target is reached.
    public struct TargetLine: Hashable, Sendable {
        /// Index into the plan.
        public let task: Int
        /// Whose; nil: the occurrence's as a whole.
        public let body: BodyIndex?
        /// What the whole is; ``doneMilli`` is in its unit.
        public let target: Target
        /// nil: nothing was reported yet.
        public let doneMilli: Int?
        /// Rounded down, and above 100 where more was done; nil: nothing was reported yet.
        public let percent: Int?
        /// How much of the time from the start to the due date has gone, in per cent.
        public let elapsedPercent: Int?
        /// nil where none is due.
        public let due: Day?
    }

    /// A task in the list of all.
    public struct TaskLine: Sendable {
        /// Index into the plan.
        public let task: Int
        /// The one that stands for the task; nil: nothing of it ever falls due.
        public let occurrence: OccurrenceState?
        /// The whole task was reported cancelled.
        public let isCancelled: Bool
    }

    /// What is other than a week ago.
    public struct Change: Hashable, Sendable {
        /// A week before today.
        public let since: Day
        /// As they were.
        public let figures: Figures
        /// Shares that were done within the week, by their due date.
        public internal(set) var doneInTime = 0
        /// Shares that were done within the week, after their due date.
        public internal(set) var doneLate = 0
        /// Shares that are overdue, and were not a week ago.
        public internal(set) var newlyOverdue = 0
        /// Overdue then, and not any more.
        public internal(set) var overdueNoMore = 0
    }
}

/// An occurrence of a task, by the names that the ledger knows it under.
public struct OccurrenceName: Hashable, Sendable {
    /// Its id.
    public let programme: String
    /// The task's id within its programme.
    public let task: String
    /// Its id.
    public let occurrence: String

    /// Names as they are now: a programme or task that was renamed is known by the new one.
    public init(programme: String, task: String, occurrence: String) {
        self.programme = programme
        self.task = task
        self.occurrence = occurrence
    }
}

/// What went out about an occurrence.
public struct NoticesSent: Hashable, Sendable {
    /// When the last went out.
    public let last: Instant
    /// Ids of the bodies that it went to.
    public let recipients: [String]
    /// Whether the last told those above.
    public let isEscalation: Bool

    /// - Parameter recipients: each once.
    public init(last: Instant, recipients: [String], isEscalation: Bool) {
        self.last = last
        self.recipients = recipients
        self.isEscalation = isEscalation
    }
}

extension Overview {
    /// For ``notices``, which the ledger is asked for by names.
    public func name(of entry: Entry) -> OccurrenceName {
        OccurrenceName(
            programme: plan.site.programmes[plan.programmeIndex(ofTask: entry.task)].id, task: plan.taskID(entry.task),
            occurrence: entry.occurrence)
    }
}
