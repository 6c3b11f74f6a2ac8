import Diagnostics
import Dispatch
import JSONText
import SiteFiles
import Synchronization

/// What the client said, in order; filled by the thread that reads, emptied by the one that answers.
final class Mailbox: Sendable {
    enum Incoming: Sendable {
        case message(JSONValue)
        /// It could not be read: told to the client, who may have meant a request.
        case unreadable(Wording)
        case end
    }

    private struct State {
        var waiting: [Incoming] = []
        var cancelled: Set<JSONValue> = []
        /// Edits that have come and wait.
        var edits = 0
        /// Of the check that is running.
        var check: Cancellation?
    }

    private let state = Mutex(State())
    private let signal = DispatchSemaphore(value: 0)

    func put(_ incoming: Incoming) {
        state.withLock { state in
            if case .message(let message) = incoming {
                switch message["method"]?.string {
                case "$/cancelRequest":
                    // Most are of requests that are answered already.
                    if state.cancelled.count > 1000 { state.cancelled = [] }
                    if let id = message.at("params", "id") { state.cancelled.insert(id) }
                // What is being worked out is of a text that is no more.
                case "textDocument/didChange":
                    state.edits += 1
                    state.check?.cancel()
                default: break
                }
            }
            state.waiting.append(incoming)
        }
        signal.signal()
    }

    /// - Parameter milliseconds: nil: until something comes.
    func take(within milliseconds: Int?) -> Incoming? {
        if let milliseconds {
            guard signal.wait(timeout: .now() + .milliseconds(milliseconds)) == .success else { return nil }
        } else {
            signal.wait()
        }
        return state.withLock { state in
            guard !state.waiting.isEmpty else { return nil }
            let incoming = state.waiting.removeFirst()
            if case .message(let message) = incoming, message["method"] == "textDocument/didChange" { state.edits -= 1 }
            return incoming
        }
    }

    /// Whether an edit waits: what is being worked out is of a text that is no more.
    var hasEdits: Bool { state.withLock { $0.edits > 0 } }

    /// Whether a request was taken back before it was answered.
    func takeCancellation(of id: JSONValue) -> Bool { state.withLock { $0.cancelled.remove(id) != nil } }

    func isCancelled(_ id: JSONValue) -> Bool { state.withLock { $0.cancelled.contains(id) } }

    /// From now on an edit cancels it.
    func beginCheck() -> Cancellation {
        let cancellation = Cancellation()
        state.withLock { $0.check = cancellation }
        return cancellation
    }

    func endCheck() { state.withLock { $0.check = nil } }
}
