internal import Glibc

/// Holds back the signals that would end this process before it has cleared up; they come when it is let go.
public final class HeldSignals {
    private var before = sigset_t()
    private var held = sigset_t()

    public init() {
        sigemptyset(&held)
        for signal in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&held, signal) }
        sigprocmask(SIG_BLOCK, &held, &before)
    }

    deinit { sigprocmask(SIG_SETMASK, &before, nil) }

    /// Somebody wants this process to end.
    public var isStopping: Bool {
        var pending = sigset_t()
        sigpending(&pending)
        return [SIGINT, SIGTERM, SIGHUP].contains { sigismember(&pending, $0) == 1 }
    }
}
