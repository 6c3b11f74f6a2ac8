import Dates

/// Bounds, clock times, ranges and lists around periods.
extension Phrase {
    /// A period of any kind.
    /// - Parameter marked: a bound or preposition stands before.
    mutating func period(_ i: Int, marked: Bool) -> Parsed? {
        let token = self[i]
        if token.kind == .number { return numberPeriod(i, marked: marked) }
        guard token.kind == .word else { return nil }
        switch token.keyword {
        case .none where isTomorrow(i): return (.days(issued + 1, issued + 1, .day), i + 1)
        case .none: return mayBeQuarter(i) ? bareQuarter(i) : nil
        case .quarter, .letterQ: return quarterPeriod(i)
        case .month: return monthPeriod(i)
        case .letterT: return (namesWeekday(i) ? weekday(i) : nil) ?? weekdayLetter(i) ?? monthPeriod(i)
        case .all: return eachWeekday(i) ?? pluralPart(i)
        case .financialYear, .closing, .closingMonth: return closedPeriod(i)
        case .phaseEdge: return phaseEdge(i)
        case .day:
            if token.flags.contains(.weak) { return dayPeriod(i + 1, weak: true) }
            if kind(i + 1) == .open { return dayPeriod(pastWeekdays(i + 1)) }
            if let parsed = dayPeriod(i + 1)
                ?? (failure == nil
                    ? namedWeekday(i + 1) ?? edgeDay(i) ?? lunarPeriod(i + 1) ?? weekday(i + 1) : nil)
            {
                return parsed
            }
            return keyword(i + 1) == .occasion ? occasion(i + 1) : nil
        case .promptly:
            // "ngay" is a word of its own; among others with their marks only a whole date makes it a day.
            guard isMarked else { return dayPeriod(i + 1) }
            guard kind(i + 1) == .number, let (window, next) = dayPeriod(i + 1, weak: true), window.year > 0 else {
                return nil
            }
            return (window, next)
        // "hết ngày làm việc 30/11/2023"
        case .workingDay: return edgeDay(i) ?? (failure == nil ? numericDate(i + 1, marked: true, day: true) : nil)
        // "Nam" is a place; a year whose marks are lost stands after its month or quarter.
        case .year: return token.flags.contains(.weak) ? nil : yearPeriod(i) ?? (failure == nil ? yearOfTerm(i) : nil)
        case .schoolYear: return spanPeriod(i).map { semesterBehind($0) }
        case .phase, .term: return spanPeriod(i)
        case .early, .middle, .late, .half:
            return self[i].value == 1 && keyword(i) != .half ? thirdOfMonth(i) : partPeriod(i)
        case .every: return eachPart(i)
        case .week: return weekPeriod(i)
        case .morning:
            // "sáng 06/9, chiều 07/9"
            return weekday(i) ?? (kind(i + 1) == .number ? numericDate(i + 1, marked: true, day: false) : nil)
        case .ordinal, .sunday: return weekday(i)
        case .numeral: return countedPart(i)
        case .today:
            // "vì ngày mai lập nghiệp" names no day.
            guard marked || self[i].value == 0 || i == 0 && (endsDate(i + 1) || isClock(i + 1)) else { return nil }
            let day = issued + Int(self[i].value)
            return (.days(day, day, .day), i + 1)
        case .nextOne:
            // "sang năm 2026"
            if isYear(i + 1) { return (.year(Int(self[i + 1].value)), i + 2) }
            return (.year(today.year + 1), i + 1)
        case .occasion: return occasion(i)
        case .semester: return semester(i)
        case .letterH: return halfYear(i)
        default: return lunarPeriod(i)
        }
    }

