import Dates
import Programmes
import RuleLanguage

/// A notice before it gets its names.
struct Firing: Sendable {
    var at: Instant
    var nominal: Instant
    var task: UInt32
    /// Into ``Decider/subjects``.
    var subject: UInt32
    var rule: UInt32
    var step: Int32
    var repeatNumber: Int32
    var recipient: BodyIndex
    var role: Role?
    var climbs: UInt8
    var superiorOf: BodyIndex?
    var kind: NoticeKind
    var severity: Severity
    var isLate: Bool
}

/// An instant that brought no notice, before it gets its names.
struct Held: Sendable {
    var task: Int
    var subject: Int
    var rule: Int
    var beat: Beat
    var reason: Withheld.Reason
    var detail: String
}
