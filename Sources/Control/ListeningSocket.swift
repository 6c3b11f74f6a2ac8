import CLinux
import Glibc

/// A Unix stream socket that listens, bound here or handed over by the service manager.
public struct ListeningSocket: Sendable {
    /// Why nothing can be listened on; `errno` is the system's number.
    public enum Failure: Error, Hashable, Sendable {
        /// 107 bytes are the most that an address holds.
        case pathTooLong(String)
        /// Another process answers there.
        case inUse(String)
        case system(call: String, path: String, errno: Int32)
    }

    /// Open, non-blocking and closed on exec; the server closes it when it stops.
    public let descriptor: Int32
    /// Where it was bound, to be removed at the end; nil where the service manager keeps it.
    public let path: String?
    /// The group that may connect.
    let group: UInt32

    /// A socket that came by activation (sd_listen_fds).
    public init(activated descriptor: Int32) {
        self.descriptor = descriptor
        path = nil
        var status = stat()
        var address = sockaddr_un()
        var length = socklen_t(MemoryLayout<sockaddr_un>.size)
        let found = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) } == 0
                && withUnsafeBytes(of: &pointer.pointee.sun_path) {
                    stat($0.bindMemory(to: CChar.self).baseAddress!, &status)
                }
                    == 0
        }
        group = found ? status.st_gid : getegid()
        makeNonBlocking(descriptor)
    }

    /// Binds; a socket file that nobody answers at is taken over. Mode 0660.
    public init(path: String) throws(Failure) {
        guard var address = sockaddr_un(path: path) else { throw .pathTooLong(path) }
        let descriptor = socket(
            AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
        guard descriptor >= 0 else { throw .system(call: "socket", path: path, errno: errno) }
        var failure: Failure?
        if address.withAddress({ connect(descriptor, $0, $1) }) == 0 {
            failure = .inUse(path)
        } else if errno == EAGAIN {
            // A full backlog: somebody is there.
            failure = .inUse(path)
        } else if errno == ECONNREFUSED, isSocket(path) {
            unlink(path)
        }
        if failure == nil {
            // Before bind, so that there is no moment at which others may connect.
            if fchmod(descriptor, 0o660) < 0 {
                failure = .system(call: "fchmod", path: path, errno: errno)
            } else if address.withAddress({ bind(descriptor, $0, $1) }) < 0 {
                failure = .system(call: "bind", path: path, errno: errno)
            } else if chmod(path, 0o660) < 0 {
                failure = .system(call: "chmod", path: path, errno: errno)
            } else if listen(descriptor, 128) < 0 {
                failure = .system(call: "listen", path: path, errno: errno)
            }
        }
        if let failure {
            close(descriptor)
            throw failure
        }
        self.descriptor = descriptor
        self.path = path
        var status = stat()
        group = stat(path, &status) == 0 ? status.st_gid : getegid()
    }
}

extension sockaddr_un {
    init?(path: String) {
        self.init()
        sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        let fits = withUnsafeMutableBytes(of: &sun_path) { room in
            guard bytes.count < room.count, !bytes.contains(0) else { return false }
            room.copyBytes(from: bytes)
            return true
        }
        if !fits { return nil }
    }

    mutating func withAddress<T>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> T) -> T {
        withUnsafePointer(to: &self) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}

/// A file of another kind refuses a connection, too, and is not ours to remove.
private func isSocket(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFSOCK
}

func makeNonBlocking(_ descriptor: Int32) {
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
}
