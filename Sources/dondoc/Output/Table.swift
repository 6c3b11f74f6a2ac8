import Diagnostics

/// Columns that stand under one another whatever script their text is in; what does not fit is wrapped, never cut. Where
/// a window is too narrow even so, columns that can be spared are left out.
struct Table {
    struct Column {
        var title: String
        var isRightAligned = false
        /// Gives way where the window is narrow: its text is wrapped.
        var isFlexible = false
        /// Whether it can be spared: of those that can, the first to go has the highest; 0: it cannot.
        var sparing = 0
    }

    struct Cell {
        let text: String
        let ink: Palette.Ink?
        /// What it takes on a line.
        let width: Int

        init(_ text: String, _ ink: Palette.Ink? = nil) {
            self.text = text
            self.ink = ink
            width = displayWidth(text)
        }

        /// Nil where it does not fit as it is.
        func line(within width: Int) -> WrappedLine? {
            self.width <= width && isSpacedOnce(text) ? WrappedLine(text: text, width: self.width) : nil
        }
    }

    private static let gap = 2
    private static let narrowest = 10

    private enum Line {
        case row([Cell])
        /// Stands by itself over the rows that follow.
        case heading(Cell)
    }

    let columns: [Column]
    private var lines: [Line] = []

    init(_ columns: [Column]) { self.columns = columns }

    mutating func add(_ row: [Cell]) {
        precondition(row.count == columns.count)
        lines.append(.row(row))
    }

    mutating func add(heading: Cell) { lines.append(.heading(heading)) }

    /// - Parameter indent: the spaces that every line begins with.
    func print(on console: Console, indent: Int = 2, withTitles: Bool = true) {
        if let available = console.columns, let column = columnToSpare(within: available - indent) {
            return without(column).print(on: console, indent: indent, withTitles: withTitles)
        }
        let widths = widths(within: console.columns.map { $0 - indent })
        if withTitles {
            let titles = columns.map { Cell($0.title, .faint) }
            printRow(titles, widths: widths, indent: indent, on: console)
        }
        var isFirst = !withTitles
        for line in lines {
            switch line {
            case .row(let row): printRow(row, widths: widths, indent: indent, on: console)
            case .heading(let cell):
                if !isFirst { console.line() }
                console.line(console.palette(cell.ink, cell.text))
            }
            isFirst = false
        }
    }

    /// Nil where all fit, or none can be spared.
    private func columnToSpare(within available: Int) -> Int? {
        let needed = widths(within: available).reduce(Self.gap * (columns.count - 1), +)
        guard needed > available else { return nil }
        return columns.indices.filter { columns[$0].sparing > 0 }.max { columns[$0].sparing < columns[$1].sparing }
    }

    private func without(_ column: Int) -> Table {
        var rest = columns
        rest.remove(at: column)
        var table = Table(rest)
        table.lines = lines.map { line in
            guard case .row(var row) = line else { return line }
            row.remove(at: column)
            return .row(row)
        }
        return table
    }

    private func printRow(_ row: [Cell], widths: [Int], indent: Int, on console: Console) {
        let single = zip(row, widths).compactMap { $0.line(within: $1) }
        // Most rows take one line.
        if single.count == row.count { return printLine(single, of: row, widths: widths, indent: indent, on: console) }
        let wrapped = zip(row, widths).map { cell, width in
            cell.line(within: width).map { [$0] } ?? wrapWords(cell.text, to: width)
        }
        for line in 0..<(wrapped.map(\.count).max() ?? 0) {
            let parts = wrapped.map { line < $0.count ? $0[line] : WrappedLine() }
            printLine(parts, of: row, widths: widths, indent: indent, on: console)
        }
    }

    private func printLine(_ parts: [WrappedLine], of row: [Cell], widths: [Int], indent: Int, on console: Console) {
        var owed = indent
        for (column, part) in parts.enumerated() {
            let space = widths[column] - part.width
            let lead = columns[column].isRightAligned ? space : 0
            owed += lead
            if part.width > 0 {
                console.write(spaces: owed)
                console.write(console.palette(row[column].ink, part.text))
                owed = 0
            }
            owed += space - lead + Self.gap
        }
        console.line()
    }

    private func widths(within available: Int?) -> [Int] {
        var widths = columns.map { displayWidth($0.title) }
        for case .row(let row) in lines {
            for (column, cell) in row.enumerated() { widths[column] = max(widths[column], cell.width) }
        }
        guard let available else { return widths }
        let gaps = Self.gap * (columns.count - 1)
        // The widest flexible column gives way first, so that the others keep what they need.
        while widths.reduce(gaps, +) > available {
            guard
                let widest = columns.indices.filter({ columns[$0].isFlexible && widths[$0] > Self.narrowest })
                    .max(by: { widths[$0] < widths[$1] })
            else { break }
            widths[widest] -= 1
        }
        return widths
    }
}

/// Lines of at most so many columns, broken between words, and within a word only where it alone is too long.
func wrap(_ text: String, to width: Int) -> [String] { wrapWords(text, to: width).map(\.text) }

struct WrappedLine {
    var text = ""
    /// On a terminal.
    var width = 0
}

private func wrapWords(_ text: String, to width: Int) -> [WrappedLine] {
    var lines: [WrappedLine] = []
    var line = WrappedLine()
    for word in text.split(separator: " ", omittingEmptySubsequences: true) {
        var word = WrappedLine(text: String(word), width: displayWidth(String(word)))
        if line.width > 0, line.width + 1 + word.width <= width {
            line.text += " " + word.text
            line.width += 1 + word.width
            continue
        }
        if line.width > 0 { lines.append(line) }
        while word.width > width {
            let head = prefix(of: word.text, fitting: width)
            lines.append(WrappedLine(text: head, width: displayWidth(head)))
            word.text.removeFirst(head.count)
            word.width = displayWidth(word.text)
        }
        line = word
    }
    if line.width > 0 || lines.isEmpty { lines.append(line) }
    return lines
}

/// Whether its spaces stand one by one, between words.
private func isSpacedOnce(_ text: String) -> Bool {
    var isAfterSpace = true
    for byte in text.utf8 {
        if byte == 0x20, isAfterSpace { return false }
        isAfterSpace = byte == 0x20
    }
    return !isAfterSpace || text.isEmpty
}

private func prefix(of word: String, fitting width: Int) -> String {
    var head = ""
    var used = 0
    for character in word {
        let more = displayWidth(String(character))
        if used + more > width, !head.isEmpty { break }
        head.append(character)
        used += more
    }
    return head
}
