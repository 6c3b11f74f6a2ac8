internal import Glibc

/// The right to write: an exclusive `flock` on a file beside the ledger. The kernel gives it up when the process ends,
/// however it ends.
final class WriterLock: Sendable {
    private let descriptor: CInt

    /// How long another's lock is waited for, in milliseconds: a command holds it for a moment.
    static let patience = 5000

    /// - Throws: ``LedgerError/inUse(path:process:)`` where another process holds it, and goes on to.
    init(path: String, ledger: String) throws(LedgerError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o640)
        guard descriptor >= 0 else { throw LedgerError(errno: errno, path: path) }
        let code = WriterLock.take(descriptor)
        guard code == 0 else {
            var text = [UInt8](repeating: 0, count: 16)
            let count = read(descriptor, &text, text.count)
            Glibc.close(descriptor)
            guard code == EWOULDBLOCK else { throw LedgerError(errno: code, path: path) }
            let digits = String(decoding: text.prefix(max(0, count)), as: UTF8.self).prefix { $0 != "\n" }
            throw .inUse(path: ledger, process: Int32(digits))
        }
        // For the message above only.
        let line = Array("\(getpid())\n".utf8)
        if ftruncate(descriptor, 0) == 0 { _ = pwrite(descriptor, line, line.count, 0) }
        self.descriptor = descriptor
    }

    /// - Returns: 0, or why not.
    private static func take(_ descriptor: CInt) -> CInt {
        let step = 10
        for waited in stride(from: 0, through: patience, by: step) {
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return 0 }
            guard errno == EWOULDBLOCK || errno == EINTR else { return errno }
            if waited < patience { usleep(useconds_t(step * 1000)) }
        }
        return EWOULDBLOCK
    }

    deinit {
        // A child that was forked meanwhile and has not yet begun its program holds the descriptor, too.
        flock(descriptor, LOCK_UN)
        Glibc.close(descriptor)
    }
}

extension LedgerError {
    init(errno code: CInt, path: String) {
        switch code {
        case ENOSPC, EDQUOT: self = .diskFull(path: path)
        case EROFS: self = .readOnly(path: path)
        default: self = .failed(path: path, detail: String(cString: strerror(code)))
        }
    }
}
