import Diagnostics

/// A table whose columns only spaces part: `pdftotext -layout`, `pandoc -t plain`.
///
/// Where one column ends and the next begins is where the fewest lines of a page have something; of several ways to
/// part them that one is taken by which most headings are understood. A page has places of its own.
func readSetTable(_ lines: [SourceLine], _ first: Int) -> (table: DocumentTable, next: Int)? {
    guard let header = readSetHeader(lines, first) else { return nil }
    let region = header.next..<endOfTable(lines, header)
    var body: [SetLine] = []
    var unclear: [ClosedRange<Int>] = []
    var cuts = header.cuts
    for page in pages(of: lines, region) {
        var isParted = true
        let read = readPage(lines, page, header, isFirst: page.lowerBound == region.lowerBound, &cuts, &isParted)
        body += read
        if !isParted, let from = read.first?.line, let to = read.last?.line { unclear.append(from...to) }
    }
    let rows = SetRows(body, header.labels.columns)
    let isParted = rows.isParted
    let hasBlanks = body.dropFirst().contains(where: \.isApart)
    let starts =
        header.dashes != nil
        ? Set(body.indices.filter { hasBlanks ? body[$0].isApart : !startsLower(body[$0].cells[rows.title]) })
        : rows.starts(isParted: isParted)
    var table = DocumentTable(header.labels, gather(body, starts, header.labels.columns), from: lines[first].number)
    if header.dashes == nil { unclear += table.rows.filter { isDoubtful($0, table.columns) }.map(\.lines) }
    table.unclear = unclear.isEmpty ? [] : [unclear.map(\.lowerBound).min()!...unclear.map(\.upperBound).max()!]
    // Headings alone are read once, too.
    return region.isEmpty ? nil : (table, region.upperBound)
}

private func gather(_ lines: [SetLine], _ starts: Set<Int>, _ columns: [Column]) -> [RawRow] {
    var rows: [RawRow] = []
    for (i, line) in lines.enumerated() {
        if starts.contains(i) || rows.isEmpty {
            rows.append(RawRow(cells: line.cells, lines: line.line...line.line))
        } else {
            let above = rows[rows.count - 1].cells
            let cells = line.cells.enumerated().map { k, cell in
                k < columns.count && columns[k].role != nil && beginsBody(cell, after: above[k]) ? "; " + cell : cell
            }
            rows[rows.count - 1].append(cells, line: line.line)
        }
    }
    return rows
}

private let offices = WordTable(
    "văn phòng, phòng, sở, ban, công an, hội, đoàn thanh niên, trung tâm, trạm, ubnd, ubmttq, ủy ban, các, ban chỉ huy")

/// Whether a line of a cell of bodies names another, and does not go on with the one above.
private func beginsBody(_ line: String, after above: String) -> Bool {
    let words = Words(above)
    guard words.count >= 3, let last = above.last, last.isLetter, offices.length(in: words, at: 0) != nil,
        line.first?.isUppercase == true, offices.length(in: Words(line, limit: 3), at: 0) != nil
    else { return false }
    return words.key(words.count - 1) != .and && BodyGrammar.isNameList(above)
}

/// A row that begins in the middle of a sentence, or has nothing to do.
private func isDoubtful(_ row: RawRow, _ columns: [Column]) -> Bool {
    zip(row.cells, columns).contains { cell, column in
        switch column {
        case .title: cell.isEmpty || startsLower(cell)
        case .number: !cell.isEmpty && cell.utf8.count > 12
        default: false
        }
    }
}

// MARK: Pages

/// The lines of a region, page by page: the program that set them gives each page places of its own.
private func pages(of lines: [SourceLine], _ region: Range<Int>) -> [Range<Int>] {
    var pages: [Range<Int>] = []
    var start = region.lowerBound
    for i in region where i > start && lines[i].beginsPage {
        pages.append(start..<i)
        start = i
    }
    return pages + [start..<region.upperBound]
}

