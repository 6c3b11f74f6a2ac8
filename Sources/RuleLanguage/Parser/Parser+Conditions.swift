import Dates
import Deadlines
import Diagnostics
import Programmes

extension Parser {
    static let factKeywords = KeywordSet(
        .programme, .task, .title, .tag, .priority, .deadline, .start, .due, .directing, .lead, .executing,
        .coordinating,
        .monitoring, .status, .progress, .acknowledged, .done, .cancelled, .overdue, .daysOverdue, .daysLeft,
        .noticesSent, .officer, .reported, .extended, .extensions, .sharesOpen, .shares, .document, .late)

    /// A whole condition; an error has been told and skipped where there is none.
    mutating func parseCondition() -> Condition? {
        var terms = 0
        guard var condition = parseOr(depth: 0, terms: &terms) else {
            recover()
            return nil
        }
        while token.kind == .rightParenthesis, !isFirstOnLine(index) {
            unexpected()
            advance()
            guard isAt(.and) || isAt(.or) else { continue }
            let isAnd = isAt(.and)
            advance()
            guard let right = parseOr(depth: 0, terms: &terms) else {
                recover()
                return nil
            }
            condition = isAnd ? .and(condition, right) : .or(condition, right)
        }
        return condition
    }

    private mutating func parseOr(depth: Int, terms: inout Int) -> Condition? {
        guard var left = parseAnd(depth: depth, terms: &terms) else { return nil }
        while take(.or) {
            guard let right = parseAnd(depth: depth, terms: &terms) else { return nil }
            left = .or(left, right)
        }
        return left
    }

    private mutating func parseAnd(depth: Int, terms: inout Int) -> Condition? {
        guard var left = parseNot(depth: depth, terms: &terms) else { return nil }
        while true {
            if token.kind == .word {
                // No word can follow here: it is a mistyped `and`, `or` or the next clause.
                expected.keywords.formUnion(KeywordSet(.and, .or))
                expected.unlisted.formUnion(clauseKeywords.union(Parser.items))
                if depth == 0 {
                    expected.kinds.formUnion([.clause, .item])
                } else {
                    expected.kinds.insert(.rightParenthesis)
                }
                guard correctMistyped() else { break }
            }
            guard take(.and) else { break }
            guard let right = parseNot(depth: depth, terms: &terms) else { return nil }
            left = .and(left, right)
        }
        return left
    }

    private mutating func parseNot(depth: Int, terms: inout Int) -> Condition? {
        var nots = 0
        while isAt(.not) {
            nots += 1
            advance()
        }
        if nots + depth > RuleLimits.nesting {
            itemFailed = true
            bag.report(.tooDeep, previous.span)
            return nil
        }
        if takeDenial() { nots += 1 }
        guard var condition = parsePrimary(depth: depth + nots, terms: &terms) else { return nil }
        for _ in 0..<nots { condition = .not(condition) }
        return condition
    }

    /// What a task may have: with "has" before it, it takes no value.
    private static let possessions = KeywordSet(.document, .officer, .due)

    private func isPossession(ahead: Int) -> Bool {
        let next = tokens[min(index + ahead, tokens.count - 1)]
        return next.kind == .keyword && Parser.possessions.contains(next.keyword)
    }

    /// "không có văn bản", "không được gia hạn": words of their own elsewhere, and here a fact denied. The parser then
    /// stands at "có", or at what it is about.
    private mutating func takeDenial() -> Bool {
        if isAt(.hasNot), isPossession(ahead: 1) {
            tokens[index].keyword = .has
            return true
        }
        guard isAt(.extensionRefused), fold(text(token.span)) == fold("không được gia hạn") else { return false }
        tokens[index].keyword = .extended
        return true
    }

    private mutating func parsePrimary(depth: Int, terms: inout Int) -> Condition? {
        terms += 1
        if terms > RuleLimits.list {
            itemFailed = true
            bag.report(.tooLong, token.span)
            return nil
        }
        if token.kind == .leftParenthesis { return parseParenthesised(depth: depth, terms: &terms) }
        if token.kind == .word, !looksMistyped() {
            let name = Name(text(token.span), token.span)
            advance()
            return .defined(name)
        }
        expected.kinds.insert(.condition)
        expected.unlisted.formUnion(Parser.factKeywords.union(KeywordSet(.not)))
        let isHad = isAt(.has) && isPossession(ahead: 1)
        if isHad { advance() }
        let isFact = token.kind == .keyword && Parser.factKeywords.contains(token.keyword)
        if !isFact {
            if let condition = parseValueAlone() { return condition }
            guard correctMistyped() else {
                unexpected()
                return nil
            }
            return parseNot(depth: depth, terms: &terms)
        }
        let start = token.span
        let keyword = token.keyword
        advance()
        if isHad, keyword != .document { return .holds(Fact(keyword: keyword), start) }
        if keyword == .due, take(.within) {
            guard let offset = parseOffset() else { return nil }
            return .dueWithin(offset, start.to(previous.span))
        }
        let fact = Fact(keyword: keyword)
        switch fact {
        case .overdue, .acknowledged, .done, .cancelled, .reported, .extended, .document, .late:
            return parseYesNo(fact, start)
        case .officer where !isCompared: return .holds(fact, start)
        default: return parseComparison(fact, start)
        }
    }

