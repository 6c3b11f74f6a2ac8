import Dates
import Deadlines
import Testing

/// Terms of the Civil Code 2015.
@Suite struct LawTests {
    struct Case: Sendable, CustomStringConvertible {
        let article: String
        let phrase: String
        let event: String
        let due: String
        let legal: String
        var description: String { "Article \(article): \(phrase) from \(event)" }
    }

    static let cases = [
        // The day of the event is not counted.
        Case(
            article: "147.2", phrase: "trong thời hạn 01 ngày kể từ ngày nhận", event: "2022-06-15", due: "2022-06-16",
            legal: "2022-06-16"),
        Case(
            article: "147.2", phrase: "trong thời hạn 30 ngày kể từ ngày ký", event: "2022-06-15", due: "2022-07-15",
            legal: "2022-07-15"),
        Case(
            article: "147.3", phrase: "trong vòng 5 ngày sau khi kết thúc hội nghị", event: "2022-06-20",
            due: "2022-06-25", legal: "2022-06-27"),
        Case(
            article: "148.2", phrase: "không quá 10 ngày kể từ ngày có kết luận", event: "2022-12-20",
            due: "2022-12-30", legal: "2022-12-30"),
        Case(
            article: "148.3", phrase: "trong thời hạn 02 tuần kể từ ngày nhận", event: "2022-06-15", due: "2022-06-29",
            legal: "2022-06-29"),
        Case(
            article: "148.3", phrase: "trong thời hạn 01 tháng kể từ ngày nhận", event: "2022-01-31", due: "2022-02-28",
            legal: "2022-02-28"),
        Case(
            article: "148.3", phrase: "trong thời hạn 01 tháng kể từ ngày nhận", event: "2024-01-31", due: "2024-02-29",
            legal: "2024-02-29"),
        Case(
            article: "148.3", phrase: "trong thời hạn 03 tháng kể từ ngày nhận", event: "2022-11-30", due: "2023-02-28",
            legal: "2023-02-28"),
        Case(
            article: "148.3", phrase: "trong thời hạn 06 tháng kể từ ngày nhận", event: "2022-08-31", due: "2023-02-28",
            legal: "2023-02-28"),
        Case(
            article: "148.4", phrase: "trong thời hạn 01 năm kể từ ngày nhận", event: "2024-02-29", due: "2025-02-28",
            legal: "2025-02-28"),
        Case(
            article: "148.4", phrase: "trong thời hạn 02 năm kể từ ngày nhận", event: "2022-06-15", due: "2024-06-15",
            legal: "2024-06-17"),
        Case(
            article: "148.5", phrase: "trong thời hạn 10 ngày kể từ ngày nhận", event: "2022-06-15", due: "2022-06-25",
            legal: "2022-06-27"),
        Case(
            article: "148.5", phrase: "trong thời hạn 30 ngày kể từ ngày nhận", event: "2022-08-02", due: "2022-09-01",
            legal: "2022-09-05"),
        Case(
            article: "148.5", phrase: "trong thời hạn 20 ngày kể từ ngày nhận", event: "2023-01-02", due: "2023-01-22",
            legal: "2023-01-27"),
        // Working days are counted as such; the end is one.
        Case(
            article: "147.2", phrase: "trong thời hạn 05 ngày làm việc kể từ ngày nhận", event: "2022-08-29",
            due: "2022-09-07", legal: "2022-09-07"),
        Case(
            article: "147.2", phrase: "sau 03 ngày làm việc kể từ khi nhận đủ hồ sơ", event: "2022-06-17",
            due: "2022-06-22", legal: "2022-06-22"),
        // Backwards, without rolling.
        Case(
            article: "144", phrase: "chậm nhất 10 ngày trước ngày khai mạc", event: "2022-06-22", due: "2022-06-12",
            legal: "2022-06-12"),
        Case(
            article: "144", phrase: "05 ngày làm việc trước ngày họp", event: "2022-09-06", due: "2022-08-26",
            legal: "2022-08-26"),
    ]

    @Test(arguments: cases) func termsEndAsTheCodeSays(_ test: Case) throws {
        let context = ReadingContext(issued: Day("2022-06-15")!, calendar: .vietnam)
        let waiting = readDeadline(test.phrase, in: context)
        #expect(waiting.kind == .awaiting)
        #expect(waiting.due == nil)
        let event = try #require(Day(test.event))
        let deadline = waiting.resolved(event: event, in: context)
        #expect(deadline.kind == .awaiting)
        #expect(deadline.due == Day(test.due))
        #expect(deadline.legalDue == Day(test.legal))
        let occurrences = Schedule([waiting], in: context).occurrences(
            from: Day("2020-01-01")!, through: Day("2030-01-01")!, event: event)
        #expect(occurrences.map(\.id) == [test.due])
        #expect(occurrences.first?.kind == .once)
        #expect(occurrences.first?.legalDue == Day(test.legal))
    }

    /// Article 146: points of time in a month and a year, the reading of `parts: law`.
    @Test(arguments: [
        ("đầu tháng 9/2022", "2022-09-01"), ("giữa tháng 9/2022", "2022-09-15"), ("cuối tháng 2/2024", "2024-02-29"),
        ("đầu năm 2023", "2023-01-01"), ("giữa năm 2023", "2023-06-30"), ("cuối năm 2023", "2023-12-31"),
    ])
    func partsOfTheCode(_ phrase: String, _ point: String) {
        let context = ReadingContext(issued: Day("2022-06-15")!, policy: .init(parts: .law), calendar: .vietnam)
        let deadline = readDeadline(phrase, in: context)
        #expect(deadline.start == Day(point))
        #expect(deadline.due == Day(point))
    }
}
