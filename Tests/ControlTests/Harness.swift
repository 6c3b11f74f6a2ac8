import Control
import Foundation
import Glibc
import JSONText

/// A server on its own queue, answering as the daemon does but without one.
final class Harness: Sendable {
    let path: String
    let executor = QueueExecutor(label: "test")
    let server: VarlinkServer

    convenience init(limits: VarlinkServer.Limits = .init()) throws {
        let path = "/tmp/dondoc-\(UUID().uuidString.prefix(8)).sock"
        try self.init(sockets: [ListeningSocket(path: path)], path: path, limits: limits)
    }

    init(sockets: [ListeningSocket], path: String, limits: VarlinkServer.Limits = .init()) throws {
        self.path = path
        server = VarlinkServer(
            executor: executor, sockets: sockets,
            service: ControlInterface.service(version: "0"), limits: limits
        ) { call in
            do throws(VarlinkError) {
                switch try ControlRequest(call) {
                case .getStatus:
                    return .success(["uid": .integer(Int64(call.peer.uid)), "member": .bool(call.peer.isMember)])
                case .report(let report): return .success(report.parameters)
                case .reload: return .failure(ControlInterface.busy)
                case .follow: return .follow
                case .getMetrics: return .success(["text": .string(String(repeating: "x", count: 100_000))])
                case .listNotices(let query): return .stream(Harness.count(to: query.limit))
                case .listTasks: return .written(Array(#"{"tasks":[],"total":0}"#.utf8))
                case .describeSite, .identify, .describeTask, .getStats, .listLetters, .getLetter, .comparePlans,
                    .simulate:
                    return .failure(ControlInterface.notFound(call.name))
                }
            } catch {
                return .failure(error)
            }
        }
        onQueue { $0.start() }
    }

    deinit { onQueue { $0.stop() } }

    func onQueue<T: Sendable>(_ body: @Sendable (isolated VarlinkServer) -> T) -> T {
        executor.queue.sync { server.assumeIsolated(body) }
    }

    private static func count(to limit: Int) -> @Sendable () -> VarlinkReply.Element {
        nonisolated(unsafe) var n = 0  // called on the server's queue alone
        return {
            n += 1
            return n == limit ? .last(["n": .integer(Int64(n))]) : .next(["n": .integer(Int64(n))])
        }
    }
}

/// A socket without manners.
final class RawClient: Sendable {
    let descriptor: Int32

    init(_ path: String) {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        precondition(result == 0, "connect: \(errno)")
        var patience = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { close(descriptor) }

    /// False where the other side is gone.
    @discardableResult
    func write(_ text: String) -> Bool { write(Array(text.utf8)) }

    @discardableResult
    func write(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                send(descriptor, $0.baseAddress! + sent, bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            if count < 0 { return false }
            sent += count
        }
        return true
    }

    func halfClose() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// To the end of the stream, or `messages` messages.
    func read(messages: Int = .max) -> [String] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count(where: { $0 == 0 }) < messages {
            let count = recv(descriptor, &chunk, chunk.count, 0)
            if count <= 0 { break }
            bytes += chunk[..<count]
        }
        return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The other side has closed.
    var isClosed: Bool {
        var byte: UInt8 = 0
        return recv(descriptor, &byte, 1, 0) == 0 || errno == ECONNRESET
    }
}
