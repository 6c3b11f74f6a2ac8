import Dates

/// What comes back, within the periods that are named beside it.
extension Combination {
    /// "1 tuần trước hội nghị, hội nghị dự kiến ngày 25/8", "trước ngày họp 3 ngày (họp ngày 20/8)": the day of the event that a
    /// term is counted from.
    static func bindEvents(_ items: inout [Statement], phrase: Phrase) {
        for i in items.indices.dropLast().reversed()
        where items[i].role == .awaiting && items[i].term != nil && items[i].eventDate == nil
            && items[i + 1].role == .once && items[i + 1].bound == .none && items[i + 1].end == nil
        {
            let name = items[i].name.isEmpty ? .none : phrase.keyword(items[i].name.lowerBound)
            let between = items[i].next..<max(items[i].next, items[i + 1].first)
            guard name == .meeting, phrase.kind(items[i].next) == .comma || phrase.kind(items[i].next) == .open,
                between.contains(where: { phrase.keyword($0) == .meeting }),
                between.dropFirst().allSatisfy({ phrase.kind($0) == .word || phrase.kind($0) == .colon }),
                let day = phrase.firstDay(items[i + 1])
            else { continue }
            items[i].eventDate = day
            items.remove(at: i + 1)
        }
    }

    /// "quý III trước ngày 20 tháng cuối quý", "tháng 9, chậm nhất ngày cuối tháng", "quý II và quý IV hằng năm, trước ngày 25
    /// tháng cuối quý": a place that comes back, in the periods named before it and in no others.
    static func placeInPeriods(_ items: inout [Statement], phrase: Phrase) {
        var i = 0
        while i + 1 < items.count {
            defer { i += 1 }
            guard isPeriod(items[i]), let form = items[i].window?.form else { continue }
            var j = i + 1
            while j < items.count, items[j].joined, isPeriod(items[j]), items[j].window?.form == form { j += 1 }
            guard j < items.count, let place = items[j].window,
                items[j].role == .recurring || items[j].role == .once && place.part != .none && !items[j].joined,
                items[j].repetition == nil, items[j].end == nil, !place.follows, !place.precedes,
                form == .quarter && place.scope == .quarter || form == .month && place.scope == .month,
                !isApart(items[j - 1], items[j], phrase)
            else { continue }
            let isEachYear = items[j - 1].role == .recurring
            if j > i + 1, !isEachYear, items[i].first > 0, phrase.keyword(items[i].first - 1) == .all,
                items[i..<j].allSatisfy({ $0.window?.year == 0 })
            {
                // "các quý I, II, III trước ngày 20 tháng cuối quý": of each year.
                let months = items[i..<j].reduce(0) { $0 | (Phrase.months(of: $1.window) ?? 0) }
                items[j].excepted |= ~months & 0xFFF
                items.removeSubrange(i..<j)
                continue
            }
            let repetition = isEachYear ? items[j - 1].repetition : nil
            for k in i..<j { items[k] = placed(items[j], in: items[k], of: repetition) }
            items.remove(at: j)
        }
    }

    /// "ngày 01 hằng tháng, chậm nhất ngày 05": each month by the second.
    static func lastOfEach(_ items: inout [Statement], phrase: Phrase) {
        for i in items.indices.dropLast().reversed() {
            let (day, last) = (items[i], items[i + 1])
            // "hằng tháng vào ngày 01, chậm nhất ngày 05"
            let isOfCycle =
                day.role == .once && i > 0 && items[i - 1].role == .recurring && items[i - 1].window == nil
                && items[i - 1].repetition?.unit == .month && isHead(items[i - 1], day, phrase)
            guard day.role == .recurring || isOfCycle, day.bound == .none, day.end == nil, !day.joined,
                last.role == .once,
                !last.joined, last.bound == .by || last.bound == .before, last.end == nil, last.time == nil,
                let first = day.window, let bound = last.window, first.scope == .month, bound.scope == .month,
                first.form == .day, bound.form == .day, 0 < first.day, first.day < bound.day, !bound.isRelative,
                isHead(day, last, phrase)
            else { continue }
            items[i + 1].role = .recurring
            items[i + 1].repetition = day.repetition
            items.remove(at: i)
        }
    }

