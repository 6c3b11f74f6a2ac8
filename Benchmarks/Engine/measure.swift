import Dates
import JSONText
import Planning
import Programmes

/// Everything for one size. Medians of several runs, in milliseconds of processor time.
func measure(tasks: Int) -> [Row] {
    var rows: [Row] = []
    func memory(_ name: String, since before: Double) {
        rows.append(Row(name, max(0, residentBytes() - before) / Double(tasks), "bytes a task"))
    }
    let start = residentBytes()
    let site = generateSite(tasks: tasks, seed: 7)
    memory("memory: the site", since: start)
    let withSite = residentBytes()
    var scene = Scene(site)
    memory("memory: the plan", since: withSite)
    let withPlan = residentBytes()
    rows.append(Row("five months, one decision after another", cost { scene.run() }, "ms", "\(scene.sent) notices"))
    memory("memory: what was decided", since: withPlan)
    rows.append(Row("make a plan", median(5) { _ = makePlan(scene.site) }))

    var notices = 0
    let today = (0..<5).map { _ in
        // The day before makes the copied memory this run's own.
        var memory = scene.memory
        _ = decide(scene.plan, &memory, at: Scene.morning(Scene.day - 1))
        return cost { notices = decide(scene.plan, &memory, at: Scene.morning()).notices.count }
    }
    .sorted()[2]
    rows.append(Row("decide what is due on a day", today, "ms", "\(notices) notices"))
    let floor = Floor(tasks: tasks)
    rows.append(Row("  floor: columns of integers, rules as data", median(9) { notices = floor.count() }))
    precondition(notices > 0)

    let plan = scene.plan
    _ = decide(plan, &scene.memory, at: Scene.morning())
    rows.append(
        Row(
            "next instant, nothing due",
            median(9) { for _ in 0..<1000 { _ = decide(plan, &scene.memory, at: Scene.morning()) } }, "us"))
    var reported = 0
    rows.append(
        Row(
            "one task reported done, and the decision after it",
            median(9) {
                for _ in 0..<100 {
                    let programme = reported % site.programmes.count
                    scene.memory.apply(
                        Report(
                            at: Scene.morning(), kind: .done, programme: site.programmes[programme].id,
                            task: site.programmes[programme].tasks[reported / 7 % 10].id))
                    _ = decide(plan, &scene.memory, at: Scene.morning())
                    reported += 1
                }
            } * 10, "us"))

    let sites = [scene.editedSite(), site]
    var edits = 0
    rows.append(
        Row(
            "one programme of them edited: plan, memory, decision",
            median(9) {
                let edited = makePlan(sites[edits % 2], reusing: scene.memory.plan)
                _ = decide(edited, &scene.memory, at: Scene.morning())
                edits += 1
            }))

    let year = (Day(unchecked: 2022, 1, 1), Day(unchecked: 2022, 12, 31))
    var counted = 0
    let runs = tasks > 100_000 ? 1 : 5
    rows.append(
        Row("simulate a year, counting", median(runs) { counted = countNotices(plan, from: year.0, through: year.1) }))
    let printed = median(runs) { precondition(printYear(plan) == counted) }
    rows.append(Row("simulate a year, every notice as JSON", printed, "ms", "\(counted) notices"))
    rows.append(Row("  lines of JSON", Double(counted) / printed * 1000, "a second"))
    rows.append(Row("memory: peak", residentBytes("VmHWM") / 1_048_576, "MiB"))
    return rows
}

/// Every notice of 2022, as `simulate --json` prints it.
/// - Returns: how many.
func printYear(_ plan: Plan) -> Int {
    var writer = JSONWriter(reserving: 1 << 20)
    var lines = 0
    let (from, through) = (Day(unchecked: 2022, 1, 1), Day(unchecked: 2022, 12, 31))
    simulate(plan, from: from, through: through) { (notice: Notice) in
        writeJSON(notice, plan, to: &writer)
        writer.newline()
        lines += 1
        if lines % 1000 == 0 { writer.removeAll() }
    }
    return lines
}
