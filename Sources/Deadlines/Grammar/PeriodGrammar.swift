import Dates

/// Months, quarters and what is a part of one.
extension Phrase {
    /// Whether no word follows, or one that begins neither a period nor an event: what is done, to whom, whose.
    func endsName(_ i: Int) -> Bool {
        guard kind(i) == .word else { return true }
        switch keyword(i) {
        case .filler, .verb, .duty, .vague: return true
        case .of: return unit(i + 1) == nil
        default: return isPreposition(i)
        }
    }

    func relative(_ window: Window, _ unit: CalendarUnit, by n: Int) -> Window {
        let period = CalendarPeriod(unit, containing: issued).advanced(by: n)
        var window = window
        window.first = period.start
        window.last = period.end
        window.isRelative = true
        return window
    }

    /// 0 for this one, 1 for the next; of "tháng sau", "quý này".
    func relation(_ i: Int) -> (shift: Int, next: Int)? {
        switch keyword(i) {
        case .this: return (0, i + 1)
        // "trong quý tiếp tục rà soát", "trong ngày tiếp nhận hồ sơ" speak of no next one.
        case .following where self[i].value == 1 && isUnknownWord(i + 1): return nil
        // "tuần sau nữa"
        case .after where isTwice(i), .toward where isTwice(i):
            return (2, i + 2)
        case .following, .adjacent, .toward: return (1, skip(i + 1, .adjacent, .following))
        case .after:
            // "tháng sau chốt", not "hai tháng sau sáp nhập"
            let isCounted = i > 1 && (kind(i - 2) == .number || keyword(i - 2) == .numeral)
            return endsDate(i + 1) || kind(i + 1) == .word && !(isCounted && isUnknownWord(i + 1))
                ? (1, skip(i + 1, .adjacent, .following)) : nil
        default: return nil
        }
    }

    /// The "nữa" of "tuần sau nữa": the one after the next.
    private func isTwice(_ i: Int) -> Bool { isUnknownWord(i + 1) && self[i + 1].base == PhraseToken.base("nua") }

    /// Whether a word or sign that goes before a time stands before: then T9 and Q3 are a month and a quarter.
    func isAnnounced(_ i: Int) -> Bool {
        guard i > 0 else { return false }
        switch keyword(i - 1) {
        case .inside, .at, .before, .until, .untilEnd, .toward, .atLatest, .notBeyond, .from, .after, .verb, .review,
            .early, .middle, .late, .beforeAndIn, .label:
            return true
        case .of: return false
        default:
            return kind(i - 1) == .open || kind(i - 1) == .colon
                || (kind(i - 1) == .comma || kind(i - 1) == .dash) && i > 2
                    && (self[i - 2].kind == .number || self[i - 2].flags.contains(.roman))
                    && keyword(i - 3) == keyword(i)
        }
    }

    /// The T of "ngày 10 T12", "tuần 3/T4", "ngày 20/T11".
    private func followsDay(_ i: Int) -> Bool {
        let n = i > 1 && kind(i - 1) == .slash ? i - 2 : i - 1
        return n > 0 && kind(n) == .number && (keyword(n - 1) == .day || keyword(n - 1) == .week)
    }

    /// Whether more numbers may follow, and then a year or "hằng năm": the T9 of "T9, 10/2023" and of "T9, T12 hằng năm".
    private func isListedBeforeYear(_ i: Int, _ letter: TimeKeyword) -> Bool {
        var j = i
        while kind(j) == .comma || keyword(j) == .and || keyword(j) == letter || kind(j) == .number && !isYear(j)
            || letter == .letterQ && self[j].flags.contains(.roman)
        {
            j += 1
        }
        if keyword(j) == .yearly || keyword(j) == .every && keyword(j + 1) == .year { return true }
        return j > i && kind(j) == .slash && isYear(j + 1)
    }

