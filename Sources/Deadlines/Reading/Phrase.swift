import Dates

/// The tokens of a phrase and the questions that the grammar asks of them. Reading beyond the last token gives the end.
struct Phrase {
    let tokens: UnsafePointer<PhraseToken>
    let count: Int
    let isMarked: Bool
    /// The date of the document, taken apart once.
    let issued: Day
    let today: (year: Int, month: Int, day: Int)
    let parts: ReadingPolicy.Parts
    let isParty: Bool
    /// The issuer's terms of office.
    let terms: [ClosedRange<Int>]
    /// The programme's own years.
    let period: ClosedRange<Int>?
    let readsShorthand: Bool
    /// "hằng năm" or the like stands somewhere: then 15/6 is a date.
    var hasCycle = false
    /// The token after the last cycle.
    var cycleEnd = -1
    /// A report by its period has been named: "báo cáo quý trước ngày 15, năm trước ngày 15/12".
    var hasReport = false
    /// Of what a bound may be followed by a place alone, or by the bare number of a day: "hằng tháng (trước 15)".
    var expectedUnit: PeriodUnit?
    /// Between day and month of the first side of a range: "từ 12.5 đến 20.6".
    var rangeSign = PhraseToken.Kind.slash
    /// The token after the last period that nothing bounds.
    var periodEnd = -1
    /// The last "không" before what is done.
    var negation = -1
    /// A day by which has been said.
    var hasBoundDay = false
    /// Tokens of a condition that was passed over: "nếu …".
    @Packed var condition: Range<Int> = 0..<0
    /// Numbers and words of the calendar that no statement has taken up.
    var passed: [Int] = []
    /// A phase is named, but neither the phrase nor the programme says its years.
    var lacksPeriod = false
    /// "mùng 5 hằng tháng" was read as of the civil month.
    var hasMoonDay = false
    /// A part of a school year or one of its terms was read, whose days each school's own calendar says.
    var assumesSchoolYear = false
    /// Tokens of what is excepted: "trừ tháng 12".
    @Packed var exception: Range<Int> = 0..<0
    /// The months it leaves out, bit 0 January; none where it is of something else.
    var exceptedMonths: UInt16 = 0
    /// Tokens at which an abbreviation or a garbled word was read, of the first 64.
    var shortened: UInt64 = 0
    /// Why the phrase cannot be read, where a date in it is impossible.
    var failure: ReadingRefusal?
    /// Something that looks like a date was refused.
    var refusal: ReadingRefusal?

    var expectsDay: Bool { expectedUnit != nil }

    @inline(__always)
    subscript(i: Int) -> PhraseToken {
        assert(i >= 0)
        // One before the first is as one after the last.
        return tokens[Int(bitPattern: min(UInt(bitPattern: i), UInt(bitPattern: count)))]
    }

    /// The keyword of a token; none where it is one only if a date stands around it.
    @inline(__always)
    func keyword(_ i: Int) -> TimeKeyword { self[i].strong }

    func kind(_ i: Int) -> PhraseToken.Kind { self[i].kind }

    func isUnknownWord(_ i: Int) -> Bool { self[i].kind == .word && self[i].strong == .none }

    /// No phrase heaps up more prepositions; the bound keeps reading linear.
    static let maximumRun = 12

    /// Past any of these keywords.
    func skip(_ i: Int, _ keywords: TimeKeyword...) -> Int {
        let end = i + Phrase.maximumRun
        var i = i
        while i < end, keyword(i) != .none, keywords.contains(keyword(i)) { i += 1 }
        return i
    }

    // MARK: Numbers

    /// A number in digits or words ("06", "sáu", "hai mươi mốt"), and its repetition in words in parentheses.
    /// - Parameter five: whether "năm" may stand for 5 here.
    func integer(_ i: Int, five: Bool = false) -> (value: Int, next: Int)? {
        guard var (value, j) = plainInteger(i, five: five) else { return nil }
        if kind(j) == .open, let (again, k) = plainInteger(j + 1, five: true), again == value, kind(k) == .close {
            j = k + 1
        }
        if kind(j) == .open, kind(i) == .number, j == i + 1 { j = pastSpelling(j) }
        if kind(i) == .number, self[i].digits > 4 { value = 99_999 }
        return (value, j)
    }

    /// Past a number in words that has a slip, before what it counts: the "(muời lăm)" of "15 (muời lăm) ngày".
    private func pastSpelling(_ i: Int) -> Int {
        var j = i + 1
        while j < i + 4, kind(j) == .word { j += 1 }
        guard j > i + 2, kind(j) == .close else { return i }
        switch keyword(j + 1) {
        case .day, .workingDay, .week, .month, .hour: return j + 1
        default: return i
        }
    }

