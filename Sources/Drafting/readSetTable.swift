import Diagnostics

/// A table whose columns only spaces part: `pdftotext -layout`, `pandoc -t plain`.
///
/// Where one column ends and the next begins is where the fewest lines have something, between the middles of two
/// headings; a heading of a column may be wider or narrower than what stands below it.
func readSetTable(_ lines: [SourceLine], _ first: Int) -> (rows: [Block], next: Int)? {
    guard let header = readSetHeader(lines, first) else { return nil }
    let region = header.next..<endOfTable(lines, header)
    let cuts = findCuts(lines, region, header.pieces)
    var rows: [RawRow] = []
    var isApart = true
    let areBlanksRows = hasBlankBetweenRows(lines, region)
    for i in region {
        let line = lines[i]
        if line.isBlank || isRule(line.text) {
            isApart = isApart || areBlanksRows
            continue
        }
        if isPageNumber(line.text), line.indent > header.pieces[0].end { continue }
        let cells = cut(line, at: cuts)
        if readHeadings(cells) == header.columns { continue }
        let hasNumber = isGroupNumber(cells[0])
        if rows.isEmpty || hasNumber || isApart && !cells[0].isEmpty {
            rows.append(RawRow(cells: cells, lines: line.number...line.number))
        } else if isApart, areBlanksRows, cells.count(where: { !$0.isEmpty }) == 1, startsRow(cells) {
            rows.append(RawRow(cells: cells, lines: line.number...line.number))
        } else {
            rows[rows.count - 1].append(cells, line: line.number)
        }
        isApart = false
    }
    // Headings alone are read once, too.
    return region.isEmpty ? nil : (makeBlocks(rows, header.columns), region.upperBound)
}

private struct Piece {
    var text: String
    var start: Int
    var end: Int
    var middle: Int { (start + end) / 2 }
}

private struct SetHeader {
    var pieces: [Piece]
    var columns: [Column]
    var next: Int
}

/// The stretches of a line that two spaces or more part.
private func pieces(of line: SourceLine) -> [Piece] {
    var result: [Piece] = []
    var current = String.UnicodeScalarView()
    var start = line.indent
    var position = line.indent
    var gap = 0
    for scalar in line.text.unicodeScalars {
        if isSpace(scalar) {
            gap += scalar == "\t" ? 4 : 1
        } else {
            if gap >= 2, !current.isEmpty {
                result.append(Piece(text: collapsed(String(current)), start: start, end: position - gap))
                current = String.UnicodeScalarView()
            } else if gap > 0, !current.isEmpty {
                current.append(" ")
            }
            if current.isEmpty { start = position }
            current.append(scalar)
            gap = 0
        }
        position += scalar == "\t" ? 4 : 1
    }
    if !current.isEmpty { result.append(Piece(text: collapsed(String(current)), start: start, end: position)) }
    return result
}

/// Headings of up to five lines: "Cơ quan" above "chủ trì".
private func readSetHeader(_ lines: [SourceLine], _ first: Int) -> SetHeader? {
    let start = pieces(of: lines[first])
    guard start.count >= 2, start.contains(where: { Column($0.text) != nil }) else { return nil }
    var merged = start
    var best: SetHeader?
    for i in first..<min(first + 6, lines.count) {
        let line = lines[i]
        if line.isBlank || isRule(line.text) {
            if best != nil { break }
            continue
        }
        let found = pieces(of: line)
        if i > first {
            // A row that begins is no heading any more.
            if let number = found.first, isGroupNumber(number.text) { break }
            for piece in found {
                if let k = merged.firstIndex(where: { $0.start < piece.end && piece.start < $0.end }) {
                    merged[k].text += " " + piece.text
                    merged[k].start = min(merged[k].start, piece.start)
                    merged[k].end = max(merged[k].end, piece.end)
                } else {
                    merged.append(piece)
                    merged.sort { $0.start < $1.start }
                }
            }
        }
        if merged.count >= 3, let columns = readHeadings(merged.map(\.text)) {
            best = SetHeader(pieces: merged, columns: columns, next: i + 1)
        } else if best != nil {
            break
        }
    }
    return best
}

private func endOfTable(_ lines: [SourceLine], _ header: SetHeader) -> Int {
    var blanks = 0
    var i = header.next
    while i < lines.count {
        let line = lines[i]
        if line.isBlank {
            blanks += 1
            // A page may end within a table.
            if blanks > 4, !lines[i...].prefix(3).contains(where: \.beginsPage) { return i - blanks + 1 }
        } else if isRule(line.text) || isPageNumber(line.text) || isGroupNumber(line.text) {
            blanks = 0
        } else {
            if isClosing(line.text) { return i }
            blanks = 0
            // A line of prose runs across the columns.
            let found = pieces(of: line)
            if found.count == 1,
                header.pieces.count(where: { found[0].start < $0.start && $0.start < found[0].end }) >= 2,
                found[0].end - found[0].start > 50
            {
                return i
            }
        }
        i += 1
    }
    return i
}

private func hasBlankBetweenRows(_ lines: [SourceLine], _ region: Range<Int>) -> Bool {
    var blanks = 0
    var numbers = 0
    var apart = 0
    var previousIsBlank = true
    for i in region {
        let line = lines[i]
        let isBlank = line.isBlank || isRule(line.text)
        if isBlank, !previousIsBlank { blanks += 1 }
        if !isBlank, let first = pieces(of: line).first, isGroupNumber(first.text) {
            numbers += 1
            if previousIsBlank { apart += 1 }
        }
        previousIsBlank = isBlank
    }
    return blanks > 0 && apart == numbers
}

/// A group's heading within a table, or a row without a number.
private func startsRow(_ cells: [String]) -> Bool {
    guard let text = cells.first(where: { !$0.isEmpty }) else { return false }
    return !startsLower(text)
}

private func findCuts(_ lines: [SourceLine], _ region: Range<Int>, _ headings: [Piece]) -> [Int] {
    var ink: [Int: Int] = [:]
    for i in region where !isRule(lines[i].text) {
        for piece in pieces(of: lines[i]) {
            for x in piece.start..<max(piece.end, piece.start) { ink[x, default: 0] += 1 }
        }
    }
    return zip(headings, headings.dropFirst()).map { left, right in
        let range = left.middle...max(left.middle, right.middle)
        let least = range.map { ink[$0] ?? 0 }.min() ?? 0
        // The last of the empty columns: text begins at the left of its cell more often than it ends at the right.
        let candidates = range.filter { (ink[$0] ?? 0) == least }
        return candidates.last ?? right.start
    }
}

private func cut(_ line: SourceLine, at cuts: [Int]) -> [String] {
    var cells = Array(repeating: "", count: cuts.count + 1)
    for piece in pieces(of: line) {
        // A piece belongs where most of it lies.
        var best = 0
        var most = -1
        for k in 0...cuts.count {
            let low = k == 0 ? 0 : cuts[k - 1]
            let high = k < cuts.count ? cuts[k] : Int.max
            let overlap = min(piece.end, high) - max(piece.start, low)
            if overlap > most { (best, most) = (k, overlap) }
        }
        cells[best] = cells[best].isEmpty ? piece.text : cells[best] + " " + piece.text
    }
    return cells
}
