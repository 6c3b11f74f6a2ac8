import Dates

extension Combination {
    /// Whether a range ends in each year or month, or there is none.
    static func isYearless(_ end: Window?) -> Bool {
        guard let end else { return true }
        return (end.scope == .year || end.isDayAlone) && end.year == 0 && !end.isRelative
    }

    /// Cycles said apart from their dates: "hằng năm, trước ngày 15/12"; or from their beginning and end.
    static func bindCycles(_ items: inout [Statement], phrase: Phrase) {
        var from = 0
        while let first = items[from...].firstIndex(where: isCycle) {
            // Cycles side by side, and what stands after them up to the next cycle.
            var last = first
            while last + 1 < items.count, isCycle(items[last + 1]) { last += 1 }
            let limit = items[(last + 1)...].firstIndex(where: isCycle) ?? items.count
            if last == first, let dates = namesEach(first, (first + 1)..<limit, items, phrase) {
                // "02 lần/năm (tháng 6, tháng 12)": a period or a day for each time of the year.
                for i in dates {
                    items[i].role = .recurring
                    items[i].repetition = .init(every: 1, unit: .year)
                }
                items.remove(at: first)
                from = limit - 1
                continue
            }
            if last > first, let next = takeDates(first...last, last + 1..<limit, &items, phrase) {
                from = next
                continue
            }
            let before = from == 0 ? 0..<first : 0..<0
            let c =
                (first...last).last { c in
                    (Array(before) + Array((last + 1)..<limit)).contains { isDate(items[$0], of: items[c]) }
                } ?? first
            from = limit
            if bind(c, Array(before) + Array((last + 1)..<limit), &items, phrase) {
                if c == last, c + 1 < limit, items[c + 1].role == .recurring, isHead(items[c], items[c + 1], phrase) {
                    items[c + 1].first = items[c].first
                }
                items.remove(at: c)
                from = limit - 1
            }
        }
        headCycles(&items, phrase: phrase)
        shareDeeds(&items, phrase: phrase)
        bindYears(ofCycles: &items, phrase: phrase)
        continueYearly(&items, phrase: phrase)
        boundCycles(&items, phrase: phrase)
        openCycles(&items, phrase: phrase)
        // "định kỳ báo cáo trước ngày 15/12" says no year: it comes back.
        if items.contains(where: { $0.role == .periodic && phrase.keyword($0.first) != .semester }) {
            for i in items.indices {
                guard items[i].role == .once, let window = items[i].window, items[i].end == nil, window.scope != .days,
                    window.year == 0,
                    !window.isRelative
                else { continue }
                items[i].role = .recurring
            }
        }
    }

    /// "hằng năm: trước 10/12 (cấp chi bộ), trước 20/12 (cấp đảng bộ)": a cycle before a colon is that of the whole clause.
    private static func headCycles(_ items: inout [Statement], phrase: Phrase) {
        for i in items.indices.dropFirst() {
            let (last, item) = (items[i - 1], items[i])
            guard last.role == .recurring, let repetition = last.repetition, repetition.unit == .year,
                last.window?.form == .day, phrase.kind(last.next) == .comma || phrase.kind(last.next) == .open,
                last.joined || heads(last, phrase), item.bound == last.bound, item.window?.form == .day,
                isDate(item, of: last), item.end == nil, !isApart(last, item, phrase)
            else { continue }
            items[i].role = .recurring
            items[i].repetition = repetition
            items[i].joined = true
        }
    }

    /// Whether a statement begins with its cycle and a colon.
    private static func heads(_ item: Statement, _ phrase: Phrase) -> Bool {
        (item.first..<item.first + 3).contains { phrase.kind($0) == .colon && phrase.unit($0 - 1) != nil }
    }

    /// Several cycles and what is said after them: a date for each, or one day for all.
    /// - Returns: where the statements go on, if those dates take the cycles over.
    private static func takeDates(
        _ cycles: ClosedRange<Int>, _ after: Range<Int>, _ items: inout [Statement], _ phrase: Phrase
    ) -> Int? {
        let dates = after.filter { isYearlyDate(items[$0]) }
        if dates.count >= cycles.count {
            // "6 tháng, năm … trước ngày 20/6 và 20/12": a date for each.
            for i in dates {
                items[i].role = .recurring
                items[i].repetition = .init(every: 1, unit: .year)
            }
            items.removeSubrange(cycles)
            return after.upperBound - cycles.count
        }
        guard let date = dayOfAll(cycles, after, items, phrase) else { return nil }
        // "hằng tháng, quý trước ngày 25": the day of each.
        for c in cycles {
            let repetition = items[c].repetition
            items[c] = items[date]
            items[c].role = .recurring
            items[c].repetition = repetition
        }
        items.remove(at: date)
        return after.lowerBound
    }

