import Diagnostics
import Testing

@testable import RuleLanguage

struct PrinterTests {
    private func tree(_ text: String) -> (file: RuleFile, said: [Diagnostic]) {
        let source = SourceFile(path: "a.rules", text: text)
        let (file, said) = parseRules(source)
        return (file, said)
    }

    /// parse(print(tree)) is the tree, in both languages; printing what was printed changes nothing.
    @Test func printingThenParsingGivesTheTree() {
        for seed in 0..<400 as Range<UInt64> {
            var generator = TreeGenerator(seed: seed)
            let items = generator.items()
            for language in Language.allCases {
                let text = printRules(RuleFile(source: SourceFile(path: "", text: ""), items: items), in: language)
                let (file, said) = tree(text)
                let isSame = file.items == items
                #expect(isSame && said.isEmpty, "seed \(seed):\n\(text)\(said.first.map { "\($0)" } ?? "")")
                let again = printRules(file, in: language)
                #expect(again == text, "seed \(seed)")
                let other: Language = language == .vi ? .en : .vi
                let back = printRules(tree(printRules(file, in: other)).file, in: language)
                #expect(back == text, "seed \(seed), there and back")
                if !isSame || again != text || back != text { return }
            }
        }
    }

    @Test func commentsStayWhereTheyWere() {
        let text = """
            # The rules of the office
            # in two lines

            # of the rule
            rule "a" # behind the head
              remind lead # whom
              # before when
              when before due 30 days, # in the middle
                7 days # behind when
              # indented, at the end

            # of the digest
            digest "b" every week # how often
              at 7:00 # when
              # to whom
              to monitoring list overdue
            # at the end
            """
        let expected = """
            # The rules of the office
            # in two lines

            # of the rule
            rule "a"  # behind the head
              # before when
              # in the middle
              when   before due 30 days, 7 days  # behind when
              remind lead  # whom
              # indented, at the end

            # of the digest
            digest "b"
              # how often
              every  week at 07:00  # when
              # to whom
              to     monitoring
              list   overdue

            # at the end

            """
        let once = printRules(tree(text).file, in: .en)
        #expect(once == expected)
        #expect(printRules(tree(once).file, in: .en) == once)
        let vietnamese = printRules(tree(once).file, in: .vi)
        #expect(printRules(tree(vietnamese).file, in: .en) == once)
    }

    @Test func noCommentIsLost() {
        // A comment behind every word.
        let words = [
            "rule", "\"a\"", "for", "priority", ">=", "high", "when", "before", "due", "7", "days", "remind", "lead",
            "digest", "\"d\"",
            "every", "week", "at", "08:00", "to", "monitoring", "list", "overdue", "mute", "\"m\"", "from",
            "2022-01-31", "to",
            "2022-02-06", "defaults", "at", "08:00", "define", "x", "=", "overdue", "test", "\"t\"", "task", "lead",
            "\"b\"",
        ]
        var text = ""
        for (i, word) in words.enumerated() { text += word + " # c\(i).\n" }
        let (file, said) = tree(text)
        #expect(said.isEmpty)
        for language in Language.allCases {
            let printed = printRules(file, in: language)
            for i in words.indices { #expect(printed.contains("# c\(i).")) }
            #expect(printRules(tree(printed).file, in: language) == printed)
        }
    }

    @Test func longLinesAreFilled() {
        let names = (0..<20).map { "tag has \"trọng điểm \($0)\"" }.joined(separator: " and ")
        let printed = printRules(tree("define x = " + names).file, in: .en)
        #expect(printed.split(separator: "\n").allSatisfy { $0.count <= 100 })
        #expect(printRules(tree(printed).file, in: .en) == printed)
    }
}
