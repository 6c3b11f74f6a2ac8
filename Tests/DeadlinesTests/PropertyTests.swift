import Dates
import Deadlines
import Foundation
import TestKit
import Testing

@Suite struct PropertyTests {
    static func phrases() throws -> [ReadingTable.Row] {
        try ReadingTable("corpus.tsv").rows + ReadingTable("phrases.tsv").rows
    }

    /// What a reading says, without the words it was read from.
    private func reading(_ phrase: String, _ issued: Day) -> [String] {
        let deadline = readDeadline(phrase, in: ReadingContext(issued: issued, calendar: .vietnam))
        func day(_ day: Day?) -> String { day?.description ?? "-" }
        return [
            deadline.kind.rawValue, day(deadline.start), day(deadline.due), day(deadline.legalDue),
            "\(deadline.cycles)",
        ]
            + deadline.parts.map { "\($0.kind) \(day($0.start)) \(day($0.due))" }
    }

    @Test func composedAndDecomposedAgree() throws {
        for row in try PropertyTests.phrases() {
            let composed = reading(row.phrase.precomposedStringWithCanonicalMapping, row.issued)
            #expect(composed == reading(row.phrase.decomposedStringWithCanonicalMapping, row.issued), "\(row)")
        }
    }

    /// A phrase that is cut once says in each context what it says when it is read there from its text.
    @Test func cutPhrasesAgree() throws {
        let days = [(2021, 9, 30), (2023, 1, 1), (2026, 12, 31)].compactMap { Day(year: $0.0, month: $0.1, day: $0.2) }
        let others = ["", " ", String(repeating: "quý ", count: 200), String(repeating: "ế", count: 9000)]
        for phrase in try PropertyTests.phrases().map(\.phrase) + others {
            let cut = CutPhrase(phrase)
            for (issued, issuer) in zip(days + days, [.party, .state, .party, .state, .party, .state] as [IssuerKind]) {
                let context = ReadingContext(issued: issued, issuer: issuer, calendar: .vietnam)
                #expect(cut.read(in: context) == readDeadline(phrase, in: context), "\(phrase)")
            }
        }
    }

    @Test func caseAgrees() throws {
        // Old fonts' letters and misread Roman figures (l for I) are lower case by nature.
        for row in try PropertyTests.phrases() where !row.phrase.contains("l") && !row.phrase.contains("ƣ") {
            let expected = reading(row.phrase, row.issued)
            #expect(reading(row.phrase.uppercased(), row.issued) == expected, "\(row)")
        }
        for row in try PropertyTests.phrases() where !row.phrase.contains("l") {
            #expect(reading(row.phrase.lowercased(), row.issued) == reading(row.phrase, row.issued), "\(row)")
        }
    }

    @Test func spellingsOfKeywordsAgree() throws {
        let variants = [
            ("hằng", "hàng"), ("quý", "quí"), ("Quý", "qúy"), ("kỳ", "kì"), ("uỷ", "ủy"), ("oà", "òa"), (" ", "\u{A0}"),
        ]
        for row in try PropertyTests.phrases() where row.kind != "unreadable" {
            for (a, b) in variants where row.phrase.contains(a) {
                let other = row.phrase.replacingOccurrences(of: a, with: b)
                #expect(reading(other, row.issued) == reading(row.phrase, row.issued), "\(other)")
            }
        }
    }

    /// Words around a phrase do not disturb it.
    @Test(arguments: ["hoàn thành ", "thực hiện ", "(", "*", "Ban Tổ chức Tỉnh ủy: ", "Đảng ủy xã báo cáo, ", "- "])
    func wordsAroundDoNotDisturb(_ before: String) throws {
        for phrase in [
            "trong quý IV/2022", "trước ngày 15/12/2022", "hằng năm", "trong tháng 9/2022", "thường xuyên",
            "từ quý III/2022",
            "chậm nhất là ngày 20 tháng 7 năm 2022", "trước ngày 25 tháng cuối quý", "giai đoạn 2021-2025",
        ] {
            let issued = try #require(Day("2022-06-15"))
            #expect(reading(before + phrase, issued) == reading(phrase, issued), "\(before + phrase)")
            #expect(reading(before + phrase + ".", issued) == reading(phrase, issued), "\(before + phrase)")
            #expect(reading(before + phrase + ")", issued) == reading(phrase, issued), "\(before + phrase)")
        }
    }

