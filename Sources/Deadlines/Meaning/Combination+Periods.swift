import Dates

extension Combination {
    /// "báo cáo kết quả 6 tháng đầu năm trước ngày 15/6": a period and, right after it, a day by which. The day is due; the
    /// period says what is reported on, or more loosely when, and gives the day its year.
    static func bindPeriods(_ items: inout [Statement], phrase: Phrase) {
        var i = 0
        while i + 1 < items.count {
            if isOver(items[i], before: items[i + 1], phrase) {
                items.remove(at: i)
                continue
            }
            guard items[i].role == .once, items[i].bound == .none, items[i].end == nil else {
                i += 1
                continue
            }
            let isSubject = isReportedOn(items[i], i > 0 ? items[i - 1] : nil, phrase)
            let isApart = phrase.isSetApart(items[i].first)
            if recursFor(items[i], items[i + 1], isSubject: isSubject, phrase) {
                items.remove(at: i)
                continue
            }
            dueInNextYear(&items, i, phrase)
            guard let period = period(items[i], isSubject: isSubject, phrase), let date = items[i + 1].window,
                isCloser(items[i + 1], date, to: items[i], phrase),
                date.scope != .month || items[i].window?.form != .month,
                items[i].window.map({ isOfWholeMonths($0) || isOne(date, ofPart: $0) }) ?? false,
                isNext(items[i + 1], to: items[i], phrase) || isSubject && heads(items[i], items[i + 1], phrase)
                    || (isSubject || isApart || precedes(date, period)) && isInOneBreath(items[i], items[i + 1], phrase)
                    || isWithin(date, period) && phrase.kind(items[i].next) == .comma
                        && items[i].next < items[i + 1].first
                        && (items[i].next + 1..<items[i + 1].first).allSatisfy({ phrase.keyword($0) == .verb })
            else {
                i += 1
                continue
            }
            // Two that are not of a report make one stretch, where the second has its own year; but what is to come after it is
            // only what is prepared: "đăng ký nội dung năm 2025 trước 15/12/2024".
            let isAdjacent = period.year == 0 && items[i + 1].first == items[i].next && items[i + 1].bound != .none
            guard
                isSubject || isApart || isAdjacent || date.scope == .year && date.year == 0 || precedes(date, period)
                    || items[i + 1].bound == .none && (period.year == 0 || date.year == period.year)
                    || i > 0 && isReport(i - 1, items, phrase) && isSubjectToo(i - 1, items, period, phrase)
            else {
                i += 1
                continue
            }
            if isApart, let window = items[i].window, window.year == 0 { recursApart(&items[i + 1], window) }
            if date.scope == .year, date.year == 0, period.year > 0, let month = month(of: date) {
                // A report is due when most of its time has passed; else the day lies within.
                let earliest = isSubject ? (period.first + period.last + 1) / 2 : period.first
                items[i + 1].window?.year = month >= earliest ? period.year : period.year + 1
            }
            items.remove(at: i)
            // "báo cáo kinh tế quý I, nhiệm vụ quý II gửi trước ngày 15/4": of both.
            while i > 0, isSubject || phrase.isPast(items[i - 1]) || isReport(i - 1, items, phrase),
                isSubjectToo(i - 1, items, period, phrase)
            {
                i -= 1
                items.remove(at: i)
            }
        }
    }

    /// "quý IV trước 05/01 năm sau": of the year after that of the quarter, once as it is.
    private static func dueInNextYear(_ items: inout [Statement], _ i: Int, _ phrase: Phrase) {
        guard items[i + 1].role == .recurring, items[i + 1].repetition == nil, items[i + 1].end == nil,
            items[i + 1].bound == .before || items[i + 1].bound == .by, var date = items[i + 1].window,
            date.form == .day, date.follows, date.scope == .year, let month = month(of: date),
            let period = period(items[i], isSubject: false, phrase), isNext(items[i + 1], to: items[i], phrase)
        else { return }
        let isOver = period.last + 1 < phrase.issued.month
        let year = period.year > 0 ? period.year : phrase.issued.year + (isOver ? 1 : 0)
        date = .day(date.day, month: month + 1)
        date.year = year + 1
        items[i + 1].window = date
        items[i + 1].role = .once
    }

