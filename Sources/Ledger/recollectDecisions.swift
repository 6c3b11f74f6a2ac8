internal import Dates
internal import GRDB
internal import GRDBSQLite
internal import Planning

/// Reads what was decided of each instant, sent or withheld, in the order it was.
///
/// Straight from SQLite's columns, and only those that are asked for: whole rows, each column a value of its own first,
/// take longer, and of a ledger of years this is a large part of a start.
/// A row that no version of the program wrote is passed over.
/// - Returns: the tables that have such rows.
func recollectDecisions(_ db: Database, into recollection: inout Recollection) throws -> [Table] {
    var notices = try DecisionCursor(db, .notices, columns: ["kind", "late"])
    var withheld = try DecisionCursor(db, .withheld, columns: ["reason"])
    var garbled: Set<Table> = []
    while true {
        switch (notices.number, withheld.number) {
        case (nil, nil): return garbled.sorted { $0.rawValue < $1.rawValue }
        case (let sent?, let held) where held.map({ sent < $0 }) ?? true:
            let (identity, nominal) = (notices.identity(), notices.nominal())
            let (kind, late) = (notices.word(NoticeKind.self, 8), notices.integer(9) != 0)
            let isSound = try notices.advance()
            if !isSound { garbled.insert(.notices) }
            if isSound, let kind { recollection.add(sent: identity, nominal: nominal, kind: kind, late: late) }
        default:
            let (identity, nominal) = (withheld.identity(), withheld.nominal())
            let reason = withheld.word(Withheld.Reason.self, 8)
            let isSound = try withheld.advance()
            if !isSound { garbled.insert(.withheld) }
            if isSound, let reason { recollection.add(Withheld(identity: identity, nominal: nominal, reason: reason)) }
        }
    }
}

/// The rows of a table with decisions, one after the other.
private struct DecisionCursor {
    private let statement: Statement
    /// Of the present row; nil behind the last.
    private(set) var number: Int64?
    /// A column held what no version of this program wrote.
    private var isDamaged = false

    /// - Parameter columns: those after the first eight.
    init(_ db: Database, _ table: Table, columns: [String]) throws {
        statement = try db.makeStatement(
            sql: """
                SELECT number, nominal, programme, task, occurrence, rule, step, "repeat", \(columns.joined(separator: ", "))
                FROM \(table.name) ORDER BY number
                """)
        try advance()
    }

    /// - Returns: whether the row that it stood on was what the program writes.
    @discardableResult
    mutating func advance() throws -> Bool {
        defer { isDamaged = false }
        switch sqlite3_step(statement.sqliteStatement) {
        case SQLITE_ROW: number = sqlite3_column_int64(statement.sqliteStatement, 0)
        case SQLITE_DONE: number = nil
        case let code: throw DatabaseError(resultCode: ResultCode(rawValue: code))
        }
        return !isDamaged
    }

    /// Without the recipient: whoever got it, the instant is decided.
    mutating func identity() -> NoticeIdentity {
        NoticeIdentity(
            programme: text(2), task: text(3), occurrence: text(4), rule: text(5), step: Int(integer(6)),
            repeatNumber: Int(integer(7)), recipient: "")
    }

    mutating func nominal() -> Instant { Instant(seconds: integer(1)) }

    mutating func word<Word: RawRepresentable<String>>(_: Word.Type, _ column: Int32) -> Word? {
        let word = Word(rawValue: text(column))
        if word == nil { isDamaged = true }
        return word
    }

    mutating func integer(_ column: Int32) -> Int64 {
        if sqlite3_column_type(statement.sqliteStatement, column) != SQLITE_INTEGER { isDamaged = true }
        return sqlite3_column_int64(statement.sqliteStatement, column)
    }

    private mutating func text(_ column: Int32) -> String {
        let text = columnText(statement.sqliteStatement, column)
        if text == nil { isDamaged = true }
        return text ?? ""
    }
}