    @Test func nothingTraps() throws {
        var random = SplitMix64(seed: 2022)
        let rows = try PropertyTests.phrases()
        let words = rows.flatMap { $0.phrase.split(separator: " ").map(String.init) }
        let context = ReadingContext(issued: try #require(Day("2022-06-15")), calendar: .vietnam)
        for round in 0..<20_000 {
            var phrase = ""
            if round % 4 == 0 {
                let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in
                    UInt8.random(in: 0...255, using: &random)
                }
                phrase = String(decoding: bytes, as: UTF8.self)
            } else {
                for _ in 0..<Int.random(in: 1...14, using: &random) {
                    phrase += words.randomElement(using: &random)!
                    phrase += [" ", " ", " ", "", "/", "-", ", ", "."].randomElement(using: &random)!
                    if Int.random(in: 0..<6, using: &random) == 0 {
                        phrase +=
                            "\(UInt64.random(in: 0...UInt64.max, using: &random) >> UInt64.random(in: 40...63, using: &random))"
                    }
                }
            }
            expectSound(phrase, in: context, scheduled: round % 16 == 0)
        }
    }

    /// What every reading keeps to, whatever the phrase.
    private func expectSound(_ phrase: String, in context: ReadingContext, scheduled: Bool) {
        let deadline = readDeadline(phrase, in: context)
        #expect((deadline.kind == .unreadable) == (deadline.error != nil), "\(phrase)")
        if let start = deadline.start, let due = deadline.due, deadline.kind != .compound {
            #expect(start <= due, "\(phrase)")
        }
        // What is before the first day that can be said, or after the last, may lie beyond it.
        if let due = deadline.due, context.issued > Day.range.lowerBound, context.issued < Day.range.upperBound {
            #expect(Day.range.contains(due), "\(phrase)")
        }
        if scheduled {
            let next = Schedule([deadline], in: context).next(3, dueOnOrAfter: context.issued, event: context.issued)
            #expect(Set(next.map(\.id)).count == next.count, "\(phrase)")
        }
    }

    /// What an office wrote, with a slip: none of them traps. `FUZZ_ROUNDS` asks for more, `FUZZ_SEED` for others.
    @Test func slipsTrapNowhere() throws {
        let environment = ProcessInfo.processInfo.environment
        let rounds = environment["FUZZ_ROUNDS"].flatMap(Int.init) ?? 10_000
        var random = SplitMix64(seed: environment["FUZZ_SEED"].flatMap(UInt64.init) ?? 2026)
        let rows = try PropertyTests.phrases() + ReadingTable("kinds.tsv").rows
        let phrases = rows.map { Slips.pieces($0.phrase) }.filter { !$0.isEmpty }
        // The first and last days that can be said are where dates run over.
        let edges = [Day.range.lowerBound, Day.range.upperBound]
        for round in 0..<rounds {
            var pieces = phrases.randomElement(using: &random)!
            for _ in 0..<[1, 1, 2, 4].randomElement(using: &random)! {
                Slips.slip(&pieces, phrases.randomElement(using: &random)!, &random)
            }
            let issued =
                round % 50 == 0 ? edges.randomElement(using: &random)! : rows.randomElement(using: &random)!.issued
            let context = ReadingContext(issued: issued, calendar: .vietnam)
            expectSound(pieces.joined(), in: context, scheduled: round % 4 == 0)
        }
    }
    /// A letter that may be a digit before a Cyrillic one that looks like a Roman numeral: once read without an end, over
    /// whatever lay behind.
    @Test func whatIsGluedToALookalikeEnds() throws {
        let context = ReadingContext(issued: try #require(Day("2022-06-15")), calendar: .vietnam)
        for phrase in ["oІ/2`IІ", "OХ", "oІ", "quý oІ/2022"] {
            #expect(readDeadline(phrase, in: context).kind == .unreadable, "\(phrase)")
        }
        #expect(readDeadline("quý IІ/2022", in: context).due == Day("2022-06-30"))
    }

    @Test func longPhrasesAreRefused() throws {
        let context = ReadingContext(issued: try #require(Day("2022-06-15")), calendar: .vietnam)
        let word = "thường xuyên, "
        let fits = String(repeating: word, count: 35)
        #expect(readDeadline(fits, in: context).kind == .continuous)
        let long = String(repeating: word, count: 36)
        #expect(readDeadline(long, in: context).error?.en.contains("500") == true)
        // Decomposed, the same phrase is as long to a reader.
        #expect(readDeadline(fits.decomposedStringWithCanonicalMapping, in: context).kind == .continuous)
        #expect(readDeadline(String(repeating: "quý ", count: 1_000_000), in: context).kind == .unreadable)
        #expect(readDeadline("", in: context).kind == .unreadable)
    }
}
