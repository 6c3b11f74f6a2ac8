import Diagnostics
import Engine
import Glibc
import SystemErrors

/// Where a command writes: standard output gathered into large writes, in the reader's language and colours.
final class Console {
    let language: Language
    let palette: Palette
    /// The columns of the reader's window; nil where nobody reads along, and then nothing is cut.
    let columns: Int?
    /// The first failure to write, as `errno` told it: the answer did not arrive.
    private(set) var failure: Int32?
    private var pending: [UInt8] = []

    init(language: Language, color: ColorChoice) {
        self.language = language
        palette = Palette(isOn: color.isOn(for: STDOUT_FILENO))
        columns = Self.width(of: STDOUT_FILENO)
        pending.reserveCapacity(2 * Self.batch)
    }

    private static let batch = 1 << 17

    func line(_ text: String = "") {
        pending.append(contentsOf: text.utf8)
        pending.append(0x0A)
        if pending.count >= Self.batch { flush() }
    }

    /// A part of a line, which ``line(_:)`` ends.
    func write(_ text: String) { pending.append(contentsOf: text.utf8) }

    func write(spaces count: Int) { pending.append(contentsOf: repeatElement(0x20, count: count)) }

    func write(_ bytes: [UInt8]) {
        pending.append(contentsOf: bytes)
        if pending.count >= Self.batch { flush() }
    }

    /// What a reader who follows along should see now.
    func flush() {
        if failure == nil { failure = writeAll(pending, to: STDOUT_FILENO) }
        pending.removeAll(keepingCapacity: true)
    }

    /// The last of the answer is written; one that did not arrive is no answer.
    func end() throws {
        flush()
        guard let failure else { return }
        let reason = systemReason(failure)
        throw Trouble.cannot(
            "không ghi được kết quả ra đầu ra chuẩn: \(reason.vi)", "cannot write to standard output: \(reason.en)")
    }

    private static func width(of descriptor: Int32) -> Int? {
        if let text = Environment["COLUMNS"], let columns = Int(text), columns > 0 { return max(columns, 40) }
        var size = winsize()
        guard isatty(descriptor) == 1, ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
            return nil
        }
        return max(Int(size.ws_col), 40)
    }
}

/// - Returns: nil, or the `errno` that ended it.
@discardableResult
func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
    bytes.withUnsafeBytes { buffer in
        var written = 0
        while written < buffer.count {
            let count = Glibc.write(descriptor, buffer.baseAddress! + written, buffer.count - written)
            if count >= 0 {
                written += count
            } else if errno != EINTR {
                return errno
            }
        }
        return nil
    }
}

/// The variables of the process's environment.
enum Environment {
    static subscript(_ name: String) -> String? {
        guard let value = getenv(name) else { return nil }
        let text = String(cString: value)
        return text.isEmpty ? nil : text
    }
}
