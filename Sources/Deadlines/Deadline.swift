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
    public var recurrence: Recurrence?
    /// What is waited for, where the kind is `awaiting`; also of a part.
    public var event: AwaitedEvent?
    /// Of a `compound`.
    public var parts: [Deadline]
    public var notes: [ReadingNote]
    /// Why an `unreadable` one has no reading.
    public var error: ReadingNote?

    public init(
        text: String, kind: DeadlineKind, start: Day? = nil, due: Day? = nil, dueTime: TimeOfDay? = nil,
        recurrence: Recurrence? = nil, event: AwaitedEvent? = nil, parts: [Deadline] = [], notes: [ReadingNote] = [],
        error: ReadingNote? = nil
    ) {
        self.text = text
        self.kind = kind
        self.start = start
        self.due = due
        self.dueTime = dueTime
        self.recurrence = recurrence
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

    public init(name: String, term: Term? = nil, isBefore: Bool = false) {
        self.name = name
        self.term = term
        self.isBefore = isBefore
    }
}

/// One period of a deadline.
public struct Occurrence: Hashable, Sendable {
    /// The calendar period's name (`2021`, `2021-H1`, `2021-Q4`, `2021-10`, `2021-W41`, `2021-12-15`), else the due
    /// date; `open` where nothing is due; `awaited` while its event has not happened.
    public var id: String
    public var start: Day
    /// As written; the last day, inclusive.
    public var due: Day?
    public var dueTime: TimeOfDay?
    /// The last working day on or before `due`.
    public var prudentDue: Day?
    /// The next working day where `due` falls on a day off; nothing is overdue before it has passed.
    public var legalDue: Day?

    public init(
        id: String, start: Day, due: Day?, dueTime: TimeOfDay? = nil, prudentDue: Day? = nil, legalDue: Day? = nil
    ) {
        self.id = id
        self.start = start
        self.due = due
        self.dueTime = dueTime
        self.prudentDue = prudentDue
        self.legalDue = legalDue
    }
}
