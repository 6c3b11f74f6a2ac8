/// What a browser asked for, taken apart and decoded.
public struct WebRequest: Sendable {
    public enum Method: String, Sendable { case get, head, post }

    public var method: Method
    /// Decoded; empty for the root.
    public var path: [String]
    /// As it was written, from its first slash on, without the query.
    public var rawPath: String
    public var query: Form
    /// By lower-case name; of one that came more than once all values, with commas between.
    public var headers: [String: String]
    public var body: [UInt8]
    /// It came over a Unix socket, which the proxy's group alone may open.
    public var isFromProxy: Bool

    /// - Parameter target: of the request's line: a path and perhaps a query.
    /// - Returns: nil where the target is none that a page of this program has.
    public init?(
        method: Method, target: String, headers: [(String, String)] = [], body: [UInt8] = [], isFromProxy: Bool = true
    ) {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        guard let rawPath = parts.first, let path = readPath(rawPath),
            let query = Form(parts.count > 1 ? Array(parts[1].utf8) : [])
        else { return nil }
        self.method = method
        self.path = path
        self.rawPath = String(rawPath)
        self.query = query
        self.headers = Dictionary(headers.map { ($0.0.lowercased(), $0.1) }, uniquingKeysWith: { $0 + "," + $1 })
        self.body = body
        self.isFromProxy = isFromProxy
    }

    public func cookie(_ name: String) -> String? {
        for pair in (headers["cookie"] ?? "").split(whereSeparator: { $0 == ";" || $0 == "," }) {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2, parts[0].drop(while: { $0 == " " }) == name { return String(parts[1]) }
        }
        return nil
    }
}

/// The segments of a path: no empty ones, no dots, nothing that is no text.
private func readPath(_ raw: Substring) -> [String]? {
    guard raw.hasPrefix("/"), raw.utf8.count <= 2048 else { return nil }
    if raw == "/" { return [] }
    var path: [String] = []
    for segment in raw.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
        guard let text = decodePercent(Array(segment.utf8), plusIsSpace: false), !text.isEmpty, text != ".",
            text != "..",
            !text.contains("/"), !text.contains("\\")
        else { return nil }
        path.append(text)
    }
    return path
}

/// Undoes percent encoding (RFC 3986, 2.1).
/// - Returns: nil where an escape is none, or what comes out is no UTF-8 or has a control in it that is no end of a line.
func decodePercent(_ bytes: [UInt8], plusIsSpace: Bool) -> String? {
    var decoded: [UInt8] = []
    decoded.reserveCapacity(bytes.count)
    var i = 0
    while i < bytes.count {
        switch bytes[i] {
        case UInt8(ascii: "%"):
            guard i + 2 < bytes.count, let high = digit(bytes[i + 1]), let low = digit(bytes[i + 2]) else { return nil }
            decoded.append(high << 4 | low)
            i += 3
        case UInt8(ascii: "+") where plusIsSpace:
            decoded.append(UInt8(ascii: " "))
            i += 1
        default:
            decoded.append(bytes[i])
            i += 1
        }
    }
    guard let text = String(validating: decoded, as: UTF8.self) else { return nil }
    let isSound = text.unicodeScalars.allSatisfy {
        $0.value >= 0x20 && $0.value != 0x7F || "\t\n\r".unicodeScalars.contains($0)
    }
    return isSound ? text : nil
}

private func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - 48
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - 55
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - 87
    default: nil
    }
}

/// Text as a segment of a path, or as a value of a query.
func encodePercent(_ text: String) -> String {
    var encoded: [UInt8] = []
    let digits = Array("0123456789ABCDEF".utf8)
    for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            encoded.append(byte)
        default: encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
    }
    return String(decoding: encoded, as: UTF8.self)
}

/// What a form says (application/x-www-form-urlencoded), or a query: of a name that came more than once the first.
public struct Form: Sendable {
    /// A form has a few fields; more is no form of ours.
    private static let mostFields = 64

    public private(set) var fields: [String: String] = [:]

    /// - Returns: nil where it is none.
    public init?(_ bytes: [UInt8]) {
        let pairs = bytes.split(separator: UInt8(ascii: "&"))
        guard pairs.count <= Form.mostFields else { return nil }
        for pair in pairs {
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = decodePercent(Array(parts[0]), plusIsSpace: true),
                let value = decodePercent(parts.count > 1 ? Array(parts[1]) : [], plusIsSpace: true)
            else { return nil }
            if fields[name] == nil { fields[name] = value }
        }
    }

    public init(_ fields: [String: String]) { self.fields = fields }

    /// Without white space around it; nil where nothing is left.
    public subscript(name: String) -> String? {
        guard let value = fields[name] else { return nil }
        let start = value.drop(while: \.isWhitespace)
        let text = start.reversed().drop(while: \.isWhitespace).reversed()
        return text.isEmpty ? nil : String(text)
    }
}
