/// The tables whose rows make up the ledger. Each has `number` and `hash` and the columns named here; a row never
/// changes once written.
enum Table: Int, CaseIterable {
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
            ]
        case .messages: ["at", "message_id", "recipient", "file_name"]
        case .notices:
            [
                "message", "at", "nominal", "kind", "programme", "task", "occurrence", "rule", "step", "repeat",
                "recipient", "role", "superior_of", "start", "due", "prudent_due", "legal_due", "late", "severity",
                "days_left", "rule_file", "rule_line", "rule_set", "text",
            ]
        case .withheld:
            [
                "at", "nominal", "reason", "programme", "task", "occurrence", "rule", "step", "repeat", "recipient",
                "detail", "rule_set",
            ]
        }
    }

    var insertion: String { Table.insertions[rawValue] }

    private static let insertions = allCases.map(\.composedInsertion)

    private var composedInsertion: String {
        let names = ["number", "hash"] + columns
        return "INSERT INTO \(name) (\(names.map { "\"\($0)\"" }.joined(separator: ", "))) VALUES "
            + "(\(names.map { _ in "?" }.joined(separator: ", ")))"
    }

    /// Number, hash, then ``columns``.
    func selection(where condition: String) -> String {
        "SELECT number, hash, \(columns.map { "\"\($0)\"" }.joined(separator: ", ")) FROM \(name) \(condition) "
            + "ORDER BY number"
    }
}
