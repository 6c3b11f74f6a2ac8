import Diagnostics

/// A line of the document, cleaned of what its way out of Word or a PDF left in it.
struct SourceLine: Sendable {
    /// As an editor counts them, from 1.
    let number: Int
    /// Columns of white space before the text.
    let indent: Int
    /// Without white space at the ends; runs of spaces within are kept, for they part the columns of a table.
    let text: String
    /// The line that it was, in characters: where lines are wrapped, those that go on are as long as the page is wide.
    let width: Int
    let beginsPage: Bool
    /// A tab stands before its text: a paragraph's own indent.
    let isTabbed: Bool

    var isBlank: Bool { text.isEmpty }

    var hasTab: Bool { text.utf8.contains(0x09) }
}

/// - Parameter text: of any line ends, with or without Markdown's signs, composed or not.
func readLines(_ text: String) -> [SourceLine] {
    var lines: [SourceLine] = []
    var number = 1
    var current: [Unicode.Scalar] = []
    var isPage = false
    var pageFollows = false
    var lastWasReturn = false
    func end() {
        lines.append(cleanLine(String(scalars: current), number: number, beginsPage: isPage))
        current.removeAll(keepingCapacity: true)
        isPage = pageFollows
        pageFollows = false
    }
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\n":
            if !lastWasReturn {
                end()
                number &+= 1
            }
            lastWasReturn = false
            continue
        case "\r", "\u{2028}", "\u{2029}", "\u{85}":
            end()
            number &+= 1
        case "\u{0C}":
            // A form feed begins a page and does not count as a line.
            if current.allSatisfy(isSpace) {
                isPage = true
            } else {
                pageFollows = true
                end()
            }
        case "\u{0B}": current.append(" ")
        default:
            if scalar.value == 9 || scalar.value >= 0x20 && !isInvisible(scalar) && !(0x7F..<0xA0 ~= scalar.value) {
                current.append(scalar)
            }
        }
        lastWasReturn = scalar == "\r"
    }
    if !current.isEmpty { end() }
    return lines
}

private func cleanLine(_ raw: String, number: Int, beginsPage: Bool) -> SourceLine {
    var indent = 0
    var scalars: [Unicode.Scalar] = []
    var isStart = true
    for scalar in composeLetters(raw).unicodeScalars {
        if isStart, isSpace(scalar) {
            indent += scalar == "\t" ? 4 : 1
            continue
        }
        isStart = false
        // A tab parts cells; every other space is one.
        scalars.append(scalar == "\t" ? scalar : isSpace(scalar) ? " " : scalar)
    }
    while let last = scalars.last, isSpace(last) || last == "\\" { scalars.removeLast() }
    let width = indent + scalars.count
    stripMarkdown(&scalars)
    return SourceLine(
        number: number, indent: indent, text: String(scalars: scalars), width: width, beginsPage: beginsPage,
        isTabbed: raw.utf8.first == 0x09)
}

/// Headings' signs, emphasis and escapes; a bullet stays what it is.
private func stripMarkdown(_ scalars: inout [Unicode.Scalar]) {
    while scalars.first == ">", scalars.count > 1 { scalars = trimmed(scalars.dropFirst()) }
    let marks = scalars.prefix { $0 == "#" }.count
    if 1...6 ~= marks, marks < scalars.count, isSpace(scalars[marks]) {
        scalars = trimmed(scalars.dropFirst(marks))
    }
    guard scalars.contains(where: { $0 == "*" || $0 == "\\" || $0 == "_" || $0 == "<" }) else { return }
    // A star and a space is a bullet.
    let isBullet = scalars.first == "*" && scalars.count > 1 && isSpace(scalars[1])
    var result: [Unicode.Scalar] = []
    var i = 0
    while i < scalars.count {
        let scalar = scalars[i]
        let next = i + 1 < scalars.count ? scalars[i + 1] : " "
        switch scalar {
        case "\\" where next.isASCII && !next.properties.isAlphabetic && !("0"..."9" ~= next) && !isSpace(next):
            result.append(next)
            i += 1
        case "*" where isBullet && i == 0: result.append(scalar)
        case "*": break
        case "_":
            let last = result.last ?? " "
            // Emphasis stands at a word's edge; what is to be filled in is a row of them.
            let isEdge = isWordScalar(last) != isWordScalar(next) && last != "_" && next != "_"
            if !isEdge { result.append(scalar) }
        case "<" where scalars[i...].starts(with: "<br>".unicodeScalars):
            i += 3
            // A list within a cell.
            let rest = scalars[(i + 1)...].drop(while: isSpace)
            if let bullet = rest.first, "-+".unicodeScalars.contains(bullet), result.last != ";" {
                result.append(";")
                i = rest.startIndex
            }
            result.append(" ")
        default: result.append(scalar)
        }
        i += 1
    }
    scalars = trimmed(result[...])
}

private func trimmed(_ scalars: ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar] {
    var slice = scalars.drop(while: isSpace)
    while let last = slice.last, isSpace(last) { slice.removeLast() }
    return Array(slice)
}

func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
    // What most letters are is known without a look at Unicode's tables.
    if scalar.isASCII { return "0"..."9" ~= scalar || "a"..."z" ~= scalar || "A"..."Z" ~= scalar }
    if 0x1EA0...0x1EF9 ~= scalar.value || Letter(scalar) != nil { return true }
    return scalar.properties.isAlphabetic || Letter.mark(scalar) != nil
}

func isCapitalScalar(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return "A"..."Z" ~= scalar }
    // Vietnamese's own block, where each small letter follows its capital.
    return 0x1EA0...0x1EF9 ~= scalar.value ? scalar.value & 1 == 0 : scalar.properties.isUppercase
}

/// One space for every run of white space, none at the ends.
func collapsed(_ text: some StringProtocol) -> String {
    if isCollapsed(text) { return String(text) }
    var result: [Unicode.Scalar] = []
    var pending = false
    for scalar in text.unicodeScalars {
        if isSpace(scalar) {
            pending = !result.isEmpty
            continue
        }
        if pending { result.append(" ") }
        pending = false
        result.append(scalar)
    }
    return String(scalars: result)
}

/// Whether ``collapsed(_:)`` would change nothing, as with most texts. It says no where it would have to look closer.
private func isCollapsed(_ text: some StringProtocol) -> Bool {
    var isAfterSpace = true
    for byte in text.utf8 {
        switch byte {
        case 0x20 where isAfterSpace, 0x09...0x0D: return false
        // The first bytes of the other spaces, and of dashes and quotation marks.
        case 0xC2, 0xE2, 0xE3: return false
        case 0x9A: return false
        default: isAfterSpace = byte == 0x20
        }
    }
    return !isAfterSpace || text.isEmpty
}

extension String {
    /// Through bytes, for a string that grows by a scalar at a time takes ten times as long.
    init(scalars: some Sequence<Unicode.Scalar>) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(scalars.underestimatedCount * 2)
        for scalar in scalars {
            if scalar.isASCII {
                bytes.append(UInt8(scalar.value))
            } else {
                bytes.append(contentsOf: UTF8.encode(scalar)!)
            }
        }
        self.init(decoding: bytes, as: UTF8.self)
    }
}
