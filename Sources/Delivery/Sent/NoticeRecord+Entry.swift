internal import Dates
internal import Ledger
internal import Planning
internal import Programmes
internal import RuleLanguage

extension NoticeRecord {
    /// A notice as an entry of the journal tells of it; see ``JournalEntry/init(_:)``.
    /// - Parameters:
    ///   - at: when the journal took it in.
    ///   - value: of a field; nil where the entry has none.
    /// - Returns: nil for an entry of something else.
    init?(at: Instant, value: (String) -> String?) {
        guard let identity = value("DONDOC_NOTICE").flatMap({ NoticeIdentity(key: $0) }) else { return nil }
        self.init(sent: identity, at: at)
        kind = value("DONDOC_KIND").flatMap { NoticeKind(rawValue: $0) } ?? kind
        start = value("DONDOC_START").flatMap { Day($0) } ?? start
        due = value("DONDOC_DUE").flatMap { Day($0) }
        firstDue = due
        document = value("DONDOC_DOCUMENT")
        late = value("DONDOC_LATE") == "true"
        daysLeft = value("DONDOC_DAYS_LEFT").flatMap { Int($0) }
        let words = value("DONDOC_ROLE") ?? ""
        let superior = "superior of "
        role = Role(word: words.hasPrefix(superior) ? String(words.dropFirst(superior.count)) : words)
        superiorOf = words.hasPrefix(superior) ? "" : nil
        switch value("PRIORITY") {
        case "6": severity = .info
        case "4": severity = .warning
        case "2": severity = .critical
        default: severity = .notice
        }
        ruleFile = value("CODE_FILE") ?? ""
        ruleLine = value("CODE_LINE").flatMap { Int($0) } ?? 0
        text = value("MESSAGE") ?? ""
    }
}
