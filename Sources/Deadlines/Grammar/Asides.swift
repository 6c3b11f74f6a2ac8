import Dates

/// What is said beside a statement and changes it: exceptions, conditions, seasons, what a day is for, its hour.
extension Phrase {
    /// Past an aside.
    mutating func aside(_ i: Int, _ items: inout [Statement]) -> Int? {
        switch self[i].keyword {
        case .except where self[i].value == 1: return pastDaysOff(i)?.next ?? pastIncluded(i, items)
        case .except:
            guard !self[i].flags.contains(.lost),
                !items.isEmpty || i > 0 && (kind(i - 1) == .comma || kind(i - 1) == .open)
            else { return nil }
            return pastException(i, items)
        case .season: return keyword(i) == .season ? pastSeason(i, &items) : nil
        case .unless: return items.isEmpty && i == 0 ? nil : pastCondition(i)
        case .regarding:
            // "trước ngày 15/12 đối với báo cáo năm" comes back.
            guard let last = items.last, let next = pastReport(i) else { return nil }
            if isYearlyDay(last) { items[items.count - 1].role = .recurring }
            // "ngày 20 của tháng cuối kỳ báo cáo đối với báo cáo quý"
            if last.window?.scope == .cycle, let j = (i..<next).last(where: { unit($0) != nil }),
                let report = unitElement(kind(j - 1) == .number ? j - 1 : j),
                let window = last.window?.inCycle(months: report.count * Resolution.months(report.unit))
            {
                items[items.count - 1].window = window
            }
            return next
        case .apart:
            // "riêng quý IV trước ngày 10/12": not also by the rule.
            guard let last = items.last,
                last.role == .recurring || last.role == .once && last.window?.form == .day && last.window?.year == 0
            else { return nil }
            guard let months = apartMonths(skip(i + 1, .verb, .record, .review)) else { return pastCondition(i) }
            items[items.count - 1].excepted |= months
            return nil
        case .month:
            guard i > 1, cycleEnd == i - 1, kind(cycleEnd) == .open else { return nil }
            return pastShortMonth(i)
        case .instead: return pastInstead(i)
        case .changed: return changed(i, to: i + 1, &items)
        case .nextOne: return isYear(i + 1) ? changed(i, to: i, &items) : nil
        default: return nil
        }
    }

    /// Past what lies in a cycle or a stretch, and adds nothing to it: "hằng quý, kể cả quý IV", "từ 19/01 đến 01/3 (bao gồm nghỉ
    /// Tết)".
    private mutating func pastIncluded(_ i: Int, _ items: [Statement]) -> Int? {
        guard let last = items.last, last.role == .recurring || last.end != nil || last.window?.form == .span else {
            return nil
        }
        let saved = (failure, refusal)
        defer { (failure, refusal) = saved }
        guard let (_, next) = period(i + 1, marked: true), endsDate(next) else { return nil }
        return next
    }

    /// Past what is said of a month that has fewer days: "ngày 30 hằng tháng (tháng 02 vào ngày cuối tháng)".
    private mutating func pastShortMonth(_ i: Int) -> Int? {
        guard kind(i + 1) == .number, let close = (i + 2..<i + 12).first(where: { kind($0) == .close }),
            (i + 2..<close).contains(where: { keyword($0) == .day }),
            (i + 2..<close).contains(where: { keyword($0) == .late || keyword($0) == .last })
        else { return nil }
        if condition.isEmpty { condition = i..<close }
        return close
    }

    /// Past a date that another takes the place of: "thay vì 30/6/2022, …".
    private mutating func pastInstead(_ i: Int) -> Int? {
        let saved = (failure, refusal)
        let j = kind(i + 1) == .colon ? i + 2 : i + 1
        let item = dated(j) ?? dated(skip(j, .label, .atLatest))
        (failure, refusal) = saved
        guard let item, item.window != nil else { return nil }
        if condition.isEmpty { condition = i..<item.next }
        return item.next
    }

    /// "từ ngày 30/6/2022 sang ngày 31/7/2022": the date before it no longer stands.
    private mutating func changed(_ i: Int, to j: Int, _ items: inout [Statement]) -> Int? {
        guard let last = items.last, last.window != nil, last.next == i, last.role == .once || last.role == .from
        else { return nil }
        let saved = (failure, refusal)
        guard let item = dated(j), item.window != nil else {
            (failure, refusal) = saved
            return nil
        }
        if condition.isEmpty { condition = last.first..<i }
        items[items.count - 1] = item
        return item.next
    }

    private func pastSeason(_ i: Int, _ items: inout [Statement]) -> Int {
        // "hằng năm trước mùa mưa bão": its end of the year gives no day either.
        if let last = items.last, last.role == .recurring, last.window == nil, last.repetition?.unit == .year,
            !Combination.signs(self, last.next, i)
        {
            items.removeLast()
        }
        items.append(Statement(role: .vague, first: i, next: i + 1))
        // Nor does the year of a season.
        let isRelated = keyword(i + 1) == .year && (isYear(i + 2) || relation(i + 2) != nil)
        let next = isRelated ? i + 3 : isYear(i + 1) ? i + 2 : i + 1
        if keyword(next) == .every, let (repetition, end) = cycle(next), repetition.unit == .year {
            // "trước mùa mưa bão hằng năm (trước 31/5)": the day after it recurs.
            let isDated = (end + 1..<end + 4).contains { isBound($0) && kind(skip($0 + 1, .day)) == .number }
            return isDated && (kind(end) == .open || kind(end) == .comma) ? next : end
        }
        return next
    }

    /// A day of every year, where no year is written.
    private func isYearlyDay(_ item: Statement) -> Bool {
        guard item.role == .once, item.end == nil, let window = item.window, window.form == .day else { return false }
        return window.scope == .year && window.year == 0 && !window.isRelative && window.feast == nil
    }
}
