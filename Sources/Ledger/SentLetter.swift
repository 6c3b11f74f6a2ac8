internal import Dates
internal import GRDB
public import Planning

/// A letter of the ledger, by its Message-ID.
public struct SentLetter: Hashable, Sendable {
    public var messageID: String
    public var recipient: String
    public var notices: [NoticeIdentity]
}

extension Ledger {
    /// - Returns: nil where none of that id was sent.
    public func letter(ofMessage id: String) throws(LedgerError) -> SentLetter? {
        try read { db in
            guard
                let message = try Row.fetchOne(
                    db, sql: "SELECT number, recipient FROM messages WHERE message_id = ?", arguments: [id])
            else { return nil }
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT programme, task, occurrence, ifnull(due_number, 0), rule, step, repeat, recipient
                    FROM notices WHERE message = ? ORDER BY number
                    """, arguments: [message[0] as Int64])
            return SentLetter(
                messageID: id, recipient: message[1],
                notices: rows.map { row in
                    NoticeIdentity(
                        programme: row[0], task: row[1], occurrence: row[2], dueNumber: row[3], rule: row[4],
                        step: row[5], repeatNumber: row[6], recipient: row[7])
                })
        }
    }
}
