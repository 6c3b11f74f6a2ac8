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
    struct Change: Hashable, Sendable {
        /// Of the occurrence's due dates; the first that it has, by the document or by a report, has 0.
        var number: Int
        var at: Instant
        /// Its number among all reports.
        var order: Int
        /// Whose; empty: of all.
        var bodies: [UInt32]
        var to: Day
        /// The due date by the document until then, where the document was edited; nil: an extension.
        var former: Day?
        var isExtension: Bool
    }

    /// An extension that was asked for, and neither granted nor refused.
    struct Request: Hashable, Sendable {
        var at: Instant
        /// Whose; empty: of all.
        var bodies: [UInt32]
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
            func give(_ bodies: [UInt32], _ day: Day, from former: Day? = nil, isExtension: Bool = true) {
                history.changes.append(
                    DueHistory.Change(
                        number: 0, at: report.at, order: report.order, bodies: bodies, to: day, former: former,
                        isExtension: isExtension))
            }
            let answered = { [self] (request: DueHistory.Request) in meet(report.bodies, request.bodies) }
            switch report.kind {
            case .askExtension(let until, let reason):
                history.requests.append(
                    DueHistory.Request(at: report.at, bodies: report.bodies, until: until, reason: reason))
            case .grant:
                for request in history.requests where answered(request) { give(request.bodies, request.until) }
                history.requests.removeAll(where: answered)
            case .refuse: history.requests.removeAll(where: answered)
            case .extend(let until, _):
                give(report.bodies, until)
                history.requests.removeAll(where: answered)
            case .move(let former, let to): give([], to, from: former, isExtension: false)
            default: break
            }
        }
        let hasFirst = occurrence?.due != nil || history.changes.contains { $0.former != nil }
        for place in history.changes.indices { history.changes[place].number = place + (hasFirst ? 1 : 0) }
        return history
    }

    /// Whether what was asked for is about one of some bodies, by their ids of now; an empty list means all.
    func answers(_ request: DueHistory.Request, to bodies: [String]) -> Bool {
        if bodies.isEmpty || request.bodies.isEmpty { return true }
        let asking = request.bodies.compactMap { plan.resolver.body(id: bodyNames[$0]) }
        return bodies.compactMap(plan.resolver.body(id:)).contains { body in
            asking.contains {
                $0 == body || plan.resolver.isSuccessor($0, of: body) || plan.resolver.isSuccessor(body, of: $0)
            }
        }
    }

    /// Whether two lists of names mean a body that is the same; an empty one means all.
    private func meet(_ a: [UInt32], _ b: [UInt32]) -> Bool {
        a.isEmpty || b.isEmpty || a.contains { name in b.contains { isSame(name, $0) } }
    }

    private func isSame(_ a: UInt32, _ b: UInt32) -> Bool {
        guard a != b else { return true }
        return plan.resolver.body(id: bodyNames[a]).map { isNamed(b, $0) } ?? false
            || plan.resolver.body(id: bodyNames[b]).map { isNamed(a, $0) } ?? false
    }

    /// The due date in force of a share.
    /// - Parameters:
    ///   - origins: whose it is.
    ///   - last: what was reported after that number is not known.
    func dueDate(
        _ origins: [BodyIndex], _ occurrence: Occurrence, _ history: DueHistory, through last: Int
    ) -> DueDate {
        guard let change = history.changes.last(where: { $0.order <= last && concerns($0.bodies, origins) }) else {
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
