/// A record of a table or an index, as it lies in a page.
struct StoredRecord {
    enum Value: Hashable {
        case null
        case integer(Int64)
        case text(String)
        case blob([UInt8])
        /// A floating-point number: the ledger has none.
        case other
    }

    /// Of a table's row; nil in an index.
    var rowID: Int64?
    var values: [Value]
}

/// Reads the records of a page, those that can be read.
/// - Parameters:
///   - isFirst: the page begins with the file's head.
///   - overflow: the bytes of another page.
func readRecords(
    _ page: [UInt8], isFirst: Bool, overflow: (Int) throws(LedgerError) -> [UInt8]?, _ visit: (StoredRecord) -> Void
) throws(LedgerError) {
    let start = isFirst ? 100 : 0
    let kinds: [PageKind] =
        switch page[start] {
        case 13: [.tableLeaf]
        case 10: [.indexLeaf]
        case 2: [.indexInterior]
        case 5: []
        // What it was is lost; a cell that does not read like a row is dropped later.
        default: page.contains { $0 != 0 } ? [.tableLeaf, .indexLeaf] : []
        }
    for kind in kinds {
        let cells = PageCells(page: page, start: start, kind: kind)
        for pointer in cells.pointers {
            guard let record = try cells.record(at: pointer, overflow: overflow) else { continue }
            visit(record)
        }
    }
}

private enum PageKind { case tableLeaf, indexLeaf, indexInterior }

private struct PageCells {
    let page: [UInt8]
    let start: Int
    let kind: PageKind

    /// No text of a ledger is longer.
    private static let longestPayload = 16 << 20

    var pointers: [Int] {
        let head = start + (kind == .indexInterior ? 12 : 8)
        let count = Int(page[start + 3]) << 8 | Int(page[start + 4])
        return (0..<count).map { head + $0 * 2 }.prefix { $0 + 1 < page.count }.map {
            Int(page[$0]) << 8 | Int(page[$0 + 1])
        }
    }

    func record(at pointer: Int, overflow: (Int) throws(LedgerError) -> [UInt8]?) throws(LedgerError) -> StoredRecord? {
        guard pointer >= start + 8 else { return nil }
        var reader = ByteReader(page, at: pointer + (kind == .indexInterior ? 4 : 0))
        guard let size = reader.varint(), size > 0, size <= PageCells.longestPayload else { return nil }
        var rowID: Int64?
        if kind == .tableLeaf {
            guard let number = reader.varint() else { return nil }
            rowID = number
        }
        guard let payload = try payload(Int(size), &reader, overflow), let values = readValues(payload) else {
            return nil
        }
        return StoredRecord(rowID: rowID, values: values)
    }

    private func payload(
        _ size: Int, _ reader: inout ByteReader, _ overflow: (Int) throws(LedgerError) -> [UInt8]?
    ) throws(LedgerError) -> [UInt8]? {
        let usable = page.count
        let most = kind == .tableLeaf ? usable - 35 : (usable - 12) * 64 / 255 - 23
        guard size > most else { return reader.bytes(size) }
        let least = (usable - 12) * 32 / 255 - 23
        let local = least + (size - least) % (usable - 4)
        guard var payload = reader.bytes(local <= most ? local : least), var next = reader.number(4) else { return nil }
        while payload.count < size {
            guard next != 0, let more = try overflow(Int(next)), more.count == usable else { return nil }
            var rest = ByteReader(more, at: 0)
            guard let following = rest.number(4), let bytes = rest.bytes(min(size - payload.count, usable - 4)) else {
                return nil
            }
            payload += bytes
            next = following
        }
        return payload
    }
}

/// Record format (fileformat2, 2.1): the length of the head, the serial types, the values.
private func readValues(_ payload: [UInt8]) -> [StoredRecord.Value]? {
    var head = ByteReader(payload, at: 0)
    guard let end = head.varint(), end > 0, end <= Int64(payload.count) else { return nil }
    var body = ByteReader(payload, at: Int(end))
    var values: [StoredRecord.Value] = []
    while head.position < Int(end) {
        guard let type = head.varint(), let value = body.value(ofType: type) else { return nil }
        values.append(value)
    }
    return values
}

private struct ByteReader {
    private let source: [UInt8]
    private(set) var position: Int

    init(_ source: [UInt8], at position: Int) {
        self.source = source
        self.position = position
    }

    mutating func bytes(_ count: Int) -> [UInt8]? {
        guard count >= 0, count <= source.count - position else { return nil }
        defer { position += count }
        return Array(source[position..<position + count])
    }

    /// Big-endian.
    mutating func number(_ count: Int) -> UInt64? { bytes(count)?.reduce(0) { $0 << 8 | UInt64($1) } }

    mutating func varint() -> Int64? {
        var value: UInt64 = 0
        for index in 0..<9 {
            guard position < source.count else { return nil }
            let byte = source[position]
            position += 1
            if index == 8 { return Int64(bitPattern: value << 8 | UInt64(byte)) }
            value = value << 7 | UInt64(byte & 0x7F)
            if byte & 0x80 == 0 { return Int64(bitPattern: value) }
        }
        return nil
    }

    mutating func value(ofType type: Int64) -> StoredRecord.Value? {
        switch type {
        case 0: return .null
        case 1...6:
            let width = [1, 2, 3, 4, 6, 8][Int(type) - 1]
            guard let number = number(width) else { return nil }
            let unused = UInt64(64 - width * 8)
            return .integer(Int64(bitPattern: number << unused) >> Int64(unused))
        case 7: return bytes(8).map { _ in .other }
        case 8: return .integer(0)
        case 9: return .integer(1)
        case 12...:
            let length = (type - 12) / 2
            guard length <= Int64(source.count), let bytes = bytes(Int(length)) else { return nil }
            return type % 2 == 0 ? .blob(bytes) : .text(String(decoding: bytes, as: UTF8.self))
        default: return nil
        }
    }
}
