import Dispatch
import Glibc
import Synchronization

/// What a long command is at, on one line of the reader's terminal that goes away when it is done. Nothing is shown where
/// standard error is no terminal, nor in the first moments: most commands are over by then.
final class StatusLine {
    private static let patience = DispatchTimeInterval.milliseconds(400)
    private static let interval = DispatchTimeInterval.milliseconds(100)

    /// Written by the command, shown by the timer.
    private final class Shown: Sendable {
        private struct State {
            var text = ""
            var isOnScreen = false
            var isOver = false
        }

        private let state = Mutex(State())

        func set(_ text: String) { state.withLock { $0.text = text } }

        func show() {
            state.withLock { state in
                guard !state.isOver, !state.text.isEmpty else { return }
                state.isOnScreen = true
                writeAll(Array(("\r\u{1B}[K" + state.text).utf8), to: STDERR_FILENO)
            }
        }

        func clear() {
            state.withLock { state in
                if state.isOnScreen { writeAll(Array("\r\u{1B}[K".utf8), to: STDERR_FILENO) }
                state.isOnScreen = false
                state.isOver = true
            }
        }
    }

    private let shown = Shown()
    /// nil where nobody watches.
    private let timer: (any DispatchSourceTimer)?

    init() {
        guard isatty(STDERR_FILENO) == 1, Environment["TERM"] != "dumb" else {
            timer = nil
            return
        }
        let timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "status line"))
        self.timer = timer
        timer.schedule(deadline: .now() + Self.patience, repeating: Self.interval)
        timer.setEventHandler { [shown] in shown.show() }
        timer.activate()
    }

    func say(_ text: @autoclosure () -> String) {
        if timer != nil { shown.set(text()) }
    }

    /// Clears the line. Call it before the answer is written.
    func end() {
        timer?.cancel()
        shown.clear()
    }
}
