import Dates

/// What makes a duty recur: "hằng năm", "2 lần/năm", "6 tháng một lần", "định kỳ 6 tháng".
extension Phrase {
    func unit(_ i: Int) -> PeriodUnit? {
        switch keyword(i) {
        case .day, .workingDay: .day
        case .week: .week
        case .month: .month
        case .quarter: .quarter
        case .year, .schoolYear: .year
        default: nil
        }
    }

    /// A cycle at a token.
    func cycle(_ i: Int) -> (repetition: Statement.Repetition, next: Int)? {
        if keyword(i) == .yearly { return (.init(every: 1, unit: .year), i + 1) }
        if keyword(i) == .every {
            // "mỗi nửa năm"
            if keyword(i + 1) == .half, unit(i + 2) == .year { return (divide(.year, by: 2), i + 3) }
            return every(i)
        }
        if keyword(i) == .letterH { return shortCycle(i) }
        if let (n, j) = integer(i, five: unit(i + 1) != nil) {
            // 2 lần/năm, một lần trong năm, 01 lần/02 năm
            // 02 buổi trong 01 quý
            let isEach = keyword(j + 1) == .inside && kind(j + 2) == .number && keyword(j + 3) != .day
            if keyword(j) == .times || (kind(j + 1) == .slash && keyword(j + 2) != .day || isEach) && isTimes(j),
                n > 0, n <= 366,
                let (every, unit, next) = perUnit(j + 1)
            {
                return (every == 1 ? divide(unit, by: n) : .init(every: every, unit: unit, times: n), next)
            }
            // ít nhất 02 ngày trong 01 tháng
            let isLeast = i > 0 && keyword(i - 1) == .ratio && self[i - 1].value == 2
            // 02 ngày/tuần (thứ Ba, thứ Năm)
            if keyword(j) == .day || keyword(j) == .workingDay,
                kind(j + 1) != .slash || isLeast || kind(j + 3) == .open, n <= 31,
                let (every, unit, next) = perUnit(j + 1), unit != .day, kind(next) != .number,
                !self[next].flags.contains(.roman), !placesUnit(next),
                !isDirection(i - 1)
            {
                return (.init(every: every, unit: unit), next)
            }
            // 10 ngày một lần
            if keyword(j) == .daysOnce, n > 0, n <= 100 { return (.init(every: n, unit: .day), j + 1) }
            // 6 tháng một lần, 5 năm/lần; một năm hai lần
            // 5 năm tổ chức đại hội một lần
            if let unit = unit(j), n > 0, n <= 100,
                let (times, next) = timesAfter(j + 1)
                    ?? (keyword(j + 1) == .verb || keyword(j + 1) == .meeting ? timesAhead(j + 1) : nil)
            {
                return (
                    times == 1
                        ? .init(every: n, unit: unit)
                        : n == 1 ? divide(unit, by: times) : .init(every: n, unit: unit, times: times),
                    next
                )
            }
            return nil
        }
        // nửa năm một lần
        if keyword(i) == .half, let unit = unit(i + 1), unit == .year || unit == .month,
            let (times, next) = timesAfter(i + 2), times == 1
        {
            return (divide(unit, by: 2), next)
        }
        // quý/lần, tháng một lần
        guard let unit = unit(i) else { return nil }
        if isAlternate(i), let next = pastOnce(i + 1) { return (.init(every: 2, unit: unit), next) }
        if let (times, next) = timesAfter(i + 1), times == 1 || kind(i + 1) != .slash {
            return (divide(unit, by: times), next)
        }
        return nil
    }

    /// "sau đó hằng quý", "sau đó định kỳ báo cáo hằng năm": what comes back once the time before it is over.
    func isAfterwards(_ item: Statement) -> Bool {
        var i = item.first - 1
        while i > 1, keyword(i) == .verb || keyword(i) == .periodic || kind(i) == .comma { i -= 1 }
        return i > 1 && keyword(i) == .filler && self[i].base == PhraseToken.base("do") && keyword(i - 1) == .after
    }

    /// Whether a unit is the "tuần" of "cách tuần", which is every second one; not that of "cải cách, tuần".
    private func isAlternate(_ i: Int) -> Bool {
        guard i > 0, self[i - 1].base == PhraseToken.base("cach"), isUnknownWord(i - 1),
            !isMarked || self[i - 1].marks == PhraseToken.marks("cách")
        else { return false }
        return i == 1 || kind(i - 2) != .word || !Phrase.beforeWay.contains(self[i - 2].base)
    }

