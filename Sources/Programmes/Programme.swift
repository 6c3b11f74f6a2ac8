public import Dates
public import Diagnostics

/// How pressing a task is; `normal` where nothing is said.
public enum Priority: UInt8, Hashable, Sendable, Comparable, CaseIterable {
    case low, normal, high, urgent

    /// The less pressing is the lesser one, so that `priority >= high` in a rule means high and urgent.
    public static func < (a: Priority, b: Priority) -> Bool { a.rawValue < b.rawValue }
}

/// A programme, plan or resolution: one file, tens of tasks.
///
/// What repeats among its tasks is held once and referred to by index: lists of deadline phrases, sets of tags.
public struct Programme: Sendable {
    /// a-z, A-Z, 0-9, '-', '_', '.'; unique in the site.
    public var id: String { didSet { readings = [] } }
    /// Of the document, on one line.
    public var title: String
    /// "01-KH/TU".
    public var number: String? { didSet { readings = [] } }
    /// The day of signing: deadlines are counted and read from it.
    public var issued: Day { didSet { readings = [] } }
    /// nil where the file names nobody.
    public var issuer: BodyIndex?
    /// The years that the document says it is for, both ends included; a phrase without a year is looked for in them.
    public var period: ClosedRange<Int>? { didSet { readings = [] } }
    /// Chase what was due from then on; nil: from the first load.
    public var since: Day?
    /// Of the tasks that do not say it themselves; see ``completion(of:)``.
    public var completion: Completion
    /// Of the tasks that do not say it themselves; see ``confirmation(of:)``.
    public var confirmation: Confirmation
    /// Whom to answer; nil: the site's.
    public var contact: Person?
    /// In the order of the document; a ``Plan`` numbers its tasks by it.
    public var tasks: TaskList
    /// The lists of phrases that ``OfficeTask/deadline`` points into.
    public var deadlines: [[String]] { didSet { readings = [] } }
    /// What ``deadlines`` were read as, each list; empty where they have not been. Whoever changes the site's ways of
    /// reading or its calendar has to ``forgetReadings()``.
    public private(set) var readings: [DeadlineReading]
    /// The sets of tags that ``OfficeTask/tags`` points into; the first is empty.
    public var tagSets: [[String]]
    /// Of its file, as ``SourceFile/path``; empty for one made by the program itself.
    public var path: String

    /// - Parameter tagSets: the first has to be empty, for it is what a task without tags points to.
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

    /// For who changes what phrases are read against, as the site's calendar.
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
    /// What is to be done, on one line, as the document says it.
    public var title: String
    /// In the order of the roles, then as written.
    public var assignments: [Assignment]
    /// Index into ``Programme/deadlines``.
    public var deadline: UInt32
    /// Index into ``Programme/tagSets``.
    public var tags: UInt32
    /// That of the document where the task says none.
    public var priority: Priority
    /// What few tasks have.
    public var extra: Extra?
    /// The stretch of the programme's file, for diagnostics.
    public var span: Span

    /// Its indices have to be those of the programme that it is put into.
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

    /// What few tasks have beyond a title, bodies and a deadline: held apart, so that the others take no room for it.
    public final class Extra: Hashable, Sendable {
        /// The amount that progress is counted against; nil: reports give per cent.
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

        /// Whoever makes one gives at least one value: a task of which all are nil has no ``OfficeTask/extra``.
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

        /// By what it says; of two tasks that say the same either may stand for both.
        public static func == (a: Extra, b: Extra) -> Bool {
            a.target == b.target && a.after == b.after && a.event == b.event && a.completion == b.completion
                && a.confirmation == b.confirmation && a.officer == b.officer && a.was == b.was
        }

        /// Of the parts that mostly differ; equal ones agree in them too.
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

    /// The body has to be below 2^28.
    @inlinable
    public init(_ role: Role, _ body: BodyIndex) {
        packed = UInt32(role.rawValue) << 28 | body.rawValue & 0x0FFF_FFFF
    }

    /// Upper four bits; `directing` where they are no role, which bytes of a cache may have.
    @inlinable public var role: Role { Role(rawValue: UInt8(packed >> 28)) ?? .directing }

    /// A place in the directory that the programme was read against.
    @inlinable public var body: BodyIndex { BodyIndex(Int(packed & 0x0FFF_FFFF)) }
}

/// "137.000 đoàn viên": progress is counted in per cent of the value.
public struct Target: Hashable, Sendable {
    /// What is counted, "đảng viên mới"; where a file says "137.000 đoàn viên" alone, the same as the unit.
    public var metric: String
    /// In thousandths, so that 99.5 % is exact.
    public var milli: Int
    /// "%", "người", "tỷ đồng"; nil: the number is of the metric itself.
    public var unit: String?

    /// - Parameter milli: never negative, as ``Quantity`` reads it.
    public init(metric: String, milli: Int, unit: String?) {
        self.metric = metric
        self.milli = milli
        self.unit = unit
    }
}
