import Dates

/// What is said of a report beside the day on which it is due.
extension Combination {
    /// "(số liệu từ 15/12 năm trước đến 14/12) gửi trước ngày 20/12": the time of the figures is no due date where one is
    /// said; nor is a stretch in parentheses after the period that is reported on.
    static func dropData(_ items: inout [Statement], phrase: Phrase) {
        dropReviewed(&items, phrase: phrase)
        guard
            items.contains(where: {
                !$0.isData && (isDueDay($0) || $0.role == .recurring && $0.window?.form == .day && $0.end == nil)
            })
        else { return }
        var i = items.count - 1
        while i >= 0 {
            defer { i -= 1 }
            let item = items[i]
            let isInside =
                item.end != nil && opens(item, phrase)
                && phrase.kind(item.next) == .close && i + 1 < items.count && isDueDay(items[i + 1])
                && !isApart(item, items[i + 1], phrase)
            guard item.isData || isInside else { continue }
            // What stands on both sides of the parentheses stands side by side.
            if i > 0, phrase.kind(items[i - 1].next) == .open, phrase.kind(item.next) == .close,
                (items[i - 1].next + 1..<max(items[i - 1].next + 1, item.first)).allSatisfy({ phrase.kind($0) == .word }
                )
            {
                items[i - 1].next = item.next + 1
            }
            // "chốt số liệu ngày 14 hằng tháng, gửi báo cáo trước ngày 17": of each month too.
            // "số liệu từ ngày 15 tháng trước đến ngày 14 tháng báo cáo, gửi trước ngày 17" too, and of each year "số liệu từ
            // 15/12 năm trước đến 14/12 năm báo cáo; nộp trước 20/12".
            if item.role == .recurring, i + 1 < items.count, isDay(items[i + 1], ofEach: item.window?.scope),
                item.isData || !isApart(item, items[i + 1], phrase)
            {
                if item.window?.scope == .quarter, let day = items[i + 1].window?.day,
                    case .day(let month, _)? = (item.end ?? item.window)?.due
                {
                    items[i + 1].window?.start = .day(month: month, day)
                    items[i + 1].window?.due = .day(month: month, day)
                    items[i + 1].window?.scope = .quarter
                }
                items[i + 1].role = .recurring
                items[i + 1].repetition = item.repetition
            }
            items.remove(at: i)
            // "báo cáo quý I tính từ ngày 15/12 năm trước đến ngày 14/3": nor is what the figures are of.
            guard item.isData, i > 0, items[i - 1].next == item.first, items[i - 1].role == .once,
                items[i - 1].bound == .none, items[i - 1].end == nil,
                isReportedOn(items[i - 1], i > 1 ? items[i - 2] : nil, phrase)
            else { continue }
            items.remove(at: i - 1)
            i -= 1
        }
    }

    /// Whether a day without its year is one of each month, quarter or year that figures are of.
    private static func isDay(_ item: Statement, ofEach scope: Window.Scope?) -> Bool {
        guard item.role == .once, item.end == nil, let window = item.window, window.form == .day else { return false }
        switch scope {
        case .month, .quarter: return window.scope == .month
        case .year: return window.scope == .year && window.year == 0 && !window.isRelative && window.feast == nil
        default: return false
        }
    }

    /// Whether an opening parenthesis stands before, or before the words that say what the time is of: "(kỳ báo cáo từ …)".
    private static func opens(_ item: Statement, _ phrase: Phrase) -> Bool {
        var i = item.first - 1
        while i >= 0, i > item.first - 5, phrase.kind(i) == .word { i -= 1 }
        // "lấy ý kiến 30 ngày (từ 06/6 đến 05/7)": the days themselves.
        return i >= 0 && phrase.kind(i) == .open
            && !(i > 1 && phrase.unit(i - 1) != nil && phrase.kind(i - 2) == .number)
    }

    /// "sơ kết 3 năm thực hiện (2019 - 2021) vào quý IV/2021": the years in parentheses are looked back on.
    private static func dropReviewed(_ items: inout [Statement], phrase: Phrase) {
        for i in items.indices.dropLast().reversed()
        where items[i].role == .once && items[i].bound == .none && items[i].window?.form == .span
            && items[i].window?.scope == .days && items[i].first > 0 && phrase.kind(items[i].first - 1) == .open
            && phrase.kind(items[i].next) == .close && items[i + 1].role == .once
            && items[..<i].contains(where: { $0.role == .review })
        {
            items.remove(at: i)
        }
    }

