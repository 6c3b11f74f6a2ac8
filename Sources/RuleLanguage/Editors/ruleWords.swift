public import Diagnostics

/// A word, text or number of a rule file, as an editor colours and looks it up.
public struct RuleWord: Hashable, Sendable {
    /// By the keyword's part in the grammar, so that both spellings have the same colours.
    public enum Kind: Hashable, Sendable {
        case item, clause, instant, unit, recipient, fact, `operator`, value
        /// A word that is no keyword: a name that a `define` gives, or a mistyped one.
        case name
        case string, number, date, sign, comment
    }

    /// What a text or name stands for, by the word before it.
    public enum Subject: Hashable, Sendable {
        case body, tag, programme, task, event, template, title, deadline, item, definition, officer
    }

    /// Of a keyword its group, of anything else what it is by itself.
    public let kind: Kind
    /// With the quotation marks of a text.
    public let span: Span
    /// The text without its quotation marks, and where it stands; of other words the word.
    public let text: String
    /// Without the quotation marks; the same as `span` for anything but a text.
    public let textSpan: Span
    /// nil where it stands for nothing that the site or the file could know.
    public let subject: Subject?
}

/// The words of a rule file in order, also of one with errors; none of one that is too large or not UTF-8.
public func ruleWords(_ source: SourceFile) -> [RuleWord] {
    var bag = DiagnosticBag(path: source.path)
    guard let (tokens, comments) = lexRules(source, into: &bag) else { return [] }
    let parser = Parser(source: source, tokens: tokens, bag: bag)
    var words: [RuleWord] = []
    words.reserveCapacity(tokens.count + comments.count)
    var subject: RuleWord.Subject?
    for token in tokens {
        switch token.kind {
        case .end: continue
        case .keyword:
            subject = token.keyword.subject(after: subject)
            words.append(RuleWord(.init(token.keyword.group), token.span, parser.text(token.span)))
        case .word:
            words.append(RuleWord(.name, token.span, parser.text(token.span), subject: .definition))
        case .string:
            words.append(parser.word(ofString: token, subject))
        case .number, .percent: words.append(RuleWord(.number, token.span, parser.text(token.span)))
        case .date, .time:
            subject = nil
            words.append(RuleWord(.date, token.span, parser.text(token.span)))
        case .comma, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .leftParenthesis,
            .rightParenthesis:
            words.append(RuleWord(.sign, token.span, parser.text(token.span)))
        }
    }
    words += comments.map { RuleWord(.comment, $0.span, parser.text($0.span)) }
    return words.sorted { $0.span.start < $1.span.start }
}

extension RuleWord {
    fileprivate init(
        _ kind: Kind, _ span: Span, _ text: String, textSpan: Span? = nil, subject: Subject? = nil
    ) {
        self.kind = kind
        self.span = span
        self.text = text
        self.textSpan = textSpan ?? span
        self.subject = subject
    }
}

extension RuleWord.Kind {
    init(_ group: KeywordGroup) {
        self =
            switch group {
            case .item: .item
            case .clause: .clause
            case .instant: .instant
            case .unit: .unit
            case .recipient: .recipient
            case .fact: .fact
            case .operator: .operator
            case .value: .value
            }
    }
}

extension Parser {
    fileprivate func word(ofString token: Token, _ subject: RuleWord.Subject?) -> RuleWord {
        let whole = text(token.span)
        let (first, last) = [(1, 1), (1, 0), (1, 2), (0, 1)][Int(token.value)]
        let start = token.span.start + whole.prefix(first).utf8.count
        let end = max(start, token.span.end - whole.suffix(last).utf8.count)
        return RuleWord(.string, token.span, content(token), textSpan: Span(start, end), subject: subject)
    }
}

extension Keyword {
    /// What a text behind the keyword stands for; operators leave it as it was.
    fileprivate func subject(after before: RuleWord.Subject?) -> RuleWord.Subject? {
        switch self {
        case .is, .isNot, .has, .hasNot, .not: before
        case .body, .directing, .lead, .executing, .coordinating, .monitoring, .of, .superiorOf: .body
        case .tag: .tag
        case .programme: .programme
        case .task: .task
        case .event: .event
        case .using: .template
        case .title: .title
        case .deadline: .deadline
        case .officer: .officer
        case .rule, .digest, .mute, .test: .item
        default: nil
        }
    }
}
