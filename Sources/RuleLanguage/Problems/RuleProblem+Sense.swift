import Dates
import Diagnostics
import Programmes

/// Names that lead nowhere, and rules that do nothing: what the checker finds.
extension RuleProblem {
    /// `keyword`: that of the clause, where it could become another.
    static func dynamicInFor(_ fact: Fact?, via: String?, item: Keyword, keyword: Span?, replacement: String)
        -> RuleProblem
    {
        RuleProblem(
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
                    en: "“for” asks what the files say; move it to “if”, which is read when the instant comes"),
            mend: keyword.map { .replaceAt($0, replacement) })
    }

    static func unknownName(_ name: String, meant word: Guess?) -> RuleProblem {
        RuleProblem(
            "R061", vi: "không có định nghĩa hay từ nào là “\(name)”",
            en: "there is no definition and no word “\(name)”",
            help: meant(word) ?? Wording(vi: "thêm: định nghĩa \(name) = …", en: "add: define \(name) = …"),
            mend: word.flatMap { $0.isSafe ? .replace($0.text) : nil })
    }

    static func defineCycle(_ names: [String]) -> RuleProblem {
        RuleProblem(
            "R062", vi: "định nghĩa vòng tròn: \(circle(names))",
            en: "these definitions go round in a circle: \(circle(names))")
    }

    static func duplicateName(_ item: Keyword, _ name: String, elsewhere: String?) -> RuleProblem {
        RuleProblem(
            "R063", vi: "đã có \(item.vietnamese[0]) “\(name)”" + (elsewhere.map { " ở \($0)" } ?? ""),
            en: "there is already a \(item.english[0]) “\(name)”" + (elsewhere.map { " in \($0)" } ?? ""),
            help: Wording(
                vi: "mỗi tên chỉ dùng một lần: sổ cái ghi thông báo theo tên này",
                en: "a name is used once: the ledger knows notices by it"))
    }

    static func unknownBody(_ name: String, meant word: Guess?) -> RuleProblem {
        RuleProblem(
            "R064", vi: "danh bạ không có cơ quan “\(name)”", en: "the directory has no body “\(name)”",
            help: meant(word) ?? Wording(vi: "xem bodies.yaml", en: "see bodies.yaml"),
            mend: word.flatMap { $0.isSafe ? .replace(quoted($0.text)) : nil })
    }

    static func noSuperior(_ name: String, _ keyLanguage: Language?) -> RuleProblem {
        let key = BodyKeys.parent.spelt(in: keyLanguage)
        return RuleProblem(
            "R065", vi: "“\(name)” không có cấp trên trong danh bạ nên sẽ không ai nhận",
            en: "“\(name)” has no superior in the directory, so nobody will receive this",
            help: Wording(vi: "thêm “\(key.vi)” trong bodies.yaml", en: "add `\(key.en)` in bodies.yaml"),
            isWarning: true)
    }

    /// - Parameter known: the events that tasks wait for.
    static func unknownEvent(_ name: String, meant word: Guess?, known: [String]) -> RuleProblem {
        let shown = known.prefix(8).joined(separator: ", ") + (known.count > 8 ? ", …" : "")
        let list =
            known.isEmpty
            ? Wording(vi: "chưa nhiệm vụ nào ghi khóa “sự kiện”", en: "no task has the key `event` yet")
            : Wording(vi: "các sự kiện đang chờ: \(shown)", en: "the events that tasks wait for: \(shown)")
        return RuleProblem(
            "R067", vi: "không nhiệm vụ nào chờ sự kiện “\(name)”", en: "no task waits for the event “\(name)”",
            help: meant(word) ?? list, mend: word.flatMap { $0.isSafe ? .replace(quoted($0.text)) : nil })
    }

    static func unknownProgramme(_ name: String, meant word: Guess?) -> RuleProblem {
        RuleProblem(
            "R068", vi: "không có chương trình “\(name)”", en: "there is no programme “\(name)”", help: meant(word),
            isWarning: true, mend: word.flatMap { $0.isSafe ? .replace(quoted($0.text)) : nil })
    }

    static func unknownTask(_ name: String, meant word: Guess?) -> RuleProblem {
        RuleProblem(
            "R069", vi: "không có nhiệm vụ “\(name)”", en: "there is no task “\(name)”", help: meant(word),
            isWarning: true, mend: word.flatMap { $0.isSafe ? .replace(quoted($0.text)) : nil })
    }

    static func unknownTag(_ name: String, meant word: Guess?) -> RuleProblem {
        RuleProblem(
            "R070", vi: "không nhiệm vụ nào có nhãn “\(name)”", en: "no task has the tag “\(name)”",
            help: meant(word),
            isWarning: true, mend: word.flatMap { $0.isSafe ? .replace(quoted($0.text)) : nil })
    }

    static func unknownTemplate(_ name: String, meant word: Guess?) -> RuleProblem {
        RuleProblem(
            "R077", vi: "không có mẫu “\(name)” trong thư mục templates; thông báo sẽ theo mẫu có sẵn",
            en: "the folder templates has no “\(name)”; notices will follow the built-in one",
            help: meant(word) ?? Wording(vi: "thêm \(name).mustache", en: "add \(name).mustache"),
            isWarning: true, mend: word.flatMap { $0.isSafe ? .replace(quoted($0.text)) : nil })
    }

    static var neverTrue: RuleProblem {
        RuleProblem(
            "R071", vi: "điều kiện này không bao giờ đúng", en: "this condition is never true",
            help: Wording(vi: "hai vế loại trừ nhau", en: "its parts exclude one another"), isWarning: true)
    }

    static var alwaysTrue: RuleProblem {
        RuleProblem(
            "R072", vi: "điều kiện này lúc nào cũng đúng", en: "this condition is always true",
            help: Wording(vi: "có thể bỏ đi", en: "it can go"), isWarning: true)
    }

    static func repeated(_ text: String) -> RuleProblem {
        RuleProblem("R073", vi: "“\(text)” được nêu hai lần", en: "“\(text)” stands twice", isWarning: true)
    }

    static func unusedDefine(_ name: String) -> RuleProblem {
        RuleProblem(
            "R074", vi: "định nghĩa “\(name)” không được dùng", en: "the definition “\(name)” is not used",
            isWarning: true)
    }

    static var redundantUntil: RuleProblem {
        RuleProblem(
            "R075", vi: "xong hoặc hủy thì chuỗi luôn kết thúc, không cần ghi",
            en: "done and cancelled always end a chain", isWarning: true)
    }

    static func neverDue(_ why: Wording) -> RuleProblem {
        RuleProblem(
            "R076", vi: "quy tắc này sẽ không gửi gì: \(why.vi)", en: "this rule will send nothing: \(why.en)",
            isWarning: true)
    }

    /// Steps behind a report after which nothing is sent.
    static func chainEnds(_ trigger: ReportTrigger) -> RuleProblem {
        RuleProblem(
            "R088",
            vi: trigger == .done
                ? "việc đã hoàn thành thì chuỗi dừng: bước sau không bao giờ gửi"
                : "việc đã hủy thì chuỗi dừng: bước sau không bao giờ gửi",
            en: trigger == .done
                ? "a chain ends when its task is done: later steps are never sent"
                : "a chain ends when its task is cancelled: later steps are never sent",
            help: Wording(vi: "bỏ “sau đó” và “lặp lại”", en: "drop “then” and “repeat”"), isWarning: true)
    }

    static var testExpectsNothing: RuleProblem {
        RuleProblem(
            "R090", vi: "kiểm thử này không mong đợi gì nên lúc nào cũng đạt",
            en: "this test expects nothing, so that it always passes",
            help: Wording(
                vi: "thêm dòng “vào 01/12/2021 mong đợi nhắc chủ trì”, hoặc “mong đợi không có gì”",
                en: "add a line `on 2021-12-01 expect remind lead`, or `expect nothing`"), isWarning: true)
    }

    static func bodyWithoutShare(_ name: String) -> RuleProblem {
        RuleProblem(
            "R089", vi: "“\(name)” không có phần việc trong nhiệm vụ của kiểm thử này",
            en: "“\(name)” has no share of the task of this test",
            help: Wording(
                vi: "nêu cơ quan đó ở “chủ trì” hoặc “thực hiện” của nhiệm vụ",
                en: "name the body as `lead` or `executing` of the task"), isWarning: true)
    }

    static func covered(_ name: String, by other: String) -> RuleProblem {
        RuleProblem(
            "R081", vi: "quy tắc “\(other)” đã bao gồm mọi điều “\(name)” gửi",
            en: "the rule “\(other)” already sends all that “\(name)” sends",
            help: Wording(
                vi: "bỏ một trong hai, hoặc thu hẹp điều kiện", en: "drop one of them, or narrow a condition"),
            isWarning: true)
    }

    /// Of so many rules.
    static func coverCut(_ count: Int) -> RuleProblem {
        RuleProblem(
            "R087", vi: "có \(count) quy tắc quá giống nhau nên chưa so hết xem quy tắc nào thừa",
            en: "\(count) rules are too much alike to look through all of them for one that another covers",
            help: Wording(
                vi: "gộp các quy tắc giống nhau, hoặc chọn nhiệm vụ bằng nhãn",
                en: "make one of those that are alike, or choose tasks by tag"),
            isWarning: true)
    }

    static func tooCostly(_ cost: RuleCost, _ part: RuleCost.Part) -> RuleProblem {
        RuleProblem(
            "R066",
            vi: "quy tắc này quá tốn: có thể phải xét \(cost.total) điều cho mỗi kỳ, giới hạn là \(RuleCost.limit)",
            en:
                "this rule costs too much: up to \(cost.total) questions for one occurrence, the limit is \(RuleCost.limit)",
            help: part.wording(cost))
    }

    /// A condition of so many comparisons, or so deep, with its definitions written out.
    static func conditionTooLarge(comparisons: Int, depth: Int) -> RuleProblem {
        RuleProblem(
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
    }

    static var stepsAfterEvery: RuleProblem {
        RuleProblem(
            "R048", vi: "“mỗi …” đã lặp lại rồi nên không có bước tiếp theo",
            en: "“every …” repeats by itself and takes no chain",
            help: Wording(
                vi: "bỏ “sau đó” và “lặp lại”, hoặc dùng một mốc như “quá hạn 1 ngày”",
                en: "drop “then” and “repeat”, or use an instant such as “after due 1 day”"))
    }

    private static func circle(_ names: [String]) -> String {
        let shown = names.count <= 9 ? names : names.prefix(4) + ["… (\(names.count - 1))"] + names.suffix(2)
        return shown.joined(separator: " → ")
    }

    private static func meant(_ word: Guess?) -> Wording? {
        word.map { Wording(vi: "có phải là “\($0.text)”?", en: "did you mean “\($0.text)”?") }
    }

}
