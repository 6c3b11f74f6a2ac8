internal import CLinux
internal import Dates
internal import Glibc
public import Ledger
internal import Planning

/// journald: written to by its native protocol (https://systemd.io/JOURNAL_NATIVE_PROTOCOL), for libsystemd waits without
/// end where journald hangs; read through libsystemd.
public final class SystemJournal: Journal {
    private static let socketPath = "/run/systemd/journal/socket"
    /// How long the journal may take to show what it was sent.
    private static let patience: UInt64 = 3_000_000
    /// In seconds, how long it may take to make room for an entry.
    private static let longestWait = 2

    private let descriptor: Int32
    private let standardError = Outlet(STDERR_FILENO)
    private var checks = 0
    private var isReadable = true

    /// Opens a socket and connects to nobody, so that a journal which starts later is found.
    public init() {
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        // Entries are a few KiB, and a burst of them may be ahead of the journal.
        var size: Int32 = 8 << 20
        setsockopt(descriptor, SOL_SOCKET, SO_SNDBUF, &size, socklen_t(MemoryLayout<Int32>.size))
        var limit = timeval(tv_sec: SystemJournal.longestWait, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { close(descriptor) }

    /// Tried at each asking, for a journal may come and go.
    public var isListening: Bool {
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return withAddress { connect(descriptor, $0, $1) } == 0
    }

    /// The folder is made by systemd, or with the first journald started by hand.
    public var isExpected: Bool { access("/run/systemd/journal", F_OK) == 0 }

    /// Waits two seconds at most for room in the journal's queue.
    public func write(_ entry: JournalEntry) throws(DeliveryError) {
        let bytes = entry.datagram
        while withAddress({ sendto(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL), $0, $1) }) < 0 {
            guard errno == EINTR else { throw .journal(detail: String(cString: strerror(errno))) }
        }
    }

    /// A failure is passed over: the next one tells a later head.
    public func write(anchor entry: JournalEntry) { try? write(entry) }

    private func withAddress<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: SystemJournal.socketPath.utf8) }
        return withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }

    /// Waits three seconds at most, and a tenth where the journal could not be read before.
    public func holding(_ notices: Set<String>, last: String?) throws(DeliveryError) -> Set<String>? {
        // The socket is a queue: once the last entry is to be seen, all that was sent before it was taken in or lost.
        let mark: (name: String, value: String) =
            if let last { ("DONDOC_NOTICE", last) } else { ("DONDOC_CHECK", try writeCheck(of: notices.count)) }
        let reader = try JournalReader()
        let patience = isReadable ? SystemJournal.patience : 100_000
        guard try reader.waitFor(mark.name, mark.value, microseconds: patience) else {
            isReadable = !reader.isEmpty
            guard isReadable else { return nil }
            throw .journal(detail: String(cString: strerror(ETIMEDOUT)))
        }
        isReadable = true
        return notices.filter({ reader.has("DONDOC_NOTICE", $0) })
    }

    /// - Returns: the entry's `DONDOC_CHECK`.
    private func writeCheck(of count: Int) throws(DeliveryError) -> String {
        checks += 1
        let mark = "\(getpid())-\(checks)-\(monotonicNanoseconds())"
        try write(
            JournalEntry(fields: [
                .init("MESSAGE", "Looking for the entries of \(count) notices before any is written again"),
                .init("MESSAGE_ID", JournalMessage.checkID), .init("PRIORITY", "7"),
                .init("SYSLOG_IDENTIFIER", "dondocd"), .init("DONDOC_CHECK", mark),
            ]))
        return mark
    }

    /// One line, as ``JournalEntry/line``.
    public func writeToStandardError(_ entry: JournalEntry) { standardError.write(entry.line + "\n") }

    /// Every notice that the journal tells of, as far as it reaches back.
    /// - Parameter owner: of the ledger.
    /// - Throws: where it cannot be read.
    public static func sentNotices(owner: UInt32) throws(DeliveryError) -> [NoticeRecord] {
        let reader = try JournalReader(owner: owner)
        guard !reader.isEmpty else { throw .journal(detail: String(cString: strerror(EACCES))) }
        var notices: [NoticeRecord] = []
        let kinds: [NoticeKind] = [.reminder, .escalation, .digest]
        reader.forEach("MESSAGE_ID", kinds.map(JournalMessage.id)) { at, value in
            if let notice = NoticeRecord(at: at, value: value) { notices.append(notice) }
        }
        return notices
    }

    /// The heads of the ledger that the journal has, as far as it reaches back.
    /// - Throws: where it cannot be read.
    public static func anchors(owner: UInt32) throws(DeliveryError) -> [Anchor] {
        let reader = try JournalReader(owner: owner)
        guard !reader.isEmpty else { throw .journal(detail: String(cString: strerror(EACCES))) }
        var anchors: [Anchor] = []
        reader.forEach("MESSAGE_ID", [JournalMessage.anchorID]) { at, value in
            guard let number = value("DONDOC_LEDGER_ROW").flatMap({ Int64($0) }), let hash = value("DONDOC_LEDGER_HASH")
            else { return }
            let (day, time) = Zone.vietnam.local(at)
            anchors.append(Anchor(number: number, hash: hash, source: "journal, \(day) \(time)"))
        }
        return anchors
    }

    private func monotonicNanoseconds() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }
}

extension JournalEntry {
    /// `NAME=value` a line; a value of several lines with its length before it.
    var datagram: [UInt8] {
        var datagram: [UInt8] = []
        datagram.reserveCapacity(bytes.count + ends.count)
        var start = 0
        for end in ends {
            let field = bytes[start..<end]
            start = end
            if field.contains(UInt8(ascii: "\n")), let sign = field.firstIndex(of: UInt8(ascii: "=")) {
                datagram += field[..<sign]
                datagram.append(UInt8(ascii: "\n"))
                withUnsafeBytes(of: UInt64(field.endIndex - sign - 1).littleEndian) { datagram += $0 }
                datagram += field[(sign + 1)...]
            } else {
                datagram += field
            }
            datagram.append(UInt8(ascii: "\n"))
        }
        return datagram
    }
}
