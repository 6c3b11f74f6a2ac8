import Dates

/// Days: `ngày D tháng M năm Y`, `D/M/Y` with any separator, `ngày D`, a range of days, and months and years in digits.
extension Phrase {
    typealias Parsed = (window: Window, next: Int)

    /// A sign that separates the numbers of a date, spaces around it or not.
    func isSeparator(_ i: Int) -> Bool {
        switch kind(i) {
        case .slash, .dash, .dot: true
        default: false
        }
    }

    /// Checks a day; an impossible one refuses the phrase.
    mutating func makeDay(_ day: Int, _ month: Int, _ year: Int?) -> Window? {
        guard 1...12 ~= month, day >= 1, day <= Day.daysInMonth(year: year ?? 2000, month: month) else {
            fail(.impossibleDate(day: day, month: month, year: year))
            return nil
        }
        if let year, !(1900...2199 ~= year) {
            fail(.impossibleYear(year))
            return nil
        }
        var window = Window.day(day, month: month)
        window.year = year ?? 0
        return window
    }

    /// A date that begins with a number.
    /// - Parameter marked: a word before says that it is a date ("ngày", "trước").
    /// - Parameter day: "ngày" itself stands before.
    mutating func numericDate(_ i: Int, marked: Bool, day: Bool) -> Parsed? {
        guard kind(i) == .number, !self[i].flags.contains(.quantity) else { return nil }
        if isFourDigits(i) { return yearFirst(i, marked: marked) }
        guard self[i].digits <= 2, isSeparator(i + 1), kind(i + 2) == .number, !self[i + 2].flags.contains(.quantity)
        else { return nil }
        // "Bước 2. 9/2023": the dot ends a number of the text.
        if kind(i + 1) == .dot, self[i + 2].isSpaced, kind(i + 3) == .slash, !day { return nil }
        if isFourDigits(i + 2) { return monthAndYear(i, marked: marked, day: day) }
        guard self[i + 2].digits <= 2 else { return nil }
        // "15/5 - 15/6", "10.3 - 10.4": a day on each side.
        // Of "20-02 - 20-3-2028" the spaced sign.
        let isRange =
            kind(i + 3) == .dash && !isFourDigits(i + 4)
            && (kind(i + 1) != .dash || self[i + 3].isSpaced && !self[i + 1].isSpaced && kind(i + 5) == .dash)
        if isSeparator(i + 3), kind(i + 4) == .number, !self[i + 4].flags.contains(.quantity), !isRange {
            return threeNumbers(i, marked: marked, day: day)
        }
        return dayAndMonth(i, marked: marked, day: day)
    }

    /// 9/2022
    private mutating func monthAndYear(_ i: Int, marked: Bool, day: Bool) -> Parsed? {
        let (month, year) = (Int(self[i].value), Int(self[i + 2].value))
        guard kind(i + 1) != .dot || day, !isCitationTail(i + 3) else { return nil }
        // "đợt 2/2023", "lần 1/2023": which of a year's.
        if month <= 4, i > 0, keyword(i - 1) == .times || self[i - 1].base == PhraseToken.base("dot") { return nil }
        guard 1...12 ~= month, isYear(i + 2) else {
            if marked, kind(i + 1) == .slash, 1900...2199 ~= year { fail(.impossibleMonth(month)) }
            return nil
        }
        // "…/8/2022": the day was left blank; "105/06/2024": it is none.
        if i > 1, kind(i - 1) == .slash {
            let first = kind(i - 2) == .number ? i - 3 : i - 2
            if first > i - 3 || first >= 0 && keyword(first) == .day || isBound(first) { fail(.garbledDate) }
            if kind(i - 2) == .dot || kind(i - 2) == .number { return nil }
        }
        var window = Window.months(month, 1, .month)
        window.year = year
        window.isNumeric = true
        return (window, i + 3)
    }

