/// Pairs of our own dense numbers to indices: open addressing with linear probing, for the millions of lookups that a
/// dictionary's keyed hash would dominate. The keys are not an author's to choose, so no one can make them collide.
struct IndexTable: Sendable {
    private var keys: [UInt64]
    private var values: [UInt32]
    private(set) var count = 0
    private var mask: Int

    private static let empty = UInt64.max

    init(capacity: Int = 16) {
        var size = 16
        while size * 3 < capacity * 4 { size *= 2 }
        keys = [UInt64](repeating: Self.empty, count: size)
        values = [UInt32](repeating: 0, count: size)
        mask = size - 1
    }

    /// Neither half may be `UInt32.max`.
    @inline(__always)
    static func key(_ high: UInt32, _ low: UInt32) -> UInt64 { UInt64(high) << 32 | UInt64(low) }

    @inline(__always)
    private func slot(_ key: UInt64) -> Int {
        // Fibonacci hashing, with the high half folded in so that both numbers reach every bit.
        let mixed = (key ^ key >> 29) &* 0x9E37_79B9_7F4A_7C15
        var slot = Int(truncatingIfNeeded: mixed >> 20) & mask
        while keys[slot] != key, keys[slot] != Self.empty { slot = (slot + 1) & mask }
        return slot
    }

    @inline(__always)
    subscript(key: UInt64) -> UInt32? {
        let slot = slot(key)
        return keys[slot] == key ? values[slot] : nil
    }

    mutating func insert(_ value: UInt32, for key: UInt64) {
        if (count + 1) * 4 > keys.count * 3 { grow() }
        let slot = slot(key)
        if keys[slot] == Self.empty { count += 1 }
        keys[slot] = key
        values[slot] = value
    }

    private mutating func grow() {
        var larger = IndexTable(capacity: keys.count * 3 / 2)
        for (key, value) in zip(keys, values) where key != Self.empty { larger.insert(value, for: key) }
        self = larger
    }
}
