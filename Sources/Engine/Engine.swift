import Control
public import Dates
public import Delivery
import Diagnostics
import Glibc
public import Ledger
public import Links
public import Planning
import Programmes
import RuleLanguage
public import SiteFiles

/// What the daemon and, where none runs, the command work with: the site as it was read, the plan made from it, the
/// memory replayed from the ledger, and the way out for notices.
///
/// Synchronous; whoever owns it calls one method at a time and says what time it is. The ledger's lock keeps a second
/// one out.
public final class Engine {
    /// What the program was started with, in place of or beside `dondoc.yaml`; it holds as long as the engine does.
    public struct Options: Sendable {
        /// The site's folder.
        public var site: String
        /// The folder of the vendor's defaults.
        public var vendor: String?
        /// In place of what `dondoc.yaml` says.
        public var state: String?
        /// In place of what `dondoc.yaml` says.
        public var spool: String?
        /// A file of metrics, for node_exporter's textfile collector.
        public var metrics: String?
        /// What links of letters are signed with; nil: letters have none.
        public var linkKeys: LinkKeys?
        /// How long to wait for another process to give up the ledger.
        public var patience: Duration = .zero
        /// So many notices are composed, kept until they are published, and committed at once: what is more waits for the
        /// next step, before which others are served.
        public var mostNotices = 100_000
        /// Called with the folders of the ledger and the Maildirs before anything is opened in them.
        public var beforeOpening: (@Sendable (_ state: String, _ spool: String) -> Void)?

        /// - Parameter site: has to be a folder by the time that something is sent; until then it is waited for.
        public init(
            site: String, vendor: String? = nil, state: String? = nil, spool: String? = nil, metrics: String? = nil
        ) {
            self.site = site
            self.vendor = vendor
            self.state = state
            self.spool = spool
            self.metrics = metrics
        }
    }

    /// As it was last read, with the last good version of what does not check.
    public internal(set) var loaded: LoadedSite
    /// Made of ``loaded``; both change at once, in a reload's second half.
    public internal(set) var plan: Plan {
        didSet { texts = nil }
    }
    /// Bound to ``plan``; it may be ahead of the ledger after a commit that failed, and is then replayed before the
    /// next step.
    public internal(set) var memory: Memory

    let options: Options
    /// Where the ledger and the Maildirs are as long as it runs.
    let folders: (state: String, spool: String)
    private(set) var ledger: any LedgerStore
    /// It was put back where its file had been, and is not open yet.
    private var isLedgerClosed = false
    /// That it was put back: told once, by the next step.
    private var rescue: Wording?
    let siteName: String
    let outbox: Outbox
    /// Where the ledger is.
    public let place: LedgerPlace
    private let journal: any Journal

    /// The memory knows of decisions that the ledger does not: it is replayed before the next one.
    var isMemoryAhead = false
    /// The check of the ledger that the start put off is done.
    var isExamined = false
    /// What an edit of the files brought, applied and not yet recorded.
    var owedReports: [Report] = []
    /// The plan, the memory or a day that tasks wait for is another than when it was looked for what that moves.
    var owesSettling = true
    /// Committed and not yet where it should be.
    var owes: DeliveryOutcome?
    var isSiteMissing = false
    var failures: [Wording] = []
    /// What the hosts that share the ledger disagree about.
    var hostTroubles: [Wording] = []
    var backoff = Backoff()
    /// Entries went to standard error, for no journal listened.
    private var isJournalOwed = false
    private var journalBackoff = Backoff()
    var inForce: InForceCopy
    /// Why the last reload came to no end.
    var reloadGivenUp: Diagnostic?
    /// For the next start.
    private let cache: String
    var isCacheDoubtful = true
    private var anchoredDay: Day?
    var next: Instant?
    private var lastDecision: Instant?
    /// When the ledger that was opened was last written to; nil: never.
    public private(set) var lastRecorded: Instant?
    var statistics: Statistics
    var summary: (day: Day, value: Summary)? {
        didSet {
            guard summary == nil else { return }
            edition += 1
            outlines = nil
            counts = nil
        }
    }
    /// As ``summary``.
    var outlines: (day: Day, value: [TaskOutline])?
    /// As ``summary``: answers of ``describeStats(_:at:)``.
    var counts: (day: Day, value: [StatsQuery: [UInt8]])?
    private var answers = AnswerCounts()
    /// Of the plan in force, once somebody searched.
    var texts: TaskTexts?
    /// One more whenever something stands otherwise than before, or was sent.
    public internal(set) var edition = 0
    var tally = Tally()
    var forecast: (of: Instant?, reports: Int, next: Instant?)?
    var reportCount = 0

