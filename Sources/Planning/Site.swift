public import Dates
public import Deadlines
public import Diagnostics
public import Programmes
public import RuleLanguage

/// `dondoc.yaml`, as far as it is not about places and programs.
public struct Settings: Hashable, Sendable {
    public var language: Language
    public var zone: Zone
    public var reading: ReadingPolicy
    public var terms: TermRegister
    /// Whom to answer, where the programme names nobody.
    public var contact: Person?
    public var officeHours: OfficeHours
    /// Seconds that a clock which jumped forward is waited for.
    public var clockWait: Int
    /// Whether the site sends: `live: false` is one that is being set up.
    public var live: Bool

    public init(
        language: Language = .vi, zone: Zone = .vietnam, reading: ReadingPolicy = .init(),
        terms: TermRegister = .standard, contact: Person? = nil, officeHours: OfficeHours = .usual,
        clockWait: Int = 600, live: Bool = true
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

/// When the office is open, on each day on which a rule sends.
public struct OfficeHours: Hashable, Sendable {
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
    public var settings: Settings
    public var bodies: BodyDirectory
    public var programmes: [Programme]
    /// In order of name.
    public var ruleFiles: [RuleFile]
    public var calendar: WorkCalendar

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
