import Delivery
import Glibc

/// The daemon's own words: lines on standard error, which systemd hands to the journal.
final class Log {
    enum Level: Int, Sendable {
        case error = 3
        case warning = 4
        case notice = 5
        case info = 6
    }

    /// The journal reads the level from `<N>` before the line (sd-daemon(3)).
    private let isForJournal = getenv("JOURNAL_STREAM") != nil
    private let errors = Outlet(STDERR_FILENO)
    private let output = Outlet(STDOUT_FILENO)

    func callAsFunction(_ level: Level, _ text: String) {
        var out = ""
        for line in text.split(whereSeparator: \.isNewline) {
            out += isForJournal ? "<\(level.rawValue)>" : "dondocd: "
            out += line + "\n"
        }
        errors.write(out)
    }

    /// A line for those who watch.
    func show(_ line: String) { output.write(line + "\n") }
}
