internal import CLinux
internal import Glibc

/// What the deliverer sleeps on: new messages, the site's files, its next try, the programs at work, and signals. Nothing is
/// polled.
public final class MailWatch {
    /// Why the deliverer was woken; `stop` counts before the others, and `changed` before `command`.
    public enum Wake {
        /// New messages, or other files of the site; or the time has come, or the clock was set.
        case changed
        /// A program at work has something to say.
        case command
        /// This process is to end.
        case stop
    }

    private let inotify: OpenFile
    private let timer: OpenFile
    private let signals: SignalQueue

    /// Nothing is watched yet: see ``watch(spool:site:)``.
    public init(_ signals: SignalQueue) throws(HandoverFailure) {
        self.signals = signals
        let inotify = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
        guard inotify >= 0 else { throw .system(call: "inotify_init1", errno: errno) }
        self.inotify = OpenFile(inotify)
        let timer = timerfd_create(CLOCK_REALTIME, Int32(TFD_NONBLOCK | TFD_CLOEXEC))
        guard timer >= 0 else { throw .system(call: "timerfd_create", errno: errno) }
        self.timer = OpenFile(timer)
    }

    /// To be called before what they hold is looked at, so that nothing falls in between; again and again, for bodies'
    /// folders come later.
    public func watch(spool: String, site folders: [String]) {
        let comings = UInt32(IN_CREATE | IN_MOVED_TO | IN_ONLYDIR | IN_DONT_FOLLOW)
        inotify_add_watch(inotify.number, spool, comings)
        for recipient in (try? Mailboxes(at: spool).recipients()) ?? [] {
            inotify_add_watch(inotify.number, "\(spool)/\(recipient)", comings)
            inotify_add_watch(inotify.number, "\(spool)/\(recipient)/new", comings)
        }
        for folder in folders {
            inotify_add_watch(inotify.number, folder, UInt32(IN_CLOSE_WRITE | IN_MOVED_TO | IN_DELETE | IN_ONLYDIR))
        }
    }

    /// Sleeps until something has happened, or an instant has come, or the clock was set.
    /// - Parameters:
    ///   - next: seconds since 1970; nil: nothing is awaited.
    ///   - commands: descriptors of programs at work.
    public func sleep(until next: Int?, commands: [Int32] = []) -> Wake {
        var setting = itimerspec()
        // Without an instant, one far off: a clock that is set is noticed all the same.
        setting.it_value.tv_sec = max(1, next ?? 1 << 33)
        timerfd_settime(timer.number, Int32(TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET), &setting, nil)
        while !signals.isStopping {
            var waited = ([inotify.number, timer.number, signals.descriptor] + commands).map {
                pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
            }
            let count = poll(&waited, nfds_t(waited.count), -1)
            signals.take()
            guard count > 0, !signals.isStopping else { continue }
            if waited[0].revents != 0 || waited[1].revents != 0 {
                drain(inotify.number)
                drain(timer.number)
                return .changed
            }
            if waited.dropFirst(3).contains(where: { $0.revents != 0 }) { return .command }
        }
        return .stop
    }

    private func drain(_ descriptor: Int32) {
        var buffer = [UInt8](repeating: 0, count: 1 << 14)
        while read(descriptor, &buffer, buffer.count) > 0 {}
    }
}
