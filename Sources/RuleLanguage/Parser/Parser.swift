import Dates
import Diagnostics

/// Recursive descent over the tokens of one file. A `parse…` gives the construct or reports an error and gives nil; the
/// caller then goes on at the next clause or item.
struct Parser {
    let source: SourceFile
    var tokens: [Token]
    var index = 0
    var bag: DiagnosticBag
    /// What was looked for at the present token and not found.
    var expected = Expectation()

    // Of the item at hand.
    var item: Keyword = .rule
    var clauseKeywords = KeywordSet.empty
    var layouts: [ClauseLayout] = []
    var openClause: (kind: ClauseKind, start: Int)?
    var seen: [ClauseKind: Span] = [:]
    /// The last comparison, from its fact to before its value: what `or continuous` leaves out.
    var lastComparison: (fact: Fact, comparison: Comparison, span: Span)?
    /// Where a word was last taken for another: what does not fit right behind it is not told too.
    var correctedAt = -1
    /// Whether the item has an error: what it lacks is then not held against it.
    var itemFailed = false

    init(source: SourceFile, tokens: [Token], bag: DiagnosticBag) {
        self.source = source
        self.tokens = tokens
        self.bag = bag
    }

    static let items = KeywordSet(.rule, .digest, .mute, .defaults, .define, .test)

    static func clauses(of item: Keyword) -> KeywordSet {
        switch item {
        case .rule:
            KeywordSet(
                .for, .when, .if, .remind, .escalateTo, .thenAfter, .repeat, .until, .severity, .at, .on, .using,
                .groupBy,
                .catchUp, .catchUpAtOnce)
        case .digest: KeywordSet(.every, .at, .on, .to, .list, .groupBy, .severity, .using)
        case .mute: KeywordSet(.from, .for, .because, .then)
        case .defaults: KeywordSet(.at, .on, .groupBy, .catchUp, .catchUpAtOnce, .severity)
        case .test: KeywordSet(.task, .given, .on)
        default: .empty
        }
    }

    // MARK: Tokens

    var token: Token { tokens[index] }

    /// The last token taken.
    var previous: Token { tokens[max(0, index - 1)] }

    mutating func advance() {
        if index < tokens.count - 1 { index += 1 }
        expected = Expectation()
    }

    @inline(__always)
    mutating func at(_ keyword: Keyword) -> Bool {
        if token.kind == .keyword, token.keyword == keyword { return true }
        expected.keywords.insert(keyword)
        return false
    }

    @inline(__always)
    mutating func at(_ kind: Token.Kind, _ name: Expectation.Kinds) -> Bool {
        if token.kind == kind { return true }
        expected.kinds.insert(name)
        return false
    }

    @inline(__always)
    mutating func take(_ keyword: Keyword) -> Bool {
        guard at(keyword) else { return false }
        advance()
        return true
    }

    @inline(__always)
    mutating func take(_ kind: Token.Kind, _ name: Expectation.Kinds) -> Bool {
        guard at(kind, name) else { return false }
        advance()
        return true
    }

    /// Looks without making it an expectation.
    func isAt(_ keyword: Keyword, ahead: Int = 0) -> Bool {
        let i = index + ahead
        return i < tokens.count && tokens[i].kind == .keyword && tokens[i].keyword == keyword
    }

    func isAt(_ keyword: Keyword, before: Int) -> Bool { isAt(keyword, ahead: -min(before, index)) }

    func isAt(_ kind: Token.Kind, ahead: Int = 0) -> Bool {
        let i = index + ahead
        return i < tokens.count && tokens[i].kind == kind
    }

    /// The keyword here, if it is one of a set; a mistyped one is told and taken for what was meant.
    mutating func keyword(of set: KeywordSet) -> Keyword? {
        if token.kind == .keyword, set.contains(token.keyword) { return token.keyword }
        expected.keywords.formUnion(set)
        guard correctMistyped(), set.contains(token.keyword) else { return nil }
        return token.keyword
    }

