import Dates
import Diagnostics
import JSONText
import Ledger
import Planning
import Programmes

// What was reported and sent, for commands that only look.
extension OpenSite {
    /// - Returns: nil where nothing was ever recorded.
    func ledger() throws -> Ledger? {
        do {
            return try Ledger(in: state, access: .read)
        } catch .missing {
            return nil
        } catch {
            throw Trouble(error)
        }
    }

    /// What the ledger says; nothing where nothing was ever recorded.
    func recollect() throws -> Recollection {
        do {
            return try ledger()?.recollect() ?? Recollection()
        } catch let error as LedgerError {
            throw Trouble(error)
        }
    }

    /// Where nothing was ever recorded, every programme counts as loaded now.
    func memory(_ recollection: Recollection? = nil) throws -> Memory {
        var memory = Memory(plan)
        memory.recall(try recollection ?? recollect())
        for programme in plan.site.programmes { memory.load(programme: programme.id, at: now) }
        return memory
    }

    /// The ledger's rows about a task, in order.
    func entries(about state: TaskState) throws -> [LedgerRow] {
        guard let ledger = try ledger() else { return [] }
        var rows: [LedgerRow] = []
        let programme = plan.site.programmes[state.programmeIndex].id
        try ledger.audit(AuditFilter(programme: programme, task: plan.task(state.taskIndex).id)) { rows.append($0) }
        return rows
    }
}

extension Trouble {
    init(_ error: LedgerError) {
        self.init(wording: error.wording, code: Self.cannotRun)
    }
}

extension LedgerRow {
    /// When, what, and about what: for a table of three columns.
    func cells(_ site: OpenSite) -> [Table.Cell] {
        let (what, ink, detail): (String, Palette.Ink?, String)
        switch content {
        case .load(let programme, _):
            (what, ink, detail) = (say("nạp lần đầu", "first loaded"), .faint, programme)
        case .report(let report):
            (what, ink, detail) = (report.kind.shown, .green, report.detail(site))
        case .message(_, let recipient, let file, _):
            (what, ink, detail) = (say("thư", "message"), .faint, site.name(ofBody: recipient) + ": " + file)
        case .notice(let notice, _):
            let late = notice.late ? say(" (muộn)", " (late)") : ""
            (what, ink, detail) = (
                notice.kind.shown, notice.kind == .escalation ? .red : .cyan,
                "\(notice.identity.about) → \(site.name(ofBody: notice.identity.recipient))\(late), \(notice.identity.rule)"
            )
        case .withheld(let withheld, _, _):
            let more = withheld.detail.isEmpty ? "" : ": " + withheld.detail
            (what, ink, detail) = (
                say("không gửi", "not sent"), .faint,
                "\(withheld.identity.about), \(withheld.identity.rule): \(withheld.reason.shown)\(more)"
            )
        }
        return [.init(site.shown(at), .faint), .init(what, ink), .init(printable(detail))]
    }

    /// The fields of a row, as an object.
    func write(to json: inout JSONWriter, _ zone: Zone) {
        json.beginObject()
        json.field("row", Int(number))
        json.field("at", zone.format(at))
        switch content {
        case .load(let programme, _):
            json.field("type", "load")
            json.field("programme", programme)
        case .report(let report):
            json.field("type", "report")
            report.write(to: &json)
        case .message(let id, let recipient, let file, _):
            json.field("type", "message")
            json.field("messageID", id)
            json.field("recipient", recipient)
            json.field("file", file)
        case .notice(let notice, let message):
            json.field("type", "notice")
            notice.identity.write(to: &json)
            json.field("kind", notice.kind.rawValue)
            json.field("start", notice.start)
            json.field("due", notice.due)
            json.field("role", (notice.superiorOf == nil ? "" : "superior of ") + (notice.role?.word ?? "body"))
            json.field("late", notice.late)
            json.field("messageID", message)
            json.field("ruleFile", notice.ruleFile)
            json.field("ruleLine", notice.ruleLine)
            json.field("ruleSet", notice.ruleSet)
            json.field("text", notice.text)
        case .withheld(let withheld, _, let ruleSet):
            json.field("type", "withheld")
            withheld.identity.write(to: &json)
            json.field("nominal", zone.format(withheld.nominal))
            json.field("reason", withheld.reason.rawValue)
            json.field("detail", withheld.detail)
            json.field("ruleSet", ruleSet)
        }
        json.field("hash", hash)
        json.endObject()
    }
}

