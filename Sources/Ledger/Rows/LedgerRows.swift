internal import Dates
internal import Planning

/// The rows of a ledger as of one moment, whichever database keeps them: what is read of rows, and how they are proven, is
/// the same for all.
protocol LedgerRows {
    /// Of the ledger, for messages.
    var path: String { get }
    /// The number and hash of the last row, as kept beside the rows; nil: they are lost.
    func storedHead() throws -> (number: Int64, hash: [UInt8])?
    /// The Message-ID of a message's row; nil: there is none.
    func messageID(ofRow number: Int64) throws -> String?
    /// Visits the rows of several tables in the order of their numbers; of one number, in the order of the selections.
    func scan(
        _ selections: [RowSelection],
        _ visit: (_ table: LedgerTable, _ number: Int64, _ columns: [ColumnValue], _ hash: [UInt8]) throws -> Void
    ) throws
}

/// Some rows of a table.
struct RowSelection {
    var table: LedgerTable
    /// SQL after `WHERE`, with `?` for each of the arguments.
    var conditions: [String] = []
    var arguments: [ColumnValue] = []

    init(_ table: LedgerTable, numbers: ClosedRange<Int64>? = nil) {
        self.table = table
        if let numbers {
            conditions = ["number BETWEEN ? AND ?"]
            arguments = [.integer(numbers.lowerBound), .integer(numbers.upperBound)]
        }
    }

    mutating func add(_ condition: String, _ value: Int64) { add(condition, .integer(value)) }
    mutating func add(_ condition: String, _ value: String) { add(condition, .text(value)) }

    private mutating func add(_ condition: String, _ value: ColumnValue) {
        conditions.append(condition)
        arguments.append(value)
    }
}

extension LedgerRows {
    /// The whole chain.
    /// - Parameter progress: told now and then how many rows of how many are read.
    func verifyChain(_ progress: (Int64, Int64) -> Void = { _, _ in }) throws -> ChainVerdict {
        // Without a head every row is one too many.
        let head = try storedHead() ?? (0, HashChain.zero)
        var check = ChainCheck(head: head)
        try scan(LedgerTable.allCases.map { RowSelection($0) }) { table, number, columns, hash in
            check.read(table, number, columns, hash)
            if number % 1024 == 0 { progress(number, head.number) }
        }
        return check.verdict()
    }

    func audit(_ filter: AuditFilter, _ row: (LedgerRow) throws -> Void) throws {
        try scan(filter.isStory ? selections(ofStory: filter) : filter.selections) { table, number, columns, hash in
            guard let content = try decode(table, columns, messageID: messageID(ofRow:)) else {
                throw LedgerError.damaged(path: path, detail: "\(table.name) \(number)")
            }
            try row(LedgerRow(number: number, content: content, hash: SHA256.hex(hash)))
        }
    }

    func messages(of delivery: PendingDelivery) throws -> [MessageRecord] {
        var messages: [MessageRecord] = []
        let selections = [LedgerTable.messages, .notices].map { RowSelection($0, numbers: delivery.rows) }
        try scan(selections) { table, _, columns, _ in
            switch decode(table, columns, messageID: { _ in "" }) {
            case .message(let id, let recipient, let fileName, _):
                messages.append(MessageRecord(messageID: id, recipient: recipient, fileName: fileName, notices: []))
            case .notice(let notice, _) where !messages.isEmpty:
                messages[messages.count - 1].notices.append(notice)
            default: throw LedgerError.damaged(path: path, detail: table.name)
            }
        }
        return messages
    }

    /// Adds what was loaded and reported.
    /// - Parameter garbled: told of tables with rows that no version of the program wrote.
    func addReports(
        to snapshot: inout LedgerSnapshot, _ numbers: ClosedRange<Int64>, garbled: (LedgerTable) -> Void
    ) throws {
        try scan([.loads, .reports].map { RowSelection($0, numbers: numbers) }) { table, number, columns, _ in
            switch decode(table, columns, messageID: { _ in nil }) {
            case .load(let programme, let at): snapshot.load(programme: programme, at: at)
            case .report(let report): snapshot.add(report, row: number)
            case .message, .notice, .withheld: break
            case nil: garbled(table)
            }
        }
    }

    /// Hands on every row, in its order, to another ledger.
    /// - Parameter append: adds it there.
    /// - Throws: ``LedgerError/damaged(path:detail:)`` where a row has another number or hash there than here.
    func copy(_ append: (LedgerTable, [ColumnValue]) throws -> HashChain) throws {
        try scan(LedgerTable.allCases.map { RowSelection($0) }) { table, number, columns, hash in
            let chain = try append(table, columns)
            guard chain.number == number, chain.hash == hash else {
                throw LedgerError.damaged(path: path, detail: "\(table.name) \(number)")
            }
        }
    }

    func report(ofRow number: Int64) throws -> Report {
        guard let report = try reports([RowSelection(.reports, numbers: number...number)]).first else {
            throw LedgerError.damaged(path: path, detail: "reports \(number)")
        }
        return report
    }

    /// What was reported of a task, under whichever id it had then.
    func reports(programme: String, task: String, _ names: TaskIDHistory) throws -> [Report] {
        try reports(
            names.spans(ofTask: task, programme: programme).map { span in
                var selection = RowSelection(.reports, numbers: span.numbers)
                selection.add("programme = ?", span.programme)
                selection.add("task = ?", span.task)
                return selection
            })
    }

    private func reports(_ selections: [RowSelection]) throws -> [Report] {
        var reports: [Report] = []
        try scan(selections) { table, _, columns, _ in
            if case .report(let report) = decode(table, columns, messageID: { _ in nil }) { reports.append(report) }
        }
        return reports
    }

    func letter(_ number: Int64) throws -> SentLetter? {
        // The rows of a message's notices follow it.
        var notices = RowSelection(.notices, numbers: number...number + Int64(Ledger.mostNotices))
        notices.add("message = ?", number)
        var letter: SentLetter?
        try scan([RowSelection(.messages, numbers: number...number), notices]) { table, row, columns, _ in
            switch decode(table, columns, messageID: { _ in "" }) {
            case .message(_, let recipient, let fileName, let at):
                letter = SentLetter(number: row, at: at, recipient: recipient, fileName: fileName, notices: [])
            case .notice(let notice, _): letter?.notices.append(notice)
            case .load, .report, .withheld, nil:
                throw LedgerError.damaged(path: path, detail: "\(table.name) \(row)")
            }
        }
        return letter
    }
}

/// Which of several selections has the next row: the first of those with the least number; nil: all are read.
/// - Parameter numbers: of the row that each stands on; nil behind its last.
func nextRow(_ numbers: some Sequence<Int64?>) -> (selection: Int, number: Int64)? {
    var next: (selection: Int, number: Int64)?
    for (selection, number) in numbers.enumerated() {
        guard let number else { continue }
        if next.map({ number < $0.number }) ?? true { next = (selection, number) }
    }
    return next
}

extension AuditFilter {
    /// What it asks of each table.
    var selections: [RowSelection] {
        LedgerTable.allCases.compactMap { table in
            var selection = RowSelection(table)
            if let from { selection.add("at >= ?", from.seconds) }
            if let after { selection.add("number > ?", after) }
            if let to { selection.add("at < ?", to.seconds) }
            if let body {
                guard table.columns.contains("recipient") else { return nil }
                selection.add("recipient = ?", body)
            }
            for (name, value) in [("programme", programme), ("task", task), ("occurrence", occurrence)] {
                guard let value else { continue }
                guard table.columns.contains(name) else { return nil }
                selection.add("\(name) = ?", value)
            }
            return selection
        }
    }
}
