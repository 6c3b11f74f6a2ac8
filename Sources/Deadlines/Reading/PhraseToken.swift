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
    static let day: UInt64 = 14 | 7 << 5 | 1 << 10 | 25 << 15
    static let week: UInt64 = 20 | 21 << 5 | 1 << 10 | 14 << 15
    static let month: UInt64 = 20 | 8 << 5 | 1 << 10 | 14 << 15 | 7 << 20
    static let quarter: UInt64 = 17 | 21 << 5 | 25 << 10
    static let year: UInt64 = 14 | 1 << 5 | 13 << 10

    /// The base letters of a syllable.
    static func base(_ letters: StaticString) -> UInt64 {
        (0..<letters.utf8CodeUnitCount).reduce(0) { $0 | UInt64(letters.utf8Start[$1] - 0x60) << UInt64($1 * 5) }
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
