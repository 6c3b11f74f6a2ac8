public import Dates
public import Planning
public import Programmes

/// How things stand, as a page or another front shows it: figures, and the lists that they lead to.
public struct Overview: Sendable {
    public let plan: Plan
    public let asOf: Instant
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
    public internal(set) var targets: [TargetLine] = []
    /// Every task once, in the order of the programmes' files.
    public internal(set) var tasks: [TaskLine] = []
    /// Who was told of what is overdue, by ``Entry/name``.
    public var notices: [OccurrenceName: NoticesSent] = [:]

    public var today: Day { plan.site.settings.zone.day(at: asOf) }

    /// What is seen under one programme or body.
    public struct Group<Key: Hashable & Sendable>: Sendable {
        public let key: Key
        public internal(set) var figures = Figures()
        /// What is open of it, the most urgent first.
        public internal(set) var open: [Entry] = []
    }

    /// A task at one of its occurrences, with those of its shares that stand alike.
    public struct Entry: Hashable, Sendable {
        /// Index into the plan.
        public let task: Int
        public let occurrence: String
        public let figure: Figure
        public let start: Day
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

    public struct Request: Hashable, Sendable {
        /// Of those that ask alike.
        public internal(set) var entry: Entry
        public let until: Day
        public let reason: String
        public let at: Instant?
    }

    public struct Month: Sendable {
        public let first: Day
        /// Shares that fall due in it from today on, and are not done.
        public internal(set) var shares = 0
        public internal(set) var entries: [Entry] = []
    }

    /// How far a target is reached.
    public struct TargetLine: Hashable, Sendable {
        public let task: Int
        /// Whose; nil: the occurrence's as a whole.
        public let body: BodyIndex?
        public let target: Target
        /// nil: nothing was reported yet.
        public let doneMilli: Int?
        public let percent: Int?
        /// How much of the time from the start to the due date has gone, in per cent.
        public let elapsedPercent: Int?
        public let due: Day?
    }

    public struct TaskLine: Sendable {
        public let task: Int
        /// The one that stands for the task; nil: nothing of it ever falls due.
        public let occurrence: OccurrenceState?
        public let isCancelled: Bool
    }

    /// What is other than a week ago.
    public struct Change: Hashable, Sendable {
        public let since: Day
        /// As they were.
        public let figures: Figures
        public internal(set) var doneInTime = 0
        public internal(set) var doneLate = 0
        public internal(set) var newlyOverdue = 0
        /// Overdue then, and not any more.
        public internal(set) var overdueNoMore = 0
    }
}

/// An occurrence of a task, by the names that the ledger knows it under.
public struct OccurrenceName: Hashable, Sendable {
    public let programme: String
    public let task: String
    public let occurrence: String

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
    public let isEscalation: Bool

    public init(last: Instant, recipients: [String], isEscalation: Bool) {
        self.last = last
        self.recipients = recipients
        self.isEscalation = isEscalation
    }
}

extension Overview {
    public func name(of entry: Entry) -> OccurrenceName {
        OccurrenceName(
            programme: plan.site.programmes[plan.programmeIndex(ofTask: entry.task)].id, task: plan.taskID(entry.task),
            occurrence: entry.occurrence)
    }
}
