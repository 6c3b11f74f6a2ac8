import Dates

/// What makes a date of numbers that no word announces.
extension Phrase {
    /// "12", "mười hai", "Chạp": what a month is called by.
    func namesMonth(_ i: Int) -> Bool {
        switch keyword(i) {
        case .lunarFirst, .lunarTwelfth: true
        case .numeral: endsDate(i + 1) || keyword(i + 1) == .numeral
        default: kind(i) == .number
        }
    }

    /// Whether a day's name ends in this date ("dịp kỷ niệm ngày thành lập Đảng 3/2", "ngày Nhà giáo Việt Nam 20/11"), or
    /// a review in this year ("tổng kết 2025", "tổng kết: 2025").
    func isNamedDay(_ i: Int) -> Bool {
        guard i > 0 else { return false }
        if isYear(i) {
            let k = kind(i - 1) == .colon && i > 1 ? i - 2 : i - 1
            return keyword(k) == .review && endsDate(i + 1)
        }
        guard kind(i + 1) == .slash, self[i].value <= 31 else { return false }
        var j = i - 1
        while j >= 0, j > i - 12 {
            switch keyword(j) {
            case .occasion: return true
            case .day: return isUnknownWord(j + 1) && j + 1 < i
            case .none:
                guard kind(j) == .word || kind(j) == .dash || kind(j) == .open && j == i - 1 else { return false }
            case .blocked, .year, .numeral, .meeting: break
            default: return false
            }
            j -= 1
        }
        return false
    }

    /// Whether the phrase is days of months in digits and nothing else: "30/6; 31/12".
    func isListed() -> Bool {
        guard count >= 7, count <= 35, count % 4 == 3 else { return false }
        var isDate = false
        for i in stride(from: 0, to: count, by: 4) {
            guard kind(i) == .number, kind(i + 1) == .slash, kind(i + 2) == .number, 1...12 ~= self[i + 2].value,
                1...31 ~= self[i].value
            else { return false }
            isDate = isDate || self[i].value > 12
            switch kind(i + 3) {
            case .comma, .semicolon, .dash, .end: break
            default: guard keyword(i + 3) == .and else { return false }
            }
        }
        return isDate
    }
}
