import Dates

/// Lengths of time, terms that are counted back from the end of a period ("30 ngày trước khi hết năm"), and the present period.
extension Phrase {
    /// "15 ngày làm việc", "06 (sáu) tháng", "24 giờ".
    func term(_ i: Int) -> (term: Term, next: Int)? {
        // "năm ngày làm việc" is five of them, "năm mươi ngày" fifty.
        let isFive =
            keyword(i + 1) == .day || keyword(i + 1) == .workingDay || keyword(i + 1) == .tens
            || keyword(i + 1) == .year && (keyword(i + 2) == .toward || keyword(i + 2) == .following)
        guard let (n, j) = integer(i, five: isFive), 1...10_000 ~= n else { return nil }
        let unit: TermUnit
        switch keyword(j) {
        case .workingDay: unit = .workingDay
        case .day:
            // "ngày (làm việc)"
            if kind(j + 1) == .open, self[j + 2].kind == .word, kind(j + 4) == .close, keyword(j + 2) == .none {
                return (Term(n, .workingDay), j + 5)
            }
            // "05 ngày (không kể ngày nghỉ, lễ)" are working days.
            if let (areCounted, next) = pastDaysOff(j + 1) { return (Term(n, areCounted ? .day : .workingDay), next) }
            unit = .day
        case .letterH where !self[j].isSpaced && kind(i) == .number: unit = .hour
        case .week: unit = .week
        case .month: unit = .month
        case .quarter: unit = .quarter
        case .year: unit = .year
        case .hour: unit = .hour
        default: return nil
        }
        // "ngày 15 tháng 12": a month with its number, not a term.
        if unit != .workingDay, unit != .hour, kind(j + 1) == .number { return nil }
        return (Term(n, unit), j + 1)
    }

    /// Past days off that are not counted, or are: "(không kể ngày nghỉ, ngày lễ)", "không tính thứ Bảy, Chủ nhật"; "kể cả
    /// thứ Bảy, Chủ nhật".
    func pastDaysOff(_ i: Int) -> (areCounted: Bool, next: Int)? {
        let j = kind(i) == .open || kind(i) == .comma ? i + 1 : i
        guard keyword(j) == .except else { return nil }
        let areCounted = self[j].value == 1
        var k = j + 1
        var names = false
        while k < j + 14, k < count {
            switch keyword(k) {
            case .occasion, .holidays, .sunday: names = true
            case .numeral where keyword(k - 1) == .ordinal,
                .none where kind(k) == .number && keyword(k - 1) == .ordinal:
                names = true
            case .day, .tet, .and, .or, .ordinal, .numeral, .all, .financialYear, .blocked: break
            case .none where kind(k) == .comma || kind(k) == .number: break
            default:
                guard kind(k) == .close, kind(i) == .open, names else { return names ? (areCounted, k) : nil }
                return (areCounted, k + 1)
            }
            k += 1
        }
        return names ? (areCounted, k) : nil
    }

    /// The day that something begins on, its year or the next one.
    func firstDay(_ item: Statement) -> Day? {
        if let day = item.eventDate { return day }
        guard let window = item.window, window.form == .day, window.scope == .year, window.day > 0 else { return nil }
        let year = window.year > 0 ? window.year : (window.month, window.day) < (today.month, today.day) ? 1 : 0
        return Day(year: year < 1900 ? today.year + year : year, month: window.month, day: window.day)
    }

    // MARK: The end of a period

    /// A period that ends: "hết năm", "kết thúc quý II/2022", "hết nhiệm kỳ"; after "trước khi" or "khi".
    mutating func endedPeriod(_ i: Int) -> Parsed? {
        let saved = (failure, refusal)
        let parsed: Parsed?
        switch keyword(i) {
        case .untilEnd: parsed = self[i].value == 0 ? presentBeforeTerm(i + 1) ?? whole(i + 1) : nil
        case .verb where self[i].value == 2:
            // "kết thúc 6 tháng đầu năm"
            parsed = kind(i + 1) == .number ? countedPart(i + 1) : whole(skip(i + 1, .every))
        case .financialYear:
            parsed = isYear(i + 1) ? closedPeriod(i) : (.months(1, 12, .year), skip(i + 1, .solarCalendar))
        case .closing, .closingMonth:
            parsed = presentBeforeTerm(i) ?? closedPeriod(i) ?? present(isQuarter: keyword(i) == .closing, i + 1)
        // "kết thúc năm học"; "năm học kết thúc"
        case .schoolYear where self[i].base == PhraseToken.base("ket"): parsed = spanPeriod(i)
        case .schoolYear, .month, .quarter, .year:
            guard keyword(i) == .schoolYear || isClosed(i + 1) || isClosed(i + 2) || isClosed(i + 4) else { return nil }
            parsed = whole(i).flatMap { isClosed($0.next) ? ($0.window, $0.next + 1) : nil }
        case .phaseEdge: parsed = phaseEdge(i)
        default: parsed = nil
        }
        if parsed == nil || failure != nil {
            (failure, refusal) = saved
            return nil
        }
        return parsed
    }