    private func plainInteger(_ i: Int, five: Bool) -> (value: Int, next: Int)? {
        let token = self[i]
        if token.kind == .number {
            return token.flags.contains(.quantity) ? nil : (Int(token.value), i + 1)
        }
        guard token.kind == .word else { return nil }
        func unit(_ i: Int) -> Int? {
            switch keyword(i) {
            case .numeral: Int(self[i].value)
            case .year: five && self[i].value == 0 ? 5 : nil
            default: nil
            }
        }
        // Without marks "tư" is "từ", and "sáu" is "sau".
        guard let first = unit(i), first < 20 else { return nil }
        if first == 10 {
            if let ones = unit(i + 1), ones % 20 < 10, keyword(i + 1) != .year || keyword(i + 2) != .none && five {
                return (10 + ones % 20, i + 2)
            }
            return (10, i + 1)
        }
        if keyword(i + 1) == .tens {
            if let ones = unit(i + 2), ones % 20 < 10, keyword(i + 2) != .year {
                return (first * 10 + ones % 20, i + 3)
            }
            return (first * 10, i + 2)
        }
        return (first, i + 1)
    }

    /// A number as an ordinal: "thứ hai", "thứ 20", "đầu tiên".
    func ordinal(_ i: Int) -> (value: Int, next: Int)? {
        if keyword(i) == .ordinal { return integer(i + 1, five: true) }
        if keyword(i) == .first { return (1, i + 1) }
        return nil
    }

    /// Past those that are named by their place beside another, to what all of them are parts of: at the "và" of "năm đầu và
    /// năm cuối nhiệm kỳ" to "nhiệm kỳ", with "năm" said once or again. Each is read by itself, as the next of a list.
    /// - Returns: the place itself where there are none.
    func pastConjuncts(_ i: Int, of unit: TimeKeyword) -> Int {
        var j = i
        while j < i + Phrase.maximumRun, kind(j) == .comma || keyword(j) == .and || keyword(j) == .or,
            let next = pastPlace(keyword(j + 1) == unit ? j + 2 : j + 1)
        {
            j = next
        }
        return j
    }

    /// Past "đầu", "cuối cùng", "thứ hai".
    func pastPlace(_ i: Int) -> Int? {
        switch keyword(i) {
        case .early, .middle, .late, .last: skip(i + 1, .first, .last)
        default: ordinal(i)?.next
        }
    }

    /// A year of four digits, in the range or not.
    func isFourDigits(_ i: Int) -> Bool {
        let token = self[i]
        return token.kind == .number && token.digits == 4 && !token.flags.contains(.quantity)
    }

    func isYear(_ i: Int) -> Bool { isFourDigits(i) && 1900...2199 ~= self[i].value }

    // MARK: What stands around

    /// Whether nothing that could be counted follows: the end, a sign, or a word of the grammar.
    func endsDate(_ i: Int) -> Bool {
        switch kind(i) {
        case .end, .comma, .semicolon, .colon, .open, .close, .quote, .quoteClose, .quoteOpen, .dot, .dash: return true
        case .number, .slash, .percent: return false
        case .symbol: return keyword(i) == .and
        case .word:
            switch keyword(i) {
            case .and, .or, .until, .toward, .untilEnd, .every, .year, .lunarCalendar, .solarCalendar, .before, .after,
                .from, .countingFrom, .onward, .adjacent, .following, .inside, .at, .verb, .duty, .edition, .atLatest,
                .notBeyond,
                .yearly, .periodic, .of, .copula, .continuous, .afterWhen, .whenHas, .within, .filler, .vague, .needed,
                .review, .accordingTo, .promptly, .except, .changed, .instead, .already, .regarding:
                return true
            case .none: return isPreposition(i)
            default: return false
            }
        }
    }

    /// "về", "cho", "tại", "do", "ở": whom or where, said after a time.
    func isPreposition(_ i: Int) -> Bool {
        switch (self[i].base, self[i].marks) {
        case (PhraseToken.base("ve"), PhraseToken.marks("về")), (PhraseToken.base("cho"), 0),
            (PhraseToken.base("tai"), PhraseToken.marks("tại")),
            (PhraseToken.base("do"), 0), (PhraseToken.base("o"), PhraseToken.marks("ở")):
            true
        default: false
        }
    }

    mutating func refuse(_ reason: ReadingRefusal) { if refusal == nil { refusal = reason } }

    mutating func fail(_ reason: ReadingRefusal) { if failure == nil { failure = reason } }
}
