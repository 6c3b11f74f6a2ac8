import Dates

/// Days whose month or cycle is said before them.
extension Combination {
    /// "tháng 11/2022 (trước ngày 20)", "tháng 6, 12 hằng năm, trước ngày 20": that day of each month; "quý III hằng năm
    /// (trước 30/9)": that day of each year.
    static func bindDays(_ items: inout [Statement], phrase: Phrase) {
        var i = 0
        while i + 1 < items.count {
            defer { i += 1 }
            if let window = dayWithin(items[i], items[i + 1], phrase) {
                items[i + 1].window = window
                items.remove(at: i)
                continue
            }
            // "tuần thứ ba của tháng, vào thứ Năm"
            if let week = items[i].window, week.form == .week, case .day(let month, let first) = week.start, first < 29,
                items[i].bound == .none, items[i + 1].role == .once, items[i + 1].bound == .none,
                items[i + 1].end == nil,
                items[i + 1].window?.scope == .week, case .offset(let day)? = items[i + 1].window?.start,
                let weekday = Weekday(rawValue: UInt8(day + 1)), items[i + 1].first == items[i].next + 1
            {
                var window = week
                window.start = .weekday(month: month, weekday, first < 0 ? -1 : (first + 6) / 7)
                window.due = window.start
                window.form = .day
                items[i].window = window
                items[i].next = items[i + 1].next
                items.remove(at: i + 1)
                continue
            }
            if let month = items[i].window, isRangeOf(month, items[i + 1], after: items[i], phrase) {
                items[i + 1].window?.carry(month: month.month)
                items[i + 1].window?.year = month.year
                items[i + 1].end?.carry(month: month.month)
                items[i + 1].end?.year = month.year
                items.remove(at: i)
                continue
            }
            var last = i
            while last + 1 < items.count, items[last + 1].joined { last += 1 }
            guard last + 1 < items.count, stands(items[last + 1], after: items[last], phrase) else { continue }
            let day = items[last + 1]
            guard let window = day.window, (i...last).allSatisfy({ holds(items[$0], window) }) else { continue }
            // "hằng tháng trước ngày 20, tháng 12 trước ngày 10": not by the rule too.
            let isExcepted = window.scope == .month && isExceptionToRule(i, last, items, phrase)
            for k in i...last {
                if isExcepted { items[i - 1].excepted |= Phrase.months(of: items[k].window) ?? 0 }
                if window.scope == .month {
                    items[k].window = dayOfMonth(window.day, items[k].window)
                } else {
                    items[k].window = window
                }
                if isExcepted || phrase.isSetApart(items[i].first) {
                    items[k].role = .recurring
                }
                items[k].bound = day.bound
                items[k].time = day.time
            }
            items[last].next = day.next
            items.remove(at: last + 1)
            i = last
        }
    }

    /// Whether a month without its year stands after a day of each month: then its own day is said for it.
    private static func isExceptionToRule(_ i: Int, _ last: Int, _ items: [Statement], _ phrase: Phrase) -> Bool {
        // "…, riêng tháng 02 ngày 20", "… (tháng 02: ngày 20)"
        let sign = i > 0 && phrase.keyword(items[i].first - 1) == .apart ? items[i].first - 2 : items[i].first - 1
        guard i > 0, phrase.kind(sign) == .comma || phrase.kind(sign) == .open, items[i - 1].next == sign,
            items[i - 1].window?.scope == .month, items[i - 1].window?.form == .day, items[i - 1].end == nil,
            items[i...last].allSatisfy({ $0.window?.year == 0 && $0.role == .once })
        else { return false }
        return items[i - 1].role == .recurring
            || items[..<(i - 1)].contains { $0.role == .recurring && $0.repetition?.unit == .month }
    }

    /// "tháng 10/2022 (từ ngày 10 đến ngày 20)", "tháng 7/2022 (từ 15 - 20/7)": days of that month.
    private static func isRangeOf(_ month: Window, _ days: Statement, after item: Statement, _ phrase: Phrase) -> Bool {
        func isDay(_ window: Window?) -> Bool {
            guard let window, window.form == .day, window.day > 0 else { return false }
            return window.scope == .month || window.scope == .year && window.month == month.month && window.year == 0
        }
        return month.form == .month && month.scope == .year && month.month > 0 && item.role == .once && item.end == nil
            && item.bound == .none && days.role == .once && days.first == item.next + 1 && isDay(days.window)
            && isDay(days.end) && (phrase.kind(item.next) == .open || phrase.kind(item.next) == .colon)
    }

