internal import CLinux
internal import Glibc

/// The spool on a real disk. Every folder is opened from the one above it, and no link is followed.
///
/// Confined to whoever owns it.
public final class SystemSpool: SpoolDisk {
    /// Absolute or not, without a slash at the end.
    public let path: String

    private var root: Descriptor?
    private var staging: Descriptor?
    /// Files that are written and not yet synced; beyond a few, one `syncfs` does for all.
    private var unsynced: [Descriptor] = []
    private var stagedCount = 0
    /// The folders that received something since the last sync; beyond a few, one `syncfs` does for all.
    private var received: [String: Descriptor] = [:]
    private var receivedCount = 0
    /// The folder that received last.
    private var last: (recipient: String, folder: Descriptor)?

    private static let few = 8

    /// Nothing is opened or made yet.
    public init(at path: String) {
        // "a/" would follow a link that "a" does not.
        var path = path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        self.path = path
    }

    /// Makes the folder and its `staging` where they are not there, for the owner to write and the group to read.
    public func open() throws(DeliveryError) {
        close()
        if mkdir(path, 0o750) != 0, errno != EEXIST { throw failure(path) }
        let root = try folder(AT_FDCWD, path, path)
        if mkdirat(root.number, "staging", 0o750) == 0 {
            guard fsync(root.number) == 0 else { throw failure(path) }
        } else if errno != EEXIST {
            throw failure(path + "/staging")
        }
        staging = try folder(root.number, "staging", path + "/staging")
        self.root = root
    }

    private func close() {
        (root, staging, last) = (nil, nil, nil)
        unsynced = []
        received = [:]
        (stagedCount, receivedCount) = (0, 0)
    }

    /// Written and not yet on the disk; what an earlier try left under the name is replaced.
    public func stage(_ bytes: [UInt8], as name: String) throws(DeliveryError) {
        let folder = try opened(staging)
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        var number = openat(folder.number, name, flags, 0o640)
        if number < 0, errno == EEXIST {
            // Left by an earlier try.
            guard unlinkat(folder.number, name, 0) == 0 else { throw failure(stagingPath(name)) }
            number = openat(folder.number, name, flags, 0o640)
        }
        guard number >= 0 else { throw failure(stagingPath(name)) }
        let file = Descriptor(number)
        var start = 0
        while start < bytes.count {
            let count = bytes.withUnsafeBytes { write(number, $0.baseAddress! + start, $0.count - start) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw failure(stagingPath(name)) }
            start += count
        }
        stagedCount += 1
        if stagedCount <= SystemSpool.few { unsynced.append(file) } else { unsynced = [] }
    }

    /// An fsync for each of the first eight files, and beyond them one syncfs for all.
    public func syncStaged() throws(DeliveryError) {
        defer { (unsynced, stagedCount) = ([], 0) }
        if stagedCount > SystemSpool.few {
            guard syncfs(try opened(root).number) == 0 else { throw failure(path) }
            return
        }
        for file in unsynced {
            guard fsync(file.number) == 0 else { throw failure(path + "/staging") }
        }
        if stagedCount > 0, fsync(try opened(staging).number) != 0 { throw failure(path + "/staging") }
    }

    /// In the order of their bytes; folders are passed over.
    public func staged() throws(DeliveryError) -> [String] {
        // A descriptor of its own: reading moves its offset, and closedir closes it.
        let number = openat(try opened(staging).number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard number >= 0 else { throw failure(path + "/staging") }
        guard let stream = fdopendir(number) else {
            Glibc.close(number)
            throw failure(path + "/staging")
        }
        defer { closedir(stream) }
        var names: [String] = []
        errno = 0
        while let entry = readdir(stream) {
            guard entry.pointee.d_type != DT_DIR else { continue }
            names.append(
                withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
        }
        guard errno == 0 else { throw failure(path + "/staging") }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// What is not there is removed already.
    public func removeStaged(_ name: String) throws(DeliveryError) {
        guard unlinkat(try opened(staging).number, name, 0) == 0 || errno == ENOENT else {
            throw failure(stagingPath(name))
        }
    }

    /// - Returns: false where it is staged no more, for it was published before.
    public func publish(_ name: String, to recipient: String) throws(DeliveryError) -> Bool {
        let from = try opened(staging)
        let new = try maildir(recipient)
        if renameat(from.number, name, new.number, name) == 0 { return true }
        let code = errno
        if code == ENOENT, faccessat(from.number, name, F_OK, AT_SYMLINK_NOFOLLOW) != 0, errno == ENOENT {
            return false
        }
        last = nil
        throw failure("\(path)/\(recipient)/new", code)
    }

    /// An fsync for each of the first eight folders, and beyond them one syncfs for all.
    public func syncPublished() throws(DeliveryError) {
        defer { (received, receivedCount, last) = ([:], 0, nil) }
        if receivedCount > SystemSpool.few {
            guard syncfs(try opened(root).number) == 0 else { throw failure(path) }
            return
        }
        for (recipient, folder) in received {
            guard fsync(folder.number) == 0 else { throw failure("\(path)/\(recipient)/new") }
        }
    }

    /// The recipient's `new/`.
    private func maildir(_ recipient: String) throws(DeliveryError) -> Descriptor {
        if let last, last.recipient == recipient { return last.folder }
        let root = try opened(root)
        let place = "\(path)/\(recipient)"
        guard isFolderName(recipient) else { throw .folder(path: place, detail: "id") }
        if mkdirat(root.number, recipient, 0o750) != 0, errno != EEXIST { throw failure(place) }
        let body = try folder(root.number, recipient, place)
        var isNew = false
        for name in ["tmp", "new", "cur"] {
            if mkdirat(body.number, name, 0o750) == 0 { isNew = true } else if errno != EEXIST { throw failure(place) }
        }
        if isNew {
            guard fsync(body.number) == 0, fsync(root.number) == 0 else { throw failure(place) }
        }
        let new = try folder(body.number, "new", place + "/new")
        last = (recipient, new)
        if received[recipient] == nil {
            receivedCount += 1
            if receivedCount <= SystemSpool.few { received[recipient] = new } else { received = [:] }
        }
        return new
    }

    private func folder(_ above: CInt, _ name: String, _ place: String) throws(DeliveryError) -> Descriptor {
        let number = openat(above, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard number >= 0 else { throw failure(place) }
        return Descriptor(number)
    }

    private func opened(_ descriptor: Descriptor?) throws(DeliveryError) -> Descriptor {
        guard let descriptor else { throw .folder(path: path, detail: String(cString: strerror(ENOENT))) }
        return descriptor
    }

    private func stagingPath(_ name: String) -> String { "\(path)/staging/\(name)" }

    private func failure(_ place: String, _ code: CInt = errno) -> DeliveryError {
        let detail = String(cString: strerror(code))
        return switch code {
        case ENOSPC, EDQUOT: .diskFull(path: place)
        case EROFS: .readOnly(path: place)
        case ENOENT, ENOTDIR, ELOOP: .folder(path: place, detail: detail)
        default: .spool(path: place, detail: detail)
        }
    }
}

/// A file descriptor that is closed with its last reference.
private final class Descriptor {
    let number: CInt

    init(_ number: CInt) { self.number = number }

    deinit { Glibc.close(number) }
}

/// What a body's id is made of: nothing that leads elsewhere.
package func isFolderName(_ id: String) -> Bool {
    !id.isEmpty && id.utf8.count <= 64
        && id.utf8.allSatisfy { byte in
            UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
                || byte == UInt8(ascii: "-")
        }
}
