/// A Vietnamese letter taken apart: its base letter, what changes the vowel (or makes d a đ), and the tone.
///
/// The core has no normalisation of Unicode at hand and needs none: a composed letter and a base letter with its
/// combining marks give the same values here, and as the tone belongs to the syllable, both places of writing it do.
struct FoldedLetter {
    /// Bits 0–7 the base letter in ASCII lower case, 8–9 the quality, 10–12 the tone, 13 upper case, 14 a mistake of
    /// old fonts that stands for this letter.
    var bits: UInt16

    /// 1 circumflex, or the bar of đ; 2 breve; 3 horn.
    var quality: UInt32 { UInt32(bits >> 8 & 3) }
    /// 1 grave, 2 acute, 3 hook, 4 tilde, 5 dot below.
    var tone: UInt32 { UInt32(bits >> 10 & 7) }
    var base: UInt8 { UInt8(truncatingIfNeeded: bits) }
    var isUpper: Bool { bits & 0x2000 != 0 }
    var isMistaken: Bool { bits & 0x4000 != 0 }
    var isLetter: Bool { bits & 0xFF != 0 }
}

/// Composed letters of the blocks Latin-1, Latin Extended-A and -B, and Latin Extended Additional.
struct LetterTable {
    private static let low: UInt32 = 0xC0
    private static let lowEnd: UInt32 = 0x1B1
    private static let high: UInt32 = 0x1EA0
    private static let highEnd: UInt32 = 0x1EFA

    private let letters: UnsafeMutablePointer<UInt16>

    /// Base letter, quality, tone; of U+1EA0 and every second one after it.
    fileprivate static let additional: StaticString = """
        a05a03a12a11a13a14a15a22a21a23a24a25e05e03e04e12e11e13e14e15i03i05o05o03o12o11o13o14o15o32o31o33o34o35\
        u05u03u32u31u33u34u35y01y05y03y04
        """
    /// Of U+00C0 and after; a full stop where no Vietnamese letter is. Lower case stands 32 places on.
    fileprivate static let latin1: StaticString = """
        a01a02a10a04............e01e02e10...i01i02......d10...o01o02o10o04.........u01u02......y02
        """

    init() {
        let count = Int(LetterTable.lowEnd - LetterTable.low + LetterTable.highEnd - LetterTable.high)
        letters = .allocate(capacity: count)
        letters.initialize(repeating: 0, count: count)
        func pack(_ base: UInt8, _ quality: UInt8, _ tone: UInt8) -> UInt16 {
            UInt16(base) | UInt16(quality - 0x30) << 8 | UInt16(tone - 0x30) << 10
        }
        let additional = LetterTable.additional.utf8Start
        let first = Int(LetterTable.lowEnd - LetterTable.low)
        for i in 0..<45 {
            let letter = pack(additional[i * 3], additional[i * 3 + 1], additional[i * 3 + 2])
            letters[first + i * 2] = letter | 0x2000
            letters[first + i * 2 + 1] = letter
        }
        let latin1 = LetterTable.latin1.utf8Start
        for i in 0..<LetterTable.latin1.utf8CodeUnitCount / 3 where latin1[i * 3] != UInt8(ascii: ".") {
            let letter = pack(latin1[i * 3], latin1[i * 3 + 1], latin1[i * 3 + 2])
            letters[i] = letter | 0x2000
            letters[i + 32] = letter
        }
        func set(_ upper: UInt32, _ lower: UInt32, _ letter: UInt16) {
            letters[Int(upper - LetterTable.low)] = letter | 0x2000
            letters[Int(lower - LetterTable.low)] = letter
        }
        set(0x102, 0x103, pack(UInt8(ascii: "a"), 0x32, 0x30))
        set(0x110, 0x111, pack(UInt8(ascii: "d"), 0x31, 0x30))
        set(0x128, 0x129, pack(UInt8(ascii: "i"), 0x30, 0x34))
        set(0x168, 0x169, pack(UInt8(ascii: "u"), 0x30, 0x34))
        set(0x1A0, 0x1A1, pack(UInt8(ascii: "o"), 0x33, 0x30))
        set(0x1AF, 0x1B0, pack(UInt8(ascii: "u"), 0x33, 0x30))
        set(0x1A2, 0x1A3, pack(UInt8(ascii: "u"), 0x33, 0x30) | 0x4000)
    }

    /// - Returns: a letter without a base where the scalar is no letter of Vietnamese. Full-width letters are folded.
    @inline(__always)
    func letter(_ scalar: UInt32) -> FoldedLetter {
        if scalar < 0x80 {
            if scalar &- 0x61 < 26 { return FoldedLetter(bits: UInt16(truncatingIfNeeded: scalar)) }
            if scalar &- 0x41 < 26 { return FoldedLetter(bits: UInt16(truncatingIfNeeded: scalar + 32) | 0x2000) }
            return FoldedLetter(bits: 0)
        }
        if scalar >= LetterTable.low, scalar < LetterTable.lowEnd {
            return FoldedLetter(bits: letters[Int(scalar - LetterTable.low)])
        }
        if scalar >= LetterTable.high, scalar < LetterTable.highEnd {
            return FoldedLetter(
                bits: letters[Int(LetterTable.lowEnd - LetterTable.low + scalar - LetterTable.high)])
        }
        if scalar >= 0xFF21, scalar <= 0xFF5A { return letter(scalar - 0xFEE0) }
        if scalar >= 0x400, scalar < 0x500 {
            return LetterTable.lookalike(scalar).map { FoldedLetter(bits: letter($0).bits | 0x4000) }
                ?? FoldedLetter(bits: 0)
        }
        return FoldedLetter(bits: 0)
    }

