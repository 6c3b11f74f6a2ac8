import Dates
import Diagnostics
import Drafting
import Programmes
import TestKit
import Testing

/// Whatever the text: nothing stops the program, ids are sound and each is given once, and the draft checks.
struct ArbitraryTextTests {
    private static func mutate(_ text: String, _ random: inout SplitMix64) -> String {
        var scalars = Array(text.unicodeScalars)
        let spice = Array("1.a)(-+|;:/–\n\n\n \t\"'#@&*[]{}“”,%IVX²\u{0}\u{C}\u{301}\u{202E}đĐ".unicodeScalars)
        for _ in 0..<Int.random(in: 1...30, using: &random) where !scalars.isEmpty {
            let at = Int.random(in: 0..<scalars.count, using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0: scalars[at] = spice.randomElement(using: &random) ?? "-"
            case 1: scalars.insert(spice.randomElement(using: &random) ?? "-", at: at)
            case 2: scalars.removeSubrange(at..<min(scalars.count, at + Int.random(in: 1...200, using: &random)))
            case 3:
                let piece = Array(scalars[at..<min(scalars.count, at + Int.random(in: 1...400, using: &random))])
                scalars.insert(contentsOf: piece, at: Int.random(in: 0...at, using: &random))
            default: scalars.insert("\n", at: at)
            }
        }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    private static func expectSound(_ draft: Draft, _ remark: Comment) {
        let ids = draft.tasks.map(\.id)
        #expect(Set(ids).count == ids.count, remark)
        for id in ids {
            let isSound = 1...64 ~= id.utf8.count && !id.contains { $0 == "@" || $0 == "/" || $0.isWhitespace }
            #expect(isSound, "\(remark): \(id)")
        }
        for task in draft.tasks {
            #expect(!task.title.isEmpty && task.title.utf8.count <= 4000, remark)
            #expect(task.lines.lowerBound >= 1, remark)
        }
        let bodies = draft.unknownBodies.map(\.id)
        #expect(Set(bodies).count == bodies.count, remark)
        #expect(bodies.allSatisfy { 1...64 ~= $0.utf8.count }, remark)
    }

    /// What is drafted of a document whose text was changed at random, a line for each seed: it is held with the draft, so
    /// that nothing is drafted otherwise unseen.
    static func mutations(_ name: String, seeds: Range<Int>) throws -> [String] {
        let text = try DraftingTests.text(name)
        return try seeds.map { seed in
            var random = SplitMix64(seed: UInt64(seed))
            let draft = draftProgramme(mutate(text, &random), in: DraftingTests.context(BodyDirectory([])))
            expectSound(draft, "seed \(seed) of \(name)")
            if seed == 0 { try DraftingTests.expectChecks(draft, .vi, "seed \(seed) of \(name)") }
            let said = writeDraftYAML(draft, source: name, language: .vi)
            let counts = [
                "\(draft.tasks.count) tasks", "\(draft.tasks.map(\.assignments.count).reduce(0, +)) assignments",
                "\(draft.tasks.map(\.deadlines.count).reduce(0, +)) deadlines",
                stableDigest(said).hexadecimal(digits: 8),
            ]
            return counts.joined(separator: ", ") + "\n"
        }
    }

    @Test(arguments: [
        "", "\n", "-", "1.", "I.", "|", "| | |", "+-", "Số:", "Nơi nhận:", "STT", "\u{301}", "(", ":", "a)",
        "1. Chủ tịch: UBND các xã rà soát hồ sơ.", "+--+--+\n| a |\n+--+  |\n+--+  |\n| b |",
    ])
    func scraps(_ text: String) {
        for copies in [1, 3, 40] {
            Self.expectSound(
                draftProgramme(String(repeating: text + "\n", count: copies), in: DraftingTests.context()), "\(text)")
        }
    }

    /// Words of offices and of their work in any order, with any mark between them.
    @Test func wordsInAnyOrder() throws {
        let pieces = try DraftingTests.names.prefix(12).map {
            try DraftingTests.text($0).split { $0 == " " || $0.isNewline }
        }
        let gaps = [
            " ", " ", " ", ", ", ", ", ": ", ". ", " (", ") ", " - ", "; ", " – ", " và ", " cùng ", ", các ", " do ",
            " chỉ đạo ", " giao ",
        ]
        for seed in 0..<60 {
            var random = SplitMix64(seed: UInt64(seed))
            var text = "UBND XÃ\nSố: 1/KH-UBND\nTân An, ngày 5 tháng 3 năm 2026\n\nKẾ HOẠCH\nABC\n\n"
            for number in 1...12 {
                var line = ["\(number). ", "- ", "", "a) "].randomElement(using: &random) ?? ""
                for _ in 0..<Int.random(in: 1...9, using: &random) {
                    let words = pieces.randomElement(using: &random) ?? []
                    let at = Int.random(in: 0..<max(words.count, 1), using: &random)
                    line += words.dropFirst(at).prefix(Int.random(in: 1...3, using: &random)).joined(separator: " ")
                    line += gaps.randomElement(using: &random) ?? ""
                }
                text += line + (["\n", ".\n", ":\n", "\n\n"].randomElement(using: &random) ?? "")
            }
            Self.expectSound(draftProgramme(text, in: DraftingTests.context()), "seed \(seed)")
        }
    }

    /// Time grows no faster than the text, nearly: long runs of what opens something.
    @Test(arguments: [
        "- a b c\n", "1. Giao Sở Nội vụ, ", "(", "| a ", "I. ", "và các sở, ", "trước ngày 1/1/2022, ", "a) ",
        "\u{301}", "STT  Nội dung  Thời gian\n",
    ])
    func longRuns(_ piece: String) {
        let text = String(repeating: piece, count: 1500)
        Self.expectSound(draftProgramme(text, in: DraftingTests.context()), "\(piece)")
    }
}
