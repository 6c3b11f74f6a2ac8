import Dates
import Deadlines
import Diagnostics
import Programmes
import RuleLanguage

/// A condition with its definitions written out and its names resolved.
indirect enum Predicate: Hashable, Sendable {
    case constant(Bool)
    case and(Predicate, Predicate)
    case or(Predicate, Predicate)
    case not(Predicate)
    case test(Test)

    /// One question to one fact.
    struct Test: Hashable, Sendable {
        var fact: Fact
        var comparison: Comparison
        var operand: Operand
    }

    enum Operand: Hashable, Sendable {
        case none
        /// As written, and folded for comparing.
        case text(String, folded: String)
        case number(Int)
        case date(Day)
        case priority(Priority)
        case kind(DeadlineKind)
        case status(StatusName)
        /// nil: no such body.
        case body(BodyIndex?)
        /// `due within`.
        case within(Offset)
    }

    /// Whether it is so of an occurrence.
    func holds(_ facts: Facts) -> Bool {
        switch self {
        case .constant(let value): value
        case .and(let a, let b): a.holds(facts) && b.holds(facts)
        case .or(let a, let b): a.holds(facts) || b.holds(facts)
        case .not(let a): !a.holds(facts)
        case .test(let test): test.holds(facts)
        }
    }
}

/// What conditions may ask of an occurrence.
struct Facts: Sendable {
    var plan: Plan
    var programme: Int
    var task: Int
    var occurrence: Occurrence
    /// Of the deadline or the part of it that the occurrence is of.
    var kind: DeadlineKind
    /// The deadline as a whole is compound.
    var isCompound: Bool
    var today: Day
    var status = StatusName.open
    var progressMilli = 0
    var isAcknowledged = false
    var noticesSent = 0
    var isReported = false
    var extensions = 0
    var sharesOpen = 1
    var shares = 1
    var hasDocument = false
    var isLate = false

    /// Days after the legal due date; 0 where it has not passed, or it has ended.
    var daysOverdue: Int {
        guard status == .open, let due = occurrence.legalDue ?? occurrence.due else { return 0 }
        return max(0, today - due)
    }

    var daysLeft: Int? { occurrence.due.map { $0 - today } }

    /// See ``Plan/progress(_:ofTask:)``.
    var progress: Int { plan.progress(progressMilli, ofTask: task) }
}

extension Plan {
    /// Of the task's target, in thousandths of a per cent; where it has none, progress is reported in per cent.
    /// - Parameter milli: what was reported, in thousandths.
    func progress(_ milli: Int, ofTask task: Int) -> Int {
        guard let target = extra(ofTask: task)?.target, target.milli > 0 else { return milli }
        let (product, overflow) = milli.multipliedReportingOverflow(by: 100_000)
        return overflow ? milli / target.milli &* 100_000 : product / target.milli
    }
}

extension Predicate.Test {
    func holds(_ facts: Facts) -> Bool {
        switch fact {
        case .programme: matches(facts.plan.site.programmes[facts.programme].id)
        case .task: matches(facts.plan.taskID(facts.task))
        case .title: matches(facts.plan.ofTask(facts.task) { $0.title(of: $1) })
        case .tag:
            hasTag(
                facts.plan.site.programmes[facts.programme].tagSets[
                    facts.plan.ofTask(facts.task) { $0.tagSet(of: $1) }])
        case .priority: hasPriority(facts.plan.ofTask(facts.task) { $0.priority(of: $1) })
        case .role(let role): names(facts.plan.assignments(ofTask: facts.task), role, facts.plan.site.bodies)
        case .deadline: isKind(facts.kind, isCompound: facts.isCompound)
        case .start: compares(facts.occurrence.start)
        case .due: holdsOfDue(facts)
        case .status: isStatus(facts.status)
        case .done: facts.status == .done
        case .cancelled: facts.status == .cancelled
        case .overdue: facts.daysOverdue > 0
        case .acknowledged: facts.isAcknowledged
        case .progress: compares(facts.progress)
        case .daysOverdue: compares(facts.daysOverdue)
        case .daysLeft: facts.daysLeft.map(compares) ?? false
        case .noticesSent: compares(facts.noticesSent)
        case .officer: hasOfficer(facts.plan.extra(ofTask: facts.task)?.officer)
        case .reported: facts.isReported
        case .extended: facts.extensions > 0
        case .document: facts.hasDocument
        case .late: facts.isLate
        case .extensions: compares(facts.extensions)
        case .sharesOpen: compares(facts.sharesOpen)
        case .shares: compares(facts.shares)
        }
    }

