import Dates
import Deadlines
import Programmes

/// Compiles a site. Total: what the checkers found wrong is left out by the time it gets here.
public func makePlan(_ site: Site) -> Plan {
    let almanac = Almanac(zone: site.settings.zone, calendar: site.calendar)
    let (timetables, timetable) = readDeadlines(site)
    return makePlan(site, almanac, timetables, timetable)
}

/// The rest of the way, with the deadlines read.
/// - Parameter timetable: by task.
func makePlan(_ site: Site, _ almanac: Almanac, _ timetables: [Timetable], _ timetable: [UInt32]) -> Plan {
    let columns = TaskColumns(site.programmes, timetable: timetable, timetables: timetables.count)
    var selector = Selector(site, columns, timetables)
    let compiled = compileRules(site.ruleFiles, bodies: site.bodies) { selector.select($0) }
    return Plan(
        site: site, almanac: almanac, rules: compiled, timetables: timetables, columns: columns,
        waiting: waitingTasks(site, columns, timetables))
}

/// The tasks whose deadlines wait for an event that is named, or that is another task's being done.
private func waitingTasks(_ site: Site, _ columns: TaskColumns, _ timetables: [Timetable]) -> [String: [UInt32]] {
    var waiting: [String: [UInt32]] = [:]
    for (table, timetable) in timetables.enumerated() where timetable.isAwaiting {
        for position in columns.firstPositions[table]..<columns.firstPositions[table + 1] {
            let task = columns.task[position]
            let programme = Int(columns.programme[Int(task)])
            guard let extra = site.programmes[programme].tasks[Int(task) - columns.firstTasks[programme]].extra
            else { continue }
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
