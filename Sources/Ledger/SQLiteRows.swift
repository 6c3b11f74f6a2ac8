internal import Foundation
internal import GRDB

/// A ledger's rows in SQLite.
struct SQLiteRows: LedgerRows {
    let db: Database
    let path: String

    init(_ db: Database, path: String) {
        self.db = db
        self.path = path
    }

    func storedHead() throws -> (number: Int64, hash: [UInt8])? {
        try Row.fetchOne(db, sql: "SELECT number, hash FROM head").map { ($0[0], [UInt8]($0[1] as Data)) }
    }

    func messageID(ofRow number: Int64) throws -> String? {
        try String.fetchOne(
            db.cachedStatement(sql: "SELECT message_id FROM messages WHERE number = ?"), arguments: [number])
    }

    func scan(
        _ selections: [RowSelection],
        _ visit: (_ table: LedgerTable, _ number: Int64, _ columns: [ColumnValue], _ hash: [UInt8]) throws -> Void
    ) throws {
        let cursors = try selections.map { try $0.cursor(db) }
        // A cursor has one row that changes under it.
        var rows = try cursors.map { try $0.next() }
        while let (index, number) = nextRow(rows.lazy.map { $0?[0] as Int64? }), let row = rows[index] {
            let columns = (2..<row.count).map { ColumnValue(row, $0) }
            try visit(selections[index].table, number, columns, [UInt8](row[1] as Data? ?? Data()))
            rows[index] = try cursors[index].next()
        }
    }
}

func scan(
    _ db: Database, _ selections: [RowSelection],
    _ visit: (_ table: LedgerTable, _ number: Int64, _ columns: [ColumnValue], _ hash: [UInt8]) throws -> Void
) throws {
    try SQLiteRows(db, path: "").scan(selections, visit)
}

extension RowSelection {
    fileprivate func cursor(_ db: Database) throws -> RowCursor {
        let condition = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
        return try Row.fetchCursor(
            db, sql: table.selection(db, where: condition),
            arguments: StatementArguments(arguments.map(\.databaseValue)))
    }
}

extension ColumnValue {
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
