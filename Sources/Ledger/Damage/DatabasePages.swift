internal import Glibc

/// The pages of a database's file and of its write-ahead log as bytes, read without SQLite: neither a missing end, nor a
/// garbled page, nor a damaged schema stands in the way of the rest.
///
/// https://www.sqlite.org/fileformat2.html
struct DatabasePages {
    let pageSize: Int
    private let file: Descriptor
    private let log: Descriptor?
    private let count: Int
    /// Page numbers and where their images begin in the log, in order: those of committed transactions.
    private let frames: [(page: Int, offset: Int)]

    /// A descriptor that is closed with its last reference.
    private final class Descriptor {
        let number: CInt

        init(_ number: CInt) { self.number = number }

        deinit { Glibc.close(number) }
    }

    private static let defaultPageSize = 4096

    /// - Throws: where the device fails: that is no damage.
    init(of path: String) throws(LedgerError) {
        file = try Self.open(path)
        log = access(path + "-wal", F_OK) == 0 ? try Self.open(path + "-wal") : nil
        let head = try Self.read(file, at: 0, 100, path) ?? []
        let isDatabase = head.starts(with: "SQLite format 3\0".utf8)
        let size = isDatabase ? Int(head[16]) << 8 | Int(head[17]) : 0
        let isSize = size >= 512 && size & (size - 1) == 0
        pageSize = size == 1 ? 65536 : isSize ? size : Self.defaultPageSize
        var status = stat()
        guard fstat(file.number, &status) == 0 else { throw LedgerError(errno: errno, path: path) }
        count = (Int(status.st_size) + pageSize - 1) / pageSize
        if let log { frames = try Self.committedFrames(log, pageSize, path) } else { frames = [] }
    }

    private static func open(_ path: String) throws(LedgerError) -> Descriptor {
        let number = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard number >= 0 else { throw LedgerError(errno: errno, path: path) }
        return Descriptor(number)
    }

    /// - Returns: nil behind the end; what a file that was cut lacks is zeros.
    private static func read(
        _ file: Descriptor, at offset: Int, _ count: Int, _ path: String
    ) throws(LedgerError) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var done = 0
        while done < count {
            let got = bytes.withUnsafeMutableBytes {
                pread(file.number, $0.baseAddress! + done, count - done, offset + done)
            }
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { throw LedgerError(errno: errno, path: path) }
            if got == 0 { break }
            done += got
        }
        return done == 0 ? nil : bytes
    }

    /// A frame belongs to the log where it has the log's salts, and counts up to the last frame that ends a transaction. A
    /// garbled page in between takes nothing from the frames behind it.
    private static func committedFrames(
        _ log: Descriptor, _ pageSize: Int, _ path: String
    ) throws(LedgerError) -> [(page: Int, offset: Int)] {
        guard let head = try read(log, at: 0, 32, path) else { return [] }
        let salts = head[16..<24]
        var frames: [(page: Int, offset: Int)] = []
        var committed = 0
        var offset = 32
        while let frame = try read(log, at: offset, 24, path), frame[8..<16] == salts {
            func number(_ at: Int) -> Int { (at..<at + 4).reduce(0) { $0 << 8 | Int(frame[$1]) } }
            frames.append((number(0), offset + 24))
            if number(4) != 0 { committed = frames.count }
            offset += 24 + pageSize
        }
        return Array(frames.prefix(committed))
    }

    /// Visits every image of every page: the file's first, then the log's in the order they were written.
    func forEach(
        _ path: String, _ visit: (_ page: Int, _ bytes: [UInt8]) throws(LedgerError) -> Void
    ) throws(LedgerError) {
        for index in 0..<count {
            if let bytes = try Self.read(file, at: index * pageSize, pageSize, path) { try visit(index + 1, bytes) }
        }
        guard let log else { return }
        for frame in frames {
            if let bytes = try Self.read(log, at: frame.offset, pageSize, path) { try visit(frame.page, bytes) }
        }
    }

    /// The last image of a page.
    func page(_ number: Int, _ path: String) throws(LedgerError) -> [UInt8]? {
        if let log, let frame = frames.last(where: { $0.page == number }) {
            return try Self.read(log, at: frame.offset, pageSize, path)
        }
        return number < 1 || number > count ? nil : try Self.read(file, at: (number - 1) * pageSize, pageSize, path)
    }
}
