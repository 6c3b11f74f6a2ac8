import Programmes

/// Numbers for texts, found by their bytes without making a `String`: keys, names of bodies and phrases come again and
/// again in the files of a site.
///
/// Open addressing with linear probing; the texts lie one after the other. Eight times for a task something is looked up
/// in one: with arrays in place of the room of its own each took twice the instructions.
struct ByteTable: ~Copyable {
    private struct Entry: BitwiseCopyable {
        var hash: UInt32
        /// Where its text ends; 0: empty.
        var end: UInt32
        var count: UInt32
        var value: UInt32

        static let none = Entry(hash: 0, end: 0, count: 0, value: 0)
    }

    /// A power of two, and at least twice what is held.
    private var entries: UnsafeMutableBufferPointer<Entry>
    private var texts = ScratchBuffer<UInt8>()
    private(set) var count = 0

    init() {
        entries = .allocate(capacity: 16)
        entries.initialize(repeating: .none)
        // One byte first, so that no text ends at 0.
        texts.append(0)
    }

    deinit { entries.deallocate() }

    func value(of text: UnsafeBufferPointer<UInt8>) -> UInt32? {
        let entry = entries[slot(of: text, ByteTable.hash(text))]
        return entry.end == 0 ? nil : entry.value
    }

    /// The caller has looked: the text is not there yet.
    mutating func insert(_ text: UnsafeBufferPointer<UInt8>, _ value: UInt32) {
        _ = self.value(of: text, orInsert: value)
    }

    /// - Returns: the text's value; nil where it had none, and has the new one from now on.
    mutating func value(of text: UnsafeBufferPointer<UInt8>, orInsert new: UInt32) -> UInt32? {
        let hash = ByteTable.hash(text)
        let slot = slot(of: text, hash)
        if entries[slot].end != 0 { return entries[slot].value }
        // Beyond this the offsets would not fit; what is not held is looked up the long way.
        guard texts.count + text.count < Int(UInt32.max) else { return nil }
        texts.append(contentsOf: text)
        entries[slot] = Entry(hash: hash, end: UInt32(texts.count), count: UInt32(text.count), value: new)
        count += 1
        if count * 2 > entries.count { grow() }
        return nil
    }

    /// As it began. The room is kept where it is not large: the next file mostly needs as much.
    mutating func removeAll() {
        guard count > 0 else { return }
        guard entries.count <= 4096, texts.count <= 1 << 16 else {
            self = ByteTable()
            return
        }
        entries.update(repeating: .none)
        texts.removeAll()
        texts.append(0)
        count = 0
    }

    /// Where a text is, or the empty place where it would be.
    @inline(__always)
    private func slot(of text: UnsafeBufferPointer<UInt8>, _ hash: UInt32) -> Int {
        let mask = entries.count &- 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while true {
            let entry = entries[slot]
            if entry.end == 0 || entry.hash == hash && matches(entry, text) { return slot }
            slot = (slot &+ 1) & mask
        }
    }

    @inline(__always)
    private func matches(_ entry: Entry, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard Int(entry.count) == text.count else { return false }
        let held = UnsafeRawBufferPointer(
            rebasing: UnsafeRawBufferPointer(texts.elements)[Int(entry.end &- entry.count)..<Int(entry.end)])
        let text = UnsafeRawBufferPointer(text)
        var at = 0
        while at &+ 8 < text.count {
            let a = held.loadUnaligned(fromByteOffset: at, as: UInt64.self)
            if a != text.loadUnaligned(fromByteOffset: at, as: UInt64.self) { return false }
            at &+= 8
        }
        return ByteTable.end(held) == ByteTable.end(text)
    }

    private mutating func grow() {
        let old = entries
        entries = .allocate(capacity: old.count * 2)
        entries.initialize(repeating: .none)
        let mask = entries.count - 1
        for entry in old where entry.end != 0 {
            var slot = Int(entry.hash) & mask
            while entries[slot].end != 0 { slot = (slot + 1) & mask }
            entries[slot] = entry
        }
        old.deallocate()
    }

    /// Eight bytes a step: the texts are short, and those of a site's own author, who gains nothing by collisions.
    @inline(__always)
    private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt32 {
        let bytes = UnsafeRawBufferPointer(text)
        var hash = UInt64(truncatingIfNeeded: bytes.count) &* 0x9E37_79B9_7F4A_7C15
        func mix(_ word: UInt64) {
            let product = (hash ^ word).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
            hash = product.high ^ product.low
        }
        var at = 0
        while at &+ 8 < bytes.count {
            mix(bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
            at &+= 8
        }
        mix(end(bytes))
        return UInt32(truncatingIfNeeded: hash ^ hash >> 32)
    }

    /// The last eight bytes, or all where there are fewer: two texts of one length are the same where these and the
    /// words before them are.
    @inline(__always)
    private static func end(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        let count = bytes.count
        if count >= 8 { return bytes.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self) }
        if count >= 4 {
            return UInt64(bytes.loadUnaligned(as: UInt32.self))
                | UInt64(bytes.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self)) << 32
        }
        guard count > 0 else { return 0 }
        return UInt64(bytes[0]) | UInt64(bytes[count / 2]) << 8 | UInt64(bytes[count - 1]) << 16
    }
}

/// Its room is its own.
extension ByteTable: @unchecked Sendable {}
