import Dates
import Deadlines
import Diagnostics
import JSONText
import TestKit
import Testing

@Suite struct ScheduleTests {
    private func context(
        _ policy: ReadingPolicy = .init(), issued: String = "2022-06-15", period: ClosedRange<Int>? = nil
    ) -> ReadingContext {
        ReadingContext(issued: Day(issued)!, period: period, policy: policy, calendar: .vietnam)
    }

    private func next(_ phrases: [String], _ context: ReadingContext, _ count: Int = 3, event: Day? = nil) -> [String] {
        Schedule(phrases.map { readDeadline($0, in: context) }, in: context)
            .next(count, dueOnOrAfter: context.issued, event: event).map {
                "\($0.id) \($0.kind) \($0.due?.description ?? "-")"
            }
    }

    @Test(arguments: [
        ("Trong quý IV/2022", ["2022-Q4 once 2022-12-31"]),
        ("hằng năm", ["2022 recurring 2022-12-31", "2023 recurring 2023-12-31", "2024 recurring 2024-12-31"]),
        (
            "tháng 12 hằng năm, riêng năm 2022 trong tháng 9",
            ["2022-09 once 2022-09-30", "2023-12 recurring 2023-12-31", "2024-12 recurring 2024-12-31"]
        ),
        ("hằng quý", ["2022-Q2 recurring 2022-06-30", "2022-Q3 recurring 2022-09-30", "2022-Q4 recurring 2022-12-31"]),
        (
            "6 tháng một lần",
            ["2022-H1 recurring 2022-06-30", "2022-H2 recurring 2022-12-31", "2023-H1 recurring 2023-06-30"]
        ),
        (
            "hằng tuần",
            ["2022-W24 recurring 2022-06-19", "2022-W25 recurring 2022-06-26", "2022-W26 recurring 2022-07-03"]
        ),
        (
            "ngày 5 và ngày 20 hằng tháng",
            ["2022-06-20 recurring 2022-06-20", "2022-07-05 recurring 2022-07-05", "2022-07-20 recurring 2022-07-20"]
        ),
        (
            "ngày 31 hằng tháng",
            ["2022-06 recurring 2022-06-30", "2022-07 recurring 2022-07-31", "2022-08 recurring 2022-08-31"]
        ),
        (
            "trước ngày 25 tháng cuối quý",
            ["2022-Q2 recurring 2022-06-24", "2022-Q3 recurring 2022-09-24", "2022-Q4 recurring 2022-12-24"]
        ),
        (
            "hằng năm trước Tết Nguyên đán",
            ["2023 recurring 2023-01-19", "2024 recurring 2024-02-07", "2025 recurring 2025-01-24"]
        ),
        ("thường xuyên", ["open continuous -"]), ("định kỳ", ["open periodic -"]), ("kịp thời", ["open vague -"]),
        ("đột xuất", []), ("sau khi có hướng dẫn", ["awaited awaiting -"]), ("ngày 31/9/2022", []),
        (
            "định kỳ hằng năm và khi cần thiết",
            ["2022 recurring 2022-12-31", "2023 recurring 2023-12-31", "2024 recurring 2024-12-31"]
        ),
        ("hằng năm (giai đoạn 2022 - 2023)", ["2022 recurring 2022-12-31", "2023 recurring 2023-12-31"]),
    ])
    func occurrences(_ phrase: String, _ expected: [String]) {
        #expect(next([phrase], context()) == expected)
    }

