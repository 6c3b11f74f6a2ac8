/// Walks the rows in the order of their numbers and finds where the chain of hashes breaks.
struct ChainCheck {
    private struct Row {
        var table: LedgerTable
        var number: Int64
        var columns: [ColumnValue]
        var hash: [UInt8]
    }

    /// A number whose row is missing or does not follow from the row before it.
    private struct Break {
        var number: Int64
        /// The stored hash of the row before; nil where that is gone too.
        var previous: [UInt8]?
        var row: Row?
    }

    /// More broken rows than these are not looked into for where they came from.
    private static let tracedRows = 500

    /// The number and hash of the last row, as kept beside the rows.
    private let head: (number: Int64, hash: [UInt8])
    private var chain = HashChain()
    private var count: Int64 = 0
    /// Of the row last read.
    private var number: Int64 = 0
    /// Its stored hash; nil after a gap, when nothing can be said of the next row.
    private var previous: [UInt8]? = HashChain.zero
    private var last: [UInt8] = HashChain.zero
    private var breaks: [Break] = []
    private var faults: [ChainVerdict.Fault] = []
    /// The hash before the row last read, to compare a second one of the same number.
    private var before: [UInt8]? = HashChain.zero

    init(head: (number: Int64, hash: [UInt8])) { self.head = head }

    mutating func read(_ table: LedgerTable, _ number: Int64, _ columns: [ColumnValue], _ hash: [UInt8]) {
        count += 1
        let row = Row(table: table, number: number, columns: columns, hash: hash)
        guard number <= head.number, number >= 1 else {
            faults.append(.inserted(number: number))
            return
        }
        guard number != self.number else {
            readSecond(row)
            return
        }
        if number > self.number + 1 {
            faults.append(.removed((self.number + 1)...(number - 1)))
            if number == self.number + 2 {
                breaks.append(Break(number: number - 1, previous: previous, row: nil))
            }
            previous = nil
        }
        if let previous, !follows(row, previous, at: number) {
            breaks.append(Break(number: number, previous: previous, row: row))
        }
        self.number = number
        before = previous
        previous = hash
        last = hash
    }

    /// Two rows of one number: the one that follows from the row before it is the program's.
    private mutating func readSecond(_ row: Row) {
        faults.append(.inserted(number: row.number))
        guard let before, breaks.last?.number == number, follows(row, before, at: number)
        else { return }
        breaks.removeLast()
        previous = row.hash
        last = row.hash
    }

    private mutating func follows(_ row: Row, _ previous: [UInt8], at number: Int64) -> Bool {
        chain.following(previous, row.table, number, row.columns) == row.hash
    }

    mutating func verdict() -> ChainVerdict {
        explainBreaks()
        if head.number > number {
            faults.append(.removed((number + 1)...head.number))
        } else if head.hash != last, !faults.contains(where: { $0.number == number }) {
            faults.append(.changed(number: number))
        }
        faults.sort { $0.number < $1.number }
        return ChainVerdict(rows: count, head: SHA256.hex(last), faults: faults)
    }

    /// A row that stands at another's number is told from one that was edited: its hash follows from the row before
    /// the number it was written under. What stands after it then follows from it again.
    private mutating func explainBreaks() {
        let candidates = breaks.count <= ChainCheck.tracedRows ? breaks.compactMap(\.row) : []
        var genuine: (number: Int64, hash: [UInt8])?
        for broken in breaks {
            let previous = genuine?.number == broken.number - 1 ? genuine?.hash : broken.previous
            guard let previous else { continue }
            if let row = broken.row, follows(row, previous, at: broken.number) { continue }
            if let moved = candidates.first(where: { follows($0, previous, at: broken.number) }) {
                faults.append(.moved(number: moved.number, from: broken.number))
                genuine = (broken.number, moved.hash)
            } else if broken.row != nil {
                if !faults.contains(where: { $0.number == broken.number }) {
                    faults.append(.changed(number: broken.number))
                }
            }
        }
        // A row found to be another's is moved, not changed.
        let moved = Set(faults.compactMap { if case .moved(let number, _) = $0 { number } else { nil } })
        faults.removeAll { if case .changed(let number) = $0 { moved.contains(number) } else { false } }
    }
}
