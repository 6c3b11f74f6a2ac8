import Dates
import Deadlines
import Testing

/// Kinds of phrases that are easily misread, each with its variants: days without their word, reports and their periods,
/// terms before an end, figures, slips of clerks and scanners.
@Suite struct KindTests {
    @Test func everyKindIsReadAsExpected() throws {
        let rows = try ReadingTable("kinds.tsv").rows
        #expect(rows.count > 500)
        for row in rows {
            let difference = ReadingTable.difference(row)
            #expect(difference == nil, "\(difference ?? "")")
        }
    }

    /// Phrases of circulars, decrees, party plans, budgets, schools and cells of tables, noisy ones and no deadlines among
    /// them; their readings were decided before they were read.
    @Test func whatOfficesWriteIsReadAsExpected() throws {
        let rows = try ReadingTable("offices.tsv").rows
        #expect(rows.count > 1000)
        for row in rows {
            let difference = ReadingTable.difference(row)
            #expect(difference == nil, "\(difference ?? "")")
        }
    }

    /// What comes after the first: of two reports, of a rule with an exception, of cycles that do not divide a year.
    @Test(arguments: [
        ("trước 25/6 (6 tháng); 25/12 (năm)", ["2022-06-24", "2022-12-24", "2023-06-24"]),
        (
            "trước ngày 22 tháng cuối quý, riêng quý IV trước ngày 08/12",
            ["2022-06-21", "2022-09-21", "2022-12-07", "2023-03-21"]
        ),
        ("hằng tháng trước ngày 25, riêng tháng 7 trước ngày 10", ["2022-06-24", "2022-07-09", "2022-08-24"]),
        ("báo cáo các quý I, II, III trước ngày 18 của tháng cuối quý", ["2022-06-17", "2022-09-17", "2023-03-17"]),
        ("20 ngày trước khi kết thúc quý", ["2022-09-10", "2022-12-11", "2023-03-11"]),
        ("05 năm hai lần", ["2024-06-30", "2026-12-31", "2029-06-30"]),
        ("từ ngày 15 tháng trước đến ngày 14 của tháng thuộc kỳ báo cáo", ["2022-07-14", "2022-08-14"]),
        ("trước 20/4 (lần 1), 20/10 (lần 2) hằng năm", ["2022-10-19", "2023-04-19", "2023-10-19"]),
        ("thứ Năm của tuần thứ nhất hằng tháng", ["2022-07-07", "2022-08-04", "2022-09-01"]),
        ("hằng quý, ngày 10 tháng sau", ["2022-07-10", "2022-10-10", "2023-01-10"]),
        ("6 tháng một lần, trước ngày 15 tháng sau", ["2022-07-14", "2023-01-14"]),
        ("3 tháng/lần vào ngày cuối tháng", ["2022-06-30", "2022-09-30", "2022-12-31"]),
        ("ngày 20 tháng 3 và tháng 9 hằng năm", ["2022-09-20", "2023-03-20"]),
        ("tháng 6, 12 hằng năm, trước ngày 20", ["2022-06-19", "2022-12-19", "2023-06-19"]),
        ("hằng tháng trong năm 2022", ["2022-06-30", "2022-07-31"]),
        ("từ ngày 25 hằng tháng đến ngày 05 tháng sau", ["2022-07-05", "2022-08-05"]),
        ("1 tháng hoặc 1 quý một lần", ["2022-06-30", "2022-06-30", "2022-07-31"]),
    ])
    func whatFollowsIsDueToo(_ phrase: String, _ dues: [String]) throws {
        let issued = try #require(Day("2022-06-16"))
        let context = ReadingContext(issued: issued, calendar: .vietnam)
        let next = Schedule([readDeadline(phrase, in: context)], in: context).next(dues.count, dueOnOrAfter: issued)
        #expect(next.map { $0.due?.description ?? "" } == dues)
    }

    /// A length or a bound beside a date that no rule takes up could move it: then there is no date.
    @Test(arguments: [
        "trước ngày 15/12/2022, lùi 5 ngày", "ngày 15/10/2022 cộng thêm 05 ngày", "10 ngày trước cuối tháng",
        "trước cuối quý 10 ngày", "chậm nhất ngày 25 của quý này",
        "quý IV/2022 (trước ngày 15)", "muộn 5 ngày hằng năm, trước ngày 15/12", "7 ngày làm việc của tháng sau",
        "3 ngày liền trước ngày 30/9/2022", "quý 1 nhiệm kỳ mới", "trước ngày 31/7 năm thứ tư của kế hoạch trước",
        "1/3 đầu tháng", "nhiệm kỳ của HĐND là 05 năm",
    ])
    func whatCouldMoveADateIsNotPassedOver(_ phrase: String) throws {
        let issued = try #require(Day("2022-06-15"))
        let deadline = readDeadline(phrase, in: ReadingContext(issued: issued, calendar: .vietnam))
        #expect(deadline.kind == .unreadable)
        #expect(deadline.error != nil)
    }

    @Test func aSpreadsheetsNumberIsNamed() throws {
        let issued = try #require(Day("2022-06-15"))
        let context = ReadingContext(issued: issued, calendar: .vietnam)
        #expect(readDeadline("44926", in: context).error?.vi.contains("31/12/2022") == true)
        #expect(readDeadline("44926 đồng", in: context).error?.vi.contains("31/12/2022") == false)
    }
}
