internal import Glibc

struct FileFailure: Error, Hashable { let errno: Int32 }

/// A descriptor that is closed with its last reference. It is used in methods alone: within one the file stays open.
class OpenFile {
    final let number: Int32

    init(_ number: Int32) { self.number = number }

    deinit { close(number) }

    /// At most so many bytes from its beginning; wherever it stands, it stays there.
    final func prefix(_ count: Int) -> [UInt8] {
        var status = stat()
        // Many are short: no more is asked for than is there.
        let length = fstat(number, &status) == 0 ? min(count, Int(status.st_size)) : 0
        return Array(unsafeUninitializedCapacity: length) { bytes, read in
            read = max(0, pread(number, bytes.baseAddress, length, 0))
        }
    }

    /// - Returns: whether all of it was written.
    final func write(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { Glibc.write(number, $0.baseAddress, $0.count) == $0.count }
    }

    final var isRegular: Bool {
        var status = stat()
        return fstat(number, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// - Returns: false where another process holds it.
    final func lock() -> Bool { flock(number, LOCK_EX | LOCK_NB) == 0 }
}

/// A folder held open, never reached through a link.
final class Folder: OpenFile {
    init(path: String) throws(FileFailure) {
        super.init(try Folder.open(AT_FDCWD, path))
    }

    private override init(_ number: Int32) { super.init(number) }

    private static func open(_ above: Int32, _ name: String) throws(FileFailure) -> Int32 {
        let number = openat(above, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard number >= 0 else { throw FileFailure(errno: errno) }
        return number
    }

    func folder(_ name: String) throws(FileFailure) -> Folder { Folder(try Folder.open(number, name)) }

    /// A folder in it, made where it is not there. Mode 0750.
    func made(_ name: String) throws(FileFailure) -> Folder {
        if mkdirat(number, name, 0o750) != 0, errno != EEXIST { throw FileFailure(errno: errno) }
        return try folder(name)
    }

    /// Mode 0640 where it is made.
    func file(_ name: String, _ flags: Int32) throws(FileFailure) -> OpenFile {
        let file = openat(number, name, flags | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0o640)
        guard file >= 0 else { throw FileFailure(errno: errno) }
        return OpenFile(file)
    }

    func remove(_ name: String) { unlinkat(number, name, 0) }

    /// - Returns: false where there is no such file any more.
    func move(_ name: String, to other: Folder, as newName: String) throws(FileFailure) -> Bool {
        if renameat(number, name, other.number, newName) == 0 { return true }
        if errno == ENOENT { return false }
        throw FileFailure(errno: errno)
    }

    /// What was renamed into it or out of it is on the disk when it returns.
    func sync() throws(FileFailure) {
        guard fsync(number) == 0 else { throw FileFailure(errno: errno) }
    }

    /// In order, as bytes; without `.` and `..`.
    func names() throws(FileFailure) -> [String] {
        // A descriptor of its own: reading moves its offset, and closedir closes it.
        let own = openat(number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard own >= 0 else { throw FileFailure(errno: errno) }
        guard let stream = fdopendir(own) else {
            let code = errno
            close(own)
            throw FileFailure(errno: code)
        }
        defer { closedir(stream) }
        var names: [String] = []
        errno = 0
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        guard errno == 0 else { throw FileFailure(errno: errno) }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
