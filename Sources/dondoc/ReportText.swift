import Dates
import Diagnostics
import Engine
import JSONText
import Ledger
import Planning
import Programmes

// A report in the ledger, for people and for programs.

extension Report {
    /// What it is about and what it says.
    func detail(_ site: OpenSite) -> String {
        var text = task.map { "\(programme ?? "")/\($0)" + (occurrence.map { "@\($0)" } ?? "") } ?? ""
        if !bodies.isEmpty { text += " (" + bodies.map { site.name(ofBody: $0) }.joined(separator: ", ") + ")" }
        return text + facts
    }

    /// What it says besides its kind and what it is about.
    var facts: String {
        var text =
            switch kind {
            case .event(let name, let day): "\(name) " + say("ngày ", "on ") + day.shown
            case .withdraw(let name): name
            case .rename(let former): former
            case .renumber(let ids): ids.sorted { $0.key < $1.key }.map { "\($0) → \($1)" }.joined(separator: ", ")
            case .snooze(let until), .extend(let until, _), .askExtension(let until, _):
                say(" đến ", " until ") + until.shown
            case .move(let from, let to):
                (from.map { say(" từ ", " from ") + $0.shown } ?? "") + say(" đến ", " to ") + to.shown
            case .progress(let milli): " " + Target(metric: "", milli: milli, unit: nil).value
            case .done, .reopen, .cancel, .ack, .reported, .confirm, .giveBack, .unack, .grant, .refuse: ""
            }
        if let reason { text += ": " + reason }
        if let document {
            text += say(", văn bản ", ", document ") + document.number
            if let date = document.date { text += say(" ngày ", " of ") + date.shown }
        }
        if let on { text += say(", ngày ", ", on ") + on.shown }
        if !by.isEmpty { text += say(", bởi ", ", by ") + by }
        if let actor { text += say(", do ", ", from ") + actor.shown }
        if let uid { text += say(", người dùng ", ", user ") + userName(uid) }
        if !note.isEmpty { text += ": " + note }
        return text
    }
}

extension Report.Actor {
    /// "lan.nt (ban-dan-van, đăng nhập)".
    fileprivate var shown: String {
        let means =
            switch how {
            case .shell: say("tài khoản trên máy", "account")
            case .sso: say("đăng nhập", "signed in")
            case .link: say("liên kết trong thư", "link of a letter")
            }
        return name + " (" + [body, means].compactMap(\.self).joined(separator: ", ") + ")"
    }
}

extension Report.Kind {
    var shown: String {
        switch self {
        case .done: say("đã xong", "done")
        case .reopen: say("mở lại", "reopened")
        case .cancel: say("hủy", "cancelled")
        case .ack: say("tiếp nhận", "acknowledged")
        case .snooze: say("hoãn nhắc", "held back")
        case .progress: say("tiến độ", "progress")
        case .event: say("sự kiện", "event")
        case .reported: say("báo đã xong, chờ xác nhận", "reported done, to be confirmed")
        case .confirm: say("xác nhận hoàn thành", "confirmed")
        case .giveBack: say("trả lại", "returned")
        case .unack: say("rút tiếp nhận", "acknowledgement taken back")
        case .extend: say("gia hạn", "extended")
        case .askExtension: say("xin gia hạn", "extension asked")
        case .grant: say("đồng ý gia hạn", "extension granted")
        case .refuse: say("không đồng ý gia hạn", "extension refused")
        case .move: say("văn bản đổi hạn", "due date moved by the document")
        case .withdraw: say("rút sự kiện", "event taken back")
        case .renumber: say("đánh số lại", "renumbered")
        case .rename: say("đổi mã chương trình", "programme renamed")
        }
    }
}
