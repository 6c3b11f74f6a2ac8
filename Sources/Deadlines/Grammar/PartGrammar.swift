import Dates

/// Beginnings, middles and ends; first and last days; terms of office, phases and school years.
extension Phrase {
    func part(_ i: Int) -> Window.Part {
        switch keyword(i) {
        case .early: .early
        case .middle: .middle
        case .late: .late
        default: .none
        }
    }

    /// At "đầu", "giữa", "cuối" or "nửa đầu".
    mutating func partPeriod(_ i: Int) -> Parsed? {
        if keyword(i) == .half { return halfPeriod(i) }
        let part = part(i)
        guard part != .none else { return nil }
        // "giữa và cuối năm": what is divided stands after the second.
        var j = i + 1
        var isDouble = false
        while keyword(j) == .and || keyword(j) == .or || kind(j) == .comma, self.part(j + 1) != .none, j < i + 5 {
            isDouble = true
            j += 2
        }
        j = skip(j, .of, .every, .all)
        let isEach = keyword(j - 1) == .every || keyword(j - 1) == .all
        if keyword(j) == .schoolYear, keyword(j - 1) == .every { return (schoolMonth(part), j + 1) }
        guard let (whole, next) = keyword(j) == .semester ? semester(j) : whole(j) else { return nil }
        if self[j].keyword == .schoolYear { assumesSchoolYear = true }
        // "giữa giai đoạn (năm 2023)" is that year.
        let isOneYear = whole.form == .year && whole.year > 0 && (keyword(j) == .phase || keyword(j) == .term)
        var window = isOneYear ? whole : apply(part, to: whole)
        window.form = .span
        // "cuối các quý" is each of them, "cuối các quý I, II" two.
        if isEach, whole.year == 0, whole.scope != .days, keyword(j - 1) == .every || whole.scope != .year {
            window.recurs = true
        }
        // The second is read as the next of the list.
        return (window, isDouble ? i + 1 : next)
    }

    /// "cuối mỗi năm học": the month that each of them ends in.
    private mutating func schoolMonth(_ part: Window.Part) -> Window {
        assumesSchoolYear = true
        var window = Window.months(part == .early ? 9 : part == .middle ? 1 : 5, 1, .month)
        window.recurs = true
        return window
    }

    /// "thượng tuần", "trung tuần", "hạ tuần"
    func isThird(_ i: Int) -> Bool {
        self[i].value == 1 && (keyword(i) == .early || keyword(i) == .middle || keyword(i) == .late)
    }

    /// "thượng tuần", "trung tuần", "hạ tuần tháng 9/2022": the thirds of a month, bounded as any period is.
    mutating func thirdOfMonth(_ i: Int) -> Parsed? {
        // "từ trung tuần đến hạ tuần tháng 10": of the month that the second says.
        let isJoined =
            kind(i + 1) == .dash || kind(i + 1) == .comma || keyword(i + 1) == .until || keyword(i + 1) == .and
        let isFirst = isJoined && part(i + 2) != .none
        guard case (let whole, var next)? = whole(skip(isFirst ? i + 3 : i + 1, .of, .every, .all)),
            whole.form == .month || whole.form == .lunar
        else { return nil }
        if isFirst { next = i + 1 }
        let index = keyword(i) == .early ? 0 : keyword(i) == .middle ? 1 : 2
        var window = whole
        if whole.form == .lunar {
            window.start = .lunar(month: whole.month, day: index * 10 + 1)
            if index < 2 { window.due = .lunar(month: whole.month, day: index * 10 + 10) }
            return (window, next)
        }
        window.form = .span
        if whole.isRelative {
            window.first = whole.first + index * 10
            if index < 2 { window.last = window.first + 9 }
            return (window, next)
        }
        guard let third = third(index, of: whole) else { return nil }
        return (third, next)
    }

    /// - Parameter index: 0 for the first ten days, 2 for those from the 21st on.
    func third(_ index: Int, of whole: Window) -> Window? {
        guard case .day(let month, _) = whole.start else { return nil }
        var window = whole
        window.form = .span
        window.start = .day(month: month, index * 10 + 1)
        if index < 2 { window.due = .day(month: month, index * 10 + 10) }
        if whole.scope == .month { window.recurs = true }
        return window
    }

