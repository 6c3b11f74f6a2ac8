public import Dates
import Deadlines
import Programmes
import RuleLanguage

/// Where tasks stand, in the order asked for.
/// - Parameters:
///   - tasks: indices into the plan; nil: all.
///   - isForetold: what comes next is worked out, which takes longer than all else.
public func taskStates(
    _ plan: Plan, _ memory: Memory, at now: Instant, tasks: [Int]? = nil, isForetold: Bool = true
) -> [TaskState] {
    let tasks = tasks ?? Array(0..<plan.taskCount)
    return plan.workers.map(stretchesOf: tasks.count) { stretch in
        var states = TaskStates(plan, memory, at: now, isForetold: isForetold)
        return tasks[stretch].map { states.state(ofTask: $0) }
    }
}

/// The same, each with its ``TaskState/current`` occurrence alone, and how many are shown.
public func currentStates(
    _ plan: Plan, _ memory: Memory, at now: Instant, tasks: [Int]
) -> [(state: TaskState, occurrences: Int)] {
    plan.workers.map(stretchesOf: tasks.count) { stretch in
        var states = TaskStates(plan, memory, at: now, isForetold: false)
        return tasks[stretch].map { states.currentState(ofTask: $0) }
    }
}

/// Where tasks stand, for who asks for one after the other.
public struct TaskStates {
    private let plan: Plan
    private let memory: Memory
    private let now: Instant
    private let today: Day
    /// nil: nobody asks what comes next.
    private var forecast: Forecast?
    /// By timetable: as its phrases were read.
    private var deadlines: [UInt32: [Deadline]] = [:]

    /// - Parameter isForetold: what comes next is worked out, which takes longer than all else.
    public init(_ plan: Plan, _ memory: consuming Memory, at now: Instant, isForetold: Bool = true) {
        memory.bind(to: plan)
        self.plan = plan
        self.memory = memory
        self.now = now
        today = plan.siteCalendar.zone.day(at: now)
        forecast = isForetold ? Forecast(plan, memory, at: now) : nil
    }

    /// - Parameter task: index into the plan.
    public mutating func state(ofTask task: Int) -> TaskState {
        let isCancelled = memory.isCancelled(task: task, at: now)
        var next = isCancelled ? [:] : forecast?.nextInstants(ofTask: task) ?? [:]
        // One that is due and has not gone out goes out with the next decision.
        next = next.mapValues { max($0, now) }
        let occurrences = shownOccurrences(plan, memory, task, at: now).map { occurrence in
            var state = occurrenceState(plan, memory, task, occurrence, at: now)
            // An instant of what has ended comes and sends nothing.
            if state.status.isEnded { next[occurrence.id] = nil }
            state.next = next[occurrence.id]
            return state
        }
        return taskState(task, occurrences, next: next.values.min())
    }

    /// The same of a task of which one occurrence is shown, ``TaskState/current``: how many there are, and that one.
    ///
    /// Of a duty of years hundreds are not looked at.
    /// - Parameter task: index into the plan.
    public mutating func currentState(ofTask task: Int) -> (state: TaskState, occurrences: Int) {
        if forecast != nil {
            var state = state(ofTask: task)
            let count = state.occurrences.count
            state.occurrences = [state.current].compactMap(\.self)
            return (state, count)
        }
        let shown = shownOccurrences(plan, memory, task, at: now)
        let current = shown.lazy.map { [self] in occurrenceState(plan, memory, task, $0, at: now) }.current
        return (taskState(task, [current].compactMap(\.self), next: nil), shown.count)
    }

    private mutating func taskState(_ task: Int, _ occurrences: [OccurrenceState], next: Instant?) -> TaskState {
        TaskState(
            taskIndex: task, programmeIndex: plan.programmeIndex(ofTask: task),
            deadlines: deadlinesRead(ofTask: task), occurrences: occurrences,
            isCancelled: memory.isCancelled(task: task, at: now),
            snoozedUntil: memory.taskStanding(task)?.snooze.flatMap { $0.until > today ? $0.until : nil }, next: next)
    }

    private mutating func deadlinesRead(ofTask task: Int) -> [Deadline] {
        let timetable = plan.columns.timetable[task]
        if let known = deadlines[timetable] { return known }
        let read = plan.deadlines(ofTask: task)
        deadlines[timetable] = read
        return read
    }
}

/// The occurrences of a task with where they stand, as ``TaskStates`` gives them, without what comes next:
/// for who counts.
/// - Parameters:
///   - memory: bound to the plan.
///   - horizon: those that begin up to this day, too.
public func occurrenceStates(
    _ plan: Plan, _ memory: Memory, task: Int, at now: Instant, through horizon: Day? = nil
) -> [OccurrenceState] {
    shownOccurrences(plan, memory, task, at: now, through: horizon).map {
        occurrenceState(plan, memory, task, $0, at: now)
    }
}

extension Memory {
    /// Whether a task was cancelled as a whole.
    public func isCancelled(task: Int, at now: Instant) -> Bool {
        taskStanding(task)?.change(at: now)?.status == .cancelled
    }
}

