import Dates

/// Days of the week, and semesters of a school year.
extension Phrase {
    /// "thứ Bảy)", "CN)", "T7)": a weekday and the end of its parentheses.
    func isWeekdayAlone(_ i: Int) -> Bool {
        if keyword(i) == .sunday { return kind(i + 1) == .close }
        return (keyword(i) == .ordinal || keyword(i) == .letterT) && integer(i + 1, five: true) != nil
            && kind(i + 2) == .close
    }

    /// "thứ Năm", "thứ Sáu tuần sau", "chủ nhật", "thứ Hai đầu tiên của tháng".
    mutating func weekday(_ i: Int) -> Parsed? {
        let start = i
        let i = skip(i, .morning)
        guard let (number, j) = weekdayNumber(i) else { return nil }
        // "chốt danh sách chiều T4": what a letter stands for counts nothing.
        let isLetter = keyword(i) == .letterT
        guard isLetter || mayBeWeekday(start, j) else { return nil }
        guard let weekday = Weekday(rawValue: UInt8(number)) else { return nil }
        if let (n, k) = ordinal(j)
            ?? (keyword(j) == .late || keyword(j) == .last ? (-1, j + 1) : keyword(j) == .early ? (1, j + 1) : nil)
        {
            let whole = pastPlaced(k)
            let isPart = keyword(j) == .early || keyword(j) == .late
            return placedWeekday(weekday, n, skip(whole, .of, .inside, .every), isPart: isPart).map {
                ($0.window, whole > k ? k : $0.next)
            }
        }
        var window = Window(scope: .week, form: .day)
        window.start = .offset(number - 1)
        window.due = window.start
        // "thứ Sáu này", "sáng T7 này trực"; "thứ Hai tới" is after the issue.
        if keyword(j) == .this || keyword(j) == .toward || keyword(j) == .after,
            endsDate(j + 1) || isUnknownWord(j + 1) && (keyword(j) == .toward || keyword(start) == .morning)
        {
            var day = CalendarPeriod(.week, containing: issued).start + (number - 1)
            if keyword(j) != .this, day <= issued { day = day + 7 }
            return (.days(day, day, .day), j + 1)
        }
        let isAside = kind(j) == .open
        let inWeek = isAside || kind(j) == .comma ? j + 1 : j
        if keyword(inWeek) == .week, let (week, next) = weekPeriod(inWeek), week.isRelative,
            !isAside || kind(next) == .close
        {
            let day = week.first + (number - 1)
            return (.days(day, day, .day), isAside ? next + 1 : next)
        }
        if let parsed = weekdayOfWeek(weekday, j) { return parsed }
        if failure != nil || numbersPoint(start, j) { return nil }
        // "thứ 2, 4, 6 hằng tuần"
        if kind(j) == .comma || keyword(j) == .and, kind(j + 1) == .number, 2...7 ~= self[j + 1].value,
            self[j + 1].digits == 1, numbersEndInWeek(j)
        {
            return (window, j)
        }
        let isInDigits = kind(j) == .number && kind(j + 1) == .slash
        guard start == 0 || endsDate(j) || keyword(j) == .every || keyword(j) == .day || isInDigits || isClock(j) else {
            return nil
        }
        // "thứ Sáu, ngày 15/7/2022" repeats the date; "từ thứ Hai ngày 24 đến thứ Sáu ngày 28 tháng 3" two of them.
        // So does a date with its year behind a semicolon, which is a slip.
        let isSlip = kind(j) == .semicolon && isFullDate(skip(j + 1, .day))
        var k = kind(j) == .comma || kind(j) == .open || isSlip ? j + 1 : j
        if keyword(k) == .day { k += 1 }
        if let parsed = numericDate(k, marked: true, day: true), parsed.window.form == .day { return parsed }
        if failure == nil, keyword(k - 1) == .day, kind(k) == .number, let parsed = dayPeriod(k),
            parsed.window.form == .day, start > 0 || parsed.window.scope == .year
        {
            return parsed
        }
        if failure != nil { return nil }
        guard endsDate(j) || keyword(j) == .every || isClock(j) else { return nil }
        if start == 0, j >= count { return (window, j) }
        // "cập nhật thứ Sáu hằng tuần"
        guard
            isLetter || start == 0 || keyword(start - 1) != .none || kind(start - 1) != .word || leadsToWeek(j)
        else { return nil }
        return (window, j)
    }

    /// "thứ Năm", "chủ nhật", "T5": the day's number from Monday, 1.
    private func weekdayNumber(_ i: Int) -> (number: Int, next: Int)? {
        if keyword(i) == .sunday { return (7, i + 1) }
        if keyword(i) == .ordinal, let (value, next) = integer(i + 1, five: true), 2...7 ~= value, next == i + 2 {
            return (value - 1, next)
        }
        return namesWeekday(i) ? (Int(self[i + 1].value) - 1, i + 2) : nil
    }

