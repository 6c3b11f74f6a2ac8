public import Dates
import Deadlines
public import Programmes

/// How many tasks and shares stand where.
public func summarize(_ plan: Plan, _ memory: Memory, at now: Instant) -> Summary {
    var tally = Tally()
    return tally.count(plan, memory, at: now)
}

/// Counts tasks and their shares, and keeps what it found of timetables for the next time on the same day.
public struct Tally: Sendable {
    private struct Counted: Sendable {
        var chased: Day
        /// Of one share, or where something was reported of all: how many occurrences stand where.
        var shares = ShareCounts()
        /// Of a task of which something was reported, by body.
        var byBody: [(body: String?, shares: ShareCounts)] = []
        var outline = TaskOutline()
    }

    private var day: Day?
    private var timetables: [Timetable] = []
    /// By timetable: as what its tasks count of which nothing was reported. They stand alike where they are chased from
    /// the same day.
    private var known: [Counted?] = []

    public init() {}

    public mutating func count(_ plan: Plan, _ memory: Memory, at now: Instant) -> Summary {
        var summary = Summary()
        walk(plan, memory, at: now) { task, counted, isOfOneShare, today in
            summary.tasks += 1
            let times = isOfOneShare ? max(1, plan.resolver.responsible(ofTask: task, plan, on: today).count) : 1
            summary.shares.add(counted.shares, times: times)
        }
        return summary
    }

    /// Of every task the little that lists choose and order by.
    public mutating func outline(_ plan: Plan, _ memory: Memory, at now: Instant) -> [TaskOutline] {
        var outlines = [TaskOutline](repeating: TaskOutline(), count: plan.taskCount)
        walk(plan, memory, at: now) { task, counted, _, _ in outlines[task] = counted.outline }
        return outlines
    }

    /// The shares of some tasks, in all, by body and by programme.
    /// - Parameter isWanted: whether a task counts, by its index.
    public mutating func group(
        _ plan: Plan, _ memory: Memory, at now: Instant, isWanted: (Int) -> Bool
    ) -> GroupedCounts {
        var grouped = GroupedCounts()
        walk(plan, memory, at: now) { task, counted, isOfOneShare, today in
            guard isWanted(task) else { return }
            var parts = counted.byBody.map { (body: $0.body.flatMap(plan.resolver.body(id:)), shares: $0.shares) }
            if isOfOneShare {
                let responsible: [BodyIndex?] = plan.resolver.responsible(ofTask: task, plan, on: today).map { $0.body }
                parts = (responsible.isEmpty ? [nil] : responsible).map { ($0, counted.shares) }
            }
            let programme = plan.programmeIndex(ofTask: task)
            grouped.total.tasks += 1
            grouped.programmes[programme, default: Summary()].tasks += 1
            for (body, shares) in parts {
                grouped.total.shares.add(shares, times: 1)
                grouped.programmes[programme]?.shares.add(shares, times: 1)
                grouped.bodies[body, default: Summary()].tasks += 1
                grouped.bodies[body]?.shares.add(shares, times: 1)
            }
        }
        return grouped
    }

    /// Each task once.
    /// - Parameter each: is told how it counts, and whether that is one share of each that is responsible, or all.
    private mutating func walk(
        _ plan: Plan, _ memory: Memory, at now: Instant,
        _ each: (_ task: Int, Counted, _ isOfOneShare: Bool, _ today: Day) -> Void

    ) {
        var memory = memory
        memory.bind(to: plan)
        let today = plan.siteCalendar.zone.day(at: now)
        if day != today || !plan.keepsTimetables(timetables) { known = [] }
        (day, timetables) = (today, plan.timetables)
        known += repeatElement(nil, count: timetables.count - known.count)
        let chasedFrom = plan.site.programmes.map { memory.chasedFrom($0) ?? today }
        var isReported = Bitset(count: plan.taskCount)
        for task in memory.reportedTasks() where Int(task) < plan.taskCount { isReported[Int(task)] = true }
        for table in timetables.indices {
            for position in plan.columns.positions(ofTimetable: table) {
                let task = Int(plan.columns.task[position])
                let chased = chasedFrom[plan.programmeIndex(ofTask: task)]
                guard !isReported[task] else {
                    each(task, count(plan, memory, task, chased, at: now, oneShare: false), false, today)
                    continue
                }
                let counted: Counted
                if let same = known[table], same.chased == chased {
                    counted = same
                } else {
                    counted = count(plan, memory, task, chased, at: now, oneShare: true)
                    known[table] = counted
                }
                each(task, counted, true, today)
            }
        }
    }

