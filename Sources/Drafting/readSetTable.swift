import Diagnostics

/// A table whose columns only spaces part: `pdftotext -layout`, `pandoc -t plain`.
///
/// Where one column ends and the next begins is where the fewest lines have something, between the middles of two
/// headings; a heading of a column may be wider or narrower than what stands below it.
func readSetTable(_ lines: [SourceLine], _ first: Int) -> (rows: [Block], next: Int)? {
    guard let header = readSetHeader(lines, first) else { return nil }
    let dashes = dashedColumns(lines, header)
    let region = header.next..<endOfTable(lines, header, isDrawn: dashes != nil)
    let cuts = dashes ?? findCuts(lines, region, header.pieces)
    var found: [(cells: [String], line: Int, isApart: Bool)] = []
    var isApart = true
    let areBlanksRows = hasBlankBetweenRows(lines, region)
    for i in region {
        let line = lines[i]
        if line.isBlank || isRule(line.text) {
            isApart = isApart || areBlanksRows
            continue
        }
        if isPageNumber(line.text), line.indent > header.pieces[0].end { continue }
        let cells = dashes == nil ? cut(line, at: cuts) : slice(line, at: cuts)
        if readHeadings(cells) == header.columns { continue }
        found.append((cells, line.number, isApart))
        isApart = false
    }
    let starts = areBlanksRows ? rowsApart(found) : rowsByNumber(found.map(\.cells))
    var rows: [RawRow] = []
    for (i, line) in found.enumerated() {
        if starts.contains(i) || rows.isEmpty {
            rows.append(RawRow(cells: line.cells, lines: line.line...line.line))
        } else {
            rows[rows.count - 1].append(line.cells, line: line.line)
        }
    }
    // Headings alone are read once, too.
    return region.isEmpty ? nil : (makeBlocks(rows, header.columns), region.upperBound)
}

/// Where blank lines part the rows.
private func rowsApart(_ lines: [(cells: [String], line: Int, isApart: Bool)]) -> Set<Int> {
    Set(
        lines.indices.filter { i in
            let cells = lines[i].cells
            if isGroupNumber(cells[0]) { return true }
            return lines[i].isApart
                && (!cells[0].isEmpty || cells.count(where: { !$0.isEmpty }) == 1 && startsRow(cells))
        })
}

/// Where only the numbers tell the rows apart: each stands at its row's beginning, or in its middle, as high above its
/// end as below its beginning.
private func rowsByNumber(_ lines: [[String]]) -> Set<Int> {
    let numbers = lines.indices.filter { isGroupNumber(lines[$0][0]) }
    guard let first = numbers.first, first > 0 else { return Set(numbers) }
    var starts: Set = [0]
    var start = 0
    for (number, next) in zip(numbers, numbers.dropFirst()) {
        let ideal = number + (number - start) + 1
        var best = number + 1
        var least = Int.max
        for candidate in (number + 1)...next where candidate - ideal <= 8 {
            let text = lines[candidate].dropFirst().first { !$0.isEmpty } ?? ""
            let cost = abs(candidate - ideal) * 2 + (startsLower(text) ? 3 : 0)
            if cost < least { (best, least) = (candidate, cost) }
        }
        start = best
        starts.insert(start)
    }
    return starts
}

/// The columns that a row of dashes below the headings draws, as pandoc does.
private func dashedColumns(_ lines: [SourceLine], _ header: SetHeader) -> [Int]? {
    guard header.next < lines.count else { return nil }
    let line = lines[header.next]
    guard isRule(line.text), line.text.hasPrefix("--") else { return nil }
    let groups = pieces(of: line, gap: 1)
    return groups.count == header.columns.count ? groups.dropFirst().map(\.start) : nil
}

/// A line cut at exact columns.
private func slice(_ line: SourceLine, at cuts: [Int]) -> [String] {
    var cells = Array(repeating: String.UnicodeScalarView(), count: cuts.count + 1)
    for (offset, scalar) in line.text.unicodeScalars.enumerated() {
        let column = cuts.lastIndex { $0 <= line.indent + offset }.map { $0 + 1 } ?? 0
        cells[column].append(scalar)
    }
    return cells.map { collapsed(String($0)) }
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
private func pieces(of line: SourceLine, gap least: Int = 2) -> [Piece] {
    var result: [Piece] = []
    var current = String.UnicodeScalarView()
    var start = line.indent
    var position = line.indent
    var gap = 0
    for scalar in line.text.unicodeScalars {
        if isSpace(scalar) {
            gap += scalar == "\t" ? 4 : 1
        } else {
            if gap >= least, !current.isEmpty {
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
            if best != nil, found.contains(where: { !startsLower($0.text) && Column($0.text) == nil }) { break }
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

private func endOfTable(_ lines: [SourceLine], _ header: SetHeader, isDrawn: Bool) -> Int {
    var blanks = 0
    var i = header.next
    while i < lines.count {
        let line = lines[i]
        if line.isBlank {
            blanks += 1
            // A page may end within a table.
            if blanks > 4, !lines[i...].prefix(3).contains(where: \.beginsPage) { return i - blanks + 1 }
        } else if isDrawn, i > header.next, isRule(line.text), line.text.hasPrefix("---"), !line.text.contains(" ") {
            return i + 1
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
