public import JSONText

/// The text of a document as pandoc takes it apart (`pandoc -t json`): a paragraph a line, items with their numbers, a
/// table's row a line between bars, with what merged cells hold in each of their rows.
///
/// A table that is only there to set text side by side, as at the top of a letter, is written cell after cell.
/// - Returns: nil where this is no such document.
public func writeDocumentText(_ tree: JSONValue) -> String? {
    guard let blocks = tree["blocks"]?.array else { return nil }
    var writer = DocumentTextWriter()
    writer.write(blocks, indent: "")
    return writer.lines.joined(separator: "\n") + "\n"
}

private struct DocumentTextWriter {
    var lines: [String] = []

    mutating func write(_ blocks: [JSONValue], indent: String, mark: String = "") {
        var mark = mark
        for block in blocks {
            let content = block["c"] ?? .null
            switch block["t"]?.string {
            case "Para", "Plain": paragraph(inlines(content), indent, &mark)
            case "Header": paragraph(inlines(content.array?.last ?? .null), indent, &mark)
            case "LineBlock":
                for line in content.array ?? [] { paragraph(inlines(line), indent, &mark) }
            case "CodeBlock": paragraph(content.array?.last?.string ?? "", indent, &mark)
            case "BlockQuote": write(content.array ?? [], indent: indent)
            case "Div", "Figure": write(content.array?.last?.array ?? [], indent: indent)
            case "BulletList":
                for item in content.array ?? [] { write(item.array ?? [], indent: indent + "  ", mark: "- ") }
            case "OrderedList": ordered(content, indent)
            case "DefinitionList":
                for item in content.array ?? [] {
                    paragraph(inlines(item.array?.first ?? .null), indent, &mark)
                    for definition in item.array?.last?.array ?? [] { write(definition.array ?? [], indent: indent) }
                }
            case "Table": table(content)
            default: continue
            }
        }
    }

    private mutating func paragraph(_ text: String, _ indent: String, _ mark: inout String) {
        let parts = text.split(separator: "\n").map { collapsed($0) }.filter { !$0.isEmpty }
        for part in parts {
            lines.append(indent + mark + part)
            mark = ""
        }
        if !parts.isEmpty { lines.append("") }
    }

    private mutating func ordered(_ list: JSONValue, _ indent: String) {
        guard let parts = list.array, parts.count == 2, let attributes = parts[0].array, attributes.count == 3 else {
            return
        }
        let start = Int(attributes[0].integer ?? 1)
        let style = attributes[1]["t"]?.string ?? ""
        let isParted = attributes[2]["t"]?.string ?? ""
        for (i, item) in (parts[1].array ?? []).enumerated() {
            let number = label(max(0, min(start, 10_000)) + i, style)
            let mark = isParted == "OneParen" ? number + ") " : isParted == "TwoParens" ? "(\(number)) " : number + ". "
            write(item.array ?? [], indent: indent + "  ", mark: mark)
        }
    }

    private func label(_ number: Int, _ style: String) -> String {
        switch style {
        case "LowerAlpha", "UpperAlpha":
            guard 1...26 ~= number else { return "\(number)" }
            let letter = String(UnicodeScalar(UInt8(0x60 + number)))
            return style == "UpperAlpha" ? letter.uppercased() : letter
        case "LowerRoman": return roman(number).lowercased()
        case "UpperRoman": return roman(number)
        default: return "\(number)"
        }
    }

