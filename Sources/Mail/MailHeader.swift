/// The header of a message or part (RFC 5322, 2.2), its fields unfolded, in order.
public struct MailHeader: Hashable, Sendable {
    /// One field, unfolded.
    public struct Field: Hashable, Sendable {
        /// In lower case.
        public var name: String
        /// As it was sent: encoded words are not undone.
        public var value: String
    }

    /// In the order of the message, each as often as it was sent.
    public private(set) var fields: [Field] = []
    /// There was more than the bounds allow.
    public private(set) var isCut = false

    /// Of a message that has none.
    public init() {}

    /// The first of that name.
    /// - Parameter name: in lower case.
    public subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

    /// Each value of a field that may come several times, as `Received`; the name in lower case.
    public func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

    /// - Parameter name: in lower case.
    public func has(_ name: String) -> Bool { fields.contains { $0.name == name } }

    /// Reads one from the beginning of a text.
    /// - Returns: where what follows it begins.
    static func read(_ bytes: ArraySlice<UInt8>) -> (header: MailHeader, rest: ArraySlice<UInt8>) {
        var header = MailHeader()
        var lines = MailLines(bytes)
        var current: (name: String, value: [UInt8])?
        let limit = bytes.startIndex + MailBound.header
        while let line = lines.next(), !line.isEmpty {
            if lines.position > limit || header.fields.count >= MailBound.fields {
                header.isCut = true
                continue
            }
            if let first = line.first, isBlank(first) {
                guard current != nil else { continue }
                if current!.value.count + line.count > MailBound.field {
                    header.isCut = true
                } else {
                    current!.value += line
                }
                continue
            }
            header.take(&current)
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
                line[..<colon].allSatisfy({ 0x21...0x7E ~= $0 || isBlank($0) })
            else {
                // mbox's "From " before all; anything else that is no field ends nothing.
                continue
            }
            let name = String(decoding: line[..<colon].filter { !isBlank($0) }, as: UTF8.self).lowercased()
            let value = line[(colon + 1)...]
            if value.count > MailBound.field { header.isCut = true }
            current = (name, Array(value.prefix(MailBound.field)))
        }
        header.take(&current)
        return (header, bytes[lines.position...])
    }

    private mutating func take(_ field: inout (name: String, value: [UInt8])?) {
        guard let found = field else { return }
        fields.append(Field(name: found.name, value: trimmed(decodeText(found.value, charset: nil))))
        field = nil
    }
}

/// The lines of a text, however they end: CRLF, LF, or CR alone.
struct MailLines {
    private let bytes: ArraySlice<UInt8>
    /// Where the next line begins.
    private(set) var position: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    /// Without its end.
    mutating func next() -> ArraySlice<UInt8>? {
        guard position < bytes.endIndex else { return nil }
        let start = position
        guard let end = bytes[start...].firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) else {
            position = bytes.endIndex
            return bytes[start...]
        }
        position = end + 1
        if bytes[end] == 0x0D, position < bytes.endIndex, bytes[position] == 0x0A { position += 1 }
        return bytes[start..<end]
    }
}

func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

func trimmed(_ text: some StringProtocol) -> String {
    var text = text[...]
    while text.first?.isWhitespace ?? false { text.removeFirst() }
    while text.last?.isWhitespace ?? false { text.removeLast() }
    return String(text)
}