    /// "trong thời hạn 90 ngày kể từ ngày kết thúc năm": once in each year, counted from its first day.
    func afterClosing(_ start: Statement, _ scope: Window.Scope, _ next: Int) -> Statement? {
        guard let term = start.term else { return nil }
        var item = start
        var window = Window(scope: scope, form: .day)
        switch term.unit {
        case .day, .week: window.due = .day(month: 0, 1)
        case .month where term.count <= 120: window.due = .monthEnd(month: term.count - 1)
        case .workingDay: window.due = .workingDay(month: 0, term.count)
        default: return nil
        }
        window.start = .day(month: 0, 1)
        if term.unit == .day || term.unit == .week {
            item.daysBefore = 1 - term.count * (term.unit == .week ? 7 : 1)
        }
        window.recurs = true
        item.role = .recurring
        item.term = nil
        item.window = window
        item.next = next
        return item
    }

    /// "15 ngày kể từ khi kết thúc quý III/2023", "sau khi quý IV kết thúc 20 ngày": counted from the last day of a period
    /// that is named, once.
    mutating func afterNamed(_ start: Statement, _ i: Int) -> Statement? {
        guard let (window, end) = endedPeriod(i), window.scope == .year, !window.isRelative,
            window.form != .year || window.year > 0, case .monthEnd(let month) = window.due,
            let (term, next) = start.term.map({ ($0, end) }) ?? term(skip(end, .notBeyond, .atLatest))
        else { return nil }
        var item = start
        item.term = term
        item.eventDate = eventDay(window.year, month + 1, 31, item)
        item.name = i..<end
        item.next = next
        return item
    }

    /// "kết thúc năm dương lịch", "hết quý", "kết thúc mỗi tháng": a period of the calendar that ends, whichever it is.
    func ended(_ i: Int) -> (scope: Window.Scope, next: Int)? {
        switch keyword(i) {
        case .financialYear, .closing, .closingMonth:
            return closed(i).map { ($0, skip(i + 1, .solarCalendar)) }
        case .untilEnd, .verb:
            guard keyword(i) == .untilEnd || self[i].value == 2 else { return nil }
            let j = skip(i + 1, .every)
            guard let scope = closed(j), keyword(i) == .untilEnd || j > i + 1, !isYear(j + 1),
                quarterNumber(j + 1) == nil || term(j + 1) != nil
            else { return nil }
            return (scope, j + 1)
        // "sau khi quý kết thúc 20 ngày"
        // "sau tháng báo cáo 05 ngày"
        case .month, .quarter, .year:
            let isReported = keyword(i + 1) == .verb && self[i + 1].value == 0
            return isClosed(i + 1) || isReported ? closed(i).map { ($0, i + 2) } : nil
        default: return nil
        }
    }

    /// What a word that closes a period, or names its unit, is of.
    func closed(_ i: Int) -> Window.Scope? {
        switch keyword(i) {
        case .financialYear, .year: .year
        case .closing, .quarter: .quarter
        case .closingMonth, .month: .month
        default: nil
        }
    }

    /// Whether a period before this word ends: "quý IV kết thúc".
    func isClosed(_ i: Int) -> Bool { keyword(i) == .verb && self[i].value == 2 }

    /// "trước khi kết thúc quý", "khi hết năm": by its end.
    mutating func byEnd(_ start: Statement, _ i: Int) -> Statement? {
        guard let (window, next) = endedPeriod(i) else { return nil }
        var item = start
        item.bound = .by
        item.window = window
        item.next = next
        finish(&item)
        return failure == nil ? item : nil
    }

    private func present(isQuarter: Bool, _ next: Int) -> Parsed {
        (.months(1, isQuarter ? 3 : 1, isQuarter ? .quarter : .month, scope: isQuarter ? .quarter : .month), next)
    }

