import Dates

/// Lunar dates and feasts.
extension Phrase {
    /// "rằm hằng tháng", "mùng 1 và rằm hằng tháng", "ngày 15 âm lịch hằng tháng"; "mùng 5 hằng tháng" is the civil month's.
    func recursByMoon(_ i: Int) -> Bool {
        guard hasCycle else { return false }
        var j = i
        var isLunar = false
        while true {
            j = skip(j, .day, .and)
            if keyword(j) == .fullMoon {
                isLunar = true
                j = skip(j + 1, .lunarCalendar)
            } else if let (_, next) = integer(keyword(j) == .lunarDay ? j + 1 : j) {
                isLunar = isLunar || keyword(next) == .lunarCalendar
                j = skip(next, .lunarCalendar)
            } else {
                break
            }
            if kind(j) == .comma { j += 1 }
        }
        guard isLunar else { return false }
        if keyword(j) == .every { return keyword(j + 1) == .month }
        // "hằng tháng vào ngày rằm"
        return kind(j) != .word && (0..<i).contains { keyword($0) == .every && keyword($0 + 1) == .month }
    }

    func lunarMonth(_ month: Int) -> Window {
        var window = Window(scope: .year, form: .lunar)
        window.start = .lunar(month: month, day: 1)
        window.due = .lunar(month: month, day: 30)
        window.month = month
        return window
    }

    func lunarDay(_ day: Int, _ month: Int, year: Int) -> Window {
        var window = lunarMonth(month)
        window.start = .lunar(month: month, day: day)
        window.due = window.start
        window.day = day
        window.year = year
        return window
    }

    mutating func lunarDate(_ day: Int, _ month: Int, year: Int?, next: Int) -> Parsed? {
        guard 1...30 ~= day, 1...12 ~= month else {
            fail(.impossibleDate(day: day, month: month, year: year))
            return nil
        }
        if let year, year != 0, !(1900...2199 ~= year) {
            fail(.impossibleYear(year))
            return nil
        }
        var next = next
        var year = year
        if keyword(next) == .year, isYear(next + 1) {
            year = Int(self[next + 1].value)
            next += 2
        }
        return (lunarDay(day, month, year: year ?? 0), next)
    }

    private func feast(_ feast: Feast, _ next: Int, _ first: Feast.Edge = .first, _ last: Feast.Edge = .last) -> Parsed
    {
        var window = Window(scope: .year, form: .feast)
        window.feast = feast
        window.start = .feast(feast, first)
        window.due = .feast(feast, last)
        var next = skip(next, .lunarCalendar)
        // "Tết Giáp Thìn 2024", "Tết năm Giáp Thìn"
        let k = keyword(next) == .year ? next + 1 : next
        if keyword(k) == .stemBranch {
            window.year = year(ofCycle: Int(self[k].value))
            next = k + 1
            if kind(next) == .dash { next += 1 }
        }
        if keyword(next) == .year, isYear(next + 1) {
            window.year = Int(self[next + 1].value)
            next += 2
        } else if isYear(next), endsDate(next + 1) || endsWithTerm(skip(next + 1, .ratio)) {
            window.year = Int(self[next].value)
            next += 1
        } else if keyword(next) == .year, keyword(next + 1) == .this {
            window.year = today.year
            next += 2
        } else if keyword(next) == .year, keyword(next + 1) == .after || keyword(next + 1) == .toward {
            window.year = today.year + 1
            next += 2
        }
        return (window, next)
    }

    /// The year nearest to the issue with a place in the cycle of sixty.
    func year(ofCycle place: Int) -> Int {
        let ahead = ((place + 4 - today.year) % 60 + 60) % 60
        return ahead > 30 ? today.year + ahead - 60 : today.year + ahead
    }

