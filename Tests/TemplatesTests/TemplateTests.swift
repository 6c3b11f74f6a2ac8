import Diagnostics
import Templates
import TestKit
import Testing

/// Values from a table.
private struct Values: TemplateObject {
    var values: [TemplateName: TemplateValue]

    init(_ values: [TemplateName: TemplateValue]) { self.values = values }

    func value(of name: TemplateName) -> TemplateValue { values[name] ?? .missing }
}

@Suite struct TemplateTests {
    private let values = Values([
        .recipient: .object(Values([.name: .text("Ban Dân vận")])), .rule: .text("nhắc"), .daysLeft: .number(3),
        .late: .flag(false), .isAhead: .flag(true), .role: .text(""),
        .task: .object(Values([.id: .text("1.1"), .title: .text("<Quán triệt & học>")])),
        .groups: .list([
            Values([.heading: .text("A"), .items: .list([Values([.title: .text("x")]), Values([.title: .text("y")])])]),
            Values([.items: .list([Values([.title: .text("z"), .rule: .text("riêng")])])]),
        ]), .items: .list([]),
    ])

    private func rendered(_ text: String) -> String? {
        parseTemplate(SourceFile(path: "t.mustache", text: text)).template?.rendered(values)
    }

    /// In a page what is put in is text, unless the template says that it is markup.
    @Test(arguments: [
        ("{{title}}", "&lt;Quán triệt &amp; học&gt;"), ("{{{title}}}", "<Quán triệt & học>"),
        ("{{&title}}", "<Quán triệt & học>"),
    ])
    func pages(_ text: String, _ expected: String) {
        let template = parseTemplate(SourceFile(path: "t.mustache", text: text), as: .page).template
        #expect(template?.rendered(Values([.title: .text("<Quán triệt & học>")])) == expected)
    }