    /// Past other weekdays with their places: at the "và" of "thứ Hai đầu tiên và thứ Sáu cuối cùng của tháng" to "của".
    private func pastPlaced(_ i: Int) -> Int {
        var j = i
        while j < i + Phrase.maximumRun, kind(j) == .comma || keyword(j) == .and || keyword(j) == .or {
            let weekday = keyword(j + 1) == .ordinal ? integer(j + 2, five: true)?.next : nil
            guard let place = weekday ?? (keyword(j + 1) == .sunday ? j + 2 : nil), let next = pastPlace(place) else {
                return j
            }
            j = next
        }
        return j
    }

    /// Whether "hằng tuần" follows, or other weekdays and then it: "thứ Bảy, Chủ nhật hằng tuần".
    private func leadsToWeek(_ i: Int) -> Bool {
        var j = i
        while j < i + 12, kind(j) == .comma || keyword(j) == .and || keyword(j) == .sunday || keyword(j) == .ordinal {
            j = keyword(j) == .ordinal ? integer(j + 1, five: true)?.next ?? j + 1 : j + 1
        }
        return keyword(j) == .every && keyword(j + 1) == .week
    }

    /// After a noun it counts something ("kỳ họp thứ năm"); a year or another thing counted follows an ordinal.
    private func mayBeWeekday(_ start: Int, _ j: Int) -> Bool {
        guard start > 0 else { return true }
        switch keyword(start - 1) {
        // "9h sáng thứ Năm", not "bản tin Sáng thứ Hai"
        case .morning: return isHour(before: start - 1)
        case .day, .at, .inside, .before, .until, .atLatest, .notBeyond, .hour, .letterH, .minute, .and, .from, .every,
            .after, .periodic, .toward, .untilEnd, .verb, .beforeAndIn, .all, .label:
            return true
        default:
            // "giao ban thứ Hai hằng tuần", "chào cờ sáng thứ Hai đầu tiên của tháng"
            let isWeekly =
                leadsToWeek(j)
                || (keyword(start - 1) == .none || keyword(start - 1) == .meeting)
                    && (keyword(skip(kind(j) == .comma ? j + 1 : j, .of)) == .week
                        || (keyword(j) == .first || keyword(j) == .last
                            || (keyword(j) == .early || keyword(j) == .late) && !isTimes(start - 1))
                            && self[skip(j + 1, .of, .every)].keyword == .month)
            return isWeekly
                || kind(start - 1) != .word && (kind(start - 1) != .number || hasHour(before: start))
        }
    }

    /// "thứ Hai đầu tiên của tháng", "thứ Sáu cuối tuần": of a month or quarter the nth, −1 the last.
    /// - Parameter isPart: "đầu" or "cuối" was said, of a week its own day.
    private mutating func placedWeekday(_ weekday: Weekday, _ n: Int, _ i: Int, isPart: Bool) -> Parsed? {
        if keyword(i) == .week, isPart {
            var window = Window(scope: .week, form: .day)
            window.start = .offset(Int(weekday.rawValue) - 1)
            window.due = window.start
            window.recurs = true
            return (window, i + 1)
        }
        guard self[i].keyword == .month || keyword(i) == .quarter, n == -1 || 1...5 ~= n,
            case (var window, let next)? = whole(i), failure == nil, case .day(let month, _) = window.start,
            case .monthEnd(let last) = window.due
        else { return nil }
        window.recurs = window.scope != .year
        window.start = .weekday(month: n < 0 ? last : month, weekday, n)
        window.due = window.start
        window.form = .day
        return (window, next)
    }

    /// "thứ Hai tuần thứ nhất của tháng", "thứ Năm, tuần thứ ba hằng tháng", "thứ Hai (tuần đầu tháng)": the nth seven days
    /// of a month have its nth Monday.
    mutating func weekdayOfWeek(_ weekday: Weekday, _ i: Int) -> Parsed? {
        let isAside = kind(i) == .open
        let j = skip(kind(i) == .comma || kind(i) == .dash || isAside ? i + 1 : i, .of, .inside)
        // "thứ Sáu (tuần thứ 3) hằng tháng": the month stands behind the parentheses.
        if isAside, keyword(j) == .week, let (n, close) = ordinal(j + 1) ?? integer(j + 1), kind(close) == .close {
            return placedWeekday(weekday, n, skip(close + 1, .of, .inside, .every), isPart: false)
        }
        guard keyword(j) == .week, let (week, next) = weekPeriod(j), !week.isRelative,
            case .day(let month, let first) = week.start, first < 29, !isAside || kind(next) == .close
        else { return nil }
        var window = week
        window.start = .weekday(month: month, weekday, first < 0 ? -1 : (first + 6) / 7)
        window.due = window.start
        window.form = .day
        return (window, isAside ? next + 1 : next)
    }

