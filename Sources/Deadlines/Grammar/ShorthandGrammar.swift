import Dates

/// What clerks shorten in the cells of a table: "III/2022", "TX", "HN", "H.năm". Two letters mean a time only where they
/// have a cell or a clause to themselves: "UBND TX" is a town, "HN, ngày 15/6" a place.
extension Phrase {
    /// What an abbreviation, or "tháng" garbled, was read for; told in a note.
    enum Meaning { case quarter, continuous, yearly, needed, month }

    /// Whether "III/2022" or "III-IV/2022" may begin at a token.
    @inline(__always)
    func mayBeQuarter(_ i: Int) -> Bool {
        self[i].flags.contains(.roman) && (kind(i + 1) == .slash || kind(i + 1) == .dash || keyword(i + 1) == .and)
    }

    /// A Roman figure and a year, where nothing before names something else: not "Nghị quyết III/2022", "lần thứ VI - 2022".
    mutating func bareQuarter(_ i: Int) -> Parsed? {
        guard let (_, next) = bareQuarterNumber(i), i == 0 || isAnnounced(i) else { return nil }
        var j = next
        // "III-IV/2022", "III + IV/2022"
        if kind(j) == .dash || keyword(j) == .and, let (_, last) = bareQuarterNumber(j + 1),
            self[j + 1].value > self[i].value
        {
            j = last
        }
        guard kind(j) == .slash, isYear(j + 1), endsDate(j + 2), !isCitationTail(j + 2) else { return nil }
        shortened |= 1 << UInt64(i)
        var window = Window.months(Int(self[i].value) * 3 - 2, 3, .quarter)
        guard j == next else { return (window, next) }
        window.year = Int(self[j + 1].value)
        return (window, j + 2)
    }

    private func bareQuarterNumber(_ i: Int) -> (value: Int, next: Int)? {
        guard kind(i) == .word, self[i].flags.contains(.roman), !self[i].flags.contains(.romanCorrected),
            1...4 ~= self[i].value
        else { return nil }
        return (Int(self[i].value), i + 1)
    }

    /// "H1/2025", "H2-2025": a half of a year.
    func halfYear(_ i: Int) -> Parsed? {
        guard self[i].base == PhraseToken.base("h"), kind(i + 1) == .number, !self[i + 1].isSpaced,
            1...2 ~= self[i + 1].value, kind(i + 2) == .slash || kind(i + 2) == .dash, isYear(i + 3), endsDate(i + 4)
        else { return nil }
        var window = Window.months(Int(self[i + 1].value) * 6 - 5, 6, .span)
        window.year = Int(self[i + 3].value)
        return (window, i + 4)
    }

    // MARK: Two letters

    /// What an abbreviation that was read at a token means.
    func meaning(_ i: Int) -> Meaning { letters(i) ?? (self[i].flags.contains(.roman) ? .quarter : .month) }

    /// TX, HN and ĐX: by base letters, five bits each; the bar of đ is a quality of its first letter.
    private func letters(_ i: Int) -> Meaning? {
        guard kind(i) == .word, keyword(i) == .none else { return nil }
        return switch (self[i].base, self[i].marks) {
        case (PhraseToken.base("tx"), 0): .continuous
        case (PhraseToken.base("hn"), 0): .yearly
        case (PhraseToken.base("dx"), 1): .needed
        default: nil
        }
    }

    /// - Parameter isBeside: a statement stands before.
    mutating func shorthand(_ i: Int, isBeside: Bool) -> Statement? {
        guard let meaning = letters(i), i == 0 || isBeside && parts(i - 1),
            i + 1 == count || parts(i + 1) && !isUnknownTwo(i + 2) || kind(i + 1) == .dot && i + 2 == count
        else { return nil }
        var item = Statement(role: .continuous, first: i, next: i + 1)
        switch meaning {
        case .continuous: break
        case .needed: item.role = .needed
        default:
            // A town and its date begin a document; a cell holds nothing else.
            guard count <= 2 || letters(i + 2) != nil || i > 1 && letters(i - 2) != nil else { return nil }
            item.role = .recurring
            item.repetition = .init(every: 1, unit: .year)
        }
        shortened |= 1 << UInt64(i)
        return item
    }

    /// "TX, TP" are a town and a city.
    private func isUnknownTwo(_ i: Int) -> Bool { isUnknownWord(i) && letters(i) == nil }

    private func parts(_ i: Int) -> Bool {
        switch kind(i) {
        case .comma, .semicolon, .slash, .open, .close: true
        default: keyword(i) == .and || keyword(i) == .or
        }
    }

    /// "H.năm", "h.tháng".
    func shortCycle(_ i: Int) -> (repetition: Statement.Repetition, next: Int)? {
        guard keyword(i) == .letterH, self[i].base == PhraseToken.base("h"), kind(i + 1) == .dot, !self[i + 1].isSpaced,
            i == 0 || kind(i - 1) != .number,
            let unit = unit(i + 2), unit != .day, !self[i + 2].flags.contains(.lost), endsDate(i + 3)
        else { return nil }
        return (.init(every: 1, unit: unit), i + 3)
    }
}
