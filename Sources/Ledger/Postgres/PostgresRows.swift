/// A ledger's rows in PostgreSQL, as one transaction sees them.
final class PostgresRows: LedgerRows {
    let session: PostgresSession
    let path: String
    /// The message that was last asked for: its notices follow one another.
    private var lastMessage: (number: Int64, id: String?)?
    /// How many rows are asked for at once.
    private static let batch = 2000

    init(_ session: PostgresSession, path: String) {
        self.session = session
        self.path = path
    }

    func storedHead() throws -> (number: Int64, hash: [UInt8])? {
        let result = try session.query("SELECT number, hash FROM head")
        guard result.count == 1, let number = result.integer(0, 0), let hash = result.bytes(0, 1) else { return nil }
        return (number, hash)
    }

    func messageID(ofRow number: Int64) throws -> String? {
        if let lastMessage, lastMessage.number == number { return lastMessage.id }
        let result = try session.query("SELECT message_id FROM messages WHERE number = $1", [.integer(number)])
        let id = result.count == 1 ? result.text(0, 0) : nil
        lastMessage = (number, id)
        return id
    }

    func hash(ofRow number: Int64) throws -> [UInt8]? {
        for table in LedgerTable.allCases {
            let result = try session.query("SELECT hash FROM \(table.name) WHERE number = $1", [.integer(number)])
            if result.count == 1 { return result.bytes(0, 0) }
        }
        return nil
    }

    func scan(
        _ selections: [RowSelection],
        _ visit: (_ table: LedgerTable, _ number: Int64, _ columns: [ColumnValue], _ hash: [UInt8]) throws -> Void
    ) throws {
        try scan(selections.map { ($0, $0.table.columns) }, visit)
    }

    /// - Parameter selections: with the columns that are asked for.
    func scan(
        _ selections: [(rows: RowSelection, columns: [String])],
        _ visit: (_ table: LedgerTable, _ number: Int64, _ columns: [ColumnValue], _ hash: [UInt8]) throws -> Void
    ) throws {
        var cursors = try selections.enumerated().map { index, selection in
            try Cursor(session, name: "c\(index)", selection.rows, selection.columns)
        }
        defer { for cursor in cursors where !session.isLost { _ = try? session.query("CLOSE \(cursor.name)") } }
        while let (index, number) = nextRow(cursors.lazy.map(\.number)) {
            try visit(cursors[index].table, number, cursors[index].columns, cursors[index].hash)
            try cursors[index].advance()
        }
    }

    /// The rows of a selection, some thousands at a time.
    private struct Cursor {
        let name: String
        let table: LedgerTable
        private let session: PostgresSession
        private let isInteger: [Bool]
        private var result: PostgresResult
        private var row = 0

        init(_ session: PostgresSession, name: String, _ selection: RowSelection, _ columns: [String]) throws {
            self.name = name
            self.session = session
            table = selection.table
            isInteger = columns.map(LedgerTable.integers.contains)
            var conditions = ""
            var parameter = 0
            for character in selection.conditions.joined(separator: " AND ") {
                if character == "?" {
                    parameter += 1
                    conditions += "$\(parameter)"
                } else {
                    conditions.append(character)
                }
            }
            let present = columns.map { session.isFirstVersion && $0 == "generation" ? "NULL" : $0 }
            try session.query(
                """
                DECLARE \(name) NO SCROLL CURSOR FOR SELECT number, hash, \(present.joined(separator: ", "))
                FROM \(selection.table.name) \(conditions.isEmpty ? "" : "WHERE " + conditions) ORDER BY number
                """, selection.arguments.map { PostgresValue($0) })
            result = try session.query("FETCH FORWARD \(PostgresRows.batch) FROM \(name)")
        }

        /// Of the present row; nil behind the last.
        var number: Int64? { row < result.count ? result.integer(row, 0) : nil }
        var hash: [UInt8] { result.bytes(row, 1) ?? [] }
        var columns: [ColumnValue] {
            isInteger.indices.map { i in
                isInteger[i] ? ColumnValue(result.integer(row, i + 2)) : ColumnValue(result.text(row, i + 2))
            }
        }

        mutating func advance() throws {
            row += 1
            guard row == result.count, row == PostgresRows.batch else { return }
            result = try session.query("FETCH FORWARD \(PostgresRows.batch) FROM \(name)")
            row = 0
        }
    }
}

extension LedgerTable {
    /// Columns that hold numbers; all others hold text.
    static let integers: Set<String> = [
        "at", "day", "milli", "uid", "happened", "document_date", "former_due", "message", "nominal", "step", "repeat",
        "start", "due", "prudent_due", "legal_due", "late", "days_left", "rule_line", "due_number", "first_due",
        "concerns_some", "generation",
    ]
}

/// Writes rows and their hashes.
struct PostgresAppender {
    let session: PostgresSession
    private(set) var chain: HashChain

    init(_ session: PostgresSession, _ chain: HashChain) {
        self.session = session
        self.chain = chain
    }

    mutating func append(_ table: LedgerTable, _ columns: [ColumnValue]) throws {
        chain.append(table, columns)
        try session.add(
            prepared: table.name, table.postgresInsertion, table.postgresTypes,
            [.integer(chain.number), .bytes(chain.hash)] + columns.map { PostgresValue($0) })
    }
}

extension LedgerTable {
    fileprivate var postgresInsertion: String {
        let names = ["number", "hash"] + columns
        return "INSERT INTO \(name) (\(names.joined(separator: ", "))) VALUES "
            + "(\(names.indices.map { "$\($0 + 1)" }.joined(separator: ", ")))"
    }

    /// int8, bytea, and of each column int8 or text.
    fileprivate var postgresTypes: [UInt32] { [20, 17] + columns.map { LedgerTable.integers.contains($0) ? 20 : 25 } }
}
