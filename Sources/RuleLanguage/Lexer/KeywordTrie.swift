import Diagnostics

/// A syllable or an English word as a number: its letters, with their quality, six bits each, and its tone. Case,
/// composition and the place of the tone mark do not change it. Nothing collides: a word with other letters, or with
/// more than twenty, has none.
struct SyllableKey: Hashable, Sendable {
    private(set) var low: UInt64 = 0
    private(set) var high: UInt64 = 0
    private var count: UInt8 = 0
    private var tone: UInt8 = 0
    private(set) var isValid = true

    @inline(__always)
    mutating func append(code: UInt8) {
        if count < 10 {
            low |= UInt64(code) << (UInt64(count) * 6)
        } else if count < 20 {
            high |= UInt64(code) << (UInt64(count - 10) * 6)
        } else {
            isValid = false
        }
        count &+= count < 21 ? 1 : 0
    }

    /// Gives the last letter a circumflex, breve or horn that was written as a mark of its own.
    mutating func qualify(_ mark: Unicode.Scalar) {
        guard count > 0, count <= 20 else {
            isValid = false
            return
        }
        let shift = UInt64(count > 10 ? count - 11 : count - 1) * 6
        let plain = UInt8(truncatingIfNeeded: (count > 10 ? high : low) >> shift & 63)
        guard let code = SyllableKey.qualified[UInt32(plain) << 16 | (mark.value & 0xFFFF)] else {
            isValid = false
            return
        }
        if count > 10 {
            high = high & ~(63 << shift) | UInt64(code) << shift
        } else {
            low = low & ~(63 << shift) | UInt64(code) << shift
        }
    }

    @inline(__always)
    mutating func set(tone: UInt8) {
        if self.tone != 0 { isValid = false }
        self.tone = tone
    }

    mutating func invalidate() { isValid = false }

    /// Twenty letters take 120 bits; the tone goes above them.
    var packed: (UInt64, UInt64) { (low, high | UInt64(tone) << 61) }

    /// The code of an ASCII letter, digit, '-' or '_' as a word has it; 0 for any other byte.
    static let asciiCodes: [UInt8] = (0..<128).map { byte in
        switch UInt8(byte) {
        case 0x61...0x7A: UInt8(byte - 0x60)
        case 0x41...0x5A: UInt8(byte - 0x40)
        case 0x30...0x39: UInt8(byte - 0x30 + 34)
        case 0x2D: 44
        case 0x5F: 45
        default: 0
        }
    }

    /// The code and tone of a composed letter from U+00C0 on, by its place in two ranges; 0 where it is none.
    static let composed: [UInt16] = (0..<(0x100 + 0x60)).map { index in
        guard let scalar = Unicode.Scalar(UInt32(index < 0x100 ? index + 0xC0 : index - 0x100 + 0x1EA0)),
            let letter = Letter(scalar)
        else { return 0 }
        return UInt16(code(base: letter.base, quality: letter.quality)) | UInt16(toneNumber(letter.tone)) << 8
    }

    /// - Returns: the letter's code in the low byte, its tone in the high one; 0 for what is not a letter.
    @inline(__always)
    static func composed(_ scalar: UInt32) -> UInt16 {
        switch scalar {
        case 0xC0..<0x1C0: composed[Int(scalar) - 0xC0]
        case 0x1EA0..<0x1F00: composed[Int(scalar) - 0x1EA0 + 0x100]
        default: 0
        }
    }

    static func toneNumber(_ mark: Unicode.Scalar?) -> UInt8 {
        switch mark?.value {
        case 0x300: 1
        case 0x301: 2
        case 0x303: 3
        case 0x309: 4
        case 0x323: 5
        default: 0
        }
    }

    private static let marked: [(Unicode.Scalar, Unicode.Scalar)] = [
        ("a", "\u{306}"), ("a", "\u{302}"), ("e", "\u{302}"), ("o", "\u{302}"), ("o", "\u{31B}"), ("u", "\u{31B}"),
    ]

    private static func code(base: Unicode.Scalar, quality: Unicode.Scalar?) -> UInt8 {
        if base == "đ" { return 33 }
        if let quality, let index = marked.firstIndex(where: { $0 == (base, quality) }) { return UInt8(index) + 27 }
        return UInt8(truncatingIfNeeded: base.value - 0x60)
    }

