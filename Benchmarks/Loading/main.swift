import Dates
import Diagnostics
import Glibc
import Planning
import Programmes
import SiteFiles

// What reading a site costs: `LoadingBenchmark FOLDER... [--runs N]`. Each run is a process of its own, so that its CPU
// time and its peak of memory are its own too.

private func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }

private func median(_ figures: [Double]) -> Double { figures.sorted()[figures.count / 2] }

/// What `dondoc check` does: the files are read, held against each other, planned and reviewed.
private func check(_ folder: String) {
    let clock = ContinuousClock()
    var loaded = LoadedSite(
        site: Site(settings: Settings(), bodies: BodyDirectory([]), programmes: [], ruleFiles: [], calendar: .vietnam),
        paths: SitePaths())
    let loading = clock.measure { loaded = loadSite(at: folder) }
    var found = 0
    let planning = clock.measure {
        let plan = makePlan(loaded.site)
        _ = Unmanaged.passRetained(plan)
        found = loaded.diagnostics.count + reviewSite(plan, today: Day(year: 2026, month: 1, day: 15)!).count
    }
    let tasks = loaded.site.programmes.reduce(0) { $0 + $1.tasks.count }
    print("\(tasks) tasks, \(found) diagnostics; loaded in \(loading), planned and reviewed in \(planning)")
}

/// Of a site that has not changed, by one that has it loaded.
private func reload(_ folder: String) {
    let clock = ContinuousClock()
    let loaded = loadSite(at: folder)
    let times = (0..<9).map { _ in clock.measure { _ = loadSite(at: folder, previous: loaded) } }
    print("unchanged, read again in \(times.sorted()[4])")
}

private func run(_ arguments: [String]) -> (wall: Double, cpu: Double, peak: Int)? {
    var process: pid_t = 0
    var words = ([CommandLine.arguments[0]] + arguments).map { strdup($0) }
    defer { for word in words { free(word) } }
    words.append(nil)
    fflush(nil)
    let clock = ContinuousClock()
    let start = clock.now
    guard posix_spawn(&process, "/proc/self/exe", nil, nil, words, environ) == 0 else { return nil }
    var status: Int32 = 0
    var usage = rusage()
    guard wait4(process, &status, 0, &usage) == process, status == 0 else { return nil }
    let wall = start.duration(to: clock.now) / .seconds(1)
    return (wall, seconds(usage.ru_utime) + seconds(usage.ru_stime), usage.ru_maxrss)
}

private func measure(_ folder: String, runs: Int) {
    print(folder)
    let results = (0..<runs).compactMap { _ in run(["--once", folder]) }
    guard results.count == runs else { exit(1) }
    let cpu = median(results.map(\.cpu))
    let wall = median(results.map(\.wall))
    let peak = results.map(\.peak).max() ?? 0
    func shown(_ figure: Double) -> String {
        let milliseconds = Int((figure * 1000).rounded())
        return "\(milliseconds / 1000).\(String(milliseconds % 1000 + 1000).dropFirst()) s"
    }
    print("  medians of \(runs) processes: \(shown(cpu)) CPU, \(shown(wall)) elapsed; at most \(peak / 1024) MiB")
    _ = run(["--reload", folder])
}

var folders: [String] = []
var runs = 5
var rest = CommandLine.arguments.dropFirst()
while let argument = rest.popFirst() {
    switch argument {
    case "--once":
        check(rest.popFirst() ?? "")
        exit(0)
    case "--reload":
        reload(rest.popFirst() ?? "")
        exit(0)
    case "--runs": runs = rest.popFirst().flatMap { Int($0) } ?? runs
    default: folders.append(argument)
    }
}
if folders.isEmpty {
    print("usage: LoadingBenchmark FOLDER... [--runs N]")
    exit(2)
}
for folder in folders { measure(folder, runs: runs) }
