import Dates

/// Lists of periods, and what makes a period recur.
extension Phrase {
    /// One more element of a list, whose unit was said before: the IV of "quý III, IV", the 5 of "tháng 4, 5".
    mutating func element(_ i: Int, like window: Window?) -> Parsed? {
        guard let window else { return nil }
        switch window.form {
        case .quarter:
            guard let (n, next) = quarterNumber(i), 1...4 ~= n, endsDate(next) || kind(next) != .word else {
                return nil
            }
            // Read as if "quý" stood before.
            return quarterPeriod(i - 1)
        case .month:
            guard let (n, next) = integer(i), 1...12 ~= n, next == i + 1 || kind(i) == .word,
                endsDate(next) || kind(next) != .word
            else { return nil }
            return monthPeriod(i - 1)
        case .day:
            if window.scope == .week {
                guard kind(i) == .number, 2...7 ~= self[i].value, self[i].digits == 1, numbersEndInWeek(i) else {
                    return nil
                }
                var day = window
                day.start = .offset(Int(self[i].value) - 2)
                day.due = day.start
                return (day, i + 1)
            }
            guard keyword(i) != .day else { return nil }
            if let parsed = monthOfList(i, window) { return parsed }
            guard let (n, next) = integer(i), 1...31 ~= n else { return nil }
            if let parsed = numericDate(i, marked: true, day: false) { return parsed }
            if failure != nil { return nil }
            // "quý và 06 tháng": a length.
            if keyword(next) == .month, kind(next + 1) != .number, kind(next + 1) != .word { return nil }
            // Two days in words or digits, with a month after the last.
            return endsDate(next) || self[next].keyword == .month ? monthOfDay(n, next) : nil
        case .week: return kind(i) == .number && window.scope != .days ? weekPeriod(i - 1) : nil
        case .span where window.scope == .days && window.first.month == 9 && isYear(i) && kind(i + 1) == .dash:
            // "năm học 2022-2023, 2023-2024"
            return spanPeriod(i - 1, schoolYear: true)
        case .year, .span:
            // Of a range even where other words follow: "năm 2022 - 2023 toàn tỉnh".
            guard isYear(i), endsDate(i + 1) || kind(i - 1) == .dash && kind(i + 1) == .word else { return nil }
            return (.year(Int(self[i].value)), i + 1)
        default: return nil
        }
    }

    /// The 6 of "ngày 15 tháng 3, 6, 9, 12": the same day of another month.
    private mutating func monthOfList(_ i: Int, _ window: Window) -> Parsed? {
        guard window.scope == .year, window.day > 0, window.month > 0, let (n, next) = integer(i), 1...12 ~= n,
            endsDate(next), kind(next) != .slash
        else { return nil }
        var j = i - 1
        while j > 0, kind(j) == .comma || keyword(j) == .and || kind(j) == .number { j -= 1 }
        guard keyword(j) == .month else { return nil }
        return makeDay(window.day, n, nil).map { day in
            var day = day
            day.year = yearSuffix(next)?.year ?? 0
            return (day, yearSuffix(next)?.next ?? next)
        }
    }

    /// The "tháng 7" of "từ ngày 01 đến ngày 05 tháng 1 và tháng 7": the same days of it.
    private mutating func sameDays(_ i: Int, _ item: Statement, _ first: Window) -> Statement? {
        guard let (begins, last) = daysOfOneMonth(item, first), failure == nil,
            let (end, next) = sameDay(i, last, item) ?? monthOfList(i, last)
        else { return nil }
        var result = item
        if item.end == nil {
            result.window?.start = .day(month: end.month - 1, begins)
            result.window?.due = end.due
        } else {
            result.window = .day(begins, month: end.month)
            result.end = end
        }
        result.window?.year = end.year
        result.next = next
        result.joined = true
        result.isApart = true
        result.role = .once
        repeated(&result)
        return result
    }

