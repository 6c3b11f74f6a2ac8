import Dates
import Deadlines
import Testing

/// What stands beside a date and is not read is named, or the phrase is refused.
@Suite struct LeftoverTests {
    private static let dates = [
        "trước ngày 15/12/2025", "trong quý IV/2025", "chậm nhất ngày 20/11/2025", "đến hết năm 2026",
        "ngày 08/10/2025",
        "hằng quý", "trước ngày 25 hằng tháng", "từ ngày 01/9/2025 đến ngày 30/11/2025", "tháng 10/2025", "hằng năm",
        "trong thời hạn 30 ngày kể từ ngày nhận hồ sơ", "6 tháng một lần",
    ]
    private static let joints = [" ", ", ", " (", ": ", " và ", "; "]

    /// Every group of digits is a number of the reading, or stands in a note, or the phrase gives no date.
    @Test(arguments: [
        "lùi 5 ngày", "cộng 13 ngày", "sau đó 2 tuần", "thêm 3 tháng", "37 hộ", "7 tháng", "13.8", "trước 9",
        "khoảng 17 hôm", "cách 45 ngày", "không sớm hơn 22", "17", "trừ 28", "sớm hơn 17 ngày", "muộn 22 ngày", "16h",
        "từ 18 đến 22", "ngày 17-19", "2 kỳ sau", "gia hạn 37 ngày", "quá 44 ngày", "sau 3 kỳ",
    ])
    func everyNumberIsReadOrNamed(_ words: String) throws {
        let context = ReadingContext(issued: try #require(Day("2025-08-11")), calendar: .vietnam)
        for phrase in Self.phrases(with: words) {
            let deadline = readDeadline(phrase, in: context)
            guard deadline.due != nil else { continue }
            var known = Self.numbers(of: deadline, context.calendar)
            for note in Self.notes(of: deadline) { known.formUnion(Self.groups(of: note)) }
            let lost = Self.groups(of: phrase).subtracting(known)
            #expect(lost.isEmpty, "\(phrase): \(lost.sorted())")
        }
    }

    /// A semester whose school year is not said has no date: beside what has one it is named, where the date is not its own.
    @Test(arguments: [
        ("cuối học kỳ I và cuối năm học", true), ("học kỳ I, tháng 5/2026", true),
        ("tháng 5/2026 và học kỳ II", true), ("học kỳ I và học kỳ II năm học 2025-2026", true),
        ("Kết thúc học kỳ I trước ngày 18/01/2026", false), ("thi học kỳ I, trước ngày 15/01/2026", false),
        ("Sơ kết học kỳ I: tuần 2 tháng 01/2026", false),
    ])
    func aSemesterBesideADateIsNamed(_ phrase: String, _ isNamed: Bool) throws {
        let context = ReadingContext(issued: try #require(Day("2025-08-11")), calendar: .vietnam)
        let notes = Self.notes(of: readDeadline(phrase, in: context))
        #expect(notes.contains { $0.contains("học kỳ I") } == isNamed, "\(notes)")
    }

    /// Beside what has no date a date is one, or is named.
    @Test(arguments: [
        "thường xuyên", "định kỳ", "khi cần thiết", "đột xuất", "sơ kết", "tổng kết", "sau Đại hội", "kịp thời",
        "theo quy định",
    ])
    func aDateBesideWhatHasNoneIsNotLost(_ words: String) throws {
        let context = ReadingContext(issued: try #require(Day("2025-08-11")), calendar: .vietnam)
        for date in ["30/6", "trước 25/6", "15-11", "15.9", "ngày 25", "2026", "15/11/2026", "12/2026", "trước 17h00"] {
            for joint in Self.joints {
                for phrase in [words + joint + date, date + joint + words].map({ $0.contains("(") ? $0 + ")" : $0 }) {
                    let deadline = readDeadline(phrase, in: context)
                    guard deadline.kind != .unreadable else { continue }
                    var known = Self.numbers(of: deadline, context.calendar)
                    for note in Self.notes(of: deadline) { known.formUnion(Self.groups(of: note)) }
                    known.formUnion(Self.groups(of: deadline.event?.name ?? ""))
                    for part in deadline.parts { known.formUnion(Self.groups(of: part.event?.name ?? "")) }
                    let lost = Self.groups(of: phrase).subtracting(known)
                    #expect(lost.isEmpty, "\(phrase): \(lost.sorted())")
                }
            }
        }
    }

    /// Words of time without digits change the reading or are named.
    @Test(arguments: ["năm ngày", "ba tuần", "nửa tháng", "hai quý sau", "tuần sau nữa"])
    func everyPeriodInWordsIsReadOrNamed(_ words: String) throws {
        let context = ReadingContext(issued: try #require(Day("2025-08-11")), calendar: .vietnam)
        let first = String(words.prefix { $0 != " " })
        for date in Self.dates {
            var alone = readDeadline(date, in: context)
            for phrase in Self.phrases(date, with: words) {
                let deadline = readDeadline(phrase, in: context)
                alone.text = phrase
                #expect(
                    deadline != alone || Self.notes(of: deadline).contains { $0.contains(first) }
                        || date.hasPrefix("hằng") || date.hasSuffix("một lần"), "\(phrase)")
            }
        }
    }

    private static func phrases(with words: String) -> [String] { dates.flatMap { phrases($0, with: words) } }

    private static func phrases(_ date: String, with words: String) -> [String] {
        joints.flatMap { joint in
            let close = joint == " (" ? ")" : ""
            return [date + joint + words + close, words + joint + date + close]
        }
    }

    private static func notes(of deadline: Deadline) -> [String] {
        deadline.notes.map(\.vi) + deadline.parts.flatMap(notes(of:))
    }

    private static func groups(of text: String) -> Set<Int> {
        Set(text.split { !$0.isNumber }.compactMap { Int($0) })
    }

    /// All that a reading says in numbers; of days also those beside them, as "trước" takes the one before.
    private static func numbers(of deadline: Deadline, _ calendar: WorkCalendar) -> Set<Int> {
        var days = [deadline.start, deadline.due, deadline.event?.date, deadline.recurrence?.until].compactMap { $0 }
        var numbers: Set<Int> = []
        for cycle in deadline.cycles {
            numbers.formUnion([cycle.length, 12 / max(cycle.length, 1)])
            let first = cycle.index(dueOnOrAfter: cycle.from, calendar)
            for k in first..<first + 4 { days += [cycle.due(k, calendar), cycle.start(k, calendar)] }
        }
        for day in days.flatMap({ [$0 - 1, $0, $0 + 1] }) {
            let (year, month, dayOfMonth) = day.civil
            numbers.formUnion([dayOfMonth, month, year])
        }
        if let time = deadline.dueTime { numbers.formUnion([time.hour, time.minute]) }
        if let event = deadline.event {
            numbers.formUnion(groups(of: event.name))
            if let term = event.term { numbers.insert(term.count) }
        }
        return deadline.parts.reduce(numbers) { $0.union(Self.numbers(of: $1, calendar)) }
    }
}
