internal import Dates
public import Ledger
public import Planning
internal import Programmes
internal import RuleLanguage

/// The kinds of entries, as the message catalog describes them (`systemd/dondoc.catalog`).
public enum JournalMessage {
    /// 128 bits, lower-case hex.
    public static func id(of kind: NoticeKind) -> String {
        switch kind {
        case .reminder: "bfb0d6c161644853ba8c1ffc8706c2f1"
        case .escalation: "e494bf4c85084179868e6b28b3005e96"
        case .digest: "fd2bdd4f2af749f7844c61e32bd6c407"
        }
    }

    /// The head of the ledger, written down outside it.
    public static let anchorID = "5be7c1d09f3a4c76a24d8e61b0f79a13"

    /// The mark that the journal is asked to show before it is asked what it holds.
    public static let checkID = "c3e3b0f462774886b659a039b268c3c7"
}

extension JournalEntry {
    /// `DONDOC_NOTICE` is the key of its identity, by which ``Journal/holding(_:last:)`` finds it again.
    public init(_ notice: NoticeRecord) { self.init(notice, key: notice.identity.key) }

    /// - Parameter key: of its identity.
    init(_ notice: NoticeRecord, key: String) {
        let id = notice.identity
        let priority =
            switch notice.severity {
            case .info: "6"
            case .notice: "5"
            case .warning: "4"
            case .critical: "2"
            }
        var role = notice.role?.word ?? "body"
        if notice.superiorOf != nil { role = "superior of " + role }
        self.init(reserving: 1024)
        append("MESSAGE", notice.text)
        append("MESSAGE_ID", JournalMessage.id(of: notice.kind))
        append("PRIORITY", priority)
        append("SYSLOG_IDENTIFIER", "dondocd")
        append("CODE_FILE", notice.ruleFile)
        append("CODE_LINE", String(notice.ruleLine))
        append("DONDOC_NOTICE", key)
        append("DONDOC_KIND", notice.kind.rawValue)
        append("DONDOC_RULE", id.rule)
        append("DONDOC_STEP", String(id.step))
        append("DONDOC_REPEAT", String(id.repeatNumber))
        append("DONDOC_PROGRAMME", id.programme)
        append("DONDOC_TASK", id.task)
        append("DONDOC_OCCURRENCE", id.occurrence)
        append("DONDOC_START", notice.start.description)
        if let due = notice.due { append("DONDOC_DUE", due.description) }
        if let left = notice.daysLeft { append("DONDOC_DAYS_LEFT", String(left)) }
        append("DONDOC_RECIPIENT", id.recipient)
        append("DONDOC_ROLE", role)
        append("DONDOC_LATE", notice.late ? "true" : "false")
        append("DONDOC_DUE_NUMBER", String(id.dueNumber))
        for subject in notice.subjects { append("DONDOC_SUBJECT", subject) }
        if let document = notice.document { append("DONDOC_DOCUMENT", document) }
    }

    /// The head of the ledger: see `dondoc audit verify --anchors`.
    public init(anchor number: Int64, hash: String, siteName: String) {
        self.init(fields: [
            .init("MESSAGE", "The ledger has \(number) rows, its head is \(hash)"),
            .init("MESSAGE_ID", JournalMessage.anchorID), .init("PRIORITY", "6"),
            .init("SYSLOG_IDENTIFIER", "dondocd"), .init("DONDOC_LEDGER", siteName),
            .init("DONDOC_LEDGER_ROW", "\(number)"), .init("DONDOC_LEDGER_HASH", hash),
        ])
    }

    /// One line for standard error: the message, then the fields that a program looks for.
    public var line: String {
        let facts = fields.filter { $0.name.hasPrefix("DONDOC_") }.map { field in
            let isPlain = !field.value.isEmpty && field.value.utf8.allSatisfy { 0x21...0x7E ~= $0 && $0 != 0x22 }
            return "\(field.name)="
                + (isPlain ? field.value : "\"" + singleLine(field.value).filter { $0 != "\"" } + "\"")
        }
        return singleLine(self["MESSAGE"] ?? "", limit: 2000) + " " + facts.joined(separator: " ")
    }
}