    static func isDueDay(_ item: Statement) -> Bool {
        (item.role == .once || item.role == .recurring) && item.window?.form == .day
            && (item.bound == .before || item.bound == .by)
    }

    /// "trong năm 2022 (31/12/2022)", "quý IV/2022 (hoàn thành trước 15/12/2022)": a day in parentheses after the period it
    /// lies in is that period's last.
    static func bindRepeats(_ items: inout [Statement], phrase: Phrase) {
        var i = 0
        while i + 1 < items.count {
            defer { i += 1 }
            if isWeekdayOf(items[i + 1], items[i], phrase) {
                items[i].next = items[i + 1].next
                items.remove(at: i + 1)
                continue
            }
            // "sáng 26/02/2024, hoàn thành trong ngày": on that day.
            if items[i].window?.form == .day, items[i].window?.scope == .year, items[i].end == nil,
                items[i + 1].role == .once, items[i + 1].end == nil, items[i + 1].window?.form == .day,
                items[i + 1].window?.scope == .days, phrase.keyword(items[i + 1].first) == .inside,
                phrase.keyword(items[i + 1].next - 1) == .day, !isApart(items[i], items[i + 1], phrase)
            {
                items.remove(at: i + 1)
                continue
            }
            // "từ tháng 9/2025 thành tháng 12/2025": the one no longer stands.
            if items[i].role == .from, items[i].bound == .from, items[i + 1].first == items[i].next + 1,
                phrase.isUnknownWord(items[i].next), phrase[items[i].next].base == PhraseToken.base("thanh")
            {
                items.remove(at: i)
                continue
            }
            if isNamedAgain(items[i + 1], after: items[i], phrase) {
                if items[i].window?.form == .lunar { items[i].window = items[i + 1].window }
                items[i].next = items[i + 1].next + 1
                items.remove(at: i + 1)
                continue
            }
            let (period, day) = (items[i], items[i + 1])
            guard period.role == .once, period.bound == .none, period.end == nil, let whole = dated(period, by: day),
                whole.form != .day, day.role == .once, day.end == nil, let date = day.window, date.form == .day,
                date.scope == .year, date.year > 0, phrase.kind(period.next) == .open,
                phrase.kind(day.next) == .close,
                (period.next + 1..<max(period.next + 1, day.first)).allSatisfy({
                    phrase.keyword($0) == .verb
                }), lies(date, in: whole)
            else { continue }
            items[i].window = whole
            items[i].end = date
            items[i].endsBefore = day.bound == .before
            items[i].time = day.time
            items[i].next = day.next + 1
            items.remove(at: i + 1)
        }
    }

    /// A period with the year that the day after it has: "trong quý II (30/6/2026)".
    private static func dated(_ period: Statement, by day: Statement) -> Window? {
        guard var window = period.window else { return nil }
        if window.scope == .year, window.year == 0, !window.isRelative { window.year = day.window?.year ?? 0 }
        return window
    }

    /// "ngày 06, thứ Hai": the weekday of a day.
    private static func isWeekdayOf(_ weekday: Statement, _ day: Statement, _ phrase: Phrase) -> Bool {
        guard day.role == .once, day.end == nil, let date = day.window, date.form == .day, date.scope != .week else {
            return false
        }
        return weekday.role == .once && weekday.bound == .none && weekday.end == nil && weekday.window?.scope == .week
            && weekday.window?.form == .day && weekday.first == day.next + 1 && phrase.kind(day.next) == .comma
    }

