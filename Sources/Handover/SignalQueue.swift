internal import CLinux
internal import Glibc

/// The signals that end the deliverer, as a descriptor: a command that runs may end first.
public final class SignalQueue {
    let descriptor: Int32
    /// Somebody wants this process to end.
    public private(set) var isStopping = false

    /// Blocks SIGTERM and SIGINT of the calling thread: it has to be made before another is started.
    public init() {
        var signals = sigset_t()
        sigemptyset(&signals)
        for signal in [SIGTERM, SIGINT] { sigaddset(&signals, signal) }
        sigprocmask(SIG_BLOCK, &signals, nil)
        descriptor = signalfd(-1, &signals, Int32(SFD_CLOEXEC | SFD_NONBLOCK))
        precondition(descriptor >= 0, "signalfd: \(errno)")
    }

    deinit { close(descriptor) }

    func take() {
        var signal = signalfd_siginfo()
        while read(descriptor, &signal, MemoryLayout<signalfd_siginfo>.size) > 0 {
            isStopping = true
        }
    }
}
