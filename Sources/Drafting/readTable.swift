import Diagnostics

/// The table that begins at a line, where one does: drawn with bars, parted by tabs, or set in columns by spaces.
///
/// - Returns: its rows, each with its cells by column, and the line after it.
func readTable(_ lines: [SourceLine], at first: Int) -> (rows: [Block], next: Int)? {
    guard !lines[first].isBlank else { return nil }
    return readDrawnTable(lines, first) ?? readTabbedTable(lines, first) ?? readSetTable(lines, first)
        ?? readFlatTable(lines, first)
}

/// A row as it was read, before its cells have names.
struct RawRow {
    var cells: [String]
    var lines: ClosedRange<Int>

    mutating func append(_ more: [String], line: Int) {
        for (i, cell) in more.enumerated() where !cell.isEmpty {
            if i >= cells.count { cells.append(contentsOf: Array(repeating: "", count: i - cells.count + 1)) }
            cells[i] = cells[i].isEmpty ? cell : cells[i] + " " + cell
        }
        lines = lines.lowerBound...max(line, lines.upperBound)
    }
}

/// The columns that a row of headings names; nil where it is none.
func readHeadings(_ cells: [String]) -> [Column]? {
    guard cells.count >= 2 else { return nil }
    let columns = cells.map { cell in cell.utf8.count <= 120 ? Column(cell) : nil }
    let known = Set(columns.compactMap(\.self))
    guard known.contains(.title) || known.contains(.number), known.count >= 2,
        !known.isDisjoint(with: [.lead, .executing, .deadline, .directing, .coordinating])
    else { return nil }
    var result = columns.map { $0 ?? .none }
    // What nobody named beside the number is what is to be done.
    if !known.contains(.title), let free = result.firstIndex(of: .none) { result[free] = .title }
    return result.contains(.title) ? result : nil
}

private let sameAsAbove: Set = ["nt", "-nt-", "- nt -", "nhu tren", "(nt)", "//", "\"", "-//-"]

func makeBlocks(_ rows: [RawRow], _ columns: [Column]) -> [Block] {
    var last = Array(repeating: "", count: columns.count)
    return rows.compactMap { row in
        let cells = row.cells.enumerated().compactMap { index, text -> TableRow.Cell? in
            var text = collapsed(text)
            if index < columns.count {
                // "nt": as above.
                if sameAsAbove.contains(fold(text, .plain)) { text = last[index] }
                if !text.isEmpty { last[index] = text }
            }
            guard index < columns.count, !text.isEmpty else { return nil }
            return TableRow.Cell(column: columns[index], text: text)
        }
        guard !cells.isEmpty else { return nil }
        let made = TableRow(cells: cells)
        return Block(text: made.text(.title), lines: row.lines, row: made)
    }
}

// MARK: Drawn with bars

/// Markdown's pipes and the grid of pandoc and reStructuredText.
private func readDrawnTable(_ lines: [SourceLine], _ first: Int) -> (rows: [Block], next: Int)? {
    func isBorder(_ text: String) -> Bool {
        (text.hasPrefix("+-") || text.hasPrefix("+=") || text.hasPrefix("+:"))
            && text.unicodeScalars.allSatisfy { "+-=: ".unicodeScalars.contains($0) }
    }
    func isBar(_ text: String) -> Bool { text.hasPrefix("|") && text.utf8.count > 1 }
    guard isBorder(lines[first].text) || isBar(lines[first].text) else { return nil }
    var rows: [RawRow] = []
    var isGrid = false
    var isFresh = true
    var i = first
    var blanks = 0
    while i < lines.count {
        let text = lines[i].text
        if text.isEmpty || isPageNumber(text) {
            blanks += 1
            guard blanks <= 3 else { break }
        } else if isBorder(text) {
            isGrid = true
            isFresh = true
            blanks = 0
        } else if isBar(text) {
            blanks = 0
            var cells = text.dropFirst().split(separator: "|", omittingEmptySubsequences: false).map { collapsed($0) }
            if text.hasSuffix("|") { cells.removeLast() }
            if !cells.allSatisfy({ isRule($0.filter { $0 != ":" }) }) || cells.allSatisfy(\.isEmpty) {
                if isGrid, !isFresh {
                    rows[rows.count - 1].append(cells, line: lines[i].number)
                } else {
                    rows.append(RawRow(cells: cells, lines: lines[i].number...lines[i].number))
                }
                isFresh = false
            }
        } else {
            break
        }
        i += 1
    }
    guard let (columns, header) = findHeadings(rows) else {
        // A frame around text.
        return (
            rows.map { Block(text: collapsed($0.cells.filter { !$0.isEmpty }.joined(separator: " ")), lines: $0.lines) }
                .filter { !$0.text.isEmpty }, i
        )
    }
    return (makeBlocks(Array(rows[(header + 1)...]), columns), i)
}

