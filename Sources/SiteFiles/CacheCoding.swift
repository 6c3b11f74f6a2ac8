/// Writes numbers (little-endian) and texts one after the other.
struct CacheWriter {
    private(set) var bytes: [UInt8] = []

    mutating func number(_ value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func raw(_ more: [UInt8]) { bytes.append(contentsOf: more) }

    /// Bytes as they lie in memory, with their number.
    mutating func raw(_ more: UnsafeRawBufferPointer) {
        number(UInt32(more.count))
        bytes.append(contentsOf: more)
    }

    mutating func text(_ text: String) { self.text(Array(text.utf8)) }

    mutating func text(_ text: [UInt8]) {
        number(UInt32(text.count))
        bytes.append(contentsOf: text)
    }

    mutating func optional(_ text: String?) {
        number(UInt8(text == nil ? 0 : 1))
        if let text { self.text(text) }
    }

    mutating func list<Element>(_ elements: [Element], _ write: (inout Self, Element) -> Void) {
        number(UInt32(elements.count))
        for element in elements { write(&self, element) }
    }
}

/// Reads what a ``CacheWriter`` wrote. Whatever the bytes are it stays within them: once something cannot be so, it
/// ``isBroken``, and gives zeros and empty texts.
struct CacheReader {
    private let bytes: UnsafeRawBufferPointer
    private var at = 0
    private(set) var isBroken = false

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    var isAtEnd: Bool { !isBroken && at == bytes.count }

    mutating func refuse() { isBroken = true }

    mutating func number<Number: FixedWidthInteger>(_: Number.Type) -> Number {
        let slice = take(MemoryLayout<Number>.size)
        return slice.isEmpty ? 0 : Number(littleEndian: slice.loadUnaligned(as: Number.self))
    }

    /// - Parameter limit: what it is less than.
    mutating func index(below limit: Int) -> Int {
        let index = Int(number(UInt32.self))
        if index < limit { return index }
        isBroken = true
        return 0
    }

    mutating func text() -> UnsafeBufferPointer<UInt8> {
        take(Int(number(UInt32.self))).bindMemory(to: UInt8.self)
    }

    mutating func raw() -> UnsafeRawBufferPointer { take(Int(number(UInt32.self))) }

    mutating func string() -> String { String(decoding: text(), as: UTF8.self) }

    mutating func optional() -> String? { number(UInt8.self) == 0 ? nil : string() }

    mutating func list<Element>(_ read: (inout Self) -> Element) -> [Element] {
        let count = Int(number(UInt32.self))
        var elements: [Element] = []
        // Each takes a byte at least: more than there are bytes cannot be.
        guard count <= bytes.count - at else {
            isBroken = true
            return []
        }
        elements.reserveCapacity(count)
        for _ in 0..<count where !isBroken { elements.append(read(&self)) }
        return isBroken ? [] : elements
    }

    private mutating func take(_ count: Int) -> UnsafeRawBufferPointer {
        guard !isBroken, count <= bytes.count - at else {
            isBroken = true
            return UnsafeRawBufferPointer(start: nil, count: 0)
        }
        defer { at += count }
        return UnsafeRawBufferPointer(rebasing: bytes[at..<at + count])
    }
}
