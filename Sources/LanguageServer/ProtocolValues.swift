import Diagnostics
import JSONText

/// What a request is refused with.
struct RequestError: Error {
    enum Code: Int64 {
        case parseError = -32700
        case invalidRequest = -32600
        case methodNotFound = -32601
        case invalidParams = -32602
        case internalError = -32603
        case serverNotInitialized = -32002
        case requestCancelled = -32800
        case contentModified = -32801
        case requestFailed = -32803
    }

    let code: Code
    let wording: Wording

    static let withdrawn = RequestError(
        code: .requestCancelled, wording: Wording(vi: "yêu cầu đã được rút lại", en: "the request was cancelled"))

    /// The text was edited while the answer was being worked out: the client asks again.
    static let overtaken = RequestError(
        code: .contentModified,
        wording: Wording(vi: "văn bản đã được sửa trong lúc tính", en: "the text was edited meanwhile"))
}

extension JSONValue {
    /// The members that have a value.
    static func members(_ members: [(String, JSONValue?)]) -> JSONValue {
        .object(Dictionary(members.compactMap { name, value in value.map { (name, $0) } }) { _, last in last })
    }

    static func integer(_ value: Int) -> JSONValue { .integer(Int64(value)) }

    static func strings(_ texts: some Sequence<String>) -> JSONValue { .array(texts.map(JSONValue.string)) }

    /// The value under several keys, one within the other.
    func at(_ keys: String...) -> JSONValue? {
        var value: JSONValue? = self
        for key in keys { value = value?[key] }
        return value
    }

    var position: TextPosition? {
        guard let line = self["line"]?.integer, let character = self["character"]?.integer else { return nil }
        return TextPosition(line: Int(line), character: Int(character))
    }

    var bytes: [UInt8] {
        var json = JSONWriter()
        json.value(self)
        return json.bytes
    }
}

extension TextPosition {
    var json: JSONValue { ["line": .integer(line), "character": .integer(character)] }
}

extension TextPositions {
    func range(_ span: Span) -> JSONValue {
        ["start": position(of: span.start).json, "end": position(of: max(span.start, span.end)).json]
    }

    /// The bytes that a client's range means.
    func span(_ range: JSONValue?) -> Span? {
        guard let start = range?["start"]?.position, let end = range?["end"]?.position else { return nil }
        let (a, b) = (offset(of: start), offset(of: end))
        return Span(min(a, b), max(a, b))
    }
}

extension Span {
    /// Whether they have a place in common, their ends among them.
    func touches(_ other: Span) -> Bool { start <= other.end && other.start <= end }

    func has(_ offset: Int) -> Bool { start <= offset && offset <= end }
}
