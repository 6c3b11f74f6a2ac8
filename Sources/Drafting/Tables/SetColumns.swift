import Diagnostics

/// A stretch of a line that two spaces or more part from the next.
struct Piece {
    var words: [Word]

    struct Word {
        var text: String
        var start: Int
        var end: Int
    }

    var text: String { words.map(\.text).joined(separator: " ") }
    var start: Int { words[0].start }
    var end: Int { words[words.count - 1].end }
    var middle: Int { (start + end) / 2 }

    /// Whether it is cells that a single space parts: at each of the places a word begins.
    func isParted(at places: [Int]) -> Bool {
        places.allSatisfy { place in words.contains { $0.start == place || $0.start == place + 1 } }
    }
}

/// The stretches of a line.
/// - Parameter number: the number at the beginning of a row is one by itself, however narrow the gap after it, where it
///   begins no further right than this.
func pieces(of line: SourceLine, gap least: Int = 2, number margin: Int? = nil) -> [Piece] {
    var result: [Piece] = []
    var current: [Unicode.Scalar] = []
    var start = line.indent
    var position = line.indent
    var gap = Int.max
    func end(_ position: Int) {
        let word = Piece.Word(text: String(scalars: current), start: start, end: position)
        let isAfterNumber =
            result.count == 1 && result[0].words.count == 1 && isRowMark(result[0].text)
            && margin.map { result[0].start <= $0 } ?? false
        if gap >= least || result.isEmpty || isAfterNumber {
            result.append(Piece(words: [word]))
        } else {
            result[result.count - 1].words.append(word)
        }
        current.removeAll(keepingCapacity: true)
        gap = 0
    }
    for scalar in line.text.unicodeScalars {
        let width = scalar == "\t" ? 4 : 1
        if isSpace(scalar) {
            if !current.isEmpty { end(position) }
            gap += gap == .max ? 0 : width
        } else {
            if current.isEmpty { start = position }
            current.append(scalar)
        }
        position += width
    }
    if !current.isEmpty { end(position) }
    return result
}

/// What stands in the first column: a row's number, or its heading.
private func isRowMark(_ text: String) -> Bool {
    isGroupNumber(text) || text.utf8.count <= 8 && Column(text) == .number || isCapitalMark(text)
}

/// "A." of a group.
func isCapitalMark(_ text: String) -> Bool {
    let mark = text.hasSuffix(".") ? text.dropLast() : text[...]
    return mark.unicodeScalars.count == 1 && mark.unicodeScalars.allSatisfy { "ABCDĐEGH".unicodeScalars.contains($0) }
}

// MARK: Where columns are parted

/// How many of the lines have something at each position.
struct Ink {
    private(set) var counts: [Int] = []

    init(_ lines: [[Piece]]) {
        for line in lines {
            for piece in line where piece.end <= 2000 {
                if counts.count < piece.end { counts += Array(repeating: 0, count: piece.end - counts.count) }
                for x in piece.start..<piece.end { counts[x] += 1 }
            }
        }
    }

    /// Where each column but the first begins, if what fewer lines than this have is empty.
    func cuts(below limit: Int) -> [Int] {
        var cuts: [Int] = []
        var isInColumn = false
        for (x, count) in counts.enumerated() {
            if count >= limit {
                if !isInColumn, x > 0, counts[..<x].contains(where: { $0 >= limit }) { cuts.append(x) }
                isInColumn = true
            } else {
                isInColumn = false
            }
        }
        return cuts
    }

    /// Between the middles of two headings, where the fewest lines have something.
    /// - Parameter words: the same without the spaces between words, where a single one may part two cells.
    func cuts(between headings: [Piece], words: Ink? = nil) -> [Int] {
        func count(_ x: Int) -> Int {
            (x < counts.count ? counts[x] : 0) + (words.map { x < $0.counts.count ? $0.counts[x] : 0 } ?? 0)
        }
        return zip(headings, headings.dropFirst()).map { left, right in
            let range = left.middle...max(left.middle, right.middle)
            let least = range.map(count).min() ?? 0
            // The last of the empty places: text begins at the left of its cell more often than it ends at the right.
            return range.last { count($0) == least } ?? right.start
        }
    }
}

/// The cells of a line whose columns are parted at these places.
/// - Parameter isWhole: whether a stretch is one cell, however far it reaches.
func cut(_ line: [Piece], at cuts: [Int], isWhole: (Piece) -> Bool = { _ in false }) -> [String] {
    var cells = Array(repeating: "", count: cuts.count + 1)
    func add(_ text: String, to column: Int) {
        cells[column] = cells[column].isEmpty ? text : cells[column] + " " + text
    }
    for (i, piece) in line.enumerated() {
        let next = i + 1 < line.count ? line[i + 1].start : .max
        let parts = isWhole(piece) ? [piece] : split(piece, at: cuts, before: next)
        for part in parts { add(part.text, to: mostOf(part, cuts)) }
    }
    return cells
}

/// The column that most of a piece lies in.
private func mostOf(_ piece: Piece, _ cuts: [Int]) -> Int {
    var best = 0
    var most = Int.min
    for k in 0...cuts.count {
        let low = k == 0 ? 0 : cuts[k - 1]
        let high = k < cuts.count ? cuts[k] : Int.max
        let overlap = min(piece.end, high) - max(piece.start, low)
        if overlap > most { (best, most) = (k, overlap) }
    }
    return best
}

/// Two cells with a single space between them, of which the second begins where its column does; words that only run
/// over the edge of their cell stay in it.
private func split(_ piece: Piece, at cuts: [Int], before next: Int) -> [Piece] {
    var parts: [Piece] = []
    var rest = piece
    for (k, cut) in cuts.enumerated() where rest.start < cut - 1 && rest.end > cut + 1 {
        // Where the line has something of its own in the column, what reaches into it does not belong there.
        let end = k + 1 < cuts.count ? cuts[k + 1] : Int.max
        guard next >= end - 3 || rest.end >= end else { continue }
        let best = rest.words.indices.min {
            abs(rest.words[$0].start - cut) < abs(rest.words[$1].start - cut)
        }
        // "Thời gian hoàn thành" that begins a little before its column is all of that.
        // In small letters it most likely goes on with the cell before.
        guard let best, best > 0, abs(rest.words[best].start - cut) <= (startsLower(rest.words[best].text) ? 1 : 3)
        else { continue }
        parts.append(Piece(words: Array(rest.words[..<best])))
        rest = Piece(words: Array(rest.words[best...]))
    }
    return parts + [rest]
}
