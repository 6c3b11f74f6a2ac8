import Dates
import Deadlines
import Diagnostics
import Planning
import Programmes
import RuleLanguage

// What the program's own words are called where people read them.

extension DeadlineKind {
    var shown: String {
        switch self {
        case .once: say("một lần", "once")
        case .recurring: say("định kỳ có hạn", "recurring")
        case .periodic: say("định kỳ", "periodic")
        case .continuous: say("thường xuyên", "continuous")
        case .awaiting: say("chờ sự kiện", "awaiting an event")
        case .asNeeded: say("khi cần", "as needed")
        case .vague: say("không có ngày", "no date")
        case .compound: say("nhiều thời hạn", "compound")
        case .unreadable: say("không đọc được", "unreadable")
        }
    }
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
    func shown(_ every: Int) -> String {
        let vi =
            switch self {
            case .day: "ngày"
            case .week: "tuần"
            case .month: "tháng"
            case .quarter: "quý"
            case .halfYear: "nửa năm"
            case .year: "năm"
            }
        let en =
            switch self {
            case .day: "day"
            case .week: "week"
            case .month: "month"
            case .quarter: "quarter"
            case .halfYear: "half-year"
            case .year: "year"
            }
        return every == 1 ? say("mỗi \(vi)", "every \(en)") : say("mỗi \(every) \(vi)", "every \(every) \(en)s")
    }
}

extension Term {
    var shown: String {
        switch unit {
        case .hour: counted(count, "giờ", "hour", "hours")
        case .day: counted(count, "ngày", "day", "days")
        case .workingDay: counted(count, "ngày làm việc", "working day", "working days")
        case .week: counted(count, "tuần", "week", "weeks")
        case .month: counted(count, "tháng", "month", "months")
        case .quarter: counted(count, "quý", "quarter", "quarters")
        case .year: counted(count, "năm", "year", "years")
        }
    }
}
