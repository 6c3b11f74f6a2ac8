import Synchronization

/// Tells those who read a site that nobody waits for it any more.
public final class Cancellation: Sendable {
    private let flag = Atomic(false)

    /// Handed to one reading, and kept by whoever may give it up.
    public init() {}

    /// From any thread; those who read notice it at the next row or value.
    public func cancel() { flag.store(true, ordering: .relaxed) }

    /// Once true it stays so.
    public var isCancelled: Bool { flag.load(ordering: .relaxed) }
}
