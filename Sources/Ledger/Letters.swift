public import Dates
internal import Foundation
internal import GRDB

/// A message that was sent, by its row.
public struct SentLetter: Hashable, Sendable {
    public var number: Int64
    public var at: Instant
    public var recipient: String
    public var fileName: String
    /// At most ``Ledger/mostNotices``.
    public var notices: [NoticeRecord]
}

extension Ledger {
    /// Of a letter so many notices are read.
    public static let mostNotices = 500

    /// Messages that were sent, the newest first.
    /// - Parameters:
    ///   - before: rows of a smaller number alone.
    ///   - each: returns whether to go on.
    public func letters(
        to recipient: String? = nil, before: Int64? = nil, _ each: (SentLetter) -> Bool
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
                guard let letter = try letter(db, number) else { continue }
                if !each(letter) { return }
            }
        }
    }

    /// One of them; nil: there is none of that number.
    public func letter(_ number: Int64) throws(LedgerError) -> SentLetter? { try read { try letter($0, number) } }

    /// The one of a Message-ID, without its brackets; nil: none of that id was sent.
    public func letter(ofMessage id: String) throws(LedgerError) -> SentLetter? {
        try read { db in
            let sql = "SELECT number FROM messages WHERE message_id = ? ORDER BY number DESC LIMIT 1"
            return try Int64.fetchOne(db, sql: sql, arguments: [id]).flatMap { try letter(db, $0) }
        }
    }

    private func letter(_ db: Database, _ number: Int64) throws -> SentLetter? {
        // The rows of a message's notices follow it.
        var notices = Selection(.notices, numbers: number...number + Int64(Ledger.mostNotices))
        notices.add("message = ?", number)
        var letter: SentLetter?
        try scan(db, [Selection(.messages, numbers: number...number), notices]) { table, row, columns, _ in
            switch decode(table, columns, messageID: { _ in "" }) {
            case .message(_, let recipient, let fileName, let at):
                letter = SentLetter(number: row, at: at, recipient: recipient, fileName: fileName, notices: [])
            case .notice(let notice, _): letter?.notices.append(notice)
            case .load, .report, .withheld, nil:
                throw LedgerError.damaged(path: path, detail: "\(table.name) \(row)")
            }
        }
        return letter
    }
}