    private func roman(_ number: Int) -> String {
        guard 1...399 ~= number else { return "\(number)" }
        var rest = number
        var text = ""
        for (value, sign) in [
            (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
        ] {
            while rest >= value {
                text += sign
                rest -= value
            }
        }
        return text
    }

    /// The words of a paragraph; a line break is one.
    private func inlines(_ value: JSONValue) -> String {
        guard let parts = value.array else { return "" }
        return parts.reduce(into: "") { text, part in
            let content = part["c"] ?? .null
            switch part["t"]?.string {
            case "Str": text += content.string ?? ""
            case "Space", "SoftBreak": text += " "
            case "LineBreak": text += "\n"
            case "Code", "Math": text += content.array?.last?.string ?? ""
            case "Quoted":
                let isSingle = content.array?.first?["t"]?.string == "SingleQuote"
                text += (isSingle ? "‘" : "“") + inlines(content.array?.last ?? .null) + (isSingle ? "’" : "”")
            case "Emph", "Strong", "Underline", "Superscript", "Subscript", "SmallCaps", "Strikeout":
                text += inlines(content)
            case "Span", "Cite": text += inlines(content.array?.last ?? .null)
            case "Link": text += inlines(content.array.flatMap { $0.count > 1 ? $0[1] : nil } ?? .null)
            default: break  // Notes, images, another program's markup.
            }
        }
    }

    // MARK: Tables

    private mutating func table(_ content: JSONValue) {
        guard let parts = content.array, parts.count == 6 else { return }
        var rows = parts[3].array?.last?.array ?? []
        for body in parts[4].array ?? [] {
            guard let body = body.array, body.count == 4 else { continue }
            rows += (body[2].array ?? []) + (body[3].array ?? [])
        }
        rows += parts[5].array?.last?.array ?? []
        let cells = rows.map { $0.array?.last?.array ?? [] }
        let grid = spread(cells)
        let raw = grid.map { RawRow(cells: $0.map { $0.isMerged ? "" : $0.text }, lines: 0...0) }
        guard let (header, range) = findHeadings(raw) else {
            // Rows with numbers whose headings were lost on the way are rows yet, each to be told of by itself.
            let isNumbered = grid.contains { $0.count >= 3 && isGroupNumber($0[0].text) }
            for row in cells {
                if isNumbered {
                    let texts = row.map { cellText($0.array?.last?.array ?? []).replacing("|", with: "/") }
                    lines.append("| " + texts.joined(separator: " | ") + " |")
                    continue
                }
                for cell in row { write(cell.array?.last?.array ?? [], indent: "") }
            }
            if isNumbered { lines.append("") }
            return
        }
        for (i, row) in grid.enumerated() {
            guard i >= range.lowerBound else {
                for cell in row where !cell.text.isEmpty { lines += [cell.text, ""] }
                continue
            }
            let texts = row.enumerated().map { column, cell in
                guard cell.isMerged else { return cell.text.replacing("|", with: "/") }
                // A number that was merged is that of the first row alone.
                let isSame = i >= range.upperBound && column < header.columns.count && header.columns[column] != .number
                return isSame ? "〃" : ""
            }
            lines.append("| " + texts.joined(separator: " | ") + " |")
        }
        lines.append("")
    }

    private struct Cell {
        var text = ""
        /// It is a row above that has its words.
        var isMerged = false
    }

    /// Every row with all its cells.
    private func spread(_ rows: [[JSONValue]]) -> [[Cell]] {
        var grid: [[Cell]] = []
        // Of each column, how many rows more the cell above reaches down.
        var open: [(rows: Int, isEmpty: Bool)] = []
        for row in rows {
            var line: [Cell] = []
            func takeMerged() {
                while line.count < open.count, open[line.count].rows > 0 {
                    open[line.count].rows -= 1
                    line.append(Cell(isMerged: !open[line.count].isEmpty))
                }
            }
            for cell in row {
                takeMerged()
                guard let parts = cell.array, parts.count == 5, line.count < 60 else { continue }
                let text = cellText(parts[4].array ?? [])
                let (down, across) = (Int(parts[2].integer ?? 1), max(1, min(Int(parts[3].integer ?? 1), 60)))
                for k in 0..<across {
                    if line.count >= open.count { open.append((0, true)) }
                    open[line.count] = (max(0, min(down, 10_000) - 1), k > 0 || text.isEmpty)
                    line.append(Cell(text: k == 0 ? text : ""))
                }
            }
            takeMerged()
            grid.append(line)
        }
        return grid
    }

    private func cellText(_ blocks: [JSONValue]) -> String {
        var writer = DocumentTextWriter()
        writer.write(blocks, indent: "")
        return joinCellLines(writer.lines)
    }
}

/// The lines of a cell as one: what begins anew is parted by a semicolon.
func joinCellLines(_ lines: [String]) -> String {
    lines.map { collapsed($0) }.filter { !$0.isEmpty }.reduce(into: "") { text, line in
        if text.isEmpty {
            text = line
        } else {
            let goesOn = startsLower(line) || text.last.map { ".,;:-–".contains($0) } ?? false || line.first == "("
            text += (goesOn ? " " : "; ") + line
        }
    }
}
