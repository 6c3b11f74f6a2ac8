internal import Dates
internal import GRDB
internal import GRDBSQLite
internal import Planning

/// Looks for the messages that told of an occurrence: of one after another, 10,000 in a delivery of as many escalations.
///
/// Two statements, straight from SQLite's columns: asked by one with a join, a `DISTINCT` and an `ORDER BY`, in a
/// transaction each, they took as long as all else that is done about an escalation.
struct EarlierMessages {
    private let names: TaskIDHistory
    private let notices: Statement
    private let messages: Statement
    /// By number of the message's row. Many tell of more than one occurrence.
    private var ids: [Int64: String] = [:]
    /// Notices to several recipients come one after another.
    private var last: (identity: NoticeIdentity, found: [EarlierMessage])?

    init(_ rows: SQLiteRows) throws {
        names = try TaskIDHistory(in: rows)
        notices = try rows.db.cachedStatement(
            sql: """
                SELECT message, rule, recipient, kind, at FROM notices
                WHERE programme = ? AND task = ? AND occurrence = ? AND number BETWEEN ? AND ?
                """)
        messages = try rows.db.cachedStatement(sql: "SELECT message_id FROM messages WHERE number = ?")
    }

    mutating func find(_ identity: NoticeIdentity) throws -> [EarlierMessage] {
        if let last, last.identity.task == identity.task, last.identity.occurrence == identity.occurrence,
            last.identity.programme == identity.programme
        {
            return last.found
        }
        var rows: [(message: Int64, rule: String, found: EarlierMessage)] = []
        for span in names.spans(ofTask: identity.task, programme: identity.programme) {
            let (first, last) = (span.numbers.lowerBound, span.numbers.upperBound)
            try step(notices, [span.programme, span.task, identity.occurrence, first, last]) { row in
                let rule = columnText(row, 1) ?? ""
                rows.append(
                    (
                        sqlite3_column_int64(row, 0), rule,
                        EarlierMessage(
                            rule: rule, messageID: "", recipient: columnText(row, 2) ?? "",
                            kind: columnText(row, 3).flatMap { NoticeKind(rawValue: $0) } ?? .reminder,
                            at: Instant(seconds: sqlite3_column_int64(row, 4)))
                    ))
            }
        }
        rows.sort { ($0.message, $0.rule) < ($1.message, $1.rule) }
        var found: [EarlierMessage] = []
        for (i, row) in rows.enumerated()
        where i == 0 || (row.message, row.rule) != (rows[i - 1].message, rows[i - 1].rule) {
            // Of one that is known from elsewhere the id may be lost.
            var message = row.found
            message.messageID = try id(ofMessage: row.message)
            if !message.messageID.isEmpty { found.append(message) }
        }
        last = (identity, found)
        return found
    }

    private mutating func id(ofMessage number: Int64) throws -> String {
        if let known = ids[number] { return known }
        var id = ""
        try step(messages, [number]) { id = columnText($0, 0) ?? "" }
        ids[number] = id
        return id
    }

    private func step(
        _ statement: Statement, _ arguments: [any DatabaseValueConvertible], _ row: (SQLiteStatement) -> Void
    ) throws {
        try statement.setArguments(StatementArguments(arguments))
        let statement = statement.sqliteStatement
        defer { sqlite3_reset(statement) }
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_ROW: row(statement)
            case SQLITE_DONE: return
            case let code: throw DatabaseError(resultCode: ResultCode(rawValue: code))
            }
        }
    }
}
