/// A diagnostic as a person reads it on a terminal: what is wrong, where, the line with the place underlined, and what
/// to do. Ends with a line break.
///
/// ```
/// lỗi[R021]: không hiểu từ “nhăc”
///   --> rules/10-nhac-han.rules:4:3
///   |
/// 4 |   nhăc chủ trì
///   |   ^^^^
///   = gợi ý: …
/// ```
/// - Parameters:
///   - source: the file, or nil where its text is not at hand: then no line is shown.
///   - lines: of the same file; pass it where several diagnostics of one file are rendered.
public func renderDiagnostic(
    _ diagnostic: Diagnostic, source: SourceFile?, lines: LineIndex? = nil, language: Language, color: Bool = false
) -> String {
    let paint = Paint(on: color)
    var out = ""
    let (tone, word) =
        diagnostic.severity == .error
        ? (Paint.red, language == .vi ? "lỗi" : "error") : (Paint.yellow, language == .vi ? "cảnh báo" : "warning")
    out += paint.bold(tone, word + "[\(diagnostic.code)]")
    out += paint.bold(nil, ": " + printable(diagnostic.message.text(in: language))) + "\n"
    var gutter = 1
    if let source, let span = diagnostic.span {
        let lines = lines ?? LineIndex(source)
        let excerpt = Excerpt(source: source, lines: lines, paint: paint)
        let position = lines.position(of: span.start)
        var marks = [Excerpt.Mark(span: span, message: nil, isPrimary: true)]
        marks += diagnostic.labels.map {
            .init(span: $0.span, message: $0.message.text(in: language), isPrimary: false)
        }
        gutter = excerpt.gutter(marks)
        let indent = String(repeating: " ", count: gutter)
        out += indent + paint.plain(Paint.blue, "--> ")
        out += "\(printable(diagnostic.path)):\(position.line):\(position.column)\n"
        out += excerpt.render(marks, gutter: gutter, tone: tone)
    } else if !diagnostic.path.isEmpty {
        out += " " + paint.plain(Paint.blue, "--> ") + printable(diagnostic.path) + "\n"
    }
    let indent = String(repeating: " ", count: gutter + 1)
    func note(_ title: String, _ text: String) {
        let rows = text.split(separator: "\n", omittingEmptySubsequences: false).map { printable(String($0)) }
        let under = "\n" + indent + "  " + String(repeating: " ", count: title.count + 2)
        out += indent + paint.plain(Paint.blue, "= ") + paint.bold(nil, title + ": ")
        out += rows.joined(separator: under) + "\n"
    }
    if let help = diagnostic.help { note(language == .vi ? "gợi ý" : "help", help.text(in: language)) }
    for fix in diagnostic.fixes { note(language == .vi ? "sửa" : "fix", fix.title.text(in: language)) }
    return out
}

/// Several diagnostics, in the order given, with an empty line between them.
public func renderDiagnostics(
    _ diagnostics: [Diagnostic], sources: [SourceFile], language: Language, color: Bool = false
) -> String {
    var byPath: [String: (SourceFile, LineIndex)] = [:]
    for source in sources where diagnostics.contains(where: { $0.path == source.path }) {
        byPath[source.path] = (source, LineIndex(source))
    }
    return diagnostics.map {
        let found = byPath[$0.path]
        return renderDiagnostic($0, source: found?.0, lines: found?.1, language: language, color: color)
    }.joined(separator: "\n")
}

/// Text from a file or a person, made safe to show: what would move the cursor, change colours or turn the direction
/// of writing becomes U+FFFD.
public func printable(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: movesTheCursor) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
        result.unicodeScalars.append(movesTheCursor(scalar) ? "\u{FFFD}" : scalar)
    }
    return result
}

private func movesTheCursor(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
}

/// ANSI colours, where they are wanted.
struct Paint {
    static let red = 31
    static let yellow = 33
    static let blue = 34

    let on: Bool

    func plain(_ tone: Int, _ text: String) -> String { on ? "\u{1B}[\(tone)m\(text)\u{1B}[0m" : text }

    func bold(_ tone: Int?, _ text: String) -> String {
        on ? "\u{1B}[1\(tone.map { ";\($0)" } ?? "")m\(text)\u{1B}[0m" : text
    }
}
