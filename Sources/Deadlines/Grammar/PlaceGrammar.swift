import Dates

/// A place that is said after the period it lies in: "tháng 9, tuần đầu", "quý IV/2023 (tháng cuối)", "tháng 12 vào thứ Hai đầu
/// tiên", "quý III, cuối quý".
extension Phrase {
    mutating func place(in whole: Window, _ i: Int) -> Parsed? {
        guard whole.scope == .year, !whole.isRelative, whole.part == .none,
            whole.form == .month || whole.form == .quarter || whole.form == .year && whole.year > 0,
            case .day(let first, 1) = whole.start, case .monthEnd(let last) = whole.due, first <= last
        else { return nil }
        let isOpen = kind(i) == .open
        let isSigned = isOpen || kind(i) == .comma || kind(i) == .colon || kind(i) == .dash
        let j = skip(isSigned ? i + 1 : i, .filler, .at, .inside)
        guard case (let window, var next)? = place(in: whole, first...last, j), failure == nil else { return nil }
        if isOpen {
            guard kind(next) == .close else { return nil }
            next += 1
        }
        return (window, next)
    }

    private mutating func place(in whole: Window, _ months: ClosedRange<Int>, _ i: Int) -> Parsed? {
        // "tháng 5, chậm nhất tuần thứ ba"
        let j = skip(i, .atLatest, .notBeyond)
        switch keyword(j) {
        case .week:
            guard case (var window, let next)? = week(in: whole, months, j + 1) else { return nil }
            if j > i { window.start = whole.start }
            return (window, next)
        case .early, .middle, .late, .half: return part(of: whole, months, j)
        case .month where whole.form != .month: return month(in: whole, months, j + 1)
        case .quarter where whole.form == .year: return quarter(in: whole, j + 1)
        case .day where i == j, .workingDay where i == j:
            guard whole.form != .year, let (n, k) = number(j + 1, counts: keyword(j) == .workingDay),
                let next = end(of: whole, k)
            else { return nil }
            return edge(n, of: whole, isWorking: keyword(j) == .workingDay, isWeekday: false).map { ($0, next) }
        case .ordinal, .sunday: return weekday(in: whole, months, j)
        default: return kind(j) == .number ? counted(in: whole, months, j) : nil
        }
    }

    /// The number of a place, −1 the last: "đầu tiên", "cuối cùng", "thứ hai" where they are counted.
    private func number(_ i: Int, counts: Bool) -> (n: Int, next: Int)? {
        switch keyword(i) {
        case .early, .first: (1, skip(i + 1, .first))
        case .late, .last: (-1, skip(i + 1, .last))
        case .ordinal where counts: ordinal(i).flatMap { 1...31 ~= $0.value ? ($0.value, $0.next) : nil }
        default: nil
        }
    }

    /// Past "của quý", "tháng": the whole that is named again, or nothing.
    /// - Returns: nil where something else is named.
    private func end(of whole: Window, _ i: Int) -> Int? {
        var j = skip(i, .of, .inside)
        if isUnit(of: whole, j) { j += 1 } else if j > i { return nil }
        switch keyword(j) {
        case .year, .every, .of, .inside, .month, .quarter: return nil
        default: return endsDate(j) && relation(j) == nil ? j : nil
        }
    }

    private func isUnit(of whole: Window, _ i: Int) -> Bool {
        switch whole.form {
        case .month: keyword(i) == .month
        case .quarter: keyword(i) == .quarter
        default: keyword(i) == .year
        }
    }

    /// "tuần đầu", "tuần 1, 2", "tuần cuối cùng của tháng"
    private func week(in whole: Window, _ months: ClosedRange<Int>, _ i: Int) -> Parsed? {
        var window = whole
        window.form = .week
        if case (let n, let k)? = number(i, counts: false) {
            guard let next = end(of: whole, k) else { return nil }
            window.start = n < 0 ? .day(month: months.upperBound, -7) : .day(month: months.lowerBound, 1)
            window.due = n < 0 ? .monthEnd(month: months.upperBound) : .day(month: months.lowerBound, 7)
            return (window, next)
        }
        guard whole.form == .month, var (last, j) = ordinal(i) ?? integer(i), 1...5 ~= last else { return nil }
        let first = last
        while kind(j) == .comma || kind(j) == .dash || keyword(j) == .and,
            let (n, next) = integer(keyword(j + 1) == .week ? j + 2 : j + 1), n == last + 1, n <= 5,
            kind(next) != .slash
        {
            (last, j) = (n, next)
        }
        guard let next = end(of: whole, j) else { return nil }
        window.start = .day(month: months.lowerBound, first * 7 - 6)
        window.due = last == 5 ? .monthEnd(month: months.lowerBound) : .day(month: months.lowerBound, last * 7)
        return (window, next)
    }

