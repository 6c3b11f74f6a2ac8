public import Dates
public import Diagnostics
public import Programmes

/// A parsed rule file. Both spellings of the language give the same tree.
public struct RuleFile: Sendable {
    /// The text that it was parsed from; of a file made by the program a name alone.
    public var source: SourceFile
    /// In the order written; what could not be read is left out, see ``isWhole``.
    public var items: [Item]
    /// One for each item; empty for a file that was not parsed from text.
    public var layouts: [ItemLayout]
    /// In the order written.
    public var comments: [Comment]
    /// Whether it was read without an error: what is likely not meant is only looked for then.
    public var isWhole: Bool

    /// - Parameter layouts: one for each item, or none.
    public init(
        source: SourceFile, items: [Item], layouts: [ItemLayout] = [], comments: [Comment] = [], isWhole: Bool = true
    ) {
        self.source = source
        self.items = items
        self.layouts = layouts
        self.comments = comments
        self.isWhole = isWhole
    }
}

extension RuleFile {
    /// What it means for other files: its defaults and definitions, without layout.
    public var definitionsAlone: RuleFile {
        var file = self
        file.layouts = []
        file.items.removeAll {
            switch $0 {
            case .defaults, .define: false
            case .rule, .digest, .mute, .test: true
            }
        }
        return file
    }
}

/// What stands at the top level of a rule file.
public enum Item: Hashable, Sendable {
    case rule(Rule)
    case digest(Digest)
    case mute(Mute)
    case defaults(Defaults)
    case define(Define)
    case test(RuleTest)
}

/// A name with the place it was written at. Equality is of the text alone.
public struct Name: Hashable, Sendable {
    /// Without quotation marks, in NFC or not, as written.
    public var text: String
    /// With the quotation marks; empty at 0 for a name that stands in no file.
    public var span: Span

    /// A name made by the program stands nowhere and needs no place.
    public init(_ text: String, _ span: Span = Span(0, 0)) {
        self.text = text
        self.span = span
    }

    /// Wherever it stands, and with NFC and NFD alike, as Unicode compares texts.
    public static func == (a: Name, b: Name) -> Bool { a.text == b.text }
    /// Of the text alone, as equality is.
    public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

/// `rule "…"`: who is reminded of what, when, and who hears of it if nothing happens.
public struct Rule: Hashable, Sendable {
    /// Unique among the rules of the site, for the ledger knows by it what was sent.
    public var name: Name
    /// `for`: static facts of the occurrence.
    public var condition: Condition?
    /// What gives the instants of the first step; later steps are counted from these.
    public var when: When
    /// `if`: read when the instant comes.
    public var guardCondition: Condition?
    /// The first step's.
    public var actions: [Action]
    /// `then after …`.
    public var steps: [ChainStep]
    /// nil: the last step comes once.
    public var repetition: Repetition?
    /// `until`; `done` and `cancelled` always end a chain.
    public var until: Condition?
    /// nil: the one of `defaults`, else `notice` for a reminder and `warning` for an escalation.
    public var severity: Severity?
    /// The office's time; nil: the one of `defaults`, else 08:00. Instants counted in hours pass it over.
    public var at: TimeOfDay?
    /// nil: as `defaults` say, else an instant on a day off stays there.
    public var onWorkingDays: Bool?
    /// nil: as `defaults` say, else one message per recipient.
    public var grouping: Grouping?
    /// nil: as `defaults` say, else the latest.
    public var catchUp: CatchUp?
    /// `using "name"`.
    public var template: Name?

    /// Made by the parser: an `actions` that is empty, or a second clause of a kind, has been refused by then.
    public init(
        name: Name, condition: Condition? = nil, when: When, guardCondition: Condition? = nil, actions: [Action],
        steps: [ChainStep] = [], repetition: Repetition? = nil, until: Condition? = nil, severity: Severity? = nil,
        at: TimeOfDay? = nil, onWorkingDays: Bool? = nil, grouping: Grouping? = nil, catchUp: CatchUp? = nil,
        template: Name? = nil
    ) {
        self.name = name
        self.condition = condition
        self.when = when
        self.guardCondition = guardCondition
        self.actions = actions
        self.steps = steps
        self.repetition = repetition
        self.until = until
        self.severity = severity
        self.at = at
        self.onWorkingDays = onWorkingDays
        self.grouping = grouping
        self.catchUp = catchUp
        self.template = template
    }
}

/// The instants of a rule's first step.
public enum When: Hashable, Sendable {
    /// `before due 30 days, 7 days`, `after issued 3 months`.
    case offset(Direction, OffsetAnchor, [Offset])
    /// `on due`.
    case on(OffsetAnchor)
    /// `every quarter on last working day`.
    case every(Cycle)
    /// `event "name"`: the instant the event is reported.
    case event(Name)
    /// `done`, `extension asked`: the instant at which that is reported of a share.
    case report(ReportTrigger)
}

/// A report that a rule answers to.
public enum ReportTrigger: UInt8, Hashable, Sendable, CaseIterable {
    /// Done, and waiting for confirmation.
    case reported
    /// Not confirmed, and open again.
    case returned
    case done, cancelled, extensionAsked, extended, extensionRefused
}

/// On which side of the anchor an offset lies.
public enum Direction: UInt8, Hashable, Sendable { case before, after }

/// What offsets are counted from: the first day, the due date (the prudent one before it, the legal one after), the
/// issue.
public enum OffsetAnchor: UInt8, Hashable, Sendable { case start, due, issued }

/// `7 days`, `1 working day`, `3 months`.
public struct Offset: Hashable, Sendable {
    /// 1…9,999.
    public var count: Int
    /// Months, quarters and years are those of the calendar; see ``OffsetUnit``.
    public var unit: OffsetUnit

