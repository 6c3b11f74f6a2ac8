internal import Dates
internal import Foundation
internal import GRDB

/// Some rows of a table.
struct Selection {
    var table: Table
    /// SQL after `WHERE`.
    var conditions: [String] = []
    var arguments: [DatabaseValue] = []

    init(_ table: Table, numbers: ClosedRange<Int64>? = nil) {
        self.table = table
        if let numbers { add("number BETWEEN ? AND ?", numbers.lowerBound, numbers.upperBound) }
    }

    mutating func add(_ condition: String, _ values: (any DatabaseValueConvertible)...) {
        conditions.append(condition)
        arguments += values.map { $0.databaseValue }
    }

    fileprivate func cursor(_ db: Database) throws -> RowCursor {
        let condition = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
        return try Row.fetchCursor(
            db, sql: table.selection(db, where: condition), arguments: StatementArguments(arguments))
    }
}

/// Visits the rows of several tables in the order of their numbers; of one number, in the order of the selections.
func scan(
    _ db: Database, _ selections: [Selection],
    _ visit: (_ table: Table, _ number: Int64, _ columns: [Column], _ hash: [UInt8]) throws -> Void
) throws {
    let cursors = try selections.map { try $0.cursor(db) }
    // A cursor has one row that changes under it.
    var rows = try cursors.map { try $0.next() }
    while true {
        var next: (index: Int, number: Int64)?
        for (index, row) in rows.enumerated() {
            guard let number = row?[0] as Int64? else { continue }
            if next.map({ number < $0.number }) ?? true { next = (index, number) }
        }
        guard let (index, number) = next, let row = rows[index] else { return }
        let columns = (2..<row.count).map { Column(row, $0) }
        try visit(selections[index].table, number, columns, [UInt8](row[1] as Data? ?? Data()))
        rows[index] = try cursors[index].next()
    }
}

extension Column {
    init(_ row: Row, _ index: Int) {
        switch (row[index] as DatabaseValue).storage {
        case .int64(let value): self = .integer(value)
        case .string(let value): self = .text(value)
        // No column holds these.
        case .null, .double, .blob: self = .null
        }
    }

    var databaseValue: DatabaseValue {
        switch self {
        case .null: .null
        case .integer(let value): value.databaseValue
        case .text(let value): value.databaseValue
        }
    }
}

extension AuditFilter {
    /// What it asks of each table.
    var selections: [Selection] {
        Table.allCases.compactMap { table in
            var selection = Selection(table)
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
