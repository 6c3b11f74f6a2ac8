public import Dates

/// The occurrences of one part of a deadline, in the order they are due; each is computed from its number.
public struct OccurrenceSeries: Sendable {
    private enum Source: Sendable {
        case single(Occurrence)
        // Out of line: most are single, which take half the room.
        indirect case cycle(DueCycle, first: Int)
    }

    /// That of its part, which all of its occurrences have.
    public let kind: DeadlineKind
    private let source: Source
    /// Another series has occurrences in the same cycles: the names of both tell the day too.
    private let isOneOfSeveral: Bool
    private let calendar: WorkCalendar

    init(_ occurrence: Occurrence, calendar: WorkCalendar) {
        kind = occurrence.kind
        source = .single(occurrence)
        isOneOfSeveral = false
        self.calendar = calendar
    }

    init(_ cycle: DueCycle, kind: DeadlineKind, isOneOfSeveral: Bool, calendar: WorkCalendar) {
        self.kind = kind
        self.isOneOfSeveral = isOneOfSeveral
        source = .cycle(cycle, first: cycle.index(dueOnOrAfter: cycle.from, calendar))
        self.calendar = calendar
    }

    /// Whether it goes on until the calendar ends.
    public var isEndless: Bool {
        if case .cycle(let cycle, _) = source { cycle.until == nil } else { false }
    }

    /// Whether there is just one.
    public var isSingle: Bool { if case .single = source { true } else { false } }

    /// The kth occurrence; 0 is the first due on or after the issue.
    /// - Returns: nil before the first and after the last.
    public subscript(k: Int) -> Occurrence? {
        switch source {
        case .single(let occurrence): return k == 0 ? occurrence : nil
        case .cycle(let cycle, let first):
            guard let due = due(k) else { return nil }
            let start = cycle.start(first &+ k, calendar)
            return Occurrence(
                id: cycle.name(first &+ k, start: start, due: due, isOneOfSeveral: isOneOfSeveral), kind: kind,
                start: start, due: due, dueTime: cycle.dueTime, prudentDue: calendar.workingDay(onOrBefore: due),
                legalDue: calendar.workingDay(onOrAfter: due))
        }
    }

    /// Whether there is a kth occurrence.
    public func has(_ k: Int) -> Bool {
        if case .single = source { k == 0 } else { due(k) != nil }
    }

    /// When the kth occurrence is due; nil where there is none, or nothing is due. The rest of an occurrence takes longer
    /// to work out.
    public func due(_ k: Int) -> Day? {
        switch source {
        case .single(let occurrence): return k == 0 ? occurrence.due : nil
        case .cycle(let cycle, let first):
            guard k >= 0 else { return nil }
            let due = cycle.due(first &+ k, calendar)
            return due <= cycle.until ?? Day.range.upperBound && due <= Day.range.upperBound ? due : nil
        }
    }

    /// The number of the first occurrence due on or after a day. One without a due date counts as always due.
    public func index(dueOnOrAfter day: Day) -> Int {
        switch source {
        case .single(let occurrence):
            guard let due = occurrence.due else { return 0 }
            return due >= day ? 0 : 1
        case .cycle(let cycle, let first):
            return max(0, cycle.index(dueOnOrAfter: day, calendar) - first)
        }
    }
}

/// All the occurrences of a task's deadlines. Finite or not, they are made only when asked for.
public struct Schedule: Sendable {
    /// Parts of compounds stand for themselves; each with the kind that its occurrences have.
    private let parts: [Deadline]
    private let issued: Day
    private let afterEvent: Term?
    /// By which the prudent and the legal due dates are found.
    public let calendar: WorkCalendar
    /// Whether anything of it waits for an event.
    public let isAwaiting: Bool
    let isCompound: Bool

    /// - Parameter deadlines: of one task, in the order they are written.
    public init(_ deadlines: [Deadline], in context: ReadingContext) {
        isCompound = deadlines.has(.compound)
        parts = isCompound ? deadlines.flatMap { $0.kind == .compound ? $0.parts : [$0] } : deadlines
        issued = context.issued
        afterEvent = context.policy.afterEvent
        calendar = context.calendar
        isAwaiting = parts.has(.awaiting)
    }

    /// - Parameter event: the day on which what the task waits for happened; nil: not yet.
    public func series(event: Day? = nil) -> [OccurrenceSeries] {
        var series: [OccurrenceSeries] = []
        // By index: an iterator would copy every part.
        for i in parts.indices {
            if !parts[i].cycles.isEmpty {
                for var cycle in parts[i].cycles {
                    guard leaveOut(ofPartsBefore: i, &cycle) else { continue }
                    let alike = parts.indices.reduce(0) { $0 + parts[$1].cycles.count(where: cycle.isAlike) }
                    series.append(
                        OccurrenceSeries(
                            cycle, kind: parts[i].kind, isOneOfSeveral: alike > 1, calendar: calendar))
                }
            } else if let occurrence = single(i, event: event) {
                series.append(OccurrenceSeries(occurrence, calendar: calendar))
            }
        }
        return series
    }

