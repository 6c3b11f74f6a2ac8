/// A set of small numbers, as a row of bits.
struct Bitset: Hashable, Sendable {
    private(set) var words: [UInt64]
    let count: Int

    init(count: Int, filled: Bool = false) {
        self.count = count
        words = [UInt64](repeating: filled ? ~0 : 0, count: (count + 63) / 64)
        trim()
    }

    /// The numbers below `count` that are meant: a word at a time.
    @inline(__always)
    init(count: Int, where isMember: (Int) -> Bool) {
        self.count = count
        words = stride(from: 0, to: count, by: 64).map { base in
            var word: UInt64 = 0
            for bit in 0..<min(64, count - base) where isMember(base + bit) { word |= 1 << UInt64(bit) }
            return word
        }
    }

    @inline(__always)
    subscript(index: Int) -> Bool {
        get { words[index >> 6] >> UInt64(index & 63) & 1 != 0 }
        set {
            let bit: UInt64 = 1 << UInt64(index & 63)
            if newValue { words[index >> 6] |= bit } else { words[index >> 6] &= ~bit }
        }
    }

    mutating func formIntersection(_ other: Bitset) {
        for i in words.indices { words[i] &= other.words[i] }
    }

    mutating func formUnion(_ other: Bitset) {
        for i in words.indices { words[i] |= other.words[i] }
    }

    /// What is in this one and not in the other.
    mutating func subtract(_ other: Bitset) {
        for i in words.indices { words[i] &= ~other.words[i] }
    }

    mutating func invert() {
        for i in words.indices { words[i] = ~words[i] }
        trim()
    }

    /// The bits of word `word` that lie in a range of indices.
    @inline(__always)
    func bits(ofWord word: Int, in range: Range<Int>) -> UInt64 {
        var bits = words[word]
        let base = word << 6
        if base < range.lowerBound { bits &= ~0 << UInt64(range.lowerBound - base) }
        if base + 64 > range.upperBound { bits &= ~0 >> UInt64(base + 64 - range.upperBound) }
        return bits
    }

    /// The words in which a range of indices lies; of an empty range none, or one without any bits of it.
    @inline(__always)
    static func words(of range: Range<Int>) -> Range<Int> { range.lowerBound >> 6..<(range.upperBound + 63) >> 6 }

    @inline(__always)
    func visit(_ each: (Int) -> Void) { visit(in: 0..<count, each) }

    /// The members that lie in a range, in order.
    @inline(__always)
    func visit(in range: Range<Int>, _ each: (Int) -> Void) {
        for word in Bitset.words(of: range) {
            var bits = bits(ofWord: word, in: range)
            while bits != 0 {
                each(word << 6 + bits.trailingZeroBitCount)
                bits &= bits - 1
            }
        }
    }

    /// Whether any of a range is in the set.
    func intersects(_ range: Range<Int>) -> Bool {
        Bitset.words(of: range).contains { bits(ofWord: $0, in: range) != 0 }
    }

    private mutating func trim() {
        if count & 63 != 0, !words.isEmpty { words[words.count - 1] &= ~0 >> UInt64(64 - count & 63) }
    }
}
