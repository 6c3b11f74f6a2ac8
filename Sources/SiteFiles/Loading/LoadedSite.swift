import Dates
public import Diagnostics
public import Planning
import Programmes

/// A site as it was read: what is in force, and what is wrong with its files.
public struct LoadedSite: Sendable {
    /// What is in force: of a file that does not check the last good version, or the good part of it where there is none.
    public var site: Site
    /// What `dondoc.yaml` says of places and programs, or what holds where it says nothing.
    public var paths: SitePaths
    /// By name without the ending: what `using "name"` may name.
    public var templates: [String: TemplateFile]
    /// In order of path, then place.
    public var diagnostics: [Diagnostic]
    /// The texts of the files that ``diagnostics`` speak of, by path: to show the lines.
    public var sources: [String: SourceFile]
    /// Every file that was looked at, in order of path.
    public var files: [FileStatus]
    /// Those that do not check.
    public var setAside: [FileStatus] { files.filter { $0.state == .lastGood || $0.state == .partial } }
    /// The whole paths of the files that are reached by links.
    public var linkedFiles: [String] {
        memories.values.filter { $0.file.isLink && !$0.file.isMasked }.map(\.file.realPath).sorted()
    }
    /// What the next load compares with.
    var memories: [String: FileMemory] = [:]
    /// Counts the changes of what programmes are read against: the directory, the calendar, the ways of reading.
    var generation = 0
    /// Counts the loads that found something other than the load before.
    public internal(set) var edition = 0
    /// What the checker of rules found.
    var ruleDiagnostics: [Diagnostic] = []
    /// What is wrong with the folders themselves.
    var folderDiagnostics: [Diagnostic] = []
    /// The texts that counted in place of the files'; see `loadSite`.
    public internal(set) var unsaved: [String: [UInt8]] = [:]
    /// What the calendar files say.
    var exceptions: [WorkCalendar.Exception] = []

    public init(
        site: Site, paths: SitePaths, templates: [String: TemplateFile] = [:], diagnostics: [Diagnostic] = [],
        sources: [String: SourceFile] = [:], files: [FileStatus] = []
    ) {
        self.site = site
        self.paths = paths
        self.templates = templates
        self.diagnostics = diagnostics
        self.sources = sources
        self.files = files
    }

    init(
        site: Site, paths: SitePaths, templates: [String: TemplateFile], exceptions: [WorkCalendar.Exception],
        generation: Int
    ) {
        self.init(site: site, paths: paths, templates: templates)
        self.exceptions = exceptions
        self.generation = generation
    }

    /// The same with what else was found wrong with its files.
    public func adding(_ found: [Diagnostic]) -> LoadedSite {
        var loaded = self
        loaded.diagnostics += found
        loaded.sources.merge(texts(for: found)) { known, _ in known }
        return loaded
    }

    /// The same without the last good versions of its files: a load after it tells what one from nothing would, and still
    /// reads no file again that has not changed.
    public var withoutLastGood: LoadedSite {
        var loaded = self
        loaded.memories = memories.mapValues { memory in
            guard memory.good != nil else { return memory }
            var memory = memory
            memory.good = nil
            return memory
        }
        return loaded
    }

    /// The text of a file as it was looked at; nil where it has changed since, or may not be shown.
    public func text(of path: String) -> SourceFile? {
        memories[path]?.shownBytes.map { SourceFile(path: path, bytes: $0) }
    }

    /// The texts that diagnostics speak of. They are read again, for to keep all would cost as much as the site itself.
    func texts(for diagnostics: [Diagnostic]) -> [String: SourceFile] {
        var sources: [String: SourceFile] = [:]
        for path in Set(diagnostics.lazy.filter { $0.span != nil }.map(\.path)) {
            guard let memory = memories[path], let bytes = memory.shownBytes else { continue }
            sources[path] = SourceFile(path: path, bytes: bytes)
        }
        return sources
    }

    static func empty(at path: String) -> LoadedSite {
        LoadedSite(
            site: Site(
                settings: Settings(), bodies: BodyDirectory([]), programmes: [], ruleFiles: [], calendar: .vietnam),
            paths: SitePaths(site: path))
    }
}

