import Diagnostics
import Programmes

extension Parser {
    static let recipients = KeywordSet(
        .directing, .lead, .executing, .coordinating, .monitoring, .superiorOf, .body,
        .officer, .confirming)
    /// A person has no superior in the directory, and a digest is a body's, whatever its tasks are.
    private static let recipientsOfAnyTask = KeywordSet(
        .directing, .lead, .executing, .coordinating, .monitoring, .superiorOf, .body)

    mutating func parseAction(_ kind: Action.Kind) -> Action? {
        parseRecipients().map { Action(kind, $0) }
    }

    mutating func parseRecipients() -> [Recipient]? {
        parseAddressees(naming: false)?.map(\.recipient)
    }

    /// - Parameter naming: bodies may stand behind a recipient, as a test has them.
    mutating func parseAddressees(naming: Bool) -> [TestExpectation.Addressee]? {
        var recipients: [TestExpectation.Addressee] = []
        var isNew = true
        let start = token.span
        while true {
            let at = token.span
            guard let found = parseRecipient(depth: 0) else {
                recover()
                return nil
            }
            let recipient = TestExpectation.Addressee(found, bodies: naming ? parseNamedBodies() : [])
            if isNew, recipients.contains(recipient) {
                let span = at.to(previous.span)
                bag.report(.repeated(text(span)), span)
                isNew = false
            }
            recipients.append(recipient)
            if recipients.count > RuleLimits.list { break }
            // "remind lead, escalate to directing": the comma parts the actions.
            if token.kind == .comma, isAt(.remind, ahead: 1) || isAt(.escalateTo, ahead: 1) || isAt(.text, ahead: 1) {
                break
            }
            if take(.comma, .comma) { continue }
            if isAt(.and), index + 1 < tokens.count, tokens[index + 1].kind == .keyword,
                Parser.recipients.contains(tokens[index + 1].keyword)
            {
                advance()
                continue
            }
            if token.kind == .keyword, Parser.recipients.contains(token.keyword), item != .test || !isFirstOnLine(index)
            {
                itemFailed = true
                bag.report(.missingComma, Span(Int(previous.end), Int(previous.end)))
                continue
            }
            break
        }
        if recipients.count > RuleLimits.list {
            itemFailed = true
            bag.report(.tooLong, start.to(previous.span))
            recover()
            return nil
        }
        return recipients
    }

    /// `"huyen-uy-a", "huyen-uy-b"` behind a recipient.
    private mutating func parseNamedBodies() -> [Name] {
        var bodies: [Name] = []
        while token.kind == .string || (!bodies.isEmpty && token.kind == .comma && isAt(.string, ahead: 1)),
            bodies.count <= RuleLimits.list
        {
            if token.kind == .comma { advance() }
            bodies.append(Name(content(token), token.span))
            advance()
        }
        return bodies
    }

    private mutating func parseRecipient(depth: Int) -> Recipient? {
        if token.kind == .string {
            // A body's name alone: surely the body.
            let name = Name(content(token), token.span)
            itemFailed = true
            bag.report(.stringIsBody(spelled(.body, like: previous)), token.span)
            advance()
            return .body(name)
        }
        // A word with a hyphen is the id of a body, as bodies.yaml has it.
        if token.kind == .word, source.bytes[Int(token.start)..<Int(token.end)].contains(0x2D) {
            let name = text(token.span)
            itemFailed = true
            bag.report(.wordIsBody(spelled(.body, like: previous) + " " + quoted(name)), token.span)
            advance()
            return .body(Name(name, previous.span))
        }
        let allowed = depth > 0 || item == .digest ? Parser.recipientsOfAnyTask : Parser.recipients
        guard let found = keyword(of: allowed) else {
            unexpected()
            return nil
        }
        advance()
        if let role = Role(keyword: found) { return .role(role) }
        if found == .officer { return .officer }
        if found == .confirming { return .confirming }
        if found == .body { return parseString().map(Recipient.body) }
        // Iterating, for a thousand in a row must not cost a thousand frames.
        var levels = 1
        while take(.superiorOf) { levels += 1 }
        if levels > RuleLimits.nesting {
            itemFailed = true
            bag.report(.tooDeep, previous.span)
            return nil
        }
        guard depth == 0, var recipient = parseRecipient(depth: 1) else { return nil }
        for _ in 0..<levels { recipient = .superior(of: recipient) }
        return recipient
    }

    /// With `then after` taken.
    mutating func parseStep() -> ChainStep? {
        let start = previous.span
        guard let offset = parseOffset() else {
            recover()
            return nil
        }
        _ = isAt(.comma) ? take(.comma, .comma) : false
        var actions: [Action] = []
        while let next = actionKeyword(isFirst: actions.isEmpty) {
            advance()
            guard let action = parseAction(next == .remind ? .remind : .escalate) else { return nil }
            actions.append(action)
            skipBetweenActions()
        }
        guard !actions.isEmpty else {
            unexpected()
            recover()
            return nil
        }
        return ChainStep(after: offset, actions: actions, span: start.to(previous.span))
    }

    /// A comma or `and` between two actions.
    mutating func skipBetweenActions() {
        guard isAt(.and) || token.kind == .comma else { return }
        if isAt(.remind, ahead: 1) || isAt(.escalateTo, ahead: 1) || (item == .test && isAt(.text, ahead: 1)) {
            advance()
        }
    }

    mutating func actionKeyword(isFirst: Bool) -> Keyword? {
        if isFirst { return keyword(of: KeywordSet(.remind, .escalateTo)) }
        return isAt(.remind) ? .remind : isAt(.escalateTo) ? .escalateTo : nil
    }

    /// With `repeat` taken.
    mutating func parseRepetition() -> Repetition? {
        guard take(.every) || (correctMistyped() && take(.every)), let every = parseOffset(isCountOptional: true) else {
            if !itemFailed { unexpected() }
            recover()
            return nil
        }
        if token.kind == .word {
            expected.keywords.insert(.upTo)
            expected.unlisted.formUnion(clauseKeywords.union(Parser.items))
            _ = correctMistyped()
        }
        guard take(.upTo) else { return Repetition(every: every) }
        guard at(.number, .number) else {
            unexpected()
            recover()
            return nil
        }
        let times = Int(token.value)
        let span = token.span
        advance()
        guard take(.times) else {
            if !(correctMistyped() && take(.times)) {
                unexpected()
                recover()
                return nil
            }
            return Repetition(every: every, times: times)
        }
        if !(1...RuleLimits.count ~= times) {
            itemFailed = true
            bag.report(
                .countOutOfRange(
                    Wording(vi: "từ 1 đến \(RuleLimits.count)", en: "from 1 to \(RuleLimits.count)"), fix: nil), span)
            return nil
        }
        return Repetition(every: every, times: times)
    }
}

extension Role {
    init?(keyword: Keyword) {
        switch keyword {
        case .directing: self = .directing
        case .lead: self = .lead
        case .executing: self = .executing
        case .coordinating: self = .coordinating
        case .monitoring: self = .monitoring
        default: return nil
        }
    }
}
