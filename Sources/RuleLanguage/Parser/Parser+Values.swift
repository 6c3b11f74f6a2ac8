import Dates
import Deadlines
import Diagnostics
import Programmes

extension Parser {
    /// What a fact is compared with.
    mutating func parseLiteral(of fact: Fact) -> Literal? {
        expected.kinds.insert(.value)
        switch fact {
        case .programme, .task, .title, .tag, .role, .officer:
            if isAt(.body), isAt(.string, ahead: 1) { advance() }
            if token.kind == .string {
                let text = content(token)
                advance()
                return .string(text)
            }
        case .priority: if let found = named(Literal.priorities) { return found }
        case .deadline: if let found = named(Literal.kinds) { return found }
        case .status: if let found = named(Literal.statuses) { return found }
        case .start, .due:
            if isAt(.days), isAt(.date, ahead: 1) { advance() }
            if token.kind == .date {
                advance()
                return .date(.init(number: previous.value))
            }
        case .progress:
            if token.kind == .percent || token.kind == .number {
                let value = Int(token.value)
                advance()
                if isAt(.perCent) { advance() }
                return .percent(value)
            }
        case .daysOverdue, .daysLeft, .noticesSent, .extensions, .sharesOpen, .shares:
            if token.kind == .number {
                let value = Int(token.value)
                advance()
                if fact == .noticesSent || fact == .extensions {
                    if isAt(.times) { advance() }
                } else if fact == .daysOverdue || fact == .daysLeft {
                    if isAt(.days) { advance() }
                }
                return .number(value)
            }
        case .acknowledged, .done, .cancelled, .overdue, .reported, .extended, .document, .late: break
        }
        return wrongValue(of: fact)
    }

    /// A value by its word; a mistyped one is told and taken for what was meant.
    private mutating func named(_ table: [(Keyword, Literal)]) -> Literal? {
        for (keyword, literal) in table where isAt(keyword) {
            advance()
            return literal
        }
        guard token.kind == .word else { return nil }
        for (keyword, _) in table { expected.keywords.insert(keyword) }
        guard correctMistyped(), let found = table.first(where: { $0.0 == token.keyword }) else { return nil }
        advance()
        return found.1
    }

    private mutating func wrongValue(of fact: Fact) -> Literal? {
        guard token.kind != .end, !isFirstOnLine(index), token.kind != .rightParenthesis else {
            unexpected()
            return nil
        }
        itemFailed = true
        let written = text(token.span)
        var fix: String?
        switch (fact, token.kind) {
        case (.programme, .word), (.task, .word), (.title, .word), (.tag, .word), (.role, .word),
            (.officer, .word), (.programme, .keyword),
            (.task, .keyword), (.title, .keyword), (.tag, .keyword), (.role, .keyword), (.task, .number):
            fix = "\"\(written)\""
        case (.priority, .string), (.deadline, .string), (.status, .string):
            let inner = fold(content(token))
            let table = fact == .priority ? Literal.priorities : fact == .deadline ? Literal.kinds : Literal.statuses
            fix =
                Spelling.all.first { entry in
                    table.contains { $0.0 == entry.keyword } && fold(entry.text) == inner
                }?.text
        case (.start, .string), (.due, .string), (.daysOverdue, .string), (.daysLeft, .string), (.noticesSent, .string),
            (.progress, .string), (.extensions, .string), (.sharesOpen, .string), (.shares, .string):
            let inner = content(token)
            let isDate = fact == .start || fact == .due
            let isNumber =
                !inner.isEmpty && inner.utf8.allSatisfy { 0x30...0x39 ~= $0 || (isDate && 0x2D...0x2F ~= $0) }
            if isNumber, isDate == inner.utf8.contains(where: { 0x2D...0x2F ~= $0 }) { fix = inner }
        default: break
        }
        bag.report(.wrongValue(fact, wanted: fact.wanted, fix: fix), token.span)
        let isClause = token.kind == .keyword && clauseKeywords.contains(token.keyword) && fix == nil
        if !isClause { advance() }
        return .number(0)
    }
}

extension Literal {
    static let priorities: [(Keyword, Literal)] = [
        (.low, .priority(.low)), (.normal, .priority(.normal)), (.high, .priority(.high)),
        (.urgent, .priority(.urgent)),
        (.critical, .priority(.urgent)),
    ]
    static let kinds: [(Keyword, Literal)] = [
        (.once, .deadlineKind(.once)), (.recurring, .deadlineKind(.recurring)), (.periodic, .deadlineKind(.periodic)),
        (.continuous, .deadlineKind(.continuous)), (.awaiting, .deadlineKind(.awaiting)),
        (.asNeeded, .deadlineKind(.asNeeded)), (.vague, .deadlineKind(.vague)), (.compound, .deadlineKind(.compound)),
        (.unreadable, .deadlineKind(.unreadable)), (.repeat, .deadlineKind(.recurring)),
    ]
    static let statuses: [(Keyword, Literal)] = [
        (.open, .status(.open)), (.done, .status(.done)), (.cancelled, .status(.cancelled)),
    ]
}