    /// At "tháng" or the T of "T9/2022".
    mutating func monthPeriod(_ i: Int) -> Parsed? {
        var j = i + 1
        if keyword(i) == .letterT {
            if kind(j) == .dot { j += 1 }
            guard kind(j) == .number, !self[j].isSpaced,
                kind(j + 1) == .slash || kind(j + 1) == .dash || kind(j + 1) == .dot && isYear(j + 2)
                    || i == 0 && j + 1 == count || kind(j + 1) == .colon && (i == 0 || kind(i - 1) == .semicolon)
                    || endsDate(j + 1) && (isAnnounced(i) || isListedBeforeYear(j + 1, keyword(i)) || followsDay(i))
            else { return nil }
        }
        if keyword(j) == .lunarFirst || keyword(j) == .lunarTwelfth {
            let suffix = yearSuffix(j + 1)
            var window = lunarMonth(keyword(j) == .lunarFirst ? 1 : 12)
            window.year = suffix?.year ?? 0
            return (window, skip(suffix?.next ?? j + 1, .lunarCalendar))
        }
        guard let (month, next) = monthNumber(j) else { return failure == nil ? relativeMonth(j) : nil }
        guard kind(next) != .percent else { return nil }
        // "02 tháng 10 ngày" is a length.
        if keyword(next) == .day, i > 0, kind(i - 1) == .number, kind(next + 1) != .number {
            refuse(.duration)
            return nil
        }
        guard 1...12 ~= month else {
            if kind(i + 1) == .number, month < 100, month > 12 || month == 0, yearSuffix(next) != nil || endsDate(next)
            {
                fail(.impossibleMonth(month))
            }
            return nil
        }
        return monthOfYear(i, month, next)
    }

    /// The number of a month in digits or words; "năm" is five where a year or nothing follows.
    private mutating func monthNumber(_ i: Int) -> (value: Int, next: Int)? {
        if let number = integer(i) { return number }
        switch keyword(i) {
        case .year:
            guard
                self[i + 1].keyword == .year || kind(i + 1) == .slash || endsDate(i + 1) || isYear(i + 1),
                keyword(i + 1) != .every, keyword(i + 1) != .this
            else { return nil }
            // A wide gap was left for a number.
            if self[i].start >= self[i - 1].end + 3, isYear(i + 1) {
                fail(.garbledDate)
                return nil
            }
            return (5, i + 1)
        // Without marks "từ" is four and "sau" six.
        case .from: return !isMarked && (keyword(i + 1) == .year || kind(i + 1) == .slash) ? (4, i + 1) : nil
        case .after: return !isMarked && keyword(i + 1) == .year && isYear(i + 2) ? (6, i + 1) : nil
        default: return nil
        }
    }

    /// "tháng sau", "tháng cuối quý", "tháng sau tháng kết thúc quý".
    private mutating func relativeMonth(_ i: Int) -> Parsed? {
        if keyword(i) == .afterWhen, let parsed = monthAfterClosing(1, i + 1) { return parsed }
        guard let (shift, next) = relation(i) else { return monthOfQuarter(i) }
        if shift == 1, let after = afterReported(.months(1, 1, .month, scope: .month), .month, next) { return after }
        // "tháng tiếp theo quý báo cáo", "tháng liền kề sau quý báo cáo"
        let whole = keyword(next) == .after ? next + 1 : next
        if shift == 1, keyword(whole) == .quarter || keyword(whole) == .year,
            keyword(whole + 1) == .verb || isAlone(whole, after: next),
            case (var window, let end)? = monthAfterClosing(1, whole)
        {
            window.follows = keyword(whole) == .quarter
            return (window, end)
        }
        // "tháng tiếp theo sau khi kết thúc quý"
        if shift == 1, keyword(next) == .afterWhen, let parsed = monthAfterClosing(1, next + 1) { return parsed }
        if keyword(next) == .month, keyword(next + 1) == .closing, let parsed = monthAfterClosing(1, next + 1) {
            return parsed
        }
        return (relative(.months(1, 1, .month, scope: .month), .month, by: shift), next)
    }

    /// After the number of a month: its year, or the lunar calendar.
    private mutating func monthOfYear(_ i: Int, _ month: Int, _ next: Int) -> Parsed? {
        var window = Window.months(month, 1, .month)
        var j = next
        if let suffix = yearSuffix(j) {
            window.year = suffix.year
            window.isRelative = suffix.relative
            if suffix.relative {
                window.takeDays(ofYear: suffix.year)
                switch keyword(suffix.next - 1) {
                case .adjacent, .previous, .before, .verb: window.recurs = true
                case _ where suffix.year == today.year: window.recurs = true
                default: break
                }
            }
            // Years named by stem and branch are lunar.
            if keyword(suffix.next - 1) == .stemBranch {
                var lunar = lunarMonth(month)
                lunar.year = suffix.year
                return (lunar, suffix.next)
            }
            j = suffix.next
        } else if self[i].flags.contains(.weak), j >= count || keyword(j) != .lunarCalendar {
            return nil
        }
        if keyword(j) == .lunarCalendar {
            var lunar = lunarMonth(month)
            let suffix = window.year == 0 ? yearSuffix(j + 1) : nil
            lunar.year = suffix?.year ?? window.year
            return (lunar, suffix?.next ?? j + 1)
        }
        return (window, j)
    }

