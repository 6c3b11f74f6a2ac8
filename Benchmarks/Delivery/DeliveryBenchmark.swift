import Dates
import Deadlines
import Delivery
import DeliveryFloor
import Diagnostics
import Foundation
import Ledger
import Planning
import Programmes
import RuleLanguage

/// `DeliveryBenchmark [--notices N] [--bodies N] [--group recipient|none] [--escalations] [--runs N] [--table] FOLDER`:
/// delivers decisions of so many notices due at the same instant into FOLDER, and each time lets C do the same with what
/// was written: as many messages of the same bytes, rows, transactions, journal entries and syncs, in the same order.
/// Escalations answer the reminders of the day before, which are delivered unmeasured; C looks nothing up for them.
///
/// `--ledgers` has each decision's rows added to a ledger of SQLite's, one of PostgreSQL's and by bare libpq besides.
///
/// The journal is the system's, where one listens. FOLDER stays: removing a large spool slows the file system's next
/// files down.
@main struct DeliveryBenchmark {
    static func main() throws {
        var notices = 10_000
        var bodies = 200
        var group = "recipient"
        var escalates = false
        var runs = 5
        var isTable = false
        var comparesLedgers = false
        var folder = ""
        var words = CommandLine.arguments.dropFirst().makeIterator()
        while let word = words.next() {
            switch word {
            case "--notices": notices = words.next().flatMap { Int($0) } ?? notices
            case "--bodies": bodies = words.next().flatMap { Int($0) } ?? bodies
            case "--group": group = words.next() ?? group
            case "--escalations": escalates = true
            case "--runs": runs = words.next().flatMap { Int($0) } ?? runs
            case "--table": isTable = true
            case "--ledgers": comparesLedgers = true
            default: folder = word
            }
        }
        guard !folder.isEmpty else { fatalError("DeliveryBenchmark FOLDER") }
        var rounds = try Rounds(notices: notices, bodies: bodies, group: group, escalates: escalates, folder: folder)
        if comparesLedgers { try rounds.compareLedgers(in: folder) }
        // The first makes the Maildirs, and is not counted.
        for _ in 0...runs { try rounds.play() }
        try rounds.report(isTable: isTable)
    }
}

/// One decision after another, each a month later, delivered by both.
struct Rounds {
    private let plan: Plan
    private var memory: Memory
    private let ledger: Ledger
    private let outbox: Outbox
    private let floor: OpaquePointer
    private let folder: String
    private let group: String
    private let escalates: Bool
    private let notices: Int
    private let isListening: Bool
    private var now: Instant
    private var played = 0
    private var own: [Double] = []
    private var bare: [Double] = []
    private var parts: [floor_times] = []
    private var messages = 0
    private var comparison: LedgerComparison?

    init(notices: Int, bodies: Int, group: String, escalates: Bool, folder: String) throws {
        (self.notices, self.folder, self.group, self.escalates) = (notices, folder, group, escalates)
        let site = monthlySite(tasks: notices, bodies: bodies, group: group, escalates: escalates)
        plan = makePlan(site)
        memory = Memory(plan)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        ledger = try Ledger(in: folder + "/state", access: .write)
        let journal = SystemJournal()
        isListening = journal.isListening
        outbox = Outbox(
            ledger: ledger, spool: SystemSpool(at: folder + "/spool"), journal: journal,
            letterhead: Letterhead(
                sender: "dondoc@tinh.example.vn", host: "tinh.example.vn", siteName: "9d2c61f0a7b3e854"))
        guard let floor = floor_open(folder + "/floor", ledger.path) else { exit(1) }
        self.floor = floor
        now = site.settings.zone.instant(Day(unchecked: 2022, 1, 1), TimeOfDay(hour: 8)!)
        for programme in site.programmes { memory.load(programme: programme.id, at: now) }
        try ledger.appendLoads(of: site.programmes.map(\.id), at: now)
    }

    mutating func compareLedgers(in folder: String) throws { comparison = try LedgerComparison(in: folder) }

