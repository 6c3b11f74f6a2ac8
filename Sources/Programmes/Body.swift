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

    public init?(word: String) {
        guard let role = Role.allCases.first(where: { $0.word == word }) else { return nil }
        self = role
    }
}

/// Where a body stands in the site's directory.
@frozen
public struct BodyIndex: Hashable, Comparable, Sendable {
    public let rawValue: UInt32

    @inlinable public init(_ rawValue: Int) { self.rawValue = UInt32(rawValue) }
    @inlinable public static func < (a: BodyIndex, b: BodyIndex) -> Bool { a.rawValue < b.rawValue }
}

/// An office, committee or department that is given tasks and receives notices, or a group of such.
public struct Body: Hashable, Sendable {
    /// a-z, 0-9 and '-', at most 64: it becomes a folder's name.
    public var id: String
    public var name: String
    public var aliases: [String]
    public var parent: BodyIndex?
    public var email: String?
    /// Of a group; empty otherwise.
    public var members: [BodyIndex]
    /// From this day on its notices go to the successor.
    public var until: Day?
    public var successor: BodyIndex?
    /// Whom it is reached by.
    public var contact: Person?
    /// The logins of those who report for it.
    public var users: [String]
    /// The id it had before.
    public var was: String?
    /// How letters come to it; empty: by mail.
    public var outlets: [OutletChoice]
    public var place: Place

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
    public var path: String
    public var span: Span

    public init(path: String, span: Span) {
        self.path = path
        self.span = span
    }

    public static let nowhere = Place(path: "", span: Span(0, 0))
}
