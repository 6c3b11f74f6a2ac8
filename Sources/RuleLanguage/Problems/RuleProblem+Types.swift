import Dates
import Diagnostics
import Programmes

/// Comparisons and counts that mean nothing.
extension RuleProblem {
    static func wrongOperator(_ fact: Fact, operators: String) -> RuleProblem {
        RuleProblem(
            "R040", vi: "không so sánh “\(fact.vietnamese)” theo cách này",
            en: "“\(fact.english)” cannot be compared this way",
            help: Wording(vi: "dùng được: \(operators)", en: "these can be used: \(operators)"))
    }

    static func wrongValue(_ fact: Fact, wanted: Wording, fix: String?) -> RuleProblem {
        RuleProblem(
            "R041", vi: "“\(fact.vietnamese)” không so sánh được với giá trị này",
            en: "“\(fact.english)” cannot be compared with this value",
            help: Wording(vi: "cần \(wanted.vi)", en: "it takes \(wanted.en)"), mend: fix.map(Mend.replace))
    }

    static func factNeedsValue(_ fact: Fact, example: Wording) -> RuleProblem {
        RuleProblem(
            "R042", vi: "“\(fact.vietnamese)” tự nó chưa phải một điều kiện",
            en: "“\(fact.english)” alone is no condition",
            help: Wording(vi: "ví dụ: \(example.vi)", en: "for example: \(example.en)"))
    }

    static func factIsYesNo(_ fact: Fact, instead: String) -> RuleProblem {
        RuleProblem(
            "R043", vi: "“\(fact.vietnamese)” chỉ có đúng hoặc sai, không so sánh được",
            en: "“\(fact.english)” is true or false and takes no comparison",
            help: Wording(vi: "viết “\(instead)”", en: "write “\(instead)”"), mend: .replace(instead))
    }

    static func countOutOfRange(_ allowed: Wording, fix: String?) -> RuleProblem {
        RuleProblem(
            "R044", vi: "số này không dùng được ở đây", en: "this number cannot stand here",
            help: Wording(vi: allowed.vi, en: allowed.en), mend: fix.map(Mend.replace))
    }

    static func dayOutsideCycle(_ day: Int, limit: Int) -> RuleProblem {
        RuleProblem(
            "R045", vi: "chu kỳ này không có ngày thứ \(day)", en: "this cycle has no day \(day)",
            help: Wording(vi: "nhiều nhất là \(limit)", en: "at most \(limit)"))
    }

    static var cycleUnit: RuleProblem {
        RuleProblem(
            "R046", vi: "một chu kỳ không tính bằng đơn vị này", en: "a cycle is not counted in this unit",
            help: Wording(
                vi: "dùng ngày, tuần, tháng, quý, nửa năm hoặc năm",
                en: "use day, week, month, quarter, half year or year"))
    }

    static func weekdayAlone(_ right: String) -> RuleProblem {
        RuleProblem(
            "R046", vi: "một chu kỳ tính bằng tuần, thứ là ngày trong tuần ấy",
            en: "a cycle is counted in weeks; a weekday is a day of one",
            help: Wording(vi: "viết “\(right)”", en: "write “\(right)”"), mend: .replace(right))
    }

    static var severalOffsets: RuleProblem {
        RuleProblem(
            "R047", vi: "một chuỗi bước (sau đó, lặp lại) cần một mốc bắt đầu duy nhất",
            en: "a chain (then, repeat) needs one starting instant",
            help: Wording(
                vi: "để lại một mốc ở “khi”, các mốc khác chuyển sang quy tắc riêng",
                en: "keep one instant in “when” and move the others to a rule of their own"))
    }

    static var muteBackwards: RuleProblem {
        RuleProblem(
            "R049", vi: "ngày cuối đứng trước ngày đầu", en: "the last day comes before the first",
            help: Wording(vi: "đổi chỗ hai ngày", en: "exchange the two dates"))
    }

    static func reservedName(_ name: String) -> RuleProblem {
        RuleProblem(
            "R050", vi: "“\(name)” là từ của ngôn ngữ, không đặt làm tên được",
            en: "“\(name)” is a word of the language and cannot be a name",
            help: Wording(
                vi: "đặt tên khác, nối bằng gạch ngang: trong-diem",
                en: "choose another, joined by hyphens: trong-diem"))
    }

    static var testWithoutTask: RuleProblem {
        RuleProblem(
            "R051", vi: "kiểm thử này không có nhiệm vụ nào", en: "this test has no task",
            help: Wording(
                vi: "ví dụ: nhiệm vụ thời hạn \"Trong quý IV/2021\" chủ trì \"ban-tuyen-giao\"",
                en: "for example: task deadline \"Trong quý IV/2021\" lead \"ban-tuyen-giao\""))
    }
}

extension Role {
    var keyword: Keyword {
        switch self {
        case .directing: .directing
        case .lead: .lead
        case .executing: .executing
        case .coordinating: .coordinating
        case .monitoring: .monitoring
        }
    }
}

extension Fact {
    var keyword: Keyword {
        switch self {
        case .programme: .programme
        case .task: .task
        case .title: .title
        case .tag: .tag
        case .priority: .priority
        case .deadline: .deadline
        case .start: .start
        case .due: .due
        case .role(let role): role.keyword
        case .status: .status
        case .progress: .progress
        case .acknowledged: .acknowledged
        case .done: .done
        case .cancelled: .cancelled
        case .overdue: .overdue
        case .daysOverdue: .daysOverdue
        case .daysLeft: .daysLeft
        case .noticesSent: .noticesSent
        case .officer: .officer
        case .reported: .reported
        case .extended: .extended
        case .extensions: .extensions
        case .sharesOpen: .sharesOpen
        case .shares: .shares
        case .document: .document
        case .late: .late
        }
    }

    var english: String { keyword.english[0] }
    var vietnamese: String { keyword.vietnamese[0] }
}
