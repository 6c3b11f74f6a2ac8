import Diagnostics
import Foundation
import Programmes
import Testing

@testable import RuleLanguage

/// Each golden holds a source, what is said of it in both languages, and what its fixes make of it. Run with
/// `UPDATE_GOLDENS=1` to write them anew, and read the difference.
struct GoldenTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Goldens")
    static let names: [String] = {
        let found = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return found.filter { $0.hasSuffix(".golden") }.sorted()
    }()

    static let mark = "\n======== "

    static func diagnostics(_ source: SourceFile) -> [Diagnostic] {
        let (file, diagnostics) = parseRules(source)
        return diagnostics
            + checkRules([file], bodies: SmallSite.bodies, programmes: SmallSite.programmes, templates: ["den-han"])
    }

    @Test(arguments: names) func golden(_ name: String) throws {
        let url = GoldenTests.folder.appending(path: name)
        let whole = try String(contentsOf: url, encoding: .utf8)
        let text = String(whole.prefix(upTo: whole.firstRange(of: GoldenTests.mark)?.lowerBound ?? whole.endIndex))
        let source = SourceFile(path: name.replacing(".golden", with: ".rules"), text: text)
        let found = GoldenTests.diagnostics(source)
        var result = text
        for language in [Language.vi, .en] {
            result += GoldenTests.mark + language.rawValue + "\n"
            result += renderDiagnostics(found, sources: [source], language: language)
        }
        let mended = GoldenTests.apply(found.compactMap(\.fixes.first), to: text)
        if mended != text {
            let left = GoldenTests.diagnostics(SourceFile(path: source.path, text: mended))
            result += GoldenTests.mark + "fixed, leaves: " + left.map(\.code).joined(separator: " ") + "\n" + mended
            // A fix must mend what it is for.
            let errors = { (list: [Diagnostic]) in list.count { $0.severity == .error } }
            #expect(errors(left) < errors(found) || errors(found) == 0)
            for diagnostic in found where !diagnostic.fixes.isEmpty {
                let alone = GoldenTests.apply([diagnostic.fixes[0]], to: text)
                let after = GoldenTests.diagnostics(SourceFile(path: source.path, text: alone))
                #expect(
                    after.count { $0.code == diagnostic.code } <= found.count { $0.code == diagnostic.code }
                        && !after.contains {
                            $0.code == diagnostic.code && $0.span == diagnostic.span && $0.message == diagnostic.message
                        },
                    "the fix of \(diagnostic.code) at \(String(describing: diagnostic.span)) mends nothing")
            }
        }
        if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] != nil {
            try result.write(to: url, atomically: true, encoding: .utf8)
        }
        let isEqual = result.unicodeScalars.elementsEqual(whole.unicodeScalars)
        #expect(isEqual, "\(name) says something else now; UPDATE_GOLDENS=1 writes it anew")
    }

    /// Edits that overlap an earlier one are left out, as an editor would.
    static func apply(_ fixes: [Diagnostic.Fix], to text: String) -> String {
        var bytes = Array(text.utf8)
        var limit = Int.max
        let sorted = fixes.enumerated().sorted {
            ($0.element.span.start, $0.offset) > ($1.element.span.start, $1.offset)
        }
        for (_, fix) in sorted where fix.span.end <= limit {
            bytes.replaceSubrange(fix.span.start..<fix.span.end, with: Array(fix.replacement.utf8))
            limit = fix.span.start
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func everyCodeHasAGoldenAndAnExplanation() throws {
        var said: Set<String> = []
        for name in GoldenTests.names {
            let text = try String(contentsOf: GoldenTests.folder.appending(path: name), encoding: .utf8)
            for match in text.matches(of: /(?:error|warning)\[(R\d+)\]/) { said.insert(String(match.output.1)) }
        }
        for code in said { #expect(explanation(of: code) != nil, "\(code) is not explained") }
        // Of whole files: BoundsTests. Of the site as a whole: Planning's tests.
        let elsewhere: Set<String> = ["R001", "R002", "R007", "R011", "R013", "R031", "R032", "R087"]
        let rules = explainedCodes.filter { $0.hasPrefix("R") && $0 < "R082" && $0 != "R080" }
        #expect(Set(rules).subtracting(said).subtracting(elsewhere) == [])
    }
}