    /// "quý IV hằng năm, giai đoạn 2022-2025": within those years.
    private static func bindYears(ofCycles items: inout [Statement], phrase: Phrase) {
        var i = 0
        while i + 1 < items.count {
            defer { i += 1 }
            guard items[i].role == .recurring, items[i].window != nil, items[i + 1].role == .once,
                items[i + 1].bound == .none, items[i + 1].end == nil, let years = items[i + 1].window,
                years.form == .span, years.scope == .days, years.part == .none, years.last >= phrase.issued,
                items[i + 1].first == items[i].next
                    || items[i + 1].first == items[i].next + 1
                        && (phrase.kind(items[i].next) == .comma || phrase.kind(items[i].next) == .open)
            else { continue }
            for k in items[...i].indices where items[k].role == .recurring && (k == i || items[k + 1].joined) {
                items[k].within = years.first...years.last
            }
            items.remove(at: i + 1)
        }
    }

    /// "tháng 9/2023 và định kỳ hằng năm", "trước ngày 10/12/2026 và hằng năm": the same of each year after it.
    private static func continueYearly(_ items: inout [Statement], phrase: Phrase) {
        for i in items.indices.dropLast().reversed() where isCycle(items[i + 1]) {
            let (first, cycle) = (items[i], items[i + 1])
            let between = first.next + 1..<max(first.next + 1, cycle.first)
            guard first.role == .once, first.end == nil, first.time == nil, var window = first.window,
                window.scope == .year, window.year > 0, !window.isRelative,
                first.bound == .none || first.bound == .before || first.bound == .by,
                let repetition = cycle.repetition, repetition.unit == .year, repetition.every == 1,
                repetition.times == 1, phrase.keyword(first.next) == .and, phrase.endsDate(cycle.next),
                between.allSatisfy({ phrase.kind($0) == .word })
            else { continue }
            var opening = Statement(role: .from, window: .year(window.year + 1), first: first.next, next: first.next)
            opening.isOpening = true
            if between.allSatisfy({ phrase.keyword($0) == .periodic }) {
                window.year = 0
                items[i + 1].window = window
                items[i + 1].bound = first.bound
            }
            // What is done each year after it otherwise ("… và duy trì hằng năm") has the whole year.
            items.insert(opening, at: i + 1)
        }
    }

    /// "trước ngày 30/11 hằng năm (bắt đầu từ năm 2024)": the beginning comes first, for it is needed first.
    private static func openCycles(_ items: inout [Statement], phrase: Phrase) {
        for i in items.indices.dropLast()
        where items[i].role == .recurring && items[i].within == nil && items[i + 1].role == .from
            && items[i + 1].bound == .from && !items[i + 1].fromNow && items[i + 1].first <= items[i].next + 2
            && (items[i].next..<max(items[i].next, items[i + 1].first)).allSatisfy({
                phrase.kind($0) == .comma || phrase.kind($0) == .open || phrase.keyword($0) == .verb
            })
        {
            var first = i
            while first > 0, items[first].joined, items[first - 1].role == .recurring { first -= 1 }
            items.insert(items.remove(at: i + 1), at: first)
            items[first].isOpening = true
        }
    }