    /// "đến hết 31/01/2027 (niên độ 2026)", "15/12/2025 (quý IV/2025)": the period of a day whose year is written.
    private static func isNamedAgain(_ period: Statement, after day: Statement, _ phrase: Phrase) -> Bool {
        // "trước rằm tháng Giêng (03/3/2026)": what the calendar calls the day.
        if let lunar = day.window, lunar.form == .lunar, day.end == nil, let date = period.window, date.form == .day,
            date.year > 0, period.bound == .none, period.first <= day.next + 1, phrase.kind(day.next) == .open,
            phrase.kind(period.next) == .close
        {
            return true
        }
        // "trước ngày 25/4 (báo cáo tháng 4)"
        // "thứ Tư tuần sau (01/3/2023)"
        if let relative = day.window, relative.scope == .days, relative.form == .day, day.end == nil,
            let date = period.window, date.form == .day, date.scope == .year, phrase.kind(day.next) == .open,
            phrase.kind(period.next) == .close, period.first <= day.next + 1, relative.first.civil.month == date.month,
            relative.first.civil.day == date.day
        {
            return true
        }
        if day.window?.form == .day, names(period), phrase.kind(day.next) == .open, phrase.kind(period.next) == .close,
            period.first > day.next + 1,
            (day.next + 1..<period.first).allSatisfy({ [.verb, .record, .review].contains(phrase.keyword($0)) })
        {
            return true
        }
        // "từ ngày 15/3 đến ngày 14/6 (quý II)"
        if day.end != nil, day.window?.form == .day, names(period), period.window?.year == 0,
            period.window?.isRelative == false, phrase.kind(day.next) == .open, period.first == day.next + 1,
            phrase.kind(period.next) == .close
        {
            return true
        }
        guard day.role == .once, day.end == nil, let date = day.window, date.form == .day, date.scope == .year,
            date.year > 0, period.role == .once, period.bound == .none, period.end == nil, let whole = period.window,
            whole.form != .day, phrase.kind(day.next) == .open, period.first == day.next + 1,
            phrase.kind(period.next) == .close
        else { return false }
        return phrase.keyword(period.first) == .phase || lies(date, in: whole)
    }

    /// "Năm học 2024-2025: ngày tựu trường 26/8/2024", "xếp loại năm 2024: hoàn thành trước ngày 15/12/2024", "tờ khai tháng
    /// 12/2024: 20/01/2025": the years, or a period that is over, head the days that are said of them.
    static func dropHeading(_ items: inout [Statement], phrase: Phrase) {
        // "báo cáo quý IV và năm 2022: trước ngày 05/12/2022"
        var last = 0
        while last + 1 < items.count, names(items[last]), phrase.keyword(items[last].next) == .and,
            items[last + 1].first == items[last].next + 1
        {
            last += 1
        }
        if last + 1 < items.count, headsPart(items[last], items[last + 1], phrase) {
            // "năm học 2024-2025 tuyển sinh trước 30/6" is before it: the next such day.
            let isWithin =
                phrase.kind(items[last].next) != .word
                || (items[last].first..<items[last].next).contains { phrase.keyword($0) == .semester }
            if isWithin, let years = items[last].window {
                carryYear(of: years, to: &items[last + 1], phrase)
            }
            items.remove(at: last)
            return
        }
        // "6 tháng đầu năm 2025 từ ngày 15/12/2024 đến ngày 14/6/2025"
        if last + 1 < items.count, names(items[last]), items[last + 1].first == items[last].next,
            items[last + 1].bound == .from, let end = items[last + 1].end, end.year > 0, let whole = items[last].window,
            lies(end, in: whole)
        {
            items.remove(at: last)
            return
        }
        guard last + 1 < items.count, names(items[last]), phrase.kind(items[last].next) == .colon,
            let period = items[last].window
        else { return }
        if period.form == .span, period.scope == .days { carryYear(of: period, to: &items[last + 1], phrase) }
        guard let day = items[last + 1].window, day.form == .day,
            day.year > 0 || items[last + 1].end?.year ?? 0 > 0,
            period.form == .year || period.form == .span && period.scope == .days
                || (period.form == .month || period.form == .quarter)
                    && (period.year > 0 ? phrase.isPast(items[last]) : items[last + 1].end != nil)
        else { return }
        items.removeSubrange(0...last)
    }

    /// "năm học 2025-2026 nộp trước 31/5": a day without its year is the first of the years that are to come.
    /// - Returns: whether it was carried.
    @discardableResult
    static func carryYear(of years: Window, to item: inout Statement, _ phrase: Phrase) -> Bool {
        guard years.first > phrase.issued, let window = item.window, window.scope == .year, window.year == 0,
            !window.isRelative, window.day > 0, item.end?.year ?? 0 == 0, let month = month(of: window)
        else { return false }
        let (year, first, day) = years.first.civil
        let isInFirst = (month + 1, window.day) >= (first, day)
        item.window?.year = isInFirst ? year : year + 1
        item.hasCarriedYear = true
        guard let end = item.end, end.scope == .year, let last = Combination.month(of: end) else { return true }
        item.end?.year = (item.window?.year ?? year) + (last < month ? 1 : 0)
        return true
    }

