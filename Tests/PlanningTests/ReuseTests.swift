import Dates
import Deadlines
import Programmes
import RuleLanguage
import TestKit
import Testing

@testable import Planning

/// Plans made from the plan before them, on sites that chance edits: the same as plans made from nothing, by one.
@Suite struct ReuseTests {
    static let zone = Zone.vietnam
    static let last = zone.instant(Day(unchecked: 2022, 6, 30), TimeOfDay(hour: 0)!)
    static let never = Instant(seconds: .max)

    @Test(arguments: 0..<24)
    func anEditedSiteIsPlannedAsIfFromNothing(seed: Int) {
        var edited = EditedSite(seed: UInt64(7000 + seed))
        var memory = Memory(makePlan(edited.site, workers: .threads))
        // It forgets before each decision what its agenda was, and has only plans made from nothing.
        var forgetful = memory
        var now = Self.zone.instant(Day(unchecked: 2021, 11, 20), TimeOfDay(hour: 0)!)
        for _ in 0..<14 {
            for _ in 0..<edited.number(0...2) { edited.edit() }
            let plan = makePlan(edited.site, reusing: memory.plan, workers: .threads)
            let fresh = makePlan(edited.site)
            expectSame(plan, fresh, seed)
            memory.bind(to: plan)
            forgetful.bind(to: fresh)
            let reports = edited.reports(from: now)
            for programme in edited.site.programmes {
                memory.load(programme: programme.id, at: now)
                forgetful.load(programme: programme.id, at: now)
            }
            for report in reports {
                memory.apply(report)
                forgetful.apply(report)
            }
            // Some edits come before the next decision, some after several.
            guard !edited.chance(6) else { continue }
            for _ in 0..<edited.number(1...4) {
                forgetful.forgetAgenda()
                let decision = decide(plan, &memory, at: now)
                let expected = decide(fresh, &forgetful, at: now)
                #expect(decision.notices == expected.notices, "seed \(seed) at \(now)")
                #expect(decision.withheld == expected.withheld, "seed \(seed) at \(now)")
                // Either may wake for nothing; where one of them sends something the other has to as well.
                let next = min(decision.next ?? Self.never, expected.next ?? Self.never)
                guard next < Self.last else { break }
                now = edited.chance(3) ? now + edited.number(1...900_000) : max(next, now + 1)
            }
            let day = Self.zone.day(at: now)
            if edited.chance(5) {
                let ahead = simulate(plan, from: day, through: day + 60, memory: memory)
                #expect(
                    ahead == simulate(fresh, from: day, through: day + 60, memory: forgetful), "seed \(seed) at \(day)")
            }
            let states = taskStates(plan, memory, at: now)
            #expect(states == taskStates(fresh, forgetful, at: now), "seed \(seed) at \(now)")
            #expect(summarize(plan, memory, at: now) == count(states, today: day), "seed \(seed) at \(now)")
            let current = currentStates(plan, memory, at: now, tasks: Array(0..<plan.taskCount))
            let untold = taskStates(plan, memory, at: now, isForetold: false)
            #expect(current.map(\.state.current) == untold.map(\.current), "seed \(seed) at \(now)")
            #expect(current.map(\.occurrences) == states.map(\.occurrences.count), "seed \(seed) at \(now)")
        }
    }

    /// One task after another, share by share.
    private func count(_ states: [TaskState], today: Day) -> Summary {
        var summary = Summary()
        for state in states {
            summary.tasks += 1
            summary.shares.add(state)
        }
        return summary
    }

    /// The same of every task; timetables that no task has any more may be left.
    private func expectSame(_ plan: Plan, _ fresh: Plan, _ seed: Int) {
        #expect(plan.columns.programme == fresh.columns.programme, "seed \(seed)")
        #expect(plan.columns.order.ranked == fresh.columns.order.ranked, "seed \(seed)")
        #expect(plan.columns.rank == fresh.columns.rank, "seed \(seed)")
        #expect(plan.assignments == fresh.assignments, "seed \(seed)")
        #expect(plan.answers == fresh.answers, "seed \(seed)")
        #expect(plan.waiting.mapValues { $0.sorted() } == fresh.waiting.mapValues { $0.sorted() }, "seed \(seed)")
        for task in 0..<plan.taskCount {
            let (a, b) = (Int(plan.columns.position[task]), Int(fresh.columns.position[task]))
            #expect(Int(plan.columns.task[a]) == task, "seed \(seed)")
            #expect(plan.columns.positions(ofTimetable: Int(plan.columns.timetable[task])).contains(a), "seed \(seed)")
            let timetables = [plan, fresh].map { $0.timetables[Int($0.columns.timetable[task])].sample }
            #expect(timetables[0] == timetables[1], "seed \(seed)")
            #expect(plan.rules.map { $0.matches[a] } == fresh.rules.map { $0.matches[b] }, "seed \(seed)")
            #expect(plan.rules.map { $0.doubtful[a] } == fresh.rules.map { $0.doubtful[b] }, "seed \(seed)")
        }
    }
}

