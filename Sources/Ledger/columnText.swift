internal import GRDB
internal import GRDBSQLite

/// A text of the row that a statement stands on, straight from SQLite; nil where the column holds none.
func columnText(_ row: SQLiteStatement, _ column: Int32) -> String? {
    guard sqlite3_column_type(row, column) == SQLITE_TEXT, let start = sqlite3_column_text(row, column) else {
        return nil
    }
    let count = Int(sqlite3_column_bytes(row, column))
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
}
