internal import Bytes
internal import Foundation
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
/// the snapshot; xxh64 of all before:u64
/// ```
struct Checkpoint {
    /// Of the last row it tells of.
    let number: Int64
    let rowHash: [UInt8]
    /// Without what comes after.
    let snapshot: LedgerSnapshot

    private static let format: UInt32 = 2
    private static let magic = Array("dondoc checkpoint".utf8)
    /// Far above what a ledger comes to mean.
    private static let largest = 1 << 31

    static func path(in folder: String) -> String { folder + "/cache/ledger" }

    /// Nil where there is none that counts.
    /// - Parameter hash: of the ledger's row of a number; nil: there is none.
    init?(in folder: String, siteName: String, _ hash: (Int64) throws -> [UInt8]?) rethrows {
        guard let bytes = readFile(Checkpoint.path(in: folder), atMost: Checkpoint.largest),
            let read = Checkpoint(reading: bytes, siteName: siteName), try hash(read.number) == read.rowHash
        else { return nil }
        self = read
    }

    init?(reading bytes: [UInt8], siteName: String) {
        let start = bytes.withUnsafeBytes { bytes -> (place: Int, number: Int64, rowHash: [UInt8])? in
            guard bytes.count >= Checkpoint.magic.count + 8, bytes.starts(with: Checkpoint.magic) else { return nil }
            let body = UnsafeRawBufferPointer(rebasing: bytes[..<(bytes.count - 8)])
            let sum = bytes.loadUnaligned(fromByteOffset: body.count, as: UInt64.self)
            guard UInt64(littleEndian: sum) == xxHash64(body) else { return nil }
            var reader = CacheReader(UnsafeRawBufferPointer(rebasing: body[Checkpoint.magic.count...]))
            guard reader.number(UInt32.self) == Checkpoint.format, reader.number(UInt32.self) == LedgerSnapshot.format,
                reader.string() == siteName
            else { return nil }
            let (number, rowHash) = (reader.number(Int64.self), [UInt8](reader.text()))
            return reader.isBroken ? nil : (Checkpoint.magic.count + reader.position, number, rowHash)
        }
        guard let start, start.number > 0,
            let snapshot = LedgerSnapshot(reading: bytes[start.place..<bytes.count - 8])
        else { return nil }
        (number, rowHash, self.snapshot) = (start.number, start.rowHash, snapshot)
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
        snapshot.encode(to: &writer)
        writer.number(writer.bytes.withUnsafeBytes { xxHash64($0) })
        return writer.bytes
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

extension Checkpoint {
    /// What rows mean after what those before them mean; nil: some of them cannot be read.
    typealias Reading = (_ known: LedgerSnapshot, _ numbers: ClosedRange<Int64>) throws -> LedgerSnapshot?

    /// Whether the next start would be faster for another: so many rows are read again.
    static func isOwed(at last: Int64, after checkpointed: Int64) -> Bool {
        last - checkpointed > max(10_000, last / 200)
    }

    /// Writes one of all rows.
    /// - Parameter known: the last one.
    /// - Returns: the last row that it tells of; nil: none was written.
    static func write(
        after known: Checkpoint?, upTo end: (number: Int64, hash: [UInt8]), siteName: String, in folder: String,
        _ read: Reading
    ) rethrows -> Int64? {
        let first = (known?.number ?? 0) + 1
        guard first <= end.number else { return known?.number }
        guard let snapshot = try read(known?.snapshot ?? LedgerSnapshot(), first...end.number) else { return nil }
        let bytes = bytes(of: snapshot, siteName: siteName, number: end.number, rowHash: end.hash)
        // What could not be read whole would be missed by the next start.
        guard Checkpoint(reading: bytes, siteName: siteName)?.snapshot.isWhole ?? false else { return nil }
        return write(bytes, in: folder) ? end.number : nil
    }

    /// Whether the rows up to its own mean what it says.
    func holds(_ read: Reading) rethrows -> Bool {
        func bytes(_ snapshot: LedgerSnapshot) -> [UInt8] {
            Checkpoint.bytes(of: snapshot, siteName: "", number: number, rowHash: rowHash)
        }
        return try read(LedgerSnapshot(), 1...number).map(bytes) == bytes(snapshot)
    }
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
