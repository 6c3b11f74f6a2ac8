internal import Planning

/// A row of the ledger, with what is hashed of it.
struct SavedRow {
    var table: LedgerTable
    var number: Int64
    var columns: [ColumnValue]
    var hash: [UInt8]
}

/// What the pages of a ledger still say, however damaged the file is.
struct Remains {
    /// By number: what stands under it in all images of all pages, the latest last.
    private(set) var rows: [Int64: [SavedRow]] = [:]
    /// What the indexes know of rows, by number: they may outlive them.
    private(set) var identities: [Int64: NoticeIdentity] = [:]
    private(set) var names: [Int64: String] = [:]
    private(set) var requests: [(id: String, number: Int64, seal: [UInt8]?)] = []
    private(set) var deliveries: [Int64: [Int64]] = [:]
    private(set) var head: (number: Int64, hash: [UInt8])?
    private(set) var siteName: String?

    /// - Throws: where the device fails.
    init(of path: String) throws(LedgerError) {
        let pages = try DatabasePages(of: path)
        try pages.forEach(path) { number, bytes throws(LedgerError) in
            try readRecords(
                bytes, isFirst: number == 1, overflow: { page throws(LedgerError) in try pages.page(page, path) }
            ) { record in
                if let id = record.rowID { take(id, record.values) } else { take(record.values) }
            }
        }
    }

    /// A table's row: the number stands in its key, and its place among the values is NULL.
    private mutating func take(_ number: Int64, _ values: [StoredRecord.Value]) {
        guard values.count > 1, values[0] == .null else { return }
        switch (values.count, values[1], values.count > 2 ? values[2] : .null) {
        case (3, .integer(let last), .blob(let hash)) where hash.count == 32: head = (last, hash)
        case (3, .text(let name), .integer): siteName = name
        case (4, .integer, .integer):
            let numbers = values.compactMap { if case .integer(let value) = $0 { value } else { nil } }
            if numbers.count == 3 { deliveries[number] = numbers }
        case (_, .blob(let hash), _) where hash.count == 32:
            guard number > 0, let row = Remains.row(number, hash, values.dropFirst(2)) else { return }
            rows[number, default: []].append(row)
        default: break
        }
    }

    /// The table whose columns these can be; of an earlier version it had fewer.
    private static func row(_ number: Int64, _ hash: [UInt8], _ values: ArraySlice<StoredRecord.Value>) -> SavedRow? {
        var columns: [ColumnValue] = []
        for value in values {
            switch value {
            case .null: columns.append(.null)
            case .integer(let number): columns.append(.integer(number))
            case .text(let text): columns.append(.text(text))
            case .blob, .other: return nil
            }
        }
        let tables = LedgerTable.allCases.filter { $0.columns.count >= columns.count }
            .sorted { $0.columns.count < $1.columns.count }
        for table in tables {
            let all = columns + [ColumnValue](repeating: .null, count: table.columns.count - columns.count)
            if decode(table, all, messageID: { _ in "" }) != nil {
                return SavedRow(table: table, number: number, columns: all, hash: hash)
            }
        }
        return nil
    }

    /// An index's entry: its columns, then the row's number.
    private mutating func take(_ values: [StoredRecord.Value]) {
        switch values.count {
        // Of earlier versions without the due date's number, or without the generation.
        case 8, 9, 10:
            guard case .text(let programme) = values[0], case .text(let task) = values[1],
                case .text(let occurrence) = values[2], case .text(let rule) = values[3],
                case .integer(let step) = values[4], case .integer(let repeatNumber) = values[5],
                case .text(let recipient) = values[6], case .integer(let number) = values[values.count - 1]
            else { return }
            var counts = [0, 0]
            for (place, value) in values[7..<(values.count - 1)].enumerated() {
                guard case .integer(let stored) = value else { return }
                counts[place] = Int(stored)
            }
            identities[number] = NoticeIdentity(
                programme: programme, task: task, occurrence: occurrence, dueNumber: counts[0], rule: rule,
                step: Int(step), repeatNumber: Int(repeatNumber), recipient: recipient, generation: counts[1])
        case 3:
            if case .text(let id) = values[0], case .integer(let number) = values[1], case .blob(let seal) = values[2] {
                requests.append((id, number, seal))
            } else if case .text(let programme) = values[0], case .text(let task) = values[1],
                case .integer(let number) = values[2]
            {
                names[number] = programme + "/" + task
            }
        case 2:
            guard case .text(let name) = values[0], case .integer(let number) = values[1] else { return }
            names[number] = name
            requests.append((name, number, nil))
        default: break
        }
    }
}

/// Of what stands under each number the row that follows from the one before it; where none does, the last.
///
/// A notice whose identity does not follow is tried with the one that the index has, and a hash with the one that the
/// row after it follows from.
func chooseRows(_ remains: Remains) -> [SavedRow] {
    var chosen: [SavedRow] = []
    var chain = HashChain()
    /// After the row before; nil behind a gap.
    var previous: [UInt8]? = HashChain.zero
    /// What the row before should have: its own may be what is garbled.
    var computed: [UInt8]?
    var last: Int64 = 0
    func follows(_ row: SavedRow, _ previous: [UInt8]) -> Bool {
        chain.following(previous, row.table, row.number, row.columns) == row.hash
    }
    for number in remains.rows.keys.sorted() {
        guard let found = remains.rows[number], var row = found.last, number - last <= Remains.largestGap else {
            continue
        }
        if number != last + 1 { (previous, computed) = (nil, nil) }
        let repaired = remains.identities[number].map { identity in found.compactMap { $0.with(identity) } } ?? []
        if let previous, let sound = (found.reversed() + repaired).first(where: { follows($0, previous) }) {
            row = sound
            computed = nil
        } else if let hash = computed, let sound = found.last(where: { follows($0, hash) }) {
            chosen[chosen.count - 1].hash = hash
            row = sound
            computed = nil
        } else {
            computed = previous.map { chain.following($0, row.table, number, row.columns) }
        }
        chosen.append(row)
        (previous, last) = (row.hash, number)
    }
    return chosen
}

extension Remains {
    /// Rows farther from the one before them have a garbled number.
    static let largestGap: Int64 = 1 << 20
}

extension SavedRow {
    /// The same notice under another identity.
    fileprivate func with(_ identity: NoticeIdentity) -> SavedRow? {
        guard table == .notices else { return nil }
        var row = self
        let values: [(String, ColumnValue)] = [
            ("programme", ColumnValue(identity.programme)), ("task", ColumnValue(identity.task)),
            ("occurrence", ColumnValue(identity.occurrence)), ("rule", ColumnValue(identity.rule)),
            ("step", ColumnValue(identity.step)),
            ("repeat", ColumnValue(identity.repeatNumber)), ("recipient", ColumnValue(identity.recipient)),
            ("due_number", ColumnValue(identity.dueNumber == 0 ? nil : identity.dueNumber)),
        ]
        for (name, value) in values {
            guard let index = table.columns.firstIndex(of: name) else { return nil }
            row.columns[index] = value
        }
        return row
    }
}
