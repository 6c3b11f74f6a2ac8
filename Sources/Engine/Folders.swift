import Diagnostics
import Glibc

func isFolder(_ path: String) -> Bool {
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
func replaceFile(_ path: String, with text: String) -> Wording? {
    let temporary = path + ".\(getpid()).tmp"
    func failure() -> Wording {
        let reason = systemReason(errno)
        unlink(temporary)
        return Wording(vi: "không ghi được \(path): \(reason.vi)", en: "\(path) cannot be written: \(reason.en)")
    }
    let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard file >= 0 else { return failure() }
    var text = text
    let isWritten = text.withUTF8 { utf8 in
        var written = 0
        while written < utf8.count {
            let count = write(file, utf8.baseAddress! + written, utf8.count - written)
            if count < 0, errno != EINTR { return false }
            written += max(0, count)
        }
        return true
    }
    // Readers of metrics are another user; the umask is for letters.
    guard isWritten, fchmod(file, 0o644) == 0 else {
        let result = failure()
        close(file)
        return result
    }
    close(file)
    return rename(temporary, path) == 0 ? nil : failure()
}
