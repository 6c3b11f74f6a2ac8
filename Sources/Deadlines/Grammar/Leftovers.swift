import Dates

/// Words that no statement has taken up. Where they stand beside a date and could move it, it is not given as certain.
extension Phrase {
    /// Past a condition, to the end of its clause: "nếu ngày này trùng ngày nghỉ", "trường hợp cần gia hạn".
    mutating func pastCondition(_ i: Int) -> Int {
        var j = i + 1
        // "nếu trùng thứ Bảy, Chủ nhật thì …" goes on after its comma.
        while j < count, kind(j) != .comma || keyword(j + 1) == .sunday || keyword(j + 1) == .ordinal,
            kind(j) != .semicolon, kind(j) != .close, kind(j) != .colon
        {
            j += 1
        }
        if condition.isEmpty { condition = i..<j }
        return j
    }

    /// A length that something is moved by, or a bound with a number, that was passed over: "lùi 5 ngày", "sau đó 10 ngày".
    func mover(_ items: [Statement]) -> Range<Int>? {
        guard items.contains(where: { $0.window != nil || $0.term != nil || $0.repetition != nil }) else { return nil }
        // "các tháng lẻ trong năm", "ngày chẵn hằng tháng"
        if let i = (0..<count).first(where: { unit($0) != nil && isOddOrEven($0 + 1) }) { return i..<i + 2 }
        for i in passed where isInClause(i, items) {
            // "năm tài chính kết thúc 30/6": not the calendar's year.
            if i > 1, keyword(i - 1) == .verb, keyword(i - 2) == .year, self[i - 2].value == 1, kind(i + 1) == .slash,
                !(self[i].value == 31 && self[i + 2].value == 12)
            {
                return i - 2..<i + 3
            }
            // "45 ngày đầu tiên của năm": more than the grammar counts
            if self[i].value > 31, keyword(i + 1) == .day || keyword(i + 1) == .workingDay,
                items.contains(where: { $0.first == i + 1 })
            {
                return i..<i + 2
            }
            if let (term, next) = term(i), term.unit != .hour, keyword(next) != .times,
                kind(next) != .slash
            {
                // "trước ngày cuối cùng của quý 5 ngày"
                if term.unit != .month,
                    items.contains(where: { $0.next == i && ($0.bound == .before || $0.bound == .by) })
                {
                    return i..<next
                }
                if term.unit == .year, i > 0, keyword(i - 1) == .copula,
                    items.contains(where: { $0.window?.isOwnTerm == true })
                {
                    return i..<next
                }
                guard term.unit != .year, term.unit != .month || !isReport(i) else { continue }
                // "7 ngày làm việc của tháng sau", "3 ngày liền trước ngày 30/9"
                if keyword(next) == .of, items.contains(where: { $0.first == next || $0.first == next + 1 }) {
                    return i..<next + 1
                }
                // "4 quý không thấp hơn 80%"
                if keyword(next + 1) == .compared, kind(next + 3) == .percent { continue }
                if isUnknownWord(next), isDirection(next + 1) { return i..<next + 2 }
                if isDirection(next) { return i..<next + 1 }
                if isDirection(i - 1) { return i - 1..<next }
                if isDirection(i - 2), kind(i - 1) == .word { return i - 2..<next }
            }
            // "15/10 đến cuối năm": where a range begins
            if isDayWithSlash(i),
                keyword(i + 3) == .until || keyword(i + 3) == .untilEnd,
                items.contains(where: { $0.first == i + 3 && $0.bound == .by && $0.role == .once })
            {
                return i..<i + 3
            }
            // "1/3 đầu tháng"
            if kind(i + 1) == .slash, kind(i + 2) == .number, items.contains(where: { $0.first == i + 3 }),
                keyword(i + 3) == .early || keyword(i + 3) == .late
            {
                return i..<i + 4
            }
            if i > 0, isLimit(i - 1), kind(i + 1) != .word, kind(i + 1) != .percent, kind(i + 1) != .slash,
                kind(i + 1) != .dash
            {
                return i - 1..<i + 1
            }
        }
        return nil
    }

    /// "chẵn", "lẻ"
    private func isOddOrEven(_ i: Int) -> Bool {
        guard isUnknownWord(i) else { return false }
        return switch (self[i].base, self[i].marks) {
        case (PhraseToken.base("chan"), PhraseToken.marks("chẵn")), (PhraseToken.base("le"), PhraseToken.marks("lẻ")):
            true
        default: false
        }
    }

