/// Numbers for texts, found by their bytes without making a `String`: keys, names of bodies and phrases come again and
/// again in the files of a site.
///
/// Open addressing with linear probing; the texts lie one after the other in one array.
struct ByteTable {
    private struct Entry {
        var hash: UInt32
        /// 0: empty.
        var end: UInt32
        var start: UInt32
        var value: UInt32
    }

    private var entries: [Entry] = []
    /// One byte first, so that no text ends at 0.
    private var texts: [UInt8] = [0]
    private(set) var count = 0

    func value(of text: UnsafeBufferPointer<UInt8>) -> UInt32? { find(text, ByteTable.hash(text)) }

    /// The caller has looked: the text is not there yet.
    mutating func insert(_ text: UnsafeBufferPointer<UInt8>, _ value: UInt32) { add(text, ByteTable.hash(text), value) }

    /// - Returns: the text's value; nil where it had none, and has the new one from now on.
    mutating func value(of text: UnsafeBufferPointer<UInt8>, orInsert new: UInt32) -> UInt32? {
        let hash = ByteTable.hash(text)
        if let known = find(text, hash) { return known }
        add(text, hash, new)
        return nil
    }

    /// As it began. The room is kept where it is not large: the next file mostly needs as much.
    mutating func removeAll() {
        guard count > 0 else { return }
        guard entries.count <= 4096, texts.count <= 1 << 16 else {
            self = ByteTable()
            return
        }
        for i in entries.indices { entries[i].end = 0 }
        texts.removeLast(texts.count - 1)
        count = 0
    }

    private func find(_ text: UnsafeBufferPointer<UInt8>, _ hash: UInt32) -> UInt32? {
        guard !entries.isEmpty else { return nil }
        return entries.withUnsafeBufferPointer { entries in
            var slot = Int(hash) & (entries.count - 1)
            while entries[slot].end != 0 {
                if entries[slot].hash == hash, matches(entries[slot], text) { return entries[slot].value }
                slot = (slot + 1) & (entries.count - 1)
            }
            return nil
        }
    }

    private mutating func add(_ text: UnsafeBufferPointer<UInt8>, _ hash: UInt32, _ value: UInt32) {
        // Beyond this the offsets would not fit; what is not held is looked up the long way.
        guard texts.count + text.count < Int(UInt32.max) else { return }
        if count * 2 >= entries.count { grow() }
        let start = texts.count
        texts.append(contentsOf: text)
        place(Entry(hash: hash, end: UInt32(texts.count), start: UInt32(start), value: value))
        count += 1
    }

    private func matches(_ entry: Entry, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard Int(entry.end - entry.start) == text.count else { return false }
        return texts.withUnsafeBytes { texts in
            let text = UnsafeRawBufferPointer(text)
            let start = Int(entry.start)
            let held = UnsafeRawBufferPointer(rebasing: texts[start..<start + text.count])
            var at = 0
            while at + 8 < text.count {
                let a = held.loadUnaligned(fromByteOffset: at, as: UInt64.self)
                if a != text.loadUnaligned(fromByteOffset: at, as: UInt64.self) { return false }
                at += 8
            }
            return ByteTable.end(held) == ByteTable.end(text)
        }
    }

    private mutating func grow() {
        let old = entries
        entries = [Entry](repeating: Entry(hash: 0, end: 0, start: 0, value: 0), count: max(16, old.count * 2))
        for entry in old where entry.end != 0 { place(entry) }
    }

    private mutating func place(_ entry: Entry) {
        var slot = Int(entry.hash) & (entries.count - 1)
        while entries[slot].end != 0 { slot = (slot + 1) & (entries.count - 1) }
        entries[slot] = entry
    }

    /// Eight bytes a step: the texts are short, and those of a site's own author, who gains nothing by collisions.
    private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt32 {
        let bytes = UnsafeRawBufferPointer(text)
        var hash = UInt64(bytes.count) &* 0x9E37_79B9_7F4A_7C15
        func mix(_ word: UInt64) {
            let product = (hash ^ word).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
            hash = product.high ^ product.low
        }
        var at = 0
        while at + 8 < bytes.count {
            mix(bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
            at += 8
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
