import CLinux
import CSystemd
import Control
import Glibc

/// What systemd is told and tells; all of it quiet where none is there.
struct ServiceManager: Sendable {
    /// Microseconds within which it wants to hear of us; nil: it does not.
    let watchdog: UInt64?

    init() {
        var microseconds: UInt64 = 0
        watchdog = sd_watchdog_enabled(0, &microseconds) > 0 && microseconds > 0 ? microseconds : nil
    }

    /// The sockets that were opened for us.
    func activatedSockets() -> [ListeningSocket] {
        let count = sd_listen_fds(1)
        guard count > 0 else { return [] }
        return (SD_LISTEN_FDS_START..<SD_LISTEN_FDS_START + count).compactMap { descriptor in
            sd_is_socket_unix(descriptor, Int32(SOCK_STREAM.rawValue), 1, nil, 0) > 0
                ? ListeningSocket(activated: descriptor) : nil
        }
    }

    func ready() { notify("READY=1") }
    func ready(status: String) { notify("READY=1\nSTATUS=\(line(status))") }
    func status(_ text: String) { notify("STATUS=\(line(text))") }
    func stopping() { notify("STOPPING=1") }
    func alive() { notify("WATCHDOG=1") }

    func reloading() {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        notify("RELOADING=1\nMONOTONIC_USEC=\(time.tv_sec * 1_000_000 + time.tv_nsec / 1000)")
    }

    private func notify(_ state: String) { _ = sd_notify(0, state) }

    private func line(_ text: String) -> String { String(text.map { $0.isNewline ? " " : $0 }) }
}
