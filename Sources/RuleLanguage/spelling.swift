public import Diagnostics

/// The spelling that most of a file's keywords are written in; Vietnamese where neither prevails.
public func spelling(of source: SourceFile) -> Language {
    var bag = DiagnosticBag(path: source.path)
    guard let (tokens, _) = lexRules(source, into: &bag) else { return .vi }
    var balance = 0
    for token in tokens where token.kind == .keyword {
        let text = fold(String(decoding: source.bytes[Int(token.start)..<Int(token.end)], as: UTF8.self))
        balance += Keyword.spellings[Int(token.keyword.rawValue)].en.contains(text) ? 1 : -1
    }
    return balance > 0 ? .en : .vi
}
