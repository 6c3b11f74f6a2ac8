internal import Bytes
internal import Dates
internal import Foundation
internal import GRDB
internal import Glibc
internal import Planning

/// What the ledger's rows mean up to one of them, in a form that is read without reading the rows: a start after years
/// has less to do.
///
/// Safe to delete, and never trusted by itself: it counts only where its digest is right, where this version of the
/// program wrote it about this ledger, and where the ledger's row of its number has its hash. All else is as if it were
/// not there. What it says is held against the rows where somebody has the time to (``Ledger/examine(in:)``).
///
/// ```
/// "dondoc checkpoint" format:u32 the snapshot's format:u32 the ledger's name:text number:i64 hash:text
/// the texts of the reports, the reports, the snapshot; xxh64 of all before:u64
/// ```
struct Checkpoint {
    /// Of the last row it tells of.
    let number: Int64
    let rowHash: [UInt8]
    /// Without what comes after.
    let snapshot: LedgerSnapshot

    private static let format: UInt32 = 1
    private static let magic = Array("dondoc checkpoint".utf8)
    /// Far above what a ledger comes to mean.
    private static let largest = 1 << 31

    static func path(in folder: String) -> String { folder + "/cache/ledger" }

    /// Nil where there is none that counts.
    init?(in folder: String, _ db: Database) throws {
        // A ledger of an early version has no name.
        guard try db.tableExists("site"), let siteName = try String.fetchOne(db, sql: "SELECT name FROM site"),
            let bytes = readFile(Checkpoint.path(in: folder), atMost: Checkpoint.largest),
            let read = bytes.withUnsafeBytes({ Checkpoint(reading: $0, siteName: siteName) }),
            try stands(read, db)
        else { return nil }
        self = read
    }

    init?(reading bytes: UnsafeRawBufferPointer, siteName: String) {
        guard bytes.count >= Checkpoint.magic.count + 8, bytes.starts(with: Checkpoint.magic) else { return nil }
        let body = UnsafeRawBufferPointer(rebasing: bytes[..<(bytes.count - 8)])
        let sum = bytes.loadUnaligned(fromByteOffset: body.count, as: UInt64.self)
        guard UInt64(littleEndian: sum) == xxHash64(body) else { return nil }
        var reader = CacheReader(UnsafeRawBufferPointer(rebasing: body[Checkpoint.magic.count...]))
        guard reader.number(UInt32.self) == Checkpoint.format, reader.number(UInt32.self) == LedgerSnapshot.format,
            reader.string() == siteName
        else { return nil }
        (number, rowHash) = (reader.number(Int64.self), [UInt8](reader.text()))
        let reports = Checkpoint.readReports(&reader)
        snapshot = LedgerSnapshot(reading: &reader, reports: reports)
        guard reader.isAtEnd, number > 0 else { return nil }
    }

    /// As it would be written.
    static func bytes(
        of snapshot: LedgerSnapshot, siteName: String, number: Int64, rowHash: [UInt8]
    ) -> [UInt8] {
        var writer = CacheWriter()
        writer.raw(magic)
        writer.number(format)
        writer.number(LedgerSnapshot.format)
        writer.text(siteName)
        writer.number(number)
        writer.text(rowHash)
        write(snapshot.reports, to: &writer)
        snapshot.encode(to: &writer)
        writer.number(writer.bytes.withUnsafeBytes { xxHash64($0) })
        return writer.bytes
    }

    /// The columns of their rows, of which each text is there once.
    private static func write(_ reports: [Report], to writer: inout CacheWriter) {
        var texts: [String] = []
        var numbers: [String: UInt32] = [:]
        var rows = CacheWriter()
        for column in reports.lazy.flatMap({ encode($0) }) {
            switch column {
            case .null: rows.number(UInt8(0))
            case .integer(let value):
                rows.number(UInt8(1))
                rows.number(value)
            case .text(let text):
                if numbers[text] == nil {
                    numbers[text] = UInt32(texts.count)
                    texts.append(text)
                }
                rows.number(UInt8(2))
                rows.number(numbers[text] ?? 0)
            }
        }
        writer.list(texts) { $0.text($1) }
        writer.number(UInt32(Table.reports.columns.count))
        writer.number(UInt32(reports.count))
        writer.raw(rows.bytes)
    }

    private static func readReports(_ reader: inout CacheReader) -> [Report] {
        let texts = reader.list { $0.string() }
        let width = Int(reader.number(UInt32.self))
        let count = Int(reader.number(UInt32.self))
        guard width == Table.reports.columns.count else {
            reader.refuse()
            return []
        }
        var reports: [Report] = []
        var columns = [Column](repeating: .null, count: width)
        for _ in 0..<count where !reader.isBroken {
            for i in 0..<width {
                switch reader.number(UInt8.self) {
                case 0: columns[i] = .null
                case 1: columns[i] = .integer(reader.number(Int64.self))
                default:
                    let text = reader.index(below: texts.count)
                    columns[i] = texts.indices.contains(text) ? .text(texts[text]) : .null
                }
            }
            guard case .report(let report)? = decode(.reports, columns, messageID: { _ in nil }) else {
                reader.refuse()
                return []
            }
            reports.append(report)
        }
        return reports
    }

    /// - Returns: whether it is there: where it cannot be written there is none, and the next start reads the rows.
    static func write(_ bytes: [UInt8], in folder: String) -> Bool {
        let path = path(in: folder)
        let temporary = path + ".tmp"
        mkdir(parent(of: path), 0o750)
        unlink(temporary)
        let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o640)
        guard file >= 0 else { return false }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress! + written, $0.count - written) }
            if count < 0, errno != EINTR { break }
            written += max(0, count)
        }
        close(file)
        // Not synced: what a power cut leaves of it is found out by its digest.
        if written == bytes.count, rename(temporary, path) == 0 { return true }
        unlink(temporary)
        return false
    }

    static func remove(in folder: String) { unlink(path(in: folder)) }
}

/// The ledger has the row that a checkpoint was made at.
private func stands(_ checkpoint: Checkpoint, _ db: Database) throws -> Bool {
    try hash(db, ofRow: checkpoint.number) == checkpoint.rowHash
}

/// - Returns: nil where it cannot be read whole, or is no plain file.
private func readFile(_ path: String, atMost limit: Int) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var info = stat()
    guard fstat(file, &info) == 0, info.st_mode & S_IFMT == S_IFREG, info.st_size <= limit else { return nil }
    let size = Int(info.st_size)
    var count = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
        while count < size {
            let got = pread(file, buffer.baseAddress! + count, size - count, off_t(count))
            if got < 0, errno == EINTR { continue }
            guard got > 0 else { break }
            count += got
        }
        filled = count
    }
    return count == size ? bytes : nil
}
