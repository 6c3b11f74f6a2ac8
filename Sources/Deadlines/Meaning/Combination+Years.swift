import Dates

/// Years said beside dates: that of what stands after them, or of something else.
extension Combination {
    /// "năm 2022 (quý III)", "Năm 2023: tháng 3, tháng 9": the year of what is said more closely after it.
    static func bindYears(_ items: inout [Statement], phrase: Phrase) {
        var i = 0
        while i + 1 < items.count {
            defer { i += 1 }
            var last = i + 1
            while last + 1 < items.count, items[last + 1].joined { last += 1 }
            if let quarter = items[i].window, quarter.form == .quarter, phrase.kind(items[last].next) == .close,
                items[i + 1...last].allSatisfy({ isMonthOf($0, items[i], phrase) }),
                items[i + 1].first <= items[i].next + 2
            {
                if quarter.year > 0 { for k in i + 1...last { items[k].window?.year = quarter.year } }
                items.remove(at: i)
                continue
            }
            if spreadDate(&items, from: i, phrase) { continue }
            guard items[i].role == .once, items[i].bound == .none, items[i].end == nil, !items[i].joined,
                let year = items[i].window, year.form == .year, year.scope == .year, year.year > 0,
                year.part == .none, items[i + 1].first > items[i].next,
                (items[i].next + 1..<items[i + 1].first).allSatisfy({ phrase.keyword($0) == .verb })
                    || isDayOfDeed(items[i + 1], after: items[i], phrase),
                isYearless(items[i + 1]) || isPartOf(year, items[i + 1], phrase)
            else { continue }
            switch phrase.kind(items[i].next) {
            case .colon, .open, .dash: break
            case .comma
            where items[i + 1].bound == .none || items[i + 1].window?.form == .month
                || items[i + 1].window?.form == .quarter:
                break
            default: continue
            }
            var k = i + 1
            while k < items.count, k == i + 1 || items[k].joined, isYearless(items[k]) {
                items[k].window?.year = year.year
                if items[k].end?.year == 0, items[k].end?.scope == .year { items[k].end?.year = year.year }
                k += 1
            }
            items.remove(at: i)
        }
    }

    /// "năm 2023, 2024: trước 15/12", "các năm 2023 và 2024 vào tháng 12", "năm 2023 vào quý III": the date of each of the years.
    private static func spreadDate(_ items: inout [Statement], from i: Int, _ phrase: Phrase) -> Bool {
        func isYear(_ item: Statement) -> Bool {
            guard let window = item.window else { return false }
            return item.role == .once && item.bound == .none && item.end == nil && window.form == .year
                && window.scope == .year && window.year > 0 && window.part == .none
        }
        guard isYear(items[i]), !items[i].joined else { return false }
        var j = i + 1
        while j < items.count, items[j].joined, isYear(items[j]) { j += 1 }
        guard j < items.count, isYearless(items[j]), !items[j].joined, items[j].end == nil else { return false }
        let (last, date) = (items[j - 1], items[j])
        let isAt =
            phrase.keyword(date.first) == .at || phrase.keyword(date.first) == .inside && date.window?.form != .day
            || date.window?.form == .quarter || date.window?.form == .month
        let areDeeds = (last.next..<max(last.next, date.first)).allSatisfy { phrase.keyword($0) == .verb }
        let isHeaded = date.first == last.next + 1 && phrase.kind(last.next) == .colon
        guard last.next <= date.first, isAt && areDeeds || isHeaded && j > i + 1,
            j + 1 == items.count || !items[j + 1].joined || isYear(items[j + 1])
        else { return false }
        for k in i..<j {
            let year = items[k].window?.year ?? 0
            items[k] = date
            items[k].window?.year = year
            items[k].joined = k > i
        }
        items.remove(at: j)
        if j < items.count { items[j].joined = false }
        return true
    }

    /// "quý IV/2022 (tháng 11)", "quý IV/2022 (xong trước 10/12)"
    private static func isMonthOf(_ part: Statement, _ quarter: Statement, _ phrase: Phrase) -> Bool {
        guard phrase.kind(quarter.next) == .open, part.role == .once, part.end == nil, let window = part.window,
            window.scope == .year,
            window.form == .month || window.part != .none || window.form == .day && quarter.window?.year ?? 0 > 0,
            window.year == 0 || quarter.window?.year == 0 || window.year == quarter.window?.year, quarter.role == .once,
            quarter.end == nil,
            quarter.bound == .none, quarter.window?.form == .quarter, quarter.window?.scope == .year,
            case .day(let first, 1)? = quarter.window?.start, let within = month(of: window)
        else { return false }
        return first...first + 2 ~= within
    }

    /// The parentheses of "năm 2025 (hoàn thành trong tháng 11/2025)".
    private static func isPartOf(_ year: Window, _ part: Statement, _ phrase: Phrase) -> Bool {
        part.role == .once && part.end == nil && part.window?.scope == .year && part.window?.year == year.year
            && part.window?.form != .year && phrase.kind(part.next) == .close
    }