    /// What makes a word with "cách": cải, phong, tư, tính, quy, nhân, khoảng; bằng, theo and một go before a way.
    private static let beforeWay: Set<UInt64> = [
        PhraseToken.base("cai"), PhraseToken.base("phong"), PhraseToken.base("tu"), PhraseToken.base("tinh"),
        PhraseToken.base("quy"), PhraseToken.base("nhan"), PhraseToken.base("khoang"), PhraseToken.base("bang"),
        PhraseToken.base("theo"), PhraseToken.base("mot"),
    ]

    /// Past "một lần", "tổ chức 1 lần", "/lần", or nothing where the cycle ends here.
    private func pastOnce(_ i: Int) -> Int? {
        if let (times, next) = timesAfter(i) ?? timesAhead(i) { return times == 1 ? next : nil }
        return endsDate(i) ? i : nil
    }

    /// "hằng năm", "mỗi 6 tháng", "mỗi năm một lần", "hằng năm 2 lần".
    private func every(_ i: Int) -> (repetition: Statement.Repetition, next: Int)? {
        var j = skip(i + 1, .every)
        var n = 1
        if let (value, next) = integer(j), 1...100 ~= value, unit(next) != nil {
            n = value
            j = next
        }
        // The unit after "hằng" is told by it, marks lost or not.
        guard let unit = unit(j) ?? misspelt(j), !isFourDigits(j + 1) else { return nil }
        // "hằng ngày 20" is a slip for "ngày 20 hằng tháng"; "mỗi ngày càng" is no cycle.
        j += 1
        // "mỗi năm, 2 lần", "mỗi tháng ít nhất một lần"
        if let (times, next) = timesAhead(kind(j) == .comma ? j + 1 : j), perUnit(next) == nil {
            return (n == 1 ? divide(unit, by: times) : .init(every: n, unit: unit, times: times), next)
        }
        return (.init(every: n, unit: unit), j)
    }

    /// "2 lần", "ít nhất một lần", "tổ chức 2 kỳ": with what is done so often before it.
    private func timesAhead(_ i: Int) -> (times: Int, next: Int)? {
        var j = i
        while j < i + 5, kind(j) == .word, integer(j) == nil {
            switch keyword(j) {
            case .none, .verb, .duty, .meeting, .ratio, .at: j += 1
            default: return nil
            }
        }
        guard let (times, next) = integer(j), times > 0, times <= 366, isTimes(next) else { return nil }
        // "mỗi năm, đợt 2": which, not how often.
        return (times, next + 1)
    }

    /// "02 ngày trong tuần cuối tháng 10": one week, not each.
    private func placesUnit(_ i: Int) -> Bool {
        switch keyword(i) {
        case .this, .early, .middle, .late, .first, .last, .ordinal, .after, .toward, .following: true
        default: false
        }
    }

    /// "lần"; "kỳ", "đợt", "buổi", "cuộc" after a number.
    func isTimes(_ i: Int) -> Bool {
        if keyword(i) == .times { return true }
        guard isUnknownWord(i) else { return false }
        if !isMarked { return Phrase.timesWithoutMarks.contains(self[i].base) }
        return switch (self[i].base, self[i].marks) {
        case (PhraseToken.base("ky"), PhraseToken.marks("kỳ")),
            (PhraseToken.base("dot"), PhraseToken.marks("đợt")),
            (PhraseToken.base("buoi"), PhraseToken.marks("buổi")),
            (PhraseToken.base("cuoc"), PhraseToken.marks("cuộc")):
            true
        default: false
        }
    }

    /// kỳ, đợt, buổi, cuộc
    private static let timesWithoutMarks: Set<UInt64> = [
        PhraseToken.base("ky"), PhraseToken.base("dot"), PhraseToken.base("buoi"), PhraseToken.base("cuoc"),
    ]

    /// "hằng nãm": a unit with a wrong mark, where nothing else stands for it.
    private func misspelt(_ i: Int) -> PeriodUnit? {
        guard self[i].flags.contains(.wrong), self[i].flags.contains(.weak), endsDate(i + 1) else { return nil }
        switch self[i].keyword {
        case .month: return .month
        case .quarter: return .quarter
        case .year: return .year
        default: return nil
        }
    }

