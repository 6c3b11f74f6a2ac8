/// Syllables whose marks are lost or wrong, where they are no other word or what stands beside them tells which they are.
extension Tokenizer {
    private static var every: UInt64 { PhraseToken.base("hang") }
    private static var before: UInt64 { PhraseToken.base("truoc") }
    private static var from: UInt64 { PhraseToken.base("tu") }
    private static var until: UInt64 { PhraseToken.base("den") }
    private static var ordinal: UInt64 { PhraseToken.base("thu") }

    /// Gives a syllable its marks, and its letters where one was lost.
    /// - Returns: whether it had others.
    func mend(_ i: Int) -> Bool {
        let marks: UInt32
        var base = pieces[i].base
        switch base {
        case PhraseToken.day where pieces[i].marks != Marks.day && isDay(i): marks = Marks.day
        case PhraseToken.day: return false
        case Tokenizer.every: return mendEvery(i)
        // truo, truco, trouc, trc, truocc, trruoc: no words
        case PhraseToken.base("truo"), PhraseToken.base("truco"), PhraseToken.base("trouc"), PhraseToken.base("trc"),
            PhraseToken.base("truocc"), PhraseToken.base("trruoc"):
            guard kind(i + 1) == .number || isUnit(letters(i + 1)) else { return false }
            base = Tokenizer.before
            marks = Marks.before
        // "qui II"
        case PhraseToken.base("qui"):
            guard pieces[i].marks == 0, isQuarter(i) else { return false }
            base = PhraseToken.quarter
            marks = Marks.quarter
        case _ where !isMarked:
            guard let told = told(i) else { return false }
            marks = told
        default:
            guard let mended = mended(i) else { return false }
            if mended == Marks.month, base != PhraseToken.quarter { base = PhraseToken.month }
            marks = mended
        }
        guard marks != pieces[i].marks || base != pieces[i].base else { return false }
        pieces[i].base = base
        pieces[i].marks = marks
        return true
    }

    /// The marks of a syllable among others without, where those beside it tell that it is not the word that it looks like: "thu
    /// sau", "thu tu" are weekdays, "moi nam" is each.
    private func told(_ i: Int) -> UInt32? {
        switch pieces[i].base {
        case PhraseToken.base("sau"): letters(i - 1) == Tokenizer.ordinal ? PhraseToken.marks("sáu") : nil
        case Tokenizer.from: letters(i - 1) == Tokenizer.ordinal ? PhraseToken.marks("tư") : nil
        case PhraseToken.base("moi"): isUnit(letters(i + 1)) ? PhraseToken.marks("mỗi") : nil
        default: nil
        }
    }

    /// The marks of a syllable among others that have theirs.
    private func mended(_ i: Int) -> UInt32? {
        let written = pieces[i].marks
        let (quality, tone) = (written & 0xFF_FFFF, written >> 24)
        switch pieces[i].base {
        // "trưóc", "truớc": no other word has these letters.
        case Tokenizer.before: return Marks.before
        case Tokenizer.from: return isFrom(i) ? Marks.from : nil
        case PhraseToken.month: return quality == 0 && tone != Tone.acute && isMonth(i) ? Marks.month : nil
        case PhraseToken.quarter: return written == 0 && isQuarter(i) ? Marks.quarter : nil
        case PhraseToken.year: return quality == 0 && isYear(i) ? Marks.year : nil
        case PhraseToken.week:
            // "tuân" is a word, not after "hằng".
            if letters(i - 1) == Tokenizer.every { return Marks.week }
            return written == 0 && (isCounted(i) || leads(i - 1) || Tokenizer.thirds.contains(letters(i - 1)))
                ? Marks.week : nil
        // dau, đâu, đẩu beside a unit, and not "đấu", "đậu"
        case PhraseToken.base("dau"):
            let isOther = tone == Tone.acute || tone == Tone.dot
            let isSlip = written == 0 || quality == PhraseToken.marks("đâu") && !isOther
            return isSlip && isUnit(letters(i + 1)) ? Marks.early : nil
        case PhraseToken.base("cua"): return written == 0 && isUnit(letters(i + 1)) ? Marks.of : nil
        // đên, đển, dến, đén, den; not "đền", "đen", "dền"
        case Tokenizer.until:
            let isLikeUntil = quality | PhraseToken.marks("đ") == PhraseToken.marks("đên") && tone != Tone.grave
            return isLikeUntil || tone == Tone.acute || written == 0 ? Marks.until : nil
        // hêt, hểt, het; not "hệt", "hét"
        case PhraseToken.base("het"):
            return quality == PhraseToken.marks("hêt") && tone != Tone.dot || written == 0 ? Marks.end : nil
        // cuôi, cuồi, cuói; not "cuội", "cười"
        case PhraseToken.base("cuoi"):
            return tone != Tone.dot && (quality == PhraseToken.marks("cuôi") || quality == 0) ? Marks.late : nil
        default:
            // "hàng thág trước ngày 20"
            return letters(i - 1) == Tokenizer.every && pieces[i - 1].marks >> 24 == Tone.grave && pieces[i].isLikeMonth
                && (kind(i + 1) != .word || countsFrom(letters(i + 1))) ? Marks.month : nil
        }
    }

