import Dates
import Diagnostics
import JSONText

/// The pages' language, and what it calls things.
struct PageWording: Sendable {
    let language: Language

    func callAsFunction(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }

    /// `2021-12-31` as people write it.
    func day(_ text: String?) -> String? {
        guard let text, let day = Day(text) else { return text }
        return language == .vi ? day.dayMonthYear : day.description
    }

    /// An instant of RFC 3339, to the minute, in the zone it is written in.
    func instant(_ text: String?) -> String? {
        guard let text, text.utf8.count >= 16, let date = day(String(text.prefix(10))) else { return text }
        return date + " " + text.dropFirst(11).prefix(5)
    }

    func days(_ count: Int) -> String { language == .vi ? "\(count) ngày" : "\(count) day\(count == 1 ? "" : "s")" }

    /// Where a share stands.
    func standing(_ count: String?) -> String {
        switch count {
        case "notBegun": self("chưa bắt đầu", "not begun")
        case "inProgress": self("đang thực hiện", "in progress")
        case "reported": self("đã báo xong, chờ xác nhận", "reported done, to be confirmed")
        case "overdue": self("quá hạn", "overdue")
        case "doneInTime": self("xong đúng hạn", "done in time")
        case "doneLate": self("xong muộn", "done late")
        case "withoutDate": self("không có ngày hạn", "without a due date")
        case "awaiting": self("chờ sự kiện", "awaiting an event")
        case "cancelled": self("đã hủy", "cancelled")
        case "history": self("đã qua trước khi theo dõi", "past before it was watched")
        default: ""
        }
    }

    /// Where an occurrence stands.
    func status(_ status: String?) -> String {
        switch status {
        case "open": self("đang thực hiện", "in progress")
        case "reported": self("đã báo xong, chờ xác nhận", "reported done, to be confirmed")
        case "overdue": self("quá hạn", "overdue")
        case "awaited": self("chờ sự kiện", "awaiting an event")
        case "upcoming": self("chưa bắt đầu", "not begun")
        case "done": self("đã xong", "done")
        case "cancelled": self("đã hủy", "cancelled")
        case "history": self("đã qua", "past")
        default: self("không có thời hạn", "no deadline")
        }
    }

    /// What shares are chosen by, as `ListTasks` calls it.
    static let marks = [
        "overdue", "dueSoon", "inProgress", "reported", "asking", "withoutDate", "inTime", "late",
    ]

    func mark(_ mark: String) -> String {
        switch mark {
        case "overdue": self("Quá hạn", "Overdue")
        case "dueSoon": self("Sắp đến hạn", "Due soon")
        case "inProgress": self("Đang thực hiện", "In progress")
        case "reported": self("Chờ xác nhận", "To be confirmed")
        case "asking": self("Đang xin gia hạn", "More time asked for")
        case "withoutDate": self("Chưa có ngày hạn", "Without a date")
        case "inTime": self("Xong đúng hạn", "Done in time")
        case "late": self("Xong muộn", "Done late")
        default: mark
        }
    }

    /// The colour that repeats what is said in words.
    func tone(_ count: String?, isSoon: Bool) -> String {
        switch count {
        case "overdue": "late"
        case "inProgress", "open": isSoon ? "soon" : ""
        case "reported", "awaiting", "awaited": "wait"
        case "doneInTime", "doneLate", "done": "done"
        default: "past"
        }
    }

    /// "còn 12 ngày", "hôm nay", "quá hạn 3 ngày".
    func remaining(_ left: Int, overdue: Int) -> String {
        if overdue > 0 { return self("quá hạn \(overdue) ngày", "\(days(overdue)) overdue") }
        if left > 0 { return self("còn \(left) ngày", "\(days(left)) left") }
        return left == 0
            ? self("hôm nay", "today")
            : self("hạn đã qua, tính đến hết ngày làm việc", "until the end of the working day")
    }

    func role(_ word: String) -> String {
        switch word {
        case "directing": self("Chỉ đạo", "Directing")
        case "lead": self("Chủ trì", "Lead")
        case "executing": self("Thực hiện", "Executing")
        case "coordinating": self("Phối hợp", "Coordinating")
        case "monitoring": self("Theo dõi", "Monitoring")
        default: word
        }
    }

    func report(_ word: String?) -> String {
        switch word {
        case "done": self("đã xong", "done")
        case "reported": self("báo đã xong, chờ xác nhận", "reported done, to be confirmed")
        case "confirm": self("xác nhận hoàn thành", "confirmed")
        case "return": self("trả lại", "returned")
        case "reopen": self("mở lại", "reopened")
        case "cancel": self("hủy", "cancelled")
        case "ack": self("tiếp nhận", "acknowledged")
        case "unack": self("rút tiếp nhận", "acknowledgement taken back")
        case "snooze": self("hoãn nhắc", "held back")
        case "progress": self("báo tiến độ", "progress reported")
        case "extend": self("gia hạn", "extended")
        case "ask-extension": self("xin gia hạn", "more time asked for")
        case "grant": self("đồng ý gia hạn", "extension granted")
        case "refuse": self("không đồng ý gia hạn", "extension refused")
        case "move": self("văn bản đổi hạn", "due date moved by the document")
        case "event": self("sự kiện", "event")
        case "withdraw": self("rút sự kiện", "event taken back")
        case "renumber", "rename": self("đổi số hiệu", "renumbered")
        default: word ?? ""
        }
    }

    func notice(_ kind: String?) -> String {
        switch kind {
        case "reminder": self("nhắc", "reminder")
        case "escalation": self("báo cáo cấp trên", "escalation")
        case "digest": self("tổng hợp", "summary")
        default: kind ?? ""
        }
    }
}
