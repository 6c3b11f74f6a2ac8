/// The text of a spreadsheet's sheet (RFC 4180, with any separator): the rows of its table between bars, what stands above
/// and below it a cell a line.
public func writeSheetText(_ csv: String) -> String {
    let rows = readSheet(csv)
    let raw = rows.map { RawRow(cells: $0, lines: 0...0) }
    var header = rows.count
    for start in rows.indices where rows[start].count(where: { !$0.isEmpty }) >= 2 {
        if let found = findHeadings(Array(raw[start..<min(start + 3, raw.count)])), found.rows.lowerBound == 0 {
            header = start
            break
        }
    }
    var lines: [String] = []
    var isTable = false
    for (i, row) in rows.enumerated() {
        let filled = row.filter { !$0.isEmpty }
        isTable = i == header || isTable && !(filled.first.map(isClosing) ?? false)
        if isTable, !filled.isEmpty {
            lines.append("| " + row.map { $0.replacing("|", with: "/") }.joined(separator: " | ") + " |")
        } else if isTable {
            continue
        } else {
            lines += filled + [""]
        }
    }
    return lines.joined(separator: "\n") + "\n"
}

/// The rows of a CSV, with their cells as one line each.
private func readSheet(_ text: String) -> [[String]] {
    var scalars = Array(text.unicodeScalars)
    if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
    var separator = commonest(of: [",", ";", "\t"], in: scalars)
    if scalars.starts(with: "sep=".unicodeScalars), scalars.count > 4 {
        separator = scalars[4]
        scalars = Array(scalars.drop { $0 != "\n" && $0 != "\r" })
    }
    var rows: [[String]] = []
    var row: [String] = []
    var cell = String.UnicodeScalarView()
    var isQuoted = false
    func endCell() {
        row.append(joinCellLines(String(cell).split(whereSeparator: \.isNewline).map(String.init)))
        cell = String.UnicodeScalarView()
    }
    var i = 0
    while i < scalars.count {
        let scalar = scalars[i]
        if isQuoted {
            if scalar == "\"", i + 1 < scalars.count, scalars[i + 1] == "\"" {
                cell.append("\"")
                i += 1
            } else if scalar == "\"" {
                isQuoted = false
            } else {
                cell.append(scalar)
            }
        } else if scalar == "\"", cell.allSatisfy({ $0 == " " }) {
            cell = String.UnicodeScalarView()
            isQuoted = true
        } else if scalar == separator {
            endCell()
        } else if scalar == "\n" || scalar == "\r" {
            endCell()
            rows.append(row)
            row = []
            if scalar == "\r", i + 1 < scalars.count, scalars[i + 1] == "\n" { i += 1 }
        } else {
            cell.append(scalar)
        }
        i += 1
    }
    endCell()
    if row.contains(where: { !$0.isEmpty }) { rows.append(row) }
    return rows
}

/// Of the first hundred lines, outside quotation marks.
private func commonest(of separators: [Unicode.Scalar], in text: [Unicode.Scalar]) -> Unicode.Scalar {
    var counts = Array(repeating: 0, count: separators.count)
    var isQuoted = false
    var lines = 0
    for scalar in text {
        if scalar == "\"" { isQuoted.toggle() }
        if scalar == "\n" { lines += 1 }
        if lines >= 100 { break }
        if !isQuoted, let k = separators.firstIndex(of: scalar) { counts[k] += 1 }
    }
    let best = counts.indices.max { counts[$0] < counts[$1] } ?? 0
    return separators[best]
}
