public import Dates
public import Planning
public import Programmes
public import RuleLanguage

/// A notice with all that accounts for it: a row of the ledger.
public struct NoticeRecord: Hashable, Sendable {
    /// What makes it one of its kind: the ledger has it once.
    public var identity: NoticeIdentity
    /// Reminder, escalation or digest.
    public var kind: NoticeKind
    /// When it was decided: it goes out then.
    public var at: Instant
    /// When it should have been, before any move; of repeats the instant of this one.
    public var nominal: Instant
    /// The first day of its occurrence; of a digest that of its cycle.
    public var start: Day
    /// The due date it counts from; nil: there is none.
    public var due: Day?
    /// The due date, or the working day before it; nil: there is none.
    public var prudentDue: Day?
    /// The due date, or the working day after it (Civil Code 2015, Article 148.5); nil: there is none.
    public var legalDue: Day?
    /// The recipient's part in the task; nil where the rule names the body itself.
    public var role: Role?
    /// Whose superior the recipient is told as, where it is one.
    public var superiorOf: String?
    /// It was decided more than 300 seconds after it should have been.
    public var late: Bool
    /// As the rule has it.
    public var severity: Severity
    /// Of the day it goes out to the due day; negative past it.
    public var daysLeft: Int?
    /// The path of the rule's file, relative to the site.
    public var ruleFile: String
    /// From 1: that of the rule's name.
    public var ruleLine: Int
    /// SHA-256 of the rule files in force, lower-case hex.
    public var ruleSet: String
    /// The one line that the journal shows.
    public var text: String
    /// The first due date, where it was moved since; else `due`.
    public var firstDue: Day?
    /// Ids of the bodies whose shares it is about; empty where none has any.
    public var subjects: [String]
    /// Every responsible body's share is among those that its instant was about.
    public var concernsAll: Bool
    /// The number of the last paper that proves what was reported of those shares.
    public var document: String?

    /// - Parameter firstDue: nil: `due`, which was never moved.
    public init(
        identity: NoticeIdentity, kind: NoticeKind, at: Instant, nominal: Instant, start: Day, due: Day?,
        prudentDue: Day?, legalDue: Day?, role: Role?, superiorOf: String?, late: Bool, severity: Severity,
        daysLeft: Int?, ruleFile: String, ruleLine: Int, ruleSet: String, text: String, firstDue: Day? = nil,
        subjects: [String] = [], concernsAll: Bool = true, document: String? = nil
    ) {
        self.identity = identity
        self.kind = kind
        self.at = at
        self.nominal = nominal
        self.start = start
        self.due = due
        self.prudentDue = prudentDue
        self.legalDue = legalDue
        self.role = role
        self.superiorOf = superiorOf
        self.late = late
        self.severity = severity
        self.daysLeft = daysLeft
        self.ruleFile = ruleFile
        self.ruleLine = ruleLine
        self.ruleSet = ruleSet
        self.text = text
        self.firstDue = firstDue ?? due
        self.subjects = subjects
        self.concernsAll = concernsAll
        self.document = document
    }
}

/// A message and the notices in it.
public struct MessageRecord: Hashable, Sendable {
    /// Without the angle brackets.
    public var messageID: String
    /// The body's id: the Maildir it goes to.
    public var recipient: String
    /// In `staging/`, then in the recipient's `new/`.
    public var fileName: String
    /// Those that it tells of, at least one.
    public var notices: [NoticeRecord]

    /// - Parameter messageID: without the angle brackets.
    public init(messageID: String, recipient: String, fileName: String, notices: [NoticeRecord]) {
        self.messageID = messageID
        self.recipient = recipient
        self.fileName = fileName
        self.notices = notices
    }
}

/// What one decision brings, committed whole.
public struct LedgerEntry {
    /// When it was decided: of all its rows.
    public var decidedAt: Instant
    /// SHA-256 of the rule files in force, lower-case hex.
    public var ruleSet: String
    /// Gone through once, while their rows are written: they need not all be there before.
    public var messages: any Sequence<MessageRecord>
    /// What did not go out, and why.
    public var withheld: [Withheld]
    /// What each message is, by its place among them: for a ledger that several hosts share.
    public var bytes: (Int) -> [UInt8]