    /// Opens the ledger, reads the site, and finishes what was begun before.
    public init(_ options: Options, at now: Instant, journal: (any Journal)? = nil) throws(EngineFailure) {
        self.options = options
        isSiteMissing = !isFolder(options.site)
        let opening = LedgerOpening(patience: options.patience, at: now)
        loaded = loadSite(
            at: options.site, vendor: options.vendor,
            cache: {
                let (state, spool) = (options.state ?? $0.state, options.spool ?? $0.spool)
                options.beforeOpening?(state, spool)
                opening.begin(LedgerPlace($0, state: state, spool: spool), spool: spool)
                return Self.cache(in: state)
            })
        let state = options.state ?? loaded.paths.state
        place = LedgerPlace(loaded.paths, state: state, spool: options.spool)
        try checkState(state, isGiven: options.state != nil, loaded)
        try makeFolder(state)
        inForce = InForceCopy(in: state)
        cache = Self.cache(in: state)
        // What did not check before the restart has not become less broken by it: its last good version goes on.
        if !isSiteMissing { loaded = loaded.withLastGood(from: inForce, vendor: options.vendor) }
        let former = isSiteMissing ? nil : loaded.former(state: state)
        do throws(LedgerError) {
            let snapshot: LedgerSnapshot
            (ledger, snapshot) = try opening.finish(place, spool: options.spool ?? loaded.paths.spool)
            siteName = try ledger.siteName()
            if !isSiteMissing {
                loaded = loaded.withoutRenumbering(vendor: options.vendor, former: former) { snapshot }
            }
            plan = makePlan(loaded.site, workers: .processors)
            memory = Memory(plan)
            memory.replay(snapshot)
            statistics = Statistics(snapshot.noticeCounts)
            lastRecorded = snapshot.lastInstant
        } catch {
            throw .ledger(error)
        }
        self.journal = journal ?? SystemJournal()
        folders = (state, options.spool ?? loaded.paths.spool)
        let spool = SystemSpool(at: folders.spool)
        outbox = Outbox(
            ledger: ledger, spool: spool, journal: self.journal,
            letterhead: Letterhead(loaded, siteName: siteName, keys: options.linkKeys))
        if let former {
            let moved = memory.carryOver(from: former.inForce, at: now)
            if isLeading { owedReports += moved }
        }
        settle(outbox.recover(at: now))
    }

    /// Gives up the ledger.
    public func close() {
        if ledger.owesCheckpoint { _ = try? ledger.writeCheckpoint(nil) }
        if !isSiteMissing, loaded.mayImproveCache { loaded.writeCache(in: cache) }
        ledger.close()
    }

    /// A clock that is set back by less changes nothing that was decided, in seconds.
    private static let clockTolerance = 300

    /// The folder of what is kept for the next start alone. Safe to delete.
    public static func cache(in state: String) -> String { state + "/cache" }

    // MARK: Sending

    /// Sends what is due, and finishes what could not be finished before. What fails is kept and told; the next call
    /// tries again.
    public func step(at now: Instant) -> StepOutcome {
        failures = []
        var outcome = StepOutcome()
        guard isLeading else { return follow(at: now) }
        // What was only withheld by a clock that was ahead is decided anew.
        if let lastDecision, lastDecision - now > Self.clockTolerance { isMemoryAhead = true }
        let isJournalBack = isJournalOwed && journal.isListening
        // What fails may take its time to: it is not tried again with every report.
        let isRetryDue = backoff.isDue(at: now)
        if isJournalBack || owes != nil && isRetryDue {
            settle(outbox.recover(at: now))
        } else if let owes {
            failures = owes.failures.map(\.wording)
        }
        if isJournalBack { isJournalOwed = false }
        do throws(DeliveryError) {
            try remember(at: now)
            let started = ContinuousClock.now
            let decision = decide(plan, &memory, at: now)
            next = decision.next
            lastDecision = now
            if !decision.notices.isEmpty || !decision.withheld.isEmpty { try deliver(decision, &outcome, at: now) }
            statistics.lastDuration = started.duration(to: .now)
        } catch {
            fail(error)
            if case .ledger(let error) = error, error.isDamage { outcome.end = error.wording }
        }
        if failures.isEmpty { backoff.succeed() } else if isRetryDue { backoff.fail(at: now) }
        if isJournalOwed { journalBackoff.fail(at: now) } else { journalBackoff.succeed() }
        // After what is due: it only serves those who ask. A site that vanished is not put in force.
        copyInForce()
        if isCacheDoubtful, !isSiteMissing {
            isCacheDoubtful = false
            if loaded.owesCache { loaded.writeCache(in: cache) }
        }
        outcome.troubles = troubles + [rescue].compactMap(\.self)
        rescue = nil
        outcome.next = next
        outcome.retry = retry
        return outcome
    }