private func readPage(
    _ lines: [SourceLine], _ page: Range<Int>, _ header: SetHeader, isFirst: Bool, _ cuts: inout [Int],
    _ isParted: inout Bool
) -> [SetLine] {
    let margin = page.compactMap { lines[$0].isBlank ? nil : lines[$0].indent }.min().map { $0 + 3 } ?? 0
    if !isFirst, header.dashes == nil {
        let found = pageCuts(lines, page, header, margin, near: cuts)
        cuts = found ?? cuts
        isParted = found != nil
    }
    var read: [SetLine] = []
    var isApart = true
    var isAfterHeadings = false
    for i in page {
        let line = lines[i]
        if line.isBlank || isRule(line.text) {
            isApart = true
            continue
        }
        // A day and a month may stand alone in their column, "Trang 1/2" does not.
        let isBare = line.text.utf8.count <= 5 && !line.text.contains("/")
        if isPageNumber(line.text), isBare || line.text.contains(where: \.isLetter), line.indent > (cuts.first ?? 0) + 4
        {
            continue
        }
        var made = SetLine(cells: [], line: line.number, isApart: isApart)
        let found = pieces(of: line, number: margin)
        if header.dashes != nil {
            made.cells = slice(line, at: cuts)
        } else if let group = across(found, cuts, header) {
            made.cells = group
            made.isAcross = true
        } else {
            made.cells = cut(found, at: cuts)
        }
        // The headings, said again on another page.
        let filled = made.cells.count { !$0.isEmpty }
        if filled >= 2, !isGroupNumber(made.cells[0]), readHeadings(made.cells) == header.labels.columns {
            isAfterHeadings = true
            continue
        }
        if isAfterHeadings, isHeadingLine(made.cells, header) { continue }
        isAfterHeadings = false
        if !isFirst, read.isEmpty, isHeadingLine(made.cells, header) { continue }
        made.beginsPage = !isFirst && read.isEmpty
        read.append(made)
        isApart = false
    }
    return withoutHeadings(read, header)
}

/// Without headings of several lines that another page says again.
private func withoutHeadings(_ read: [SetLine], _ header: SetHeader) -> [SetLine] {
    var rest: [SetLine] = []
    var i = 0
    while i < read.count {
        var merged = RawRow(cells: [], lines: 0...0)
        var end = i
        while end < read.count, end < i + 6, isHeadingLine(read[end].cells, header) {
            merged.append(read[end].cells, line: 0)
            end += 1
            if merged.cells == header.labels.cells { break }
        }
        if merged.cells == header.labels.cells {
            i = end
        } else {
            rest.append(read[i])
            i += 1
        }
    }
    return rest
}

/// A line of headings that go over several.
private func isHeadingLine(_ cells: [String], _ header: SetHeader) -> Bool {
    zip(cells, header.labels.cells).allSatisfy { $0.isEmpty || $1.contains($0) }
}

/// A group's title across the columns: with its number, or in capitals.
private func across(_ found: [Piece], _ cuts: [Int], _ header: SetHeader) -> [String]? {
    guard let last = found.last, found.count <= 2, let number = header.labels.columns.firstIndex(of: .number),
        number == 0, let title = header.labels.columns.firstIndex(of: .title)
    else { return nil }
    let places = cuts.filter { last.start < $0 - 1 && $0 + 1 < last.end }
    let crossed = places.count
    let hasNumber = found.count == 2 && found[0].words.count == 1 && found[0].start < (cuts.first ?? 0)
    let isLetter = hasNumber && found[0].text.unicodeScalars.allSatisfy { "IVXABCDĐEGH.".unicodeScalars.contains($0) }
    guard crossed >= 2 || crossed == 1 && isLetter, isLetter || found.count == 1 || !last.isParted(at: places),
        hasNumber || found.count == 1 && isCapitals(last.text)
    else {
        return nil
    }
    var cells = Array(repeating: "", count: cuts.count + 1)
    if hasNumber { cells[number] = found[0].text }
    cells[title] = last.text
    return cells
}