    /// "/năm", "trong năm", "một năm", "mỗi quý", "hằng năm".
    private func perUnit(_ i: Int) -> (every: Int, unit: PeriodUnit, next: Int)? {
        var j = i
        if kind(j) == .slash {
            j += 1
        } else {
            j = skip(j, .inside, .every, .copula)
            guard j > i || integer(j)?.value == 1 else { return nil }
        }
        var n = 1
        if let (value, next) = integer(j), 1...100 ~= value { (n, j) = (value, next) }
        // "01 lần trong quý III", "một lần trong tháng 8": of that quarter or month.
        guard let unit = unit(j), !isFourDigits(j + 1), unit != .quarter || !self[j + 1].flags.contains(.roman),
            unit != .month && unit != .quarter || kind(j + 1) != .number || isTimes(j + 2) || keyword(j + 2) == .times
        else { return nil }
        return (n, unit, j + 1)
    }

    /// "một lần", "/lần", "1 lần", "hai lần".
    private func timesAfter(_ i: Int) -> (times: Int, next: Int)? {
        var j = skip(i, .ratio, .notBeyond)
        let isSlash = kind(j) == .slash
        if isSlash { j += 1 }
        if keyword(j) == .times || isSlash && isTimes(j) { return isSlash ? (1, j + 1) : nil }
        guard let (times, next) = integer(j), times > 0, times <= 366, isTimes(next) else { return nil }
        return (times, next + 1)
    }

    private func divide(_ unit: PeriodUnit, by n: Int) -> Statement.Repetition {
        if n == 1 { return .init(every: 1, unit: unit) }
        let months = unit == .year ? 12 : unit == .quarter ? 3 : 0
        guard months > 0, months % n == 0 else { return .init(every: 1, unit: unit, times: n) }
        return .init(every: months / n, unit: .month)
    }

    /// Whether a recurring statement may begin here; most words are seen from this alone to begin none.
    func mayRecur(_ i: Int) -> Bool {
        switch keyword(i) {
        case .yearly, .letterH, .half, .day, .workingDay, .filler, .all, .ratio: true
        default: mayReport(i)
        }
    }

    /// A recurring statement that begins with its cycle, or with "định kỳ" and a length: "hằng tháng", "định kỳ 6 tháng".
    mutating func recurring(_ i: Int) -> Statement? {
        if mayReport(i) {
            if let report = reportDay(i) { return report }
            if failure != nil { return nil }
            if let report = unitList(i) { return report }
            if let report = yearsReview(i) { return report }
            if let first = alternative(i) { return first }
        }
        var item = Statement(role: .recurring, first: i)
        var j = i
        if keyword(i) == .periodic {
            j = skip(i + 1, .filler, .at, .inside, .every)
            if keyword(j - 1) == .every { j -= 1 }
            // "định kỳ, 6 tháng"
            if kind(j) == .comma, kind(j + 1) == .number, unit(j + 2) != nil, endsDate(j + 3) { j += 1 }
            if let (repetition, next) = cycle(j) {
                item.repetition = repetition
                item.next = next
                return item
            }
            // "định kỳ 6 thang"
            if let (n, k) = integer(j), 1...100 ~= n,
                let unit = unit(k) ?? (self[k].keyword == .month && endsDate(k + 1) ? .month : nil),
                keyword(k + 1) != .early,
                keyword(k + 1) != .late,
                keyword(k) != .workingDay
            {
                // "định kỳ 02 ngày/tháng": so many days of each month.
                if kind(k + 1) == .slash {
                    return unit == .day ? self.unit(k + 2).map { cycleItem(1, $0, i, k + 3) } : nil
                }
                return cycleItem(n, unit, i, k + 1)
            }
            if let unit = unit(j), j > i, endsDate(j + 1), unit != .day {
                item.repetition = .init(every: 1, unit: unit)
                item.next = j + 1
                return item
            }
            return nil
        }
        if keyword(i) == .filler || keyword(i) == .all {
            // "theo quý", "các tháng"
            guard let unit = unit(i + 1), unit != .day,
                kind(i + 2) == .end || kind(i + 2) == .comma || keyword(i + 2) == .or || keyword(i + 2) == .and
                    || keyword(i + 2) == .verb && i > 0 && keyword(i - 1) == .verb,
                i == 0 || keyword(i) == .filler
            else { return nil }
            item.repetition = .init(every: 1, unit: unit)
            item.next = i + 2
            return item
        }
        if keyword(i) == .every, keyword(i + 1) == .semester || keyword(i + 1) == .term || keyword(i + 1) == .phase {
            item.role = .periodic
            item.next = i + 2
            return item
        }
        guard let (repetition, next) = cycle(keyword(i) == .ratio ? skip(i, .ratio) : j) else { return nil }
        item.repetition = repetition
        item.next = next
        return item
    }