    private mutating func numberPeriod(_ i: Int, marked: Bool) -> Parsed? {
        if keyword(i + 1) == .tet { return lunarPeriod(i) }
        if let parsed = countedPart(i) { return parsed }
        // "lần 1: tháng 4", "bước 3 tháng 9", "trong 2 tháng 4, 5"
        if i > 0, isTimes(i - 1) || isStep(i - 1) || keyword(i - 1) == .inside && countsMonths(i) {
            return nil
        }
        // "trước 15 tháng 12"
        if self[i].value <= 31, self[i].digits <= 2, self[i + 1].strong == .month, namesMonth(i + 2),
            let (window, written) = monthOfDay(Int(self[i].value), i + 1), window.scope == .year,
            case let next = pastPresent(written), window.year > 0 || endsDate(next)
        {
            return (window, next)
        }
        if failure != nil { return nil }
        if listsMonths(i) { return (.months(Int(self[i].value), 1, .month), i + 1) }
        if i == 0 || kind(i - 1) == .open || kind(i - 1) == .colon || kind(i - 1) == .comma
            || keyword(i - 1) == .filler,
            listsDays(i)
        {
            return (.dayOfMonth(Int(self[i].value)), i + 1)
        }
        if isShare(i) {
            refuse(.fraction)
            return nil
        }
        if let parsed = bareDay(i, marked: marked) ?? rangeDay(i) { return parsed }
        if failure != nil { return nil }
        let isWhole =
            i == 0
            && (count == 1 || count == 2 && kind(1) == .dot
                || count == 5 && kind(3) == .slash && (kind(1) == .slash || kind(1) == .dash && isNoPart(2))
                || count == 5 && kind(3) == .dot && kind(1) == .dot && self[0].value > 12 && self[4].digits == 2
                || isCellDay()
                || count == 3 && self[0].value > self[2].value && !(self[0].value == 24 && self[2].value == 7))
        let isDotted = isDottedRange(i)
        if isDotted { rangeSign = .dot }
        let leads =
            isNamedDay(i) || headsDates(i) || isDayOfDeed(i) || isDayOfRound(i) || isDayOfAgenda(i)
            || kind(i + 1) != .dot && leadsToDate(i + 3) || isRangeOfDays(i) || isBeforeFullDate(i)
            || isDotted || isRangeOfName(i)
            || isAfterPeriod(i) || isExpected(i) || isAfterRelation(i) || isOfPresent(i)
            || kind(i + 1) == .slash && kind(i + 3) == .open && isWeekdayAlone(i + 4)
            || kind(i + 1) == .slash && kind(i + 3) == .open && reportAfter(i + 3) != nil
            || i > 1 && kind(i - 1) == .open && (keyword(i - 2) == .year || cycleEnd == i - 1)
            || i > 1 && kind(i - 1) == .colon && cycleEnd == i - 1 && keyword(i - 2) != .times && kind(i + 1) == .slash
        let isList =
            i > 1 && isYear(i) && kind(i - 1) == .colon && kind(i - 2) == .word
            && (kind(i + 1) == .semicolon || kind(i + 1) == .end)
            || i == 0 && isYear(0) && (kind(1) == .comma || kind(1) == .semicolon || keyword(1) == .and)
                && (isYear(2) || keyword(2) == .followingYears)
            || (i == 0 || kind(i - 1) == .colon && kind(i + 1) == .slash) && isListed(from: i)
        guard let (window, next) = numericDate(i, marked: marked || isWhole || isList || leads || hasCycle, day: false)
        else { return nil }
        if window.isBare, !marked, !leads, !isList, !hasCycle,
            !(i == 0 && (next >= count || isWhole || keyword(next) == .onward))
        {
            return nil
        }
        return (window, next)
    }

    /// "2 tháng 4, 5", "03 tháng 6, 7, 8/2022": as many months as are listed.
    private func countsMonths(_ i: Int) -> Bool {
        guard isListOfMonths(i + 1) else { return false }
        if self[i].digits == 1 { return true }
        var n: Int32 = 1
        var j = i + 3
        while kind(j) == .comma || keyword(j) == .and {
            j = skip(j + 1, .month)
            guard kind(j) == .number else { break }
            n += 1
            j += 1
        }
        return n == self[i].value
    }

    /// "tháng 4, 5 năm 2022", "tháng 4 và tháng 5".
    private func isListOfMonths(_ i: Int) -> Bool {
        keyword(i) == .month && kind(i + 1) == .number && (kind(i + 2) == .comma || keyword(i + 2) == .and)
            && (kind(i + 3) == .number || keyword(i + 3) == .month)
    }

    /// A connector and a full date in digits: what stands before shares its year.
    func leadsToDate(_ i: Int) -> Bool {
        // "15/10 đến hết tháng 11/2024"
        if keyword(i) == .until || keyword(i) == .untilEnd, keyword(i + 1) == .month || keyword(i + 1) == .quarter {
            return isDayAndMonth(i - 3)
        }
        guard kind(i) == .dash || keyword(i) == .until || keyword(i) == .untilEnd || keyword(i) == .and else {
            return false
        }
        var j = i + 1
        // "01/4 đến 17h ngày 25/4/2026"
        if kind(j) == .number, keyword(j + 1) == .letterH || keyword(j + 1) == .hour {
            j = kind(j + 2) == .number && self[j + 2].digits == 2 && !self[j + 2].isSpaced ? j + 3 : j + 2
        }
        return isFullDate(skip(j, .day))
    }