    /// 15/12/2022, 15/12/22, and ranges of days or months: 01-15/7/2022, 10-12/2022.
    private mutating func threeNumbers(_ i: Int, marked: Bool, day: Bool) -> Parsed? {
        let (a, b, sign) = (Int(self[i].value), Int(self[i + 2].value), kind(i + 1))
        // 01-15/7/2022, 01-15/7, 1-15.5.2022, 20-21-9-2022
        if sign == .dash,
            kind(i + 3) == .slash || kind(i + 3) == .dot && (day || isYear(i + 6))
                || kind(i + 3) == .dash && kind(i + 5) == .dash && isYear(i + 6),
            self[i + 4].digits <= 2
        {
            return dayRange(i, marked: marked)
        }
        // 10-12/2022: months
        if sign == .dash, kind(i + 3) == .slash, isYear(i + 4), 1...12 ~= a, a < b, b <= 12, !day {
            var window = Window.months(a, b - a + 1, .month)
            window.year = Int(self[i + 4].value)
            window.isNumeric = true
            return (window, i + 5)
        }
        if isFourDigits(i + 4) {
            if isCitationTail(i + 5) { return nil }
            if kind(i + 5) == .percent || sign == .dot && !isYear(i + 4) { return nil }
            let k = kind(i + 5) == .open ? i + 6 : i + 5
            if keyword(k) == .lunarCalendar {
                return lunarDate(a, b, year: Int(self[i + 4].value), next: kind(k + 1) == .close ? k + 2 : k + 1)
            }
            // "(19/5/1890 - 19/5/2021)": an anniversary, on its second day.
            if !isYear(i + 4), kind(i + 5) == .dash, self[i + 6].value == self[i].value,
                self[i + 8].value == self[i + 2].value, isYear(i + 10)
            {
                return numericDate(i + 6, marked: marked, day: day)
            }
            guard var window = makeDay(a, b, Int(self[i + 4].value)) else { return nil }
            window.isNumeric = true
            return (window, i + 5)
        }
        // "31.3.24" is a date after "ngày" or a bound, or where it is no number of a text.
        guard self[i + 4].digits == 2, sign == kind(i + 3), day || marked, endsDate(i + 5),
            sign != .dot || day || i > 0 && isBound(i - 1) || a > 12 && self[i + 4].value > 14,
            var window = makeDay(a, b, 2000 + Int(self[i + 4].value))
        else { return nil }
        window.isNumeric = true
        return (window, i + 5)
    }

    /// 15/12
    private mutating func dayAndMonth(_ i: Int, marked: Bool, day: Bool) -> Parsed? {
        let (a, b, sign) = (Int(self[i].value), Int(self[i + 2].value), kind(i + 1))
        guard
            sign == .slash || day && sign != .dot || day && sign == .dot && endsDate(i + 3) || isOfRange(i)
                || isDottedRange(i) || sign == .dot && isDottedDay(i)
                || sign == .dash && (leadsToDate(i + 3) || isNamedDay(i))
        else {
            return nil
        }
        // "từ ngày 15-20 hằng tháng", "ngày 5-10 tháng 7": days of a month.
        if sign == .dash, a < b, b <= 31, self[i + 3].keyword == .month || keyword(i + 3) == .every && isOfMonth(i + 4)
        {
            return nil
        }
        if isCitationTail(i + 3) { return nil }
        if kind(i + 3) == .percent || sign == .dash && a < b && monthOfNextDays(i + 3) != nil { return nil }
        let (year, isNextYear, isPriorYear, end) = yearOfDay(i + 3)
        var next = end
        if kind(next) == .open, keyword(next + 1) == .lunarCalendar, kind(next + 2) == .close { next += 1 }
        let isLunar = keyword(next) == .lunarCalendar
        guard
            day || isLunar || year != nil || isNextYear || isPriorYear || keyword(next) == .every
                || marked
                    && (endsDate(next) || endsWithTerm(next) || kind(next) == .word && isDayOfBound(i)
                        || kind(next) == .colon && isDayOfAgenda(i))
        else {
            if a < b || kind(next) == .word { refuse(.fraction) }
            return nil
        }
        if isLunar {
            return lunarDate(
                a, b, year: year, next: kind(next + 1) == .close && kind(next - 1) == .open ? next + 2 : next + 1)
        }
        guard day || 1...12 ~= b else { return nil }
        guard var window = makeDay(a, b, year) else { return nil }
        // "15/3 năm 2025" needs no other word.
        window.isBare = !day && !(year != nil && isDayAndMonth(i) && keyword(next - 1) != .stemBranch)
        window.isNumeric = year != nil
        // "ngày 10/01 năm sau" is the year after the one reported on.
        window.recurs = isNextYear
        window.follows = isNextYear && !isPriorYear
        window.precedes = isPriorYear
        return (window, next)
    }

