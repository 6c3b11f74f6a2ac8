import Dates
import Diagnostics
import Programmes

/// What the parser finds.
extension RuleProblem {
    static func unexpected(found: String, expected: Expectation) -> RuleProblem {
        RuleProblem(
            "R020", vi: "không hiểu “\(found)” ở chỗ này", en: "“\(found)” does not fit here",
            help: Wording(vi: "ở đây cần \(expected.wording.vi)", en: "expected \(expected.wording.en)"))
    }

    static func incomplete(after: String, expected: Expectation, insert: String?) -> RuleProblem {
        RuleProblem(
            "R035", vi: "sau “\(after)” còn thiếu một phần", en: "something is missing after “\(after)”",
            help: Wording(vi: "ở đây cần \(expected.wording.vi)", en: "expected \(expected.wording.en)"),
            mend: insert.map(Mend.insertAfter))
    }

    /// A mistyped word; `meant` is how it is spelled.
    static func mistyped(found: String, meant: String) -> RuleProblem {
        RuleProblem(
            "R021", vi: "không có từ “\(found)”", en: "there is no word “\(found)”",
            help: Wording(vi: "có phải là “\(meant)”?", en: "did you mean “\(meant)”?"), mend: .replace(meant))
    }

    /// A word of the language in place of a similar one; whether that alone mends it.
    static func wrongWord(_ found: String, meant: String, isEnough: Bool) -> RuleProblem {
        RuleProblem(
            "R039", vi: "ở đây không dùng “\(found)” mà dùng “\(meant)”",
            en: "“\(meant)” is the word here, not “\(found)”",
            help: isEnough
                ? nil
                : Wording(
                    vi: "ví dụ: sau đó 7 ngày báo cáo chỉ đạo",
                    en: "for example: then after 7 days escalate to directing"), mend: isEnough ? .replace(meant) : nil)
    }

    static func noItem(found: String) -> RuleProblem {
        RuleProblem(
            "R022", vi: "“\(found)” không mở đầu một mục nào", en: "“\(found)” does not begin an item",
            help: Wording(
                vi: "một mục bắt đầu bằng quy tắc, tổng hợp, tạm ngưng, mặc định, định nghĩa hoặc kiểm thử",
                en: "an item begins with rule, digest, mute, defaults, define or test"))
    }

    static func strayClause(clause: Keyword, item: Keyword) -> RuleProblem {
        RuleProblem(
            "R023", vi: "mục “\(item.vietnamese[0])” không có mệnh đề “\(clause.vietnamese[0])”",
            en: "“\(item.english[0])” has no clause “\(clause.english[0])”",
            help: item.clauseList)
    }

    static func duplicateClause(_ clause: Keyword) -> RuleProblem {
        RuleProblem(
            "R024", vi: "mệnh đề “\(clause.vietnamese[0])” có hai lần",
            en: "the clause “\(clause.english[0])” stands twice",
            help: Wording(vi: "gộp lại làm một, hoặc tách thành hai mục", en: "make them one, or make two items"))
    }

    static func missingClause(_ clause: Keyword, item: Keyword) -> RuleProblem {
        RuleProblem(
            "R025", vi: "mục “\(item.vietnamese[0])” thiếu “\(clause.vietnamese[0])”",
            en: "this \(item.english[0]) has no “\(clause.english[0])”",
            help: clause.clauseExample)
    }

    static func missingName(_ item: Keyword) -> RuleProblem {
        RuleProblem(
            "R026", vi: "sau “\(item.vietnamese[0])” cần có tên trong ngoặc kép",
            en: "a name in double quotes must follow “\(item.english[0])”",
            help: Wording(
                vi: "ví dụ: \(item.vietnamese[0]) \"nhac-truoc-han\"",
                en: "for example: \(item.english[0]) \"nhac-truoc-han\""))
    }

    static func unquotedName(_ name: String) -> RuleProblem {
        RuleProblem(
            "R026", vi: "“\(name)” phải đặt trong ngoặc kép", en: "“\(name)” must stand in double quotes",
            mend: .replace(quoted(name)))
    }

    static var badName: RuleProblem {
        RuleProblem(
            "R027", vi: "tên trống, hoặc có ký tự điều khiển", en: "the name is empty or has control characters",
            help: Wording(
                vi: "đặt một tên ngắn như nhac-truoc-han", en: "choose a short name such as nhac-truoc-han"))
    }

    static func missingUnit(insert: String?) -> RuleProblem {
        RuleProblem(
            "R028", vi: "số này thiếu đơn vị", en: "this number has no unit",
            help: Wording(
                vi: "viết thêm giờ, ngày, ngày làm việc, tuần, tháng, quý hoặc năm",
                en: "add hours, days, working days, weeks, months, quarters or years"),
            mend: insert.map(Mend.insertAfter))
    }

    static var missingComma: RuleProblem {
        RuleProblem(
            "R029", vi: "thiếu dấu phẩy giữa hai phần", en: "a comma is missing between the two",
            mend: .insertBefore(","))
    }

    static func wordOrder(_ right: Wording, replacement: String?) -> RuleProblem {
        RuleProblem(
            "R030", vi: "thứ tự các từ bị đảo", en: "the words stand in another order",
            help: Wording(vi: "viết “\(right.vi)”", en: "write “\(right.en)”"), mend: replacement.map(Mend.replace))
    }

