public import Dates
public import Deadlines
public import Diagnostics
public import Programmes
public import RuleLanguage

/// `dondoc.yaml`, as far as it is not about places and programs.
public struct Settings: Hashable, Sendable {
    /// In which letters, entries of the journal and pages are written.
    public var language: Language
    /// What "today" and an hour mean, read from the system's zone files.
    public var zone: Zone
    /// Which reading holds of phrases that may be read in more than one way.
    public var reading: ReadingPolicy
    /// By which "cả nhiệm kỳ" is read.
    public var terms: TermRegister
    /// Whom to answer, where the programme names nobody.
    public var contact: Person?
    /// When what comes late may go out.
    public var officeHours: OfficeHours
    /// Seconds that a clock which jumped forward is waited for.
    public var clockWait: Int
    /// Whether and since when anything is sent.
    public var live: Live
    /// In which the keys of its file are written; nil: not known.
    public var keyLanguage: Language?

    /// Without parameters what a site has that says nothing.
    public init(
        language: Language = .vi, zone: Zone = .vietnam, reading: ReadingPolicy = .init(),
        terms: TermRegister = .standard, contact: Person? = nil, officeHours: OfficeHours = .usual,
        clockWait: Int = 600, live: Live = .always
    ) {
        self.language = language
        self.zone = zone
        self.reading = reading
        self.terms = terms
        self.contact = contact
        self.officeHours = officeHours
        self.clockWait = clockWait
        self.live = live
    }
}

/// Whether a site sends, and since when.
public enum Live: Hashable, Sendable {
    /// `live: true`, and where nothing is said.
    case always
    /// `live: 2026-12-01`: from that day on. What was due before is history, and what would have gone out before is not
    /// made up for.
    case from(Day)
    /// `live: false`: it is being set up.
    case never

    /// Whether anything goes out on a day.
    public func sends(on day: Day) -> Bool {
        switch self {
        case .always: true
        case .from(let first): day >= first
        case .never: false
        }
    }

    /// As it would be if it sent: for what shows notices before they go out.
    /// - Parameter day: the first that is shown.
    public func supposed(from day: Day) -> Live {
        switch self {
        case .always: .always
        case .from(let first): .from(min(first, day))
        case .never: .from(day)
        }
    }
}

/// When the office is open, on each day on which a rule sends.
public struct OfficeHours: Hashable, Sendable {
    /// Nothing late goes out before it.
    public var opens: TimeOfDay
    /// Later than it opens.
    public var closes: TimeOfDay

    /// - Returns: nil where it would not close later than it opens.
    public init?(from opens: TimeOfDay, to closes: TimeOfDay) {
        guard opens < closes else { return nil }
        (self.opens, self.closes) = (opens, closes)
    }

    private init() { (opens, closes) = (TimeOfDay(hour: 7, minute: 30)!, TimeOfDay(hour: 17)!) }

    /// 07:30–17:00.
    public static let usual = OfficeHours()
}

/// Everything that the files of a site say, once checked: what a plan is made from.
public struct Site: Sendable {
    /// Without places and programs, which are the shell's.
    public var settings: Settings
    /// Sound: ``checkBodies`` has removed the links that close a circle.
    public var bodies: BodyDirectory
    /// In order of their files' names; ids are unique.
    public var programmes: [Programme]
    /// In order of name.
    public var ruleFiles: [RuleFile]
    /// The country's, with the office's own days over it.
    public var calendar: WorkCalendar

    /// The parts have to be of one load: programmes refer to bodies by index.
    public init(
        settings: Settings, bodies: BodyDirectory, programmes: [Programme], ruleFiles: [RuleFile],
        calendar: WorkCalendar
    ) {
        self.settings = settings
        self.bodies = bodies
        self.programmes = programmes
        self.ruleFiles = ruleFiles
        self.calendar = calendar
    }
}
