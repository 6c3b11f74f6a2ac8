import TestKit
import Testing

@testable import Mail

@Suite struct MailTests {
    private func mail(_ text: String) -> Mail { readMail(Array(text.utf8)) }

    @Test(arguments: [
        ("=?UTF-8?Q?Nh=E1=BA=AFc_vi=E1=BB=87c?=", "Nhắc việc"), ("=?utf-8?b?TmjhuqFj?=", "Nhạc"),
        ("=?UTF-8?B?4bqv?= =?UTF-8?B?4bqv?=", "ắắ"), ("a =?UTF-8?Q?b?= c", "a b c"),
        // A letter cut in two.
        ("=?UTF-8?B?4bo=?= =?UTF-8?B?rw==?=", "ắ"), ("=?UTF-8*vi?Q?=C4=91?=", "đ"),
        ("=?windows-1258?Q?=D0=E3?=", "Đă"), ("=?iso-8859-1?Q?caf=E9?=", "café"), ("=?x?y?z", "=?x?y?z"),
        ("=?UTF-8?X?abc?=", "=?UTF-8?X?abc?="), ("=?UTF-8?Q?a b?=", "a b"), ("plain", "plain"), ("", ""),
        ("=?UTF-8?Q??=", ""), ("=?UTF-8?B?====?=", ""), ("a\u{0}b", "a b"),
    ])
    func encodedWordsAreUndone(text: String, expected: String) { #expect(decodeWords(text) == expected) }

    @Test(arguments: [
        ("a@b.vn", ["a@b.vn"]), ("Lan <LAN@B.vn>", ["lan@b.vn"]), ("\"x@y, z\" <a@b.vn>", ["a@b.vn"]),
        ("a@b.vn (c@d.vn)", ["a@b.vn"]), ("a@b.vn, C <c@d.vn>", ["a@b.vn", "c@d.vn"]),
        ("group: a@b.vn, c@d.vn;", ["a@b.vn", "c@d.vn"]), ("\"a\\\" <x@y>\" <a@b.vn>", ["a@b.vn"]), ("nobody", []),
        ("<a@b.vn", ["a@b.vn"]), ("a@b.vn <c@d.vn>", ["c@d.vn"]), ("@", []), ("", []), ("a@b@c", []),
        ("\u{1F600}@b.vn", []),
    ])
    func addresses(field: String, expected: [String]) { #expect(mailAddresses(field) == expected) }

    @Test func fieldsAreUnfolded() {
        let read = mail("Subject: a\n b\n\tc\nX:y\nFrom nobody\nReferences: <a@b>\n <c@d>  <e@f>\n\nbody\n")
        #expect(read.header["subject"] == "a b\tc" && read.header["x"] == "y")
        #expect(messageIDs(read.header["references"] ?? "") == ["a@b", "c@d", "e@f"])
        #expect(messageIDs("x <a b> <> <ok@x") == [] && messageIDs("") == [])
        // No longer than a line may be (RFC 5322, 2.1.1), and no more than are asked for.
        let long = String(repeating: "a", count: 998)
        #expect(messageIDs("<\(long)> <\(long)a> <b>") == [long, "b"])
        #expect(messageIDs("<a> <b> <c>", last: 2) == ["b", "c"])
    }

    @Test func parameters() {
        let value = ParameterValue("Multipart/Mixed; (comment; x=y) boundary=\"a;\\\"b\"; charset = UTF-8 ; charset=x")
        #expect(value.value == "multipart/mixed" && value.parameters == ["boundary": "a;\"b", "charset": "UTF-8"])
        #expect(ParameterValue(nil).value == "" && ParameterValue(";;=;x").value == "")
    }

    /// Nothing that anybody sends takes long, much memory, or the program down; what is not read is said.
    @Test func hostileMailHarmsNothing() {
        let deep = (0..<5_000).map { "Content-Type: multipart/mixed; boundary=b\($0)\n\n--b\($0)\n" }.joined()
        let wide = "Content-Type: multipart/mixed; boundary=b\n\n" + String(repeating: "--b\n\nx\n", count: 50_000)
        let cases: [(String, isCut: Bool)] = [
            (deep, true), (wide, true), (String(repeating: "X: y\n", count: 100_000), true),
            ("X: " + String(repeating: "y", count: 1 << 20) + "\n\nĐã xong", true),
            ("X: y\n" + String(repeating: " z\n", count: 300_000), true),
            ("Content-Type: text/html\n\n" + String(repeating: "<div>", count: 100_000) + "x", false),
            ("Content-Type: text/html\n\n" + String(repeating: "<blockquote>", count: 50_000) + "x", false),
            ("Content-Type: text/html\n\n" + String(repeating: "&", count: 300_000), false),
            ("Content-Type: text/html\n\n" + String(repeating: "<a b=\"", count: 50_000), false),
            ("Subject: " + String(repeating: "=?=?", count: 15_000) + "\n\nx", false),
            ("Content-Transfer-Encoding: base64\n\n" + String(repeating: "QUJD", count: 1 << 19), true),
            ("\n" + String(repeating: ">", count: 1 << 19), false),
            ("\n" + String(repeating: "\n", count: 1 << 19), false),
            ("Content-Type: text/plain; format=flowed\n\n" + String(repeating: "a \n", count: 100_000), false),
            ("Content-Type: multipart/mixed; boundary=\n\nx", false), ("", false), (":\n:\n\n", false),
        ]
        for (text, isCut) in cases {
            let clock = ContinuousClock()
            let time = clock.measure {
                let read = mail(text)
                #expect(read.isCut == isCut, "\(text.prefix(60))")
                _ = read.ownLines
                _ = decodeWords(read.header["subject"] ?? "")
            }
            #expect(time < .seconds(20), "\(text.prefix(60))")
        }
    }

    /// Whatever is cut out of a message or put in.
    @Test func garbledMailIsRead() throws {
        var random = SplitMix64(seed: 7)
        var answers: [(input: String, answer: String)] = []
        for sample in ProgramsTests.samples {
            for _ in 0..<40 {
                var bytes = Array(sample.message.utf8)
                for _ in 0..<8 {
                    let at = Int.random(in: 0..<bytes.count, using: &random)
                    switch Int.random(in: 0..<3, using: &random) {
                    case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
                    case 1: bytes.removeSubrange(at..<min(bytes.count, at + 5))
                    default: bytes.insert(contentsOf: bytes[at...].prefix(9), at: at)
                    }
                    if bytes.isEmpty { bytes = [0] }
                }
                let read = readMail(bytes)
                for line in read.ownLines { #expect(!line.isEmpty && !line.contains("\n")) }
                let fields = read.header.fields.map { "\(decodeWords($0.value)) \(mailAddresses($0.value))" }
                let said = fields + read.ownLines + [read.plain ?? "-", "\(read.attachments)", "\(read.isCut)"]
                let digest = stableDigest(said.joined(separator: "\n")).hexadecimal(digits: 8)
                let input = "\(answers.count) \(String(decoding: bytes, as: UTF8.self))"
                answers.append((input: input, answer: "\(read.ownLines.count) \(digest)"))
            }
        }
        let changes = try HeldAnswers("garbled.tsv").changes(answers)
        #expect(changes == nil, "\(changes ?? "")")
    }
}
