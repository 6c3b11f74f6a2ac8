import Diagnostics

/// The table that begins at a line, where one does: drawn with bars, parted by tabs, set in columns by spaces, or a cell a
/// line.
///
/// - Returns: its rows, each with its cells by column, and the line after it.
func readTable(_ lines: [SourceLine], at first: Int) -> (blocks: [Block], next: Int)? {
    guard !lines[first].isBlank else { return nil }
    if let drawn = readDrawnTable(lines, first) { return drawn }
    return (readTabbedTable(lines, first) ?? readSetTable(lines, first) ?? readFlatTable(lines, first)).map {
        ($0.table.blocks(), $0.next)
    }
}

// MARK: Drawn with bars

/// Markdown's pipes, the grid of pandoc and reStructuredText, the frames of databases, bars without a frame.
private func readDrawnTable(_ lines: [SourceLine], _ first: Int) -> (blocks: [Block], next: Int)? {
    guard let isFramed = framed(lines[first].text) else { return nil }
    var rows: [RawRow] = []
    var isGrid = false
    var isFresh = true
    var i = first
    var blanks = 0
    var below: BelowBorder?
    while i < lines.count {
        let text = lines[i].text
        if text.isEmpty || isPageNumber(text) {
            blanks += 1
            guard blanks <= 3 else { break }
        } else if isBorder(text) {
            below?.settle(&rows)
            below = nil
            isGrid = true
            isFresh = true
            blanks = 0
        } else if isGrid, let merged = mergedColumns(text), !rows.isEmpty {
            below?.settle(&rows)
            below = BelowBorder(row: rows.count, columns: merged)
            rows.append(RawRow(cells: [], lines: lines[i].number...lines[i].number))
            isFresh = false
        } else if var cells = barredCells(text, isFramed: isFramed) {
            blanks = 0
            if let below, below.row == rows.count - 1, !isFresh { below.take(&cells, &rows) }
            if !cells.allSatisfy({ isRule($0.filter { $0 != ":" }) }) || cells.allSatisfy(\.isEmpty) {
                // Within a grid's row a number begins another where borders stand at the ends alone.
                let goesOn = isGrid && !isFresh && !(isGroupNumber(cells[0]) && !(rows.last?.cells.first ?? "").isEmpty)
                if goesOn, !rows.isEmpty {
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
    guard let (header, range) = findHeadings(rows) else {
        // A frame around text.
        return isFramed ? (rows.compactMap(textBlock), i) : nil
    }
    guard isFramed || range.lowerBound == 0 else { return nil }
    var table = DocumentTable(header, Array(rows[range.upperBound...]), from: lines[first].number)
    table.above = rows[..<range.lowerBound].compactMap(textBlock)
    return (table.blocks(), i)
}

/// Whether a line begins a table with a frame, or a row of one without; nil where it does neither.
private func framed(_ text: String) -> Bool? {
    if isBorder(text) || isBar(text.unicodeScalars.first), text.utf8.count > 1 { return true }
    return (barredCells(text, isFramed: false)?.count ?? 0) >= 3 ? false : nil
}

private func isBar(_ scalar: Unicode.Scalar?) -> Bool {
    scalar == "|" || scalar == "│" || scalar == "┃" || scalar == "║"
}

private func isBorder(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, "+┌├└╔╠╚╞".unicodeScalars.contains(first) else { return false }
    return text.unicodeScalars.count > 2
        && text.unicodeScalars.dropFirst().allSatisfy { "+-=: ─━═┬┼┴┐┤┘╦╬╩╗╣╝╪╡".unicodeScalars.contains($0) }
}

/// A row that a border parts from the one above in some columns alone; the cells of the others are both rows'.
private struct BelowBorder {
    let row: Int
    let columns: Set<Int>

    /// What stands in a cell of both rows belongs to the upper.
    func take(_ cells: inout [String], _ rows: inout [RawRow]) {
        var above = Array(repeating: "", count: cells.count)
        for k in columns where k < cells.count { swap(&above[k], &cells[k]) }
        rows[row - 1].append(above, line: rows[row - 1].lines.upperBound)
    }

    /// Both rows have it; the number is the upper's.
    func settle(_ rows: inout [RawRow]) {
        for k in columns where k > 0 && k < rows[row - 1].cells.count && k < rows[row].cells.count {
            rows[row].cells[k] = rows[row - 1].cells[k]
        }
    }
}

/// Of "|      +-----+      +": the columns without a border.
private func mergedColumns(_ text: String) -> Set<Int>? {
    guard let first = text.unicodeScalars.first, isBar(first) || first == "+",
        text.contains("+--") || text.contains("--+")
    else { return nil }
    let parts = text.unicodeScalars.dropFirst().dropLast().split(omittingEmptySubsequences: false) {
        isBar($0) || $0 == "+"
    }
    let merged = parts.indices.filter { !parts[$0].allSatisfy { $0 == "-" } }
    return parts.count >= 3 && !merged.isEmpty ? Set(merged) : nil
}

private func barredCells(_ text: String, isFramed: Bool) -> [String]? {
    guard isFramed ? isBar(text.unicodeScalars.first) : text.unicodeScalars.contains(where: isBar) else { return nil }
    var cells = text.unicodeScalars.split(omittingEmptySubsequences: false, whereSeparator: isBar)
        .map { collapsed(String($0)) }
    guard cells.count >= 2 else { return nil }
    if isBar(text.unicodeScalars.first) { cells.removeFirst() }
    if isBar(text.unicodeScalars.last), cells.count > 1 { cells.removeLast() }
    return cells
}

private func textBlock(_ row: RawRow) -> Block? {
    let text = collapsed(row.cells.filter { !$0.isEmpty }.joined(separator: " "))
    return text.isEmpty ? nil : Block(text: text, lines: row.lines)
}

// MARK: Parted by tabs

private func readTabbedTable(_ lines: [SourceLine], _ first: Int) -> (table: DocumentTable, next: Int)? {
    func cells(_ line: SourceLine) -> [String] {
        line.text.split(separator: "\t", omittingEmptySubsequences: false).map { collapsed($0) }
    }
    guard lines[first].hasTab else { return nil }
    let top = lines[first..<min(first + 4, lines.count)].filter(\.hasTab)
    guard
        let (header, range) = findHeadings(
            top.map { line in
                RawRow(cells: (line.indent >= 4 ? [""] : []) + cells(line), lines: line.number...line.number)
            }), range.lowerBound == 0,
        let last = lines[first...].firstIndex(where: { $0.number == top[range.upperBound - 1].number })
    else { return nil }
    var rows: [RawRow] = []
    var i = last + 1
    while i < lines.count {
        let line = lines[i]
        if line.isBlank || isPageNumber(line.text) && !line.hasTab && !isGroupNumber(line.text) {
            guard lines[(i + 1)...].prefix(3).contains(where: \.hasTab) else { break }
        } else if line.hasTab || rows.isEmpty {
            var found = cells(line)
            // The indent of an empty first cell is not in the text.
            let empty = line.isTabbed ? max(line.indent / 4, 1) : line.indent >= 4 ? 1 : 0
            let missing = min(empty, header.cells.count - found.count)
            if missing > 0 { found.insert(contentsOf: repeatElement("", count: missing), at: 0) }
            rows.append(RawRow(cells: found, lines: line.number...line.number))
        } else if !isClosing(line.text), readMarker(line.text) == nil, let row = rows.last,
            row.cells.count < header.cells.count
        {
            // A line break within a cell.
            var padded = Array(repeating: "", count: row.cells.count)
            padded[padded.count - 1] = collapsed(line.text)
            rows[rows.count - 1].append(padded, line: line.number)
        } else if isGroupNumber(line.text) {
            rows.append(RawRow(cells: [collapsed(line.text)], lines: line.number...line.number))
        } else {
            break
        }
        i += 1
    }
    return rows.isEmpty ? nil : (DocumentTable(header, rows, from: lines[first].number), i)
}

/// "I", "2", "1.3", "01": what stands in the first column of a table.
func isGroupNumber(_ text: String) -> Bool {
    let text = text.hasSuffix(".") || text.hasSuffix(")") ? String(text.dropLast()) : text
    guard 1...8 ~= text.utf8.count else { return false }
    let digits = text.prefix { $0 != "." }.utf8.count
    return text.utf8.allSatisfy { 0x30...0x39 ~= $0 || $0 == 0x2E } && 1...3 ~= digits
        || text.unicodeScalars.allSatisfy { "IVX".unicodeScalars.contains($0) }
}

// MARK: One cell a line

/// A table copied as text, each cell on a line of its own: the headings, then row by row.
private func readFlatTable(_ lines: [SourceLine], _ first: Int) -> (table: DocumentTable, next: Int)? {
    guard lines[first].text.utf8.count <= 60, let heading = Column(lines[first].text) ?? columnOfTheirOwn(lines, first)
    else { return nil }
    var i = first
    var headings: [String] = []
    while i < lines.count, headings.count < 10 {
        let text = lines[i].text
        if text.isEmpty {
            i += 1
            continue
        }
        guard text.utf8.count <= 80, !isGroupNumber(text), readMarker(text) == nil, !text.contains(":"),
            headings.count < 2 || Column(text) != headings.first.flatMap({ Column($0) }),
            heading == .number || heading == .none && headings.isEmpty || Column(text) != nil
        else { break }
        headings.append(collapsed(text))
        i += 1
    }
    guard headings.count >= 3, i < lines.count, let header = DocumentTable.Header(headings) else { return nil }
    guard heading == .number, isGroupNumber(lines[i].text) else { return readUnnumberedTable(lines, first, header, i) }
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
        guard row.cells.count != header.cells.count, row.cells.count > 2 else { return row }
        return RawRow(cells: fitCells(row.cells, to: header.columns), lines: row.lines)
    }
    return (DocumentTable(header, fitted, from: lines[first].number), i)
}

/// "Tiêu chí" above "Nội dung", "Khoa phụ trách", "Thời gian": the first heading is the document's own where all after it,
/// what is to be done and when among them, are known.
private func columnOfTheirOwn(_ lines: [SourceLine], _ first: Int) -> Column? {
    guard lines[first].text.utf8.count <= 30, readMarker(lines[first].text) == nil else { return nil }
    var columns: [Column] = []
    for line in lines[(first + 1)...].prefix(8) where !line.isBlank {
        guard line.text.utf8.count <= 60, let column = Column(line.text) else { break }
        columns.append(column)
    }
    return columns.count >= 3 && columns.contains(.title) && columns.contains(.deadline) ? Column.none : nil
}

/// Where no number begins a row, each has as many cells as there are headings, or it is no table.
private func readUnnumberedTable(
    _ lines: [SourceLine], _ first: Int, _ header: DocumentTable.Header, _ start: Int
) -> (table: DocumentTable, next: Int)? {
    guard header.cells.count >= 3 else { return nil }
    var rows: [RawRow] = []
    var cells: [String] = []
    var begin = 0
    var next = start
    for i in start..<lines.count where !lines[i].isBlank {
        let line = lines[i]
        if isClosing(line.text) || cells.isEmpty && readMarker(line.text) != nil { break }
        if cells.isEmpty { begin = line.number }
        cells.append(collapsed(line.text))
        guard cells.count == header.cells.count else { continue }
        guard fits(cells, header.columns) else { break }
        rows.append(RawRow(cells: cells, lines: begin...line.number))
        cells = []
        next = i + 1
    }
    return rows.count >= 2 ? (DocumentTable(header, rows, from: lines[first].number), next) : nil
}

/// Whether bodies stand where bodies belong, and nowhere else.
private func fits(_ cells: [String], _ columns: [Column]) -> Bool {
    zip(cells, columns).allSatisfy { cell, column in
        switch column {
        case .directing, .lead, .executing, .coordinating, .monitoring: BodyGrammar.isNameList(cell)
        case .deadline: !BodyGrammar.isNameList(cell) && cell.utf8.count <= 120
        case .number, .title, .target, .product, .remark, .none: true
        }
    }
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