    mutating func play() throws {
        if escalates { _ = try deliver() }
        let seconds = try deliver()
        let rows = try lastRows()
        var times = floor_times()
        guard floor_load(floor, ledger.path, folder + "/spool", rows.lowerBound, rows.upperBound) == 0,
            floor_run(floor, &times) == 0
        else { exit(1) }
        played += 1
        try comparison?.play(entry(rows), isCounted: played > 1)
        guard played > 1 else { return }
        own.append(seconds)
        bare.append(
            times.staged + times.committed + times.journaled + times.published + times.readable + times.marked)
        parts.append(times)
    }

    /// What is due next.
    /// - Returns: how long it took.
    private mutating func deliver() throws -> Double {
        var decision = decide(plan, &memory, at: now)
        while decision.notices.isEmpty, let next = decision.next {
            now = next
            decision = decide(plan, &memory, at: now)
        }
        precondition(decision.notices.count == notices, "\(decision.notices.count) notices")
        let begin = DispatchTime.now()
        let outcome = try outbox.deliver(decision, plan: plan, at: now)
        let seconds = Double(DispatchTime.now().uptimeNanoseconds - begin.uptimeNanoseconds) / 1e9
        precondition(outcome.isComplete, "\(outcome.failures)")
        messages = outcome.messages
        return seconds
    }

    /// What the delivery of some rows committed.
    private func entry(_ rows: ClosedRange<Int64>) throws -> LedgerEntry {
        let messages = try ledger.messages(of: PendingDelivery(rows: rows))
        let bytes = messages.map { message in
            [UInt8](
                FileManager.default.contents(atPath: "\(folder)/spool/\(message.recipient)/new/\(message.fileName)")
                    ?? Data())
        }
        return LedgerEntry(decidedAt: now, ruleSet: "", messages: messages, withheld: [], bytes: { bytes[$0] })
    }

    private func lastRows() throws -> ClosedRange<Int64> {
        var numbers: [Int64] = []
        var last: Int64 = 0
        try ledger.audit(
            AuditFilter(from: plan.site.settings.zone.instant(Day(unchecked: 2022, 1, 1), .init(hour: 9)!))
        ) {
            if case .message = $0.content { numbers.append($0.number) }
            last = $0.number
        }
        return numbers[numbers.count - messages]...last
    }

    func report(isTable: Bool) throws {
        if let comparison {
            try comparison.play(reports: 300, at: now)
            return comparison.report()
        }
        func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
        let ratio = median(zip(own, bare).map { $1 / $0 })
        let seconds = median(own)
        if isTable {
            let name = "deliver-\(group)" + (escalates ? "-escalations" : "")
            print("\(name)\t\(notices)\t\(seconds * 1000)\tms\t\(peak())\t\(ratio)")
            return
        }
        func milliseconds(_ part: KeyPath<floor_times, Double>) -> String {
            String(format: "%.0f", median(parts.map { $0[keyPath: part] }) * 1000)
        }
        print("\(notices) notices in \(messages) messages, \(isListening ? "with" : "WITHOUT") a journal")
        print(
            String(
                format: "dondoc %.0f ms (%.0f notices/s), C %.0f ms, ratio %.2f, peak %d MiB", seconds * 1000,
                Double(notices) / seconds, median(bare) * 1000, ratio, peak()))
        print(
            "C: staged \(milliseconds(\.staged)), committed \(milliseconds(\.committed)), "
                + "journal \(milliseconds(\.journaled)), published \(milliseconds(\.published)), "
                + "readable \(milliseconds(\.readable)), marked \(milliseconds(\.marked)) ms")
        if messages >= 1000 {
            let alone = floor_files(floor, folder + "/batched", 100)
            let single = floor_files(floor, folder + "/single", 1)
            print(String(format: "C, files alone: in batches of 100 %.0f/s, one by one %.0f/s", alone, single))
        }
    }

    /// The most memory the process has had, in MiB.
    private func peak() -> Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") } ?? ""
        return (Int(line.filter(\.isNumber)) ?? 0) / 1024
    }
}
