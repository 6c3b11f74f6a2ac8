internal import Glibc

/// A descriptor that somebody reads: a pipe, a terminal, journald's stream. Who stops reading is waited for a second, once,
/// and then what is written is lost until there is room again: the ledger has what matters.
///
/// Whose the descriptor is, is not changed: `O_NONBLOCK` would hold for all who share it.
public final class Outlet {
    /// Milliseconds.
    private static let patience: Int32 = 1000

    private let descriptor: Int32
    private var isStuck = false
    /// A line was begun and not ended.
    private var isTorn = false

    /// The descriptor stays its owner's, who closes it.
    public init(_ descriptor: Int32) { self.descriptor = descriptor }

    /// Whole or, where nobody reads, not at all or in part; a line that was torn is ended before the next.
    public func write(_ text: String) {
        var text = isTorn ? "\n" + text : text
        text.withUTF8 { bytes in
            var written = 0
            while written < bytes.count {
                let count = writeSome(bytes.baseAddress! + written, bytes.count - written)
                if count < 0 {
                    if errno == EINTR { continue }
                    if errno == EAGAIN, waitForRoom() { continue }
                    isTorn = isTorn || written > 0
                    return
                }
                written += count
            }
            isTorn = false
        }
    }

    private func writeSome(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int {
        let sent = send(descriptor, bytes, count, Int32(MSG_DONTWAIT | MSG_NOSIGNAL))
        guard sent < 0, errno == ENOTSOCK else { return sent }
        guard isReady(within: 0) else {
            errno = EAGAIN
            return -1
        }
        // A pipe that is ready takes a page without waiting.
        return Glibc.write(descriptor, bytes, min(count, 4096))
    }

    private func waitForRoom() -> Bool {
        guard !isStuck else {
            isStuck = !isReady(within: 0)
            return !isStuck
        }
        isStuck = !isReady(within: Outlet.patience)
        return !isStuck
    }

    private func isReady(within milliseconds: Int32) -> Bool {
        var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        return poll(&ready, 1, milliseconds) == 1
    }
}