    public init(
        decidedAt: Instant, ruleSet: String, messages: some Sequence<MessageRecord>, withheld: [Withheld],
        bytes: @escaping (Int) -> [UInt8] = { _ in [] }
    ) {
        self.bytes = bytes
        self.decidedAt = decidedAt
        self.ruleSet = ruleSet
        self.messages = messages
        self.withheld = withheld
    }
}

/// A row of the ledger, for audits.
public struct LedgerRow: Sendable {
    /// What a row is of: each table of the ledger has one kind.
    public enum Content: Sendable {
        /// A programme was loaded for the first time.
        case load(programme: String, at: Instant)
        case report(Report)
        case message(id: String, recipient: String, fileName: String, at: Instant)
        /// `messageID` is that of the message which carried it.
        case notice(NoticeRecord, messageID: String)
        case withheld(Withheld, at: Instant, ruleSet: String)
    }

    /// From 1, without gaps.
    public var number: Int64
    /// What it says.
    public var content: Content
    /// SHA-256 over the row before it and this one, lower-case hex.
    public var hash: String

    public init(number: Int64, content: Content, hash: String) {
        self.number = number
        self.content = content
        self.hash = hash
    }

    /// When it was reported, decided or loaded.
    public var at: Instant {
        switch content {
        case .load(_, let at), .message(_, _, _, let at), .withheld(_, let at, _): at
        case .report(let report): report.at
        case .notice(let notice, _): notice.at
        }
    }
}

/// Which rows an audit is about. What is nil is not asked.
public struct AuditFilter: Sendable {
    /// A programme's id.
    public var programme: String?
    /// With `programme`.
    public var task: String?
    /// With `task`.
    public var occurrence: String?
    /// The recipient of a notice or message.
    public var body: String?
    /// Included.
    public var from: Instant?
    /// Not included.
    public var to: Instant?
    /// Rows of a greater number alone.
    public var after: Int64?
    /// The rows about the task under whichever id it had when each was written, and what is asked with it by `event`.
    private(set) var isStory = false
    /// The event that the task waits for.
    private(set) var event: String?

    /// All that a ledger has about a task, and nothing about others that have had its number.
    /// - Parameter event: the name of what it waits for; nil: it waits for nothing.
    public init(storyOf task: String, programme: String, event: String?) {
        self.init(programme: programme, task: task)
        (isStory, self.event) = (true, event)
    }

    /// - Parameter task: its index in the plan.
    public init(storyOf task: Int, _ plan: Plan) {
        self.init(
            storyOf: plan.taskID(task), programme: plan.site.programmes[plan.programmeIndex(ofTask: task)].id,
            event: plan.isAwaiting(task) ? plan.eventName(ofTask: task) : nil)
    }

    public init(
        programme: String? = nil, task: String? = nil, occurrence: String? = nil, body: String? = nil,
        from: Instant? = nil, to: Instant? = nil, after: Int64? = nil
    ) {
        self.programme = programme
        self.task = task
        self.occurrence = occurrence
        self.body = body
        self.from = from
        self.to = to
        self.after = after
    }
}

/// What became of checking the chain of hashes.
public struct ChainVerdict: Hashable, Sendable {
    /// Where the chain breaks.
    public enum Fault: Hashable, Sendable {
        /// The row is not what was written (or the one before it was changed together with its hash).
        case changed(number: Int64)
        /// The rows from one number to another are gone.
        case removed(ClosedRange<Int64>)
        /// The row that stands under `number` was written as `from`.
        case moved(number: Int64, from: Int64)
        /// A row that was not written by the program: a second one of this number, or one past the end.
        case inserted(number: Int64)

        /// The first row concerned.
        public var number: Int64 {
            switch self {
            case .changed(let number), .moved(let number, _), .inserted(let number): number
            case .removed(let numbers): numbers.lowerBound
            }
        }
    }

    /// How many were read.
    public var rows: Int64
    /// Of the last row, lower-case hex: who keeps it elsewhere can tell that the whole was not written anew.
    public var head: String
    /// In order of number.
    public var faults: [Fault]

    public init(rows: Int64, head: String, faults: [Fault]) {
        self.rows = rows
        self.head = head
        self.faults = faults
    }

    /// No row is changed, gone, moved or added.
    public var isSound: Bool { faults.isEmpty }
}
