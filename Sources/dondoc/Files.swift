import Diagnostics
import Engine
import Glibc
import SystemErrors

/// The bytes of a file that the user named.
/// - Parameter limit: beyond it reading stops: what is longer has more bytes than that.
func readFile(_ path: String, atMost limit: Int = .max) throws -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw cannotRead(path) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
        let count = read(descriptor, &chunk, chunk.count)
        if count > 0 {
            bytes += chunk[..<count]
            if bytes.count > limit { return bytes }
        } else if count == 0 {
            return bytes
        } else if errno != EINTR {
            throw cannotRead(path)
        }
    }
}

private func cannotRead(_ path: String) -> Trouble {
    let reason = systemReason(errno)
    return .cannot(
        "không đọc được tệp “\(printable(path))”: \(reason.vi)",
        "cannot read the file “\(printable(path))”: \(reason.en)")
}

/// Replaces a file by one rename, so that a reader sees the old text or the new one; its mode stays. What is no file (a
/// pipe, a terminal) is written to.
func replaceFile(_ path: String, with bytes: [UInt8]) throws {
    let target = resolved(path) ?? path
    var status = stat()
    let mode = stat(target, &status) == 0 ? status.st_mode & 0o7777 : 0o644
    let isFile = status.st_mode & S_IFMT == S_IFREG || status.st_mode == 0
    let temporary = isFile ? target + ".dondoc-\(getpid())" : target
    func failure() -> Trouble {
        let reason = systemReason(errno)
        if isFile { unlink(temporary) }
        return .cannot(
            "không ghi được tệp “\(printable(path))”: \(reason.vi)",
            "cannot write the file “\(printable(path))”: \(reason.en)")
    }
    let descriptor = open(temporary, O_WRONLY | O_CLOEXEC | (isFile ? O_CREAT | O_EXCL : 0), mode)
    guard descriptor >= 0 else { throw failure() }
    let isWritten = writeAll(bytes, to: descriptor) == nil && (!isFile || fsync(descriptor) == 0)
    close(descriptor)
    guard isWritten, !isFile || rename(temporary, target) == 0 else { throw failure() }
}

/// The path without links and dots; nil where nothing is there.
func resolved(_ path: String) -> String? {
    guard let full = realpath(path, nil) else { return nil }
    defer { free(full) }
    return String(cString: full)
}
