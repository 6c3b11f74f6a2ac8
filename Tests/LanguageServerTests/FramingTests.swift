import JSONText
import TestKit
import Testing

@testable import LanguageServer

struct FramingTests {
    private func frames(_ bytes: [UInt8], piece: Int) -> [MessageFraming.Frame] {
        var framing = MessageFraming()
        var frames: [MessageFraming.Frame] = []
        for start in stride(from: 0, to: bytes.count, by: piece) {
            framing.append(bytes[start..<min(bytes.count, start + piece)])
            while let frame = framing.next() { frames.append(frame) }
        }
        return frames
    }

    @Test(arguments: [1, 2, 7, 4096])
    func messagesComeWholeHoweverTheyAreCut(piece: Int) {
        let bodies = ["{}", "{\"a\":\"nhắc\"}", String(repeating: "x", count: 300)].map { Array($0.utf8) }
        let bytes = bodies.flatMap { frameMessage($0) }
        #expect(frames(bytes, piece: piece) == bodies.map { .message($0) })
    }

    @Test func headersAreReadAsTheyCome() {
        let text = "content-type: application/vscode-jsonrpc; charset=utf-8\r\nCONTENT-LENGTH:  2 \r\n\r\n{}"
        #expect(frames(Array(text.utf8), piece: 3) == [.message(Array("{}".utf8))])
        #expect(frames(Array("Content-Length: 2\n\n{}".utf8), piece: 1) == [.message(Array("{}".utf8))])
    }

    @Test func whatIsNoMessageIsToldAndPassedOver() {
        let good = frameMessage(Array("{}".utf8))
        for bad in ["Content-Length: x\r\n\r\n", "Content-Length: -1\r\n\r\n", "Nonsense: 1\r\n\r\n", "\r\n\r\n"] {
            let found = frames(Array(bad.utf8) + good, piece: 5)
            #expect(found.first == .broken(.noLength), "\(bad)")
            #expect(found.last == .message(Array("{}".utf8)), "\(bad)")
        }
        let long = "Content-Length: 99999999999\r\n\r\n"
        #expect(frames(Array(long.utf8), piece: 9) == [.broken(.tooLong(99_999_999_999))])
    }

    @Test func arbitraryBytesNeverStopIt() {
        var random = SplitMix64(seed: 21)
        let good = frameMessage(Array("{\"method\":\"x\"}".utf8))
        for _ in 0..<2000 {
            var bytes = good + good
            for _ in 0..<Int.random(in: 1...8, using: &random) {
                bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            _ = frames(bytes, piece: Int.random(in: 1...40, using: &random))
        }
    }
}

struct PositionTests {
    @Test func placesAreCountedAsTheClientCounts() {
        let bytes = Array("ắ𝄞b\r\nc\rd\n".utf8)
        let utf16 = TextPositions(bytes, .utf16)
        #expect(utf16.lineCount == 4)
        #expect(utf16.position(of: 3) == TextPosition(line: 0, character: 1))
        #expect(utf16.position(of: 7) == TextPosition(line: 0, character: 3))
        // Within a character, and between the bytes of a line's end.
        #expect(utf16.position(of: 5) == TextPosition(line: 0, character: 1))
        #expect(utf16.position(of: 9) == TextPosition(line: 0, character: 4))
        #expect(utf16.offset(of: TextPosition(line: 0, character: 2)) == 3)
        #expect(utf16.offset(of: TextPosition(line: 0, character: 99)) == 8)
        #expect(utf16.offset(of: TextPosition(line: 1, character: 1)) == 11)
        #expect(utf16.offset(of: TextPosition(line: 9, character: 0)) == bytes.count)
        let utf8 = TextPositions(bytes, .utf8)
        #expect(utf8.position(of: 7) == TextPosition(line: 0, character: 7))
        #expect(utf8.offset(of: TextPosition(line: 0, character: 4)) == 3)
    }

    @Test func everyPlaceLeadsBack() {
        var random = SplitMix64(seed: 7)
        let letters = Array("aắđ𝄞\n\r\u{301}é ".unicodeScalars)
        for _ in 0..<500 {
            var text = String.UnicodeScalarView()
            for _ in 0..<30 { text.append(letters.randomElement(using: &random) ?? "a") }
            let bytes = Array(String(text).utf8)
            for encoding in [PositionEncoding.utf8, .utf16] {
                let positions = TextPositions(bytes, encoding)
                for offset in bytes.indices where bytes[offset] & 0xC0 != 0x80 {
                    if bytes[offset] == 0x0A, offset > 0, bytes[offset - 1] == 0x0D { continue }
                    #expect(positions.offset(of: positions.position(of: offset)) == offset)
                }
            }
        }
    }

    @Test func bytesThatAreNotUTF8CountOne() {
        let positions = TextPositions([0x61, 0xFF, 0xE1, 0xBA, 0x62], .utf16)
        #expect(positions.position(of: 4) == TextPosition(line: 0, character: 4))
    }

    @Test func pathsAndURIs() {
        #expect(path(ofURI: "file:///etc/dondoc/c%C6%A1%20quan.yaml") == "/etc/dondoc/cơ quan.yaml")
        #expect(path(ofURI: "file://localhost/a/./b/../c") == "/a/c")
        #expect(path(ofURI: "untitled:Untitled-1") == nil)
        #expect(path(ofURI: "file://other/a") == nil)
        #expect(path(ofURI: "file:///a%FF") == nil)
        let odd = "/tmp/quy tắc/a#b?.rules"
        #expect(path(ofURI: uri(ofPath: odd)) == odd)
    }
}

struct LenientJSONTests {
    private func read(_ text: String) throws -> JSONValue { try JSONValue(parsingLeniently: Array(text.utf8)) }

    @Test func whatEditorsSendIsRead() throws {
        #expect(try read("{\"a\":1,\"a\":2}") == ["a": 2])
        #expect(try read("\"\\ud834\\udd1e\"") == "𝄞")
        #expect(try read("\"\\ud834x\"") == "\u{FFFD}x")
        #expect(try read("\"\\udd1e\\ud834\"") == "\u{FFFD}\u{FFFD}")
        #expect(try read("\"\\ud834\\ud834\\udd1e\"") == "\u{FFFD}𝄞")
        #expect(try read("\"\\ud834\\n\"") == "\u{FFFD}\n")
        #expect(throws: JSONError.self) { try read("\"\\ud83\"") }
        #expect(throws: JSONError.self) { try JSONValue(parsing: Array("\"\\ud834x\"".utf8)) }
        #expect(throws: JSONError.self) { try read(String(repeating: "[", count: 10_000)) }
    }
}