    /// `deadline is continuous or awaiting`: the fact must be said again. Told, and read as meant.
    private mutating func parseValueAlone() -> Condition? {
        guard let last = lastComparison, token.kind == .keyword, isAt(.or, before: 1) || isAt(.and, before: 1) else {
            return nil
        }
        let table: [(Keyword, Literal)]
        switch last.fact {
        case .priority: table = Literal.priorities
        case .deadline: table = Literal.kinds
        case .status: table = Literal.statuses
        default: return nil
        }
        guard let literal = table.first(where: { $0.0 == token.keyword })?.1 else { return nil }
        itemFailed = true
        bag.report(.valueAlone(text(token.span), again: text(last.span)), token.span)
        advance()
        return .compare(last.fact, last.comparison, literal, previous.span)
    }

    private mutating func parseParenthesised(depth: Int, terms: inout Int) -> Condition? {
        let open = token.span
        if depth >= RuleLimits.nesting {
            itemFailed = true
            bag.report(.tooDeep, open)
            return nil
        }
        advance()
        guard let inner = parseOr(depth: depth + 1, terms: &terms) else { return nil }
        if token.kind == .rightParenthesis {
            advance()
        } else {
            itemFailed = true
            bag.report(
                .unclosedParenthesis, open.to(previous.span),
                labels: [.init(span: open, message: Wording(vi: "mở ở đây", en: "opened here"))])
        }
        return inner
    }

    /// A lone word is a name that a `define` gives, until the checker knows better; one that is followed by a comparison
    /// or by more words was meant as a fact.
    private func looksMistyped() -> Bool {
        let next = tokens[min(index + 1, tokens.count - 1)]
        if isFirstOnLine(index + 1) { return false }
        switch next.kind {
        case .word, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .string, .number, .percent,
            .date:
            return true
        case .keyword: return KeywordSet(.is, .isNot, .has, .hasNot, .within, .due, .high, .days).contains(next.keyword)
        default: return false
        }
    }

    /// `overdue`: it takes no comparison.
    private mutating func parseYesNo(_ fact: Fact, _ span: Span) -> Condition {
        if isCompared {
            itemFailed = true
            let isCounted = fact == .overdue && isAt(.number, ahead: 1)
            let written = text(span)
            let instead = isCounted ? spelled(.daysOverdue, like: previous) : nil
            advance()
            if token.kind != .end, !isFirstOnLine(index), !(isAt(.and) || isAt(.or)) { advance() }
            if isAt(.days) || isAt(.perCent) { advance() }
            bag.report(
                .factIsYesNo(fact, instead: instead ?? written),
                isCounted ? span : span.to(previous.span))
        }
        return .holds(fact, span)
    }

    private var isCompared: Bool {
        operatorHere() != nil || isAt(.has) || isAt(.hasNot) || isAt(.is) || isAt(.isNot)
    }

    private func operatorHere() -> Comparison? {
        switch token.kind {
        case .equal: .equal
        case .notEqual: .notEqual
        case .less: .less
        case .lessOrEqual: .lessOrEqual
        case .greater: .greater
        case .greaterOrEqual: .greaterOrEqual
        default: nil
        }
    }

    private mutating func parseComparison(_ fact: Fact, _ start: Span) -> Condition? {
        var comparison = operatorHere()
        var isNegated = false
        if comparison == nil {
            expected.kinds.insert(.comparison)
            switch keyword(of: KeywordSet(.is, .isNot, .has, .hasNot)) {
            case .is: comparison = .is
            case .has: comparison = .has
            case .isNot: (comparison, isNegated) = (.is, true)
            case .hasNot: (comparison, isNegated) = (.has, true)
            default: break
            }
        }
        guard let comparison else {
            itemFailed = true
            bag.report(.factNeedsValue(fact, example: fact.example), start)
            return nil
        }
        let operatorSpan = token.span
        advance()
        guard fact.accepts(comparison) else {
            itemFailed = true
            bag.report(.wrongOperator(fact, operators: fact.operators), operatorSpan)
            // The value is still read, so that nothing of it is taken for a clause.
            _ = parseLiteral(of: fact)
            return .compare(fact, .equal, .number(0), start.to(previous.span))
        }
        lastComparison = (fact, comparison, Span(start.start, Int(token.start)))
        guard let literal = parseLiteral(of: fact) else { return nil }
        let condition = Condition.compare(fact, comparison, literal, start.to(previous.span))
        return isNegated ? .not(condition) : condition
    }
}

