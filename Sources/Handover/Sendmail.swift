internal import CLinux
internal import Delivery
internal import Glibc

/// The sendmail-compatible command, run once for each message: the message is its standard input.
struct Sendmail {
    /// Its absolute path, then arguments.
    let command: [String]
    /// Seconds until it is killed.
    let timeout: Int

    /// What it may say: the last so many bytes are kept.
    private static let saidLimit = 4096
    /// Between SIGTERM and SIGKILL, in seconds.
    private static let grace = 5

    /// - Parameters:
    ///   - message: at its beginning.
    ///   - address: of the recipient; where the command reads it from the headers (`-t`), it is not an argument.
    func run(message: OpenFile, to address: String) -> Verdict {
        let arguments = command.contains("-t") ? command : command + ["--", address]
        var ends: [Int32] = [-1, -1]
        guard pipe2(&ends, O_CLOEXEC) == 0 else { return .deferred(.cannotRun(errno: errno)) }
        _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
        let result = start(arguments, input: message.number, output: ends[1])
        close(ends[1])
        defer { close(ends[0]) }
        guard case .success(let process) = result else {
            if case .failure(let failure) = result { return .deferred(.cannotRun(errno: failure.errno)) }
            return .deferred(.cannotRun(errno: EAGAIN))
        }
        return wait(for: process, output: ends[0])
    }

    private struct Failure: Error { let errno: Int32 }

    private func start(_ arguments: [String], input: Int32, output: Int32) -> Result<pid_t, Failure> {
        // A group of its own, so that what it starts can be ended with it; and it dies with this process: another deliverer
        // would hand over the same message beside it.
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var process = pid_t()
        let failed = dondoc_spawn_bound(arguments[0], &words, input, output, &process)
        return failed == 0 ? .success(process) : .failure(Failure(errno: failed))
    }

    private func wait(for process: pid_t, output: Int32) -> Verdict {
        let end = OpenFile(pidfd_open(process, 0))
        var tail: [UInt8] = []
        var deadline = monotonicSeconds() + timeout
        var killed: Int32?
        while true {
            read(output, into: &tail)
            var status: Int32 = 0
            let ended = waitpid(process, &status, WNOHANG)
            if ended == process {
                read(output, into: &tail)
                return verdict(status, timedOut: killed != nil, singleLine(String(decoding: tail, as: UTF8.self)))
            }
            if ended < 0, errno != EINTR { return .deferred(.cannotRun(errno: errno)) }
            let left = deadline - monotonicSeconds()
            if left <= 0 {
                // Politely first.
                let signal = killed == nil ? SIGTERM : SIGKILL
                kill(-process, signal)
                killed = signal
                deadline = monotonicSeconds() + Sendmail.grace
                continue
            }
            var waited = [end.number, output].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            // A closed output would be ready for ever.
            if isAtEnd(output) { waited.removeLast() }
            // Where the kernel has no such descriptor, it is asked once a second.
            _ = poll(&waited, nfds_t(waited.count), end.number < 0 ? 1000 : Int32(min(left, 3600)) * 1000)
        }
    }

    private func read(_ output: Int32, into tail: inout [UInt8]) {
        var chunk = [UInt8](repeating: 0, count: 4096)
        // Bounded: one that prints without end is heard in pieces.
        for _ in 0..<256 {
            let count = Glibc.read(output, &chunk, chunk.count)
            guard count > 0 else { return }
            tail += chunk[..<count]
            if tail.count > Sendmail.saidLimit { tail.removeFirst(tail.count - Sendmail.saidLimit) }
        }
    }

    private func isAtEnd(_ output: Int32) -> Bool {
        var one = [pollfd(fd: output, events: Int16(POLLIN), revents: 0)]
        return poll(&one, 1, 0) > 0 && one[0].revents & Int16(POLLIN) == 0
    }

    private func verdict(_ status: Int32, timedOut: Bool, _ said: String) -> Verdict {
        let signal = status & 0x7F
        // One that ended well in its grace has taken the message.
        if signal == 0, (status >> 8) & 0xFF == 0 { return .accepted }
        if timedOut { return .deferred(.timedOut(seconds: timeout, said: said)) }
        if signal != 0 { return .deferred(.signal(signal, said: said)) }
        let code = (status >> 8) & 0xFF
        let isTemporary = isMachines(code) || quotesTemporaryReply(said)
        return isTemporary ? .deferred(.exit(code: code, said: said)) : .refused(.exit(code: code, said: said))
    }

    /// Codes that are no verdict on the message (sysexits.h): a fault of the command, its settings or the system, which
    /// somebody mends; and a shell's for a command that is not there or may not run.
    private func isMachines(_ code: Int32) -> Bool {
        switch code {
        case 64: true  // EX_USAGE
        case 70...75: true  // EX_SOFTWARE, EX_OSERR, EX_OSFILE, EX_CANTCREAT, EX_IOERR, EX_TEMPFAIL
        case 77, 78: true  // EX_NOPERM, EX_CONFIG
        case 126, 127: true
        default: false
        }
    }

    private func monotonicSeconds() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec
    }
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