    /// "rằm tháng Bảy", "mùng 10 tháng 3", "mùng 1 Tết", "30 Tết", "Tết Nguyên đán năm 2023", "dịp 30/4 và 1/5".
    mutating func lunarPeriod(_ i: Int) -> Parsed? {
        switch keyword(i) {
        case .fullMoon:
            if keyword(i + 1) == .month, let (month, next) = monthPeriod(i + 1), month.month > 0 {
                // "rằm tháng này": its lunar month is not said.
                if month.isRelative {
                    fail(.lunarMonths)
                    return nil
                }
                return (lunarDay(15, month.month, year: month.year), next)
            }
            return nil
        case .lunarDay:
            // "mùng 15" is written too.
            guard let (day, j) = integer(i + 1, five: true), 1...30 ~= day else { return nil }
            if keyword(j) == .tet { return feast(.tet, j + 1, .offset(day - 1), .offset(day - 1)) }
            // "trước mùng 5 tháng sau", "mùng 10 tháng đầu quý": of a civil month.
            let month = skip(j, .of)
            if keyword(month) == .month, relation(month + 1) != nil || pastPlace(month + 1) != nil,
                let parsed = monthOfDay(day, j)
            {
                hasMoonDay = true
                return parsed
            }
            if keyword(j) == .month, let (month, next) = monthPeriod(j), month.month > 0 {
                // "mùng 5 tháng 9 năm 2022": with a civil year the day is civil too.
                if month.form == .month, month.year > 0 || isCivilFeast(day, month.month),
                    keyword(next) != .lunarCalendar
                {
                    return makeDay(day, month.month, month.year > 0 ? month.year : nil).map { ($0, next) }
                }
                return (lunarDay(day, month.month, year: month.year), skip(next, .lunarCalendar))
            }
            if isSeparator(j), kind(j + 1) == .number, kind(j + 2) == kind(j), isYear(j + 3) {
                return numericDate(j - 1, marked: true, day: true)
            }
            let isMonthly = (0..<i).contains { keyword($0) == .every && keyword($0 + 1) == .month }
            if keyword(j) == .every && keyword(j + 1) == .month || isMonthly && endsDate(j) {
                hasMoonDay = true
                return (.dayOfMonth(day), j)
            }
            // Of the Tết that the end of the range names.
            if keyword(j) == .until || keyword(j) == .untilEnd || kind(j) == .dash { return (.dayOfMonth(day), j) }
            if kind(j) == .slash, let (month, next) = integer(j + 1), 1...12 ~= month {
                if isCivilFeast(day, month), keyword(next) != .lunarCalendar {
                    return makeDay(day, month, nil).map { ($0, next) }
                }
                return lunarDate(day, month, year: nil, next: skip(next, .lunarCalendar))
            }
            return nil
        // "các ngày nghỉ lễ, Tết": whichever they are.
        case .tet where i > 1 && kind(i - 1) == .comma && keyword(i - 2) == .occasion && self[i - 2].value == 1:
            return nil
        case .tet: return feast(.tet, i + 1)
        case .newYear: return feast(.newYear, i + 1)
        case .eve: return feast(.tet, keyword(i + 1) == .tet ? i + 2 : i + 1, .offset(-1), .offset(-1))
        case .hungKings: return datedFeast(.hungKings, i + 1)
        case .midAutumn: return feast(.midAutumn, i + 1, .offset(0), .offset(0))
        case .nationalDay: return datedFeast(.nationalDay, i + 1)
        case .labourDay: return datedFeast(.labourDay, i + 1)
        default: break
        }
        return dayOfTet(i)
    }

    /// "28 Tết", "ngày 6 Tết"
    private mutating func dayOfTet(_ i: Int) -> Parsed? {
        guard let (day, j) = integer(i), keyword(j) == .tet,
            20...30 ~= day || 1...10 ~= day && i > 0 && keyword(i - 1) == .day
        else { return nil }
        let edge = Phrase.edge(ofTet: day)
        return feast(.tet, j + 1, edge, edge)
    }

    /// "mùng 2/9", "mùng 1/5", "mùng 8 tháng 3": feasts of the civil year.
    private func isCivilFeast(_ day: Int, _ month: Int) -> Bool {
        (day, month) == (2, 9) || (day, month) == (1, 5) || (day, month) == (8, 3)
    }

    /// Whether a day and a month without a year begin a range whose end is said to be of the lunar calendar.
    func isLunarRange(_ first: Window, _ end: Window, _ next: Int) -> Bool {
        first.form == .day && first.scope == .year && first.year == 0 && first.month > 0 && end.form == .lunar
            && end.day > 0 && (keyword(next - 1) == .lunarCalendar || keyword(next - 2) == .lunarCalendar)
    }

