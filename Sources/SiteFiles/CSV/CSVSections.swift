import Programmes

/// The rows of a CSV that only name what the rows after them are about, as plans print them: "I", "II", "A".
///
/// Where the numbers begin anew below each, a task's id is that of its section before its own: I.1, II.1.
struct CSVSections {
    enum Place {
        /// The row is a section's own.
        case heading
        case none
        /// Below the section of this id, which its tasks' ids begin with.
        case within([UInt8])
    }

    /// By the number of the row, from 1.
    private var headings: [(row: Int, id: [UInt8])] = []
    private var beginsAnew = false
    /// Of the headings, which comes next.
    private var next = 0

    /// - Parameters:
    ///   - scanner: after the header.
    ///   - id: the column of the ids.
    ///   - meant: which columns say something of a task.
    /// - Returns: nil where the table does not begin with a section.
    init?(_ scanner: CSVScanner, id: Int, meant: [Bool]) {
        var scanner = scanner
        var cells = ScratchBuffer<CSVScanner.Cell>()
        var unheard = FileReport(path: "")
        var row = 0
        var seen: Set<Int> = []
        var isRepeated = false
        while scanner.readRow(&cells, &unheard), !scanner.isBroken {
            let elements = cells.elements
            guard elements.contains(where: { !$0.isEmpty }) else { continue }
            row += 1
            guard id < elements.count else {
                if row == 1 { return nil }
                continue
            }
            let cell = elements[id]
            let text = scanner.bytes[cell.start..<cell.end]
            if Self.isMark(text) {
                let filled = elements.indices.count { $0 < meant.count && meant[$0] && !elements[$0].isEmpty }
                if filled != 2, row == 1 { return nil }
                if filled == 2 { headings.append((row, Array(text.last == 0x2E ? text.dropLast() : text))) }
            } else if row == 1 {
                return nil
            } else if !isRepeated, let number = Self.number(text) {
                isRepeated = !seen.insert(number).inserted
            }
        }
        if headings.isEmpty { return nil }
        beginsAnew = isRepeated
    }

    /// To be asked row by row.
    mutating func place(ofRow row: Int) -> Place {
        if next < headings.count, headings[next].row == row {
            next += 1
            return .heading
        }
        return beginsAnew && next > 0 ? .within(headings[next - 1].id) : .none
    }

    /// A roman number, or a letter.
    private static func isMark(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        let mark = text.last == 0x2E ? text.dropLast() : text
        guard 1...6 ~= mark.count else { return false }
        return mark.allSatisfy { "IVX".utf8.contains($0) }
            || mark.count == 1 && "ABCDEGH".utf8.contains(mark[mark.startIndex])
    }

    private static func number(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
        guard 1...4 ~= text.count else { return nil }
        return text.reduce(0) { sum, byte in sum.flatMap { 0x30...0x39 ~= byte ? $0 * 10 + Int(byte) - 0x30 : nil } }
    }
}
