import Dates
import Deadlines
import Diagnostics
import Planning
import Programmes
import RuleLanguage

// What the program's own words are called where people read them.

extension DeadlineKind {
    var shown: String { wording.text(in: .ofReader) }
}

extension Role {
    var shown: String { printRecipient(.role(self), in: .ofReader) }
}

extension NoticeKind {
    var shown: String {
        switch self {
        case .reminder: say("nhắc", "reminder")
        case .escalation: say("báo cáo", "escalation")
        case .digest: say("tổng hợp", "digest")
        }
    }
}

extension Priority {
    var shown: String {
        switch self {
        case .low: say("thấp", "low")
        case .normal: say("bình thường", "normal")
        case .high: say("cao", "high")
        case .urgent: say("khẩn", "urgent")
        }
    }
}

extension ShareState.Count {
    /// After a number.
    var shown: String {
        switch self {
        case .notBegun: say("chưa bắt đầu", "not begun")
        case .inProgress: say("đang thực hiện", "in progress")
        case .reported: say("chờ xác nhận", "to be confirmed")
        case .overdue: say("quá hạn", "overdue")
        case .doneInTime: say("xong đúng hạn", "done in time")
        case .doneLate: say("xong muộn", "done late")
        case .withoutDate: say("không có ngày hạn", "without a due date")
        case .awaiting: say("chờ sự kiện", "awaiting an event")
        case .cancelled: say("đã hủy", "cancelled")
        case .history: say("đã qua", "past")
        }
    }
}

extension ShareState {
    /// As a table shows it.
    var standing: Table.Cell {
        let ink: Palette.Ink? =
            switch count {
            case .overdue: .red
            case .doneInTime, .doneLate: .green
            case .reported, .awaiting: .blue
            case .notBegun, .cancelled, .history: .faint
            case .inProgress, .withoutDate: nil
            }
        let asked = askedUntil.map { say(", xin gia hạn đến ", ", asks for ") + $0.shown } ?? ""
        let noted = isAcknowledged && status == .open ? say(", đã tiếp nhận", ", acknowledged") : ""
        return .init(count.shown + (doneOn.map { " " + $0.shown } ?? "") + noted + asked, ink)
    }
}

extension PeriodUnit {
    func shown(_ every: Int) -> String { wording(every).text(in: .ofReader) }
}

extension Term {
    var shown: String { wording.text(in: .ofReader) }
}
