import JSONText
import Testing

@Suite struct JSONTests {
    @Test(arguments: [
        #"{"a":[1,-2,0.5,1e3,true,false,null,"x"],"b":{}}"#, #"" ""#, "[]", "0", "-0.5e-3", #""Kế hoạch \" \\ / ""#,
    ])
    func readsAndWritesTheSame(_ text: String) throws {
        let value = try JSONValue(parsing: text.utf8)
        var writer = JSONWriter()
        writer.value(value)
        #expect(try JSONValue(parsing: writer.bytes) == value)
    }

    @Test func readsEscapes() throws {
        let value = try JSONValue(parsing: #""\u0111\ud83d\ude00\n\/\b""#.utf8)
        #expect(value == .string("đ😀\n/\u{8}"))
    }

    @Test func keepsIntegersExact() throws {
        #expect(try JSONValue(parsing: "9223372036854775807".utf8) == .integer(.max))
        #expect(try JSONValue(parsing: "9223372036854775808".utf8) == .number(9_223_372_036_854_775_808))
    }

    @Test(arguments: [
        ("", JSONError.Reason.unexpectedEnd), ("{", .unexpectedEnd), ("{\"a\":1,}", .unexpectedByte),
        ("{1}", .unexpectedByte), ("[1 2]", .unexpectedByte),
        ("01", .trailingText), ("1.", .badNumber), ("-", .badNumber), ("1e999", .badNumber), ("tru", .unexpectedEnd),
        ("\"a\nb\"", .badString), (#""\x""#, .badString), (#""\ud800""#, .unexpectedByte), (#""\udc00""#, .badString),
        (#"{"a":1,"a":2}"#, .duplicateKey), ("1 1", .trailingText), ("'a'", .unexpectedByte), ("NaN", .unexpectedByte),
        (String(repeating: "[", count: 100_000), .tooDeep), ("\"abc", .unexpectedEnd), ("\u{FEFF}1", .unexpectedByte),
    ])
    func refuses(_ text: String, _ reason: JSONError.Reason) {
        #expect { try JSONValue(parsing: text.utf8) } throws: { ($0 as? JSONError)?.reason == reason }
    }

    @Test func refusesWhatIsNotUTF8() {
        #expect { try JSONValue(parsing: [0x22, 0xC3, 0x22]) } throws: { ($0 as? JSONError)?.reason == .notUTF8 }
    }
}
