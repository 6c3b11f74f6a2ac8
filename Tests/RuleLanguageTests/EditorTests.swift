import Foundation
import Testing

@testable import RuleLanguage

/// The committed syntax files are what the keyword table gives; `UPDATE_GOLDENS=1` writes them anew.
struct EditorTests {
    private static let root = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    private func expect(_ path: String, _ text: String) throws {
        let url = EditorTests.root.appending(path: path)
        if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] != nil {
            try text.write(to: url, atomically: true, encoding: .utf8)
        }
        let isEqual = try String(contentsOf: url, encoding: .utf8) == text
        #expect(isEqual, "\(path) lags behind the keyword table")
    }

    @Test func vim() throws { try expect("editors/vim/syntax/dondoc.vim", vimSyntax()) }

    @Test func kate() throws { try expect("editors/kate/dondoc.xml", kateSyntax()) }

    @Test func visualStudioCode() throws {
        let text = textMateGrammar()
        try expect("editors/vscode/syntaxes/dondoc.tmLanguage.json", text)
        let grammar = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        let patterns = try #require(grammar?["patterns"] as? [[String: String]])
        let matches = try patterns.map { try NSRegularExpression(pattern: $0["match"] ?? "(") }
        // The first pattern that fits at a place wins, as in the editor; each spelling is taken whole.
        for keyword in Keyword.allCases {
            for spelling in keyword.english + keyword.vietnamese {
                let whole = NSRange(location: 0, length: spelling.utf16.count)
                let first = zip(patterns, matches).first {
                    $0.1.firstMatch(in: spelling, range: whole)?.range.location == 0
                }
                let taken = first?.1.firstMatch(in: spelling, range: whole)?.range
                #expect(taken == whole, "\(spelling)")
            }
        }
    }
}