    /// "hết quý II báo cáo trước 05/7": once the period is over, by that day.
    private static func isOver(_ period: Statement, before day: Statement, _ phrase: Phrase) -> Bool {
        guard [.untilEnd, .closing, .closingMonth].contains(phrase.keyword(period.first)), period.role == .once,
            period.end == nil, let whole = period.window, whole.scope == .year, whole.form != .day,
            case .monthEnd(let last) = whole.due, isDueDay(day), day.role == .once, day.end == nil,
            let date = day.window, date.scope == .year, let month = month(of: date), month == (last + 1) % 12,
            period.next < day.first
        else { return false }
        return (period.next..<day.first).contains { phrase.keyword($0) == .verb }
            && (period.next..<day.first).allSatisfy {
                phrase.kind($0) == .comma || phrase.kind($0) == .word && phrase.keyword($0) != .and
            }
    }

    /// Whether a period right before another that is reported on, of its kind and with nothing but words and a comma
    /// between, is reported on too.
    private static func isSubjectToo(
        _ i: Int, _ items: [Statement], _ period: (year: Int, first: Int, last: Int), _ phrase: Phrase
    ) -> Bool {
        guard let other = Combination.period(items[i], isSubject: false, phrase), other.year == period.year,
            other.last - other.first == period.last - period.first || isReport(i, items, phrase),
            other.last < period.first
                || period.first <= other.first && other.last <= period.last && isReport(i, items, phrase)
        else { return false }
        return (items[i].next..<max(items[i].next, items[i + 1].first)).allSatisfy {
            phrase.kind($0) == .word || phrase.kind($0) == .comma || phrase.kind($0) == .number
                || phrase.kind($0) == .colon && items[i + 1].first <= $0 + 2
        }
    }

    /// "báo cáo 9 tháng đầu năm và nhiệm vụ 3 tháng cuối năm"
    private static func isReport(_ i: Int, _ items: [Statement], _ phrase: Phrase) -> Bool {
        isReportedOn(items[i], i > 0 ? items[i - 1] : nil, phrase)
    }

    /// "hạn nộp tờ khai quý I/2022 là ngày 04/5/2022": the period says what is due. "quý II năm thứ ba của nhiệm kỳ": the year
    /// of the quarter.
    static func bindSubjects(_ items: inout [Statement], phrase: Phrase) {
        for i in items.indices.dropLast().reversed()
        where items[i].role == .once && items[i].end == nil && items[i + 1].role == .once
            && items[i + 1].first == phrase.skip(items[i].next, .of)
        {
            guard let window = items[i].window, let next = items[i + 1].window else { continue }
            // "trước 31/3 của năm học sau"
            if window.form == .day, next.form == .span, next.scope == .days, items[i + 1].bound == .none,
                phrase.keyword(items[i + 1].first) == .schoolYear, isYearless(items[i]),
                carryYear(of: next, to: &items[i], phrase)
            {
                items[i].next = items[i + 1].next
                items.remove(at: i + 1)
                continue
            }
            if next.form == .year, next.scope == .year, next.year > 0, items[i + 1].bound == .none,
                phrase.keyword(items[i + 1].first) == .year, !phrase.isYear(items[i + 1].first + 1),
                isYearless(items[i])
            {
                items[i].window?.year = next.year
                items[i].next = items[i + 1].next
                items.remove(at: i + 1)
                continue
            }
            guard window.form != .day, items[i].bound == .none, items[i].time == nil,
                window.form != .month || next.scope != .month
            else { continue }
            let names = phrase.keyword(items[i].next)
            // "sơ kết giữa nhiệm kỳ vào quý II/2023"
            if next.form == .day || window.scope == .days && next.form != .year,
                names == .copula && next.form == .day || names == .at && next.year > 0 && lies(next, in: window)
            {
                items.remove(at: i)
            }
        }
    }

