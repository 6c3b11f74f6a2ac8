import Diagnostics
import Programmes

extension RuleProblem {
    var typeWording: Said {
        switch self {
        case .wrongOperator(let fact, let operators):
            Said(
                "R040", vi: "không so sánh “\(fact.vietnamese)” theo cách này",
                en: "“\(fact.english)” cannot be compared this way",
                help: Wording(vi: "dùng được: \(operators)", en: "these can be used: \(operators)"))
        case .wrongValue(let fact, let wanted, _):
            Said(
                "R041", vi: "“\(fact.vietnamese)” không so sánh được với giá trị này",
                en: "“\(fact.english)” cannot be compared with this value",
                help: Wording(vi: "cần \(wanted.vi)", en: "it takes \(wanted.en)"))
        case .factNeedsValue(let fact, let example):
            Said(
                "R042", vi: "“\(fact.vietnamese)” tự nó chưa phải một điều kiện",
                en: "“\(fact.english)” alone is no condition",
                help: Wording(vi: "ví dụ: \(example.vi)", en: "for example: \(example.en)"))
        case .factIsYesNo(let fact, let instead):
            Said(
                "R043", vi: "“\(fact.vietnamese)” chỉ có đúng hoặc sai, không so sánh được",
                en: "“\(fact.english)” is true or false and takes no comparison",
                help: Wording(vi: "viết “\(instead)”", en: "write “\(instead)”")
            )
        case .countOutOfRange(let allowed, _):
            Said(
                "R044", vi: "số này không dùng được ở đây", en: "this number cannot stand here",
                help: Wording(vi: allowed.vi, en: allowed.en))
        case .dayOutsideCycle(let day, let limit):
            Said(
                "R045", vi: "chu kỳ này không có ngày thứ \(day)", en: "this cycle has no day \(day)",
                help: Wording(vi: "nhiều nhất là \(limit)", en: "at most \(limit)"))
        case .cycleUnit:
            Said(
                "R046", vi: "một chu kỳ không tính bằng đơn vị này", en: "a cycle is not counted in this unit",
                help: Wording(
                    vi: "dùng ngày, tuần, tháng, quý, nửa năm hoặc năm",
                    en: "use day, week, month, quarter, half year or year"))
        case .weekdayAlone(let right):
            Said(
                "R046", vi: "một chu kỳ tính bằng tuần, thứ là ngày trong tuần ấy",
                en: "a cycle is counted in weeks; a weekday is a day of one",
                help: Wording(vi: "viết “\(right)”", en: "write “\(right)”"))
        case .severalOffsets:
            Said(
                "R047", vi: "một chuỗi bước (sau đó, lặp lại) cần một mốc bắt đầu duy nhất",
                en: "a chain (then, repeat) needs one starting instant",
                help: Wording(
                    vi: "để lại một mốc ở “khi”, các mốc khác chuyển sang quy tắc riêng",
                    en: "keep one instant in “when” and move the others to a rule of their own"))
        case .stepsAfterEvery:
            Said(
                "R048", vi: "“mỗi …” đã lặp lại rồi nên không có bước tiếp theo",
                en: "“every …” repeats by itself and takes no chain",
                help: Wording(
                    vi: "bỏ “sau đó” và “lặp lại”, hoặc dùng một mốc như “quá hạn 1 ngày”",
                    en: "drop “then” and “repeat”, or use an instant such as “after due 1 day”"))
        case .muteBackwards:
            Said(
                "R049", vi: "ngày cuối đứng trước ngày đầu", en: "the last day comes before the first",
                help: Wording(vi: "đổi chỗ hai ngày", en: "exchange the two dates"))
        case .reservedName(let name):
            Said(
                "R050", vi: "“\(name)” là từ của ngôn ngữ, không đặt làm tên được",
                en: "“\(name)” is a word of the language and cannot be a name",
                help: Wording(
                    vi: "đặt tên khác, nối bằng gạch ngang: trong-diem",
                    en: "choose another, joined by hyphens: trong-diem"))
        case .testWithoutTask:
            Said(
                "R051", vi: "kiểm thử này không có nhiệm vụ nào", en: "this test has no task",
                help: Wording(
                    vi: "ví dụ: nhiệm vụ thời hạn \"Trong quý IV/2021\" chủ trì \"ban-tuyen-giao\"",
                    en: "for example: task deadline \"Trong quý IV/2021\" lead \"ban-tuyen-giao\""))
        default: senseWording
        }
    }