extension NoticeIdentity {
    /// `programme/task@occurrence`; of a digest its cycle.
    var about: String { task.isEmpty ? occurrence : "\(programme)/\(task)@\(occurrence)" }

    fileprivate func write(to json: inout JSONWriter) {
        json.field("programme", programme)
        json.field("task", task)
        json.field("occurrence", occurrence)
        json.field("rule", rule)
        json.field("step", step)
        json.field("repeat", repeatNumber)
        json.field("recipient", recipient)
    }
}

extension Report {
    fileprivate func detail(_ site: OpenSite) -> String {
        var text = task.map { "\(programme ?? "")/\($0)" + (occurrence.map { "@\($0)" } ?? "") } ?? ""
        switch kind {
        case .event(let name, let day): text = "\(name) " + say("ngày ", "on ") + day.shown
        case .snooze(let until): text += say(" đến ", " until ") + until.shown
        case .progress(let milli): text += " " + Quantity(milli: milli).plain
        case .done, .reopen, .cancel, .ack, .reported, .confirm, .giveBack, .unack, .extend, .askExtension, .grant, .refuse, .move, .withdraw: break
        }
        if !by.isEmpty { text += say(", bởi ", ", by ") + by }
        if !note.isEmpty { text += ": " + note }
        return text
    }

    fileprivate func write(to json: inout JSONWriter) {
        json.field("report", kind.key)
        json.field("programme", programme)
        json.field("task", task)
        json.field("occurrence", occurrence)
        switch kind {
        case .event(let name, let day):
            json.field("name", name)
            json.field("on", day)
        case .snooze(let until): json.field("until", until)
        case .progress(let milli): json.field("value", Quantity(milli: milli).plain)
        case .done, .reopen, .cancel, .ack, .reported, .confirm, .giveBack, .unack, .extend, .askExtension, .grant, .refuse, .move, .withdraw: break
        }
        json.field("by", by)
        json.field("uid", uid.map(Int.init))
        json.field("note", note)
    }
}

extension Report.Kind {
    var key: String {
        switch self {
        case .done: "done"
        case .reopen: "reopen"
        case .cancel: "cancel"
        case .ack: "ack"
        case .snooze: "snooze"
        case .progress: "progress"
        case .event: "event"
        case .reported: "reported"
        case .confirm: "confirm"
        case .giveBack: "return"
        case .unack: "unack"
        case .extend: "extend"
        case .askExtension: "ask-extension"
        case .grant: "grant"
        case .refuse: "refuse"
        case .move: "move"
        case .withdraw: "withdraw"
        }
    }

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
        }
    }
}

extension Withheld.Reason {
    var shown: String {
        switch self {
        case .done: say("đã xong", "it was done")
        case .cancelled: say("đã hủy", "it was cancelled")
        case .untilHeld: say("điều kiện dừng đã đạt", "the chain's end had come")
        case .guardFailed: say("điều kiện của quy tắc không đạt", "the rule's condition did not hold")
        case .superseded: say("có thông báo mới hơn thay thế", "a later one took its place")
        case .missed: say("đã lỡ và không gửi bù", "missed, and not made up for")
        case .muted: say("đang tạm ngưng", "muted")
        case .nothingToList: say("không có gì để tổng hợp", "nothing to list")
        case .noRecipient: say("không có nơi nhận", "nobody to send it to")
        }
    }
}
