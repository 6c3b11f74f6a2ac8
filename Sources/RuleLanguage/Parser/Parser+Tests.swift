import Dates
import Diagnostics
import Programmes

extension Parser {
    mutating func parseTest() -> RuleTest? {
        let start = previous.span
        let name = parseName()
        var statements: [TestStatement] = []
        var hasTask = false
        while let clause = nextClause() {
            let begin = previous.span
            switch clause {
            case .task:
                hasTask = true
                if let task = parseTestTask() { statements.append(.task(task)) }
            case .given:
                guard let report = parseTestReport() else { continue }
                guard take(.on) else {
                    unexpected()
                    recover()
                    continue
                }
                let behind = tokens[max(0, index - 2)]
                guard let found = parseDay() else { continue }
                if isAt(.expect) {
                    // `given done`, and the date is the next line's.
                    itemFailed = true
                    bag.report(
                        .incomplete(
                            after: text(behind.span),
                            expected: Expectation(keywords: KeywordSet(.on), kinds: .date), insert: nil),
                        Span(Int(behind.end), Int(behind.end)))
                    _ = parseExpectation()
                    continue
                }
                statements.append(.given(report, on: found.day, begin.to(previous.span)))
            default:
                guard let found = parseDay() else { continue }
                guard let actions = parseExpectation() else { continue }
                statements.append(.expect(on: found.day, actions, begin.to(previous.span)))
            }
        }
        if !hasTask, !itemFailed {
            itemFailed = true
            bag.report(.testWithoutTask, start)
        }
        guard let name, hasTask else { return nil }
        return RuleTest(name: name, statements: statements)
    }

    /// With `task` taken: an id perhaps, then attributes in any order.
    private mutating func parseTestTask() -> TestTask? {
        var task = TestTask(deadline: [], span: previous.span)
        if token.kind == .string {
            task.id = content(token)
            advance()
        }
        while token.kind == .keyword || (token.kind == .word && correctTaskWord()) {
            let start = token.span
            switch token.keyword {
            case .deadline, .due:
                if token.keyword == .due {
                    itemFailed = true
                    let meant = spelled(.deadline, like: token)
                    bag.report(.wrongWord(text(token.span), meant: meant, isEnough: true), token.span)
                }
                advance()
                guard let phrases = parseStrings() else { return nil }
                task.deadline += phrases
            case .directing, .lead, .executing, .coordinating, .monitoring:
                guard let role = Role(keyword: token.keyword) else { return nil }
                advance()
                guard let names = parseStrings() else { return nil }
                task.roles[role, default: []] += names
            case .tag:
                advance()
                guard let tags = parseStrings() else { return nil }
                task.tags += tags
            case .title:
                advance()
                guard let title = parseStringOrRecover() else { return nil }
                task.title = title.text
            case .event:
                advance()
                guard let event = parseStringOrRecover() else { return nil }
                task.event = event.text
            case .issued:
                advance()
                guard let found = parseDay() else { return nil }
                task.issued = found.day
            case .priority:
                advance()
                guard let value = keyword(of: KeywordSet(.low, .normal, .high, .urgent)) else {
                    unexpected()
                    recover()
                    return nil
                }
                advance()
                task.priority = value == .low ? .low : value == .normal ? .normal : value == .high ? .high : .urgent
            default:
                task.span = task.span.to(previous.span)
                return task
            }
            task.span = task.span.to(start)
        }
        task.span = task.span.to(previous.span)
        return task
    }

    private mutating func correctTaskWord() -> Bool {
        expected.keywords.formUnion(
            KeywordSet(
                .deadline, .directing, .lead, .executing, .coordinating, .monitoring, .tag, .title, .event, .issued,
                .priority))
        expected.unlisted.formUnion(clauseKeywords.union(Parser.items))
        return correctMistyped()
    }

    private mutating func parseStrings() -> [String]? {
        var strings: [String] = []
        repeat {
            guard let string = parseStringOrRecover() else { return nil }
            strings.append(string.text)
            if token.kind == .string {
                itemFailed = true
                bag.report(.missingComma, Span(Int(previous.end), Int(previous.end)))
                continue
            }
            if !take(.comma, .comma) { break }
        } while true
        if strings.count > RuleLimits.list {
            itemFailed = true
            bag.report(.tooLong, previous.span)
            return nil
        }
        return strings
    }

    /// With `given` taken.
    private mutating func parseTestReport() -> TestReport? {
        let choices = KeywordSet(.done, .reopened, .cancelled, .acknowledged, .progress, .snoozed, .event)
        guard let found = keyword(of: choices) else {
            unexpected()
            recover()
            return nil
        }
        advance()
        switch found {
        case .done: return .done
        case .reopened: return .reopened
        case .cancelled: return .cancelled
        case .acknowledged: return .acknowledged
        case .progress:
            guard token.kind == .percent || token.kind == .number else {
                expected.kinds.insert(.number)
                unexpected()
                recover()
                return nil
            }
            let value = Int(token.value)
            advance()
            if isAt(.perCent) { advance() }
            return .progress(value)
        case .snoozed:
            guard take(.until) || take(.to) else {
                unexpected()
                recover()
                return nil
            }
            return parseDay().map { .snoozed(until: $0.day) }
        default: return parseStringOrRecover().map { .event($0.text) }
        }
    }

    /// With `on DATE` taken: `expect remind lead`, `expect nothing`.
    private mutating func parseExpectation() -> [Action]? {
        guard take(.expect) || (correctMistyped() && take(.expect)) else {
            unexpected()
            recover()
            return nil
        }
        if take(.nothing) { return [] }
        expected.keywords.insert(.nothing)
        var actions: [Action] = []
        while let next = actionKeyword(isFirst: actions.isEmpty) {
            advance()
            guard let action = parseAction(next == .remind ? .remind : .escalate) else { return nil }
            actions.append(action)
            skipBetweenActions()
        }
        if actions.isEmpty {
            if isAt(.nothing) {
                advance()
                return []
            }
            unexpected()
            recover()
            return nil
        }
        return actions
    }
}
