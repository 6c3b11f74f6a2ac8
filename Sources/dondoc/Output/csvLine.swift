import Diagnostics

/// A line of comma-separated values (RFC 4180).
/// - Parameter isFirst: it begins with a byte order mark, without which spreadsheets do not take the text for UTF-8.
func csvLine(_ cells: [String], isFirst: Bool = false) -> [UInt8] {
    var line: [UInt8] = isFirst ? [0xEF, 0xBB, 0xBF] : []
    for (i, cell) in cells.enumerated() {
        if i > 0 { line.append(UInt8(ascii: ",")) }
        line.append(contentsOf: quoted(printable(cell)).utf8)
    }
    return line + [0x0D, 0x0A]
}

/// - Parameter cell: without line breaks.
private func quoted(_ cell: String) -> String {
    var text = cell
    // A spreadsheet would take it for a formula and run it; an apostrophe makes it text (OWASP, CSV Injection).
    // Full-width ones are taken for the same by some.
    if let first = text.unicodeScalars.first, "=+-@＝＋－＠".unicodeScalars.contains(first), Int(text) == nil {
        text = "'" + text
    }
    guard text.utf8.contains(where: { "\",".utf8.contains($0) }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
}
