import Dates
import Diagnostics

extension Doubt {
    /// Told beside a field; nil where it is no question, but how the draft came about.
    var isQuestion: Bool {
        switch self {
        case .inheritedLead, .shortenedTitle, .madeUpID, .repeated: false
        default: true
        }
    }

    /// About a table as a whole.
    var isOfTable: Bool {
        switch self {
        case .unclearTable, .unknownColumn: true
        default: false
        }
    }

    var wording: Wording {
        switch self {
        case .noNumber:
            Wording(vi: "không thấy số, ký hiệu của văn bản", en: "the document's number was not found")
        case .incompleteNumber:
            Wording(
                vi: "văn bản còn để trống phần số; điền số đã vào sổ",
                en: "the document leaves its number blank; fill it in")
        case .noTitle: Wording(vi: "không thấy tên văn bản", en: "the document's title was not found")
        case .noIssuer: Wording(vi: "không rõ cơ quan ban hành", en: "who issued it is not clear")
        case .noDate(let guess, let lines):
            Wording(
                vi: "không thấy ngày ban hành; tạm lấy " + guess.wording.vi
                    + (lines.map { " (\(lineText($0, .vi)))" } ?? ""),
                en: "the date of issue was not found; for now " + guess.wording.en
                    + (lines.map { " (\(lineText($0, .en)))" } ?? ""))
        case .guessedID:
            Wording(vi: "mã do phần mềm đặt", en: "the id was made up")
        case .noDeadline:
            Wording(vi: "văn bản không nêu thời hạn", en: "the document names no deadline")
        case .unreadDeadline(let text):
            Wording(vi: "không đọc được thời hạn “\(text)”", en: "cannot read the deadline “\(text)”")
        case .doubtfulDeadline(let text):
            Wording(
                vi: "“\(text)” có phải là thời hạn của việc này? Chưa lấy làm thời hạn",
                en: "is “\(text)” this task's deadline? It was not taken for one")
        case .deadlineFromProse:
            Wording(vi: "thời hạn lấy từ câu văn", en: "the deadline was taken from a sentence")
        case .inheritedDeadline:
            Wording(vi: "thời hạn lấy theo đề mục", en: "the deadline is the heading's")
        case .noLead:
            Wording(vi: "không rõ ai chủ trì, ai thực hiện", en: "who leads it or carries it out is not clear")
        case .inheritedLead: Wording(vi: "chủ trì theo đề mục", en: "the lead is the heading's")
        case .shortenedTitle: Wording(vi: "tên rút gọn", en: "title shortened")
        case .madeUpID: Wording(vi: "số do phần mềm đặt", en: "id made up")
        case .unmarkedParagraph:
            Wording(
                vi: "đoạn văn không đánh số: có phải là một nhiệm vụ?",
                en: "a paragraph without a number: is it a task?")
        case .repeated(let lines):
            Wording(
                vi: "nhắc lại ở \(lineText(lines, .vi)); đã gộp làm một",
                en: "said again at \(lineText(lines, .en)); taken as one")
        case .otherDeadline(let phrase, let lines):
            Wording(
                vi: "\(lineText(lines, .vi)) nhắc lại với thời hạn khác: “\(phrase)”",
                en: "\(lineText(lines, .en)) repeat it with another deadline: “\(phrase)”")
        case .mayRepeat(let lines):
            Wording(
                vi: "có phải là nhắc lại nhiệm vụ ở \(lineText(lines, .vi))?",
                en: "does it repeat the task at \(lineText(lines, .en))?")
        case .envelopeDeadline:
            Wording(
                vi: "thời hạn là hạn trả lời ghi trên gói tin (DueDate)",
                en: "the deadline is the envelope's date for an answer (DueDate)")
        case .envelopeAlone:
            Wording(
                vi: "chỉ đọc được phần thông tin chung của gói tin: nhiệm vụ lấy từ trích yếu",
                en: "only the envelope was read: the task is its subject")
        case .cellAbove(let heading, let text, let line):
            Wording(
                vi: "ô “\(heading)” trống; lấy “\(text)” ở ô trên (dòng \(line))",
                en: "the cell “\(heading)” is empty; “\(text)” of the cell above was taken (line \(line))")
        case .emptyCell(let heading, let text, let line):
            Wording(
                vi: "ô “\(heading)” trống; ô trên là “\(text)” (dòng \(line)): có gộp ô không?",
                en: "the cell “\(heading)” is empty; the cell above is “\(text)” (line \(line)): are they merged?")
        case .unclearTable(let lines):
            Wording(
                vi: "bảng ở \(lineText(lines, .vi)): không chắc đã tách đúng hàng và cột",
                en: "the table at \(lineText(lines, .en)): its rows and columns may not be parted rightly")
        case .unknownColumn(let heading, let lines):
            Wording(
                vi: "không rõ cột “\(heading)” của bảng (\(lineText(lines, .vi))) là gì; không đưa vào dự thảo",
                en:
                    "what the table's column “\(heading)” (\(lineText(lines, .en))) means is not clear; it is not drafted"
            )
        case .passedOver(let text, let lines):
            Wording(
                vi: "\(lineText(lines, .vi)) chưa thành nhiệm vụ nào: “\(text)”",
                en: "\(lineText(lines, .en)) became no task: “\(text)”")
        case .isTarget:
            Wording(vi: "đây là chỉ tiêu của văn bản; giữ hay bỏ?", en: "this is a target of the document; keep it?")
        }
    }
}

extension Doubt.DateGuess {
    var wording: Wording {
        switch self {
        case .latestCitation:
            Wording(vi: "ngày muộn nhất mà văn bản viện dẫn", en: "the latest date it cites")
        case .month:
            Wording(vi: "ngày đầu của tháng ghi trên văn bản", en: "the first day of the month it bears")
        case .firstYear: Wording(vi: "ngày đầu của giai đoạn", en: "the first day of its period")
        case .beforeFirstDeadline:
            Wording(vi: "ngày trước thời hạn sớm nhất", en: "the day before its first deadline")
        case .today: Wording(vi: "hôm nay", en: "today")
        }
    }
}

/// "dòng 3", "dòng 3–5".
func lineText(_ lines: ClosedRange<Int>, _ language: Language) -> String {
    let numbers =
        lines.count == 1 ? "\(lines.lowerBound)" : "\(lines.lowerBound)–\(lines.upperBound)"
    return language == .vi ? "dòng " + numbers : (lines.count == 1 ? "line " : "lines ") + numbers
}

/// "cần xem lại: …".
func reviewText(_ wording: Wording, _ language: Language) -> String {
    (language == .vi ? "cần xem lại: " : "to review: ") + wording.text(in: language)
}

/// How a draft's files spell their keys.
struct KeyNames {
    let language: Language

    private func name(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }

    var programme: String { name("chương trình", "programme") }
    var title: String { name("tên", "title") }
    var number: String { name("số", "number") }
    var issued: String { name("ban hành", "issued") }
    var issuer: String { name("nơi ban hành", "issuer") }
    var period: String { name("giai đoạn", "period") }
    var tasks: String { name("nhiệm vụ", "tasks") }
    var id: String { name("số", "id") }
    var deadline: String { name("thời hạn", "deadline") }
    var tags: String { name("nhãn", "tags") }
    var target: String { name("chỉ tiêu", "target") }
    var metric: String { name("nội dung", "metric") }
    var value: String { name("giá trị", "value") }
    var unit: String { name("đơn vị", "unit") }
    var targetTag: String { name("mục tiêu", "target") }
}