    /// The Latin letter that a Cyrillic one looks like.
    private static func lookalike(_ scalar: UInt32) -> UInt32? {
        let (cyrillic, latin): (StaticString, StaticString) = ("АВЕКМНОРСТУХІаеорсухі", "ABEKMHOPCTYXIaeopcyxi")
        // Each takes two bytes.
        for i in 0..<latin.utf8CodeUnitCount {
            let bytes = cyrillic.utf8Start + i * 2
            if UInt32(bytes[0] & 0x1F) << 6 | UInt32(bytes[1] & 0x3F) == scalar { return UInt32(latin.utf8Start[i]) }
        }
        return nil
    }
}

/// What a scalar that is neither letter nor digit means here.
enum Punctuation: UInt8 {
    case space, ignored, dash, slash, dot, comma, semicolon, colon, open, close, quoteOpen, quoteClose, quote, percent
    /// Signs that stand for words: & +, <, ≤.
    case and, less, atMost
    case tilde, symbol
    /// Combining: a tone or a quality for the letter before.
    case combining

    /// One switch for ASCII and the look-alikes of other blocks.
    static func of(_ scalar: UInt32) -> Punctuation {
        switch scalar {
        case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: .space
        // Emphasis of Markdown, soft hyphens, zero-width characters.
        case 0x2A, 0x5F, 0x60, 0xAD, 0x200B...0x200F, 0x2060, 0xFEFF: .ignored
        case 0x2D, 0xF7, 0x2010...0x2015, 0x2192, 0x21D2, 0x2212, 0xFE58, 0xFE63, 0xFF0D: .dash
        case 0x7E, 0x223C, 0xFF5E: .tilde
        case 0x2F, 0x5C, 0x2044, 0x2215, 0x29F8, 0xFF0F: .slash
        case 0x2E, 0x2026, 0xFF0E: .dot
        case 0x2C, 0xFF0C, 0x3001, 0x7C: .comma
        case 0x3B, 0xFF1B: .semicolon
        case 0x3A, 0xFF1A: .colon
        case 0x28, 0x5B, 0x7B, 0xFF08: .open
        case 0x29, 0x5D, 0x7D, 0xFF09: .close
        case 0x201C, 0x201E, 0xAB: .quoteOpen
        case 0x201D, 0xBB: .quoteClose
        case 0x22, 0xFF02: .quote
        case 0x25, 0xFF05, 0x2030: .percent
        case 0x26, 0x2B: .and
        case 0x3C: .less
        case 0x2264: .atMost
        case 0x0300...0x036F: .combining
        default: .symbol
        }
    }
}

extension PhraseToken {
    /// The marks of a syllable in small, composed letters, as a dictionary has it; the compiler works them out.
    @inline(__always)
    static func marks(_ syllable: StaticString) -> UInt32 {
        let bytes = syllable.utf8Start
        var marks: UInt32 = 0
        var bit: UInt32 = 0
        var i = 0
        while i < syllable.utf8CodeUnitCount {
            // Every byte but those that continue a letter begins one.
            if bytes[i] & 0xC0 != 0x80 {
                if bytes[i] >= 0x80 { marks |= PhraseToken.marks(of: bytes + i, at: bit) }
                bit += 2
            }
            i += 1
        }
        return marks
    }

    /// Of the letter that begins at a byte, from a bit on.
    @inline(__always)
    private static func marks(of letter: UnsafePointer<UInt8>, at bit: UInt32) -> UInt32 {
        switch letter[0] {
        case 0xE1:
            let place = (Int(letter[1]) - 0xBA) * 0x40 + Int(letter[2]) - 0xA0
            return marks(LetterTable.additional.utf8Start + place / 2 * 3, at: bit)
        case 0xC3: return marks(LetterTable.latin1.utf8Start + (Int(letter[1]) - 0xA0) * 3, at: bit)
        // ă, đ, ĩ; ũ; ơ, ư
        case 0xC4: return letter[1] == 0x83 ? 2 << bit : letter[1] == 0x91 ? 1 << bit : 4 << 24
        case 0xC5: return 4 << 24
        default: return 3 << bit
        }
    }

    /// Of a letter of the tables: its base, quality and tone.
    @inline(__always)
    private static func marks(_ letter: UnsafePointer<UInt8>, at bit: UInt32) -> UInt32 {
        UInt32(letter[1] - 0x30) << bit | UInt32(letter[2] - 0x30) << 24
    }
}
