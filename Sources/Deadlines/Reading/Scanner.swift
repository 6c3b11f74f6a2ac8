/// Cuts a phrase into syllables, numbers and signs, in one pass over its bytes.
struct Scanner {
    /// Letters and signs that a phrase may have, combining marks not counted.
    static let maximumLength = 500
    /// Bytes that a phrase of that length may need, with combining marks and emphasis.
    static let maximumBytes = 8_000

    let bytes: UnsafeBufferPointer<UInt8>
    let letters: LetterTable
    /// Room for one token per byte, at most ``maximumLength``, and the end.
    let tokens: UnsafeMutablePointer<PhraseToken>
    private(set) var count = 0
    /// Some letter of the phrase has a mark.
    private(set) var isMarked = false
    private(set) var isTooLong = false
    private var position = 0
    private var length = 0
    private var spaced = false

    init(_ bytes: UnsafeBufferPointer<UInt8>, letters: LetterTable, into tokens: UnsafeMutablePointer<PhraseToken>) {
        self.bytes = bytes
        self.letters = letters
        self.tokens = tokens
    }

    mutating func scan() {
        while position < bytes.count {
            let byte = bytes[position]
            if byte &- 0x30 < 10 || isRomanLetter(byte) || byte == 0x4F || byte == 0x6F, scanNumber() { continue }
            let (scalar, width) = scalar(at: position)
            if scalar >= 0x400, isLookalikeRun(from: position) {
                scanLookalikes()
            } else if letters.letter(scalar).isLetter {
                scanSyllable()
            } else if 0xFF10...0xFF19 ~= scalar || 0x2160...0x217B ~= scalar {
                scanForeignNumber(scalar, width)
            } else {
                scanMark(scalar, width)
            }
            if length > Scanner.maximumLength {
                isTooLong = true
                break
            }
        }
        tokens[count] = PhraseToken()
    }

    @inline(__always)
    private func scalar(at i: Int) -> (UInt32, Int) {
        let a = UInt32(bytes[i])
        if a < 0x80 { return (a, 1) }
        func next(_ n: Int) -> UInt32 { i + n < bytes.count ? UInt32(bytes[i + n]) & 0x3F : 0 }
        if a < 0xE0 { return ((a & 0x1F) << 6 | next(1), 2) }
        if a < 0xF0 { return ((a & 0x0F) << 12 | next(1) << 6 | next(2), 3) }
        return ((a & 0x07) << 18 | next(1) << 12 | next(2) << 6 | next(3), 4)
    }

    private mutating func add(_ token: PhraseToken) {
        // Each takes a byte at least: there is room for no more.
        guard count < min(Scanner.maximumLength, bytes.count) else {
            isTooLong = true
            return
        }
        var token = token
        if spaced { token.flags.insert(.spaced) }
        spaced = false
        tokens[count] = token
        count += 1
    }