/// The places of a page on which no headings stand: as many columns as these have.
/// - Parameter last: the places of the page before.
private func pageCuts(
    _ lines: [SourceLine], _ page: Range<Int>, _ header: SetHeader, _ margin: Int, near last: [Int]
) -> [Int]? {
    let body = page.filter { !lines[$0].isBlank && !isRule(lines[$0].text) && !isPageNumber(lines[$0].text) }
        .map { pieces(of: lines[$0], number: margin) }.filter { across($0, last, header) == nil }
    let ink = Ink(body)
    for limit in 1...max(1, min(4, body.count / 8 + 1)) where ink.cuts(below: limit).count == last.count {
        return ink.cuts(below: limit)
    }
    let cuts = ink.cuts(below: 1)
    guard 1...2 ~= last.count - cuts.count else { return nil }
    return splitCells(body, cuts, header.labels.columns, near: last)
}

/// A column or two more, where a single space parts two cells of every line: at the places by which most cells are what
/// their columns hold, and of several such those nearest to the page before.
private func splitCells(_ body: [[Piece]], _ cuts: [Int], _ columns: [Column], near last: [Int]) -> [Int]? {
    let words = Ink(wordsApart(body))
    let starts = Set(body.joined().flatMap { $0.words.dropFirst().map(\.start) })
        .filter { words.counts[$0 - 1] == 0 && !cuts.contains($0) }.sorted().prefix(24)
    let more =
        last.count - cuts.count == 1
        ? starts.map { [$0] } : starts.flatMap { a in starts.filter { $0 > a }.map { [a, $0] } }
    var best: (cuts: [Int], score: Int, distance: Int)?
    for added in more {
        let tried = (cuts + added).sorted()
        let score = body.reduce(0) { $0 + fit(cut($1, at: tried), columns) }
        let distance = zip(tried, last).reduce(0) { $0 + abs($1.0 - $1.1) }
        if best.map({ score != $0.score ? score > $0.score : distance < $0.distance }) ?? true {
            best = (tried, score, distance)
        }
    }
    return best.flatMap { $0.score > 0 ? $0.cuts : nil }
}

/// How many cells of bodies hold bodies, and no others do.
private func fit(_ cells: [String], _ columns: [Column]) -> Int {
    zip(cells, columns).reduce(0) { sum, pair in
        let (cell, column) = pair
        guard !cell.isEmpty else { return sum }
        let isName = !startsLower(cell) && BodyGrammar.isNameList(cell)
        return switch column {
        case .directing, .lead, .executing, .coordinating, .monitoring: sum + (isName ? 2 : -1)
        case .deadline: sum + (isName ? -2 : 1)
        default: sum
        }
    }
}

// MARK: Headings

struct SetHeader {
    var labels: DocumentTable.Header
    /// Where each column but the first begins, on the page of the headings.
    var cuts: [Int]
    /// The row of dashes below the headings draws them.
    var dashes: [Int]?
    var next: Int
    var first: [Piece]
}

/// Headings of up to six lines: "Cơ quan" above "chủ trì".
private func readSetHeader(_ lines: [SourceLine], _ first: Int) -> SetHeader? {
    let margin = lines[first].indent
    let top = pieces(of: lines[first], number: margin)
    guard top.count <= 16, !isGroupNumber(top[0].text), !isCapitalMark(top[0].text),
        !top[0].text.utf8.allSatisfy({ 0x30...0x39 ~= $0 }),
        top.count >= 2 || isHighHeading(lines, first),
        top.contains(where: { Column($0.text) != nil || labels(in: $0) }) || isAboveHeadings(lines, first)
    else { return nil }
    var header: [[Piece]] = []
    var best: HeaderChoice?
    var body = BodyPieces(lines, from: first, margin: margin + 3)
    for i in first..<min(first + 8, lines.count) {
        let line = lines[i]
        if line.isBlank || isRule(line.text) { continue }
        let found = pieces(of: line, number: margin)
        // A row that begins is no heading any more.
        if i > first, let number = found.first, isGroupNumber(number.text), number.start <= margin + 3 { break }
        if i > first, isClosing(line.text) || readMarker(line.text) != nil { break }
        header.append(found)
        guard let tried = makeHeader(lines, header, next: i + 1, &body) else {
            if best != nil { break }
            continue
        }
        if let known = best, tried.score <= known.score, !found.allSatisfy({ startsLower($0.text) }) {
            break
        }
        best = tried
    }
    return best?.settled()
}

