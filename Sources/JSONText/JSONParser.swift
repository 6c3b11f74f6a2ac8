/// Why a text is not JSON, and where, in bytes from its beginning.
public struct JSONError: Error, Hashable, Sendable {
    /// The first fault that is met; what comes after it is not looked at. `tooDeep` is more nesting than the caller
    /// allowed.
    public enum Reason: String, Hashable, Sendable {
        case unexpectedEnd, unexpectedByte, badNumber, badString, notUTF8, tooDeep, duplicateKey, trailingText
    }

    /// Programs tell the reason by its raw value; `dondoc` words it for people in both languages.
    public let reason: Reason
    /// Of the byte that is wrong, or of the beginning of the number, string or key that is; at the end of the text its
    /// length.
    public let offset: Int
}

extension JSONValue {
    /// How deep objects and arrays may stand in one another.
    public static let deepest = 32

    /// Reads one JSON text, strictly: nothing after it but white space, no key twice, numbers finite, nesting
    /// bounded (the stack is what `depth` guards).
    public init(parsing bytes: some Sequence<UInt8>, depth: Int = deepest) throws(JSONError) {
        var parser = JSONParser(bytes: Array(bytes), depth: depth)
        self = try parser.parseText()
    }

    /// Reads one JSON text as other programs write it: of a key given twice the last value holds, half of a surrogate
    /// pair is U+FFFD. What an editor holds may have such halves, and a text that was refused would be lost.
    public init(parsingLeniently bytes: some Sequence<UInt8>, depth: Int = deepest) throws(JSONError) {
        var parser = JSONParser(bytes: Array(bytes), depth: depth, isLenient: true)
        self = try parser.parseText()
    }
}

private struct JSONParser {
    let bytes: [UInt8]
    var depth: Int
    var position = 0
    let isLenient: Bool

    init(bytes: [UInt8], depth: Int, isLenient: Bool = false) {
        self.bytes = bytes
        self.depth = depth
        self.isLenient = isLenient
    }

    mutating func parseText() throws(JSONError) -> JSONValue {
        let value = try parseValue()
        skipSpace()
        guard position == bytes.count else { throw failure(.trailingText) }
        return value
    }

