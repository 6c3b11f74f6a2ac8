internal import CLinux
public import Diagnostics
internal import Glibc
internal import JSONText
internal import SystemErrors

/// The answers that came, in a file of lines that is only added to: each line is one answer as it stands from then on. A line
/// is on the disk when it was added; one that was not written whole is taken off again, and what it was about is read again.
public final class ReplyStore {
    /// Whether answers are only looked at, or may be added.
    public enum Access: Sendable {
        case read
        /// Alone: another waits.
        case write
    }

    /// Why answers cannot be kept or read.
    public enum Failure: Error, Hashable, Sendable {
        case file(path: String, errno: Int32)
        /// Another process has it open to write, for longer than that takes.
        case busy(path: String)

        /// What failed, with the path and what to do.
        public var wording: Wording {
            switch self {
            case .file(let path, let errno):
                Wording(
                    vi: "không dùng được \(path): \(systemReason(errno).vi)",
                    en: "\(path) cannot be used: \(systemReason(errno).en)")
            case .busy(let path):
                Wording(vi: "\(path) đang được dùng, hãy thử lại", en: "\(path) is in use, try again")
            }
        }
    }

    /// Within its folder.
    public static let fileName = "replies.jsonl"

    /// Of the file.
    public let path: String
    private let file: OpenFile?
    /// By number, in order.
    public private(set) var replies: [KeptReply] = []
    /// Lines that nobody can read.
    public private(set) var damagedLines = 0
    private var places: [Int: Int] = [:]
    private var ids: [String: Int] = [:]
    private var files: Set<String> = []

    /// Bytes of the file at most.
    private static let longest = 256 << 20

    /// - Parameter folder: made where it is not there, for the group to write in.
    public init(in folder: String, _ access: Access) throws(Failure) {
        path = folder + "/" + ReplyStore.fileName
        if access == .write, mkdir(folder, 0o770) == 0 { chmod(folder, 0o2770) }
        let flags = access == .write ? O_RDWR | O_CREAT | O_APPEND : O_RDONLY
        let number = Glibc.open(path, flags | O_NOFOLLOW | O_CLOEXEC, 0o660)
        if number < 0, access == .read, errno == ENOENT {
            file = nil
            return
        }
        guard number >= 0 else { throw .file(path: path, errno: errno) }
        file = OpenFile(number)
        if access == .write {
            // Whatever the mask: who reports may also accept.
            fchmod(number, 0o660)
            try lock()
        }
        try read(number, truncating: access == .write)
    }

    /// Whether a file of the mailbox, by its name without flags, was ever kept: by that none is read twice.
    public func knows(file name: String) -> Bool { files.contains(name) }
    /// As it stands now; nil where there is none of this number.
    public func reply(number: Int) -> KeptReply? { places[number].map { replies[$0] } }
    /// By ``KeptReply/id``, which a report of it has too; nil where there is none.
    public func reply(id: String) -> KeptReply? { ids[id].map { replies[$0] } }

    /// Keeps a new one, or one as it stands now. On the disk when it returns.
    /// - Returns: with its number.
    @discardableResult
    public func keep(_ reply: KeptReply) throws(Failure) -> KeptReply {
        var reply = reply
        if reply.number == 0 { reply.number = (replies.last?.number ?? 0) + 1 }
        guard let file else { throw .file(path: path, errno: EBADF) }
        var json = JSONWriter()
        json.value(reply.json)
        json.newline()
        guard file.write(String(decoding: json.bytes, as: UTF8.self)), fdatasync(file.number) == 0 else {
            throw .file(path: path, errno: errno)
        }
        put(reply)
        return reply
    }

    private func put(_ reply: KeptReply) {
        if let place = places[reply.number] {
            replies[place] = reply
        } else {
            places[reply.number] = replies.count
            replies.append(reply)
        }
        ids[reply.id] = places[reply.number]
        files.formUnion(reply.files)
    }

    private func lock() throws(Failure) {
        // Who holds it does so for moments; ten seconds are enough for a mailbox that was full.
        for _ in 0..<100 {
            if file?.lock() == true { return }
            guard errno == EWOULDBLOCK || errno == EINTR else { throw .file(path: path, errno: errno) }
            usleep(100_000)
        }
        throw .busy(path: path)
    }

    private func read(_ number: Int32, truncating: Bool) throws(Failure) {
        var status = stat()
        guard fstat(number, &status) == 0 else { throw .file(path: path, errno: errno) }
        guard status.st_size <= ReplyStore.longest else { throw .file(path: path, errno: EFBIG) }
        let bytes = OpenFile.all(of: number, status.st_size)
        let end = (bytes.lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
        for line in bytes[..<end].split(separator: UInt8(ascii: "\n")) {
            if let value = try? JSONValue(parsing: line), let reply = KeptReply(value) {
                put(reply)
            } else {
                damagedLines += 1
            }
        }
        if truncating, end < bytes.count, ftruncate(number, off_t(end)) != 0 { throw .file(path: path, errno: errno) }
    }
}

extension OpenFile {
    fileprivate static func all(of number: Int32, _ size: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: size)
        var count = 0
        while count < size {
            let read = bytes[count...].withUnsafeMutableBytes {
                pread(number, $0.baseAddress, size - count, off_t(count))
            }
            guard read > 0 else { break }
            count += read
        }
        return Array(bytes.prefix(count))
    }
}
