/// How a client counts the places of a line.
public enum PositionEncoding: String, Hashable, Sendable {
    case utf8 = "utf-8"
    case utf16 = "utf-16"
}

/// A place as a client names it, both from 0.
public struct TextPosition: Hashable, Comparable, Sendable {
    public var line: Int
    public var character: Int

    public init(line: Int, character: Int) {
        self.line = line
        self.character = character
    }

    public static func < (a: TextPosition, b: TextPosition) -> Bool {
        (a.line, a.character) < (b.line, b.character)
    }
}

/// The lines of a text: places as a client names them to bytes, and back. A line ends with LF, CR LF or CR.
public struct TextPositions: Sendable {
    public let bytes: [UInt8]
    public let encoding: PositionEncoding
    private let starts: [Int]

    public init(_ bytes: [UInt8], _ encoding: PositionEncoding) {
        self.bytes = bytes
        self.encoding = encoding
        var starts = [0]
        bytes.withUnsafeBufferPointer { bytes in
            for i in bytes.indices {
                let byte = bytes[i]
                if byte == 0x0A || byte == 0x0D && !(i + 1 < bytes.count && bytes[i + 1] == 0x0A) {
                    starts.append(i + 1)
                }
            }
        }
        self.starts = starts
    }

    public var lineCount: Int { starts.count }

    /// The bytes of a line from 0, without its end.
    public func range(ofLine line: Int) -> Range<Int> {
        let start = starts[line]
        var end = line + 1 < starts.count ? starts[line + 1] : bytes.count
        if end > start, line + 1 < starts.count {
            end -= 1
            if bytes[end] == 0x0A, end > start, bytes[end - 1] == 0x0D { end -= 1 }
        }
        return start..<end
    }

    public func line(of offset: Int) -> Int {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }

    /// - Parameter offset: one within a character is its beginning's; one past the end is the end.
    public func position(of offset: Int) -> TextPosition {
        let offset = min(max(0, offset), bytes.count)
        let line = line(of: offset)
        let range = range(ofLine: line)
        // Between the two bytes of a line's end a client has no place.
        let stop = min(offset, range.upperBound)
        var at = range.lowerBound
        var units = 0
        while at < stop {
            let (length, width) = character(at: at, before: range.upperBound)
            guard at + length <= stop else { break }
            at += length
            units += width
        }
        return TextPosition(line: line, character: units)
    }

    /// A place behind a line's end is the end; one in the middle of a character is its beginning; one behind the last
    /// line is the end of the text.
    public func offset(of position: TextPosition) -> Int {
        guard position.line >= 0 else { return 0 }
        guard position.line < starts.count else { return bytes.count }
        let range = range(ofLine: position.line)
        var at = range.lowerBound
        var units = 0
        while at < range.upperBound {
            let (length, width) = character(at: at, before: range.upperBound)
            guard units + width <= position.character else { break }
            at += length
            units += width
        }
        return at
    }

    /// The bytes of the character at a place, and what it counts. A byte that is not UTF-8 counts as one.
    private func character(at offset: Int, before end: Int) -> (length: Int, width: Int) {
        let byte = bytes[offset]
        if byte < 0x80 { return (1, 1) }
        let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
        let isWhole =
            length > 1 && offset + length <= end
            && (1..<length).allSatisfy { bytes[offset + $0] & 0xC0 == 0x80 }
        guard isWhole else { return (1, 1) }
        return (length, encoding == .utf8 ? length : length == 4 ? 2 : 1)
    }
}
