import Diagnostics

/// A problem as it is said: its code, both languages, and what would be right.
struct Said {
    var code: String
    var vi: String
    var en: String
    var help: Wording?
    var isWarning = false

    init(_ code: String, vi: String, en: String, help: Wording? = nil, isWarning: Bool = false) {
        self.code = code
        self.vi = vi
        self.en = en
        self.help = help
        self.isWarning = isWarning
    }
}

extension RuleProblem {
    /// Every problem, worded. Codes are never given to another problem, even when one goes away.
    var wording: Said {
        switch self {
        case .fileTooLarge(let size):
            Said(
                "R001", vi: "tệp quá lớn: \(size) byte, giới hạn là \(RuleLimits.file)",
                en: "the file is too large: \(size) bytes, the limit is \(RuleLimits.file)",
                help: Wording(vi: "hãy chia thành nhiều tệp", en: "split it into several files"))
        case .notUTF8:
            Said(
                "R002", vi: "tệp không phải văn bản UTF-8", en: "the file is not UTF-8 text",
                help: Wording(
                    vi: "hãy mở bằng trình soạn thảo và lưu lại với bảng mã UTF-8",
                    en: "open it in an editor and save it with the encoding UTF-8"))
        case .strangeCharacter(let text):
            Said(
                "R003", vi: "ký tự “\(text)” không có trong ngôn ngữ quy tắc",
                en: "“\(text)” has no meaning in a rule file",
                help: Wording(
                    vi: "xóa đi, hoặc đặt trong ngoặc kép nếu là một phần của tên",
                    en: "remove it, or put it in double quotes if it belongs to a name"))
        case .lookAlike(let found, let meant):
            Said(
                "R004", vi: "“\(found)” chỉ trông giống “\(meant)”", en: "“\(found)” only looks like “\(meant)”",
                help: Wording(
                    vi: "ký tự này thường đến từ văn bản sao chép hoặc quét; hãy gõ lại",
                    en: "such characters come from copied or scanned text; type it again"))
        case .strangeSpace:
            Said(
                "R005", vi: "khoảng trắng ở đây không phải dấu cách thường (dấu cách không ngắt)",
                en: "this is not an ordinary space but a no-break or wide one",
                help: Wording(vi: "thay bằng dấu cách thường", en: "type an ordinary space"))
        case .invisibleCharacter:
            Said(
                "R005", vi: "ở đây có một ký tự không nhìn thấy được", en: "there is an invisible character here",
                help: Wording(vi: "xóa ký tự đó", en: "remove it"))
        case .unclosedString(let isDoubled):
            Said(
                "R006", vi: "chuỗi mở ngoặc kép nhưng không đóng trên cùng dòng",
                en: "this text is opened with a double quote and not closed on its line",
                help: isDoubled
                    ? Wording(
                        vi: "hai dấu \"\" liền nhau là một dấu ngoặc kép trong chuỗi; hãy bỏ bớt một",
                        en: "\"\" stands for a quotation mark within the text; remove one of the two")
                    : Wording(
                        vi: "thêm dấu \" ở cuối chuỗi; dấu ngoặc kép trong chuỗi viết thành hai: \"\"",
                        en: "put a \" at its end; a quotation mark within the text is written twice: \"\""))
        case .unopenedString:
            Said(
                "R006", vi: "dấu ngoặc kép này đóng một chuỗi chưa mở",
                en: "this double quote closes a text that none opens",
                help: Wording(vi: "thêm dấu \" ở đầu chuỗi", en: "put a \" at its beginning"))
        case .stringTooLong:
            Said(
                "R007", vi: "chuỗi quá dài: giới hạn là \(RuleLimits.string - 2) byte",
                en: "the text is too long: the limit is \(RuleLimits.string - 2) bytes")
        case .turnedDirection(let mark):
            Said(
                "R015", vi: "có ký tự đảo chiều chữ \(mark): chữ hiện ra không như chương trình đọc",
                en: "here is \(mark), which turns the direction of writing: what is shown is not what is read",
                help: Wording(vi: "xóa rồi gõ lại đoạn này", en: "delete this text and type it again"))
        case .impossibleDate(let year, let month, let day):
            Said(
                "R008", vi: "không có ngày \(day)/\(month)/\(year)", en: "there is no day \(year)-\(month)-\(day)",
                help: Wording(
                    vi: "ngày viết là 31/01/2022 hoặc 2022-01-31, từ năm 1900 đến 2199",
                    en: "a date is written 2022-01-31 or 31/01/2022, from 1900 to 2199"))
        case .dateForm(let day):
            Said(
                "R009", vi: "ngày viết là 31/01/2022 hoặc 2022-01-31", en: "a date is written 2022-01-31 or 31/01/2022",
                help: Wording(vi: "có phải là \(day)?", en: "is it \(day)?"))
        case .dateWithoutYear:
            Said(
                "R009", vi: "ngày thiếu năm đủ bốn chữ số", en: "the date has no year of four digits",
                help: Wording(vi: "viết như 31/01/2022", en: "write it as 2022-01-31"))
        case .impossibleTime:
            Said(
                "R010", vi: "không có giờ này trong ngày", en: "a day has no such time",
                help: Wording(vi: "từ 00:00 đến 23:59", en: "from 00:00 to 23:59"))
        case .numberTooLarge:
            Said("R011", vi: "số quá lớn", en: "the number is too large")
        case .fraction:
            Said(
                "R014", vi: "số ở đây phải là số nguyên", en: "only whole numbers are used here",
                help: Wording(
                    vi: "dùng đơn vị nhỏ hơn, ví dụ 12 giờ thay cho nửa ngày",
                    en: "take a smaller unit, such as 12 hours for half a day"))
        case .programmersOperator(let found, let meant):
            Said(
                "R012", vi: "ở đây không dùng “\(found)”", en: "“\(found)” is not used here",
                help: Wording(vi: "viết “\(meant)”", en: "write “\(meant)”"))
        case .tooManyErrors(let count):
            Said(
                "R013", vi: "và \(count) lỗi nữa; chỉ nêu \(RuleLimits.errors) lỗi đầu của mỗi tệp",
                en: "and \(count) more; only the first \(RuleLimits.errors) of a file are shown")
        case .tooManyWarnings(let count):
            Said(
                "R013", vi: "và \(count) cảnh báo nữa; chỉ nêu \(RuleLimits.errors) cảnh báo đầu của mỗi tệp",
                en: "and \(count) more warnings; only the first \(RuleLimits.errors) of a file are shown",
                isWarning: true)
        default: grammarWording
        }
    }

