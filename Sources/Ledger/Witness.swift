public import Dates
internal import Glibc

/// The last row that was acknowledged, noted in the spool: what a ledger that was put back, or lost its log, does not
/// have, the witness has.
///
/// One line that is written over with each commit and never synced: after a power cut it is at most older than the ledger.
public struct Witness: Sendable {
    /// In the spool's own folder, beside the Maildirs.
    public static let fileName = ".witness"

    /// What it says.
    public struct Statement: Hashable, Sendable {
        /// The row's number and hash (64 hexadecimal digits), and when it was written.
        public var number: Int64
        /// 64 hexadecimal digits.
        public var hash: String
        /// When the row was written.
        public var at: Instant
        /// The ledger's random name.
        public var siteName: String

        /// - Parameter hash: 64 hexadecimal digits.
        public init(number: Int64, hash: String, at: Instant, siteName: String) {
            self.number = number
            self.hash = hash
            self.at = at
            self.siteName = siteName
        }

        /// - Returns: nil where the line was torn: it proves nothing then.
        init?(line: Substring) {
            let words = line.split(separator: " ").map(String.init)
            guard words.count >= 5, let number = Int64(words[0]), let seconds = Int64(words[2]), number > 0,
                words[4] == Statement.seal(words[0..<4])
            else { return nil }
            self.init(number: number, hash: words[1], at: Instant(seconds: seconds), siteName: words[3])
        }

        /// With a seal at its end.
        var line: String {
            let words = ["\(number)", hash, "\(at.seconds)", siteName]
            return (words + [Statement.seal(words[...])]).joined(separator: " ")
        }

        private static func seal(_ words: ArraySlice<String>) -> String {
            SHA256.hex(SHA256.hash(Array(words.joined(separator: " ").utf8)).prefix(4))
        }
    }

    /// Of its file.
    public let path: String

    /// Nothing is read or written yet.
    public init(inSpool folder: String) { path = folder + "/" + Witness.fileName }

    /// - Returns: nil where there is none, or one that was torn: it proves nothing then.
    public func read() -> Statement? {
        let file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: Witness.length)
        guard pread(file, &bytes, bytes.count, 0) == bytes.count else { return nil }
        return Statement(line: String(decoding: bytes, as: UTF8.self)[...])
    }

    /// What cannot be written is left out: an older witness proves less, and nothing wrong.
    func write(_ statement: Statement) {
        let file = open(path, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0o640)
        guard file >= 0 else { return }
        defer { close(file) }
        var line = Array(statement.line.utf8)
        guard line.count < Witness.length else { return }
        line += [UInt8](repeating: UInt8(ascii: " "), count: Witness.length - 1 - line.count) + [UInt8(ascii: "\n")]
        _ = pwrite(file, line, line.count, 0)
    }

    /// Of a ledger that was given up for another.
    func remove() { unlink(path) }

    private static let length = 160
}
