import ArgumentParser
import Dates
import Planning
import Programmes

/// Which tasks `list`, `export` and `report` speak of.
struct TaskFilter: ParsableArguments {
    @Flag(help: .words("Chỉ những việc quá hạn.", "Only what is overdue."))
    var overdue = false

    @Option(help: .words("Chỉ những việc đến hạn trong N ngày tới.", "Only what is due within N days.", value: "N"))
    var dueWithin: Int?

    @Option(
        help: .words("Chỉ những việc của cơ quan này.", "Only the tasks of this body.", value: "B"),
        completion: Completions.bodies)
    var body: String?

    @Option(
        help: .words("Chỉ những việc của chương trình này.", "Only the tasks of this programme.", value: "P"),
        completion: Completions.programmes)
    var programme: String?

    @Flag(
        help: .words(
            "Mọi kỳ của mọi việc, cả việc đã xong, đã hủy, đã qua.", "Every occurrence of every task, ended ones too."))
    var all = false

    /// In the order of the programmes' files.
    /// - Parameters:
    ///   - everyOccurrence: not only the one that stands for the task.
    ///   - withEnded: what is done or cancelled too.
    func rows(
        of site: OpenSite, everyOccurrence: Bool = false, withEnded: Bool = false
    ) throws -> [TaskRow] {
        let chosen = try programme.map { try site.programmeIndex($0) }
        let mine = try body.map { try site.body($0) }
        let states = taskStates(site.plan, try site.memory(), at: site.now).filter { state in
            if let chosen, state.programmeIndex != chosen { return false }
            guard let mine else { return true }
            return site.plan.task(state.taskIndex).assignments.contains {
                site.plan.site.bodies.reaches(mine, from: $0.body, on: site.today)
            }
        }
        return states.flatMap { state -> [TaskRow] in
            let occurrences =
                everyOccurrence || all || overdue || dueWithin != nil
                ? state.occurrences : [state.current].compactMap(\.self)
            let rows = occurrences.map { TaskRow(site: site, state: state, occurrence: $0) }
            return rows.isEmpty ? [TaskRow(site: site, state: state, occurrence: nil)] : rows
        }.filter { isWanted($0, withEnded: withEnded) }
    }

    private func isWanted(_ row: TaskRow, withEnded: Bool) -> Bool {
        if overdue || dueWithin != nil {
            let isLate = overdue && row.status == .overdue
            let isNear = dueWithin.map { days in
                row.isOpen && row.occurrence?.legalDue.map { $0 >= row.site.today } ?? false
                    && row.occurrence?.prudentDue.map { $0 <= row.site.today + days } ?? false
            }
            return isLate || isNear ?? false
        }
        return all || withEnded || row.isOpen || row.status == .history || row.status == nil
    }
}