    /// What a later part has in step with an earlier one is left out of its series, and changes nothing else: parts that
    /// begin and end at any time give each day of theirs once.
    @Test(arguments: [
        ("hằng ngày", 1), ("hằng tuần", 7), ("ngày 5 hằng tháng", 30), ("hằng quý", 91), ("hằng tháng trước 8h", 30),
    ])
    func partsInStep(_ phrase: String, _ days: Int) {
        var random = SplitMix64(seed: UInt64(days))
        let deadline = readDeadline(phrase, in: context())
        let from = Day("2022-01-01")!
        for _ in 0..<50 {
            let parts = (0..<4).map { _ in
                var part = deadline
                func later(than day: Day) -> Day { day + Int.random(in: 0...40, using: &random) * days }
                part.cycles[0].from = later(than: from)
                part.cycles[0].until = Bool.random(using: &random) ? nil : later(than: part.cycles[0].from)
                return part
            }
            let each = parts.flatMap { part -> [Occurrence] in
                let series = Schedule([part], in: context()).series()[0]
                return (0..<100).compactMap { series[$0] }.filter { $0.due! < from + 100 * days }
            }
            let tracks = Timetable(parts, in: context()).tracks
            let shared = tracks.flatMap { track -> [Occurrence] in
                (0..<100).compactMap { track.occurrence($0) }.filter {
                    $0.due! < from + 100 * days && !track.isRepeated($0)
                }
            }
            let dueDates = shared.map { $0.due! }
            #expect(Set(dueDates) == Set(each.map { $0.due! }))
            #expect(Set(dueDates).count == dueDates.count)
        }
        // A part that says the same as one before it has no series of its own.
        #expect(Timetable([deadline, deadline], in: context()).tracks.count == 1)
    }

    /// Asked for alone, a due date is that of the occurrence.
    @Test func dueDatesAreThoseOfTheOccurrences() throws {
        for row in try ReadingTable("phrases.tsv").rows + ReadingTable("corpus.tsv").rows {
            let context = ReadingContext(issued: row.issued, calendar: .vietnam)
            let schedule = Schedule([readDeadline(row.phrase, in: context)], in: context)
            for series in schedule.series() + schedule.series(event: row.issued + 40) {
                for k in [-1, 0, 1, 2, 5, 4000] {
                    #expect(series.has(k) == (series[k] != nil) && series.due(k) == series[k]?.due, "\(row)")
                }
            }
        }
    }

