public import ArgumentParser
import Dashboard
import Dates
public import Planning
import Programmes

/// Which tasks `list`, `export` and `report` speak of, and at which of their occurrences.
struct TaskFilter: ParsableArguments {
    @OptionGroup var choice: TaskChoice

    @Flag(help: .words("Chỉ những việc quá hạn.", "Only what is overdue."))
    var overdue = false

    @Option(help: .words("Chỉ những việc đến hạn trong N ngày tới.", "Only what is due within N days.", value: "N"))
    var dueWithin: Int?

    @Option(
        help: .words(
            "Chỉ những kỳ có tình trạng này; có thể ghi nhiều lần.",
            "Only occurrences that stand so; may be repeated.",
            value: "open|reported|overdue|awaited|upcoming|done|cancelled|history"))
    var status: [OccurrenceStatus] = []

    @Flag(
        help: .words(
            "Mọi kỳ của mọi việc, cả việc đã xong, đã hủy, đã qua.", "Every occurrence of every task, ended ones too."))
    var all = false

    /// In the order of the programmes' files.
    /// - Parameters:
    ///   - everyOccurrence: not only the one that stands for the task.
    ///   - withEnded: what is done or cancelled too.
    func rows(
        of site: OpenSite, everyOccurrence: Bool = false, withEnded: Bool = false, isForetold: Bool = true
    ) throws -> [TaskRow] {
        try map(of: site, everyOccurrence: everyOccurrence, withEnded: withEnded, isForetold: isForetold) { $0 }
    }

    /// What is made of the same rows, on several processors.
    func map<Made: Sendable>(
        of site: OpenSite, everyOccurrence: Bool = false, withEnded: Bool = false, isForetold: Bool = true,
        _ make: @escaping @Sendable (TaskRow) -> Made
    ) throws -> [Made] {
        let isEvery = everyOccurrence || all || overdue || dueWithin != nil || !status.isEmpty
        return try choice.mapStates(of: site, isForetold: isForetold, bound: AnswerBound.rows) { states, task in
            let rows = isEvery ? everyRow(&states, task, site) : [currentRow(&states, task, site)]
            return rows.filter {
                isWanted($0.occurrence, isCancelled: $0.state.isCancelled, site.today, withEnded: withEnded)
            }.map(make)
        }
    }

    private func everyRow(_ states: inout TaskStates, _ task: Int, _ site: OpenSite) -> [TaskRow] {
        var state = states.state(ofTask: task)
        let occurrences: [OccurrenceState?] = state.occurrences
        // Each row has its own occurrence; the others it need not keep.
        state.occurrences = []
        return (occurrences.isEmpty ? [nil] : occurrences).map {
            TaskRow(site, state, occurrence: $0, isOneOfSeveral: occurrences.count > 1)
        }
    }

    private func currentRow(_ states: inout TaskStates, _ task: Int, _ site: OpenSite) -> TaskRow {
        let (state, count) = states.currentState(ofTask: task)
        return TaskRow(site, state, occurrence: state.current, isOneOfSeveral: count > 1)
    }

    /// The same, for who counts shares.
    func scope(of site: OpenSite) throws -> Scope {
        var scope = Scope()
        scope.tasks = try choice.tasks(of: site)
        if overdue || dueWithin != nil || !status.isEmpty {
            scope.wantsOccurrence = { isWanted($0, isCancelled: $1, site.today, withEnded: true) }
        }
        return scope
    }

    private func isWanted(_ occurrence: OccurrenceState?, isCancelled: Bool, _ today: Day, withEnded: Bool) -> Bool {
        let standing = isCancelled ? .cancelled : occurrence?.status
        if !status.isEmpty { return standing.map(status.contains) ?? false }
        let isOpen = standing.map { !$0.isEnded } ?? false
        if overdue || dueWithin != nil {
            let isLate = overdue && standing == .overdue
            let isNear = dueWithin.map { days in
                isOpen && occurrence?.legalDue.map { $0 >= today } ?? false
                    && occurrence?.prudentDue.map { $0 <= today + days } ?? false
            }
            return isLate || isNear ?? false
        }
        return all || withEnded || isOpen || standing == .history || standing == nil
    }
}

extension OccurrenceStatus: ExpressibleByArgument {}
