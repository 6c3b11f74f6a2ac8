import Dates
import RuleLanguage

/// What was reported of a task as a whole, of an occurrence, or of one body's share of it; in the order reported.
struct Standing: Hashable, Sendable {
    /// Open before the first.
    private(set) var changes: [Change] = []
    private(set) var notes: [Note] = []
    private(set) var progress: [Progress] = []
    private(set) var snooze: Snooze?

    struct Change: Hashable, Sendable {
        var at: Instant
        /// Its number among all reports: of two the later made holds, whatever the clock said.
        var order: Int
        var status: ShareState.Status
        /// It confirms or returns what waits for that, and changes nothing else.
        var isAnswer = false
        /// The day it happened.
        var on: Day
        /// The report named it.
        var isDayGiven: Bool
        var document: Report.Document?
    }

    /// Somebody took note, or takes that back.
    struct Note: Hashable, Sendable {
        var at: Instant
        /// Its number among all reports.
        var order: Int
        var isTakingBack: Bool
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

    mutating func change(
        to status: ShareState.Status, _ report: NumberedReport, _ zone: Zone, isAnswer: Bool = false
    ) {
        changes.append(
            Change(
                at: report.at, order: report.order, status: status, isAnswer: isAnswer,
                on: report.on ?? zone.day(at: report.at), isDayGiven: report.on != nil, document: report.document))
    }

    mutating func note(at instant: Instant, order: Int, isTakingBack: Bool) {
        notes.append(Note(at: instant, order: order, isTakingBack: isTakingBack))
    }

    mutating func report(progress milli: Int, at instant: Instant, order: Int) {
        progress.append(Progress(at: instant, order: order, milli: milli))
    }

    /// One that follows another before it has ended carries it on.
    mutating func snooze(at instant: Instant, until day: Day, _ zone: Zone) {
        let from = snooze.flatMap { zone.day(at: instant) < $0.until ? $0.from : nil }
        snooze = Snooze(from: from ?? instant, until: day)
    }

    /// What was reported at some instants alone; nil: nothing was. Not what holds back, which is about all.
    func since(_ isMeant: (Instant) -> Bool) -> Standing? {
        var part = Standing()
        part.changes = changes.filter { isMeant($0.at) }
        part.notes = notes.filter { isMeant($0.at) }
        part.progress = progress.filter { isMeant($0.at) }
        return part.changes.isEmpty && part.notes.isEmpty && part.progress.isEmpty ? nil : part
    }

    /// The last change at or before an instant.
    func change(at instant: Instant) -> Change? { changes.last { $0.at <= instant } }

    /// What was reported of the same under another name.
    mutating func merge(_ other: Standing) {
        changes = (changes + other.changes).sorted { $0.order < $1.order }
        notes = (notes + other.notes).sorted { $0.order < $1.order }
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
    /// Extensions, what of them was asked for, granted and refused, and moves by the document; in the order reported.
    var dueReports: [DueReport] = []
    /// What a rule may answer to.
    var heard: [HeardReport] = []

    struct DueReport: Hashable, Sendable {
        var at: Instant
        /// Its number among all reports.
        var order: Int
        /// Whose; empty: of all.
        var bodies: [UInt32]
        var kind: Report.Kind
    }

    struct HeardReport: Hashable, Sendable {
        var trigger: ReportTrigger
        var at: Instant
        /// Its number among all reports.
        var order: Int
        /// Whose shares; empty: all.
        var bodies: [UInt32]
    }

    mutating func merge(_ other: OccurrenceReports) {
        whole.merge(other.whole)
        for (body, standing) in other.shares { shares[body, default: Standing()].merge(standing) }
        dueReports = (dueReports + other.dueReports).sorted { $0.order < $1.order }
        heard = (heard + other.heard).sorted { $0.order < $1.order }
    }
}

extension Standing.Change {
    /// That what is done is done, or that what waits for confirmation is.
    fileprivate func saysAgain(_ current: Self) -> Bool {
        guard !isAnswer, status == .done || status == .reported else { return false }
        return current.status == .done || current.status == status
    }
}

extension [Standing.Change] {
    /// What holds after them, in the order reported. What is confirmed was done when it was reported, and by that paper; and
    /// so it is where it is reported again, if nothing else is said.
    var outcome: Standing.Change? {
        reduce(nil as Standing.Change?) { current, change in
            if let current, change.saysAgain(current) {
                var same = current
                if change.isDayGiven { same.on = change.on }
                same.document = change.document ?? current.document
                return same
            }
            guard change.isAnswer else { return change }
            guard var answered = current, answered.status == .reported else { return current }
            if change.status == .open { return change }
            answered.status = change.status
            answered.document = change.document ?? answered.document
            return answered
        }
    }
}

extension [Standing.Note] {
    /// In the order reported: one that is taken back is the last before.
    var acknowledgements: [Standing.Acknowledgement] {
        var found: [Standing.Acknowledgement] = []
        for note in self {
            if !note.isTakingBack {
                found.append(.init(at: note.at))
            } else if let last = found.lastIndex(where: { $0.takenBack == nil }) {
                found[last].takenBack = note.at
            }
        }
        return found
    }
}