    /// "cuối tháng", "nửa đầu quý", "trung tuần", "giữa tháng đầu"
    private mutating func part(of whole: Window, _ months: ClosedRange<Int>, _ i: Int) -> Parsed? {
        if isThird(i) {
            guard whole.form == .month, let next = end(of: whole, i + 1) else { return nil }
            return third(keyword(i) == .early ? 0 : keyword(i) == .middle ? 1 : 2, of: whole).map { ($0, next) }
        }
        let isHalf = keyword(i) == .half
        let j = skip(isHalf ? i + 2 : i + 1, .of)
        if !isHalf, keyword(j) == .month, whole.form != .month, let (month, next) = month(in: whole, months, j + 1) {
            return (apply(part(i), to: month), next)
        }
        guard isUnit(of: whole, j), let next = end(of: whole, j) else { return nil }
        guard isHalf else { return (apply(part(i), to: whole), next) }
        guard keyword(i + 1) == .early || keyword(i + 1) == .late else { return nil }
        return half(whole, isFirst: keyword(i + 1) == .early, next)
    }

    /// "tháng đầu", "tháng thứ hai của quý"
    private func month(in whole: Window, _ months: ClosedRange<Int>, _ i: Int) -> Parsed? {
        guard let (n, k) = keyword(i) == .middle ? (months.count / 2 + 1, i + 1) : number(i, counts: true),
            n <= months.count, let next = end(of: whole, k)
        else { return nil }
        var window = Window.months(n < 0 ? months.upperBound + 1 : months.lowerBound + n, 1, .month)
        window.year = whole.year
        return (window, next)
    }

    /// "quý đầu", "quý cuối năm"
    private func quarter(in whole: Window, _ i: Int) -> Parsed? {
        guard let (n, k) = number(i, counts: true), n <= 4, let next = end(of: whole, k) else { return nil }
        var window = Window.months(n < 0 ? 10 : n * 3 - 2, 3, .quarter)
        window.year = whole.year
        return (window, next)
    }

    /// "thứ Hai đầu tiên", "thứ Sáu tuần cuối"
    private func weekday(in whole: Window, _ months: ClosedRange<Int>, _ i: Int) -> Parsed? {
        guard whole.form != .year else { return nil }
        var weekday = Weekday.sunday
        var j = i + 1
        if keyword(i) == .ordinal {
            guard let (n, next) = integer(j, five: true), 2...7 ~= n, let named = Weekday(rawValue: UInt8(n - 1)) else {
                return nil
            }
            (weekday, j) = (named, next)
        }
        let isOfWeek = keyword(j) == .week
        guard let (n, k) = number(isOfWeek ? j + 1 : j, counts: isOfWeek), n <= 5, let next = end(of: whole, k) else {
            return nil
        }
        var window = whole
        window.form = .day
        window.start = .weekday(month: n < 0 ? months.upperBound : months.lowerBound, weekday, n)
        window.due = window.start
        return (window, next)
    }

    /// "10 ngày đầu", "2 tháng cuối"
    private func counted(in whole: Window, _ months: ClosedRange<Int>, _ i: Int) -> Parsed? {
        guard let (n, j) = integer(i), n > 0, case (let side, let k)? = number(j + 1, counts: false),
            let next = end(of: whole, k)
        else { return nil }
        var window = whole
        window.form = .span
        let (first, last) = (months.lowerBound, months.upperBound)
        switch keyword(j) {
        case .day where n <= 20, .week where n <= 3:
            let days = keyword(j) == .week ? n * 7 : n
            if side > 0 { window.due = .day(month: first, days) } else { window.start = .day(month: last, -days) }
        case .month where n < months.count:
            if side > 0 {
                window.due = .monthEnd(month: first + n - 1)
            } else {
                window.start = .day(month: last - n + 1, 1)
            }
        default: return nil
        }
        return (window, next)
    }
}
