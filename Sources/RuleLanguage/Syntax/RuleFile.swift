public import Dates
public import Diagnostics
public import Programmes

/// A parsed rule file. Both spellings of the language give the same tree.
public struct RuleFile: Sendable {
    public var source: SourceFile
    public var items: [Item]
    /// One for each item; empty for a file that was not parsed from text.
    public var layouts: [ItemLayout]
    /// In the order written.
    public var comments: [Comment]
    /// Whether it was read without an error: what is likely not meant is only looked for then.
    public var isWhole: Bool

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
    public var text: String
    public var span: Span

    public init(_ text: String, _ span: Span = Span(0, 0)) {
        self.text = text
        self.span = span
    }

    public static func == (a: Name, b: Name) -> Bool { a.text == b.text }
    public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

/// `rule "…"`: who is reminded of what, when, and who hears of it if nothing happens.
public struct Rule: Hashable, Sendable {
    public var name: Name
    /// `for`: static facts of the occurrence.
    public var condition: Condition?
    public var when: When
    /// `if`: read when the instant comes.
    public var guardCondition: Condition?
    /// The first step's.
    public var actions: [Action]
    /// `then after …`.
    public var steps: [ChainStep]
    public var repetition: Repetition?
    /// `until`; `done` and `cancelled` always end a chain.
    public var until: Condition?
    public var severity: Severity?
    public var at: TimeOfDay?
    public var onWorkingDays: Bool?
    public var grouping: Grouping?
    public var catchUp: CatchUp?
    /// `using "name"`.
    public var template: Name?

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
    case offset(Direction, Anchor, [Offset])
    /// `on due`.
    case on(Anchor)
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

public enum Direction: UInt8, Hashable, Sendable { case before, after }

public enum Anchor: UInt8, Hashable, Sendable { case start, due, issued }

/// `7 days`, `1 working day`, `3 months`.
public struct Offset: Hashable, Sendable {
    public var count: Int
    public var unit: OffsetUnit

    public init(_ count: Int, _ unit: OffsetUnit) {
        self.count = count
        self.unit = unit
    }
}

public enum OffsetUnit: UInt8, Hashable, Sendable { case hours, days, workingDays, weeks, months, quarters, years }

/// `2 weeks on monday`.
public struct Cycle: Hashable, Sendable {
    public var every: Int
    public var unit: CycleUnit
    /// nil: the first day of the cycle.
    public var day: CycleDay?

    public init(every: Int = 1, unit: CycleUnit, day: CycleDay? = nil) {
        self.every = every
        self.unit = unit
        self.day = day
    }
}

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
    public enum Kind: UInt8, Hashable, Sendable { case remind, escalate }

    public var kind: Kind
    public var recipients: [Recipient]

    public init(_ kind: Kind, _ recipients: [Recipient]) {
        self.kind = kind
        self.recipients = recipients
    }
}

public indirect enum Recipient: Hashable, Sendable {
    case role(Role)
    case superior(of: Recipient)
    case body(Name)
    /// The task's person in charge, at the body that answers for it.
    case officer
}

/// `then after 7 days escalate to directing`: counted from the nominal instant of the step before.
public struct ChainStep: Hashable, Sendable {
    public var after: Offset
    public var actions: [Action]
    public var span: Span

    public init(after: Offset, actions: [Action], span: Span = Span(0, 0)) {
        self.after = after
        self.actions = actions
        self.span = span
    }

    public static func == (a: ChainStep, b: ChainStep) -> Bool { a.after == b.after && a.actions == b.actions }
    public func hash(into hasher: inout Hasher) {
        hasher.combine(after)
        hasher.combine(actions)
    }
}

/// `repeat every 7 days up to 8 times`: repeats the last step.
public struct Repetition: Hashable, Sendable {
    public var every: Offset
    /// nil: until the chain ends.
    public var times: Int?

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
    public var name: Name
    public var every: Cycle
    public var at: TimeOfDay?
    public var to: [Recipient]
    public var list: Condition
    public var groupBy: DigestGrouping?
    public var onWorkingDays: Bool?
    public var severity: Severity?
    public var template: Name?

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

public enum DigestGrouping: Hashable, Sendable {
    case role(Role)
    case programme
}

/// `mute "…"`: from the beginning of one day to the end of another.
public struct Mute: Hashable, Sendable {
    public enum Then: UInt8, Hashable, Sendable { case send, drop }

    public var name: Name
    public var from: Day
    public var to: Day
    public var condition: Condition?
    public var because: String?
    public var then: Then?

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
    public var at: TimeOfDay?
    public var onWorkingDays: Bool?
    public var grouping: Grouping?
    public var catchUp: CatchUp?
    public var severity: Severity?
    public var span: Span

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

    public static func == (a: Defaults, b: Defaults) -> Bool {
        a.at == b.at && a.onWorkingDays == b.onWorkingDays && a.grouping == b.grouping && a.catchUp == b.catchUp
            && a.severity == b.severity
    }
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
    public var name: Name
    public var condition: Condition

    public init(name: Name, condition: Condition) {
        self.name = name
        self.condition = condition
    }
}