    static func nameForm(_ right: String) -> RuleProblem {
        RuleProblem(
            "R036", vi: "tên trong “định nghĩa” là một từ, không có ngoặc kép",
            en: "a name that “define” gives is one word, without quotes",
            help: Wording(vi: "viết “\(right)”", en: "write “\(right)”"), mend: .replace(right))
    }

    static func valueAlone(_ value: String, again: String) -> RuleProblem {
        RuleProblem(
            "R037", vi: "“\(value)” đứng một mình không phải một điều kiện", en: "“\(value)” alone is no condition",
            help: Wording(vi: "viết lại cả vế: “\(again)\(value)”", en: "say it in full: “\(again)\(value)”"),
            mend: .insertBefore(again))
    }

    static var tooDeep: RuleProblem {
        RuleProblem(
            "R031", vi: "lồng quá sâu: giới hạn là \(RuleLimits.nesting) tầng",
            en: "nested too deeply: the limit is \(RuleLimits.nesting)",
            help: Wording(vi: "đặt tên cho một phần bằng “định nghĩa”", en: "name a part of it with “define”"))
    }

    static var tooLong: RuleProblem {
        RuleProblem(
            "R032", vi: "danh sách quá dài: giới hạn là \(RuleLimits.list) phần",
            en: "the list is too long: the limit is \(RuleLimits.list)",
            help: Wording(vi: "tách thành nhiều mục", en: "split it into several items"))
    }

    static var tooManyItems: RuleProblem {
        RuleProblem(
            "R032", vi: "tệp có quá nhiều mục: giới hạn là \(RuleLimits.items)",
            en: "the file has too many items: the limit is \(RuleLimits.items)",
            help: Wording(vi: "tách thành nhiều tệp", en: "split it into several files"))
    }

    static var unclosedParenthesis: RuleProblem {
        RuleProblem(
            "R033", vi: "ngoặc mở ở đây không được đóng", en: "this parenthesis is not closed", mend: .insertAfter(")"))
    }

    static func stringIsBody(_ keyword: String) -> RuleProblem {
        RuleProblem(
            "R034", vi: "trước tên một cơ quan cần có từ “cơ quan”",
            en: "a body's name needs the word “body” before it",
            help: Wording(vi: "viết “\(keyword) …”", en: "write “\(keyword) …”"), mend: .insertBefore(keyword + " "))
    }

    /// With how it is written.
    static func wordIsBody(_ right: String) -> RuleProblem {
        RuleProblem(
            "R034", vi: "tên một cơ quan đặt trong ngoặc kép, sau từ “cơ quan”",
            en: "a body's name stands in double quotes, after the word “body”",
            help: Wording(vi: "viết “\(right)”", en: "write “\(right)”"), mend: .replace(right))
    }

    static var strayParenthesis: RuleProblem {
        RuleProblem(
            "R033", vi: "ngoặc đóng ở đây không có ngoặc mở", en: "no parenthesis is open here",
            help: Wording(vi: "xóa đi, hoặc thêm “(” ở trước", en: "remove it, or put a “(” before"), mend: .replace("")
        )
    }

    /// Instants of two kinds in one `when`.
    static var severalWhens: RuleProblem {
        RuleProblem(
            "R038", vi: "một quy tắc chỉ có một loại mốc ở “khi”", en: "a rule has one kind of instant in “when”",
            help: Wording(
                vi: "chuyển mốc này sang một quy tắc riêng", en: "move this instant to a rule of its own"))
    }

    /// With how it is written.
    static func missingOn(_ on: String) -> RuleProblem {
        RuleProblem(
            "R035", vi: "trước ngày này thiếu “\(on)”", en: "“\(on)” is missing before this date",
            mend: .insertBefore(on + " "))
    }
}

extension Keyword {
    /// The clauses an item may have, for a message.
    fileprivate var clauseList: Wording? {
        let clauses = Parser.clauses(of: self)
        if clauses.isEmpty { return nil }
        return Wording(
            vi: "mục này có: " + clauses.elements.map { $0.vietnamese[0] }.joined(separator: ", "),
            en: "it may have: " + clauses.elements.map { $0.english[0] }.joined(separator: ", "))
    }

    /// A clause as it could be written.
    fileprivate var clauseExample: Wording {
        Keyword.clauseExamples[self] ?? Wording(vi: "ví dụ: \(vietnamese[0]) …", en: "for example: \(english[0]) …")
    }

    private static let clauseExamples: [Keyword: Wording] = [
        .when: Wording(vi: "ví dụ: khi trước hạn 7 ngày", en: "for example: when before due 7 days"),
        .remind: Wording(vi: "ví dụ: nhắc chủ trì", en: "for example: remind lead"),
        .every: Wording(vi: "ví dụ: mỗi tuần vào thứ hai", en: "for example: every week on monday"),
        .to: Wording(vi: "ví dụ: gửi theo dõi", en: "for example: to monitoring"),
        .list: Wording(vi: "ví dụ: gồm quá hạn", en: "for example: list overdue"),
        .from: Wording(
            vi: "ví dụ: từ 31/01/2022 đến 06/02/2022", en: "for example: from 2022-01-31 to 2022-02-06"),
    ]
}
