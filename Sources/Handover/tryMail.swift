internal import Glibc

/// Hands one message to a sendmail-compatible command, outside the queue: whether letters would go out.
/// - Parameters:
///   - message: RFC 5322, lines ending in LF.
///   - timeout: seconds until the command is killed.
public func tryMail(_ message: [UInt8], to address: String, command: [String], timeout: Int) -> Verdict {
    // Its standard input has to be a file, as a message of the spool is: one without a name.
    var name = Array("/tmp/dondoc-mail-XXXXXX".utf8CString)
    let file = OpenFile(mkstemp(&name))
    guard file.number >= 0 else { return .deferred(.cannotRun(errno: errno)) }
    _ = fcntl(file.number, F_SETFD, FD_CLOEXEC)
    unlink(name)
    var written = 0
    while written < message.count {
        let count = message[written...].withUnsafeBytes { write(file.number, $0.baseAddress, $0.count) }
        if count < 0, errno != EINTR { return .deferred(.cannotRun(errno: errno)) }
        written += max(0, count)
    }
    lseek(file.number, 0, SEEK_SET)
    return Sendmail(command: command, timeout: timeout).run(message: file, to: address)
}