    private func count(
        _ plan: Plan, _ memory: Memory, _ task: Int, _ chased: Day, at now: Instant, oneShare: Bool
    ) -> Counted {
        let states = shownOccurrences(plan, memory, task, at: now).map {
            occurrenceState(plan, memory, task, $0, at: now)
        }
        var counted = Counted(chased: chased)
        counted.outline = TaskOutline(states, today: plan.siteCalendar.zone.day(at: now))
        for state in states {
            for share in oneShare ? state.shares.prefix(1) : state.shares[...] {
                counted.shares.add(share)
                guard !oneShare else { continue }
                if let place = counted.byBody.firstIndex(where: { $0.body == share.body }) {
                    counted.byBody[place].shares.add(share)
                } else {
                    var shares = ShareCounts()
                    shares.add(share)
                    counted.byBody.append((share.body, shares))
                }
            }
        }
        return counted
    }
}

/// How many tasks and shares stand where, by who owes them and by the document that gives them.
public struct GroupedCounts: Sendable {
    public var total = Summary()
    /// nil: those that nobody is responsible for.
    public var bodies: [BodyIndex?: Summary] = [:]
    /// By the index of the programme.
    public var programmes: [Int: Summary] = [:]
}

/// What a list chooses and orders tasks by, in a few bytes.
public struct TaskOutline: Hashable, Sendable {
    /// A bit for each status that one of its occurrences has.
    private var statuses: UInt16 = 0
    /// Whether none of it ever falls due.
    public private(set) var isWithoutOccurrence = true
    /// Of the occurrence that stands for the task; nil: it has none.
    public private(set) var due: Day?
    /// Of what is open and may still be done in time: the first day on which it should be.
    public private(set) var soonest: Day?

    init() {}

    init(_ occurrences: [OccurrenceState], today: Day) {
        for occurrence in occurrences {
            statuses |= TaskOutline.bit(occurrence.status)
            guard !occurrence.status.isEnded, let prudent = occurrence.prudentDue, let legal = occurrence.legalDue,
                legal >= today
            else { continue }
            soonest = soonest.map { min($0, prudent) } ?? prudent
        }
        isWithoutOccurrence = occurrences.isEmpty
        due = occurrences.current?.due
    }

    public func has(_ status: OccurrenceStatus) -> Bool { statuses & TaskOutline.bit(status) != 0 }

    private static func bit(_ status: OccurrenceStatus) -> UInt16 {
        switch status {
        case .open: 1
        case .done: 2
        case .cancelled: 4
        case .overdue: 8
        case .reported: 16
        case .history: 32
        case .awaited: 64
        case .upcoming: 128
        }
    }
}

extension [OccurrenceState] {
    /// The one in which a body has the most urgent to do; nil: none is its own.
    public func current(of body: String) -> OccurrenceState? {
        func first(_ counts: ShareState.Count...) -> OccurrenceState? {
            self.first { $0.shares.contains { $0.body == body && counts.contains($0.count) } }
        }
        return first(.overdue) ?? first(.inProgress, .withoutDate) ?? first(.reported) ?? first(.awaiting)
            ?? first(.notBegun) ?? last { $0.shares.contains { $0.body == body } }
    }
}
