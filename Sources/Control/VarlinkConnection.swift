import CLinux
import Glibc

/// One client: its bytes on the way in and out. Used on the server's queue alone.
final class VarlinkConnection {
    enum Activity {
        case idle
        /// For a reply that is not known yet.
        case waiting(PendingReply)
        case streaming(@Sendable () -> VarlinkReply.Element)
        case following

        var isIdle: Bool { if case .idle = self { true } else { false } }
        var isStreaming: Bool { if case .streaming = self { true } else { false } }
        var isFollowing: Bool { if case .following = self { true } else { false } }
    }

    let descriptor: Int32
    let peer: Peer
    var activity = Activity.idle
    /// The server's counter at the last sign of life: who was idle longest goes first.
    var lastActive: UInt64 = 0
    /// When patience with it ends, in nanoseconds of the monotonic clock.
    var deadline: UInt64?
    /// A message came whole, or output left, since the deadline was set.
    var hasProgressed = false
    /// The events it is registered for.
    var events: UInt32 = 0
    /// The peer will send no more.
    private(set) var isInputClosed = false

    private var input: [UInt8] = []
    /// What of the input is known to hold no NUL.
    private var scanned = 0
    private var output: [UInt8] = []
    private var written = 0

    init(descriptor: Int32, peer: Peer) {
        self.descriptor = descriptor
        self.peer = peer
    }

    var buffered: Int { input.count + output.count }
    var pendingOutput: Int { output.count - written }
    var pendingInput: Int { input.count }

    enum ReadOutcome { case some, nothing, failed }

    /// Takes what is there, as much as `scratch` holds.
    func read(into scratch: inout [UInt8]) -> ReadOutcome {
        let count = recv(descriptor, &scratch, scratch.count, 0)
        if count > 0 {
            input += scratch[..<count]
            return .some
        }
        if count == 0 {
            isInputClosed = true
            return .nothing
        }
        return errno == EAGAIN || errno == EINTR ? .nothing : .failed
    }

    /// The next whole message, without its NUL.
    func takeMessage() -> [UInt8]? {
        guard let end = input[scanned...].firstIndex(of: 0) else {
            scanned = input.count
            return nil
        }
        let message = Array(input[..<end])
        input.removeFirst(end + 1)
        if input.isEmpty { input = [] }
        scanned = 0
        hasProgressed = true
        return message
    }

    func enqueue(_ bytes: [UInt8]) { output += bytes }

    /// Sends what the socket takes. False: the peer is gone.
    func flush() -> Bool {
        while written < output.count {
            let count = output.withUnsafeBytes {
                send(descriptor, $0.baseAddress! + written, output.count - written, Int32(MSG_NOSIGNAL))
            }
            if count < 0 {
                if errno == EINTR { continue }
                return errno == EAGAIN
            }
            written += count
            hasProgressed = true
        }
        output = []
        written = 0
        return true
    }
}
