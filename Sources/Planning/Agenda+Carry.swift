import Dates
import RuleLanguage

/// From one plan to the next.
///
/// All that an agenda knows of a task that nobody edited still holds: its threads run on under the new plan's numbers.
/// A task that was edited, or is new, is decided by itself, from the definition, and then joins the others. So a reload
/// costs what was edited, and a pass over what is held in numbers; else it would be every instant since the first load.
extension Agenda {
    /// nil where too much was edited: then it is derived anew.
    init?(
        _ outdated: (agenda: Agenda, plan: Plan, touched: Set<Int>), _ plan: Plan, _ memory: inout Memory,
        at now: Instant
    ) {
        let (old, before) = (outdated.agenda, outdated.plan)
        let map = TaskMap(from: before, to: plan)
        guard let carryover = map.carryover, before.mutes == plan.mutes else { return nil }
        let edited = plan.site.programmes.indices.filter { carryover.unedited[$0] == nil }
        // Deciding a task by itself takes about thirty times as long.
        guard edited.reduce(0, { $0 + plan.tasks(ofProgramme: $1).count }) < max(64, plan.taskCount / 32) else {
            return nil
        }
        self.init(settingsOf: plan, &memory, at: now)
        (decidedAt, decidedThrough) = (old.decidedAt, old.decidedThrough)
        let rules = sameRules(before, plan)
        takeLanes(of: old, before, plan, rules)
        // A rule that is new or has gone may change what is next for a task that is decided by itself.
        let areSame = rules.count == before.rules.count && rules.count == plan.rules.count
        takePrivateTasks(of: old, before, plan, map, lookAgain: !areSame)
        for programme in edited {
            for task in plan.tasks(ofProgramme: programme) { makePrivate(task: task, plan, at: Self.soon) }
        }
        // What others wait for may have been done before the edit, under a name that nobody had until now.
        for task in memory.reportedTasks() where Int(task) < plan.taskCount && plan.isAwaiting(Int(task)) {
            makePrivate(task: Int(task), plan, at: Self.soon)
        }
        for task in outdated.touched { makePrivate(task: task, plan, at: Self.soon) }
    }

    /// With the next decision, whenever that is.
    private static let soon = Instant(seconds: .min)

    /// Those of which the instants and the tasks they are for are the same under both plans, by their index in the old
    /// one.
    private func sameRules(_ before: Plan, _ plan: Plan) -> [Int: Int] {
        let names = Dictionary(plan.rules.indices.map { (plan.rules[$0].name, [$0]) }, uniquingKeysWith: +)
        var same: [Int: Int] = [:]
        for (index, rule) in before.rules.enumerated() {
            guard let found = names[rule.name], found.count == 1, rule.hasSameInstants(plan.rules[found[0]])
            else { continue }
            same[index] = found[0]
        }
        return same
    }

    private mutating func takeLanes(of old: Agenda, _ before: Plan, _ plan: Plan, _ rules: [Int: Int]) {
        var tables: [ObjectIdentifier: Int] = [:]
        for (index, timetable) in plan.timetables.enumerated() { tables[ObjectIdentifier(timetable)] = index }
        // By lane of the old agenda: the same in this one.
        var numbers: [Lane: Int] = [:]
        for (index, lane) in old.lanes.enumerated() {
            guard let table = tables[ObjectIdentifier(before.timetables[Int(lane.timetable)])],
                let rule = rules[Int(lane.rule)],
                // Older occurrences than it has threads of may now be chased.
                floors[table] >= old.floors[Int(lane.timetable)]
            else { continue }
            numbers[Lane(timetable: Int32(table), track: lane.track, rule: Int32(rule))] = index
        }
        var lanes = [Int32](repeating: -1, count: old.lanes.count)
        forEachLane(of: plan) { agenda, lane in
            agenda.lanes.append(lane)
            if let number = numbers[lane] {
                lanes[number] = Int32(agenda.lanes.count - 1)
            } else {
                agenda.open(agenda.lanes.count - 1, from: nil, plan)
            }
        }
        // Those that were parked too: where there is still no task for them, they will be again.
        for index in old.sharedHeap.storage.map(\.index) + old.parked.values.joined() {
            var thread = old.threads[Int(index)]
            guard case let lane = lanes[Int(thread.lane)], lane >= 0 else { continue }
            thread.lane = lane
            add(thread)
        }
    }

    private mutating func takePrivateTasks(
        of old: Agenda, _ before: Plan, _ plan: Plan, _ map: TaskMap, lookAgain: Bool
    ) {
        old.isPrivate.visit { position in
            guard let task = map.unedited(Int(before.columns.task[position])) else { return }
            let next = lookAgain || plan.isAwaiting(task) ? Self.soon : old.privateNext[UInt32(position)]
            isPrivate[Int(plan.columns.position[task])] = true
            schedule(plan.columns.position[task], at: next)
        }
    }
}

extension CompiledRule {
    /// Whether the same instants exist for the same tasks; what is sent at them, and under which guards, is asked when
    /// they come.
    fileprivate func hasSameInstants(_ other: CompiledRule) -> Bool {
        start == other.start && steps.map(\.after) == other.steps.map(\.after) && repetition == other.repetition
            && at == other.at && onWorkingDays == other.onWorkingDays && isIndependent == other.isIndependent
            && condition == other.condition
    }
}
