public import Dates
public import Deadlines
public import Diagnostics
public import Programmes
public import RuleLanguage

/// `dondoc.yaml`, as far as the core needs it.
public struct Settings: Hashable, Sendable {
    public var language: Language
    public var zone: Zone
    public var reading: ReadingPolicy
    public var terms: TermRegister

    public init(
        language: Language = .vi, zone: Zone = .vietnam, reading: ReadingPolicy = .init(),
        terms: TermRegister = .standard
    ) {
        self.language = language
        self.zone = zone
        self.reading = reading
        self.terms = terms
    }
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
