import Dates
import Deadlines
import Testing

@Suite struct NoteTests {
    private static let issued = Day("2022-06-15")

    @Test func aTermFromTheOwnIssueNamesTheOtherReading() throws {
        let issued = try #require(NoteTests.issued)
        let context = ReadingContext(issued: issued, calendar: .vietnam)
        for phrase in ["trong thời hạn 30 ngày kể từ ngày ký", "trong thời hạn 30 ngày kể từ ngày ban hành"] {
            let deadline = readDeadline(phrase, in: context)
            #expect(deadline.due == nil)
            #expect(deadline.notes.contains { $0.kind == .ambiguity && $0.due == Day("2022-07-15") })
        }
    }

    @Test func aConditionBesideADateIsNoted() throws {
        let issued = try #require(NoteTests.issued)
        let deadline = readDeadline(
            "tháng 12/2022 (sau Hội nghị Tỉnh ủy)", in: ReadingContext(issued: issued, calendar: .vietnam))
        #expect(deadline.notes.contains { $0.vi.contains("Hội nghị Tỉnh ủy") })
    }
}
