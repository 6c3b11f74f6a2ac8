internal import CLinux
internal import CSystemd
internal import Glibc

/// journald, through libsystemd.
public final class SystemJournal: Journal {
    /// Where journald listens; `sd_journal_sendv` knows no other place.
    private static let socketPath = "/run/systemd/journal/socket"
    /// How long the journal may take to show what it was sent.
    private static let patience: UInt64 = 3_000_000

    private var checks = 0
    private var isReadable = true

    public init() {}

    public var isListening: Bool {
        // `sd_journal_sendv` says nothing where there is no socket.
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: SystemJournal.socketPath.utf8) }
        let length = socklen_t(MemoryLayout<sockaddr_un>.size)
        return withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, length) == 0 }
        }
    }

    /// The folder is made by systemd, or with the first journald started by hand.
    public var isExpected: Bool { access("/run/systemd/journal", F_OK) == 0 }

    public func write(_ entry: JournalEntry) throws(DeliveryError) {
        let result = entry.bytes.withUnsafeBytes { buffer in
            withUnsafeTemporaryAllocation(of: iovec.self, capacity: entry.ends.count) { vectors in
                var start = 0
                for (index, end) in entry.ends.enumerated() {
                    // Only read from.
                    let base = UnsafeMutableRawPointer(mutating: buffer.baseAddress! + start)
                    vectors.initializeElement(at: index, to: iovec(iov_base: base, iov_len: end - start))
                    start = end
                }
                return sd_journal_sendv(vectors.baseAddress, CInt(vectors.count))
            }
        }
        guard result >= 0 else { throw .journal(detail: String(cString: strerror(-result))) }
    }

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

    public func writeToStandardError(_ entry: JournalEntry) {
        var line = entry.line + "\n"
        line.withUTF8 { buffer in
            // One call, so that lines of others do not come in between; a closed standard error is no failure of ours.
            _ = Glibc.write(STDERR_FILENO, buffer.baseAddress, buffer.count)
        }
    }

    private func monotonicNanoseconds() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }
}

/// Reads the system's journal.
private final class JournalReader {
    private let journal: OpaquePointer

    init() throws(DeliveryError) {
        var journal: OpaquePointer?
        let result = sd_journal_open(&journal, CInt(SD_JOURNAL_LOCAL_ONLY))
        guard result >= 0, let journal else { throw .journal(detail: String(cString: strerror(CInt(-result)))) }
        self.journal = journal
    }

    deinit { sd_journal_close(journal) }

    /// Nothing at all can be read: it keeps nothing, or this user may not.
    var isEmpty: Bool {
        sd_journal_flush_matches(journal)
        return sd_journal_seek_head(journal) < 0 || sd_journal_next(journal) <= 0
    }

    func has(_ name: String, _ value: String) -> Bool {
        sd_journal_flush_matches(journal)
        var match = "\(name)=\(value)"
        let result = match.withUTF8 { sd_journal_add_match(journal, $0.baseAddress, $0.count) }
        return result >= 0 && sd_journal_seek_head(journal) >= 0 && sd_journal_next(journal) > 0
    }

    /// - Returns: whether an entry came in time.
    func waitFor(_ name: String, _ value: String, microseconds: UInt64) throws(DeliveryError) -> Bool {
        let step: UInt64 = 50_000
        var waited: UInt64 = 0
        while !has(name, value) {
            guard waited < microseconds else { return false }
            // It may return at once when a file changes: what matters is the bound on all of it.
            let result = sd_journal_wait(journal, step)
            guard result >= 0 else { throw .journal(detail: String(cString: strerror(-result))) }
            waited += result == 0 ? step : 1000
        }
        return true
    }
}
