import Dates

/// Words that no statement has taken up. Where they stand beside a date and could move it, it is not given as certain.
extension Phrase {
    /// Past a condition, to the end of its clause: "nếu ngày này trùng ngày nghỉ", "trường hợp cần gia hạn".
    mutating func pastCondition(_ i: Int) -> Int {
        var j = i + 1
        while j < count, kind(j) != .comma, kind(j) != .semicolon, kind(j) != .close, kind(j) != .colon { j += 1 }
        if condition.isEmpty { condition = i..<j }
        return j
    }

    /// A length that something is moved by, or a bound with a number, that was passed over: "lùi 5 ngày", "sau đó 10 ngày".
    func mover(_ items: [Item]) -> Range<Int>? {
        guard !passed.isEmpty, items.contains(where: { $0.window != nil || $0.term != nil }) else { return nil }
        for i in passed where isInClause(i, items) {
            if let (term, next) = term(i), term.unit != .year, term.unit != .hour, keyword(next) != .times,
                kind(next) != .slash
            {
                // "trước ngày cuối cùng của quý 5 ngày"
                if term.unit != .month,
                    items.contains(where: { $0.next == i && ($0.bound == .before || $0.bound == .by) })
                {
                    return i..<next
                }
                if isDirection(next) { return i..<next + 1 }
                if isDirection(i - 1) { return i - 1..<next }
                if isDirection(i - 2), kind(i - 1) == .word { return i - 2..<next }
            }
            if i > 0, isLimit(i - 1), kind(i + 1) != .word, kind(i + 1) != .percent, kind(i + 1) != .slash,
                kind(i + 1) != .dash
            {
                return i - 1..<i + 1
            }
        }
        return nil
    }

    /// A day without its year, a length of days, or a word of the calendar, beside a date.
    func remainder(_ items: [Item]) -> Range<Int>? {
        guard !passed.isEmpty, items.contains(where: { $0.window != nil }) else { return nil }
        for i in passed where isInClause(i, items) {
            if kind(i) == .word {
                // Right beside the date, and not before what is counted: "tuần tra", "quý cơ quan".
                guard items.contains(where: { $0.next == i || $0.first == i + 1 }), !isUnknownWord(i + 1) else {
                    continue
                }
                return i..<i + (kind(i + 1) == .number ? 2 : 1)
            }
            // "30/6" that could be a day
            if kind(i + 1) == .slash, kind(i + 2) == .number, 1...12 ~= self[i + 2].value, 1...31 ~= self[i].value,
                self[i].value > self[i + 2].value, endsDate(i + 3)
            {
                return i..<i + 3
            }
            guard let (term, next) = term(i), keyword(next) != .times, kind(next) != .slash else { continue }
            switch term.unit {
            case .day, .workingDay, .week: return i..<next
            default: continue
            }
        }
        return nil
    }

    /// A word of the calendar.
    func isOfTime(_ i: Int) -> Bool {
        switch keyword(i) {
        case .week, .month, .quarter, .lunarCalendar, .lunarDay, .fullMoon, .tet, .sunday, .workingDay, .previous,
            .nextOne,
            .following, .adjacent, .late, .early, .middle, .last, .first, .half, .semester:
            true
        default: false
        }
    }

    private func isDirection(_ i: Int) -> Bool {
        guard i >= 0 else { return false }
        switch keyword(i) {
        case .before, .beforeWhen, .after, .afterWhen, .rightAfter, .countingFrom, .compared: return true
        default: return isUnknownWord(i) && Phrase.shifts.contains(self[i].base)
        }
    }

    /// lùi, chậm, sớm, thêm
    private static let shifts: Set<UInt64> = [
        12 | 21 << 5 | 9 << 10, 3 | 8 << 5 | 1 << 10 | 13 << 15, 19 | 15 << 5 | 13 << 10,
        20 | 8 << 5 | 5 << 10 | 13 << 15,
    ]

    private func isLimit(_ i: Int) -> Bool {
        switch keyword(i) {
        case .before, .after, .untilEnd, .atLatest, .notBeyond, .day: true
        default: false
        }
    }

    /// Whether no semicolon parts a token from some statement.
    private func isInClause(_ i: Int, _ items: [Item]) -> Bool {
        items.contains { item in
            let between = i < item.first ? i..<item.first : min(item.next, i)..<i
            return !between.contains { kind($0) == .semicolon }
        }
    }
}