    /// The year after a day and a month: written, or that after or before the one reported on.
    private mutating func yearOfDay(_ i: Int) -> (year: Int?, isNext: Bool, isPrior: Bool, next: Int) {
        if keyword(i) == .year, isFourDigits(i + 1) { return (Int(self[i + 1].value), false, false, i + 2) }
        guard keyword(i) == .year || keyword(i) == .of || keyword(i) == .all, let suffix = yearSuffix(i) else {
            return (nil, false, false, i)
        }
        return (
            suffix.relative ? nil : suffix.year, suffix.relative, suffix.relative && suffix.year == today.year,
            suffix.next
        )
    }

    mutating func dayRange(_ i: Int, marked: Bool) -> Parsed? {
        let (a, b, month) = (Int(self[i].value), Int(self[i + 2].value), Int(self[i + 4].value))
        var next = i + 5
        var year: Int?
        if isSeparator(next), isFourDigits(next + 1) {
            year = Int(self[next + 1].value)
            next += 2
        } else if keyword(next) == .year, isFourDigits(next + 1) {
            year = Int(self[next + 1].value)
            next += 2
        }
        guard year != nil || marked && endsDate(next), !isCitationTail(next), kind(next) != .percent else { return nil }
        // "10 - 20/10 âm lịch"
        if keyword(next) == .lunarCalendar, a <= b,
            case (var window, let end)? = lunarDate(b, month, year: year, next: next + 1)
        {
            window.start = .lunar(month: month, day: a)
            return (window, end)
        }
        guard let first = makeDay(a, month, year), var window = makeDay(b, month, year) else { return nil }
        guard a <= b else {
            fail(.backwards)
            return nil
        }
        window.start = first.start
        window.form = .span
        return (window, next)
    }

    /// 2022-12-15, 2021-2025, 2022.
    private mutating func yearFirst(_ i: Int, marked: Bool) -> Parsed? {
        let year = Int(self[i].value)
        if kind(i + 1) == .dash || kind(i + 1) == .slash, self[i + 2].digits == 2, kind(i + 2) == .number,
            kind(i + 3) == kind(i + 1), kind(i + 4) == .number, self[i + 4].digits == 2
        {
            guard isYear(i), var window = makeDay(Int(self[i + 4].value), Int(self[i + 2].value), year) else {
                return nil
            }
            window.isNumeric = true
            return (window, i + 5)
        }
        guard isYear(i) else { return nil }
        // "2021-Q4", "2021Q4"
        let q = kind(i + 1) == .dash || kind(i + 1) == .slash ? i + 2 : i + 1
        if keyword(q) == .letterQ, !self[q].isSpaced, let (quarter, next) = quarterNumber(q + 1), 1...4 ~= quarter {
            var window = Window.months(quarter * 3 - 2, 3, .quarter)
            window.year = year
            return (window, next)
        }
        if kind(i + 1) == .dash || keyword(i + 1) == .until, isYear(i + 2) {
            // "2022-2023-2024"
            var j = i + 2
            while kind(j + 1) == .dash, isYear(j + 2), self[j + 2].value == self[j].value + 1 { j += 2 }
            guard let span = years(i, j), marked || endsDate(j + 1) || keyword(j + 1) == .none && kind(j + 1) == .end
            else { return nil }
            return (span, j + 1)
        }
        // "2022-08", "2021-25" where they stand by themselves
        if i == 0 || kind(i - 1) == .colon || kind(i - 1) == .open, kind(i + 1) == .dash, kind(i + 2) == .number,
            self[i + 2].digits == 2, kind(i + 3) != .word, kind(i + 3) != .number, kind(i + 3) != .dash
        {
            let n = Int(self[i + 2].value)
            if 1...12 ~= n, n <= year % 100 {
                var window = Window.months(n, 1, .month)
                window.year = year
                window.isNumeric = true
                return (window, i + 3)
            }
            if n > year % 100 {
                var window = Window.days(
                    Day(unchecked: year, 1, 1), Day(unchecked: year / 100 * 100 + n, 12, 31), .span)
                window.year = window.last.year
                return (window, i + 3)
            }
        }
        guard endsDate(i + 1) || marked && (kind(i + 1) == .end || keyword(i + 1) == .ratio && isUntil(i - 1)) else {
            return nil
        }
        if kind(i + 1) == .slash { return nil }
        var window = Window.year(year)
        window.isBare = true
        return (window, i + 1)
    }

