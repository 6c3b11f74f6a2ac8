import Diagnostics
import Foundation
import Testing

@testable import RuleLanguage

/// Every example of docs/rules.md, and of its Vietnamese sister, is right, and those of a pair are the same program.
struct DocumentationTests {
    @Test(arguments: ["docs/rules.md", "docs/vi/rules.md"]) func examples(_ page: String) throws {
        let url = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: page)
        let text = try String(contentsOf: url, encoding: .utf8)
        let examples = text.matches(of: /```rules\n((?s).*?)```/).map { String($0.output.1) }
        #expect(examples.count >= 16 && examples.count.isMultiple(of: 2))
        for pair in stride(from: 0, to: examples.count - 1, by: 2) {
            let files = examples[pair...pair + 1].map { example in
                let source = SourceFile(path: page, text: example)
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
