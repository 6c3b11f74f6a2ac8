import Dates
import RuleLanguage

/// What was reported of a task as a whole, of an occurrence, or of one body's share of it; in the order reported.
struct Standing: Hashable, Sendable {
    /// Open before the first.
    private(set) var changes: [Change] = []
    private(set) var acknowledgements: [Acknowledgement] = []
    private(set) var progress: [Progress] = []
    private(set) var snooze: Snooze?

    struct Change: Hashable, Sendable {
        var at: Instant
        /// Its number among all reports: of two the later made holds, whatever the clock said.
        var order: Int
        var status: ShareState.Status
        /// The day it happened.
        var on: Day
        var document: Report.Document?
    }

    struct Acknowledgement: Hashable, Sendable {
        var at: Instant
        /// When it was taken back; nil: it was not.
        var takenBack: Instant?

        func holds(at instant: Instant) -> Bool { at <= instant && takenBack.map { instant < $0 } ?? true }
    }

    struct Progress: Hashable, Sendable {
        var at: Instant
        var order: Int
        /// In the target's unit, in thousandths; per cent where the task has no target.
        var milli: Int
    }

    struct Snooze: Hashable, Sendable {
        var from: Instant
        /// The first day of notices again.
        var until: Day
    }

    mutating func change(to status: ShareState.Status, _ report: Report, order: Int, _ zone: Zone) {
        changes.append(
            Change(
                at: report.at, order: order, status: status, on: report.on ?? zone.day(at: report.at),
                document: report.document))
        changes.sort { $0.order < $1.order }
    }

    mutating func inherit(_ change: Change) { changes.append(change) }

    mutating func acknowledge(at instant: Instant) { acknowledgements.append(Acknowledgement(at: instant)) }

    mutating func takeBackAcknowledgement(at instant: Instant) {
        guard let last = acknowledgements.lastIndex(where: { $0.takenBack == nil }) else { return }
        acknowledgements[last].takenBack = instant
    }

    mutating func report(progress milli: Int, at instant: Instant, order: Int) {
        progress.append(Progress(at: instant, order: order, milli: milli))
    }

    /// One that follows another before it has ended carries it on.
    mutating func snooze(at instant: Instant, until day: Day, _ zone: Zone) {
        let from = snooze.flatMap { zone.day(at: instant) < $0.until ? $0.from : nil }
        snooze = Snooze(from: from ?? instant, until: day)
    }

    /// The last change at or before an instant.
    func change(at instant: Instant) -> Change? { changes.last { $0.at <= instant } }

    var isAcknowledged: Bool { acknowledgements.contains { $0.takenBack == nil } }

    /// What was reported of the same under another name.
    mutating func merge(_ other: Standing) {
        changes = (changes + other.changes).sorted { $0.order < $1.order }
        acknowledgements = (acknowledgements + other.acknowledgements).sorted { $0.at < $1.at }
        progress = (progress + other.progress).sorted { $0.order < $1.order }
        snooze = snooze ?? other.snooze
    }
}

/// What was reported of an occurrence.
struct OccurrenceReports: Hashable, Sendable {
    /// Of all its shares.
    var whole = Standing()
    /// By body (a number of the memory's).
    var shares: [UInt32: Standing] = [:]
    /// The due dates it was given since the first, in order; the number of one is its place, one more where the first has
    /// a date.
    var dues: [DueChange] = []
    var requests: [ExtensionRequest] = []
    /// What a rule may answer to.
    var heard: [HeardReport] = []

    struct DueChange: Hashable, Sendable {
        var at: Instant
        /// Its number among all reports.
        var order: Int
        /// Whose; empty: of all.
        var bodies: [UInt32]
        var to: Day
        /// The due date by the document until then, where the document was edited; nil: an extension.
        var former: Day?
        var isExtension: Bool
        var reason: String
    }

    struct ExtensionRequest: Hashable, Sendable {
        var at: Instant
        /// Whose; empty: of all.
        var bodies: [UInt32]
        var until: Day
        var reason: String
        /// Neither granted nor refused.
        var isOpen = true
    }

    struct HeardReport: Hashable, Sendable {
        var trigger: ReportTrigger
        var at: Instant
        /// Whose shares; empty: all.
        var bodies: [UInt32]
    }

    mutating func merge(_ other: OccurrenceReports) {
        whole.merge(other.whole)
        for (body, standing) in other.shares { shares[body, default: Standing()].merge(standing) }
        dues = (dues + other.dues).sorted { $0.order < $1.order }
        requests = (requests + other.requests).sorted { $0.at < $1.at }
        heard = (heard + other.heard).sorted { $0.at < $1.at }
    }
}
