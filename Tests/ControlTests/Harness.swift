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