    private func isOfMonth(_ i: Int) -> Bool { keyword(i) == .month || keyword(i) == .quarter }

    /// "đến 2025 đạt 80%"
    func isUntil(_ i: Int) -> Bool { i >= 0 && (keyword(i) == .until || keyword(i) == .untilEnd) }

    /// The years of two numbers, as one span.
    mutating func years(_ i: Int, _ j: Int) -> Window? {
        let (a, b) = (Int(self[i].value), Int(self[j].value))
        guard a <= b else {
            fail(.backwards)
            return nil
        }
        var window = Window.days(Day(unchecked: a, 1, 1), Day(unchecked: b, 12, 31), .span)
        window.year = b
        return window
    }

    /// A slash or hyphen with letters after it: 09/2019/NĐ-CP.
    func isCitationTail(_ i: Int) -> Bool {
        (kind(i) == .slash || kind(i) == .dash && !self[i].isSpaced && !self[i + 1].isSpaced) && isUnknownWord(i + 1)
    }

    /// After "ngày".
    mutating func dayPeriod(_ i: Int, weak: Bool = false) -> Parsed? {
        let i = skip(i, .at, .copula)
        if let (window, next) = numericDate(i, marked: true, day: true) ?? (failure == nil ? looseDate(i) : nil) {
            return (window, next)
        }
        if failure == nil, !weak, isGarbled(i) { fail(.garbledDate) }
        if failure != nil { return nil }
        if keyword(i) == .lunarDay || keyword(i + 1) == .tet { return lunarPeriod(i) }
        let isOrdinal = keyword(i) == .ordinal
        // "ngày thứ Sáu" is a weekday unless a month follows.
        if isOrdinal, let (n, k) = integer(i + 1, five: true), 2...7 ~= n,
            self[skip(k, .of, .every, .adjacent, .inside)].keyword != .month
        {
            return nil
        }
        guard let (day, j) = isOrdinal ? integer(i + 1, five: true) : integer(i) else { return nil }
        if kind(j) == .dash || kind(j) == .percent || day > 31 && !isOrdinal {
            if kind(j) == .dash, let (last, k) = integer(j + 1), day < last, last <= 31, !isOrdinal {
                // ngày 10-15 tháng 7
                if let month = monthOfNextDays(k) {
                    guard let first = makeDay(day, month, nil), var window = makeDay(last, month, nil) else {
                        return nil
                    }
                    window.start = first.start
                    window.form = .span
                    return (window, k)
                }
                guard let (end, next) = monthOfDay(last, k), end.scope != .month || keyword(next) == .every else {
                    return nil
                }
                var window = end
                window.start = Window.dayOfMonth(day).start
                if end.scope == .year { window.start = .day(month: end.month - 1, day) }
                window.form = .span
                return (window, next)
            }
            if day > 31, !isOrdinal, keyword(j) == .month { fail(.impossibleDate(day: day, month: 0, year: nil)) }
            return nil
        }
        guard let (found, next) = monthOfDay(day, isOrdinal ? skip(j, .inside) : j) else { return nil }
        var window = found
        if weak, window.scope == .month { return nil }
        // "ngày 3 tổ chức …" counts days, "ngày 3 tháng này" and "ngày 3 về Sở" are one.
        let isPlaced = window.isRelative || window.recurs && keyword(next - 1) != .month
        if window.scope == .month, !isOrdinal, !isPlaced, isUnknownWord(next), !isPreposition(next), !weak {
            return nil
        }
        window.isBare = false
        return (window, next)
    }

