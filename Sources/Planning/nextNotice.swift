public import Dates
import Programmes

/// When the next notice goes out, if nothing else is reported: not an instant that will bring nothing.
/// - Parameter horizon: how many days ahead it is looked for.
/// - Returns: nil: none is foreseen.
public func nextNotice(_ plan: Plan, _ memory: Memory, at now: Instant, horizon: Int = 400) -> Instant? {
    var memory = memory
    memory.bind(to: plan)
    // What is not loaded yet is with the next decision.
    for programme in plan.site.programmes { memory.load(programme: programme.id, at: now) }
    let end = plan.almanac.zone.instant(plan.almanac.zone.day(at: now) + horizon, TimeOfDay(hour: 0)!)
    var next: Instant? = now
    while let instant = next, instant <= end {
        let decided = run(plan, &memory, at: instant)
        if !decided.drafts.isEmpty || !decided.digestDrafts.isEmpty { return instant }
        next = decided.next
    }
    return nil
}
