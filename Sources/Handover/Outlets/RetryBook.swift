internal import Delivery
internal import Glibc

/// When each message that was deferred is tried again, each way it goes: a small file each in `.retry/`, so that a restart
/// neither forgets a delay nor shortens it.
final class RetryBook {
    struct Entry: Hashable {
        var tries: Int
        /// Seconds since 1970.
        var first: Int
        var next: Int
        /// Why it was deferred last, in a line; for people.
        var because = ""
    }

    /// Seconds after the first failure; doubled with each.
    let delay: Int
    private let folder: Folder
    private let lock: OpenFile
    private var entries: [String: Entry] = [:]

    /// An hour at most between two tries; five days in all (RFC 5321, 4.5.4.1).
    static let longest = 3600
    /// An outlet may ask for a day.
    static let longestAsked = 24 * 3600
    static let patience = 5 * 24 * 3600

    init(in mailboxes: Mailboxes, delay: Int) throws(HandoverFailure) {
        self.delay = delay
        do throws(FileFailure) {
            folder = try mailboxes.root.made(Mailboxes.retries)
            lock = try folder.file(".lock", O_RDWR | O_CREAT)
        } catch {
            throw .spool(path: mailboxes.path + "/" + Mailboxes.retries, errno: error.errno)
        }
        guard lock.lock() else { throw .alreadyRunning(path: mailboxes.path) }
        for name in (try? folder.names()) ?? [] where !name.hasPrefix(".") {
            if let entry = read(name) { entries[name] = entry }
        }
    }

    /// A command that was mended is tried at once: what waits because of the former one need not wait.
    func take(_ outlet: OutletProgram, waiting: [Handing]) {
        let text = outlet.command.joined(separator: "\0")
        let name = outlet.name == OutletProgram.mail ? ".command" : ".command-" + outlet.name
        let known = (try? folder.file(name, O_RDONLY)).map { String(decoding: $0.prefix(65_536), as: UTF8.self) }
        guard known != text else { return }
        for handing in waiting {
            guard var entry = entries[handing.key] else { continue }
            entry.next = 0
            entries[handing.key] = entry
            write(handing.key, entry)
        }
        write(name, text)
    }

    /// A clock that was set back makes nobody wait longer than the longest delay.
    func isDue(_ handing: Handing, at now: Int) -> Bool {
        guard let entry = entries[handing.key] else { return true }
        return entry.next <= now || entry.next - now > RetryBook.longestAsked
    }

    /// - Parameters:
    ///   - because: why it was deferred, in a line.
    ///   - asked: seconds that the outlet asked for.
    /// - Returns: nil where it was tried for so long that nobody need wait any more.
    func postpone(_ handing: Handing, because: String, after asked: Int?, at now: Int) -> Entry? {
        var entry = entries[handing.key] ?? Entry(tries: 0, first: now, next: now)
        entry.first = min(entry.first, now)
        if now - entry.first >= RetryBook.patience { return nil }
        entry.tries += 1
        entry.because = because
        let wait = asked ?? min(RetryBook.longest, delay << min(entry.tries - 1, 12))
        entry.next = now + max(1, wait)
        entries[handing.key] = entry
        write(handing.key, entry)
        return entry
    }

    func forget(_ handing: Handing) {
        guard entries.removeValue(forKey: handing.key) != nil else { return }
        folder.remove(handing.key)
    }

    /// Forgets what readers have taken away.
    func keep(only handings: [Handing]) {
        guard !entries.isEmpty else { return }
        let waiting = Set(handings.map(\.key))
        for name in entries.keys where !waiting.contains(name) {
            entries[name] = nil
            folder.remove(name)
        }
    }

    var next: Int? { entries.values.map(\.next).min() }
    var count: Int { entries.count }

    private func read(_ name: String) -> Entry? {
        guard let file = try? folder.file(name, O_RDONLY) else { return nil }
        let lines = String(decoding: file.prefix(2048), as: UTF8.self).split(separator: "\n", maxSplits: 1)
        let words = (lines.first ?? "").split(whereSeparator: \.isWhitespace)
        let numbers = words.compactMap { Int($0) }
        // A bound on each: sums with them stay far from the edge.
        guard words.count == 3, numbers.count == 3, numbers.allSatisfy({ 0...1 << 40 ~= $0 }) else { return nil }
        let because = lines.count > 1 ? singleLine(String(lines[1]), limit: 200) : ""
        return Entry(tries: numbers[0], first: numbers[1], next: numbers[2], because: because)
    }

    private func write(_ name: String, _ entry: Entry) {
        let because = entry.because.isEmpty ? "" : entry.because + "\n"
        write(name, "\(entry.tries) \(entry.first) \(entry.next)\n" + because)
    }

    /// One rename, so that what is read is whole. It need not outlive a power cut: then it is tried earlier.
    private func write(_ name: String, _ text: String) {
        guard let file = try? folder.file(".new", O_WRONLY | O_CREAT | O_TRUNC), file.write(text) else { return }
        _ = try? folder.move(".new", to: folder, as: name)
    }
}