    /// What the words before a period say of it.
    private struct Lead {
        /// There are some: then a bare number may be a date.
        var isMarked = false
        /// "trong", "cả", "hết": a bare unit is the present one.
        var isInside = false
        var isOccasion = false
        /// "Thời hạn: …"
        var isLabel = false
        /// "trước và sau": of a feast.
        var isAround = false
    }

    /// A dated statement: bounds, a clock time, a period, a range or a list of periods.
    mutating func dated(_ i: Int) -> Statement? {
        var item = Statement(role: .once, first: i)
        var lead = Lead()
        var j = i
        scan: while j - i < Phrase.maximumRun {
            switch self[j].strong {
            case .before:
                item.bound = .before
                if let after = aroundFeast(j) {
                    item.bound = .none
                    lead.isAround = true
                    j = after
                }
            case .beforeAndIn: item.bound = .by
            case .label: lead.isLabel = true
            case .until, .untilEnd, .atLatest, .notBeyond:
                if item.bound != .before { item.bound = .by }
                if self[j].strong == .untilEnd { lead.isInside = true }
            case .toward:
                guard item.bound == .none || item.bound == .by else { break scan }
                item.bound = .by
            case .from, .countingFrom: (item.bound, j) = (.from, pastPay(j))
            case .after: item.bound = .after
            case .beforeWhen where isFeast(j + 1): item.bound = .before
            case .beforeWhen, .when: return byEnd(item, j + 1)
            case .financialYear, .closing, .closingMonth:
                // "kết thúc năm 2022" is its end.
                if item.bound == .none { item.bound = .by }
                break scan
            case .rightAfter, .afterWhen:
                guard kind(j + 1) == .number || keyword(j) == .rightAfter && isFeast(j + 1) else { return nil }
                item.bound = .after
            case .fromNow:
                item.fromNow = true
                item.bound = .from
                let next = hour(&item, j + 1) ?? j + 1
                return range(item, next)
            case .inside, .whole, .within: lead.isInside = true
            case .at, .copula: break
            case .and where j > i: break
            case .filler, .verb, .duty, .apart:
                // "Thời gian: báo cáo cả năm" names what is due.
                guard j > i, kind(j - 1) != .colon else { break scan }
                lead.isInside = false
            case .occasion: lead.isOccasion = true
            case .none:
                if self[j].flags.contains(.weak), self[j].keyword == .before, kind(j + 1) == .word {
                    item.bound = .before
                    break
                }
                if item.bound != .none, isSlipBeforeDate(j) { break }
                guard failure == nil else { return nil }
                guard kind(j) == .colon, j > i else { break scan }
                lead.isInside = false
            default: break scan
            }
            lead.isMarked = true
            j += 1
        }
        if let next = hour(&item, j) {
            lead.isMarked = true
            j = next
            // "trước 16 giờ hằng ngày"
            if keyword(j) == .every, let (repetition, next) = cycle(j), repetition.unit == .day {
                return Statement(
                    role: .recurring, bound: item.bound, repetition: repetition, time: item.time, first: i, next: next)
            }
        }
        return placed(&item, j, lead)
    }

    /// The period after its bounds, and what belongs to it.
    private mutating func placed(_ item: inout Statement, _ j: Int, _ lead: Lead) -> Statement? {
        var parsed = lead.isOccasion ? occasion(j) : nil
        if parsed == nil { parsed = period(j, marked: lead.isMarked) }
        if parsed == nil { parsed = bareUnit(j, isInside: lead.isInside) }
        guard case (var window, let next)? = parsed, failure == nil else { return nil }
        window.isAround = lead.isAround && window.feast != nil
        item.window = window
        item.next = next
        // "Thời hạn: 15/8" is a bound, "Thời hạn: quý III" the period.
        // "sau ngày 01/9 và trước ngày 15/9"
        let isBetween = item.bound == .after && keyword(next) == .and && keyword(next + 1) == .before
        let isRange = isBetween || kind(next) == .dash || keyword(next) == .until || keyword(next) == .untilEnd
        let isList = (kind(next) == .comma || keyword(next) == .and) && kind(next + 1) == .number
        if lead.isLabel, item.bound == .none, window.form == .day, !isRange, !isList { item.bound = .by }
        if item.bound == .from || item.bound == .after && isRange {
            rangeSign = window.form == .day && kind(j) == .number ? kind(j + 1) : kind(j + 2)
            return range(item, next)
        }
        finish(&item)
        return failure == nil ? item : nil
    }