    func text(_ span: Span) -> String { String(decoding: source.bytes[span.start..<span.end], as: UTF8.self) }

    /// The inside of a string token; its quotation marks may be ones of print, and one of them missing.
    func content(_ token: Token) -> String {
        var text = Substring(self.text(token.span))
        // As the lexer marks it: whole, not closed, not closed but ending in two marks, not opened.
        let (first, last) = [(1, 1), (1, 0), (1, 2), (0, 1)][Int(token.value)]
        text.removeFirst(min(text.count, first))
        text.removeLast(min(text.count, last))
        guard text.utf8.contains(0x22) else { return String(text) }
        var single = ""
        var isSecond = false
        for scalar in text.unicodeScalars {
            isSecond = scalar == "\"" && !isSecond
            if scalar != "\"" || isSecond { single.unicodeScalars.append(scalar) }
        }
        return single
    }

    /// Nothing but white space and comments stands before the token on its line.
    func isFirstOnLine(_ i: Int) -> Bool {
        guard i > 0 else { return true }
        for offset in Int(tokens[i - 1].end)..<max(Int(tokens[i - 1].end), Int(tokens[i].start)) {
            if source.bytes[offset] == 0x0A || source.bytes[offset] == 0x0D { return true }
        }
        return false
    }

    // MARK: The file

    mutating func parseFile() -> (items: [Item], layouts: [ItemLayout]) {
        var items: [Item] = []
        var itemLayouts: [ItemLayout] = []
        while token.kind != .end {
            guard let keyword = itemKeyword() else { continue }
            let start = Int(token.start)
            if items.count == RuleLimits.items {
                bag.report(.tooManyItems, token.span)
                break
            }
            beginItem(keyword)
            let parsed = parseItem(keyword)
            closeClause()
            guard let parsed else { continue }
            items.append(parsed)
            itemLayouts.append(ItemLayout(span: Span(start, Int(previous.end)), clauses: layouts))
        }
        return (items, itemLayouts)
    }

    /// The keyword that begins an item; else an error, and the parser stands at the next one.
    private mutating func itemKeyword() -> Keyword? {
        if token.kind == .keyword, Parser.items.contains(token.keyword) { return token.keyword }
        expected.keywords.formUnion(Parser.items)
        if correctMistyped(), Parser.items.contains(token.keyword) { return token.keyword }
        let (span, found) = (token.span, shown(token))
        bag.report(.noItem(found: found), span)
        advance()
        while token.kind != .end, !beginsItem(index) { advance() }
        return nil
    }

    /// An item's keyword where an item may begin: at the start of a line, or followed as an item's is.
    func beginsItem(_ i: Int) -> Bool {
        guard tokens[i].kind == .keyword, Parser.items.contains(tokens[i].keyword) else { return false }
        if isFirstOnLine(i) { return true }
        let next = tokens[min(i + 1, tokens.count - 1)].kind
        return tokens[i].keyword == .define ? next == .word : next == .string
    }

    private mutating func beginItem(_ keyword: Keyword) {
        item = keyword
        clauseKeywords = Parser.clauses(of: keyword)
        layouts = []
        openClause = nil
        seen = [:]
        itemFailed = false
        advance()
    }

    private mutating func parseItem(_ keyword: Keyword) -> Item? {
        switch keyword {
        case .rule: parseRule().map(Item.rule)
        case .digest: parseDigest().map(Item.digest)
        case .mute: parseMute().map(Item.mute)
        case .defaults: .defaults(parseDefaults())
        case .define: parseDefine().map(Item.define)
        default: parseTest().map(Item.test)
        }
    }

    // MARK: Clauses

