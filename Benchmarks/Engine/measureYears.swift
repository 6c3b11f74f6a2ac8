import Bytes
import Dates
import Planning
import Programmes

/// What a start has to do after years: 10,000 tasks, and a ledger of so many rows, most of them of plans that have ended and
/// whose files are gone. One in thirty of what was asked for was reported done.
///
/// It begins where the bytes of a checkpoint are in memory: what SQLite and the disk take is not in it.
func measureYears(rows: Int) -> [Row] {
    let site = generateSite(tasks: 10_000, seed: 7)
    let plan = makePlan(site)
    var years = Years()
    var lives = 0
    let folding = cost {
        years.live(site)
        let each = years.rows
        while years.rows < rows - each {
            lives += 1
            var former = site
            for i in former.programmes.indices { former.programmes[i].id += "-cu-\(lives)" }
            years.live(former)
        }
    }
    var writer = CacheWriter()
    let writing = cost { years.snapshot.encode(to: &writer) }
    let bytes = writer.bytes
    let reports = years.reports
    years.snapshot = LedgerSnapshot()
    var size = "\(years.rows) rows, \(reports) of them reports, of \(lives + 1) lives of the site"
    var table = [Row("after years: deciding them all", folding / 1000, "s", size)]
    table.append(Row("after years: write what they mean", writing, "ms"))
    table.append(Row("after years: what they mean, as bytes", Double(bytes.count) / 1_048_576, "MiB"))
    var snapshot: LedgerSnapshot?
    let hashing = median(3) { _ = bytes.withUnsafeBytes { xxHash64($0) } }
    let reading = median(3) { snapshot = LedgerSnapshot(reading: bytes[...]) }
    table.append(Row("after years: check and read it", hashing + reading, "ms"))
    guard let snapshot else { return table }
    var memory = Memory(plan)
    table.append(Row("after years: hold it against the plan", cost { memory.replay(snapshot) }, "ms"))
    var notices = 0
    let deciding = cost {
        _ = memory.settle(at: Years.end)
        notices = decide(plan, &memory, at: Years.end).notices.count
    }
    size = "\(notices) notices"
    table.append(Row("after years: the first decision", deciding, "ms", size))
    return table
}

private struct Years {
    var snapshot = LedgerSnapshot()
    private(set) var rows = 0
    private(set) var reports = 0

    static let end = Scene.morning(Day(unchecked: 2026, 11, 30))

    /// From the first day of its programmes on.
    mutating func live(_ site: Site) {
        let plan = makePlan(site)
        var memory = Memory(plan)
        let begin = Scene.morning(Day(unchecked: 2021, 12, 1))
        for programme in site.programmes {
            memory.load(programme: programme.id, at: begin)
            snapshot.load(programme: programme.id, at: begin)
            rows += 1
        }
        var next: Instant? = begin
        while let now = next, now < Self.end {
            let decision = decide(plan, &memory, at: now)
            // A message for each who is told.
            rows += decision.notices.count + decision.withheld.count
            rows += Set(decision.notices.map(\.identity.recipient)).count
            for notice in decision.notices { snapshot.add(notice) }
            for withheld in decision.withheld { snapshot.add(withheld, at: now) }
            for (i, notice) in decision.notices.enumerated() where i % 30 == 7 && notice.kind != .digest {
                let id = notice.identity
                let report = Report(
                    at: now + 1800, kind: .done, programme: id.programme, task: id.task, occurrence: id.occurrence)
                memory.apply(report)
                snapshot.add(report)
                (rows, reports) = (rows + 1, reports + 1)
            }
            next = decision.next
        }
    }
}
