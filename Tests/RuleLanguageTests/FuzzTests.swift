import Diagnostics
import Foundation
import TestKit
import Testing

@testable import RuleLanguage

/// Arbitrary and mutated bytes: nothing traps, every span lies in the file, and what has no error prints and reads back.
/// `FUZZ_ROUNDS` makes it longer; what once failed is kept in the folder Corpus.
struct FuzzTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()

    private static func seeds() -> [[UInt8]] {
        var seeds: [[UInt8]] = []
        for name in ["Corpus", "Goldens"] {
            let url = folder.appending(path: name)
            for file in ((try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []).sorted()
            where !file.hasSuffix(".tsv") {
                guard let data = try? Data(contentsOf: url.appending(path: file)) else { continue }
                seeds.append(Array(data.prefix(3000)))
            }
        }
        for seed in 1000..<1020 as Range<UInt64> {
            var generator = TreeGenerator(seed: seed)
            let file = RuleFile(source: SourceFile(path: "", text: ""), items: generator.items())
            seeds += Language.allCases.map { Array(printRules(file, in: $0).utf8) }
        }
        return seeds
    }

    /// - Parameter told: gets what is told of the bytes, and what is printed.
    /// - Returns: what went wrong.
    private static func trouble(_ bytes: [UInt8], _ told: inout [String]) -> String? {
        let source = SourceFile(path: "fuzz.rules", bytes: bytes)
        let (file, said) = parseRules(source)
        let checked = said + checkRules([file], bodies: SmallSite.bodies, programmes: SmallSite.programmes)
        for diagnostic in checked {
            let spans =
                [diagnostic.span].compactMap { $0 } + diagnostic.labels.map(\.span) + diagnostic.fixes.map(\.span)
            for span in spans where !(0 <= span.start && span.start <= span.end && span.end <= bytes.count) {
                return "\(diagnostic.code) lies outside: \(span)"
            }
        }
        told.append(renderDiagnostics(Array(checked.prefix(20)), sources: [source], language: .vi))
        for layout in file.layouts
        where !(0 <= layout.span.start && layout.span.start <= layout.span.end && layout.span.end <= bytes.count) {
            return "an item lies outside: \(layout.span)"
        }
        for language in Language.allCases {
            let printed = printRules(file, in: language)
            told.append(printed)
            guard !said.contains(where: { $0.severity == .error }) else { continue }
            let (again, saidAgain) = parseRules(SourceFile(path: "", text: printed))
            if again.items != file.items { return "printed in \(language), it is another tree:\n\(printed)" }
            if saidAgain.contains(where: { $0.severity == .error }) {
                return "printed in \(language), it has errors:\n\(printed)"
            }
            if printRules(again, in: language) != printed { return "printing it again changes it:\n\(printed)" }
        }
        return nil
    }

    @Test func kept() {
        for bytes in FuzzTests.seeds() {
            var told: [String] = []
            let trouble = FuzzTests.trouble(bytes, &told)
            #expect(trouble == nil, "\(trouble ?? "") in \(String(decoding: bytes, as: UTF8.self))")
        }
    }

    @Test func mutated() throws {
        let environment = ProcessInfo.processInfo.environment
        let rounds = environment["FUZZ_ROUNDS"].flatMap(Int.init) ?? 200
        var random = SplitMix64(seed: environment["FUZZ_SEED"].flatMap(UInt64.init) ?? 42)
        let seeds = FuzzTests.seeds()
        let words = Spelling.all.map { Array($0.text.utf8) }
        let strange: [[UInt8]] = [
            "\"", "(", ")", "#", "“", "ð", "\u{A0}", "\u{301}", "３", "\n", "not ", "-", "%", "=", "日", "\r\n",
        ].map { Array($0.utf8) }
        var answers: [(input: String, answer: String)] = []
        for round in 0..<rounds {
            var bytes = seeds[Int.random(in: 0..<seeds.count, using: &random)]
            for _ in 0..<Int.random(in: 1...8, using: &random) {
                let at = Int.random(in: 0...bytes.count, using: &random)
                let length = min(bytes.count - at, Int.random(in: 0...12, using: &random))
                switch Int.random(in: 0..<6, using: &random) {
                case 0: bytes.removeSubrange(at..<at + length)
                case 1: bytes.insert(UInt8.random(in: 0...255, using: &random), at: at)
                case 2:
                    bytes.insert(contentsOf: words[Int.random(in: 0..<words.count, using: &random)] + [0x20], at: at)
                case 3: bytes.insert(contentsOf: strange[Int.random(in: 0..<strange.count, using: &random)], at: at)
                case 4: if at < bytes.count { bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &random) }
                default:
                    bytes.insert(
                        contentsOf: bytes[at..<at + length], at: Int.random(in: 0...bytes.count, using: &random))
                }
            }
            if Bool.random(using: &random) { bytes = Array(String(decoding: bytes, as: UTF8.self).utf8) }
            var told: [String] = []
            let trouble = FuzzTests.trouble(bytes, &told)
            answers.append(
                (
                    input: "\(round)\n" + String(decoding: bytes, as: UTF8.self),
                    answer: stableDigest(told.joined(separator: "\n")).hexadecimal(digits: 12)
                ))
            if let trouble {
                Issue.record("round \(round): \(trouble)\n---\n\(String(decoding: bytes, as: UTF8.self))")
                return
            }
        }
        guard environment["FUZZ_ROUNDS"] == nil, environment["FUZZ_SEED"] == nil else { return }
        let changes = try HeldAnswers("mutated.tsv").changes(answers)
        #expect(changes == nil, "\(changes ?? "")")
    }
}