    /// The first day and the last of "từ ngày 20 đến ngày 25 tháng 3", "ngày 20 - 25 tháng 6".
    private func daysOfOneMonth(_ item: Statement, _ first: Window) -> (first: Int, last: Window)? {
        if let last = item.end {
            guard last.form == .day, last.day > 0, first.form == .day, first.day > 0,
                first.scope == .month || first.month == last.month, first.day <= last.day
            else { return nil }
            return (first.day, last)
        }
        guard first.form == .span, first.scope == .year, first.part == .none,
            case .day(let month, let day) = first.start, case .day(month, let end) = first.due
        else { return nil }
        return (day, .day(end, month: month + 1))
    }

    /// The "tháng 9" of "ngày 15 tháng 3 và tháng 9": the same day of it.
    private mutating func sameDay(_ i: Int, _ window: Window, _ item: Statement) -> Parsed? {
        guard self[i].keyword == .month, window.form == .day, window.scope == .year, window.day > 0, window.year == 0,
            !window.isRelative, let (month, next) = integer(i + 1), 1...12 ~= month, endsDate(next),
            (item.first..<item.next).contains(where: { self[$0].keyword == .month })
        else { return nil }
        let suffix = yearSuffix(next)
        guard var day = makeDay(window.day, month, suffix?.year), suffix?.relative != true else { return nil }
        day.year = suffix?.year ?? 0
        return (day, suffix?.next ?? next)
    }

    /// The II of "cuối quý I, II, III", the 9 of "cuối tháng 6, 9": the same part of another quarter or month.
    private mutating func samePart(_ i: Int, _ window: Window, _ item: Statement) -> Parsed? {
        guard window.scope == .year, window.part != .none || window.form == .span || window.form == .week else {
            return nil
        }
        // "cuối tháng 3, tháng 4" is one stretch, "trung tuần tháng 9 và tháng 12" two.
        let isNamed = self[i].keyword == .month
        let n = isNamed ? i + 1 : i
        if kind(n) == .number, 1...12 ~= self[n].value,
            self[n].digits <= 2, endsDate(n + 1) || kind(n + 1) == .slash && isYear(n + 2),
            (item.first..<item.next).contains(where: { self[$0].keyword == .month }),
            !isNamed || !follows(Int(self[n].value), window),
            var part = samePart(item, window, of: .months(Int(self[n].value), 1, .month))
        {
            let suffix = yearSuffix(n + 1)
            part.year = suffix?.year ?? 0
            return (part, suffix?.next ?? n + 1)
        }
        // "cuối quý II và quý IV"; "cuối quý III, quý IV" is one stretch.
        let isQuarter = keyword(i) == .quarter
        guard window.part != .none, window.scope == .year, isQuarter || self[i].flags.contains(.roman),
            let (quarter, next) = quarterNumber(isQuarter ? i + 1 : i), 1...4 ~= quarter,
            endsDate(next) || kind(next) == .slash || isQuarter && yearSuffix(next) != nil,
            !isQuarter || !followsQuarter(quarter, window),
            (item.first..<item.next).contains(where: { self[$0].keyword == .quarter })
        else { return nil }
        var part = apply(window.part, to: .months(quarter * 3 - 2, 3, .quarter))
        let suffix = yearSuffix(next)
        part.year = suffix?.year ?? 0
        return (part, suffix?.next ?? next)
    }

    /// The 9 of "ngày cuối cùng của tháng 6, 9", the IV of "ngày đầu tiên của quý III, IV", the "tháng 8" of "thứ Hai đầu tiên của
    /// tháng 7, tháng 8": the day with that place in another month or quarter.
    private mutating func sameEdge(_ i: Int, _ window: Window, _ item: Statement) -> Parsed? {
        guard window.form == .day, window.scope == .year, window.day == 0, window.year == 0, !window.isRelative,
            let month = window.due.month, kind(i - 1) != .semicolon || kind(i) == .word
        else { return nil }
        let said = (item.first..<item.next).map { self[$0].keyword }
        let isQuarter = said.contains(.quarter)
        guard isQuarter || said.contains(.month) else { return nil }
        let from = self[i].keyword == (isQuarter ? .quarter : .month) ? i + 1 : i
        guard let (n, next) = isQuarter ? quarterNumber(from) : integer(from), 1...(isQuarter ? 4 : 12) ~= n else {
            return nil
        }
        let months = isQuarter ? (n - 1 - month / 3) * 3 : n - 1 - month
        let suffix = yearSuffix(next)
        guard endsDate(next) || suffix != nil, suffix?.relative != true else { return nil }
        var other = window
        other.move(by: months)
        other.year = suffix?.year ?? 0
        return (other, suffix?.next ?? next)
    }

