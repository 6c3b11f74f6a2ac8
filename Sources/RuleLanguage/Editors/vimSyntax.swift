/// The syntax file for Vim, made from the keyword table.
public func vimSyntax() -> String {
    let links: [(KeywordGroup, String)] = [
        (.item, "Structure"), (.clause, "Statement"), (.instant, "Conditional"), (.unit, "Type"),
        (.recipient, "Identifier"),
        (.fact, "Function"), (.operator, "Operator"), (.value, "Constant"),
    ]
    var out = """
        " Vim syntax file
        " Language: rule files of dondoc
        " Made from the keyword table: `dondoc` has a test that compares them.

        if exists("b:current_syntax")
          finish
        endif

        syntax case ignore
        syntax iskeyword @,48-57,_,-

        """
    // The later of two that fit wins, so the longest phrases come last.
    let all = KeywordGroup.allCases.flatMap { group in group.spellings.map { (group, $0) } }
        .sorted { ($0.1.count, $0.1) < ($1.1.count, $1.1) }
    for (group, spelling) in all {
        let pattern = spelling.split(separator: " ").joined(separator: "\\_s\\+")
        out += "syntax match dondoc\(group.name) \"\\<\(pattern)\\>\"\n"
    }
    out += """

        syntax match dondocNumber "\\<\\d\\+%\\?"
        syntax match dondocDate "\\<\\d\\{4}-\\d\\{2}-\\d\\{2}\\>"
        syntax match dondocDate "\\<\\d\\{1,2}/\\d\\{1,2}/\\d\\{4}\\>"
        syntax match dondocDate "\\<\\d\\{1,2}:\\d\\{2}\\>"
        syntax match dondocComparison "[<>!=]=\\=\\|[≤≥≠]"
        syntax region dondocString start=+"+ end=+"+ oneline
        syntax match dondocComment "#.*$" contains=@Spell


        """
    for (group, link) in links { out += "highlight default link dondoc\(group.name) \(link)\n" }
    out += """
        highlight default link dondocNumber Number
        highlight default link dondocDate Number
        highlight default link dondocComparison Operator
        highlight default link dondocString String
        highlight default link dondocComment Comment

        let b:current_syntax = "dondoc"

        """
    return out
}

extension KeywordGroup {
    var name: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}
