import Dates
import Deadlines
import RuleLanguage

/// From one plan to the next.
///
/// All that an agenda knows of a task that nobody edited still holds: its threads run on. A task that was edited, or is
/// new, is decided by itself, from the definition, and then joins the others. So a reload costs what was edited; else it
/// would be every instant since the first load.
extension Agenda {
    /// - Returns: false where too much was edited: then it is to be derived anew.
    mutating func carry(
        from before: Plan, to plan: Plan, touched: Set<Int>, _ memory: inout Memory, at now: Instant
    ) -> Bool {
        let map = TaskMap(from: before, to: plan)
        guard let edits = map.edits, before.mutes == plan.mutes, plan.keepsTimetables(before.timetables),
            // Deciding a task by itself takes about thirty times as long.
            edits.tasks.count < max(64, plan.taskCount / 32)
        else { return false }
        let rules = sameRules(before, plan)
        let areSame = before.rules.indices.allSatisfy { rules[$0] == $0 } && before.rules.count == plan.rules.count
        var concerned = Bitset(count: plan.timetables.count)
        for task in edits.tasks { concerned[Int(plan.columns.timetable[Int(task)])] = true }

        let lowered = takeSettings(of: plan, concerned, &memory, at: now)
        if !areSame || !lowered.isEmpty { dropLanes(but: rules, lowered) }
        openLanes(of: plan, concerned, Set(rules.values))
        // A rule that is new or has gone may change what is next for a task that is decided by itself.
        takePrivateTasks(before, plan, map, lookAgain: !areSame)
        for task in edits.tasks { makePrivate(task: Int(task), plan, at: Self.soon) }
        // What others wait for may have been done before the edit, under a name that nobody had until now.
        for task in memory.reportedTasks() where Int(task) < plan.taskCount && plan.isAwaiting(Int(task)) {
            makePrivate(task: Int(task), plan, at: Self.soon)
        }
        for task in touched { makePrivate(task: task, plan, at: Self.soon) }
        return true
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

    /// - Returns: the timetables of which older occurrences may now be chased than there are threads of.
    private mutating func takeSettings(
        of plan: Plan, _ concerned: Bitset, _ memory: inout Memory, at now: Instant
    ) -> Set<Int32> {
        takeRules(of: plan, &memory, at: now)
        var lowered: Set<Int32> = []
        floors += repeatElement(Day.range.upperBound, count: plan.timetables.count - floors.count)
        concerned.visit { table in
            let floor = floor(ofTimetable: table, plan)
            if floor < floors[table] { lowered.insert(Int32(table)) }
            floors[table] = floor
        }
        return lowered
    }

    /// Lanes of rules that are not the same, or of these timetables, go with their threads.
    private mutating func dropLanes(but rules: [Int: Int], _ lowered: Set<Int32>) {
        var numbers: [Int32] = []
        var kept: [Lane] = []
        for lane in lanes {
            if let rule = rules[Int(lane.rule)], !lowered.contains(lane.timetable) {
                numbers.append(Int32(kept.count))
                kept.append(Lane(timetable: lane.timetable, track: lane.track, rule: Int32(rule)))
            } else {
                numbers.append(-1)
            }
        }
        lanes = kept
        renumberThreads { numbers[Int($0)] }
    }

    /// Those that are new: of timetables that edited tasks have, and of all under rules that are new.
    private mutating func openLanes(of plan: Plan, _ concerned: Bitset, _ known: Set<Int>) {
        let there = Set(lanes.lazy.filter { concerned[Int($0.timetable)] })
        let areAllKnown = known.count == plan.rules.count
        for table in plan.timetables.indices where !areAllKnown || concerned[table] {
            for rule in plan.rules.indices {
                forEachLane(of: plan, timetable: table, rule) { agenda, lane in
                    let isThere = known.contains(rule) && (!concerned[table] || there.contains(lane))
                    if !isThere { agenda.open(lane, plan) }
                }
            }
        }
    }

    private mutating func takePrivateTasks(_ before: Plan, _ plan: Plan, _ map: TaskMap, lookAgain: Bool) {
        if map.isIdentity, before.columns.position == plan.columns.position {
            let positions = isPrivate
            positions.visit { position in
                if lookAgain || plan.isAwaiting(Int(plan.columns.task[position])) {
                    schedule(UInt32(position), at: Self.soon)
                }
            }
            return
        }
        var tasks: [(position: UInt32, next: Instant?)] = []
        isPrivate.visit { position in
            guard let task = map.unedited(Int(before.columns.task[position])) else { return }
            let next = lookAgain || plan.isAwaiting(task) ? Self.soon : privateNext[UInt32(position)]
            tasks.append((plan.columns.position[task], next))
        }
        forgetPrivateTasks(of: plan)
        for (position, next) in tasks {
            isPrivate[Int(position)] = true
            schedule(position, at: next)
        }
    }
}

extension Plan {
    /// Whether the timetables of a plan before have the numbers that they had.
    func keepsTimetables(_ before: [Timetable]) -> Bool {
        before.count <= timetables.count && zip(before, timetables).allSatisfy { $0 === $1 }
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
