import Dates
import Diagnostics
import Programmes

extension Parser {
    /// The clauses that rules, digests and defaults share.
    struct Common {
        var at: TimeOfDay?
        var onWorkingDays: Bool?
        var severity: Severity?
        var grouping: Grouping?
        var catchUp: CatchUp?

        mutating func take(_ other: Common) {
            at = at ?? other.at
            onWorkingDays = onWorkingDays ?? other.onWorkingDays
            severity = severity ?? other.severity
            grouping = grouping ?? other.grouping
            catchUp = catchUp ?? other.catchUp
        }
    }

    mutating func parseCommon(_ clause: Keyword, into common: inout Common) {
        switch clause {
        case .at: common.at = parseTime() ?? common.at
        case .on:
            guard take(.workingDays) else {
                if correctMistyped(), take(.workingDays) {
                    common.onWorkingDays = true
                    return
                }
                unexpected()
                return recover()
            }
            common.onWorkingDays = true
        case .severity:
            common.severity = parseValue([
                (.info, Severity.info), (.notice, .notice), (.warning, .warning), (.critical, .critical),
                (.urgent, .critical),
            ])
        case .groupBy:
            common.grouping = parseValue([
                (.recipient, Grouping.recipient), (.task, .task), (.none, .none), (.not, .none),
            ])
        case .catchUpAtOnce: common.catchUp = .latestAtOnce
        default:
            common.catchUp = parseValue([
                (.latest, CatchUp.latest), (.all, .all), (.none, .none), (.not, .none),
            ])
        }
    }

    /// One word out of a few.
    private mutating func parseValue<Value>(_ table: [(Keyword, Value)]) -> Value? {
        let set = table.reduce(into: KeywordSet.empty) { if $1.0 != .not, $1.0 != .urgent { $0.insert($1.0) } }
        for (keyword, value) in table where isAt(keyword) {
            advance()
            return value
        }
        if let keyword = keyword(of: set), let value = table.first(where: { $0.0 == keyword })?.1 {
            advance()
            return value
        }
        unexpected()
        recover()
        return nil
    }

    mutating func parseDigestGrouping() -> DigestGrouping? {
        guard
            let found = keyword(
                of: KeywordSet(.programme, .directing, .lead, .executing, .coordinating, .monitoring))
        else {
            unexpected()
            recover()
            return nil
        }
        advance()
        return Role(keyword: found).map(DigestGrouping.role) ?? .programme
    }

    // MARK: Numbers and dates

    /// `08:00`, `8 giờ`, `8 giờ 30`.
    private mutating func parseTime() -> TimeOfDay? {
        if token.kind == .number, isAt(.hours, ahead: 1) {
            let hour = Int(token.value)
            let start = token.span
            advance()
            advance()
            var minute = 0
            if token.kind == .number, !isFirstOnLine(index) {
                minute = Int(token.value)
                advance()
            }
            if let time = TimeOfDay(hour: hour, minute: minute), hour < 24 { return time }
            bag.report(.impossibleTime, start.to(previous.span))
            itemFailed = true
            return nil
        }
        guard at(.time, .time) else {
            unexpected()
            recover()
            return nil
        }
        let seconds = Int(token.value)
        advance()
        return TimeOfDay(hour: seconds / 3600, minute: seconds / 60 % 60, second: seconds % 60)
    }

    /// A date, with the word "ngày" before it where one is written.
    mutating func parseDay() -> (day: Day, span: Span)? {
        if isAt(.days), isAt(.date, ahead: 1) { advance() }
        guard at(.date, .date) else {
            unexpected()
            recover()
            return nil
        }
        let found = (Day(number: token.value), token.span)
        advance()
        return found
    }

    static let units = KeywordSet(.hours, .days, .workingDays, .weeks, .months, .quarters, .halfYears, .years)

