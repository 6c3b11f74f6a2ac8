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
    /// The day it happened; nil: today. A day to come is refused.
    public var on: Day?
    /// The paper that proves it; who reads a request holds it to its bounds.
    public var document: Report.Document?
    /// Who it was, as they say themselves.
    public var by: String
    /// The caller's user id, as the socket tells it; nil where there was none.
    public var uid: UInt32?
    /// Free words for the ledger.
    public var note: String
    /// The person, where the front door hands it in and knows; nil otherwise.
    public var actor: Report.Actor?

    /// Nothing is checked here: whatever was typed makes one.
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
    /// For programs, which answer by it.
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

    /// `unknown` where nothing else fits.
    public var kind: Kind
    /// What is wrong and what to do instead.
    public var wording: Wording

    /// - Parameter wording: says the remedy too.
    public init(_ wording: Wording, _ kind: Kind = .unknown) {
        self.kind = kind
        self.wording = wording
    }
}
