import Diagnostics
import Glibc
import Programmes

/// The cells of a CSV, row by row, with their places.
///
/// RFC 4180, and what spreadsheets make of it: `,`, `;` or a tab between cells, CR LF, LF or CR between rows, a byte
/// order mark. By hand on the bytes, and not SwiftCSV or another library: those hand out a `String` for every cell and
/// forget where it stood, which costs five times the time, and diagnostics need the line and column.
struct CSVScanner {
    struct Cell: BitwiseCopyable {
        let start: Int
        let end: Int
        /// Has doubled quotes in it, which stand for one.
        let isEscaped: Bool

        var span: Span { Span(start, end) }
        var isEmpty: Bool { start == end }
    }

    let bytes: UnsafeBufferPointer<UInt8>
    private(set) var at: Int
    let separator: UInt8
    /// A quotation mark was never closed: the last row has swallowed the rest of the file.
    private(set) var isBroken = false

    /// - Parameter separator: that the file names; nil: the one its header has most of.
    init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, separator: UInt8? = nil) {
        self.bytes = bytes
        at = start
        self.separator = separator ?? CSVScanner.separator(bytes, from: start)
    }

    /// Moves past the next row that is not blank.
    /// - Parameter cells: is given its cells, without the quotes around them.
    /// - Returns: false at the end.
    mutating func readRow(_ cells: inout ScratchBuffer<Cell>, _ report: inout FileReport) -> Bool {
        while at < bytes.count, isLineEnd(bytes[at]) { at += 1 }
        guard at < bytes.count else { return false }
        cells.removeAll()
        while true {
            cells.append(readCell(&report))
            guard at < bytes.count, bytes[at] == separator else { break }
            at += 1
        }
        return true
    }

    @inline(__always)
    private mutating func readCell(_ report: inout FileReport) -> Cell {
        let start = at
        // Nearly all begin with a letter or digit, and are not quoted.
        if start < bytes.count, bytes[start] <= 0x22 {
            var first = start
            while first < bytes.count, bytes[first] == 0x20 { first += 1 }
            if first < bytes.count, bytes[first] == 0x22 { return readQuoted(from: first, &report) }
        }
        at = endOfPlain(from: start)
        return trim(start, at)
    }

    private mutating func readQuoted(from quote: Int, _ report: inout FileReport) -> Cell {
        var at = quote + 1
        defer { self.at = at }
        var isEscaped = false
        while true {
            at = nextQuote(from: at)
            guard at + 1 < bytes.count, bytes[at + 1] == 0x22 else { break }
            isEscaped = true
            at += 2
        }
        let cell = Cell(start: quote + 1, end: at, isEscaped: isEscaped)
        guard at < bytes.count else {
            isBroken = true
            report.add(
                "S120", at: Span(quote, quote + 1),
                Wording(
                    vi: "dấu ngoặc kép mở ở đây không được đóng", en: "the quotation mark opened here is never closed"),
                help: Wording(
                    vi: "đóng dấu ngoặc kép; dấu ngoặc kép nằm trong ô thì viết hai lần (\"\")",
                    en: "close it; a quotation mark within a cell is written twice (\"\")"))
            return cell
        }
        at += 1
        let after = at
        at = endOfPlain(from: at)
        if !trim(after, at).isEmpty {
            report.add(
                "S121", at: trim(after, at).span,
                Wording(vi: "có chữ sau dấu ngoặc kép đóng", en: "there is text after the closing quotation mark"),
                help: Wording(
                    vi: "đặt cả ô trong ngoặc kép; dấu ngoặc kép nằm trong ô thì viết hai lần (\"\")",
                    en: "put the whole cell in quotation marks; one within a cell is written twice (\"\")"))
        }
        return cell
    }

    /// Where the next quotation mark stands, or the end.
    private func nextQuote(from start: Int) -> Int {
        guard let first = bytes.baseAddress, start < bytes.count,
            let found = memchr(first + start, 0x22, bytes.count - start)
        else { return bytes.count }
        return UnsafeRawPointer(found) - UnsafeRawPointer(first)
    }

    /// Sixteen bytes a step, for this looks at every byte of a file.
    @inline(__always)
    private func endOfPlain(from start: Int) -> Int {
        let raw = UnsafeRawBufferPointer(bytes)
        var at = start
        while at + 16 <= raw.count {
            let text = raw.loadUnaligned(fromByteOffset: at, as: SIMD16<UInt8>.self)
            if let first = ((text .== separator) .| (text .== 0x0A) .| (text .== 0x0D)).first { return at + first }
            at += 16
        }
        while at < bytes.count, bytes[at] != separator, !isLineEnd(bytes[at]) { at += 1 }
        return at
    }

    @inline(__always)
    private func trim(_ start: Int, _ end: Int) -> Cell {
        var (start, end) = (start, end)
        while start < end, isBlank(bytes[start]) { start += 1 }
        while end > start, isBlank(bytes[end - 1]) { end -= 1 }
        return Cell(start: start, end: end, isEscaped: false)
    }

    private func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

    /// The one of `,`, `;` and tab that the header has most of, outside quotation marks.
    private static func separator(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> UInt8 {
        var counts: [(UInt8, Int)] = [(0x2C, 0), (0x3B, 0), (0x09, 0)]
        var isQuoted = false
        // After a row stands its line's end, which is not the row that is asked about.
        for byte in bytes[start...].drop(while: { $0 == 0x0A || $0 == 0x0D }) {
            if byte == 0x22 { isQuoted.toggle() }
            if isQuoted { continue }
            if byte == 0x0A || byte == 0x0D { break }
            for i in counts.indices where counts[i].0 == byte { counts[i].1 += 1 }
        }
        return counts.reduce(counts[0]) { $1.1 > $0.1 ? $1 : $0 }.0
    }
}