    private func isRomanLetter(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x49, 0x69, 0x6C, 0x56, 0x76, 0x58, 0x78: true  // I i l V v X x
        default: false
        }
    }

    // MARK: Syllables

    private mutating func scanSyllable() {
        let start = position
        var token = PhraseToken(start: UInt16(truncatingIfNeeded: start), kind: .word)
        var n = 0
        while position < bytes.count {
            let (scalar, width) = scalar(at: position)
            let letter = letters.letter(scalar)
            if letter.isLetter {
                if n < 12 {
                    token.base |= UInt64(letter.base - 0x60) << UInt64(n * 5)
                    token.marks |= letter.quality << UInt32(n * 2)
                }
                n += 1
                length += 1
                if letter.tone != 0 { setTone(letter.tone, of: &token) }
                if letter.isMistaken { token.flags.insert(.corrected) }
            } else if scalar >= 0x300, scalar <= 0x36F {
                combine(scalar, into: &token, letters: n)
            } else if Punctuation.of(scalar) != .ignored {
                break
            }
            position += width
            if n == 1, isQuarterSign(token), isRomanRun(from: position) { break }
        }
        if token.marks != 0 { isMarked = true }
        if n > 12 { token.base = 0 }
        // quí is quý, kì is kỳ: one letter changes, its tone stays.
        if token.base & 0x7FFF == PhraseToken.base("qui"), token.marks & 0xFF00_003F == PhraseToken.marks("quí") {
            token.base |= 16 << 10
        }
        if token.base == PhraseToken.base("ki") { token.base |= 16 << 5 }
        token.end = UInt16(truncatingIfNeeded: position)
        add(token)
    }

    private func setTone(_ tone: UInt32, of token: inout PhraseToken) {
        token.firstTone = UInt8(truncatingIfNeeded: token.marks >> 24)
        token.marks = token.marks & 0xFF_FFFF | tone << 24
    }

    /// "QIV/2021"
    private func isQuarterSign(_ token: PhraseToken) -> Bool {
        token.kind == .word && token.base == PhraseToken.base("q")
    }

    private func isRomanRun(from start: Int) -> Bool {
        var i = start
        while i < bytes.count, isRomanLetter(bytes[i]) { i += 1 }
        return i > start && (i == bytes.count || !letters.letter(scalar(at: i).0).isLetter)
    }

    private func combine(_ scalar: UInt32, into token: inout PhraseToken, letters n: Int) {
        guard n > 0 else { return }
        func tone(_ tone: UInt32) { setTone(tone, of: &token) }
        func quality(_ quality: UInt32) { if n <= 12 { token.marks |= quality << UInt32((n - 1) * 2) } }
        switch scalar {
        case 0x300: tone(1)
        case 0x301: tone(2)
        case 0x309: tone(3)
        case 0x303: tone(4)
        case 0x323: tone(5)
        case 0x302: quality(1)
        case 0x306: quality(2)
        case 0x31B: quality(3)
        default: break
        }
    }

    // MARK: Numbers

    /// A run of digits, of digits with O, l and I among them, or of the letters of Roman numerals; not where it is
    /// part of a longer word.
    private mutating func scanNumber() -> Bool {
        var i = position
        var digits = 0
        var romans = 0
        var circles = 0
        var strokes = 0
        var hasOtherDigit = false
        while i < bytes.count {
            let byte = bytes[i]
            if byte &- 0x30 < 10 {
                digits += 1
                if byte != 0x31 { hasOtherDigit = true }
            } else if byte == 0x4F || byte == 0x6F {
                circles += 1
            } else if isRomanLetter(byte) {
                romans += 1
                if byte == 0x49 || byte == 0x6C { strokes += 1 }
            } else if byte == 0x2A || byte == 0x5F {
                break
            } else {
                break
            }
            i += 1
        }
        let start = position
        let touchesWord =
            start > 0 && count > 0 && tokens[count - 1].kind == .word && !spaced
            && Int(tokens[count - 1].end) == start && !isQuarterSign(tokens[count - 1])
        if romans + circles > 0 {
            // "IІ": the second letter is Cyrillic.
            if digits == 0, i < bytes.count, bytes[i] >= 0xD0, isRomanLetter(bytes[start]), isLookalikeRun(from: start)
            {
                scanLookalikes()
                return true
            }
            let continues =
                i < bytes.count && letters.letter(scalar(at: i).0).isLetter
                || i < bytes.count && 0x300...0x36F ~= scalar(at: i).0
            if continues || touchesWord && bytes[start] &- 0x30 >= 10 {
                // A word, or digits with a word glued to them: "15tháng", "12I" of "12Indonesia".
                guard bytes[start] &- 0x30 < 10 else { return false }
                i = start
                while i < bytes.count, bytes[i] &- 0x30 < 10 { i += 1 }
                addNumber(from: start, to: i, corrected: false)
                return true
            }
            // "ngày 1l tháng 12", "tháng 1l", "30/l1/2022": none has a Roman numeral.
            if circles == 0, digits > 0, strokes == romans, i - start == 2, count > 0,
                tokens[count - 1].base == PhraseToken.day || tokens[count - 1].base == PhraseToken.month
                    || tokens[count - 1].kind == .slash && !spaced && i < bytes.count
                        && bytes[i] == UInt8(ascii: "/")
            {
                addNumber(from: start, to: i, corrected: true)
                return true
            }
            if circles == 0, !hasOtherDigit, i - start <= 6 {
                addRoman(from: start, to: i)
                return true
            }
            guard digits > 0, strokes == romans, i - start <= 4 else {
                guard bytes[start] &- 0x30 < 10 else { return false }
                i = start
                while i < bytes.count, bytes[i] &- 0x30 < 10 { i += 1 }
                addNumber(from: start, to: i, corrected: false)
                return true
            }
        }
        addNumber(from: start, to: i, corrected: romans + circles > 0)
        return true
    }

    private mutating func addNumber(from start: Int, to end: Int, corrected: Bool) {
        var token = PhraseToken(
            start: UInt16(truncatingIfNeeded: start), kind: .number,
            digits: UInt8(truncatingIfNeeded: min(end - start, 99)))
        var value: Int32 = 0
        for i in start..<end {
            let byte = bytes[i]
            let digit: Int32 = byte &- 0x30 < 10 ? Int32(byte - 0x30) : byte == 0x4F || byte == 0x6F ? 0 : 1
            value = value < 100_000 ? value * 10 + digit : value
        }
        position = end
        length += end - start
        // Thousands are grouped by full stops: 137.000.
        while position + 3 < bytes.count, bytes[position] == 0x2E, isDigit(position + 1), isDigit(position + 2),
            isDigit(position + 3), !isDigit(position + 4)
        {
            token.flags.insert(.quantity)
            position += 4
            length += 4
        }
        if end - start > 5 { token.flags.insert(.quantity) }
        if corrected { token.flags.insert(.corrected) }
        token.value = value
        token.end = UInt16(truncatingIfNeeded: position)
        add(token)
    }

    private func isDigit(_ i: Int) -> Bool { i < bytes.count && bytes[i] &- 0x30 < 10 }

    /// Letters of a Roman numeral; they keep their spelling as a syllable too ("vi", "xi").
    private mutating func addRoman(from start: Int, to end: Int) {
        addRoman(bytes.span.extracting(start..<end), from: start, to: end)
    }

    private mutating func addRoman(_ letters: Span<UInt8>, from start: Int, to end: Int) {
        var token = PhraseToken(
            start: UInt16(truncatingIfNeeded: start), end: UInt16(truncatingIfNeeded: end), kind: .word)
        var total: Int32 = 0
        var previous: Int32 = 0
        for i in letters.indices {
            let byte = letters[i]
            let value: Int32
            switch byte {
            case 0x56, 0x76: value = 5
            case 0x58, 0x78: value = 10
            default: value = 1
            }
            if byte == 0x6C || byte == 0x31 { token.flags.insert(.romanCorrected) }
            let letter = byte == 0x31 ? 0x6C : byte | 0x20
            token.base |= UInt64(letter - 0x60) << UInt64(i * 5)
            total += value
            if value > previous { total -= previous * 2 }
            previous = value
        }
        position = end
        length += end - start
        token.flags.insert(.roman)
        token.value = total
        add(token)
    }

    /// The Latin letter that a Cyrillic one of a Roman numeral looks like.
    private static func romanLookalike(_ scalar: UInt32) -> UInt8? {
        switch scalar {
        case 0x406, 0x456, 0x4C0, 0x4CF: 0x49
        case 0x425, 0x445: 0x58
        default: nil
        }
    }

    /// Whether nothing but letters of Roman numerals stands here, of which one at least is Cyrillic.
    private func isLookalikeRun(from start: Int) -> Bool {
        var i = start
        var isForeign = false
        while i < bytes.count {
            let (scalar, width) = scalar(at: i)
            if Scanner.romanLookalike(scalar) != nil {
                isForeign = true
            } else if !isRomanLetter(bytes[i]) {
                return isForeign && !letters.letter(scalar).isLetter
            }
            i += width
        }
        return isForeign
    }

    /// A Roman numeral that begins with a Cyrillic letter: "ІV".
    private mutating func scanLookalikes() {
        let start = position
        var letters: [12 of UInt8] = .init(repeating: 0)
        var n = 0
        while position < bytes.count, n < 12 {
            let (scalar, width) = scalar(at: position)
            if let letter = Scanner.romanLookalike(scalar) {
                letters[n] = letter
            } else if isRomanLetter(bytes[position]) {
                letters[n] = bytes[position]
            } else {
                break
            }
            n += 1
            position += width
        }
        let end = position
        addRoman(letters.span.extracting(first: n), from: start, to: end)
        tokens[count - 1].flags.insert(.romanCorrected)
    }

    /// Full-width digits and the characters for Roman numerals.
    private mutating func scanForeignNumber(_ scalar: UInt32, _ width: Int) {
        let start = position
        if scalar >= 0x2160, scalar <= 0x217B {
            position += width
            length += 1
            add(
                PhraseToken(
                    start: UInt16(truncatingIfNeeded: start), end: UInt16(truncatingIfNeeded: position),
                    value: Int32((scalar - 0x2160) % 16 + 1), kind: .word, flags: .roman))
            return
        }
        var value: Int32 = 0
        var digits: UInt8 = 0
        while position < bytes.count {
            let (scalar, width) = self.scalar(at: position)
            guard 0xFF10...0xFF19 ~= scalar else { break }
            value = value < 100_000 ? value * 10 + Int32(scalar - 0xFF10) : value
            digits = min(digits + 1, 99)
            position += width
            length += 1
        }
        add(
            PhraseToken(
                start: UInt16(truncatingIfNeeded: start), end: UInt16(truncatingIfNeeded: position), value: value,
                kind: .number, flags: digits > 5 ? .quantity : [], digits: digits))
    }

    // MARK: Signs

    private mutating func scanMark(_ scalar: UInt32, _ width: Int) {
        let start = position
        position += width
        let kind: PhraseToken.Kind
        var keyword = TimeKeyword.none
        switch Punctuation.of(scalar) {
        case .space:
            spaced = true
            length += 1
            return
        case .ignored: return
        case .combining:
            length += 1
            return
        case .dash: kind = .dash
        case .tilde:
            // "2021~2025"; two of them strike out.
            let touches =
                bytes[max(start, 1) - 1] == 0x7E && start > 0 || position < bytes.count && bytes[position] == 0x7E
            guard count > 0, !touches else { return }
            kind = .dash
        case .slash:
            kind = .slash
            // "15/10//2025": the second was struck twice.
            if count > 1, tokens[count - 1].kind == .slash, tokens[count - 2].kind == .number, !spaced {
                tokens[count - 1].flags.insert(.corrected)
                tokens[count - 1].end = UInt16(truncatingIfNeeded: position)
                return
            }
        case .dot: kind = .dot
        case .comma:
            kind = .comma
            if repeats(.comma) { return }
        case .semicolon:
            kind = .semicolon
            if repeats(.semicolon) { return }
        case .colon: kind = .colon
        case .open: kind = .open
        case .close: kind = .close
        case .quoteOpen: kind = .quoteOpen
        case .quoteClose: kind = .quoteClose
        case .quote: kind = .quote
        case .percent: kind = .percent
        case .and: (kind, keyword) = (.symbol, .and)
        case .less, .atMost:
            kind = .symbol
            if startsNumber(position), count == 0 || tokens[count - 1].kind != .word {
                keyword = scalar == 0x3C ? .before : .notBeyond
            }
        case .symbol:
            // The point of an arrow: "2021 -> 2025".
            if scalar == 0x3E, count > 0, tokens[count - 1].kind == .dash, Int(tokens[count - 1].end) == start {
                return
            }
            kind = .symbol
        }
        length += 1
        add(
            PhraseToken(
                start: UInt16(truncatingIfNeeded: start), end: UInt16(truncatingIfNeeded: position),
                kind: keyword == .before || keyword == .notBeyond ? .word : kind, keyword: keyword))
    }

    /// Whether the sign was struck twice: "hằng năm,, trước 30/6".
    private func repeats(_ kind: PhraseToken.Kind) -> Bool { count > 0 && tokens[count - 1].kind == kind }

    private func startsNumber(_ i: Int) -> Bool {
        var i = i
        while i < bytes.count, bytes[i] == 0x20 || bytes[i] == 0xC2 || bytes[i] == 0xA0 { i += 1 }
        return isDigit(i)
    }
}
