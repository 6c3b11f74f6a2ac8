import Dates
import Diagnostics
import Planning
import Programmes
import TestKit
import Testing

@testable import SiteFiles

/// Mutated files never stop the program, and what is said of them points into them.
struct FuzzTests {
    static let site = Site(
        settings: Settings(),
        bodies: Array(TemporarySite.bodies.utf8).withUnsafeBufferPointer { readBodies($0, path: "b").directory },
        programmes: [], ruleFiles: [], calendar: .vietnam)

    private let shared = SharedTexts(site: FuzzTests.site)

    private func mutate(_ bytes: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
        var bytes = bytes
        let spice = Array(":-#[]{}&*!|>'\"%@`,;\n\r\t \\?~<=0é\u{301}\u{FEFF}".utf8)
        for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
            let at = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0: bytes[at] = spice.randomElement(using: &random) ?? 0
            case 1: bytes.insert(spice.randomElement(using: &random) ?? 0, at: at)
            case 2: bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 1...12, using: &random)))
            case 3:
                bytes.insert(
                    contentsOf: bytes[at..<min(bytes.count, at + 30)], at: Int.random(in: 0...at, using: &random))
            default: bytes[at] = UInt8.random(in: 0...255, using: &random)
            }
        }
        return bytes
    }

    private func fuzz(
        _ text: String, seed: UInt64, _ read: (UnsafeBufferPointer<UInt8>) -> FileReport
    ) {
        var random = SplitMix64(seed: seed)
        for round in 0..<1500 {
            // The loader lets only valid UTF-8 through.
            let bytes = Array(String(decoding: mutate(Array(text.utf8), &random), as: UTF8.self).utf8)
            let report = bytes.withUnsafeBufferPointer(read)
            for diagnostic in report.diagnostics {
                for span in [diagnostic.span].compactMap({ $0 }) + diagnostic.labels.map(\.span)
                    + diagnostic.fixes.map(\.span)
                {
                    let isInside = 0 <= span.start && span.start <= span.end && span.end <= bytes.count
                    #expect(isInside, "round \(round) of seed \(seed): \(diagnostic.code) \(span) of \(bytes.count)")
                }
            }
        }
    }

    @Test func programmesInYAML() {
        for (seed, text) in zip(1..., [FormatTests.english, FormatTests.vietnamese]) {
            fuzz(text, seed: UInt64(seed)) { readProgrammeYAML($0, path: "a", name: "a", shared: shared).report }
        }
    }

    @Test func programmesInCSV() {
        fuzz(FormatTests.csv, seed: 3) { readProgrammeCSV($0, path: "a", name: "a", shared: shared).report }
    }

    @Test func otherFiles() {
        fuzz(TemporarySite.bodies, seed: 4) { readBodies($0, path: "a").report }
        fuzz(
            "off:\n  - date: 2027-02-05 to 2027-02-11\n    name: Tết\n  - 2027-04-30\nworking: [2027-02-20]\n", seed: 5
        ) {
            readCalendar($0, path: "a").report
        }
        fuzz(
            "timezone: Asia/Ho_Chi_Minh\nlanguage: vi\nreading:\n  periodic: every 6 months\n  before: lax\nterms:\n  party: [2020-2025]\n",
            seed: 6
        ) {
            readSettings($0, path: "a", defaults: SitePaths(), zone: { _ in nil }).report
        }
    }

    /// Long runs of what opens something: time grows no faster than the file.
    @Test(arguments: ["[", "{", "- ", "? ", "a: {b: ", "\"", "|\n ", "&a ", "#: a\n", ",", ";", "\"\","])
    func manyOpenings(_ piece: String) {
        let bytes = Array(String(repeating: piece, count: 20_000).utf8)
        bytes.withUnsafeBufferPointer {
            _ = readProgrammeYAML($0, path: "a", name: "a", shared: shared)
            _ = readProgrammeCSV($0, path: "a", name: "a", shared: shared)
            _ = readBodies($0, path: "a")
        }
    }
}
