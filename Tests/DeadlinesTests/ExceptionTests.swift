import Dates
import Deadlines
import Testing

/// What a cycle leaves out.
@Suite struct ExceptionTests {
    private func dues(_ phrase: String, _ context: ReadingContext, _ count: Int) -> [Occurrence] {
        Schedule([readDeadline(phrase, in: context)], in: context).next(count, dueOnOrAfter: context.issued)
    }

    /// Against the cycle without its exception, one by one.
    @Test(arguments: [
        ("hằng tháng", "trừ tháng 12", [12]), ("hằng tháng", "trừ tháng 1 và tháng 2", [1, 2]),
        ("hằng tháng", "trừ tháng 6, 7, 8", [6, 7, 8]), ("hằng tháng", "không kể tháng 6 đến tháng 8", [6, 7, 8]),
        ("hằng tháng", "trừ quý IV", [10, 11, 12]), ("hằng tháng", "trừ các tháng cuối quý", [3, 6, 9, 12]),
        ("hằng tháng", "trừ 6 tháng cuối năm", [7, 8, 9, 10, 11, 12]), ("hằng quý", "trừ quý IV", [12]),
        ("hằng quý", "trừ quý I và quý III", [3, 9]), ("ngày 20 hằng tháng", "trừ tháng 7", [7]),
        ("trước ngày 25 hằng tháng", "trừ tháng 12", [12]), ("ngày 5 và ngày 20 hằng tháng", "trừ tháng 9", [9]),
        ("ngày làm việc cuối cùng của tháng", "trừ tháng 12", [12]),
        ("trước ngày 20 tháng cuối quý", "trừ tháng 12", [12]),
    ])
    func monthsAreTakenOut(_ cycle: String, _ exception: String, _ months: [Int]) throws {
        for issued in ["2022-06-15", "2022-12-31", "2023-01-01"] {
            let context = ReadingContext(issued: try #require(Day(issued)), calendar: .vietnam)
            let whole = dues(cycle, context, 100).filter { !months.contains($0.due?.month ?? 0) }
            for phrase in ["\(cycle) (\(exception))", "\(cycle), \(exception)"] {
                #expect(dues(phrase, context, 40) == Array(whole.prefix(40)), "\(phrase)")
                let deadline = readDeadline(phrase, in: context)
                #expect(deadline.due == whole.first?.due)
                #expect(deadline.notes.contains { $0.vi.contains(exception) })
            }
        }
    }

    /// A report that goes with another is not due by itself, and a note says so.
    @Test(arguments: [
        ("trước ngày 25 hằng tháng", "; tháng 12 gộp vào báo cáo năm", [12]),
        ("trước ngày 18 của tháng cuối quý", " (quý IV gửi cùng báo cáo năm)", [10, 11, 12]),
        ("ngày 20 hằng tháng", "; tháng 6 lồng ghép trong báo cáo 6 tháng", [6]),
    ])
    func mergedReportsAreTakenOut(_ cycle: String, _ merged: String, _ months: [Int]) throws {
        let context = ReadingContext(issued: try #require(Day("2022-06-01")), calendar: .vietnam)
        let whole = dues(cycle, context, 60).filter { !months.contains($0.due?.month ?? 0) }
        #expect(dues(cycle + merged, context, 30) == Array(whole.prefix(30)))
        #expect(readDeadline(cycle + merged, in: context).notes.contains { $0.vi.contains("không có hạn") })
    }

    @Test(arguments: ["hằng tháng (trừ tháng 12)", "hằng quý, trừ quý IV", "trước ngày 01 hằng tháng, trừ tháng 1, 2"])
    func numbersAndSearchAgree(_ phrase: String) throws {
        let context = ReadingContext(issued: try #require(Day("2022-06-15")), calendar: .vietnam)
        for series in Schedule([readDeadline(phrase, in: context)], in: context).series() {
            for k in 0..<60 {
                guard let due = series[k]?.due else { break }
                #expect(series.index(dueOnOrAfter: due) == k)
                #expect(series.index(dueOnOrAfter: due + 1) == k + 1)
            }
        }
    }

    /// What is no list of months, or would leave nothing, is noted only.
    @Test(arguments: [
        "hằng tháng (trừ tháng có báo cáo quý)", "hằng ngày (trừ thứ Bảy, Chủ nhật)", "hằng năm (trừ năm 2025)",
        "hằng tuần, trừ tuần nghỉ Tết", "hằng tháng (trừ tháng 13)", "hằng tháng, trừ quý I, quý II, quý III, quý IV",
    ])
    func otherExceptionsAreNoted(_ phrase: String) throws {
        let context = ReadingContext(issued: try #require(Day("2022-06-15")), calendar: .vietnam)
        let deadline = readDeadline(phrase, in: context)
        #expect(deadline.kind == .recurring)
        #expect(deadline.notes.contains { $0.vi.contains("không được tính") })
        #expect(deadline.cycles.allSatisfy { $0.skipped == 0 })
    }
}