    /// At "từ": to the word before the period of "từ kỳ lương tháng 4", "từ tháng lương 7/2024".
    private func pastPay(_ i: Int) -> Int {
        // "kỳ" may be part of the bound.
        let j = isUnknownWord(i + 1) && self[i + 1].base == PhraseToken.base("ky") ? i + 2 : i + 1
        if isUnknownWord(j), self[j].base == PhraseToken.base("luong"), unit(j + 1) != nil {
            return j
        }
        return keyword(i + 1) == .blocked && self[i + 1].base == PhraseToken.month && kind(i + 2) == .number ? i + 1 : i
    }

    /// At "trước": "trước, trong và sau Tết" is the whole time around it.
    /// - Returns: where "sau" stands.
    private func aroundFeast(_ i: Int) -> Int? {
        let j = skip(kind(i + 1) == .comma ? i + 2 : i + 1, .and)
        if keyword(j) == .after { return j > i + 1 && isFeast(j + 1) ? j : nil }
        guard keyword(j) == .inside else { return nil }
        let k = skip(kind(j + 1) == .comma ? j + 2 : j + 1, .and)
        return keyword(k) == .after ? k : nil
    }

    /// "trước hạn 15/7/2022", a slip for "ngày": one word between the bound and a date.
    private mutating func isSlipBeforeDate(_ i: Int) -> Bool {
        guard kind(i) == .word, keyword(i - 1) == .before || keyword(i - 1) == .from,
            self[i].keyword == .none || self[i].keyword == .day,
            let (window, _) = numericDate(i + 1, marked: true, day: true)
        else { return false }
        return window.isNumeric && window.form == .day
    }

    /// After "từ P": "đến Q", or open.
    mutating func range(_ item: Statement, _ i: Int) -> Statement? {
        var item = item
        var j = i
        j = pastRepeat(kind(j) == .open ? pastWeekday(j) : j, of: item.window)
        let beginning = j
        if kind(j) == .comma { j += 1 }
        if keyword(j) == .every, let item = acrossMonths(item, j) { return item }
        if let item = acrossYears(item, j, beginning: i) { return item }
        var ends = kind(j) == .dash
        if ends { j += 1 }
        while true {
            // Between two dates "đển" is "đến".
            switch item.fromNow || ends ? keyword(j) : self[j].keyword == .until ? .until : keyword(j) {
            case .until, .toward, .untilEnd, .atLatest: ends = true
            case .before where ends: item.endsBefore = true
            case .and where item.bound == .after: ends = true
            case .at, .inside, .copula: break
            default:
                if keyword(j) == .untilNow {
                    refuse(.past)
                    item.role = .past
                    item.next = j + 1
                    return item
                }
                guard ends else {
                    if let window = item.window, window.form == .span, window.part == .none, !item.fromNow,
                        !(item.first..<item.next).contains(where: {
                            keyword($0) == .schoolYear || keyword($0) == .term || isThird($0)
                        })
                    {
                        item.bound = .none
                        repeated(&item)
                        return item
                    }
                    item.role = .from
                    item.next = max(beginning, item.next)
                    if item.fromNow { item.window = .days(issued, issued, .day) }
                    finishFrom(&item)
                    return item
                }
                return rangeEnd(&item, j, i)
            }
            j += 1
        }
    }

    /// "từ ngày 25 hằng tháng đến ngày 05 tháng sau": across the month's end.
    private mutating func acrossMonths(_ start: Statement, _ i: Int) -> Statement? {
        guard start.window?.scope == .month, start.window?.day ?? 0 > 0, keyword(i + 1) == .month,
            keyword(i + 2) == .until || keyword(i + 2) == .untilEnd,
            let (window, next) = period(skip(i + 2, .until, .untilEnd), marked: true), window.follows, window.day > 0
        else { return nil }
        var item = start
        var end = Window.dayOfMonth(window.day)
        end.due = .day(month: 1, window.day)
        item.end = end
        item.role = .recurring
        item.next = next
        return item
    }

