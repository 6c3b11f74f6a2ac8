public import Dates

/// What a phrase turned out to be.
public enum DeadlineKind: String, Hashable, Sendable, CaseIterable {
    case once, recurring, periodic, continuous, awaiting, asNeeded, vague, compound, unreadable
}

/// A phrase as it was read: its kind, its dates, and notes on how it was understood.
public struct Deadline: Hashable, Sendable {
    /// As it was written.
    public var text: String
    public var kind: DeadlineKind
    public var start: Day?
    /// The last day, inclusive. For `recurring` and `compound` the first one on or after the issue.
    public var due: Day?
    /// A clock time that stands beside the due day ("trước 17 giờ ngày …").
    public var dueTime: TimeOfDay?
    /// The last working day on or before `due`.
    public var prudentDue: Day?
    /// The next working day where `due` falls on a day off (Civil Code 2015, Article 148.5).
    public var legalDue: Day?
    public var recurrence: Recurrence?
    /// Of what recurs: the rules that give its occurrences; two where a phrase names two days of one cycle.
    public var cycles: [Cycle]
    /// What is waited for, where the kind is `awaiting`; also of a part.
    public var event: AwaitedEvent?
    /// Of a `compound`.
    public var parts: [Deadline]
    public var notes: [ReadingNote]
    /// Why an `unreadable` one has no reading.
    public var error: ReadingNote?

    public init(
        text: String, kind: DeadlineKind, start: Day? = nil, due: Day? = nil, dueTime: TimeOfDay? = nil,
        prudentDue: Day? = nil, legalDue: Day? = nil, recurrence: Recurrence? = nil, cycles: [Cycle] = [],
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

public typealias PeriodUnit = CalendarUnit

/// A cycle of due dates: every `every` units from `from` until `until`.
public struct Recurrence: Hashable, Sendable {
    public var every: Int
    public var unit: PeriodUnit
    public var from: Day
    public var until: Day?

    public init(every: Int, unit: PeriodUnit, from: Day, until: Day? = nil) {
        self.every = every
        self.unit = unit
        self.from = from
        self.until = until
    }
}

public enum TermUnit: String, Hashable, Sendable, CaseIterable {
    case hour, day, workingDay, week, month, quarter, year
}

/// A length of time, as "15 ngày làm việc".
public struct Term: Hashable, Sendable {
    public var count: Int
    public var unit: TermUnit

    public init(_ count: Int, _ unit: TermUnit) {
        self.count = count
        self.unit = unit
    }
}

/// An event that a deadline waits for, and the term it leaves (negative: before the event).
public struct AwaitedEvent: Hashable, Sendable {
    /// In the phrase's own words: "hướng dẫn của Trung ương".
    public var name: String
    public var term: Term?
    public var isBefore: Bool
    /// Its date, where the phrase itself says it ("kể từ ngày 29/02/2024").
    public var date: Day?

    public init(name: String, term: Term? = nil, isBefore: Bool = false, date: Day? = nil) {
        self.name = name
        self.term = term
        self.isBefore = isBefore
        self.date = date
    }
}