    /// A place of each quarter or month, in that one.
    private static func placed(
        _ place: Statement, in period: Statement, of repetition: Statement.Repetition?
    ) -> Statement {
        guard var window = place.window, let named = period.window, let month = month(of: named) else { return period }
        window.move(by: month)
        window.scope = .year
        window.year = named.year
        window.recurs = false
        if window.form == .day, let month = Combination.month(of: window) { window.month = month + 1 }
        var item = place
        item.role = repetition == nil ? .once : .recurring
        item.repetition = repetition
        item.window = window
        item.first = period.first
        item.joined = period.joined
        item.isApart = period.joined
        return item
    }

    /// A month or quarter by its name, and nothing nearer: once or each year.
    private static func isPeriod(_ item: Statement) -> Bool {
        guard item.bound == .none, item.end == nil, item.time == nil, let window = item.window,
            window.scope == .year, window.part == .none, !window.isRelative, case .day(_, 1) = window.start,
            case .monthEnd = window.due, window.form == .month || window.form == .quarter
        else { return false }
        if item.role == .recurring, let repetition = item.repetition {
            return repetition.unit == .year && repetition.every == 1 && repetition.times == 1 && window.year == 0
        }
        return item.role == .once
    }

    /// "hằng tháng trong năm 2022", "hằng tuần trong tháng 9/2022": only then; "trực từ 29/4 đến 04/5, báo cáo trước 15 giờ
    /// hằng ngày": on those days.
    static func boundCycles(_ items: inout [Statement], phrase: Phrase) {
        for i in items.indices.reversed()
        where items[i].role == .recurring && items[i].window == nil && items[i].repetition?.unit == .day {
            if i > 0, isRangeOfDays(items[i - 1]), items[i].first > items[i - 1].next,
                !isApart(items[i - 1], items[i], phrase)
            {
                (items[i].window, items[i].bound, items[i].end) = (
                    items[i - 1].window, items[i - 1].bound, items[i - 1].end
                )
            } else if i + 1 < items.count, isRangeOfDays(items[i + 1]), items[i + 1].first <= items[i].next + 1 {
                (items[i].window, items[i].bound, items[i].end) = (
                    items[i + 1].window, items[i + 1].bound, items[i + 1].end
                )
                items.remove(at: i + 1)
            }
        }
        var i = items.count - 1
        while i > 0 {
            i -= 1
            guard i + 1 < items.count else { continue }
            // The list that ends with this one, and that begins with the next.
            var (a, b) = (i, i + 1)
            while a > 0, items[a].joined { a -= 1 }
            while b + 1 < items.count, items[b + 1].joined { b += 1 }
            if let (days, months) = periods(items[a...i], phrase), isShorter(items[i + 1], than: months),
                opens(items[i], items[i + 1], phrase), !phrase.isAfterwards(items[i + 1])
            {
                var k = i + 1
                repeat {
                    items[k].within = days
                    k += 1
                } while k < items.count && items[k].joined && items[k].role == .recurring
                // "giai đoạn 2021-2025, hằng năm trước ngày 15/12": both.
                if a < i || items[i].window?.scope != .days && items[i].end == nil || items[i].fromNow {
                    items.removeSubrange(a...i)
                    i = a
                }
            } else if let (days, months) = periods(items[i + 1...b], phrase), isShorter(items[i], than: months),
                bounds(items[i + 1], items[i], phrase)
            {
                for k in items[...i].indices where items[k].role == .recurring && (k == i || items[k + 1].joined) {
                    items[k].within = days
                }
                items.removeSubrange(i + 1...b)
            }
        }
    }

    /// Those of a list that adjoin, as one: "các tháng 9, 10, 11", "quý III, quý IV/2023".
    private static func periods(
        _ list: ArraySlice<Statement>, _ phrase: Phrase
    ) -> (days: ClosedRange<Day>, months: Int)? {
        var whole: (days: ClosedRange<Day>, months: Int)?
        var year = 0
        for var item in list.reversed() {
            // The year of the last is that of those before it.
            if item.window?.year == 0, item.window?.scope == .year { item.window?.year = year }
            year = item.window?.year ?? 0
            guard let (days, months) = period(item, phrase) else { return nil }
            if let after = whole {
                guard days.upperBound + 1 == after.days.lowerBound else { return nil }
                whole = (days.lowerBound...after.days.upperBound, months + after.months)
            } else {
                whole = (days, months)
            }
        }
        return whole
    }