/// A site that chance edits: tasks, programmes and rules come, change and go.
private struct EditedSite {
    var site: Site
    private var random: RandomSite
    private var count = 0
    /// As a loader keeps them: one for each list of phrases in each context.
    private var readings: [[DeadlineReading]]

    private static let phrases = [
        ["Trong quý IV/2021"], ["hằng quý"], ["thường xuyên"], ["trước ngày 15/12/2021"], ["hằng tháng"],
        ["sau khi có hướng dẫn của Trung ương"], ["trước ngày 10/01/2022", "hằng quý"], ["kịp thời"],
    ]

    init(seed: UInt64) {
        random = RandomSite(seed: seed)
        site = random.site
        site.programmes = []
        let calendar = site.calendar
        readings = (0..<3).map { days in
            let context = ReadingContext(issued: RandomSite.issued + 10 * days, calendar: calendar)
            return Self.phrases.map { DeadlineReading($0, in: context) }
        }
        for _ in 0..<3 { add() }
    }

    mutating func number(_ range: ClosedRange<Int>) -> Int { random.number(range) }
    mutating func chance(_ n: Int) -> Bool { random.chance(n) }

    private mutating func add() {
        let context = number(0...2)
        // One that was removed may come back under its name.
        let id = "0\(number(1...6))-KH"
        guard !site.programmes.contains(where: { $0.id == id }) else { return }
        count += 1
        var programme = Programme(
            id: id, title: "", issued: RandomSite.issued + 10 * context, tagSets: [[], ["khẩn"], ["khẩn", "\(count)"]])
        programme.setDeadlines(readings[context])
        if chance(4) { programme.since = programme.issued + number(0...60) }
        programme.tasks = TaskList((0..<number(1...4)).map { task("1.\($0)") })
        site.programmes.insert(programme, at: number(0...site.programmes.count))
    }

    private mutating func task(_ id: String) -> OfficeTask {
        var extra: OfficeTask.Extra?
        switch number(0...3) {
        case 0: extra = .init(event: "hướng dẫn")
        case 1: extra = .init(after: random.pick(["1.0", "01-KH/1.0", "02-KH/1.1"]))
        default: break
        }
        return OfficeTask(
            id: id, title: "", assignments: random.assignments(),
            deadline: UInt32(number(0...Self.phrases.count - 1)), tags: UInt32(number(0...2)),
            priority: random.pick(Priority.allCases), extra: extra)
    }

    mutating func edit() {
        guard !site.programmes.isEmpty else { return add() }
        let programme = number(0...site.programmes.count - 1)
        let tasks = site.programmes[programme].tasks
        switch number(0...9) {
        case 0: add()
        case 1: site.programmes.remove(at: programme)
        case 2: site.programmes[programme].tasks.append(task("2.\(count)"))
        case 3 where !tasks.isEmpty: site.programmes[programme].tasks.remove(at: number(0...tasks.count - 1))
        case 4, 5: editRules()
        case 6: site.programmes[programme].since = chance(2) ? nil : RandomSite.issued + number(0...60)
        default:
            guard !tasks.isEmpty else { return }
            let place = number(0...tasks.count - 1)
            site.programmes[programme].tasks[place] = task(tasks[place].id)
        }
        count += 1
    }

    private mutating func editRules() {
        var items = site.ruleFiles[0].items
        let rules = items.indices.filter { if case .rule = items[$0] { true } else { false } }
        switch number(0...4) {
        case 0:
            // One that was removed may come back under its name.
            let name = "r\(number(0...6))"
            let names = rules.map { if case .rule(let rule) = items[$0] { rule.name.text } else { "" } }
            if !names.contains(name) { items.append(.rule(random.rule(name))) }
        case 1: if !rules.isEmpty { items.remove(at: random.pick(rules)) }
        case 2:
            random.makeRules()
            items = random.site.ruleFiles[0].items
        default:
            guard !rules.isEmpty else { return }
            let place = random.pick(rules)
            if case .rule(let old) = items[place] { items[place] = .rule(random.rule(old.name.text)) }
        }
        site.ruleFiles[0].items = items
    }

    mutating func reports(from now: Instant) -> [Report] {
        guard chance(2), site.programmes.contains(where: { !$0.tasks.isEmpty }) else { return [] }
        let day = ReuseTests.zone.day(at: now)
        random.site.programmes = site.programmes.filter { !$0.tasks.isEmpty }
        return random.reports(number(0...3), from: day, through: day).map { report in
            var report = report
            report.at = now
            return report
        }
    }
}
