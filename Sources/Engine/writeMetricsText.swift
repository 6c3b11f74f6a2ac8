public import Dates
internal import Delivery
import Diagnostics
internal import Handover
public import Planning
public import SiteFiles

/// OpenMetrics text of what files and ledger tell where no service runs.
/// - Parameters:
///   - next: when something next can happen.
///   - spool: of the Maildirs.
///   - state: the folder of the ledger.
public func writeMetricsText(
    _ loaded: LoadedSite, _ plan: Plan, _ memory: Memory, notices: [NoticeCount], next: Instant?, spool: String,
    state: String, at now: Instant
) -> String {
    var status = StatusSummary(loaded)
    status.tasks = summarize(plan, memory, at: now)
    status.next = next
    return writeMetricsText(
        status, Statistics(notices), Letters(inSpool: spool, answers: AnswerCounts(inState: state)), owed: nil,
        isRunning: false)
}

/// What became of the letters, as the spool shows.
struct Letters {
    /// Set aside by the deliverer.
    var undelivered: Int
    var outlets: [OutletState]
    var answers: AnswerCounts

    init(inSpool spool: String, answers: AnswerCounts) {
        self.answers = answers
        undelivered = countUndeliverable(inSpool: spool).values.reduce(0, +)
        outlets = outletStates(inSpool: spool)
    }
}

/// OpenMetrics text, for `dondoc metrics` and for node_exporter.
/// - Parameters:
///   - isRunning: false: nothing is told of a process.
func writeMetricsText(
    _ status: StatusSummary, _ statistics: Statistics, _ letters: Letters, owed: DeliveryOutcome?,
    isRunning: Bool = true
) -> String {
    var metrics = OpenMetrics()
    metrics.gauge("dondoc_up", "Whether the service runs.", isRunning ? 1 : 0)
    let tasks = status.tasks
    metrics.gauge("dondoc_programmes", "Programmes in force.", Double(status.programmes))
    metrics.gauge("dondoc_rules", "Rules in force.", Double(status.rules))
    metrics.gauge(
        "dondoc_tasks", "Tasks by how they stand, each by its most urgent occurrence.",
        [
            ("open", tasks.open), ("overdue", tasks.overdue), ("due_soon", tasks.dueSoon), ("awaited", tasks.awaited),
            ("without_date", tasks.withoutDate), ("done", tasks.done), ("cancelled", tasks.cancelled),
            ("history", tasks.history),
        ].map { ([("state", $0.0)], Double($0.1)) })
    metrics.gauge(
        "dondoc_shares", "Shares of bodies by how they stand; each is in one state.",
        ShareState.Count.allCases.map { ([("state", $0.label)], Double(tasks.shares[$0])) })
    let counts = statistics.counts.sorted {
        ($0.key.kind.rawValue, $0.key.rule) < ($1.key.kind.rawValue, $1.key.rule)
    }
    func labels(_ kind: Statistics.Kind) -> [(String, String)] { [("kind", kind.kind.rawValue), ("rule", kind.rule)] }
    metrics.counter(
        "dondoc_notices_total", "Notices in the ledger, by kind and rule.",
        counts.map { (labels($0.key), Double($0.value.all)) })
    metrics.counter(
        "dondoc_notices_late_total", "Of them, sent late.", counts.map { (labels($0.key), Double($0.value.late)) })
    metrics.gauge(
        "dondoc_letters_undelivered", "Letters that nobody takes, set aside by the deliverer.",
        Double(letters.undelivered))
    metrics.gauge(
        "dondoc_letters_waiting", "Letters that an outlet did not take yet, to be tried again.",
        letters.outlets.map { ([("outlet", $0.outlet)], Double($0.waiting)) })
    metrics.gauge(
        "dondoc_letters_refused", "Letters that an outlet does not take.",
        letters.outlets.map { ([("outlet", $0.outlet)], Double($0.refused)) })
    metrics.gauge(
        "dondoc_answers_waiting", "Answers by mail, and letters that came back, that wait for the clerk.",
        AnswerCounts.open.map { ([("state", $0.rawValue)], Double(letters.answers[$0])) })
    metrics.gauge("dondoc_files_set_aside", "Files of the site that do not check.", Double(status.setAside.count))
    metrics.gauge(
        "dondoc_diagnostics", "Diagnostics of the site's files, by severity.",
        [
            ("error", Double(status.diagnostics.count { $0.severity == .error })),
            ("warning", Double(status.diagnostics.count { $0.severity == .warning })),
        ].map { ([("severity", $0.0)], $0.1) })
    if isRunning { writeProcess(status, statistics, owed, to: &metrics) }
    if let last = status.lastDecision {
        metrics.gauge(
            "dondoc_last_decision_timestamp_seconds", "The instant of the last decision.", Double(last.seconds))
        metrics.gauge(
            "dondoc_last_decision_duration_seconds", "How long it took to decide and to deliver.",
            statistics.lastDuration / .seconds(1))
    }
    if let next = status.next {
        metrics.gauge(
            "dondoc_next_instant_timestamp_seconds", "When something next can happen.", Double(next.seconds))
    }
    return metrics.finish()
}

/// What holds since the process began.
private func writeProcess(
    _ status: StatusSummary, _ statistics: Statistics, _ owed: DeliveryOutcome?, to metrics: inout OpenMetrics
) {
    metrics.histogram(
        "dondoc_notice_lateness_seconds", "From the instant a notice was due to its sending, since the process began.",
        bounds: Statistics.bounds, counts: statistics.lateness, sum: statistics.latenessSum)
    metrics.counter(
        "dondoc_failures_total", "Failures of disk, ledger or journal since the process began.",
        [([], Double(statistics.failures))])
    metrics.gauge(
        "dondoc_ledger_damaged", "Whether the ledger's parts disagree.", status.isLedgerDamaged ? 1 : 0)
    metrics.gauge("dondoc_failing", "What fails at present.", Double(status.troubles.count))
    metrics.gauge(
        "dondoc_messages_unpublished", "Messages committed and not yet delivered.",
        Double(owed?.unpublishedMessages ?? 0))
    metrics.gauge(
        "dondoc_journal_entries_unwritten", "Journal entries that are owed.", Double(owed?.unwrittenEntries ?? 0))
}

extension ShareState.Count {
    /// As labels are written.
    fileprivate var label: String {
        switch self {
        case .notBegun: "not_begun"
        case .inProgress: "in_progress"
        case .reported: "reported"
        case .overdue: "overdue"
        case .doneInTime: "done_in_time"
        case .doneLate: "done_late"
        case .withoutDate: "without_date"
        case .awaiting: "awaiting"
        case .cancelled: "cancelled"
        case .history: "history"
        }
    }
}