    /// - Throws: nothing of it was committed: the memory is restored from the ledger before deciding again.
    private func deliver(_ decision: Decision, _ outcome: inout StepOutcome, at now: Instant) throws(DeliveryError) {
        isMemoryAhead = true
        let beginning = decision.beginning(ofAtMost: options.mostNotices)
        let delivery = try outbox.deliver(beginning ?? decision, plan: plan, at: now)
        if beginning == nil { isMemoryAhead = false } else { next = now }
        outcome.sent = delivery.notices
        if !delivery.notices.isEmpty { edition += 1 }
        if !delivery.notices.isEmpty, !journal.isListening { isJournalOwed = true }
        statistics.count(delivery.notices, at: now)
        settle(delivery, beside: owes)
        if !delivery.notices.isEmpty { anchor(at: now) }
    }

    /// A ledger whose file is taken away while it is open would take in rows that nobody finds again: what it holds is
    /// written back first.
    private func keepLedger() throws(LedgerError) {
        if !isLedgerClosed {
            guard try !ledger.isInPlace() else { return }
            try ledger.putBack()
            isLedgerClosed = true
            rescue = Wording(
                vi: "sổ cái \(ledger.path) bị xóa khi dịch vụ đang chạy; đã ghi lại toàn bộ từ bản đang mở",
                en: "the ledger \(ledger.path) was removed under the service; all of it was written back")
        }
        ledger = try place.openToWrite(witness: Witness(inSpool: folders.spool))
        isLedgerClosed = false
        outbox.ledger = ledger
        inForce.isOwed = true
    }

    /// The memory as the ledger has it, with every programme's first load recorded.
    func remember(at now: Instant) throws(DeliveryError) {
        do throws(LedgerError) {
            try keepLedger()
            if ledger.shared?.isToBeRead ?? false { isMemoryAhead = true }
            if isMemoryAhead {
                let snapshot = try ledger.snapshot(at: now)
                memory = Memory(plan)
                memory.replay(snapshot)
                isMemoryAhead = false
                owesSettling = true
                summary = nil
                for report in owedReports { memory.apply(report) }
            }
            // Before the site sends nothing is chased: its programmes are loaded when it begins to.
            let new =
                isLive(at: now) ? loaded.site.programmes.map(\.id).filter { memory.firstLoad(of: $0) == nil } : []
            if !new.isEmpty {
                let begin = memory.loadInstant(at: now)
                try ledger.appendLoads(of: new, at: begin)
                for programme in new { memory.load(programme: programme, at: begin) }
                owesSettling = true
                summary = nil
            }
            // What an edit of the files has moved is recorded once.
            if owesSettling {
                let moved = memory.settle(at: now)
                owesSettling = false
                owedReports += moved
                if !moved.isEmpty { summary = nil }
            }
            while let report = owedReports.first {
                try ledger.append(report)
                owedReports.removeFirst()
            }
        } catch {
            isMemoryAhead = true
            throw .ledger(error)
        }
    }

    private func isLive(at now: Instant) -> Bool {
        let settings = loaded.site.settings
        return settings.live.sends(on: settings.zone.day(at: now))
    }

    /// The ledger's head is written down outside it with each day's first notice.
    private func anchor(at now: Instant) {
        let day = loaded.site.settings.zone.day(at: now)
        guard day != anchoredDay, journal.isListening, let head = try? ledger.head() else { return }
        anchoredDay = day
        journal.write(anchor: JournalEntry(anchor: head.number, hash: head.hash, siteName: siteName))
    }

    /// - Parameter earlier: what stays owed, whatever came of this delivery.
    func settle(_ delivery: DeliveryOutcome, beside earlier: DeliveryOutcome? = nil) {
        var all = delivery
        all.unpublishedMessages += earlier?.unpublishedMessages ?? 0
        all.unwrittenEntries += earlier?.unwrittenEntries ?? 0
        all.failures += earlier?.failures.filter { !delivery.failures.contains($0) } ?? []
        owes = all.isComplete ? nil : all
        for failure in delivery.failures { fail(failure) }
    }

    private func fail(_ error: DeliveryError) {
        failures.append(error.wording)
        statistics.failures += 1
    }

    // MARK: How it stands

    /// The files that do not check.
    public var setAside: [FileStatus] { loaded.setAside }

    /// A journal that stays away for minutes is not there at all: it is looked for again when something is sent.
    private var isJournalAwaited: Bool { isJournalOwed && !journalBackoff.isSlow }

    var retry: Instant? {
        [backoff.retry, isJournalAwaited ? journalBackoff.retry : nil].compactMap(\.self).min()
    }

