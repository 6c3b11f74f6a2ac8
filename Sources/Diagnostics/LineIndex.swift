/// A place in a source file as people count: both from 1.
public struct SourcePosition: Hashable, Sendable {
    /// From 1; the first line is there in an empty file too.
    public let line: Int
    /// In grapheme clusters: what a person sees as one character.
    public let column: Int

    /// The caller promises both from 1.
    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}

/// Where the lines of a source file begin: turns byte offsets into lines and columns.
///
/// A line ends with LF, CR LF or CR. Make one per file, not one per diagnostic.
public struct LineIndex: Sendable {
    private let bytes: [UInt8]
    private let starts: [Int]
    /// Of long lines that are not ASCII: every so many bytes the column there, so that a file that is one long line
    /// costs one walk and not one per diagnostic.
    private let checkpoints: [Int: [(offset: Int, column: Int)]]
    /// Long lines whose columns are their bytes.
    private let plainLines: Set<Int>

    /// Walks once through the bytes, and once more through lines of over 4,096 bytes that are not ASCII.
    public init(_ source: SourceFile) {
        bytes = source.bytes
        var starts = [0]
        var longLines: [Int] = []
        var plainLines: Set<Int> = []
        var isASCII = true
        func close(at end: Int) {
            if end - starts[starts.count - 1] > 4096 {
                if isASCII { plainLines.insert(starts.count - 1) } else { longLines.append(starts.count - 1) }
            }
            isASCII = true
        }
        source.bytes.withUnsafeBufferPointer { bytes in
            for i in bytes.indices {
                let byte = bytes[i]
                if byte >= 0x80 { isASCII = false }
                guard byte == 0x0A || (byte == 0x0D && !(i + 1 < bytes.count && bytes[i + 1] == 0x0A)) else { continue }
                close(at: i)
                starts.append(i + 1)
            }
            close(at: bytes.count)
        }
        self.starts = starts
        self.plainLines = plainLines
        var checkpoints: [Int: [(offset: Int, column: Int)]] = [:]
        for line in longLines {
            var offset = starts[line]
            var column = 1
            var points = [(offset: offset, column: column)]
            let end = line + 1 < starts.count ? starts[line + 1] : source.bytes.count
            for character in String(decoding: source.bytes[offset..<end], as: UTF8.self) {
                offset += character.utf8.count
                column += 1
                if offset - points[points.count - 1].offset >= 1024 { points.append((offset, column)) }
            }
            checkpoints[line] = points
        }
        self.checkpoints = checkpoints
    }

    /// At least 1; what comes after a last line's end is a line too.
    public var lineCount: Int { starts.count }

    /// - Parameter offset: in bytes; one past the end is taken as the end.
    public func position(of offset: Int) -> SourcePosition {
        let offset = min(max(0, offset), bytes.count)
        let line = lineNumber(of: offset)
        var start = starts[line]
        var column = 1
        if plainLines.contains(line) { return SourcePosition(line: line + 1, column: offset - start + 1) }
        if let points = checkpoints[line] {
            let point = points.last { $0.offset <= offset } ?? points[0]
            start = point.offset
            column = point.column
        }
        return SourcePosition(line: line + 1, column: column + clusters(from: start, to: offset))
    }

    /// The bytes of a line (from 1), without its end.
    public func range(ofLine line: Int) -> Range<Int> {
        precondition(1...starts.count ~= line, "no such line")
        let start = starts[line - 1]
        var end = line < starts.count ? starts[line] : bytes.count
        while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
        return start..<end
    }

    /// The byte offset of a place, kept within its line; nil for a line that does not exist.
    public func offset(of position: SourcePosition) -> Int? {
        guard 1...starts.count ~= position.line else { return nil }
        let range = range(ofLine: position.line)
        var offset = range.lowerBound
        for character in String(decoding: bytes[range], as: UTF8.self).prefix(max(0, position.column - 1)) {
            offset += character.utf8.count
        }
        return min(offset, range.upperBound)
    }

    /// From 0: the last line that starts at or before the offset.
    private func lineNumber(of offset: Int) -> Int {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }

    /// How many clusters end at or before `offset`, counted from `start`; the one it lies within is not counted.
    private func clusters(from start: Int, to offset: Int) -> Int {
        if bytes[start..<offset].allSatisfy({ $0 < 0x80 && $0 != 0x0D }), offset == bytes.count || bytes[offset] < 0x80
        {
            return offset - start
        }
        // A mark after the offset may still belong to the last cluster before it.
        var end = min(offset + 64, bytes.count)
        while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
        var count = 0
        var at = start
        for character in String(decoding: bytes[start..<end], as: UTF8.self) {
            at += character.utf8.count
            if at > offset { break }
            count += 1
        }
        return count
    }
}