    /// The keyword of the next clause, taken; nil at the end of the item.
    mutating func nextClause() -> Keyword? {
        closeClause()
        while true {
            if token.kind == .end { return nil }
            if token.kind == .keyword {
                if clauseKeywords.contains(token.keyword) { return takeClause(token.keyword) }
                if Parser.items.contains(token.keyword) { return nil }
                if item == .digest, token.keyword == .send { return takeClause(.to) }
                if item == .mute, token.keyword == .thenAfter { return takeClause(.then) }
                if item == .rule, token.keyword == .after || token.keyword == .then,
                    isAt(.number, ahead: 1) || isAt(.remind, ahead: 1) || isAt(.escalateTo, ahead: 1)
                {
                    // "sau 7 ngày báo cáo", "then escalate": the step's two words.
                    let meant = spelled(.thenAfter, like: token)
                    itemFailed = true
                    bag.report(
                        .wrongWord(text(token.span), meant: meant, isEnough: isAt(.number, ahead: 1)), token.span)
                    correctedAt = index
                    return takeClause(.thenAfter)
                }
                if Parser.allClauses.contains(token.keyword), isFirstOnLine(index) {
                    itemFailed = true
                    bag.report(.strayClause(clause: token.keyword, item: item), token.span)
                    recover()
                    continue
                }
            }
            if item == .test, token.kind == .date, isAt(.expect, ahead: 1) {
                itemFailed = true
                bag.report(.missingOn(spelled(.on, like: tokens[index + 1])), token.span)
                openClause = (.statement, Int(token.start))
                return .on
            }
            expected.kinds.formUnion([.clause, .item])
            expected.unlisted.formUnion(clauseKeywords.union(Parser.items))
            if correctMistyped() { continue }
            unexpected(isComplete: true)
            recover()
        }
    }

    private static let allClauses = [Keyword.rule, .digest, .mute, .defaults, .test].reduce(KeywordSet.empty) {
        $0.union(clauses(of: $1))
    }.union(KeywordSet(.send))

    private mutating func takeClause(_ keyword: Keyword) -> Keyword {
        openClause = (clauseKind(keyword), Int(token.start))
        advance()
        return keyword
    }

    mutating func closeClause() {
        guard let open = openClause else { return }
        layouts.append(ClauseLayout(kind: open.kind, span: Span(open.start, max(open.start, Int(previous.end)))))
        openClause = nil
    }

    private func clauseKind(_ keyword: Keyword) -> ClauseKind {
        switch keyword {
        case .for: .for
        case .when: .when
        case .if: .if
        case .remind, .escalateTo: .action
        case .thenAfter: .step
        case .repeat: .repeat
        case .until: .until
        case .severity: .severity
        case .at: .at
        case .on: item == .test ? .statement : .workingDays
        case .using: .template
        case .groupBy: .grouping
        case .catchUp, .catchUpAtOnce: .catchUp
        case .every: .every
        case .to, .send: .to
        case .list: .list
        case .from: .from
        case .because: .because
        case .then: .then
        default: .statement
        }
    }

    /// Notes that a clause stands here; a second one of its kind is an error. Call it with the clause's keyword taken.
    mutating func once(_ keyword: Keyword) -> Bool {
        guard let kind = openClause?.kind else { return true }
        if let first = seen[kind] {
            itemFailed = true
            bag.report(
                .duplicateClause(keyword), previous.span,
                labels: [.init(span: first, message: Wording(vi: "lần đầu ở đây", en: "first here"))])
            return false
        }
        seen[kind] = previous.span
        return true
    }

    /// Goes on to the next clause or item. Words that also stand inside clauses count only at the start of a line.
    mutating func recover() {
        let sure = KeywordSet(
            .when, .if, .remind, .escalateTo, .thenAfter, .repeat, .until, .severity, .because, .catchUp,
            .catchUpAtOnce)
        itemFailed = true
        let isProgress = beginsItem(index) || (isFirstOnLine(index) && openClause != nil)
        if token.kind != .end, !isProgress { advance() }
        while token.kind != .end {
            if token.kind == .keyword {
                if beginsItem(index) { return }
                let known = clauseKeywords.contains(token.keyword) || (item == .digest && token.keyword == .send)
                if known, sure.contains(token.keyword) || isFirstOnLine(index) { return }
            } else if token.kind == .word, isFirstOnLine(index), looksLikeClause() {
                return
            }
            advance()
        }
    }
}