    /// The "3 tháng" of "3 tháng hoặc 6 tháng một lần".
    private func alternative(_ i: Int) -> Statement? {
        guard let first = unitElement(i),
            kind(i) == .number || keyword(i) == .numeral || keyword(first.next) == .or,
            keyword(first.next) == .or || keyword(first.next) == .and || kind(first.next) == .comma,
            let (repetition, _) = cycle(first.next + 1), repetition.times == 1, repetition.unit != .day,
            keyword(first.next + 1) != .every
        else { return nil }
        return cycleItem(first.count, first.unit, i, first.next)
    }

    /// A cycle as a statement. Nine months of a year come once in it.
    func cycleItem(_ n: Int, _ unit: PeriodUnit, _ first: Int, _ next: Int) -> Statement {
        if unit == .month, n == 9 { return soFar(n, first, next) }
        var item = Statement(role: .recurring, first: first, next: next)
        item.repetition = .init(every: n, unit: unit)
        return item
    }

    /// The first months of each year as a cycle that is reported on.
    func soFar(_ months: Int, _ first: Int, _ next: Int) -> Statement {
        var item = Statement(role: .recurring, window: .months(1, months, .span), first: first, next: next)
        item.repetition = .init(every: 1, unit: .year)
        item.isSoFar = true
        return item
    }

    /// One more cycle that a day of the month was said for: the "quý" of "trước ngày 25 hằng tháng, quý".
    private func followingDay(_ item: Statement) -> Statement? {
        guard let window = item.window, window.scope == .month, item.end == nil, item.bound != .from,
            let repetition = item.repetition
        else { return nil }
        guard kind(item.next) == .comma || kind(item.next) == .slash || keyword(item.next) == .and else { return nil }
        var j = skip(item.next + 1, .and, .every, .periodic)
        var n = 1
        if let (value, next) = integer(j), 1...10 ~= value { (n, j) = (value, next) }
        guard let unit = unit(j), keyword(j) != .workingDay, keyword(j) != .schoolYear, endsClause(j + 1),
            n * Resolution.months(unit) > repetition.every * Resolution.months(repetition.unit)
        else { return nil }
        var result = item
        result.first = item.next + 1
        result.next = j + 1
        result.repetition = .init(every: n, unit: unit)
        return result
    }

    private func endsClause(_ i: Int) -> Bool {
        switch kind(i) {
        case .end, .comma, .semicolon, .close, .dot: true
        default: keyword(i) == .and
        }
    }

    /// One more cycle of a list: the "quý", "năm" of "hằng tháng, quý, năm"; the "1 năm" of "định kỳ 6 tháng, 1 năm".
    mutating func followingCycle(_ item: Statement) -> Statement? {
        guard item.role == .recurring else { return nil }
        if item.window != nil, !item.isSoFar { return followingDay(item) }
        var j = item.next
        let isSlash = kind(j) == .slash
        guard kind(j) == .comma || kind(j) == .semicolon || keyword(j) == .and || keyword(j) == .or || isSlash else {
            return nil
        }
        j = skip(j + 1, .and, .or, .periodic)
        let first = j
        if keyword(j) == .late, keyword(j + 1) == .year, endsDate(j + 2) { return cycleItem(1, .year, first, j + 2) }
        var n = 1
        if let (value, next) = integer(j), 1...100 ~= value {
            n = value
            j = next
        }
        guard let unit = unit(j), unit != .day,
            endsDate(j + 1) || isSlash && kind(j + 1) == .slash || keyword(j + 1) == .review,
            !isFourDigits(j + 1)
        else { return nil }
        return cycleItem(n, unit, first, j + 1)
    }