    /// - Parameter count: 1…9,999, which the parser sees to.
    public init(_ count: Int, _ unit: OffsetUnit) {
        self.count = count
        self.unit = unit
    }
}

/// Working days follow the site's calendar; a month's 31st is the last day of a shorter one (Civil Code 2015, Article
/// 148.3).
public enum OffsetUnit: UInt8, Hashable, Sendable { case hours, days, workingDays, weeks, months, quarters, years }

/// `2 weeks on monday`.
public struct Cycle: Hashable, Sendable {
    /// 1…9,999: a rule counts them from the cycle that the occurrence's start lies in, a digest from that of
    /// 1970-01-05.
    public var every: Int
    /// With the day it gives the instants: one in each cycle.
    public var unit: CycleUnit
    /// nil: the first day of the cycle.
    public var day: CycleDay?

    /// - Parameter every: 1 or more.
    public init(every: Int = 1, unit: CycleUnit, day: CycleDay? = nil) {
        self.every = every
        self.unit = unit
        self.day = day
    }
}

/// Units of the calendar: a week begins on Monday (ISO 8601), a half-year on January 1 and July 1.
public enum CycleUnit: UInt8, Hashable, Sendable { case day, week, month, quarter, halfYear, year }

/// A day of a cycle.
public enum CycleDay: Hashable, Sendable {
    case weekday(Weekday)
    /// The Nth day, from 1; a shorter cycle's last.
    case day(Int)
    case lastDay
    case workingDay(Int)
    case lastWorkingDay
}

/// `remind lead, coordinating` or `escalate to superior of directing`.
public struct Action: Hashable, Sendable {
    /// Two words for the one who gets it: a reminder goes to who has to act, an escalation to who has to know.
    public enum Kind: UInt8, Hashable, Sendable { case remind, escalate }

    /// Also how severe it is, where nobody says.
    public var kind: Kind
    /// In the order written, at least one; a body that several of them reach gets one notice.
    public var recipients: [Recipient]

    /// - Parameter recipients: not empty.
    public init(_ kind: Kind, _ recipients: [Recipient]) {
        self.kind = kind
        self.recipients = recipients
    }
}

/// Whom an action tells; which bodies these are is found on the day of sending.
public indirect enum Recipient: Hashable, Sendable {
    case role(Role)
    case superior(of: Recipient)
    case body(Name)
    /// The task's person in charge, at the body that answers for it.
    case officer
    /// Those whose word it takes that what was reported is done: of a task without `confirm` nobody.
    case confirming
}

/// `then after 7 days escalate to directing`: counted from the nominal instant of the step before.
public struct ChainStep: Hashable, Sendable {
    /// Counted from the nominal instant of the step before, not from when it went out.
    public var after: Offset
    /// At least one: a step that tells nobody would be none.
    public var actions: [Action]
    /// From the keyword to the last recipient.
    public var span: Span

    /// Made by the parser, which refuses a step without an action.
    public init(after: Offset, actions: [Action], span: Span = Span(0, 0)) {
        self.after = after
        self.actions = actions
        self.span = span
    }

    /// Of the meaning alone, wherever it was written.
    public static func == (a: ChainStep, b: ChainStep) -> Bool { a.after == b.after && a.actions == b.actions }
    /// Of the meaning alone, as equality is.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(after)
        hasher.combine(actions)
    }
}

/// `repeat every 7 days up to 8 times`: repeats the last step.
public struct Repetition: Hashable, Sendable {
    /// Counted from the last step, and then from each repeat, by nominal instants.
    public var every: Offset
    /// nil: until the chain ends.
    public var times: Int?

    /// - Parameter times: 1 or more; nil: until the chain ends.
    public init(every: Offset, times: Int? = nil) {
        self.every = every
        self.times = times
    }
}

/// Becomes the journal's PRIORITY: 6, 5, 4, 2.
public enum Severity: UInt8, Hashable, Sendable { case info, notice, warning, critical }

/// One message per recipient and run, per task, or per notice.
public enum Grouping: UInt8, Hashable, Sendable { case recipient, task, none }