/// The past ones from the issue on, the present ones, and of each part the next to come; by due date, the undated last.
/// - Parameter horizon: those that begin up to this day, too.
func shownOccurrences(
    _ plan: Plan, _ memory: Memory, _ task: Int, at now: Instant, through horizon: Day? = nil
) -> [Occurrence] {
    let today = plan.siteCalendar.zone.day(at: now)
    var shown: [Occurrence] = []
    for track in memory.tracks(ofTask: task) {
        var k = 0
        while let occurrence = track.occurrence(k) {
            k += 1
            if !track.isRepeated(occurrence) { shown.append(occurrence) }
            if occurrence.start > max(today, horizon ?? today) { break }
        }
    }
    return shown.sorted {
        ($0.due ?? Day(number: .max), $0.start) < ($1.due ?? Day(number: .max), $1.start)
    }
}

func occurrenceState(
    _ plan: Plan, _ memory: Memory, _ task: Int, _ occurrence: Occurrence, at now: Instant
) -> OccurrenceState {
    let today = plan.siteCalendar.zone.day(at: now)
    let programme = plan.programmeIndex(ofTask: task)
    let reports = memory.reports(memory.record(task, occurrence.id))
    let shares = memory.shares(ofTask: task, occurrence, on: today, at: now)
    let due = shares.firstDue ?? DueDate(occurrence)
    let moved = occurrence.due(due)
    let chased = memory.chasedFrom(plan.site.programmes[programme]) ?? today
    var facts = Facts(
        plan: plan, programme: programme, task: task, occurrence: moved, kind: occurrence.kind, isCompound: false,
        today: today)
    let status = shares.status
    facts.status = status == .open ? .open : status == .cancelled ? .cancelled : .done
    let progress = reports?.whole.progress.last?.milli ?? (shares.count == 1 ? shares[0].progressMilli : nil)
    facts.progressMilli = progress ?? 0
    let isHistory = (memory.latestLegalDue(ofTask: task, occurrence) ?? chased) < chased
    let shown: OccurrenceStatus =
        switch status {
        case .done: .done
        case .cancelled: .cancelled
        case .reported: .reported
        case .open:
            if isHistory {
                .history
            } else if occurrence.kind == .awaiting {
                .awaited
            } else if facts.daysOverdue > 0 {
                .overdue
            } else {
                occurrence.start > today ? .upcoming : .open
            }
        }
    let snoozes = [reports?.whole.snooze, memory.taskStanding(task)?.snooze].compactMap { $0 }.filter {
        $0.until > today
    }
    var facts100 = facts
    let states = shares.map { share in
        facts100.progressMilli = share.progressMilli ?? 0
        var state = ShareState(
            body: share.body.map { plan.resolver.ids[Int($0.rawValue)] }, status: share.status,
            count: count(share, occurrence, isHistory: isHistory, today), due: share.due.due,
            dueNumber: share.due.number)
        state.legalDue = share.due.legalDue
        state.progressMilli = share.progressMilli
        state.progressPercent = share.progressMilli == nil ? nil : facts100.progress / 1000
        state.document = share.document
        state.doneOn = share.status == .done ? share.doneOn : nil
        state.isAcknowledged = share.isAcknowledged(since: Instant(seconds: .min), at: now)
        state.askedUntil = share.request?.until
        state.askedReason = share.request?.reason ?? ""
        state.askedAt = share.request?.at
        state.isDueSoon = state.count == .inProgress && (share.due.prudentDue.map { $0 <= today + 14 } ?? false)
        return state
    }
    return OccurrenceState(
        id: occurrence.id, kind: occurrence.kind, start: occurrence.start, due: due.due,
        prudentDue: due.prudentDue, legalDue: due.legalDue, status: shown,
        daysOverdue: shown == .overdue ? facts.daysOverdue : 0, progressMilli: progress,
        progressPercent: progress == nil ? nil : facts.progress / 1000,
        isAcknowledged: !states.isEmpty && states.allSatisfy(\.isAcknowledged),
        snoozedUntil: snoozes.map(\.until).max(),
        noticesSent: memory.noticesSent(ofTask: task, occurrence.id, nil), dueNumber: due.number,
        firstDue: memory.firstDue(occurrence, memory.dueHistory(reports, occurrence)), shares: states, next: nil)
}

/// Where a share stands among all: in just one place.
private func count(_ share: Share, _ occurrence: Occurrence, isHistory: Bool, _ today: Day) -> ShareState.Count {
    switch share.status {
    case .done: return share.isLate ? .doneLate : .doneInTime
    case .cancelled: return .cancelled
    case .reported: return .reported
    case .open:
        if isHistory { return .history }
        if occurrence.kind == .awaiting { return .awaiting }
        guard share.due.due != nil else { return occurrence.start > today ? .notBegun : .withoutDate }
        if let legal = share.due.legalDue, legal < today { return .overdue }
        return occurrence.start > today ? .notBegun : .inProgress
    }
}
