import Dates
import Diagnostics
import Programmes

/// What the lexer finds.
extension RuleProblem {
    static func fileTooLarge(_ size: Int) -> RuleProblem {
        RuleProblem(
            "R001", vi: "tệp quá lớn: \(size) byte, giới hạn là \(RuleLimits.file)",
            en: "the file is too large: \(size) bytes, the limit is \(RuleLimits.file)",
            help: Wording(vi: "hãy chia thành nhiều tệp", en: "split it into several files"))
    }

    static var notUTF8: RuleProblem {
        RuleProblem(
            "R002", vi: "tệp không phải văn bản UTF-8", en: "the file is not UTF-8 text",
            help: Wording(
                vi: "hãy mở bằng trình soạn thảo và lưu lại với bảng mã UTF-8",
                en: "open it in an editor and save it with the encoding UTF-8"))
    }

    static func strangeCharacter(_ text: String) -> RuleProblem {
        RuleProblem(
            "R003", vi: "ký tự “\(text)” không có trong ngôn ngữ quy tắc",
            en: "“\(text)” has no meaning in a rule file",
            help: Wording(
                vi: "xóa đi, hoặc đặt trong ngoặc kép nếu là một phần của tên",
                en: "remove it, or put it in double quotes if it belongs to a name"), mend: .replace(""))
    }

    static func lookAlike(found: String, meant: String) -> RuleProblem {
        RuleProblem(
            "R004", vi: "“\(found)” chỉ trông giống “\(meant)”", en: "“\(found)” only looks like “\(meant)”",
            help: Wording(
                vi: "ký tự này thường đến từ văn bản sao chép hoặc quét; hãy gõ lại",
                en: "such characters come from copied or scanned text; type it again"), mend: .replace(meant))
    }

    static func strangeSpace(meant: String) -> RuleProblem {
        RuleProblem(
            "R005", vi: "khoảng trắng ở đây không phải dấu cách thường (dấu cách không ngắt)",
            en: "this is not an ordinary space but a no-break or wide one",
            help: Wording(vi: "thay bằng dấu cách thường", en: "type an ordinary space"), mend: .replace(meant))
    }

    static func invisibleCharacter(_: String) -> RuleProblem {
        RuleProblem(
            "R005", vi: "ở đây có một ký tự không nhìn thấy được", en: "there is an invisible character here",
            help: Wording(vi: "xóa ký tự đó", en: "remove it"), mend: .replace(""))
    }

    /// It ends in two quotation marks, which stand for one within the text.
    static func unclosedString(isDoubled: Bool) -> RuleProblem {
        RuleProblem(
            "R006", vi: "chuỗi mở ngoặc kép nhưng không đóng trên cùng dòng",
            en: "this text is opened with a double quote and not closed on its line",
            help: isDoubled
                ? Wording(
                    vi: "hai dấu \"\" liền nhau là một dấu ngoặc kép trong chuỗi; hãy bỏ bớt một",
                    en: "\"\" stands for a quotation mark within the text; remove one of the two")
                : Wording(
                    vi: "thêm dấu \" ở cuối chuỗi; dấu ngoặc kép trong chuỗi viết thành hai: \"\"",
                    en: "put a \" at its end; a quotation mark within the text is written twice: \"\""),
            mend: isDoubled ? .removeLastByte : .insertAfter("\""))
    }

    static var unopenedString: RuleProblem {
        RuleProblem(
            "R006", vi: "dấu ngoặc kép này đóng một chuỗi chưa mở",
            en: "this double quote closes a text that none opens",
            help: Wording(vi: "thêm dấu \" ở đầu chuỗi", en: "put a \" at its beginning"), mend: .insertBefore("\""))
    }

    static var stringTooLong: RuleProblem {
        RuleProblem(
            "R007", vi: "chuỗi quá dài: giới hạn là \(RuleLimits.string - 2) byte",
            en: "the text is too long: the limit is \(RuleLimits.string - 2) bytes")
    }

    static func impossibleDate(year: Int, month: Int, day: Int) -> RuleProblem {
        RuleProblem(
            "R008", vi: "không có ngày \(day)/\(month)/\(year)", en: "there is no day \(year)-\(month)-\(day)",
            help: Wording(
                vi: "ngày viết là 31/01/2022 hoặc 2022-01-31, từ năm 1900 đến 2199",
                en: "a date is written 2022-01-31 or 31/01/2022, from 1900 to 2199"))
    }

    static func dateForm(_ day: Day) -> RuleProblem {
        RuleProblem(
            "R009", vi: "ngày viết là 31/01/2022 hoặc 2022-01-31", en: "a date is written 2022-01-31 or 31/01/2022",
            help: Wording(vi: "có phải là \(day)?", en: "is it \(day)?"), mend: .replace(day.description))
    }

    static var dateWithoutYear: RuleProblem {
        RuleProblem(
            "R009", vi: "ngày thiếu năm đủ bốn chữ số", en: "the date has no year of four digits",
            help: Wording(vi: "viết như 31/01/2022", en: "write it as 2022-01-31"))
    }

    static var impossibleTime: RuleProblem {
        RuleProblem(
            "R010", vi: "không có giờ này trong ngày", en: "a day has no such time",
            help: Wording(vi: "từ 00:00 đến 23:59", en: "from 00:00 to 23:59"))
    }

    static var numberTooLarge: RuleProblem {
        RuleProblem("R011", vi: "số quá lớn", en: "the number is too large")
    }

    static var fraction: RuleProblem {
        RuleProblem(
            "R014", vi: "số ở đây phải là số nguyên", en: "only whole numbers are used here",
            help: Wording(
                vi: "dùng đơn vị nhỏ hơn, ví dụ 12 giờ thay cho nửa ngày",
                en: "take a smaller unit, such as 12 hours for half a day"))
    }

    /// A mark that turns the direction of writing, in a string or comment: what follows reads otherwise than it works.
    static func turnedDirection(_ mark: String) -> RuleProblem {
        RuleProblem(
            "R015", vi: "có ký tự đảo chiều chữ \(mark): chữ hiện ra không như chương trình đọc",
            en: "here is \(mark), which turns the direction of writing: what is shown is not what is read",
            help: Wording(vi: "xóa rồi gõ lại đoạn này", en: "delete this text and type it again"))
    }

    static func programmersOperator(_ found: String, meant: String) -> RuleProblem {
        RuleProblem(
            "R012", vi: "ở đây không dùng “\(found)”", en: "“\(found)” is not used here",
            help: Wording(vi: "viết “\(meant)”", en: "write “\(meant)”"), mend: .replace(meant))
    }

    static func tooManyErrors(_ count: Int) -> RuleProblem {
        RuleProblem(
            "R013", vi: "và \(count) lỗi nữa; chỉ nêu \(RuleLimits.errors) lỗi đầu của mỗi tệp",
            en: "and \(count) more; only the first \(RuleLimits.errors) of a file are shown")
    }

    static func tooManyWarnings(_ count: Int) -> RuleProblem {
        RuleProblem(
            "R013", vi: "và \(count) cảnh báo nữa; chỉ nêu \(RuleLimits.errors) cảnh báo đầu của mỗi tệp",
            en: "and \(count) more warnings; only the first \(RuleLimits.errors) of a file are shown",
            isWarning: true)
    }
}
