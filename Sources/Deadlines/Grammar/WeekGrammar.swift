import Dates

/// Weeks of a month, a quarter or a year.
extension Phrase {
    /// At "tuần": "tuần cuối tháng 9/2022", "tuần thứ hai của tháng", "tuần 36/2022", "tuần sau".
    mutating func weekPeriod(_ i: Int) -> Parsed? {
        if let (shift, next) = relation(i + 1) {
            return (relative(Window(scope: .week, form: .week), .week, by: shift), next)
        }
        if let days = daysOfWeek(i + 1) { return days }
        guard case (let n, var j)? = numberOfWeek(i + 1) else { return nil }
        // "tuần 1, 2 tháng 9", "tuần 1 và tuần 2": up to the last; "tuần 1 và tuần 3 hằng tháng" are two.
        var last = n
        var listed: Int?
        // "tuần 15-16/2025": of a year there are more.
        let limit = n > 5 ? 53 : 5
        // "từ tuần 1 đến tuần 3 tháng 4"
        let isSpan = keyword(j) == .until && keyword(j + 1) == .week
        while n > 0, kind(j) == .comma || kind(j) == .dash || keyword(j) == .and || isSpan && keyword(j) == .until {
            let k = keyword(j + 1) == .week ? j + 2 : j + 1
            guard let (value, next) = ordinal(k) ?? integer(k), value > last, value <= limit,
                next < count && !isYear(next), n > 5 || kind(next) != .slash || kind(j) == .dash && isYear(next + 3)
            else { break }
            if kind(j) != .dash, !isSpan, value > last + 1 { listed = listed ?? j }
            if listed == nil { last = value }
            j = next
        }
        if last > n, let weeks = weeksInDigits(n, last, j) { return weeks }
        if case let conjuncts = pastConjuncts(j, of: .week), conjuncts > j { (listed, j) = (listed ?? j, conjuncts) }
        // "Tuần 3/T4", "tuần 2/tháng 10"
        if kind(j) == .slash, keyword(j + 1) == .month || keyword(j + 1) == .letterT { j += 1 }
        j = skip(j, .first, .last, .of, .every, .inside, .all)
        // "mỗi tháng 02 lần, vào tuần 2 và tuần 4", "mỗi tháng một lần vào tuần cuối"
        let isMonthly =
            endsDate(j)
            && (0..<i).contains { keyword($0) == .every && keyword($0 + 1) == .month }
        guard self[j].keyword == .month || keyword(j) == .letterT || isMonthly else {
            if keyword(i + 1) == .early || keyword(i + 1) == .late || keyword(i + 1) == .last || keyword(j) == .quarter,
                let (window, next) = weekOfWhole(n, j)
            {
                return (window, listed ?? next)
            }
            guard failure == nil, 1...99 ~= n,
                keyword(j) == .year || kind(i + 1) == .number || kind(j) == .slash
            else { return nil }
            return weeksOfYear(n, last, j, isSpan: isSpan)
        }
        guard n == -1 || 1...5 ~= n else { return nil }
        var (window, next): Parsed =
            (isMonthly ? nil : monthPeriod(j)) ?? (.months(1, 1, .month, scope: .month), isMonthly ? j : j + 1)
        if failure != nil { return nil }
        // "tuần đầu tháng sau"; of each such month where a cycle is spoken of: "hằng tháng, tuần đầu tháng sau"
        if window.isRelative {
            guard cycleEnd > 0, window.form == .month, window.first > issued else {
                return (weeks(n, last, of: window, isSpan: isSpan), listed ?? next)
            }
            window.takeNextMonth()
        }
        guard case .day(let month, _) = window.start else { return nil }
        if window.scope == .month { window.recurs = true }
        window.form = isSpan ? .span : .week
        window.start = n == -1 ? .day(month: month, -7) : .day(month: month, n * 7 - 6)
        window.due = n == -1 || last == 5 ? .monthEnd(month: month) : .day(month: month, last * 7)
        return (window, listed ?? next)
    }

