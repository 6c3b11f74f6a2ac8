import CSystemd
public import Diagnostics
import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import SystemErrors
public import Web

/// Serves the pages over HTTP/1.1: one thread for all connections, a few that wait for the daemon.
public final class WebServer: Sendable {
    public enum Place: Hashable, Sendable {
        /// Handed over by the service manager.
        case activated
        /// A Unix socket, for the proxy.
        case unix(String)
        /// An address of this machine alone, for trying.
        case loopback(String, port: Int)

        var shown: String {
            switch self {
            case .activated: "systemd"
            case .unix(let path): path
            case .loopback(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
            }
        }

        /// `127.0.0.1:8080`, `[::1]:8080`, `/run/dondoc/web`.
        public init?(_ text: String) {
            if text.hasPrefix("/") {
                self = .unix(text)
                return
            }
            guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
                0...65535 ~= port
            else { return nil }
            let host = text[..<colon].filter { $0 != "[" && $0 != "]" }
            guard isLoopback(host) else { return nil }
            self = .loopback(host == "localhost" ? "127.0.0.1" : host, port: port)
        }
    }

    public enum Failure: Error, Sendable {
        case cannotListen(Place, Wording)
        /// No socket came from the service manager.
        case notActivated

        public var wording: Wording {
            switch self {
            case .cannotListen(let place, let reason):
                Wording(
                    vi: "không mở được chỗ nghe \(place.shown): \(reason.vi); hãy chọn chỗ khác bằng --listen",
                    en: "cannot listen at \(place.shown): \(reason.en); choose another place with --listen")
            case .notActivated:
                Wording(
                    vi: "systemd không trao socket nào; để thử, dùng --listen 127.0.0.1:8080",
                    en: "systemd handed over no socket; for trying use --listen 127.0.0.1:8080")
            }
        }
    }

    /// Threads that wait for the daemon: it answers one question after the other anyway.
    private static let workers = 4

    private let door: FrontDoor
    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    private let pool = NIOThreadPool(numberOfThreads: WebServer.workers)

    public init(_ door: FrontDoor) { self.door = door }

    /// Listens, and serves until it is told to stop (SIGTERM, SIGINT).
    /// - Parameter ready: called with the address that it listens on.
    public func run(at place: Place, ready: (String) -> Void) throws(Failure) {
        signal(SIGPIPE, SIG_IGN)
        var stopping = sigset_t()
        sigemptyset(&stopping)
        sigaddset(&stopping, SIGTERM)
        sigaddset(&stopping, SIGINT)
        // Before there are other threads: they take it over.
        pthread_sigmask(SIG_BLOCK, &stopping, nil)
        pool.start()
        let channels = try listen(at: place)
        ready(channels.first?.localAddress.map { "\($0.ipAddress ?? ""):\($0.port ?? 0)" } ?? "")
        sd_notify(0, "READY=1")
        var number: Int32 = 0
        sigwait(&stopping, &number)
        sd_notify(0, "STOPPING=1")
        for channel in channels { try? channel.close().wait() }
        try? group.syncShutdownGracefully()
        try? pool.syncShutdownGracefully()
    }

    private func listen(at place: Place) throws(Failure) -> [any Channel] {
        let isFromProxy = if case .loopback = place { false } else { true }
        let connections = ConnectionCount()
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 512)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: isFromProxy ? 0 : 1)
            .childChannelOption(.maxMessagesPerRead, value: 4)
            .childChannelInitializer { [door, pool] channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline(
                        withPipeliningAssistance: true, withErrorHandling: true)
                    try channel.pipeline.syncOperations.addHandler(
                        PageHandler(door, pool, connections, isFromProxy: isFromProxy))
                }
            }
        do {
            switch place {
            case .activated:
                let sockets = activatedSockets()
                guard !sockets.isEmpty else { throw Failure.notActivated }
                return try sockets.map { try bootstrap.withBoundSocket($0).wait() }
            case .unix(let path):
                let channel = try bootstrap.bind(unixDomainSocketPath: path, cleanupExistingSocketFile: true).wait()
                chmod(path, 0o660)
                return [channel]
            case .loopback(let host, let port): return [try bootstrap.bind(host: host, port: port).wait()]
            }
        } catch let failure as Failure {
            throw failure
        } catch let error as IOError {
            throw .cannotListen(place, systemReason(error.errnoCode))
        } catch is UnixDomainSocketPathWrongType {
            throw .cannotListen(
                place, Wording(vi: "ở đó có một tệp không phải socket", en: "a file is there that is no socket"))
        } catch {
            throw .cannotListen(place, Wording(vi: "\(error)", en: "\(error)"))
        }
    }

    private func activatedSockets() -> [CInt] {
        let count = sd_listen_fds(1)
        guard count > 0 else { return [] }
        return (SD_LISTEN_FDS_START..<SD_LISTEN_FDS_START + count).filter {
            sd_is_socket_unix($0, Int32(SOCK_STREAM.rawValue), 1, nil, 0) > 0
        }
    }
}

/// Whether a host's name or address is of this machine alone.
func isLoopback(_ host: some StringProtocol) -> Bool {
    if host == "localhost" || host == "::1" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
}

/// How many connections there are; used on the one event loop alone.
final class ConnectionCount: @unchecked Sendable {
    static let most = 2048
    var count = 0
    /// Requests that are being answered.
    var waiting = 0
}