    /// "đầu năm học trước 15/10, cuối năm học trước 15/6": a part of a period and, right after it, the day by which.
    static func dropParts(_ items: inout [Statement], phrase: Phrase) {
        for i in items.indices.dropLast().reversed()
        where items[i].role == .once && items[i].bound == .none && items[i].end == nil && items[i].time == nil
            && (items[i + 1].role == .once || items[i + 1].role == .recurring && items[i + 1].window?.scope == .year)
            && (items[i + 1].end == nil || items[i + 1].first == items[i].next)
            && (items[i + 1].bound == .before || items[i + 1].bound == .by || items[i + 1].end != nil
                || items[i + 1].first == items[i].next && (items[i + 1].window?.year ?? 0) > 0)
            && items[i + 1].window?.form == .day
        {
            // "giữa nhiệm kỳ, hoàn thành trước ngày 31/12/2024"
            let isDoneBy =
                items[i + 1].first == items[i].next + 2 && phrase.kind(items[i].next) == .comma
                && phrase.keyword(items[i].next + 1) == .verb && items[i + 1].window?.year ?? 0 > 0
            guard let part = items[i].window, part.form != .day,
                part.part != .none || items[i + 1].end != nil && holdsRange(part, items[i + 1]),
                isDoneBy || isCloser(items[i + 1], in: part, after: items[i].next, phrase)
                    || items[i + 1].first == items[i].next || isNamePart(items[i], items[i + 1], phrase)
            else { continue }
            items.remove(at: i)
        }
    }

    /// "Tuần 4 tháng 5/2024: 20-24/5", "Quý II (15/5 - 15/6)": a period and, behind its sign, the days of it that are meant.
    static func dropFrames(_ items: inout [Statement], phrase: Phrase) {
        for i in items.indices.dropLast().reversed() where names(items[i]) {
            let (frame, days) = (items[i], items[i + 1])
            guard let period = frame.window, period.scope == .year, days.role == .once,
                days.bound == .none || days.bound == .from, let first = days.window, first.scope == .year,
                phrase.kind(frame.next) == .open || phrase.kind(frame.next) == .colon, days.first == frame.next + 1,
                days.end != nil || first.form == .span && first.day > 0, lies(days, inMonthsOf: period)
            else { continue }
            if period.year > 0, first.year == 0 { items[i + 1].window?.year = period.year }
            if period.year > 0, days.end?.year == 0 { items[i + 1].end?.year = period.year }
            items.remove(at: i)
        }
    }

    /// Whether days begin and end in the months of a period.
    private static func lies(_ days: Statement, inMonthsOf period: Window) -> Bool {
        guard let first = period.start.month, let last = period.due.month, let from = days.window?.start.month,
            let to = (days.end ?? days.window)?.due.month, first <= last
        else { return false }
        return first...last ~= from && first...last ~= to && days.window?.form != .month
            && [days.window?.year, days.end?.year].allSatisfy { $0 ?? 0 == 0 || period.year == 0 || $0 == period.year }
    }

    /// "kiểm tra quý II từ 06/5 đến 17/5/2024": days of that quarter or month.
    private static func holdsRange(_ period: Window, _ days: Statement) -> Bool {
        guard period.form == .quarter || period.form == .month, period.scope == .year, let end = days.end,
            end.scope == .year, end.year == 0 || period.year == 0 || end.year == period.year,
            case .day(let first, 1) = period.start, case .monthEnd(let last) = period.due,
            let month = month(of: end)
        else { return false }
        return first...max(first, last) ~= month
    }

    /// "cuối tháng 4, chậm nhất 28/4": a day of that part, which has no other year.
    private static func isCloser(_ day: Statement, in part: Window, after next: Int, _ phrase: Phrase) -> Bool {
        guard day.first == next + 1, phrase.kind(next) == .comma, let date = day.window, date.year == part.year,
            part.scope == .year, let month = month(of: date), case .day(let first, _) = part.start
        else { return false }
        switch part.due {
        case .day(let last, _), .monthEnd(let last): return first...max(first, last) ~= month
        default: return false
        }
    }

