import Dates
import Planning
import Programmes

/// What it costs that thirteen bodies answer for each task, told of each subject: beside the same with one.
func measureShares(tasks: Int) -> [Row] {
    let one = SharedCost(tasks: tasks, shares: 1)
    let many = SharedCost(tasks: tasks, shares: 13)
    func beside(_ value: (SharedCost) -> Double) -> String {
        let (a, b) = (value(one), value(many))
        return "\(Row("", a, "").text) with one: \(Row("", b / a, "").text) times"
    }
    return [
        Row("13 shares a task: make a plan", many.plan, "ms", beside(\.plan)),
        Row("13 shares a task: decide what is due on a day", many.day, "ms", "\(many.told) told"),
        Row("13 shares a task: of that for each that is told", many.perTold, "us", beside(\.perTold)),
        Row("13 shares a task: one share reported, and the decision", many.report, "us", beside(\.report)),
        Row("13 shares a task: memory of what was decided", many.decidedBytes, "bytes a share"),
        Row("13 shares a task: memory of a share reported", many.reportedBytes, "bytes a share"),
    ]
}

private struct SharedCost {
    var plan = 0.0
    var day = 0.0
    var told = 0
    var report = 0.0
    var decidedBytes = 0.0
    var reportedBytes = 0.0

    var perTold: Double { day / Double(max(1, told)) * 1000 }

    init(tasks: Int, shares: Int) {
        let site = generateSite(tasks: tasks, seed: 7, shares: shares)
        plan = median(3) { _ = makePlan(site) }
        var scene = Scene(site)
        let planned = residentBytes()
        scene.run()
        decidedBytes = max(0, residentBytes() - planned) / Double(tasks * shares)
        _ = decide(scene.plan, &scene.memory, at: Scene.morning(Scene.day - 1))
        day = cost { told = decide(scene.plan, &scene.memory, at: Scene.morning()).notices.count }
        let reports = (0..<min(tasks, 20_000)).map { number in
            // A lead of the task: the members of a group follow one another.
            let programme = site.programmes[number / 100 % site.programmes.count]
            let task = programme.tasks[number % programme.tasks.count]
            let lead = site.bodies.expand(task.bodies(.lead)[0])
            return Report(
                at: Scene.morning(), kind: .done, programme: programme.id, task: task.id,
                bodies: [site.bodies[lead[number % lead.count]].id])
        }
        let hundred = reports.prefix(100)
        report =
            cost {
                for report in hundred {
                    scene.memory.apply(report)
                    _ = decide(scene.plan, &scene.memory, at: Scene.morning())
                }
            } / Double(hundred.count) * 1000
        let before = residentBytes()
        for report in reports.dropFirst(100) { scene.memory.apply(report) }
        reportedBytes = max(0, residentBytes() - before) / Double(max(1, reports.count - 100))
    }
}
