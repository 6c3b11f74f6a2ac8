import Dates
import Deadlines
import Diagnostics
import Programmes
import RuleLanguage

/// In words, why an instant brought no notice.
func wording(of reason: Withheld.Reason, at instant: Instant) -> Wording {
    switch reason {
    case .done: Wording(vi: "Đã báo hoàn thành trước đó", en: "It had been reported done")
    case .cancelled: Wording(vi: "Đã huỷ trước đó", en: "It had been cancelled")
    case .reported:
        Wording(vi: "Đã báo hoàn thành, đang chờ xác nhận", en: "It was reported done and waits to be confirmed")
    case .untilHeld: Wording(vi: "Chuỗi đã kết thúc trước đó", en: "The chain had ended")
    case .guardFailed: Wording(vi: "Điều kiện “nếu” không đúng lúc đó", en: "The “if” did not hold then")
    case .superseded:
        Wording(vi: "Đã lỡ; lần sau của cùng quy tắc thay thế", en: "Missed; a later one of the rule took its place")
    case .missed: Wording(vi: "Đã lỡ, và quy tắc không gửi bù", en: "Missed, and the rule does not catch up")
    case .muted: Wording(vi: "Rơi vào lúc tạm ngưng, và bị bỏ", en: "It fell into a mute that drops")
    case .noRecipient: Wording(vi: "Không có ai để gửi", en: "There was nobody to send it to")
    case .nothingToList: Wording(vi: "Không có gì để liệt kê", en: "There was nothing to list")
    }
}

extension Condition {
    /// What a single question is about.
    var fact: Fact? {
        switch self {
        case .compare(let fact, _, _, _), .holds(let fact, _): fact
        case .dueWithin: .due
        case .and, .or, .not, .defined: nil
        }
    }
}

extension Facts {
    /// What a fact is, in words.
    func value(of fact: Fact) -> Wording {
        func same(_ text: String) -> Wording { Wording(vi: text, en: text) }
        func yes(_ value: Bool) -> Wording { value ? Wording(vi: "có", en: "so") : Wording(vi: "không", en: "not so") }
        let none = Wording(vi: "không có", en: "none")
        let item = plan.task(task)
        switch fact {
        case .programme: return same(plan.site.programmes[programme].id)
        case .task: return same(item.id)
        case .title: return same(item.title)
        case .tag:
            let tags = plan.site.programmes[programme].tagSets[Int(item.tags)]
            return tags.isEmpty ? none : same(tags.joined(separator: ", "))
        case .priority:
            return switch item.priority {
            case .low: Wording(vi: "thấp", en: "low")
            case .normal: Wording(vi: "thường", en: "normal")
            case .high: Wording(vi: "cao", en: "high")
            case .urgent: Wording(vi: "khẩn", en: "urgent")
            }
        case .deadline: return kind.wording
        case .start: return occurrence.start.wording
        case .due: return occurrence.due?.wording ?? none
        case .role(let role):
            let bodies = item.bodies(role).map { plan.site.bodies[$0].id }
            return bodies.isEmpty ? none : same(bodies.joined(separator: ", "))
        case .status:
            return switch status {
            case .open: Wording(vi: "đang mở", en: "open")
            case .done: Wording(vi: "hoàn thành", en: "done")
            case .cancelled: Wording(vi: "đã huỷ", en: "cancelled")
            }
        case .progress: return same("\(progress / 1000) %")
        case .acknowledged: return yes(isAcknowledged)
        case .done: return yes(status == .done)
        case .cancelled: return yes(status == .cancelled)
        case .overdue: return yes(daysOverdue > 0)
        case .daysOverdue: return same("\(daysOverdue)")
        case .daysLeft: return daysLeft.map { same("\($0)") } ?? none
        case .noticesSent: return same("\(noticesSent)")
        case .officer: return plan.extra(ofTask: task)?.officer.map { same($0.name) } ?? none
        case .reported: return yes(isReported)
        case .extended: return yes(extensions > 0)
        case .document: return yes(hasDocument)
        case .late: return yes(isLate)
        case .extensions: return same("\(extensions)")
        case .sharesOpen: return same("\(sharesOpen)")
        case .shares: return same("\(shares)")
        }
    }
}

extension Day {
    /// As each language writes dates: 31/12/2021, 2021-12-31.
    var wording: Wording { Wording(vi: dayMonthYear, en: description) }
}

extension Zone {
    /// As people write an instant: "lúc 08:00 ngày 31/12/2021", "on 2021-12-31 at 08:00".
    func wording(_ instant: Instant) -> Wording {
        let (day, time) = local(instant)
        return Wording(vi: "lúc \(time) ngày \(day.wording.vi)", en: "on \(day) at \(time)")
    }
}

extension DeadlineKind {
    /// The words by which a rule asks for it.
    fileprivate var wording: Wording { Wording(vi: printKind(self, in: .vi), en: printKind(self, in: .en)) }
}
