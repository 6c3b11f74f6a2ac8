internal import Foundation
internal import GRDB

/// SQLite's check of the whole file: what it says of indexes and values is disagreement, which can be lived with; the rest
/// is damage to the file's structure.
/// - Throws: ``LedgerError/damaged(path:detail:)`` for damage; ``LedgerError/failed(path:detail:)`` where the device fails,
///   which SQLite reports among the faults of the file.
func checkStructure(_ db: Database, path: String) throws -> [LedgerFault] {
    var faults: [LedgerFault] = []
    for line in try String.fetchAll(db, sql: "PRAGMA integrity_check(20)") where line != "ok" {
        if let code = line.firstRange(of: "error code=").flatMap({ Int(line[$0.upperBound...].prefix { $0.isNumber }) }
        ),
            code & 0xFF == 10
        {
            throw LedgerError.failed(path: path, detail: line)
        }
        let isDisagreement =
            line.hasPrefix("row ") || line.hasPrefix("wrong # of entries in index")
            || line.hasPrefix("non-unique entry")
            || line.hasPrefix("NULL value in") || line.hasPrefix("non-") || line.hasPrefix("NUMERIC value in")
        guard isDisagreement else { throw LedgerError.damaged(path: path, detail: line) }
        faults.append(.index(detail: line))
    }
    return faults
}

/// Tables, indexes and triggers, against those that the program makes.
func checkSchema(_ db: Database) throws -> [LedgerFault] {
    let expected = try expectedSchema.get()
    let found = try schema(db)
    return Set(expected.keys).union(found.keys).filter { expected[$0] != found[$0] }.sorted().map { .schema(name: $0) }
}

/// As the migrations make it where there is nothing.
private let expectedSchema = Result {
    let fresh = try DatabaseQueue()
    try ledgerMigrations().migrate(fresh)
    defer { try? retire(fresh) }
    return try fresh.read(schema)
}

/// SQL by name, without comments and space.
private func schema(_ db: Database) throws -> [String: String] {
    var schema: [String: String] = [:]
    for row in try Row.fetchAll(db, sql: "SELECT name, type || ' ' || coalesce(sql, '') FROM sqlite_master") {
        let lines = (row[1] as String).split(separator: "\n").map {
            $0.prefix(upTo: $0.firstRange(of: "--")?.lowerBound ?? $0.endIndex)
        }
        schema[row[0]] = lines.joined(separator: " ").filter { !$0.isWhitespace }
    }
    return schema
}

/// The rows after the last one that was found to follow from the one before it, and the head.
func checkRecentRows(_ db: Database) throws -> (faults: [LedgerFault], checked: Int64, last: Int64) {
    let checked = try Int64.fetchOne(db, sql: "SELECT checked FROM site") ?? 0
    var previous: [UInt8]? = checked == 0 ? HashChain.zero : try hash(db, ofRow: checked)
    var chain = HashChain()
    var number = checked
    var faults: [LedgerFault] = []
    let selections = LedgerTable.allCases.map { table in
        var selection = RowSelection(table)
        selection.add("number > ?", checked)
        return selection
    }
    try scan(db, selections) { table, next, columns, hash in
        let follows = previous.map { chain.following($0, table, next, columns) == hash } ?? false
        if next != number &+ 1 || !follows { faults.append(.chain(number: next)) }
        (number, previous) = (next, hash)
    }
    let head = try Row.fetchOne(db, sql: "SELECT number, hash FROM head")
    if head?[0] as Int64? != number || (number > 0 && (head?[1] as Data?).map([UInt8].init) != previous) {
        faults.append(.head)
    }
    return (Array(faults.prefix(20)), checked, number)
}

/// nil: there is no such row.
func hash(_ db: Database, ofRow number: Int64) throws -> [UInt8]? {
    for table in LedgerTable.allCases {
        let sql = "SELECT hash FROM \(table.name) WHERE number = ?"
        if let hash = try Data.fetchOne(db, sql: sql, arguments: [number]) { return [UInt8](hash) }
    }
    return nil
}

/// What stands beside the chain: ids of requests, and how far deliveries came.
func checkHints(_ db: Database) throws -> [LedgerFault] {
    var faults: [LedgerFault] = []
    let requests = try Row.fetchCursor(
        db, sql: "SELECT requests.id, requests.number, seal, hash FROM requests LEFT JOIN reports USING (number)")
    while let row = try requests.next() {
        let id: String = row[0]
        let hash = (row[3] as Data?).map([UInt8].init)
        let seal = hash.map { Data(sealOfRequest(id, number: row[1], report: $0)) }
        if seal == nil || seal != row[2] as Data? { faults.append(.request(id: id)) }
    }
    // Every message and notice is of one delivery, and a delivery of nothing else.
    var next: Int64 = 0
    let deliveries = try Row.fetchCursor(
        db,
        sql: """
            SELECT first, last, published IN (0, 1) AND journaled IN (0, 1, 2) AND first <= last
                AND last - first + 1 = (SELECT count(*) FROM messages WHERE number BETWEEN first AND last)
                    + (SELECT count(*) FROM notices WHERE number BETWEEN first AND last)
            FROM deliveries ORDER BY first
            """)
    while let row = try deliveries.next() {
        let first: Int64 = row[0]
        if first <= next || (row[2] as Bool?) != true { faults.append(.delivery(first: first)) }
        next = max(next, row[1])
    }
    let orphan = try Int64.fetchOne(
        db,
        sql: """
            SELECT min(number) FROM messages WHERE number > coalesce(
                (SELECT last FROM deliveries WHERE first <= messages.number ORDER BY first DESC LIMIT 1), 0)
            """)
    if let orphan { faults.append(.delivery(first: orphan)) }
    return faults
}
