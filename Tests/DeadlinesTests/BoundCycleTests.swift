import Dates
import Deadlines
import Testing

/// What would come back without an end, within the periods that are named beside it.
struct BoundCycleTests {
    /// Issued on 15/07/2023: every date there is.
    private static let ended: [(String, [String])] = [
        // A place of each quarter or month, of the one that is named.
        ("quý III trước ngày 20 tháng cuối quý", ["2023-09-19"]),
        ("Quý III: ngày 15 tháng cuối quý", ["2023-09-15"]),
        ("trong quý III, chậm nhất là ngày 15 của tháng cuối quý", ["2023-09-15"]),
        ("trong quý III và IV, chậm nhất ngày 20 tháng cuối quý", ["2023-09-20", "2023-12-20"]),
        ("quý IV/2023, quý II/2024: ngày làm việc cuối cùng của quý", ["2023-12-29", "2024-06-28"]),
        ("sơ kết quý III vào ngày 25 tháng cuối quý", ["2023-09-25"]),
        ("kiểm tra quý III, quý IV trong tuần cuối của tháng cuối quý", ["2023-09-30", "2023-12-31"]),
        ("tháng 9, chậm nhất ngày cuối tháng", ["2023-09-30"]),
        ("tháng 10 (tuần cuối của tháng)", ["2023-10-31"]),
        // What comes back, in a longer period before it or after it.
        ("hằng quý năm 2024", ["2024-03-31", "2024-06-30", "2024-09-30", "2024-12-31"]),
        (
            "quý IV/2023 và hàng quý năm 2024",
            [
                "2023-12-31", "2024-03-31", "2024-06-30", "2024-09-30", "2024-12-31",
            ]
        ),
        ("hằng tháng quý IV/2023", ["2023-10-31", "2023-11-30", "2023-12-31"]),
        ("hằng tuần tháng 8/2023", ["2023-08-06", "2023-08-13", "2023-08-20", "2023-08-27"]),
        ("định kỳ hằng quý, năm 2024", ["2024-03-31", "2024-06-30", "2024-09-30", "2024-12-31"]),
        ("năm 2024, ngày 15 tháng cuối quý", ["2024-03-15", "2024-06-15", "2024-09-15", "2024-12-15"]),
        ("năm 2024: mỗi quý trước ngày 20 tháng cuối quý", ["2024-03-19", "2024-06-19", "2024-09-19", "2024-12-19"]),
        ("quý IV/2023: hằng tháng trước ngày 20", ["2023-10-19", "2023-11-19", "2023-12-19"]),
        ("trong quý III, vào tuần đầu mỗi tháng", ["2023-08-07", "2023-09-07"]),
        (
            "6 tháng cuối năm 2023, hằng tháng trước ngày 25",
            [
                "2023-07-24", "2023-08-24", "2023-09-24", "2023-10-24", "2023-11-24", "2023-12-24",
            ]
        ),
        ("giai đoạn 2023-2025, hằng năm trước ngày 15/12", ["2023-12-14", "2024-12-14", "2025-12-14", "2025-12-31"]),
        // A range without its year is the next, and no stretch that comes back.
        ("hằng tháng từ tháng 9 đến tháng 12", ["2023-09-30", "2023-10-31", "2023-11-30", "2023-12-31"]),
        ("mỗi tuần một lần từ 15/8 đến 15/9", ["2023-08-20", "2023-08-27", "2023-09-03", "2023-09-10"]),
        (
            "ngày 20 hằng tháng từ tháng 8 đến tháng 12/2023",
            ["2023-08-20", "2023-09-20", "2023-10-20", "2023-11-20", "2023-12-20"]
        ),
        (
            "thứ Ba và thứ Năm hằng tuần từ 15/8/2023 đến 24/8/2023",
            [
                "2023-08-15", "2023-08-17", "2023-08-22", "2023-08-24",
            ]
        ),
        ("hằng tháng từ tháng 11 đến tháng 02 năm sau", ["2023-11-30", "2023-12-31", "2024-01-31", "2024-02-29"]),
        // An end without its year is the next.
        ("hằng tuần đến hết tháng 7", ["2023-07-16", "2023-07-23", "2023-07-30"]),
        ("hằng tuần, đến hết tháng 7", ["2023-07-16", "2023-07-23", "2023-07-30"]),
        ("mỗi tuần một lần cho đến 31/7", ["2023-07-16", "2023-07-23", "2023-07-30"]),
        ("hằng tháng trước ngày 25 đến hết tháng 9", ["2023-07-24", "2023-08-24", "2023-09-24"]),
        ("hằng quý đến hết năm", ["2023-09-30", "2023-12-31"]),
        // Periods that adjoin are one.
        (
            "hằng tháng trong quý III và quý IV",
            ["2023-07-31", "2023-08-31", "2023-09-30", "2023-10-31", "2023-11-30", "2023-12-31"]
        ),
        (
            "quý IV/2023, quý I/2024: hằng tháng trước ngày 20",
            ["2023-10-19", "2023-11-19", "2023-12-19", "2024-01-19", "2024-02-19", "2024-03-19"]
        ),
        ("ngày 25 hằng tháng trong các tháng 9, 10, 11", ["2023-09-25", "2023-10-25", "2023-11-25"]),
        ("02 lần/năm trong các năm 2024, 2025", ["2024-06-30", "2024-12-31", "2025-06-30", "2025-12-31"]),
        ("hằng năm trong các năm 2024, 2025 và 2026", ["2024-12-31", "2025-12-31", "2026-12-31"]),
        ("mỗi tháng một lần trong tháng 8, tháng 9", ["2023-08-31", "2023-09-30"]),
        // A date of each year, the year said before it.
        ("năm 2023 vào quý III, năm 2024 vào quý I", ["2023-09-30", "2024-03-31"]),
        ("năm 2024 quý I, năm 2025 quý II", ["2024-03-31", "2025-06-30"]),
        ("năm 2024 trong tháng 3, năm 2025 trong tháng 5", ["2024-03-31", "2025-05-31"]),
        // With what is done between.
        ("hằng tháng tổ chức kiểm tra từ tháng 10 đến tháng 11/2023", ["2023-10-31", "2023-11-30"]),
        ("hằng quý báo cáo kết quả trong năm 2024", ["2024-03-31", "2024-06-30", "2024-09-30", "2024-12-31"]),
        ("mỗi quý tổ chức 01 hội nghị từ quý III/2023 đến quý IV/2023", ["2023-09-30", "2023-12-31"]),
        ("trong năm 2024, kiểm tra hằng quý", ["2024-03-31", "2024-06-30", "2024-09-30", "2024-12-31"]),
        (
            "trong tháng 9 hằng tuần vào thứ Sáu",
            ["2023-09-01", "2023-09-08", "2023-09-15", "2023-09-22", "2023-09-29"]
        ),
        ("quý IV/2023 hằng tháng", ["2023-10-31", "2023-11-30", "2023-12-31"]),
        ("năm 2023, 2024: trước 15/12", ["2023-12-14", "2024-12-14"]),
        ("các năm 2023, 2024, 2025 vào tháng 12", ["2023-12-31", "2024-12-31", "2025-12-31"]),
        ("bước 1 từ 01/8 đến 15/8; bước 2 tháng 9/2023", ["2023-08-15", "2023-09-30"]),
        // The years after a list are those of each.
        ("ngày 15/3 và 15/9 các năm 2024 - 2025", ["2024-03-15", "2024-09-15", "2025-03-15", "2025-09-15"]),
        ("tháng 3, tháng 9 các năm 2024, 2025", ["2024-03-31", "2024-09-30", "2025-03-31", "2025-09-30"]),
        // Parts of a month or quarter of the year after.
        ("đầu tháng 01 năm sau", ["2024-01-10"]),
        ("giữa tháng 3 năm sau", ["2024-03-20"]),
        ("cuối quý I năm sau", ["2024-03-31"]),
        ("thượng tuần tháng 01 năm sau", ["2024-01-10"]),
        ("10 ngày đầu tháng 01 năm sau", ["2024-01-10"]),
        ("5 ngày làm việc đầu tháng 01 năm sau", ["2024-01-08"]),
        ("nửa đầu tháng 01 năm sau", ["2024-01-15"]),
        (
            "quý I trước 05/4, quý II trước 05/7, quý III trước 05/10, quý IV trước 05/01 năm sau",
            ["2023-10-04", "2024-01-04", "2024-04-04", "2024-07-04"]
        ),
        ("quý IV/2023: trước ngày 10/01 năm sau", ["2024-01-09"]),
        ("sáng ngày 15 và chiều ngày 16/9/2023", ["2023-09-16"]),
        // Ranges in a list end each for itself.
        ("từ 01/8 - 31/8 và 01/10 - 31/10/2023", ["2023-08-31", "2023-10-31"]),
        ("từ ngày 01/8 đến 31/8, 01/10 đến 31/10", ["2023-08-31", "2023-10-31"]),
        ("từ 01/8 đến trước 31/8, 15/9", ["2023-08-30", "2023-09-15"]),
        ("trong các ngày 5-7 và 15-17 tháng 9", ["2023-09-07", "2023-09-17"]),
        ("ngày 5 - 7, 12 - 14/9/2023", ["2023-09-07", "2023-09-14"]),
        ("ngày 20 - 25 tháng 8 và tháng 12", ["2023-08-25", "2023-12-25"]),
        ("từ ngày 20 đến ngày 25 các tháng 9, 12", ["2023-09-25", "2023-12-25"]),
    ]

