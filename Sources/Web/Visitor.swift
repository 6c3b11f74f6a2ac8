import Diagnostics
import JSONText
import Links

/// Who looks, and what for.
struct Visitor: Sendable {
    struct Body: Hashable, Sendable {
        var id: String
        var name: String
    }

    enum Means: Sendable {
        /// The office's sign-on named the login.
        case signedIn
        /// A link of a letter, with what it allows.
        case link(ReportLink, token: String)
    }

    /// The login; of a link its body's id.
    var name: String
    var bodies: [Body]
    var isAdmin: Bool
    /// One of the bodies directs or monitors something.
    var oversees: Bool
    var means: Means

    var ids: [String] { bodies.map(\.id) }

    var link: ReportLink? { if case .link(let link, _) = means { link } else { nil } }

    /// What a report of theirs says of who it was.
    /// - Parameter body: for which they act.
    func actor(for body: String?) -> JSONValue {
        let how = if case .link = means { "link" } else { "sso" }
        return ["name": .string(name), "body": body.map(JSONValue.string) ?? .null, "how": .string(how)]
    }

    /// The page of whatever they may do first.
    var isOffice: Bool { isAdmin || oversees }
}

/// What a visitor may do with a task.
struct Rights: Sendable {
    /// Bodies whose own share may be reported on.
    var own: Set<String>
    /// Whether others' shares may be: returned, extended, reported for.
    var oversees: Bool
    /// Whether what was reported may be confirmed.
    var confirms: Bool
    var sees: Bool

    /// - Parameters:
    ///   - roles: the parts that the visitor's bodies have in the task, as `DescribeTask` says.
    ///   - owners: the bodies that have a share of it.
    ///   - confirmation: whose word it takes.
    init(_ visitor: Visitor, roles: [String], owners: Set<String>, confirmation: String) {
        let mine = Set(visitor.ids)
        own = mine.intersection(owners)
        guard visitor.link == nil else {
            (oversees, confirms, sees) = (false, false, !own.isEmpty)
            return
        }
        oversees = visitor.isAdmin || roles.contains("directing") || roles.contains("monitoring")
        confirms = visitor.isAdmin || roles.contains(confirmation)
        sees = visitor.isAdmin || !roles.isEmpty || !own.isEmpty
    }

    /// Whether a kind of report of a body's share is theirs to make.
    func allow(_ kind: ReportKind, of body: String) -> Bool {
        switch kind {
        case .ack, .progress, .askExtension: own.contains(body)
        case .done: own.contains(body) || oversees
        case .confirm, .giveBack: confirms
        case .extend, .grant, .refuse, .reopen: oversees
        }
    }
}

/// The kinds of reports that the pages make.
enum ReportKind: String, CaseIterable, Sendable {
    case ack, done, progress
    case askExtension = "ask-extension"
    case confirm
    case giveBack = "return"
    case extend, grant, refuse, reopen
}