    /// `7 days`, and with `isCountOptional` also `week` for one.
    mutating func parseOffset(isCountOptional: Bool = false) -> Offset? {
        var count = 1
        var span = token.span
        var isCounted = false
        if take(.number, .number) {
            isCounted = true
            count = Int(previous.value)
        } else if !(isCountOptional && token.kind == .keyword && Parser.units.contains(token.keyword)) {
            if isCountOptional { expected.keywords.formUnion(Parser.units) }
            if !(isCountOptional && correctMistyped() && Parser.units.contains(token.keyword)) {
                unexpected()
                return nil
            }
        }
        guard let unit = keyword(of: Parser.units) else {
            if isCounted, token.kind != .word {
                itemFailed = true
                let next = unitBehindList()
                bag.report(.missingUnit(insert: next.map { " " + text($0.span) }), previous.span)
                if let next, 1...RuleLimits.count ~= count { return Offset(count, unit(next.keyword)) }
            } else {
                unexpected()
            }
            return nil
        }
        advance()
        span = span.to(previous.span)
        if !(1...RuleLimits.count ~= count) {
            itemFailed = true
            bag.report(
                .countOutOfRange(
                    Wording(vi: "từ 1 đến \(RuleLimits.count)", en: "from 1 to \(RuleLimits.count)"), fix: nil), span)
            return nil
        }
        return unit == .halfYears ? Offset(count * 6, .months) : Offset(count, self.unit(unit))
    }

    private func unit(_ keyword: Keyword) -> OffsetUnit {
        switch keyword {
        case .hours: .hours
        case .days: .days
        case .workingDays: .workingDays
        case .weeks: .weeks
        case .quarters: .quarters
        case .years: .years
        default: .months
        }
    }

    /// "30, 7, 1 ngày": the unit that stands behind the last of a list of numbers.
    private func unitBehindList() -> Token? {
        var i = index
        while i + 1 < tokens.count, i - index < 2 * RuleLimits.list {
            if tokens[i].kind == .keyword, Parser.units.contains(tokens[i].keyword) { return tokens[i] }
            let isBetween = tokens[i].kind == .comma || (tokens[i].kind == .keyword && tokens[i].keyword == .and)
            guard isBetween || tokens[i].kind == .number else { return nil }
            i += 1
        }
        return nil
    }

    // MARK: When

    static let anchors = KeywordSet(.start, .due, .issued)

    mutating func parseWhen() -> When? {
        if token.kind == .number { return parseOffsetsFirst() }
        if take(.overdue) { return parseOffsets().map { .offset(.after, .due, $0) } }
        if isAt(.due) {
            advance()
            return .on(.due)
        }
        if let trigger = reportTrigger() {
            guard !isSeveralWhens() else {
                recover()
                return nil
            }
            return .report(trigger)
        }
        let choices = KeywordSet(.before, .after, .on, .overdue, .every, .event)
        expected.unlisted.insert(.due)
        expected.unlisted.formUnion(Parser.reportTriggers)
        expected.kinds.insert(.report)
        guard let first = keyword(of: choices) ?? (isAt(.due) ? .due : nil) else {
            // A mistyped one was corrected by now.
            if let trigger = reportTrigger() { return .report(trigger) }
            unexpected()
            recover()
            return nil
        }
        advance()
        switch first {
        case .due: return .on(.due)
        case .every: return parseCycle().map(When.every)
        case .event:
            guard let name = parseString() else {
                recover()
                return nil
            }
            return .event(name)
        case .overdue: return parseOffsets().map { .offset(.after, .due, $0) }
        default: break
        }
        if token.kind == .number, first != .on { return parseAnchorLast(first) }
        guard let anchor = parseAnchor() else { return nil }
        if first == .on { return .on(anchor) }
        return parseOffsets().map { .offset(first == .before ? .before : .after, anchor, $0) }
    }

    static let reportTriggers = ReportTrigger.allCases.reduce(into: KeywordSet.empty) { $0.insert($1.keyword) }

    /// What is reported here, taken.
    private mutating func reportTrigger() -> ReportTrigger? {
        guard token.kind == .keyword, let found = ReportTrigger.allCases.first(where: { $0.keyword == token.keyword })
        else { return nil }
        advance()
        return found
    }

