import Dates

/// Why a phrase, or a part of it, gives no deadline.
enum ReadingRefusal: Hashable {
    case empty, tooLong, nothing
    case impossibleDate(day: Int, month: Int, year: Int?)
    case impossibleMonth(Int)
    case impossibleQuarter(Int)
    case impossibleYear(Int)
    case impossibleWeek(Int, Int)
    /// A date as a spreadsheet counts it.
    case serial(Int, Day)
    case ordinal, dateLine
    /// Words beside a date that were not understood and could move it.
    case passedOver(String)
    case impossibleTime, backwards, garbledDate, recordPeriod
    case notDone
    case citation, pastDate, fraction, range, quoted, honorific, meeting, criterion, duration, past, lunarMonths, record
    case subject

    var note: ReadingNote {
        switch self {
        case .empty: error("cụm từ trống", "the phrase is empty")
        case .tooLong:
            error(
                "cụm từ dài quá \(Scanner.maximumLength) ký tự; chỉ ghi phần nêu thời hạn",
                "the phrase is longer than \(Scanner.maximumLength) characters; give only what states the deadline")
        case .nothing: error("không có thời hạn trong cụm từ này", "there is no deadline in this phrase")
        case .impossibleDate(let day, let month, let year): impossibleDate(day, month, year)
        case .impossibleMonth(let month): error("không có tháng \(month)", "there is no month \(month)")
        case .impossibleQuarter(let quarter): error("không có quý \(quarter)", "there is no quarter \(quarter)")
        case .impossibleYear(let year):
            error("năm \(year) nằm ngoài khoảng 1900–2199", "the year \(year) lies outside 1900–2199")
        case .impossibleWeek(let week, let year):
            error("năm \(year) không có tuần \(week)", "the year \(year) has no week \(week)")
        case .serial(let number, let day): serial(number, day)
        case .ordinal:
            error(
                "“thứ …” ở đây là số thứ tự của một ý, không phải ngày trong tuần",
                "“thứ …” numbers a point of a text here, it is no day of the week")
        case .dateLine:
            error(
                "đây là địa danh và ngày ghi ở đầu văn bản, không phải thời hạn",
                "this is the place and date that a document begins with, not a deadline")
        case .passedOver(let words):
            error(
                "không hiểu “\(words)”, có thể làm thay đổi ngày đã ghi: hãy viết lại cho rõ",
                "“\(words)” is not understood and could move the date: word it more clearly")
        case .impossibleTime: error("không có giờ như vậy trong ngày", "there is no such time of day")
        case .backwards: error("thời điểm cuối trước thời điểm đầu", "the end lies before the beginning")
        case .garbledDate:
            error(
                "ngày viết không trọn hoặc còn để trống: hãy ghi đủ ngày, tháng, năm",
                "the date is not whole or was left blank: write day, month and year")
        case .recordPeriod:
            error(
                "tháng, quý ở đây là kỳ của số liệu, kết quả, không phải thời hạn",
                "the period here is that of the figures or results, not a deadline")
        case .citation:
            error(
                "đây là số, ký hiệu hoặc ngày của văn bản được viện dẫn, không phải thời hạn",
                "this is the number or date of a document that is cited, not a deadline")
        case .pastDate:
            error(
                "ngày này trước ngày ban hành: có lẽ là ngày của văn bản được viện dẫn",
                "this date lies before the issue: most likely that of a document that is cited")
        case .fraction:
            error("đây là phân số hoặc số lượng, không phải ngày", "this is a fraction or a quantity, not a date")
        case .range: error("đây là khoảng số, không phải ngày", "this is a range of numbers, not a date")
        case .quoted:
            error(
                "phần nêu thời gian nằm trong tên văn bản đặt trong ngoặc kép", "the time stands inside a quoted title")
        case .honorific:
            error("“Quý” ở đây là lời xưng hô, không phải một quý", "“Quý” is a form of address here, not a quarter")
        case .meeting: error("đây là tên hội nghị, đại hội hoặc kỳ họp", "this is the name of a meeting")
        case .criterion:
            error(
                "“thường xuyên” ở đây là tiêu chí, không phải thời hạn",
                "“thường xuyên” is a criterion here, not a duty")
        case .duration:
            error(
                "có khoảng thời gian nhưng không nói tính từ khi nào",
                "a length of time, but not from when it is counted")
        case .lunarMonths:
            error(
                "ngày âm lịch hằng tháng không quy được về một chu kỳ dương lịch; hãy ghi từng ngày",
                "a day of every lunar month follows no cycle of the solar calendar; write the dates themselves")
        case .record:
            error(
                "năm ở đây là năm của số liệu, kết quả, không phải thời hạn",
                "the year here is that of the figures or results, not a deadline")
        case .notDone:
            error("nói là không làm vào lúc ấy: không có gì đến hạn", "said not to be done then: nothing is due")
        case .subject:
            error(
                "ngày này cho biết đang nói về những gì, không phải thời hạn",
                "this date says which things are spoken of, it is not a deadline")
        case .past: error("khoảng thời gian đã qua, không phải thời hạn", "a time that has passed, not a deadline")
        }
    }

    private func impossibleDate(_ day: Int, _ month: Int, _ year: Int?) -> ReadingNote {
        error(
            "không có ngày \(day)/\(month)" + (year.map { "/\($0)" } ?? ""),
            "there is no such date: day \(day) of month \(month)" + (year.map { " of \($0)" } ?? ""))
    }

    private func serial(_ number: Int, _ day: Day) -> ReadingNote {
        error(
            "“\(number)” là số thứ tự mà bảng tính dùng cho ngày \(day.dayMonthYear): hãy ghi ngày ấy",
            "“\(number)” is the number by which a spreadsheet counts \(day): write that date")
    }

    private func error(_ vi: String, _ en: String) -> ReadingNote { ReadingNote(kind: .error, vi: vi, en: en) }
}