    /// Numbers, and words of the calendar with what tells them, that no statement has taken up beside a date; beside what
    /// gives none ("thường xuyên (15-11)") what can only be meant as a date or an hour.
    func leftovers(_ items: [Statement]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        for item in items.indices {
            let beforeAndAfter = items[item].role == .awaiting ? nil : passedBefore(items[item])
            if let words = lostBound(item, items) ?? namedMonth(item, items) ?? beforeAndAfter { found.append(words) }
        }
        found += undatedSemesters(items)
        guard !passed.isEmpty else { return found }
        let isDated = items.contains { $0.window != nil || $0.term != nil || $0.repetition != nil }
        let awaits = !isDated && items.contains { $0.role == .awaiting }
        for i in passed where !isTaken(i, items) {
            if let last = found.last, i < last.upperBound { continue }
            guard
                kind(i) == .number
                    ? !isLabel(i) && !countsNamed(i, items)
                        && (isDated || isDateOrHour(i) || awaits && (term(i) != nil || keyword(i + 1) == .minute))
                    : isDated && isTold(i, items)
            else { continue }
            let end = items.reduce(leftoverEnd(i)) { $1.first > i ? min($0, $1.first) : $0 }
            // "tuần 1, 2", "15, 16 tháng 7": one stretch of words.
            if let last = found.last,
                !(last.upperBound..<i).contains(where: { kind($0) == .word || kind($0) == .semicolon })
            {
                found[found.count - 1] = last.lowerBound..<end
            } else {
                found.append(i..<end)
            }
        }
        return found
    }

    /// "15-11", "ngày 25", "2025", "17h00".
    private func isDateOrHour(_ i: Int) -> Bool {
        if isYear(i) { return (i == 0 || kind(i - 1) != .slash) && kind(i + 1) != .slash && kind(i + 1) != .percent }
        guard 1...31 ~= self[i].value, self[i].digits <= 2 else { return false }
        if i > 0 && keyword(i - 1) == .day || keyword(i + 1) == .letterH || keyword(i + 1) == .hour { return true }
        switch kind(i + 1) {
        case .slash, .dash, .dot:
            return kind(i + 2) == .number && 1...12 ~= self[i + 2].value && self[i + 2].digits <= 2
                && !(self[i].value == 24 && self[i + 2].value == 7)
        default: return false
        }
    }

    /// "từ vụ đông năm 2022": a bound that words stand between and the period after it, which has none of its own.
    private func lostBound(_ item: Int, _ items: [Statement]) -> Range<Int>? {
        let first = items[item].first
        guard first > 1,
            isUnknownWord(first - 1) || keyword(first - 1) == .duty || keyword(first - 1) == .record,
            items[item].role == .once,
            items[item].bound == .none,
            items[item].window != nil, items[item].term == nil, keyword(first) != .inside, keyword(first) != .at
        else { return nil }
        var i = first - 1
        // "trước đợt giám sát tháng 11/2024" too.
        while i >= 0, i > first - 5, isUnknownWord(i) || keyword(i) == .duty || i == first - 1 { i -= 1 }
        guard i >= 0, self[i].value == 0, !isTaken(i, items) else { return nil }
        switch keyword(i) {
        case .from, .countingFrom, .before, .after, .until, .untilEnd: return i..<first
        default: return nil
        }
    }

    /// The "Tháng Công nhân" of "Tháng Công nhân năm 2024": a month that is told by a name, whose number the phrase does not
    /// say, before the year that it is of.
    private func namedMonth(_ item: Int, _ items: [Statement]) -> Range<Int>? {
        let year = items[item]
        guard year.first > 0, year.bound == .none, let window = year.window, window.form == .year,
            window.part == .none, keyword(year.first) == .year, keyword(year.first - 1) != .of,
            items.allSatisfy({ $0.first >= year.first })
        else { return nil }
        var i = year.first - 1
        while i >= 0, kind(i) == .word, keyword(i) != .month {
            if keyword(i) == .blocked, self[i].base == Phrase.month { break }
            i -= 1
        }
        // A name such as "tháng thanh niên" is one token.
        guard i >= 0, kind(i) == .word, keyword(i) == .blocked || i < year.first - 1, i == 0 || kind(i - 1) != .number,
            !items.contains(where: { $0.first > year.first && $0.window != nil })
        else { return nil }
        return i..<year.first
    }

    /// The month that is known by the name that words begin with: May for "Tháng Công nhân".
    func month(named words: Range<Int>) -> Int? {
        let token = self[words.lowerBound]
        return token.keyword == .blocked && token.value > 2 ? Int(token.value) : nil
    }

