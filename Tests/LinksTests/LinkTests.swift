import Dates
import TestKit
import Testing

@testable import Links

@Suite struct LinkTests {
    static let link = ReportLink(
        body: "ban-dan-van", task: "01-KH-TU/1.1", occurrence: "2021-Q4", kinds: ["ack", "done"],
        expiry: Day(unchecked: 2022, 1, 30))
    static let today = Day(unchecked: 2022, 1, 30)

    private func keys(_ lines: String...) throws -> LinkKeys { try #require(LinkKeys(lines.joined(separator: "\n"))) }

    @Test func whatIsSignedIsReadUntilItExpires() throws {
        let keys = try keys(LinkKeys.makeLine())
        let token = keys.sign(Self.link)
        #expect(try keys.read(token, on: Self.today) == Self.link)
        #expect(throws: LinkFault.expired(Self.link)) { try keys.read(token, on: Self.today + 1) }
        // It stands in an address as it is.
        #expect(
            token.utf8.allSatisfy {
                $0 == 0x2E || $0 == 0x2D || $0 == 0x5F || 0x30...0x39 ~= $0 || 0x41...0x5A ~= $0 || 0x61...0x7A ~= $0
            })
    }

    /// The new key comes first; links of the old one hold until its line is taken away.
    @Test func aKeyIsChangedWithoutBreakingLinks() throws {
        let (old, new) = (LinkKeys.makeLine(), LinkKeys.makeLine())
        let token = try keys(old).sign(Self.link)
        #expect(try keys(new, old).read(token, on: Self.today) == Self.link)
        #expect(throws: LinkFault.forged) { try keys(new).read(token, on: Self.today) }
        #expect(try keys(new, old).sign(Self.link) == keys(new).sign(Self.link))
    }

    /// No letter of it can be another.
    @Test func whatWasChangedIsNotTaken() throws {
        let keys = try keys(LinkKeys.makeLine())
        let token = Array(keys.sign(Self.link).utf8)
        var random = SplitMix64(seed: 20)
        for place in token.indices {
            for replacement in [token[place] ^ 1, UInt8(ascii: "A"), UInt8(ascii: ".")]
            where replacement != token[place] {
                var changed = token
                changed[place] = replacement
                let text = String(decoding: changed, as: UTF8.self)
                #expect(throws: LinkFault.forged, "\(text)") { try keys.read(text, on: Self.today) }
            }
        }
        for text in ["", ".", "...", "1.a.b.c", String(repeating: "1.", count: 5000)] {
            #expect(throws: LinkFault.forged) { try keys.read(text, on: Self.today) }
        }
        for _ in 0..<500 {
            let count = Int(random.next() % UInt64(token.count))
            #expect(throws: LinkFault.forged) {
                try keys.read(String(decoding: token.prefix(count), as: UTF8.self), on: Self.today)
            }
        }
    }

    @Test(arguments: [
        "", "a", "a b c", "ab !!!", "ab AAAA", "Ab " + String(repeating: "A", count: 43),
        "a " + String(repeating: "A", count: 43) + "\nb " + String(repeating: "A", count: 43) + "\nc "
            + String(repeating: "A", count: 43),
        "a " + String(repeating: "A", count: 43) + "\na " + String(repeating: "A", count: 43),
    ]) func whatAreNoKeys(text: String) { #expect(LinkKeys(text) == nil) }

    /// RFC 4231, test cases 1, 2 and 6.
    @Test(arguments: [
        (
            [UInt8](repeating: 0x0B, count: 20), "Hi There",
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        ),
        (
            Array("Jefe".utf8), "what do ya want for nothing?",
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        ),
        (
            [UInt8](repeating: 0xAA, count: 131), "Test Using Larger Than Block-Size Key - Hash Key First",
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        ),
    ]) func hmac(key: [UInt8], text: String, code: String) {
        let found = HMAC.sha256(text.utf8, key: key).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
        #expect(found.joined() == code)
    }

    @Test func base64() {
        var random = SplitMix64(seed: 7)
        for count in 0..<100 {
            let bytes = (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) }
            let text = Base64.encodeForURL(bytes)
            #expect(Base64.decode(text.utf8) == bytes)
        }
        #expect(Base64.decode("Zm9vYg==".utf8) == Array("foob".utf8))
        // Bits that say nothing are none.
        #expect(Base64.decode("Zm9vYh==".utf8) == nil)
        #expect(Base64.decode("Zm9vY".utf8) == nil)
        #expect(Base64.decode("Zm 9v".utf8) == nil)
    }
}