    private var grammarWording: Said {
        switch self {
        case .unexpected(let found, let expected):
            Said(
                "R020", vi: "không hiểu “\(found)” ở chỗ này", en: "“\(found)” does not fit here",
                help: Wording(vi: "ở đây cần \(expected.wording.vi)", en: "expected \(expected.wording.en)"))
        case .incomplete(let after, let expected, _):
            Said(
                "R035", vi: "sau “\(after)” còn thiếu một phần", en: "something is missing after “\(after)”",
                help: Wording(vi: "ở đây cần \(expected.wording.vi)", en: "expected \(expected.wording.en)"))
        case .mistyped(let found, let meant):
            Said(
                "R021", vi: "không có từ “\(found)”", en: "there is no word “\(found)”",
                help: Wording(vi: "có phải là “\(meant)”?", en: "did you mean “\(meant)”?"))
        case .wrongWord(let found, let meant, let isEnough):
            Said(
                "R039", vi: "ở đây không dùng “\(found)” mà dùng “\(meant)”",
                en: "“\(meant)” is the word here, not “\(found)”",
                help: isEnough
                    ? nil
                    : Wording(
                        vi: "ví dụ: sau đó 7 ngày báo cáo chỉ đạo",
                        en: "for example: then after 7 days escalate to directing"))
        case .noItem(let found):
            Said(
                "R022", vi: "“\(found)” không mở đầu một mục nào", en: "“\(found)” does not begin an item",
                help: Wording(
                    vi: "một mục bắt đầu bằng quy tắc, tổng hợp, tạm ngưng, mặc định, định nghĩa hoặc kiểm thử",
                    en: "an item begins with rule, digest, mute, defaults, define or test"))
        case .strayClause(let clause, let item):
            Said(
                "R023", vi: "mục “\(item.vietnamese[0])” không có mệnh đề “\(clause.vietnamese[0])”",
                en: "“\(item.english[0])” has no clause “\(clause.english[0])”",
                help: item.clauseList)
        case .duplicateClause(let clause):
            Said(
                "R024", vi: "mệnh đề “\(clause.vietnamese[0])” có hai lần",
                en: "the clause “\(clause.english[0])” stands twice",
                help: Wording(vi: "gộp lại làm một, hoặc tách thành hai mục", en: "make them one, or make two items"))
        case .missingClause(let clause, let item):
            Said(
                "R025", vi: "mục “\(item.vietnamese[0])” thiếu “\(clause.vietnamese[0])”",
                en: "this \(item.english[0]) has no “\(clause.english[0])”",
                help: clause.clauseExample)
        case .missingName(let item):
            Said(
                "R026", vi: "sau “\(item.vietnamese[0])” cần có tên trong ngoặc kép",
                en: "a name in double quotes must follow “\(item.english[0])”",
                help: Wording(
                    vi: "ví dụ: \(item.vietnamese[0]) \"nhac-truoc-han\"",
                    en: "for example: \(item.english[0]) \"nhac-truoc-han\""))
        case .unquotedName(let name):
            Said("R026", vi: "“\(name)” phải đặt trong ngoặc kép", en: "“\(name)” must stand in double quotes")
        case .badName:
            Said(
                "R027", vi: "tên trống, hoặc có ký tự điều khiển", en: "the name is empty or has control characters",
                help: Wording(
                    vi: "đặt một tên ngắn như nhac-truoc-han", en: "choose a short name such as nhac-truoc-han"))
        case .missingUnit:
            Said(
                "R028", vi: "số này thiếu đơn vị", en: "this number has no unit",
                help: Wording(
                    vi: "viết thêm giờ, ngày, ngày làm việc, tuần, tháng, quý hoặc năm",
                    en: "add hours, days, working days, weeks, months, quarters or years"))
        case .missingComma:
            Said("R029", vi: "thiếu dấu phẩy giữa hai phần", en: "a comma is missing between the two")
        case .wordOrder(let right, _):
            Said(
                "R030", vi: "thứ tự các từ bị đảo", en: "the words stand in another order",
                help: Wording(vi: "viết “\(right.vi)”", en: "write “\(right.en)”"))
        case .nameForm(let right):
            Said(
                "R036", vi: "tên trong “định nghĩa” là một từ, không có ngoặc kép",
                en: "a name that “define” gives is one word, without quotes",
                help: Wording(vi: "viết “\(right)”", en: "write “\(right)”"))
        case .valueAlone(let value, let again):
            Said(
                "R037", vi: "“\(value)” đứng một mình không phải một điều kiện", en: "“\(value)” alone is no condition",
                help: Wording(vi: "viết lại cả vế: “\(again)\(value)”", en: "say it in full: “\(again)\(value)”"))
        case .tooDeep:
            Said(
                "R031", vi: "lồng quá sâu: giới hạn là \(RuleLimits.nesting) tầng",
                en: "nested too deeply: the limit is \(RuleLimits.nesting)",
                help: Wording(vi: "đặt tên cho một phần bằng “định nghĩa”", en: "name a part of it with “define”"))
        case .tooLong:
            Said(
                "R032", vi: "danh sách quá dài: giới hạn là \(RuleLimits.list) phần",
                en: "the list is too long: the limit is \(RuleLimits.list)",
                help: Wording(vi: "tách thành nhiều mục", en: "split it into several items"))
        case .unclosedParenthesis:
            Said("R033", vi: "ngoặc mở ở đây không được đóng", en: "this parenthesis is not closed")
        case .wordIsBody(let right):
            Said(
                "R034", vi: "tên một cơ quan đặt trong ngoặc kép, sau từ “cơ quan”",
                en: "a body's name stands in double quotes, after the word “body”",
                help: Wording(vi: "viết “\(right)”", en: "write “\(right)”"))
        case .strayParenthesis:
            Said(
                "R033", vi: "ngoặc đóng ở đây không có ngoặc mở", en: "no parenthesis is open here",
                help: Wording(vi: "xóa đi, hoặc thêm “(” ở trước", en: "remove it, or put a “(” before"))
        case .missingOn(let on):
            Said(
                "R035", vi: "trước ngày này thiếu “\(on)”", en: "“\(on)” is missing before this date")
        case .severalWhens:
            Said(
                "R038", vi: "một quy tắc chỉ có một loại mốc ở “khi”", en: "a rule has one kind of instant in “when”",
                help: Wording(
                    vi: "chuyển mốc này sang một quy tắc riêng", en: "move this instant to a rule of its own"))
        case .stringIsBody(let keyword):
            Said(
                "R034", vi: "trước tên một cơ quan cần có từ “cơ quan”",
                en: "a body's name needs the word “body” before it",
                help: Wording(vi: "viết “\(keyword) …”", en: "write “\(keyword) …”"))
        default: typeWording
        }
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
        switch self {
        case .when: Wording(vi: "ví dụ: khi trước hạn 7 ngày", en: "for example: when before due 7 days")
        case .remind: Wording(vi: "ví dụ: nhắc chủ trì", en: "for example: remind lead")
        case .every: Wording(vi: "ví dụ: mỗi tuần vào thứ hai", en: "for example: every week on monday")
        case .to: Wording(vi: "ví dụ: gửi theo dõi", en: "for example: to monitoring")
        case .list: Wording(vi: "ví dụ: gồm quá hạn", en: "for example: list overdue")
        case .from:
            Wording(
                vi: "ví dụ: từ 31/01/2022 đến 06/02/2022", en: "for example: from 2022-01-31 to 2022-02-06")
        default: Wording(vi: "ví dụ: \(vietnamese[0]) …", en: "for example: \(english[0]) …")
        }
    }
}
