import Diagnostics
import Foundation
import Testing

@testable import RuleLanguage

/// Every example of docs/rules.md is right, and those of a pair are the same program.
struct DocumentationTests {
    @Test func examples() throws {
        let url = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "docs/rules.md")
        let text = try String(contentsOf: url, encoding: .utf8)
        let examples = text.matches(of: /```rules\n((?s).*?)```/).map { String($0.output.1) }
        #expect(examples.count >= 16 && examples.count.isMultiple(of: 2))
        for pair in stride(from: 0, to: examples.count - 1, by: 2) {
            let files = examples[pair...pair + 1].map { example in
                let source = SourceFile(path: "docs/rules.md", text: example)
                let (file, said) = parseRules(source)
                let all = said + checkRules([file], bodies: nil, programmes: nil)
                #expect(all.isEmpty, "\(renderDiagnostics(all, sources: [source], language: .en))")
                return file
            }
            let areEqual = files[0].items == files[1].items
            #expect(areEqual, "\(examples[pair])")
            #expect(!files[0].items.isEmpty)
        }
    }
}
