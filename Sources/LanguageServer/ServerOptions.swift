public import Dates
public import Diagnostics
public import Planning
public import SiteFiles

/// What a server is started with: what it cannot know from its client, and the parts of the program it has no access to.
public struct ServerOptions {
    /// nil: the client's, where it says one, else `fallbackLanguage`.
    public var language: Language?
    public var fallbackLanguage: Language
    /// The folder of the vendor's defaults.
    public var vendor: String?
    /// A site that is open from the start.
    public var site: String?
    public var version: String
    public var now: () -> Instant
    /// A site as a service with its ledger would take it: programmes that seem to be renumbered are set aside.
    public var besideLedger: (LoadedSite) -> LoadedSite
    /// What was reported and has no place in the files any more.
    public var reviewLedger: (LoadedSite, Plan) -> [Diagnostic]
    /// The site as the service has it in force, where one has run; nil: the files on the disk are compared with.
    public var inForce: (LoadedSite) -> LoadedSite?
    /// Runs the tests of one rule file of a site, by its path.
    public var runTests: (LoadedSite, String) -> [TestOutcome]
    /// Milliseconds without an edit after which a site is checked.
    public var pause = 40

    public init(
        language: Language? = nil, fallbackLanguage: Language = .vi, vendor: String? = nil, site: String? = nil,
        version: String = "", now: @escaping () -> Instant,
        besideLedger: @escaping (LoadedSite) -> LoadedSite = { $0 },
        reviewLedger: @escaping (LoadedSite, Plan) -> [Diagnostic] = { _, _ in [] },
        inForce: @escaping (LoadedSite) -> LoadedSite? = { _ in nil },
        runTests: @escaping (LoadedSite, String) -> [TestOutcome] = { _, _ in [] }
    ) {
        self.language = language
        self.fallbackLanguage = fallbackLanguage
        self.vendor = vendor
        self.site = site
        self.version = version
        self.now = now
        self.besideLedger = besideLedger
        self.reviewLedger = reviewLedger
        self.inForce = inForce
        self.runTests = runTests
    }
}