    /// "tháng cuối quý", "tháng thứ hai của quý IV/2022", "tháng thứ 3 kể từ ngày kết thúc năm dương lịch".
    mutating func monthOfQuarter(_ i: Int) -> Parsed? {
        var n = 0
        var j = i
        // "tháng cuối kỳ báo cáo"
        if keyword(i) == .phaseEdge, self[i].value != 1 {
            let next = keyword(i + 1) == .verb || keyword(i + 1) == .record ? i + 2 : i + 1
            return ofLength(monthOfCycle(self[i].value == 0 ? 1 : -1, follows: false), next)
        }
        if let (value, next) = ordinal(i) {
            n = value
            j = next
        } else if keyword(i) == .early {
            n = 1
            j = i + 1
        } else if keyword(i) == .middle {
            n = -2
            j = i + 1
        } else if keyword(i) == .late || keyword(i) == .last {
            n = -1
            j = i + 1
        } else {
            return nil
        }
        let whole = pastConjuncts(j, of: .month)
        return month(n, of: whole).map { ($0.window, whole > j ? j : $0.next) }
    }

    /// - Parameter n: -1 the last, -2 the middle one.
    private mutating func month(_ n: Int, of whole: Int) -> Parsed? {
        var j = whole
        if keyword(j) == .countingFrom || keyword(j) == .afterWhen || keyword(j) == .after {
            return monthAfterClosing(n, skip(j + 1, .day, .from, .when, .untilEnd))
        }
        j = skip(j, .of, .every, .all, .inside)
        let isEach = keyword(j - 1) == .every
        if keyword(j) == .quarter {
            let place = n == -1 ? 3 : n == -2 ? 2 : n
            guard 1...3 ~= place else { return nil }
            if let (quarter, next) = quarterPeriod(j), quarter.scope == .year, case .day(let first, _) = quarter.start {
                var window = Window.months(first + place, 1, .month)
                window.year = quarter.year
                return (window, next)
            }
            let (shift, next) = relation(j + 1) ?? (-1, j + 1)
            if shift == 0 {
                // "tháng cuối quý này" is that month of the present quarter.
                var window = Window.months((today.month - 1) / 3 * 3 + place, 1, .month)
                window.year = today.year
                return (window, next)
            }
            var window = Window.months(place, 1, .month, scope: .quarter)
            window.month = 0
            window.recurs = true
            window.follows = shift == 1
            return (window, isEach ? next : skip(next, .adjacent, .every))
        }
        // "tháng cuối các quý tiếp theo": how they come back is said behind them.
        if keyword(j) == .followingYears, self[j].value == 3, 1...3 ~= n || n == -1 {
            return (.months(n == -1 ? 3 : n, 1, .month, scope: .quarter), j)
        }
        if n != -2, let (follows, next) = cycleNamed(j) {
            return ofLength(monthOfCycle(n, follows: follows), next)
        }
        if keyword(j) == .year {
            let place = n == -1 ? 12 : n == -2 ? 6 : n
            guard 1...12 ~= place else { return nil }
            var window = Window.months(place, 1, .month)
            var next = j + 1
            if let suffix = yearSuffix(j) {
                window.year = suffix.year
                next = suffix.next
            }
            return (window, next)
        }
        // "hằng quý (chậm nhất ngày 25 của tháng thứ ba)"
        if n != -2, n <= 3, expectedUnit == .quarter, endsDate(j) {
            return (.months(n == -1 ? 3 : n, 1, .month, scope: .quarter), j)
        }
        return n == 1 || n == -1 ? edge(.month, isFirst: n == 1, of: j) : nil
    }