    /// Past a day's lunar name in parentheses: "14/02/2026 (27 Tết)".
    mutating func pastRepeat(_ i: Int, of window: Window?) -> Int {
        guard kind(i) == .open, window?.form == .day, window?.year ?? 0 > 0 else { return i }
        // "(tức ngày 02/02 Bính Ngọ)"
        if isUnknownWord(i + 1), self[i + 1].base == PhraseToken.base("tuc"),
            let close = (i + 2..<i + 14).first(where: { kind($0) == .close })
        {
            return close + 1
        }
        let saved = (failure, refusal)
        let k = skip(i + 1, .day)
        var parsed = lunarPeriod(k)
        // "(23 tháng Chạp)"
        if parsed == nil, kind(k) == .number, let named = period(k, marked: true), named.window.form == .lunar {
            parsed = named
        }
        (failure, refusal) = saved
        guard let parsed, kind(parsed.next) == .close else { return i }
        return parsed.next + 1
    }

    /// Whether a feast follows, for "ngay sau Tết".
    func isFeast(_ i: Int) -> Bool {
        switch keyword(skip(i, .occasion, .day)) {
        case .tet, .newYear, .hungKings, .nationalDay, .labourDay, .midAutumn: true
        default: false
        }
    }

    /// A day said by its number alone: up to 10 after Tết, from 20 before it.
    private static func edge(ofTet day: Int) -> Feast.Edge {
        day <= 10 ? .offset(day - 1) : day == 30 ? .offset(-1) : .lastMonth(day)
    }

    func dayOfTet(_ day: Int, like window: Window) -> Window {
        var window = window
        window.start = .feast(.tet, Phrase.edge(ofTet: day))
        window.due = window.start
        return window
    }

    private func datedFeast(_ known: Feast, _ i: Int) -> Parsed {
        let next = skipDates(i)
        var (window, end) = feast(known, next)
        // "Quốc khánh 2/9/2023"
        if next > i, window.year == 0, isSeparator(end), isYear(end + 1) {
            window.year = Int(self[end + 1].value)
            end += 2
        }
        return (window, end)
    }

    /// The date that repeats a feast's name: "Quốc khánh 2/9", "Quốc khánh (02/9)", "Giỗ Tổ (10/3 âm lịch)".
    private func skipDates(_ i: Int) -> Int {
        let isOpen = kind(i) == .open
        let j = skip(isOpen ? i + 1 : i, .day)
        guard kind(j) == .number, kind(j + 1) == .slash || kind(j + 1) == .dash, kind(j + 2) == .number,
            self[j + 2].digits <= 2
        else { return i }
        var next = skip(j + 3, .lunarCalendar)
        if isOpen, kind(next) == .close { next += 1 }
        return next
    }

    /// After "dịp", "lễ": a feast by its date, others joined to it: "dịp 30/4 và 1/5".
    mutating func occasion(_ i: Int) -> Parsed? {
        let i = skip(i, .occasion, .day)
        if let parsed = lunarPeriod(i) { return parsed }
        guard kind(i) == .number, kind(i + 1) == .slash || kind(i + 1) == .dash, kind(i + 2) == .number else {
            return nil
        }
        let known: Feast
        switch (self[i].value, self[i + 2].value) {
        case (30, 4): known = .reunification
        case (1, 5): known = .labourDay
        case (2, 9): known = .nationalDay
        case (1, 1): known = .newYear
        case (10, 3): known = .hungKings
        default: return nil
        }
        var next = i + 3
        var year = 0
        if kind(next) == .slash, isYear(next + 1) {
            year = Int(self[next + 1].value)
            next += 2
        }
        // The day that shares the break.
        if known == .reunification {
            let k = keyword(next) == .and || kind(next) == .comma || kind(next) == .dash ? next + 1 : next
            let m = skip(k, .day, .labourDay)
            if self[m].value == 1, kind(m) == .number, kind(m + 1) == .slash || kind(m + 1) == .dash,
                self[m + 2].value == 5
            {
                next = m + 3
                if kind(next) == .slash, isYear(next + 1) {
                    year = Int(self[next + 1].value)
                    next += 2
                }
            } else if keyword(k) == .labourDay {
                next = k + 1
            }
        }
        var (window, end) = feast(known, next)
        if year > 0 { window.year = year }
        return (window, end)
    }
}