    private mutating func parseAnchor() -> OffsetAnchor? {
        if isAt(.deadline) {
            advance()
            return .due
        }
        guard let found = keyword(of: Parser.anchors) else {
            unexpected()
            recover()
            return nil
        }
        advance()
        return found == .start ? .start : found == .due ? .due : .issued
    }

    private mutating func parseOffsets() -> [Offset]? {
        var offsets: [Offset] = []
        /// Only the first that is doubled is told.
        var isNew = true
        let start = token.span
        while true {
            guard let offset = parseOffset() else {
                recover()
                return nil
            }
            if isNew, offsets.contains(offset) {
                bag.report(.repeated(text(previousOffsetSpan())), previousOffsetSpan())
                isNew = false
            }
            offsets.append(offset)
            if offsets.count > RuleLimits.list { break }
            if isSeveralWhens() {
                recover()
                return nil
            }
            if take(.comma, .comma) { continue }
            if isAt(.and), isAt(.number, ahead: 1) {
                advance()
                continue
            }
            if token.kind == .number {
                itemFailed = true
                bag.report(.missingComma, Span(Int(previous.end), Int(previous.end)))
                continue
            }
            break
        }
        if offsets.count > RuleLimits.list {
            itemFailed = true
            bag.report(.tooLong, start.to(previous.span))
            recover()
            return nil
        }
        return offsets
    }

    /// "30 ngày, sau hạn 1 ngày": told where another instant begins.
    private mutating func isSeveralWhens() -> Bool {
        guard item == .rule, token.kind == .comma || isAt(.or) || isAt(.and), index + 1 < tokens.count else {
            return false
        }
        let next = tokens[index + 1]
        guard next.kind == .keyword,
            KeywordSet(.before, .after, .on, .overdue, .every, .event)
                .union(Parser.reportTriggers).contains(next.keyword)
        else {
            return false
        }
        itemFailed = true
        bag.report(.severalWhens, next.span)
        return true
    }

    private func previousOffsetSpan() -> Span { tokens[max(0, index - 2)].span.to(previous.span) }

    /// `30 days before due`: told, and read as meant.
    private mutating func parseOffsetsFirst() -> When? {
        let start = token.span
        guard let offsets = parseOffsets() else { return nil }
        let middle = previous.span
        guard let direction = keyword(of: KeywordSet(.before, .after)) else {
            unexpected()
            recover()
            return nil
        }
        let directionSpan = token.span
        advance()
        guard let anchor = parseAnchor() else { return nil }
        let right = text(directionSpan.to(previous.span)) + " " + text(start.to(middle))
        itemFailed = true
        bag.report(.wordOrder(Wording(vi: right, en: right), replacement: right), start.to(previous.span))
        return .offset(direction == .before ? .before : .after, anchor, offsets)
    }

    /// `before 30 days due` likewise.
    private mutating func parseAnchorLast(_ direction: Keyword) -> When? {
        let directionSpan = previous.span
        let start = token.span
        guard let offsets = parseOffsets() else { return nil }
        let middle = previous.span
        if !(token.kind == .keyword && Parser.anchors.contains(token.keyword)), !isAt(.deadline) {
            // "before 7 days": of what?
            expected = Expectation(keywords: Parser.anchors)
            let insert = " " + spelled(.due, like: tokens[index - 2])
            itemFailed = true
            bag.report(
                .incomplete(after: text(directionSpan), expected: expected, insert: insert),
                Span(directionSpan.end, directionSpan.end))
            return .offset(direction == .before ? .before : .after, .due, offsets)
        }
        guard let anchor = parseAnchor() else { return nil }
        let right = text(directionSpan) + " " + text(previous.span) + " " + text(start.to(middle))
        itemFailed = true
        bag.report(.wordOrder(Wording(vi: right, en: right), replacement: right), directionSpan.to(previous.span))
        return .offset(direction == .before ? .before : .after, anchor, offsets)
    }
}

extension ReportTrigger {
    var keyword: Keyword {
        switch self {
        case .reported: .reported
        case .returned: .returned
        case .done: .done
        case .cancelled: .cancelled
        case .extensionAsked: .extensionAsked
        case .extended: .extended
        case .extensionRefused: .extensionRefused
        }
    }
}
