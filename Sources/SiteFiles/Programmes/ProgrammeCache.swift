import Bytes
import Dates
import Deadlines
import Diagnostics
import Glibc
import Planning
import Programmes

/// What the files of programmes said when they were last read, in a form that is read without parsing, so that a
/// start with unchanged files has less to do.
///
/// Safe to delete, and never trusted: it counts only where its digests are right, where this very program wrote it, and
/// where it was made against the same directory, calendar and ways of reading; and of a file only where the file's bytes
/// have the same digest as those it was made from. All else is as if it were not there. Only files of which nothing is to
/// be said are in it.
///
/// ```
/// "dondoc programmes" format:u32 length of the head:u64
/// head: program:u64 surroundings:u64 count:u32 count × (path:text digest:text length:u64 xxh64:u64)
/// xxh64 of all before:u64
/// the programmes, one after the other
/// ```
///
/// A programme is read when it is asked for, on the thread that asks: all at once took eighteen MiB at 100,000 tasks, and
/// as long as a tenth of a start.
final class ProgrammeCache: Sendable {
    static let format: UInt32 = 5
    static let magic = Array("dondoc programmes".utf8)
    private static let beforeHead = magic.count + 4 + 8

    private struct Entry {
        let digest: String
        let range: Range<Int>
        let sum: UInt64
    }

    private let file: Int32
    private let entries: [String: Entry]

    /// Nil where there is none that counts.
    /// - Parameter surroundings: what the programmes are read against.
    init?(at path: String, surroundings: UInt64) {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard file >= 0 else { return nil }
        guard let entries = Self.entries(of: file, surroundings: surroundings) else {
            close(file)
            return nil
        }
        self.file = file
        self.entries = entries
    }

    deinit { close(file) }

    private static func entries(of file: Int32, surroundings: UInt64) -> [String: Entry]? {
        var info = stat()
        guard let program, fstat(file, &info) == 0, info.st_mode & S_IFMT == S_IFREG else { return nil }
        let size = Int(info.st_size)
        let length = read(file, 0..<min(size, beforeHead)) { bytes -> Int? in
            guard bytes.count == beforeHead, bytes.starts(with: magic) else { return nil }
            var reader = CacheReader(UnsafeRawBufferPointer(rebasing: bytes[magic.count...]))
            guard reader.number(UInt32.self) == format else { return nil }
            return Int(exactly: reader.number(UInt64.self))
        }
        guard let length, length <= size - beforeHead - 8 else { return nil }
        var start = beforeHead + length + 8
        return read(file, 0..<start) { bytes -> [String: Entry]? in
            let body = UnsafeRawBufferPointer(rebasing: bytes[..<(bytes.count - 8)])
            let sum = bytes.loadUnaligned(fromByteOffset: body.count, as: UInt64.self)
            guard UInt64(littleEndian: sum) == xxHash64(body) else { return nil }
            var reader = CacheReader(UnsafeRawBufferPointer(rebasing: body[beforeHead...]))
            guard reader.number(UInt64.self) == program, reader.number(UInt64.self) == surroundings else { return nil }
            var entries: [String: Entry] = [:]
            let list = reader.list {
                ($0.string(), $0.string(), Int(exactly: $0.number(UInt64.self)) ?? .max, $0.number(UInt64.self))
            }
            entries.reserveCapacity(list.count)
            for (path, digest, length, sum) in list {
                guard length <= size - start else { return nil }
                entries[path] = Entry(digest: digest, range: start..<start + length, sum: sum)
                start += length
            }
            return reader.isAtEnd && start == size ? entries : nil
        }
    }

    /// - Returns: nil also where not all of it can be read.
    private static func read<Result>(
        _ file: Int32, _ range: Range<Int>, _ body: (UnsafeRawBufferPointer) -> Result?
    ) -> Result? {
        withUnsafeTemporaryAllocation(byteCount: range.count, alignment: 16) { buffer in
            var count = 0
            while count < range.count, let base = buffer.baseAddress {
                let got = pread(file, base + count, range.count - count, off_t(range.lowerBound + count))
                if got < 0, errno == EINTR { continue }
                guard got > 0 else { return nil }
                count += got
            }
            return body(UnsafeRawBufferPointer(buffer))
        }
    }

    /// - Parameters:
    ///   - path: of the file, as shown to people.
    ///   - digest: of its bytes as they are now.
    ///   - size: of the file, in bytes.
    /// - Returns: nil where what it says is not known.
    func programme(of path: String, digest: String, size: Int, _ shared: SharedTexts) -> ReadProgramme? {
        guard let entry = entries[path], entry.digest == digest else { return nil }
        return Self.read(file, entry.range) { bytes in
            xxHash64(bytes) == entry.sum ? decodeProgramme(bytes, path: path, size: size, shared) : nil
        }
    }