    /// "tuần sau, chậm nhất thứ Sáu", "tháng này, trước ngày 28", "năm sau, trước ngày 31/3": the day of that week, month or
    /// year, where it lies in it.
    private static func dayWithin(_ period: Statement, _ day: Statement, _ phrase: Phrase) -> Window? {
        guard period.role == .once, period.bound == .none, period.end == nil, let whole = period.window,
            whole.isRelative || whole.scope == .days, whole.part == .none, whole.last > whole.first, day.role == .once,
            day.end == nil, let window = day.window, window.form == .day, !window.isRelative, window.feast == nil,
            window.year == 0, phrase.kind(period.next) == .comma || phrase.kind(period.next) == .open,
            day.first == period.next + 1
                || day.first == period.next + 2 && phrase.keyword(period.next + 1) == .verb
        else { return nil }
        let date: Day
        switch (window.scope, window.due) {
        case (.week, .offset(let n)) where whole.form == .week: date = whole.first + n
        case (.month, .day(0, let n)) where whole.form == .month: date = whole.first + (n - 1)
        case (.year, .day(let month, let n))
        where whole.form == .month || whole.form == .quarter || whole.form == .year:
            date = Day(unchecked: whole.first.year, month + 1, n)
        default: return nil
        }
        return whole.first...whole.last ~= date ? .days(date, date, .day) : nil
    }

    /// Whether a day without its own month or year stands right after a period: a sign and what is done at most between.
    private static func stands(_ day: Statement, after period: Statement, _ phrase: Phrase) -> Bool {
        guard day.role == .once, day.end == nil, !day.joined, day.daysBefore == 0, day.term == nil,
            let window = day.window, window.form == .day, !window.isRelative, !window.recurs, window.year == 0,
            day.bound == .before || day.bound == .by || window.scope == .month,
            day.first > period.next || day.bound != .none || phrase.keyword(day.first) == .at
                || phrase.keyword(day.first) == .copula
                || phrase.isSetApart(period.first)
        else { return false }
        return day.first <= period.next + 3
            && (period.next..<max(period.next, day.first)).allSatisfy { i in
                switch phrase.kind(i) {
                case .comma, .open, .colon, .dash: true
                // "riêng tháng 12 nhận ngày 15"
                case .word:
                    phrase.keyword(i) == .verb || phrase.keyword(i) == .label
                        || phrase.isUnknownWord(i) && phrase.isSetApart(period.first)
                default: false
                }
            }
    }

    private static func holds(_ period: Statement, _ day: Window) -> Bool {
        guard period.bound == .none, period.end == nil, period.time == nil, let window = period.window else {
            return false
        }
        // "tháng cuối quý, trước ngày 22"
        if day.scope == .month, window.scope == .quarter { return window.form == .month && period.role == .recurring }
        guard window.scope == .year, !window.isRelative, window.form != .day, window.form != .feast,
            window.form != .lunar
        else { return false }
        if day.scope == .month {
            // "cuối tháng 9, trước ngày 25"
            let isOfPart = window.part != .none && window.month > 0
            return (window.form == .month || isOfPart && isOne(.day(day.day, month: window.month), ofPart: window))
                && (period.role == .once || period.role == .recurring)
        }
        guard day.scope == .year, period.role == .recurring, let month = month(of: day),
            case .day(let first, _) = window.start, case .monthEnd(let last) = window.due
        else { return false }
        return first...max(first, last) ~= month
    }

    private static func dayOfMonth(_ day: Int, _ month: Window?) -> Window? {
        if var window = month, window.scope == .quarter, case .day(let place, _) = window.start {
            window.start = .day(month: place, day)
            window.due = window.start
            window.form = .day
            window.day = day
            return window
        }
        guard let month, day <= Day.daysInMonth(year: month.year > 0 ? month.year : 2000, month: month.month) else {
            return month
        }
        var window = Window.day(day, month: month.month)
        window.year = month.year
        return window
    }

    /// A day or period of which it is not said what it is of. Items are large: they are looked at where they are.
    static func unplacedDay(_ items: [Statement], phrase: Phrase) -> Range<Int>? {
        for i in items.indices {
            if items[i].window?.scope == .cycle { return items[i].first..<items[i].next }
            if let words = yearOfPlan(i, items, phrase) ?? ownMonth(items[i], phrase) { return words }
            if i > 0, isUnplaced(i, items, phrase) { return items[i].first..<items[i].next }
        }
        return nil
    }

    /// "31/7 năm thứ tư của kế hoạch", "quý IV của năm cuối mỗi giai đoạn"
    private static func yearOfPlan(_ i: Int, _ items: [Statement], _ phrase: Phrase) -> Range<Int>? {
        var j = items[i].next
        if phrase.keyword(j) == .of { j += 1 }
        guard phrase.keyword(j) == .year else { return nil }
        switch phrase.keyword(j + 1) {
        case .ordinal, .early, .late, .first, .last: break
        default: return nil
        }
        guard items[i].window?.scope == .year, items[i].window?.year == 0, items[i].end == nil,
            !items.indices.contains(where: { items[$0].first == j })
        else { return nil }
        return items[i].first..<j + 2
    }