    /// "hằng năm" and the like after a period; "trở đi", "và những năm tiếp theo".
    mutating func repeated(_ item: inout Statement) {
        var j = item.next
        // "và những năm tiếp theo", "trở đi"
        let k = keyword(j) == .and || kind(j) == .comma ? j + 1 : j
        // "trước 30/9, các năm tiếp theo trước ngày 31/3": the years of the next.
        let isHead =
            kind(j) == .comma && (kind(k + 1) == .colon || isBound(k + 1) || keyword(k + 1) == .inside)
        if k == j, keyword(k) == .followingYears, item.role == .once, item.end == nil, let window = item.window,
            window.form == .day, window.scope == .month || window.scope == .quarter
        {
            // "ngày 5 các tháng tiếp theo", "ngày 25 tháng cuối các quý tiếp theo"
            item.repetition = .init(every: 1, unit: window.scope == .month ? .month : .quarter)
            item.role = .recurring
            item.next = k + 1
            return
        }
        if keyword(k) == .onward || keyword(k) == .followingYears && !isHead {
            item.role = .from
            item.end = nil
            item.next = k + 1
            return
        }
        if keyword(j) == .of, keyword(j + 1) == .every { j += 1 }
        // "trước ngày 30/6 các năm"
        if keyword(j) == .all, keyword(j + 1) == .year, self[j + 1].value == 0, item.window?.year == 0,
            item.window?.scope == .year, item.end == nil, item.role == .once, endsDate(j + 2),
            item.window?.isRelative == false
        {
            item.repetition = .init(every: 1, unit: .year)
            item.role = .recurring
            item.next = j + 2
            return
        }
        // "trước ngày 31/3 của năm báo cáo", "… của năm xét tặng": of each such year.
        if let next = keyword(j) == .of ? pastNamedYear(j + 1) : item.window?.form == .day ? pastReportYear(j) : nil,
            item.role == .once, item.end == nil,
            let window = item.window, window.scope == .year, window.year == 0, !window.isRelative
        {
            item.role = .recurring
            item.next = next
            return
        }
        // "thứ Hai, thứ Sáu trong tuần"
        if keyword(j) == .inside, keyword(j + 1) == .week, item.window?.scope == .week, item.window?.form == .day,
            item.role == .once, item.end == nil, endsDate(j + 2), relation(j + 2) == nil
        {
            item.repetition = .init(every: 1, unit: .week)
            item.role = .recurring
            item.next = j + 2
            return
        }
        let l = kind(j) == .comma && item.window?.year == 0 && item.end?.year ?? 0 == 0 ? j + 1 : j
        if let (repetition, next) = cycle(l), item.window?.year == 0 || item.role == .from || item.end != nil || l == j,
            l == j || item.window.map({ Combination.fits($0, repetition) }) ?? true
        {
            // "hằng quý trước ngày 20 tháng cuối quý, hằng năm trước ngày 10/12": the cycle of the next.
            guard repetition.times == 1, l == j || !isBound(next) else { return }
            // "trong quý IV hằng tuần": what comes back within it.
            if item.end == nil, isShorter(repetition, than: item.window) { return }
            if item.window?.year != 0, item.role == .once, item.end == nil, item.window?.form != .span { return }
            // "ngày 5/4 hằng tháng"
            if let window = item.window, window.form == .day, !Combination.fits(window, repetition) { return }
            item.repetition = repetition
            item.role = .recurring
            item.next = next
            if repetition.unit == .year, item.window?.year == 0 { item.end = item.end?.ofEachYear }
        } else if item.window?.recurs == true, item.bound != .from, item.end == nil {
            item.role = .recurring
        }
    }

    /// Past "năm báo cáo", "năm kế hoạch".
    private func pastReportYear(_ i: Int) -> Int? {
        guard keyword(i) == .year, self[i].value == 1 || keyword(i + 1) == .verb && self[i + 1].value == 0 else {
            return nil
        }
        return self[i].value == 1 ? endsDate(i + 1) ? i + 1 : nil : endsDate(i + 2) ? i + 2 : nil
    }

    /// Past a year that is told by what is done in it, and not by its number: "năm kế hoạch", "năm xét tặng", "năm học".
    private func pastNamedYear(_ i: Int) -> Int? {
        if keyword(i) == .schoolYear { return kind(i + 1) != .number && relation(i + 1) == nil ? i + 1 : nil }
        guard keyword(i) == .year else { return nil }
        if self[i].value == 1 { return i + 1 }
        if keyword(i + 1) == .verb { return i + 2 }
        return isUnknownWord(i + 1) && isUnknownWord(i + 2) ? i + 3 : nil
    }

    /// Whether a cycle comes back within a month, quarter or year that is named.
    private func isShorter(_ repetition: Statement.Repetition, than window: Window?) -> Bool {
        guard let window, window.scope == .year, window.part == .none, !window.isRelative,
            window.form == .month || window.form == .quarter || window.form == .year,
            case .day(let first, 1) = window.start, case .monthEnd(let last) = window.due
        else { return false }
        return repetition.isShorter(thanMonths: last - first + 1)
    }
}
