public import Dates
public import Diagnostics

/// Why a rule did, does or does not send something for an occurrence.
public struct Why: Hashable, Sendable {
    public enum Answer: Hashable, Sendable {
        /// It comes then, if nothing changes.
        case comes(Instant)
        /// Something was sent: the last instant decided.
        case sent(Instant)
        /// The first condition that held it back.
        case heldBack
    }

    public var rule: String
    public var rulePath: String
    public var ruleLine: Int
    public var occurrence: String?
    public var answer: Answer
    /// The condition with its values, or the instant with how it was counted.
    public var wording: Wording
}

/// One answer for each rule (or the one named) and occurrence (or those that the day concerns).
public func explainDecision(
    _ plan: Plan, _ memory: Memory, task: Int, rule: String? = nil, on day: Day? = nil, at now: Instant
) -> [Why] { [] }
