import Dates
import Deadlines
import Programmes
import RuleLanguage

/// One of the due dates that an occurrence has had.
struct DueDate: Hashable, Sendable {
    /// 0: the first.
    var number: Int
    var due: Day?
    var dueTime: TimeOfDay?
    var prudentDue: Day?
    var legalDue: Day?
    /// When it came into force; nil: it always was.
    var since: Instant?

    /// The occurrence's own.
    init(_ occurrence: Occurrence) {
        number = 0
        due = occurrence.due
        dueTime = occurrence.dueTime
        prudentDue = occurrence.prudentDue ?? occurrence.due
        legalDue = occurrence.legalDue ?? occurrence.due
    }

    init(number: Int, _ day: Day, since: Instant, _ calendar: WorkCalendar) {
        self.number = number
        self.since = since
        due = day
        prudentDue = calendar.workingDay(onOrBefore: day)
        legalDue = calendar.workingDay(onOrAfter: day)
    }
}

/// What one responsible body owes of an occurrence, as things stand at an instant.
struct Share: Sendable {
    /// nil: nobody is responsible.
    let body: BodyIndex?
    var status: ShareState.Status
    var due: DueDate
    /// How often its due date was extended.
    var extensions = 0
    var progressMilli: Int?
    var acknowledgements: [Standing.Acknowledgement] = []
    /// Of the report that it was done.
    var document: Report.Document?
    var doneOn: Day?
    /// An extension is asked for, and not yet granted or refused.
    var request: OccurrenceReports.ExtensionRequest?

    /// It was done after its due date.
    var isLate: Bool {
        guard let doneOn, let legal = due.legalDue else { return false }
        return doneOn > legal
    }

    func isAcknowledged(since begun: Instant, at instant: Instant) -> Bool {
        acknowledgements.contains { $0.at >= begun && $0.holds(at: instant) }
    }
}

extension Memory {
    /// The shares of an occurrence of a task, in the order of the responsible bodies.
    /// - Parameters:
    ///   - day: of the bodies that answer: groups expanded, successors followed.
    ///   - instant: what was reported later is not known yet.
    func shares(ofTask task: Int, _ occurrence: Occurrence, on day: Day, at instant: Instant) -> [Share] {
        let reports = reports(record(task, occurrence.id))
        let whole = taskStanding(task)
        let bodies = plan.roster.responsible(ofTask: task, plan, on: day)
        guard !bodies.isEmpty else { return [share(nil, [], occurrence, reports, whole, at: instant)] }
        return bodies.map { share($0.body, $0.origins, occurrence, reports, whole, at: instant) }
    }

    private func share(
        _ body: BodyIndex?, _ origins: [BodyIndex], _ occurrence: Occurrence, _ reports: OccurrenceReports?,
        _ whole: Standing?, at instant: Instant
    ) -> Share {
        var share = Share(body: body, status: .open, due: dueDate(body, origins, occurrence, reports))
        var change: Standing.Change?
        for standing in [whole, reports?.whole].compactMap(\.self) {
            change = later(change, standing.change(at: instant))
        }
        // What was a body's that has ended is its successor's; of several that one took over none may be left behind.
        let own = origins.map { origin in
            standings(origin, reports).reduce(change) { later($0, $1.change(at: instant)) }
        }
        if let least = own.min(by: { rank($0?.status) < rank($1?.status) }) { change = least }
        share.status = change?.status ?? .open
        if share.status == .done || share.status == .reported {
            share.document = change?.document
            share.doneOn = change?.on
        }
        let known = [reports?.whole].compactMap(\.self) + origins.flatMap { standings($0, reports) }
        share.progressMilli = known.flatMap(\.progress).filter { $0.at <= instant }.max { $0.order < $1.order }?.milli
        share.acknowledgements = known.flatMap(\.acknowledgements)
        if let reports {
            share.extensions = reports.dues.count { $0.isExtension && concerns($0.bodies, body, origins) }
            share.request = reports.requests.last { $0.isOpen && concerns($0.bodies, body, origins) }
        }
        return share
    }

    private func rank(_ status: ShareState.Status?) -> Int {
        switch status ?? .open {
        case .open: 0
        case .reported: 1
        case .done: 2
        case .cancelled: 3
        }
    }

    private func later(_ a: Standing.Change?, _ b: Standing.Change?) -> Standing.Change? {
        guard let a, let b else { return a ?? b }
        return b.order > a.order ? b : a
    }

    /// What was reported of a body's share under its own name and under those of its successors.
    private func standings(_ origin: BodyIndex, _ reports: OccurrenceReports?) -> [Standing] {
        guard let reports, !reports.shares.isEmpty else { return [] }
        return reports.shares.sorted { $0.key < $1.key }.compactMap { body, standing in
            isNamed(body, origin) ? standing : nil
        }
    }

    /// Whether a name that was reported means a body: it is its own, its former one, or that of a successor.
    private func isNamed(_ name: UInt32, _ body: BodyIndex) -> Bool {
        guard let named = plan.roster.body(id: bodyNames[name]) else { return false }
        return named == body || plan.site.bodies.isSuccessor(named, of: body)
    }

    func concerns(_ names: [UInt32], _ body: BodyIndex?, _ origins: [BodyIndex]) -> Bool {
        names.isEmpty || names.contains { name in origins.contains { isNamed(name, $0) } }
    }

    private func dueDate(
        _ body: BodyIndex?, _ origins: [BodyIndex], _ occurrence: Occurrence, _ reports: OccurrenceReports?
    ) -> DueDate {
        var found = DueDate(occurrence)
        guard let reports else { return found }
        for (place, change) in reports.dues.enumerated() where concerns(change.bodies, body, origins) {
            found = DueDate(
                number: place + reports.firstNumber(occurrence), change.to, since: change.at, plan.almanac.calendar)
        }
        return found
    }

    /// The due date that an occurrence had first.
    func firstDue(_ occurrence: Occurrence, _ reports: OccurrenceReports?) -> Day? {
        guard let first = reports?.dues.first else { return occurrence.due }
        return first.former ?? (reports?.dues.first { $0.former != nil }?.former) ?? occurrence.due ?? first.to
    }
}

extension OccurrenceReports {
    /// The number of the first due date that was reported: where the deadline gives none, that is the first.
    func firstNumber(_ occurrence: Occurrence) -> Int {
        occurrence.due == nil && !dues.contains { $0.former != nil } ? 0 : 1
    }
}

extension Occurrence {
    /// The same under another due date.
    func due(_ date: DueDate) -> Occurrence {
        var moved = self
        (moved.due, moved.dueTime, moved.prudentDue, moved.legalDue) =
            (date.due, date.dueTime, date.prudentDue, date.legalDue)
        return moved
    }
}

extension BodyDirectory {
    /// Whether a body took over from another, at once or by way of others.
    func isSuccessor(_ body: BodyIndex, of former: BodyIndex) -> Bool {
        var current = former
        for _ in bodies.indices {
            guard self[current].until != nil, let next = self[current].successor else { return false }
            if next == body { return true }
            current = next
        }
        return false
    }
}