    /// After "ngày": a weekday of a week of the month.
    mutating func namedWeekday(_ i: Int) -> Parsed? {
        if keyword(i) == .sunday { return weekdayOfWeek(.sunday, i + 1) }
        guard keyword(i) == .ordinal, let (n, next) = integer(i + 1, five: true), 2...7 ~= n,
            let weekday = Weekday(rawValue: UInt8(n - 1))
        else { return nil }
        return weekdayOfWeek(weekday, next)
    }

    /// "Thứ hai, tăng cường …": the second point of a text, where no week is spoken of.
    private mutating func numbersPoint(_ start: Int, _ i: Int) -> Bool {
        // "thứ nhất, …; thứ hai, …"
        let isNext =
            start > 0 && kind(start - 1) != .word
            && (0..<start).contains { keyword($0) == .ordinal && integer($0 + 1)?.value == 1 }
        guard start == 0 || isNext, kind(i) == .comma || kind(i) == .colon || keyword(i) == .copula,
            kind(i + 1) == .word
        else { return false }
        switch keyword(i + 1) {
        case .day, .week, .month, .quarter, .year, .hour, .every, .ordinal, .sunday, .morning, .inside, .at, .before,
            .after, .until, .untilEnd, .from, .atLatest, .notBeyond, .periodic, .early, .middle, .late, .fromNow:
            return false
        default: break
        }
        guard !(i..<count).contains(where: { keyword($0) == .week }) else { return false }
        refuse(.ordinal)
        return true
    }

    /// Whether a list of bare numbers and then a week follows.
    func numbersEndInWeek(_ i: Int) -> Bool {
        var j = i
        while kind(j) == .comma || keyword(j) == .and || kind(j) == .number { j += 1 }
        guard j > i else { return false }
        if keyword(skip(j, .every)) == .week { return true }
        // "hằng tuần vào thứ 2, 4, 6", "3 lần/tuần, thứ 2, 4, 6"
        return 0 < cycleEnd && cycleEnd <= i && endsDate(j)
            && (max(0, cycleEnd - 4)..<cycleEnd).contains { keyword($0) == .week }
    }

    /// "T2, T4, T6 hằng tuần", "T2 - T6 hằng tuần", where letters stand for weekdays; elsewhere they are months.
    func weekdayLetter(_ i: Int) -> Parsed? {
        guard kind(i + 1) == .number, 2...7 ~= self[i + 1].value, !self[i + 1].isSpaced else { return nil }
        var j = i + 2
        while [.letterT, .and, .until].contains(keyword(j)) || [.number, .comma, .dash].contains(kind(j)) { j += 1 }
        guard keyword(skip(j, .every)) == .week else { return nil }
        var window = Window(scope: .week, form: .day)
        window.start = .offset(Int(self[i + 1].value) - 2)
        window.due = window.start
        return (window, i + 2)
    }

    /// The weekdays, Monday being 0, that the months of "T2 - T6", "T2, T4", "T2-CN" may be instead: no year is written.
    var lettersOfWeekdays: (first: Int, last: Int)? {
        func weekday(_ i: Int) -> Int? {
            if keyword(i) == .sunday { return 6 }
            guard keyword(i) == .letterT, kind(i + 1) == .number, 2...7 ~= self[i + 1].value, self[i + 1].digits == 1,
                !self[i + 1].isSpaced
            else { return nil }
            return Int(self[i + 1].value) - 2
        }
        for i in 0..<count where keyword(i) == .letterT {
            guard let first = weekday(i), kind(i + 2) == .dash || kind(i + 2) == .comma || keyword(i + 2) == .and,
                let last = weekday(i + 3), last > first,
                !(0..<count).contains(where: { isYear($0) || keyword($0) == .week })
            else { continue }
            return (first, kind(i + 2) == .dash ? last : first)
        }
        return nil
    }