    @Test(arguments: [
        ("", ""), ("a", "a"), ("{{rule}}", "nhắc"), ("{{ rule }}.", "nhắc."), ("{{task.id}} {{daysLeft}}", "1.1 3"),
        (
            "{{task.title}} {{{task.title}}} {{& task.title }}",
            "<Quán triệt & học> <Quán triệt & học> <Quán triệt & học>"
        ),
        ("{{late}}{{isAhead}}", "falsetrue"), ("{{due}}|", "|"), ("{{task.name}}|{{rule.id}}|", "||"),
        ("{{task}}|", "|"),
        ("{{#late}}x{{/late}}{{^late}}y{{/late}}", "y"), ("{{#isAhead}}x{{/isAhead}}{{^isAhead}}y{{/isAhead}}", "x"),
        ("{{#rule}}{{.}}!{{/rule}}", "nhắc!"), ("{{#task}}{{id}}{{rule}}{{/task}}", "1.1nhắc"),
        ("{{#role}}there{{/role}}", "there"), ("{{#daysLeft}}{{.}}{{/daysLeft}}", "3"),
        ("{{#due}}x{{/due}}{{^due}}none{{/due}}", "none"), ("{{#items}}x{{/items}}{{^items}}empty{{/items}}", "empty"),
        ("{{#groups}}[{{heading}}{{#items}}{{title}}{{rule}},{{/items}}]{{/groups}}", "[Axnhắc,ynhắc,][zriêng,]"),
        ("a{{! a comment\n of two lines }}b", "ab"),
        ("{{=<% %>=}}<%rule%> {{rule}}<%={{ }}=%>{{rule}}", "nhắc {{rule}}nhắc"),
        ("{ {{rule}} } }}", "{ nhắc } }}"), ("a{{> part}}b\n {{>part}}\nc", "ab\nc"),
    ])
    func renders(text: String, expected: String) { #expect(rendered(text) == expected) }

    /// A tag alone on its line takes the line with it; a variable does not.
    @Test(arguments: [
        ("a\n{{#isAhead}}\nb\n{{/isAhead}}\nc\n", "a\nb\nc\n"),
        ("a\n  {{#isAhead}}  \nb\n\t{{/isAhead}}\nc", "a\nb\nc"),
        ("a\n{{! note }}\nb", "a\nb"), ("a\n {{rule}}\nb", "a\n nhắc\nb"),
        ("{{#isAhead}}\r\nb\r\n{{/isAhead}}\r\n", "b\r\n"),
        ("{{#isAhead}}\nb{{/isAhead}}", "b"), ("a {{#isAhead}}\nb\n{{/isAhead}} c", "a \nb\n c"),
        ("  {{#isAhead}}b{{/isAhead}}\n", "  b\n"), ("a\n{{#late}}\nb\n{{/late}}", "a\n"),
    ])
    func lines(text: String, expected: String) { #expect(rendered(text) == expected) }

    @Test(arguments: [
        ("a {{rule", "S130", 2, 4), ("{{#rule}}x", "S131", 0, 9), ("x{{/rule}}", "S131", 1, 10),
        ("{{#task}}{{#rule}}{{/task}}{{/rule}}", "S131", 18, 27), ("a{{>part}}", "S132", 1, 10),
        ("{{<part}}", "S132", 0, 9),
        ("{{=a=}}", "S132", 0, 7),
        ("{{#groups}}{{#groups}}{{/groups}}{{/groups}}", "S133", 11, 22), ("{{taks.id}}", "S134", 2, 6),
        ("{{#lead}}{{name}}{{/lead}}", "S134", 9, 17), ("{{title}}", "S134", 0, 9),
        ("{{}}", "S134", 0, 4), ("{{task.}}", "S134", 0, 9), ("{{{rule}}", "S130", 0, 2),
    ])
    func faults(text: String, code: String, start: Int, end: Int) throws {
        let source = SourceFile(path: "t.mustache", text: text)
        let first = try #require(parseTemplate(source).diagnostics.first)
        #expect(first.code == code)
        #expect(first.span == Span(start, end))
        #expect(explanation(of: code) != nil)
        #expect((rendered(text) == nil) == (first.severity == .error))
    }

    /// What HTML shows is text, whatever it holds.
    @Test func markupEscapes() {
        var markup = Markup()
        markup.raw("<p>")
        markup.text("<a href=\"x\">'&'</a> ệ")
        markup.raw("</p>")
        let escaped = "<p>&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt; ệ</p>"
        #expect(String(decoding: markup.bytes, as: UTF8.self) == escaped)
    }

    @Test func namesWhatWasMeant() {
        let said = parseTemplate(SourceFile(path: "t.mustache", text: "{{tsak.id}}")).diagnostics
        #expect(said.first?.help?.en == "was “task” meant?")
    }

    /// Whatever is written ends, with spans inside the file.
    @Test func anythingEnds() throws {
        let pieces = [
            "{{", "}}", "#", "^", "/", "=", "!", "{", "}", "&", ">", "task", ".", "id", "rule", "groups", " ", "\n",
            "ệ",
        ]
        var random = SplitMix64(seed: 11)
        var answers: [(input: String, answer: String)] = []
        for _ in 0..<3000 {
            let text = (0..<Int.random(in: 0..<30, using: &random)).map { _ in
                pieces[Int.random(in: 0..<pieces.count, using: &random)]
            }.joined()
            let source = SourceFile(path: "t.mustache", text: text)
            let (template, diagnostics) = parseTemplate(source)
            let told = diagnostics.map { "\($0.code) \($0.message.en) \($0.span as Any)" }
            let said = [template?.rendered(values) ?? "-"] + told
            let digest = stableDigest(said.joined(separator: "\n")).hexadecimal(digits: 6)
            answers.append((input: text, answer: "\(diagnostics.map(\.code)) \(digest)"))
            for span in diagnostics.compactMap(\.span) {
                #expect(span.start <= span.end && span.end <= source.bytes.count, "\(text)")
            }
        }
        let changes = try HeldAnswers("templates.tsv").changes(answers)
        #expect(changes == nil, "\(changes ?? "")")
    }

    @Test func manyFaultsAreCapped() {
        let text = String(repeating: "{{/rule}}", count: 100_000)
        #expect(parseTemplate(SourceFile(path: "t.mustache", text: text)).diagnostics.count <= 101)
    }

    @Test func everyNameOfALetterHasItsMeaning() {
        for name in LetterNames.all + LetterNames.parts {
            let meaning = LetterNames.meaning(of: name)
            #expect(meaning?.vi.isEmpty == false && meaning?.en.isEmpty == false, "\(name)")
        }
        #expect(LetterNames.meaning(of: "href") == nil)
        #expect(LetterNames.meaning(of: "") == nil)
    }

    @Test func tagsAreFoundWithTheirPlaces() {
        let source = SourceFile(path: "x", text: "a{{#facts}}{{ label }}{{/facts}}{{! b }}{{=<% %>=}}<%due%><%^x")
        let tags = templateTags(source)
        #expect(tags.map(\.name) == ["facts", "label", "facts", "b", "<% %>", "due"])
        #expect(tags.map(\.kind) == [.opening, .variable, .closing, .other, .other, .variable])
        #expect(tags[1].nameSpan == Span(14, 19) && tags[1].span == Span(11, 22))
    }
}
