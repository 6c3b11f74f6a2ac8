/// Our own dense numbers to indices: open addressing with linear probing, for the millions of lookups that a
/// dictionary's keyed hash would dominate. The keys are not an author's to choose, so no one can make them collide.
struct IndexTable: Sendable {
    /// A key in the upper half, its value in the lower: what is asked together lies together.
    private var slots: [UInt64] = []
    private var count = 0
    private var shift: UInt64 = 0

    private static let empty = UInt64.max

    init() {}

    private init(bits: UInt64) {
        slots = [UInt64](repeating: Self.empty, count: 1 << bits)
        shift = 64 - bits
    }

    /// The slot of a key, or the empty one where it would be.
    @inline(__always)
    private func slot(_ key: UInt32) -> Int {
        // Fibonacci hashing: the upper bits of the product, which every bit of the key reaches.
        var slot = Int(truncatingIfNeeded: (UInt64(key) &* 0x9E37_79B9_7F4A_7C15) >> shift)
        while slots[slot] >> 32 != key, slots[slot] != Self.empty { slot = (slot + 1) & (slots.count - 1) }
        return slot
    }

    /// - Parameter key: not `UInt32.max`.
    @inline(__always)
    subscript(key: UInt32) -> UInt32? {
        if slots.isEmpty { return nil }
        let found = slots[slot(key)]
        return found == Self.empty ? nil : UInt32(truncatingIfNeeded: found)
    }

    mutating func insert(_ value: UInt32, for key: UInt32) {
        if (count + 1) * 4 > slots.count * 3 { grow() }
        let slot = slot(key)
        if slots[slot] == Self.empty { count += 1 }
        slots[slot] = UInt64(key) << 32 | UInt64(value)
    }

    /// Its room stays.
    mutating func removeAll() {
        for i in slots.indices { slots[i] = Self.empty }
        count = 0
    }

    private mutating func grow() {
        var larger = IndexTable(bits: slots.isEmpty ? 3 : 65 - shift)
        for slot in slots where slot != Self.empty {
            larger.insert(UInt32(truncatingIfNeeded: slot), for: UInt32(truncatingIfNeeded: slot >> 32))
        }
        self = larger
    }
}
