import Dates
import Deadlines
import Foundation

/// A table of phrases and the readings expected, tab-separated: phrase, issued, event, kind, start, due, recurrence.
struct ReadingTable {
    struct Row: CustomStringConvertible, Sendable {
        let line: Int
        let phrase: String
        let issued: Day
        let event: Day?
        let kind: String
        let start: Day?
        let due: Day?
        /// nil where the table has no such column.
        let recurrence: ExpectedRecurrence?
        var description: String { "\(line): \(phrase) @\(issued)" }
    }

    let rows: [Row]

    init(_ name: String, file: String = #filePath) throws {
        let folder = URL(fileURLWithPath: file).deletingLastPathComponent()
        let text = try String(contentsOf: folder.appending(path: "Fixtures/\(name)"), encoding: .utf8)
        rows = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { index, line in
            if line.hasPrefix("#") || line.isEmpty { return nil }
            var fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            let recurrence = fields.count > 6 ? ExpectedRecurrence(fields[6]) : nil
            while fields.count < 7 { fields.append("") }
            guard let issued = Day(fields[1]) else { return nil }
            return Row(
                line: index + 1, phrase: fields[0], issued: issued, event: Day(fields[2]), kind: fields[3],
                start: Day(fields[4]), due: Day(fields[5]), recurrence: recurrence)
        }
    }

    /// What a reading has that the row does not expect, or nil.
    static func difference(_ row: Row) -> String? {
        let context = ReadingContext(issued: row.issued, calendar: .vietnam)
        var deadline = readDeadline(row.phrase, in: context)
        let recurrence = row.recurrence?.difference(deadline, in: context)
        if let event = row.event { deadline = deadline.resolved(event: event, in: context) }
        let fits =
            deadline.kind.rawValue == row.kind && (row.start == nil || deadline.start == row.start)
            && (row.due == nil || deadline.due == row.due)
        if fits { return recurrence.map { "\(row) \($0)" } }
        func text(_ day: Day?) -> String { day?.description ?? "-" }
        return
            "\(row) → \(deadline.kind) \(text(deadline.start)) \(text(deadline.due)), expected \(row.kind) \(text(row.start)) \(text(row.due))"
            + (deadline.error.map { " (\($0.en))" } ?? "")
    }
}
