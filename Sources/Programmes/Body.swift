public import Dates
public import Diagnostics

/// What a body does in a task.
public enum Role: UInt8, Hashable, Sendable, CaseIterable {
    case directing, lead, executing, coordinating, monitoring

    /// As interfaces and the ledger name it.
    public var word: String {
        switch self {
        case .directing: "directing"
        case .lead: "lead"
        case .executing: "executing"
        case .coordinating: "coordinating"
        case .monitoring: "monitoring"
        }
    }

    /// nil for any other word; the words are those of ``word``, in lower case.
    public init?(word: String) {
        guard let role = Role.allCases.first(where: { $0.word == word }) else { return nil }
        self = role
    }
}

/// Where a body stands in the site's directory.
@frozen
public struct BodyIndex: Hashable, Comparable, Sendable {
    /// The place in ``BodyDirectory/bodies``; it changes where bodies are added or removed, so that only ids are
    /// recorded.
    public let rawValue: UInt32

    /// - Parameter rawValue: below 2^28, which ``Assignment`` has room for; a directory bounds its bodies far below
    /// that.
    @inlinable public init(_ rawValue: Int) { self.rawValue = UInt32(rawValue) }
    /// By place in the directory, which is the order in which bodies are written.
    @inlinable public static func < (a: BodyIndex, b: BodyIndex) -> Bool { a.rawValue < b.rawValue }
}

/// An office, committee or department that is given tasks and receives notices, or a group of such.
public struct Body: Hashable, Sendable {
    /// a-z, 0-9 and '-', at most 64: it becomes a folder's name.
    public var id: String
    /// In full, in Vietnamese, as letters and lists show it.
    public var name: String
    /// Other names that programmes may use, as abbreviations ("BTG"); looked up as the name is.
    public var aliases: [String]
    /// The body above it, which `superior of` means; nil for the top.
    public var parent: BodyIndex?
    /// Already checked to be an address; nil: letters are addressed to the id at the office's own host.
    public var email: String?
    /// Of a group; empty otherwise.
    public var members: [BodyIndex]
    /// From this day on its notices go to the successor.
    public var until: Day?
    /// nil where nobody took its place: then its notices still go to it, see ``BodyDirectory/successor(of:on:)``.
    public var successor: BodyIndex?
    /// Whom it is reached by.
    public var contact: Person?
    /// The logins of those who report for it.
    public var users: [String]
    /// The id it had before.
    public var was: String?
    /// How letters come to it; empty: by mail.
    public var outlets: [OutletChoice]
    /// Where the directory's file gives its id.
    public var place: Place

    /// Made by the reader of `bodies.yaml`; its links are sound only once ``checkBodies`` has seen the whole directory.
    public init(
        id: String, name: String, aliases: [String] = [], parent: BodyIndex? = nil, email: String? = nil,
        members: [BodyIndex] = [], until: Day? = nil, successor: BodyIndex? = nil,
        contact: Person? = nil, users: [String] = [], was: String? = nil,
        outlets: [OutletChoice] = [], place: Place = .nowhere
    ) {
        self.id = id
        self.name = name
        self.aliases = aliases
        self.parent = parent
        self.email = email
        self.members = members
        self.until = until
        self.successor = successor
        self.contact = contact
        self.users = users
        self.was = was
        self.outlets = outlets
        self.place = place
    }
}

/// Where something was written: a file of the site and a stretch of it.
public struct Place: Hashable, Sendable {
    /// As ``SourceFile/path``.
    public var path: String
    /// In bytes of that file.
    public var span: Span

    /// A span alone does not say of which file it is; links between files need both.
    public init(path: String, span: Span) {
        self.path = path
        self.span = span
    }

    /// What was made by the program itself, as in a test of rules.
    public static let nowhere = Place(path: "", span: Span(0, 0))
}