    /// "Năm 2025 và định kỳ 5 năm một lần", "5 năm/lần, lần đầu năm 2025", "3 tháng một lần, lần đầu tháng 7/2025": the time that a
    /// cycle is counted from.
    /// - Returns: the month after it, numbered as those of cycles are.
    static func monthAfterFirst(_ c: Int, _ items: [Statement], _ phrase: Phrase) -> Int? {
        guard items[c].window == nil, let repetition = items[c].repetition, repetition.times == 1,
            repetition.unit == .year ? repetition.every > 1 : repetition.unit == .month || repetition.unit == .quarter
        else { return nil }
        func month(_ i: Int) -> Int? {
            guard items.indices.contains(i), items[i].role == .once, items[i].end == nil, items[i].bound == .none,
                let window = items[i].window, window.scope == .year, window.part == .none, 1900..<2199 ~= window.year
            else { return nil }
            let (a, b) = i < c ? (items[i], items[c]) : (items[c], items[i])
            let between = a.next..<max(a.next, b.first)
            // "lần đầu tổ chức trong quý I/2025", "lần gần nhất năm 2022"
            let namesTime = i > c && between.contains { nameOfTime($0, phrase) }
            guard repetition.unit == .year && window.form == .year || namesTime else { return nil }
            let areJoined = between.allSatisfy { k in
                switch phrase.keyword(k) {
                case .and, .after, .filler, .times, .blocked: true
                default: phrase.kind(k) == .comma || phrase.kind(k) == .open || namesTime && phrase.kind(k) == .word
                }
            }
            guard areJoined else { return nil }
            if repetition.unit == .year { return window.year * 12 + 12 }
            guard case .monthEnd(let last) = window.due, window.form == .month else { return nil }
            return window.year * 12 + last + 1
        }
        return month(c - 1) ?? month(c + 1)
    }

    /// "…; riêng năm 2023 trước ngày 30/9", "…, riêng quý IV/2023 …": what is told apart from the rest of a cycle.
    /// - Returns: its words, and the period.
    static func toldApart(from item: Statement, _ phrase: Phrase) -> (words: Range<Int>, period: CalendarPeriod)? {
        guard item.next + 2 < phrase.count else { return nil }
        for k in item.next..<phrase.count - 2 where phrase.keyword(k) == .apart {
            guard let year = (k + 2..<k + 6).first(where: { phrase.isYear($0) }) else { continue }
            let first = Int(phrase[year].value) * 12
            let number = phrase.quarterNumber(k + 2)?.value ?? 1
            switch phrase.keyword(k + 1) {
            case .year where year == k + 2: return (k..<k + 3, period(.year, first))
            case .quarter where number <= 4: return (k..<year + 1, period(.quarter, first + number * 3 - 3))
            case .month where 1...12 ~= phrase[k + 2].value:
                return (k..<year + 1, period(.month, first + Int(phrase[k + 2].value) - 1))
            default: break
            }
        }
        return nil
    }

    /// The period of the calendar that begins with a month, which is numbered as those of cycles are.
    private static func period(_ unit: CalendarUnit, _ month: Int) -> CalendarPeriod {
        CalendarPeriod(unit, containing: DueCycle.firstDay(ofMonth: month))
    }

    /// "lần" in "lần gần nhất", "lần đầu", "lần thứ nhất": one of those that come back.
    private static func nameOfTime(_ i: Int, _ phrase: Phrase) -> Bool {
        switch phrase.keyword(i) {
        case .times: phrase[i].value == 0
        case .ordinalName, .blocked: phrase[i].base == PhraseToken.base("lan")
        default: false
        }
    }

    /// The "tháng 4" of "(đợt 1 tháng 4, đợt 2 tháng 10)".
    private static func isRound(_ item: Statement, _ phrase: Phrase) -> Bool {
        let i = item.first - (item.first > 0 && phrase.kind(item.first - 1) == .colon ? 2 : 1)
        return i > 0 && phrase.kind(i) == .number && phrase.isTimes(i - 1)
    }

    /// What is said right after a cycle as often as it comes in a year.
    private static func namesEach(
        _ cycle: Int, _ after: Range<Int>, _ items: [Statement], _ phrase: Phrase
    ) -> Range<Int>? {
        guard let repetition = items[cycle].repetition, let first = after.first, repetition.times == 1,
            repetition.unit != .day, repetition.unit != .week,
            !isApart(items[cycle], items[first], phrase)
        else { return nil }
        let length = repetition.every * Resolution.months(repetition.unit)
        guard length < 12, 12 % length == 0 else { return nil }
        var last = first + 1
        // "2 lần/năm: đợt 1 trước 15/2, đợt 2 trước 15/8"
        while last < after.upperBound,
            items[last].joined || isNextOccasion(items[last], after: items[last - 1], phrase)
                || items[last].bound == items[first].bound
                    && (items[first].bound != .none || isRound(items[last], phrase) && isRound(items[first], phrase))
                    && !isApart(items[last - 1], items[last], phrase)
        {
            last += 1
        }
        let dates = first..<last
        let areAll = dates.allSatisfy { i in
            guard isYearless(items[i].end), let window = items[i].window,
                items[i].role == .once || items[i].role == .recurring && items[i].repetition == nil
            else { return false }
            return window.scope == .year && window.year == 0 && !window.isRelative
        }
        return areAll && dates.count == 12 / length ? dates : nil
    }