    /// The "cuối năm" of "kiểm tra cuối năm lớp 5, lớp 9 xong trước 15/5".
    private static func isNamePart(_ part: Statement, _ day: Statement, _ phrase: Phrase) -> Bool {
        part.first > 0 && phrase.keyword(part.first) == .late
            && (part.window?.year == 0 || day.window?.year == 0 || day.window?.year == part.window?.year)
            && (phrase.isUnknownWord(part.first - 1) || [.duty, .halt].contains(phrase.keyword(part.first - 1)))
            && part.next < day.first
            && (part.next..<day.first).allSatisfy {
                phrase.kind($0) == .word && phrase.keyword($0) != .and || phrase.kind($0) == .number
                    || phrase.kind($0) == .comma && phrase.keyword($0 + 1) == .halt
            }
    }

    /// "kế hoạch trung hạn 2021-2025: bố trí vốn năm 2023"; "năm học 2023-2024 tuyển sinh lớp 6 từ 01/7 đến 15/7/2023".
    private static func headsPart(_ span: Statement, _ part: Statement, _ phrase: Phrase) -> Bool {
        guard names(span), let years = span.window, years.form == .span, years.scope == .days, let window = part.window
        else { return false }
        if phrase.kind(span.next) == .colon {
            return window.form == .year && window.scope == .year && years.first.year...years.last.year ~= window.year
        }
        guard span.next < part.first else { return false }
        // "cán bộ nhiệm kỳ 2025-2030, hoàn thành trong quý I/2025": of those years.
        if phrase.keyword(span.first) == .term {
            return span.first > 0 && phrase.isUnknownWord(span.first - 1) && phrase.kind(span.next) == .comma
                && phrase.keyword(span.next + 1) == .verb && part.first == span.next + 2 && window.year > 0
                && window.year <= years.first.year
        }
        return phrase.keyword(span.first) == .schoolYear && window.form == .day
            && (part.end != nil || part.bound != .none)
            && (phrase.kind(span.next) == .word || span.next + 1 < part.first)
            && (span.next..<part.first).allSatisfy {
                phrase.kind($0) == .word || phrase.kind($0) == .number || phrase.kind($0) == .comma && $0 == span.next
            }
    }

    private static func names(_ item: Statement) -> Bool {
        item.role == .once && item.bound == .none && item.end == nil && item.window != nil && item.window?.form != .day
    }

    /// "ngày 18 của tháng cuối quý (tháng 3, tháng 6, tháng 9 và tháng 12)": the months are named again.
    static func dropMonths(_ items: inout [Statement], phrase: Phrase) {
        for i in items.indices.dropLast().reversed()
        where items[i].role == .recurring && items[i].window?.scope == .quarter
            && phrase.kind(items[i].next) == .open && items[i + 1].first == items[i].next + 1
        {
            var last = i + 1
            while last + 1 < items.count, items[last + 1].joined { last += 1 }
            guard let place = items[i].window.flatMap({ month(of: $0) }), phrase.kind(items[last].next) == .close,
                items[i + 1...last].allSatisfy({ item in
                    item.role == .once && item.end == nil && item.window?.form == .month && item.window?.scope == .year
                        && (item.window.flatMap { month(of: $0) } ?? -1) % 3 == place
                })
            else { continue }
            items.removeSubrange(i + 1...last)
        }
    }

    /// "nghỉ Tết từ ngày 25/01 đến hết ngày 02/02", "Trung thu: ngày 16 và 17/9": the feast says what the days are of.
    static func bindFeasts(_ items: inout [Statement], phrase: Phrase) {
        for i in items.indices.dropLast().reversed()
        where items[i].role == .once && items[i].bound == .none && items[i].window?.feast != nil && items[i].end == nil
            && items[i + 1].role == .once
            && (phrase.kind(items[i].next) == .colon && items[i + 1].window?.form == .day
                || isHeldBy(items[i + 1], items[i], phrase)
                || (items[i + 1].first <= items[i].next + 1 || phrase.kind(items[i + 1].first - 1) == .open
                    || isLength(items[i].next, items[i + 1].first, phrase))
                    && (items[i + 1].end != nil
                        || items[i + 1].first == items[i].next
                            && (items[i + 1].bound == .before || items[i + 1].bound == .by)))
        {
            items.remove(at: i)
        }
    }