    /// Whether the "T6" of a note is a Friday, not June: "chiều T6", "17h T6", "T6 tuần này", "T6, 24/5".
    func namesWeekday(_ i: Int) -> Bool {
        guard keyword(i) == .letterT, kind(i + 1) == .number, 2...7 ~= self[i + 1].value, self[i + 1].digits == 1,
            !self[i + 1].isSpaced, kind(i + 2) != .slash, kind(i + 2) != .dash
        else { return false }
        if i > 0, keyword(i - 1) == .morning || isHour(before: i) { return true }
        let j = kind(i + 2) == .comma || kind(i + 2) == .open ? i + 3 : i + 2
        if keyword(j) == .week { return relation(j + 1) != nil }
        let day = skip(j, .day)
        guard kind(day) == .number, kind(day + 1) == .slash, kind(day + 2) == .number, !isYear(day + 2)
        else { return false }
        return self[day + 2].value != self[i + 1].value || isOn(Int(self[i + 1].value) - 1, day)
    }

    /// Whether a day and a month, with their year or of the present one, fall on a weekday.
    private func isOn(_ weekday: Int, _ i: Int) -> Bool {
        let year = isFullDate(i) ? Int(self[i + 4].value) : today.year
        return Day(year: year, month: Int(self[i + 2].value), day: Int(self[i].value))
            .map { Int($0.weekday.rawValue) == weekday } ?? false
    }

    /// The "mai" of "mai 14h", "9h mai": tomorrow beside an hour, where it is no name.
    func isTomorrow(_ i: Int) -> Bool {
        guard self[i].base == PhraseToken.base("mai"), self[i].marks == 0, isUnknownWord(i) else { return false }
        return i == 0 && isClock(1) || isHour(before: i) || i > 0 && keyword(i - 1) == .morning
    }

    /// Past a weekday in parentheses that repeats a date: "20/6/2022 (thứ Hai)".
    func pastWeekday(_ i: Int) -> Int {
        let j = skip(i + 1, .morning)
        if keyword(j) == .sunday, kind(j + 1) == .close { return j + 2 }
        // "30/4/2025 (T4)"
        if keyword(j) == .letterT, kind(j + 1) == .number, !self[j + 1].isSpaced, 2...7 ~= self[j + 1].value,
            kind(j + 2) == .close
        {
            return j + 3
        }
        if keyword(j) == .ordinal, let (n, next) = integer(j + 1, five: true), 2...7 ~= n, kind(next) == .close {
            return next + 1
        }
        return i
    }

    /// Past the weekdays in parentheses before their days: "ngày (thứ Bảy, Chủ nhật) 16, 17/8".
    func pastWeekdays(_ i: Int) -> Int {
        var j = i + 1
        while j < i + 20 {
            if keyword(j) == .sunday {
                j += 1
            } else if keyword(j) == .ordinal, let (n, next) = integer(j + 1, five: true), 2...7 ~= n {
                j = next
            } else {
                return i
            }
            if kind(j) == .close { return kind(j + 1) == .number ? j + 1 : i }
            guard kind(j) == .comma || kind(j) == .dash || keyword(j) == .and else { return i }
            j += 1
        }
        return i
    }

    /// Whether an hour ends right before: "9h", "9 giờ 30", "9h30 phút".
    private func isHour(before i: Int) -> Bool {
        i > 0 && [.hour, .letterH, .minute].contains(keyword(i - 1)) || hasHour(before: i)
    }

    private func hasHour(before i: Int) -> Bool { i >= 2 && (keyword(i - 2) == .hour || keyword(i - 2) == .letterH) }

    /// A semester of a named school year; the ministry's calendars put the turn in mid-January.
    mutating func semester(_ i: Int) -> Parsed? {
        let written = Int(self[i].value)
        guard let (n, j) = written > 0 ? (written, i + 1) : quarterNumber(i + 1), 1...2 ~= n else { return nil }
        let k = kind(j) == .comma || kind(j) == .dash ? j + 1 : skip(j, .of)
        guard keyword(k) == .schoolYear, let (year, next) = spanPeriod(k) else { return nil }
        return (semester(n, of: year), next)
    }

    private mutating func semester(_ n: Int, of year: Window) -> Window {
        assumesSchoolYear = true
        let turn = Day(unchecked: year.last.year, 1, 15)
        return n == 1 ? .days(year.first, turn, .span) : .days(turn + 1, year.last, .span)
    }

    /// "Năm học 2025-2026: HK I", "năm học 2025-2026 (học kỳ II)"
    mutating func semesterBehind(_ year: Parsed) -> Parsed {
        let i = year.next + 1
        let isOpen = kind(year.next) == .open
        guard isOpen || kind(year.next) == .colon || kind(year.next) == .comma || kind(year.next) == .dash,
            keyword(i) == .semester, year.window.scope == .days
        else { return year }
        let written = Int(self[i].value)
        guard let (n, next) = written > 0 ? (written, i + 1) : quarterNumber(i + 1), 1...2 ~= n,
            isOpen ? kind(next) == .close : endsDate(next)
        else { return year }
        return (semester(n, of: year.window), isOpen ? next + 1 : next)
    }
}
