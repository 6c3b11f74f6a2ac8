/// The lines of a source file that a diagnostic speaks of, with the places underlined.
struct Excerpt {
    struct Mark {
        let span: Span
        let message: String?
        let isPrimary: Bool
    }

    /// Longer lines are cut around what is underlined.
    private static let width = 120
    private static let tab = 4

    let source: SourceFile
    let lines: LineIndex
    let paint: Paint

    /// The columns that the greatest line number takes.
    func gutter(_ marks: [Mark]) -> Int {
        marks.map { String(lines.position(of: $0.span.start).line).count }.max() ?? 1
    }

    func render(_ marks: [Mark], gutter: Int, tone: Int) -> String {
        let bar = String(repeating: " ", count: gutter + 1) + paint.plain(Paint.blue, "|")
        var out = bar + "\n"
        let placed = marks.map { (line: lines.position(of: $0.span.start).line, mark: $0) }
        var shown = 0
        for line in Set(placed.map(\.line)).sorted() {
            if shown > 0, line > shown + 1 { out += String(repeating: " ", count: gutter) + "...\n" }
            shown = line
            let here = placed.filter { $0.line == line }.map(\.mark).sorted { $0.isPrimary && !$1.isPrimary }
            let row = Row(source: source, range: lines.range(ofLine: line), around: here[0].span)
            let number = String(line)
            out += paint.plain(Paint.blue, String(repeating: " ", count: gutter - number.count) + number + " | ")
            out += row.text + "\n"
            for mark in here {
                let (column, width) = row.columns(of: mark.span)
                let underline = String(repeating: mark.isPrimary ? "^" : "-", count: max(1, width))
                let text = mark.message.map { " " + printable($0) } ?? ""
                out += bar + " " + String(repeating: " ", count: column)
                out += paint.bold(mark.isPrimary ? tone : Paint.blue, underline + text) + "\n"
            }
        }
        return out
    }

    /// One source line laid out for a terminal: tabs opened up, control characters replaced, cut where it is long.
    private struct Row {
        private(set) var text = ""
        /// Of each cluster shown: where its bytes begin, and its column.
        private var cells: [(offset: Int, column: Int)] = []
        private var end = 0
        private var width = 0

        init(source: SourceFile, range: Range<Int>, around span: Span) {
            // No need to lay out a megabyte: start a little before the place.
            let before = 60
            var start = range.lowerBound
            if span.start - start > Excerpt.width {
                start = span.start - before
                while start > range.lowerBound, source.bytes[start] & 0xC0 == 0x80 { start -= 1 }
                text = "…"
                width = 1
            }
            var stop = min(range.upperBound, start + Excerpt.width * 4)
            while stop < range.upperBound, source.bytes[stop] & 0xC0 == 0x80 { stop += 1 }
            var offset = start
            for character in String(decoding: source.bytes[start..<stop], as: UTF8.self) {
                let length = Row.length(of: character, at: offset, in: source.bytes, limit: stop)
                let shown = character == "\t" ? String(repeating: " ", count: tab) : printable(Row.brief(character))
                let columns = character == "\t" ? tab : terminalWidth(of: shown.first ?? " ")
                if width + columns > Excerpt.width {
                    text += "…"
                    break
                }
                cells.append((offset, width))
                text += shown
                width += columns
                offset += length
            }
            end = offset
        }

        /// U+FFFD may stand for a single byte that is not UTF-8.
        private static func length(of character: Character, at offset: Int, in bytes: [UInt8], limit: Int) -> Int {
            guard character == "\u{FFFD}" else { return character.utf8.count }
            if offset + 3 <= limit, Array(bytes[offset..<offset + 3]) == [0xEF, 0xBF, 0xBD] { return 3 }
            var next = offset + 1
            while next < limit, bytes[next] & 0xC0 == 0x80 { next += 1 }
            return next - offset
        }

        /// A letter and a few marks: some have a thousand.
        private static func brief(_ character: Character) -> String {
            character.utf8.count <= 64 ? String(character) : String(character.unicodeScalars.prefix(16))
        }

        func columns(of span: Span) -> (column: Int, width: Int) {
            func column(_ offset: Int) -> Int {
                if offset >= end { return width }
                return cells.last { $0.offset <= offset }?.column ?? 0
            }
            let first = column(span.start)
            if span.end <= span.start { return (first, 1) }
            // A cluster that the span ends within is underlined whole.
            let last = cells.first { $0.offset >= span.end }?.column ?? width
            return (first, last - first)
        }
    }
}
