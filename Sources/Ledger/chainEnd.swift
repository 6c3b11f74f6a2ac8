internal import Foundation
internal import GRDB

/// Where the chain goes on: at the head, and where that is garbled at the last row.
func chainEnd(_ db: Database) throws -> (HashChain, LedgerFault?) {
    var last: (number: Int64, hash: [UInt8]) = (0, HashChain.zero)
    for table in LedgerTable.allCases {
        let sql = "SELECT number, hash FROM \(table.name) ORDER BY number DESC LIMIT 1"
        guard let row = try Row.fetchOne(db, sql: sql), let number = row[0] as Int64?, number > last.number else {
            continue
        }
        last = (number, [UInt8](row[1] as Data? ?? Data()))
    }
    let head = try Row.fetchOne(db, sql: "SELECT number, hash FROM head").map { row in
        (number: row[0] as Int64? ?? -1, hash: [UInt8](row[1] as Data? ?? Data()))
    }
    // Rows may be missing behind the last; then the head alone knows how many there were.
    if let head, head.hash.count == 32, head.number >= last.number, head.number - last.number <= Remains.largestGap,
        head.number > last.number || head.hash == last.hash
    {
        return (HashChain(number: head.number, hash: head.hash), head.number == last.number ? nil : .head)
    }
    return (HashChain(number: last.number, hash: last.hash), .head)
}

/// - Throws: ``LedgerError/older(path:rows:acknowledged:at:)`` where the ledger lacks what was acknowledged.
func hold(against statement: Witness.Statement, _ queue: DatabaseQueue, path: String) throws(LedgerError) {
    try translating(path) {
        try queue.read { db in
            let (end, _) = try chainEnd(db)
            // A row that was lost and is known to be cannot be compared.
            let found = try hash(db, ofRow: statement.number) ?? (statement.number == end.number ? end.hash : nil)
            guard end.number >= statement.number, found.map({ SHA256.hex($0) == statement.hash }) ?? true else {
                throw LedgerError.older(
                    path: path, rows: end.number, acknowledged: statement.number, at: statement.at)
            }
        }
    }
}
