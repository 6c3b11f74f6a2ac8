import Dates

/// Periods and days that stand in a text for something else than a deadline: those of figures, and the date that a
/// document begins with.
extension Phrase {
    /// Whether something is told of a period that nothing bounds: "quý I tăng 5,2%", "năm 2022, toàn tỉnh kết nạp 350 đảng
    /// viên". Of a year to come it is what is aimed at.
    func isOfFigure(_ item: Item) -> Bool {
        guard item.role == .once, item.bound == .none, item.end == nil, item.time == nil, let window = item.window,
            window.form != .day, window.part == .none, !window.isRelative, window.year <= today.year,
            keyword(item.first) != .inside, keyword(item.first) != .within, keyword(item.first) != .at,
            item.first == 0 || keyword(item.first - 1) != .verb || self[item.first - 1].value != 2
        else { return false }
        let isPast = window.form == .year && window.scope == .year && window.year > 0 && window.year < today.year
        var j = kind(item.next) == .comma ? item.next + 1 : item.next
        let isTold = keyword(j) == .whole
        let end = j + 8
        while j < end, kind(j) == .word {
            switch keyword(j) {
            case .ratio:
                // "tăng 5,2%", "tăng trưởng cao"; not "tăng cường"
                if kind(j + 1) == .number || self[j + 1].base == Phrase.growth { return true }
            case .none, .whole, .record, .blocked, .halt, .verb, .filler: break
            default: return false
            }
            j += 1
        }
        guard kind(j) == .number, kind(j + 1) != .slash, kind(j + 1) != .dash, unit(j + 1) == nil else { return false }
        return isPast || isTold || keyword(j + 1) == .money
    }

    /// "Quảng Ngãi, ngày 15 tháng 7 năm 2022": a place and a date, and nothing else.
    func isDateLine(_ item: Item) -> Bool {
        guard item.role == .once, item.bound == .none, item.end == nil, let window = item.window, window.form == .day,
            window.scope == .year, window.year > 0, keyword(item.first) == .day, 2...7 ~= item.first,
            kind(item.first - 1) == .comma, kind(item.next) == .end || kind(item.next) == .dot && item.next + 1 == count
        else { return false }
        for i in 0..<item.first - 1 {
            if kind(i) == .dot { continue }
            guard kind(i) == .word,
                keyword(i) == .none || keyword(i) == .numeral || keyword(i) == .blocked || keyword(i) == .halt
                    || keyword(i) == .ratio
            else { return false }
        }
        return !Phrase.bodies.contains(self[0].base)
    }

    /// "trưởng" of "tăng trưởng"
    private static let growth: UInt64 = 20 | 18 << 5 | 21 << 10 | 15 << 15 | 14 << 20 | 7 << 25

    /// What the names of offices begin with: sở, ban, bộ, đảng, chi, văn, trường, cục, đoàn, viện, hội, ủy, huyện, xã, tỉnh,
    /// trung, liên.
    private static let bodies: Set<UInt64> = [
        19 | 15 << 5, 2 | 1 << 5 | 14 << 10, 2 | 15 << 5, 4 | 1 << 5 | 14 << 10 | 7 << 15, 3 | 8 << 5 | 9 << 10,
        22 | 1 << 5 | 14 << 10, 20 | 18 << 5 | 21 << 10 | 15 << 15 | 14 << 20 | 7 << 25, 3 | 21 << 5 | 3 << 10,
        4 | 15 << 5 | 1 << 10 | 14 << 15, 22 | 9 << 5 | 5 << 10 | 14 << 15, 8 | 15 << 5 | 9 << 10, 21 | 25 << 5,
        8 | 21 << 5 | 25 << 10 | 5 << 15 | 14 << 20, 24 | 1 << 5, 20 | 9 << 5 | 14 << 10 | 8 << 15,
        20 | 18 << 5 | 21 << 10 | 14 << 15 | 7 << 20, 12 | 9 << 5 | 5 << 10 | 14 << 15,
        21 | 2 << 5 | 14 << 10 | 4 << 15,
    ]
}
