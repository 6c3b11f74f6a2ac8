import Dates
import Deadlines
import Testing

@Suite struct NoteTests {
    private static let issued = Day("2022-06-15")

    @Test func aMonthToldByItsNameIsSaidToBePassedOver() throws {
        let context = ReadingContext(issued: try #require(NoteTests.issued), calendar: .vietnam)
        for (phrase, name) in [
            ("Tháng Công nhân năm 2023", "Tháng Công nhân"),
            ("Hưởng ứng Tháng Thanh niên năm 2023", "Tháng Thanh niên"),
            ("Tháng hành động vì môi trường năm 2022", "Tháng hành động vì môi trường"),
        ] {
            #expect(readDeadline(phrase, in: context).notes.contains { $0.vi.contains("“\(name)”") }, "\(phrase)")
        }
        for phrase in ["tháng 5 năm 2023", "các tháng còn lại của năm 2022"] {
            #expect(!readDeadline(phrase, in: context).notes.contains { $0.vi.contains("không xét") }, "\(phrase)")
        }
    }

    @Test func beforeAnHourOfADayHasNoOtherDay() throws {
        let context = ReadingContext(issued: try #require(NoteTests.issued), calendar: .vietnam)
        for (phrase, noted) in [
            ("trước 15h00 ngày 23/6/2022", false), ("trước 15h00 thứ Năm hằng tuần", false),
            ("trước ngày 23/6/2022", true), ("trước thứ Năm hằng tuần", true),
        ] {
            let notes = readDeadline(phrase, in: context).notes
            #expect(notes.contains { $0.vi.contains("đọc chặt") } == noted, "\(phrase)")
        }
    }

    @Test func theBeginningOfAYearThatHasBegunIsNoOtherReading() throws {
        let context = ReadingContext(issued: try #require(NoteTests.issued), calendar: .vietnam)
        for (phrase, noted) in [
            ("trước khi kết thúc năm 2022", false), ("đến năm 2022", false), ("đến năm 2023", true),
            ("hết năm 2025", false), ("đến khi kết thúc năm 2025", false),
        ] {
            let notes = readDeadline(phrase, in: context).notes
            #expect(notes.contains { $0.vi.contains("đến đầu năm") } == noted, "\(phrase)")
        }
    }

    @Test func aTermFromTheOwnIssueNamesTheOtherReading() throws {
        let issued = try #require(NoteTests.issued)
        let context = ReadingContext(issued: issued, calendar: .vietnam)
        for phrase in ["trong thời hạn 30 ngày kể từ ngày ký", "trong thời hạn 30 ngày kể từ ngày ban hành"] {
            let deadline = readDeadline(phrase, in: context)
            #expect(deadline.due == nil)
            #expect(deadline.notes.contains { $0.kind == .ambiguity && $0.due == Day("2022-07-15") })
        }
    }

    /// A syllable that got its marks back is told.
    @Test(arguments: [
        "trưóc 31/3/2025", "truoc ngày 31/3/2025 nộp về Sở", "trước ngay 15/12/2024", "6 thang đầu năm 2025",
        "trong nam 2025", "trong quy IV/2024", "trong qui II/2025", "tư ngày 01/11/2024 đến ngày 30/11/2024",
        "đên ngày 30/11/2024", "hêt năm 2025", "cuôi năm 2025", "trung tuan tháng 11/2024", "hàng thág, trước ngày 20",
        "hằng tuân", "đẩu tháng 7/2025",
    ])
    func aMendedSyllableIsNoted(_ phrase: String) throws {
        let context = ReadingContext(issued: try #require(Day("2024-10-07")), calendar: .vietnam)
        let deadline = readDeadline(phrase, in: context)
        #expect(deadline.kind != .unreadable)
        #expect(deadline.notes.contains { $0.kind == .correction })
    }

    /// What is a word as it stands is not mended.
    @Test(arguments: [
        "theo thang điểm 100, trước 31/3/2025", "lắp 03 thang máy trước 31/3/2025", "Việt Nam 2045, trước 31/3/2025",
        "thực hiện ngay 3 nhiệm vụ trước 31/3/2025", "thứ tư ngày 15/3/2025", "ra tù ngày 15/3/2025",
        "theo quy định, trước 31/3/2025",
    ])
    func aWordThatStandsIsNotMended(_ phrase: String) throws {
        let context = ReadingContext(issued: try #require(Day("2024-10-07")), calendar: .vietnam)
        #expect(!readDeadline(phrase, in: context).notes.contains { $0.kind == .correction })
    }

    @Test func aConditionBesideADateIsNoted() throws {
        let issued = try #require(NoteTests.issued)
        let deadline = readDeadline(
            "tháng 12/2022 (sau Hội nghị Tỉnh ủy)", in: ReadingContext(issued: issued, calendar: .vietnam))
        #expect(deadline.notes.contains { $0.vi.contains("Hội nghị Tỉnh ủy") })
    }

    /// An ambiguous phrase names the date of its other reading.
    @Test(arguments: [
        ("quý III và quý IV", "2022-06-15", "2022-12-31", "2022-09-30"),
        ("tháng 8, tháng 9/2022", "2022-06-15", "2022-09-30", "2022-08-31"),
        ("hằng năm", "2022-12-20", "2022-12-31", "2023-12-31"),
        ("hằng quý", "2022-06-28", "2022-06-30", "2022-09-30"),
        ("từ nay đến Tết Nguyên đán", "2025-09-08", "2026-02-20", "2026-02-17"),
        ("hai năm một lần", "2022-06-15", "2023-12-31", "2022-12-31"),
        ("3 năm một lần", "2022-06-15", "2024-12-31", "2023-12-31"),
        ("chậm nhất ngày 20 của tháng tiếp theo", "2022-06-15", "2022-06-20", "2022-07-20"),
        ("trước ngày 31/8 năm sau", "2022-06-15", "2022-08-30", "2023-08-30"),
        ("trước ngày 10 tháng 11 năm trước", "2022-06-15", "2022-11-09", "2021-11-09"),
        ("trong nhiệm kỳ", "2022-06-15", "2025-12-31", "2026-12-31"),
        ("đến năm 2025", "2022-06-15", "2025-12-31", "2025-01-01"),
        ("trong năm 2024 phát động Tháng Công nhân", "2023-07-15", "2024-12-31", "2024-05-31"),
        ("Tháng Thanh niên hằng năm", "2023-07-15", "2023-12-31", "2024-03-31"),
        ("trong tháng tiếp theo", "2022-06-15", "2022-07-31", "2022-07-15"),
        ("quý sau", "2022-06-15", "2022-09-30", "2022-09-15"),
        ("6 tháng một lần", "2022-06-15", "2022-06-30", "2022-12-15"),
        ("6 tháng một lần", "2022-06-15", "2022-06-30", "2022-12-31"),
        ("hai tuần một lần", "2022-06-15", "2022-06-26", "2022-06-29"),
        ("trước Tết Nguyên đán", "2022-06-15", "2023-01-19", "2023-01-21"),
        ("trước ngày 25 hằng tháng", "2022-06-15", "2022-06-24", "2022-06-25"),
    ])
    func theOtherReadingHasItsDate(_ phrase: String, _ day: String, _ due: String, _ other: String) throws {
        let context = ReadingContext(issued: try #require(Day(day)), calendar: .vietnam)
        let deadline = readDeadline(phrase, in: context)
        #expect(deadline.due == Day(due))
        #expect(deadline.notes.contains { $0.kind == .ambiguity && $0.due == Day(other) }, "\(deadline.notes)")
    }

    /// Parts that may be the frame of one another.
    @Test(arguments: [
        ("hằng tuần; các tháng 9, 10, 11", "2023-09-03"), ("quý IV/2023 và hằng quý", "2023-12-31"),
        ("trong tháng 12, 5 ngày cuối năm", "2023-12-31"), ("quý III: tháng 8, 9; quý IV: tháng 11", "2023-11-30"),
    ])
    func aFrameIsTold(_ phrase: String, _ due: String) throws {
        let context = ReadingContext(issued: try #require(Day("2023-07-15")), calendar: .vietnam)
        let notes = readDeadline(phrase, in: context).notes
        #expect(notes.contains { $0.kind == .ambiguity && $0.due == Day(due) }, "\(notes)")
    }

    /// Parts of several units, said in one list, are often meant to come back.
    @Test(arguments: ["cuối tuần, cuối tháng, cuối quý", "đầu tháng, đầu quý", "đầu tuần, giữa tuần và cuối tuần"])
    func whatIsReadAsOnceIsTold(_ phrase: String) throws {
        let context = ReadingContext(issued: try #require(Day("2023-07-15")), calendar: .vietnam)
        #expect(readDeadline(phrase, in: context).notes.contains { $0.vi.contains("hiểu là một lần") })
    }

    /// What may be done from the issue on, or at another time, frames nothing.
    @Test(arguments: [
        "Đến hết quý III/2023 đạt 60%; đến 31/01/2024 đạt 100%", "quý III và quý IV/2023", "hằng quý; tháng 01/2023",
        "trong tháng 9/2023 và trước ngày 15/11/2023",
    ])
    func noFrameIsTold(_ phrase: String) throws {
        let context = ReadingContext(issued: try #require(Day("2023-07-15")), calendar: .vietnam)
        let notes = readDeadline(phrase, in: context).notes
        #expect(!notes.contains { $0.vi.contains("khung") || $0.vi.contains("kỳ bên cạnh") }, "\(notes)")
    }

    /// A cycle with all its time before it is not ambiguous.
    @Test(arguments: ["hằng năm", "hằng quý", "hằng tháng", "quý IV/2022", "trước ngày 15/12 hằng năm"])
    func whatIsPlainHasNoSuchNote(_ phrase: String) throws {
        let context = ReadingContext(issued: try #require(Day("2022-04-05")), calendar: .vietnam)
        #expect(
            !readDeadline(phrase, in: context).notes.contains { $0.vi.contains("kỳ sau") || $0.vi.contains("kỳ đầu") })
    }

    @Test(arguments: [
        ("thứ Hai ngày 25/3/2025", "2025-03-25", "thứ Ba"), ("chiều thứ Năm, 28/3", "2025-03-28", "thứ Sáu"),
        ("trước Chủ nhật, ngày 25 tháng 3 năm 2025", "2025-03-24", "thứ Ba"),
        ("ngày 25/3/2025 (thứ Hai)", "2025-03-25", "thứ Ba"), ("ngày 25/3/2025 (thứ Ba)", "2025-03-25", nil),
        ("thứ Ba, ngày 25/3/2025", "2025-03-25", nil), ("kỳ họp thứ sáu, ngày 20/3/2025", "2025-03-20", nil),
    ])
    func aWeekdayThatIsNotTheDatesIsTold(_ phrase: String, _ due: String, _ weekday: String?) throws {
        let context = ReadingContext(issued: try #require(Day("2025-02-10")), calendar: .vietnam)
        let deadline = readDeadline(phrase, in: context)
        #expect(deadline.due == Day(due))
        let slips = deadline.notes.filter { $0.vi.contains("ghi nhầm") }
        #expect(slips.count == (weekday == nil ? 0 : 1))
        #expect(slips.allSatisfy { $0.vi.contains("là " + (weekday ?? "")) })
    }

    /// What speaks of time but tells no date says so: who looks for deadlines in a text hears that there is one.
    @Test(arguments: [
        ("trước mùa mưa", "mùa mưa"), ("tuần 47", "tuần 47"), ("Kế hoạch tuần thứ 9", "tuần thứ 9"),
        ("trước lũ", "trước lũ"),
    ])
    func aTimeWithoutADateIsTold(_ phrase: String, _ words: String) throws {
        let context = ReadingContext(issued: try #require(Day("2025-02-10")), calendar: .vietnam)
        let deadline = readDeadline(phrase, in: context)
        #expect(deadline.kind == .vague)
        #expect(deadline.notes.contains { $0.vi.contains("“\(words)”") && $0.vi.contains("không cho biết ngày nào") })
    }

    /// A bound that words part from its period is named.
    @Test func aBoundBeforeAnInspectionIsNamed() throws {
        let context = ReadingContext(issued: try #require(Day("2024-09-09")), calendar: .vietnam)
        let deadline = readDeadline("xong trước đợt giám sát tháng 11/2024", in: context)
        #expect(deadline.notes.contains { $0.vi.contains("“trước đợt giám sát”") })
    }

    /// Where the first cycle begins is said.
    @Test func aCycleThatSaysItsBeginningHasNoOther() throws {
        let context = ReadingContext(issued: try #require(Day("2022-04-05")), calendar: .vietnam)
        for phrase in ["2 tháng một lần, từ tháng 9/2022", "3 tháng một lần kể từ ngày 01/7/2022"] {
            let deadline = readDeadline(phrase, in: context)
            #expect(deadline.kind == .recurring)
            #expect(!deadline.notes.contains { $0.vi.contains("kỳ đầu") }, "\(phrase): \(deadline.notes)")
        }
    }

    @Test func aBeginningAfterEachQuarterIsSaidToBeOne() throws {
        let context = ReadingContext(issued: try #require(NoteTests.issued), calendar: .vietnam)
        let deadline = readDeadline("sau 5 ngày kể từ ngày kết thúc quý", in: context)
        #expect(deadline.due == Day("2022-07-05"))
        #expect(deadline.notes.contains { $0.vi.contains("bắt đầu") })
    }

    @Test(arguments: [
        "không sớm hơn ngày 01/9/2022", "sau 10 ngày kể từ ngày công bố", "không sớm hơn 30 ngày trước ngày họp",
    ])
    func aBeginningIsSaidToBeOne(_ phrase: String) throws {
        let context = ReadingContext(issued: try #require(NoteTests.issued), calendar: .vietnam)
        let deadline = readDeadline(phrase, in: context)
        #expect(deadline.due == nil)
        #expect(deadline.notes.contains { $0.vi.contains("bắt đầu") })
    }

    /// What the date does not say.
    @Test(arguments: [
        ("Trước và sau Đại hội XIV của Đảng", "Trước"), ("trước, trong và sau Đại hội XIV", "trước, trong"),
        ("Chương trình toàn khóa và hằng năm", "toàn khóa"),
        ("trong 15 ngày (trường hợp phức tạp 30 ngày) kể từ ngày nhận hồ sơ", "trường hợp phức tạp 30 ngày"),
    ])
    func whatIsDroppedBesideADateIsNamed(_ phrase: String, _ words: String) throws {
        let context = ReadingContext(issued: try #require(NoteTests.issued), calendar: .vietnam)
        #expect(readDeadline(phrase, in: context).notes.contains { $0.vi.contains("“\(words)”") })
    }

    /// "sớm nhất" says the earliest, also before a term and an event.
    @Test(arguments: [
        "Tựu trường sớm nhất trước 01 tuần so với ngày tổ chức khai giảng", "sớm nhất 01 tuần trước ngày khai giảng",
        "sớm nhất ngày 25/8/2022",
    ])
    func theEarliestIsSaidToBeABeginning(_ phrase: String) throws {
        let context = ReadingContext(issued: try #require(NoteTests.issued), calendar: .vietnam)
        #expect(readDeadline(phrase, in: context).notes.contains { $0.vi.contains("sớm nhất") })
        let vague = readDeadline("trong thời gian sớm nhất, trước ngày 25/8/2022", in: context)
        #expect(!vague.notes.contains { $0.vi.contains("sớm nhất") })
    }

    /// Parts of a school year are days that each school's own calendar says.
    @Test(arguments: [
        ("Đầu năm học", true), ("Cuối học kỳ I năm học 2022 - 2023", true), ("năm học 2022 - 2023", false),
    ])
    func theDaysOfASchoolYearAreSaidToBeAssumed(_ phrase: String, _ isNoted: Bool) throws {
        let context = ReadingContext(issued: try #require(NoteTests.issued), calendar: .vietnam)
        let notes = readDeadline(phrase, in: context).notes
        #expect(notes.contains { $0.vi.contains("giả định") } == isNoted)
    }

    /// A programme of the past: its own date is kept, and the next one after the issue is named.
    @Test func aDateOfTheProgrammeBeforeItsIssueIsNoted() throws {
        let issued = try #require(NoteTests.issued)
        let context = ReadingContext(issued: issued, period: 2022...2022, calendar: .vietnam)
        let deadline = readDeadline("trước ngày 15/3", in: context)
        #expect(deadline.due == Day("2022-03-14"))
        #expect(deadline.notes.contains { $0.kind == .ambiguity && $0.due == Day("2023-03-14") })
    }

    /// What was passed over is named.
    @Test func conditionsThatAreNotReadAreNamed() throws {
        let context = ReadingContext(issued: try #require(NoteTests.issued), calendar: .vietnam)
        let deadline = readDeadline("ngày 15 hằng tháng (nếu trùng ngày nghỉ thì làm ngày kế tiếp)", in: context)
        #expect(deadline.kind == .recurring)
        #expect(deadline.notes.contains { $0.vi.contains("nếu trùng ngày nghỉ") })
    }

    /// A date that another takes the place of is named, and is not due.
    @Test(arguments: [
        ("thay vì 30/6/2022, hoàn thành trước 31/7/2022", "2022-07-30"),
        ("lùi từ ngày 30/6/2022 sang ngày 31/7/2022", "2022-07-31"),
    ])
    func aDateThatIsReplacedIsNamed(_ phrase: String, _ due: String) throws {
        let context = ReadingContext(issued: try #require(NoteTests.issued), calendar: .vietnam)
        let deadline = readDeadline(phrase, in: context)
        #expect(deadline.due == Day(due))
        #expect(deadline.notes.contains { $0.vi.contains("30/6/2022") })
    }

    /// A correction is worded with the word that was meant.
    @Test(arguments: [
        ("hăng năm", "hằng"), ("thường xuyèn", "thường xuyên"), ("đinh kỳ báo cáo", "định kỳ"),
        ("trong vòng 15 ngay kể từ ngày ký", "ngày"), ("quý ІV/2022", "IV"),
        ("theo quý định kỳ, thường xuỵên", "thường xuyên"),
    ])
    func correctionsSayTheWordThatWasMeant(_ phrase: String, _ word: String) throws {
        let context = ReadingContext(issued: try #require(NoteTests.issued), calendar: .vietnam)
        let notes = readDeadline(phrase, in: context).notes.filter { $0.kind == .correction }
        #expect(notes.contains { $0.vi.hasSuffix("được đọc là “\(word)”") }, "\(notes)")
    }
}