private func findHeadings(_ rows: [RawRow]) -> (columns: [Column], index: Int)? {
    for (index, row) in rows.prefix(4).enumerated() {
        if let columns = readHeadings(row.cells) { return (columns, index) }
    }
    return nil
}

// MARK: Parted by tabs

private func readTabbedTable(_ lines: [SourceLine], _ first: Int) -> (rows: [Block], next: Int)? {
    func cells(_ line: SourceLine) -> [String] {
        line.text.split(separator: "\t", omittingEmptySubsequences: false).map { collapsed($0) }
    }
    guard lines[first].text.contains("\t"), let columns = readHeadings(cells(lines[first])) else { return nil }
    var rows: [RawRow] = []
    var i = first + 1
    while i < lines.count {
        let line = lines[i]
        if line.isBlank {
            guard i + 1 < lines.count, lines[i + 1].text.contains("\t") else { break }
        } else if line.text.contains("\t") || rows.isEmpty {
            var found = cells(line)
            // The indent of an empty first cell is not in the text.
            if line.indent >= 4, found.count < columns.count { found.insert("", at: 0) }
            rows.append(RawRow(cells: found, lines: line.number...line.number))
        } else if !isClosing(line.text), readMarker(line.text) == nil, let last = rows.last,
            last.cells.count < columns.count
        {
            // A line break within a cell.
            var padded = Array(repeating: "", count: last.cells.count)
            padded[padded.count - 1] = collapsed(line.text)
            rows[rows.count - 1].append(padded, line: line.number)
        } else if isGroupNumber(line.text) {
            rows.append(RawRow(cells: [collapsed(line.text)], lines: line.number...line.number))
        } else {
            break
        }
        i += 1
    }
    return rows.isEmpty ? nil : (makeBlocks(rows, columns), i)
}

/// "I", "2", "1.3": what stands in the first column of a table.
func isGroupNumber(_ text: String) -> Bool {
    let text = text.hasSuffix(".") ? String(text.dropLast()) : text
    guard 1...8 ~= text.utf8.count else { return false }
    return text.utf8.allSatisfy { 0x30...0x39 ~= $0 || $0 == 0x2E } && text.utf8.first != 0x2E
        || text.unicodeScalars.allSatisfy { "IVX".unicodeScalars.contains($0) }
}

// MARK: One cell a line

/// A table copied as text, each cell on a line of its own: the headings, then row by row, each begun by its number.
private func readFlatTable(_ lines: [SourceLine], _ first: Int) -> (rows: [Block], next: Int)? {
    guard Column(lines[first].text) == .number, lines[first].text.utf8.count <= 12 else { return nil }
    var i = first
    var headings: [String] = []
    while i < lines.count, headings.count < 10 {
        let text = lines[i].text
        if text.isEmpty {
            i += 1
            continue
        }
        guard text.utf8.count <= 80, !isGroupNumber(text), readMarker(text) == nil else { break }
        headings.append(collapsed(text))
        i += 1
    }
    guard let columns = readHeadings(headings), i < lines.count, isGroupNumber(lines[i].text) else { return nil }
    var rows: [RawRow] = []
    while i < lines.count {
        let line = lines[i]
        if line.isBlank {
            i += 1
            continue
        }
        if isClosing(line.text) { break }
        if isGroupNumber(line.text) {
            rows.append(RawRow(cells: [line.text], lines: line.number...line.number))
        } else {
            rows[rows.count - 1].cells.append(collapsed(line.text))
            rows[rows.count - 1].lines = rows[rows.count - 1].lines.lowerBound...line.number
        }
        i += 1
    }
    // What has not as many cells as there are headings is a group, or cannot be told apart.
    let fitted = rows.map { row -> RawRow in
        guard row.cells.count != columns.count, row.cells.count > 2 else { return row }
        return RawRow(cells: fitCells(row.cells, to: columns), lines: row.lines)
    }
    return (makeBlocks(fitted, columns), i)
}

/// Cells of a row with too few or too many: the number and the title first, bodies where bodies belong, the last what
/// is left.
private func fitCells(_ cells: [String], to columns: [Column]) -> [String] {
    var result = Array(repeating: "", count: columns.count)
    var rest = cells[...]
    for (k, column) in columns.enumerated() {
        guard let cell = rest.first else { break }
        let isBodies = BodyGrammar.isNameList(cell)
        let takes: Bool =
            switch column {
            case .directing, .lead, .executing, .coordinating, .monitoring: isBodies
            case .deadline: !isBodies
            default: true
            }
        if takes {
            result[k] = cell
            rest = rest.dropFirst()
        }
    }
    if !rest.isEmpty, let last = result.indices.last {
        result[last] = collapsed(result[last] + " " + rest.joined(separator: " "))
    }
    return result
}