/// What `dondoc.yaml` says to the shell.
public struct SitePaths: Hashable, Sendable {
    /// The site's own folder.
    public var site: String
    /// Where the ledger is.
    public var state: String
    /// The database of a ledger that several hosts share, as libpq names it; nil: the ledger is a file of this machine.
    public var ledger: String?
    /// On how many disks what is acknowledged is to be, where the ledger is a database: 2, or 1.
    public var ledgerDisks = 2
    /// Where the Maildirs are.
    public var spool: String
    /// An e-mail address: From.
    public var sender: String
    /// For Message-ID.
    public var host: String
    /// The body whose messages carry the head of the ledger, by id or name: it keeps them where nobody here can change them.
    public var archive: String?
    /// The command that takes messages to their addresses: its absolute path and arguments; nil: none was named.
    public var sendmail: [String]?
    /// What the office is called, on its page.
    public var office: String?
    /// The file of the page that the service keeps current.
    public var page: String?
    /// The folder of the calendars that it keeps current, one for each body.
    public var feeds: String?
    /// Nothing of it is set where the site has no front door.
    public var web: WebSettings
    /// The ways out for letters besides mail; `mail` only where its threshold is named.
    public var outlets: [OutletSettings]
    /// nil: answers are not read.
    public var replies: ReplySettings?

    /// Without parameters what the Debian package sets up.
    public init(
        site: String = "/etc/dondoc", state: String = "/var/lib/dondoc", spool: String = "/var/spool/dondoc",
        sender: String = "dondoc@localhost", host: String = "localhost", archive: String? = nil,
        sendmail: [String]? = nil, web: WebSettings = WebSettings(), outlets: [OutletSettings] = [],
        replies: ReplySettings? = nil
    ) {
        self.site = site
        self.state = state
        self.spool = spool
        self.sender = sender
        self.host = host
        self.archive = archive
        self.sendmail = sendmail
        self.web = web
        self.outlets = outlets
        self.replies = replies
    }
}

/// `replies:` of `dondoc.yaml`: where answers to letters come in.
public struct ReplySettings: Hashable, Sendable {
    /// A Maildir that the office's mail server fills.
    public var maildir: String
    /// What an answer clearly says is recorded at once; else it is proposed to the clerk.
    public var accept: Bool
    /// The mail server whose Authentication-Results have to vouch for the sender (RFC 8601); nil: none.
    public var authenticated: String?

    /// - Parameter maildir: an absolute path.
    public init(maildir: String, accept: Bool = false, authenticated: String? = nil) {
        self.maildir = maildir
        self.accept = accept
        self.authenticated = authenticated
    }
}

/// What `dondoc.yaml` says of the front door.
public struct WebSettings: Hashable, Sendable {
    /// Where people reach it, without a slash at the end; nil: letters have no links.
    public var url: String?
    /// The header in which the proxy names who signed in.
    public var loginHeader: String?
    /// The logins that may see everything.
    public var admins: [String] = []

    /// Without a front door.
    public init() {}
}

/// A text of a notice.
public struct TemplateFile: Hashable, Sendable {
    /// As ``SourceFile/path``.
    public var path: String
    /// Mustache.
    public var text: String

    /// Made by the loader.
    public init(path: String, text: String) {
        self.path = path
        self.text = text
    }
}

/// What became of a file.
public struct FileStatus: Hashable, Sendable {
    /// By which reader a file was read, which its folder and name decide.
    public enum Kind: String, Hashable, Sendable {
        case settings, bodies, programme, rules, calendar, template
    }

    /// Which version of a file counts.
    public enum State: String, Hashable, Sendable {
        case inForce
        /// It does not check: its last good version stays in force.
        case lastGood
        /// It does not check and there is no good version: its good part is in force, as far as there is one.
        case partial
        /// A link to /dev/null.
        case masked
    }

    /// As in ``SourceFile/path``.
    public var path: String
    /// By folder and name, also of one that does not check.
    public var kind: Kind
    /// Told by `dondoc check` and in the status; ``LoadedSite/setAside`` has those in need.
    public var state: State
    /// Of its bytes (SHA-256, lower-case hex); empty where they could not be read.
    public var digest: String
    /// Of the version in force; differs from `digest` where that is an earlier one. Empty where there is none.
    public var digestInForce: String

    public init(path: String, kind: Kind, state: State, digest: String, digestInForce: String) {
        self.path = path
        self.kind = kind
        self.state = state
        self.digest = digest
        self.digestInForce = digestInForce
    }
}
