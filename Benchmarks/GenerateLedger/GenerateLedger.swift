import Dates
import Diagnostics
import Glibc
import Ledger
import Planning
import Programmes
import SiteFiles

/// `GenerateLedger --rows N SITE STATE`: the ledger that an office has after years: of plans that have ended and whose files
/// are gone, and of the site's own up to now. What is in it was decided by the engine, with reports in between, so that a
/// daemon goes on with it.
///
/// On a file system in memory it takes a minute for each five million rows.
@main struct GenerateLedger {
    static func main() throws {
        var words = CommandLine.arguments.dropFirst()
        guard words.count == 4, words.popFirst() == "--rows", let rows = Int64(words.removeFirst()), rows > 0 else {
            complain("GenerateLedger --rows N SITE STATE")
        }
        let (folder, state) = (words.removeFirst(), words.removeFirst())
        let loaded = loadSite(at: folder)
        guard !loaded.site.programmes.isEmpty else { complain("no programmes in \(folder)") }
        let ledger = try Ledger(in: state, access: .write)
        var office = Office(ledger, loaded.site)
        try office.pass(former: 1)
        let each = try ledger.head().number
        var round = 2
        while try ledger.head().number < rows - each {
            try office.pass(former: round)
            round += 1
        }
        try office.pass(former: nil)
        print("\(try ledger.head().number) rows, \(office.reports) of them reports, of \(round) lives of the site")
        ledger.close()
    }

    static func complain(_ text: String) -> Never {
        let line = Array((text + "\n").utf8)
        _ = write(STDERR_FILENO, line, line.count)
        exit(2)
    }
}

/// Decides the years of a site, and has a part of what it asks for reported.
struct Office {
    private let ledger: Ledger
    private let site: Site
    private let now: Instant
    private var messages = 0
    private(set) var reports = 0

    init(_ ledger: Ledger, _ site: Site) {
        self.ledger = ledger
        self.site = site
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        now = Instant(seconds: Int64(time.tv_sec))
    }

    /// - Parameter former: plans of other names, which are not in the site's files any more; nil: its own.
    mutating func pass(former: Int?) throws {
        var site = site
        if let former { for i in site.programmes.indices { site.programmes[i].id += "-cu-\(former)" } }
        let plan = makePlan(site)
        var memory = Memory(plan)
        let begin = (site.programmes.map(\.issued).min() ?? Day.range.lowerBound) + 1
        var instant: Instant? = site.settings.zone.instant(begin, TimeOfDay(hour: 0)!)
        let programmes = site.programmes.map(\.id)
        try ledger.appendLoads(of: programmes, at: instant ?? now)
        for programme in programmes { memory.load(programme: programme, at: instant ?? now) }
        while let next = instant, next <= now {
            let decision = decide(plan, &memory, at: next)
            if !decision.notices.isEmpty || !decision.withheld.isEmpty { try commit(decision, at: next) }
            try report(decision, plan, &memory, at: next)
            instant = decision.next
        }
    }

    private mutating func commit(_ decision: Decision, at instant: Instant) throws {
        var byRecipient: [String: [NoticeRecord]] = [:]
        for notice in decision.notices {
            byRecipient[notice.identity.recipient, default: []].append(record(notice, at: instant))
        }
        let records = byRecipient.sorted { $0.key < $1.key }.map { recipient, notices in
            messages += 1
            return MessageRecord(
                messageID: "\(messages).dondoc@tinh.example.vn", recipient: recipient,
                fileName: "\(instant.seconds).\(messages).dondoc", notices: notices)
        }
        let entry = LedgerEntry(
            decidedAt: instant, ruleSet: Self.ruleSet, messages: records, withheld: decision.withheld)
        if let delivery = try ledger.commit(entry) { try ledger.mark(delivery, published: true, journaled: .written) }
    }

    private func record(_ notice: Notice, at instant: Instant) -> NoticeRecord {
        let today = site.settings.zone.day(at: instant)
        return NoticeRecord(
            identity: notice.identity, kind: notice.kind, at: notice.at, nominal: notice.nominal, start: notice.start,
            due: notice.due, prudentDue: notice.prudentDue, legalDue: notice.legalDue, role: notice.role,
            superiorOf: notice.superiorOf, late: notice.late, severity: notice.severity,
            daysLeft: notice.due.map { $0 - today }, ruleFile: notice.rulePath, ruleLine: notice.ruleLine,
            ruleSet: Self.ruleSet, text: "Nhắc việc \(notice.identity.task): đến hạn trong ít ngày tới",
            firstDue: notice.firstDue, subjects: notice.subjects, concernsAll: notice.concernsAll)
    }

    private static let ruleSet = String(repeating: "0a", count: 32)

    /// One in thirty of what was asked for is done the same hour.
    private mutating func report(
        _ decision: Decision, _ plan: Plan, _ memory: inout Memory, at instant: Instant
    ) throws {
        var done: Set<String> = []
        for (i, notice) in decision.notices.enumerated() where i % 30 == 7 && notice.kind != .digest {
            let id = notice.identity
            guard done.insert(id.programme + "/" + id.task).inserted else { continue }
            let report = Report(
                at: instant + 1800, kind: .done, programme: id.programme, task: id.task, occurrence: id.occurrence,
                on: nil, by: "Văn phòng", uid: 1000)
            try ledger.append(report)
            memory.apply(report)
            reports += 1
        }
    }
}
