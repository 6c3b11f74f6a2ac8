internal import Planning

/// A name that something has in a ledger's rows, and the rows in which it means that.
struct NameSpan: Equatable {
    var programme: String
    /// Of a task; of an event that is named by one.
    var task: String
    var numbers: ClosedRange<Int64>
}

/// The ids that tasks have had in a ledger: before an edit that gave a task another number its rows have the former one, and
/// those of its present number are another task's.
struct TaskIDHistory {
    /// The edits that gave tasks or a programme other ids, by the numbers of their rows, in order.
    private let renamings: [(number: Int64, report: Report)]

    init(in rows: some LedgerRows) throws {
        var selection = RowSelection(.reports)
        selection.conditions = [TaskIDHistory.condition]
        var found: [(number: Int64, report: Report)] = []
        try rows.scan([selection]) { table, number, columns, _ in
            if case .report(let report) = decode(table, columns, messageID: { _ in nil }) {
                found.append((number, report))
            }
        }
        renamings = found
    }

    /// As an index has it.
    static let condition = "kind IN ('renumber', 'rename')"

    /// The ids of a task, each with the rows of the time that it had it, the last first.
    func spans(ofTask task: String, programme: String) -> [NameSpan] {
        var spans: [NameSpan] = []
        var (programme, task) = (programme, task)
        var last = Int64.max
        for (number, report) in renamings.reversed() where report.changes(task, of: programme) {
            spans.append(NameSpan(programme: programme, task: task, numbers: number...last))
            last = number - 1
            switch report.kind {
            case .rename(let former) where programme == report.programme: programme = former
            case .renumber(let ids):
                guard let former = ids.first(where: { $0.value == task })?.key else { return spans }
                task = former
            // The id was another programme's.
            default: return spans
            }
        }
        spans.append(NameSpan(programme: programme, task: task, numbers: 0...last))
        return spans
    }

    /// An event that is named by a task (`programme/task`) has had the names that the task has had.
    func spans(ofEvent event: String) -> [NameSpan] {
        guard let slash = event.firstIndex(of: "/") else {
            return [NameSpan(programme: "", task: event, numbers: 0...Int64.max)]
        }
        return spans(ofTask: String(event[event.index(after: slash)...]), programme: String(event[..<slash]))
    }

    /// How often an edit took a notice's names from the task that had them.
    func generation(of identity: NoticeIdentity) -> Int {
        renamings.count { _, report in
            switch report.kind {
            case .rename(let former): former == identity.programme
            case .renumber(let ids): report.programme == identity.programme && ids[identity.task] != nil
            default: false
            }
        }
    }
}

extension LedgerRows {
    /// What belongs to a task's story: the rows about it, the edits that gave it its ids, and the reports of the event that
    /// it waits for.
    func selections(ofStory filter: AuditFilter) throws -> [RowSelection] {
        guard let programme = filter.programme, let task = filter.task else { return filter.selections }
        let names = try TaskIDHistory(in: self)
        var selections: [RowSelection] = []
        for span in names.spans(ofTask: task, programme: programme) {
            let own = AuditFilter(programme: span.programme, task: span.task).selections
            selections += own.map { $0.within(span.numbers) }
            if span.numbers.lowerBound > 0 {
                let number = span.numbers.lowerBound
                selections.append(RowSelection(.reports, numbers: number...number))
            }
        }
        for span in filter.event.map(names.spans(ofEvent:)) ?? [] {
            var selection = RowSelection(.reports, numbers: span.numbers)
            selection.conditions.append("kind IN ('event', 'withdraw')")
            selection.add("event = ?", span.programme.isEmpty ? span.task : span.programme + "/" + span.task)
            selections.append(selection)
        }
        return selections
    }
}

extension Report {
    /// Of an edit that gave ids: whether it gave a task the one that it has by now, or took that from another.
    fileprivate func changes(_ task: String, of programme: String) -> Bool {
        switch kind {
        case .rename(let former): self.programme == programme || former == programme
        case .renumber(let ids): self.programme == programme && (ids[task] != nil || ids.values.contains(task))
        default: false
        }
    }
}

extension RowSelection {
    /// Of those the rows with these numbers.
    fileprivate func within(_ numbers: ClosedRange<Int64>) -> RowSelection {
        var selection = self
        let own = RowSelection(table, numbers: numbers)
        selection.conditions += own.conditions
        selection.arguments += own.arguments
        return selection
    }
}