    /// The "tháng" of "trước khi hết tháng 5 ngày": the number is of the term.
    private func presentBeforeTerm(_ i: Int) -> Parsed? {
        guard kind(i + 1) == .number, keyword(i + 2) == .day || keyword(i + 2) == .workingDay, kind(i + 3) != .number
        else { return nil }
        switch keyword(i) {
        case .month, .closingMonth: return present(isQuarter: false, i + 1)
        case .quarter, .closing: return present(isQuarter: true, i + 1)
        default: return nil
        }
    }

    /// A term and, at a token, the period from whose end it is counted back; or the period and the term after it.
    /// - Parameter i: past "trước khi", "trước ngày".
    mutating func beforeEnd(_ start: Statement, _ i: Int) -> Statement? {
        guard let (window, next) = endedPeriod(i) else { return nil }
        if let term = start.term { return beforeEnd(start, term, window, name: i..<next, next) }
        let j = skip(next, .ratio, .notBeyond, .atLatest, .at, .within, .copula)
        guard let (term, end) = term(j),
            kind(end) != .word || endsDate(end) || isUnknownWord(end) || keyword(end) == .verb
        else { return nil }
        return beforeEnd(start, term, window, name: i..<next, end)
    }

    private mutating func beforeEnd(
        _ start: Statement, _ term: Term, _ period: Window, name: Range<Int>, _ next: Int
    ) -> Statement? {
        var item = start
        item.role = .awaiting
        if period.isOwnTerm {
            // A term of office ends with a congress, whose day is not known.
            item.term = term
            item.isBefore = true
            item.name = name
            item.next = next
            return item
        }
        var window = period
        // "một tháng trước khi hết quý": the 30th, or the last of February.
        if term.unit == .month, term.count == 1, period.scope == .quarter {
            window.start = .day(month: 1, 30)
            window.due = window.start
            window.form = .day
            window.recurs = true
            item.window = window
            (item.role, item.bound, item.term, item.next) = (.recurring, .by, nil, next)
            return item
        }
        item.bound = .before
        window.start = window.due
        window.form = .day
        if window.scope == .days || window.isRelative { window.first = window.last }
        item.window = window
        guard measure(&item, term, next) else { return nil }
        if window.scope == .days || window.isRelative, item.daysBefore != 0 {
            // Days that are known are counted here; the bound takes the day before.
            window.last = window.last - (item.daysBefore - 1)
            window.first = window.last
            window.form = .span
            item.window = window
        } else if window.scope == .quarter || window.scope == .month, item.term == nil {
            item.window?.recurs = true
            item.role = .recurring
        }
        return item
    }

    /// The "tiếp nhận" of "trong ngày tiếp nhận hồ sơ", where "trong quý tiếp tục rà soát" is in the present one.
    private func isReceived(_ i: Int) -> Bool {
        keyword(i) == .following && self[i].value == 1 && isUnknownWord(i + 1)
            && self[i + 1].base != PhraseToken.base("tuc")
    }

    /// "trong năm", "đến hết quý", "cả tháng": the present one.
    func bareUnit(_ i: Int, isInside: Bool) -> Parsed? {
        guard isInside, endsDate(i + 1) || keyword(i + 1) == .this || keyword(i + 1) == .ratio && isUntil(i - 1),
            keyword(i + 1) != .from, !isReceived(i + 1)
        else { return nil }
        let unit: CalendarUnit
        let form: Window.Form
        switch keyword(i) {
        case .year: (unit, form) = (.year, .year)
        case .quarter: (unit, form) = (.quarter, .quarter)
        case .month: (unit, form) = (.month, .month)
        case .week: (unit, form) = (.week, .week)
        case .day: (unit, form) = (.day, .day)
        default: return nil
        }
        if kind(i + 1) == .dash || kind(i + 1) == .dot && kind(i + 2) != .end { return nil }
        // "các ngày trong tuần" are those of each week.
        if unit == .week, keyword(i - 1) == .inside, i > 2, keyword(i - 2) == .day || keyword(i - 2) == .workingDay,
            keyword(i - 3) == .all
        {
            var window = Window(scope: .week, form: .week)
            window.due = .offset(6)
            window.recurs = true
            return (window, i + 1)
        }
        let period = CalendarPeriod(unit, containing: issued)
        return (.days(period.start, period.end, form), i + 1)
    }
}
