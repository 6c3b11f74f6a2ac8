internal import CSystemd
internal import Dates
internal import Glibc
internal import Ledger

/// Reads the system's journal: the entries of our own alone, for anybody may write one with a notice's key.
///
/// Ours are those of our user and, where we run as a service, of our unit; and root's, whose word is as good as any.
final class JournalReader {
    private let journal: OpaquePointer
    private let users: Set<uid_t>
    private let unit: String?

    /// - Parameter owner: of the ledger, whose entries are ours, too.
    init(owner: uid_t? = nil) throws(DeliveryError) {
        var journal: OpaquePointer?
        let result = sd_journal_open(&journal, CInt(SD_JOURNAL_LOCAL_ONLY))
        guard result >= 0, let journal else { throw .journal(detail: String(cString: strerror(CInt(-result)))) }
        self.journal = journal
        users = Set([getuid(), geteuid(), owner].compactMap(\.self)).subtracting([0])
        unit = ownService()
    }

    deinit { sd_journal_close(journal) }

    /// Nothing at all can be read: it keeps nothing, or this user may not.
    var isEmpty: Bool {
        sd_journal_flush_matches(journal)
        return sd_journal_seek_head(journal) < 0 || sd_journal_next(journal) <= 0
    }

    func has(_ name: String, _ value: String) -> Bool {
        matchOurs([(name, value)]) && sd_journal_seek_head(journal) >= 0 && sd_journal_next(journal) > 0
    }

    /// - Returns: whether an entry came in time.
    func waitFor(_ name: String, _ value: String, microseconds: UInt64) throws(DeliveryError) -> Bool {
        let step: UInt64 = 2000
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

    /// Visits our entries with one of some values of a field, oldest first.
    func forEach(_ name: String, _ values: [String], _ visit: (_ at: Instant, _ value: (String) -> String?) -> Void) {
        guard matchOurs(values.map { (name, $0) }), sd_journal_seek_head(journal) >= 0 else { return }
        sd_journal_set_data_threshold(journal, 0)
        while sd_journal_next(journal) > 0 {
            var time: UInt64 = 0
            guard sd_journal_get_realtime_usec(journal, &time) >= 0 else { continue }
            visit(Instant(seconds: Int64(time / 1_000_000)), value)
        }
    }

    private func value(_ name: String) -> String? {
        var start: UnsafeRawPointer?
        var length = 0
        guard sd_journal_get_data(journal, name, &start, &length) >= 0, let start else { return nil }
        let bytes = UnsafeRawBufferPointer(start: start, count: length)
        return String(decoding: bytes.dropFirst(name.utf8.count + 1), as: UTF8.self)
    }

    /// `(field AND user AND unit) OR (field AND root)`; of one field any value.
    private func matchOurs(_ fields: [(name: String, value: String)]) -> Bool {
        sd_journal_flush_matches(journal)
        var isMade = true
        if !users.isEmpty {
            isMade = (fields + users.map { ("_UID", "\($0)") } + (unit.map { [("_SYSTEMD_UNIT", $0)] } ?? []))
                .allSatisfy(match)
            isMade = sd_journal_add_disjunction(journal) >= 0 && isMade
        }
        return isMade && (fields + [("_UID", "0")]).allSatisfy(match)
    }

    private func match(_ name: String, _ value: String) -> Bool {
        var match = "\(name)=\(value)"
        return match.withUTF8 { sd_journal_add_match(journal, $0.baseAddress, $0.count) } >= 0
    }
}

/// The service that this process is of; nil where it was started by hand: each session has another name.
private func ownService() -> String? {
    var name: UnsafeMutablePointer<CChar>?
    guard sd_pid_get_unit(0, &name) >= 0, let name else { return nil }
    defer { free(name) }
    let unit = String(cString: name)
    return unit.hasSuffix(".service") && !unit.hasPrefix("user@") ? unit : nil
}
