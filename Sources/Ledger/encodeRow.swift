internal import Dates
internal import Planning
internal import Programmes
public import RuleLanguage

/// The columns of a row, in the order of ``Table/columns``.
func encode(_ report: Report) -> [Column] {
    var event: String?
    var day: Day?
    var milli: Int?
    let kind: String
    switch report.kind {
    case .done: kind = "done"
    case .reopen: kind = "reopen"
    case .cancel: kind = "cancel"
    case .ack: kind = "ack"
    case .snooze(let until):
        kind = "snooze"
        day = until
    case .progress(let value):
        kind = "progress"
        milli = value
    case .event(let name, let on):
        kind = "event"
        event = name
        day = on
    case .reported, .confirm, .giveBack, .unack, .extend, .askExtension, .grant, .refuse, .move, .withdraw:
        preconditionFailure("no column has it yet")
    }
    return [
        Column(report.at.seconds), Column(kind), Column(report.programme), Column(report.task),
        Column(report.occurrence), Column(event), Column(day?.number), Column(milli), Column(report.by),
        Column(report.uid), Column(report.note),
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
        Column(notice.text),
    ]
}

func encode(_ withheld: Withheld, at: Instant, ruleSet: String) -> [Column] {
    let id = withheld.identity
    return [
        Column(at.seconds), Column(withheld.nominal.seconds), Column(withheld.reason.rawValue), Column(id.programme),
        Column(id.task), Column(id.occurrence), Column(id.rule), Column(id.step), Column(id.repeatNumber),
        Column(id.recipient), Column(withheld.detail), Column(ruleSet),
    ]
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

    init?(word: String) {
        switch word {
        case "info": self = .info
        case "notice": self = .notice
        case "warning": self = .warning
        case "critical": self = .critical
        default: return nil
        }
    }
}