extension Fact {
    init(keyword: Keyword) {
        switch keyword {
        case .programme: self = .programme
        case .task: self = .task
        case .title: self = .title
        case .tag: self = .tag
        case .priority: self = .priority
        case .deadline: self = .deadline
        case .start: self = .start
        case .due: self = .due
        case .status: self = .status
        case .progress: self = .progress
        case .acknowledged: self = .acknowledged
        case .done: self = .done
        case .cancelled: self = .cancelled
        case .overdue: self = .overdue
        case .daysOverdue: self = .daysOverdue
        case .daysLeft: self = .daysLeft
        case .noticesSent: self = .noticesSent
        case .officer: self = .officer
        case .reported: self = .reported
        case .extended: self = .extended
        case .extensions: self = .extensions
        case .sharesOpen: self = .sharesOpen
        case .shares: self = .shares
        case .document: self = .document
        case .late: self = .late
        default:
            guard let role = Role(keyword: keyword) else { preconditionFailure("\(keyword) is no fact") }
            self = .role(role)
        }
    }

    func accepts(_ comparison: Comparison) -> Bool {
        switch self {
        case .programme, .task, .deadline, .status: [.equal, .notEqual, .is].contains(comparison)
        case .title, .tag, .role, .officer: [.equal, .notEqual, .is, .has].contains(comparison)
        case .priority, .start, .due, .progress, .daysOverdue, .daysLeft, .noticesSent, .extensions, .sharesOpen,
            .shares:
            comparison != .has
        case .acknowledged, .done, .cancelled, .overdue, .reported, .extended, .document, .late: false
        }
    }

    /// The comparisons that ``accepts(_:)`` allows, for a message.
    var operators: String {
        switch self {
        case .title, .tag, .role, .officer: "=, !=, is/là, has/có"
        case .programme, .task, .deadline, .status: "=, !=, is/là"
        case .priority, .start, .due, .progress, .acknowledged, .done, .cancelled, .overdue, .daysOverdue, .daysLeft,
            .noticesSent, .extensions, .sharesOpen, .shares, .reported, .extended, .document, .late:
            "=, !=, <, <=, >, >=, is/là"
        }
    }

    /// What its value looks like.
    var wanted: Wording {
        switch self {
        case .programme, .task, .title, .tag, .role, .officer:
            Wording(vi: "một chuỗi trong ngoặc kép", en: "a text in double quotes")
        case .priority: Wording(vi: "thấp, bình thường, cao hoặc khẩn", en: "low, normal, high or urgent")
        case .deadline:
            Wording(
                vi: Literal.kinds.dropLast().map { $0.0.vietnamese[0] }.joined(separator: ", "),
                en: Literal.kinds.dropLast().map { $0.0.english[0] }.joined(separator: ", "))
        case .status: Wording(vi: "đang mở, đã xong hoặc đã hủy", en: "open, done or cancelled")
        case .start, .due: Wording(vi: "một ngày như 31/12/2021", en: "a date such as 2021-12-31")
        case .progress: Wording(vi: "một tỷ lệ như 50%", en: "a share such as 50%")
        case .acknowledged, .done, .cancelled, .overdue, .daysOverdue, .daysLeft, .noticesSent, .extensions,
            .sharesOpen, .shares, .reported, .extended, .document, .late:
            Wording(vi: "một số", en: "a number")
        }
    }

    /// It in a whole condition.
    var example: Wording {
        switch self {
        case .priority: Wording(vi: "ưu tiên >= cao", en: "priority >= high")
        case .deadline: Wording(vi: "thời hạn là thường xuyên", en: "deadline is continuous")
        case .status: Wording(vi: "trạng thái là đang mở", en: "status is open")
        case .start, .due: Wording(vi: "\(vietnamese) <= 31/12/2021", en: "\(english) <= 2021-12-31")
        case .progress: Wording(vi: "tiến độ < 50%", en: "progress < 50%")
        case .daysOverdue, .daysLeft, .noticesSent, .extensions, .sharesOpen, .shares:
            Wording(vi: "\(vietnamese) > 3", en: "\(english) > 3")
        case .tag, .title: Wording(vi: "\(vietnamese) có \"khẩn\"", en: "\(english) has \"khẩn\"")
        case .programme, .task, .role, .officer, .acknowledged, .done, .cancelled, .overdue, .reported, .extended,
            .document, .late:
            Wording(vi: "\(vietnamese) là \"…\"", en: "\(english) is \"…\"")
        }
    }
}
