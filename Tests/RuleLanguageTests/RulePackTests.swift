import Diagnostics
import Foundation
import Testing

@testable import RuleLanguage

/// The default rule pack reads without a word of complaint and is formatted as `dondoc fmt` formats it.
struct RulePackTests {
    private static let folder = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Rules")

    @Test func isCleanAndFormatted() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: RulePackTests.folder.path)
            .filter { $0.hasSuffix(".rules") }.sorted()
        #expect(names.count == 7)
        var files: [RuleFile] = []
        for name in names {
            let text = try String(contentsOf: RulePackTests.folder.appending(path: name), encoding: .utf8)
            let source = SourceFile(path: name, text: text)
            let (file, said) = parseRules(source)
            #expect(said.isEmpty, "\(renderDiagnostics(said, sources: [source], language: .vi))")
            let formatted = printRules(file, in: .vi)
            if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] != nil {
                try formatted.write(to: RulePackTests.folder.appending(path: name), atomically: true, encoding: .utf8)
            }
            #expect(formatted == text, "\(name) is not formatted")
            files.append(file)
        }
        let said = checkRules(files, bodies: nil, programmes: nil)
        #expect(said.isEmpty, "\(renderDiagnostics(said, sources: files.map(\.source), language: .vi))")
    }
}
