import Dates
import Foundation
import JSONText
import Planning
import Programmes

/// `EngineBenchmark [TASKS…]`: plans, decides and simulates sites of those sizes (10,000, 100,000 and 1,000,000), and
/// prints medians in milliseconds and the peak of memory.
let sizes = CommandLine.arguments.dropFirst().compactMap { Int($0) }
for size in sizes.isEmpty ? [10_000, 100_000, 1_000_000] : sizes { measure(tasks: size) }

/// Processor time in milliseconds, so that what else runs on the machine does not count.
func cost(_ work: () -> Void) -> Double {
    let begin = clock()
    work()
    return Double(clock() - begin) / Double(CLOCKS_PER_SEC) * 1000
}

/// The median of several runs.
func median(_ runs: Int, _ work: () -> Void) -> Double {
    (0..<runs).map { _ in cost(work) }.sorted()[runs / 2]
}

func row(_ name: String, _ milliseconds: Double, _ note: String = "") {
    let padded = name.padding(toLength: 52, withPad: " ", startingAt: 0)
    print(padded + String(format: "%12.3f ms  ", milliseconds) + note)
}

/// The most memory the process has had, in MiB.
func peak() -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") } ?? ""
    return (Int(line.filter(\.isNumber)) ?? 0) / 1024
}

func measure(tasks: Int) {
    print("\(tasks) tasks x 20 rules")
    let site = generateSite(tasks: tasks, seed: 7)
    let before = peak()
    let plan = makePlan(site)
    row("makePlan", median(3) { _ = makePlan(site) }, "peak \(before) -> \(peak()) MiB")

    let zone = site.settings.zone
    let day = Day(unchecked: 2022, 6, 1)
    func morning(_ day: Day) -> Instant { zone.instant(day, TimeOfDay(hour: 8)!) }
    var memory = Memory(plan)
    for programme in site.programmes { memory.load(programme: programme.id, at: morning(Day(unchecked: 2021, 12, 31))) }
    var sent = 0
    var next: Instant? = morning(Day(unchecked: 2021, 12, 31))
    let history = cost {
        while let now = next, now < morning(day - 1) {
            let decision = decide(plan, &memory, at: now)
            sent += decision.notices.count
            next = decision.next
        }
    }
    row("the first five months, one decision after another", history, "\(sent) notices")

    var notices = 0
    let today = median(5) {
        var memory = memory
        notices = decide(plan, &memory, at: morning(day)).notices.count
    }
    row("decide a day (memory copied)", today, "\(notices) notices")
    var own = memory
    let once = cost { notices = decide(plan, &own, at: morning(day)).notices.count }
    row("decide a day", once, "\(notices) notices")
    row("next instant, nothing due", median(101) { _ = decide(plan, &own, at: morning(day)) })

    let task = plan.task(5)
    let programme = site.programmes[plan.programmeIndex(ofTask: 5)].id
    row(
        "one task reported done, and the decision after it",
        median(21) {
            own.apply(Report(at: morning(day), kind: .done, programme: programme, task: task.id))
            _ = decide(plan, &own, at: morning(day))
        })
    var other = own
    other.bind(to: makePlan(site))
    let fresh = other.plan
    row("first decision after a reload", cost { _ = decide(fresh, &other, at: morning(day)) })

    guard tasks <= 100_000 else { return print("peak \(peak()) MiB\n") }
    let (from, through) = (Day(unchecked: 2022, 1, 1), Day(unchecked: 2022, 12, 31))
    var counted = 0
    row(
        "simulate a year, counting", median(3) { counted = countNotices(plan, from: from, through: through) },
        "\(counted) notices")
    var writer = JSONWriter(reserving: 1 << 20)
    var lines = 0
    let printed = cost {
        simulate(plan, from: from, through: through) { (notice: Notice) in
            writeJSON(notice, plan, to: &writer)
            writer.newline()
            lines += 1
            if lines % 1000 == 0 { writer.removeAll() }
        }
    }
    row("simulate a year, every notice as JSON", printed, "\(Int(Double(lines) / printed * 1000)) lines a second")
    print("peak \(peak()) MiB\n")
}