    /// Ends a cycle where one written before it, in step with it, has all the rest: what two parts say is the earlier
    /// one's, and who walks a series would else pass over the same days until the calendar ends.
    /// - Returns: whether anything is left.
    private func leaveOut(ofPartsBefore i: Int, _ cycle: inout DueCycle) -> Bool {
        for j in 0..<i {
            for earlier in parts[j].cycles where earlier.isInStep(with: cycle) {
                if let end = earlier.until, cycle.until.map({ end < $0 }) ?? true { continue }
                if earlier.from <= cycle.from { return false }
                cycle.until = min(cycle.until ?? earlier.from, earlier.from - 1)
            }
        }
        return true
    }

    private func single(_ i: Int, event: Day?) -> Occurrence? {
        let (kind, start, dueTime) = (parts[i].kind, parts[i].start, parts[i].dueTime)
        switch kind {
        case .asNeeded, .unreadable, .compound: return nil
        case .vague, .continuous, .periodic:
            return Occurrence(id: "open", kind: kind, start: start ?? issued, due: nil)
        case .once, .recurring:
            guard let due = parts[i].due else {
                return Occurrence(id: "open", kind: kind, start: start ?? issued, due: nil)
            }
            // A single day is open from the issue to that day.
            let opening = start == due ? min(issued, due) : start ?? min(issued, due)
            // Counted backwards from a day it does not roll.
            return Occurrence(
                kind: kind, start: opening, due: due, dueTime: dueTime, calendar: calendar,
                rolls: parts[i].legalDue != due)
        case .awaiting:
            guard let awaited = parts[i].event, let date = awaited.date ?? event else {
                return Occurrence(id: "awaited", kind: .awaiting, start: issued, due: nil)
            }
            guard let term = awaited.term ?? (awaited.isBefore ? Term(1, .day) : afterEvent) else {
                return Occurrence(id: "open", kind: .once, start: date, due: nil)
            }
            let end = term.end(from: date, isBefore: awaited.isBefore, calendar)
            return Occurrence(
                id: end.day.description, kind: .once, start: awaited.isBefore ? min(issued, end.day) : date,
                due: end.day, dueTime: dueTime, prudentDue: calendar.workingDay(onOrBefore: end.day),
                legalDue: awaited.isBefore ? end.day : calendar.workingDay(onOrAfter: end.day))
        }
    }

    /// The occurrences whose time, from start to legal due date, meets a window; those without a due date, where they
    /// have started by its end. In the order of their due dates, the undated last; each identity once.
    public func occurrences(from: Day, through: Day, event: Day? = nil) -> [Occurrence] {
        var found: [Occurrence] = []
        for series in series(event: event) {
            // A due date before the window may roll into it, past any break.
            var k = series.index(dueOnOrAfter: from - 20)
            while let occurrence = series[k], occurrence.start <= through {
                if occurrence.legalDue.map({ $0 >= from }) ?? true { found.append(occurrence) }
                k += 1
            }
        }
        return Schedule.union(found)
    }

    /// The first `count` that are due on or after a day.
    public func next(_ count: Int, dueOnOrAfter day: Day, event: Day? = nil) -> [Occurrence] {
        var found: [Occurrence] = []
        for series in series(event: event) {
            let first = series.index(dueOnOrAfter: day)
            for k in 0..<max(count, 0) {
                guard let occurrence = series[first + k] else { break }
                found.append(occurrence)
            }
        }
        return Array(Schedule.union(found).prefix(count))
    }

    /// In the order of their due dates, those without one last; the same identity once. As an identity follows from
    /// start and due, the same one twice is the same occurrence.
    private static func union(_ occurrences: [Occurrence]) -> [Occurrence] {
        guard occurrences.count > 1 else { return occurrences }
        var seen: Set<String> = []
        return occurrences.enumerated().sorted { a, b in
            let (x, y) = (a.element.due ?? Day(number: .max), b.element.due ?? Day(number: .max))
            return x != y ? x < y : a.offset < b.offset
        }
        .compactMap { seen.insert($0.element.id).inserted ? $0.element : nil }
    }
}

extension [Deadline] {
    /// By index: a closure over the elements would copy each.
    func has(_ kind: DeadlineKind) -> Bool { indices.contains { self[$0].kind == kind } }
}

extension Term {
    /// The last day of a term that an event opens (Civil Code 2015, Articles 147 and 148), or that ends with it where
    /// `isBefore`. The event's own day is not counted; days off are not considered here.
    func end(from event: Day, isBefore: Bool, _ calendar: borrowing WorkCalendar) -> (day: Day, time: TimeOfDay?) {
        let n = isBefore ? -count : count
        switch unit {
        // Hours count from the moment, which a date does not say: counted from the end of its day at the latest.
        case .hour: return (event + (isBefore ? -((count + 23) / 24) : (count + 23) / 24), nil)
        case .day: return (event + n, nil)
        case .workingDay: return (calendar.adding(workingDays: n, to: event), nil)
        case .week: return (event + n * 7, nil)
        case .month: return (event.adding(months: n), nil)
        case .quarter: return (event.adding(months: n * 3), nil)
        case .year: return (event.adding(months: n * 12), nil)
        }
    }
}