    /// The first or last month or quarter of a school year, a term of office or a phase: "tháng đầu tiên của năm học", "quý cuối
    /// cùng của nhiệm kỳ".
    private mutating func edge(_ unit: CalendarUnit, isFirst: Bool, of i: Int) -> Parsed? {
        guard keyword(i) == .schoolYear || keyword(i) == .term || keyword(i) == .phase,
            // "6 tháng đầu nhiệm kỳ" are counted.
            let named = (max(i - 5, 0)..<i).last(where: { keyword($0) == .month || keyword($0) == .quarter }),
            named == 0 || kind(named - 1) != .number && keyword(named - 1) != .numeral,
            case (var window, let next)? = spanPeriod(i), window.scope == .days, window.form == .span,
            !window.isOwnTerm
        else { return nil }
        if keyword(i) == .schoolYear { assumesSchoolYear = true }
        let period = CalendarPeriod(unit, containing: isFirst ? window.first : window.last)
        window.first = max(window.first, period.start)
        window.last = min(window.last, period.end)
        window.part = isFirst ? .early : .late
        return (window, next)
    }

    /// The "quý báo cáo" of "quý sau quý báo cáo": the one after each that is reported on.
    func afterReported(_ window: Window, _ unit: TimeKeyword, _ i: Int) -> Parsed? {
        // "tháng tiếp theo ngay sau tháng báo cáo"
        let i = skip(i, .rightAfter)
        guard keyword(i) == unit, keyword(i + 1) == .verb, self[i + 1].value == 0 else { return nil }
        var window = window
        window.recurs = true
        window.follows = true
        return (window, i + 2)
    }

    /// The month of a cycle, -1 its last, until it is known how long the cycle is.
    private func monthOfCycle(_ n: Int, follows: Bool) -> Window {
        var window = Window.months(n < 0 ? 0 : n, 1, .month, scope: .cycle)
        window.month = 0
        window.recurs = true
        window.follows = follows
        return window
    }

    /// The month of a cycle, whose length may be said after it: "tháng cuối kỳ báo cáo quý".
    private func ofLength(_ window: Window, _ i: Int) -> Parsed {
        guard let cycle = unitElement(i), cycle.unit != .week, endsDate(cycle.next),
            let placed = window.inCycle(months: cycle.count * Resolution.months(cycle.unit))
        else { return (window, i) }
        return (placed, cycle.next)
    }

    /// "kỳ tiếp theo", "kỳ báo cáo sau": the next of the cycle that the phrase says; "kỳ báo cáo", "kỳ đóng": the cycle itself.
    private func cycleNamed(_ i: Int) -> (follows: Bool, next: Int)? {
        guard keyword(i) == .times ? self[i].value == 1 : isUnknownWord(i) && self[i].base == PhraseToken.base("ky")
        else {
            return nil
        }
        if let (shift, next) = relation(i + 1) { return shift == 1 ? (true, next) : nil }
        return (false, keyword(i) == .times || !isUnknownWord(i + 1) ? i + 1 : i + 2)
    }

    /// "tháng thứ 2 sau khi kết thúc quý": counted in the quarter, month or year after it.
    private func monthAfterClosing(_ n: Int, _ i: Int) -> Parsed? {
        guard 1...12 ~= n else { return nil }
        switch keyword(i) {
        case .financialYear:
            var window = Window.months(n, 1, .month)
            window.recurs = true
            return (window, skip(i + 1, .solarCalendar))
        case .closing, .closingMonth:
            var window = Window.months(n, 1, .month, scope: keyword(i) == .closing ? .quarter : .month)
            window.month = 0
            window.recurs = true
            return (window, i + 1)
        // "tháng thứ hai sau quý báo cáo"
        case .month, .quarter, .year:
            guard keyword(i + 1) == .verb || isAlone(i, after: i - 1), let unit = unit(i) else { return nil }
            var window = Window.months(
                n, 1, .month, scope: unit == .quarter ? .quarter : unit == .month ? .month : .year)
            if unit != .year { window.month = 0 }
            window.recurs = true
            return (window, keyword(i + 1) == .verb ? i + 2 : i + 1)
        default: return nil
        }
    }

    /// The "quý" of "tháng kế tiếp sau quý", which is the one that is over.
    private func isAlone(_ i: Int, after: Int) -> Bool {
        keyword(i) == .quarter && (keyword(after) == .after || keyword(after) == .untilEnd) && endsDate(i + 1)
    }

