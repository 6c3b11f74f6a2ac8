public import Dates

/// The port to wall-clock time: what it is, and to be woken at an instant or when somebody sets it.
///
/// Used on the daemon's queue alone.
public protocol Clock: AnyObject {
    /// Readable when the armed instant has come or the clock was set.
    var descriptor: Int32 { get }
    func now() -> Instant
    /// Waits for an instant in place of the one before; nil: for a change of the clock alone.
    func arm(_ wake: Instant?)
    /// Takes what made the descriptor readable. The clock then waits for nothing until it is armed again.
    func acknowledge() -> ClockEvent
}

public enum ClockEvent: Hashable, Sendable {
    case reached
    /// Set forward or back, or the machine slept.
    case changed
    /// A wake-up without cause.
    case none
}
