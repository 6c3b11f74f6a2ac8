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
        /// Shares not done that fall due in each of the twelve months from today's on; nil: not asked for.
        var ahead: [Int]?
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

    /// The shares of some tasks, in all, by body, by programme and by the month they fall due in.
    /// - Parameter isWanted: whether a task counts, by its index.
    public mutating func group(
        _ plan: Plan, _ memory: Memory, at now: Instant, isWanted: (Int) -> Bool
    ) -> GroupedCounts {
        var grouped = GroupedCounts()
        walk(plan, memory, at: now, lookingAhead: true) { task, counted, isOfOneShare, today in
            guard isWanted(task) else { return }
            var parts = counted.byBody.map { (body: $0.body.flatMap(plan.resolver.body(id:)), shares: $0.shares) }
            if isOfOneShare {
                let responsible: [BodyIndex?] = plan.resolver.responsible(ofTask: task, plan, on: today).map { $0.body }
                parts = (responsible.isEmpty ? [nil] : responsible).map { ($0, counted.shares) }
            }
            for (month, shares) in (counted.ahead ?? []).enumerated() where shares > 0 {
                grouped.months[month] += shares * (isOfOneShare ? parts.count : 1)
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
        _ plan: Plan, _ memory: Memory, at now: Instant, lookingAhead: Bool = false,
        _ each: (_ task: Int, Counted, _ isOfOneShare: Bool, _ today: Day) -> Void
    ) {
        var memory = memory
        memory.bind(to: plan)
        let today = plan.siteCalendar.zone.day(at: now)
        if day != today || !plan.keepsTimetables(timetables) { known = [] }
        (day, timetables) = (today, plan.timetables)
        known += repeatElement(nil, count: timetables.count - known.count)
        let chasedFrom = plan.site.programmes.indices.map { memory.chasedFrom(programme: $0) ?? today }
        var isReported = Bitset(count: plan.taskCount)
        for task in memory.reportedTasks() where Int(task) < plan.taskCount { isReported[Int(task)] = true }
        for table in timetables.indices {
            for position in plan.columns.positions(ofTimetable: table) {
                let task = Int(plan.columns.task[position])
                let chased = chasedFrom[plan.programmeIndex(ofTask: task)]
                if !isReported[task], let same = known[table], same.chased == chased,
                    !lookingAhead || same.ahead != nil
                {
                    each(task, same, true, today)
                    continue
                }
                var counted = count(plan, memory, task, at: now, oneShare: !isReported[task])
                if lookingAhead {
                    counted.ahead = ahead(plan, memory, task, at: now, oneShare: !isReported[task])
                }
                if !isReported[task] { known[table] = counted }
                each(task, counted, !isReported[task], today)
            }
        }
    }

    private func count(_ plan: Plan, _ memory: Memory, _ task: Int, at now: Instant, oneShare: Bool) -> Counted {
        let context = TaskContext(plan, memory, task, at: now)
        let states = shownOccurrences(plan, memory, task, at: now).map {
            OccurrenceShares(context, memory, $0).state(memory)
        }
        var counted = Counted(chased: context.chased)
        counted.outline = TaskOutline(states, today: context.today)
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

extension Tally {
    /// How many months the counts look ahead, the present one included.
    public static let months = 12

    private func ahead(_ plan: Plan, _ memory: Memory, _ task: Int, at now: Instant, oneShare: Bool) -> [Int] {
        let today = plan.siteCalendar.zone.day(at: now)
        let first = Day(unchecked: today.year, today.month, 1)
        let end = first.adding(months: Tally.months) - 1
        var months = [Int](repeating: 0, count: Tally.months)
        for state in occurrenceStates(plan, memory, task: task, at: now, through: end) {
            for share in oneShare ? state.shares.prefix(1) : state.shares[...] {
                guard let due = share.due, today <= due, due <= end, share.count.isUnderWay else { continue }
                months[(due.year - first.year) * 12 + due.month - first.month] += 1
            }
        }
        return months
    }
}

extension ShareState.Count {
    /// Not done, and not overdue: what falls due is still ahead.
    fileprivate var isUnderWay: Bool { self == .notBegun || self == .inProgress || self == .reported }
}

/// How many tasks and shares stand where, by who owes them and by the document that gives them.
public struct GroupedCounts: Sendable {
    public var total = Summary()
    /// nil: those that nobody is responsible for.
    public var bodies: [BodyIndex?: Summary] = [:]
    /// By the index of the programme.
    public var programmes: [Int: Summary] = [:]
    /// Shares not done that fall due, for each of the months from today's on.
    public var months = [Int](repeating: 0, count: Tally.months)
}

/// What a list chooses and orders tasks by, in a few bytes.
public struct TaskOutline: Hashable, Sendable {
    /// A bit for each status that one of its occurrences has.
    private var statuses: UInt16 = 0
    /// A bit for each mark that one of its shares has.
    private var marks: UInt16 = 0
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
            for share in occurrence.shares { marks |= share.marks }
            guard !occurrence.status.isEnded, let prudent = occurrence.prudentDue, let legal = occurrence.legalDue,
                legal >= today
            else { continue }
            soonest = soonest.map { min($0, prudent) } ?? prudent
        }
        isWithoutOccurrence = occurrences.isEmpty
        due = occurrences.current?.due
    }

    public func has(_ status: OccurrenceStatus) -> Bool { statuses & TaskOutline.bit(status) != 0 }

    public func has(_ mark: ShareMark) -> Bool { marks & mark.bit != 0 }

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

/// What shares are chosen by: one of the six figures of an overview, or something that waits for somebody's word.
public enum ShareMark: String, Hashable, Sendable, CaseIterable {
    case inTime, late, inProgress, dueSoon, overdue, withoutDate
    /// Reported done, and to be confirmed; also one that is in progress.
    case reported
    /// More time is asked for.
    case asking

    fileprivate var bit: UInt16 {
        switch self {
        case .inTime: 1
        case .late: 2
        case .inProgress: 4
        case .dueSoon: 8
        case .overdue: 16
        case .withoutDate: 32
        case .reported: 64
        case .asking: 128
        }
    }
}

extension ShareState {
    public func has(_ mark: ShareMark) -> Bool { marks & mark.bit != 0 }

    fileprivate var marks: UInt16 {
        let figure: UInt16 =
            switch count {
            case .doneInTime: ShareMark.inTime.bit
            case .doneLate: ShareMark.late.bit
            case .notBegun, .inProgress: isDueSoon ? ShareMark.dueSoon.bit : ShareMark.inProgress.bit
            case .reported: ShareMark.inProgress.bit | ShareMark.reported.bit
            case .overdue: ShareMark.overdue.bit
            case .withoutDate, .awaiting: ShareMark.withoutDate.bit
            case .cancelled, .history: 0
            }
        let isOver = figure & (ShareMark.inTime.bit | ShareMark.late.bit) != 0 || figure == 0
        return askedUntil == nil || isOver ? figure : figure | ShareMark.asking.bit
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
