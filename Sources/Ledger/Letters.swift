public import Dates
internal import Foundation
internal import GRDB

/// A message that was sent, by its row.
public struct SentLetter: Hashable, Sendable {
    /// Of its row.
    public var number: Int64
    /// When it was decided.
    public var at: Instant
    /// The body's id.
    public var recipient: String
    /// In the recipient's Maildir, without the flags that a reader adds.
    public var fileName: String
    /// At most ``Ledger/mostNotices``.
    public var notices: [NoticeRecord]
}

extension Ledger {
    /// Of a letter so many notices are read.
    public static let mostNotices = 500

    /// One row after another is read, until `each` has enough.
    public func letters(
        to recipient: String?, before: Int64?, _ each: (SentLetter) -> Bool
    ) throws(LedgerError) {
        try read { db in
            var sql = "SELECT number FROM messages WHERE number < ?"
            var arguments: StatementArguments = [before ?? .max]
            if let recipient {
                sql += " AND recipient = ?"
                arguments += [recipient]
            }
            let numbers = try Int64.fetchCursor(db, sql: sql + " ORDER BY number DESC", arguments: arguments)
            while let number = try numbers.next() {
                guard let letter = try SQLiteRows(db, path: path).letter(number) else { continue }
                if !each(letter) { return }
            }
        }
    }

    /// Its notices are read too, ``mostNotices`` at most.
    public func letter(_ number: Int64) throws(LedgerError) -> SentLetter? {
        try read { try SQLiteRows($0, path: path).letter(number) }
    }

    /// Of two that have one id, which a damaged ledger may have, the later.
    public func letter(ofMessage id: String) throws(LedgerError) -> SentLetter? {
        try read { db in
            let sql = "SELECT number FROM messages WHERE message_id = ? ORDER BY number DESC LIMIT 1"
            return try Int64.fetchOne(db, sql: sql, arguments: [id]).flatMap {
                try SQLiteRows(db, path: path).letter($0)
            }
        }
    }
}
