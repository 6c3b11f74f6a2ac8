import CLinux
import Glibc
public import JSONText

/// A client that waits: for commands, not for the daemon.
public final class VarlinkClient {
    /// Why there is no answer; commands word each with its remedy.
    public enum Failure: Error, Hashable, Sendable {
        /// Nobody listens there: no daemon runs.
        case notRunning(path: String)
        case notPermitted(path: String)
        case pathTooLong(String)
        /// No answer in the time allowed.
        case timedOut
        /// The other side closed, or answered what is no reply.
        case broken
        case system(call: String, errno: Int32)
        /// The service's own answer.
        case answer(VarlinkError)
    }

    private let descriptor: Int32
    private var input: [UInt8] = []

    /// - Parameter timeout: seconds for each read and write; nil waits for ever.
    public init(path: String, timeout: Int? = 30) throws(Failure) {
        guard var address = sockaddr_un(path: path) else { throw .pathTooLong(path) }
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw .system(call: "socket", errno: errno) }
        if let timeout { wait(atMost: timeout) }
        while address.withAddress({ connect(descriptor, $0, $1) }) < 0 {
            let error = errno
            if error == EINTR { continue }
            // What was set whole is closed by `deinit`, also where this throws: a second close would be another thread's file.
            switch error {
            case ENOENT, ECONNREFUSED, ENOTDIR: throw .notRunning(path: path)
            case EACCES, EPERM: throw .notPermitted(path: path)
            case EAGAIN: throw .timedOut
            default: throw .system(call: "connect", errno: error)
            }
        }
    }

    deinit { close(descriptor) }

    /// - Parameter timeout: seconds for each read and write from now on.
    public func wait(atMost timeout: Int) {
        var value = timeval(tv_sec: timeout, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &value, size)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &value, size)
    }

    /// Calls a method that answers once.
    public func call(_ method: String, _ parameters: [String: JSONValue] = [:]) throws(Failure) -> [String: JSONValue] {
        try send(encodeVarlink(method: method, parameters: parameters))
        return try receive().parameters
    }

    /// Calls a method that answers several times, until its last answer or until `body` returns false.
    public func call(
        _ method: String, _ parameters: [String: JSONValue] = [:], forEach body: ([String: JSONValue]) -> Bool
    ) throws(Failure) {
        try send(encodeVarlink(method: method, parameters: parameters, more: true))
        while true {
            let reply = try receive()
            guard body(reply.parameters), reply.continues else { return }
        }
    }

    private func send(_ bytes: [UInt8]) throws(Failure) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress! + sent, bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            if count >= 0 {
                sent += count
            } else if errno == EAGAIN {
                throw .timedOut
            } else if errno != EINTR {
                throw errno == EPIPE || errno == ECONNRESET ? .broken : .system(call: "send", errno: errno)
            }
        }
    }

    private func receive() throws(Failure) -> (parameters: [String: JSONValue], continues: Bool) {
        var scanned = 0
        while true {
            if let end = input[scanned...].firstIndex(of: 0) {
                let message = Array(input[..<end])
                input.removeFirst(end + 1)
                guard let reply = (try? JSONValue(parsing: message))?.object else { throw .broken }
                let parameters = reply["parameters"]?.object ?? [:]
                if let error = reply["error"]?.string { throw .answer(VarlinkError(error, parameters)) }
                return (parameters, reply["continues"]?.bool ?? false)
            }
            scanned = input.count
            var chunk = [UInt8](repeating: 0, count: 1 << 16)
            let count = recv(descriptor, &chunk, chunk.count, 0)
            if count > 0 {
                input += chunk[..<count]
            } else if count == 0 {
                throw .broken
            } else if errno == EAGAIN {
                throw .timedOut
            } else if errno != EINTR {
                throw errno == ECONNRESET ? .broken : .system(call: "recv", errno: errno)
            }
        }
    }
}
