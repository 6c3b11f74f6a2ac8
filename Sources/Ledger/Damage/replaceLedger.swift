internal import Foundation
internal import Glibc

/// Puts a new ledger in the place of another. Killed at any call, the old one is there with its log, or the new one is ready
/// under ``replacement(of:)`` and is put in place by whoever opens the ledger next.
/// - Parameters:
///   - draft: of ``draftLedger(_:fill:)``.
///   - aside: where the old one is kept; see ``keepAside(_:as:)``.
func replace(_ path: String, by draft: String) throws(LedgerError) {
    guard sync(file: draft), rename(draft, replacement(of: path)) == 0, sync(file: parent(of: path)) else {
        throw LedgerError(errno: errno, path: path)
    }
    try finishReplacement(of: path)
}

/// A ledger that is complete, synced, and to take the other's place.
func replacement(of path: String) -> String { path + ".replacement" }

/// Does what ``replace(_:by:)`` had not done when it was killed. Under the writer's lock.
func finishReplacement(of path: String) throws(LedgerError) {
    let new = replacement(of: path)
    guard access(new, F_OK) == 0 else { return }
    // What the old one meant.
    Checkpoint.remove(in: parent(of: path))
    // The old log, on the new file, would be read into it: it is gone before the new file comes.
    for suffix in ["-wal", "-shm", "-journal"] where unlink(path + suffix) != 0 && errno != ENOENT {
        throw LedgerError(errno: errno, path: path + suffix)
    }
    guard sync(file: parent(of: path)), rename(new, path) == 0, sync(file: parent(of: path)) else {
        throw LedgerError(errno: errno, path: path)
    }
}

/// Keeps the present file, with its log, under another name too.
/// - Parameter name: comes after the ledger's own. One that is there of the same file is used again.
/// - Returns: its path; nil where there is no file.
func keepAside(_ path: String, as name: String) throws(LedgerError) -> String? {
    var status = stat()
    guard lstat(path, &status) == 0 else {
        if errno == ENOENT { return nil }
        throw LedgerError(errno: errno, path: path)
    }
    var aside = existingCopy(of: status, path) ?? ""
    if aside.isEmpty { aside = try newCopy(of: path, name) }
    for suffix in ["-wal", "-journal"] where access(path + suffix, F_OK) == 0 {
        // Under its name only when it is whole.
        let copy = aside + suffix
        try copyFile(path + suffix, copy + ".new")
        guard rename(copy + ".new", copy) == 0 else { throw LedgerError(errno: errno, path: copy) }
    }
    guard sync(file: parent(of: path)) else { throw LedgerError(errno: errno, path: aside) }
    return aside
}

private func newCopy(of path: String, _ name: String) throws(LedgerError) -> String {
    for number in 1..<1000 {
        let aside = path + "." + name + (number == 1 ? "" : "-\(number)")
        if link(path, aside) == 0 { return aside }
        guard errno == EEXIST else { throw LedgerError(errno: errno, path: aside) }
    }
    throw .failed(path: path, detail: String(cString: strerror(EEXIST)))
}

/// A run that was killed had made it.
private func existingCopy(of file: stat, _ path: String) -> String? {
    guard file.st_nlink > 1 else { return nil }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parent(of: path))) ?? []
    for name in names.sorted() {
        let other = parent(of: path) + "/" + name
        var status = stat()
        if other != path, lstat(other, &status) == 0, status.st_ino == file.st_ino, status.st_dev == file.st_dev {
            return other
        }
    }
    return nil
}

func copyFile(_ from: String, _ to: String) throws(LedgerError) {
    do {
        unlink(to)
        try FileManager.default.copyItem(atPath: from, toPath: to)
    } catch {
        throw .failed(path: to, detail: "\(error)")
    }
    guard sync(file: to) else { throw LedgerError(errno: errno, path: to) }
}

func parent(of path: String) -> String {
    path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
}