    /// After days whose month comes later: the 9 of "5-7 và 15-17 tháng 9", "5 - 7, 12 - 14/9".
    private func monthOfNextDays(_ i: Int) -> Int? {
        var j = i
        while kind(j) == .comma || keyword(j) == .and, kind(j + 1) == .number, kind(j + 2) == .dash,
            kind(j + 3) == .number, self[j + 1].value < self[j + 3].value, self[j + 3].value <= 31
        {
            j += 4
        }
        guard j > i, kind(j) == .slash || self[j].keyword == .month, kind(j + 1) == .number, 1...12 ~= self[j + 1].value
        else { return nil }
        return Int(self[j + 1].value)
    }

    /// A date whose separators a scan lost or an office writes its own way: "15,7,2022", "15 7 2022".
    private mutating func looseDate(_ i: Int) -> Parsed? {
        guard kind(i) == .number, self[i].digits <= 2 else { return nil }
        let step = kind(i + 1) == .comma && !self[i + 1].isSpaced ? 2 : 1
        let j = i + step
        guard kind(j) == .number, self[j].digits <= 2, step == 1 || kind(j + 1) == .comma && !self[j + 1].isSpaced,
            isYear(j + step), 1...12 ~= self[j].value
        else { return nil }
        return makeDay(Int(self[i].value), Int(self[j].value), Int(self[j + step].value)).map { ($0, j + step + 1) }
    }

    /// After "ngày": a form nobody filled in ("ngày …/12/2022"), or a date that is not whole ("15/12/202", "15/12/20 22").
    private func isGarbled(_ i: Int) -> Bool {
        if kind(i) == .slash { return kind(i + 1) == .number || kind(i + 1) == .dot }
        if kind(i) == .dot {
            var j = i
            while kind(j) == .dot { j += 1 }
            return kind(j) == .slash || self[j].keyword == .month
        }
        if keyword(i) == .month {
            if kind(i + 1) == .dot || keyword(i + 1) == .year { return true }
            // "ngày tháng 8 năm 2022", "ngày      tháng 8": the day was left out.
            return kind(i + 1) == .number
                && (self[i].start >= self[i - 1].end + 2 || keyword(i + 2) == .year && isYear(i + 3))
        }
        // "ngày 3 1/12/2022": a gap within a number
        if kind(i) == .number, self[i].digits == 1, kind(i + 1) == .number,
            isSeparator(i + 2) && kind(i + 3) == .number || self[i + 2].keyword == .month
        {
            return true
        }
        guard kind(i) == .number, self[i].digits <= 2, isSeparator(i + 1), kind(i + 2) == .number,
            self[i + 2].digits <= 2, kind(i + 3) == kind(i + 1)
        else { return false }
        if kind(i + 1) != .slash { return kind(i + 4) == .number && self[i + 4].digits > 2 && !isFourDigits(i + 4) }
        return kind(i + 4) == .dot || kind(i + 4) == .number && !isFourDigits(i + 4)
    }

    /// The number of a day without a month beside it: `i` is past the number, `j` past the words that join a month.
    private mutating func dayAlone(_ day: Int, _ i: Int, _ j: Int) -> Parsed? {
        guard 1...31 ~= day else { return nil }
        // "ngày 25 của quý": of which month is not said.
        if j > i, keyword(j) == .quarter {
            if keyword(i - 1) != .ordinal, keyword(i - 2) != .ordinal { fail(.garbledDate) }
            return nil
        }
        // "ngày 15 thág 8 năm 2022": what stands between a day and a month with its year is "tháng" garbled.
        if isUnknownWord(j), kind(j + 1) == .number, self[j + 1].digits <= 2, 1...12 ~= self[j + 1].value,
            let suffix = yearSuffix(j + 2), suffix.year > 0, !suffix.relative
        {
            guard self[j].isLikeMonth else {
                fail(.garbledDate)
                return nil
            }
            shortened |= 1 << UInt64(j)
            return makeDay(day, Int(self[j + 1].value), suffix.year).map { ($0, suffix.next) }
        }
        // "ngày 05 đầu tháng"
        if keyword(i) == .early && day <= 10 || keyword(i) == .late && day > 20, keyword(i + 1) == .month,
            endsDate(i + 2)
        {
            var window = Window.dayOfMonth(day)
            window.recurs = true
            return (window, i + 2)
        }
        return (Window.dayOfMonth(day), i)
    }

