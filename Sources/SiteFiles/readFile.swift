import Diagnostics
import Glibc

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
    let stamp: FileStamp
}

/// A link to /dev/null: the site's way of saying that there is no such file, as systemd has it.
func isMask(_ path: String) -> Bool {
    var buffer = [CChar](repeating: 0, count: 64)
    let length = readlink(path, &buffer, buffer.count)
    return length > 0
        && String(decoding: buffer.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self) == "/dev/null"
}

func stamp(of path: String) -> FileStamp? {
    var info = stat()
    guard stat(path, &info) == 0 else { return nil }
    return FileStamp(info)
}

/// Reads a whole regular file; others, a pipe perhaps, are not opened for reading, and never waited for.
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
    return .success(FileContents(bytes: bytes, stamp: FileStamp(info)))
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
    let name: String
    /// Not every file system tells.
    let mayBeLink: Bool
}

/// What is in a folder, sorted by the bytes of the names.
func entries(of folder: String) -> Result<[FolderEntry], FileTrouble> {
    guard let stream = opendir(folder) else {
        return .failure(errno == ENOENT ? .missing : .system(code: errno))
    }
    defer { closedir(stream) }
    var entries: [FolderEntry] = []
    while let entry = readdir(stream) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
            $0.withMemoryRebound(to: CChar.self, capacity: 1) { String(cString: $0) }
        }
        if name == "." || name == ".." { continue }
        let kind = Int(entry.pointee.d_type)
        entries.append(FolderEntry(name: name, mayBeLink: kind == Int(DT_LNK) || kind == Int(DT_UNKNOWN)))
    }
    return .success(entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) })
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
            let reason = String(cString: strerror(code))
            report.add(
                "S002", at: nil, Wording(vi: "không đọc được tệp: \(reason)", en: "the file cannot be read: \(reason)"),
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
        report.add(
            "S001", at: Span(at, min(bytes.count, max(at + 1, error.byteOffsets.upperBound))),
            isUTF16
                ? Wording(vi: "tệp viết bằng UTF-16, không phải UTF-8", en: "the file is UTF-16, not UTF-8")
                : Wording(
                    vi: "tệp không phải UTF-8: gặp byte \(value)",
                    en: "the file is not UTF-8: here is the byte \(value)"),
            help: Wording(
                vi: "lưu lại tệp với bảng mã UTF-8 (Unicode dựng sẵn), không dùng TCVN3, VNI hay Windows-1258",
                en: "save the file as UTF-8, not as TCVN3, VNI or Windows-1258"))
        return false
    }
}

/// Whether there is something of that name, be it a link that leads nowhere.
func exists(_ path: String) -> Bool {
    var info = stat()
    return lstat(path, &info) == 0
}