    /// "từ 01/10 hằng năm đến 31/3 năm sau"
    private mutating func acrossYears(_ start: Statement, _ i: Int, beginning: Int) -> Statement? {
        guard let window = start.window, window.scope == .year, window.year == 0, !window.isRelative,
            let (repetition, next) = cycle(i), repetition.unit == .year, repetition.every == 1, repetition.times == 1,
            keyword(next) == .until || keyword(next) == .untilEnd
        else { return nil }
        var item = start
        guard var range = rangeEnd(&item, skip(next, .until, .untilEnd, .at), beginning), range.role == .once,
            let end = range.end
        else { return nil }
        range.role = .recurring
        range.repetition = repetition
        range.end = end.ofEachYear
        return range
    }

    /// The end of a range, after "đến".
    /// - Parameter beginning: past the first side, where the statement ends if there is no other.
    private mutating func rangeEnd(_ item: inout Statement, _ i: Int, _ beginning: Int) -> Statement? {
        var j = i
        if let (time, next) = clock(j) {
            item.time = time
            j = skip(next, .at)
            if kind(j) == .comma, keyword(j + 1) == .day || kind(j + 1) == .number { j += 1 }
        }
        guard
            let (window, next) = period(j, marked: true) ?? element(j, like: item.window)
                ?? bareUnit(j, isInside: true),
            failure == nil
        else {
            guard failure == nil else { return nil }
            if let item = untilNamedDay(item, j) ?? untilEvent(item, j) { return item }
            // "từ 1/3 đến 1/2 số đại biểu"
            let isFraction = item.window?.isBare == true && refusal == .fraction
            item.role = isFraction ? .past : .from
            if item.fromNow { item.window = .days(issued, issued, .day) }
            item.next = beginning
            return item
        }
        if let first = item.window, first.scope == .month, first.day > 0 {
            // "từ mùng 1 đến mùng 3 Tết", "từ 28 đến 30 Tết"
            if window.feast == .tet { item.window = dayOfTet(first.day, like: window) }
            if let days = daysOfMonth(first, window) {
                item.window = days
                item.bound = .none
                item.role = .recurring
                item.next = next
                return item
            }
            // "từ ngày 16 đến ngày 18 tháng Giêng" is lunar on both sides.
            if window.form == .lunar, window.day > 0 {
                item.window = lunarDay(first.day, window.month, year: window.year)
            }
        }
        // "từ thứ Hai đến thứ Tư tuần sau" is of that week, "từ thứ Sáu đến thứ Ba tuần sau" of the one before it too.
        if case .offset(let day)? = item.window?.start, item.window?.scope == .week, window.scope == .days {
            let start = CalendarPeriod(.week, containing: window.first).start + day
            let first = start <= window.first ? start : start - 7
            item.window = .days(first, first, .day)
        }
        // "từ 02/9 đến 19/9 âm lịch" too.
        if let first = item.window, isLunarRange(first, window, next) {
            item.window = lunarDay(first.day, first.month, year: window.year)
        }
        // "hằng năm, từ tháng 10 đến tháng 3 năm sau"
        let isEachYear =
            cycleEnd > 0 && cycleEnd >= item.first - 1 && keyword(cycleEnd - 1) == .year && item.window?.year == 0
        item.end = isEachYear ? window.ofEachYear : window
        item.next = pastRepeat(kind(next) == .open ? pastWeekday(next) : next, of: window)
        repeated(&item)
        return item
    }

    /// "từ ngày 20 đến 25 của tháng cuối quý", "từ ngày 20 đến hết tháng cuối quý": of that month on both sides.
    func daysOfMonth(_ first: Window, _ last: Window) -> Window? {
        guard first.scope == .month, first.day > 0, last.recurs, last.scope == .quarter else { return nil }
        let month: Int
        switch last.due {
        case .day(let ofLast, let day) where last.form == .day && first.day <= day: month = ofLast
        case .monthEnd(let ofLast) where last.form == .month: month = ofLast
        default: return nil
        }
        var window = last
        window.start = .day(month: month, first.day)
        window.form = .span
        return window
    }

    private mutating func finishFrom(_ item: inout Statement) {
        let j = item.next
        if keyword(j) == .onward { item.next = j + 1 }
        if keyword(j) == .every || keyword(j) == .yearly { repeated(&item) }
    }
}
