import Dates

/// What looks like a date and is none: numbers and dates of cited documents, fractions, numbered things, quoted titles.
extension Phrase {
    private func isSymbolPart(_ i: Int) -> Bool {
        kind(i) == .word
            && (keyword(i) == .none || keyword(i) == .letterT || keyword(i) == .letterQ || keyword(i) == .letterH)
    }

    /// The end of a document's number: 21-NQ/TW, 09/2019/NĐ-CP, 16/CT-TTg, 38/2019/QH14.
    /// - Parameter announced: "số" stands before, so that spaces may stand inside.
    func citation(_ i: Int, announced: Bool) -> Int? {
        guard kind(i) == .number else { return nil }
        var j = i + 1
        if kind(j) == .slash, kind(j + 1) == .number { j += 2 }
        guard kind(j) == .slash || kind(j) == .dash, isSymbolPart(j + 1) else { return nil }
        let isTight = !self[j].isSpaced && !self[j + 1].isSpaced
        guard isTight || announced else { return nil }
        // "2024/Q4"
        if !announced, isYear(i), keyword(j + 1) == .letterQ, quarterNumber(j + 2) != nil { return nil }
        if kind(j) == .dash, !announced, kind(j + 2) != .slash, kind(j + 2) != .dash || self[j + 2].isSpaced {
            return nil
        }
        j += 2
        while kind(j) == .slash || kind(j) == .dash || kind(j) == .number && !self[j].isSpaced {
            if kind(j) != .number {
                guard !self[j].isSpaced || announced, kind(j + 1) == .word || kind(j + 1) == .number,
                    !self[j + 1].isSpaced || announced
                else { break }
                if self[j].isSpaced, keyword(j + 1) != .none { break }
                j += 2
            } else {
                j += 1
            }
        }
        return j
    }

    /// Past the date of a document just cited: ", ngày 16/6/2022", "năm 2015".
    mutating func citedDate(_ i: Int) -> Int {
        var j = i
        if kind(j) == .comma || kind(j) == .open { j += 1 }
        if keyword(j) == .day || kind(j) == .number || self[j].keyword == .day {
            let k = keyword(j) == .day ? j + 1 : j
            let saved = (failure, refusal)
            let parsed = numericDate(k, marked: true, day: true) ?? (k > j ? dayPeriod(k) : nil)
            (failure, refusal) = saved
            if let parsed, parsed.window.form == .day, parsed.window.year > 0 || k > j {
                return kind(parsed.next) == .close ? parsed.next + 1 : parsed.next
            }
        }
        if keyword(j) == .year, isFourDigits(j + 1) { return j + 2 }
        return i
    }

    /// Past the number of a document, or a percentage.
    private mutating func number(_ i: Int) -> Int? {
        if let next = citation(i, announced: i > 0 && keyword(i - 1) == .several) {
            refuse(.citation)
            return citedDate(next)
        }
        // "3-4%", "2,5%"
        let isDecimal = (kind(i + 1) == .comma || kind(i + 1) == .dot) && !self[i + 2].isSpaced
        let j = (kind(i + 1) == .dash || isDecimal) && kind(i + 2) == .number ? i + 3 : i + 1
        guard kind(j) == .percent else { return nil }
        refuse(.range)
        return j + 1
    }

