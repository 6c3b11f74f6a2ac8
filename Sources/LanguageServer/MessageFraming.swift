/// Cuts a stream of bytes into messages, each with a header of its own (LSP, "Base Protocol").
public struct MessageFraming: Sendable {
    public enum Frame: Hashable, Sendable {
        case message([UInt8])
        /// Not a message: what is wrong with it. What follows is read on.
        case broken(Fault)
    }

    public enum Fault: Hashable, Sendable {
        /// A header without a usable Content-Length.
        case noLength
        case tooLong(Int)
    }

    /// Longer messages are skipped: a programme's file holds 256 MiB at most.
    public static let longest = 512 << 20
    /// Longer headers are none.
    static let longestHeader = 4096

    private var buffer: [UInt8] = []
    /// Bytes of a message that is skipped.
    private var toSkip = 0
    /// The header's end was lost: bytes are dropped until another begins.
    private var isLost = false

    public init() {}

    /// Whether something has begun and not ended.
    public var isWithinMessage: Bool { !buffer.isEmpty || toSkip > 0 }

    public mutating func append(_ bytes: some Collection<UInt8>) { buffer.append(contentsOf: bytes) }

    /// - Returns: nil where the next frame has not come whole yet.
    public mutating func next() -> Frame? {
        if toSkip > 0 {
            let count = min(toSkip, buffer.count)
            buffer.removeFirst(count)
            toSkip -= count
            if toSkip > 0 { return nil }
        }
        if isLost, !findHeader() { return nil }
        guard let end = headerEnd() else {
            guard buffer.count > Self.longestHeader else { return nil }
            lose()
            return .broken(.noLength)
        }
        guard let length = Self.contentLength(buffer[..<end]) else {
            buffer.removeFirst(end)
            lose()
            return .broken(.noLength)
        }
        guard length <= Self.longest else {
            buffer.removeFirst(end)
            toSkip = length
            return .broken(.tooLong(length))
        }
        guard buffer.count - end >= length else { return nil }
        let body = Array(buffer[end..<end + length])
        buffer.removeFirst(end + length)
        return .message(body)
    }

    /// Where the body begins: behind an empty line. A lone line feed ends a line too.
    private func headerEnd() -> Int? {
        var isLineEmpty = true
        for i in buffer.indices.prefix(Self.longestHeader + 2) {
            switch buffer[i] {
            case 0x0A:
                if isLineEmpty { return i + 1 }
                isLineEmpty = true
            case 0x0D: continue
            default: isLineEmpty = false
            }
        }
        return nil
    }

    private static func contentLength(_ header: ArraySlice<UInt8>) -> Int? {
        var length: Int?
        for line in String(decoding: header, as: UTF8.self).split(whereSeparator: \.isNewline) {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2, parts[0].lowercased() == "content-length" else { continue }
            let digits = parts[1].drop { $0 == " " || $0 == "\t" }.prefix { $0 != " " && $0 != "\t" }
            guard length == nil, let number = Int(digits), number >= 0 else { return nil }
            length = number
        }
        return length
    }

    private static let name = Array("content-length:".utf8)

    private mutating func lose() {
        isLost = true
        _ = findHeader()
    }

    /// Drops what stands before the next "Content-Length:".
    private mutating func findHeader() -> Bool {
        let name = Self.name
        var i = 0
        while i + name.count <= buffer.count {
            if (0..<name.count).allSatisfy({ buffer[i + $0] | 0x20 == name[$0] | 0x20 }) {
                buffer.removeFirst(i)
                isLost = false
                return true
            }
            i += 1
        }
        buffer.removeFirst(min(i, buffer.count))
        return false
    }
}

/// A message with its header.
public func frameMessage(_ body: [UInt8]) -> [UInt8] {
    Array("Content-Length: \(body.count)\r\n\r\n".utf8) + body
}
