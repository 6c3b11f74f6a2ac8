internal import GRDB
internal import GRDBSQLite

/// Writes rows and their hashes: what is hashed is what is bound, from the same bytes.
struct RowAppender {
    let db: Database
    private(set) var chain: HashChain
    private var statements = [Statement?](repeating: nil, count: LedgerTable.allCases.count)

    init(_ db: Database, _ chain: HashChain) {
        self.db = db
        self.chain = chain
    }

    mutating func append(_ table: LedgerTable, _ columns: [ColumnValue]) throws {
        chain.append(table, columns)
        let statement = try statement(for: table).sqliteStatement
        let code = chain.hash.withUnsafeBytes { hash in
            chain.withEncodedColumns { columns in
                // Both stay where they are until the row is written.
                sqlite3_bind_int64(statement, 1, chain.number)
                sqlite3_bind_blob(statement, 2, hash.baseAddress, CInt(hash.count), nil)
                bind(columns, to: statement)
                let code = sqlite3_step(statement)
                sqlite3_reset(statement)
                sqlite3_clear_bindings(statement)
                return code
            }
        }
        guard code == SQLITE_DONE else {
            throw DatabaseError(
                resultCode: ResultCode(rawValue: sqlite3_extended_errcode(db.sqliteConnection)),
                message: String(cString: sqlite3_errmsg(db.sqliteConnection)))
        }
    }

    private mutating func statement(for table: LedgerTable) throws -> Statement {
        if let statement = statements[table.rawValue] { return statement }
        let statement = try db.cachedStatement(sql: table.insertion)
        // Somebody else may have stepped it.
        sqlite3_reset(statement.sqliteStatement)
        sqlite3_clear_bindings(statement.sqliteStatement)
        statements[table.rawValue] = statement
        return statement
    }

    /// From the third parameter on, as ``HashChain`` encodes them.
    private func bind(_ columns: UnsafeRawBufferPointer, to statement: SQLiteStatement) {
        var parameter: CInt = 3
        var i = 0
        func number() -> Int64 {
            defer { i += 8 }
            return Int64(littleEndian: columns.loadUnaligned(fromByteOffset: i, as: Int64.self))
        }
        while i < columns.count {
            let tag = columns[i]
            i += 1
            switch tag {
            case 1: sqlite3_bind_int64(statement, parameter, number())
            case 2:
                let count = Int(number())
                let text = columns.baseAddress?.advanced(by: i).assumingMemoryBound(to: CChar.self)
                sqlite3_bind_text(statement, parameter, text, CInt(count), nil)
                i += count
            default: sqlite3_bind_null(statement, parameter)
            }
            parameter += 1
        }
    }
}
