internal import Dates
internal import Foundation
internal import GRDB
internal import Planning

extension RowAppender {
    /// Takes in messages that are known to have gone out from elsewhere than the ledger, so that no notice of them is sent
    /// again.
    /// - Returns: the notices that it did not know.
    mutating func adopt(_ messages: [MessageRecord], at now: Instant) throws -> [NoticeIdentity] {
        var adopted: [NoticeIdentity] = []
        let first = chain.number + 1
        for message in messages {
            var seen: Set<NoticeIdentity> = []
            let notices = try message.notices.filter { try !knows($0.identity) && seen.insert($0.identity).inserted }
            guard !notices.isEmpty else { continue }
            var record = message
            while try knows(file: record.fileName) { record.fileName += "~" }
            try append(.messages, encode(record, at: notices[0].at))
            let number = chain.number
            for notice in notices {
                try append(.notices, encode(notice, message: number))
                adopted.append(notice.identity)
            }
        }
        if first <= chain.number {
            try db.execute(
                sql: "INSERT INTO deliveries (first, last, published, journaled) VALUES (?, ?, 1, 1)",
                arguments: [first, chain.number])
            try db.execute(
                sql: "INSERT OR REPLACE INTO head VALUES (1, ?, ?)", arguments: [chain.number, Data(chain.hash)])
        }
        return adopted
    }

    private func knows(_ identity: NoticeIdentity) throws -> Bool {
        try !committed(db, [identity]).isEmpty
    }

    private func knows(file: String) throws -> Bool {
        try Bool.fetchOne(
            db, sql: "SELECT EXISTS (SELECT * FROM messages WHERE file_name = ?)", arguments: [file]) ?? false
    }
}

/// Of some notices those that were committed, as the index has them: it refuses them.
func committed(_ db: Database, _ identities: [NoticeIdentity]) throws -> Set<NoticeIdentity> {
    let statement = try db.cachedStatement(
        sql: """
            SELECT EXISTS (SELECT 1 FROM notices INDEXED BY notices_identity WHERE programme = ? AND task = ?
                AND occurrence = ? AND rule = ? AND step = ? AND repeat = ? AND recipient = ?
                AND ifnull(due_number, 0) = ? AND ifnull(generation, 0) = ?)
            """)
    return try Set(
        identities.filter { id in
            try Bool.fetchOne(
                statement,
                arguments: [
                    id.programme, id.task, id.occurrence, id.rule, id.step, id.repeatNumber, id.recipient,
                    id.dueNumber, id.generation,
                ]) ?? false
        })
}
