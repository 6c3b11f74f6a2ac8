public import Dates
public import Diagnostics

public enum Priority: UInt8, Hashable, Sendable, Comparable, CaseIterable {
    case low, normal, high, urgent

    public static func < (a: Priority, b: Priority) -> Bool { a.rawValue < b.rawValue }
}

/// A programme, plan or resolution: one file, tens of tasks.
///
/// What repeats among its tasks is held once and referred to by index: lists of deadline phrases, sets of tags.
public struct Programme: Sendable {
    /// a-z, A-Z, 0-9, '-', '_', '.'; unique in the site.
    public var id: String { didSet { readings = [] } }
    public var title: String
    /// "01-KH/TU".
    public var number: String? { didSet { readings = [] } }
    public var issued: Day { didSet { readings = [] } }
    public var issuer: BodyIndex?
    public var period: ClosedRange<Int>? { didSet { readings = [] } }
    /// Chase what was due from then on; nil: from the first load.
    public var since: Day?
    /// Of the tasks that do not say it themselves; see ``completion(of:)``.
    public var completion: Completion
    /// Of the tasks that do not say it themselves; see ``confirmation(of:)``.
    public var confirmation: Confirmation
    /// Whom to answer; nil: the site's.
    public var contact: Person?
    public var tasks: TaskList
    /// The lists of phrases that ``OfficeTask/deadline`` points into.
    public var deadlines: [[String]] { didSet { readings = [] } }
    /// What ``deadlines`` were read as, each list; empty where they have not been. Whoever changes the site's ways of
    /// reading or its calendar has to ``forgetReadings()``.
    public private(set) var readings: [DeadlineReading]
    /// The sets of tags that ``OfficeTask/tags`` points into; the first is empty.
    public var tagSets: [[String]]
    public var path: String

    public init(
        id: String, title: String, number: String? = nil, issued: Day, issuer: BodyIndex? = nil,
        period: ClosedRange<Int>? = nil, since: Day? = nil, completion: Completion = .lead,
        confirmation: Confirmation = .none, contact: Person? = nil, tasks: [OfficeTask] = [],
        deadlines: [[String]] = [], tagSets: [[String]] = [[]], path: String = ""
    ) {
        self.id = id
        self.title = title
        self.number = number
        self.issued = issued
        self.issuer = issuer
        self.period = period
        self.since = since
        self.completion = completion
        self.confirmation = confirmation
        self.contact = contact
        self.tasks = TaskList(tasks)
        self.deadlines = deadlines
        readings = []
        self.tagSets = tagSets
        self.path = path
    }

    /// Gives it its lists of phrases with what they were read as, in its own context.
    public mutating func setDeadlines(_ readings: [DeadlineReading]) {
        deadlines = readings.map(\.phrases)
        self.readings = readings
    }

    public mutating func forgetReadings() { readings = [] }

    /// Whose parts an occurrence of a task consists of.
    public func completion(of task: Int) -> Completion { tasks.extra(of: task)?.completion ?? completion }

    /// Who has to confirm that a task is done.
    public func confirmation(of task: Int) -> Confirmation { tasks.extra(of: task)?.confirmation ?? confirmation }
}

/// A task of a programme. (`Task` is Swift's word for something else.)
///
/// Defaults of the programme are already filled in, names are indices. Those of a programme are held in a ``TaskList``.
public struct OfficeTask: Hashable, Sendable {
    /// As the document numbers it: "1.1". Unique in the programme; no '@', '/' or white space.
    public var id: String
    public var title: String
    /// In the order of the roles, then as written.
    public var assignments: [Assignment]
    /// Index into ``Programme/deadlines``.
    public var deadline: UInt32
    /// Index into ``Programme/tagSets``.
    public var tags: UInt32
    public var priority: Priority
    /// What few tasks have.
    public var extra: Extra?
    /// The stretch of the programme's file, for diagnostics.
    public var span: Span

    public init(
        id: String, title: String, assignments: [Assignment] = [], deadline: UInt32, tags: UInt32 = 0,
        priority: Priority = .normal, extra: Extra? = nil, span: Span = Span(0, 0)
    ) {
        self.id = id
        self.title = title
        self.assignments = assignments
        self.deadline = deadline
        self.tags = tags
        self.priority = priority
        self.extra = extra
        self.span = span
    }

    public final class Extra: Hashable, Sendable {
        public let target: Target?
        /// The task (of the same programme, or `programme/task`) whose being done is the event awaited.
        public let after: String?
        /// The event's name, which several tasks may share.
        public let event: String?
        /// nil: the programme's.
        public let completion: Completion?
        /// nil: the programme's.
        public let confirmation: Confirmation?
        /// The person in charge, at the body that answers for the task.
        public let officer: Person?
        /// The id the task had before it was renumbered.
        public let was: String?

        public init(
            target: Target? = nil, after: String? = nil, event: String? = nil, completion: Completion? = nil,
            confirmation: Confirmation? = nil, officer: Person? = nil, was: String? = nil
        ) {
            self.target = target
            self.after = after
            self.event = event
            self.completion = completion
            self.confirmation = confirmation
            self.officer = officer
            self.was = was
        }

        /// The same without the task it waits for.
        public var withoutAfter: Extra {
            Extra(
                target: target, event: event, completion: completion, confirmation: confirmation, officer: officer,
                was: was)
        }

        public static func == (a: Extra, b: Extra) -> Bool {
            a.target == b.target && a.after == b.after && a.event == b.event && a.completion == b.completion
                && a.confirmation == b.confirmation && a.officer == b.officer && a.was == b.was
        }

        public func hash(into hasher: inout Hasher) {
            hasher.combine(target)
            hasher.combine(after)
            hasher.combine(event)
            hasher.combine(officer)
            hasher.combine(was)
        }
    }

    /// The bodies that have a role, in the order written.
    public func bodies(_ role: Role) -> [BodyIndex] {
        assignments.compactMap { $0.role == role ? $0.body : nil }
    }
}

/// A body in a role, in four bytes: there may be millions.
@frozen
public struct Assignment: Hashable, Sendable {
    /// The role in the upper four bits, the body in the others.
    @usableFromInline let packed: UInt32

    @inlinable
    public init(_ role: Role, _ body: BodyIndex) {
        packed = UInt32(role.rawValue) << 28 | body.rawValue & 0x0FFF_FFFF
    }

    @inlinable public var role: Role { Role(rawValue: UInt8(packed >> 28)) ?? .directing }

    @inlinable public var body: BodyIndex { BodyIndex(Int(packed & 0x0FFF_FFFF)) }
}

/// "137.000 đoàn viên": progress is counted in per cent of the value.
public struct Target: Hashable, Sendable {
    public var metric: String
    /// In thousandths, so that 99.5 % is exact.
    public var milli: Int
    public var unit: String?

    public init(metric: String, milli: Int, unit: String?) {
        self.metric = metric
        self.milli = milli
        self.unit = unit
    }
}