/// Of the instants that were missed: the latest, all, or none. `latestAtOnce` waits for no hour and no working day.
public enum CatchUp: UInt8, Hashable, Sendable { case latest, all, none, latestAtOnce }

/// `digest "…"`.
public struct Digest: Hashable, Sendable {
    /// Unique among the digests of the site; with the cycle's name and the recipient it makes a digest itself.
    public var name: Name
    /// When it comes; each cycle by its name is decided once.
    public var every: Cycle
    /// The office's time; nil: the one of `defaults`, else 08:00.
    public var at: TimeOfDay?
    /// Each gets a digest of its own, of the tasks in which it has the role.
    public var to: [Recipient]
    /// Asked of each share of each occurrence; one that holds brings the occurrence in.
    public var list: Condition
    /// The headings within a digest; nil: none.
    public var groupBy: DigestGrouping?
    /// nil: as `defaults` say, else a digest on a day off stays there.
    public var onWorkingDays: Bool?
    /// nil: the one of `defaults`, else `info`.
    public var severity: Severity?
    /// nil: the built-in letter of digests.
    public var template: Name?

    /// Made by the parser, which refuses a digest without `every`, `to` or `list`.
    public init(
        name: Name, every: Cycle, at: TimeOfDay? = nil, to: [Recipient], list: Condition,
        groupBy: DigestGrouping? = nil, onWorkingDays: Bool? = nil, severity: Severity? = nil, template: Name? = nil
    ) {
        self.name = name
        self.every = every
        self.at = at
        self.to = to
        self.list = list
        self.groupBy = groupBy
        self.onWorkingDays = onWorkingDays
        self.severity = severity
        self.template = template
    }
}

/// By the body that has a role in the task, or by the programme.
public enum DigestGrouping: Hashable, Sendable {
    case role(Role)
    case programme
}

/// `mute "…"`: from the beginning of one day to the end of another.
public struct Mute: Hashable, Sendable {
    /// What becomes of an instant within the mute: sent when it is over, or never.
    public enum Then: UInt8, Hashable, Sendable { case send, drop }

    /// What the reason of a withheld notice names.
    public var name: Name
    /// The first day of quiet.
    public var from: Day
    /// The last day of quiet, not before `from`.
    public var to: Day
    /// Static facts alone; nil: everything is quiet, digests too.
    public var condition: Condition?
    /// For who reads the file; nothing follows from it.
    public var because: String?
    /// nil: `send`.
    public var then: Then?

    /// Made by the parser, which refuses one whose days are the wrong way round.
    public init(name: Name, from: Day, to: Day, condition: Condition? = nil, because: String? = nil, then: Then? = nil)
    {
        self.name = name
        self.from = from
        self.to = to
        self.condition = condition
        self.because = because
        self.then = then
    }
}

/// `defaults`: what a rule that says nothing gets. The files are read in order of name; a later one wins.
public struct Defaults: Hashable, Sendable {
    /// nil: this file says nothing, and the files before it hold, else 08:00.
    public var at: TimeOfDay?
    /// nil: this file says nothing; where none does, days off are not minded.
    public var onWorkingDays: Bool?
    /// nil: this file says nothing; where none does, one message per recipient.
    public var grouping: Grouping?
    /// nil: this file says nothing; where none does, the latest.
    public var catchUp: CatchUp?
    /// nil: this file says nothing; where none does, the kind of the notice decides.
    public var severity: Severity?
    /// Of its keyword.
    public var span: Span

    /// Made by the parser; all nil is a `defaults` that changes nothing.
    public init(
        at: TimeOfDay? = nil, onWorkingDays: Bool? = nil, grouping: Grouping? = nil, catchUp: CatchUp? = nil,
        severity: Severity? = nil, span: Span = Span(0, 0)
    ) {
        self.at = at
        self.onWorkingDays = onWorkingDays
        self.grouping = grouping
        self.catchUp = catchUp
        self.severity = severity
        self.span = span
    }

    /// Of the meaning alone, wherever it was written.
    public static func == (a: Defaults, b: Defaults) -> Bool {
        a.at == b.at && a.onWorkingDays == b.onWorkingDays && a.grouping == b.grouping && a.catchUp == b.catchUp
            && a.severity == b.severity
    }
    /// Of the meaning alone, as equality is.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(at)
        hasher.combine(onWorkingDays)
        hasher.combine(grouping)
        hasher.combine(catchUp)
        hasher.combine(severity)
    }
}

/// `define name = condition`.
public struct Define: Hashable, Sendable {
    /// One word that is no keyword; known in all files of the site.
    public var name: Name
    /// With names of other definitions in it, none of which leads back to this one once it is checked.
    public var condition: Condition

    /// Made by the parser; circles are found by the checker.
    public init(name: Name, condition: Condition) {
        self.name = name
        self.condition = condition
    }
}