    /// Whether a month is the one after that of a window.
    private func follows(_ month: Int, _ window: Window) -> Bool {
        guard case .day(let last, _) = window.start else { return true }
        return month - 1 == (last + 1) % 12
    }

    private func followsQuarter(_ quarter: Int, _ window: Window) -> Bool {
        guard case .day(let last, _) = window.start else { return true }
        return quarter - 1 == (last / 3 + 1) % 4
    }

    /// The same period of another year: "quý IV/2022, 2023", "tháng 3 các năm 2023 - 2025".
    private func sameOfNextYear(_ item: Statement, _ window: Window) -> Statement? {
        let j = item.next
        guard window.scope == .year, window.year > 0, !window.isRelative, item.end == nil, j > 2, isYear(j - 1),
            isYear(j + 1), endsDate(j + 2)
        else { return nil }
        var result = item
        result.joined = true
        switch kind(j) {
        case .dash where keyword(j - 2) == .year && keyword(j - 3) == .all && window.year < Int(self[j + 1].value):
            result.window?.year = window.year + 1
            if window.year + 1 == Int(self[j + 1].value) { result.next = j + 2 }
        case .comma, .semicolon, .symbol, .word:
            guard kind(j) == .comma || kind(j) == .semicolon || keyword(j) == .and, window.year < Int(self[j + 1].value)
            else { return nil }
            result.window?.year = Int(self[j + 1].value)
            result.next = j + 2
        default: return nil
        }
        return result
    }

    /// After a period: a range without "từ", a list, and what makes it recur.
    mutating func finish(_ item: inout Statement) {
        guard let window = item.window else { return }
        if window.form == .day, kind(item.next) == .open {
            item.next = pastRepeat(pastWeekday(item.next), of: window)
            if window.scope == .year, window.year == 0, !window.isRelative, window.feast == nil,
                let next = reportAfter(item.next)
            {
                hasReport = true
                item.role = .recurring
                item.next = next
                return
            }
            let label = pastLabel(item.next)
            if keyword(label) == .every { item.next = label }
        }
        // One after a list is that of all.
        if item.bound == .none || item.bound == .by, !item.joined, let (place, next) = place(in: window, item.next) {
            item.window = place
            item.next = next
            return
        }
        let j = item.next
        if distance(&item, window) { return }
        // "3 - 4", "quý I đến quý III"
        let isRange = kind(j) == .dash || keyword(j) == .until || keyword(j) == .untilEnd
        if isRange, item.bound == .none || window.form == .year || window.form == .quarter || window.form == .month {
            var k = skip(j + 1, .untilEnd)
            if window.form == .day { k = hour(&item, k) ?? k }
            let quarter = window.form == .quarter && kind(k) == .number ? element(k, like: window) : nil
            let end = quarter ?? period(k, marked: true) ?? element(k, like: window)
            if let (end, next) = end ?? (kind(j) == .dash ? nil : bareUnit(k, isInside: true)), failure == nil {
                close(&item, window, by: end, next)
                // "Tháng 6-7-8"
                while let last = item.end, last.form == .month, kind(item.next) == .dash,
                    let (more, next) = element(item.next + 1, like: last), more.month == last.month + 1
                {
                    item.end = more
                    item.next = next
                }
            }
            if failure != nil { return }
        }
        repeated(&item)
        // "tháng 9 hằng năm, tuần đầu"
        if item.role == .recurring, item.end == nil, let window = item.window, item.next > j,
            let (place, next) = place(in: window, item.next)
        {
            item.window = place
            item.next = next
        }
    }

