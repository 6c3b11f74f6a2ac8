/// Joins the syllables of a phrase into keywords, and takes glued words apart.
struct Tokenizer {
    let lexicon: Lexicon
    let pieces: UnsafeMutablePointer<PhraseToken>
    let count: Int
    let isMarked: Bool
    let tokens: UnsafeMutablePointer<PhraseToken>

    /// - Returns: how many tokens were made; one more, the end, stands after them.
    func tokenize() -> Int {
        var n = 0
        var i = 0
        while i < count {
            guard pieces[i].kind == .word else {
                tokens[n] = pieces[i]
                n += 1
                i += 1
                continue
            }
            let isMended = mend(i)
            var match = lexicon.match(pieces, at: i, count: count, isMarked: isMarked)
            if isMended { match.flags.insert(.wrong) }
            if match.keyword == .none || match.flags.contains(.weak) && !Tokenizer.mayBeWeak(match.keyword) {
                n += unknown(i, at: n)
                i += 1
                continue
            }
            var token = pieces[i]
            for j in 1..<max(match.syllables, 1) where pieces[i + j].flags.contains(.corrected) {
                token.flags.insert(.corrected)
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

    /// Gives a syllable the marks that what stands beside it tells: "hăng" before a unit is "hằng", "trướ" before one or a number "trước"; "ngay" after a number
    /// that is no part of a date, before a word that counts from it, is "ngày".
    private func mend(_ i: Int) -> Bool {
        switch pieces[i].base {
        case 8 | 1 << 5 | 14 << 10 | 7 << 15:
            let breve: UInt32 = 2 << 2
            let tone: UInt32 = 1 << 24
            guard isMarked, pieces[i].marks != tone, pieces[i].marks != tone | breve, i + 1 < count,
                isUnit(pieces[i + 1].base)
            else { return false }
            pieces[i].marks = tone | breve
        case 14 | 7 << 5 | 1 << 10 | 25 << 15:
            guard pieces[i].marks != 1 << 24, isDay(i) else { return false }
            pieces[i].marks = 1 << 24
        // truo, truco, trouc, trc: no words
        case 20 | 18 << 5 | 21 << 10 | 15 << 15 | 3 << 20 where isMarked && pieces[i].marks == 0:
            // "truoc" among words with their marks
            guard i + 1 < count, pieces[i + 1].kind == .number || isUnit(pieces[i + 1].base) else { return false }
            pieces[i].marks = 3 << 4 | 3 << 6 | 2 << 24
        case 20 | 18 << 5 | 21 << 10 | 15 << 15, 20 | 18 << 5 | 21 << 10 | 3 << 15 | 15 << 20,
            20 | 18 << 5 | 15 << 10 | 21 << 15 | 3 << 20, 20 | 18 << 5 | 3 << 10:
            guard i + 1 < count, pieces[i + 1].kind == .number || isUnit(pieces[i + 1].base) else { return false }
            pieces[i].base = 20 | 18 << 5 | 21 << 10 | 15 << 15 | 3 << 20
            pieces[i].marks = 3 << 4 | 3 << 6 | 2 << 24
        default: return false
        }
        return true
    }

    /// Whether "ngay" is "ngày" that lost its mark.
    private func isDay(_ i: Int) -> Bool {
        let next = i + 1 < count && pieces[i + 1].kind == .comma ? i + 2 : i + 1
        let counts = next >= count || pieces[next].kind == .word && countsFrom(pieces[next].base)
        if let n = counted(before: i), pieces[n].digits <= 3,
            n == 0 || pieces[n - 1].kind == .word && !isUnit(pieces[n - 1].base)
        {
            return counts || !isMarked
        }
        // Where all marks are lost: "tu ngay 15", "truoc ngay hop"; not "ngay sau khi", "ngay trong".
        guard !isMarked, i + 1 < count else { return false }
        return pieces[i + 1].kind == .number
    }

    /// The number right before a piece, or before its repetition in words: "10 (mười)".
    private func counted(before i: Int) -> Int? {
        var n = i - 1
        if n > 2, pieces[n].kind == .close {
            while n > 0, n > i - 6, pieces[n].kind != .open { n -= 1 }
            n -= 1
        }
        return n >= 0 && pieces[n].kind == .number ? n : nil
    }

    /// tuần, tháng, quý, năm, ngày
    private func isUnit(_ base: UInt64) -> Bool {
        switch base {
        case 20 | 21 << 5 | 1 << 10 | 14 << 15, 20 | 8 << 5 | 1 << 10 | 14 << 15 | 7 << 20, 17 | 21 << 5 | 25 << 10,
            14 | 1 << 5 | 13 << 10, 14 | 7 << 5 | 1 << 10 | 25 << 15:
            true
        default: false
        }
    }

    /// kể (từ), làm (việc), trước, sau, tính (từ)
    private func countsFrom(_ base: UInt64) -> Bool {
        switch base {
        case 11 | 5 << 5, 12 | 1 << 5 | 13 << 10, 20 | 18 << 5 | 21 << 10 | 15 << 15 | 3 << 20,
            19 | 1 << 5 | 21 << 10, 20 | 9 << 5 | 14 << 10 | 8 << 15:
            true
        default: false
        }
    }

    /// Words that a scan may garble and the numbers around them still tell.
    private static func mayBeWeak(_ keyword: TimeKeyword) -> Bool {
        switch keyword {
        case .day, .month, .quarter, .year, .before, .until: true
        default: false
        }
    }

    /// A word that is no keyword; or two glued, as in "hằngnăm" or "quýIV".
    private func unknown(_ i: Int, at n: Int) -> Int {
        let piece = pieces[i]
        tokens[n] = piece
        guard !piece.flags.contains(.roman), piece.base >> 20 != 0 else { return 1 }
        var length = 5
        while length < 12, piece.base >> UInt64(length * 5) != 0 { length += 1 }
        let quarter: UInt64 = 17 | 21 << 5 | 25 << 10
        if piece.base & 0x7FFF == quarter, let roman = roman(piece.base >> 15) {
            split(piece, at: 3, first: .quarter, n)
            tokens[n + 1].flags.insert(.roman)
            tokens[n + 1].value = roman
            return 2
        }
        guard length >= 6 else { return 1 }
        for p in 2...(length - 2) {
            for tone in 0..<(piece.firstTone != 0 ? 3 : 2) {
                var halves = (piece, piece)
                halves.0.base = piece.base & (1 << UInt64(p * 5) - 1)
                halves.1.base = piece.base >> UInt64(p * 5)
                if halves.1.base == 17 | 21 << 5 | 9 << 10 { halves.1.base |= 16 << 10 }
                if halves.1.base == 11 | 9 << 5 { halves.1.base |= 16 << 5 }
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
                let first = lexicon.match(&halves.0, at: 0, count: 1, isMarked: true)
                guard first.keyword != .none, first.flags.isEmpty else { continue }
                let second = lexicon.match(&halves.1, at: 0, count: 1, isMarked: true)
                guard second.keyword != .none, second.flags.isEmpty else { continue }
                split(piece, at: p, first: first.keyword, n)
                tokens[n].value = first.value
                tokens[n + 1].keyword = second.keyword
                tokens[n + 1].value = second.value
                return 2
            }
        }
        return 1
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
        case 9 | 9 << 5: 2
        case 9 | 9 << 5 | 9 << 10: 3
        case 9 | 22 << 5: 4
        default: nil
        }
    }
}
