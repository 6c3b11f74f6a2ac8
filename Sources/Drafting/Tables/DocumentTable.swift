import Diagnostics

/// A table as it was read: what heads its columns, and its rows.
struct DocumentTable {
    var columns: [Column]
    /// The words above each column.
    var headings: [String]
    var rows: [RawRow]
    /// From its headings to its last row.
    var lines: ClosedRange<Int>
    /// Rows of which it is not certain where they begin or how their cells are parted.
    var unclear: [ClosedRange<Int>] = []
    /// What stands above the headings, within the frame.
    var above: [Block] = []

    init(_ header: Header, _ rows: [RawRow], from first: Int) {
        columns = header.columns
        headings = header.cells
        self.rows = rows
        lines = first...max(first, rows.last?.lines.upperBound ?? first)
    }

    /// The cells that head the columns, with what they mean.
    struct Header {
        let cells: [String]
        let columns: [Column]
        /// The more columns are understood, the higher.
        let score: Int

        /// Nil where these are no headings.
        init?(_ cells: [String]) {
            guard let columns = readHeadings(cells) else { return nil }
            self.cells = cells
            self.columns = columns
            let known = cells.compactMap { Column($0) }
            let distinct = Set(known).count
            let isEmpty = cells.count { $0.isEmpty }
            score =
                3 * distinct - 2 * (known.count - distinct) - 2 * (cells.count - known.count - isEmpty) - 3 * isEmpty
        }
    }
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
    guard 2...16 ~= cells.count else { return nil }
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

/// The rows of headings, which may be two or three, one below the other, under a title of the table.
/// - Returns: the headings, and the rows before and after them.
func findHeadings(_ rows: [RawRow]) -> (header: DocumentTable.Header, rows: Range<Int>)? {
    var best: (header: DocumentTable.Header, rows: Range<Int>)?
    for start in rows.indices.prefix(8) where !isGroupNumber(rows[start].cells.first ?? "") {
        var merged = RawRow(cells: [], lines: rows[start].lines)
        for end in start..<min(start + 3, rows.count) {
            if end > start, isGroupNumber(rows[end].cells.first ?? "") { break }
            merged.append(rows[end].cells.map { collapsed($0) }, line: rows[end].lines.upperBound)
            guard let header = DocumentTable.Header(merged.cells) else { continue }
            // Of the same headings with more above them and with less, these.
            let isBetter = best.map {
                header.score > $0.header.score || header.score == $0.header.score && start > $0.rows.lowerBound
            }
            if isBetter ?? true { best = (header, start..<(end + 1)) }
        }
        if let best, start >= best.rows.upperBound { break }
    }
    return best
}

// MARK: What the rows say

extension DocumentTable {
    private static let sameAsAbove: Set = [
        "nt", "n.t", "-nt-", "- nt -", "nhu tren", "(nt)", "(nhu tren)", "-nhu tren-", "//", "-//-", "- // -", "\"",
        "“",
        "”", "″", "〃", "''", "’’", "‘’", ",,", "„", "«", "»", "-\"-", "- \" -", "-“-", "-”-", "idem",
    ]

    /// The rows, each with its cells by column.
    ///
    /// A mark for the same as above stands for that. A cell of several rows that were merged has its words in the first of
    /// them alone: who leads and by when is taken from above where a row lacks it, to review.
    func blocks() -> [Block] {
        var reader = RowReader(table: self)
        for (i, row) in rows.enumerated() { reader.read(row, next: i + 1 < rows.count ? rows[i + 1] : nil) }
        var blocks = above + reader.blocks
        let first = above.count
        guard first < blocks.count else { return blocks }
        for range in unclear { blocks[first].doubts.append(.unclearTable(range)) }
        for (heading, column) in zip(headings, columns)
        where column == .none && heading.contains(where: \.isLetter) && period(heading) == nil {
            blocks[first].doubts.append(.unknownColumn(heading, lines.lowerBound...lines.lowerBound))
        }
        return blocks
    }

    /// "Quý I", "2026": the heading of a column in which marks stand.
    private func period(_ heading: String) -> String? {
        let words = Words(heading, limit: 7)
        if words.count == 1, words.key(0).isYear { return "năm " + words.text(0) }
        return isPeriodLine(words) ? heading : nil
    }

    private static let marks: Set = ["x", "v", "✓", "✔", "√", "+", "•", "●", "*", "☑", "■"]

    private struct RowReader {
        let table: DocumentTable
        var blocks: [Block] = []
        /// The last words of each column, with their line.
        private var above: [(text: String, line: Int)]
        /// Cells are not merged across the heading of a group, which stands at this line.
        private var group = 0
        private var isOfPeriod = false
        private var number = ""
        private var subrows = 1