    /// Which week it is, and past it: "thứ hai", "2", "đầu", "cuối cùng" (−1).
    private mutating func numberOfWeek(_ j: Int) -> (Int, Int)? {
        if let (value, next) = ordinal(j) ?? integer(j) { return (value, next) }
        if keyword(j) == .early { return (1, j + 1) }
        return keyword(j) == .late || keyword(j) == .last ? (-1, skip(j + 1, .last)) : nil
    }

    /// The days of a week, where the numbers are too large for the weeks of a month: "tuần 24-28/3", "tuần 3-7/3/2025".
    private func daysOfWeek(_ i: Int) -> Parsed? {
        guard kind(i) == .number, kind(i + 1) == .dash, kind(i + 2) == .number, kind(i + 3) == .slash,
            kind(i + 4) == .number, 1...12 ~= self[i + 4].value, 6...31 ~= self[i + 2].value,
            1...6 ~= self[i + 2].value - self[i].value
        else { return nil }
        let hasYear = kind(i + 5) == .slash && isYear(i + 6)
        guard hasYear || endsDate(i + 5) else { return nil }
        let month = Int(self[i + 4].value)
        var window = Window.months(month, 1, .week)
        window.year = hasYear ? Int(self[i + 6].value) : 0
        window.start = .day(month: month - 1, Int(self[i].value))
        window.due = .day(month: month - 1, Int(self[i + 2].value))
        return (window, hasYear ? i + 7 : i + 5)
    }

    /// From the nth seven days of a month whose days are known to other ones; −1 is its last seven.
    private func weeks(_ n: Int, _ last: Int, of month: Window, isSpan: Bool) -> Window {
        .days(
            n == -1 ? month.last - 6 : month.first + (n * 7 - 7),
            n == -1 || last == 5 ? month.last : month.first + (last * 7 - 1), isSpan ? .span : .week)
    }

    /// "tuần 36/2022", "tuần 15-16/2025", by ISO 8601.
    private mutating func weeksOfYear(_ n: Int, _ last: Int, _ i: Int, isSpan: Bool) -> Parsed? {
        guard let suffix = yearSuffix(i) else { return nil }
        let first = CalendarPeriod(.week, containing: Day(unchecked: suffix.year, 1, 4)).advanced(by: n - 1)
        let end = first.advanced(by: last - n)
        guard (end.start + 3).year == suffix.year else {
            fail(.impossibleWeek(last, suffix.year))
            return nil
        }
        return (.days(first.start, end.end, isSpan ? .span : .week), suffix.next)
    }

    /// The "/3/2025" of "tuần 3-4/3/2025": weeks of a month, where two numbers stand.
    private func weeksInDigits(_ first: Int, _ last: Int, _ i: Int) -> Parsed? {
        guard kind(i - 1) == .number, kind(i) == .slash, kind(i + 1) == .number, 1...12 ~= self[i + 1].value,
            kind(i + 2) == .slash, isYear(i + 3)
        else { return nil }
        let month = Int(self[i + 1].value)
        var window = Window.months(month, 1, .week)
        window.year = Int(self[i + 3].value)
        window.start = .day(month: month - 1, first * 7 - 6)
        window.due = last == 5 ? .monthEnd(month: month - 1) : .day(month: month - 1, last * 7)
        return (window, i + 4)
    }

    /// The nth seven days of a quarter or year, or its last: "tuần đầu quý IV/2022", "tuần cuối cùng của năm".
    private mutating func weekOfWhole(_ n: Int, _ i: Int) -> Parsed? {
        guard keyword(i) == .quarter || keyword(i) == .year, n == -1 || 1...4 ~= n, let (whole, next) = whole(i),
            failure == nil, !whole.isRelative, case .day(let first, _) = whole.start,
            case .monthEnd(let last) = whole.due
        else { return nil }
        var window = whole
        window.recurs = whole.scope != .year
        window.form = .week
        window.start = n == -1 ? .day(month: last, -7) : .day(month: first, n * 7 - 6)
        window.due = n == -1 ? .monthEnd(month: last) : .day(month: first, n * 7)
        return (window, next)
    }
}