    /// Past what is no date at a token, or nil.
    mutating func nonDate(_ i: Int) -> Int? {
        if kind(i) == .number { return number(i) }
        guard kind(i) == .word else { return nil }
        switch keyword(i) {
        case .blocked:
            // "quý …": an address; "lần thứ …": one of a row.
            if tokens[i].base & 0x7FFF == PhraseToken.base("quy") { refuse(.honorific) }
            if tokens[i].value > 2 { passed.append(i) }
            // "quà Tết năm 2023": the year of the feast, by whose end nothing is due.
            if tokens[i].value == 1 {
                var j = i + 1
                while j < i + 5, isUnknownWord(j) || kind(j) == .dash { j += 1 }
                return keyword(j) == .year && isYear(j + 1) ? j + 2 : isYear(j) ? j + 1 : i + 1
            }
            return i + 1
        case .fullMoon, .lunarDay, .day:
            if recursByMoon(i) { fail(.lunarMonths) }
            return nil
        case .ordinalName:
            refuse(.meeting)
            let next = integer(i + 1, five: true)?.next ?? i + 1
            // "lần thứ hai trong năm"
            return keyword(next) == .inside && unit(next + 1) != nil && kind(next + 2) != .number ? next + 2 : next
        case .compared:
            let saved = failure
            let item = dated(i + 1)
            failure = saved
            return item?.next ?? i + 1
        case .halt: return numbered(i)
        case .several:
            guard kind(i + 1) == .number else { return i + 1 }
            refuse(.citation)
            if let next = citation(i + 1, announced: true) { return citedDate(next) }
            var j = i + 2
            while kind(j) == .slash || kind(j) == .dash, kind(j + 1) == .number { j += 2 }
            return citedDate(j)
        case .ratio:
            let j = skip(i + 1, .ratio, .and, .from, .until)
            // "gấp 2 lần năm 2020" compares.
            if self[i].value == 1, let (_, k) = integer(j), keyword(k) == .times {
                let saved = (failure, refusal)
                let item = dated(k + 1)
                (failure, refusal) = saved
                return item?.next ?? k + 1
            }
            if kind(j) == .number, kind(j + 1) == .slash, kind(j + 2) == .number, kind(j + 3) != .slash {
                refuse(.fraction)
                return j + 3
            }
            // "tối thiểu 02 cuộc/năm" is how often.
            return kind(j) == .number && kind(j + 1) != .slash && kind(j + 1) != .open && keyword(j + 1) == .none
                && !((kind(j + 2) == .slash || keyword(j + 2) == .inside) && isTimes(j + 1)) ? j + 1 : nil
        case .law: return law(i)
        case .document: return document(i)
        case .ordinal:
            // A word before it is what is counted, unless a weekday is spoken of.
            return nil
        default: return nil
        }
    }

    /// Past a thing and its number: "khoản 2", "phố 19 Tháng 8", "phòng 12/03".
    private func numbered(_ i: Int) -> Int {
        // "các phòng          31/01/2026": the date of another column.
        if isFullDate(i + 1), self[i + 1].start >= self[i].end + 3 { return i + 1 }
        if kind(i + 1) == .number, keyword(i + 2) == .month, kind(i + 3) == .number, kind(i + 4) != .slash,
            keyword(i + 4) != .year
        {
            return i + 4
        }
        // "các phường 3 tháng một lần"
        if kind(i + 1) == .number, cycle(i + 1) != nil { return i + 1 }
        if let (_, next) = quarterNumber(i + 1) { return next }
        // "kỷ niệm Ngày thành lập Quân đội 22/12" names a day, no squad.
        guard kind(i + 1) == .number, kind(i + 2) != .slash || !isNamedDay(i + 1) else { return i + 1 }
        var j = i + 2
        while kind(j) == .slash, kind(j + 1) == .number, !self[j].isSpaced { j += 2 }
        return j
    }

    /// "Bộ luật Dân sự năm 2015", "Luật số 38/2019/QH14": the year belongs to the law.
    private mutating func law(_ i: Int) -> Int {
        var j = i + 1
        var pastComma = false
        while j < min(count, i + 12) {
            if keyword(j) == .several || kind(j) == .number, !isYear(j) { return nonDate(j) ?? j }
            if keyword(j) == .year, isFourDigits(j + 1) || isYear(j) {
                refuse(.citation)
                return j + (isYear(j) ? 1 : 2)
            }
            if isYear(j) {
                refuse(.citation)
                return j + 1
            }
            if keyword(j) == .day {
                let end = citedDate(j)
                if end > j { refuse(.citation) }
                return max(end, i + 1)
            }
            if kind(j) == .comma { pastComma = true }
            switch keyword(j) {
            case .verb, .duty, .filler, .meeting:
                // In a law's own name, up to its first comma.
                if pastComma { return i + 1 }
                j += 1
            case .none, .year, .document, .law, .several, .halt, .of, .blocked, .and, .ratio: j += 1
            default: return i + 1
            }
        }
        return i + 1
    }

    /// A kind of document and the date that stands right after it: "Quyết định ngày 04/11/2020".
    private mutating func document(_ i: Int) -> Int {
        let end = citedDate(i + 1)
        if end > i + 1, keyword(i + 1) == .day, kind(end - 1) == .number, isFourDigits(end - 1) {
            refuse(.citation)
            return end
        }
        if kind(i + 1) == .number, let next = citation(i + 1, announced: false) {
            refuse(.citation)
            return citedDate(next)
        }
        // "Nghị quyết 02", "Nghị định 09/2019": a number, not a date.
        if kind(i + 1) == .number, keyword(i + 2) == .none || kind(i + 2) != .word {
            refuse(.citation)
            var j = i + 2
            while kind(j) == .slash, kind(j + 1) == .number { j += 2 }
            return citedDate(j)
        }
        return i + 1
    }
}
