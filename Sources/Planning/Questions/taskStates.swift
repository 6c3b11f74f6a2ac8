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
    /// By timetable: many tasks share one, and a phrase is read once for all of them.
    private var deadlineKinds: [UInt32: DeadlineKind] = [:]

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
        let context = TaskContext(plan, memory, task, at: now)
        let occurrences = shownOccurrences(plan, memory, task, at: now).map { occurrence in
            var state = OccurrenceShares(context, memory, occurrence).state(memory)
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
        let context = TaskContext(plan, memory, task, at: now)
        let current = shown.lazy.map { [memory] in OccurrenceShares(context, memory, $0) }.current(\.status)
        let states = current.map { [$0.state(memory)] } ?? []
        return (taskState(task, states, next: nil), shown.count)
    }

    private mutating func taskState(_ task: Int, _ occurrences: [OccurrenceState], next: Instant?) -> TaskState {
        TaskState(
            taskIndex: task, programmeIndex: plan.programmeIndex(ofTask: task),
            deadlineKind: deadlineKind(ofTask: task), occurrences: occurrences,
            isCancelled: memory.isCancelled(task: task, at: now),
            snoozedUntil: memory.taskStanding(task)?.snooze.flatMap { $0.until > today ? $0.until : nil }, next: next)
    }

    private mutating func deadlineKind(ofTask task: Int) -> DeadlineKind {
        let timetable = plan.columns.timetable[task]
        if let known = deadlineKinds[timetable] { return known }
        let kind = plan.deadlineKind(ofTask: task)
        deadlineKinds[timetable] = kind
        return kind
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
    let context = TaskContext(plan, memory, task, at: now)
    return shownOccurrences(plan, memory, task, at: now, through: horizon).map {
        OccurrenceShares(context, memory, $0).state(memory)
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
    let tracks = memory.tracks(ofTask: task)
    for track in tracks {
        var k = 0
        while let occurrence = track.occurrence(k) {
            k += 1
            if !track.isRepeated(occurrence) { shown.append(occurrence) }
            if occurrence.start > max(today, horizon ?? today) { break }
        }
    }
    // Those of one part are in order.
    guard tracks.count > 1 else { return shown }
    return shown.sorted {
        ($0.due ?? Day(number: .max), $0.start) < ($1.due ?? Day(number: .max), $1.start)
    }
}
