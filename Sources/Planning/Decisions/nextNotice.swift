public import Dates
import Programmes

/// When the next notice goes out, if nothing else is reported: not an instant that will bring nothing, as far as is
/// looked.
/// - Parameters:
///   - horizon: so many days ahead it is looked for in any case.
///   - beyond: after them at so many instants more. What is due in years has few before it, and comes all the same.
///   - effort: occurrences looked at under a rule, judgements of a task, and triggers of a digest: a million take some
///     seconds. Where they do not reach a notice, who asks is told the instant behind them.
/// - Returns: nil: none is foreseen. No notice goes out before it.
public func nextNotice(
    _ plan: Plan, _ memory: Memory, at now: Instant, horizon: Int = 400, beyond: Int = 100,
    effort: Int = 200_000
) -> Instant? {
    var memory = memory
    memory.bind(to: plan)
    // What is not loaded yet is with the next decision.
    for programme in plan.site.programmes { memory.load(programme: programme.id, at: now) }
    let end = plan.siteCalendar.zone.instant(plan.siteCalendar.zone.day(at: now) + horizon, TimeOfDay(hour: 0)!)
    var next: Instant? = now
    var left = beyond
    var spent = 0
    while let instant = next, instant <= end || left > 0 {
        if instant > end { left -= 1 }
        let decided = run(plan, &memory, at: instant)
        if !decided.drafts.isEmpty || !decided.digestDrafts.isEmpty { return instant }
        next = decided.next
        spent += decided.effort
        if spent > effort { return next }
    }
    return nil
}
