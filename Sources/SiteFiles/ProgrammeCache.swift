import Dates
import Deadlines
import Diagnostics
import Glibc
import Planning
import Programmes

/// What the files of programmes said when they were last read, in a form that is read without parsing, so that a
/// start with unchanged files has less to do.
///
/// Safe to delete, and never trusted: it counts only where the digest over the whole of it is right, where this very
/// program wrote it, and where it was made against the same directory, calendar and ways of reading; and of a file only
/// where the file's bytes have the same digest as those it was made from. All else is as if it were not there. Only files
/// of which nothing is to be said are in it.
///
/// ```
/// "dondoc programmes" format:u32 program:u64 surroundings:u64 count:u32
/// count × (path:text digest:text length:u32)
/// the programmes, one after the other
/// xxh64 of all before:u64
/// ```
struct ProgrammeCache: Sendable {
    static let format: UInt32 = 3
    private static let magic = Array("dondoc programmes".utf8)

    private struct Entry {
        let digest: String
        let range: Range<Int>
    }

    private let bytes: [UInt8]
    private let entries: [String: Entry]

    /// Nil where there is none that counts.
    /// - Parameter surroundings: what the programmes are read against.
    init?(at path: String, surroundings: UInt64) {
        guard case .success(let contents) = readFile(path, atMost: 1 << 30) else { return nil }
        self.init(contents.bytes, surroundings: surroundings)
    }

    init?(_ bytes: [UInt8], surroundings: UInt64) {
        guard let program = Self.program else { return nil }
        let size = bytes.count - 8
        let entries = bytes.withUnsafeBytes { bytes -> [String: Entry]? in
            guard size > 0 else { return nil }
            let body = UnsafeRawBufferPointer(rebasing: bytes[..<size])
            let sum = bytes.loadUnaligned(fromByteOffset: size, as: UInt64.self)
            guard body.starts(with: Self.magic), UInt64(littleEndian: sum) == xxHash64(body) else { return nil }
            var reader = CacheReader(UnsafeRawBufferPointer(rebasing: body[Self.magic.count...]))
            guard reader.number(UInt32.self) == Self.format, reader.number(UInt64.self) == program,
                reader.number(UInt64.self) == surroundings
            else { return nil }
            let list = reader.list { ($0.string(), $0.string(), Int($0.number(UInt32.self))) }
            var end = size
            var entries: [String: Entry] = [:]
            entries.reserveCapacity(list.count)
            // From the last to the first, so that where the list ends need not be known.
            for (path, digest, length) in list.reversed() {
                guard length <= end else { return nil }
                entries[path] = Entry(digest: digest, range: end - length..<end)
                end -= length
            }
            return reader.isBroken ? nil : entries
        }
        guard let entries else { return nil }
        self.bytes = bytes
        self.entries = entries
    }

    /// - Parameters:
    ///   - file: its path as shown to people.
    ///   - digest: of its bytes as they are now.
    ///   - size: of the file, in bytes.
    /// - Returns: nil where what it says is not known.
    func programme(of file: String, digest: String, size: Int, _ shared: SharedTexts) -> ReadProgramme? {
        guard let entry = entries[file], entry.digest == digest else { return nil }
        return bytes.withUnsafeBytes {
            decodeProgramme(UnsafeRawBufferPointer(rebasing: $0[entry.range]), path: file, size: size, shared)
        }
    }

    static func encode(_ files: [FileMemory], surroundings: UInt64, _ calendar: WorkCalendar) -> [UInt8]? {
        guard let program else { return nil }
        var head = CacheWriter()
        head.number(format)
        head.number(program)
        head.number(surroundings)
        var programmes = CacheWriter()
        var lengths: [(FileMemory, Int)] = []
        for memory in files {
            guard case .programme(let read) = memory.content, let programme = read.programme else { continue }
            let start = programmes.bytes.count
            SiteFiles.encode(read, programme, calendar, to: &programmes)
            lengths.append((memory, programmes.bytes.count - start))
        }
        head.list(lengths) { head, entry in
            head.text(entry.0.file.path)
            head.text(entry.0.digest)
            head.number(UInt32(clamping: entry.1))
        }
        var all = CacheWriter()
        all.raw(magic)
        all.raw(head.bytes)
        all.raw(programmes.bytes)
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