    /// The part that is said of a month in a list, of another month: the 12 of "trung tuần tháng 6, 12/2024".
    func samePart(_ item: Statement, _ window: Window, of whole: Window) -> Window? {
        if window.part != .none { return apply(window.part, to: whole) }
        if window.form == .week {
            // "tuần cuối tháng 6, 12/2024"
            guard window.month > 0 else { return nil }
            var week = window
            week.start = window.start.moved(by: whole.month - window.month)
            week.due = window.due.moved(by: whole.month - window.month)
            week.month = whole.month
            return week
        }
        guard let i = (item.first..<item.next).first(where: isThird) else { return nil }
        return third(keyword(i) == .early ? 0 : keyword(i) == .middle ? 1 : 2, of: whole)
    }

    /// "các ngày thứ Sáu", "vào các thứ Ba": each of them.
    mutating func eachWeekday(_ i: Int) -> Parsed? {
        let j = skip(i + 1, .day)
        guard keyword(j) == .ordinal || keyword(j) == .sunday, case (var window, let next)? = weekday(j),
            window.scope == .week, window.form == .day, keyword(next) != .inside, keyword(next) != .of
        else { return nil }
        window.recurs = true
        return (window, next)
    }

    /// "mỗi đầu tháng", "mỗi thứ Sáu": each of them.
    mutating func eachPart(_ i: Int) -> Parsed? {
        // "mỗi thứ Hai", "mỗi sáng thứ Hai"
        if keyword(skip(i + 1, .morning)) == .ordinal || keyword(skip(i + 1, .morning)) == .sunday {
            guard case (var window, let next)? = weekday(i + 1), window.scope == .week else { return nil }
            window.recurs = true
            return (window, next)
        }
        guard part(i + 1) != .none, case (var window, let next)? = partPeriod(i + 1), window.year == 0,
            window.scope != .days, !window.isRelative
        else { return nil }
        window.recurs = true
        return (window, next)
    }

    /// What may be divided; bare "tháng", "quý", "năm" too.
    mutating func whole(_ i: Int) -> Parsed? {
        switch self[i].keyword {
        case .month: return monthPeriod(i) ?? (failure == nil ? (.months(1, 1, .month, scope: .month), i + 1) : nil)
        case .quarter:
            return quarterPeriod(i) ?? (failure == nil ? (.months(1, 3, .quarter, scope: .quarter), i + 1) : nil)
        case .year: return yearPeriod(i) ?? (failure == nil ? (.months(1, 12, .year), i + 1) : nil)
        case .week:
            // "đầu tuần thứ hai của tháng 10"
            if let parsed = weekPeriod(i) {
                if case .day = parsed.window.start { return parsed }
                if parsed.window.scope == .week { return parsed }
            }
            var window = Window(scope: .week, form: .week)
            window.due = .offset(6)
            return (window, i + 1)
        case .term, .phase, .schoolYear: return spanPeriod(i)
        case .letterT, .letterQ: return self[i].keyword == .letterT ? monthPeriod(i) : quarterPeriod(i)
        default:
            if isYear(i), endsDate(i + 1) { return (.year(Int(self[i].value)), i + 1) }
            return numericDate(i, marked: true, day: false).flatMap { $0.window.form == .month ? $0 : nil }
        }
    }

    func apply(_ part: Window.Part, to whole: Window) -> Window {
        var window = whole
        window.part = part
        let index = part == .early ? 0 : part == .middle ? 1 : 2
        if whole.scope == .days || whole.isRelative {
            if whole.isRelative, whole.form != .span { return relativePart(part, whole) }
            return spanPart(index, whole)
        }
        guard case .day(let month, _) = whole.start else {
            if whole.scope == .week {
                window.start = .offset([0, 2, 4][index])
                window.due = .offset([1, 3, 6][index])
            }
            return window
        }
        switch whole.form {
        case .month:
            window.start = .day(month: month, [1, 11, 21][index])
            window.due = index == 2 ? .monthEnd(month: month) : .day(month: month, [10, 20][index])
            window.point = [.day(month: month, 1), .day(month: month, 15), .monthEnd(month: month)][index]
        case .quarter:
            window.start = .day(month: month + index, 1)
            window.due = .monthEnd(month: month + index)
            window.point = [.day(month: month, 1), .day(month: month + 1, 15), .monthEnd(month: month + 2)][index]
        case .year:
            window.start = .day(month: [0, 4, 9][index], 1)
            window.due = .monthEnd(month: [2, 5, 11][index])
            window.point = [.day(month: 0, 1), .day(month: 5, 30), .monthEnd(month: 11)][index]
        case .week:
            guard case .day(_, let first) = whole.start else { break }
            window.start = .day(month: month, first + [0, 2, 4][index])
            if index < 2 { window.due = .day(month: month, first + [1, 3][index]) }
        default: break
        }
        if parts == .law, let point = window.point {
            window.point = nil
            window.start = point
            window.due = point
        }
        window.form = .span
        return window
    }

