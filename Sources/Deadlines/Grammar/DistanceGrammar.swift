import Dates

/// So long before or after a day that is known: "trước Tết Nguyên đán 10 ngày", "trước ngày 2/9 một tuần", "sau Tết 15 ngày",
/// "chậm nhất 10 ngày sau Tết".
extension Phrase {
    /// The length after a bounded day.
    /// - Returns: whether one was there; then the statement is a day by which.
    mutating func distance(_ item: inout Statement, _ window: Window) -> Bool {
        guard item.bound == .before || item.bound == .after, item.time == nil, isDay(window) else { return false }
        let k = skip(item.next, .ratio, .notBeyond, .atLatest, .at, .within, .copula)
        guard let (term, next) = term(k), window.feast != nil || closesTerm(next) else { return false }
        // "trước ngày 15/6 6 tháng" speaks of a report's time, not of a distance.
        if term.unit == .month, window.feast == nil, kind(k) != .word || term.count > 1 { return false }
        guard keyword(next) != .early, keyword(next) != .late, keyword(next) != .times else { return false }
        return measure(&item, term, next)
    }

    /// A length before or after a day, whichever was said first.
    /// - Parameter next: past both.
    mutating func measure(_ item: inout Statement, _ term: Term, _ next: Int) -> Bool {
        let isBefore = item.bound == .before
        if isBefore, let feast = item.window?.feast, item.window?.due == .feast(feast, .last) {
            // Before a feast is before its own day, before a break before the first of its days.
            let isBreak = (item.first..<next).contains { keyword($0) == .occasion && self[$0].value == 1 }
            item.window?.due = .feast(feast, isBreak ? .first : .offset(0))
        }
        switch term.unit {
        case .day, .week:
            let days = term.count * (term.unit == .week ? 7 : 1)
            guard days <= 366 else { return false }
            item.daysBefore = isBefore ? days : -days
            // After a feast means after its days off; the time until then is counted from the issue.
            if !isBefore { item.bound = .by }
            item.term = nil
        case .workingDay, .month:
            // Not so many days: resolved where the calendar is known.
            guard term.count <= 366 else { return false }
            item.term = term
        default: return false
        }
        item.role = .once
        item.next = next
        return true
    }

    /// A feast, or one day of a year.
    private func isDay(_ window: Window) -> Bool {
        if window.feast != nil { return true }
        return window.scope == .year && !window.isRelative && window.day > 0
            && (window.form == .day || window.form == .lunar)
    }

    private func closesTerm(_ i: Int) -> Bool { endsDate(i) && keyword(i) != .year && keyword(i) != .of }

    /// "10 ngày sau Tết": the term was said first.
    /// - Parameter i: the word that says "after".
    mutating func afterFeast(_ start: Statement, _ i: Int) -> Statement? {
        guard isFeast(i + 1), let term = start.term,
            let (window, next) = lunarPeriod(skip(i + 1, .occasion, .day)) ?? occasion(i + 1), window.feast != nil
        else { return nil }
        var item = start
        item.bound = .after
        item.window = window
        return measure(&item, term, next) ? item : nil
    }

    /// The day that a term is counted from or to; without a year the next with which it has not passed.
    func eventDay(_ year: Int, _ month: Int, _ day: Int, _ item: Statement) -> Day {
        func date(_ year: Int) -> Day {
            Day(unchecked: year, month, min(day, Day.daysInMonth(year: year, month: month)))
        }
        if year > 0 { return date(year) }
        let next = date(today.year)
        let reach: Int32 =
            switch item.term?.unit {
            case _ where item.isBefore: 0
            case .month: 31
            case .quarter: 92
            case .year: 366
            case .week: 7
            case .workingDay: 2
            default: 1
            }
        let end = Int(next.number) + Int(reach) * (item.term?.count ?? 0)
        return end >= Int(issued.number) || today.year >= 2199 ? next : date(today.year + 1)
    }

    /// "từ nay đến Đại hội": the end is a day that is not known yet, and is with it; "đến trước Đại hội" is the day before.
    func untilEvent(_ start: Statement, _ i: Int) -> Statement? {
        let i = skip(i, .day)
        guard start.fromNow, start.time == nil, keyword(i) == .meeting || keyword(i) == .ordinalName else { return nil }
        var item = start
        var j = i + 1
        while j < count, kind(j) == .word || kind(j) == .number || kind(j) == .dash, keyword(j) != .and { j += 1 }
        item.role = .awaiting
        item.isBefore = true
        item.fromNow = false
        item.term = Term(start.endsBefore ? 1 : 0, .day)
        item.name = i..<j
        item.next = j
        return item
    }

    /// "đến trước ngày khai giảng 05/9/2025", "đến ngày bầu cử (15/3/2026)", "đến trước ngày bầu cử, ngày 15/3/2026": the day
    /// said with an event is the end.
    mutating func untilNamedDay(_ start: Statement, _ i: Int) -> Statement? {
        let name = skip(i, .day)
        guard keyword(name) == .meeting || keyword(name) == .ordinalName || name > i && isUnknownWord(name) else {
            return nil
        }
        var j = name + 1
        while j < name + Phrase.maximumRun, kind(j) == .word && startsDay(j) == nil || kind(j) == .dash { j += 1 }
        let isOpen = kind(j) == .open
        guard let k = startsDay(kind(j) == .comma || isOpen ? skip(j + 1, .at, .day) : j) else { return nil }
        let saved = (failure, refusal)
        guard let (window, next) = numericDate(k, marked: true, day: true) ?? dayPeriod(k), window.form == .day,
            window.scope == .year, !isOpen || kind(next) == .close
        else {
            (failure, refusal) = saved
            return nil
        }
        var item = start
        item.end = window
        item.next = isOpen ? next + 1 : next
        return item
    }

    /// Where the numbers of a day and a month begin: "15/3", "ngày 15 tháng 3".
    private func startsDay(_ i: Int) -> Int? {
        let j = skip(i, .at, .day)
        guard kind(j) == .number, 1...31 ~= self[j].value, self[j].digits <= 2 else { return nil }
        let isDay = self[j + 1].strong == .month || kind(j + 1) == .slash || kind(j + 1) == .dash || kind(j + 1) == .dot
        return isDay && kind(j + 2) == .number ? j : nil
    }

    /// Whether a bare d/m is followed by a length: "sau 30/4 một tuần".
    func endsWithTerm(_ i: Int) -> Bool {
        guard let (term, next) = term(i) else { return false }
        return (term.unit == .day || term.unit == .week || term.unit == .workingDay) && closesTerm(next)
    }
}
