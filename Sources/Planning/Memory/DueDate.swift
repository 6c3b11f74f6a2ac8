import Dates
import Deadlines
import Programmes

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

/// The due dates that an occurrence was given since the first, and what was asked for.
struct DueHistory: Sendable {
    /// Whose shares something is about.
    struct Whose: Hashable, Sendable {
        /// Empty: of all.
        var named: [UInt32]
        /// But not of these, since when: they had an answer of their own, or have asked again.
        var without: [UInt32: Instant] = [:]
    }

    struct Change: Hashable, Sendable {
        /// Of the occurrence's due dates; the first that it has, by the document or by a report, has 0.
        var number: Int
        var at: Instant
        /// Its number among all reports.
        var order: Int
        var whose: Whose
        var to: Day
        /// The due date by the document until then, where the document was edited; nil: an extension.
        var former: Day?
        var isExtension: Bool
    }

    /// An extension that was asked for, and neither granted nor refused.
    struct Request: Hashable, Sendable {
        var at: Instant
        var whose: Whose
        var until: Day
        var reason: String
    }

    var changes: [Change] = []
    var requests: [Request] = []
}

extension Memory {
    /// What was asked for under one name of a body may be granted under another.
    func dueHistory(_ reports: OccurrenceReports?, _ occurrence: Occurrence?) -> DueHistory {
        var history = DueHistory()
        guard let reports, !reports.dueReports.isEmpty else { return history }
        for report in reports.dueReports {
            func give(_ whose: DueHistory.Whose, _ day: Day, from former: Day? = nil, isExtension: Bool = true) {
                history.changes.append(
                    DueHistory.Change(
                        number: 0, at: report.at, order: report.order, whose: whose, to: day, former: former,
                        isExtension: isExtension))
            }
            let own = DueHistory.Whose(named: report.bodies)
            switch report.kind {
            case .askExtension(let until, let reason):
                // Who asks again asks for the later day alone.
                history.requests = history.requests.compactMap { settled($0, by: report) }
                history.requests.append(
                    DueHistory.Request(at: report.at, whose: own, until: until, reason: reason))
            case .grant:
                for request in history.requests {
                    if let whose = granted(request, by: report) { give(whose, request.until) }
                }
                history.requests = history.requests.compactMap { settled($0, by: report) }
            case .refuse: history.requests = history.requests.compactMap { settled($0, by: report) }
            case .extend(let until, _):
                give(own, until)
                history.requests = history.requests.compactMap { settled($0, by: report) }
            case .move(let former, let to):
                give(DueHistory.Whose(named: []), to, from: former, isExtension: false)
            default: break
            }
        }
        let hasFirst = occurrence?.due != nil || history.changes.contains { $0.former != nil }
        for place in history.changes.indices { history.changes[place].number = place + (hasFirst ? 1 : 0) }
        return history
    }

    /// Whose request a report grants; nil: not this one.
    private func granted(_ request: DueHistory.Request, by report: OccurrenceReports.DueReport) -> DueHistory.Whose? {
        if report.bodies.isEmpty { return request.whose }
        let named = report.bodies.filter { isAmong($0, request.whose, at: report.at) }
        return named.isEmpty ? nil : DueHistory.Whose(named: named)
    }

    /// What is left of a request after an answer to some of those it is about; nil: nothing.
    private func settled(_ request: DueHistory.Request, by report: OccurrenceReports.DueReport) -> DueHistory.Request? {
        if report.bodies.isEmpty { return nil }
        var rest = request
        for name in report.bodies where isAmong(name, request.whose, at: report.at) {
            rest.whose.without[name] = report.at
        }
        let named = request.whose.named
        return named.isEmpty || named.contains { isAmong($0, rest.whose, at: report.at) } ? rest : nil
    }

    private func isAmong(_ name: UInt32, _ whose: DueHistory.Whose, at instant: Instant) -> Bool {
        (whose.named.isEmpty || whose.named.contains { isSame(name, $0, at: instant) })
            && !whose.without.contains { isSame(name, $0.key, at: $0.value) }
    }

    /// Whether two names that were reported by then mean the same body.
    private func isSame(_ a: UInt32, _ b: UInt32, at instant: Instant) -> Bool {
        guard a != b else { return true }
        return plan.resolver.body(id: bodyNames[a]).map { isNamed(b, $0, at: instant) } ?? false
            || plan.resolver.body(id: bodyNames[b]).map { isNamed(a, $0, at: instant) } ?? false
    }

    /// The due date in force of a share.
    /// - Parameters:
    ///   - origins: whose it is.
    ///   - last: what was reported after that number is not known.
    func dueDate(
        _ origins: [BodyIndex], _ occurrence: Occurrence, _ history: DueHistory, through last: Int
    ) -> DueDate {
        guard let change = history.changes.last(where: { $0.order <= last && concerns($0.whose, origins, at: $0.at) })
        else {
            return DueDate(occurrence)
        }
        // What the document says of its day (the hour, how it is read) holds of that day.
        if !change.isExtension, change.to == occurrence.due {
            var date = DueDate(occurrence)
            (date.number, date.since) = (change.number, change.at)
            return date
        }
        return DueDate(number: change.number, change.to, since: change.at, plan.siteCalendar.calendar)
    }

    /// The due date that an occurrence had first.
    func firstDue(_ occurrence: Occurrence, _ history: DueHistory) -> Day? {
        guard let first = history.changes.first else { return occurrence.due }
        return first.former ?? (history.changes.first { $0.former != nil }?.former) ?? occurrence.due ?? first.to
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
