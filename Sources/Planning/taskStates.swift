public import Dates
import Deadlines
import Programmes
import RuleLanguage

/// Where tasks stand.
/// - Parameter tasks: indices into the plan; nil: all.
public func taskStates(_ plan: Plan, _ memory: Memory, at now: Instant, tasks: [Int]? = nil) -> [TaskState] {
    var memory = memory
    memory.bind(to: plan)
    var forecast = Forecast(plan, memory, at: now)
    // By timetable: as its phrases were read.
    var deadlines: [UInt32: [Deadline]] = [:]
    func deadlinesRead(ofTask task: Int) -> [Deadline] {
        if let known = deadlines[plan.columns.timetable[task]] { return known }
        let read = plan.deadlines(ofTask: task)
        deadlines[plan.columns.timetable[task]] = read
        return read
    }
    return (tasks ?? Array(0..<plan.taskCount)).map { task in
        let whole = memory.taskStanding(task)
        var occurrences: [OccurrenceState] = []
        let isCancelled = whole?.change(at: now)?.status == .cancelled
        var next = isCancelled ? [:] : forecast.nextInstants(ofTask: task)
        for occurrence in shownOccurrences(plan, memory, task, at: now) {
            var state = occurrenceState(plan, memory, task, occurrence, at: now)
            // An instant of what has ended comes and sends nothing.
            if state.status.isEnded { next[occurrence.id] = nil }
            state.next = next[occurrence.id]
            occurrences.append(state)
        }
        // One that is due and has not gone out goes out with the next decision.
        for index in occurrences.indices { occurrences[index].next = occurrences[index].next.map { max($0, now) } }
        let today = plan.almanac.zone.day(at: now)
        return TaskState(
            taskIndex: task, programmeIndex: plan.programmeIndex(ofTask: task),
            deadlines: deadlinesRead(ofTask: task), occurrences: occurrences,
            isCancelled: isCancelled,
            snoozedUntil: whole?.snooze.flatMap { $0.until > today ? $0.until : nil },
            next: next.values.min().map { max($0, now) })
    }
}

/// How many tasks stand where.
public func summarize(_ plan: Plan, _ memory: Memory, at now: Instant) -> Summary {
    var tally = Tally()
    return tally.count(plan, memory, at: now)
}

/// Counts tasks, and keeps what it found of timetables for the next time on the same day.
public struct Tally: Sendable {
    private var day: Day?
    private var timetables: [Timetable] = []
    /// By timetable: as what its tasks count of which nothing was reported. They stand alike where they are chased from
    /// the same day.
    private var known: [(chased: Day, urgency: Urgency)?] = []

    public init() {}

    /// How many tasks stand where.
    public mutating func count(_ plan: Plan, _ memory: Memory, at now: Instant) -> Summary {
        var memory = memory
        memory.bind(to: plan)
        let today = plan.almanac.zone.day(at: now)
        if day != today || !plan.keepsTimetables(timetables) { known = [] }
        (day, timetables) = (today, plan.timetables)
        known += repeatElement(nil, count: timetables.count - known.count)
        let chasedFrom = plan.site.programmes.map { memory.chasedFrom($0) ?? today }
        var isReported = Bitset(count: plan.taskCount)
        for task in memory.reportedTasks() where Int(task) < plan.taskCount { isReported[Int(task)] = true }
        var counts = [Int](repeating: 0, count: Urgency.allCases.count)
        for table in timetables.indices {
            for position in plan.columns.positions(ofTimetable: table) {
                let task = Int(plan.columns.task[position])
                let chased = chasedFrom[plan.programmeIndex(ofTask: task)]
                if let known = known[table], known.chased == chased, !isReported[task] {
                    counts[known.urgency.rawValue] += 1
                    continue
                }
                let urgency = urgency(plan, memory, task, at: now)
                counts[urgency.rawValue] += 1
                if !isReported[task] { known[table] = (chased, urgency) }
            }
        }
        return Summary(counts)
    }
}

/// What a task counts as: by its most urgent occurrence.
private enum Urgency: Int, CaseIterable {
    case overdue, dueSoon, open, awaited, withoutDate, cancelled, done, history
}

