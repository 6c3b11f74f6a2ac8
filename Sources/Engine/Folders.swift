package import Diagnostics
import Glibc
import SystemErrors

/// Whether a folder is there, links followed.
package func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}

/// Makes a folder and those above it. Mode 0750.
func makeFolder(_ path: String) throws(EngineFailure) {
    if isFolder(path) { return }
    if let slash = path.lastIndex(of: "/"), slash != path.startIndex { try makeFolder(String(path[..<slash])) }
    guard mkdir(path, 0o750) == 0 || errno == EEXIST && isFolder(path) else {
        throw .folder(path: path, errno: errno)
    }
}

/// Puts a file in place of another, whole: a reader sees the one or the other. Not synced; it is written again soon.
/// - Returns: what failed.
package func putFile(_ path: String, with bytes: [UInt8]) -> Wording? {
    let temporary = path + ".\(getpid()).tmp"
    func failure() -> Wording {
        let reason = systemReason(errno)
        unlink(temporary)
        return Wording(vi: "không ghi được \(path): \(reason.vi)", en: "\(path) cannot be written: \(reason.en)")
    }
    let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard file >= 0 else { return failure() }
    let isWritten = bytes.withUnsafeBytes { bytes in
        var written = 0
        while written < bytes.count {
            let count = write(file, bytes.baseAddress! + written, bytes.count - written)
            if count < 0, errno != EINTR { return false }
            written += max(0, count)
        }
        return true
    }
    // Readers of metrics and pages are other users; the umask is for letters.
    guard isWritten, fchmod(file, 0o644) == 0 else {
        let result = failure()
        close(file)
        return result
    }
    close(file)
    return rename(temporary, path) == 0 ? nil : failure()
}

/// Whether a file is there; with bytes, whether it holds just these.
package func isFile(_ path: String, holding bytes: [UInt8]? = nil) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
    guard let bytes else { return true }
    guard status.st_size == bytes.count, let file = fopen(path, "re") else { return false }
    defer { fclose(file) }
    var held = [UInt8](repeating: 0, count: bytes.count)
    return fread(&held, 1, held.count, file) == held.count && held == bytes
}
