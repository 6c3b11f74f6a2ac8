/// Writes numbers (little-endian) and texts one after the other.
public struct CacheWriter {
    @usableFromInline var storage: [UInt8] = []

    /// All that was written so far, without a length or a sum before it: whoever keeps it adds its own.
    @inlinable public var bytes: [UInt8] { storage }

    public init() {}

    /// The number takes its own width, little-endian, on every machine.
    @inlinable
    public mutating func number(_ value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.littleEndian) { storage.append(contentsOf: $0) }
    }

    /// The bytes get no count before them: a reader has to know how many they are.
    @inlinable
    public mutating func raw(_ more: [UInt8]) { storage.append(contentsOf: more) }

    /// Bytes as they lie in memory, with their number.
    @inlinable
    public mutating func raw(_ more: UnsafeRawBufferPointer) {
        number(UInt32(more.count))
        storage.append(contentsOf: more)
    }

    /// Numbers as they lie in memory, with their count.
    @inlinable
    public mutating func column<Number: FixedWidthInteger>(_ numbers: [Number]) {
        number(UInt32(numbers.count))
        storage.reserveCapacity(storage.count + numbers.count * MemoryLayout<Number>.size)
        for number in numbers { self.number(number) }
    }

    /// Numbers, each in as few bytes as the span of all takes: none where they are one number. Before them their count
    /// (32 bits), the least of them (64) and the width of each in bytes (8).
    @inlinable
    public mutating func packed<Number: FixedWidthInteger>(_ numbers: [Number]) {
        number(UInt32(numbers.count))
        let base = Int64(truncatingIfNeeded: numbers.min() ?? 0)
        let span = UInt64(truncatingIfNeeded: Int64(truncatingIfNeeded: numbers.max() ?? 0) &- base)
        let width = span == 0 ? 0 : span < 1 << 8 ? 1 : span < 1 << 16 ? 2 : span < 1 << 32 ? 4 : 8
        number(base)
        number(UInt8(width))
        storage.reserveCapacity(storage.count + numbers.count * width)
        for number in numbers {
            let difference = UInt64(truncatingIfNeeded: Int64(truncatingIfNeeded: number) &- base)
            switch width {
            case 0: continue
            case 1: self.number(UInt8(truncatingIfNeeded: difference))
            case 2: self.number(UInt16(truncatingIfNeeded: difference))
            case 4: self.number(UInt32(truncatingIfNeeded: difference))
            default: self.number(difference)
            }
        }
    }

    /// A text is UTF-8, with its number of bytes before it as 32 bits.
    @inlinable
    public mutating func text(_ text: String) { self.text(Array(text.utf8)) }

    /// The bytes may be any, valid UTF-8 or not: ``CacheReader/string()`` mends what is not.
    @inlinable
    public mutating func text(_ text: [UInt8]) {
        number(UInt32(text.count))
        storage.append(contentsOf: text)
    }

    /// One byte says whether there is a text; it follows only where there is.
    @inlinable
    public mutating func optional(_ text: String?) {
        number(UInt8(text == nil ? 0 : 1))
        if let text { self.text(text) }
    }

    /// The number of elements stands before them as 32 bits; each must write a byte at least, by which a reader bounds
    /// the number.
    @inlinable
    public mutating func list<Element>(_ elements: [Element], _ write: (inout Self, Element) -> Void) {
        number(UInt32(elements.count))
        for element in elements { write(&self, element) }
    }
}

/// Reads what a ``CacheWriter`` wrote. Whatever the bytes are it stays within them: once something cannot be so, it
/// ``isBroken``, and gives zeros and empty texts.
public struct CacheReader {
    @usableFromInline let bytes: UnsafeRawBufferPointer
    @usableFromInline var at = 0
    @usableFromInline var broken = false

    /// The bytes are not copied: whoever makes a reader holds them until it has read.
    public init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// Whether anything could not be so, from then on for good; what was read is worth nothing then.
    @inlinable public var isBroken: Bool { broken }

    /// How many bytes were read.
    @inlinable public var position: Int { at }

    /// Whether all was read, and nothing was broken: false of a broken reader wherever it stands.
    @inlinable public var isAtEnd: Bool { !broken && at == bytes.count }

    /// For who reads and finds a value that cannot be, within bytes that can: everything after it is refused too.
    @inlinable
    public mutating func refuse() { broken = true }

