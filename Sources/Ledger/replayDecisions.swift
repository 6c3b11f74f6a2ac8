internal import Dates
internal import GRDB
internal import GRDBSQLite
internal import Planning

/// Reads what was decided of each instant, sent or withheld, in the order it was.
///
/// Straight from SQLite's columns, and only those that are asked for: whole rows, each column a value of its own first,
/// take longer, and of a ledger of years this is a large part of a start.
/// A row that no version of the program wrote is passed over.
/// - Parameters:
///   - numbers: of the rows.
///   - index: what notices are by the index, where it disagrees with the rows: they were written together, and a
///     garbled row would stand for another notice.
/// - Returns: the tables that have such rows.
func replayDecisions(
    _ db: Database, _ numbers: ClosedRange<Int64>, index: [Int64: NoticeIdentity],
    into snapshot: inout LedgerSnapshot
) throws -> [LedgerTable] {
    var notices = try DecisionCursor(db, .notices, numbers)
    var withheld = try DecisionCursor(db, .withheld, numbers)
    var garbled: Set<LedgerTable> = []
    while true {
        switch (notices.number, withheld.number) {
        case (nil, nil): return garbled.sorted { $0.rawValue < $1.rawValue }
        case (let sent?, let held) where held.map({ sent < $0 }) ?? true:
            var decision = notices.decision()
            if let known = index[sent] { decision.identity = known }
            let (kind, late) = (notices.word(NoticeKind.self, 10), notices.integer(11) != 0)
            let due = notices.optionalDay(12) ?? notices.optionalDay(13)
            // Of all is said in a word.
            let concernsAll = notices.optionalInteger(15) == nil
            let subjects = concernsAll ? [] : notices.ids(14)
            guard try notices.advance() else {
                garbled.insert(.notices)
                continue
            }
            guard let kind else { continue }
            snapshot.add(
                sent: decision.identity, nominal: decision.nominal, kind: kind, late: late, at: decision.at, due: due,
                subjects: subjects, concernsAll: concernsAll, row: sent)
        case (_, let held):
            let decision = withheld.decision()
            let reason = withheld.word(Withheld.Reason.self, 10)
            guard try withheld.advance() else {
                garbled.insert(.withheld)
                continue
            }
            guard let reason else { continue }
            snapshot.add(
                Withheld(identity: decision.identity, nominal: decision.nominal, reason: reason), at: decision.at,
                row: held ?? .max)
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

    /// The number is column 0, the ``LedgerTable/decisionColumns`` follow.
    init(_ db: Database, _ table: LedgerTable, _ numbers: ClosedRange<Int64>) throws {
        statement = try db.makeStatement(
            sql: """
                SELECT number, \(try table.expressions(db, table.decisionColumns)) FROM \(table.name)
                WHERE number BETWEEN \(numbers.lowerBound) AND \(numbers.upperBound) ORDER BY number
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
    mutating func decision() -> (identity: NoticeIdentity, at: Instant, nominal: Instant) {
        let identity = NoticeIdentity(
            programme: text(3), task: text(4), occurrence: text(5),
            dueNumber: Int(clamping: optionalInteger(9) ?? 0), rule: text(6), step: Int(integer(7)),
            repeatNumber: Int(integer(8)), recipient: "")
        return (identity, Instant(seconds: integer(1)), Instant(seconds: integer(2)))
    }

    mutating func word<Word: RawRepresentable<String>>(_: Word.Type, _ column: Int32) -> Word? {
        let word = Word(rawValue: text(column))
        if word == nil { isDamaged = true }
        return word
    }

    mutating func integer(_ column: Int32) -> Int64 {
        if sqlite3_column_type(statement.sqliteStatement, column) != SQLITE_INTEGER { isDamaged = true }
        return sqlite3_column_int64(statement.sqliteStatement, column)
    }

    mutating func optionalInteger(_ column: Int32) -> Int64? {
        sqlite3_column_type(statement.sqliteStatement, column) == SQLITE_NULL ? nil : integer(column)
    }

    mutating func optionalDay(_ column: Int32) -> Day? {
        guard let number = optionalInteger(column) else { return nil }
        if Int32(exactly: number) == nil { isDamaged = true }
        return Day(number: Int32(clamping: number))
    }

    mutating func ids(_ column: Int32) -> [String] { text(column).split(separator: " ").map(String.init) }

    private mutating func text(_ column: Int32) -> String {
        let text = columnText(statement.sqliteStatement, column)
        if text == nil { isDamaged = true }
        return text ?? ""
    }
}

/// Without the recipients.
func identitiesByIndex(_ db: Database) throws -> [Int64: NoticeIdentity] {
    var identities: [Int64: NoticeIdentity] = [:]
    let rows = try Row.fetchCursor(
        db,
        sql: """
            SELECT number, programme, task, occurrence, rule, step, "repeat", ifnull(due_number, 0)
            FROM notices INDEXED BY notices_identity
            """)
    while let row = try rows.next() {
        identities[row[0]] = NoticeIdentity(
            programme: row[1], task: row[2], occurrence: row[3], dueNumber: row[7], rule: row[4], step: row[5],
            repeatNumber: row[6], recipient: "")
    }
    return identities
}
