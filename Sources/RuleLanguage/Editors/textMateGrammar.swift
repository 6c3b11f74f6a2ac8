/// The TextMate grammar, which VS Code reads, as JSON; made from the keyword table.
public func textMateGrammar() -> String {
    let scopes: [(KeywordGroup, String)] = [
        (.item, "storage.type.item"), (.clause, "keyword.control.clause"), (.instant, "keyword.other.instant"),
        (.unit, "support.type.unit"), (.recipient, "variable.language.recipient"), (.fact, "support.function.fact"),
        (.operator, "keyword.operator.word"), (.value, "constant.language.value"),
    ]
    var patterns: [(name: String, match: String)] = [
        ("comment.line.number-sign", "#.*$"),
        ("string.quoted.double", "\"(?:[^\"]|\"\")*\"?"),
        ("constant.numeric.date", "\\b(\\d{4}-\\d{2}-\\d{2}|\\d{1,2}/\\d{1,2}/\\d{4}|\\d{1,2}:\\d{2})\\b"),
        ("constant.numeric", "(?<![\\p{L}\\p{M}\\d_-])\\d+%?"),
        ("keyword.operator.comparison", "<=|>=|!=|<>|[<>=≤≥≠]"),
    ]
    // All phrases of all groups in one order: a long one of one group may begin with a short one of another.
    let all = KeywordGroup.allCases.flatMap { group in group.spellings.map { (group, $0) } }
        .sorted { ($1.1.count, $0.1) < ($0.1.count, $1.1) }
    var runs: [(group: KeywordGroup, spellings: [String])] = []
    for (group, spelling) in all {
        if runs.last?.group == group {
            runs[runs.count - 1].spellings.append(spelling)
        } else {
            runs.append((group, [spelling]))
        }
    }
    for (group, spellings) in runs {
        let words = spellings.map { $0.split(separator: " ").joined(separator: "\\s+") }.joined(separator: "|")
        let scope = scopes.first { $0.0 == group }?.1 ?? ""
        patterns.append((scope, "(?i)(?<![\\p{L}\\p{M}\\d_-])(\(words))(?![\\p{L}\\p{M}\\d_-])"))
    }
    var out = """
        {
          "$schema": "https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json",
          "name": "dondoc rules",
          "scopeName": "source.dondoc",
          "fileTypes": ["rules"],
          "patterns": [

        """
    out += patterns.map { pattern in
        "    { \"name\": \(jsonString(pattern.name + ".dondoc")), \"match\": \(jsonString(pattern.match)) }"
    }.joined(separator: ",\n")
    return out + "\n  ]\n}\n"
}

private func jsonString(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
        if scalar == "\"" || scalar == "\\" { out += "\\" }
        out.unicodeScalars.append(scalar)
    }
    return out + "\""
}
