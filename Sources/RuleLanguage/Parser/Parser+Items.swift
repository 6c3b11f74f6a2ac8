import Dates
import Diagnostics

extension Parser {
    // MARK: Names

    /// The name that follows an item's keyword.
    mutating func parseName() -> Name? {
        if token.kind == .string {
            let name = Name(content(token), token.span)
            let isBad = name.text.unicodeScalars.contains { $0.value < 0x20 || 0x7F..<0xA0 ~= $0.value }
            if isBad || name.text.allSatisfy({ $0 == " " }) {
                itemFailed = true
                bag.report(.badName, token.span)
            }
            advance()
            return name
        }
        if token.kind == .word, !isFirstOnLine(index) {
            let name = text(token.span)
            itemFailed = true
            bag.report(.unquotedName(name), token.span)
            advance()
            return Name(name, previous.span)
        }
        itemFailed = true
        bag.report(.missingName(item), previous.span)
        return nil
    }

    /// A string that a clause takes.
    mutating func parseString() -> Name? {
        if token.kind == .word, !isFirstOnLine(index) { return parseUnquoted() }
        guard at(.string, .string) else {
            unexpected()
            return nil
        }
        let name = Name(content(token), token.span)
        advance()
        return name
    }

    /// Words that want quotation marks: told, and taken for the string up to the next word of the language.
    private mutating func parseUnquoted() -> Name {
        var span = token.span
        advance()
        while token.kind == .word, !isFirstOnLine(index) {
            span = span.to(token.span)
            advance()
        }
        itemFailed = true
        bag.report(.unquotedName(text(span)), span)
        return Name(text(span), span)
    }

    mutating func parseStringOrRecover() -> Name? {
        guard let name = parseString() else {
            recover()
            return nil
        }
        return name
    }

    /// Reports a clause that the item cannot do without.
    private mutating func missing(_ clause: Keyword, _ at: Span) {
        if itemFailed { return }
        bag.report(.missingClause(clause, item: item), at)
        itemFailed = true
    }

    // MARK: Rule

    mutating func parseRule() -> Rule? {
        let start = previous.span
        let name = parseName()
        var rule = Rule(name: name ?? Name(""), when: .on(.due), actions: [])
        var when: When?
        var whenSpan = start
        var chainSpan: Span?
        while let clause = nextClause() {
            let isFirst = [.remind, .escalateTo, .thenAfter].contains(clause) || once(clause)
            switch clause {
            case .for: if let found = parseCondition(), isFirst { rule.condition = found }
            case .if: if let found = parseCondition(), isFirst { rule.guardCondition = found }
            case .until: if let found = parseCondition(), isFirst { rule.until = found }
            case .when:
                whenSpan = previous.span
                if let found = parseWhen(), isFirst { when = found }
                whenSpan = whenSpan.to(previous.span)
            case .remind, .escalateTo:
                if let action = parseAction(clause == .remind ? .remind : .escalate) { rule.actions.append(action) }
                if rule.actions.count == RuleLimits.list + 1 { tooLong(start) }
                skipBetweenActions()
            case .thenAfter:
                chainSpan = chainSpan ?? previous.span
                if let step = parseStep() { rule.steps.append(step) }
            case .repeat:
                chainSpan = chainSpan ?? previous.span
                if let found = parseRepetition(), isFirst { rule.repetition = found }
            case .using: if let found = parseStringOrRecover(), isFirst { rule.template = found }
            default:
                var common = Common()
                parseCommon(clause, into: &common)
                guard isFirst else { continue }
                if clause == .on { rule.onWorkingDays = common.onWorkingDays }
                if clause == .at { rule.at = common.at }
                if clause == .severity { rule.severity = common.severity }
                if clause == .groupBy { rule.grouping = common.grouping }
                if clause == .catchUp || clause == .catchUpAtOnce { rule.catchUp = common.catchUp }
            }
        }
        if seen[.when] == nil { missing(.when, start) }
        if rule.actions.isEmpty { missing(.remind, start) }
        if rule.steps.count > RuleLimits.list { tooLong(start) }
        guard name != nil, let when, !rule.actions.isEmpty else { return nil }
        rule.when = when
        checkChain(when, whenSpan, chainSpan)
        return rule
    }

    mutating func tooLong(_ span: Span) {
        itemFailed = true
        bag.report(.tooLong, span)
    }

    /// A chain starts at one instant.
    private mutating func checkChain(_ when: When, _ span: Span, _ chain: Span?) {
        guard let chain else { return }
        let label = Diagnostic.Label(span: chain, message: Wording(vi: "chuỗi ở đây", en: "the chain is here"))
        switch when {
        case .offset(_, _, let offsets) where offsets.count > 1: bag.report(.severalOffsets, span, labels: [label])
        case .every: bag.report(.stepsAfterEvery, span, labels: [label])
        default: break
        }
    }

