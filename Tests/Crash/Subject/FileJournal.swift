import Delivery
import Glibc

/// A journal in a file, one notice a line: what was written is there, whatever becomes of the process.
final class FileJournal: Journal {
    private let path: String

    init(at path: String) { self.path = path }

    var isListening: Bool { true }

    func write(_ entry: JournalEntry) throws(DeliveryError) {
        let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT, 0o644)
        guard descriptor >= 0 else { throw .journal(detail: path) }
        defer { close(descriptor) }
        let line = Array(("\n" + entry.notice + FileJournal.end).utf8)
        guard Glibc.write(descriptor, line, line.count) == line.count else { throw .journal(detail: path) }
    }

    func holding(_ notices: Set<String>, last: String?) -> Set<String>? { notices.intersection(lines) }

    func writeToStandardError(_ entry: JournalEntry) {}

    /// Whole entries only: a torn one was not taken in, as a datagram is not.
    var lines: [String] {
        readLines(path, whole: false).filter { $0.hasSuffix(FileJournal.end) }.map {
            String($0.dropLast(FileJournal.end.count))
        }
    }

    private static let end = " ."
}

/// With `whole`, a line counts only with its end.
func readLines(_ path: String, whole: Bool = true) -> [String] {
    guard let file = fopen(path, "r") else { return [] }
    defer { fclose(file) }
    var line: UnsafeMutablePointer<CChar>?
    var capacity = 0
    defer { free(line) }
    var lines: [String] = []
    while getline(&line, &capacity, file) >= 0, let line {
        let text = String(cString: line)
        if text.hasSuffix("\n") { lines.append(String(text.dropLast())) } else if !whole { lines.append(text) }
    }
    return lines
}