    func hasTag(_ tags: [String]) -> Bool { tags.contains(where: isTag) != (comparison == .notEqual) }

    func isTag(_ tag: String) -> Bool {
        guard case .text(_, let folded) = operand else { return false }
        return fold(tag) == folded
    }

    func hasPriority(_ priority: Priority) -> Bool {
        guard case .priority(let other) = operand else { return false }
        return comparison.holds(Int(priority.rawValue), Int(other.rawValue))
    }

    /// Without a name: whether there is one.
    func hasOfficer(_ officer: Person?) -> Bool {
        if operand == .none { return officer != nil }
        return officer.map { matches($0.name) } ?? (comparison == .notEqual)
    }

    /// The body itself, or a group it is a member of, stands in the role.
    func names(_ assignments: ArraySlice<Assignment>, _ role: Role, _ bodies: BodyDirectory) -> Bool {
        guard case .body(let body) = operand else { return false }
        let found = body.map { body in
            assignments.contains { $0.role == role && ($0.body == body || bodies.contains($0.body, body)) }
        }
        return comparison == .notEqual ? !(found ?? false) : found ?? false
    }

    func isKind(_ kind: DeadlineKind, isCompound: Bool) -> Bool {
        guard case .kind(let other) = operand else { return false }
        let same = kind == other || (other == .compound && isCompound)
        return comparison == .notEqual ? !same : same
    }

    func matches(_ text: String) -> Bool {
        guard case .text(let other, let folded) = operand else { return false }
        switch comparison {
        case .has: return fold(text).utf8.contains(folded.utf8)
        case .equal, .is: return text == other
        case .notEqual: return text != other
        case .less: return text < other
        case .lessOrEqual: return text <= other
        case .greater: return text > other
        case .greaterOrEqual: return text >= other
        }
    }

    private func isStatus(_ status: StatusName) -> Bool {
        guard case .status(let other) = operand else { return false }
        return comparison == .notEqual ? status != other : status == other
    }

    private func holdsOfDue(_ facts: Facts) -> Bool {
        if operand == .none { return facts.occurrence.due != nil }
        if case .within(let offset) = operand {
            guard facts.status == .open, let due = facts.occurrence.due else { return false }
            let horizon = facts.plan.siteCalendar.adding(offset.count, offset.unit, to: facts.today)
            return facts.occurrence.legalDue ?? due >= facts.today && facts.occurrence.prudentDue ?? due <= horizon
        }
        return facts.occurrence.due.map(compares) ?? (comparison == .notEqual)
    }

    private func compares(_ day: Day) -> Bool {
        guard case .date(let other) = operand else { return false }
        return comparison.holds(Int(day.number), Int(other.number))
    }

    private func compares(_ number: Int) -> Bool {
        guard case .number(let other) = operand else { return false }
        return comparison.holds(number, other)
    }
}

extension String.UTF8View {
    func contains(_ other: String.UTF8View) -> Bool {
        let haystack = Array(self)
        let needle = Array(other)
        guard needle.count <= haystack.count else { return false }
        return (0...haystack.count - needle.count).contains { haystack[$0..<$0 + needle.count].elementsEqual(needle) }
    }
}