    @Test func listsAreUnited() {
        #expect(
            next(["hằng năm", "quý IV hằng năm", "trong năm 2022"], context())
                == ["2022 recurring 2022-12-31", "2022-Q4 recurring 2022-12-31", "2023 recurring 2023-12-31"])
    }

    @Test func policyGivesCadences() {
        let policy = ReadingPolicy(
            periodic: Cadence(every: 6, unit: .month), continuous: Cadence(unit: .quarter),
            afterEvent: Term(10, .workingDay))
        let site = context(policy)
        #expect(next(["định kỳ báo cáo"], site, 2) == ["2022-H1 periodic 2022-06-30", "2022-H2 periodic 2022-12-31"])
        #expect(next(["thường xuyên"], site, 2) == ["2022-Q2 continuous 2022-06-30", "2022-Q3 continuous 2022-09-30"])
        #expect(next(["sau khi có hướng dẫn"], site, event: Day("2022-08-29")) == ["2022-09-14 once 2022-09-14"])
        #expect(next(["sau khi có hướng dẫn"], context(), event: Day("2022-08-29")) == ["open once -"])
    }

    @Test func laxBeforeTakesTheDayIn() {
        let lax = context(.init(before: .lax))
        #expect(readDeadline("trước ngày 15/12/2022", in: lax).due == Day("2022-12-15"))
        #expect(readDeadline("trước quý IV/2022", in: lax).due == Day("2022-09-30"))
    }

    @Test func aPeriodSaysWhichYearIsMeant() {
        let plan = context(issued: "2019-12-20", period: 2020...2020)
        #expect(readDeadline("quý IV", in: plan).due == Day("2020-12-31"))
        #expect(readDeadline("trước ngày 25/12", in: plan).due == Day("2020-12-24"))
        #expect(readDeadline("tháng 3", in: plan).due == Day("2020-03-31"))
        #expect(readDeadline("quý I/2021", in: plan).due == Day("2021-03-31"))
    }

    /// The kth by its number, against counting one after another.
    @Test(arguments: [
        "hằng tháng", "trước ngày 01 hằng tháng", "ngày làm việc cuối cùng của tháng", "05 năm một lần",
        "thứ Năm hằng tuần", "rằm tháng Bảy hằng năm",
    ])
    func numbersAndSearchAgree(_ phrase: String) {
        let context = context()
        let schedule = Schedule([readDeadline(phrase, in: context)], in: context)
        for series in schedule.series() {
            for k in 0..<60 {
                guard let occurrence = series[k], let due = occurrence.due else { break }
                #expect(occurrence.start <= due)
                #expect(series.index(dueOnOrAfter: due) == k)
                #expect(series.index(dueOnOrAfter: due + 1) == k + 1)
                #expect(due >= context.issued)
            }
            #expect(series[-1] == nil)
        }
    }

    @Test func jsonHasThePromisedShape() {
        let context = context(issued: "2021-10-01")
        let deadline = readDeadline("Trong quý IV/2021", in: context)
        var json = JSONWriter()
        writeJSON(deadline, next: Schedule([deadline], in: context).next(1, dueOnOrAfter: context.issued), to: &json)
        #expect(
            String(decoding: json.bytes, as: UTF8.self)
                == #"{"text":"Trong quý IV/2021","kind":"once","start":"2021-10-01","due":"2021-12-31","prudentDue":"2021-12-31","legalDue":"2021-12-31","recurrence":null,"event":null,"notes":[],"next":[{"id":"2021-Q4","start":"2021-10-01","due":"2021-12-31","prudentDue":"2021-12-31","legalDue":"2021-12-31"}]}"#
        )
    }

    @Test func aReadingIsDescribedInBothLanguages() {
        let context = context(issued: "2021-09-21")
        let deadline = readDeadline("hoàn thành trong tháng 10/2021", in: context)
        let next = Schedule([deadline], in: context).next(1, dueOnOrAfter: context.issued)
        let vi = describe(deadline, next: next, now: context.issued, calendar: .vietnam, language: .vi)
        #expect(vi.contains("hạn: Chủ nhật, 31/10/2021"))
        #expect(vi.contains("nên xong: thứ Sáu, 29/10/2021"))
        #expect(vi.contains("hạn theo luật: thứ Hai, 01/11/2021"))
        #expect(vi.contains("40 ngày, trong đó 28 ngày làm việc"))
        let en = describe(deadline, next: next, now: context.issued, calendar: .vietnam, language: .en)
        #expect(en.contains("legally by: Mon 2021-11-01"))
    }

    /// "từ nay đến Đại hội" is due on that day, once it is known.
    @Test func anEndThatIsAnEvent() throws {
        let context = context()
        let deadline = readDeadline("từ nay đến Đại hội", in: context)
        #expect(deadline.event == AwaitedEvent(name: "Đại hội", term: Term(0, .day), isBefore: true))
        #expect(deadline.resolved(event: Day("2022-10-08")!, in: context).due == Day("2022-10-08"))
        #expect(next(["từ nay đến Đại hội"], context, event: Day("2022-10-08")) == ["2022-10-08 once 2022-10-08"])
        #expect(next(["từ nay đến trước Đại hội"], context, event: Day("2022-10-08")) == ["2022-10-07 once 2022-10-07"])
        let vi = describe(deadline, next: [], now: context.issued, calendar: .vietnam, language: .vi)
        #expect(vi.contains("chờ: Đại hội (đến hết ngày ấy)"))
    }

    @Test func whatWasCorrectedIsNoted() {
        for phrase in [
            "quý lV/2022", "quy IV/2022", "trƣớc ngày 15/12/2022", "hang nam", "ngày 15 thảng 12 năm 2022",
            "trước ngày 3O/6/2022", "hằngnăm", "trướcngày 30/9/2022", "TX", "HN", "III/2022", "ngày 15 thág 8 năm 2022",
        ] {
            #expect(readDeadline(phrase, in: context()).notes.contains { $0.kind == .correction }, "\(phrase)")
        }
        for phrase in [
            "quý IV/2022", "ngày 15 tháng 12 năm 2022", "hằng năm", "uỷ ban hoàn thành trong quí III/2022", "T9/2022",
        ] {
            #expect(!readDeadline(phrase, in: context()).notes.contains { $0.kind == .correction }, "\(phrase)")
        }
    }
}
