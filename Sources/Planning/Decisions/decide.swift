public import Dates
import Deadlines
import Programmes
import RuleLanguage

/// What comes of an instant.
public struct Decision: Sendable {
    /// In the order of the specification: at, programme, task, occurrence, rule, step, repeat, recipient.
    public var notices: Notices
    /// By nominal instant, then in the same order.
    public var withheld: [Withheld]
    /// When to decide again, if nothing else happens; nil: never.
    public var next: Instant?

    /// For tests, and for who puts a decision together from the ledger; the notices stay in the order given.
    public init(notices: some Sequence<Notice> = [], withheld: [Withheld] = [], next: Instant? = nil) {
        self.init(notices: Notices(notices), withheld: withheld, next: next)
    }

    init(notices: Notices, withheld: [Withheld], next: Instant?) {
        self.notices = notices
        self.withheld = withheld
        self.next = next
    }
}

extension Decision {
    /// As much of it as is to be sent at once, for who cannot hold the letters of all; nil: that is all of it. What concerns
    /// a task stays together, for how far a rule is decided is known for a task as a whole: decided anew from what was
    /// sent of it, the rest is what is left.
    /// - Parameter limit: notices, which a single task may pass.
    public func beginning(ofAtMost limit: Int) -> Decision? {
        guard notices.count > limit else { return nil }
        var positions: [TaskKey: [Int]] = [:]
        var order: [TaskKey] = []
        for position in notices.indices {
            let key = TaskKey(notices[position].identity)
            if positions[key] == nil { order.append(key) }
            positions[key, default: []].append(position)
        }
        var chosen: [Int] = []
        var tasks: Set<TaskKey> = []
        for key in order {
            let more = positions[key] ?? []
            guard chosen.isEmpty || chosen.count + more.count <= limit else { break }
            chosen += more
            tasks.insert(key)
        }
        guard chosen.count < notices.count else { return nil }
        return Decision(
            notices: notices.at(chosen.sorted()), withheld: withheld.filter { tasks.contains(TaskKey($0.identity)) },
            next: next)
    }

    /// Of a digest: of no task.
    private struct TaskKey: Hashable {
        let programme: String
        let task: String

        init(_ identity: NoticeIdentity) { (programme, task) = (identity.programme, identity.task) }
    }
}

/// What is to be sent now. Everything that came of it is remembered: deciding again at the same instant gives nothing.
///
/// A programme that the memory does not know the first load of counts as loaded today.
public func decide(_ plan: Plan, _ memory: inout Memory, at now: Instant) -> Decision {
    let decided = run(plan, &memory, at: now)
    return Decision(notices: Notices(decided), withheld: decided.withheld(), next: decided.next)
}

/// What a decider leaves behind, its memory and agenda given back.
struct Decided: Sendable {
    let plan: Plan
    let subjects: [Decider.Subject]
    let firings: [Firing]
    var drafts: [NoticeDraft]
    var held: [WithheldDraft]
    let digestDrafts: [DigestDraft]
    let withheldDigests: [WithheldDigest]
    /// The bodies whose shares notices are about, where not all are.
    let subjectLists: [[BodyIndex]]
    /// What was looked at: each occurrence of a cohort under a rule, and each task that a rule was judged for.
    let effort: Int
    let next: Instant?

    /// Of a site that does not send yet.
    fileprivate init(nothingOf plan: Plan, next: Instant?) {
        self.init(
            plan: plan, subjects: [], firings: [], drafts: [], held: [], digestDrafts: [], withheldDigests: [],
            subjectLists: [], effort: 0, next: next)
    }

    fileprivate init(
        plan: Plan, subjects: [Decider.Subject], firings: [Firing], drafts: [NoticeDraft], held: [WithheldDraft],
        digestDrafts: [DigestDraft], withheldDigests: [WithheldDigest], subjectLists: [[BodyIndex]], effort: Int,
        next: Instant?
    ) {
        self.plan = plan
        self.subjects = subjects
        self.firings = firings
        self.drafts = drafts
        self.held = held
        self.digestDrafts = digestDrafts
        self.withheldDigests = withheldDigests
        self.subjectLists = subjectLists
        self.effort = effort
        self.next = next
    }
}

func run(_ plan: Plan, _ memory: inout Memory, at now: Instant) -> Decided {
    memory.bind(to: plan)
    guard plan.site.settings.live.sends(on: plan.siteCalendar.zone.day(at: now)) else {
        return Decided(nothingOf: plan, next: plan.siteCalendar.begin)
    }
    var decider = makeDecider(plan, &memory, at: now)
    decider.run()
    let next = decider.nextInstant()
    let decided = Decided(
        plan: plan, subjects: decider.subjects, firings: decider.firings, drafts: decider.drafts,
        held: decider.held,
        digestDrafts: decider.digestDrafts, withheldDigests: decider.withheldDigests,
        subjectLists: decider.subjectLists, effort: decider.effort, next: next)
    memory = decider.memory
    memory.keep(decider.agenda)
    return decided
}

/// The memory is moved out, never copied: a million marks lie in it. ``run(_:_:at:)`` gives it back.
private func makeDecider(_ plan: Plan, _ memory: inout Memory, at now: Instant) -> Decider {
    var taken = Memory(plan)
    swap(&taken, &memory)
    let agenda = taken.takeAgenda(at: now)
    return Decider(plan, taken, agenda, at: now)
}

extension Decider {
    mutating func nextInstant() -> Instant? {
        var next = agenda.next(plan)
        for digest in plan.digests.indices {
            if let instant = nextDigest(digest) { next = min(next ?? instant, instant) }
        }
        return next
    }
}
