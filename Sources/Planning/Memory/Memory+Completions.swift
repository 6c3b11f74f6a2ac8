import Dates
import Deadlines
import RuleLanguage

// Which of the tasks that others wait for are done.
extension Memory {
    /// Finds anew where all stands that is known of some tasks, and of those that wait for others.
    /// - Parameter edited: nil: all.
    mutating func settleAll(edited: [UInt32]?) {
        completions = [:]
        settleOccurrences(edited: edited.map { $0 + plan.waiting.values.joined() })
        settleCompletions()
    }

    /// What waits finds its place by what is done of the others, and may itself be what others wait for.
    mutating func settleCompletions() {
        for _ in 0..<Self.mostInARow {
            let before = completions
            findCompletions()
            let changed = Set(before.keys).union(completions.keys).filter {
                before[$0] != completions[$0] && Int($0) < plan.taskCount
            }
            if changed.isEmpty { return }
            settleOccurrences(edited: changed.flatMap { plan.waiting[plan.reference(Int($0))] ?? [] })
        }
    }

    /// So many tasks that wait for one another are followed.
    private static let mostInARow = 64

    /// Which of the tasks that others wait for were done, and when last.
    private mutating func findCompletions() {
        completions = [:]
        guard !plan.waiting.isEmpty else { return }
        let awaited = plan.waiting.keys.compactMap { plan.task(reference: $0).map { UInt32($0) } }
        for place in places(of: Set(awaited)) {
            let record = records[place]
            guard record.reports >= 0, record.layer != .recorded else { continue }
            noteCompletion(of: record.task, occurrenceNames[record.occurrence])
        }
    }

    /// An occurrence is done when no share of it is open or waits for confirmation.
    mutating func noteCompletion(of task: UInt32, _ occurrence: String) {
        guard Int(task) < plan.taskCount, plan.waiting[plan.reference(Int(task))] != nil,
            let reports = reports(record(Int(task), occurrence))
        else { return }
        let changes = ([reports.whole] + reports.shares.values).flatMap(\.changes)
        // Who had part in it last may have been let off.
        for change in changes where change.status == .done || change.status == .cancelled {
            if let known = completions[task], known.order >= change.order { continue }
            let shares = shares(
                ofTask: Int(task), Occurrence(id: occurrence, start: change.on, due: nil),
                on: plan.siteCalendar.zone.day(at: change.at), at: change.at, through: change.order)
            guard shares.status == .done, let on = shares.compactMap(\.doneOn).max() else { continue }
            completions[task] = EventReport(on: on, at: change.at, order: change.order)
        }
    }
}
