internal import Glibc

/// The right to write: an exclusive `flock` on a file beside the ledger. The kernel gives it up when the process ends,
/// however it ends.
final class WriterLock: Sendable {
    private let descriptor: CInt

    /// - Throws: ``LedgerError/inUse(path:process:)`` where another process holds it.
    init(path: String, ledger: String) throws(LedgerError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o640)
        guard descriptor >= 0 else { throw LedgerError(errno: errno, path: path) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
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
