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
                guard let expectation = parseExpectation() else { continue }
                statements.append(.expect(on: found.day, expectation, begin.to(previous.span)))
            }
        }
        if !hasTask, !itemFailed {
            itemFailed = true
            bag.report(.testWithoutTask, start)
        }
        if statements.count > RuleLimits.list { tooLong(start) }
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
            guard Parser.taskAttributes.contains(token.keyword) || token.keyword == .due else { break }
            guard parseAttribute(into: &task) else { return nil }
            task.span = task.span.to(start)
        }
        task.span = task.span.to(previous.span)
        return task
    }

    private static let taskAttributes = KeywordSet(
        .deadline, .directing, .lead, .executing, .coordinating, .monitoring, .tag, .title, .event, .issued, .priority,
        .officer, .completionEach, .confirm)

    /// - Returns: false where its value is of no use: that was told, and the parser stands at the next clause.
    private mutating func parseAttribute(into task: inout TestTask) -> Bool {
        let keyword = token.keyword
        if keyword == .due {
            itemFailed = true
            let meant = spelled(.deadline, like: token)
            bag.report(.wrongWord(text(token.span), meant: meant, isEnough: true), token.span)
        }
        advance()
        switch keyword {
        case .deadline, .due, .tag, .directing, .lead, .executing, .coordinating, .monitoring:
            guard let strings = parseStrings() else { return false }
            if let role = Role(keyword: keyword) {
                task.roles[role, default: []] += strings
            } else if keyword == .tag {
                task.tags += strings
            } else {
                task.deadline += strings
            }
        case .title, .event, .officer:
            guard let string = parseStringOrRecover() else { return false }
            if keyword == .title { task.title = string.text }
            if keyword == .event { task.event = string.text }
            if keyword == .officer { task.officer = string.text }
        case .issued:
            guard let found = parseDay() else { return false }
            task.issued = found.day
        case .completionEach: task.completion = .each
        case .confirm:
            guard let value = word(of: KeywordSet(.monitoring, .directing)) else { return false }
            task.confirmation = value == .monitoring ? .monitoring : .directing
        default:
            guard let value = word(of: KeywordSet(.low, .normal, .high, .urgent)) else { return false }
            task.priority = value == .low ? .low : value == .normal ? .normal : value == .high ? .high : .urgent
        }
        return true
    }

    /// One of a few words, taken; else that is told, and the parser stands at the next clause.
    private mutating func word(of set: KeywordSet) -> Keyword? {
        guard let value = keyword(of: set) else {
            unexpected()
            recover()
            return nil
        }
        advance()
        return value
    }

    private mutating func correctTaskWord() -> Bool {
        expected.keywords.formUnion(Parser.taskAttributes)
        expected.unlisted.formUnion(clauseKeywords.union(Parser.items))
        return correctMistyped()
    }

    private mutating func parseStrings() -> [String]? { parseNames()?.map(\.text) }

    private mutating func parseNames() -> [Name]? {
        var strings: [Name] = []
        repeat {
            guard let string = parseStringOrRecover() else { return nil }
            strings.append(string)
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
        let choices = KeywordSet(
            .done, .confirmed, .returned, .reopened, .cancelled, .acknowledged, .unacknowledged, .progress, .snoozed,
            .extended, .extensionAsked, .extensionGranted, .extensionRefused, .event)
        guard let found = keyword(of: choices) else {
            unexpected()
            recover()
            return nil
        }
        advance()
        switch found {
        case .event:
            guard let name = parseStringOrRecover() else { return nil }
            return TestReport(take(.withdrawn) ? .eventWithdrawn(name.text) : .event(name.text))
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
            return parseDetails(of: found) { _ in .progress(value) }
        default:
            return parseDetails(of: found) { until in
                switch found {
                case .done: .done
                case .confirmed: .confirmed
                case .returned: .returned
                case .reopened: .reopened
                case .cancelled: .cancelled
                case .acknowledged: .acknowledged
                case .unacknowledged: .unacknowledged
                case .extensionGranted: .extensionGranted
                case .extensionRefused: .extensionRefused
                case .snoozed: until.map { .snoozed(until: $0) }
                case .extended: until.map { .extended(until: $0) }
                default: until.map { .extensionAsked(until: $0) }
                }
            }
        }
    }

    /// `of "…"`, `until D` and `document "…"`, in any order.
    /// - Parameter make: gets the day; nil where it needs one.
    private mutating func parseDetails(of report: Keyword, _ make: (Day?) -> TestReport.Kind?) -> TestReport? {
        let hasEnd = [.snoozed, .extended, .extensionAsked].contains(report)
        var (bodies, until, document) = ([Name](), Day?.none, String?.none)
        while true {
            if take(.of) {
                guard let names = parseNames() else { return nil }
                bodies += names
            } else if hasEnd, until == nil, take(.until) || take(.to) {
                guard let found = parseDay() else { return nil }
                until = found.day
            } else if take(.document) {
                guard let name = parseStringOrRecover() else { return nil }
                document = name.text
            } else {
                break
            }
        }
        guard let kind = make(until) else {
            unexpected()
            recover()
            return nil
        }
        return TestReport(kind, of: bodies, document: document)
    }

    /// With `on DATE` taken: `expect remind lead "huyen-uy-b"`, `expect text "…"`, `expect nothing`.
    private mutating func parseExpectation() -> TestExpectation? {
        guard take(.expect) || (correctMistyped() && take(.expect)) else {
            unexpected()
            recover()
            return nil
        }
        if take(.nothing) { return .nothing }
        expected.keywords.formUnion(KeywordSet(.nothing, .text))
        var expectation = TestExpectation()
        while true {
            if isAt(.text) {
                advance()
                guard let texts = parseNames() else { return nil }
                expectation.texts += texts
            } else if let next = actionKeyword(isFirst: expectation == .nothing) {
                advance()
                guard let addressees = parseAddressees(naming: true) else { return nil }
                expectation.actions.append(.init(next == .remind ? .remind : .escalate, addressees))
            } else {
                break
            }
            skipBetweenActions()
        }
        if expectation != .nothing { return expectation }
        if isAt(.nothing) {
            advance()
            return .nothing
        }
        unexpected()
        recover()
        return nil
    }
}
