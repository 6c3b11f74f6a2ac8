import Dates

/// Hours of a day: "14 giờ 30", "17h00", "7h30 - 11h30", before a day or after it.
extension Phrase {
    /// "11 giờ 00", "16 giờ 30 phút", "17h00", "17:00".
    mutating func clock(_ i: Int) -> (time: TimeOfDay, next: Int)? {
        guard kind(i) == .number, self[i].digits <= 2 else { return nil }
        var hour = Int(self[i].value)
        var minute = 0
        var j = i + 1
        if keyword(j) == .hour || keyword(j) == .letterH && !self[j].isSpaced {
            j += 1
            if kind(j) == .number, self[j].digits == 2, kind(j + 1) != .slash,
                keyword(j - 1) == .hour || !self[j].isSpaced,
                keyword(j + 1) != .month, kind(j + 1) != .dash
            {
                minute = Int(self[j].value)
                j += 1
                // 17h30', 17h30 phút
                if keyword(j) == .minute || kind(j) == .symbol && keyword(j) == .none && !self[j].isSpaced { j += 1 }
            }
        } else if kind(j) == .colon, kind(j + 1) == .number, self[j + 1].digits == 2, !self[j + 1].isSpaced,
            !self[j].isSpaced
        {
            minute = Int(self[j + 1].value)
            j += 2
        } else {
            return nil
        }
        // "5 giờ chiều", "5h chiều nay"
        if hour < 12 { hour += keyword(j) == .morning ? Int(self[j].value) : isAfternoon(j) ? 12 : 0 }
        guard let time = TimeOfDay(hour: hour, minute: minute) else {
            if keyword(i + 1) == .hour, self[skip(j, .at, .of)].keyword == .day { fail(.impossibleTime) }
            return nil
        }
        return (time, skip(j, .morning, .of))
    }

    /// "chiều nay", "tối mai", "đêm nay": a day with its afternoon or evening.
    private func isAfternoon(_ i: Int) -> Bool {
        guard keyword(i) == .today else { return false }
        switch self[i].base {
        case PhraseToken.base("chieu"), PhraseToken.base("toi"), PhraseToken.base("dem"): return true
        default: return false
        }
    }

    /// The hour before a day: "17 giờ, ngày 20/9", "8h00 đến 11h30 ngày 20/9/2022".
    /// - Returns: past it, where there is one.
    mutating func hour(_ item: inout Statement, _ i: Int) -> Int? {
        guard case (let time, var j)? = clock(i) else { return nil }
        item.time = time
        if kind(j) == .dash || keyword(j) == .until, let (end, next) = clock(j + 1) {
            // Both are of one day.
            item.time = end
            if item.bound == .from { item.bound = .none }
            j = next
        }
        j = skip(j, .at, .inside)
        // "17:30 - 31/3/2026"
        if kind(j) == .dash, isFullDate(j + 1) { return j + 1 }
        guard kind(j) == .comma else { return j }
        // "14h00, thứ Tư, 19/7/2023"
        return keyword(j + 1) == .day || kind(j + 1) == .number || keyword(j + 1) == .ordinal
            || keyword(j + 1) == .sunday
            ? j + 1 : j
    }

    /// Takes up the hour that stands after its day: "ngày 12/3/2024 14h30", "ngày 1 và ngày 15 hằng tháng, trước 16 giờ". One
    /// before another day is that one's.
    mutating func takeHour(_ item: inout Statement) {
        guard let window = item.window, window.form == .day, item.time == nil, item.term == nil, item.end == nil,
            // A date and an hour in digits that lie before the issue are of a record.
            !(item.bound == .none && window.isNumeric && isPast(item))
        else { return }
        let isApart = kind(item.next) == .comma || kind(item.next) == .open
        let j = skip(isApart ? item.next + 1 : item.next, .before, .atLatest, .notBeyond, .at)
        guard isClock(j) else { return }
        var timed = item
        let saved = failure
        // A table's "00:00" and seconds say no hour.
        guard var next = hour(&timed, j), failure == nil, timed.time != TimeOfDay(hour: 0, minute: 0) else {
            failure = saved
            return
        }
        if kind(next) == .colon, kind(next + 1) == .number, self[next + 1].digits == 2 { next += 2 }
        switch keyword(next) {
        case .day, .ordinal, .sunday, .letterT, .today, .month: return
        default: guard kind(next) != .number else { return }
        }
        item.time = timed.time
        item.next = kind(item.next) == .open && kind(next) == .close ? next + 1 : next
    }

    /// Whether an hour in digits stands here: "14h", "14h30", "14 giờ", "14:30".
    func isClock(_ i: Int) -> Bool {
        guard kind(i) == .number, self[i].digits <= 2 else { return false }
        return keyword(i + 1) == .hour || keyword(i + 1) == .letterH && !self[i + 1].isSpaced
            || kind(i + 1) == .colon && self[i + 2].digits == 2 && !self[i + 2].isSpaced && !self[i + 1].isSpaced
    }
}
