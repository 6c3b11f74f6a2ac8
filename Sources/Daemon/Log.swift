import Glibc

/// The daemon's own words: lines on standard error, which systemd hands to the journal.
struct Log: Sendable {
    enum Level: Int, Sendable {
        case error = 3
        case warning = 4
        case notice = 5
        case info = 6
    }

    /// The journal reads the level from `<N>` before the line (sd-daemon(3)).
    private let isForJournal = getenv("JOURNAL_STREAM") != nil

    func callAsFunction(_ level: Level, _ text: String) {
        var out = ""
        for line in text.split(whereSeparator: \.isNewline) {
            out += isForJournal ? "<\(level.rawValue)>" : "dondocd: "
            out += line + "\n"
        }
        write(out, to: STDERR_FILENO)
    }

    /// A line for those who watch.
    func show(_ line: String) { write(line + "\n", to: STDOUT_FILENO) }

    private func write(_ text: String, to descriptor: Int32) {
        var text = text
        text.withUTF8 { utf8 in
            var written = 0
            while written < utf8.count {
                let count = Glibc.write(descriptor, utf8.baseAddress! + written, utf8.count - written)
                if count < 0 {
                    // Nobody reads: the daemon has better to do than to wait.
                    if errno == EINTR { continue }
                    return
                }
                written += count
            }
        }
    }
}
