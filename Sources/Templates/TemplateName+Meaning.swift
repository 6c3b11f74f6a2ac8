public import Diagnostics

extension LetterNames {
    /// What stands in a letter for a name, which may have a dot in it; nil for one that a letter does not have.
    public static func meaning(of path: String) -> Wording? {
        let words = path.split(separator: ".", omittingEmptySubsequences: false)
        guard let last = words.last, let name = TemplateName(rawValue: String(last)), names.contains(name) else {
            return nil
        }
        return name.ofNotice ?? name.ofTask ?? name.ofLetter ?? name.ofPart
    }
}

extension TemplateName {
    fileprivate var ofNotice: Wording? {
        switch self {
        case .recipient:
            Wording(vi: "nơi nhận: recipient.id, recipient.name", en: "who gets it: recipient.id, recipient.name")
        case .occurrence: Wording(vi: "kỳ, như 2021-Q4", en: "the occurrence, such as 2021-Q4")
        case .period:
            Wording(
                vi: "kỳ bằng chữ, chỉ khi thời hạn lặp lại",
                en: "the period in words, only where the deadline comes again")
        case .rule: Wording(vi: "tên quy tắc", en: "the rule's name")
        case .role: Wording(vi: "vai của nơi nhận", en: "the role of who gets it")
        case .late: Wording(vi: "có, nếu gửi muộn", en: "true where it goes out late")
        case .nominal: Wording(vi: "ngày lẽ ra phải gửi", en: "the day it should have gone out")
        case .start: Wording(vi: "ngày bắt đầu của kỳ", en: "the day the occurrence begins")
        case .due: Wording(vi: "ngày đến hạn", en: "the due date")
        case .isOverdue: Wording(vi: "có, nếu đã quá hạn", en: "true where it is overdue")
        case .daysOverdue: Wording(vi: "số ngày quá hạn", en: "the days it is overdue")
        case .daysLeft: Wording(vi: "số ngày còn lại", en: "the days that are left")
        case .isAhead: Wording(vi: "có, nếu hạn còn ở phía trước", en: "true where it is due later")
        case .isToday: Wording(vi: "có, nếu hạn là hôm nay", en: "true where it is due today")
        case .firstDue:
            Wording(vi: "hạn ban đầu, chỉ khi hạn đã dời", en: "the first due date, only where it was moved")
        case .subjects:
            Wording(
                vi: "tên các nơi có phần việc, khi là của nơi khác",
                en: "the bodies whose shares it is about, where others'")
        case .returned: Wording(vi: "lý do trả lại báo cáo", en: "why what was reported was given back")
        default: nil
        }
    }

    fileprivate var ofTask: Wording? {
        switch self {
        case .programme:
            Wording(
                vi: "chương trình: programme.id, programme.title, programme.number",
                en: "the programme: programme.id, programme.title, programme.number")
        case .task: Wording(vi: "nhiệm vụ: task.id, task.title", en: "the task: task.id, task.title")
        case .deadline: Wording(vi: "thời hạn như văn bản ghi", en: "the deadline in the document's words")
        case .directing: Wording(vi: "các cơ quan chỉ đạo, trên một dòng", en: "the directing bodies, in one line")
        case .lead: Wording(vi: "các cơ quan chủ trì, trên một dòng", en: "the leads, in one line")
        case .executing: Wording(vi: "các cơ quan thực hiện, trên một dòng", en: "the executing bodies, in one line")
        case .coordinating:
            Wording(vi: "các cơ quan phối hợp, trên một dòng", en: "the coordinating bodies, in one line")
        case .monitoring: Wording(vi: "các cơ quan theo dõi, trên một dòng", en: "the monitoring bodies, in one line")
        case .id: Wording(vi: "mã hoặc số", en: "the id")
        case .name: Wording(vi: "tên", en: "the name")
        case .title: Wording(vi: "tên", en: "the title")
        case .number: Wording(vi: "số ký hiệu của văn bản", en: "the document's number")
        default: nil
        }
    }

    fileprivate var ofLetter: Wording? {
        switch self {
        case .escalations: Wording(vi: "các báo cáo của thư", en: "the letter's escalations")
        case .reminders: Wording(vi: "các lời nhắc của thư", en: "the letter's reminders")
        case .digests: Wording(vi: "các bản tổng hợp của thư", en: "the letter's digests")
        case .hasEscalations: Wording(vi: "có, nếu thư có báo cáo", en: "true where there are escalations")
        case .hasReminders: Wording(vi: "có, nếu thư có lời nhắc", en: "true where there are reminders")
        case .hasDigests: Wording(vi: "có, nếu thư có bản tổng hợp", en: "true where there are digests")
        case .many:
            Wording(
                vi: "có, khi từ hai trở lên: many.escalations, many.reminders, many.digests",
                en: "true where there is more than one: many.escalations, many.reminders, many.digests")
        case .contact: Wording(vi: "trả lời cho ai", en: "whom to answer")
        case .answer: Wording(vi: "câu kết của thư", en: "the closing sentence")
        case .sections:
            Wording(vi: "từng nhóm tin cùng một lẽ: opening, items", en: "what comes for one reason: opening, items")
        case .opening: Wording(vi: "câu mở đầu của một nhóm", en: "the opening sentence of a section")
        default: nil
        }
    }

    fileprivate var ofPart: Wording? {
        switch self {
        case .count: Wording(vi: "số việc của bản tổng hợp", en: "how many the digest lists")
        case .overdueCount: Wording(vi: "trong đó số việc quá hạn", en: "how many of them are overdue")
        case .groups: Wording(vi: "các nhóm: heading, items, more", en: "its groups: heading, items, more")
        case .heading: Wording(vi: "tên nhóm", en: "the group's heading")
        case .items: Wording(vi: "các việc trong nhóm", en: "the items of a group or section")
        case .facts: Wording(vi: "các dòng của thông báo: label, text", en: "the notice's lines: label, text")
        case .label: Wording(vi: "tên của dòng", en: "what a line is about")
        case .text: Wording(vi: "nội dung", en: "the text")
        case .more: Wording(vi: "số dòng đã lược", en: "how many lines were left out")
        default: nil
        }
    }
}
