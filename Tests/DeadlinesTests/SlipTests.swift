import Dates
import Deadlines
import Diagnostics
import JSONText
import TestKit
import Testing

/// What is read of every phrase of the tables as it stands, with one slip in it, and with two.
struct SlipTests {
    @Test func readingsOfSlips() throws {
        let tables = ["corpus.tsv", "phrases.tsv", "kinds.tsv", "offices.tsv"]
        let answers = try tables.flatMap { try ReadingTable($0).rows }.flatMap { row in
            (0...2).map { number in
                var random = SplitMix64(seed: stableDigest("\(number) \(row.phrase)"))
                var pieces = Slips.pieces(row.phrase)
                for _ in 0..<number { Slips.slip(&pieces, pieces, &random) }
                let phrase = pieces.joined()
                return (input: "\(phrase) @\(row.issued)", answer: Self.reading(phrase, row))
            }
        }
        let changes = try HeldAnswers("slips.tsv").changes(answers)
        #expect(changes == nil, "\(changes ?? "")")
    }

    /// The kind and the dates, and a digest of all that is said besides.
    private static func reading(_ phrase: String, _ row: ReadingTable.Row) -> String {
        let context = ReadingContext(issued: row.issued, calendar: .vietnam)
        let deadline = readDeadline(phrase, in: context)
        let next = Schedule([deadline], in: context).next(3, dueOnOrAfter: context.issued, event: row.event)
        var json = JSONWriter()
        writeJSON(deadline, next: next, to: &json)
        let said = String(decoding: json.bytes, as: UTF8.self) + deadline.readingWording.vi
        let days = [deadline.start, deadline.due].map { $0?.description ?? "-" }.joined(separator: " ")
        return "\(deadline.kind) \(days) \(stableDigest(said).hexadecimal(digits: 4))"
    }
}
