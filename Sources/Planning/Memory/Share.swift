import Dates
import Deadlines
import Programmes
import RuleLanguage

/// What one responsible body owes of an occurrence, as things stand at an instant.
struct Share: Sendable {
    /// nil: nobody is responsible.
    let body: BodyIndex?
    /// Those whose part it is: the body itself, or those it took over from.
    let origins: [BodyIndex]
    var status: ShareState.Status
    var due: DueDate
    /// How often its due date was extended.
    var extensions = 0
    var progressMilli: Int?
    var acknowledgements: [Standing.Acknowledgement] = []
    /// Of the report that it was done.
    var document: Report.Document?
    var doneOn: Day?
    /// The legal due date that was in force when that was reported.
    var dueThen: Day?
    /// An extension is asked for, and not yet granted or refused.
    var request: DueHistory.Request?

    /// It was done after its due date.
    var isLate: Bool {
        guard let doneOn, let dueThen else { return false }
        return doneOn > dueThen
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
    ///   - last: nor is what was reported after that number.
    func shares(
        ofTask task: Int, _ occurrence: Occurrence, on day: Day, at instant: Instant, through last: Int = .max
    ) -> [Share] {
        let reports = reports(record(task, occurrence.id))
        let whole = taskStanding(task)
        let dues = dueHistory(reports, occurrence)
        let bodies = plan.resolver.responsible(ofTask: task, plan, on: day)
        guard !bodies.isEmpty else {
            return [share(nil, [], occurrence, reports, dues, whole, at: instant, through: last)]
        }
        return bodies.map {
            share($0.body, $0.origins, occurrence, reports, dues, whole, at: instant, through: last)
        }
    }

    private func share(
        _ body: BodyIndex?, _ origins: [BodyIndex], _ occurrence: Occurrence, _ reports: OccurrenceReports?,
        _ dues: DueHistory, _ whole: Standing?, at instant: Instant, through last: Int
    ) -> Share {
        var share = Share(
            body: body, origins: origins, status: .open, due: dueDate(origins, occurrence, dues, through: .max))
        let ofAll = [whole, reports?.whole].compactMap(\.self)
        // What was a body's that has ended is its successor's; of several that one took over none may be left behind.
        let own = origins.map { origin in
            outcome(ofAll + standings(origin, reports), at: instant, through: last)
        }
        let change =
            own.min { rank($0?.status) < rank($1?.status) } ?? outcome(ofAll, at: instant, through: last)
        share.status = change?.status ?? .open
        if let change, change.status == .done || change.status == .reported {
            share.document = change.document
            share.doneOn = change.on
            // In time or late is by the due date in force then.
            share.dueThen = dueDate(origins, occurrence, dues, through: change.order).legalDue
        }
        guard let reports else { return share }
        let known = [reports.whole] + distinctStandings(origins, reports)
        share.progressMilli = known.flatMap(\.progress).filter { $0.at <= instant }.max { $0.order < $1.order }?.milli
        share.acknowledgements = known.flatMap(\.notes).sorted { $0.order < $1.order }.acknowledgements
        share.extensions = dues.changes.count { $0.isExtension && concerns($0.bodies, origins) }
        share.request = dues.requests.last { concerns($0.bodies, origins) }
        return share
    }

    private func outcome(_ standings: [Standing], at instant: Instant, through last: Int) -> Standing.Change? {
        let changes = standings.flatMap(\.changes).filter { $0.at <= instant && $0.order <= last }
        return (standings.count == 1 ? changes : changes.sorted { $0.order < $1.order }).outcome
    }

    private func rank(_ status: ShareState.Status?) -> Int {
        switch status ?? .open {
        case .open: 0
        case .reported: 1
        case .done: 2
        case .cancelled: 3
        }
    }

    /// What was reported of a body's share under its own name and under those of its successors.
    private func standings(_ origin: BodyIndex, _ reports: OccurrenceReports?) -> [Standing] {
        reports.map { distinctStandings([origin], $0) } ?? []
    }

    private func distinctStandings(_ origins: [BodyIndex], _ reports: OccurrenceReports) -> [Standing] {
        guard !reports.shares.isEmpty else { return [] }
        return reports.shares.sorted { $0.key < $1.key }.compactMap { name, standing in
            origins.contains { isNamed(name, $0) } ? standing : nil
        }
    }

    /// Whether a name that was reported means a body: it is its own, its former one, or that of a successor.
    func isNamed(_ name: UInt32, _ body: BodyIndex) -> Bool {
        guard let named = plan.resolver.body(id: bodyNames[name]) else { return false }
        return named == body || plan.site.bodies.isSuccessor(named, of: body)
    }

    /// - Parameter names: whose; empty: all are meant.
    func concerns(_ names: [UInt32], _ origins: [BodyIndex]) -> Bool {
        names.isEmpty || names.contains { name in origins.contains { isNamed(name, $0) } }
    }

    /// Whether a body without a share has taken note of a chain, for itself.
    func hasAcknowledged(_ body: BodyIndex, _ reports: OccurrenceReports, since begun: Instant, at now: Instant) -> Bool
    {
        let own = distinctStandings([body], reports)
        guard !own.isEmpty else { return false }
        let notes = own.flatMap(\.notes) + reports.whole.notes.filter(\.isTakingBack)
        return notes.sorted { $0.order < $1.order }.acknowledgements.contains { $0.at >= begun && $0.holds(at: now) }
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
