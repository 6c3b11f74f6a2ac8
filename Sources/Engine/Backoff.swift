import Dates

/// When to try again what failed: after 1 s, 2 s, 4 s … 5 minutes.
struct Backoff {
    private(set) var retry: Instant?
    private var delay = 1

    /// It has failed for minutes.
    var isSlow: Bool { delay > 256 }

    mutating func fail(at now: Instant) {
        retry = now + delay
        delay = min(delay * 2, 300)
    }

    mutating func succeed() { self = Backoff() }
}
