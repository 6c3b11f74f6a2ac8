import Dates
import Deadlines
import Testing

/// A place that is said after the period it lies in.
struct PlaceTests {
    /// Issued on 15/07/2023: the first beginning and due date.
    private static let placed: [(String, String?, String)] = [
        ("tháng 9, tuần đầu", "2023-09-01", "2023-09-07"),
        ("tháng 12/2023 vào tuần cuối cùng", "2023-12-25", "2023-12-31"),
        ("tháng 9 (tuần thứ hai)", "2023-09-08", "2023-09-14"),
        ("tháng 9 (dự kiến tuần 2, 3)", "2023-09-08", "2023-09-21"),
        ("trong tháng 10: tuần đầu của tháng", "2023-10-01", "2023-10-07"),
        ("quý IV, tuần đầu", "2023-10-01", "2023-10-07"),
        ("tháng 9, cuối tháng", "2023-09-21", "2023-09-30"),
        ("tháng 11 vào giữa tháng", "2023-11-11", "2023-11-20"),
        ("tháng 11 (dự kiến cuối tháng)", "2023-11-21", "2023-11-30"),
        ("tháng 9/2023, nửa đầu tháng", "2023-09-01", "2023-09-15"),
        ("tháng 10, hạ tuần", "2023-10-21", "2023-10-31"),
        ("quý IV/2023 (cuối quý)", "2023-12-01", "2023-12-31"),
        ("quý IV, tháng cuối", "2023-12-01", "2023-12-31"),
        ("quý III/2023 - tháng thứ hai", "2023-08-01", "2023-08-31"),
        ("quý IV vào tháng đầu quý", "2023-10-01", "2023-10-31"),
        ("quý IV: cuối tháng đầu", "2023-10-21", "2023-10-31"),
        ("quý IV, 2 tháng đầu", "2023-10-01", "2023-11-30"),
        ("năm 2024, quý đầu", "2024-01-01", "2024-03-31"),
        ("năm 2024 (tháng cuối năm)", "2024-12-01", "2024-12-31"),
        ("tháng 9, 10 ngày cuối", "2023-09-21", "2023-09-30"),
        ("tháng 9, thứ Hai đầu tiên", nil, "2023-09-04"),
        ("tháng 9 vào thứ Sáu cuối cùng", nil, "2023-09-29"),
        ("tháng 9, thứ Ba tuần thứ hai", nil, "2023-09-12"),
        ("tháng 12, ngày làm việc cuối cùng", nil, "2023-12-29"),
        ("ngày 25 trong tháng 9", nil, "2023-09-25"),
        ("tháng 9 hằng năm, tuần đầu", "2023-09-01", "2023-09-07"),
        ("quý IV hằng năm (tháng cuối)", "2023-12-01", "2023-12-31"),
    ]

    @Test(arguments: placed) func isReadInIt(_ phrase: String, _ start: String?, _ due: String) throws {
        let deadline = try Self.read(phrase)
        #expect(deadline.due == Day(due))
        if let start { #expect(deadline.start == Day(start)) }
        #expect(deadline.kind != .compound)
    }

    /// What lies elsewhere is a date of its own.
    @Test(arguments: [
        ("tháng 9, đầu tháng 10", "2023-09-30"), ("quý III, tháng đầu quý IV", "2023-09-30"),
        ("tháng 9, cuối năm", "2023-09-30"), ("quý III, cuối năm 2023", "2023-09-30"),
    ])
    func whatLiesElsewhereIsNot(_ phrase: String, _ due: String) throws {
        let deadline = try Self.read(phrase)
        #expect(deadline.kind == .compound)
        #expect(deadline.due == Day(due))
    }

    /// One that is not read is told.
    @Test(arguments: [
        "tuần đầu, tháng 9", "tháng đầu, quý IV", "tháng 8 tổ chức hội nghị vào tuần cuối", "cuối tháng, quý, năm",
        "tháng 9, 10, tuần cuối", "nửa nhiệm kỳ",
    ])
    func whatIsNotReadIsTold(_ phrase: String) throws {
        #expect(try Self.read(phrase).notes.contains { $0.vi.contains("không xét") })
    }

    private static func read(_ phrase: String) throws -> Deadline {
        readDeadline(phrase, in: ReadingContext(issued: try #require(Day("2023-07-15")), calendar: .vietnam))
    }
}
