public import Dates
public import Diagnostics

/// What a person typed, before it is held against the plan: what ``resolveReport(_:plan:memory:now:)`` makes a report of.
public struct ReportDemand: Hashable, Sendable {
    /// `programme/task` or `programme/task@occurrence`; of an event nothing.
    public var reference: String
    /// As it was asked for: `done` also where it will have to be confirmed.
    public var kind: Report.Kind
    /// By id, name or alias; empty: nobody was named.
    public var bodies: [String]
    /// All open shares are meant.
    public var all: Bool
    public var on: Day?
    public var document: Report.Document?
    public var by: String
    public var uid: UInt32?
    public var note: String
    public var actor: Report.Actor?

    public init(
        _ reference: String, _ kind: Report.Kind, bodies: [String] = [], all: Bool = false, on: Day? = nil,
        document: Report.Document? = nil, by: String = "", uid: UInt32? = nil, note: String = "",
        actor: Report.Actor? = nil
    ) {
        self.reference = reference
        self.kind = kind
        self.bodies = bodies
        self.all = all
        self.on = on
        self.document = document
        self.by = by
        self.uid = uid
        self.note = note
        self.actor = actor
    }
}

/// A report that cannot be accepted, and why.
public struct Refusal: Error, Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        /// No such task, occurrence, event or body.
        case unknown
        /// A parameter that has no place here, or a day that cannot be: `bodies`, `on`, `until`, `occurrence`, …
        case invalid(parameter: String)
        /// Several shares are open, and none was named: the ids of their bodies.
        case ambiguous(open: [String])
        /// Nothing would be changed by it: already so, nothing to confirm, nothing asked for.
        case unchanged
    }

    public var kind: Kind
    public var wording: Wording

    public init(_ wording: Wording, _ kind: Kind = .unknown) {
        self.kind = kind
        self.wording = wording
    }
}
