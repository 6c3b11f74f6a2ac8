import Dates
import Diagnostics
import Foundation
import Planning
import Programmes
import SiteFiles
import Testing

/// Each golden holds the files of a broken site, after lines `======== FILE name`, and what is said of them in both
/// languages. `\xHH` stands for a byte. Run with `UPDATE_GOLDENS=1` to write them anew, and read the difference.
struct GoldenTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Goldens")
    static let names: [String] = {
        let found = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return found.filter { $0.hasSuffix(".golden") }.sorted()
    }()

    /// In a year whose days off no decree has set.
    static let today = Day(unchecked: 2027, 9, 1)
    static let fileMark = "======== FILE "
    static let resultMark = "======== SAID "

    @Test(arguments: names) func golden(_ name: String) throws {
        let url = GoldenTests.folder.appending(path: name)
        let whole = try String(contentsOf: url, encoding: .utf8)
        let end = whole.firstRange(of: GoldenTests.resultMark)?.lowerBound ?? whole.endIndex
        let text = String(whole[..<end])
        let site = TemporarySite(["bodies.yaml": TemporarySite.bodies])
        for part in text.components(separatedBy: GoldenTests.fileMark).dropFirst() {
            let lines = part.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
            site.write(String(lines[0]), bytes: GoldenTests.bytes(String(lines[1])))
        }
        var loaded = site.load()
        // What is likely not meant is said of a site without errors.
        if !loaded.diagnostics.contains(where: { $0.severity == .error }) {
            loaded = loaded.adding(reviewSite(makePlan(loaded.site), today: GoldenTests.today))
        }
        var result = text
        for language in Language.allCases {
            result += GoldenTests.resultMark + language.rawValue + "\n" + loaded.rendered(language)
        }
        result += GoldenTests.resultMark + "in force: "
        result += loaded.site.programmes.map { "\($0.id) \($0.tasks.map(\.id))" }.joined(separator: ", ") + "\n"
        if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] != nil {
            try result.write(to: url, atomically: true, encoding: .utf8)
        }
        let isEqual = result.unicodeScalars.elementsEqual(whole.unicodeScalars)
        #expect(isEqual, "\(name) says something else now; UPDATE_GOLDENS=1 writes it anew")
        // What is not an error may be silent; what is said has words in both languages and an explanation.
        for diagnostic in loaded.diagnostics {
            #expect(explanation(of: diagnostic.code) != nil, "\(diagnostic.code) is not explained")
            #expect(diagnostic.help != nil, "\(diagnostic.code) does not say what to do")
        }
    }

    static func bytes(_ text: String) -> [UInt8] {
        var result: [UInt8] = []
        var rest = text[...]
        while let escape = rest.firstRange(of: "\\x") {
            result += rest[..<escape.lowerBound].utf8
            let digits = rest[escape.upperBound...].prefix(2)
            result.append(UInt8(digits, radix: 16) ?? 0x3F)
            rest = rest[escape.upperBound...].dropFirst(2)
        }
        return result + rest.utf8
    }

    /// Every code that the readers give is explained.
    @Test func everyCodeIsExplained() throws {
        for module in ["SiteFiles", "Programmes"] {
            let folder = Folder.package + "/Sources/" + module
            for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name.hasSuffix(".swift") {
                let text = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
                for match in text.matches(of: /"(S[0-9]{3})"/) {
                    #expect(explanation(of: String(match.1)) != nil, "\(match.1) in \(name)")
                }
            }
        }
    }
}
