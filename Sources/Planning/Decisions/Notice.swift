public import Dates
public import Programmes
public import RuleLanguage

/// What makes a notice itself: it is sent at most once, ever.
public struct NoticeIdentity: Hashable, Sendable {
    /// Empty for a digest.
    public var programme: String
    /// Empty for a digest.
    public var task: String
    /// For a digest the cycle's name, e.g. `2021-W41`.
    public var occurrence: String
    /// Of the occurrence's due dates the one it counts from: 0 the first, one more with each extension or edit.
    public var dueNumber: Int
    /// The rule's or digest's name.
    public var rule: String
    /// The index of the offset, where `when` has several; else of the chain's step, the first being 0.
    public var step: Int
    /// Of a repeated last step 1, 2, …; of `every` the number of the cycle, the occurrence's first being 0.
    public var repeatNumber: Int
    /// Id of the body that gets it.
    public var recipient: String
    /// How often an edit gave the task's names to another before, which the ledger alone knows: what they were sent under
    /// then is no notice of this task. 0 in a decision.
    public var generation: Int

    /// Names alone, as the ledger has them: an identity outlives every plan.
    public init(
        programme: String, task: String, occurrence: String, dueNumber: Int = 0, rule: String, step: Int,
        repeatNumber: Int, recipient: String, generation: Int = 0
    ) {
        self.programme = programme
        self.task = task
        self.occurrence = occurrence
        self.dueNumber = dueNumber
        self.rule = rule
        self.step = step
        self.repeatNumber = repeatNumber
        self.recipient = recipient
        self.generation = generation
    }
}

/// What a notice is; its raw value is what the ledger and interfaces say.
public enum NoticeKind: String, Hashable, Sendable, CaseIterable {
    case reminder, escalation, digest
}

/// A notice to one body.
public struct Notice: Hashable, Sendable {
    /// No two notices that ever go out have the same.
    public var identity: NoticeIdentity
    /// Of a rule by its action, of a digest always `digest`.
    public var kind: NoticeKind
    /// When it goes out: the moved instant, or the moment of catching up.
    public var at: Instant
    /// The nominal instant, before any move to a working day.
    public var nominal: Instant
    /// The instant it was meant for, after a move to a working day.
    public var meant: Instant
    /// The occurrence's first day; of a digest the first day of its cycle.
    public var start: Day
    /// The due date in force of the shares that it is about, as the document or an extension says it; nil for a digest,
    /// and where none is due.
    public var due: Day?
    /// The last working day on or before `due`.
    public var prudentDue: Day?
    /// The next working day where `due` falls on a day off: nothing is overdue before it has passed.
    public var legalDue: Day?
    /// The first due date, where it was moved since; else `due`.
    public var firstDue: Day?
    /// Ids of the bodies whose open shares it is about; empty for a digest, and where nobody is responsible.
    public var subjects: [String]
    /// Every responsible body's share is among those that its instant was about, though a body that is itself
    /// responsible is told of its own alone.
    public var concernsAll: Bool
    /// The role under which it is sent; nil where the rule names the body itself.
    public var role: Role?
    /// Whose superior the recipient is told as, where it is one: the role's own body.
    public var superiorOf: String?
    /// Whether it was decided more than 300 seconds after it should have been.
    public var late: Bool
    /// The journal's PRIORITY follows from it; digests that nobody gave one are `info`.
    public var severity: Severity
    /// With which others it shares a letter.
    public var grouping: Grouping
    /// The name that `using` gives; nil: the built-in letter.
    public var template: String?
    /// Indices into the plan.
    public var programmeIndex: Int
    /// -1 for a digest, as the programme's.
    public var taskIndex: Int
    /// The rule file and the span of the rule's name: journal's CODE_FILE and CODE_LINE.
    public var rulePath: String
    /// From 1.
    public var ruleLine: Int
    /// Of a digest: what it lists.
    public var items: [DigestItem]
    /// How many levels above the role's (or the named) body the recipient stands; 0: it is that body.
    public var climbs: Int

