internal import CLinux
internal import Delivery
internal import Glibc

/// A program at work on one message, which is its standard input. Nothing here waits.
final class RunningCommand {
    /// How it ended.
    struct End {
        /// nil: it was killed.
        var code: Int32?
        var signal: Int32 = 0
        /// Killed by us, having had so many seconds.
        var timedOut: Int?
        /// What it printed last.
        var said: String
    }

    private let process: pid_t
    private let output: OpenFile
    private let end: OpenFile
    private let timeout: Int
    private var deadline: Int
    private var tail: [UInt8] = []
    private var hasKilled = false

    /// What it may say: the last so many bytes are kept.
    private static let saidLimit = 4096
    /// Between SIGTERM and SIGKILL, in seconds.
    private static let grace = 5

    /// - Parameters:
    ///   - arguments: its absolute path first.
    ///   - message: at its beginning.
    ///   - timeout: seconds until it is killed.
    init(_ arguments: [String], message: OpenFile, timeout: Int) throws(FileFailure) {
        var ends: [Int32] = [-1, -1]
        guard pipe2(&ends, O_CLOEXEC) == 0 else { throw FileFailure(errno: errno) }
        output = OpenFile(ends[0])
        let input = OpenFile(ends[1])
        _ = fcntl(output.number, F_SETFL, O_NONBLOCK)
        // A group of its own, so that what it starts can be ended with it; and it dies with this process: another deliverer
        // would hand over the same message beside it.
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var process = pid_t()
        let failed = dondoc_spawn_bound(arguments[0], &words, message.number, input.number, &process)
        guard failed == 0 else { throw FileFailure(errno: failed) }
        self.process = process
        self.timeout = timeout
        end = OpenFile(pidfd_open(process, 0))
        deadline = monotonicSeconds() + timeout
    }

    /// Until something is done about it without it.
    var secondsLeft: Int { max(0, deadline - monotonicSeconds()) }

    /// What becomes ready when it has something to say or has ended.
    var descriptors: [Int32] {
        // A closed output would be ready for ever.
        (end.number >= 0 ? [end.number] : []) + (isAtEnd ? [] : [output.number])
    }

    /// Whether the kernel has no descriptor of its end: it has to be looked at again and again.
    var isToBePolled: Bool { end.number < 0 }

    /// - Returns: nil while it is at work.
    func poll() throws(FileFailure) -> End? {
        read()
        var status: Int32 = 0
        let ended = waitpid(process, &status, WNOHANG)
        if ended == process {
            read()
            let signal = status & 0x7F
            return End(
                code: signal == 0 ? (status >> 8) & 0xFF : nil, signal: signal, timedOut: hasKilled ? timeout : nil,
                said: String(decoding: tail, as: UTF8.self))
        }
        if ended < 0, errno != EINTR { throw FileFailure(errno: errno) }
        if secondsLeft == 0 {
            // Politely first.
            kill(-process, hasKilled ? SIGKILL : SIGTERM)
            hasKilled = true
            deadline = monotonicSeconds() + RunningCommand.grace
        }
        return nil
    }

    /// Waits until one of some has something to say, or its time is over.
    static func wait(for running: [RunningCommand]) {
        var waited = running.flatMap(\.descriptors).map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        let left = running.map(\.secondsLeft).min() ?? 0
        let isToBePolled = running.contains(where: \.isToBePolled)
        _ = Glibc.poll(&waited, nfds_t(waited.count), isToBePolled ? 1000 : Int32(min(left, 3600)) * 1000)
    }

    private func read() {
        var chunk = [UInt8](repeating: 0, count: 4096)
        // Bounded: one that prints without end is heard in pieces.
        for _ in 0..<256 {
            let count = Glibc.read(output.number, &chunk, chunk.count)
            guard count > 0 else { return }
            tail += chunk[..<count]
            if tail.count > RunningCommand.saidLimit { tail.removeFirst(tail.count - RunningCommand.saidLimit) }
        }
    }

    private var isAtEnd: Bool {
        var one = [pollfd(fd: output.number, events: Int16(POLLIN), revents: 0)]
        return Glibc.poll(&one, 1, 0) > 0 && one[0].revents & Int16(POLLIN) == 0
    }

    /// Waits for its end.
    func wait() throws(FileFailure) -> End {
        while true {
            if let end = try poll() { return end }
            RunningCommand.wait(for: [self])
        }
    }
}

extension Verdict {
    /// What an outlet's program says by how it ends.
    init(_ end: RunningCommand.End) {
        let said = singleLine(end.said)
        // One that ended well in its grace has taken the message.
        if end.code == 0 {
            self = .accepted
        } else if let seconds = end.timedOut {
            self = .deferred(.timedOut(seconds: seconds, said: said))
        } else if let code = end.code {
            let cause = Cause.exit(code: code, said: said)
            if code == Verdict.tryLater {
                self = .deferred(cause, after: retryAfter(end.said))
            } else {
                self = Verdict.isMachines(code) || quotesTemporaryReply(said) ? .deferred(cause) : .refused(cause)
            }
        } else {
            self = .deferred(.signal(end.signal, said: said))
        }
    }

    /// Codes that are no verdict on the message (sysexits.h): a fault of the command, its settings or the system, which
    /// somebody mends; and a shell's for a command that is not there or may not run.
    private static func isMachines(_ code: Int32) -> Bool {
        switch code {
        case 2: true  // wrong usage, as shells and Python's argparse have it
        case 64: true  // EX_USAGE
        case 70...75: true  // EX_SOFTWARE, EX_OSERR, EX_OSFILE, EX_CANTCREAT, EX_IOERR, EX_TEMPFAIL
        case 77, 78: true  // EX_NOPERM, EX_CONFIG
        case 126, 127: true
        default: false
        }
    }
}

private func monotonicSeconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec
}

/// msmtp has no queue, and ends with 69 whether a server refused a recipient for good or for now (greylisting); its words
/// have the server's reply: 4yz is for now (RFC 5321, 4.2.1). A name server that does not answer is for now too.
func quotesTemporaryReply(_ said: String) -> Bool {
    if said.contains("Temporary failure in name resolution") { return true }
    guard let start = said.firstRange(of: "server message: 4") else { return false }
    let reply = said[start.upperBound...].utf8.prefix(3)
    return reply.count == 3 && reply.prefix(2).allSatisfy { 0x30...0x39 ~= $0 }
        && (reply.last == UInt8(ascii: " ") || reply.last == UInt8(ascii: "-"))
}

/// The last line that was said, where it is `Retry-After: N`: seconds, a day at most.
func retryAfter(_ said: String) -> Int? {
    guard let last = said.split(whereSeparator: \.isNewline).last else { return nil }
    let parts = last.split(separator: ":", maxSplits: 1).map { singleLine(String($0)) }
    guard parts.count == 2, parts[0].lowercased() == "retry-after", let seconds = Int(parts[1]), seconds >= 0 else {
        return nil
    }
    return min(seconds, RetryBook.longestAsked)
}