    /// The days of a month, quarter, year or span of years that is named, and about how many months it has; of one without its
    /// year the next.
    private static func period(_ item: Statement, _ phrase: Phrase) -> (days: ClosedRange<Day>, months: Int)? {
        if let days = range(item, phrase) { return (days, Int(days.upperBound - days.lowerBound + 1) / 28) }
        guard item.role == .once, item.end == nil, item.time == nil, let window = item.window, window.part == .none,
            window.form != .day || item.bound == .by, window.feast == nil, item.bound == .none || item.bound == .by
        else { return nil }
        var days: ClosedRange<Day>
        if window.scope == .days {
            guard window.form == .span || window.form == .year, window.first <= window.last else { return nil }
            days = window.first...window.last
        } else {
            guard window.scope == .year, !window.isRelative, item.bound == .by || isWhole(window) else { return nil }
            func within(_ year: Int) -> ClosedRange<Day>? {
                guard let first = day(window, window.start, in: year), let last = day(window, window.due, in: year)
                else {
                    return nil
                }
                return first <= last ? first...last : nil
            }
            guard var own = within(window.year > 0 ? window.year : phrase.issued.year) else { return nil }
            if window.year == 0, own.upperBound < phrase.issued, let next = within(phrase.issued.year + 1) {
                own = next
            }
            days = own
        }
        guard days.upperBound >= phrase.issued else { return nil }
        if item.bound == .by { days = min(phrase.issued, days.lowerBound)...days.upperBound }
        return (days, Int(days.upperBound - days.lowerBound + 1) / 30)
    }

    /// The days of "từ 15/8 đến 15/9", "từ tháng 9 đến tháng 12/2023"; without a year the next that is not over.
    static func range(_ item: Statement, _ phrase: Phrase) -> ClosedRange<Day>? {
        guard item.role == .once, item.bound == .from || item.bound == .none, item.time == nil, let last = item.end
        else { return nil }
        guard var end = day(last, last.due, in: last.year > 0 ? last.year : phrase.issued.year) else { return nil }
        if last.year == 0, end < phrase.issued, let next = day(last, last.due, in: end.year + 1) { end = next }
        if item.endsBefore { end = end - 1 }
        if item.fromNow { return phrase.issued <= end ? phrase.issued...end : nil }
        guard let first = item.window, var start = day(first, first.start, in: first.year > 0 ? first.year : end.year)
        else { return nil }
        if first.year == 0, start > end, let former = day(first, first.start, in: end.year - 1) { start = former }
        return start <= end && end >= phrase.issued ? start...end : nil
    }

    /// A point of a window in a year; nil where it lies in none.
    private static func day(_ window: Window, _ point: DueCycle.Point, in year: Int) -> Day? {
        guard window.scope == .year, !window.isRelative || window.year > 0, window.feast == nil else { return nil }
        switch point {
        case .day(let month, let day) where 0..<12 ~= month && day > 0:
            return Day(unchecked: year, month + 1, min(day, Day.daysInMonth(year: year, month: month + 1)))
        case .monthEnd(let month) where 0..<12 ~= month:
            return Day(unchecked: year, month + 1, Day.daysInMonth(year: year, month: month + 1))
        default: return nil
        }
    }

    private static func isWhole(_ window: Window) -> Bool {
        if case .day(_, 1) = window.start, case .monthEnd = window.due { true } else { false }
    }

    /// Whether it comes back more often than once in so many months, and nothing says yet when it ends.
    private static func isShorter(_ item: Statement, than months: Int) -> Bool {
        guard item.role == .recurring, item.within == nil, !item.fromNow, item.window?.follows != true,
            item.window?.scope != .days, item.window?.feast == nil
        else { return false }
        if let repetition = item.repetition { return repetition.isShorter(thanMonths: months) }
        guard let window = item.window else { return false }
        return (window.scope == .week ? 0 : window.length) < months
    }

    /// "quý IV/2023: hằng tháng trước ngày 20": the period right before what comes back in it.
    private static func opens(_ period: Statement, _ cycle: Statement, _ phrase: Phrase) -> Bool {
        if isHead(period, cycle, phrase) { return true }
        // "trong năm 2024, kiểm tra hằng quý"
        return (phrase.kind(period.next) == .comma || phrase.kind(period.next) == .colon)
            && isInOneBreath(period.next + 1, cycle.first, phrase)
    }