    private mutating func parseValue() throws(JSONError) -> JSONValue {
        skipSpace()
        guard let byte = peek else { throw failure(.unexpectedEnd) }
        switch byte {
        case UInt8(ascii: "{"): return try parseObject()
        case UInt8(ascii: "["): return try parseArray()
        case UInt8(ascii: "\""): return .string(try parseString())
        case UInt8(ascii: "t"): return try parseWord("true", .bool(true))
        case UInt8(ascii: "f"): return try parseWord("false", .bool(false))
        case UInt8(ascii: "n"): return try parseWord("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try parseNumber()
        default: throw failure(.unexpectedByte)
        }
    }

    /// Steps into an object or array.
    private mutating func descend() throws(JSONError) {
        guard depth > 0 else { throw failure(.tooDeep) }
        depth -= 1
        position += 1
        skipSpace()
    }

    private mutating func parseObject() throws(JSONError) -> JSONValue {
        var members: [String: JSONValue] = [:]
        try descend()
        defer { depth += 1 }
        if accept(UInt8(ascii: "}")) { return .object(members) }
        while true {
            skipSpace()
            guard peek == UInt8(ascii: "\"") else { throw failure(peek == nil ? .unexpectedEnd : .unexpectedByte) }
            let start = position
            let key = try parseString()
            skipSpace()
            try expect(UInt8(ascii: ":"))
            guard members.updateValue(try parseValue(), forKey: key) == nil || isLenient else {
                throw JSONError(reason: .duplicateKey, offset: start)
            }
            skipSpace()
            if accept(UInt8(ascii: "}")) { return .object(members) }
            try expect(UInt8(ascii: ","))
        }
    }

    private mutating func parseArray() throws(JSONError) -> JSONValue {
        var values: [JSONValue] = []
        try descend()
        defer { depth += 1 }
        if accept(UInt8(ascii: "]")) { return .array(values) }
        while true {
            values.append(try parseValue())
            skipSpace()
            if accept(UInt8(ascii: "]")) { return .array(values) }
            try expect(UInt8(ascii: ","))
        }
    }

    private mutating func parseWord(_ word: StaticString, _ value: JSONValue) throws(JSONError) -> JSONValue {
        for i in 0..<word.utf8CodeUnitCount { try expect(word.utf8Start[i]) }
        return value
    }

    private mutating func parseNumber() throws(JSONError) -> JSONValue {
        let start = position
        var isInteger = true
        _ = accept(UInt8(ascii: "-"))
        if !accept(UInt8(ascii: "0")) { try expectDigits() }
        if accept(UInt8(ascii: ".")) {
            isInteger = false
            try expectDigits()
        }
        if accept(UInt8(ascii: "e")) || accept(UInt8(ascii: "E")) {
            isInteger = false
            if !accept(UInt8(ascii: "+")) { _ = accept(UInt8(ascii: "-")) }
            try expectDigits()
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isInteger, let number = Int64(text) { return .integer(number) }
        guard let number = Double(text), number.isFinite else {
            throw JSONError(reason: .badNumber, offset: start)
        }
        return .number(number)
    }

    private mutating func expectDigits() throws(JSONError) {
        let start = position
        while let byte = peek, isDigit(byte) { position += 1 }
        if position == start { throw failure(.badNumber) }
    }

    /// `position` is at the opening quote.
    private mutating func parseString() throws(JSONError) -> String {
        position += 1
        let start = position
        // Most strings have no escape and are taken as they stand.
        while let byte = peek, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { position += 1 }
        var utf8 = Array(bytes[start..<position])
        while true {
            guard let byte = peek else { throw failure(.unexpectedEnd) }
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let text = String(validating: utf8, as: UTF8.self) else {
                    throw JSONError(reason: .notUTF8, offset: start)
                }
                return text
            case UInt8(ascii: "\\"): try parseEscape(into: &utf8)
            case 0x20...: utf8.append(byte)
            default: throw JSONError(reason: .badString, offset: position - 1)
            }
        }
    }

    private mutating func parseEscape(into utf8: inout [UInt8]) throws(JSONError) {
        guard let byte = peek else { throw failure(.unexpectedEnd) }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): utf8.append(byte)
        case UInt8(ascii: "b"): utf8.append(0x08)
        case UInt8(ascii: "f"): utf8.append(0x0C)
        case UInt8(ascii: "n"): utf8.append(0x0A)
        case UInt8(ascii: "r"): utf8.append(0x0D)
        case UInt8(ascii: "t"): utf8.append(0x09)
        case UInt8(ascii: "u"):
            let start = position
            var code = try parseHex()
            if isLenient, 0xD800..<0xE000 ~= code {
                code = lowSurrogate(after: code).map { 0x10000 + (code - 0xD800) << 10 + ($0 - 0xDC00) } ?? 0xFFFD
            } else if 0xD800..<0xDC00 ~= code {
                try expect(UInt8(ascii: "\\"))
                try expect(UInt8(ascii: "u"))
                let low = try parseHex()
                guard 0xDC00..<0xE000 ~= low else { throw JSONError(reason: .badString, offset: start) }
                code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(code) else { throw JSONError(reason: .badString, offset: start) }
            utf8.append(contentsOf: UTF8.encode(scalar)!)
        default: throw JSONError(reason: .badString, offset: position - 1)
        }
    }

    /// Takes the second half of a pair, where it stands here; else nothing.
    private mutating func lowSurrogate(after high: UInt32) -> UInt32? {
        guard high < 0xDC00, position + 5 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
            bytes[position + 1] == UInt8(ascii: "u")
        else { return nil }
        let start = position
        position += 2
        if let low = try? parseHex(), 0xDC00..<0xE000 ~= low { return low }
        position = start
        return nil
    }

    private mutating func parseHex() throws(JSONError) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = peek, let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
                throw failure(peek == nil ? .unexpectedEnd : .badString)
            }
            code = code << 4 | UInt32(digit)
            position += 1
        }
        return code
    }

    private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func accept(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ byte: UInt8) throws(JSONError) {
        guard let next = peek else { throw failure(.unexpectedEnd) }
        guard next == byte else { throw failure(.unexpectedByte) }
        position += 1
    }

    private mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

    private func failure(_ reason: JSONError.Reason) -> JSONError { JSONError(reason: reason, offset: position) }
}
