/// What a browser is answered.
public struct WebResponse: Sendable {
    public var status: Int
    public var headers: [(name: String, value: String)]
    public var body: [UInt8]

    init(_ status: Int, type: String = "text/html; charset=utf-8", _ body: [UInt8]) {
        self.status = status
        self.body = body
        headers = WebResponse.always + [("Content-Type", type), ("Cache-Control", "no-store")]
    }

    /// Goes on elsewhere, by GET.
    init(seeOther place: String) {
        self.init(303, type: "text/plain", [])
        headers.append(("Location", place))
    }

    mutating func replace(_ name: String, _ value: String) {
        headers.removeAll { $0.name == name }
        headers.append((name, value))
    }

    /// No script, nothing from elsewhere, in nobody's frame.
    private static let always = [
        (
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
        ),
        ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"), ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"), ("Cross-Origin-Resource-Policy", "same-origin"),
    ]
}
