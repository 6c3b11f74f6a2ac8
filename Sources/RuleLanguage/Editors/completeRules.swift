public import Diagnostics

/// What may stand at a place of a rule file.
public struct RuleCompletion: Sendable {
    /// In the spelling asked for, those that are looked for at this very place first.
    public let keywords: [String]
    /// A text in quotation marks may stand here, and what it would name.
    public let subject: RuleWord.Subject?
    /// Whether a text in quotation marks may stand here at all, whatever it names.
    public let takesString: Bool
    /// A name that a `define` gives may stand here.
    public let takesName: Bool
}

/// What the parser would accept behind the first bytes of a file.
/// - Parameter offset: of the beginning of the word that is being typed.
public func completeRules(_ source: SourceFile, at offset: Int, in language: Language) -> RuleCompletion {
    let before = SourceFile(path: source.path, bytes: Array(source.bytes[..<offset]))
    var bag = DiagnosticBag(path: source.path)
    guard let (tokens, _) = lexRules(before, into: &bag) else {
        return RuleCompletion(keywords: [], subject: nil, takesString: false, takesName: false)
    }
    var parser = Parser(source: before, tokens: tokens, bag: bag)
    _ = parser.parseFile()
    // The parser stands at the end: what it looked for there and did not find is what may follow.
    let expected = parser.expected
    let sure = expected.keywords
    var more = expected.unlisted
    if expected.kinds.contains(.condition) { more.formUnion(Parser.factKeywords) }
    // Where something is missing right here no new clause can begin.
    let end = Int(parser.previous.end)
    let isIncomplete = parser.bag.finished().contains { $0.span == Span(end, end) } && tokens.count > 1
    let isInItem = tokens.contains { $0.kind == .keyword && Parser.items.contains($0.keyword) }
    if isInItem, !isIncomplete { more.formUnion(parser.clauseKeywords) }
    if !isInItem || !isIncomplete && startsLine(offset, in: source.bytes) { more.formUnion(Parser.items) }
    let later = more.elements.filter { !sure.contains($0) }
    let keywords = (sure.elements + later).compactMap { (language == .vi ? $0.vietnamese : $0.english).first }
    var subject: RuleWord.Subject?
    if let last = ruleWords(before).last(where: { $0.kind != .sign && $0.kind != .comment && $0.kind != .operator }) {
        // A text that would stand here shows what it would stand for.
        let probe = SourceFile(path: source.path, bytes: before.bytes + Array("\"x\"".utf8))
        subject = ruleWords(probe).last { $0.kind == .string && $0.span.start >= last.span.end }?.subject
    }
    let takesString = expected.kinds.contains(.string) || expected.kinds.contains(.value)
    return RuleCompletion(
        keywords: keywords, subject: subject, takesString: takesString,
        takesName: expected.kinds.contains(.name) || expected.kinds.contains(.condition))
}

private func startsLine(_ offset: Int, in bytes: [UInt8]) -> Bool {
    var at = offset
    while at > 0, bytes[at - 1] == 0x20 || bytes[at - 1] == 0x09 { at -= 1 }
    return at == 0 || bytes[at - 1] == 0x0A || bytes[at - 1] == 0x0D
}

/// A keyword of an item as both languages write it: what the outline of a file shows.
public func printItemKind(_ item: Item, in language: Language) -> String {
    let keyword: Keyword =
        switch item {
        case .rule: .rule
        case .digest: .digest
        case .mute: .mute
        case .defaults: .defaults
        case .define: .define
        case .test: .test
        }
    return (language == .vi ? keyword.vietnamese : keyword.english).first ?? ""
}

/// A cycle as the formatter writes it.
public func printCycle(_ cycle: Cycle, in language: Language) -> String {
    printWhen(.every(cycle), in: language)
}
