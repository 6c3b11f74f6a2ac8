import Dates

/// Reports named by the period they are on: "báo cáo 6 tháng trước ngày 15/6", "báo cáo tháng, quý, năm", "5 năm tổng kết".
extension Phrase {
    /// Whether what is reported on may stand here: after "báo cáo", "sơ kết" and the like.
    func isReport(_ i: Int) -> Bool {
        guard i > 0 else { return false }
        switch keyword(i - 1) {
        case .verb, .record, .review, .duty, .periodic: return true
        case .filler, .whole, .all: return isReport(i - 1)
        // "BC/tháng"
        case .none where kind(i - 1) == .slash: return i > 1 && keyword(i - 2) == .verb && self[i - 2].value == 0
        default: return false
        }
    }

    /// "báo cáo tình hình cả năm: …": with what it is on before the period.
    private func isOnSomething(_ i: Int) -> Bool {
        var j = i - 1
        while j > 0, j > i - 5, isUnknownWord(j) { j -= 1 }
        return j >= 0 && j < i - 1 && keyword(j) == .verb && self[j].value == 0
    }

    /// Whether one more report of a list by their days may begin: "quý I trước 15/3, 6 tháng trước 15/6".
    private func isNextOfDays(_ i: Int) -> Bool {
        (hasBoundDay || cycleEnd > 0) && i > 0
            && (kind(i - 1) == .comma || kind(i - 1) == .semicolon || keyword(i - 1) == .and)
    }

    /// Whether another report and its day follow: "6 tháng trước ngày 15/6, 9 tháng trước ngày 15/9".
    private func reportFollows(_ i: Int) -> Bool {
        guard kind(i) == .comma || kind(i) == .semicolon || keyword(i) == .and else { return false }
        var j = skip(i + 1, .and, .verb, .whole, .every)
        if let (_, next) = integer(j) { j = next }
        guard let unit = unit(j), unit != .day else { return false }
        if unit == .quarter, let (_, next) = quarterNumber(j + 1) { j = next - 1 }
        return kind(j + 1) == .colon || kind(j + 1) == .open || boundsReport(j + 1) || keyword(j + 1) == .at
    }

    /// Whether the day of a report begins here without a bound: "ngày 20", of a week's "chiều thứ Sáu".
    private func isReportDay(_ i: Int, ofWeek: Bool) -> Bool {
        if keyword(i) == .day { return kind(i + 1) == .number }
        return ofWeek && (keyword(skip(i, .morning)) == .ordinal || keyword(i) == .sunday)
    }

    /// The sign after the period of a report in a table's cell: "Tháng: 20", "Tháng - trước 25".
    private func headsCell(_ i: Int, _ unit: PeriodUnit) -> Bool {
        kind(i) == .colon
            || kind(i) == .dash && self[i].isSpaced
                && (boundsReport(i + 1) || isReportDay(i + 1, ofWeek: unit == .week))
    }

    /// Whether a number in parentheses is the day of a report: "(20 của tháng cuối quý)", "(20/6)", "(20)".
    private func isBareDay(_ i: Int, mayClose: Bool) -> Bool {
        keyword(i + 1) == .of || kind(i + 1) == .slash || mayClose && kind(i + 1) == .close
    }

    private func boundsReport(_ i: Int) -> Bool {
        switch keyword(i) {
        case .before, .until, .untilEnd, .atLatest, .notBeyond, .beforeAndIn: true
        default: false
        }
    }

    /// Whether a report named by its period may begin here; most words are seen from this alone to be none.
    @inline(__always)
    func mayReport(_ i: Int) -> Bool {
        switch keyword(i) {
        case .week, .month, .quarter, .year, .numeral, .every, .periodic, .schoolYear, .whole: true
        default: kind(i) == .number && (kind(i + 1) == .word || kind(i + 1) == .open)
        }
    }