    var troubles: [Wording] {
        var troubles = failures
        if isJournalAwaited {
            troubles.append(
                Wording(
                    vi: "nhật ký hệ thống không hoạt động, thông báo được ghi ra luồng lỗi chuẩn",
                    en: "no journal listens, notices are written to standard error"))
        }
        if let damage { troubles.append(damage) }
        troubles += hostTroubles
        if let reloadGivenUp { troubles.append(reloadGivenUp.message) }
        guard isSiteMissing else { return troubles }
        return [
            Wording(
                vi: "không thấy thư mục \(options.site), đang chờ",
                en: "there is no folder \(options.site); waiting for it")
        ] + troubles
    }

    /// For the control interface, the line that systemd shows, and metrics.
    public func status(at now: Instant) -> StatusSummary {
        var status = StatusSummary(loaded)
        status.diagnostics = diagnostics
        status.tasks = summarize(at: now)
        status.notices = statistics.notices
        status.next = foreseen(at: now)
        status.lastDecision = lastDecision
        status.live = loaded.site.settings.live
        status.keyLanguage = loaded.site.settings.keyLanguage
        status.isLive = isLive(at: now)
        status.troubles = troubles
        status.retry = retry
        status.isLedgerDamaged = isLedgerDamaged
        return status
    }

    /// The next instant that sends something, if nothing is reported until then.
    private func foreseen(at now: Instant) -> Instant? {
        if let forecast, forecast.of == next, forecast.reports == reportCount { return forecast.next }
        let found = nextNotice(plan, memory, at: now)
        forecast = (next, reportCount, found)
        return found
    }

    /// It changes with what is reported, read and sent, and with the day.
    private func summarize(at now: Instant) -> Summary {
        let day = loaded.site.settings.zone.day(at: now)
        if let summary, summary.day == day { return summary.value }
        let value = tally.count(plan, memory, at: now)
        summary = (day, value)
        return value
    }

    /// The folder of the ledger.
    public var state: String { folders.state }

    /// The ledger's parts disagree: what can be sent is sent, and the way back is named.
    private var damage: Wording? { ledger.faults.first?.damage(of: ledger.path) }

    /// Whether the ledger is damaged, though it is gone on with.
    public var isLedgerDamaged: Bool { damage != nil }

    /// The ledger's last row; nil where it cannot be read.
    public var ledgerHead: (number: Int64, hash: String)? { try? ledger.head() }

    /// OpenMetrics text.
    public func metrics(at now: Instant) -> String {
        // Every body's folders are read for this: only where it is asked for, and not with each status.
        answers.refresh(inState: folders.state)
        return writeMetricsText(
            status(at: now), statistics, Letters(inSpool: folders.spool, answers: answers), owed: owes)
    }

    /// Into the file for node_exporter, where one is asked for; that it fails is told with the next step.
    public func writeMetrics(at now: Instant) {
        guard let path = options.metrics else { return }
        if let failure = putFile(path, with: Array(metrics(at: now).utf8)) { failures.append(failure) }
    }
}

extension Letterhead {
    /// As a site's files say.
    /// - Parameter keys: of the links; nil: letters have none.
    public init(_ loaded: LoadedSite, siteName: String, keys: LinkKeys? = nil) {
        self.init(
            language: loaded.site.settings.language, zone: loaded.site.settings.zone, sender: loaded.paths.sender,
            host: loaded.paths.host, siteName: siteName,
            archive: loaded.paths.archive.flatMap { loaded.site.bodies.body(named: $0) }
                .map { loaded.site.bodies[$0].id },
            templates: loaded.templates.mapValues(\.text),
            pages: keys.flatMap { keys in loaded.paths.web.url.map { Pages(url: $0, keys: keys) } })
    }
}

/// Where `dondoc.yaml` does not check, its word on where the ledger is may be lost, and with a new ledger all that was
/// sent would be sent again.
private func checkState(_ state: String, isGiven: Bool, _ loaded: LoadedSite) throws(EngineFailure) {
    let settings = loaded.files.first { $0.kind == .settings }
    guard !isGiven, settings?.state == .partial, state == SitePaths().state,
        access(state + "/" + Ledger.fileName, F_OK) != 0
    else { return }
    throw .settings(path: settings?.path ?? "dondoc.yaml", state: state)
}

extension LoadedSite {
    /// The same versions of the same files are in force.
    func isInForceLike(_ other: LoadedSite) -> Bool {
        site.settings == other.site.settings
            && (edition == other.edition
                || files.count == other.files.count
                    && files.indices.allSatisfy { files[$0].isInForceLike(other.files[$0]) })
    }
}

extension FileStatus {
    fileprivate func isInForceLike(_ other: FileStatus) -> Bool {
        path == other.path && digestThatCounts == other.digestThatCounts
    }

    private var digestThatCounts: String { state == .masked ? "" : digestInForce }
}
