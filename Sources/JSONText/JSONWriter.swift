/// Writes JSON (RFC 8259) as UTF-8 bytes, without an intermediate tree: half a million lines a second go through it.
///
/// The caller opens and closes objects and arrays in order; commas are set here.
public struct JSONWriter {
    /// UTF-8, complete once as many objects and arrays were closed as were opened.
    public private(set) var bytes: [UInt8] = []
    private var needsComma = false

    /// - Parameter capacity: bytes for which room is made at once; more grows as an array does.
    public init(reserving capacity: Int = 512) { bytes.reserveCapacity(capacity) }

    /// Starts again, keeping the storage.
    public mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        needsComma = false
    }

    /// The end of a line of JSON Lines: what follows is a text of its own, without a comma before it.
    public mutating func newline() {
        bytes.append(0x0A)
        needsComma = false
    }

    /// An object as a value: members follow as a key and a value each, until ``endObject()``.
    public mutating func beginObject() { open(0x7B) }
    /// Closes what ``beginObject()`` opened; that the two match is for the caller to see to.
    public mutating func endObject() { close(0x7D) }
    /// An array as a value: values follow without keys, until ``endArray()``.
    public mutating func beginArray() { open(0x5B) }
    /// Closes what ``beginArray()`` opened; that the two match is for the caller to see to.
    public mutating func endArray() { close(0x5D) }

    /// A key of the program's own, written as it stands: it must need no escape.
    public mutating func key(_ key: StaticString) {
        let name = UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount)
        let comma = needsComma
        bytes.append(addingCapacity: name.count + 4) { output in
            if comma { output.append(0x2C) }
            output.append(0x22)
            output.append(name)
            output.append(0x22)
            output.append(0x3A)
        }
        needsComma = false
    }

    /// A key that may be any text: it is escaped as a string is.
    public mutating func key(_ key: String) {
        string(key)
        bytes.append(0x3A)
        needsComma = false
    }

    /// Quotation marks, backslashes and controls below U+0020 are escaped, all else stands as UTF-8 (RFC 8259, 7).
    public mutating func string(_ text: String) {
        let comma = needsComma
        var text = text
        text.withUTF8 { utf8 in
            let isPlain = utf8.allSatisfy { $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C }
            bytes.append(addingCapacity: (isPlain ? utf8.count : 6 * utf8.count) + 3) { output in
                if comma { output.append(0x2C) }
                output.append(0x22)
                if isPlain { output.append(utf8) } else { for byte in utf8 { output.append(escaping: byte) } }
                output.append(0x22)
            }
        }
        needsComma = true
    }

    /// `null` where there is no text.
    public mutating func string(_ text: String?) {
        if let text { string(text) } else { null() }
    }

    /// An integer of any width, in full: readers that hold numbers as doubles lose those beyond 2^53.
    public mutating func integer(_ number: some BinaryInteger) {
        if let number = Int(exactly: number) { return integer(number) }
        raw(number.description.utf8)
    }

    /// The common case apart from the generic one, for a digit alone takes a byte and no text.
    public mutating func integer(_ number: Int) {
        guard 0..<10 ~= number else { return raw(number.description.utf8) }
        separate()
        bytes.append(0x30 + UInt8(truncatingIfNeeded: number))
        needsComma = true
    }

    public mutating func bool(_ value: Bool) { if value { literal("true") } else { literal("false") } }

    public mutating func null() { literal("null") }

    /// JSON text that is already written.
    public mutating func raw(_ json: UnsafeBufferPointer<UInt8>) {
        let comma = needsComma
        bytes.append(addingCapacity: json.count + 1) { output in
            if comma { output.append(0x2C) }
            output.append(json)
        }
        needsComma = true
    }

    /// JSON text that is already written.
    public mutating func raw(_ json: some Sequence<UInt8>) {
        separate()
        bytes.append(contentsOf: json)
        needsComma = true
    }

    private mutating func literal(_ text: StaticString) {
        raw(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    private mutating func separate() {
        if needsComma { bytes.append(0x2C) }
    }

    private mutating func open(_ bracket: UInt8) {
        separate()
        bytes.append(bracket)
        needsComma = false
    }

    private mutating func close(_ bracket: UInt8) {
        bytes.append(bracket)
        needsComma = true
    }
}

extension OutputSpan<UInt8> {
    fileprivate mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let start = bytes.baseAddress else { return }
        withUnsafeMutableBufferPointer { buffer, count in
            buffer.baseAddress.map { ($0 + count).initialize(from: start, count: bytes.count) }
            count += bytes.count
        }
    }

    fileprivate mutating func append(escaping byte: UInt8) {
        switch byte {
        case 0x22, 0x5C:
            append(0x5C)
            append(byte)
        case 0x0A: append("\\n")
        case 0x0D: append("\\r")
        case 0x09: append("\\t")
        case 0..<0x20:
            append("\\u00")
            append(byte < 0x10 ? 0x30 : 0x31)
            append(byte & 15 < 10 ? 0x30 + byte & 15 : 0x61 + byte & 15 - 10)
        default: append(byte)
        }
    }

    private mutating func append(_ text: StaticString) {
        append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }
}
