/// The syntax file for Kate and what else highlights with KSyntaxHighlighting, made from the keyword table.
public func kateSyntax() -> String {
    let styles: [(KeywordGroup, String)] = [
        (.item, "dsKeyword"), (.clause, "dsControlFlow"), (.instant, "dsBuiltIn"), (.unit, "dsDataType"),
        (.recipient, "dsVariable"), (.fact, "dsFunction"), (.operator, "dsOperator"), (.value, "dsConstant"),
    ]
    func rule(_ pattern: String, _ name: String) -> String {
        let text = pattern.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
        return "        <RegExpr attribute=\"\(name)\" context=\"#stay\" insensitive=\"true\" String=\"\(text)\"/>\n"
    }
    // A letter with diacritics is no end of a word.
    func word(_ pattern: String) -> String { #"(?<![\p{L}\p{M}\p{N}_-])(?:\#(pattern))(?![\p{L}\p{M}\p{N}_-])"# }
    var out = """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE language>
        <!-- Rule files of dondoc. Made from the keyword table: a test of dondoc compares them. -->
        <language name="dondoc" section="Other" extensions="*.rules" version="1" kateversion="5.0" casesensitive="0"
                  author="dondoc" license="Apache-2.0">
          <highlighting>
            <contexts>
              <context name="Normal" attribute="Normal Text" lineEndContext="#stay">
                <DetectChar attribute="Comment" context="Comment" char="#"/>
                <DetectChar attribute="String" context="String" char="&quot;"/>

        """
    // The first that fits is taken: the longest phrases come first.
    let all = KeywordGroup.allCases.flatMap { group in group.spellings.map { (group, $0) } }
        .sorted { ($1.1.count, $0.1) < ($0.1.count, $1.1) }
    for (group, spelling) in all { out += rule(word(spelling.replacing(" ", with: #"\s+"#)), group.name) }
    out += rule(#"\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{4}|\d{1,2}:\d{2}|\d+%?"#, "Number")
    out += rule("[<>!=]?=|[<>≤≥≠]", KeywordGroup.operator.name)
    out += """
              </context>
              <context name="String" attribute="String" lineEndContext="#pop">
                <DetectChar attribute="String" context="#pop" char="&quot;"/>
              </context>
              <context name="Comment" attribute="Comment" lineEndContext="#pop"/>
            </contexts>
            <itemDatas>
              <itemData name="Normal Text" defStyleNum="dsNormal"/>
              <itemData name="Comment" defStyleNum="dsComment"/>
              <itemData name="String" defStyleNum="dsString"/>
              <itemData name="Number" defStyleNum="dsDecVal"/>

        """
    for (group, style) in styles { out += "      <itemData name=\"\(group.name)\" defStyleNum=\"\(style)\"/>\n" }
    out += """
            </itemDatas>
          </highlighting>
          <general>
            <comments>
              <comment name="singleLine" start="#"/>
            </comments>
          </general>
        </language>

        """
    return out
}