    /// What follows the number of a day: its month, a place in a quarter, or nothing.
    mutating func monthOfDay(_ day: Int, _ i: Int) -> Parsed? {
        var j = skip(i, .of, .adjacent)
        // "ngày 25 trong tháng 9"
        if keyword(j) == .inside, self[j + 1].keyword == .month { j += 1 }
        // "ngày 25/tháng cuối quý": the sign stands for "của".
        if kind(j) == .slash, keyword(j + 1) == .month || keyword(j + 1) == .letterT { j += 1 }
        // "ngày 15 các tháng 3, 6, 9, 12"
        if keyword(j) == .all, keyword(j + 1) == .month { j += 1 }
        // "ngày 15, tháng 12, năm 2022"
        if kind(i) == .comma || kind(i) == .dot, keyword(i + 1) == .month, kind(i + 2) == .number,
            kind(i) == .comma || !self[i + 1].isSpaced, cycleEnd == 0 || !isBound(i + 3)
        {
            j = i + 1
        }
        // "ngày 10 T12"
        guard self[j].keyword == .month || keyword(j) == .letterT && monthPeriod(j) != nil else {
            guard failure == nil else { return nil }
            // "ngày 10 đầu quý sau" is of the month that the quarter begins with.
            if keyword(j) == .early || keyword(j) == .late, keyword(j + 1) == .quarter,
                case (let month, let next)? = monthOfQuarter(j)
            {
                return self.day(day, of: month, next)
            }
            return dayAlone(day, i, j)
        }
        guard let (month, next) = monthPeriod(j) else {
            // "ngày 15 tháng … năm 2023": the month was left blank.
            if kind(j + 1) == .dot,
                (j + 2..<j + 8).first(where: { kind($0) != .dot }).map({ keyword($0) == .year }) == true
            {
                fail(.garbledDate)
            }
            // "tháng cuối kỳ": which month is not said.
            guard failure == nil, 1...31 ~= day, keyword(j + 1) != .phaseEdge, keyword(j + 1) != .ordinal else {
                return nil
            }
            var window = Window.dayOfMonth(day)
            window.recurs = true
            return (window, j + 1)
        }
        return self.day(day, of: month, next)
    }

    /// The day of a month; `next` is past the month.
    private mutating func day(_ day: Int, of month: Window, _ next: Int) -> Parsed? {
        if month.form == .lunar { return (lunarDay(day, month.month, year: month.year), next) }
        if month.scope == .year, month.month > 0, month.part == .none {
            if keyword(next) == .lunarCalendar { return lunarDate(day, month.month, year: month.year, next: next + 1) }
            if kind(next) == .open, keyword(next + 1) == .lunarCalendar, kind(next + 2) == .close {
                return lunarDate(day, month.month, year: month.year, next: next + 3)
            }
            guard var window = makeDay(day, month.month, month.year == 0 ? nil : month.year) else { return nil }
            window.isRelative = month.isRelative
            window.recurs = month.recurs || month.isRelative
            window.follows = month.isRelative && month.year > today.year
            window.precedes = month.isRelative && month.year == today.year
            if window.recurs { window.year = 0 }
            return (window, next)
        }
        // "ngày 15 của tháng đầu tiên của năm học"
        if month.scope == .days, month.form == .span,
            let date = Day(year: month.first.year, month: month.first.month, day: day)
        {
            return (.days(date, date, .day), next)
        }
        // ngày 25 tháng cuối quý; ngày 10 tháng sau
        guard 1...31 ~= day, case .day(let offset, _) = month.start else { return nil }
        var window = month
        window.start = .day(month: offset, day)
        window.due = window.start
        window.form = .day
        window.day = day
        if month.isRelative {
            window.first = month.first + (min(day, Int(month.last - month.first) + 1) - 1)
            window.last = window.first
        }
        // "ngày 25 tháng này", "tháng tới", "tháng sau nữa" comes once, "ngày 10 tháng sau" after each month.
        let isComing = keyword(next - 1) == .toward || isUnknownWord(next - 1)
        let isPresent = month.isRelative && (month.first <= issued && issued <= month.last || isComing)
        window.recurs = month.year == 0 && !isPresent
        window.follows = window.follows || month.isRelative && !isPresent
        return (window, next)
    }
}
