internal import Dates
internal import Diagnostics
internal import Planning
internal import Programmes
internal import RuleLanguage

/// Why a notice comes to its recipient: by rank, and by the moment. Letters say it once over all that come for the same
/// reason, the weightiest first.
enum Reason: Hashable {
    /// Those above are asked for direction.
    case escalation(isOverdue: Bool)
    /// Something was reported.
    case news(ReportTrigger, isOwn: Bool)
    /// The recipient's own duty.
    case own(Moment)
    case coordinating
    /// For the recipient to know: directing, monitoring, superior bodies are never told to do it.
    case informed
    case digest

    enum Moment: Hashable {
        case overdue, today, ahead, undated
    }

    var isEscalation: Bool { if case .escalation = self { true } else { false } }

    /// By weight.
    var rank: Int {
        switch self {
        case .escalation(isOverdue: true): 0
        case .escalation: 1
        case .own(.overdue): 2
        case .own(.today): 3
        case .own(.ahead): 4
        case .own(.undated): 5
        case .news: 6
        case .coordinating: 7
        case .informed: 8
        case .digest: 9
        }
    }

    /// The first word of a letter's subject.
    var title: Wording {
        switch self {
        case .escalation: Wording(vi: "Báo cáo tiến độ", en: "Escalation")
        case .own, .coordinating: Wording(vi: "Nhắc việc", en: "Reminder")
        case .informed: Wording(vi: "Thông tin tiến độ", en: "For information")
        case .digest: Wording(vi: "Tổng hợp", en: "Summary")
        case .news(let trigger, _):
            switch trigger {
            case .reported: Wording(vi: "Chờ xác nhận", en: "To be confirmed")
            case .returned: Wording(vi: "Báo cáo bị trả lại", en: "Report returned")
            case .done: Wording(vi: "Đã hoàn thành", en: "Done")
            case .cancelled: Wording(vi: "Đã hủy", en: "Cancelled")
            case .extensionAsked: Wording(vi: "Xin gia hạn", en: "Extension asked for")
            case .extended: Wording(vi: "Được gia hạn", en: "Extended")
            case .extensionRefused: Wording(vi: "Không được gia hạn", en: "Extension refused")
            }
        }
    }

    /// What stands over the items.
    func opening(_ count: Int, to recipient: String) -> Wording {
        let vi = count == 1 ? "nhiệm vụ" : "các nhiệm vụ"
        let en = count == 1 ? "task" : "tasks"
        return switch self {
        case .escalation(isOverdue: true):
            Wording(
                vi:
                    "Xin báo cáo và đề nghị cho ý kiến chỉ đạo đối với \(vi) sau, đã quá hạn mà chưa có báo cáo kết quả:",
                en: "For your direction: the following \(en), overdue and without a report:")
        case .escalation:
            Wording(
                vi: "Xin báo cáo và đề nghị cho ý kiến chỉ đạo đối với \(vi) sau:",
                en: "For your information and direction:")
        case .own(.overdue):
            Wording(
                vi:
                    "Đề nghị khẩn trương hoàn thành, báo cáo kết quả và nêu rõ lý do chậm đối với \(vi) sau, đã quá hạn:",
                en: "Please complete the following \(en), overdue, report the result and say why it is late:")
        case .own(.today):
            Wording(
                vi: "Hôm nay là hạn cuối. Đề nghị hoàn thành và báo cáo kết quả \(vi) sau:",
                en: "Due today. Please complete the following \(en) and report the result:")
        case .own(.ahead):
            Wording(
                vi: "Đề nghị quan tâm thực hiện và báo cáo kết quả đúng hạn \(vi) sau:",
                en: "Please see to the following \(en) and report the result in time:")
        case .own(.undated):
            Wording(
                vi: "Đề nghị quan tâm thực hiện và báo cáo kết quả \(vi) sau:",
                en: "Please see to the following \(en) and report the result:")
        case .coordinating:
            Wording(
                vi: "Đề nghị quan tâm phối hợp với cơ quan chủ trì trong \(vi) sau:",
                en: "Please support the lead of the following \(en):")
        case .informed:
            Wording(
                vi: "Xin thông tin để \(recipient) nắm tình hình \(vi) sau:",
                en: "For your information, on the following \(en):")
        case .digest: Wording(vi: "", en: "")
        case .news(let trigger, let isOwn): news(trigger, isOwn, vi, en)
        }
    }

    private func news(_ trigger: ReportTrigger, _ isOwn: Bool, _ vi: String, _ en: String) -> Wording {
        switch trigger {
        case .reported:
            Wording(
                vi: "Đã có báo cáo hoàn thành, đề nghị xem xét, xác nhận \(vi) sau:",
                en: "Reported as done, please confirm the following \(en):")
        case .returned:
            isOwn
                ? Wording(
                    vi: "Báo cáo kết quả chưa được chấp nhận. Đề nghị bổ sung và báo cáo lại \(vi) sau:",
                    en: "The report was not accepted. Please complete and report the following \(en) again:")
                : Wording(vi: "Báo cáo kết quả \(vi) sau chưa được chấp nhận:", en: "Returned, of the following \(en):")
        case .done: Wording(vi: "Xin báo cáo \(vi) sau đã hoàn thành:", en: "Done, of the following \(en):")
        case .cancelled: Wording(vi: "Xin thông báo \(vi) sau đã hủy:", en: "Cancelled, of the following \(en):")
        case .extensionAsked:
            Wording(
                vi: "Có đề nghị gia hạn, xin xem xét và trả lời đối với \(vi) sau:",
                en: "An extension is asked for; please decide on the following \(en):")
        case .extended:
            Wording(vi: "Xin thông báo \(vi) sau được gia hạn:", en: "The following \(en) have a later due date:")
        case .extensionRefused:
            isOwn
                ? Wording(
                    vi: "Đề nghị gia hạn không được chấp nhận. Đề nghị hoàn thành đúng hạn \(vi) sau:",
                    en: "The extension was refused. Please complete the following \(en) in time:")
                : Wording(
                    vi: "Đề nghị gia hạn \(vi) sau không được chấp nhận:", en: "Refused, for the following \(en):")
        }
    }
}

extension Reason {
    /// - Parameters:
    ///   - trigger: of the rule, where it answers to reports.
    ///   - isOwn: it is about the recipient's own share alone.
    init(_ notice: Notice, trigger: ReportTrigger?, isOwn: Bool, daysOverdue: Int, daysLeft: Int?) {
        if notice.kind == .digest {
            self = .digest
            return
        }
        let isDoer = notice.superiorOf == nil && (notice.role == .lead || notice.role == .executing)
        if let trigger {
            self = .news(trigger, isOwn: isOwn || isDoer)
        } else if notice.kind == .escalation {
            self = .escalation(isOverdue: daysOverdue > 0)
        } else if isDoer {
            let moment: Moment =
                daysOverdue > 0 ? .overdue : daysLeft.map { $0 > 0 ? .ahead : .today } ?? .undated
            self = .own(moment)
        } else if notice.superiorOf == nil, notice.role == .coordinating {
            self = .coordinating
        } else {
            self = .informed
        }
    }
}

extension Role {
    var wording: Wording {
        switch self {
        case .directing: Wording(vi: "chỉ đạo", en: "directing")
        case .lead: Wording(vi: "chủ trì", en: "lead")
        case .executing: Wording(vi: "thực hiện", en: "executing")
        case .coordinating: Wording(vi: "phối hợp", en: "coordinating")
        case .monitoring: Wording(vi: "theo dõi", en: "monitoring")
        }
    }
}