    private enum Marks {
        static var day: UInt32 { PhraseToken.marks("ngày") }
        static var week: UInt32 { PhraseToken.marks("tuần") }
        static var month: UInt32 { PhraseToken.marks("tháng") }
        static var quarter: UInt32 { PhraseToken.marks("quý") }
        static var year: UInt32 { PhraseToken.marks("năm") }
        static var before: UInt32 { PhraseToken.marks("trước") }
        static var from: UInt32 { PhraseToken.marks("từ") }
        static var until: UInt32 { PhraseToken.marks("đến") }
        static var end: UInt32 { PhraseToken.marks("hết") }
        static var early: UInt32 { PhraseToken.marks("đầu") }
        static var late: UInt32 { PhraseToken.marks("cuối") }
        static var of: UInt32 { PhraseToken.marks("của") }
    }

    private enum Tone {
        static var grave: UInt32 { 1 }
        static var acute: UInt32 { 2 }
        static var dot: UInt32 { 5 }
    }

    /// "hăng" before a unit is "hằng".
    private func mendEvery(_ i: Int) -> Bool {
        guard isMarked, pieces[i].marks != PhraseToken.marks("hàng"), pieces[i].marks != PhraseToken.marks("hằng"),
            isUnit(letters(i + 1))
        else { return false }
        pieces[i].marks = PhraseToken.marks("hằng")
        return true
    }

    // MARK: What stands beside

    private func kind(_ i: Int) -> PhraseToken.Kind { i >= 0 && i < count ? pieces[i].kind : .end }

    private func letters(_ i: Int) -> UInt64 { kind(i) == .word ? pieces[i].base : 0 }

    private static func letters(_ syllables: StaticString...) -> Set<UInt64> { Set(syllables.map(PhraseToken.base)) }

    private func isNumber(_ i: Int, _ range: ClosedRange<Int32>, digits: ClosedRange<UInt8> = 1...2) -> Bool {
        kind(i) == .number && range ~= pieces[i].value && digits ~= pieces[i].digits
            && !pieces[i].flags.contains(.quantity)
    }

    private func isYearNumber(_ i: Int) -> Bool { isNumber(i, 1900...2199, digits: 4...4) }

    private func isCounted(_ i: Int) -> Bool { isNumber(i - 1, 1...99) || isNumber(i + 1, 1...53) }

    private func leads(_ i: Int) -> Bool { kind(i) == .word && Tokenizer.leads.contains(pieces[i].base) }

    private func trails(_ i: Int) -> Bool { kind(i) != .word || Tokenizer.trails.contains(pieces[i].base) }

