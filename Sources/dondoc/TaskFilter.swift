public import ArgumentParser
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
    ///   - each: is given the occurrences that the rows stand for: of a task with one row all of them.
    func rows(
        of site: OpenSite, everyOccurrence: Bool = false, withEnded: Bool = false,
        _ each: (OccurrenceState) -> Void = { _ in }
    ) throws -> [TaskRow] {
        var found: [TaskRow] = []
        let isEvery = everyOccurrence || all || overdue || dueWithin != nil || !status.isEmpty
        try choice.forEachState(of: site) { state in
            var rows = self.rows(of: state, site, everyOccurrence: isEvery)
            rows.removeAll { !isWanted($0, withEnded: withEnded) }
            if !rows.isEmpty { (isEvery ? rows.compactMap(\.occurrence) : state.occurrences).forEach(each) }
            found += rows
            guard found.count <= AnswerBound.rows else { throw AnswerBound.exceeded() }
        }
        return found
    }

    private func rows(of state: TaskState, _ site: OpenSite, everyOccurrence: Bool) -> [TaskRow] {
        let occurrences = everyOccurrence ? state.occurrences : [state.current].compactMap(\.self)
        // Each row has its own occurrence; the others it need not keep.
        var kept = state
        kept.occurrences = Array(state.occurrences.suffix(2))
        let rows = occurrences.map { TaskRow(site: site, state: kept, occurrence: $0) }
        return rows.isEmpty ? [TaskRow(site: site, state: kept, occurrence: nil)] : rows
    }

    private func isWanted(_ row: TaskRow, withEnded: Bool) -> Bool {
        if !status.isEmpty { return row.status.map(status.contains) ?? false }
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

extension OccurrenceStatus: ExpressibleByArgument {}