    /// "ngày cuối tháng thành lập", "trong quý ra đời": of the month or quarter in which something happened once.
    private static func ownMonth(_ item: Statement, _ phrase: Phrase) -> Range<Int>? {
        // "từ tháng liền kề sau tháng đủ điều kiện"
        let other = phrase.skip(item.next, .after)
        // "năm sau năm kết thúc dự án"
        if item.role == .from || item.role == .once, item.window?.isRelative == true,
            phrase.unit(other) != nil,
            phrase.isUnknownWord(other + 1) || phrase.keyword(other + 1) == .verb && phrase[other + 1].value == 2
        {
            return item.next..<((other + 2..<other + 10).first { phrase.kind($0) != .word } ?? other + 10)
        }
        guard item.role != .awaiting, item.next > item.first, phrase.isUnknownWord(item.next),
            phrase.isUnknownWord(item.next + 1), phrase.endsDate(item.next + 2), phrase.unit(item.next - 1) != nil,
            Phrase.beginnings.contains(where: {
                phrase[item.next].base == $0 && phrase[item.next + 1].base == $1
            })
        else { return nil }
        return item.next - 1..<item.next + 2
    }

    /// "quý IV/2022 (trước ngày 15)": of which month; "quý 1 nhiệm kỳ mới": of which of its years.
    private static func isUnplaced(_ i: Int, _ items: [Statement], _ phrase: Phrase) -> Bool {
        guard let period = items[i - 1].window else { return false }
        let role = items[i - 1].role
        if items[i].first == items[i - 1].next,
            phrase.keyword(items[i].first) == .term || phrase.keyword(items[i].first) == .phase
        {
            return role == .once && items[i - 1].bound == .none && items[i - 1].end == nil
                && (period.form == .quarter || period.form == .month) && period.scope == .year && period.year == 0
        }
        return items[i].window?.scope == .month && (role == .once || role == .recurring) && period.scope != .month
            && period.scope != .week && period.scope != .quarter && stands(items[i], after: items[i - 1], phrase)
    }

    /// "định kỳ 06 tháng, trước ngày 15 của tháng đầu tiên của kỳ tiếp theo": in the next of the cycles said before it, or of
    /// the one said after it; of the month where none is said.
    static func bindMonthsOfCycles(_ items: inout [Statement], phrase: Phrase) {
        for i in items.indices.reversed() where items.indices.contains(i) {
            if items[i].window?.scope == .quarter { lastMonthOfEach(&items, i, phrase) }
            guard items[i].window?.scope == .cycle else { continue }
            let day = items[i]
            let cycles = day.repetition == nil ? cycles(beside: i, items, phrase) : i..<i
            // "báo cáo quý II, quý III: trước ngày 15 của tháng cuối kỳ": each of those quarters is one.
            if cycles.isEmpty, day.repetition == nil, i > 0, items[i - 1].role == .once,
                items[i - 1].window?.form == .quarter, items[i - 1].bound == .none, !isApart(items[i - 1], day, phrase)
            {
                items[i].window = day.window?.inCycle(months: 3)
                continue
            }
            // "từ ngày 15 tháng trước kỳ báo cáo đến ngày 14 tháng cuối quý; nộp ngày 20 tháng cuối kỳ": as long as the figures are of.
            if cycles.isEmpty, day.repetition == nil, i > 0, items[i - 1].isData, items[i - 1].end != nil {
                let scope = items[i - 1].window?.scope
                items[i].window = day.window?.inCycle(months: scope == .year ? 12 : scope == .quarter ? 3 : 1)
                continue
            }
            if cycles.isEmpty, day.repetition == nil, day.window?.follows == false {
                // "ngày 20 của tháng cuối kỳ báo cáo": how long that is is not said.
                items[i] = Statement(role: .phased, first: day.first, next: day.next)
                continue
            }
            let named = cycles.isEmpty ? [day] : Array(items[cycles])
            let days = named.compactMap { cycle -> Statement? in
                var item = day
                item.window = day.window?.inCycle(
                    months: cycle.repetition.map { $0.every * Resolution.months($0.unit) } ?? 1)
                // Of nine months the last is September, the next October.
                if cycle.isSoFar, case .monthEnd(let last)? = cycle.window?.due {
                    item.window?.move(by: day.window?.follows == true ? last + 1 : last - 11)
                }
                item.role = .recurring
                item.repetition = nil
                if let first = cycles.first { item.first = min(day.first, items[first].first) }
                return item.window == nil ? nil : item
            }
            // What is of no such cycle is refused: `unplacedDay`.
            guard days.count == named.count else { continue }
            items.replaceSubrange(min(i, cycles.lowerBound)..<max(i + 1, cycles.upperBound), with: days)
        }
    }