    /// What goes before a unit: hằng, mỗi, từng, đầu, cuối, giữa, trong, hết.
    private static let leads: Set<UInt64> = letters(
        "hang", "moi", "tung", "dau", "cuoi", "giua", "trong", "het")
    /// What goes after one: sau, trước, này, tới, tiếp, kế, liền, cuối, đầu, thứ, Giêng, Chạp, báo (cáo), học, và, vào.
    private static let trails: Set<UInt64> = letters(
        "sau", "truoc", "nay", "toi", "tiep", "ke", "lien", "cuoi", "dau", "thu", "gieng", "chap", "bao", "hoc", "va",
        "vao")
    /// What "Nam" ends the name of: Việt Nam, Quảng Nam, Hà Nam, miền Nam, phía Nam, Đông Nam.
    private static let places = letters(
        "viet", "quang", "ha", "mien", "phia", "dong", "tay", "hai", "huong", "an", "van")
    /// thượng, trung, hạ
    private static let thirds = letters("thuong", "trung", "ha")
    /// What "thang" is a scale or a ladder of: điểm, bậc, độ, lương, máy, thuốc.
    private static let scales: Set<UInt64> = letters(
        "diem", "bac", "do", "luong", "may", "thuoc", "theo", "cuon")
    /// "thang 5", "15 thang 12", "cuối thang", "thang cuối quý".
    private func isMonth(_ i: Int) -> Bool {
        let next = letters(i + 1)
        if Tokenizer.scales.contains(next) || Tokenizer.scales.contains(letters(i - 1)) { return false }
        if isNumber(i + 1, 1...12) || isNumeral(i + 1) { return !Tokenizer.scales.contains(letters(i + 2)) }
        return isNumber(i - 1, 1...99) || isNumeral(i - 1) || leads(i - 1) || kind(i + 1) == .word && trails(i + 1)
    }

    /// "quy IV", "quy 1/2025", "cuối quy".
    private func isQuarter(_ i: Int) -> Bool {
        if kind(i + 1) == .word, pieces[i + 1].flags.contains(.roman) { return 1...4 ~= pieces[i + 1].value }
        if isNumber(i + 1, 1...4) {
            return letters(i + 2) == PhraseToken.year || isYearNumber(i + 3)
                || kind(i + 2) == .comma && (letters(i + 3) == PhraseToken.quarter || isNumber(i + 3, 1...4))
        }
        return leads(i - 1) && trails(i + 1)
    }

    /// "nam 2025", "hằng nam", "cuối nam"; not "Việt Nam 2045".
    private func isYear(_ i: Int) -> Bool {
        if isYearNumber(i + 1) { return !Tokenizer.places.contains(letters(i - 1)) }
        return leads(i - 1) && trails(i + 1)
    }

    /// Whether "tư" or "tù" before a day is "từ": "tư ngày 01/02/2024"; not "thứ tư ngày 15/3", "ra tù ngày 15/3".
    private func isFrom(_ i: Int) -> Bool {
        guard kind(i + 2) == .number || kind(i + 2) == .word && pieces[i + 2].flags.contains(.roman),
            letters(i + 1) == PhraseToken.day || pieces[i].marks == 0 && isUnit(letters(i + 1))
        else { return false }
        guard kind(i - 1) == .word else { return true }
        // What goes before the number four: thứ, tháng, quý, mươi.
        switch pieces[i - 1].base {
        case Tokenizer.ordinal, PhraseToken.month, PhraseToken.quarter, PhraseToken.base("muoi"):
            return false
        default: return pieces[i].marks == PhraseToken.marks("tư") || pieces[i].marks == 0
        }
    }