    /// A part of "tháng sau", "năm nay", made from the days of the whole.
    private func relativePart(_ part: Window.Part, _ whole: Window) -> Window {
        var fixed = whole
        fixed.isRelative = false
        fixed.scope = .year
        let year = whole.first.year
        let month = whole.first.month
        switch whole.form {
        case .month: fixed.start = .day(month: month - 1, 1)
        case .quarter: fixed.start = .day(month: month - 1, 1)
        case .year: fixed.start = .day(month: 0, 1)
        default:
            var window = whole
            let index = part == .early ? 0 : part == .middle ? 1 : 2
            window.first = whole.first + [0, 2, 4][index]
            window.last = whole.first + [1, 3, 6][index]
            return window
        }
        var window = apply(part, to: fixed)
        window.year = year
        return window
    }

    /// Of years: the first two, the middle one, the last two.
    func spanPart(_ index: Int, _ whole: Window) -> Window {
        var window = whole
        window.part = index == 0 ? .early : index == 1 ? .middle : .late
        let (a, b) = (whole.first.year, whole.last.year)
        if whole.first.month != 1 || whole.last.month != 12 { return schoolPart(index, whole) }
        if b - a < 2 {
            let third = (whole.last - whole.first + 1) / 3
            window.first = whole.first + third * index
            window.last = index == 2 ? whole.last : window.first + (third - 1)
            return window
        }
        let middle = (a + b + 1) / 2
        switch index {
        case 0: window.last = Day(unchecked: a + 1, 12, 31)
        case 1:
            window.first = Day(unchecked: middle, 1, 1)
            window.last = Day(unchecked: middle, 12, 31)
        default: window.first = Day(unchecked: b - 1, 1, 1)
        }
        return window
    }

    /// Of a school year or one of its terms: the month it begins in, that of its middle day, the month it ends in.
    private func schoolPart(_ index: Int, _ whole: Window) -> Window {
        var window = whole
        window.part = [.early, .middle, .late][index]
        let day = [whole.first, whole.first + (whole.last - whole.first) / 2, whole.last][index]
        let month = CalendarPeriod(.month, containing: day)
        window.first = max(whole.first, month.start)
        window.last = min(whole.last, month.end)
        return window
    }

    // MARK: First and last days

    /// After "ngày": "cuối cùng của tháng 02/2024", "đầu tiên của quý"; at "ngày làm việc": the same of working days.
    mutating func edgeDay(_ i: Int) -> Parsed? { edgeDay(i, isWorking: keyword(i) == .workingDay) }