    private func circle(_ names: [String]) -> String {
        let shown = names.count <= 9 ? names : names.prefix(4) + ["… (\(names.count - 1))"] + names.suffix(2)
        return shown.joined(separator: " → ")
    }

    private func meant(_ word: Guess?) -> Wording? {
        word.map { Wording(vi: "có phải là “\($0.text)”?", en: "did you mean “\($0.text)”?") }
    }

    private var senseWording: Said {
        switch self {
        case .dynamicInFor(let fact, let via, let item, _, _):
            Said(
                "R060",
                vi:
                    "“\(fact?.vietnamese ?? "đến hạn trong")”\(via.map { " (trong “\($0)”)" } ?? "") thay đổi theo thời gian nên không đứng trong “với”",
                en:
                    "“\(fact?.english ?? "due within")”\(via.map { " (in “\($0)”)" } ?? "") changes with time and cannot stand in “for”",
                help: item == .mute
                    ? Wording(
                        vi: "tạm ngưng chọn nhiệm vụ theo điều có trong tệp: nhãn, ưu tiên, chương trình …",
                        en: "a mute chooses tasks by what the files say: tag, priority, programme …")
                    : Wording(
                        vi: "“với” chỉ hỏi điều có trong tệp; hãy chuyển sang “nếu”, là điều được xét khi đến lúc gửi",
                        en: "“for” asks what the files say; move it to “if”, which is read when the instant comes"))
        case .unknownName(let name, let word):
            Said(
                "R061", vi: "không có định nghĩa hay từ nào là “\(name)”",
                en: "there is no definition and no word “\(name)”",
                help: meant(word) ?? Wording(vi: "thêm: định nghĩa \(name) = …", en: "add: define \(name) = …"))
        case .defineCycle(let names):
            Said(
                "R062", vi: "định nghĩa vòng tròn: \(circle(names))",
                en: "these definitions go round in a circle: \(circle(names))")
        case .duplicateName(let item, let name, let elsewhere):
            Said(
                "R063", vi: "đã có \(item.vietnamese[0]) “\(name)”" + (elsewhere.map { " ở \($0)" } ?? ""),
                en: "there is already a \(item.english[0]) “\(name)”" + (elsewhere.map { " in \($0)" } ?? ""),
                help: Wording(
                    vi: "mỗi tên chỉ dùng một lần: sổ ghi thông báo theo tên này",
                    en: "a name is used once: the ledger knows notices by it"))
        case .unknownBody(let name, let word):
            Said(
                "R064", vi: "danh mục không có cơ quan “\(name)”", en: "the directory has no body “\(name)”",
                help: meant(word) ?? Wording(vi: "xem bodies.yaml", en: "see bodies.yaml"))
        case .noSuperior(let name):
            Said(
                "R065", vi: "“\(name)” không có cấp trên trong danh mục nên sẽ không ai nhận",
                en: "“\(name)” has no superior in the directory, so nobody will receive this",
                help: Wording(vi: "thêm “parent” trong bodies.yaml", en: "add “parent” in bodies.yaml"), isWarning: true
            )
        case .unknownEvent(let name, let word):
            Said(
                "R067", vi: "không nhiệm vụ nào chờ sự kiện “\(name)”", en: "no task waits for the event “\(name)”",
                help: meant(word))
        case .unknownProgramme(let name, let word):
            Said(
                "R068", vi: "không có chương trình “\(name)”", en: "there is no programme “\(name)”", help: meant(word),
                isWarning: true)
        case .unknownTask(let name, let word):
            Said(
                "R069", vi: "không có nhiệm vụ “\(name)”", en: "there is no task “\(name)”", help: meant(word),
                isWarning: true)
        case .unknownTag(let name, let word):
            Said(
                "R070", vi: "không nhiệm vụ nào có nhãn “\(name)”", en: "no task has the tag “\(name)”",
                help: meant(word),
                isWarning: true)
        case .unknownTemplate(let name, let word):
            Said(
                "R077", vi: "không có mẫu “\(name)” trong thư mục templates; thông báo sẽ theo mẫu có sẵn",
                en: "the folder templates has no “\(name)”; notices will follow the built-in one",
                help: meant(word) ?? Wording(vi: "thêm \(name).mustache", en: "add \(name).mustache"),
                isWarning: true)
        case .neverTrue:
            Said(
                "R071", vi: "điều kiện này không bao giờ đúng", en: "this condition is never true",
                help: Wording(vi: "hai vế loại trừ nhau", en: "its parts exclude one another"), isWarning: true)
        case .alwaysTrue:
            Said(
                "R072", vi: "điều kiện này lúc nào cũng đúng", en: "this condition is always true",
                help: Wording(vi: "có thể bỏ đi", en: "it can go"), isWarning: true)
        case .repeated(let text):
            Said("R073", vi: "“\(text)” được nêu hai lần", en: "“\(text)” stands twice", isWarning: true)
        case .unusedDefine(let name):
            Said(
                "R074", vi: "định nghĩa “\(name)” không được dùng", en: "the definition “\(name)” is not used",
                isWarning: true)
        case .redundantUntil:
            Said(
                "R075", vi: "xong hoặc hủy thì chuỗi luôn kết thúc, không cần ghi",
                en: "done and cancelled always end a chain", isWarning: true)
        case .neverDue(let why):
            Said(
                "R076", vi: "quy tắc này sẽ không gửi gì: \(why.vi)", en: "this rule will send nothing: \(why.en)",
                isWarning: true)
        case .chainEnds(let trigger):
            Said(
                "R088",
                vi: trigger == .done
                    ? "việc đã hoàn thành thì chuỗi dừng: bước sau không bao giờ gửi"
                    : "việc đã hủy thì chuỗi dừng: bước sau không bao giờ gửi",
                en: trigger == .done
                    ? "a chain ends when its task is done: later steps are never sent"
                    : "a chain ends when its task is cancelled: later steps are never sent",
                help: Wording(vi: "bỏ “sau đó” và “lặp lại”", en: "drop “then” and “repeat”"), isWarning: true)
        case .bodyWithoutShare(let name):
            Said(
                "R089", vi: "“\(name)” không có phần việc trong nhiệm vụ của kiểm thử này",
                en: "“\(name)” has no share of the task of this test",
                help: Wording(
                    vi: "nêu cơ quan đó ở “chủ trì” hoặc “thực hiện” của nhiệm vụ",
                    en: "name the body as `lead` or `executing` of the task"), isWarning: true)
        case .testExpectsNothing:
            Said(
                "R090", vi: "kiểm thử này không mong đợi gì nên lúc nào cũng đạt",
                en: "this test expects nothing, so that it always passes",
                help: Wording(
                    vi: "thêm dòng “vào 01/12/2021 mong đợi nhắc chủ trì”, hoặc “mong đợi không có gì”",
                    en: "add a line `on 2021-12-01 expect remind lead`, or `expect nothing`"), isWarning: true)
        case .covered(let name, let other):
            Said(
                "R081", vi: "quy tắc “\(other)” đã bao gồm mọi điều “\(name)” gửi",
                en: "the rule “\(other)” already sends all that “\(name)” sends",
                help: Wording(
                    vi: "bỏ một trong hai, hoặc thu hẹp điều kiện", en: "drop one of them, or narrow a condition"),
                isWarning: true)
        case .coverCut(let count):
            Said(
                "R087", vi: "có \(count) quy tắc quá giống nhau nên chưa so hết xem quy tắc nào thừa",
                en: "\(count) rules are too much alike to look through all of them for one that another covers",
                help: Wording(
                    vi: "gộp các quy tắc giống nhau, hoặc chọn nhiệm vụ bằng nhãn",
                    en: "make one of those that are alike, or choose tasks by tag"),
                isWarning: true)
        case .tooCostly(let cost, let part):
            Said(
                "R066",
                vi: "quy tắc này quá tốn: có thể phải xét \(cost.total) điều cho mỗi kỳ, giới hạn là \(RuleCost.limit)",
                en:
                    "this rule costs too much: up to \(cost.total) questions for one occurrence, the limit is \(RuleCost.limit)",
                help: part.wording(cost))
        case .conditionTooLarge(let comparisons, let depth):
            Said(
                "R066",
                vi: depth > RuleLimits.depth
                    ? "điều kiện này quá sâu khi viết hết các định nghĩa ra: giới hạn là \(RuleLimits.depth) tầng"
                    : "điều kiện này có \(comparisons) phép so sánh khi viết hết các định nghĩa ra, giới hạn là \(RuleLimits.comparisons)",
                en: depth > RuleLimits.depth
                    ? "this condition is too deep with its definitions written out: the limit is \(RuleLimits.depth) levels"
                    : "this condition has \(comparisons) comparisons with its definitions written out, the limit is \(RuleLimits.comparisons)",
                help: Wording(
                    vi: "một định nghĩa dùng nhiều lần được tính mỗi lần dùng",
                    en: "a definition counts each time it is used"))
        default: preconditionFailure("a problem without a wording: \(self)")
        }
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
