internal import Dates
public import Planning
internal import Programmes
public import RuleLanguage

/// The columns of a row, in the order of ``Table/columns``.
func encode(_ report: Report) -> [Column] {
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
        Column(report.at.seconds), Column(report.kind.word), Column(report.programme), Column(report.task),
        Column(report.occurrence), Column(event), Column(day?.number), Column(milli), Column(report.by),
        Column(report.uid), Column(report.note), Column(ids: report.bodies), Column(report.on?.number),
        Column(report.document?.number), Column(report.document?.date?.number), Column(reason),
        Column(former?.number), Column(report.actor?.name), Column(report.actor?.body),
        Column(report.actor?.how.rawValue),
    ]
}

func encode(_ message: MessageRecord, at: Instant) -> [Column] {
    [Column(at.seconds), Column(message.messageID), Column(message.recipient), Column(message.fileName)]
}

func encode(_ notice: NoticeRecord, message: Int64) -> [Column] {
    let id = notice.identity
    return [
        .integer(message), Column(notice.at.seconds), Column(notice.nominal.seconds), Column(notice.kind.rawValue),
        Column(id.programme), Column(id.task), Column(id.occurrence), Column(id.rule), Column(id.step),
        Column(id.repeatNumber), Column(id.recipient), Column(notice.role?.word), Column(notice.superiorOf),
        Column(notice.start.number), Column(notice.due?.number), Column(notice.prudentDue?.number),
        Column(notice.legalDue?.number), .integer(notice.late ? 1 : 0), Column(notice.severity.word),
        Column(notice.daysLeft), Column(notice.ruleFile), Column(notice.ruleLine), Column(notice.ruleSet),
        Column(notice.text), Column(id.dueNumber == 0 ? nil : id.dueNumber),
        Column(notice.firstDue == notice.due ? nil : notice.firstDue?.number), Column(ids: notice.subjects),
        Column(notice.concernsAll ? nil : 1), Column(notice.document),
    ]
}

func encode(_ withheld: Withheld, at: Instant, ruleSet: String) -> [Column] {
    let id = withheld.identity
    return [
        Column(at.seconds), Column(withheld.nominal.seconds), Column(withheld.reason.rawValue), Column(id.programme),
        Column(id.task), Column(id.occurrence), Column(id.rule), Column(id.step), Column(id.repeatNumber),
        Column(id.recipient), Column(withheld.detail), Column(ruleSet),
        Column(id.dueNumber == 0 ? nil : id.dueNumber),
    ]
}

extension Column {
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
