import Dates
import Deadlines
import Diagnostics
import Foundation
import JSONText
import TestKit
import Testing

/// What is read of every phrase of the tables with a slip in it, two of each: held in a file, so that no reading changes
/// unseen, however far from what the tables say. `UPDATE_GOLDENS=1` writes it anew: read what changed, as the failing test
/// tells it.
struct SlipTests {
    private static let golden = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Goldens/slips.tsv")

    private struct Slip {
        /// A digest of the row and the slip's number.
        let key: String
        let phrase: String
        let reading: String
    }

    @Test func readingsOfSlips() throws {
        let slips = try Self.slips()
        if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] != nil {
            let lines = slips.map { $0.key + "\t" + $0.reading + "\n" }
            return try lines.joined().write(to: Self.golden, atomically: true, encoding: .utf8)
        }
        let lines = try String(contentsOf: Self.golden, encoding: .utf8).split(separator: "\n")
        let held = Dictionary(
            lines.map { line in
                let fields = line.split(separator: "\t", maxSplits: 1).map(String.init)
                return (fields[0], fields[1])
            }, uniquingKeysWith: { first, _ in first })
        let changed = slips.filter { held[$0.key] != $0.reading }
        let told = changed.prefix(20).map { "\($0.phrase): \(held[$0.key] ?? "not held") → \($0.reading)" }
        #expect(changed.isEmpty, "\(changed.count) of \(slips.count):\n\(told.joined(separator: "\n"))")
        #expect(held.count == Set(slips.map(\.key)).count, "more are held than there are")
    }

    private static func slips() throws -> [Slip] {
        let tables = ["corpus.tsv", "phrases.tsv", "kinds.tsv", "offices.tsv"]
        return try tables.flatMap { try ReadingTable($0).rows }.flatMap { row in
            (1...2).map { number in
                let seed = digest("\(number) \(row.phrase) \(row.issued)")
                var random = SplitMix64(seed: seed)
                var pieces = Slips.pieces(row.phrase)
                for _ in 0..<number { Slips.slip(&pieces, pieces, &random) }
                let phrase = pieces.joined()
                return Slip(key: hex(seed, 12), phrase: phrase, reading: reading(phrase, row))
            }
        }
    }

    /// The kind and the dates, and a digest of all that is said besides.
    private static func reading(_ phrase: String, _ row: ReadingTable.Row) -> String {
        let context = ReadingContext(issued: row.issued, calendar: .vietnam)
        let deadline = readDeadline(phrase, in: context)
        let next = Schedule([deadline], in: context).next(3, dueOnOrAfter: context.issued, event: row.event)
        var json = JSONWriter()
        writeJSON(deadline, next: next, to: &json)
        let said = String(decoding: json.bytes, as: UTF8.self) + deadline.readingWording.vi
        return [
            deadline.kind.rawValue, text(deadline.start), text(deadline.due),
            hex(digest(said), 4),
        ].joined(separator: " ")
    }

    private static func text(_ day: Day?) -> String { day?.description ?? "-" }

    private static func hex(_ number: UInt64, _ digits: Int) -> String {
        String(String(number, radix: 16).suffix(digits))
    }

    /// FNV-1a (Fowler, Noll, Vo): the same in every process.
    private static func digest(_ text: String) -> UInt64 {
        text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
