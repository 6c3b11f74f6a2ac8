public import Dispatch

/// Makes actors run on one serial queue, so that sources' handlers may enter them by `assumeIsolated`.
public final class QueueExecutor: SerialExecutor {
    /// The serial queue; what is on it must not block.
    public let queue: DispatchQueue

    /// - Parameter label: what debuggers call the queue.
    public init(label: String) { queue = DispatchQueue(label: label) }

    /// For the runtime alone.
    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }

    /// Ends the program elsewhere than on the queue, which is what makes `assumeIsolated` sound.
    public func checkIsolated() { dispatchPrecondition(condition: .onQueue(queue)) }
}