    /// - Parameter i: before the place.
    mutating func edgeDay(_ i: Int, isWorking: Bool) -> Parsed? {
        var j = i + 1
        var n = 0
        if keyword(j) == .last || keyword(j) == .late {
            n = -1
            j += 1
        } else if keyword(j) == .first || keyword(j) == .early {
            n = 1
            j += 1
        } else if isWorking || keyword(j) == .ordinal, let (value, next) = ordinal(j), 1...31 ~= value {
            // "ngày thứ Sáu cuối cùng của tháng" is a Friday.
            guard isWorking || keyword(next) != .last && keyword(next) != .late && keyword(next) != .first else {
                return nil
            }
            n = value
            j = next
        } else {
            return nil
        }
        let own = skip(j, .last, .first)
        let conjuncts = pastConjuncts(own, of: isWorking ? .workingDay : .day)
        j = skip(conjuncts, .last, .first, .of, .every, .inside, .all)
        // "thứ Hai và thứ Sáu tuần đầu tháng" are weekdays, no days of a place.
        let isJoined = conjuncts > own && (isWorking || keyword(j) != .week || keyword(j - 1) == .of && endsDate(j + 1))
        if !isJoined { j = skip(own, .last, .first, .of, .every, .inside, .all) }
        // "ngày làm việc đầu tiên sau Tết", "… cuối cùng trước kỳ nghỉ lễ 30/4"
        if isWorking, n == 1 && keyword(j) == .after || n == -1 && keyword(j) == .before,
            case (var window, let next)? = occasion(j + 1), let feast = window.feast
        {
            window.start = .feast(feast, n == 1 ? .workedAfter : .workedBefore)
            window.due = window.start
            return (window, next)
        }
        // "của các quý"
        let isEach = keyword(j - 1) == .every || keyword(j - 1) == .all && endsDate(j + 1)
        var (base, next): Parsed
        if keyword(j) == .month, let parsed = monthPeriod(j) {
            (base, next) = parsed
        } else if keyword(j) == .week, isWorking, case (var week, let next)? = weekPeriod(j), week.scope != .week,
            week.scope != .days, !week.isRelative
        {
            // "ngày làm việc cuối cùng của tuần cuối tháng"
            guard case .day(let month, let first) = week.start, n < 0 ? first < 0 : n == 1 && first == 1 else {
                return nil
            }
            week.due = .workingDay(month: month, n)
            week.start = week.due
            week.form = .day
            return (week, next)
        } else if let parsed = whole(j) {
            (base, next) = parsed
            if base.scope == .month || base.scope == .quarter { base.recurs = true }
            if base.form == .year, base.year == 0, !base.isRelative { base.recurs = isWorking || isEach }
            if base.scope == .week { base.recurs = true }
        } else if isWorking, let unit = expectedUnit, endsDate(j) {
            // "hằng tháng (chậm nhất ngày làm việc cuối cùng)"
            (base, next) = (.months(1, Resolution.months(unit), .month, scope: unit == .quarter ? .quarter : .month), j)
        } else {
            return nil
        }
        if isEach { base.recurs = true }
        // "ngày thứ Sáu tuần này" is a Friday, and so is "ngày làm việc thứ Sáu hằng tuần".
        let isWeekday =
            keyword(i + 1) == .ordinal && (!isWorking || base.scope == .week && keyword(own) != .of && 2...7 ~= n)
        let isWorking = isWorking && !isWeekday
        return edge(n, of: base, isWorking: isWorking, isWeekday: isWeekday).map { ($0, isJoined ? own : next) }
    }

    /// - Parameter n: 1 the first, −1 the last.
    func edge(_ n: Int, of base: Window, isWorking: Bool, isWeekday: Bool) -> Window? {
        let isPresent = base.isRelative && base.first <= issued && issued <= base.last
        if base.scope == .days || base.isRelative && (isPresent || base.form != .month && base.form != .quarter) {
            let isNamed = isWeekday && base.form == .week && 2...7 ~= n
            let day = n < 0 ? base.last : base.first + (isNamed ? n - 2 : n - 1)
            return .days(day, day, .day)
        }
        var window = base
        window.form = .day
        if base.scope == .week {
            window.due = .offset(n < 0 ? (isWorking ? 4 : 6) : min(max(isWeekday ? n - 2 : n - 1, 0), 6))
            window.start = window.due
            return window
        }
        guard case .day(let first, _) = base.start, case .monthEnd(let last) = base.due else { return nil }
        if isWorking {
            window.due = n < 0 ? .workingDay(month: last, -1) : .workingDay(month: first, n)
        } else {
            window.due = n < 0 ? .monthEnd(month: last) : .day(month: first, n)
        }
        window.start = window.due
        window.recurs = window.recurs || base.isRelative
        window.follows = window.follows || base.isRelative && base.first > issued
        window.isRelative = false
        return window
    }

    // MARK: Spans of years

