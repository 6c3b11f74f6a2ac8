public import Dates
public import Diagnostics

/// A report that cannot be accepted, and why.
public struct Refusal: Error, Hashable, Sendable {
    public var wording: Wording

    public init(_ wording: Wording) { self.wording = wording }
}

/// Turns what a person typed into a report whose occurrence is settled.
/// - Parameters:
///   - reference: `programme/task` or `programme/task@occurrence`; of an event its name.
/// - Throws: an unknown programme, task, occurrence or event, with the one that was likely meant.
public func resolveReport(
    _ reference: String, _ kind: Report.Kind, plan: Plan, memory: Memory, now: Instant, by: String = "",
    uid: UInt32? = nil, note: String = ""
) throws(Refusal) -> Report { throw Refusal(Wording(vi: "", en: "")) }
