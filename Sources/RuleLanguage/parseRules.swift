public import Diagnostics

/// Reads a rule file. Recovers at the next clause or item: what is well-formed is in the tree, and every error is told
/// once, at most ``RuleLimits/errors`` of them. An item that cannot be understood is left out; one with an error that
/// leaves its meaning clear is kept, for the checker to look at: the file as a whole is then still not to be used.
/// Time is linear in the file's size.
public func parseRules(_ source: SourceFile) -> (file: RuleFile, diagnostics: [Diagnostic]) {
    var bag = DiagnosticBag(path: source.path)
    guard let (tokens, comments) = lexRules(source, into: &bag) else {
        return (RuleFile(source: source, items: [], isWhole: false), bag.finished())
    }
    var parser = Parser(source: source, tokens: tokens, bag: bag)
    let (items, layouts) = parser.parseFile()
    let file = RuleFile(
        source: source, items: items, layouts: layouts, comments: comments, isWhole: !parser.bag.hasErrors)
    return (file, parser.bag.finished())
}
