import Dates
import Programmes
import RuleLanguage

/// A rule with its names resolved, its defaults filled in and its tasks selected.
///
/// A class, for it is handed around once per notice: as a struct it would be retained in a dozen places each time.
final class CompiledRule: Sendable {
    enum Side: Hashable, Sendable { case before, on, after }

    enum Start: Hashable, Sendable {
        case offsets(Side, OffsetAnchor, [Offset])
        case every(Cycle)
        case event(String)
        case report(ReportTrigger)
    }

    struct Step: Sendable {
        /// Of the first step: unused.
        let after: Offset
        let actions: [CompiledAction]
        /// Those of all actions, in the order written.
        let addressees: [Addressee]

        init(after: Offset, actions: [CompiledAction]) {
            self.after = after
            self.actions = actions
            addressees = actions.flatMap { action in
                action.recipients.map { Addressee(kind: action.kind, severity: action.severity, recipient: $0) }
            }
        }
    }

    /// To whom a step speaks, and how.
    struct Addressee: Sendable {
        let kind: NoticeKind
        let severity: Severity
        let recipient: CompiledRecipient
    }

    /// As written, to be quoted.
    let source: Rule
    let name: String
    let path: String
    let line: Int
    let start: Start
    /// The first step, then those of the chain.
    let steps: [Step]
    let repetition: Repetition?
    let at: TimeOfDay
    let onWorkingDays: Bool
    let grouping: Grouping
    let catchUp: CatchUp
    let template: String?
    let condition: Predicate
    let guardCondition: Predicate?
    let until: Predicate?
    /// Its instants stand for themselves: several offsets, or cycles.
    let isIndependent: Bool
    /// By position: the tasks of which an occurrence may be meant.
    let matches: Bitset
    /// By position: those of them of which an occurrence may also not be meant.
    let doubtful: Bitset

    init(
        source: Rule, path: String, line: Int, start: Start, steps: [Step], isIndependent: Bool,
        condition: Predicate, selection: Selection, defaults: MergedDefaults, compiler: PredicateCompiler
    ) {
        self.source = source
        self.path = path
        self.line = line
        self.start = start
        self.steps = steps
        self.isIndependent = isIndependent
        name = source.name.text
        repetition = source.repetition
        at = source.at ?? defaults.at
        onWorkingDays = source.onWorkingDays ?? defaults.onWorkingDays
        grouping = source.grouping ?? defaults.grouping
        catchUp = source.catchUp ?? defaults.catchUp
        template = source.template?.text
        self.condition = condition
        guardCondition = source.guardCondition.map(compiler.compile)
        until = source.until.map(compiler.compile)
        matches = selection.matches
        doubtful = selection.doubtful
    }

    /// Of several offsets the same at each.
    func addressees(step: Int32) -> [Addressee] {
        isIndependent ? steps[0].addressees : steps[min(Int(step), steps.count - 1)].addressees
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
        case officer
    }

    var base: Base
    var climbs: Int
    /// Only of tasks that wait for this role's confirmation.
    var isToConfirm = false

    var role: Role? { if case .role(let role) = base { role } else { nil } }
}

struct CompiledMute: Hashable, Sendable {
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
