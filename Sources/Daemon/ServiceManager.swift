import CLinux
import CSystemd
import Control
import Glibc

/// What systemd is told (sd_notify(3)) and tells; all of it quiet where none is there.
///
/// A manager that does not read holds nobody up: what it has no room for is kept, the last word on each matter, and told
/// again later.
struct ServiceManager {
    /// Microseconds within which it wants to hear of us; nil: it does not.
    let watchdog: UInt64?
    private let address: [UInt8]?
    /// In order; of each first name one.
    private var owed: [String] = []

    init() {
        var microseconds: UInt64 = 0
        watchdog = sd_watchdog_enabled(0, &microseconds) > 0 && microseconds > 0 ? microseconds : nil
        address = getenv("NOTIFY_SOCKET").map { Array(String(cString: $0).utf8) }.flatMap {
            // An abstract name is written with `@`.
            $0.first == UInt8(ascii: "@") ? [0] + $0.dropFirst() : $0.first == UInt8(ascii: "/") ? $0 : nil
        }
    }

    var isOwing: Bool { !owed.isEmpty }

    /// The sockets that were opened for us.
    func activatedSockets() -> [ListeningSocket] {
        let count = sd_listen_fds(1)
        guard count > 0 else { return [] }
        return (SD_LISTEN_FDS_START..<SD_LISTEN_FDS_START + count).compactMap { descriptor in
            sd_is_socket_unix(descriptor, Int32(SOCK_STREAM.rawValue), 1, nil, 0) > 0
                ? ListeningSocket(activated: descriptor) : nil
        }
    }

    mutating func ready() { tell("READY=1") }
    mutating func status(_ text: String) { tell("STATUS=\(line(text))") }
    mutating func stopping() { tell("STOPPING=1") }
    mutating func alive() { tell("WATCHDOG=1") }

    mutating func reloading() {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        tell("RELOADING=1\nMONOTONIC_USEC=\(time.tv_sec * 1_000_000 + time.tv_nsec / 1000)")
    }

    private mutating func tell(_ message: String) {
        let matter = message.prefix { $0 != "=" }
        owed.removeAll { $0.hasPrefix(matter) }
        owed.append(message)
        tellAgain()
    }

    /// Tells what is owed, as far as there is room for it.
    mutating func tellAgain() {
        owed.removeFirst(owed.prefix(while: send).count)
    }

    /// - Returns: false where there is no room.
    private func send(_ message: String) -> Bool {
        guard let address else { return true }
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var target = sockaddr_un()
        target.sun_family = sa_family_t(AF_UNIX)
        guard address.count < MemoryLayout.size(ofValue: target.sun_path) else { return true }
        withUnsafeMutableBytes(of: &target.sun_path) { $0.copyBytes(from: address) }
        let length = socklen_t(MemoryLayout.offset(of: \sockaddr_un.sun_path)! + address.count)
        let bytes = Array(message.utf8)
        let sent = withUnsafePointer(to: target) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                sendto(
                    descriptor, bytes, bytes.count, Int32(MSG_DONTWAIT | MSG_NOSIGNAL), $0, length)
            }
        }
        // A manager that is gone is told no more.
        return sent >= 0 || (errno != EAGAIN && errno != ENOBUFS && errno != EINTR)
    }

    private func line(_ text: String) -> String { String(text.map { $0.isNewline ? " " : $0 }) }
}
