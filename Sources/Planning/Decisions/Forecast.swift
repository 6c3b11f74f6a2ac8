import Dates
import Deadlines
import RuleLanguage

/// Looks ahead for single tasks, without deciding anything.
struct Forecast {
    private var decider: Decider

    init(_ plan: Plan, _ memory: consuming Memory, at now: Instant) {
        // Only what the agenda derives from the programmes is needed, not what is to be looked at.
        var memory = memory
        memory.forgetAgenda()
        let agenda = Agenda(settingsOf: plan, &memory, at: now)
        decider = Decider(plan, memory, agenda, at: now)
    }

    /// By occurrence: when what is to be made up for was due; of the task and rule that were asked for last.
    private(set) var missed: [String: Instant] = [:]

    /// By occurrence: the next instant at which a rule sends something.
    /// - Parameter rule: its index; nil: any.
    mutating func nextInstants(ofTask task: Int, rule: Int? = nil) -> [String: Instant] {
        var next: [String: Instant] = [:]
        var missed: [String: Instant] = [:]
        if decider.plan.site.settings.live == .never { return [:] }
        let cohort = Cohort.apart(position: Int(decider.plan.columns.position[task]))
        decider.look(at: cohort, rule: rule) { _, occurrence, look in
            guard let instant = look.next else { return }
            if instant <= next[occurrence.id] ?? instant { missed[occurrence.id] = look.missed }
            next[occurrence.id] = min(next[occurrence.id] ?? instant, instant)
        }
        self.missed = missed
        return next
    }
}
