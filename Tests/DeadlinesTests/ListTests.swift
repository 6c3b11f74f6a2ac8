import Dates
import Deadlines
import Testing

/// What is said together: that no deadline of a list is lost, and none made up. The first due dates after 2022-06-15.
@Suite struct ListTests {
    static let lists: [(phrase: String, dues: [String])] = [
        // Reports by their periods come back.
        (
            "báo cáo 6 tháng trước ngày 15/6, báo cáo năm trước ngày 15/12",
            ["2022-12-14", "2023-06-14", "2023-12-14", "2024-06-14"]
        ),
        (
            "báo cáo sơ kết 6 tháng trước ngày 15/6, báo cáo tổng kết năm trước ngày 15/12",
            ["2022-12-14", "2023-06-14", "2023-12-14"]
        ),
        ("báo cáo tháng trước ngày 20, báo cáo quý trước ngày 15 tháng cuối quý", ["2022-06-19", "2022-07-19"]),
        ("báo cáo tuần vào thứ Sáu, báo cáo tháng vào ngày 25", ["2022-06-17", "2022-06-24", "2022-06-25"]),
        (
            "trước ngày 15/6 (đối với báo cáo 6 tháng) và trước ngày 15/12 (đối với báo cáo năm)",
            ["2022-12-14", "2023-06-14", "2023-12-14"]
        ),
        (
            "Báo cáo quý I: trước 15/3; quý II: trước 15/6; quý III: trước 15/9; năm: trước 15/12",
            ["2022-09-14", "2022-12-14", "2023-03-14", "2023-06-14"]
        ),
        ("6 tháng, 9 tháng, năm", ["2022-06-30", "2022-09-30", "2022-12-31", "2022-12-31"]),
        ("Hàng năm sơ kết, 5 năm tổng kết", ["2022-12-31", "2023-12-31", "2024-12-31", "2025-12-31", "2026-12-31"]),
        // A cycle said once, a date for each cycle.
        ("trước ngày 15/6, trước ngày 15/12 hằng năm", ["2022-12-14", "2023-06-14", "2023-12-14"]),
        ("dịp 27/7 và Tết Nguyên đán hằng năm", ["2022-07-27", "2023-01-26", "2023-07-27"]),
        ("30/6; 31/12 hàng năm", ["2022-06-30", "2022-12-31", "2023-06-30"]),
        ("định kỳ 6 tháng, năm báo cáo trước ngày 20/6 và 20/12", ["2022-06-19", "2022-12-19", "2023-06-19"]),
        (
            "định kỳ hàng tháng (ngày 25), hàng quý (ngày 20 tháng cuối quý)",
            ["2022-06-20", "2022-06-25", "2022-07-25", "2022-08-25", "2022-09-20"]
        ),
        ("Lần 1: 30/6; lần 2: 31/12", ["2022-06-30", "2022-12-31"]),
        // A cycle of years counts from the year written beside it.
        ("Năm 2022 và định kỳ 5 năm một lần", ["2022-12-31", "2027-12-31", "2032-12-31"]),
        ("5 năm/lần, lần đầu năm 2025", ["2025-12-31", "2030-12-31", "2035-12-31"]),
        ("năm 2023, sau đó 2 năm một lần", ["2023-12-31", "2025-12-31", "2027-12-31"]),
        ("từ năm 2022 đến 2025, mỗi năm", ["2022-12-31", "2023-12-31", "2024-12-31", "2025-12-31"]),
        ("thứ 2, 4, 6 hằng tuần", ["2022-06-15", "2022-06-17", "2022-06-20", "2022-06-22"]),
        ("tuần 1, tuần 3 hàng tháng", ["2022-06-21", "2022-07-07", "2022-07-21"]),
        // Bounds hold for each of what follows them.
        ("trước ngày 30/6/2022 và 31/12/2022", ["2022-06-29", "2022-12-30"]),
        ("đến năm 2025, 2030", ["2025-12-31", "2030-12-31"]),
        ("Sơ kết: 2023; tổng kết: 2025", ["2023-12-31", "2025-12-31"]),
        // Each side of a semicolon stands for itself.
        ("trong quý IV/2022; chậm nhất là ngày 20 tháng 7 năm 2022", ["2022-07-20", "2022-12-31"]),
        ("trong quý IV/2022; quý II và quý IV hằng năm", ["2022-06-30", "2022-12-31", "2023-06-30"]),
        ("trong quý IV/2022; 2 lần/năm", ["2022-06-30", "2022-12-31", "2022-12-31", "2023-06-30"]),
        ("từ năm 2023; trước ngày 15/12/2022", ["2022-12-14"]),
        ("trong tháng 9/2022, 6 tháng đầu năm 2023", ["2022-09-30", "2023-06-30"]),
        ("trong tháng 9/2022, 2 lần/năm", ["2022-06-30", "2022-09-30", "2022-12-31", "2023-06-30"]),
        ("hằng năm, 6 tháng đầu năm 2023", ["2022-12-31", "2023-06-30", "2023-12-31"]),
        ("hằng năm, chậm nhất là ngày 20 tháng 7 năm 2022", ["2022-07-20", "2022-12-31", "2023-12-31"]),
        // What is named by its place, of a whole that only the last of them names.
        ("năm đầu và năm cuối nhiệm kỳ 2025 - 2030", ["2026-12-31", "2030-12-31"]),
        ("Năm thứ hai, năm thứ tư của giai đoạn 2021 - 2025", ["2022-12-31", "2024-12-31"]),
        ("năm đầu, giữa và cuối nhiệm kỳ 2025 - 2030", ["2026-12-31", "2028-12-31", "2030-12-31"]),
        ("quý đầu và quý cuối năm 2023", ["2023-03-31", "2023-12-31"]),
        ("quý đầu, quý cuối năm", ["2022-12-31", "2023-03-31"]),
        ("Tháng đầu và tháng cuối quý", ["2022-06-30", "2022-07-31", "2022-09-30", "2022-10-31"]),
        ("tháng thứ nhất và thứ ba của quý", ["2022-06-30", "2022-07-31", "2022-09-30"]),
        ("ngày đầu và ngày cuối tháng", ["2022-06-30", "2022-07-01", "2022-07-31", "2022-08-01"]),
        (
            "ngày làm việc đầu tiên và ngày làm việc cuối cùng của tháng",
            ["2022-06-30", "2022-07-01", "2022-07-29", "2022-08-01"]
        ),
        ("các ngày thứ Ba và thứ Năm của tuần", ["2022-06-16", "2022-06-21", "2022-06-23"]),
        ("ngày thứ Hai và thứ Sáu tuần đầu tháng", ["2022-07-01", "2022-07-04", "2022-08-01", "2022-08-05"]),
        ("ngày đầu và ngày thứ 15 của tháng", ["2022-06-15", "2022-07-01", "2022-07-15"]),
        ("nửa đầu và nửa cuối tháng 9/2022", ["2022-09-30"]),
        ("nửa đầu tháng 8 và nửa cuối tháng 9", ["2022-08-15", "2022-09-30"]),
        ("ngày 1 và ngày 15 của tháng cuối quý", ["2022-06-15", "2022-09-01", "2022-09-15"]),
        ("trước ngày 5, ngày 20 tháng đầu quý", ["2022-07-04", "2022-07-19", "2022-10-04"]),
        ("ngày 5 hằng tháng và ngày 20 tháng cuối quý", ["2022-06-20", "2022-07-05", "2022-08-05", "2022-09-05"]),
        (
            "thứ Hai đầu tiên và thứ Sáu cuối cùng của tháng",
            ["2022-06-24", "2022-07-04", "2022-07-29", "2022-08-01"]
        ),
        ("thứ Sáu thứ nhất và thứ Sáu thứ ba hằng tháng", ["2022-06-17", "2022-07-01", "2022-07-15"]),
        ("ngày 20 tháng cuối các quý II, IV", ["2022-06-20", "2022-12-20"]),
        ("tháng đầu quý I, II và quý IV/2023", ["2023-01-31", "2023-04-30", "2023-10-31"]),
        ("ngày 15 tháng đầu quý II, quý IV hằng năm", ["2022-10-15", "2023-04-15", "2023-10-15"]),
        ("đầu quý II và quý IV hằng năm", ["2022-10-31", "2023-04-30", "2023-10-31"]),
        ("từ ngày 20 đến hết tháng cuối quý", ["2022-06-30", "2022-09-30", "2022-12-31"]),
        ("trước 16 giờ các ngày thứ Ba, thứ Năm", ["2022-06-16", "2022-06-21", "2022-06-23"]),
        ("ngày làm việc thứ 3 và thứ 10 hằng tháng", ["2022-07-05", "2022-07-14", "2022-08-03"]),
        ("tuần đầu và tuần cuối tháng", ["2022-06-30", "2022-07-07", "2022-07-31", "2022-08-07"]),
        ("tuần đầu, tuần thứ ba của tháng", ["2022-06-21", "2022-07-07", "2022-07-21", "2022-08-07"]),
        // A day of several months, a period of several years.
        ("ngày 15 tháng 3, 6, 9, 12 hằng năm", ["2022-06-15", "2022-09-15", "2022-12-15", "2023-03-15"]),
        ("trước ngày 20 của tháng 3, 6, 9, 12", ["2022-06-19", "2022-09-19", "2022-12-19", "2023-03-19"]),
        ("ngày 20 các tháng cuối quý", ["2022-06-20", "2022-09-20"]),
        ("Quý IV/2022, 2023", ["2022-12-31", "2023-12-31"]),
        ("quý IV các năm 2022 - 2025", ["2022-12-31", "2023-12-31", "2024-12-31", "2025-12-31"]),
        ("trước 15/12 các năm 2023, 2024", ["2023-12-14", "2024-12-14"]),
        ("quý IV hằng năm giai đoạn 2022-2023", ["2022-12-31", "2023-12-31"]),
        // What says the same more closely is one.
        ("trước ngày 20/6/2022 (thứ Hai) để tổng hợp", ["2022-06-19"]),
        ("năm 2022 (quý III)", ["2022-09-30"]),
        ("tổng kết nhiệm kỳ 2020-2025 trong quý I/2025", ["2025-03-31"]),
    ]

