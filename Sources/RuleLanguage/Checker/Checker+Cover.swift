import Diagnostics

extension Checker {
    /// Rules that another always covers: the same instants, recipients and chain or more, for the same tasks or more.
    mutating func checkCover() {
        var rules: [(file: Int, rule: Rule)] = []
        for (file, ruleFile) in files.enumerated() where ruleFile.isWhole && !bags[file].hasErrors {
            for case .rule(let rule) in ruleFile.items { rules.append((file, rule)) }
        }
        guard rules.count > 1 else { return }
        var search = CoverSearch(rules.map(\.rule), texts: ConditionTexts(definitions, order: settled))
        for (i, covered) in rules.enumerated() {
            guard let j = search.cover(of: i, canHold: canHold) else { continue }
            current = covered.file
            let cover = rules[j]
            let label = Diagnostic.Label(
                span: cover.rule.name.span, message: Wording(vi: "quy tắc này", en: "by this one"))
            report(
                .covered(covered.rule.name.text, by: cover.rule.name.text), covered.rule.name.span,
                labels: cover.file == covered.file ? [label] : [])
        }
        if search.isCut, let last = rules.last {
            current = last.file
            report(.coverCut(rules.count), nil)
        }
    }
}