    /// The "trước" of "trước và sau Đại hội", "trước, trong và sau Đại hội", "trước hoặc sau ngày 15/6".
    func passedBefore(_ event: Statement) -> Range<Int>? {
        let last = event.first - 1
        guard last > 0, keyword(event.first) == .after || keyword(event.first) == .afterWhen,
            keyword(last) == .and || keyword(last) == .or
        else { return nil }
        var i = last - 1
        if keyword(i) == .inside, i > 0 { i -= kind(i - 1) == .comma && i > 1 ? 2 : 1 }
        return keyword(i) == .before ? i..<last : nil
    }

    /// "toàn khóa"
    func isWholeTerm(_ i: Int) -> Bool { keyword(i) == .whole && namesAssembly(i + 1, numbered: false) }

    /// Whether a token is part of a statement.
    private func isTaken(_ i: Int, _ items: [Statement]) -> Bool {
        items.indices.contains { items[$0].first..<items[$0].next ~= i }
    }

    /// Past the number or relation of a word of the calendar, the rest of a date in digits, and what is counted.
    private func leftoverEnd(_ i: Int) -> Int {
        var j = i + 1
        if kind(i) == .word {
            j =
                relation(j)?.next ?? ordinal(j)?.next ?? integer(j)?.next
                ?? skip(j, .after, .early, .middle, .late, .first, .last)
        }
        while kind(j) == .slash || kind(j) == .dash || kind(j) == .dot, kind(j + 1) == .number { j += 2 }
        if keyword(i) == .numeral || keyword(i) == .half { return term(i)?.next ?? j + 1 }
        if keyword(i) == .whole { return i + 2 }
        if keyword(i) == .blocked { return i + 1 }
        // "14 giờ", "7h30", "16:00"
        if kind(j) == .colon, kind(j + 1) == .number { return j + 2 }
        if keyword(j) == .hour || keyword(j) == .letterH {
            return kind(j + 1) == .number && self[j + 1].digits == 2 ? skip(j + 2, .minute) : j + 1
        }
        guard kind(j - 1) == .number,
            isUnknownWord(j) || unit(j) != nil || keyword(j) == .times || keyword(j) == .minute
        else { return j }
        return keyword(j) == .year && (keyword(j + 1) == .stemBranch || kind(j + 1) == .number) ? j + 2 : j + 1
    }

    /// A number that only counts the parts of a text ("2.1. …", "Bước 1: …", "(lần 2)") or years that are looked back on
    /// ("kỷ niệm 50 năm", "tổng kết 10 năm").
    private func isLabel(_ i: Int) -> Bool {
        if (0..<i).allSatisfy({ kind($0) == .dot || kind($0) == .number }) {
            var j = i + 1
            while kind(j) == .dot, kind(j + 1) == .number { j += 2 }
            return kind(j) == .dot || kind(j) == .close
        }
        if keyword(i - 1) == .occasion || keyword(i - 1) == .review, keyword(i + 1) == .year { return true }
        guard self[i].value <= 20, kind(i - 1) == .word, !isOfTime(i - 1), !isLimit(i - 1), !isDirection(i - 1) else {
            return false
        }
        switch kind(i + 1) {
        case .colon, .open: return true
        case .close: return i > 1 && kind(i - 2) == .open
        case .word:
            return Phrase.rounds.contains(self[i - 1].base) || keyword(i - 1) == .document || keyword(i - 1) == .halt
        default: return false
        }
    }

    /// Whether a number counts the days or rounds that are named right after it: "02 ngày 26 và 27/4", "02 đợt: đợt 1 …".
    private func countsNamed(_ i: Int, _ items: [Statement]) -> Bool {
        guard unit(i + 1) == .day || unit(i + 1) == .month || isTimes(i + 1), kind(i + 2) != .slash,
            let first = items.firstIndex(where: { $0.first > i }), items[first].first <= i + 8
        else { return false }
        return items.count - first == self[i].value
    }