    /// A period reported on and the day of its report, which comes back: "6 tháng (trước 20/6)", "báo cáo năm trước ngày
    /// 15/12", "báo cáo tuần vào thứ Sáu".
    mutating func reportDay(_ i: Int) -> Statement? {
        var j = skip(i, .periodic, .every, .whole)
        let isCycle = j > i && keyword(j - 1) != .whole
        var n = 1
        if let (value, next) = integer(j), 1...100 ~= value { (n, j) = (value, next) }
        guard let unit = unit(j), unit != .day, !isFourDigits(j + 1) else { return nil }
        let isOpen = kind(j + 1) == .open
        let isColon = headsCell(j + 1, unit)
        let isAnnounced = isReport(i) || hasReport || isNextOfDays(i)
        let isComma = kind(j + 1) == .comma && isAnnounced && n == 1 && boundsReport(j + 2)
        var k = j + 2
        if !isOpen, !isComma {
            guard !isCycle || isColon, keyword(j) != .schoolYear,
                isAnnounced || isColon || i == 0 || kind(i - 1) != .word || isUnknownWord(i - 1)
            else { return nil }
            k = isColon ? j + 2 : skip(j + 1, .verb)
        }
        // "báo cáo tháng gửi ngày 22", "tháng: ngày 20; năm: ngày 15/12", "Tháng (ngày 25), năm (ngày 15/12)"
        let isSent =
            k > j + 1 && isReportDay(k, ofWeek: unit == .week)
            && (isOpen
                ? i == 0 || isAnnounced : keyword(k - 1) == .verb || isColon && !isCycle && (i == 0 || isAnnounced))
        let isBare = !boundsReport(k) && !(keyword(k) == .at && !isOpen) && !isSent
        let mayClose = unit == .month || isAnnounced && unit == .quarter
        guard !isBare || kind(k) == .number && (isColon || isOpen && isBareDay(k, mayClose: mayClose)) else {
            return nil
        }
        let saved = refusal
        let savedCycle = hasCycle
        hasCycle = hasCycle || isBare
        expectedUnit = unit == .month || unit == .quarter ? unit : nil
        defer {
            expectedUnit = nil
            hasCycle = savedCycle
        }
        guard var item = dated(k),
            isOpen || isAnnounced || isCycle || isColon && (i == 0 || isOnSomething(i)) || reportFollows(item.next),
            let window = item.window, item.end == nil, !isOpen || kind(item.next) == .close,
            item.role == .once || item.role == .recurring && item.repetition == nil, window.form == .day,
            window.year == 0, window.feast == nil, !window.isRelative || window.follows
        else {
            refusal = saved
            return nil
        }
        item.first = i
        // "tạm nộp 4 quý chậm nhất ngày 30 của tháng đầu quý sau": each of them.
        if unit == .quarter, window.scope == .quarter { n = 1 }
        if isOpen { item.next += 1 }
        item.role = .recurring
        hasReport = true
        let length = n * Resolution.months(unit)
        switch window.scope {
        // "báo cáo quý: trước ngày 05 tháng sau" is of the month after the quarter.
        case _ where window.isRelative:
            guard unit != .week else { return nil }
            item.window = window.after(months: length) ?? window
            if keyword(item.next) == .quarter { item.next = skip(item.next + 1, .verb) }
        // "báo cáo quý: chậm nhất ngày 18 của tháng cuối kỳ báo cáo"
        case .cycle where unit != .week && !(i > 0 && (kind(i - 1) == .comma || keyword(i - 1) == .and)):
            item.window = window.inCycle(months: length)
            if item.window == nil { return nil }
        // "báo cáo tuần gửi ngày 22/10": of that week alone.
        case .year where isSent && length < 6: return nil
        case .year: item.repetition = .init(every: 1, unit: .year)
        case .month where unit != .week, .quarter where unit != .week && unit != .month, .week:
            item.repetition = .init(every: n, unit: unit)
        default: return nil
        }
        return item
    }

