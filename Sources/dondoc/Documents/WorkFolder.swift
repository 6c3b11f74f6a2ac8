import Diagnostics
import Engine
import Glibc
import SystemErrors

/// A folder for the files of another program, and nobody else's; it is gone with all that is in it when this is let go.
final class WorkFolder {
    let path: String

    init() throws {
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array((parent + "/dondoc-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else {
            let reason = systemReason(errno)
            throw Trouble.cannot(
                "không tạo được thư mục tạm trong “\(printable(parent))”: \(reason.vi)",
                "cannot make a folder in “\(printable(parent))”: \(reason.en)")
        }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit { WorkFolder.remove(path) }

    func write(_ bytes: [UInt8], to name: String) throws {
        let descriptor = open(path + "/" + name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        let failure = descriptor < 0 ? errno : writeAll(bytes, to: descriptor)
        if descriptor >= 0 { close(descriptor) }
        if let failure {
            let reason = systemReason(failure)
            throw Trouble.cannot(
                "không ghi được vào thư mục tạm “\(path)”: \(reason.vi)", "cannot write to “\(path)”: \(reason.en)")
        }
    }

    /// The names of the files in a folder of it that end so, in order.
    func files(ending: String, in folder: String) -> [String] {
        WorkFolder.names(in: path + "/" + folder).filter { $0.hasSuffix(ending) }.sorted()
    }

    private static func names(in folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 1) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    /// Follows no link.
    private static func remove(_ path: String) {
        if unlink(path) == 0 { return }
        for name in names(in: path) { remove(path + "/" + name) }
        rmdir(path)
    }
}