    /// Made by ``decide(_:_:at:)``, and by who reads a notice back from the ledger.
    public init(
        identity: NoticeIdentity, kind: NoticeKind, at: Instant, nominal: Instant, start: Day, due: Day?,
        prudentDue: Day?, legalDue: Day?, role: Role?, superiorOf: String?, late: Bool, severity: Severity,
        grouping: Grouping, template: String?, programmeIndex: Int, taskIndex: Int, rulePath: String, ruleLine: Int,
        items: [DigestItem] = [], climbs: Int = 0, meant: Instant? = nil, firstDue: Day? = nil,
        subjects: [String] = [], concernsAll: Bool = true
    ) {
        self.identity = identity
        self.kind = kind
        self.at = at
        self.nominal = nominal
        self.meant = meant ?? nominal
        self.start = start
        self.due = due
        self.prudentDue = prudentDue
        self.legalDue = legalDue
        self.firstDue = firstDue ?? due
        self.subjects = subjects
        self.concernsAll = concernsAll
        self.role = role
        self.superiorOf = superiorOf
        self.late = late
        self.severity = severity
        self.grouping = grouping
        self.template = template
        self.programmeIndex = programmeIndex
        self.taskIndex = taskIndex
        self.rulePath = rulePath
        self.ruleLine = ruleLine
        self.items = items
        self.climbs = climbs
    }
}

/// A line of a digest.
public struct DigestItem: Hashable, Sendable {
    /// The programme's id.
    public var programme: String
    /// The task's id, within its programme.
    public var task: String
    /// As the document says it.
    public var title: String
    /// Id of the occurrence.
    public var occurrence: String
    /// The first due date of the shares for which the digest's condition holds; nil where none is due.
    public var due: Day?
    /// The next working day where `due` falls on a day off.
    public var legalDue: Day?
    /// Working days past the legal due date would surprise: these are calendar days, 0 where not overdue.
    public var daysOverdue: Int
    /// The heading it stands under (a body's id, a programme's), where the digest is grouped.
    public var group: String?
    /// Of the occurrence's due dates the one it tells.
    public var dueNumber: Int

    /// - Parameter daysOverdue: 0 where it is not.
    public init(
        programme: String, task: String, title: String, occurrence: String, due: Day?, legalDue: Day?, daysOverdue: Int,
        group: String?, dueNumber: Int = 0
    ) {
        self.programme = programme
        self.task = task
        self.title = title
        self.occurrence = occurrence
        self.due = due
        self.legalDue = legalDue
        self.daysOverdue = daysOverdue
        self.group = group
        self.dueNumber = dueNumber
    }
}

extension Collection<DigestItem> {
    /// How many tasks they are about: one may stand under several headings, and with several occurrences.
    public var taskCount: Int { Set(map { [$0.programme, $0.task] }).count }

    /// Of those tasks how many are overdue.
    public var overdueCount: Int { filter { $0.daysOverdue > 0 }.taskCount }
}

/// An instant that came and brought no notice, with the reason: kept, so that it can be accounted for.
public struct Withheld: Hashable, Sendable {
    /// Why nothing went out; its raw value is what the ledger and interfaces say.
    public enum Reason: String, Hashable, Sendable, CaseIterable {
        /// Reported done, or cancelled, before the instant.
        case done, cancelled
        /// Reported done, and to be confirmed.
        case reported
        /// The chain's `until` held.
        case untilHeld
        /// The rule's `if` did not hold.
        case guardFailed
        /// Missed, and a later one of the same rule went out or was due instead.
        case superseded
        /// Missed, under `catch up none`.
        case missed
        /// Muted, under `then drop`.
        case muted
        /// Of a digest: nothing to list.
        case nothingToList
        /// No body to send it to: no one in the role, or no superior.
        case noRecipient
    }

    /// With an empty recipient: it concerns all of them.
    public var identity: NoticeIdentity
    /// Before any move to a working day, as the ledger knows the instant.
    public var nominal: Instant
    /// The first that applied, in the order of docs/engine.md, Deciding.
    public var reason: Reason
    /// For people: the mute's name, the guard's values.
    public var detail: String

    /// Made by ``decide(_:_:at:)``, and by who reads it back from the ledger.
    public init(identity: NoticeIdentity, nominal: Instant, reason: Reason, detail: String = "") {
        self.identity = identity
        self.nominal = nominal
        self.reason = reason
        self.detail = detail
    }
}