    /// The report that a day is meant for, in parentheses after it: "trước ngày 15/12 (báo cáo năm)", "(đối với báo cáo 6
    /// tháng)". Such a day comes back.
    func reportAfter(_ i: Int) -> Int? {
        guard kind(i) == .open else { return nil }
        // "trước ngày 15/6 (6 tháng)"
        // "(đối với 6 tháng)" too
        if let only = unitElement(skip(i + 1, .regarding, .whole)) {
            let isPart = keyword(only.next) == .early || keyword(only.next) == .late
            let next = isPart && keyword(only.next + 1) == .year ? only.next + 2 : only.next
            if kind(next) == .close { return next + 1 }
        }
        if let next = namedAfter(i) { return next }
        var j = i + 1
        var isReport = false
        while j < i + 8, kind(j) == .word, unit(j) == nil {
            if integer(j) != nil { break }
            isReport = isReport || keyword(j) == .verb || keyword(j) == .record || keyword(j) == .review
            j += 1
        }
        if let (_, next) = integer(j) { j = next }
        guard isReport, let unit = unit(j), unit != .day, kind(j + 1) == .close else { return nil }
        return j + 2
    }

    /// The period that a day of a list is for: "trước 15/3 (quý I); 15/6 (quý II)", "30/6 (giữa năm) và 31/12 (cuối năm)".
    private func namedAfter(_ i: Int) -> Int? {
        let end: Int
        let j = skip(i + 1, .verb, .record, .review)
        switch keyword(j) {
        case .quarter:
            guard let (_, next) = quarterNumber(j + 1) else { return nil }
            end = next
        case .early, .middle,
            .late where keyword(j + 1) == .year:
            end = j + 2
        default: return nil
        }
        guard kind(end) == .close else { return nil }
        if hasReport { return end + 1 }
        guard kind(end + 1) == .comma || kind(end + 1) == .semicolon || keyword(end + 1) == .and else { return nil }
        return kind(end + 2) == .number || keyword(end + 2) == .day || boundsReport(end + 2) ? end + 1 : nil
    }

    /// "gửi cùng báo cáo năm", "gộp vào báo cáo năm", "lồng ghép trong báo cáo năm"
    func mergesReport(_ i: Int) -> Bool {
        for j in i..<i + 4 where keyword(j) == .and || isUnknownWord(j) && Phrase.merging.contains(self[j].base) {
            return (j + 1..<j + 4).contains { keyword($0) == .verb && self[$0].value == 0 }
        }
        return false
    }

    /// gộp, ghép, chung, lồng
    private static let merging: Set<UInt64> = [
        PhraseToken.base("gop"), PhraseToken.base("ghep"), PhraseToken.base("chung"),
        PhraseToken.base("long"),
    ]

    /// Past the report that a day is meant for, said after it: "đối với báo cáo định kỳ 06 tháng".
    func pastReport(_ i: Int) -> Int? {
        var j = i + 1
        var isReport = false
        while j < i + 9, kind(j) == .word, unit(j) == nil, integer(j) == nil {
            isReport = isReport || keyword(j) == .verb || keyword(j) == .record || keyword(j) == .review
            j += 1
        }
        if let (_, next) = integer(j) { j = next }
        guard isReport, let unit = unit(j), unit != .day else { return nil }
        j += 1
        if keyword(j) == .early || keyword(j) == .late, keyword(j + 1) == .year || keyword(j + 1) == .quarter { j += 2 }
        return kind(j) == .number || kind(j) == .slash ? nil : j
    }