    /// "dịp 27/7 và dịp Tết"
    private static func isNextOccasion(_ next: Statement, after item: Statement, _ phrase: Phrase) -> Bool {
        (item.next..<max(item.next, next.first)).allSatisfy {
            phrase.kind($0) == .comma || phrase.keyword($0) == .and || phrase.keyword($0) == .occasion
        }
    }

    /// The one day of a month that is said after several cycles, in the same clause.
    private static func dayOfAll(
        _ cycles: ClosedRange<Int>, _ after: Range<Int>, _ items: [Statement], _ phrase: Phrase
    ) -> Int? {
        guard let date = after.first, items[date].role == .once, let window = items[date].window,
            window.scope == .month, window.form == .day, !window.isRelative, items[date].end == nil,
            !after.dropFirst().contains(where: { items[$0].role == .once }),
            cycles.allSatisfy({ c in items[c].repetition.map { fits(window, $0) && $0.times == 1 } ?? false }),
            !isApart(items[cycles.upperBound], items[date], phrase)
        else { return nil }
        return date
    }

    /// - Returns: whether dates have taken the cycle over, so that it says nothing more by itself.
    private static func bind(_ c: Int, _ candidates: [Int], _ items: inout [Statement], _ phrase: Phrase) -> Bool {
        guard let repetition = items[c].repetition else { return false }
        var bound = false
        for i in candidates {
            // "từ nay đến cuối năm, mỗi tháng …" has an end alone.
            guard let window = items[i].window ?? (items[i].fromNow ? items[i].end : nil) else { continue }
            let apart = i < c ? items[c].first - items[i].next : items[i].first - items[c].next
            let between = i < c ? items[i].next : items[c].next
            if items[i].role == .recurring, items[i].repetition == nil, fits(window, repetition),
                i > c || apart <= 1 || !signs(phrase, items[i].next, items[c].first)
            {
                bound = true
            } else if items[i].role == .recurring,
                i == c + 1 && (heads(items[c], items[i], phrase) || isSideBySide(items[c], items[i], phrase))
                    || i == c - 1 && isSideBySide(items[i], items[c], phrase),
                let again = items[i].repetition, again.every == repetition.every, again.unit == repetition.unit,
                again.times == repetition.times
            {
                // "hằng tháng: chậm nhất ngày 18 hằng tháng"
                bound = true
            } else if i == c + 1, isDayOfReport(items[i], of: items[c], phrase) {
                items[i].role = .recurring
                items[i].repetition = .init(every: 1, unit: .year)
                bound = true
            } else if isDate(items[i], of: items[c]) {
                // After the cycle at any distance; before it, only side by side.
                guard i > c || apart <= 1 || !signs(phrase, items[i].next, items[c].first) else { continue }
                items[i].role = .recurring
                items[i].repetition = repetition
                bound = true
                // "4 đợt (03/02; 19/5; 02/9; 07/11) hằng năm"
                var k = i
                while i < c, k > 0, isDate(items[k - 1], of: items[c]),
                    items[k].joined || sharesCycle(items[k - 1], items[k], isShared: true, phrase)
                {
                    k -= 1
                    items[k].role = .recurring
                    items[k].repetition = repetition
                }
            } else if i < c, apart == 1, phrase.kind(between) == .comma || phrase.kind(between) == .open,
                items[i].end != nil
                    || window.form == .span && window.part == .none && window.scope == .days
                        && window.last >= phrase.issued,
                items[i].role == .once, mayBound(items[i], repetition, phrase)
            {
                // "từ năm 2022 đến năm 2025, hằng năm …": both, the cycle within.
                takeBounds(&items[c], of: items[i], phrase)
            } else if items[i].role == .from, items[i].bound == .from, i == c + 1, apart <= 1,
                candidates.contains(i + 1),
                isDate(items[i + 1], of: items[c])
                    || items[i].isOpening && items[i + 1].repetition?.unit == repetition.unit
            {
                // "hằng năm, từ năm 2026, trước ngày 30/6": from when the date comes back.
                items[i].isOpening = true
                bound = bound || items[i + 1].role == .recurring
            } else if items[i].role == .from || items[i].end != nil
                || window.form == .span && window.part == .none && window.scope == .days
                || items[i].bound == .by && window.year > 0 && i == c + 1, mayBound(items[i], repetition, phrase),
                i > c
                    ? apart <= 1 && phrase.keyword(between) != .and && phrase.kind(between) != .semicolon
                    : apart == 0 && phrase.kind(between) != .comma
            {
                takeBounds(&items[c], of: items[i], phrase)
                items[i].role = .vague
                items[i].window = nil
            }
        }
        return bound
    }

