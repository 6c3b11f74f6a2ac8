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

    /// The number of a day without "ngày": "trước 20 của tháng cuối quý", "trước 05 tháng sau", "10 hằng tháng".
    mutating func bareDay(_ i: Int, marked: Bool) -> Parsed? {
        guard 1...31 ~= self[i].value, self[i].digits <= 2, !self[i].flags.contains(.quantity) else { return nil }
        let day = Int(self[i].value)
        let isBounded = marked && isBound(i - 1)
        let opens =
            i == 0 || kind(i - 1) == .open || kind(i - 1) == .comma || kind(i - 1) == .colon || keyword(i - 1) == .verb
            || keyword(i - 1) == .periodic
            || kind(i - 1) == .dot && self[i].isSpaced
        // "trước 28, hằng tháng"
        if isBounded, kind(i + 1) == .comma, keyword(i + 2) == .every, keyword(i + 3) == .month {
            return (.dayOfMonth(day), i + 1)
        }
        // "trước 25 hằng tháng", "10 hằng tháng"
        if keyword(i + 1) == .every {
            let isEach = keyword(i + 2) == .month || keyword(i + 2) == .quarter
            guard isEach, isBounded || opens && endsDate(i + 3) else { return nil }
            return (.dayOfMonth(day), i + 1)
        }
        // "05, 15 và 25 hằng tháng"
        if isBounded || opens, listsEachMonth(i) { return (.dayOfMonth(day), i + 1) }
        // "hằng tháng (trước 15)", "tháng: 20; năm: 10/12"
        if expectsDay,
            isBounded || opens && (kind(i + 1) == .close || i > 0 && kind(i - 1) == .colon && endsReport(i + 1)),
            endsName(i + 1), endsDate(i + 1)
        {
            return (.dayOfMonth(day), i + 1)
        }
        let j = isBounded && kind(i + 1) == .slash ? i + 2 : skip(i + 1, .of)
        // "20 các tháng 3, 6, 9 và 12"
        if keyword(j) == .all, keyword(j + 1) == .month, isBounded || opens { return monthOfDay(day, i + 1) }
        // "trước 15 của tháng 12"
        if j > i + 1, keyword(j) == .month, kind(j + 1) == .number, isBounded || opens, endsDate(j + 2) {
            return monthOfDay(day, i + 1)
        }
        guard keyword(j) == .month, isBounded || opens || i > 0 && keyword(i - 1) == .from && keyword(j + 1) == .this,
            kind(j + 1) != .number
        else { return nil }
        // "trong 5 tháng sau" is a length.
        guard j > i + 1 || day > 12 || self[i].digits == 2 || expectsDay else { return nil }
        guard let (window, next) = monthOfDay(day, i + 1), window.form == .day, failure == nil else { return nil }
        // "15 tháng" is a length, "20 của tháng" a day.
        guard next > j + 1 || j > i + 1 && endsDate(next) else { return nil }
        return (window, next)
    }

    /// Whether a report's bare day is the last word on it: more days after it would be a list.
    private func endsReport(_ i: Int) -> Bool {
        switch kind(i) {
        case .end, .semicolon: true
        case .comma: kind(i + 1) == .word
        default: false
        }
    }

    /// Days of every month: "05, 15 và 25 hằng tháng".
    private func listsEachMonth(_ i: Int) -> Bool {
        var j = i + 1
        while kind(j) == .comma || keyword(j) == .and, kind(j + 1) == .number, 1...31 ~= self[j + 1].value { j += 2 }
        return j > i + 1 && keyword(j) == .every && keyword(j + 1) == .month
    }

    /// The first day of a range whose month and year its end says: "từ 20 đến 25 tháng 7".
    func rangeDay(_ i: Int) -> Parsed? {
        // "10 đến 20/3"
        let opens = i == 0 || kind(i - 1) == .open || kind(i - 1) == .colon || kind(i - 1) == .comma
        guard i > 0 && keyword(i - 1) == .from || opens && keyword(i + 1) == .until, 1...31 ~= self[i].value,
            self[i].digits <= 2,
            kind(i + 1) == .dash || keyword(i + 1) == .until || keyword(i + 1) == .untilEnd
        else { return nil }
        let j = skip(i + 2, .untilEnd, .day)
        // "tháng 3/2028 (từ 10 đến 15)"
        if i > 2, kind(i - 2) == .open, periodEnd == i - 2, kind(j) == .number, kind(j + 1) == .close,
            self[j].value > self[i].value, self[j].value <= 31
        {
            return (.dayOfMonth(Int(self[i].value)), i + 1)
        }
        // "từ 5 đến 12/2021", "từ 5 đến 12/5/2021"
        if kind(j) == .number, self[j].value > self[i].value, isSeparator(j + 1), kind(j + 2) == .number,
            kind(j + 1) == .slash || isYear(j + 4)
        {
            // "từ 27 đến 30/4"
            if isDayAndMonth(j), endsDate(j + 3), kind(j + 3) != .dash {
                return (.dayOfMonth(Int(self[i].value)), i + 1)
            }
            if isYear(j + 2), self[j].value <= 12, endsDate(j + 3) {
                return (.months(Int(self[i].value), 1, .month), i + 1)
            }
            guard self[j].value <= 31, 1...12 ~= self[j + 2].value, kind(j + 3) == kind(j + 1), isYear(j + 4) else {
                return nil
            }
            return (.dayOfMonth(Int(self[i].value)), i + 1)
        }
        guard kind(j) == .number, 1...31 ~= self[j].value, self[j].digits <= 2,
            self[j + 1].keyword == .month || keyword(j + 1) == .every && keyword(j + 2) == .month
                || leadsToRange(j + 1)
        else {
            return nil
        }
        return (.dayOfMonth(Int(self[i].value)), i + 1)
    }

    /// "… và từ 25 đến 30/12": more days, whose month is that of those before.
    private func leadsToRange(_ i: Int) -> Bool {
        let from = skip(i + 1, .from, .day)
        guard kind(i) == .comma || keyword(i) == .and, from > i + 1, kind(from) == .number else { return false }
        let until = skip(from + 1, .until, .untilEnd, .day)
        return until > from + 1 && kind(until) == .number && kind(until + 1) == .slash
    }

    /// The "bước" of "bước 3 tháng 9/2023": a number of the plan's own.
    func isStep(_ i: Int) -> Bool { isUnknownWord(i) && self[i].base == PhraseToken.base("buoc") }

    func isBound(_ i: Int) -> Bool {
        switch i < 0 ? .none : keyword(i) {
        case .before, .beforeAndIn, .until, .untilEnd, .atLatest, .notBeyond, .at: true
        default: false
        }
    }

    /// A day and month with a sign other than a slash, as one side of a range: "từ 22-3 đến tháng 8-2018", "đến 20.6".
    func isOfRange(_ i: Int) -> Bool {
        guard i > 0, 1...31 ~= self[i].value, 1...12 ~= self[i + 2].value, self[i + 2].digits <= 2 else { return false }
        switch keyword(i - 1) {
        case .from:
            return kind(i + 3) == .dash && self[i + 3].isSpaced || keyword(i + 3) == .until
                || keyword(i + 3) == .untilEnd
        case .until, .untilEnd, .day: return rangeSign == kind(i + 1) && endsDate(i + 3)
        default: return kind(i - 1) == .dash && rangeSign == kind(i + 1) && endsDate(i + 3)
        }
    }

    /// "26.3 - 19.5.2022"
    func isDottedRange(_ i: Int) -> Bool {
        guard kind(i) == .number, kind(i + 1) == .dot, kind(i + 2) == .number, kind(i + 3) == .dash,
            kind(i + 4) == .number, kind(i + 5) == .dot, kind(i + 6) == .number, 1...31 ~= self[i].value,
            1...12 ~= self[i + 2].value
        else { return false }
        return kind(i + 7) == .dot && isYear(i + 8) || isAfterRound(i) && isDayAndMonth(i) && endsDate(i + 7)
    }

    /// Whether the number of a round and a sign stand before: "đợt 1: …", "lần 2 (…".
    private func isAfterRound(_ i: Int) -> Bool {
        i > 2 && (kind(i - 1) == .colon || kind(i - 1) == .open) && kind(i - 2) == .number && self[i - 2].digits <= 2
            && isTimes(i - 3)
    }

    /// "15/5 - 15/6": two days, of which one can be no part of a fraction.
    func isRangeOfDays(_ i: Int) -> Bool {
        func isNoFraction(_ i: Int) -> Bool {
            isNoPart(i) || self[i + 2].digits == 2
        }
        guard isSlashed(i), kind(i + 3) == .dash || keyword(i + 3) == .until, isSlashed(i + 4), endsDate(i + 7) else {
            return false
        }
        return isNoFraction(i) || isNoFraction(i + 4)
    }

    /// "25/4/2026", "25.4.2026"
    func isFullDate(_ i: Int) -> Bool {
        kind(i) == .number && isSeparator(i + 1) && kind(i + 2) == .number && kind(i + 3) == kind(i + 1)
            && isYear(i + 4)
    }

    /// "phát động 20/4, kết thúc 31/5/2026", "vòng loại 04-05/4; chung kết 26/4/2026": a day and a month, written as no
    /// fraction is, at the end of a clause before a date with its year.
    func isBeforeFullDate(_ i: Int) -> Bool {
        let j = kind(i + 1) == .dash && kind(i + 2) == .number && self[i].value < self[i + 2].value ? i + 2 : i
        guard isDayWithSlash(j),
            i == 0 || isUnknownWord(i - 1) || i > 1 && kind(i - 1) == .colon && isName(i - 2)
        else { return false }
        switch kind(j + 3) {
        case .comma, .semicolon: break
        case .open where pastLabel(j + 3) > j + 3: break
        default: return false
        }
        return (j + 4..<count).contains {
            isFullDate($0) || isBound($0 - 1) && isDayWithSlash($0)
        }
    }

    /// A word, or a letter with its number: the "B1" of "B1: 06-09/8; B2: …".
    private func isName(_ i: Int) -> Bool {
        isUnknownWord(i) || i > 0 && kind(i) == .number && !self[i].isSpaced && isUnknownWord(i - 1)
    }

    /// "Vòng loại 04-05/4", "Tuần lễ Làm mẹ an toàn (01 - 07/10)": days of a month after a name, at the end of a clause and
    /// written as no fraction is.
    func isRangeOfName(_ i: Int) -> Bool {
        guard i > 0, kind(i + 1) == .dash, kind(i + 2) == .number, kind(i + 3) == .slash, kind(i + 4) == .number,
            1 <= self[i].value, self[i].value < self[i + 2].value, self[i].digits == self[i + 2].digits,
            isDayAndMonth(i + 2),
            isUnknownWord(i - 1) || keyword(i - 1) == .blocked
                || i > 1 && (kind(i - 1) == .open || kind(i - 1) == .colon)
                    && (kind(i - 2) == .word || isName(i - 2))
        else { return false }
        return switch kind(i + 5) {
        case .end, .open, .close, .comma, .semicolon, .dot: true
        default: false
        }
    }

    /// Whether the phrase is a day and a month and nothing else, written as no fraction is: "05/9", "01/10".
    func isCellDay() -> Bool {
        (count == 3 || count == 4 && kind(3) == .dot) && isDayWithSlash(0)
    }

    /// A day and a month, written as no fraction is, right after what is done then: "tổng kết 31/12", "hoàn thành 30/9",
    /// "thường xuyên, 30/6".
    func isDayOfDeed(_ i: Int) -> Bool {
        guard i > 0, isDayWithSlash(i),
            endsDate(kind(i + 3) == .slash && self[i + 4].digits == 2 ? i + 5 : i + 3)
        else { return false }
        let isApart = kind(i - 1) == .comma || kind(i - 1) == .colon || kind(i - 1) == .semicolon
        var j = isApart && i > 1 ? i - 2 : i - 1
        switch keyword(j) {
        case .verb, .review, .periodic: break
        case .record where !isApart: break
        case .continuous, .needed: return isApart
        default: return false
        }
        // "năm tài chính kết thúc 31/12" tells of something else.
        while j >= 0, isDeed(j) { j -= 1 }
        return j < 0 || kind(j) != .word
    }

    /// "lần 1: 30/6; lần 2: 31/12", "đợt 1 (15-30/9)": a day and a month, written as no fraction is, or days of a month, after
    /// the number of a round.
    func isDayOfRound(_ i: Int) -> Bool {
        // "30/8 (đợt 1), 30/11 (đợt 2)"
        if isDayWithSlash(i), kind(i + 3) == .open,
            i == 0 || kind(i - 1) == .semicolon || kind(i - 1) == .comma
        {
            let next = pastLabel(i + 3)
            if next > i + 3, kind(next - 2) == .number, isTimes(next - 3) { return true }
        }
        guard isAfterRound(i) else { return false }
        if kind(i + 1) == .dash, kind(i + 2) == .number, kind(i + 3) == .slash, self[i].value < self[i + 2].value {
            return self[i + 2].value <= 31 && 1...12 ~= self[i + 4].value && endsDate(i + 5)
        }
        return isDayWithSlash(i) && endsDate(i + 3)
    }

    /// "12/3: khảo sát; 15/3: báo cáo", "khảo sát: 20/3; báo cáo: 25/3": days with what is done on each, of which one can be no
    /// part of something.
    func isDayOfAgenda(_ i: Int) -> Bool {
        guard isOfAgenda(i) else { return false }
        let days = (0..<count).filter(isOfAgenda)
        return days.count > 1
            && days.contains {
                // "12-14/3"
                let day = kind($0 + 1) == .dash ? $0 + 2 : $0
                return isNoPart(day) || kind(day + 3) == .colon && self[day].value > self[day + 2].value
            }
    }

    private func isOfAgenda(_ i: Int) -> Bool {
        let isRange =
            kind(i) == .number && kind(i + 1) == .dash && self[i].value > 0 && self[i].value < self[i + 2].value
        let day = isRange ? i + 2 : i
        guard isSlashed(day) else { return false }
        let end = !isRange && kind(i + 3) == .dash && isSlashed(i + 4) ? i + 7 : day + 3
        if i == 0 || kind(i - 1) == .semicolon { return kind(end) == .colon && kind(end + 1) == .word }
        guard i > 1, kind(i - 1) == .colon, kind(i - 2) == .word else { return false }
        return kind(end) == .comma || kind(end) == .semicolon || kind(end) == .dot || kind(end) == .end
    }

    /// The day of "13/3" or "05/3", which is no part of something, as that of "5/12" may be.
    func isNoPart(_ i: Int) -> Bool { self[i].value > 12 || self[i].digits == 2 && self[i].value < 10 }

    /// Two numbers that could be a day and a month: "2/3".
    private func isSlashed(_ i: Int) -> Bool {
        kind(i) == .number && kind(i + 1) == .slash && kind(i + 2) == .number && 1...31 ~= self[i].value
            && 1...12 ~= self[i + 2].value && self[i].digits <= 2 && self[i + 2].digits <= 2
    }

    private func isDeed(_ i: Int) -> Bool {
        switch keyword(i) {
        case .verb, .record, .review, .duty, .periodic, .filler: true
        default: false
        }
    }

    /// "05/9", "20/6" and not "2/3" or "1/10".
    func isDayWithSlash(_ i: Int) -> Bool {
        kind(i) == .number && kind(i + 1) == .slash && kind(i + 2) == .number && isDayAndMonth(i)
    }

    /// The same with any sign between.
    func isDayAndMonth(_ i: Int) -> Bool {
        let (day, month) = (self[i], self[i + 2])
        return 1...31 ~= day.value && 1...12 ~= month.value && day.digits <= 2 && month.digits <= 2
            && (day.value > 12 || day.digits == 2 && day.value < 10 || month.digits == 2 && month.value < 10
                || [6, 7, 9, 11, 12].contains(month.value))
            && !(day.value == 24 && month.value == 7)
    }

    /// "trước 05/6 các đơn vị gửi", "hạn chót 12/3 nhé", "đến 8/3 chi hội …": a day by its bound, before other words. What may be a
    /// part of something is one: "đến 2/3 số hộ", "không quá 1/3".
    func isDayOfBound(_ i: Int) -> Bool {
        guard i > 0, isBound(i - 1) || keyword(i - 1) == .from || keyword(i - 1) == .morning else { return false }
        if self[i].value > 12 { return true }
        switch keyword(i - 1) {
        case .before, .atLatest, .morning: return self[i].value > self[i + 2].value || isDayAndMonth(i)
        case .until, .untilEnd, .from:
            return self[i].value > self[i + 2].value || self[i].digits == 2 && self[i].value < 10 && isDayAndMonth(i)
        default: return false
        }
    }

    /// "khoảng 2/3": a part, where "vào 2/9" is a day.
    func isShare(_ i: Int) -> Bool {
        i > 0 && self[i - 1].base == PhraseToken.base("khoang") && kind(i + 1) == .slash
            && self[i].digits == 1 && self[i + 2].digits == 1 && self[i].value < self[i + 2].value
    }

    /// A day and a month right after a period and a sign that explains it: "Quý I: 25/3", "quý III (30/9)".
    func isAfterPeriod(_ i: Int) -> Bool {
        // "Tuần 4 tháng 5/2024: 20-24/5"
        if i > 0, periodEnd == i - 1, kind(i - 1) == .colon || kind(i - 1) == .open, kind(i + 1) == .dash,
            kind(i + 3) == .slash, self[i].value < self[i + 2].value
        {
            return 1...31 ~= self[i + 2].value && 1...12 ~= self[i + 4].value && endsDate(i + 5)
        }
        return i > 0 && periodEnd == i - 1 && (kind(i - 1) == .colon || kind(i - 1) == .open) && kind(i + 1) == .slash
            && kind(i + 2) == .number && 1...31 ~= self[i].value && 1...12 ~= self[i + 2].value
            && (kind(i - 1) == .colon || isNoPart(i)
                || (0..<i).contains { kind($0) == .open && isNoPart($0 + 1) && isSlashed($0 + 1) })
            && endsDate(i + 3)
    }

    /// Past the "này" or "tới" that ends a date without its year: "15 tháng 4 này", "15/4 tới".
    func pastPresent(_ i: Int) -> Int {
        (keyword(i) == .this || keyword(i) == .toward) && endsDate(i + 1) ? i + 1 : i
    }

    /// "15/4 này"
    func isOfPresent(_ i: Int) -> Bool { isSlashed(i) && pastPresent(i + 3) > i + 3 }

    /// The date of "thứ Sáu tuần này (6/2)", "ngày mai (3/2)".
    func isAfterRelation(_ i: Int) -> Bool {
        guard i > 1, kind(i - 1) == .open, isSlashed(i), kind(i + 3) == .close else { return false }
        return [.this, .toward, .after, .following, .today].contains(keyword(i - 2))
    }

    /// "(dự kiến 25/6)", "lùi từ 20/3 sang 30/3"
    func isExpected(_ i: Int) -> Bool {
        i > 0
            && (keyword(i - 1) == .changed || keyword(i - 1) == .filler && self[i - 1].base == Phrase.expected)
            && isDayWithSlash(i) && endsDate(i + 3)
    }

    /// The day that a spreadsheet means by a number that is the whole phrase (44561 is 31/12/2021); from 2000 to 2099.
    var serialDay: ReadingRefusal? {
        guard count == 1 || count == 2 && kind(1) == .dot, kind(0) == .number, self[0].digits == 5,
            36_526...73_050 ~= self[0].value
        else { return nil }
        return .serial(Int(self[0].value), Day(number: self[0].value - 25_569))
    }

    /// Whether a day's name ends in this date ("dịp kỷ niệm ngày thành lập Đảng 3/2", "ngày Nhà giáo Việt Nam 20/11"), or
    /// a review in this year ("tổng kết 2025", "tổng kết: 2025").
    func isNamedDay(_ i: Int) -> Bool {
        guard i > 0 else { return false }
        if isYear(i) {
            let k = kind(i - 1) == .colon && i > 1 ? i - 2 : i - 1
            return keyword(k) == .review && endsDate(i + 1)
        }
        // "nhân Ngày Phụ nữ Việt Nam 20-10"
        let isDashed = kind(i + 1) == .dash && kind(i + 2) == .number && 1...12 ~= self[i + 2].value && endsDate(i + 3)
        guard kind(i + 1) == .slash || isDashed, 1...31 ~= self[i].value else { return false }
        var j = i - 1
        while j >= 0, j > i - 12 {
            switch keyword(j) {
            case .occasion: return true
            case .day:
                return
                    (isUnknownWord(j + 1) || keyword(j + 1) == .blocked || keyword(j + 1) == .whole
                    || keyword(j + 1) == .record)
                    && j + 1 < i
            case .none:
                guard kind(j) == .word || kind(j) == .dash || kind(j) == .open && j == i - 1 else { return false }
            case .blocked, .year, .numeral, .meeting, .several, .halt, .whole, .and, .record: break
            default: return false
            }
            j -= 1
        }
        return false
    }

    /// "Hè 2025: từ 01/6 …", "Năm 2024: 30%; 2025: 60%": a year before a colon, and dates after it or more years before it.
    func headsDates(_ i: Int) -> Bool {
        guard i > 0, isYear(i) else { return false }
        // "năm 2026 hoàn thành 40%; 2027 hoàn thành 100%"
        if keyword(i + 1) == .verb, kind(i - 1) == .semicolon || kind(i - 1) == .comma {
            return periodEnd > 0 && (i + 2..<i + 6).contains { kind($0) == .percent }
        }
        guard kind(i + 1) == .colon else { return false }
        if kind(i - 1) == .semicolon || kind(i - 1) == .comma { return periodEnd > 0 && kind(periodEnd) == .colon }
        switch keyword(i + 2) {
        case .from, .before, .day, .atLatest, .until, .untilEnd: return isUnknownWord(i - 1)
        default: return false
        }
    }

    /// "24, 25/9/2022", "24 và 25/9/2022": days of one month.
    func listsDays(_ i: Int) -> Bool {
        var j = i
        while kind(j) == .number, 1...31 ~= self[j].value, self[j].digits <= 2,
            kind(j + 1) == .comma || keyword(j + 1) == .and, self[j + 2].value > self[j].value
        {
            j += 2
        }
        return j > i && kind(j) == .number && 1...31 ~= self[j].value && isSeparator(j + 1)
            && 1...12 ~= self[j + 2].value && kind(j + 3) == kind(j + 1) && isYear(j + 4)
    }

    /// Months of a year in digits, that stand by themselves: "8, 9/2023", "11 & 12/2022".
    func listsMonths(_ i: Int) -> Bool {
        guard i == 0 || kind(i - 1) == .comma || kind(i - 1) == .colon || kind(i - 1) == .open else { return false }
        var j = i
        while kind(j) == .number, 1...12 ~= self[j].value, self[j].digits <= 2,
            kind(j + 1) == .comma || keyword(j + 1) == .and, self[j + 2].value > self[j].value
        {
            j += 2
        }
        return j > i && kind(j) == .number && 1...12 ~= self[j].value && kind(j + 1) == .slash && isYear(j + 2)
            && kind(j + 3) != .word && kind(j + 3) != .number && kind(j + 3) != .slash
    }

    /// "trước 31.12", "đến 05.9": under a bound, and no number of anything.
    func isDottedDay(_ i: Int) -> Bool {
        i > 0 && isBound(i - 1) && keyword(i - 1) != .notBeyond && isDayAndMonth(i) && !self[i + 2].isSpaced
            && (kind(i + 3) == .end || kind(i + 3) == .comma || kind(i + 3) == .semicolon || kind(i + 3) == .close
                || kind(i + 3) == .open)
    }

    /// Whether the phrase, or what stands after its colon, is days of months in digits and nothing else: "30/6; 31/12", "4
    /// đợt: 03/02, 19/5, 02/9, 07/11".
    func isListed(from first: Int) -> Bool {
        let length = count - first
        guard length >= 7, length <= 35, length % 4 == 3 else { return false }
        var isDate = false
        for i in stride(from: first, to: count, by: 4) {
            guard kind(i) == .number, kind(i + 1) == .slash, kind(i + 2) == .number, 1...12 ~= self[i + 2].value,
                1...31 ~= self[i].value
            else { return false }
            isDate = isDate || isNoPart(i) || self[i].value > self[i + 2].value && length > 7
            switch kind(i + 3) {
            case .comma, .semicolon, .dash, .end: break
            default: guard keyword(i + 3) == .and else { return false }
            }
        }
        return isDate
    }
}
