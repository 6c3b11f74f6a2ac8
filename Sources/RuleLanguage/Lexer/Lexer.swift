import Diagnostics

/// Cuts the bytes of a rule file into tokens. A keyword of several syllables is one token, wherever its lines break.
///
/// Look-alike characters are not tokens: they are noted in ``corrections``, and the caller lexes the corrected text.
/// The bytes are valid UTF-8; see ``lexRules``.
struct Lexer {
    /// A character that is not what it looks like, and what was surely meant.
    struct Correction {
        enum Kind { case lookAlike, space, invisible }
        var span: Span
        var replacement: String
        var kind: Kind
    }

    private(set) var tokens: [Token] = []
    private(set) var comments: [Comment] = []
    /// As many as a person will read, and the count of the others.
    private(set) var problems: [(RuleProblem, Span)] = []
    private(set) var untold = 0
    private(set) var corrections: [Correction] = []

    let bytes: UnsafeBufferPointer<UInt8>
    private let trie = KeywordTrie.standard
    var at = 0
    /// The end of the last token on this line, or -1.
    private var lastOnLine = -1

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        tokens.reserveCapacity(bytes.count / 5 + 16)
    }

    mutating func run() {
        // A byte order mark at the beginning is some editors' habit.
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { at = 3 }
        while at < bytes.count {
            let byte = bytes[at]
            switch byte {
            case 0x20, 0x09, 0x0B, 0x0C: at += 1
            case 0x0A, 0x0D:
                at += 1
                lastOnLine = -1
            case 0x61...0x7A, 0x41...0x5A: word()
            case 0x30...0x39: number()
            case 0x22: string()
            case 0x23: comment()
            case 0x2C: sign(.comma, 1)
            case 0x3B:
                report(.programmersOperator(";", meant: ","), Span(at, at + 1))
                sign(.comma, 1)
            case 0x28: sign(.leftParenthesis, 1)
            case 0x29: sign(.rightParenthesis, 1)
            case 0x3D:
                if peek(1) == 0x3D { report(.programmersOperator("==", meant: "="), Span(at, at + 2)) }
                sign(.equal, peek(1) == 0x3D ? 2 : 1)
            case 0x3C:
                switch peek(1) {
                case 0x3D: sign(.lessOrEqual, 2)
                case 0x3E: sign(.notEqual, 2)
                default: sign(.less, 1)
                }
            case 0x3E: sign(peek(1) == 0x3D ? .greaterOrEqual : .greater, peek(1) == 0x3D ? 2 : 1)
            case 0x21 where peek(1) == 0x3D: sign(.notEqual, 2)
            case 0x21: operatorWord("!", 1, .not)
            case 0x26: operatorWord(peek(1) == 0x26 ? "&&" : "&", peek(1) == 0x26 ? 2 : 1, .and)
            case 0x7C: operatorWord(peek(1) == 0x7C ? "||" : "|", peek(1) == 0x7C ? 2 : 1, .or)
            case 0x2D where 0x30...0x39 ~= peek(1): number()
            case 0x25 where tokens.last?.kind == .number: percentSign()
            case 0x80...: beyondASCII()
            default: strange()
            }
        }
        tokens.append(Token(.end, bytes.count, bytes.count))
    }

    @inline(__always)
    func peek(_ ahead: Int) -> UInt8 { at + ahead < bytes.count ? bytes[at + ahead] : 0 }

    mutating func report(_ problem: @autoclosure () -> RuleProblem, _ span: Span) {
        guard problems.count < RuleLimits.errors else {
            untold += 1
            return
        }
        problems.append((problem(), span))
    }

    @inline(__always)
    mutating func push(_ token: Token) {
        tokens.append(token)
        lastOnLine = Int(token.end)
    }

    private mutating func sign(_ kind: Token.Kind, _ length: Int) {
        push(Token(kind, at, at + length))
        at += length
    }

    /// An operator of programming languages: told, and read as the word, in the language of the word before.
    private mutating func operatorWord(_ text: String, _ length: Int, _ keyword: Keyword) {
        var isVietnamese = false
        if let before = tokens.suffix(4).last(where: { $0.kind == .keyword }) {
            isVietnamese = bytes[Int(before.start)..<Int(before.end)].contains(where: { $0 >= 0x80 })
        }
        let isGlued = at + length < bytes.count && bytes[at + length] > 0x20
        let meant = (isVietnamese ? keyword.vietnamese[0] : keyword.english[0]) + (isGlued ? " " : "")
        report(.programmersOperator(text, meant: meant), Span(at, at + length))
        push(Token(.keyword, keyword: keyword, at, at + length))
        at += length
    }

    /// `50 %`, with white space between.
    private mutating func percentSign() {
        let last = tokens.count - 1
        tokens[last].kind = .percent
        at += 1
        tokens[last].end = UInt32(truncatingIfNeeded: at)
        lastOnLine = at
    }

    private mutating func comment() {
        let start = at
        while at < bytes.count, bytes[at] != 0x0A, bytes[at] != 0x0D { at += 1 }
        comments.append(Comment(span: Span(start, at), isOwnLine: lastOnLine < 0))
        refuseTurns(start, at)
    }

    /// U+202A–202E (E2 80 AA…AE) and U+2066–2069 (E2 81 A6…A9) make a text look like another.
    private mutating func refuseTurns(_ start: Int, _ end: Int) {
        var i = start
        while i + 2 < end {
            if bytes[i] == 0xE2, bytes[i + 1] == 0x80 || bytes[i + 1] == 0x81,
                bytes[i + 1] == 0x80 ? 0xAA...0xAE ~= bytes[i + 2] : 0xA6...0xA9 ~= bytes[i + 2]
            {
                let value = 0x2000 | Int(bytes[i + 1] & 0x3F) << 6 | Int(bytes[i + 2] & 0x3F)
                report(.turnedDirection("U+" + String(value, radix: 16, uppercase: true)), Span(i, i + 3))
            }
            i += 1
        }
    }

    /// A string ends on its line: one that is not closed takes the rest of the line and nothing more. A quotation mark
    /// within it is written twice.
    private mutating func string() {
        if closesWord() { return }
        let start = at
        var end = at + 1
        while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D {
            if bytes[end] != 0x22 {
                end += 1
            } else if end + 1 < bytes.count, bytes[end + 1] == 0x22 {
                end += 2
            } else {
                break
            }
        }
        if end < bytes.count, bytes[end] == 0x22 {
            end += 1
        } else if let quote = curlyQuote(from: start + 1, to: end) {
            corrections.append(Correction(span: quote, replacement: "\"", kind: .lookAlike))
            end = quote.end
        } else {
            // Words after a comment sign or two spaces hardly belong to it, but nobody knows.
            while end > start + 1, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
            // `"khẩn""`: one mark too many rather than one too few.
            let isDoubled = end - start > 3 && bytes[end - 1] == 0x22 && bytes[end - 2] == 0x22
            report(.unclosedString(isDoubled: isDoubled), Span(start, end))
            push(Token(.string, start, end, value: isDoubled ? 2 : 1))
            at = end
            return
        }
        refuseTurns(start, end)
        if end - start > RuleLimits.string { report(.stringTooLong, Span(start, end)) }
        push(Token(.string, start, end))
        at = end
    }

    /// `khẩn" and …`: a mark right behind a word, and before none, closes a string that was never opened.
    private mutating func closesWord() -> Bool {
        guard let word = tokens.last, Int(word.end) == at, [.word, .keyword, .number].contains(word.kind),
            peek(1) <= 0x20 || peek(1) == 0x2C
        else { return false }
        report(.unopenedString, Span(Int(word.start), at + 1))
        tokens.removeLast()
        push(Token(.string, Int(word.start), at + 1, value: 3))
        at += 1
        return true
    }

    /// The first closing quotation mark of print on the rest of a line.
    private func curlyQuote(from start: Int, to end: Int) -> Span? {
        var i = start
        while i + 2 < end {
            // U+201C…U+201F are E2 80 9C…9F; U+00BB is C2 BB.
            if bytes[i] == 0xE2, bytes[i + 1] == 0x80, 0x9C...0x9F ~= bytes[i + 2] { return Span(i, i + 3) }
            i += 1
        }
        return nil
    }

    private mutating func word() {
        let start = at
        var (end, key) = scanWord(from: at)
        guard let first = trie.step(from: KeywordTrie.root, key) else {
            push(Token(.word, start, end))
            at = end
            return
        }
        var state = first
        var found = trie.keyword(at: state)
        var foundEnd = end
        let syllable = (keyword: found, end: end)
        while trie.mayContinue(state) {
            var next = end
            while next < bytes.count, bytes[next] == 0x20 || 0x09...0x0D ~= bytes[next] { next += 1 }
            guard next > end, next < bytes.count, bytes[next] >= 0x41 else { break }
            (end, key) = scanWord(from: next)
            guard end > next, let further = trie.step(from: state, key) else { break }
            state = further
            if let keyword = trie.keyword(at: state) {
                found = keyword
                foundEnd = end
            }
        }
        // “không quá 8 lần” is “at most 8 times”, but “không quá hạn” is “not overdue”.
        if found == .upTo, syllable.keyword == .not, isDue(behind: foundEnd) {
            (found, foundEnd) = (.not, syllable.end)
        }
        if let found {
            push(Token(.keyword, keyword: found, start, foundEnd))
            at = foundEnd
        } else {
            at = scanWord(from: start).end
            push(Token(.word, start, at))
        }
    }

    private func isDue(behind end: Int) -> Bool {
        var next = end
        while next < bytes.count, bytes[next] == 0x20 || 0x09...0x0D ~= bytes[next] { next += 1 }
        return trie.step(from: KeywordTrie.root, scanWord(from: next).key).flatMap(trie.keyword) == .due
    }

    /// The word that starts at a letter, and its key. Stops before what is no letter, digit, hyphen or mark.
    @inline(__always)
    private func scanWord(from start: Int) -> (end: Int, key: SyllableKey) {
        var key = SyllableKey()
        var i = start
        while i < bytes.count {
            let byte = bytes[i]
            if byte < 0x80 {
                let code = SyllableKey.asciiCodes[Int(byte)]
                if code == 0 { break }
                key.append(code: code)
                i += 1
                continue
            }
            let (scalar, length) = decode(i)
            let entry = SyllableKey.composed(scalar)
            if entry != 0 {
                key.append(code: UInt8(truncatingIfNeeded: entry))
                if entry >> 8 != 0 { key.set(tone: UInt8(truncatingIfNeeded: entry >> 8)) }
            } else {
                guard let unicode = Unicode.Scalar(scalar) else { break }
                if let mark = Letter.mark(unicode) {
                    if mark == .tone { key.set(tone: SyllableKey.toneNumber(unicode)) } else { key.qualify(unicode) }
                } else if lookAlike(unicode) == nil, unicode.properties.isAlphabetic || isMark(unicode) {
                    key.invalidate()
                } else {
                    break
                }
            }
            i += length
        }
        return (i, key)
    }

    private func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: true
        default: false
        }
    }

    @inline(__always)
    private func decode(_ i: Int) -> (scalar: UInt32, length: Int) {
        let a = UInt32(bytes[i])
        func low(_ k: Int) -> UInt32 { i + k < bytes.count ? UInt32(bytes[i + k]) & 0x3F : 0 }
        if a < 0x80 { return (a, 1) }
        if a < 0xE0 { return ((a & 0x1F) << 6 | low(1), 2) }
        if a < 0xF0 { return ((a & 0x0F) << 12 | low(1) << 6 | low(2), 3) }
        return ((a & 0x07) << 18 | low(1) << 12 | low(2) << 6 | low(3), 4)
    }

    private mutating func beyondASCII() {
        let (value, length) = decode(at)
        if SyllableKey.composed(value) != 0 { return word() }
        guard let scalar = Unicode.Scalar(value) else {
            at += length
            return
        }
        let span = Span(at, at + length)
        switch value {
        case 0x2264, 0x2265, 0x2260:
            push(Token(value == 0x2264 ? .lessOrEqual : value == 0x2265 ? .greaterOrEqual : .notEqual, at, at + length))
            at += length
        case 0x85, 0x2028, 0x2029:
            at += length
            lastOnLine = -1
        case _ where isSpace(scalar):
            corrections.append(Correction(span: span, replacement: " ", kind: .space))
            at += length
        case _ where isInvisible(scalar):
            corrections.append(Correction(span: span, replacement: "", kind: .invisible))
            at += length
        default:
            if let plain = lookAlike(scalar) {
                corrections.append(Correction(span: span, replacement: String(plain), kind: .lookAlike))
                at += length
                if plain == "\"" { quoted() }
            } else if scalar.properties.isAlphabetic || isMark(scalar) {
                word()
            } else {
                strange()
            }
        }
    }

    /// The inside of a string whose opening mark is one of print is left as it is.
    private mutating func quoted() {
        var end = at
        while end < bytes.count, bytes[end] != 0x22, bytes[end] != 0x0A, bytes[end] != 0x0D {
            let (scalar, length) = decode(end)
            if 0x201C...0x201F ~= scalar || scalar == 0xBB {
                corrections.append(Correction(span: Span(end, end + length), replacement: "\"", kind: .lookAlike))
                at = end + length
                return
            }
            end += length
        }
        at = end < bytes.count && bytes[end] == 0x22 ? end + 1 : end
    }

    /// A run of characters that no rule file has: one error for all of them.
    private mutating func strange() {
        let start = at
        while at < bytes.count {
            let (value, length) = decode(at)
            // The first is always taken: whatever it is, the lexer moves on.
            if at > start {
                guard let scalar = Unicode.Scalar(value), !isSpace(scalar), !isInvisible(scalar) else { break }
                if value < 0x80 {
                    if SyllableKey.asciiCodes[Int(value)] != 0 || "\"#,()=<>".unicodeScalars.contains(scalar) { break }
                } else if scalar.properties.isAlphabetic || lookAlike(scalar) != nil {
                    break
                }
            }
            at += length
        }
        let shown = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<min(at, start + 64)]), as: UTF8.self)
        report(.strangeCharacter(shown), Span(start, at))
        lastOnLine = at
    }
}
