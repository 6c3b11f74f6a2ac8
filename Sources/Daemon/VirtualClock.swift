import CLinux
public import Dates
import Glibc

/// A clock that starts where it is told and runs on from there, faster where asked: for demonstrations and tests.
///
/// It runs while somebody waits, and not past the instant that is waited for: at any speed each instant is met on time,
/// and what is done at it takes none.
public final class VirtualClock: Clock {
    public let descriptor: Int32
    private let speed: Double
    private var origin: Instant
    /// How far it was into the second of `origin`, from 0 to 1: each waiting would else lose what it began.
    private var fraction = 0.0
    /// When the clock showed `origin`, in nanoseconds of CLOCK_MONOTONIC; nil: it stands.
    private var started: Int64?
    private var wake: Instant?

    public init(start: Instant, speed: Double = 1) throws(SystemFailure) {
        precondition(speed > 0)
        descriptor = timerfd_create(CLOCK_MONOTONIC, Int32(TFD_NONBLOCK | TFD_CLOEXEC))
        guard descriptor >= 0 else { throw SystemFailure("timerfd_create") }
        self.speed = speed
        origin = start
    }

    deinit { close(descriptor) }

    public func now() -> Instant {
        min(Instant(seconds: origin.seconds + Int64(passed)), wake ?? .farthest)
    }

    /// Seconds since `origin`.
    private var passed: Double {
        guard let started else { return fraction }
        return fraction + min(Double(VirtualClock.monotonic() - started) / 1e9 * speed, 1e12)
    }

    public func arm(_ wake: Instant?) {
        let passed = self.passed
        let now = self.now()
        // At the instant that was waited for it stood.
        fraction = now == self.wake ? 0 : passed - passed.rounded(.down)
        origin = now
        started = VirtualClock.monotonic()
        self.wake = wake
        var setting = itimerspec()
        if let wake {
            let nanoseconds = min(max(0, Double(wake - origin) - fraction) / speed * 1e9, 9e18)
            let whole = max(1, Int(nanoseconds))
            setting.it_value = timespec(tv_sec: whole / 1_000_000_000, tv_nsec: whole % 1_000_000_000)
        }
        let result = timerfd_settime(descriptor, 0, &setting, nil)
        precondition(result == 0, "timerfd_settime: \(errno)")
    }

    public func acknowledge() -> ClockEvent {
        var expirations: UInt64 = 0
        guard read(descriptor, &expirations, 8) == 8 else { return .none }
        origin = wake ?? now()
        fraction = 0
        started = nil
        wake = nil
        return .reached
    }

    private static func monotonic() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