/// The first line of a heading that is taller than those beside it.
private func isHighHeading(_ lines: [SourceLine], _ first: Int) -> Bool {
    let line = lines[first]
    return line.indent >= 16 && line.text.utf8.count <= 40 && first + 1 < lines.count && !lines[first + 1].isBlank
        && pieces(of: lines[first + 1]).count >= 2
}

/// "Phòng, đơn vị" and "Lãnh đạo", which the line after the next goes on with, beside those of the next line.
private func isAboveHeadings(_ lines: [SourceLine], _ first: Int) -> Bool {
    guard lines[first].indent >= 16, lines[first].text.utf8.count <= 160, first + 1 < lines.count,
        !lines[first + 1].isBlank
    else { return false }
    let known = pieces(of: lines[first + 1]).compactMap { Column($0.text) }
    return Set(known).count >= 2 && (known.contains(.number) || known.contains(.title))
}

/// Of two headings side by side.
private let mostLabelWords = 12

/// Two headings with a single space between them, each by itself.
private func labelsApart(_ piece: Piece) -> [Piece] {
    guard piece.words.count <= mostLabelWords,
        let k = piece.words.indices.dropFirst().first(where: { k in
            piece.words[k].text.first?.isUppercase == true
                && Column(piece.words[..<k].map(\.text).joined(separator: " ")) != nil
                && Column(piece.words[k...].map(\.text).joined(separator: " ")) != nil
        })
    else { return [piece] }
    return [Piece(words: Array(piece.words[..<k]))] + labelsApart(Piece(words: Array(piece.words[k...])))
}

/// Two headings with a single space between them.
private func labels(in piece: Piece) -> Bool {
    guard piece.words.count <= mostLabelWords else { return false }
    return piece.words.indices.dropFirst().contains { k in
        Column(piece.words[..<k].map(\.text).joined(separator: " ")) != nil
            && Column(piece.words[k...].map(\.text).joined(separator: " ")) != nil
    }
}

/// The headings, cut at the places by which most of them are understood.
private func makeHeader(
    _ lines: [SourceLine], _ header: [[Piece]], next: Int, _ below: inout BodyPieces
) -> HeaderChoice? {
    func make(_ cuts: [Int], dashes: [Int]? = nil) -> SetHeader? {
        var merged = RawRow(cells: [], lines: 0...0)
        // "Thời gian hoàn thành" that begins before the cells of its column.
        for line in header {
            let cells = cut(line, at: cuts) { Column($0.text) != nil && labelsApart($0).count == 1 }
            merged.append(cells, line: 0)
        }
        return DocumentTable.Header(merged.cells).map {
            SetHeader(labels: $0, cuts: cuts, dashes: dashes, next: next, first: header[0])
        }
    }
    if next < lines.count, isRule(lines[next].text), lines[next].text.hasPrefix("--"), !lines[next].isBlank {
        let dashes = pieces(of: lines[next], gap: 1)
        if dashes.count >= 3, let made = make(dashes.dropFirst().map(\.start), dashes: dashes.dropFirst().map(\.start))
        {
            return HeaderChoice(headers: [made], body: [])
        }
    }
    let body = below.after(next)
    let ink = Ink(body)
    var tried = [ink.cuts(between: mergedPieces(header))]
    for limit in 1...max(1, min(3, body.count / 8 + 1)) { tried.append(ink.cuts(below: limit)) }
    let words = Ink(wordsApart(body))
    tried.append(ink.cuts(between: mergedPieces(header), words: words))
    let apart = header.map { $0.flatMap(labelsApart) }
    if header.joined().count >= 3, apart.joined().count > header.joined().count {
        tried.append(ink.cuts(between: mergedPieces(apart), words: words))
    }
    let made = tried.filter { 1...15 ~= $0.count }.compactMap { make($0) }
    guard let most = made.map(\.labels.score).max() else { return nil }
    return HeaderChoice(headers: made.filter { $0.labels.score == most }, body: body)
}