    /// Whether a word of the calendar says a time: a number or relation follows, or it stands right beside a date and before
    /// nothing that is counted ("tuần tra", "quý cơ quan").
    private func isTold(_ i: Int, _ items: [Statement]) -> Bool {
        if keyword(i) == .numeral || keyword(i) == .year { return true }
        // "trong năm 2024 tổ chức Tháng Công nhân"
        if keyword(i) == .blocked {
            return items.contains { $0.window?.form == .year || $0.window == nil && $0.repetition?.unit == .year }
        }
        // "toàn khóa và hằng năm"
        if keyword(i) == .whole {
            return items.contains { $0.first == i + 3 && joins(i + 2) || $0.next == i - 1 && joins(i - 1) }
        }
        // "tuần đầu, tháng 9"
        if keyword(i) == .week || keyword(i) == .month || keyword(i) == .quarter {
            switch keyword(i + 1) {
            case .early, .middle, .late, .last, .first: return true
            default: break
            }
            // "cuối tháng, quý, năm"
            if i > 1, joins(i - 1), endsDate(i + 1), items.contains(where: { $0.next == i - 1 && $0.window != nil }) {
                return true
            }
        }
        if keyword(i) == .half || keyword(i) == .week {
            return unit(i + 1) != nil || keyword(i + 1) == .after || ordinal(i + 1) != nil
                || keyword(i) == .half && (keyword(i + 1) == .term || keyword(i + 1) == .phase)
        }
        // "tháng sau chi trả"
        if kind(i + 1) == .number || self[i + 1].flags.contains(.roman) || relation(i + 1) != nil
            || keyword(i + 1) == .ordinal || keyword(i + 1) == .after && isUnknownWord(i + 2)
        {
            return true
        }
        return items.contains { $0.next == i || $0.first == i + 1 } && !isUnknownWord(i + 1)
    }

    /// The "học kỳ I" of "học kỳ I và cuối năm học": a semester without a date beside what has one. Where no "và" stands
    /// between, the date is its own: "kết thúc học kỳ I trước 15/01".
    private func undatedSemesters(_ items: [Statement]) -> [Range<Int>] {
        (0..<count).compactMap { i in
            guard keyword(i) == .semester, items.contains(where: { $0.window != nil }), !isTaken(i, items) else {
                return nil
            }
            let end = quarterNumber(i + 1)?.next ?? i + 1
            var start = i
            while start > 0,
                keyword(start - 1) == .late || keyword(start - 1) == .early || keyword(start - 1) == .untilEnd
            {
                start -= 1
            }
            return joins(end) && !isBound(end + 1) || start > 0 && joins(start - 1) ? start..<end : nil
        }
    }

    private func joins(_ i: Int) -> Bool { kind(i) == .comma || keyword(i) == .and || keyword(i) == .or }

    /// A word of the calendar.
    func isOfTime(_ i: Int) -> Bool {
        switch keyword(i) {
        case .week, .month, .quarter, .lunarCalendar, .lunarDay, .fullMoon, .tet, .sunday, .workingDay, .previous,
            .nextOne,
            .following, .adjacent, .late, .early, .middle, .last, .first, .half, .semester:
            true
        default: false
        }
    }

    func isDirection(_ i: Int) -> Bool {
        guard i >= 0 else { return false }
        switch keyword(i) {
        case .before, .beforeWhen, .after, .afterWhen, .rightAfter, .countingFrom, .compared: return true
        // "gia hạn"
        case .blocked: return self[i].value == 2
        // "thi công" is not "cộng".
        default:
            return isUnknownWord(i) && Phrase.shifts.contains(self[i].base)
                && (self[i].marks != PhraseToken.marks("công") || self[i].base != PhraseToken.base("cong"))
        }
    }

    /// tháng
    private static var month: UInt64 { PhraseToken.base("thang") }

    /// đợt, vòng, bước, kỳ
    private static let rounds: Set<UInt64> = [
        PhraseToken.base("dot"), PhraseToken.base("vong"), PhraseToken.base("buoc"), PhraseToken.base("ky"),
    ]

    /// lùi, chậm, sớm, thêm, muộn, cộng, hoãn
    private static let shifts: Set<UInt64> = [
        PhraseToken.base("lui"), PhraseToken.base("cham"), PhraseToken.base("som"),
        PhraseToken.base("them"), PhraseToken.base("muon"), PhraseToken.base("cong"),
        PhraseToken.base("hoan"),
    ]

    private func isLimit(_ i: Int) -> Bool {
        switch keyword(i) {
        case .before, .after, .untilEnd, .atLatest, .notBeyond, .day: true
        default: false
        }
    }

    /// Whether no semicolon parts a token from some statement.
    private func isInClause(_ i: Int, _ items: [Statement]) -> Bool {
        items.contains { item in
            let between = i < item.first ? i..<item.first : min(item.next, i)..<i
            return !between.contains { kind($0) == .semicolon }
        }
    }
}
