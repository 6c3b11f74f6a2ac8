import Dates

/// So many units of a larger one: "6 tháng đầu năm 2022", "10 ngày cuối tháng 9", "9 tháng năm 2022".
extension Phrase {
    mutating func countedPart(_ i: Int) -> Parsed? {
        guard let (n, j) = integer(i, five: true), 1...31 ~= n else { return nil }
        let unit = keyword(j)
        let isMonths = unit == .month || unit == .letterT && !self[j].isSpaced && kind(i) == .number
        if unit == .year, self[j].value == 0 { return yearsOfTerm(n, j + 1) }
        guard isMonths || unit == .quarter || unit == .day || unit == .week || unit == .workingDay else { return nil }
        let end = keyword(j + 1)
        guard end == .early || end == .late || end == .first || end == .last else {
            return isMonths ? monthsSoFar(n, j + 1) : nil
        }
        let isFirst = end == .early || end == .first
        let k = skip(j + 2, .first, .last, .of, .this, .every)
        if !isMonths, unit != .quarter {
            let isEach = keyword(k - 1) == .every
            return countedDays(
                unit == .week ? n * 7 : n, k, isFirst: isFirst, works: unit == .workingDay, isEach: isEach)
        }
        let months = unit == .quarter ? n * 3 : n
        if keyword(k) == .quarter, months < 3 { return monthsOfQuarter(months, k, isFirst: isFirst) }
        if keyword(k) == .schoolYear, months < 9 { return monthsOfSchoolYear(months, k, isFirst: isFirst) }
        if isFirst, let parsed = monthsOfCycle(months, k) { return parsed }
        guard keyword(k) == .year || isYear(k), months <= 12 else { return nil }
        var window = Window.months(isFirst ? 1 : 13 - months, months, .span)
        if isYear(k), endsDate(k + 1) {
            window.year = Int(self[k].value)
            return (window, k + 1)
        }
        if let suffix = yearSuffix(k) {
            window.year = suffix.year
            return (window, suffix.next)
        }
        return (window, k + 1)
    }

    /// "hai năm đầu nhiệm kỳ 2025 - 2030", "3 năm cuối giai đoạn 2021-2025"
    private mutating func yearsOfTerm(_ n: Int, _ i: Int) -> Parsed? {
        guard keyword(i) == .early || keyword(i) == .late else { return namedYears(n, i) }
        let j = skip(i + 1, .of)
        guard keyword(j) == .term || keyword(j) == .phase, case (var window, let next)? = spanPeriod(j),
            window.scope == .days, window.form == .span, n <= window.last.year - window.first.year
        else { return nil }
        if keyword(i) == .early {
            window.last = Day(unchecked: window.first.year + n - 1, 12, 31)
        } else {
            window.first = Day(unchecked: window.last.year - n + 1, 1, 1)
        }
        window.part = keyword(i) == .early ? .early : .late
        return (window, next)
    }

    /// "02 tháng đầu quý", "2 tháng cuối quý IV/2022".
    private mutating func monthsOfQuarter(_ n: Int, _ i: Int, isFirst: Bool) -> Parsed? {
        guard case (var window, let next)? = whole(i), failure == nil, !window.isRelative,
            case .day(let first, _) = window.start
        else { return nil }
        let opening = isFirst ? first : first + 3 - n
        window.start = .day(month: opening, 1)
        window.due = .monthEnd(month: opening + n - 1)
        window.form = .span
        window.recurs = window.scope == .quarter
        return (window, next)
    }

    /// "2 tháng cuối của năm học", "3 tháng đầu năm học 2025-2026": months of the calendar, but for the days that it lacks.
    private mutating func monthsOfSchoolYear(_ n: Int, _ i: Int, isFirst: Bool) -> Parsed? {
        guard let (year, next) = spanPeriod(i), year.scope == .days else { return nil }
        assumesSchoolYear = true
        let edge = isFirst ? year.first : year.last
        let month = CalendarPeriod(.month, containing: edge).advanced(by: isFirst ? n - 1 : 1 - n)
        return (.days(isFirst ? edge : month.start, isFirst ? month.end : edge, .span), next)
    }

    /// "3 năm liên tục (2024, 2025, 2026)", "hai năm 2024 và 2025", "3 năm, từ 2024 đến 2026": as many years as are named.
    /// - Parameter i: past "năm".
    func namedYears(_ n: Int, _ i: Int) -> Parsed? {
        var j = i
        while j < i + 2,
            keyword(j) == .continuous || keyword(j) == .following
                || isUnknownWord(j) && self[j].base == PhraseToken.base("lien")
        {
            j += 1
        }
        let isOpen = kind(j) == .open
        if isOpen || kind(j) == .comma || kind(j) == .colon { j += 1 }
        j = skip(j, .from, .year)
        guard n > 1, isYear(j) else { return nil }
        let first = Int(self[j].value)
        var last = first
        j += 1
        if kind(j) == .dash || keyword(j) == .until {
            last = Int(self[skip(j + 1, .year)].value)
            j = skip(j + 1, .year) + 1
        } else {
            while kind(j) == .comma || keyword(j) == .and, case let next = skip(j + 1, .and, .year), isYear(next),
                self[next].value == last + 1
            {
                last += 1
                j = next + 1
            }
        }
        guard last == first + n - 1, isYear(j - 1), !isOpen || kind(j) == .close else { return nil }
        var window = Window.days(Day(unchecked: first, 1, 1), Day(unchecked: last, 12, 31), .span)
        window.year = last
        return (window, isOpen ? j + 1 : j)
    }