    /// Whether "ngay" is "ngày" that lost its mark.
    private func isDay(_ i: Int) -> Bool {
        // "ngáy", "ngậy", "ngây" are words.
        guard pieces[i].marks & 0xFF_FFFF == 0, pieces[i].marks >> 24 != Tone.acute else { return false }
        if isMarked, isNumber(i + 1, 1...31), isDate(i + 1) { return true }
        let next = kind(i + 1) == .comma ? i + 2 : i + 1
        let counts = next >= count || countsFrom(letters(next))
        if let n = counted(before: i) {
            if counts { return true }
            if kind(n) == .number { return !isMarked }
        }
        // "ngay thứ 10 kể từ", "ngay làm việc"
        if letters(i + 1) == Tokenizer.ordinal && (kind(i + 2) == .number || !isMarked)
            || letters(i + 1) == PhraseToken.base("lam") && letters(i + 2) == PhraseToken.base("viec")
        {
            return true
        }
        switch letters(i - 1) {
        case Tokenizer.every: return true
        // "trước ngay họp", "kể từ ngay nhận"
        case Tokenizer.before where kind(i + 1) == .word: return true
        case Tokenizer.from where i > 1 && countsFrom(letters(i - 2)): return true
        default: break
        }
        guard kind(i + 1) == .number else { return !isMarked && isBound(i - 1) && trails(i + 1) }
        return !isMarked || kind(i + 2) != .word && (isBound(i - 1) || kind(i - 1) != .word && kind(i - 1) != .number)
    }

    /// Whether the number of a day has its month, or what says of which it is: "15/12", "15 tháng 12", "20 hằng tháng", "05
    /// của tháng", "26 và 27/6".
    private func isDate(_ i: Int) -> Bool {
        switch kind(i + 1) {
        case .slash, .dash, .dot, .comma: return isNumber(i + 2, 1...31)
        default: break
        }
        let next = letters(i + 1)
        if next == PhraseToken.base("va") { return isNumber(i + 2, 1...31) || letters(i + 2) == PhraseToken.day }
        return next == PhraseToken.month || next == Tokenizer.every || next == PhraseToken.base("cua")
            || next == Tokenizer.until || isGroup(next) && letters(i + 2) == PhraseToken.month
    }

    /// "đầu", "cuối"; "các"
    private func isGroup(_ base: UInt64) -> Bool { Tokenizer.leads.contains(base) || base == PhraseToken.base("cac") }

    /// trước, vào, từ, đến, (chậm) nhất, là, hết, sau
    private func isBound(_ i: Int) -> Bool { kind(i) == .word && Tokenizer.bounds.contains(pieces[i].base) }

    private static let bounds: Set<UInt64> = letters(
        "truoc", "vao", "tu", "den", "nhat", "la", "het", "sau")

    /// The number that counts a piece, in digits or words: "10", "10 (mười)", "bảy (07)", "năm".
    private func counted(before i: Int) -> Int? {
        var n = i - 1
        if n > 2, pieces[n].kind == .close {
            while n > 0, n > i - 6, pieces[n].kind != .open { n -= 1 }
            n -= 1
        }
        guard kind(n) == .number else { return isNumeral(n) && letters(n - 1) != Tokenizer.ordinal ? n : nil }
        let isFirst = n == 0 || kind(n - 1) == .word && !isUnit(letters(n - 1)) || isYearNumber(n - 1)
        return pieces[n].digits <= 3 && isFirst ? n : nil
    }

    private func isNumeral(_ i: Int) -> Bool { kind(i) == .word && Tokenizer.numerals.contains(pieces[i].base) }

    private static let numerals = letters(
        "mot", "hai", "ba", "bon", "tu", "nam", "sau", "bay", "tam", "chin", "muoi", "gieng", "chap")

    /// tuần, tháng, quý, năm, ngày
    private func isUnit(_ base: UInt64) -> Bool {
        switch base {
        case PhraseToken.week, PhraseToken.month, PhraseToken.quarter, PhraseToken.year, PhraseToken.day: true
        default: false
        }
    }

    /// kể (từ), làm (việc), trước, sau, tính (từ)
    private func countsFrom(_ base: UInt64) -> Bool {
        switch base {
        case PhraseToken.base("ke"), PhraseToken.base("lam"), Tokenizer.before, PhraseToken.base("sau"),
            PhraseToken.base("tinh"):
            true
        default: false
        }
    }
}
