import Diagnostics
import Glibc
import SystemErrors

/// What tells without reading whether a file is still the same.
struct FileStamp: Hashable, Sendable {
    let device: UInt64
    let inode: UInt64
    let size: Int64
    let modified: Time
    /// When the file system last saw a change, which no program can set.
    let changed: Time

    struct Time: Hashable, Sendable {
        let seconds: Int
        let nanoseconds: Int

        init(_ time: timespec) { (seconds, nanoseconds) = (time.tv_sec, time.tv_nsec) }
    }
}

/// Why a file could not be read.
enum FileTrouble: Error, Hashable {
    case missing
    case brokenLink
    case notAFile
    case tooLarge(limit: Int)
    case system(code: Int32)
}

struct FileContents {
    let bytes: [UInt8]
    /// nil for a text that is no file's.
    let stamp: FileStamp?
    /// Where it really lies, links followed; nil where the system does not say.
    let place: String?
}

/// A link to /dev/null: the site's way of saying that there is no such file, as systemd has it.
func isMask(_ path: String) -> Bool { linkTarget(path) == "/dev/null" }

func stamp(of path: String) -> FileStamp? {
    var info = stat()
    guard stat(path, &info) == 0 else { return nil }
    return FileStamp(info)
}

/// Reads a whole regular file; others, a pipe perhaps, are not opened for reading, and never waited for. A CSV that a
/// spreadsheet saved as UTF-16 is given as UTF-8.
func readFile(_ path: String, atMost limit: Int) -> Result<FileContents, FileTrouble> {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else {
        let code = errno
        var info = stat()
        if code == ENOENT || code == ELOOP { return .failure(lstat(path, &info) == 0 ? .brokenLink : .missing) }
        return .failure(.system(code: code))
    }
    defer { close(descriptor) }
    var info = stat()
    guard fstat(descriptor, &info) == 0 else { return .failure(.system(code: errno)) }
    guard info.st_mode & S_IFMT == S_IFREG else { return .failure(.notAFile) }
    guard info.st_size <= limit else { return .failure(.tooLarge(limit: limit)) }
    var code: Int32 = 0
    let capacity = Int(info.st_size)
    let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
        while count < capacity, let base = buffer.baseAddress {
            let got = read(descriptor, base + count, capacity - count)
            if got < 0, errno == EINTR { continue }
            if got < 0 { code = errno }
            if got <= 0 { break }
            count += got
        }
    }
    guard code == 0 else { return .failure(.system(code: code)) }
    // Asked of what was opened: a link may lead elsewhere by now.
    let place = linkTarget("/proc/self/fd/\(descriptor)")
    let text = path.hasSuffix(".csv") ? readUTF16(bytes).map { Array($0.utf8) } : nil
    return .success(FileContents(bytes: text ?? bytes, stamp: FileStamp(info), place: place))
}

extension FoundFile {
    /// Its bytes: those of the editor that has it open, else those on the disk.
    func read() -> Result<FileContents, FileTrouble> {
        let limit = SiteFolder.limit(kind)
        guard let unsaved else { return readFile(realPath, atMost: limit) }
        guard unsaved.count <= limit else { return .failure(.tooLarge(limit: limit)) }
        return .success(FileContents(bytes: unsaved, stamp: nil, place: SiteFiles.realPath(realPath)))
    }
}

/// Where a link leads, as it is written there; nil for what is none.
package func linkTarget(_ path: String) -> String? {
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let length = buffer.withUnsafeMutableBytes { readlink(path, $0.baseAddress!, $0.count) }
    return length > 0 ? String(decoding: buffer.prefix(length), as: UTF8.self) : nil
}

/// A path without links; nil where there is nothing.
func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
}

extension FileStamp {
    init(_ info: stat) {
        self.init(
            device: UInt64(info.st_dev), inode: UInt64(info.st_ino), size: Int64(info.st_size),
            modified: Time(info.st_mtim), changed: Time(info.st_ctim))
    }

    /// Whether a change made after the file was read must have changed the stamp: the clock of a file system ticks in
    /// some milliseconds, so that one that is younger than a second may hide another.
    var isSettled: Bool {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return changed.seconds < now.tv_sec - 1
    }
}

struct FolderEntry {
    /// With U+FFFD for what is not UTF-8.
    let name: String
    /// UTF-8 without line breaks and other controls, which could tear a line of a log or a list.
    let isNameSound: Bool
    /// Not every file system tells.
    let mayBeLink: Bool
    let isFolder: Bool
}

/// What is in a folder, sorted by the bytes of the names.
func entries(of folder: String) -> Result<[FolderEntry], FileTrouble> {
    guard let stream = opendir(folder) else {
        return .failure(errno == ENOENT ? .missing : .system(code: errno))
    }
    defer { closedir(stream) }
    var entries: [FolderEntry] = []
    while let entry = readdir(stream) {
        let (name, isSound) = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
            let bytes = bytes.prefix { $0 != 0 }
            let name = String(decoding: bytes, as: UTF8.self)
            return (name, name.utf8.elementsEqual(bytes) && !name.unicodeScalars.contains(where: isControl))
        }
        if name == "." || name == ".." { continue }
        let kind = Int(entry.pointee.d_type)
        entries.append(
            FolderEntry(
                name: name, isNameSound: isSound, mayBeLink: kind == Int(DT_LNK) || kind == Int(DT_UNKNOWN),
                isFolder: kind == Int(DT_DIR)))
    }
    return .success(entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) })
}