    /// "trong 04 tháng đầu đối với phương thức đóng 06 tháng một lần": of each such cycle.
    private func monthsOfCycle(_ n: Int, _ i: Int) -> Parsed? {
        guard keyword(i) == .regarding else { return nil }
        for j in i + 1..<i + 8 where kind(j) == .number {
            guard let (repetition, next) = cycle(j), repetition.times == 1 else { return nil }
            let length = repetition.every * Resolution.months(repetition.unit)
            guard n < length, let scope: Window.Scope = [3: .quarter, 6: .halfYear, 12: .year][length] else {
                return nil
            }
            var window = Window.months(1, n, .span, scope: scope)
            window.recurs = true
            return (window, next)
        }
        return nil
    }

    /// Of a year that a report covers so far: "6 tháng năm 2022", "9 tháng/2022", "6T/2023".
    private mutating func monthsSoFar(_ n: Int, _ i: Int) -> Parsed? {
        guard n == 3 || n == 6 || n == 9,
            kind(i) == .slash && isYear(i + 1) || self[i].keyword == .year && isYear(i + 1),
            endsDate(i + 2) || keyword(i + 2) == .ratio || kind(i) == .word && kind(i + 2) == .word
        else { return nil }
        var window = Window.months(1, n, .span)
        window.year = Int(self[i + 1].value)
        return (window, i + 2)
    }

    /// The first or last days of a school year or one of its terms: "2 tuần đầu của năm học".
    private mutating func schoolDays(_ n: Int, _ i: Int, isFirst: Bool, works: Bool) -> Parsed? {
        guard !works, case (var window, let next)? = keyword(i) == .semester ? semester(i) : whole(i), failure == nil,
            n <= window.last - window.first
        else { return nil }
        assumesSchoolYear = true
        if isFirst { window.last = window.first + (n - 1) } else { window.first = window.last - (n - 1) }
        return (window, next)
    }

    /// The first working days of a month, quarter or year that is known: "5 ngày làm việc đầu tiên của tháng tiếp theo".
    private func workingDays(_ n: Int, of month: Window) -> Window? {
        guard month.form == .month || month.form == .quarter || month.form == .year else { return nil }
        var window = Window.months(month.first.month, 1, .span)
        window.due = .workingDay(month: month.first.month - 1, n)
        window.year = month.first.year
        return window
    }

    /// The first or last days, or working days, of a month, quarter or year.
    private mutating func countedDays(_ n: Int, _ i: Int, isFirst: Bool, works: Bool, isEach: Bool) -> Parsed? {
        if keyword(i) == .schoolYear || keyword(i) == .semester {
            return schoolDays(n, i, isFirst: isFirst, works: works)
        }
        guard self[i].keyword == .month || keyword(i) == .quarter || keyword(i) == .year,
            n <= (keyword(i) == .year && !works ? 31 : 28),
            case (var window, let next)? = whole(i), failure == nil
        else { return nil }
        let isNamed = window.scope == .year
        // "hằng tháng, trong 05 ngày làm việc đầu của tháng sau"
        if window.isRelative, window.form == .month, window.first > issued, isFirst, cycleEnd > 0 {
            window = .months(1, 1, .span, scope: .month)
            window.due = works ? .workingDay(month: 0, n) : .day(month: 0, n)
            window.recurs = true
            window.follows = true
            return (window, next)
        }
        if window.isRelative {
            if works { return isFirst ? workingDays(n, of: window).map { ($0, next) } : nil }
            if isFirst { window.last = window.first + (n - 1) } else { window.first = window.last - (n - 1) }
            window.form = .span
            return (window, next)
        }
        guard case .day(let first, _) = window.start, case .monthEnd(let last) = window.due else { return nil }
        if isFirst {
            window.due = works ? .workingDay(month: first, n) : .day(month: first, n)
        } else {
            window.start = works ? .workingDay(month: last, -n) : .day(month: last, 0 - n)
            if works { window.due = .workingDay(month: last, -1) }
        }
        window.recurs = window.recurs || isEach || !isNamed && (works || keyword(i - 1) == .of)
        if isEach, window.form == .year, window.year == 0 { window.recurs = true }
        window.form = .span
        return (window, next)
    }
}