    /// "6 tháng, năm", "tháng/quý/năm", a cell's "Quý; đột xuất": reports by two periods or more, each longer than the one
    /// before, or by one and as needed or at all times.
    mutating func unitList(_ i: Int) -> Statement? {
        let isAfterUndated = i > 1 && joinsUnits(i - 1) && isUndated(i - 2)
        let isAnnounced = i == 0 || isReport(i) || kind(i - 1) == .open || kind(i - 1) == .colon || isAfterUndated
        if isAnnounced, let next = firstQuarter(i) { return soFar(3, i, next) }
        guard isAnnounced || isUnknownWord(i - 1), let first = unitElement(i),
            // "sơ kết 3 năm, 5 năm thực hiện Nghị quyết" looks back.
            first.unit != .year || kind(i) != .number || i == 0 || keyword(i - 1) != .review,
            joinsUnits(first.next) && (kind(first.next) != .slash || kind(i) != .number)
                || leadsToUndated(first.next) || isAfterUndated && endsDate(first.next)
        else { return nil }
        var last = first
        var j = first.next
        var n = 1
        while joinsUnits(j) {
            guard let next = unitElement(keyword(j + 1) == .and ? j + 2 : j + 1), next.length > last.length else {
                break
            }
            last = next
            j = next.next
            n += 1
        }
        let isBesideUndated = isAfterUndated || leadsToUndated(j)
        // "tổng hợp quý, 6 tháng, năm": three are told by themselves.
        guard isAnnounced ? n > 1 || isBesideUndated : n > 2, kind(j) != .word || mayFollowUnits(j) else { return nil }
        guard isBesideUndated || kind(j) != .slash, kind(j) != .number, kind(j) != .percent else { return nil }
        return cycleItem(first.count, first.unit, i, first.next)
    }

    private func joinsUnits(_ i: Int) -> Bool {
        kind(i) == .comma || kind(i) == .semicolon || kind(i) == .slash || keyword(i) == .and
    }

    /// ", đột xuất", "hoặc đột xuất"
    private func leadsToUndated(_ i: Int) -> Bool {
        (joinsUnits(i) || keyword(i) == .or) && isUndated(skip(i + 1, .and))
    }

    /// "đột xuất", "thường xuyên"
    private func isUndated(_ i: Int) -> Bool { keyword(i) == .needed || keyword(i) == .continuous }

    /// Past the "quý I" of "báo cáo quý I, 6 tháng, 9 tháng, năm": beside other parts of a year it comes back as they do.
    private func firstQuarter(_ i: Int) -> Int? {
        guard keyword(i) == .quarter, let (number, next) = quarterNumber(i + 1), number == 1, kind(next) == .comma,
            let part = unitElement(next + 1), part.unit == .month, part.count == 6,
            kind(part.next) == .comma || keyword(part.next) == .and
        else { return nil }
        return next
    }

    /// A verb, one more thing, or the day of all of them: "báo cáo tháng, quý trước ngày 20".
    private func mayFollowUnits(_ i: Int) -> Bool {
        switch keyword(i) {
        case .verb, .and, .or, .before, .beforeAndIn, .until, .untilEnd, .atLatest, .notBeyond, .at, .needed,
            .accordingTo, .vague:
            true
        default: false
        }
    }

    func unitElement(_ i: Int) -> (count: Int, unit: PeriodUnit, length: Int, next: Int)? {
        var n = 1
        var j = i
        // "6 tháng, cuối năm".
        if keyword(i) == .late, keyword(i + 1) == .year, kind(i + 2) != .number, i > 0 { return (1, .year, 48, i + 2) }
        if let (value, next) = integer(i), 1...10 ~= value { (n, j) = (value, next) }
        guard let unit = unit(j), unit != .day, keyword(j) != .workingDay, keyword(j) != .schoolYear,
            !isFourDigits(j + 1)
        else { return nil }
        let length = unit == .week ? 1 : Resolution.months(unit) * 4
        return (n, unit, length * n, j + 1)
    }

    /// "5 năm tổng kết": every five years. ("tổng kết 5 năm" only says what is looked back on.)
    mutating func yearsReview(_ i: Int) -> Statement? {
        guard let (n, j) = integer(i), 2...10 ~= n, keyword(j) == .year, self[j].value == 0, keyword(j + 1) == .review,
            i == 0 || kind(i - 1) != .word && kind(i - 1) != .number || keyword(i - 1) == .and
                || keyword(i - 1) == .periodic,
            i < 2 || kind(i - 1) != .comma || self[i].isSpaced
        else { return nil }
        var next = j + 2
        if integer(next)?.value == 1, keyword(next + 1) == .times { next += 2 }
        // "10 năm tổng kết thực hiện Nghị quyết" looks back.
        guard kind(next) != .word || keyword(next) == .and else { return nil }
        var item = Statement(role: .recurring, first: i, next: next)
        item.repetition = .init(every: n, unit: .year)
        return item
    }
}