    /// "năm 2025, giao quân ngày 15/02": words that say what is done, and its day.
    private static func isDayOfDeed(_ day: Statement, after year: Statement, _ phrase: Phrase) -> Bool {
        phrase.kind(year.next) == .comma && day.window?.form == .day && phrase.keyword(day.first) == .day
            && day.first - year.next < 9
            && (year.next + 1..<day.first).allSatisfy { phrase.isUnknownWord($0) || phrase.keyword($0) == .verb }
    }

    static func isYearless(_ item: Statement) -> Bool {
        guard item.role == .once, let window = item.window else { return false }
        return window.scope == .year && window.year == 0 && !window.isRelative && item.end?.year ?? 0 == 0
    }

    /// "chứng từ chi năm 2024 gửi đến hết ngày 24/01/2025": a year that is over when the paper is issued, said of something, is
    /// not due beside a date.
    static func dropPastYears(_ items: inout [Statement], phrase: Phrase) {
        guard items.count > 1 else { return }
        let kept = items.filter { item in
            // "quy hoạch cán bộ nhiệm kỳ 2025 - 2030 hoàn thành trong quý II/2022": what is prepared.
            if isTermAhead(item, phrase),
                items.contains(where: { ($0.window?.year ?? 0) > 0 && $0.window?.scope == .year && precedes($0, item) })
            {
                return false
            }
            // "xong trước 25/8 để đón năm học mới 2026 - 2027": what it is done for.
            if isSchoolYear(item, phrase),
                items.contains(where: {
                    $0.window?.form == .day && $0.bound != .none || $0.role == .awaiting && $0.isBefore
                })
            {
                return false
            }
            return item.role != .once || item.bound != .none || item.end != nil || item.joined || item.first == 0
                || item.window?.form != .year || item.window?.part != Window.Part.none
                || !phrase.isUnknownWord(item.first - 1) || phrase.kind(item.next) != .word || !phrase.isPast(item)
        }
        if kept.contains(where: { $0.window != nil || $0.term != nil || $0.role == .awaiting }) { items = kept }
    }

    private static func isTermAhead(_ item: Statement, _ phrase: Phrase) -> Bool {
        item.role == .once && item.bound == .none && item.end == nil && item.first > 0
            && item.window?.form == .span && item.window?.scope == .days && item.window?.part == Window.Part.none
            && (item.joined || phrase.keyword(item.first - 1) == .and
                || phrase.keyword(item.first) == .term && phrase.isUnknownWord(item.first - 1))
    }

    private static func precedes(_ date: Statement, _ span: Statement) -> Bool {
        guard let year = date.window?.year, let first = span.window?.first.year else { return false }
        return year < first || year == first && date.window?.form == .day
    }

    private static func isSchoolYear(_ item: Statement, _ phrase: Phrase) -> Bool {
        item.role == .once && item.bound == .none && item.end == nil && item.first > 0 && item.window?.scope == .days
            && phrase.keyword(item.first) == .schoolYear
            && (phrase.isUnknownWord(item.first - 1) || phrase.keyword(item.first - 1) == .criterion)
    }

    /// "Lễ giao, nhận quân năm 2025 vào ngày 13/02/2025": the year of what is done, beside the day that it is done on.
    static func dropOwnYears(_ items: inout [Statement], phrase: Phrase) {
        for i in items.indices.dropLast().reversed()
        where items[i].role == .once && items[i].bound == .none && items[i].end == nil && !items[i].joined
            && items[i].first > 0 && items[i].window?.form == .year && items[i].window?.scope == .year
            && items[i].window?.part == Window.Part.none && phrase.keyword(items[i].first) == .year
            && phrase.kind(items[i].first - 1) == .word && phrase.keyword(items[i].first - 1) != .and
        {
            let next = items[i + 1]
            guard next.role == .once, !next.joined, let window = next.window, window.day > 0 || window.form == .day,
                window.scope == .year, let year = items[i].window?.year
            else { continue }
            // "Tháng hành động năm 2023 từ ngày 01/6 đến ngày 30/6"
            if let end = next.end, end.scope == .year, end.year == 0, window.year == 0, next.first == items[i].next {
                items[i + 1].window?.year = year
                items[i + 1].end?.year = year
                items.remove(at: i)
                continue
            }
            guard (next.end?.year ?? window.year) == year, items[i].next < next.first || next.bound != .none,
                (items[i].next..<max(items[i].next, next.first)).allSatisfy({
                    phrase.kind($0) == .word && phrase.keyword($0) != .and || phrase.kind($0) == .number
                        || phrase.kind($0) == .open
                        || phrase.kind($0) == .comma && phrase.keyword($0 + 1) == .verb && next.bound != .none
                })
            else { continue }
            items.remove(at: i)
        }
    }
}
