import Dates
import JSONText

/// A report that is to be made in a form: which fields it has, and what was typed.
struct ReportForm {
    struct Field {
        enum Kind { case text, day, area }

        /// As the parameter of `Report` is called.
        var name: String
        var kind: Kind
        var label: String
        var hint: String?
        var isRequired = false
        var most = 2000
    }

    var kind: ReportKind
    /// Of whose share.
    var body: String

    /// What stands in its fields at first.
    func defaults(today: Day) -> [String: String] { kind == .done ? ["on": today.description] : [:] }

    func fields(_ words: PageWording, target: [String: JSONValue]?) -> [Field] {
        let note = Field(name: "note", kind: .area, label: words("Ghi chú", "Note"))
        let reason = Field(name: "reason", kind: .area, label: words("Lý do", "Reason"), isRequired: true)
        let until = Field(
            name: "until", kind: .day, label: words("Đến ngày", "Until"),
            hint: words("ngày/tháng/năm", "a day from today on"), isRequired: true)
        switch kind {
        case .ack, .confirm, .grant, .reopen: return [note]
        case .done:
            return [
                Field(
                    name: "on", kind: .day, label: words("Ngày hoàn thành", "Done on"),
                    hint: words("không sau hôm nay", "not later than today"), isRequired: true),
                Field(
                    name: "document", kind: .text, label: words("Số văn bản báo cáo", "Number of the report"),
                    hint: words("ví dụ 45-BC/BTG; có thể để trống", "such as 45-BC/BTG; may be left empty"), most: 200),
                note,
            ]
        case .progress:
            let unit = target?.text("unit") ?? (target == nil ? "%" : nil)
            let whole =
                target.flatMap { $0.text("value") }.map { words("; chỉ tiêu là ", "; the target is ") + $0 } ?? ""
            return [
                Field(
                    name: "value", kind: .text, label: words("Đã đạt được", "Reached"),
                    hint: (unit.map { words("tính bằng ", "in ") + $0 } ?? words("một con số", "a number")) + whole,
                    isRequired: true, most: 40),
                note,
            ]
        case .askExtension, .extend: return [until, reason]
        case .giveBack, .refuse: return [reason]
        }
    }

    func title(_ words: PageWording) -> String {
        switch kind {
        case .ack: words("Tiếp nhận", "Acknowledge")
        case .done: words("Báo đã hoàn thành", "Report done")
        case .progress: words("Báo tiến độ", "Report progress")
        case .askExtension: words("Xin gia hạn", "Ask for more time")
        case .confirm: words("Xác nhận hoàn thành", "Confirm that it is done")
        case .giveBack: words("Trả lại", "Return")
        case .extend: words("Gia hạn", "Extend")
        case .grant: words("Đồng ý gia hạn", "Grant the extension")
        case .refuse: words("Không đồng ý gia hạn", "Refuse the extension")
        case .reopen: words("Mở lại", "Reopen")
        }
    }

    /// What is wrong with what was typed, by field; the daemon has the last word.
    func check(_ form: Form, _ words: PageWording, target: [String: JSONValue]?, today: Day) -> [String: String] {
        var errors: [String: String] = [:]
        for field in fields(words, target: target) {
            guard let text = form[field.name] else {
                if field.isRequired { errors[field.name] = words("Chưa điền.", "This is missing.") }
                continue
            }
            if text.utf8.count > field.most * 4 {
                errors[field.name] = words("Dài quá \(field.most) ký tự.", "Longer than \(field.most) characters.")
            } else if field.kind == .day {
                errors[field.name] = error(ofDay: text, field.name, words, today)
            } else if field.kind == .text, text.contains(where: \.isNewline) {
                errors[field.name] = words("Chỉ một dòng.", "One line alone.")
            }
        }
        return errors
    }

    private func error(ofDay text: String, _ name: String, _ words: PageWording, _ today: Day) -> String? {
        guard let day = ReportForm.day(text) else {
            return words("Không phải là ngày; viết như 31/01/2026.", "No date; write it as 2026-01-31.")
        }
        if name == "on", day > today {
            return words("Ngày này chưa đến: hãy báo khi việc đã xong.", "Still to come: report it once it is done.")
        }
        if name == "until", day < today { return words("Ngày này đã qua.", "This day is past.") }
        return nil
    }

    /// 2026-01-31 as browsers write it, 31/1/2026 as people do.
    static func day(_ text: String) -> Day? { Day(text) ?? Day(dayMonthYear: text) }

    /// What `Report` is asked.
    func parameters(_ form: Form, task: String, words: PageWording) -> [String: JSONValue] {
        var parameters: [String: JSONValue] = [
            "report": .string(kind.rawValue), "task": .string(task),
        ]
        if !body.isEmpty { parameters["bodies"] = [.string(body)] }
        for field in fields(words, target: nil) {
            guard let text = form[field.name] else { continue }
            let written = field.kind == .day ? ReportForm.day(text)?.description ?? text : text
            // Lines end as people's files end them.
            parameters[field.name] = .string(
                String(written.split(separator: "\r\n", omittingEmptySubsequences: false).joined(separator: "\n")))
        }
        if let id = form["id"] { parameters["id"] = .string(id) }
        return parameters
    }
}
