import Dates

/// Years: alone, and after the period that they are said of.
extension Phrase {
    /// The year that a period names after itself: "/2022", "năm 2022", "năm nay", "của năm sau liền kề".
    mutating func yearSuffix(_ i: Int) -> (year: Int, relative: Bool, next: Int)? {
        switch kind(i) {
        case .slash, .dash, .dot:
            // "tháng 12.năm 2022"
            if kind(i) == .dot, keyword(i + 1) == .year, isYear(i + 2), !self[i + 1].isSpaced {
                return (Int(self[i + 2].value), false, i + 3)
            }
            if isFourDigits(i + 1) {
                guard isYear(i + 1) else {
                    if kind(i) == .slash { fail(.impossibleYear(Int(self[i + 1].value))) }
                    return nil
                }
                if kind(i) == .dash, kind(i + 2) == .dash, kind(i + 3) == .number { return nil }
                return (Int(self[i + 1].value), false, i + 2)
            }
            if kind(i) == .slash, kind(i + 1) == .number, self[i + 1].digits == 2, endsDate(i + 2) {
                return (2000 + Int(self[i + 1].value), false, i + 2)
            }
            if keyword(i + 1) == .year, isYear(i + 2), kind(i) != .dot { return (Int(self[i + 2].value), false, i + 3) }
            return nil
        case .number:
            return isYear(i) && endsDate(i + 1) ? (Int(self[i].value), false, i + 1) : nil
        case .comma, .open: return yearApart(i)
        case .word: break
        default: return nil
        }
        var j = skip(i, .of)
        // "quý IV các năm 2022 - 2025"
        if keyword(j) == .all, self[j + 1].keyword == .year, isYear(j + 2) { j += 1 }
        if keyword(j) == .nextOne { return (today.year + 1, true, j + 1) }
        guard self[j].keyword == .year else { return nil }
        // "tháng 12 năm 20244": not whole, or a digit too many.
        if kind(j + 1) == .number, self[j + 1].digits == 3 || self[j + 1].digits == 5, endsDate(j + 2) {
            fail(.garbledDate)
            return nil
        }
        if isFourDigits(j + 1) {
            guard isYear(j + 1) else {
                fail(.impossibleYear(Int(self[j + 1].value)))
                return nil
            }
            return (Int(self[j + 1].value), false, j + 2)
        }
        switch keyword(j + 1) {
        case .this: return (today.year, false, j + 2)
        case .after, .toward, .following, .adjacent:
            let next = skip(j + 2, .adjacent, .following)
            // "quý I năm sau năm báo cáo"
            guard keyword(next) == .year, keyword(next + 1) == .verb else { return (today.year + 1, true, next) }
            if self[next + 1].value == 0 { return (today.year + 1, true, next + 2) }
            // "năm sau năm kết thúc dự án": which year that is waits.
            passed.append(next)
            return (today.year + 1, true, next)
        case .previous: return (today.year, true, j + 2)
        case .before where keyword(j + 2) == .adjacent: return (today.year, true, j + 3)
        // "ngày 20 tháng 11 năm trước"; not "trong năm, trước ngày 15".
        case .before where kind(j + 2) != .number && endsName(j + 2): return (today.year, true, j + 2)
        case .before where keyword(j + 2) == .until || keyword(j + 2) == .untilEnd || keyword(j + 2) == .toward:
            return (today.year, true, j + 2)
        // "năm trước của năm kế hoạch", "năm trước năm kế hoạch", "năm trước năm báo cáo"
        case .before where keyword(j + 2) == .of && keyword(j + 3) == .year:
            return (today.year, true, skip(j + 4, .verb))
        case .before where keyword(j + 2) == .year && self[j + 2].value == 1: return (today.year, true, j + 3)
        case .before where keyword(j + 2) == .year && kind(j + 3) == .word: return (today.year, true, j + 4)
        case .stemBranch: return (year(ofCycle: Int(self[j + 1].value)), false, j + 2)
        default: return nil
        }
    }

    /// ", năm 2022", "(năm 2022)"
    private func yearApart(_ i: Int) -> (year: Int, relative: Bool, next: Int)? {
        guard self[i + 1].keyword == .year, isYear(i + 2), kind(i) == .comma || kind(i + 3) == .close else {
            return nil
        }
        // "năm 2023 vào quý III, năm 2024 vào quý I": that of what follows.
        let after = skip(i + 3, .at, .inside)
        if keyword(after) == .quarter || keyword(after) == .month,
            kind(after + 1) == .number || self[after + 1].flags.contains(.roman)
        {
            return nil
        }
        return (Int(self[i + 2].value), false, kind(i) == .comma ? i + 3 : i + 4)
    }

    /// At "năm".
    mutating func yearPeriod(_ i: Int) -> Parsed? {
        if isFourDigits(i + 1) {
            guard isYear(i + 1) else {
                fail(.impossibleYear(Int(self[i + 1].value)))
                return nil
            }
            if kind(i + 2) == .percent { return nil }
            let year = Int(self[i + 1].value)
            // "năm 2023-24"
            if kind(i + 2) == .dash, kind(i + 3) == .number, self[i + 3].digits == 2,
                Int(self[i + 3].value) > year % 100, endsDate(i + 4)
            {
                var window = Window.days(
                    Day(unchecked: year, 1, 1), Day(unchecked: year / 100 * 100 + Int(self[i + 3].value), 12, 31), .span
                )
                window.year = window.last.year
                return (window, i + 4)
            }
            var window = Window.year(year)
            window.isBare = false
            return (window, i + 2)
        }
        switch keyword(i + 1) {
        case .this:
            return (relative(.months(1, 12, .year), .year, by: 0), i + 2)
        case .after, .toward, .following, .adjacent:
            guard let (shift, next) = relation(i + 1) else { return nil }
            if let after = afterReported(.months(1, 12, .year), .year, next) { return after }
            var window = relative(.months(1, 12, .year), .year, by: shift)
            window.year = today.year + 1
            return (window, next)
        default: return nil
        }
    }
}
