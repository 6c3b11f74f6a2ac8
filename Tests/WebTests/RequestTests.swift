import Testing

@testable import Web

@Suite struct RequestTests {
    @Test(
        arguments: [
            ("/", []), ("/b/ban-dan-van", ["b", "ban-dan-van"]),
            ("/t/01-KH-TU/1.1?k=2021-Q4", ["t", "01-KH-TU", "1.1"]),
            ("/t/A/Vi%E1%BB%87c", ["t", "A", "Việc"]), ("/a+b", ["a+b"]),
            ("", nil), ("b", nil), ("//", nil), ("/a/", nil), ("/a//b", nil), ("/../etc/passwd", nil),
            ("/a/%2e%2e/b", nil),
            ("/./a", nil), ("/a%2Fb", nil), ("/a%5Cb", nil), ("/a%00b", nil), ("/%FF", nil), ("/%C0%AE", nil),
            ("/%", nil),
            ("/%4", nil), ("/%zz", nil), ("/a?%", nil), ("*", nil), ("http://x/", nil),
            ("/" + String(repeating: "a", count: 3000), nil),
        ] as [(String, [String]?)]) func paths(target: String, path: [String]?)
    {
        #expect(WebRequest(method: .get, target: target)?.path == path)
    }

    @Test(
        arguments: [
            ("a=1&b=2", ["a": "1", "b": "2"]), ("a=1&a=2", ["a": "1"]), ("a", ["a": ""]), ("a=b=c", ["a": "b=c"]),
            ("", [:]),
            ("a=%20x+y%0D%0Az", ["a": " x y\r\nz"]), ("%61=%E1%BB%87", ["a": "ệ"]), ("a=%", nil), ("a=%FF", nil),
            ("a=%00", nil),
            ("a=%1B", nil), (String(repeating: "a=1&", count: 65), nil),
        ] as [(String, [String: String]?)]) func forms(body: String, fields: [String: String]?)
    {
        #expect(Form(Array(body.utf8))?.fields == fields)
    }

    @Test func valuesLoseTheWhiteSpaceAroundThem() {
        let form = Form(["a": "  x y \n", "b": " \r\n "])
        #expect(form["a"] == "x y" && form["b"] == nil && form["c"] == nil)
    }

    @Test(
        arguments: [
            ("dondoc=x", "x"), ("a=b; dondoc=x=y", "x=y"), ("dondoc2=x", nil), ("", nil), ("dondoc", nil),
        ] as [(String, String?)]) func cookies(header: String, value: String?)
    {
        #expect(WebRequest(method: .get, target: "/", headers: [("Cookie", header)])?.cookie("dondoc") == value)
    }

    /// Every colour on its grounds, light and dark: 4.5:1 for text, 3:1 for the borders of fields (WCAG 2.2, 1.4.3, 1.4.11).
    @Test func contrast() throws {
        let style = String(decoding: PageTemplates.style, as: UTF8.self)
        let schemes = style.split(separator: ":root {", omittingEmptySubsequences: false).dropFirst().map {
            colours(in: String($0.prefix { $0 != "}" }))
        }.filter { !$0.isEmpty }
        #expect(schemes.count == 2)
        for scheme in schemes {
            for ground in ["ground", "band"] {
                let below = try #require(scheme[ground])
                for ink in ["ink", "soft", "red", "amber", "green", "blue", "field"] {
                    let ratio = contrast(try #require(scheme[ink]), below)
                    #expect(ratio >= (ink == "field" ? 3 : 4.5), "\(ink) on \(ground): \(ratio)")
                }
            }
        }
    }

    private func colours(in rule: String) -> [String: [Double]] {
        var colours: [String: [Double]] = [:]
        for part in rule.split(separator: ";") {
            let words = part.split(whereSeparator: { $0.isWhitespace || $0 == ":" })
            guard words.count == 2, words[0].hasPrefix("--"), words[1].hasPrefix("#") else { continue }
            var digits = Array(words[1].dropFirst())
            if digits.count == 3 { digits = digits.flatMap { [$0, $0] } }
            colours[String(words[0].dropFirst(2))] = stride(from: 0, to: 6, by: 2).map {
                Double(Int(String(digits[$0...$0 + 1]), radix: 16) ?? 0) / 255
            }
        }
        return colours
    }

    private func contrast(_ a: [Double], _ b: [Double]) -> Double {
        func luminance(_ colour: [Double]) -> Double {
            let linear = colour.map { $0 <= 0.04045 ? $0 / 12.92 : power(($0 + 0.055) / 1.055) }
            return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
        }
        let (light, dark) = (max(luminance(a), luminance(b)), min(luminance(a), luminance(b)))
        return (light + 0.05) / (dark + 0.05)
    }

    /// x to the power of 2.4: the fifth root of x to the twelfth, by Newton.
    private func power(_ x: Double) -> Double {
        let twelfth = (0..<12).reduce(1.0) { value, _ in value * x }
        var root = 1.0
        for _ in 0..<200 { root = (4 * root + twelfth / (root * root * root * root)) / 5 }
        return root
    }
}