        init(table: DocumentTable) {
            self.table = table
            above = Array(repeating: ("", 0), count: table.columns.count)
        }

        mutating func read(_ row: RawRow, next: RawRow?) {
            var cells = texts(row)
            guard cells.contains(where: { !$0.isEmpty }), !isHeading(cells) else { return }
            for (i, text) in cells.enumerated() {
                if let same = sameText(fold(text, .plain), i) { cells[i] = same }
            }
            let line = row.lines.lowerBound
            let isGroup = isGroup(cells, next: next.map(texts))
            if continues(cells, isGroup) { return append(cells, row) }
            var made = TableRow(cells: [])
            made.isGroup = isGroup
            if isGroup {
                group = line
                isOfPeriod = isPeriodLine(Words(text(cells, .title), limit: 7))
                number = ""
            } else {
                fill(&cells, &made, row)
            }
            for (i, text) in cells.enumerated() where !text.isEmpty {
                if table.columns[i] == .none, DocumentTable.marks.contains(fold(text, .plain)),
                    let period = table.period(table.headings[i])
                {
                    made.cells.append(.init(column: .deadline, text: period))
                    continue
                }
                made.cells.append(.init(column: table.columns[i], text: text))
                if !isGroup, made.taken[i] == nil { above[i] = (text, line) }
            }
            let title = made.text(.title)
            // "- Tựu trường" in a cell.
            let own = readMarker(title).flatMap { $0.marker.isBullet ? $0.rest : nil } ?? title
            blocks.append(Block(text: own, lines: row.lines, row: made))
        }

        /// What a mark for the same as above, or "như mục 1", stands for. Below "Quý II" the same time is that.
        private func sameText(_ mark: String, _ i: Int) -> String? {
            if sameAsAbove.contains(mark) || isDitto(mark) {
                return table.columns[i] == .deadline && above[i].line < group && isOfPeriod ? "" : above[i].text
            }
            guard mark.hasPrefix("nhu "), let place = Self.likeness.first(where: mark.hasPrefix) else { return nil }
            let number = mark.dropFirst(place.count)
            let row = table.rows.first { table.columns.first == .number && trimmed($0.cells[0]) == number }
            return row.flatMap { i < $0.cells.count ? collapsed($0.cells[i]) : nil }
        }

        /// "--//--", "''": strokes or quotation marks alone, whatever dashes are beside them.
        private func isDitto(_ mark: String) -> Bool {
            let strokes = mark.unicodeScalars.filter { !"- –—.".unicodeScalars.contains($0) }
            return strokes.count >= 2 && strokes.count <= 4
                && strokes.allSatisfy { "/\"“”″〃'’‘´`,".unicodeScalars.contains($0) }
        }

        private static let likeness = ["nhu muc ", "nhu stt ", "nhu tt ", "nhu so ", "nhu dong "]

        private func texts(_ row: RawRow) -> [String] {
            let cells = row.cells.prefix(table.columns.count).map { collapsed($0) }
            return withPeriod(withLabel(cells + Array(repeating: "", count: table.columns.count - cells.count)))
        }

        /// "II" beside "Quý II" in the column of times, and nothing else: it heads the rows after it.
        private func withPeriod(_ cells: [String]) -> [String] {
            guard let i = first(.deadline), let title = first(.title), let number = first(.number), title != i,
                !cells[i].isEmpty, cells[title].isEmpty, !cells[number].isEmpty,
                cells.count(where: { !$0.isEmpty }) == 2, isPeriodLine(Words(cells[i], limit: 7))
            else { return cells }
            var cells = cells
            (cells[title], cells[i]) = (cells[i], "")
            return cells
        }

        /// "I. Hạ tầng số" in a cell that runs across the row.
        private func withLabel(_ cells: [String]) -> [String] {
            guard let i = first(.number), let title = first(.title), !cells[i].isEmpty, cells[title].isEmpty,
                cells.count(where: { !$0.isEmpty }) == 1, !isGroupNumber(cells[i])
            else { return cells }
            var cells = cells
            let read = readMarker(cells[i])
            (cells[i], cells[title]) = (read?.marker.label ?? "", read?.rest ?? cells[i])
            return cells
        }

        private func first(_ column: Column) -> Int? { table.columns.firstIndex(of: column) }

        private func text(_ cells: [String], _ column: Column) -> String {
            table.columns.indices.filter { table.columns[$0] == column }.map { cells[$0] }.first { !$0.isEmpty } ?? ""
        }