    /// "báo cáo 6 tháng đầu năm: trước ngày 20/6 hằng năm", "06 tháng cuối năm từ ngày 15/6 đến ngày 14/12 của kỳ báo cáo": the
    /// period of what comes back.
    private static func recursFor(_ item: Statement, _ next: Statement, isSubject: Bool, _ phrase: Phrase) -> Bool {
        guard item.role == .once, item.bound == .none, item.end == nil, let window = item.window else { return false }
        let isBounded = next.bound == .before || next.bound == .by
        // "báo cáo tháng này trước ngày 05 tháng sau"
        if isSubject, window.isRelative, isBounded, next.window?.form == .day, isNext(next, to: item, phrase) {
            return true
        }
        // "lao động tăng trong tháng trước ngày 03 của tháng liền kề"
        if isBounded, next.window?.follows == true, next.first == item.next, phrase.unit(item.next - 1) != nil {
            return true
        }
        guard next.role == .recurring, window.year == 0, !window.isRelative, window.form != .day, let day = next.window,
            day.form == .day
        else { return false }
        if next.isData, next.end != nil { return next.first == item.next || phrase.kind(item.next) != .word }
        return isSubject && isBounded
            && (isNext(next, to: item, phrase) || phrase.kind(item.next) == .colon && next.first <= item.next + 2)
    }

    /// "trước 20/11 để kịp trình HĐND vào cuối tháng 12": when is what it is done for, no second date.
    static func dropPurposes(_ items: inout [Statement], phrase: Phrase) {
        for i in items.indices.dropFirst().reversed()
        where items[i].role == .once && items[i].bound == .none && !items[i].joined && items[i - 1].bound != .none
            && items[i - 1].window?.form == .day
        {
            let next = items[i - 1].next
            let j = phrase.kind(next) == .open ? next + 1 : next
            guard phrase.keyword(j) == .filler,
                phrase[j].base == PhraseToken.base("de") || phrase[j].base == PhraseToken.base("nham"),
                j < items[i].first, (j..<items[i].first).allSatisfy({ phrase.kind($0) == .word })
            else { continue }
            items.remove(at: i)
        }
    }

    /// Months from 0, of a year that is 0 where none is written.
    private static func period(_ item: Statement, isSubject: Bool, _ phrase: Phrase) -> (
        year: Int, first: Int, last: Int
    )? {
        // "cả năm trước ngày 15/12"; "tổng kết nhiệm kỳ 2020-2025 trong quý I/2025"
        if let window = item.window, item.role == .once, item.bound == .none, item.end == nil, window.scope == .days,
            window.form == .year && phrase.keyword(item.next - 1) == .year || isSubject && window.form == .span
        {
            return (0, 0, 11)
        }
        guard item.role == .once, item.bound == .none, item.end == nil, item.time == nil, let window = item.window,
            window.scope == .year, window.form != .day, !window.isRelative, case .day(let first, let day) = window.start
        else { return nil }
        switch window.due {
        case .monthEnd(let last) where window.part == .none && day == 1: return (window.year, first, last)
        // "đầu tháng 9 (trước ngày 10/9)", "nửa đầu quý IV, trước 10/11", "cuối năm 2023, trước 20/12"
        case .monthEnd(let last), .day(let last, _):
            return isPart(item, window, phrase) ? (window.year, first, last) : nil
        default: return nil
        }
    }

    /// Whether a place in it is said of a month, quarter or year.
    private static func isPart(_ item: Statement, _ window: Window, _ phrase: Phrase) -> Bool {
        window.part != .none
            || (item.first..<item.next).contains {
                switch phrase.keyword($0) {
                case .early, .middle, .late, .half, .first, .last: true
                default: phrase.isThird($0)
                }
            }
    }

    private static func isOfWholeMonths(_ window: Window) -> Bool {
        guard window.scope == .year, case .day(_, let day) = window.start else { return true }
        if case .monthEnd = window.due { return window.part == .none && day == 1 }
        return false
    }

    /// Whether a day is one of a part's.
    static func isOne(_ date: Window, ofPart part: Window) -> Bool {
        guard case .day(let month, let day) = date.start, case .day(let first, let opening) = part.start,
            (first, opening) <= (month, day)
        else { return false }
        return switch part.due {
        case .monthEnd(let last): month <= last
        case .day(let last, let closing): (month, day) <= (last, closing)
        default: false
        }
    }

