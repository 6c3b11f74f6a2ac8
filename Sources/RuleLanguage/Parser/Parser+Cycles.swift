import Dates
import Diagnostics

extension Parser {
    static let cycleUnits = KeywordSet(.days, .weeks, .months, .quarters, .halfYears, .years)
    static let weekdays = KeywordSet(.monday, .tuesday, .wednesday, .thursday, .friday, .saturday, .sunday)

    /// With `every` taken: `2 weeks on monday`, `quarter on last working day`.
    mutating func parseCycle() -> Cycle? {
        var every = 1
        if take(.number, .number) { every = Int(previous.value) }
        let countSpan = previous.span
        if token.kind == .keyword, token.keyword == .hours || token.keyword == .workingDays {
            itemFailed = true
            bag.report(.cycleUnit, token.span)
            recover()
            return nil
        }
        guard let found = keyword(of: Parser.cycleUnits) else {
            if !reportWeekdayAlone() { unexpected() }
            recover()
            return nil
        }
        advance()
        if !(1...RuleLimits.count ~= every) {
            itemFailed = true
            bag.report(
                .countOutOfRange(
                    Wording(vi: "từ 1 đến \(RuleLimits.count)", en: "from 1 to \(RuleLimits.count)"), fix: nil),
                countSpan)
            return nil
        }
        let (unit, length): (CycleUnit, Int) =
            switch found {
            case .days: (.day, 1)
            case .weeks: (.week, 7)
            case .months: (.month, 31)
            case .quarters: (.quarter, 92)
            case .halfYears: (.halfYear, 184)
            default: (.year, 366)
            }
        guard isCycleDayAhead() else { return Cycle(every: every, unit: unit) }
        advance()
        let start = token.span
        guard let day = parseCycleDay() else { return nil }
        let number: Int? =
            switch day {
            case .day(let n), .workingDay(let n): n
            case .weekday: unit == .day ? 0 : nil
            default: nil
            }
        if let number, !(1...length * every ~= number) {
            itemFailed = true
            bag.report(.dayOutsideCycle(number, limit: length * every), start.to(previous.span))
            return nil
        }
        return Cycle(every: every, unit: unit, day: day)
    }

    /// `every monday`, `mỗi thứ 2`: what is said and not written.
    private mutating func reportWeekdayAlone() -> Bool {
        guard token.kind == .keyword else { return false }
        let isInFigures = token.keyword == .ordinal && isAt(.number, ahead: 1)
        guard isInFigures || Parser.weekdays.contains(token.keyword) else { return false }
        itemFailed = true
        let span = isInFigures ? token.span.to(tokens[index + 1].span) : token.span
        let on = spelled(.on, like: token)
        bag.report(.weekdayAlone("\(on == "on" ? "week" : "tuần") \(on) \(text(span))"), span)
        return true
    }

    /// Whether `on` here names a day of the cycle, and is not the clause `on working days`.
    private mutating func isCycleDayAhead() -> Bool {
        guard isAt(.on) else {
            expected.keywords.insert(.on)
            return false
        }
        if isAt(.number, ahead: 1) { return true }
        if isAt(.word, ahead: 1) { return !isFirstOnLine(index) }
        guard index + 1 < tokens.count, tokens[index + 1].kind == .keyword else { return false }
        let next = tokens[index + 1].keyword
        switch next {
        case .last, .first, .ordinal, .days: return true
        case .workingDays:
            if isAt(.number, ahead: 2) { return true }
            guard index + 2 < tokens.count, tokens[index + 2].kind == .keyword else { return false }
            let third = tokens[index + 2].keyword
            return [.last, .first, .ordinal].contains(third) || Parser.weekdays.contains(third)
        default: return Parser.weekdays.contains(next)
        }
    }

    private mutating func parseCycleDay() -> CycleDay? {
        if token.kind == .number {
            let count = Int(token.value)
            advance()
            if take(.workingDays) { return .workingDay(count) }
            _ = take(.days)
            return .day(count)
        }
        let choices = Parser.weekdays.union(KeywordSet(.last, .first, .ordinal, .days, .workingDays))
        guard let first = keyword(of: choices) else {
            unexpected()
            recover()
            return nil
        }
        advance()
        switch first {
        case .ordinal:
            // "thứ 2" is Monday, as it is written in figures.
            if isAt(.number), 2...7 ~= token.value, let day = Weekday(rawValue: UInt8(token.value) - 1) {
                advance()
                return .weekday(day)
            }
            if isAt(.number) {
                itemFailed = true
                bag.report(
                    .countOutOfRange(
                        Wording(vi: "thứ 2 đến thứ 7, hoặc chủ nhật", en: "“thứ 2” to “thứ 7”, or “chủ nhật”"),
                        fix: nil),
                    token.span)
                advance()
                return nil
            }
            expected.kinds.insert(.number)
            unexpected()
            recover()
            return nil
        case .last:
            if take(.workingDays) { return .lastWorkingDay }
            if take(.days) { return .lastDay }
            unexpected()
            recover()
            return nil
        case .first:
            if take(.workingDays) { return .workingDay(1) }
            if take(.days) { return .day(1) }
            unexpected()
            recover()
            return nil
        case .days, .workingDays: return parseNumberedDay(isWorking: first == .workingDays)
        default: return .weekday(weekday(first))
        }
    }

    /// `day 15`, "ngày làm việc thứ ba", "ngày cuối".
    private mutating func parseNumberedDay(isWorking: Bool) -> CycleDay? {
        if take(.last) { return isWorking ? .lastWorkingDay : .lastDay }
        if take(.first) { return isWorking ? .workingDay(1) : .day(1) }
        if take(.ordinal) || isAt(.number) {
            guard take(.number, .number) else {
                unexpected()
                recover()
                return nil
            }
            return isWorking ? .workingDay(Int(previous.value)) : .day(Int(previous.value))
        }
        // "thứ ba" behind a working day is the third, not a Tuesday.
        if token.kind == .keyword, Parser.weekdays.contains(token.keyword) {
            let number = Int(weekday(token.keyword).rawValue) + 1
            advance()
            return isWorking ? .workingDay(number) : .day(number)
        }
        unexpected()
        recover()
        return nil
    }

    private func weekday(_ keyword: Keyword) -> Weekday {
        switch keyword {
        case .monday: .monday
        case .tuesday: .tuesday
        case .wednesday: .wednesday
        case .thursday: .thursday
        case .friday: .friday
        case .saturday: .saturday
        default: .sunday
        }
    }
}
