internal import GRDB

/// The tables whose rows make up the ledger. Each has `number` and `hash` and the columns named here; a row never
/// changes once written.
enum LedgerTable: Int, CaseIterable {
    case loads, reports, messages, notices, withheld

    var name: String {
        switch self {
        case .loads: "loads"
        case .reports: "reports"
        case .messages: "messages"
        case .notices: "notices"
        case .withheld: "withheld"
        }
    }

    /// In the hash.
    var tag: UInt8 { UInt8(rawValue) + 1 }

    var columns: [String] {
        switch self {
        case .loads: ["at", "programme"]
        case .reports:
            [
                "at", "kind", "programme", "task", "occurrence", "event", "day", "milli", "by", "uid", "note",
                "bodies", "happened", "document", "document_date", "reason", "former_due", "actor", "actor_body",
                "actor_how",
            ]
        case .messages: ["at", "message_id", "recipient", "file_name"]
        case .notices:
            [
                "message", "at", "nominal", "kind", "programme", "task", "occurrence", "rule", "step", "repeat",
                "recipient", "role", "superior_of", "start", "due", "prudent_due", "legal_due", "late", "severity",
                "days_left", "rule_file", "rule_line", "rule_set", "text", "due_number", "first_due", "subjects",
                "concerns_some", "document", "generation",
            ]
        case .withheld:
            [
                "at", "nominal", "reason", "programme", "task", "occurrence", "rule", "step", "repeat", "recipient",
                "detail", "rule_set", "due_number",
            ]
        }
    }

    /// What a start reads of each decision, in this order: whole rows take longer. None of the other tables.
    var decisionColumns: [String] {
        let common = ["at", "nominal", "programme", "task", "occurrence", "rule", "step", "repeat", "due_number"]
        return switch self {
        case .notices: common + ["kind", "late", "first_due", "due", "subjects", "concerns_some"]
        case .withheld: common + ["reason"]
        case .loads, .reports, .messages: []
        }
    }

    /// How many of ``columns`` the first version had. Of those that came later the hash of a row leaves out what is NULL
    /// at the end: a row of before, and one that says no more than those did, is proven by the same hash for ever.
    var originalCount: Int {
        switch self {
        case .loads: 2
        case .reports: 11
        case .messages: 4
        case .notices: 24
        case .withheld: 12
        }
    }

    var insertion: String { LedgerTable.insertions[rawValue] }

    private static let insertions = allCases.map(\.composedInsertion)

    private var composedInsertion: String {
        let names = ["number", "hash"] + columns
        return "INSERT INTO \(name) (\(names.map { "\"\($0)\"" }.joined(separator: ", "))) VALUES "
            + "(\(names.map { _ in "?" }.joined(separator: ", ")))"
    }

    /// Number, hash, then ``columns``; NULL for those that a ledger of an earlier version does not have.
    func selection(_ db: Database, where condition: String) throws -> String {
        "SELECT number, hash, \(try expressions(db, columns)) FROM \(name) \(condition) ORDER BY number"
    }

    /// Some of ``columns`` as a selection names them.
    func expressions(_ db: Database, _ columns: [String]) throws -> String {
        precondition(Set(columns).isSubset(of: self.columns), "no column of \(name)")
        let present = Set(try db.columns(in: name).map(\.name))
        return columns.map { present.contains($0) ? "\"\($0)\"" : "NULL AS \"\($0)\"" }.joined(separator: ", ")
    }
}
