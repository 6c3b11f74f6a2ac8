/// What a cycle leaves out: "hằng tháng (trừ tháng 12)", "trừ tháng 1 và tháng 2", "trừ quý IV", "trừ tháng cuối quý".
extension Phrase {
    /// Past what is excepted, to the end of its clause: "(trừ tháng 12)", "trừ thứ Bảy, Chủ nhật và ngày lễ".
    mutating func pastException(_ i: Int, _ items: [Statement]) -> Int {
        var j = i + 1
        while j < count, kind(j) != .semicolon, kind(j) != .close {
            if kind(j) == .comma {
                switch keyword(j + 1) {
                case .before, .until, .untilEnd, .atLatest, .notBeyond, .inside, .within, .verb, .every, .periodic:
                    return noted(i..<j, items)
                // "trừ các tháng cuối quý, ngày 20"
                case .day where kind(j + 2) == .number && keyword(i + 1) != .day: return noted(i..<j, items)
                default: break
                }
            }
            j += 1
        }
        return noted(i..<j, items)
    }

    /// Whether "riêng" stands before a period, or before the report on it: "riêng báo cáo tháng 6".
    func isSetApart(_ i: Int) -> Bool {
        var j = i - 1
        while j > 0, keyword(j) == .verb || keyword(j) == .record || keyword(j) == .review { j -= 1 }
        return j >= 0 && keyword(j) == .apart
    }

    /// The months of the quarters or months that a day of its own is said for, after "riêng"; none where something else is
    /// set apart, nil where it is a list that says more than months.
    mutating func apartMonths(_ i: Int) -> UInt16? {
        let saved = (failure, refusal)
        defer { (failure, refusal) = saved }
        guard let (window, next) = period(i, marked: true) else { return 0 }
        guard kind(next) == .comma || keyword(next) == .and || kind(next) == .dash || keyword(next) == .until else {
            return Phrase.months(of: window) ?? 0
        }
        // "riêng tháng 6, tháng 12 trước ngày 10"
        guard let end = (next..<next + Phrase.maximumRun).first(where: { isBound($0) || keyword($0) == .day }) else {
            return nil
        }
        return months(i..<(kind(end - 1) == .comma || kind(end - 1) == .colon ? end - 1 : end))
    }

    private mutating func noted(_ range: Range<Int>, _ items: [Statement]) -> Int {
        guard !items.isEmpty, exception.isEmpty, range.count > 1 else { return range.upperBound }
        exception = range
        let saved = (failure, refusal)
        exceptedMonths = months(range.dropFirst()) ?? 0
        (failure, refusal) = saved
        return range.upperBound
    }

    /// The months that a list of months, quarters and parts of a year names; nil where it says more than that.
    private mutating func months(_ range: Range<Int>) -> UInt16? {
        var months: UInt16 = 0
        var j = skip(range.lowerBound, .all, .inside, .at)
        var last: Window?
        while j < range.upperBound {
            guard let (window, next) = period(j, marked: true) ?? element(j, like: last), failure == nil,
                let found = Phrase.months(of: window)
            else { return nil }
            months |= found
            last = window
            j = next
            guard j < range.upperBound else { break }
            if kind(j) == .dot, j + 1 == range.upperBound { break }
            if kind(j) == .dash || keyword(j) == .until {
                guard let (end, next) = period(j + 1, marked: true) ?? element(j + 1, like: window), failure == nil,
                    let last = Phrase.months(of: end), found < last
                else { return nil }
                // From the first month of the one through the last of the other.
                months |= (last | (last &- 1)) & ~(found &- 1)
                j = next
                if j >= range.upperBound { break }
            }
            guard kind(j) == .comma || keyword(j) == .and || keyword(j) == .or else { return nil }
            j = skip(j + 1, .and, .all)
        }
        return months == 0 ? nil : months
    }

    static func months(of window: Window?) -> UInt16? {
        guard let window, window.year == 0, !window.isRelative,
            window.form == .month || window.form == .quarter
                || window.form == .span, case .day(let first, 1) = window.start,
            case .monthEnd(let last) = window.due, first >= 0, last < 12, first <= last
        else { return nil }
        let bits = (UInt16(1) << UInt16(last - first + 1) - 1) << UInt16(first)
        switch window.scope {
        case .year: return bits
        case .quarter: return bits | bits << 3 | bits << 6 | bits << 9
        default: return nil
        }
    }
}
