public import Dates
public import Deadlines
public import Diagnostics
public import Programmes

/// A condition over a task's occurrence. Evaluation is total: no recursion but over the tree, no calls out.
public indirect enum Condition: Hashable, Sendable {
    case and(Condition, Condition)
    case or(Condition, Condition)
    case not(Condition)
    /// A name that a `define` gives.
    case defined(Name)
    case compare(Fact, Comparison, Literal, Span)
    /// A fact that is itself true or false: `overdue`, `acknowledged`.
    case holds(Fact, Span)
    /// `due within 14 days`: not overdue, and the prudent due date is at most so far away.
    case dueWithin(Offset, Span)

    /// Of the meaning alone, wherever it was written.
    public static func == (a: Condition, b: Condition) -> Bool {
        switch (a, b) {
        case (.and(let a1, let a2), .and(let b1, let b2)), (.or(let a1, let a2), .or(let b1, let b2)):
            a1 == b1 && a2 == b2
        case (.not(let a), .not(let b)): a == b
        case (.defined(let a), .defined(let b)): a == b
        case (.compare(let f, let c, let l, _), .compare(let g, let d, let m, _)): f == g && c == d && l == m
        case (.holds(let f, _), .holds(let g, _)): f == g
        case (.dueWithin(let a, _), .dueWithin(let b, _)): a == b
        default: false
        }
    }

    public func hash(into hasher: inout Hasher) {
        switch self {
        case .and(let a, let b), .or(let a, let b):
            if case .and = self { hasher.combine(0) } else { hasher.combine(1) }
            a.hash(into: &hasher)
            b.hash(into: &hasher)
        case .not(let inner):
            hasher.combine(2)
            inner.hash(into: &hasher)
        case .defined(let name): hasher.combine(name)
        case .compare(let fact, let comparison, let literal, _):
            hasher.combine(fact)
            hasher.combine(comparison)
            hasher.combine(literal)
        case .holds(let fact, _): hasher.combine(fact)
        case .dueWithin(let offset, _): hasher.combine(offset)
        }
    }
}

public enum Comparison: UInt8, Hashable, Sendable {
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
    /// `tag has "khẩn"`: the list has the element; `title has "…"`: the text contains it, case aside.
    case has
    /// `deadline is continuous`, `status is open`.
    case `is`
}

/// What a condition may ask. Static facts follow from the files; dynamic ones from what was reported.
public enum Fact: Hashable, Sendable {
    // Static.
    case programme, task, title, tag, priority, deadline, start, due
    case role(Role)
    // Dynamic.
    case status, progress, acknowledged, done, cancelled, overdue, daysOverdue, daysLeft, noticesSent

    public var isStatic: Bool {
        switch self {
        case .programme, .task, .title, .tag, .priority, .deadline, .start, .due, .role: true
        case .status, .progress, .acknowledged, .done, .cancelled, .overdue, .daysOverdue, .daysLeft, .noticesSent:
            false
        }
    }
}

public enum Literal: Hashable, Sendable {
    case string(String)
    case number(Int)
    case percent(Int)
    case date(Day)
    case priority(Priority)
    case deadlineKind(DeadlineKind)
    case status(StatusName)
    case offset(Offset)
}

/// Where an occurrence stands. `open` is anything neither done nor cancelled.
public enum StatusName: UInt8, Hashable, Sendable, CaseIterable {
    case open, done, cancelled
}

/// `test "…"`: statements run in order on a virtual clock.
public struct RuleTest: Hashable, Sendable {
    public var name: Name
    public var statements: [TestStatement]

    public init(name: Name, statements: [TestStatement]) {
        self.name = name
        self.statements = statements
    }
}

public enum TestStatement: Hashable, Sendable {
    /// `task "1.1" deadline "…" lead "…" issued 2021-10-01 priority high tag "…" …`.
    case task(TestTask)
    /// `given done on 2021-12-20`.
    case given(TestReport, on: Day, Span)
    /// `on 2021-12-01 expect remind lead`, `expect nothing`; every notice of the day, and no other.
    case expect(on: Day, [Action], Span)

    /// Of the meaning alone, wherever it was written.
    public static func == (a: TestStatement, b: TestStatement) -> Bool {
        switch (a, b) {
        case (.task(let a), .task(let b)): a == b
        case (.given(let r, let d, _), .given(let s, let e, _)): r == s && d == e
        case (.expect(let d, let x, _), .expect(let e, let y, _)): d == e && x == y
        default: false
        }
    }

    public func hash(into hasher: inout Hasher) {
        switch self {
        case .task(let task): hasher.combine(task)
        case .given(let report, let day, _):
            hasher.combine(report)
            hasher.combine(day)
        case .expect(let day, let actions, _):
            hasher.combine(day)
            hasher.combine(actions)
        }
    }
}

public struct TestTask: Hashable, Sendable {
    public var id: String?
    public var title: String?
    public var deadline: [String]
    public var issued: Day?
    public var roles: [Role: [String]]
    public var tags: [String]
    public var priority: Priority?
    public var event: String?
    public var span: Span

    public init(
        id: String? = nil, title: String? = nil, deadline: [String], issued: Day? = nil,
        roles: [Role: [String]] = [:], tags: [String] = [], priority: Priority? = nil, event: String? = nil,
        span: Span = Span(0, 0)
    ) {
        self.id = id
        self.title = title
        self.deadline = deadline
        self.issued = issued
        self.roles = roles
        self.tags = tags
        self.priority = priority
        self.event = event
        self.span = span
    }

    /// Wherever it was written.
    public static func == (a: TestTask, b: TestTask) -> Bool {
        a.id == b.id && a.title == b.title && a.deadline == b.deadline && a.issued == b.issued && a.roles == b.roles
            && a.tags == b.tags && a.priority == b.priority && a.event == b.event
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(id)
        hasher.combine(title)
        hasher.combine(deadline)
        hasher.combine(roles)
    }
}

public enum TestReport: Hashable, Sendable {
    case done, reopened, cancelled, acknowledged
    case progress(Int)
    case snoozed(until: Day)
    case event(String)
}
