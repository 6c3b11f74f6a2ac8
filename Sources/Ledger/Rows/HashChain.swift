/// A value of a column, as SQLite's STRICT tables hold it.
enum ColumnValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case text(String)

    init(_ number: (some BinaryInteger)?) { self = number.map { .integer(Int64($0)) } ?? .null }
    /// SQLite's texts end at a NUL: it is replaced.
    init(_ text: String?) {
        guard let text else {
            self = .null
            return
        }
        let hasNUL = text.utf8.withContiguousStorageIfAvailable { $0.contains(0) } ?? text.utf8.contains(0)
        self = .text(hasNUL ? String(text.unicodeScalars.map { $0 == "\0" ? "\u{FFFD}" : Character($0) }) : text)
    }
}

/// The chain of hashes over the rows of all tables, in the order of their numbers.
///
/// A row's hash is SHA-256 over the hash before it (32 bytes; zeros before the first row), the table's tag (one byte),
/// the row's number and its columns, but for those at the end that a later version added and that hold nothing
/// (``LedgerTable/originalCount``). A number is eight bytes, little-endian; a column is 0 for NULL, 1 and a number,
/// or 2, the length as a number and the UTF-8 bytes.
struct HashChain {
    private(set) var number: Int64
    private(set) var hash: [UInt8]
    /// What the last hash is of.
    private var bytes: [UInt8] = []

    static let zero = [UInt8](repeating: 0, count: 32)

    init(number: Int64 = 0, hash: [UInt8] = HashChain.zero) {
        self.number = number
        self.hash = hash
        bytes.reserveCapacity(1024)
    }

    /// Moves on to the next row.
    mutating func append(_ table: LedgerTable, _ columns: [ColumnValue]) {
        number += 1
        hash = following(hash, table, number, columns)
    }

    mutating func following(_ previous: [UInt8], _ table: LedgerTable, _ number: Int64, _ columns: [ColumnValue])
        -> [UInt8]
    {
        bytes.removeAll(keepingCapacity: true)
        bytes.append(contentsOf: previous)
        bytes.append(table.tag)
        append(number)
        for column in columns.prefix(table.hashedCount(columns)) {
            switch column {
            case .null: bytes.append(0)
            case .integer(let value):
                bytes.append(1)
                append(value)
            case .text(let text):
                bytes.append(2)
                append(Int64(text.utf8.count))
                bytes.append(contentsOf: text.utf8)
            }
        }
        return SHA256.hash(bytes)
    }

    /// The columns of the row last appended, as they were hashed.
    func withEncodedColumns<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        try bytes.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0.dropFirst(HashChain.headCount))) }
    }

    /// The hash before, the tag and the number.
    private static let headCount = 32 + 1 + 8

    private mutating func append(_ value: Int64) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }
}

extension LedgerTable {
    /// How many of a row's columns its hash covers.
    fileprivate func hashedCount(_ columns: [ColumnValue]) -> Int {
        var count = columns.count
        while count > originalCount, columns[count - 1] == .null { count -= 1 }
        return count
    }
}