    /// Whether nothing but some words stands between, and no sign.
    private static func isInOneBreath(_ from: Int, _ to: Int, _ phrase: Phrase) -> Bool {
        from <= to && to - from <= 8
            && (from..<to).allSatisfy { i in
                switch phrase.keyword(i) {
                case .and, .or: false
                default: phrase.kind(i) == .word || phrase.kind(i) == .number
                }
            }
    }

    /// Whether nothing but a sign and what is done stands between.
    static func isHead(_ a: Statement, _ b: Statement, _ phrase: Phrase) -> Bool {
        a.next <= b.first
            && (a.next..<b.first).allSatisfy { i in
                switch phrase.kind(i) {
                case .comma, .colon, .open: true
                case .word: phrase.keyword(i) == .verb || phrase.keyword(i) == .filler || phrase.keyword(i) == .at
                default: false
                }
            }
    }

    /// "hằng tháng trong quý IV/2023", "mỗi quý một lần, năm 2024".
    private static func bounds(_ period: Statement, _ cycle: Statement, _ phrase: Phrase) -> Bool {
        if period.first == cycle.next { return true }
        // "hằng tháng tổ chức kiểm tra từ tháng 8 đến tháng 11", "hằng quý báo cáo kết quả trong năm 2024"
        let lead = period.first > 0 ? phrase.keyword(period.first - 1) : .none
        if phrase.keyword(period.first) == .inside || lead == .inside || lead == .all || period.bound == .from,
            isInOneBreath(cycle.next, period.first, phrase)
        {
            return true
        }
        guard period.first == cycle.next + 1,
            period.window?.year ?? 0 > 0 || period.end != nil || period.bound == .by
        else { return false }
        return switch phrase.kind(cycle.next) {
        case .open: phrase.kind(period.next) == .close
        case .comma: phrase.endsDate(period.next)
        default: false
        }
    }

    private static func isRangeOfDays(_ item: Statement) -> Bool {
        item.role == .once && item.end != nil && item.window?.form == .day
    }

    /// "năm 2023 trước 30/9; các năm tiếp theo trước 31/3", "từ năm 2024 trước ngày 31/3": a date of each year from then on.
    static func followYears(_ items: inout [Statement], phrase: Phrase) {
        for i in items.indices.dropLast() {
            let next = items[i + 1]
            guard next.role == .once, next.end == nil, let date = next.window, date.scope == .year, date.year == 0,
                !date.isRelative, isHead(items[i], next, phrase)
            else { continue }
            if items[i].role == .vague, phrase.keyword(items[i].first) == .followingYears {
                let last = items[..<i].last { $0.window?.scope == .year && $0.window?.year ?? 0 > 0 }?.window?.year
                items[i].window = .year((last ?? phrase.issued.year) + 1)
            } else {
                guard items[i].role == .from, items[i].bound == .from, let years = items[i].window,
                    years.form == .year, years.scope == .year, years.year > 0, next.bound != .none
                else { continue }
            }
            items[i].role = .from
            items[i].isOpening = true
            items[i + 1].role = .recurring
            items[i + 1].repetition = .init(every: 1, unit: .year)
        }
    }

    /// "ngày 15/3 và 15/9 các năm 2024 - 2026": each of the list in each of those years.
    static func spreadYears(_ items: inout [Statement]) {
        var i = 0
        while i < items.count {
            var j = i + 1
            while j < items.count, items[j].joined { j += 1 }
            defer { i = j }
            guard let b = items[i..<j].firstIndex(where: { $0.window?.year ?? 0 > 0 }), b > i,
                let first = items[b].window, first.scope == .year,
                items[i..<b].allSatisfy({ $0.role == .once && $0.window?.scope == .year && $0.end == nil })
            else { continue }
            let years = items[b..<j].compactMap(\.window).filter { $0.start == first.start && $0.due == first.due }
            // More than an office lists is left as it is.
            guard years.count > 1, years.count == j - b, years.count * (b - i) <= 200 else { continue }
            var others: [Statement] = []
            for year in years.dropFirst() {
                for var item in items[i..<b] {
                    item.window?.year = year.year
                    item.joined = true
                    others.append(item)
                }
            }
            items.insert(contentsOf: others, at: j)
            j += others.count
        }
    }
}
