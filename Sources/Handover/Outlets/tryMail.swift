internal import CLinux
internal import Glibc

/// Hands one message to an outlet's program, outside the queue: whether letters would go out.
/// - Parameters:
///   - message: RFC 5322, lines ending in LF.
///   - timeout: seconds until the command is killed.
public func tryMail(_ message: [UInt8], to address: String, command: [String], timeout: Int) -> Verdict {
    do throws(FileFailure) {
        let file = try OpenFile(holding: message)
        let arguments = OutletProgram.arguments(command, to: address)
        return Verdict(try RunningCommand(arguments, message: file, timeout: timeout).wait())
    } catch {
        return .deferred(.cannotRun(errno: error.errno))
    }
}

extension OpenFile {
    /// A file in memory, at its beginning: no pipe that fills up, and nothing left behind.
    convenience init(holding bytes: [UInt8]) throws(FileFailure) {
        // MFD_CLOEXEC
        self.init(memfd_create("dondoc", 1))
        guard number >= 0 else { throw FileFailure(errno: errno) }
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { Glibc.write(number, $0.baseAddress, $0.count) }
            if count < 0, errno != EINTR { throw FileFailure(errno: errno) }
            written += max(0, count)
        }
        lseek(number, 0, SEEK_SET)
    }
}