private func urgency(_ plan: Plan, _ memory: Memory, _ task: Int, at now: Instant) -> Urgency {
    let today = plan.almanac.zone.day(at: now)
    let states = shownOccurrences(plan, memory, task, at: now).map {
        occurrenceState(plan, memory, task, $0, at: now)
    }
    let live = states.filter { $0.status == .open || $0.status == .overdue || $0.status == .awaited }
    if live.contains(where: { $0.status == .overdue }) { return .overdue }
    if live.contains(where: { $0.prudentDue.map { $0 <= today + 14 } ?? false }) { return .dueSoon }
    if live.contains(where: { $0.status == .open && $0.due != nil }) { return .open }
    if live.contains(where: { $0.status == .awaited }) { return .awaited }
    if !live.isEmpty { return .withoutDate }
    if memory.taskStanding(task)?.change(at: now)?.status == .cancelled
        || states.last(where: { $0.status != .upcoming })?.status == .cancelled
    {
        return .cancelled
    }
    if states.contains(where: { $0.status == .done }) { return .done }
    if states.contains(where: { $0.status == .upcoming }) { return .open }
    return states.isEmpty ? .withoutDate : .history
}

extension Summary {
    /// - Parameter counts: by ``Urgency``.
    fileprivate init(_ counts: [Int]) {
        self.init()
        tasks = counts.reduce(0, +)
        overdue = counts[Urgency.overdue.rawValue]
        dueSoon = counts[Urgency.dueSoon.rawValue]
        open = counts[Urgency.open.rawValue]
        awaited = counts[Urgency.awaited.rawValue]
        withoutDate = counts[Urgency.withoutDate.rawValue]
        cancelled = counts[Urgency.cancelled.rawValue]
        done = counts[Urgency.done.rawValue]
        history = counts[Urgency.history.rawValue]
    }
}

/// The past ones from the issue on, the present ones, and of each part the next to come; by due date, the undated last.
func shownOccurrences(_ plan: Plan, _ memory: Memory, _ task: Int, at now: Instant) -> [Occurrence] {
    let today = plan.almanac.zone.day(at: now)
    var shown: [Occurrence] = []
    for track in memory.tracks(ofTask: task) {
        var k = 0
        while let occurrence = track.occurrence(k) {
            k += 1
            if !track.isRepeated(occurrence) { shown.append(occurrence) }
            if occurrence.start > today { break }
        }
    }
    return shown.sorted {
        ($0.due ?? Day(number: .max), $0.start) < ($1.due ?? Day(number: .max), $1.start)
    }
}

private func occurrenceState(
    _ plan: Plan, _ memory: Memory, _ task: Int, _ occurrence: Occurrence, at now: Instant
) -> OccurrenceState {
    let today = plan.almanac.zone.day(at: now)
    let programme = plan.programmeIndex(ofTask: task)
    let record = memory.record(task, occurrence.id)
    let standing = memory.standing(record)
    var facts = Facts(
        plan: plan, programme: programme, task: task, occurrence: occurrence, kind: occurrence.kind, isCompound: false,
        today: today)
    facts.status = status(standing, memory.taskStanding(task), at: now)
    facts.fill(standing, record)
    let chased = memory.chasedFrom(plan.site.programmes[programme]) ?? today
    let shown: OccurrenceStatus =
        switch facts.status {
        case .done: .done
        case .cancelled: .cancelled
        case .open:
            if let due = occurrence.legalDue, due < chased {
                .history
            } else if occurrence.kind == .awaiting {
                .awaited
            } else if facts.daysOverdue > 0 {
                .overdue
            } else {
                occurrence.start > today ? .upcoming : .open
            }
        }
    let snoozes = [standing?.snooze, memory.taskStanding(task)?.snooze].compactMap { $0 }.filter { $0.until > today }
    return OccurrenceState(
        id: occurrence.id, kind: occurrence.kind, start: occurrence.start, due: occurrence.due,
        prudentDue: occurrence.prudentDue, legalDue: occurrence.legalDue, status: shown,
        daysOverdue: shown == .overdue ? facts.daysOverdue : 0, progressMilli: standing?.progressMilli,
        progressPercent: standing?.progressMilli == nil ? nil : facts.progress / 1000,
        isAcknowledged: facts.isAcknowledged, snoozedUntil: snoozes.map(\.until).max(),
        noticesSent: facts.noticesSent, dueNumber: 0, firstDue: occurrence.due, shares: [], next: nil)
}