    // MARK: Digest, mute, defaults, define

    mutating func parseDigest() -> Digest? {
        let start = previous.span
        let name = parseName()
        var every: Cycle?
        var to: [Recipient]?
        var list: Condition?
        var common = Common()
        var template: Name?
        var groupBy: DigestGrouping?
        while let clause = nextClause() {
            let isFirst = once(clause)
            switch clause {
            case .every: if let found = parseCycle(), isFirst { every = found }
            case .to: if let found = parseRecipients(), isFirst { to = found }
            case .list: if let found = parseCondition(), isFirst { list = found }
            case .groupBy: if let found = parseDigestGrouping(), isFirst { groupBy = found }
            case .using: if let found = parseStringOrRecover(), isFirst { template = found }
            default: parseCommon(clause, into: &common)
            }
        }
        if seen[.every] == nil { missing(.every, start) }
        if seen[.to] == nil { missing(.to, start) }
        if seen[.list] == nil { missing(.list, start) }
        guard let name, let every, let to, let list else { return nil }
        return Digest(
            name: name, every: every, at: common.at, to: to, list: list, groupBy: groupBy,
            onWorkingDays: common.onWorkingDays, severity: common.severity, template: template)
    }

    mutating func parseMute() -> Mute? {
        let start = previous.span
        let name = parseName()
        var days: (from: Day, to: Day)?
        var condition: Condition?
        var because: String?
        var then: Mute.Then?
        while let clause = nextClause() {
            let isFirst = once(clause)
            switch clause {
            case .from:
                let first = parseDay()
                guard let first else { continue }
                guard take(.to) || take(.until) else {
                    unexpected()
                    recover()
                    continue
                }
                guard let last = parseDay() else { continue }
                if last.day < first.day { bag.report(.muteBackwards, first.span.to(last.span)) }
                if isFirst { days = (first.day, last.day) }
            case .for: if let found = parseCondition(), isFirst { condition = found }
            case .because:
                if let found = parseString() {
                    if isFirst { because = found.text }
                } else {
                    recover()
                }
            default:
                guard let found = keyword(of: KeywordSet(.send, .drop)) else {
                    unexpected()
                    recover()
                    continue
                }
                advance()
                if isFirst { then = found == .send ? .send : .drop }
            }
        }
        if seen[.from] == nil { missing(.from, start) }
        guard let name, let days else { return nil }
        return Mute(name: name, from: days.from, to: days.to, condition: condition, because: because, then: then)
    }

    mutating func parseDefaults() -> Defaults {
        let start = previous.span
        var common = Common()
        while let clause = nextClause() {
            var one = Common()
            let isFirst = once(clause)
            parseCommon(clause, into: &one)
            if isFirst { common.take(one) }
        }
        return Defaults(
            at: common.at, onWorkingDays: common.onWorkingDays, grouping: common.grouping, catchUp: common.catchUp,
            severity: common.severity, span: start)
    }

    mutating func parseDefine() -> Define? {
        var name: Name?
        if token.kind == .word {
            name = Name(text(token.span), token.span)
            advance()
            // "trọng điểm = …": a name is one word.
            if isAt(.word) || isAt(.keyword), !isFirstOnLine(index), isAt(.equal, ahead: 1) {
                let span = previous.span.to(token.span)
                let joined = text(span).split(separator: " ").joined(separator: "-")
                itemFailed = true
                bag.report(.nameForm(joined), span)
                name = Name(joined, span)
                advance()
            }
        } else if token.kind == .keyword, isAt(.equal, ahead: 1) {
            itemFailed = true
            bag.report(.reservedName(text(token.span)), token.span)
            advance()
        } else if token.kind == .string {
            let inner = content(token)
            itemFailed = true
            let joined = inner.split(separator: " ").joined(separator: "-")
            bag.report(.nameForm(joined), token.span)
            name = Name(joined, token.span)
            advance()
        } else {
            expected.kinds.insert(.name)
            unexpected()
            recover()
            return nil
        }
        guard take(.equal, .equal) else {
            unexpected()
            recover()
            return nil
        }
        guard let condition = parseCondition(), let name else { return nil }
        if token.kind != .end, !(token.kind == .keyword && Parser.items.contains(token.keyword)) {
            expected.keywords.formUnion(KeywordSet(.and, .or))
            expected.kinds.insert(.item)
            if !correctMistyped() || !Parser.items.contains(token.keyword) {
                if !itemFailed { unexpected() }
                recover()
            }
        }
        return Define(name: name, condition: condition)
    }
}
