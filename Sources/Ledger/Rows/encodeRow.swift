internal import Dates
public import Planning
internal import Programmes
public import RuleLanguage

/// The columns of a row, in the order of ``LedgerTable/columns``.
func encode(_ report: Report) -> [ColumnValue] {
    var event: String?
    var day: Day?
    var milli: Int?
    var reason: String?
    var former: Day?
    switch report.kind {
    case .done, .reported, .confirm, .reopen, .cancel, .ack, .unack, .grant: break
    case .giveBack(let why), .refuse(let why): reason = why
    case .snooze(let until): day = until
    case .progress(let value): milli = value
    case .extend(let until, let why), .askExtension(let until, let why): (day, reason) = (until, why)
    case .move(let from, let to): (former, day) = (from, to)
    case .renumber(let ids):
        // Ids have no spaces: the former and the present one, pair after pair.
        reason = ids.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }.joined(separator: " ")
    case .rename(let former): event = former
    case .event(let name, let on): (event, day) = (name, on)
    case .withdraw(let name): event = name
    }
    return [
        ColumnValue(report.at.seconds), ColumnValue(report.kind.word), ColumnValue(report.programme),
        ColumnValue(report.task),
        ColumnValue(report.occurrence), ColumnValue(event), ColumnValue(day?.number), ColumnValue(milli),
        ColumnValue(report.by),
        ColumnValue(report.uid), ColumnValue(report.note), ColumnValue(ids: report.bodies),
        ColumnValue(report.on?.number),
        ColumnValue(report.document?.number), ColumnValue(report.document?.date?.number), ColumnValue(reason),
        ColumnValue(former?.number), ColumnValue(report.actor?.name), ColumnValue(report.actor?.body),
        ColumnValue(report.actor?.how.rawValue),
    ]
}

func encode(_ message: MessageRecord, at: Instant) -> [ColumnValue] {
    [
        ColumnValue(at.seconds), ColumnValue(message.messageID), ColumnValue(message.recipient),
        ColumnValue(message.fileName),
    ]
}

func encode(_ notice: NoticeRecord, message: Int64) -> [ColumnValue] {
    let id = notice.identity
    return [
        .integer(message), ColumnValue(notice.at.seconds), ColumnValue(notice.nominal.seconds),
        ColumnValue(notice.kind.rawValue),
        ColumnValue(id.programme), ColumnValue(id.task), ColumnValue(id.occurrence), ColumnValue(id.rule),
        ColumnValue(id.step),
        ColumnValue(id.repeatNumber), ColumnValue(id.recipient), ColumnValue(notice.role?.word),
        ColumnValue(notice.superiorOf),
        ColumnValue(notice.start.number), ColumnValue(notice.due?.number), ColumnValue(notice.prudentDue?.number),
        ColumnValue(notice.legalDue?.number), .integer(notice.late ? 1 : 0), ColumnValue(notice.severity.word),
        ColumnValue(notice.daysLeft), ColumnValue(notice.ruleFile), ColumnValue(notice.ruleLine),
        ColumnValue(notice.ruleSet),
        ColumnValue(notice.text), ColumnValue(id.dueNumber == 0 ? nil : id.dueNumber),
        ColumnValue(notice.firstDue == notice.due ? nil : notice.firstDue?.number), ColumnValue(ids: notice.subjects),
        ColumnValue(notice.concernsAll ? nil : 1), ColumnValue(notice.document),
        ColumnValue(id.generation == 0 ? nil : id.generation),
    ]
}

func encode(_ withheld: Withheld, at: Instant, ruleSet: String) -> [ColumnValue] {
    let id = withheld.identity
    return [
        ColumnValue(at.seconds), ColumnValue(withheld.nominal.seconds), ColumnValue(withheld.reason.rawValue),
        ColumnValue(id.programme),
        ColumnValue(id.task), ColumnValue(id.occurrence), ColumnValue(id.rule), ColumnValue(id.step),
        ColumnValue(id.repeatNumber),
        ColumnValue(id.recipient), ColumnValue(withheld.detail), ColumnValue(ruleSet),
        ColumnValue(id.dueNumber == 0 ? nil : id.dueNumber),
    ]
}

extension ColumnValue {
    /// Ids of bodies, which have no spaces, one after the other; NULL where there are none.
    init(ids: [String]) { self.init(ids.isEmpty ? nil : ids.joined(separator: " ")) }
}

extension Report.Kind {
    /// As the ledger and what programs read call it.
    public var word: String {
        switch self {
        case .done: "done"
        case .reported: "reported"
        case .confirm: "confirm"
        case .giveBack: "return"
        case .reopen: "reopen"
        case .cancel: "cancel"
        case .ack: "ack"
        case .unack: "unack"
        case .snooze: "snooze"
        case .progress: "progress"
        case .extend: "extend"
        case .askExtension: "ask-extension"
        case .grant: "grant"
        case .refuse: "refuse"
        case .move: "move"
        case .event: "event"
        case .withdraw: "withdraw"
        case .renumber: "renumber"
        case .rename: "rename"
        }
    }
}

extension Severity {
    /// As the rule language names it.
    public var word: String {
        switch self {
        case .info: "info"
        case .notice: "notice"
        case .warning: "warning"
        case .critical: "critical"
        }
    }

    /// - Returns: nil for a word that is none of theirs.
    public init?(word: String) {
        switch word {
        case "info": self = .info
        case "notice": self = .notice
        case "warning": self = .warning
        case "critical": self = .critical
        default: return nil
        }
    }
}
