import Foundation
import JSONText
import TestKit
import Testing

@testable import LanguageServer

/// What stands at a place, and what may stand there, for each kind of name that a rule file has.
@Suite struct HoverAndCompletionTests {
    static let rules = """
        define gap = priority is urgent

        rule "nhac"
          for    tag has "tuyên truyền" and programme is "01-KH-TU"
          when   before due 7 days
          if     progress < 50%
          remind lead
          then after 3 days escalate to directing
          repeat every 7 days up to 3 times
          until  progress > 90%

        rule "khi-co-huong-dan"
          when   event "huong-dan"
          remind body "ban-dan-van"

        digest "hang-tuan"
          every  week on monday
          to     body "ban-dan-van"
          list   overdue

        test "is not so"
          task "1" deadline "ngày 30/11/2021" issued 2021-10-01 lead "a"
          on 2021-11-23 expect escalate to directing

        """

    private func editor(_ rules: String = Self.rules) throws -> Editor {
        let editor = try Editor()
        try editor.folder.write(
            Editor.programme.replacingOccurrences(of: "deadline: Thường xuyên", with: "deadline: sau khi có hướng dẫn")
                + "    event: huong-dan\n    tags: [tuyên truyền]\n", to: "programmes/01.yaml")
        try editor.folder.write(rules, to: "rules/10.rules")
        for name in ["programmes/01.yaml", "rules/10.rules"] { try editor.open(name) }
        return editor
    }

    /// The place before a text's mark `‸`, or of its first letter.
    private func place(_ name: String, _ sought: String, in editor: Editor) throws -> JSONValue {
        let text = editor.text(name)
        let found = try #require(text.range(of: sought.replacingOccurrences(of: "‸", with: "")), "\(sought)")
        let before = sought.contains("‸") ? String(sought.prefix { $0 != "‸" }) : ""
        let head = text[..<found.lowerBound] + before
        let lines = head.split(separator: "\n", omittingEmptySubsequences: false)
        return editor.at(name, lines.count - 1, lines.last?.utf16.count ?? 0)
    }

    @Test(arguments: [
        (
            "rules/10.rules", "\"‸nhac",
            "For tasks with tag has \"tuyên truyền\" and programme is \"01-KH-TU\", before due 7 days"
        ),
        ("rules/10.rules", "\"‸nhac", "if progress < 50%, remind lead; after 3 days escalate to directing"),
        ("rules/10.rules", "\"‸nhac", "repeated every 7 days, at most 3 times, until progress > 90%"),
        ("rules/10.rules", "has \"‸tuyên", "1 task has this tag"),
        ("rules/10.rules", "is \"‸01-KH-TU", "2 tasks"),
        ("rules/10.rules", "\"‸hang-tuan", "listing overdue"),
        ("rules/10.rules", "event \"‸huong-dan", "tasks that wait for it: 01-KH-TU/1.2"),
        ("rules/10.rules", "define ‸gap", "priority is urgent"),
        ("rules/10.rules", "\"ngày 30‸/11/2021", "due: Tue 2021-11-30"),
        ("rules/10.rules", "body \"‸ban-dan-van", "superior: Ban Thường vụ Tỉnh ủy (ban-thuong-vu)"),
        ("programmes/01.yaml", "event: ‸huong-dan", "tasks that wait for it: 01-KH-TU/1.2"),
        ("programmes/01.yaml", "‸event:", "“event”"),
    ])
    func hoverSays(_ name: String, _ sought: String, _ expected: String) throws {
        let editor = try editor()
        let hover = editor.ask("textDocument/hover", try place(name, sought, in: editor))
        let text = hover.at("contents", "value")?.string ?? ""
        #expect(text.replacingOccurrences(of: "\\", with: "").contains(expected), "\(text)")
    }

    @Test(arguments: [
        ("tag has \"‸", ["tuyên truyền"]), ("programme is \"‸", ["01-KH-TU"]), ("body \"‸", ["ban-dan-van", "BDV"]),
        ("event \"‸", ["huong-dan"]),
    ])
    func quotationMarksOfferTheNames(_ sought: String, _ expected: [String]) throws {
        let editor = try editor()
        #expect(Set(labels(try place("rules/10.rules", sought, in: editor), editor)).isSuperset(of: expected))
    }

    @Test func definitionsAreOfferedWhereAConditionIs() throws {
        let editor = try editor("define gap = priority is urgent\n\nrule \"nhac\"\n  for \n")
        #expect(labels(try place("rules/10.rules", "  for ‸", in: editor), editor).contains("gap"))
    }

    @Test func nothingIsOfferedInAComment() throws {
        let editor = try editor("# when before due\n" + Self.rules)
        #expect(labels(try place("rules/10.rules", "# when ‸", in: editor), editor) == [])
    }

    private func labels(_ place: JSONValue, _ editor: Editor) -> [String] {
        (editor.ask("textDocument/completion", place)["items"]?.array ?? []).compactMap { $0["label"]?.string }
    }
}