    /// Zero where the bytes end before it.
    @inlinable
    public mutating func number<Number: FixedWidthInteger>(_: Number.Type) -> Number {
        let slice = take(MemoryLayout<Number>.size)
        return slice.isEmpty ? 0 : Number(littleEndian: slice.loadUnaligned(as: Number.self))
    }

    /// - Parameter limit: what it is less than.
    @inlinable
    public mutating func index(below limit: Int) -> Int {
        let index = Int(number(UInt32.self))
        if index < limit { return index }
        broken = true
        return 0
    }

    /// The bytes as they stand, not copied: valid as long as those that the reader was made of, and empty where it is
    /// broken.
    @inlinable
    public mutating func text() -> UnsafeBufferPointer<UInt8> {
        take(Int(number(UInt32.self))).bindMemory(to: UInt8.self)
    }

    /// What ``CacheWriter/raw(_:)`` wrote with its number, not copied; its alignment is whatever it happens to be.
    @inlinable
    public mutating func raw() -> UnsafeRawBufferPointer { take(Int(number(UInt32.self))) }

    /// A text, of which bytes that are not UTF-8 become U+FFFD.
    @inlinable
    public mutating func string() -> String { String(decoding: text(), as: UTF8.self) }

    /// nil where none was written, and a text that is empty where the reader is broken within it.
    @inlinable
    public mutating func optional() -> String? { number(UInt8.self) == 0 ? nil : string() }

    /// All elements or none: a list that breaks off is empty.
    @inlinable
    public mutating func list<Element>(_ read: (inout Self) -> Element) -> [Element] {
        let count = Int(number(UInt32.self))
        var elements: [Element] = []
        // Each takes a byte at least: more than there are bytes cannot be.
        guard count <= bytes.count - at else {
            broken = true
            return []
        }
        elements.reserveCapacity(count)
        for _ in 0..<count where !broken { elements.append(read(&self)) }
        return broken ? [] : elements
    }

    /// What ``CacheWriter/column(_:)`` wrote.
    @inlinable
    public mutating func column<Number: FixedWidthInteger>(_: Number.Type) -> [Number] {
        let count = Int(number(UInt32.self))
        let slice = take(count * MemoryLayout<Number>.size)
        guard !broken, count > 0 else { return [] }
        return [Number](unsafeUninitializedCapacity: count) { numbers, filled in
            for i in 0..<count {
                numbers.initializeElement(
                    at: i,
                    to: Number(
                        littleEndian: slice.loadUnaligned(
                            fromByteOffset: i * MemoryLayout<Number>.size, as: Number.self)))
            }
            filled = count
        }
    }

    /// What ``CacheWriter/packed(_:)`` wrote.
    @inlinable
    public mutating func packed<Number: FixedWidthInteger>(_: Number.Type) -> [Number] {
        let count = Int(number(UInt32.self))
        let base = number(Int64.self)
        let width = Int(number(UInt8.self))
        // What takes no bytes is one of several columns, of which another takes some.
        guard count <= bytes.count else {
            broken = true
            return []
        }
        switch width {
        case 0: return [Number](repeating: Number(truncatingIfNeeded: base), count: count)
        case 1: return unpack(count, UInt8.self, base)
        case 2: return unpack(count, UInt16.self, base)
        case 4: return unpack(count, UInt32.self, base)
        case 8: return unpack(count, UInt64.self, base)
        default:
            broken = true
            return []
        }
    }

    @inlinable
    mutating func unpack<Number: FixedWidthInteger, Packed: FixedWidthInteger>(
        _ count: Int, _: Packed.Type, _ base: Int64
    ) -> [Number] {
        let slice = take(count * MemoryLayout<Packed>.size)
        guard !broken, count > 0 else { return [] }
        return [Number](unsafeUninitializedCapacity: count) { numbers, filled in
            for i in 0..<count {
                let packed = Packed(
                    littleEndian: slice.loadUnaligned(
                        fromByteOffset: i * MemoryLayout<Packed>.size, as: Packed.self))
                numbers.initializeElement(
                    at: i, to: Number(truncatingIfNeeded: base &+ Int64(truncatingIfNeeded: packed)))
            }
            filled = count
        }
    }

    @inlinable
    mutating func take(_ count: Int) -> UnsafeRawBufferPointer {
        guard !broken, count <= bytes.count - at else {
            broken = true
            return UnsafeRawBufferPointer(start: nil, count: 0)
        }
        defer { at += count }
        return UnsafeRawBufferPointer(rebasing: bytes[at..<at + count])
    }
}