/// Line breaks and other controls, those that turn the direction of writing among them.
func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
}

extension FileTrouble {
    func report(to report: inout FileReport) {
        switch self {
        case .missing:
            report.add(
                "S002", at: nil, Wording(vi: "tệp không còn ở đó", en: "the file is no longer there"),
                help: Wording(vi: "đặt lại tệp hoặc kiểm tra lần nữa", en: "put it back, or check again"))
        case .brokenLink:
            report.add(
                "S003", at: nil,
                Wording(vi: "liên kết trỏ đến một tệp không có", en: "the link points to a file that is not there"),
                help: Wording(
                    vi: "sửa liên kết; muốn bỏ một tệp mặc định thì trỏ đến /dev/null",
                    en: "mend the link; to mask a default, point it to /dev/null"))
        case .notAFile:
            report.add(
                "S005", at: nil, Wording(vi: "đây không phải là tệp thường", en: "this is not a regular file"),
                help: Wording(vi: "thay bằng một tệp thường", en: "put a regular file in its place"))
        case .tooLarge(let limit):
            report.add(
                "S004", at: nil,
                Wording(vi: "tệp lớn hơn \(limit >> 20) MiB", en: "the file is larger than \(limit >> 20) MiB"),
                help: Wording(vi: "chia thành nhiều tệp", en: "divide it into several files"))
        case .system(let code):
            let reason = systemReason(code)
            report.add(
                "S002", at: nil,
                Wording(vi: "không đọc được tệp: \(reason.vi)", en: "the file cannot be read: \(reason.en)"),
                help: code == EACCES
                    ? Wording(
                        vi: "cho người dùng chạy dondoc quyền đọc tệp", en: "let the user who runs dondoc read the file"
                    )
                    : Wording(vi: "kiểm tra ổ đĩa và thư mục", en: "look at the disk and the folder"))
        }
    }
}

/// Tells of the first byte that is not UTF-8.
/// - Returns: whether all are.
func checkEncoding(_ bytes: [UInt8], _ report: inout FileReport) -> Bool {
    do {
        _ = try UTF8Span(validating: bytes.span)
        return true
    } catch {
        let at = error.byteOffsets.lowerBound
        let isUTF16 = bytes.count >= 2 && (bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]))
        let value = String(bytes[at], radix: 16, uppercase: true)
        let legacy = isUTF16 ? nil : LegacyEncoding(of: bytes)
        let file = shellWord(report.path)
        let isSheet = report.path.hasSuffix(".csv")
        let (vi, en) = legacy.map { ("; có lẽ là \($0.name)", "; it seems to be \($0.name)") } ?? ("", "")
        report.add(
            // Of UTF-16 an excerpt would be garbled letters.
            "S001", at: isUTF16 ? nil : Span(at, min(bytes.count, max(at + 1, error.byteOffsets.upperBound))),
            isUTF16
                ? Wording(vi: "tệp viết bằng UTF-16, không phải UTF-8", en: "the file is UTF-16, not UTF-8")
                : Wording(
                    vi: "tệp không phải UTF-8: gặp byte \(value)\(vi)",
                    en: "the file is not UTF-8: here is the byte \(value)\(en)"),
            help: isUTF16
                ? isSheet
                    ? Wording(
                        vi: "lưu lại tệp với bảng mã UTF-8; trong Excel chọn dạng “CSV UTF-8”",
                        en: "save the file as UTF-8; in Excel choose “CSV UTF-8”")
                    : Wording(
                        vi: "lưu lại tệp với bảng mã UTF-8; trong Notepad chọn “Save as”, mục “Encoding”",
                        en: "save the file as UTF-8; in Notepad by “Save as”, “Encoding”")
                : legacy?.remedy(file)
                    ?? Wording(
                        vi: "lưu lại tệp với bảng mã UTF-8 (Unicode dựng sẵn), không dùng TCVN3, VNI hay Windows-1258",
                        en: "save the file as UTF-8, not as TCVN3, VNI or Windows-1258"))
        return false
    }
}

/// A path as a shell takes it.
private func shellWord(_ path: String) -> String {
    let isPlain = path.utf8.allSatisfy { byte in
        0x61...0x7A ~= byte || 0x41...0x5A ~= byte || 0x30...0x39 ~= byte || "-_./".utf8.contains(byte) || byte >= 0x80
    }
    return isPlain ? path : "'" + path.replacing("'", with: "'\\''") + "'"
}

/// Whether there is something of that name, be it a link that leads nowhere.
func exists(_ path: String) -> Bool {
    var info = stat()
    return lstat(path, &info) == 0
}
