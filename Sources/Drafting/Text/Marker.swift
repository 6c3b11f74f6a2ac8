import Diagnostics

/// The number or sign that begins an item or a heading.
struct Marker: Hashable, Sendable {
    enum Kind: UInt8, Comparable, Sendable {
        /// PHẦN, CHƯƠNG, PHỤ LỤC.
        case part
        /// A.
        case capital
        /// I. or Điều 1.
        case roman
        /// 1., 1.1., 1.1.1.
        case number
        /// a)
        case letter
        /// (1)
        case parenthesis
        case dash, plus, dot

        static func < (a: Kind, b: Kind) -> Bool { a.rawValue < b.rawValue }
    }

    let kind: Kind
    /// As a task's id has it: "II", "1.1", "a"; empty for a bullet.
    let label: String
    /// How deep it stands in an outline.
    let rank: Int

    var isBullet: Bool { kind >= .dash }

    init(_ kind: Kind, _ label: String = "", depth: Int = 0) {
        self.kind = kind
        self.label = label
        rank = Int(kind.rawValue) * 10 + min(depth, 9)
    }
}

/// The marker that a line begins with, and what follows it.
func readMarker(_ text: String) -> (marker: Marker, rest: String)? {
    let scalars = Array(text.unicodeScalars.prefix(64))
    guard let first = scalars.first else { return nil }
    func rest(_ count: Int) -> String { collapsed(String(text.unicodeScalars.dropFirst(count))) }
    func scalar(_ i: Int) -> Unicode.Scalar { i < scalars.count ? scalars[i] : "\u{0}" }

    if let found = readBullet(scalars) { return (found.marker, rest(found.length)) }
    if let found = readPart(text) ?? readOrdinal(text) { return found }
    if "0"..."9" ~= first { return readNumber(scalars).map { ($0.marker, rest($0.length)) } }
    if first == "(" {
        let inner = scalars.dropFirst().prefix { $0 != ")" }
        let label = String(String.UnicodeScalarView(inner))
        let end = inner.count + 2
        guard 1...3 ~= inner.count, scalar(end - 1) == ")", isSpace(scalar(end)) else { return nil }
        if inner.allSatisfy({ "0"..."9" ~= $0 }) { return (Marker(.parenthesis, label), rest(end)) }
        return nil
    }
    let romans = scalars.prefix { "IVXL".unicodeScalars.contains($0) }.count
    if 1...6 ~= romans, isDelimiter(scalar(romans)) {
        let after = romans + 1
        if isSpace(scalar(after)) || scalar(after).properties.isUppercase || after >= scalars.count {
            // "V/v" is a reference, "I/2022" a quarter.
            return (Marker(.roman, text.unicodeScalars.prefix(romans).map { String($0) }.joined()), rest(after))
        }
        if scalar(romans) == ".", isDelimiter(scalar(after)), isSpace(scalar(after + 1)) {
            return (Marker(.roman, text.unicodeScalars.prefix(romans).map { String($0) }.joined()), rest(after + 1))
        }
        return nil
    }
    if "A"..."H" ~= first, scalar(1) == "." || scalar(1) == ")" || scalar(1) == "-", isSpace(scalar(2)) {
        return (Marker(.capital, String(first)), rest(2))
    }
    if Letter(first) != nil, first.properties.isLowercase {
        var i = 1
        var depth = 0
        if "1"..."9" ~= scalar(i) {
            i += 1
            depth = 1
        }
        guard scalar(i) == ")" || scalar(i) == "." || scalar(i) == "/", isSpace(scalar(i + 1)) else { return nil }
        let label = text.unicodeScalars.prefix(i).map { $0 == "đ" ? "d" : String($0) }.joined()
        return (Marker(.letter, label == "d" && first == "đ" ? "đ" : label, depth: depth), rest(i + 1))
    }
    return nil
}

private func isDelimiter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ".", "-", "/", ")", ":", "–", "—", "\u{2010}", "\u{2011}": true
    default: false
    }
}

private func readBullet(_ scalars: [Unicode.Scalar]) -> (marker: Marker, length: Int)? {
    guard let first = scalars.first else { return nil }
    let next = scalars.count > 1 ? scalars[1] : "\u{0}"
    let kind: Marker.Kind
    switch first {
    case "-", "–", "—", "−", "‐", "‑": kind = .dash
    case "+": kind = .plus
    case "*", "•", "●", "▪", "■", "◦", "○", "·", "❖", "➢", "➤", "✓", "✔", "►", "∙", "⁃": kind = .dot
    case _ where 0xF020...0xF0FF ~= first.value: kind = .dot
    case "o" where next == "\t": kind = .dot
    default: return nil
    }
    if isSpace(next) { return (Marker(kind), 1) }
    // "-Ban Tổ chức" without the space.
    guard next.properties.isUppercase, kind != .dot || first != "*" else { return nil }
    return (Marker(kind), 1)
}