    private static let qualified: [UInt32: UInt8] = Dictionary(
        uniqueKeysWithValues: marked.enumerated().map { index, pair in
            ((pair.0.value - 0x60) << 16 | pair.1.value, UInt8(index) + 27)
        })

    init() {}

    /// Of one syllable as the keyword table spells it.
    init(spelling: Substring) {
        for scalar in spelling.unicodeScalars {
            if scalar.value < 0x80 {
                let code = SyllableKey.asciiCodes[Int(scalar.value)]
                precondition(code != 0, "a keyword has letters only")
                append(code: code)
            } else {
                let entry = SyllableKey.composed(scalar.value)
                precondition(entry != 0, "a keyword is spelled in composed letters")
                append(code: UInt8(entry & 0xFF))
                if entry >> 8 != 0 { set(tone: UInt8(entry >> 8)) }
            }
        }
    }
}

/// All spellings of all keywords, syllable by syllable, in one hash table keyed by (state, syllable).
struct KeywordTrie: Sendable {
    static let root: UInt16 = 0

    private struct Edge {
        var low: UInt64
        var high: UInt64
        var from: UInt16
        /// 0 marks an empty place: nothing leads back to the root.
        var to: UInt16
    }

    private let edges: [Edge]
    private let mask: Int
    /// Of each state: the keyword that ends there, or 255.
    private let accepts: [UInt8]
    /// Of each state: whether another syllable may follow.
    private let continues: [Bool]

    static let standard = KeywordTrie()

    private init() {
        var next: [[SyllableKey: UInt16]] = [[:]]
        var accepts: [UInt8] = [255]
        for keyword in Keyword.allCases {
            for spelling in keyword.english + keyword.vietnamese {
                var state = 0
                for syllable in spelling.split(separator: " ") {
                    let key = SyllableKey(spelling: syllable)
                    if let known = next[state][key] {
                        state = Int(known)
                    } else {
                        next.append([:])
                        accepts.append(255)
                        next[state][key] = UInt16(next.count - 1)
                        state = next.count - 1
                    }
                }
                precondition(
                    accepts[state] == 255 || accepts[state] == keyword.rawValue, "“\(spelling)” means two things")
                accepts[state] = keyword.rawValue
            }
        }
        let size = 2048
        var edges = [Edge](repeating: Edge(low: 0, high: 0, from: 0, to: 0), count: size)
        for (state, branches) in next.enumerated() {
            for (key, target) in branches {
                let (low, high) = key.packed
                var place = KeywordTrie.hash(low, high, UInt16(state)) & (size - 1)
                while edges[place].to != 0 { place = (place + 1) & (size - 1) }
                edges[place] = Edge(low: low, high: high, from: UInt16(state), to: target)
            }
        }
        self.edges = edges
        mask = size - 1
        self.accepts = accepts
        continues = next.map { !$0.isEmpty }
    }

    @inline(__always)
    private static func hash(_ low: UInt64, _ high: UInt64, _ state: UInt16) -> Int {
        var mixed = (low ^ UInt64(state) &* 0x9E37_79B9_7F4A_7C15) &* 0xBF58_476D_1CE4_E5B9
        mixed ^= high &* 0x94D0_49BB_1331_11EB
        mixed ^= mixed >> 29
        return Int(truncatingIfNeeded: mixed >> 1)
    }

    /// The state that a syllable leads to; nil where no keyword goes on so.
    @inline(__always)
    func step(from state: UInt16, _ key: SyllableKey) -> UInt16? {
        guard key.isValid else { return nil }
        let (low, high) = key.packed
        var place = KeywordTrie.hash(low, high, state) & mask
        while true {
            let edge = edges[place]
            if edge.to == 0 { return nil }
            if edge.low == low, edge.high == high, edge.from == state { return edge.to }
            place = (place + 1) & mask
        }
    }

    @inline(__always)
    func keyword(at state: UInt16) -> Keyword? { Keyword(rawValue: accepts[Int(state)]) }

    @inline(__always)
    func mayContinue(_ state: UInt16) -> Bool { continues[Int(state)] }
}
