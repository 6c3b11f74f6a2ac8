import Dates
import Programmes
import RuleLanguage

/// A rule with its names resolved, its defaults filled in and its tasks selected.
struct CompiledRule: Sendable {
    enum Side: Sendable { case before, on, after }

    enum Start: Sendable {
        case offsets(Side, Anchor, [Offset])
        case every(Cycle)
        case event(String)
    }

    struct Step: Sendable {
        /// Of the first step: unused.
        var after: Offset
        var actions: [CompiledAction]
    }

    /// As written, to be quoted.
    let source: Rule
    var name: String
    var path: String
    var line: Int
    var start: Start
    /// The first step, then those of the chain.
    var steps: [Step]
    var repetition: Repetition?
    var at: TimeOfDay
    var onWorkingDays: Bool
    var grouping: Grouping
    var catchUp: CatchUp
    var template: String?
    var condition: Predicate
    var guardCondition: Predicate?
    var until: Predicate?
    /// Its instants stand for themselves: several offsets, or cycles.
    var isIndependent: Bool
    /// By position: the tasks of which an occurrence may be meant.
    var matches = Bitset(count: 0)
    /// By position: those of them of which an occurrence may also not be meant.
    var doubtful = Bitset(count: 0)

    /// What is to be done at a step: of several offsets the same at each.
    func actions(step: Int32) -> [CompiledAction] {
        isIndependent ? steps[0].actions : steps[min(Int(step), steps.count - 1)].actions
    }
}

struct CompiledAction: Sendable {
    var kind: NoticeKind
    var severity: Severity
    var recipients: [CompiledRecipient]
}

/// A role's bodies or a body, or those so many levels above.
struct CompiledRecipient: Hashable, Sendable {
    enum Base: Hashable, Sendable {
        case role(Role)
        /// nil: no such body.
        case body(BodyIndex?)
    }

    var base: Base
    var climbs: Int

    var role: Role? { if case .role(let role) = base { role } else { nil } }
}

struct CompiledMute: Sendable {
    var name: String
    var from: Day
    var to: Day
    /// nil: everything, digests too.
    var condition: Predicate?
    var drops: Bool
}

struct CompiledDigest: Sendable {
    var name: String
    var path: String
    var line: Int
    var cycle: Cycle
    var at: TimeOfDay
    var to: [CompiledRecipient]
    var list: Predicate
    var groupBy: DigestGrouping?
    var onWorkingDays: Bool
    var severity: Severity
    var grouping: Grouping
    var catchUp: CatchUp
    var template: String?
}