        /// Headings said again on another page, or the columns' numbers below them.
        private func isHeading(_ cells: [String]) -> Bool {
            if cells == table.headings { return true }
            if !isGroupNumber(cells[0]), readHeadings(cells) == table.columns { return true }
            guard blocks.isEmpty, cells.count >= 3 else { return false }
            let marks = cells.map { $0.filter { !"()[]".contains($0) } }
            return marks.allSatisfy { $0.utf8.count <= 2 } && marks.count(where: { !$0.isEmpty }) >= 3
                && marks.dropFirst().contains { $0 == "2" || $0 == "B" }
        }

        /// A row that only names what the rows after it are about.
        private func isGroup(_ cells: [String], next: [String]?) -> Bool {
            let named = cells.indices.filter { !cells[$0].isEmpty }.map { table.columns[$0] }
            guard Set(named).isSubset(of: [.number, .title]) else { return false }
            let (number, title) = (text(cells, .number), text(cells, .title))
            let mark = number.hasSuffix(".") ? String(number.dropLast()) : number
            if isCapitals(title) || title.isEmpty && !mark.isEmpty { return true }
            if !mark.isEmpty, mark.unicodeScalars.allSatisfy({ "IVXABCDEĐGH.".unicodeScalars.contains($0) }) {
                return true
            }
            let following = next.map { text($0, .number) } ?? ""
            if mark.isEmpty {
                // Beside merged numbers it is a row of its own; where numbers begin anew it heads them.
                return readMarker(title)?.marker.kind ?? .dash <= .roman || following == "1"
                    || following.hasSuffix(".1")
                    || blocks.last { $0.row?.isGroup == false } == nil
            }
            // "1 | Làm sạch dữ liệu:" above "- Quét sổ gốc", "- Nhập liệu".
            if title.hasSuffix(":"), following.isEmpty,
                readMarker(next.map { text($0, .title) } ?? "")?.marker.isBullet == true
            {
                return true
            }
            return following.hasPrefix(mark + ".") || following == "1" || following == "a"
        }

        /// Neither a number nor what is to be done: more of the row above.
        private func continues(_ cells: [String], _ isGroup: Bool) -> Bool {
            guard !isGroup, text(cells, .number).isEmpty, let last = blocks.last?.row, !last.isGroup else {
                return false
            }
            let title = text(cells, .title)
            if title.isEmpty { return text(cells, .deadline).isEmpty }
            return startsLower(title)
                && zip(cells, table.columns).allSatisfy { $1.role == nil || $0.isEmpty || startsLower($0) }
        }

        private mutating func append(_ cells: [String], _ row: RawRow) {
            guard let block = blocks.popLast(), var last = block.row else { return }
            for (i, text) in cells.enumerated() where !text.isEmpty {
                let column = table.columns[i]
                guard let k = last.cells.firstIndex(where: { $0.column == column }) else {
                    last.cells.append(.init(column: column, text: text))
                    continue
                }
                let joint = column == .title || startsLower(text) || endsOpen(last.cells[k].text, column) ? " " : "; "
                last.cells[k] = .init(column: column, text: last.cells[k].text + joint + text)
            }
            let lines = block.lines.lowerBound...row.lines.upperBound
            blocks.append(Block(text: last.text(.title), lines: lines, row: last))
        }

        /// "Trước" of a deadline whose day stands on the next line.
        private func endsOpen(_ text: String, _ column: Column) -> Bool {
            column == .deadline && !text.contains(where: \.isNumber)
        }

        /// What merged cells leave empty.
        private mutating func fill(_ cells: inout [String], _ made: inout TableRow, _ row: RawRow) {
            if let i = first(.number), i < cells.count {
                if cells[i].isEmpty, !number.isEmpty {
                    subrows += 1
                    cells[i] = "\(number).\(subrows)"
                    made.isNumberMadeUp = true
                } else {
                    number = trimmed(cells[i])
                    subrows = 1
                }
            }
            take(.title, &cells, &made)
            take(.deadline, &cells, &made)
            if text(cells, .lead).isEmpty, text(cells, .executing).isEmpty {
                take(.lead, &cells, &made)
                take(.executing, &cells, &made)
            }
            for column in [Column.directing, .monitoring] where text(cells, column).isEmpty {
                guard let i = first(column), above[i].line > group, !above[i].text.isEmpty else { continue }
                made.doubts.append(.emptyCell(table.headings[i], above: above[i].text, line: above[i].line))
            }
        }

        private func take(_ column: Column, _ cells: inout [String], _ made: inout TableRow) {
            guard text(cells, column).isEmpty else { return }
            for i in table.columns.indices where table.columns[i] == column && above[i].line > group {
                guard !above[i].text.isEmpty else { continue }
                cells[i] = above[i].text
                made.taken[i] = above[i].line
                made.doubts.append(.cellAbove(table.headings[i], above[i].text, line: above[i].line))
            }
        }
    }
}
