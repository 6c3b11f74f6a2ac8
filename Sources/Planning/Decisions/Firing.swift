import Dates
import Programmes
import RuleLanguage

/// An instant of an occurrence under a rule that goes out: what its notices have in common, however many tasks it is
/// meant for.
struct Firing: Sendable {
    /// Into ``Decider/subjects``.
    let subject: UInt32
    let rule: UInt32
    let trigger: Trigger
    let at: Instant
    let isLate: Bool
}

/// A notice before it gets its names.
struct NoticeDraft: Sendable {
    /// Into ``Decider/firings``.
    var firing: UInt32
    var task: UInt32
    /// Into the step's ``CompiledRule/Step/addressees``.
    var addressee: UInt32
    var recipient: BodyIndex
    var superiorOf: BodyIndex?
    /// Into ``Decider/subjectLists``, or ``Decider/Outgoing/all``.
    var subjects: Int32
}

/// An instant that brought no notice, before it gets its names.
struct WithheldDraft: Sendable {
    var task: Int
    var subject: Int
    var rule: Int
    var trigger: Trigger
    var reason: Withheld.Reason
    var detail: String
}
