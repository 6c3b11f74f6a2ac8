import Dates
import Deadlines
import TestKit
import Testing

struct OutlineTests {
    /// With an office's own day off, on which much is due.
    private let calendar = WorkCalendar.vietnam.merging([
        WorkCalendar.Exception(day: Day(unchecked: 2022, 12, 30), isOff: true, name: "Nghỉ bù")
    ])

    @Test func aTimetableMadeAgainIsTheSame() throws {
        let rows = try PropertyTests.phrases()
        var made = 0
        for (row, other) in zip(rows, rows.dropFirst(7)) {
            let context = ReadingContext(issued: row.issued, calendar: calendar)
            for phrases in [[row.phrase], [row.phrase, other.phrase]] {
                let timetable = Timetable(phrases.map { readDeadline($0, in: context) }, in: context)
                guard let outline = timetable.outline(in: calendar) else { continue }
                let again = Timetable(outline, in: context)
                #expect(again.sample == timetable.sample, "\(phrases)")
                #expect(again.isCompound == timetable.isCompound && !again.isAwaiting, "\(phrases)")
                #expect(again.issued == timetable.issued)
                made += 1
            }
        }
        #expect(made > rows.count / 2)
    }
}