    @Test(arguments: lists) func everyElementIsDue(_ phrase: String, _ dues: [String]) throws {
        let issued = try #require(Day("2022-06-15"))
        let context = ReadingContext(issued: issued, calendar: .vietnam)
        let deadline = readDeadline(phrase, in: context)
        var found: [String] = []
        for occurrence in Schedule([deadline], in: context).next(12, dueOnOrAfter: issued) {
            if let due = occurrence.due { found.append(due.description) }
        }
        #expect(Array(found.prefix(dues.count)) == dues)
        // No more than were written, unless they come back.
        if deadline.kind == .once || deadline.parts.allSatisfy({ $0.kind == .once }) && deadline.kind == .compound {
            #expect(found.count == dues.count)
        }
    }

    @Test(arguments: [
        ("chậm nhất 17h30' ngày 15/3/2023", "17:30"), ("trước 5 giờ chiều ngày 20/9/2022", "17:00"),
        ("từ 8h00 đến 11h30 ngày 20/9/2022", "11:30"), ("hằng ngày (trước 15 giờ 30)", "15:30"),
        ("trước 16 giờ hằng ngày", "16:00"), ("hằng tuần (trước 14h thứ Sáu)", "14:00"),
    ])
    func clockTimesAreKept(_ phrase: String, _ time: String) throws {
        let issued = try #require(Day("2022-06-15"))
        let deadline = readDeadline(phrase, in: ReadingContext(issued: issued, calendar: .vietnam))
        #expect(deadline.dueTime?.description == time)
    }

