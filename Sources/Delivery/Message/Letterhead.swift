public import Dates
public import Diagnostics
public import Links

/// What the site says of its messages: who sends them, in which language, from which host, with which texts.
public struct Letterhead: Sendable {
    /// Of what the program itself writes; templates bring their own words.
    public var language: Language
    /// In which days and hours of letters are told.
    public var zone: Zone
    /// An e-mail address.
    public var sender: String
    /// The right-hand side of Message-IDs, and of addresses of bodies that have none.
    public var host: String
    /// Of the ledger: stands in every Message-ID and UID, so that two sites never share one.
    public var siteName: String
    /// The body, by id, whose messages carry the head of the ledger.
    public var archive: String?
    /// Mustache, by name: `reminder`, `escalation` and `digest` replace the built-in ones, the rest is for `using`.
    public var templates: [String: String]
    /// Where bodies report, and what proves that a link is the site's; nil: letters have no links.
    public var pages: Pages?

    /// The pages of `dondoc web`.
    public struct Pages: Sendable {
        /// Without a slash at the end.
        public var url: String
        /// The first signs.
        public var keys: LinkKeys

        /// - Parameter url: without a slash at the end.
        public init(url: String, keys: LinkKeys) {
            self.url = url
            self.keys = keys
        }
    }

    /// - Parameter siteName: the ledger's own, which never changes.
    public init(
        language: Language = .vi, zone: Zone = .vietnam, sender: String = "dondoc@localhost",
        host: String = "localhost", siteName: String, archive: String? = nil,
        templates: [String: String] = [:], pages: Pages? = nil
    ) {
        self.language = language
        self.zone = zone
        self.sender = sender
        self.host = host
        self.siteName = siteName
        self.archive = archive
        self.templates = templates
        self.pages = pages
    }
}
