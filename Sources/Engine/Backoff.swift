import Dates

/// When to try again what failed: after 1 s, 2 s, 4 s … 5 minutes.
struct Backoff {
    private static let longest = 300
    private(set) var retry: Instant?
    private var delay = 1

    /// It has failed for minutes.
    var isSlow: Bool { delay > 256 }

    /// Also where the clock was set back before what failed.
    func isDue(at now: Instant) -> Bool { retry.map { $0 <= now || $0 > now + Self.longest } ?? true }

    mutating func fail(at now: Instant) {
        retry = now + delay
        delay = min(delay * 2, Self.longest)
    }

    mutating func succeed() { self = Backoff() }
}
