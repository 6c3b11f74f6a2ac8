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
    /// A fact that is itself true or false: `overdue`, `acknowledged`; of `due` and `officer` whether there is one.
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

    /// Of the meaning alone, as equality is.
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

/// Which of them a fact takes follows from its kind: the parser refuses the others.
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
    /// The name of the person in charge; alone: whether there is one.
    case officer
    // Dynamic.
    case status, progress, acknowledged, done, cancelled, overdue, daysOverdue, daysLeft, noticesSent
    /// It waits for confirmation.
    case reported
    /// Its due date was moved; how often.
    case extended, extensions
    /// Of the occurrence: the shares that are not done or cancelled, and all.
    case sharesOpen, shares
    /// A report named the paper that proves it.
    case document
    /// It was done after its due date.
    case late

    /// Whether the answer follows from the files and dates: only such facts may stand in `for`, which is asked once.
    public var isStatic: Bool {
        switch self {
        case .programme, .task, .title, .tag, .priority, .deadline, .start, .due, .role, .officer: true
        case .status, .progress, .acknowledged, .done, .cancelled, .overdue, .daysOverdue, .daysLeft, .noticesSent,
            .reported, .extended, .extensions, .sharesOpen, .shares, .document, .late:
            false
        }
    }
}

/// What a fact is compared with; the parser lets only values of the fact's own kind through.
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