    /// An event in a clause of its own is awaited; beside a date, in the same clause, it is a condition.
    @Test func anEventInItsOwnClauseIsAwaited() throws {
        let issued = try #require(Day("2022-06-15"))
        let context = ReadingContext(issued: issued, calendar: .vietnam)
        for phrase in [
            "trong quý IV/2022; sau khi có hướng dẫn của tỉnh", "sau khi có hướng dẫn của tỉnh; trong quý IV/2022",
        ] {
            #expect(Set(readDeadline(phrase, in: context).parts.map(\.kind)) == [.once, .awaiting], "\(phrase)")
        }
        let condition = readDeadline("sau khi có hướng dẫn của tỉnh, trong quý IV/2022", in: context)
        #expect(condition.kind == .once)
        #expect(condition.notes.contains { $0.vi.contains("hướng dẫn của tỉnh") })
    }

    @Test func exceptionsAndUndatedPhasesAreNoted() throws {
        let issued = try #require(Day("2022-06-15"))
        let context = ReadingContext(issued: issued, calendar: .vietnam)
        let excepted = readDeadline("hằng tháng (trừ tháng 12)", in: context)
        #expect(excepted.kind == .recurring)
        #expect(excepted.notes.contains { $0.vi.contains("trừ tháng 12") })
        #expect(readDeadline("cả giai đoạn", in: context).notes.contains { $0.vi.contains("period") })
        let dated = ReadingContext(issued: issued, period: 2021...2025, calendar: .vietnam)
        #expect(readDeadline("Cả giai đoạn", in: dated).due == Day("2025-12-31"))
        #expect(readDeadline("giữa kỳ", in: dated).start == Day("2023-01-01"))
    }

    /// Days off that are not counted make a term one of working days.
    @Test func aTermWithoutDaysOffIsOfWorkingDays() throws {
        let issued = try #require(Day("2022-06-15"))
        let context = ReadingContext(issued: issued, calendar: .vietnam)
        for phrase in [
            "trong 05 ngày (không tính thứ Bảy, Chủ nhật và ngày lễ) kể từ ngày nhận được văn bản",
            "trong thời hạn 05 ngày, không kể ngày nghỉ, kể từ ngày nhận hồ sơ",
        ] {
            #expect(readDeadline(phrase, in: context).event?.term == Term(5, .workingDay), "\(phrase)")
        }
    }
}