    /// "tổ chức Trung thu cho thiếu nhi trước ngày 15/8 âm lịch": what is done for the feast by that day.
    private static func isHeldBy(_ day: Statement, _ feast: Statement, _ phrase: Phrase) -> Bool {
        day.end == nil && (day.bound == .before || day.bound == .by || day.window?.year ?? 0 > 0)
            && (day.window?.form == .day || day.window?.form == .lunar) && feast.next < day.first
            && (feast.next..<day.first).allSatisfy {
                phrase.kind($0) == .word && phrase.keyword($0) != .and && phrase.keyword($0) != .or
                    || phrase.kind($0) == .comma && phrase.keyword($0 + 1) == .verb && day.window?.feast == nil
            }
    }

    /// "nghỉ Tết 14 ngày, từ …": only a length of days between.
    private static func isLength(_ from: Int, _ to: Int, _ phrase: Phrase) -> Bool {
        to == from + 3 && phrase.kind(from) == .number && phrase.keyword(from + 1) == .day
            && (phrase.kind(from + 2) == .comma || phrase.kind(from + 2) == .colon)
    }

    static func lies(_ date: Window, in whole: Window) -> Bool {
        if whole.scope == .days { return whole.first.year...whole.last.year ~= date.year }
        guard whole.scope == .year, whole.year == date.year, case .day(let first, _) = whole.start,
            let month = month(of: date)
        else { return false }
        switch whole.due {
        case .day(let last, _), .monthEnd(let last): return first...max(first, last) ~= month
        default: return false
        }
    }

    /// "báo cáo các quý II, III, IV trước ngày 20 của tháng cuối quý", "các tháng 1, 2, 4, 5 trước ngày 20 của tháng báo cáo":
    /// in those only.
    static func bindQuarters(_ items: inout [Statement], phrase: Phrase) {
        var i = 0
        while i < items.count {
            defer { i += 1 }
            guard items[i].window?.form == .quarter || items[i].window?.form == .month,
                isReportedOn(items[i], i > 0 ? items[i - 1] : nil, phrase), isQuarter(items[i]) || isMonth(items[i])
            else { continue }
            let scope: Window.Scope = isQuarter(items[i]) ? .quarter : .month
            var months = Phrase.months(of: items[i].window) ?? 0
            var j = i + 1
            while j < items.count, items[j].joined, scope == .quarter ? isQuarter(items[j]) : isMonth(items[j]) {
                months |= Phrase.months(of: items[j].window) ?? 0
                j += 1
            }
            guard j < items.count, items[j].role == .recurring, items[j].window?.scope == scope,
                isDueDay(items[j]), scope == .quarter || j > i + 1
            else { continue }
            items[j].excepted |= ~months & 0xFFF
            items.removeSubrange(i..<j)
        }
    }

    /// "trước ngày 18 của tháng cuối quý (quý IV gửi cùng báo cáo năm)", "hằng tháng; tháng 12 gộp vào báo cáo năm": nothing is due
    /// for those months by themselves.
    static func dropMerged(_ items: inout [Statement], phrase: Phrase) {
        for i in items.indices.dropFirst().reversed()
        where items[i].role == .once && items[i].bound == .none && items[i].end == nil {
            guard let months = Phrase.months(of: items[i].window), phrase.mergesReport(items[i].next),
                let cycle = items[..<i].lastIndex(where: { $0.role == .recurring })
            else { continue }
            items[cycle].excepted |= months
            items.remove(at: i)
        }
    }

    private static func isMonth(_ item: Statement) -> Bool {
        item.role == .once && item.bound == .none && item.end == nil && item.window?.form == .month
            && item.window?.scope == .year && item.window?.year == 0
    }

    private static func isQuarter(_ item: Statement) -> Bool {
        item.role == .once && item.bound == .none && item.end == nil && item.window?.form == .quarter
            && item.window?.year == 0
    }

    /// "riêng quý IV trước ngày 10/12", "riêng tháng 12 trước ngày 15": each year.
    static func recursApart(_ item: inout Statement, _ period: Window) {
        guard let window = item.window, window.year == 0, !window.isRelative else { return }
        if window.scope == .month, period.month > 0 { item.window?.carry(month: period.month) }
        item.role = .recurring
    }
}