    /// At "quý" or the Q of "Q.III/2022".
    mutating func quarterPeriod(_ i: Int) -> Parsed? {
        var j = i + 1
        let isLetter = keyword(i) == .letterQ
        if isLetter {
            if kind(j) == .dot { j += 1 }
            // "Q IV/2023"
            let isWritten = quarterNumber(j).map { kind($0.next) == .slash && isYear($0.next + 1) } ?? false
            guard !self[j].isSpaced || kind(j - 1) == .dot || isWritten else { return nil }
        }
        if !isLetter, let (shift, next) = relation(j) {
            if shift == 1,
                let after = afterReported(.months(1, 3, .quarter, scope: .quarter), .quarter, next)
            {
                return after
            }
            return (relative(.months(1, 3, .quarter, scope: .quarter), .quarter, by: shift), next)
        }
        guard let (quarter, next) = quarterNumber(j) else { return isLetter ? nil : quarterOfYear(j) }
        guard 1...4 ~= quarter else {
            if yearSuffix(next) != nil || endsDate(next), quarter < 100 { fail(.impossibleQuarter(quarter)) }
            return nil
        }
        var window = Window.months(quarter * 3 - 2, 3, .quarter)
        let suffix = yearSuffix(next)
        if isLetter || self[i].flags.contains(.weak), suffix == nil {
            // "Q4" as the whole, "Q3 và Q4/2022".
            let isJoined =
                keyword(next) == .and || keyword(next) == .until || kind(next) == .comma || kind(next) == .dash
            // "Q3 và Q4/2022", "Q3, 4/2022"
            let isListed =
                isJoined
                && (keyword(next + 1) == .letterQ
                    || quarterNumber(next + 1).map { kind($0.next) == .slash && isYear($0.next + 1) } ?? false)
            guard isLetter,
                i == 0 && next == count || isListed || kind(next) == .colon && (i == 0 || kind(i - 1) == .semicolon)
                    || endsDate(next) && isAnnounced(i)
                    || isListedBeforeYear(next, .letterQ)
            else { return nil }
        }
        if let suffix {
            window.year = suffix.year
            window.isRelative = suffix.relative
            if suffix.relative { window.takeDays(ofYear: suffix.year) }
            // "quý IV năm trước năm kế hoạch" comes back, as the month does.
            window.recurs = suffix.relative && (suffix.year == today.year || keyword(suffix.next - 1) == .verb)
        }
        return (window, suffix?.next ?? next)
    }

    /// "quý đầu tiên của năm", "quý cuối năm 2025".
    mutating func quarterOfYear(_ i: Int) -> Parsed? {
        let first: Int
        switch keyword(i) {
        case .early, .first: first = 1
        case .late, .last: first = 10
        default: return nil
        }
        let own = skip(i + 1, .first, .last)
        let whole = pastConjuncts(own, of: .quarter)
        let j = skip(whole, .first, .last, .of)
        guard keyword(j) == .year else { return edge(.quarter, isFirst: first == 1, of: j) }
        var window = Window.months(first, 3, .quarter)
        let suffix = yearSuffix(j)
        window.year = suffix?.year ?? 0
        return (window, whole > own ? own : suffix?.next ?? j + 1)
    }

    /// I–IV in Roman figures as scanned or not, 1–4, "tư", "thứ tư".
    func quarterNumber(_ i: Int) -> (value: Int, next: Int)? {
        let token = self[i]
        if token.kind == .word, token.flags.contains(.roman), token.keyword == .none {
            return 1...12 ~= token.value ? (Int(token.value), i + 1) : nil
        }
        if token.kind == .number, token.digits >= 2, token.value == 11 || token.value == 111 {
            return (token.value == 11 ? 2 : 3, i + 1)
        }
        if token.kind == .number, isFourDigits(i) || token.digits > 2 { return nil }
        if !isMarked, keyword(i) == .from { return (4, i + 1) }
        if keyword(i) == .ordinal {
            guard let (value, next) = integer(i + 1) else { return nil }
            return (value, next)
        }
        guard let (value, next) = integer(i), kind(next) != .percent else { return nil }
        // "quý 3 tỷ" is no quarter; "quý 3 của năm" is.
        return (value, next)
    }
}
