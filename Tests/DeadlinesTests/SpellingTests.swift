import Dates
import Deadlines
import Testing

/// Every production under every spelling, in several years: the expected dates follow from the calendar alone.
@Suite struct SpellingTests {
    private let issued = Day("2022-06-15")!
    private static let years = [2022, 2023, 2024, 2025, 2030]
    private static let bounds: [(words: String, before: Bool, by: Bool)] = [
        ("", false, false), ("trong ", false, false), ("hoàn thành trong ", false, false), ("vào ", false, false),
        ("thực hiện ", false, false),
        ("trước ", true, true), ("xong trước ", true, true), ("đến ", false, true), ("đến hết ", false, true),
        ("chậm nhất ", false, true),
        ("chậm nhất là ", false, true), ("chậm nhất trong ", false, true), ("không quá ", false, true),
        ("muộn nhất ", false, true),
        ("Hạn chót: ", false, true),
    ]

    private func check(_ phrase: String, _ first: Day, _ last: Day, _ bound: (words: String, before: Bool, by: Bool)) {
        let deadline = readDeadline(bound.words + phrase, in: ReadingContext(issued: issued, calendar: .vietnam))
        let due = bound.before ? first - 1 : last
        #expect(deadline.kind == .once, "\(bound.words + phrase)")
        #expect(deadline.due == due, "\(bound.words + phrase): \(String(describing: deadline.due))")
        #expect(
            deadline.start == (bound.by ? min(issued, due) : first),
            "\(bound.words + phrase): \(String(describing: deadline.start))")
    }

    @Test(arguments: years) func quarters(_ year: Int) {
        let numbers = [
            ["I", "1", "01", "một", "l"], ["II", "2", "02", "hai", "11", "lI"], ["III", "3", "03", "ba", "111", "Ill"],
            ["IV", "4", "04", "tư", "bốn", "lV", "1V"],
        ]
        for bound in SpellingTests.bounds {
            for (q, spellings) in numbers.enumerated() {
                let first = Day(unchecked: year, q * 3 + 1, 1)
                for number in spellings {
                    for form in [
                        "quý \(number)/\(year)", "Quý \(number) năm \(year)", "quý \(number) - \(year)",
                        "quý \(number)-\(year)", "quí \(number)∕\(year)", "qúy \(number) /\(year)",
                        "quy \(number)/\(year)", "QUÝ \(number) NĂM \(year)", "quý \(number), năm \(year)",
                    ] {
                        check(form, first, first.adding(months: 3) - 1, bound)
                    }
                }
            }
        }
    }

    @Test(arguments: years) func months(_ year: Int) {
        let words = ["một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai"]
        for bound in SpellingTests.bounds {
            for month in 1...12 {
                let first = Day(unchecked: year, month, 1)
                let two = month < 10 ? "0\(month)" : "\(month)"
                for form in [
                    "tháng \(month)/\(year)", "tháng \(two)/\(year)", "tháng \(two) năm \(year)",
                    "Tháng \(month)-\(year)", "tháng \(month) - \(year)", "T\(month)/\(year)",
                    "tháng \(words[month - 1]) năm \(year)", "tháng\(month) năm\(year)", "tháng \(two).\(year)",
                ] {
                    check(form, first, first.adding(months: 1) - 1, bound)
                }
            }
        }
    }

    @Test(arguments: years) func days(_ year: Int) {
        for bound in SpellingTests.bounds {
            for number in stride(from: 0, to: 365, by: 23) {
                let day = Day(unchecked: year, 7, 1) + number
                let (y, m, d) = day.civil
                let (dd, mm) = (d < 10 ? "0\(d)" : "\(d)", m < 10 ? "0\(m)" : "\(m)")
                for form in [
                    "ngày \(d)/\(m)/\(y)", "ngày \(dd)/\(mm)/\(y)", "ngày \(dd)-\(mm)-\(y)", "ngày \(dd).\(mm).\(y)",
                    "ngày \(d) tháng \(m) năm \(y)", "ngày \(dd) tháng \(mm) năm \(y)",
                    "ngày \(dd)tháng \(mm)năm \(y)", "\(dd)/\(mm)/\(y)", "ngày \(dd)/\(mm) năm \(y)",
                    "ngày \(dd) / \(mm) / \(y)", "ngày \(dd) thang \(mm) năm \(y)", "NGÀY \(dd) THÁNG \(mm) NĂM \(y)",
                ] {
                    check(form, day, day, bound)
                }
            }
        }
    }

    @Test(arguments: years) func yearsAndSpans(_ year: Int) {
        for bound in SpellingTests.bounds {
            check("năm \(year)", Day(unchecked: year, 1, 1), Day(unchecked: year, 12, 31), bound)
            check("6 tháng đầu năm \(year)", Day(unchecked: year, 1, 1), Day(unchecked: year, 6, 30), bound)
            check("06 tháng cuối năm \(year)", Day(unchecked: year, 7, 1), Day(unchecked: year, 12, 31), bound)
            check("giữa năm \(year)", Day(unchecked: year, 5, 1), Day(unchecked: year, 6, 30), bound)
        }
        for dash in ["-", " - ", "–", " — ", " đến ", "‑"] {
            let bound = SpellingTests.bounds[0]
            for word in ["giai đoạn", "Giai đoạn", "thời kỳ", "nhiệm kỳ", "thực hiện trong giai đoạn"] {
                check(
                    "\(word) \(year)\(dash)\(year + 5)", Day(unchecked: year, 1, 1), Day(unchecked: year + 5, 12, 31),
                    bound)
            }
            check(
                "năm học \(year)\(dash)\(year + 1)", Day(unchecked: year, 9, 5), Day(unchecked: year + 1, 5, 31), bound)
        }
    }

    @Test func cycles() {
        let context = ReadingContext(issued: issued, calendar: .vietnam)
        let units = [("tuần", "2022-06-19"), ("tháng", "2022-06-30"), ("quý", "2022-06-30"), ("năm", "2022-12-31")]
        for (unit, due) in units {
            for form in [
                "hằng \(unit)", "hàng \(unit)", "mỗi \(unit)", "từng \(unit)", "Định kỳ hằng \(unit)",
                "định kì hàng \(unit)", "1 lần/\(unit)", "01 lần / \(unit)",
                "một lần/\(unit)", "\(unit)/lần", "một \(unit) một lần", "1 \(unit) 1 lần", "mỗi \(unit) một lần",
                "báo cáo hằng \(unit)", "HẰNG \(unit.uppercased())", "một lần mỗi \(unit)",
                "ít nhất 01 lần/\(unit)", "theo định kỳ hằng \(unit)",
            ] {
                let deadline = readDeadline(form, in: context)
                #expect(deadline.kind == .recurring, "\(form)")
                #expect(deadline.due == Day(due), "\(form)")
            }
        }
    }
}