    /// The end of a range without "từ".
    private func close(_ item: inout Statement, _ window: Window, by end: Window, _ next: Int) {
        if let days = daysOfMonth(window, end) {
            item.window = days
            item.next = next
            return
        }
        if window.scope == .month, window.day > 0, end.form == .lunar, end.day > 0 {
            // "ngày 10 đến ngày 12 tháng 3 âm lịch" is lunar on both sides.
            item.window = lunarDay(window.day, end.month, year: end.year)
        } else if isLunarRange(window, end, next) {
            item.window = lunarDay(window.day, window.month, year: end.year)
        } else {
            guard
                end.form == window.form
                    || item.bound == .none
                        && (end.form == .day || end.form == .month || end.form == .span || end.scope == .days)
            else { return }
        }
        item.end = end
        item.next = next
        // "(03/02/1930 - 03/02/2022)": an anniversary, on its second day.
        if window.form == .day, end.form == .day, window.month == end.month, window.day == end.day, window.day > 0,
            window.year > 0, end.year >= window.year + 5
        {
            item.window = end
            item.end = nil
        }
    }

    /// The next period of a list: after a comma or "và", of the same form.
    mutating func following(_ item: Statement) -> Statement? {
        guard let window = item.window, item.daysBefore == 0,
            item.role == .once || item.role == .recurring && item.repetition == nil
        else {
            return nil
        }
        var j = window.form == .day ? pastLabel(item.next) : item.next
        // "cuối tháng 6 đầu tháng 7"
        let isTurn = window.part == .late && keyword(j) == .early
        guard
            kind(j) == .comma || keyword(j) == .and || keyword(j) == .or || kind(j) == .semicolon
                || kind(j) == .dash && (window.form == .quarter || window.year > 0 && isYear(j + 1)) || isTurn
        else { return nil }
        if window.form != .year, window.form != .week, let next = sameOfNextYear(item, window) { return next }
        if let next = sameDays(keyword(j + 1) == .and ? j + 2 : j + 1, item, window) { return next }
        let isApart = kind(j) == .semicolon
        // "30/4/2026 hoặc 01/5/2026": one of them.
        let isEither = keyword(j) == .or && window.form == .day
        if !isTurn { j += 1 }
        if keyword(j) == .and { j += 1 }
        // "sáng ngày 15 và chiều ngày 16/9"
        if keyword(j) == .morning, self[j + 1].keyword == .day, window.form == .day { j += 1 }
        let isNamed = isNamed(j, after: window)
        var parsed =
            sameDay(j, window, item) ?? weekdayAgain(j, window, item) ?? samePart(j, window, item)
            ?? sameEdge(j, window, item) ?? samePlace(j, window, item) ?? conjunct(j, window, item)
        // "1-2/6 và 1-2/12", "5-7 và 15-17 tháng 9"
        let isDays =
            window.form == .span && window.scope == .year && kind(j + 1) == .dash
            && (kind(j + 3) == .slash || self[j + 3].keyword == .month)
        if parsed != nil {
        } else if isNamed || kind(j) == .number && (window.form == .day || isDays) || window.part != .none
            || isThird(j)
        {
            parsed = isDays && kind(j) == .number ? dayPeriod(j) : period(j, marked: true)
        }
        // After a semicolon a bare number may be that of the next item of a text.
        let isBare = item.first == 0 && (kind(j + 1) == .end || kind(j + 1) == .semicolon || keyword(j + 1) == .every)
        if parsed == nil, failure == nil, !isNamed,
            !isApart || window.form == .quarter || window.form == .year || window.form == .month && isBare
        {
            parsed = element(j, like: window)
        }
        // "thứ Sáu tuần 2 và tuần 4 hằng tháng"
        if case .weekday(_, let weekday, _) = window.start, keyword(j) == .week { parsed = weekdayOfWeek(weekday, j) }
        guard case (var next, let end)? = parsed, failure == nil,
            next.form == window.form || next.part != .none && window.part != .none
        else { return nil }
        // After a semicolon a year that was said is not carried on.
        if isApart, window.year > 0, next.year == 0, next.scope != .days { return nil }
        // "các ngày thứ Ba, thứ Năm"
        if window.scope == .week, next.scope == .week, window.recurs { next.recurs = true }
        var result = item
        result.window = next
        result.next = end
        result.joined = true
        result.isApart = isApart || isEither
        result.role = .once
        result.isAttribute = false
        // "từ 01/8 đến 31/8 và 01/10 đến 31/10": its own end.
        result.end = nil
        result.endsBefore = false
        if item.bound == .from, item.end != nil { result.bound = .none }
        finish(&result)
        return result
    }