    static func encode(_ files: [FileMemory], surroundings: UInt64, _ calendar: WorkCalendar) -> [UInt8]? {
        var head = CacheWriter()
        var programmes = CacheWriter()
        var ends: [(FileMemory, Int)] = []
        for memory in files {
            guard case .programme(let read) = memory.content, let programme = read.programme else { continue }
            SiteFiles.encode(read, programme, calendar, to: &programmes)
            ends.append((memory, programmes.bytes.count))
        }
        var start = 0
        head.list(ends) { head, entry in
            head.text(entry.0.file.path)
            head.text(entry.0.digest)
            head.number(UInt64(entry.1 - start))
            head.number(
                programmes.bytes.withUnsafeBytes { xxHash64(UnsafeRawBufferPointer(rebasing: $0[start..<entry.1])) })
            start = entry.1
        }
        guard let program else { return nil }
        return seal(head.bytes, program: program, surroundings: surroundings) + programmes.bytes
    }

    /// - Parameter list: of the entries.
    static func seal(_ list: [UInt8], program: UInt64, surroundings: UInt64) -> [UInt8] {
        var all = CacheWriter()
        all.raw(magic)
        all.number(format)
        all.number(UInt64(list.count + 16))
        all.number(program)
        all.number(surroundings)
        all.raw(list)
        all.number(all.bytes.withUnsafeBytes { xxHash64($0) })
        return all.bytes
    }

    /// Tells this program from another version of it, which may read files differently; nil where that cannot be told.
    static let program: UInt64? = stamp(of: "/proc/self/exe").map { stamp in
        var writer = CacheWriter()
        writer.number(stamp.device)
        writer.number(stamp.inode)
        writer.number(stamp.size)
        writer.number(stamp.modified.seconds)
        writer.number(stamp.modified.nanoseconds)
        return writer.bytes.withUnsafeBytes { xxHash64($0) }
    }

    /// A digest of what programmes are read against.
    static func digest(of site: Site, _ exceptions: [WorkCalendar.Exception]) -> UInt64 {
        var writer = CacheWriter()
        writer.list(site.bodies.bodies) { writer, body in
            writer.text(body.id)
            writer.text(body.name)
            writer.list(body.aliases) { $0.text($1) }
        }
        // Of small values whose fields may grow: written as Swift describes them.
        writer.text("\(site.settings.reading) \(site.settings.terms)")
        writer.list(exceptions) { writer, exception in
            writer.number(exception.day.number)
            writer.number(UInt8(exception.isOff ? 1 : 0))
        }
        return writer.bytes.withUnsafeBytes { xxHash64($0) }
    }
}

extension LoadedSite {
    /// Whether so many files had to be parsed that the next start would be much faster with a new cache.
    public var owesCache: Bool {
        let (all, parsed) = cacheable.reduce((0, 0)) { ($0.0 + 1, $0.1 + ($1.isCached ? 0 : 1)) }
        return parsed * 10 > all
    }

    /// Whether any had to be.
    public var mayImproveCache: Bool { cacheable.contains { !$0.isCached } }

    /// Writes the cache of programmes. Where that fails there is none, and the next start parses all files.
    /// - Parameter folder: made where it is missing.
    public mutating func writeCache(in folder: String) {
        let surroundings = ProgrammeCache.digest(of: site, exceptions)
        let files = cacheable.sorted { $0.file.path < $1.file.path }
        guard let bytes = ProgrammeCache.encode(files, surroundings: surroundings, site.calendar) else { return }
        for path in memories.keys { memories[path]?.isCached = true }
        let path = cacheFile(in: folder)
        let temporary = path + ".tmp"
        mkdir(folder, 0o750)
        unlink(temporary)
        let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o640)
        guard file >= 0 else { return }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress! + written, $0.count - written) }
            if count < 0, errno != EINTR { break }
            written += max(0, count)
        }
        close(file)
        // Not synced: what a power cut leaves of it is found out by its digest.
        if written == bytes.count { rename(temporary, path) } else { unlink(temporary) }
    }

    private var cacheable: some Sequence<FileMemory> {
        memories.values.lazy.filter {
            $0.file.kind == .programme && $0.content != nil && $0.generation == generation && $0.report.count == 0
        }
    }
}

func cacheFile(in folder: String) -> String { folder + "/programmes" }
