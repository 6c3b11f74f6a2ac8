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
        let common = upshot([], told)
        func share(_ body: BodyIndex?, _ origins: [BodyIndex]) -> Share {
            let isNamed = told.named.contains { standing in origins.contains { standing.about($0, self) != nil } }
            return self.share(body, origins, occurrence, isNamed ? upshot(origins, told) : common, told)
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

        /// What of it is about another body's part: of a successor what it said once it had taken over.
        func about(_ origin: BodyIndex, _ memory: Memory) -> Standing? {
            guard let body else { return nil }
            if body == origin { return standing }
            guard let since = memory.plan.resolver.takeover(by: body, from: origin) else { return nil }
            let zone = memory.plan.siteCalendar.zone
            return standing.since { zone.day(at: $0) >= since }
        }
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
        share.extensions = told.dues.changes.count { $0.isExtension && concerns($0.whose, origins, at: $0.at) }
        share.request = told.dues.requests.last { concerns($0.whose, origins, at: $0.at) }
        return share
    }

    /// - Parameter origins: those whose part it is, by whose names something was reported.
    private func upshot(_ origins: [BodyIndex], _ told: Told) -> Upshot {
        var upshot = Upshot()
        guard !told.ofAll.isEmpty else { return upshot }
        // What was a body's that has ended is its successor's; of several that one took over none may be left behind.
        let own = origins.map { origin in told.named.compactMap { $0.about(origin, self) } }
        let outcomes = own.map { outcome(told.ofAll + $0, told) }
        upshot.change = outcomes.min { rank($0?.status) < rank($1?.status) } ?? outcome(told.ofAll, told)
        guard let whole = told.ofOccurrence else { return upshot }
        // One that speaks for several of them is heard once.
        let known =
            [whole]
            + told.named.compactMap { named in
                origins.compactMap { named.about($0, self) }.max {
                    $0.notes.count + $0.progress.count < $1.notes.count + $1.progress.count
                }
            }
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

    /// Whether a name that was reported at an instant means a body: it is its own, its former one, or that of whoever had
    /// taken over from it by then.
    func isNamed(_ name: UInt32, _ body: BodyIndex, at instant: Instant) -> Bool {
        guard let named = plan.resolver.body(id: bodyNames[name]) else { return false }
        if named == body { return true }
        guard let since = plan.resolver.takeover(by: named, from: body) else { return false }
        return plan.siteCalendar.zone.day(at: instant) >= since
    }

    /// Whether a share was told of under a name: that of its body, or of one before.
    func isNamed(_ name: UInt32, _ share: Share) -> Bool {
        guard let named = plan.resolver.body(id: bodyNames[name]), let body = share.body else { return false }
        return share.origins.contains(named)
            || share.origins.contains { plan.resolver.takeover(by: named, from: $0) != nil }
                && (named == body || plan.resolver.takeover(by: body, from: named) != nil)
    }

    /// - Parameters:
    ///   - names: whose; empty: all are meant.
    ///   - instant: at which it was reported.
    func concerns(_ names: [UInt32], _ origins: [BodyIndex], at instant: Instant) -> Bool {
        names.isEmpty || names.contains { name in origins.contains { isNamed(name, $0, at: instant) } }
    }

    func concerns(_ whose: DueHistory.Whose, _ origins: [BodyIndex], at instant: Instant) -> Bool {
        concerns(whose.named, origins, at: instant)
            && !whose.without.contains { name, since in origins.contains { isNamed(name, $0, at: since) } }
    }

    /// Whether a body without a share has taken note of a chain, for itself.
    func hasAcknowledged(_ body: BodyIndex, _ reports: OccurrenceReports, since begun: Instant, at now: Instant) -> Bool
    {
        let own = namedStandings(reports).compactMap { $0.about(body, self) }
        guard !own.isEmpty else { return false }
        let notes = own.flatMap(\.notes) + reports.whole.notes.filter(\.isTakingBack)
        return notes.sorted { $0.order < $1.order }.acknowledgements.contains { $0.at >= begun && $0.holds(at: now) }
    }
}

extension BodyDirectory {
    /// The first day on which a body answers for what was another's, from which it took over at once or by way of others.
    ///
    /// Before it they are two: each may have a part of its own.
    func takeover(by body: BodyIndex, from former: BodyIndex) -> Day? {
        var current = former
        var first = Day.range.lowerBound
        for _ in bodies.indices {
            guard let until = self[current].until, let next = self[current].successor else { return nil }
            first = max(first, until)
            if next == body { return first }
            current = next
        }
        return nil
    }
}