    /// A day by which, or a month in which.
    private static func isCloser(
        _ item: Statement, _ window: Window, to last: Statement, _ phrase: Phrase
    ) -> Bool {
        guard item.role == .once, item.end == nil, !item.joined else { return false }
        let isBound = item.bound == .before || item.bound == .by
        return switch window.form {
        case .day:
            isBound
                || item.first > 0 && (phrase.kind(item.first - 1) == .colon || phrase.kind(item.first - 1) == .open)
                // "cuối tháng 8, ngày 30/8"
                || item.bound == .none && phrase.kind(last.next) == .comma && item.first == last.next + 1
                    && phrase.keyword(item.first) == .day && last.window.map { !isOfWholeMonths($0) } ?? false
        // "quý IV, chậm nhất tuần đầu tháng 12"
        case .week, .span: isBound
        case .month, .quarter: item.bound == .none && phrase.keyword(item.first) == .inside
        default: false
        }
    }

    /// With at most a word between, or a colon and a verb: "gửi", ": gửi".
    private static func isNext(_ item: Statement, to last: Statement, _ phrase: Phrase) -> Bool {
        item.first == last.next
            || item.first == last.next + 1
                && (phrase.kind(last.next) == .word || phrase.kind(last.next) == .colon
                    || phrase.kind(last.next) == .open && phrase.kind(item.next) == .close)
            || item.first == last.next + 2 && phrase.kind(last.next) == .colon && phrase.keyword(last.next + 1) == .verb
    }

    /// With more that is reported on between, and a colon: "báo cáo quý III và 9 tháng: trước ngày 20/9".
    private static func heads(_ a: Statement, _ b: Statement, _ phrase: Phrase) -> Bool {
        a.next < b.first && phrase.kind(b.first - 1) == .colon
            && (a.next..<b.first - 1).allSatisfy {
                phrase.kind($0) == .number || phrase.kind($0) == .word && phrase.keyword($0) != .year
                    || phrase.kind($0) == .comma && phrase.kind($0 + 1) == .number
            }
    }

    /// With words between and nothing else: "báo cáo tổng kết năm 2024 về Sở Nội vụ trước ngày 05/11".
    private static func isInOneBreath(_ a: Statement, _ b: Statement, _ phrase: Phrase) -> Bool {
        let isAddressed = phrase.isPreposition(a.next) || phrase.keyword(a.next) == .verb
        return a.next <= b.first && b.bound != .none
            && (a.next..<b.first).allSatisfy {
                phrase.kind($0) == .word && (isAddressed || phrase.keyword($0) != .and && phrase.keyword($0) != .or)
            }
    }

    private static func precedes(_ date: Window, _ period: (year: Int, first: Int, last: Int)) -> Bool {
        guard date.scope == .year, date.year > 0, period.year > 0, let month = month(of: date) else { return false }
        return date.year * 12 + month < period.year * 12 + period.first
    }

    private static func isWithin(_ date: Window, _ period: (year: Int, first: Int, last: Int)) -> Bool {
        month(of: date).map { period.first...period.last ~= $0 } ?? false
    }

    static func isReportedOn(_ item: Statement, _ last: Statement?, _ phrase: Phrase) -> Bool {
        if let last, last.role == .review, last.next == item.first { return true }
        guard item.first > 0, phrase.keyword(item.first) != .inside else { return false }
        let isPlural = item.first > 1 && phrase.keyword(item.first - 1) == .all
        switch phrase.keyword(isPlural ? item.first - 2 : item.first - 1) {
        case .record, .review, .duty, .verb, .periodic: return true
        default: break
        }
        // "tổng kết công tác năm 2022": a word between.
        guard item.first > 1, phrase.isUnknownWord(item.first - 1) else { return false }
        let i = item.first > 2 && phrase.isUnknownWord(item.first - 2) ? item.first - 3 : item.first - 2
        return phrase.keyword(i) == .review
    }

    /// The month in which a window with its year begins, counted from the year 0.
    static func opening(_ window: Window) -> Int? {
        if window.scope == .days { return window.first.year * 12 + window.first.month - 1 }
        guard window.scope == .year, window.year > 0, let month = month(of: window) else { return nil }
        return window.year * 12 + month
    }

    static func month(of window: Window) -> Int? {
        if case .day(let month, _) = window.start { month } else { nil }
    }
}
