import Diagnostics

/// A folded word or name, equal to another where their bytes are.
///
/// A `String` is hashed and compared by what its letters look like, which for folded text, whose marks stand apart, takes
/// twenty times as long. Nearly every word of Vietnamese fits into two numbers.
struct Folded: Hashable, Sendable, ExpressibleByStringLiteral {
    let text: String
    /// The first sixteen bytes.
    private let head: UInt64
    private let tail: UInt64

    private static let inline = 16

    /// Nothing.
    init() {
        text = ""
        head = 0
        tail = 0
    }

    init(_ text: some StringProtocol) { self.init(folded: fold(String(text))) }

    init(stringLiteral text: String) { self.init(text) }

    /// - Parameter text: folded already.
    init(folded text: String) {
        var numbers: (UInt64, UInt64) = (0, 0)
        for (i, byte) in text.utf8.prefix(Self.inline).enumerated() {
            if i < 8 { numbers.0 = numbers.0 << 8 | UInt64(byte) } else { numbers.1 = numbers.1 << 8 | UInt64(byte) }
        }
        self.text = text
        (head, tail) = numbers
    }

    /// One bit of 64, the same for equal words.
    var sign: UInt64 { 1 << (((head ^ tail) &* 0x9E37_79B9_7F4A_7C15) >> 58) }

    /// Four digits.
    var isYear: Bool { text.utf8.count == 4 && text.utf8.allSatisfy { 0x30...0x39 ~= $0 } }

    static func == (a: Folded, b: Folded) -> Bool {
        a.head == b.head && a.tail == b.tail && a.text.utf8.count == b.text.utf8.count
            && (a.text.utf8.count <= inline || a.text.utf8.elementsEqual(b.text.utf8))
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(head)
        hasher.combine(tail)
        guard text.utf8.count > Self.inline else { return }
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}

/// Words that several parts ask for.
extension Folded {
    static let and: Folded = "và"
    static let with: Folded = "với"
    static let together: Folded = "cùng"
    static let number: Folded = "số"
    static let day: Folded = "ngày"
    static let month: Folded = "tháng"
    static let year: Folded = "năm"
}
