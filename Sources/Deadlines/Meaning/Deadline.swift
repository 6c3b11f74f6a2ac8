public import Dates

/// What a phrase turned out to be.
public enum DeadlineKind: String, Hashable, Sendable, CaseIterable {
    case once, recurring, periodic, continuous, awaiting, asNeeded, vague, compound, unreadable
}

/// A phrase as it was read: its kind, its dates, and notes on how it was understood.
public struct Deadline: Hashable, Sendable {
    /// As it was written.
    public var text: String
    /// Decides which of the other fields say anything: see docs/deadlines.md.
    public var kind: DeadlineKind
    /// The first day; nil: the issue, where the phrase is due at all.
    public var start: Day?
    /// The last day, inclusive. For `recurring` and `compound` the first one on or after the issue.
    public var due: Day?
    /// A clock time that stands beside the due day ("trước 17 giờ ngày …").
    public var dueTime: TimeOfDay?
    /// The last working day on or before `due`.
    public var prudentDue: Day?
    /// The next working day where `due` falls on a day off (Civil Code 2015, Article 148.5).
    public var legalDue: Day?
    /// How often it comes, for people and interfaces; its occurrences follow from ``cycles``.
    public var recurrence: Recurrence?
    /// Of what recurs: the rules that give its occurrences; two where a phrase names two days of one cycle.
    public var cycles: [DueCycle]
    /// What is waited for, where the kind is `awaiting`; also of a part.
    public var event: AwaitedEvent?
    /// Of a `compound`.
    public var parts: [Deadline]
    /// What a person should know of the reading: other readings, days off, corrections; in the order found.
    public var notes: [ReadingNote]
    /// Why an `unreadable` one has no reading.
    public var error: ReadingNote?

    /// Made by ``readDeadline(_:in:)-swift.func``; what is given has to fit the kind.
    public init(
        text: String, kind: DeadlineKind, start: Day? = nil, due: Day? = nil, dueTime: TimeOfDay? = nil,
        prudentDue: Day? = nil, legalDue: Day? = nil, recurrence: Recurrence? = nil, cycles: [DueCycle] = [],
        event: AwaitedEvent? = nil, parts: [Deadline] = [], notes: [ReadingNote] = [], error: ReadingNote? = nil
    ) {
        self.text = text
        self.kind = kind
        self.start = start
        self.due = due
        self.dueTime = dueTime
        self.prudentDue = prudentDue
        self.legalDue = legalDue
        self.recurrence = recurrence
        self.cycles = cycles
        self.event = event
        self.parts = parts
        self.notes = notes
        self.error = error
    }
}

/// The calendar's units, by which deadlines recur.
public typealias PeriodUnit = CalendarUnit

/// A cycle of due dates: every `every` units from `from` until `until`.
public struct Recurrence: Hashable, Sendable {
    /// 1 or more.
    public var every: Int
    /// What ``every`` counts.
    public var unit: PeriodUnit
    /// The first day of the first cycle.
    public var from: Day
    /// The last day that may be a due date; nil: it goes on.
    public var until: Day?

    /// - Parameter every: 1 or more.
    public init(every: Int, unit: PeriodUnit, from: Day, until: Day? = nil) {
        self.every = every
        self.unit = unit
        self.from = from
        self.until = until
    }
}

/// What terms are counted in (Civil Code 2015, Articles 144–148); of an event known by its day alone hours count as the
/// days begun.
public enum TermUnit: String, Hashable, Sendable, CaseIterable {
    case hour, day, workingDay, week, month, quarter, year
}

/// A length of time, as "15 ngày làm việc".
public struct Term: Hashable, Sendable {
    /// 0 or more.
    public var count: Int
    /// A month or longer is one of the calendar, to the corresponding day (Civil Code 2015, Article 148.3).
    public var unit: TermUnit

    /// - Parameter count: 0 or more.
    public init(_ count: Int, _ unit: TermUnit) {
        self.count = count
        self.unit = unit
    }
}

/// An event that a deadline waits for, and the term that it leaves after it, or asks for before it.
public struct AwaitedEvent: Hashable, Sendable {
    /// In the phrase's own words: "hướng dẫn của Trung ương".
    public var name: String
    /// nil: the phrase gives none, and the site's ``ReadingPolicy/afterEvent`` holds; before an event it is a day.
    public var term: Term?
    /// Counted back from the event: such a term is not prolonged by a day off.
    public var isBefore: Bool
    /// Its date, where the phrase itself says it ("kể từ ngày 29/02/2024").
    public var date: Day?

    /// - Parameter term: never negative; `isBefore` says which way it counts.
    public init(name: String, term: Term? = nil, isBefore: Bool = false, date: Day? = nil) {
        self.name = name
        self.term = term
        self.isBefore = isBefore
        self.date = date
    }
}
