import Dates
import Deadlines
import Programmes

/// Compiles a site. Total: what the checkers found wrong is left out by the time it gets here.
/// - Parameters:
///   - old: the plan before it. Of programmes that were not edited since, what was worked out is taken over; the new plan
///     is the same as without.
///   - workers: work for it, and later for who asks the plan.
public func makePlan(_ site: Site, reusing old: Plan? = nil, workers: Workers = .one) -> Plan {
    let carryover = old.flatMap { Carryover(from: $0, to: site) }
    let (deadlines, order) = workers.both {
        carryover.map { readEditedDeadlines(site, $0) } ?? readDeadlines(site)
    } _: {
        TaskOrder(site.programmes, carryover)
    }
    return makePlan(site, deadlines, order, carryover, workers: workers)
}

/// The rest of the way, with the deadlines read.
func makePlan(
    _ site: Site, _ deadlines: ReadDeadlines, _ order: TaskOrder, _ carryover: Carryover? = nil, workers: Workers
) -> Plan {
    let (columns, assignments) = workers.both {
        TaskColumns(order, timetable: deadlines.ofTask, timetables: deadlines.timetables.count, carryover)
    } _: {
        AssignmentColumn(site.programmes, count: order.count, carryover)
    }
    var selector = Selector(site, columns, deadlines.timetables, carryover, workers)
    let compiled = compileRules(site.ruleFiles, bodies: site.bodies) { selector.select($0) }
    return Plan(
        site: site, siteCalendar: SiteCalendar(site.settings, site.calendar), rules: compiled,
        deadlines: deadlines, columns: columns, assignments: assignments,
        resolver: carryover?.old.resolver ?? RecipientResolver(site.bodies), answers: selector.answers,
        waiting: carryover?.keptWaiting(site, columns, deadlines.timetables)
            ?? waitingTasks(site, columns, deadlines.timetables), carryover, workers)
}

extension Carryover {
    /// The tasks that wait, where nothing was edited that concerns them.
    fileprivate func keptWaiting(
        _ site: Site, _ columns: TaskColumns, _ timetables: [Timetable]
    ) -> [String: [UInt32]]? {
        guard edits.keepsNumbers else { return nil }
        let doesWait = edits.tasks.contains { task in
            old.timetables[Int(old.columns.timetable[Int(task)])].isAwaiting
                || timetables[Int(columns.timetable[Int(task)])].isAwaiting
        }
        return doesWait ? nil : old.waiting
    }
}

/// The tasks whose deadlines wait for an event that is named, or that is another task's being done.
private func waitingTasks(_ site: Site, _ columns: TaskColumns, _ timetables: [Timetable]) -> [String: [UInt32]] {
    var waiting: [String: [UInt32]] = [:]
    for (table, timetable) in timetables.enumerated() where timetable.isAwaiting {
        for position in columns.firstPositions[table]..<columns.firstPositions[table + 1] {
            let task = columns.task[position]
            let programme = Int(columns.programme[Int(task)])
            let place = Int(task) - columns.firstTasks[programme]
            guard let extra = site.programmes[programme].tasks.extra(of: place) else { continue }
            if let event = extra.event {
                waiting[event, default: []].append(task)
            } else if let after = extra.after {
                let reference = after.contains("/") ? after : site.programmes[programme].id + "/" + after
                waiting[reference, default: []].append(task)
            }
        }
    }
    return waiting
}
