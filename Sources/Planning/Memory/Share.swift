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
        let told = Told(
            ofAll: [taskStanding(task), reports?.whole].compactMap(\.self), ofOccurrence: reports?.whole,
            named: namedStandings(reports), dues: dueHistory(reports, occurrence), at: instant, last: last)
        let common = upshot([], [], told)
        func share(_ body: BodyIndex?, _ origins: [BodyIndex]) -> Share {
            let own = told.named.filter { standing in origins.contains { isNamed(standing, $0) } }
            return self.share(
                body, origins, occurrence, own.isEmpty ? common : upshot(own, origins, told), told)
        }
        let bodies = plan.resolver.responsible(ofTask: task, plan, on: day)
        return bodies.isEmpty ? [share(nil, [])] : bodies.map { share($0.body, $0.origins) }
    }

    /// What was reported of an occurrence and its task.
    private struct Told {
        /// Of the whole task, and of all shares of the occurrence.
        let ofAll: [Standing]
        /// nil: nothing was reported of the occurrence.
        let ofOccurrence: Standing?
        let named: [NamedStanding]
        let dues: DueHistory
        /// What was reported later is not known.
        let at: Instant
        let last: Int
    }

    /// What was reported of a share under the name of a body.
    private struct NamedStanding {
        /// nil: no body has the name.
        let body: BodyIndex?
        let standing: Standing
    }

    /// What the reports of a share come to.
    private struct Upshot {
        var change: Standing.Change?
        var progressMilli: Int?
        var acknowledgements: [Standing.Acknowledgement] = []
    }

    private func namedStandings(_ reports: OccurrenceReports?) -> [NamedStanding] {
        guard let reports, !reports.shares.isEmpty else { return [] }
        return reports.shares.sorted { $0.key < $1.key }.map {
            NamedStanding(body: plan.resolver.body(id: bodyNames[$0.key]), standing: $0.value)
        }
    }

    private func share(
        _ body: BodyIndex?, _ origins: [BodyIndex], _ occurrence: Occurrence, _ upshot: Upshot, _ told: Told
    ) -> Share {
        var share = Share(
            body: body, origins: origins, status: upshot.change?.status ?? .open,
            due: dueDate(origins, occurrence, told.dues, through: .max))
        share.progressMilli = upshot.progressMilli
        share.acknowledgements = upshot.acknowledgements
        if let change = upshot.change, change.status == .done || change.status == .reported {
            share.document = change.document
            share.doneOn = change.on
            // In time or late is by the due date in force then.
            share.dueThen = dueDate(origins, occurrence, told.dues, through: change.order).legalDue
        }
        share.extensions = told.dues.changes.count { $0.isExtension && concerns($0.bodies, origins) }
        share.request = told.dues.requests.last { concerns($0.bodies, origins) }
        return share
    }

    /// - Parameters:
    ///   - own: what was reported of the share by name.
    ///   - origins: those whose part it is.
    private func upshot(_ own: [NamedStanding], _ origins: [BodyIndex], _ told: Told) -> Upshot {
        var upshot = Upshot()
        guard !told.ofAll.isEmpty else { return upshot }
        // What was a body's that has ended is its successor's; of several that one took over none may be left behind.
        let outcomes = origins.map { origin in
            outcome(told.ofAll + own.filter { isNamed($0, origin) }.map(\.standing), told)
        }
        upshot.change = outcomes.min { rank($0?.status) < rank($1?.status) } ?? outcome(told.ofAll, told)
        guard let whole = told.ofOccurrence else { return upshot }
        let known = [whole] + own.map(\.standing)
        upshot.progressMilli =
            known.flatMap(\.progress).filter { $0.at <= told.at }.max { $0.order < $1.order }?.milli
        upshot.acknowledgements = known.flatMap(\.notes).sorted { $0.order < $1.order }.acknowledgements
        return upshot
    }

    private func outcome(_ standings: [Standing], _ told: Told) -> Standing.Change? {
        let changes = standings.flatMap(\.changes).filter { $0.at <= told.at && $0.order <= told.last }
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

    private func isNamed(_ standing: NamedStanding, _ body: BodyIndex) -> Bool {
        guard let named = standing.body else { return false }
        return named == body || plan.resolver.isSuccessor(named, of: body)
    }

    /// Whether a name that was reported means a body: it is its own, its former one, or that of a successor.
    func isNamed(_ name: UInt32, _ body: BodyIndex) -> Bool {
        guard let named = plan.resolver.body(id: bodyNames[name]) else { return false }
        return named == body || plan.resolver.isSuccessor(named, of: body)
    }

    /// - Parameter names: whose; empty: all are meant.
    func concerns(_ names: [UInt32], _ origins: [BodyIndex]) -> Bool {
        names.isEmpty || names.contains { name in origins.contains { isNamed(name, $0) } }
    }

    /// Whether a body without a share has taken note of a chain, for itself.
    func hasAcknowledged(_ body: BodyIndex, _ reports: OccurrenceReports, since begun: Instant, at now: Instant) -> Bool
    {
        let own = namedStandings(reports).filter { isNamed($0, body) }
        guard !own.isEmpty else { return false }
        let notes = own.flatMap(\.standing.notes) + reports.whole.notes.filter(\.isTakingBack)
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
