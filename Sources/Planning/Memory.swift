public import Dates

/// What was reported and what was decided: the part of the engine's state that the ledger keeps.
///
/// It is bound to a plan for speed and keyed by names for endurance: ``decide(_:_:at:)`` binds it anew when it is given
/// another plan, and what the new one does not know is kept for a later one that does.
public struct Memory: Sendable {
    public private(set) var plan: Plan

    public init(_ plan: Plan) { self.plan = plan }

    /// A programme was first loaded; a later call for the same one changes nothing.
    public mutating func load(programme: String, at instant: Instant) {}

    /// The instant a programme was first loaded.
    public func firstLoad(of programme: String) -> Instant? { nil }

    /// What a person reported. Reports are applied in the order they were made.
    public mutating func apply(_ report: Report) {}

    /// From a row of the ledger. (What ``decide(_:_:at:)`` returns is already remembered.)
    ///
    /// A decision is to be committed whole: of a rule's step that some recipients got, the others are not told later.
    public mutating func record(sent identity: NoticeIdentity, nominal: Instant) {}

    /// From a row of the ledger.
    public mutating func record(_ withheld: Withheld) {}

    /// Binds it to another plan, as ``decide(_:_:at:)`` does by itself.
    public mutating func bind(to plan: Plan) { self.plan = plan }
}