/// The stretches of the lines below headings, of each line worked out once.
private struct BodyPieces {
    private let lines: [SourceLine]
    private let first: Int
    private let margin: Int
    private var known: [[Piece]] = []

    init(_ lines: [SourceLine], from first: Int, margin: Int) {
        (self.lines, self.first, self.margin) = (lines, first, margin)
    }

    private mutating func pieces(_ i: Int) -> [Piece] {
        while known.count <= i - first {
            let line = lines[first + known.count]
            let found = line.isBlank || isRule(line.text) ? [] : Drafting.pieces(of: line, number: margin)
            // A single stretch may run across the columns.
            let isOfTable = found.count >= 2 || found.count == 1 && found[0].end - found[0].start <= 40
            known.append(isOfTable ? found : [])
        }
        return known[i - first]
    }

    /// Of at most a hundred lines of the page.
    mutating func after(_ next: Int) -> [[Piece]] {
        var body: [[Piece]] = []
        var i = next
        while i < lines.count, body.count < 100, !(lines[i].beginsPage && i > next) {
            if isClosing(lines[i].text) { break }
            let found = pieces(i)
            if !found.isEmpty { body.append(found) }
            i += 1
        }
        return body
    }
}

/// Headings that may be cut in several ways, of which as many columns are understood.
private struct HeaderChoice {
    let headers: [SetHeader]
    /// The lines below them.
    let body: [[Piece]]

    var score: Int { headers[0].labels.score }

    /// The one by which the most cells hold what their columns do.
    func settled() -> SetHeader {
        guard headers.contains(where: { $0.cuts != headers[0].cuts }) else { return headers[0] }
        func fits(_ header: SetHeader) -> Int {
            body.prefix(60).reduce(0) { $0 + fit(cut($1, at: header.cuts), header.labels.columns) }
        }
        return headers.dropFirst().reduce((headers[0], fits(headers[0]))) { known, one in
            guard one.cuts != known.0.cuts else { return known }
            let fit = fits(one)
            return fit > known.1 ? (one, fit) : known
        }.0
    }
}

private func wordsApart(_ body: [[Piece]]) -> [[Piece]] {
    body.map { line in line.flatMap { $0.words.map { Piece(words: [$0]) } } }
}

/// The stretches of several lines, one below the other.
private func mergedPieces(_ header: [[Piece]]) -> [Piece] {
    var merged: [Piece] = []
    for piece in header.joined() {
        if let k = merged.firstIndex(where: { $0.start < piece.end && piece.start < $0.end }) {
            let (low, high) = (min(merged[k].start, piece.start), max(merged[k].end, piece.end))
            merged[k] = Piece(words: [.init(text: merged[k].text + " " + piece.text, start: low, end: high)])
        } else {
            merged.append(Piece(words: [.init(text: piece.text, start: piece.start, end: piece.end)]))
            merged.sort { $0.start < $1.start }
        }
    }
    return merged
}

/// A line cut at exact places.
private func slice(_ line: SourceLine, at cuts: [Int]) -> [String] {
    var cells = Array(repeating: [Unicode.Scalar](), count: cuts.count + 1)
    for (offset, scalar) in line.text.unicodeScalars.enumerated() {
        let column = cuts.lastIndex { $0 <= line.indent + offset }.map { $0 + 1 } ?? 0
        cells[column].append(scalar)
    }
    return cells.map { collapsed(String(scalars: $0)) }
}