/// 1. 1) 1/ 1- 1.1 2.1.3. but no date and no quantity.
private func readNumber(_ scalars: [Unicode.Scalar]) -> (marker: Marker, length: Int)? {
    func scalar(_ i: Int) -> Unicode.Scalar { i < scalars.count ? scalars[i] : "\u{0}" }
    var parts: [String] = []
    var i = 0
    while true {
        let digits = scalars.dropFirst(i).prefix { "0"..."9" ~= $0 }
        guard 1...3 ~= digits.count, parts.isEmpty || digits.count <= 2, parts.count < 6 else { return nil }
        parts.append(String(Int(String(String.UnicodeScalarView(digits))) ?? 0))
        i += digits.count
        guard scalar(i) == ".", "0"..."9" ~= scalar(i + 1) else { break }
        i += 1
    }
    guard parts.count > 1 || parts[0].utf8.count <= 2 else { return nil }
    let hasDelimiter = isDelimiter(scalar(i))
    if hasDelimiter { i += 1 }
    // "1.-" and "1./".
    if hasDelimiter, isDelimiter(scalar(i)), isSpace(scalar(i + 1)) { i += 1 }
    let isEnd = i >= scalars.count
    // "1.Tổ chức" lacks a space; "23-CTr/TU" is a document's number.
    let isTight = hasDelimiter && (scalar(i - 1) == "." || scalar(i - 1) == ")") && scalar(i).properties.isUppercase
    guard isEnd || isSpace(scalar(i)) || isTight else { return nil }
    if !hasDelimiter {
        var next = i
        while isSpace(scalar(next)) { next += 1 }
        guard parts.count > 1, scalar(next).properties.isUppercase else { return nil }
    }
    return (Marker(.number, parts.joined(separator: "."), depth: parts.count - 1), i)
}

/// PHẦN I, Chương 2, PHỤ LỤC 1, Điều 3., Phần thứ nhất.
private func readPart(_ text: String) -> (marker: Marker, rest: String)? {
    let words = Words(text, limit: 6)
    guard words.count >= 1 else { return nil }
    func rest(_ used: Int) -> String {
        guard used < words.count else { return "" }
        return collapsed(text[words[used].range.lowerBound...])
    }
    if words.count >= 2, words.matches(MarkerWords.appendix, at: 0) {
        let isNumbered = words.count > 2 && (isNumeral(words.text(2)))
        return (Marker(.part, "PL" + (isNumbered ? words.text(2) : "")), rest(isNumbered ? 3 : 2))
    }
    guard words.count >= 2 else { return nil }
    switch words.key(0) {
    case MarkerWords.part where words[0].isCapital, MarkerWords.chapter where words[0].isCapital:
        if isNumeral(words.text(1)) { return (Marker(.part, words.text(1)), rest(2)) }
        if words.key(1) == MarkerWords.ordinal, words.count >= 3 {
            guard let value = MarkerWords.ordinals.firstIndex(of: words.key(2)) else { return nil }
            return (Marker(.part, String(value + 1)), rest(3))
        }
        return nil
    case MarkerWords.article where words[0].isCapital:
        guard let number = Int(words.text(1)), 1...200 ~= number else { return nil }
        let gap = words.gap(after: 1)
        guard gap.contains(".") || gap.contains(":") else { return nil }
        return (Marker(.roman, "Đ\(number)"), rest(2))
    case MarkerWords.work where words[0].isCapital:
        // "Việc 1. Xóa điểm đen".
        guard let number = Int(words.text(1)), words.count > 2,
            words.gap(after: 1).contains(where: { ".:".contains($0) })
        else { return nil }
        return (Marker(.number, "\(number)"), rest(2))
    default: return nil
    }
}

private func isNumeral(_ text: String) -> Bool {
    1...5 ~= text.utf8.count
        && (text.utf8.allSatisfy { 0x30...0x39 ~= $0 }
            || text.unicodeScalars.allSatisfy { "IVXL".unicodeScalars.contains($0) })
}

private enum MarkerWords {
    static let appendix: [Folded] = ["phụ", "lục"]
    static let part: Folded = "phần"
    static let chapter: Folded = "chương"
    static let article: Folded = "điều"
    static let work: Folded = "việc"
    static let ordinal: Folded = "thứ"
    static let ordinals: [Folded] = ["nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám"]
}

private let ordinals = ["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"].map { Folded($0) }
private let firsts = ["nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"].map { Folded($0) }
private let ordinalWords: (Folded, Folded) = ("thứ", "là")

/// "Một là, …", "Thứ hai: …".
private func readOrdinal(_ text: String) -> (marker: Marker, rest: String)? {
    guard let first = text.unicodeScalars.first, "MHBNSTC".unicodeScalars.contains(first) else { return nil }
    let words = Words(text, limit: 3)
    guard words.count == 3, words.gap(after: 1).contains(where: { ",:".contains($0) }) else { return nil }
    let place =
        words.key(0) == ordinalWords.0
        ? firsts.firstIndex(of: words.key(1))
        : words.key(1) == ordinalWords.1 ? ordinals.firstIndex(of: words.key(0)) : nil
    guard let place else { return nil }
    return (Marker(.letter, "\(place + 1)"), upperFirst(String(text[words[2].range.lowerBound...])))
}
