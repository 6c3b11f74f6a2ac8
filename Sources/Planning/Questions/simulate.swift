public import Dates
import Deadlines
import Programmes

/// Every notice from the beginning of one day to the end of another, each at its own instant.
/// - Parameters:
///   - reports: in any order; one at the same instant as a notice comes first.
///   - memory: nil: from the files alone, every programme first loaded on `from` at 00:00.
///   - each: called in the order of the specification.
public func simulate(
    _ plan: Plan, from: Day, through: Day, reports: [Report] = [], memory: Memory? = nil,
    _ each: (Notice) throws -> Void
) rethrows {
    try simulate(plan, from: from, through: through, reports: reports, memory: memory) { decided in
        for notice in Notices(decided) { try each(notice) }
    }
}

/// The same, collected.
public func simulate(
    _ plan: Plan, from: Day, through: Day, reports: [Report] = [], memory: Memory? = nil
) -> [Notice] {
    var notices: [Notice] = []
    simulate(plan, from: from, through: through, reports: reports, memory: memory) { (notice: Notice) in
        notices.append(notice)
    }
    return notices
}

/// How many notices there would be.
public func countNotices(
    _ plan: Plan, from: Day, through: Day, reports: [Report] = [], memory: Memory? = nil
) -> Int {
    var count = 0
    simulate(plan, from: from, through: through, reports: reports, memory: memory) { (decided: Decided) in
        count += decided.drafts.count + decided.digestDrafts.count
    }
    return count
}

func simulate(
    _ plan: Plan, from: Day, through: Day, reports: [Report], memory: Memory?, decided each: (Decided) throws -> Void
) rethrows {
    let zone = plan.siteCalendar.zone
    let start = zone.instant(from, TimeOfDay(hour: 0)!)
    let end = zone.instant(through + 1, TimeOfDay(hour: 0)!)
    var memory = memory ?? Memory(plan)
    memory.bind(to: plan)
    for programme in plan.site.programmes { memory.load(programme: programme.id, at: start) }
    var reports = reports.sortedByTime()[...]
    func report(through instant: Instant) {
        while let report = reports.first, report.at <= instant {
            memory.apply(report)
            reports.removeFirst()
        }
    }
    var now: Instant? = start
    while let instant = now, instant < end {
        report(through: instant)
        let decided = run(plan, &memory, at: instant)
        try each(decided)
        now = [decided.next, reports.first?.at].compactMap { $0 }.min()
    }
}
