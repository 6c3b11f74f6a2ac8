import Dates

/// Phases that a phrase does not date itself, the years of a term of office, and periods told by their end.
extension Phrase {
    /// "đầu kỳ", "giữa kỳ", "cuối kỳ", "kết thúc giai đoạn": of the programme's own period.
    func phaseEdge(_ i: Int) -> Parsed? {
        // "kết thúc giai đoạn 2021 - 2025"
        if isYear(i + 1), kind(i + 2) == .dash || keyword(i + 2) == .until, isYear(i + 3),
            self[i + 1].value < self[i + 3].value
        {
            let whole = phase(Int(self[i + 1].value)...Int(self[i + 3].value))
            return (self[i].value == 3 ? whole : spanPart(Int(self[i].value), whole), i + 4)
        }
        // "giữa kỳ 2023", "giữa kỳ (năm 2023)"
        let j = kind(i + 1) == .open ? skip(i + 2, .year) : i + 1
        if isYear(j), endsDate(j + 1) { return (.year(Int(self[j].value)), kind(i + 1) == .open ? j + 2 : j + 1) }
        guard let period, self[i + 1].keyword != .year else { return nil }
        let index = min(Int(self[i].value), 2)
        return (spanPart(index, phase(period)), i + 1)
    }

    /// "cả giai đoạn", "trong suốt thời kỳ": the programme's own period. Without one the phase stays undated.
    mutating func ownPhase(_ i: Int) -> Parsed? {
        guard keyword(i) == .phase, i > 0, kind(i + 1) != .word, kind(i + 1) != .number, endsDate(i + 1) else {
            return nil
        }
        switch keyword(i - 1) {
        case .whole: break
        case .inside, .until, .untilEnd, .early, .middle, .late, .of: break
        default: return nil
        }
        guard let period else {
            lacksPeriod = true
            return nil
        }
        return (phase(period), i + 1)
    }

    private func phase(_ years: ClosedRange<Int>) -> Window {
        var window = Window.days(
            Day(unchecked: years.lowerBound, 1, 1), Day(unchecked: years.upperBound, 12, 31), .span)
        window.year = years.upperBound
        return window
    }

    /// At "năm": "năm đầu nhiệm kỳ", "năm thứ hai của nhiệm kỳ", "năm cuối giai đoạn 2021-2025". A term of the Party
    /// begins with a congress late in its first calendar year, so that its first year of work is the one after.
    mutating func yearOfTerm(_ i: Int) -> Parsed? {
        var n = 0
        var j = i + 1
        if let (value, next) = ordinal(j) {
            (n, j) = (value, next)
        } else if keyword(j) == .early {
            (n, j) = (1, j + 1)
        } else if keyword(j) == .late || keyword(j) == .last {
            (n, j) = (0, j + 1)
        } else if keyword(j) == .middle {
            (n, j) = (-1, j + 1)
        } else {
            return nil
        }
        let own = j
        let whole = pastConjuncts(own, of: .year)
        j = skip(whole, .first, .last, .of)
        guard keyword(j) == .term || keyword(j) == .phase, case (let span, var next)? = spanPeriod(j),
            span.scope == .days, span.form == .span
        else { return nil }
        if whole > own { next = own }
        let (first, last) = (span.first.year, span.last.year)
        let begun = keyword(j) == .term && last - first == 5 ? first + 1 : first
        let year = n == 0 ? last : n < 0 ? (begun + last) / 2 : begun + n - 1
        guard first...last ~= year else { return nil }
        return (.year(year), next)
    }

    /// "kết thúc năm 2022", "kết thúc quý III/2022", "kết thúc tháng 9".
    mutating func closedPeriod(_ i: Int) -> Parsed? {
        switch keyword(i) {
        case .financialYear:
            guard isYear(i + 1) else { return nil }
            return (.year(Int(self[i + 1].value)), i + 2)
        case .closing: return quarterNumber(i + 1) == nil ? nil : quarterPeriod(i)
        default: return kind(i + 1) == .number ? monthPeriod(i) : nil
        }
    }

    /// "những tháng cuối năm 2022", "các ngày đầu tháng", "những năm đầu nhiệm kỳ": a part of the whole.
    mutating func pluralPart(_ i: Int) -> Parsed? {
        switch keyword(i + 1) {
        case .day, .week, .month, .quarter, .year: break
        default: return nil
        }
        guard keyword(i + 2) == .early || keyword(i + 2) == .late, let (part, next) = partPeriod(i + 2) else {
            return nil
        }
        guard keyword(i + 1) == .day, part.scope == .year, part.form == .span, next > i + 3,
            case .day(let first, 1) = part.start, case .monthEnd(let last) = part.due, last - first == 2
        else { return (part, next) }
        // Of a year the days of its first or last month.
        var window = part
        if keyword(i + 2) == .early {
            window.due = .day(month: first, 10)
            window.point = nil
        } else {
            window.start = .day(month: last, 21)
            window.point = nil
        }
        return (window, next)
    }

    /// A half: "nửa đầu quý IV/2022", "nửa cuối nhiệm kỳ", "nửa nhiệm kỳ đầu".
    mutating func halfPeriod(_ i: Int) -> Parsed? {
        let leads = keyword(i + 1) == .early || keyword(i + 1) == .late
        let own = leads ? i + 2 : i + 1
        // "nửa đầu và nửa cuối tháng"
        let conjuncts = leads ? pastConjuncts(own, of: .half) : own
        let j = skip(conjuncts, .of, .every)
        guard case (let named, var next)? = whole(j) else { return nil }
        if conjuncts > own { next = own }
        var whole = named
        if self[j].keyword == .schoolYear { assumesSchoolYear = true }
        if keyword(j - 1) == .every, whole.year == 0, whole.scope != .days { whole.recurs = true }
        if leads { return half(whole, isFirst: keyword(i + 1) == .early, next) }
        guard whole.scope == .days, keyword(next) == .early || keyword(next) == .late else { return nil }
        return half(whole, isFirst: keyword(next) == .early, next + 1)
    }

    func half(_ whole: Window, isFirst: Bool, _ next: Int) -> Parsed? {
        var window = whole
        if whole.scope == .days, whole.form == .span {
            let months = (whole.last.year - whole.first.year + 1) * 12
            let isYears = whole.first.month == 1 && whole.last.month == 12
            let turn =
                isYears
                ? whole.first.adding(months: months / 2) : whole.first + (Int(whole.last - whole.first) + 1) / 2
            if isFirst { window.last = turn - 1 } else { window.first = turn }
            window.part = isFirst ? .early : .late
            return (window, next)
        }
        guard case .day(let month, _) = whole.start else { return nil }
        switch whole.form {
        case .year:
            window.start = .day(month: isFirst ? 0 : 6, 1)
            window.due = .monthEnd(month: isFirst ? 5 : 11)
        case .quarter:
            window.start = isFirst ? .day(month: month, 1) : .day(month: month + 1, 16)
            window.due = isFirst ? .day(month: month + 1, 15) : .monthEnd(month: month + 2)
        case .month:
            window.start = .day(month: month, isFirst ? 1 : 16)
            window.due = isFirst ? .day(month: month, 15) : .monthEnd(month: month)
        default: return nil
        }
        if whole.isRelative {
            let shift = whole.scope == .year ? 0 : whole.first.month - 1
            window.isRelative = false
            window.scope = .year
            window.year = whole.first.year
            window.start = window.start.moved(by: shift)
            window.due = window.due.moved(by: shift)
        }
        window.form = .span
        return (window, next)
    }
}