    /// Whether the next of a list says its own unit.
    private func isNamed(_ i: Int, after window: Window) -> Bool {
        switch self[i].keyword {
        case .day, .month, .quarter, .year: return true
        default: break
        }
        switch keyword(i) {
        case .workingDay, .half, .letterQ, .letterT, .today: return true
        case .ordinal, .sunday: return window.scope == .week || window.isPlacedWeekday
        case .week: return window.form == .week
        default: return false
        }
    }

    /// The second of "thứ Bảy tuần thứ hai và thứ tư": that day of another week, no other weekday.
    private func weekdayAgain(_ i: Int, _ window: Window, _ item: Statement) -> Parsed? {
        guard case .weekday(let month, let weekday, _) = window.start, item.next > 2,
            keyword(item.next - 2) == .ordinal,
            keyword(item.next - 3) == .week, keyword(i) == .ordinal, let (n, next) = ordinal(i), 1...5 ~= n
        else { return nil }
        var other = window
        other.start = .weekday(month: month, weekday, n)
        other.due = other.start
        return (other, next)
    }

    /// The "quý IV" of "ngày 20 tháng cuối quý II và quý IV": that month of another quarter.
    private mutating func samePlace(_ i: Int, _ window: Window, _ item: Statement) -> Parsed? {
        guard window.scope == .year, !window.isRelative, window.form == .month || window.form == .day,
            let (to, next) = quarterNumber(keyword(i) == .quarter ? i + 1 : i), 1...4 ~= to,
            keyword(i) == .quarter || self[i].flags.contains(.roman),
            let place = (item.first..<item.next).first(where: { keyword($0) == .month && pastPlace($0 + 1) != nil }),
            (place..<item.next).contains(where: { keyword($0) == .quarter }),
            case .day(let month, _) = window.start
        else { return nil }
        let months = (to - 1 - month / 3) * 3
        var other = window
        other.start = window.start.moved(by: months)
        other.due = window.due.moved(by: months)
        other.point = window.point?.moved(by: months)
        if window.month > 0 { other.month = window.month + months }
        let suffix = yearSuffix(next)
        other.year = suffix?.year ?? 0
        return (other, suffix?.next ?? next)
    }

    /// The "cuối" of "năm đầu và cuối nhiệm kỳ": another of the same kind.
    private mutating func conjunct(_ i: Int, _ window: Window, _ item: Statement) -> Parsed? {
        guard window.part == .none, keyword(i - 1) == .and || keyword(i - 1) == .or || kind(i - 1) == .comma,
            pastPlace(i) != nil,
            let unit = (item.first..<item.next).first(where: { pastPlace($0 + 1) != nil })
        else { return nil }
        switch self[unit].keyword {
        case .year: return yearOfTerm(i - 1)
        case .quarter: return quarterOfYear(i)
        case .month: return monthOfQuarter(i)
        case .week: return weekPeriod(i - 1)
        case .half: return halfPeriod(i - 1)
        case .workingDay: return edgeDay(i - 1, isWorking: true)
        case .day:
            // "ngày thứ Hai và thứ Sáu" are weekdays; of a week alone it is the same.
            if window.isPlacedWeekday { return nil }
            let next = pastPlace(i) ?? i
            let isOfWeek = keyword(next) == .of && keyword(next + 1) == .week && endsDate(next + 2)
            return window.scope != .week || isOfWeek ? edgeDay(i - 1) : nil
        default: return nil
        }
    }

    /// Past what a day of a list is for, in parentheses: "(đợt 1)", "(dự thảo)", "(sơ kết)".
    func pastLabel(_ i: Int) -> Int {
        guard kind(i) == .open else { return i }
        var j = i + 1
        while j < i + 7, kind(j) == .word || kind(j) == .number {
            switch keyword(j) {
            case .none, .review, .verb, .duty, .document, .record: break
            case .times where kind(j - 1) != .number: break
            default: return i
            }
            j += 1
        }
        return kind(j) == .close ? j + 1 : i
    }
}