    /// "báo cáo 6 tháng, 9 tháng, năm: ngày 15 của tháng cuối quý": a quarter's last month is that of whatever ends with it.
    private static func lastMonthOfEach(_ items: inout [Statement], _ i: Int, _ phrase: Phrase) {
        guard items[i].repetition == nil, var window = items[i].window, window.form == .day,
            case .day(month: 2, _) = window.due,
            items[cycles(beside: i, items, phrase)].contains(where: { $0.first < items[i].first })
        else { return }
        window.move(by: -3)
        window.scope = .cycle
        items[i].window = window
    }

    /// The cycles right before a statement, else the one right after it, in the same sentence.
    private static func cycles(beside i: Int, _ items: [Statement], _ phrase: Phrase) -> Range<Int> {
        var first = i
        while first > 0, isCycleOfMonths(items[first - 1]), !isApart(items[first - 1], items[first], phrase) {
            first -= 1
        }
        if first == i, i + 1 < items.count, isCycleOfMonths(items[i + 1]), !isApart(items[i], items[i + 1], phrase) {
            return i + 1..<i + 2
        }
        // "6 tháng/lần; công bố trước ngày 25 của tháng cuối kỳ": a sentence before.
        if first == i, i > 0, isCycleOfMonths(items[i - 1]) { return i - 1..<i }
        return first..<i
    }

    private static func isCycleOfMonths(_ item: Statement) -> Bool {
        guard item.role == .recurring, item.window == nil || item.isSoFar, let repetition = item.repetition else {
            return false
        }
        return repetition.times == 1 && repetition.unit != .day && repetition.unit != .week
    }

    /// "báo cáo theo tuần, gửi trước thứ Hai tuần sau": on that day of the week after each.
    private static func isOfNextWeek(_ day: Statement, after cycle: Statement, _ phrase: Phrase) -> Bool {
        guard cycle.role == .recurring, cycle.window == nil, cycle.time == nil, cycle.repetition?.unit == .week,
            cycle.repetition?.every == 1, cycle.repetition?.times == 1, day.role == .once, day.end == nil,
            day.window?.form == .day, day.window?.scope == .days, day.next > day.first + 3
        else { return false }
        return (day.first..<day.next).contains { phrase.keyword($0) == .week && phrase.relation($0 + 1)?.shift == 1 }
    }

    /// "trước ngày 25 hằng tháng gửi lịch công tác tháng sau": what is prepared each time.
    private static func isPrepared(_ next: Statement, by day: Statement, _ phrase: Phrase) -> Bool {
        guard day.role == .recurring, next.role == .once, next.bound == .none, next.end == nil, next.time == nil,
            let window = next.window, window.isRelative, window.form != .day, window.first > phrase.issued,
            phrase.unit(next.first) != nil
        else { return false }
        return day.next < next.first && phrase.keyword(day.next) != .and
            && (day.next..<next.first).allSatisfy { phrase.kind($0) == .word }
    }

    /// "6 tháng một lần, trước ngày 15 tháng sau": of the month after each cycle.
    static func bindNextMonths(_ items: inout [Statement], phrase: Phrase) {
        var i = 0
        while i + 1 < items.count {
            defer { i += 1 }
            if isPrepared(items[i + 1], by: items[i], phrase) {
                items.remove(at: i + 1)
                continue
            }
            if isOfNextWeek(items[i + 1], after: items[i], phrase), let day = items[i + 1].window?.first {
                var window = Window(scope: .week, form: .day)
                window.start = .offset(Int(day.weekday.rawValue) - 1)
                window.due = window.start
                items[i + 1].window = window
                items[i + 1].role = .recurring
                items[i + 1].repetition = items[i].repetition
                items.remove(at: i)
                continue
            }
            guard items[i].role == .recurring, items[i].window == nil, let repetition = items[i].repetition,
                repetition.unit != .day, repetition.unit != .week, repetition.times == 1,
                items[i + 1].role == .recurring, items[i + 1].end == nil, items[i + 1].first <= items[i].next + 1,
                let next = items[i + 1].window, next.scope == .month
            else { continue }
            let length = repetition.every * Resolution.months(repetition.unit)
            if let window = next.after(months: length) {
                items[i + 1].window = window
            } else if length > 1, !next.isRelative, items[i + 1].repetition == nil {
                // "3 tháng một lần vào ngày cuối tháng": of the last month.
                items[i + 1].repetition = repetition
                items[i + 1].first = items[i].first
                items.remove(at: i)
                continue
            } else {
                continue
            }
            items[i + 1].repetition = nil
            items[i + 1].first = items[i].first
            items.remove(at: i)
        }
    }
}
