public import Dates
public import Diagnostics
public import Programmes

/// `test "…"`: statements run in order on a virtual clock.
public struct RuleTest: Hashable, Sendable {
    /// For people alone: several tests may have the same.
    public var name: Name
    /// In the order written, which only tasks and the reports about them depend on.
    public var statements: [TestStatement]

    /// Made by the parser; a test may be empty, and then passes.
    public init(name: Name, statements: [TestStatement]) {
        self.name = name
        self.statements = statements
    }

    /// What a report is about that stands before any task.
    public var firstTask: TestTask? {
        for case .task(let task) in statements { return task }
        return nil
    }
}

/// A line of a test.
public enum TestStatement: Hashable, Sendable {
    /// `task "1.1" deadline "…" lead "…" issued 2021-10-01 priority high tag "…" …`.
    case task(TestTask)
    /// `given done of "huyen-uy-a" on 2021-12-20`.
    case given(TestReport, on: Day, Span)
    /// `on 2021-12-01 expect remind lead`, `expect nothing`.
    case expect(on: Day, TestExpectation, Span)

    /// Of the meaning alone, wherever it was written.
    public static func == (a: TestStatement, b: TestStatement) -> Bool {
        switch (a, b) {
        case (.task(let a), .task(let b)): a == b
        case (.given(let r, let d, _), .given(let s, let e, _)): r == s && d == e
        case (.expect(let d, let x, _), .expect(let e, let y, _)): d == e && x == y
        default: false
        }
    }

    /// Of the meaning alone, as equality is.
    public func hash(into hasher: inout Hasher) {
        switch self {
        case .task(let task): hasher.combine(task)
        case .given(let report, let day, _):
            hasher.combine(report)
            hasher.combine(day)
        case .expect(let day, let expectation, _):
            hasher.combine(day)
            hasher.combine(expectation)
        }
    }
}

/// A task as a test makes it, in a programme of its own.
public struct TestTask: Hashable, Sendable {
    /// nil: a number that the test gives it.
    public var id: String?
    /// nil: none, so that no rule that looks for words in titles means it.
    public var title: String?
    /// The phrases, read as those of a programme are.
    public var deadline: [String]
    /// nil: January 1 of the year of the first date, or of an earlier one in which its deadline begins.
    public var issued: Day?
    /// Bodies by id, name or alias; the site need not know them.
    public var roles: [Role: [String]]
    /// As `tag` in a rule compares them.
    public var tags: [String]
    /// nil: normal.
    public var priority: Priority?
    /// The name of the event that it waits for; nil: only its own reference names it.
    public var event: String?
    /// The name of the person in charge.
    public var officer: String?
    /// `completion each`.
    public var completion: Completion
    /// `confirm monitoring`.
    public var confirmation: Confirmation
    /// Of the whole statement, where failures are told.
    public var span: Span

    /// Made by the parser; a task without a deadline has an empty list.
    public init(
        id: String? = nil, title: String? = nil, deadline: [String], issued: Day? = nil,
        roles: [Role: [String]] = [:], tags: [String] = [], priority: Priority? = nil, event: String? = nil,
        officer: String? = nil, completion: Completion = .lead, confirmation: Confirmation = .none,
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
        self.officer = officer
        self.completion = completion
        self.confirmation = confirmation
        self.span = span
    }

    /// Wherever it was written.
    public static func == (a: TestTask, b: TestTask) -> Bool {
        a.id == b.id && a.title == b.title && a.deadline == b.deadline && a.issued == b.issued && a.roles == b.roles
            && a.tags == b.tags && a.priority == b.priority && a.event == b.event && a.officer == b.officer
            && a.completion == b.completion && a.confirmation == b.confirmation
    }

    /// Of the parts that mostly differ; equal tasks agree in them too.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(id)
        hasher.combine(title)
        hasher.combine(deadline)
        hasher.combine(roles)
    }
}

/// What somebody reports in a test.
public struct TestReport: Hashable, Sendable {
    /// As `Report.Kind` of the engine, in the words of the language.
    public enum Kind: Hashable, Sendable {
        case done, confirmed, returned, reopened, cancelled, acknowledged
        /// The last acknowledgement is taken back.
        case unacknowledged
        case progress(Int)
        case snoozed(until: Day)
        case extended(until: Day)
        case extensionAsked(until: Day)
        case extensionGranted, extensionRefused
        case event(String)
        case eventWithdrawn(String)
    }

    /// It counts as it stands: what a person would be refused is not refused in a test.
    public var kind: Kind
    /// `of "huyen-uy-a", "huyen-uy-b"`; none: of the task, or its only share.
    public var bodies: [Name]
    /// `document "45-BC/BTG"`: the paper that proves it.
    public var document: String?

    /// - Parameter bodies: empty: of the task, or its only share.
    public init(_ kind: Kind, of bodies: [Name] = [], document: String? = nil) {
        self.kind = kind
        self.bodies = bodies
        self.document = document
    }
}

/// What should go out on a day: every notice, and no other. Words are looked for in the letters of the day; where
/// there are words alone, the notices may be any.
public struct TestExpectation: Hashable, Sendable {
    /// One kind of notice with those who should get it.
    public struct Action: Hashable, Sendable {
        /// The same two kinds as in rules.
        public var kind: RuleLanguage.Action.Kind
        /// At least one; the order does not matter.
        public var recipients: [Addressee]

        /// Made by the parser.
        public init(_ kind: RuleLanguage.Action.Kind, _ recipients: [Addressee]) {
            self.kind = kind
            self.recipients = recipients
        }
    }

    /// `lead "huyen-uy-a", "huyen-uy-b"`: a recipient, and which bodies of it; none: whoever it reaches.
    public struct Addressee: Hashable, Sendable {
        /// As a rule would write it: a role, `superior of`, a body.
        public var recipient: Recipient
        /// Which bodies of it; empty: whoever it reaches.
        public var bodies: [Name]

        /// Made by the parser.
        public init(_ recipient: Recipient, bodies: [Name] = []) {
            self.recipient = recipient
            self.bodies = bodies
        }
    }

    /// In the order written; empty: `nothing`, or words alone.
    public var actions: [Action]
    /// `text "…"`.
    public var texts: [Name]

    /// Both empty is ``nothing``.
    public init(_ actions: [Action] = [], texts: [Name] = []) {
        self.actions = actions
        self.texts = texts
    }

    /// `expect nothing`.
    public static let nothing = TestExpectation()

    /// Whether only words are looked for.
    public var isOfWordsAlone: Bool { actions.isEmpty && !texts.isEmpty }
}
