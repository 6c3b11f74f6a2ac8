/// A JSON text (RFC 8259) as a tree, for what comes from outside in small pieces: requests, reports.
public indirect enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    /// Written with a fraction or an exponent, or too large for 64 bits; finite.
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    /// nil where the value is no object, or has no such key; a member that is `null` is ``null``.
    public subscript(key: String) -> JSONValue? {
        if case .object(let members) = self { members[key] } else { nil }
    }

    /// nil for anything but a string; numbers are not turned into text.
    public var string: String? { if case .string(let text) = self { text } else { nil } }
    /// nil for anything but `true` and `false`; 0 and 1 are none.
    public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
    /// nil for what was written with a fraction or exponent, `1.0` too, or lies outside 64 bits.
    public var integer: Int64? { if case .integer(let value) = self { value } else { nil } }
    /// nil for anything but an array; an empty one is `[]`.
    public var array: [JSONValue]? { if case .array(let values) = self { values } else { nil } }
    /// nil for anything but an object; its members have no order.
    public var object: [String: JSONValue]? { if case .object(let members) = self { members } else { nil } }
    /// An integer too.
    public var double: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByNilLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    /// Literals let requests and answers be written in the program as they will look.
    public init(stringLiteral value: String) { self = .string(value) }
    /// Within 64 bits, as the compiler checks.
    public init(integerLiteral value: Int64) { self = .integer(value) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    /// ``null``, and not the absence of a value: where an optional is expected, `nil` is that.
    public init(nilLiteral: ()) { self = .null }
    /// The elements in the order written.
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    /// Of a key given twice the last value holds, as in ``init(parsingLeniently:depth:)``.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(Dictionary(elements) { _, last in last })
    }
}

extension JSONWriter {
    /// Members in the order of their keys' bytes, so that the same value gives the same bytes.
    public mutating func value(_ value: JSONValue) {
        switch value {
        case .null: null()
        case .bool(let flag): bool(flag)
        case .integer(let number): integer(number)
        case .number(let number): raw(number.description.utf8)
        case .string(let text): string(text)
        case .array(let values):
            beginArray()
            for element in values { self.value(element) }
            endArray()
        case .object(let members):
            beginObject()
            for (name, member) in members.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
                key(name)
                self.value(member)
            }
            endObject()
        }
    }
}