    /// "giai đoạn 2021–2025", "nhiệm kỳ 2020 - 2025", "năm học 2022 - 2023"; a term without years is the issuer's.
    /// - Parameter schoolYear: "năm học" was said before: "năm học 2022-2023, 2023-2024".
    mutating func spanPeriod(_ i: Int, schoolYear isSchoolYear: Bool = false) -> Parsed? {
        let unit = isSchoolYear ? TimeKeyword.schoolYear : keyword(i)
        var j = skip(i + 1, .from)
        if let (_, k) = integer(j), keyword(k) == .year, !isYear(j) { j = k + 1 }
        if unit == .phase, let (_, k) = quarterNumber(j), kind(k) == .open, !isFourDigits(j) { j = k }
        if kind(j) == .open { j += 1 }
        j = skip(j, .from)
        if self[j].keyword == .year, isFourDigits(j + 1) { j += 1 }
        if isFourDigits(j) {
            var k = j + 1
            if kind(k) == .dash || kind(k) == .slash || keyword(k) == .until || keyword(k) == .untilEnd
                || keyword(k) == .toward
            {
                k += 1
                if keyword(k) == .year { k += 1 }
                var last = Int(self[k].value)
                guard kind(k) == .number else { return nil }
                if self[k].digits == 2, kind(k - 1) == .dash { last += Int(self[j].value) / 100 * 100 }
                guard isYear(j), 1900...2199 ~= last, self[k].digits == 4 || self[k].digits == 2 else {
                    fail(.impossibleYear(isYear(j) ? last : Int(self[j].value)))
                    return nil
                }
                let first = Int(self[j].value)
                guard first <= last, first < last || unit != .schoolYear else {
                    fail(.backwards)
                    return nil
                }
                var next = k + 1
                if kind(next) == .close, kind(j - 1) == .open || j > 1 && kind(j - 2) == .open { next += 1 }
                if unit == .schoolYear { return (schoolYear(first), next) }
                var window = Window.days(Day(unchecked: first, 1, 1), Day(unchecked: last, 12, 31), .span)
                window.year = last
                return (window, next)
            }
            let isOpen = kind(j - 1) == .open || keyword(j - 1) == .year && kind(j - 2) == .open
            guard isYear(j), unit != .term || isOpen && kind(k) == .close else { return nil }
            let year = Int(self[j].value)
            return (unit == .schoolYear ? schoolYear(year) : .year(year), isOpen && kind(k) == .close ? k + 1 : k)
        }
        switch unit {
        case .schoolYear: return ownSchoolYear(i)
        case .term: return ownTerm(i)
        default: return ownPhase(i)
        }
    }

    /// A school year without its years: the present one, from June the one that is about to begin.
    private func ownSchoolYear(_ i: Int) -> Parsed? {
        let year = today.month >= 6 ? today.year : today.year - 1
        // "kết thúc năm học" as the whole
        if self[i].base == PhraseToken.base("ket"), kind(i + 1) == .end { return (schoolYear(year), i + 1) }
        switch keyword(i + 1) {
        case .after, .toward, .following: return (schoolYear(year + 1), i + 2)
        case .this: return (schoolYear(year), i + 2)
        default: break
        }
        switch i > 0 ? keyword(i - 1) : .none {
        // The next of its beginnings, or of its middles, that is not over.
        case .early: return (schoolYear(today.month < 10 ? today.year : today.year + 1), i + 1)
        case .middle where today.month > 1: return (schoolYear(today.year), i + 1)
        case .inside, .whole, .untilEnd, .until, .middle, .late, .of, .when, .beforeWhen, .verb:
            return (schoolYear(year), i + 1)
        default: return nil
        }
    }

    /// The issuer's term of office: the present one, or the next.
    private mutating func ownTerm(_ i: Int) -> Parsed? {
        var j = i + 1
        var isNext = false
        switch keyword(i + 1) {
        case .this: j = i + 2
        case .after, .toward, .following, .adjacent:
            isNext = true
            j = i + 2
        // "nhiệm kỳ mới"
        case .none where isUnknownWord(i + 1) && self[i + 1].base == PhraseToken.base("moi"):
            isNext = true
            j = i + 2
        // "nhiệm kỳ đại hội lần thứ XIII" is named by its congress, "nhiệm kỳ thứ hai" by its number.
        case .ordinalName, .ordinal:
            refuse(.meeting)
            return nil
        default:
            // "nhiệm kỳ 5 năm" says how long it is.
            guard term(i + 1) == nil else {
                refuse(.duration)
                return nil
            }
            j = i + 1
        }
        guard let term = isNext ? nextTerm : currentTerm else { return nil }
        var window = Window.days(
            Day(unchecked: term.lowerBound, 1, 1), Day(unchecked: term.upperBound, 12, 31), .span)
        window.year = term.upperBound
        window.isOwnTerm = !isNext
        return (window, j)
    }

    /// Of two terms that share the year of a congress, the new one begins with the congress: in autumn for the Party,
    /// with the elections of May for bodies of state.
    private var currentTerm: ClosedRange<Int>? {
        let turn = isParty ? 10 : 6
        return terms.last { $0.contains(today.year) && ($0.lowerBound < today.year || today.month >= turn) }
            ?? terms.first { $0.contains(today.year) }
    }

    private var nextTerm: ClosedRange<Int>? {
        guard let current = currentTerm else { return nil }
        return terms.first { $0.lowerBound >= current.upperBound && $0 != current }
    }

    /// From 05/9 to 31/5, as ministries' yearly decisions on the school year have it.
    private func schoolYear(_ year: Int) -> Window {
        .days(Day(unchecked: year, 9, 5), Day(unchecked: year + 1, 5, 31), .span)
    }
}
