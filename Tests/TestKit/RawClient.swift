import Glibc

/// A socket without manners.
public final class RawClient: Sendable {
    public let descriptor: Int32

    /// Nil where nobody listens.
    public init?(_ path: String) {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard withUnixAddress(path, { connect(descriptor, $0, $1) }) == 0 else {
            close(descriptor)
            return nil
        }
        var patience = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { close(descriptor) }

    /// False where the other side is gone.
    @discardableResult
    public func write(_ text: String) -> Bool { write(Array(text.utf8)) }

    /// - Parameter isPatient: waits for room; else what is not taken at once is left.
    @discardableResult
    public func write(_ bytes: [UInt8], isPatient: Bool = true) -> Bool {
        let flags = Int32(MSG_NOSIGNAL) | (isPatient ? 0 : Int32(MSG_DONTWAIT))
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                send(descriptor, $0.baseAddress! + sent, bytes.count - sent, flags)
            }
            if count < 0 { return false }
            sent += count
        }
        return true
    }

    public func halfClose() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// To the end of the stream, or `messages` messages.
    public func read(messages: Int = .max) -> [String] {
        bytes { bytes in bytes.count(where: { $0 == 0 }) < messages }
            .split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    }

    /// To the end of the stream.
    public func readAll() -> String { String(decoding: bytes { _ in true }, as: UTF8.self) }

    private func bytes(while wantsMore: ([UInt8]) -> Bool) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while wantsMore(bytes), case let count = recv(descriptor, &chunk, chunk.count, 0), count > 0 {
            bytes += chunk[..<count]
        }
        return bytes
    }

    /// The other side has closed.
    public var isClosed: Bool {
        var byte: UInt8 = 0
        return recv(descriptor, &byte, 1, 0) == 0 || errno == ECONNRESET
    }
}