    private static func takeBounds(_ cycle: inout Statement, of item: Statement, _ phrase: Phrase) {
        // "hằng tháng từ tháng 9 đến tháng 12": of this year alone.
        if item.end?.year == 0, let days = range(item, phrase) {
            cycle.within = days
            return
        }
        cycle.window = item.window
        cycle.bound = item.bound
        cycle.end = item.end
        cycle.fromNow = item.fromNow
    }

    /// "báo cáo định kỳ 6 tháng gửi trước ngày 20 tháng 6": that one of them comes back each year.
    private static func isDayOfReport(_ day: Statement, of cycle: Statement, _ phrase: Phrase) -> Bool {
        guard day.role == .once, !day.joined, day.bound != .none, day.end == nil, let window = day.window,
            window.form == .day, window.scope == .year, window.year == 0, !window.isRelative, window.feast == nil,
            let repetition = cycle.repetition, repetition.unit == .month, repetition.every > 1, repetition.times == 1,
            cycle.first > 0, phrase.keyword(cycle.first - 1) == .verb, cycle.next <= day.first
        else { return false }
        switch phrase.keyword(day.next) {
        case .and, .or: return false
        default: break
        }
        return phrase.kind(day.next) != .comma && phrase.kind(day.next) != .semicolon
            && (cycle.next..<day.first).allSatisfy { phrase.keyword($0) == .verb }
    }

    /// Whether at most a comma or a parenthesis stands between: "mỗi năm một lần, trước ngày 15/12 hằng năm".
    private static func isSideBySide(_ a: Statement, _ b: Statement, _ phrase: Phrase) -> Bool {
        if b.first <= a.next { return true }
        return (phrase.kind(a.next) == .comma || phrase.kind(a.next) == .open)
            && (b.first == a.next + 1
                || b.first == a.next + 2 && phrase.keyword(a.next + 1) == .verb && phrase[a.next + 1].value == 2)
    }

    /// Whether words and a colon stand between, and nothing else: "báo cáo hằng tháng của cấp xã: …".
    private static func heads(_ a: Statement, _ b: Statement, _ phrase: Phrase) -> Bool {
        a.next < b.first && phrase.kind(b.first - 1) == .colon
            && (a.next..<b.first - 1).allSatisfy { phrase.kind($0) == .word }
    }

    /// Whether the first cycle ends by then: one that would never be due is no reading.
    private static func mayBound(_ item: Statement, _ repetition: Statement.Repetition, _ phrase: Phrase) -> Bool {
        guard item.role != .from, let window = item.end ?? item.window else { return true }
        let length = repetition.every * Resolution.months(repetition.unit)
        guard repetition.unit != .day, repetition.unit != .week, length <= 12, window.scope == .year, window.year > 0
        else { return true }
        let last: Int
        switch window.due {
        case .day(let m, _), .monthEnd(let m), .workingDay(let m, _): last = m
        default: return true
        }
        var first = phrase.today.year * 12 + phrase.today.month - 1
        if item.end != nil, let start = item.window, start.scope == .year, let month = month(of: start) {
            first = max(first, (start.year > 0 ? start.year : window.year) * 12 + month)
        }
        return window.year * 12 + last >= (first / length + 1) * length - 1
    }

    private static func isCycle(_ item: Statement) -> Bool {
        item.role == .recurring && (item.window == nil || item.isSoFar) && item.repetition != nil && item.time == nil
    }

    static func isDate(_ item: Statement, of cycle: Statement) -> Bool {
        guard item.role == .once, let window = item.window, let repetition = cycle.repetition else { return false }
        return window.scope != .days && window.year == 0 && !window.isRelative && item.end?.year ?? 0 == 0
            && fits(window, repetition)
    }

    private static func isYearlyDate(_ item: Statement) -> Bool {
        guard item.role == .once, let window = item.window, item.end == nil else { return false }
        return window.scope == .year && window.year == 0 && !window.isRelative && window.form == .day
    }
}
