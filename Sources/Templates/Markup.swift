/// HTML or SVG as it is written: elements as they are, and texts in which nothing is one.
public struct Markup {
    /// UTF-8, without a prologue: whoever sends it says what it is.
    public private(set) var bytes: [UInt8] = []

    /// - Parameter capacity: bytes for which room is made at once.
    public init(reserving capacity: Int = 0) { bytes.reserveCapacity(capacity) }

    /// Elements, in our own words.
    public mutating func raw(_ markup: String) {
        var markup = markup
        markup.withUTF8 { bytes.append(contentsOf: $0) }
    }

    /// What was escaped as it was written is not escaped again.
    public mutating func raw(_ other: Markup) { bytes.append(contentsOf: other.bytes) }

    /// What somebody wrote: the five characters that could end a text or an attribute are none here.
    public mutating func text(_ text: String) {
        var text = text
        text.withUTF8 { utf8 in
            var first = 0
            for i in utf8.indices {
                let reference: StaticString
                switch utf8[i] {
                case UInt8(ascii: "&"): reference = "&amp;"
                case UInt8(ascii: "<"): reference = "&lt;"
                case UInt8(ascii: ">"): reference = "&gt;"
                case UInt8(ascii: "\""): reference = "&quot;"
                case UInt8(ascii: "'"): reference = "&#39;"
                default: continue
                }
                bytes.append(contentsOf: utf8[first..<i])
                reference.withUTF8Buffer { bytes.append(contentsOf: $0) }
                first = i + 1
            }
            bytes.append(contentsOf: utf8[first...])
        }
    }
}
