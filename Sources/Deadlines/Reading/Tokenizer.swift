/// Joins the syllables of a phrase into keywords, and takes glued words apart.
struct Tokenizer {
    let lexicon: Lexicon
    let pieces: UnsafeMutablePointer<PhraseToken>
    let count: Int
    let isMarked: Bool
    let tokens: UnsafeMutablePointer<PhraseToken>

    /// - Returns: how many tokens were made; one more, the end, stands after them.
    func tokenize() -> Int {
        for i in 0..<count where pieces[i].kind == .word && mend(i) { pieces[i].flags.insert(.wrong) }
        var n = 0
        var i = 0
        while i < count {
            guard pieces[i].kind == .word else {
                tokens[n] = pieces[i]
                n += 1
                i += 1
                continue
            }
            let match = lexicon.match(pieces, at: i, count: count, isMarked: isMarked)
            if match.keyword == .none || match.flags.contains(.weak) && !Tokenizer.mayBeWeak(match.keyword)
                || match.keyword == .blocked && match.flags.contains(.lost) && isBriefing(i)
                || pieces[i].base == Tokenizer.report && isOfNumber(i)
            {
                n += unknown(i, at: n)
                i += 1
                continue
            }
            var token = pieces[i]
            for j in 1..<max(match.syllables, 1) {
                token.flags.formUnion(pieces[i + j].flags.intersection([.corrected, .wrong]))
            }
            token.keyword = match.keyword
            token.value = match.value
            token.flags.formUnion(match.flags)
            // A spelling that is a common mistake.
            if match.value < 0 { token.flags.insert(.corrected) }
            token.flags.subtract([.roman, .romanCorrected])
            token.end = pieces[i + match.syllables - 1].end
            tokens[n] = token
            n += 1
            i += match.syllables
        }
        tokens[n] = PhraseToken()
        return n
    }

    /// The "ban" of "giao ban hang tuan": without marks no "bán hàng".
    private func isBriefing(_ i: Int) -> Bool {
        i > 0 && pieces[i].base == PhraseToken.base("ban") && pieces[i - 1].base == PhraseToken.base("giao")
    }

    /// The "BC" of a document's number, "15/BC-UBND" or "15-BC/TU", not that of a report in a table's cell, "BC/tháng".
    private func isOfNumber(_ i: Int) -> Bool {
        func glues(_ i: Int) -> Bool { pieces[i].kind == .slash || pieces[i].kind == .dash && !pieces[i].isSpaced }
        if i > 0, glues(i - 1) { return true }
        guard i + 2 < count, glues(i + 1) else { return false }
        return !Tokenizer.units.contains(pieces[i + 2].base)
    }

    /// tuần, tháng, quý, năm
    private static let units: Set<UInt64> = [
        PhraseToken.base("tuan"), PhraseToken.month, PhraseToken.quarter, PhraseToken.base("nam"),
    ]

    /// bc
    private static var report: UInt64 { PhraseToken.base("bc") }

    /// Words that a scan may garble and the numbers around them still tell.
    private static func mayBeWeak(_ keyword: TimeKeyword) -> Bool {
        switch keyword {
        case .day, .month, .quarter, .year, .before, .until: true
        default: false
        }
    }

    /// A word that is no keyword; or two glued, as in "hằngnăm" or "quýIV".
    private func unknown(_ i: Int, at n: Int) -> Int {
        var piece = pieces[i]
        piece.flags.remove(.wrong)
        tokens[n] = piece
        guard !piece.flags.contains(.roman), piece.base >> 15 != 0 else { return 1 }
        if piece.base & 0x7FFF == PhraseToken.quarter, let roman = roman(piece.base >> 15) {
            split(piece, at: 3, first: .quarter, n)
            tokens[n + 1].flags.insert(.roman)
            tokens[n + 1].value = roman
            return 2
        }
        var length = 4
        while length < 12, piece.base >> UInt64(length * 5) != 0 { length += 1 }
        guard length >= 6 else { return 1 }
        var bound: (p: Int, first: PhraseToken, match: Lexicon.Match)?
        for p in 2...(length - 2) {
            for tone in 0..<(piece.firstTone != 0 ? 3 : 2) {
                var halves = (piece, piece)
                halves.0.base = piece.base & (1 << UInt64(p * 5) - 1)
                halves.1.base = piece.base >> UInt64(p * 5)
                if halves.1.base == PhraseToken.base("qui") { halves.1.base |= 16 << 10 }
                if halves.1.base == PhraseToken.base("ki") { halves.1.base |= 16 << 5 }
                let quality = piece.marks & 0xFF_FFFF
                halves.0.marks = quality & (1 << UInt32(p * 2) - 1)
                halves.1.marks = quality >> UInt32(p * 2)
                if tone == 0 {
                    halves.0.marks |= piece.marks & 0xFF00_0000
                } else {
                    halves.1.marks |= piece.marks & 0xFF00_0000
                    if tone == 2 { halves.0.marks |= UInt32(piece.firstTone) << 24 }
                }
                // No syllable has eight letters or two tones: one word of two may be glued too, as "thườngxuyên".
                if length >= 8 || piece.firstTone != 0, let match = pair(halves) {
                    tokens[n].keyword = match.keyword
                    tokens[n].value = match.value
                    tokens[n].flags.insert(.corrected)
                    return 1
                }
                let second = lexicon.match(&halves.1, at: 0, count: 1, isMarked: true)
                guard second.keyword != .none, second.flags.isEmpty else { continue }
                // "thànhtrước": the word before is not known, but the bound would move the date.
                if length >= 8 || piece.firstTone != 0, second.keyword == .before || second.keyword == .day {
                    bound = (p, halves.0, second)
                }
                let first = lexicon.match(&halves.0, at: 0, count: 1, isMarked: true)
                guard first.keyword != .none, first.flags.isEmpty else { continue }
                split(piece, at: p, first: first.keyword, n)
                tokens[n].value = first.value
                tokens[n + 1].keyword = second.keyword
                tokens[n + 1].value = second.value
                return 2
            }
        }
        guard let bound else { return 1 }
        split(piece, at: bound.p, first: .none, n)
        tokens[n].base = bound.first.base
        tokens[n].marks = bound.first.marks
        tokens[n + 1].keyword = bound.match.keyword
        tokens[n + 1].value = bound.match.value
        return 2
    }

    private func pair(_ halves: (PhraseToken, PhraseToken)) -> Lexicon.Match? {
        var pieces = (halves.0, halves.1, PhraseToken())
        let match = withUnsafeMutableBytes(of: &pieces) { bytes in
            bytes.withMemoryRebound(to: PhraseToken.self) { pieces in
                pieces.baseAddress.map { lexicon.match($0, at: 0, count: 2, isMarked: true) }
            }
        }
        return match.flatMap { $0.syllables == 2 && $0.keyword != .none && $0.flags.isEmpty ? $0 : nil }
    }

    private func split(_ piece: PhraseToken, at p: Int, first: TimeKeyword, _ n: Int) {
        tokens[n].keyword = first
        tokens[n].flags.insert(.corrected)
        tokens[n + 1] = piece
        tokens[n + 1].flags = []
        tokens[n + 1].base = piece.base >> UInt64(p * 5)
        tokens[n + 1].marks = 0
    }

    private func roman(_ base: UInt64) -> Int32? {
        switch base {
        case 9: 1
        case PhraseToken.base("ii"): 2
        case PhraseToken.base("iii"): 3
        case PhraseToken.base("iv"): 4
        default: nil
        }
    }
}
