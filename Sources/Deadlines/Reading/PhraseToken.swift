/// A piece of a phrase: first a syllable or number as it was scanned, then a keyword of one or several syllables.
struct PhraseToken {
    enum Kind: UInt8 {
        case end, word, number, dash, slash, dot, comma, semicolon, colon, open, close, quoteOpen, quoteClose, quote
        case percent, symbol
    }

    struct Flags: OptionSet {
        let rawValue: UInt16
        static let spaced = Flags(rawValue: 1)
        /// A letter was read as a digit or the reverse, an old font's letter was replaced, or a word was taken apart.
        static let corrected = Flags(rawValue: 2)
        /// Its marks are lost, all of them.
        static let lost = Flags(rawValue: 4)
        /// Some of its marks are lost or wrong.
        static let wrong = Flags(rawValue: 8)
        /// A keyword only where a date around it says so: its marks are lost or wrong.
        static let weak = Flags(rawValue: 16)
        /// A number that cannot be part of a date: grouped thousands, or too long.
        static let quantity = Flags(rawValue: 32)
        /// Its letters may be a Roman numeral; its value is in `value`.
        static let roman = Flags(rawValue: 64)
        /// A Roman numeral only if l, I and 1 are taken for one another.
        static let romanCorrected = Flags(rawValue: 128)
    }

    /// Letters of a syllable, five bits each from the first; 0 for what is longer than twelve letters.
    var base: UInt64 = 0
    /// Qualities, two bits per letter, and the tone from bit 24.
    var marks: UInt32 = 0
    /// Byte offsets in the phrase.
    var start: UInt16 = 0
    var end: UInt16 = 0
    /// Of a number, a numeral, or a Roman numeral.
    var value: Int32 = 0
    var kind: Kind = .end
    var keyword: TimeKeyword = .none
    var flags: Flags = []
    /// Digits of a number as it was written.
    var digits: UInt8 = 0
    /// Of a syllable with two tones, which are two glued: the first, as in the marks.
    var firstTone: UInt8 = 0

    // Letters of "ngày", "tuần", "tháng", "quý", "năm".
    static var day: UInt64 { base("ngay") }
    static var week: UInt64 { base("tuan") }
    static var month: UInt64 { base("thang") }
    static var quarter: UInt64 { base("quy") }
    static var year: UInt64 { base("nam") }

    /// The base letters of a syllable; the compiler works it out.
    @inline(__always)
    static func base(_ letters: StaticString) -> UInt64 {
        var base: UInt64 = 0
        var i = letters.utf8CodeUnitCount
        while i > 0 {
            i -= 1
            base = base << 5 | UInt64(letters.utf8Start[i] - 0x60)
        }
        return base
    }

    /// Whether the letters are those of "tháng" but for one that is lost, or for another in the place of one.
    var isLikeMonth: Bool {
        let month = PhraseToken.month
        for bit: UInt64 in [0, 5, 10, 15, 20] {
            let before: UInt64 = (1 << bit) - 1
            let letter: UInt64 = 31 << bit
            let without = month & before | (month & ~before & ~letter) >> 5
            if base == without || base & ~letter == month & ~letter { return true }
        }
        return false
    }

    /// A keyword that needs no date around it to be one.
    var strong: TimeKeyword { flags.contains(.weak) ? .none : keyword }
    var isSpaced: Bool { flags.contains(.spaced) }
}
