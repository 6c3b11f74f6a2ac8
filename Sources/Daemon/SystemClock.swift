import CLinux
public import Dates
import Glibc

/// CLOCK_REALTIME, through a timerfd that reports when the clock is set.
public final class SystemClock: Clock {
    public let descriptor: Int32

    /// - Throws: the errno of timerfd_create.
    public init() throws(SystemFailure) {
        descriptor = timerfd_create(CLOCK_REALTIME, Int32(TFD_NONBLOCK | TFD_CLOEXEC))
        guard descriptor >= 0 else { throw SystemFailure("timerfd_create") }
    }

    deinit { close(descriptor) }

    public func now() -> Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(seconds: Int64(time.tv_sec))
    }

    public func arm(_ wake: Instant?) {
        var setting = itimerspec()
        // Zero would disarm; the far end still reports changes, and never comes.
        setting.it_value.tv_sec = max(1, Int(wake?.seconds ?? Instant.farthest.seconds))
        let flags = Int32(TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET)
        if timerfd_settime(descriptor, flags, &setting, nil) < 0 {
            // The clock was set in between; armed all the same, and the change is reported by the next read.
            precondition(errno == ECANCELED, "timerfd_settime: \(errno)")
        }
    }

    public func acknowledge() -> ClockEvent {
        var expirations: UInt64 = 0
        if read(descriptor, &expirations, 8) == 8 { return .reached }
        return errno == ECANCELED ? .changed : .none
    }
}

/// Seconds that the system has run, asleep or not (CLOCK_BOOTTIME): nobody sets it.
func uptime() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_BOOTTIME, &time)
    return Int64(time.tv_sec)
}

extension Instant {
    /// The end of 2199, which no deadline passes.
    static let farthest = Instant(seconds: Int64((Day.range.upperBound - Day(number: 0) + 1) * 86_400))
}
