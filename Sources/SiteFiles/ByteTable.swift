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

    func value(of text: UnsafeBufferPointer<UInt8>) -> UInt32? {
        guard !entries.isEmpty else { return nil }
        let hash = ByteTable.hash(text)
        var slot = Int(hash) & (entries.count - 1)
        while true {
            let entry = entries[slot]
            if entry.end == 0 { return nil }
            if entry.hash == hash, matches(entry, text) { return entry.value }
            slot = (slot + 1) & (entries.count - 1)
        }
    }

    /// The caller has looked: the text is not there yet.
    mutating func insert(_ text: UnsafeBufferPointer<UInt8>, _ value: UInt32) {
        // Beyond this the offsets would not fit; what is not held is looked up the long way.
        guard texts.count + text.count < Int(UInt32.max) else { return }
        if count * 2 >= entries.count { grow() }
        let start = texts.count
        texts.append(contentsOf: text)
        place(Entry(hash: ByteTable.hash(text), end: UInt32(texts.count), start: UInt32(start), value: value))
        count += 1
    }

    private func matches(_ entry: Entry, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard Int(entry.end - entry.start) == text.count else { return false }
        return texts.withUnsafeBufferPointer { texts in
            for i in 0..<text.count where texts[Int(entry.start) + i] != text[i] { return false }
            return true
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

    private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt32 {
        let hash = xxHash64(UnsafeRawBufferPointer(text))
        return UInt32(truncatingIfNeeded: hash ^ hash >> 32)
    }
}
