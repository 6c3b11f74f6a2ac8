/// HTML or SVG as it is written: elements as they are, and texts in which nothing is one.
public struct Markup {
    public private(set) var bytes: [UInt8] = []

    public init(reserving capacity: Int = 0) { bytes.reserveCapacity(capacity) }

    /// Elements, in our own words.
    public mutating func raw(_ markup: String) {
        var markup = markup
        markup.withUTF8 { bytes.append(contentsOf: $0) }
    }

    public mutating func raw(_ other: Markup) { bytes.append(contentsOf: other.bytes) }

    /// What somebody wrote: the five characters that could end a text or an attribute are none here.
    public mutating func text(_ text: String) {
        var text = text
        text.withUTF8 { utf8 in
            for byte in utf8 {
                switch byte {
                case UInt8(ascii: "&"): raw("&amp;")
                case UInt8(ascii: "<"): raw("&lt;")
                case UInt8(ascii: ">"): raw("&gt;")
                case UInt8(ascii: "\""): raw("&quot;")
                case UInt8(ascii: "'"): raw("&#39;")
                default: bytes.append(byte)
                }
            }
        }
    }
}