    @Test(arguments: ended) func nothingIsDueAfterThePeriod(_ phrase: String, _ dues: [String]) throws {
        #expect(try Self.dues(phrase, dues.count + 2) == dues)
    }

    /// The first of what goes on.
    private static let endless: [(String, [String])] = [
        ("các quý I, II, III trước ngày 20 tháng cuối quý", ["2023-09-19", "2024-03-19", "2024-06-19", "2024-09-19"]),
        ("quý II, quý IV hằng năm, trước ngày 25 tháng cuối quý", ["2023-12-24", "2024-06-24", "2024-12-24"]),
        ("tháng 9 và tháng 12 hằng năm, chậm nhất ngày 20 của tháng", ["2023-09-20", "2023-12-20", "2024-09-20"]),
        ("quý I hằng năm, ngày làm việc cuối cùng của quý", ["2024-03-29", "2025-03-31"]),
        ("từ ngày 20 - 25 tháng 3, 6, 9 và 12 hằng năm", ["2023-09-25", "2023-12-25", "2024-03-25", "2024-06-25"]),
        ("từ ngày 01 đến ngày 05 tháng 1 và tháng 7 hằng năm", ["2024-01-05", "2024-07-05", "2025-01-05"]),
        // The same of each year after it.
        ("tháng 9/2023 và định kỳ hằng năm", ["2023-09-30", "2024-09-30", "2025-09-30"]),
        ("trước ngày 10/12/2024 và hằng năm", ["2024-12-09", "2025-12-09", "2026-12-09"]),
        ("năm 2024 và hằng năm", ["2024-12-31", "2025-12-31"]),
        ("thứ Hai, thứ Sáu hằng tuần, bắt đầu từ 01/8/2023", ["2023-08-04", "2023-08-07", "2023-08-11"]),
        (
            "ngày 25 hằng tháng, riêng tháng 8 ngày 20",
            ["2023-07-25", "2023-08-20", "2023-09-25", "2023-10-25"]
        ),
        // One year apart from the others.
        ("riêng năm 2023: trước 30/9; các năm sau: trước 31/3", ["2023-09-29", "2024-03-30", "2025-03-30"]),
        ("năm 2023 trước 30/9, các năm tiếp theo trước ngày 31/3", ["2023-09-29", "2024-03-30", "2025-03-30"]),
        ("năm 2023 trước 30/9, từ năm 2024 trước ngày 31/3", ["2023-09-29", "2024-03-30", "2025-03-30"]),
        ("tháng 3 hằng năm; riêng năm 2023 trong tháng 9", ["2023-09-30", "2024-03-31", "2025-03-31"]),
        // Another deed is no bound.
        ("năm 2024 hoàn thành đề án, hằng quý báo cáo tiến độ", ["2023-09-30", "2023-12-31", "2024-03-31"]),
        (
            "quý III/2023; hằng tháng trước ngày 20",
            ["2023-07-19", "2023-08-19", "2023-09-19", "2023-09-30", "2023-10-19"]
        ),
        // Of each week, month or year.
        ("thứ Hai, thứ Tư, thứ Sáu trong tuần", ["2023-07-17", "2023-07-19", "2023-07-21", "2023-07-24"]),
        ("ngày 01 hằng tháng, chậm nhất ngày 05", ["2023-08-05", "2023-09-05", "2023-10-05"]),
        ("ngày 10 và ngày 25 trong tháng", ["2023-07-25", "2023-08-10", "2023-08-25"]),
        ("mỗi năm 02 đợt, dịp 27/7 và dịp Tết", ["2023-07-27", "2024-02-14", "2024-07-27"]),
    ]

    @Test(arguments: endless) func itGoesOn(_ phrase: String, _ dues: [String]) throws {
        #expect(try Self.dues(phrase, dues.count) == dues)
    }

    private static func dues(_ phrase: String, _ count: Int) throws -> [String] {
        let issued = try #require(Day("2023-07-15"))
        let context = ReadingContext(issued: issued, calendar: .vietnam)
        let schedule = Schedule([readDeadline(phrase, in: context)], in: context)
        return schedule.next(count, dueOnOrAfter: issued).compactMap { $0.due?.description }
    }
}
