import JSONText
import Testing

/// The bytes that programs read, one by one.
@Suite struct JSONWriterTests {
    private func written(_ write: (inout JSONWriter) -> Void) -> String {
        var writer = JSONWriter()
        write(&writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    @Test func setsCommasBetweenWhatBelongsTogether() {
        let text = written {
            $0.beginObject()
            $0.key("a")
            $0.integer(0)
            $0.key("b" as String)
            $0.beginArray()
            $0.bool(true)
            $0.bool(false)
            $0.null()
            $0.string(nil)
            $0.raw(Array("{}".utf8))
            $0.endArray()
            $0.key("c")
            $0.beginObject()
            $0.endObject()
            $0.endObject()
            $0.newline()
            $0.beginArray()
            $0.endArray()
        }
        #expect(text == "{\"a\":0,\"b\":[true,false,null,null,{}],\"c\":{}}\n[]")
    }

    @Test func numbersOfEveryWidth() {
        for number in [0, 9, 10, -1, -9, 12_345, .max, .min] { #expect(written { $0.integer(number) } == "\(number)") }
        #expect(written { $0.integer(UInt64.max) } == "18446744073709551615")
        #expect(written { $0.integer(Int8.min) } == "-128")
    }

    @Test func escapesWhatMustBeEscapedAndNothingElse() {
        for scalar in (0...0x2FF).compactMap(Unicode.Scalar.init) + ["ề", "€", "😀"] {
            let text = String(Character(scalar))
            let expected: String
            switch scalar.value {
            case 0x22: expected = "\\\""
            case 0x5C: expected = "\\\\"
            case 0x0A: expected = "\\n"
            case 0x0D: expected = "\\r"
            case 0x09: expected = "\\t"
            case 0..<0x20:
                let hex = String(scalar.value, radix: 16)
                expected = "\\u" + String(repeating: "0", count: 4 - hex.utf8.count) + hex
            default: expected = text
            }
            #expect(written { $0.string(text) } == "\"\(expected)\"")
            #expect(written { $0.string("Kế hoạch " + text + " x") } == "\"Kế hoạch \(expected) x\"")
        }
        #expect(written { $0.string("") } == "\"\"")
        let long = String(repeating: "Nhiệm vụ\n", count: 2000)
        #expect(written { $0.string(long) } == "\"" + String(repeating: "Nhiệm vụ\\n", count: 2000) + "\"")
    }
}
