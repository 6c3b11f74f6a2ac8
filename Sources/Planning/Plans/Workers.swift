/// How a work that falls into independent parts is done: one part after the other, or at once. The core knows no threads;
/// whoever has more than one hands them in, and the result is the same.
public struct Workers: Sendable {
    /// How many parts may be done at once.
    public let count: Int
    private let run: @Sendable (_ parts: Int, _ part: @escaping @Sendable (Int) -> Void) -> Void

    /// - Parameter run: does each part, given by its number, exactly once, and returns when all are done.
    public init(count: Int, run: @escaping @Sendable (_ parts: Int, _ part: @escaping @Sendable (Int) -> Void) -> Void)
    {
        self.count = count
        self.run = run
    }

    /// One part after the other, on whoever asks.
    public static let one = Workers(count: 1) { parts, part in
        for i in 0..<parts { part(i) }
    }

    /// The results in the order of the parts.
    public func map<Result: Sendable>(_ parts: Int, _ make: @escaping @Sendable (Int) -> Result) -> [Result] {
        // All empty arrays are one storage, whose count would be written by several at a time.
        guard parts > 0 else { return [] }
        return [Result](unsafeUninitializedCapacity: parts) { buffer, initializedCount in
            // Each place is written once, by one of them, and read after all are done.
            nonisolated(unsafe) let places = buffer
            run(parts) { places.initializeElement(at: $0, to: make($0)) }
            initializedCount = parts
        }
    }

    /// One result for each of so many things, of which each worker gets a stretch.
    func map<Result: Sendable>(
        stretchesOf count: Int, _ make: @escaping @Sendable (Range<Int>) -> [Result]
    ) -> [Result] {
        let parts = self.count
        return map(parts) { make(count * $0 / parts..<count * ($0 + 1) / parts) }.flatMap(\.self)
    }

    func both<A: Sendable, B: Sendable>(
        _ makeA: @escaping @Sendable () -> A, _ makeB: @escaping @Sendable () -> B
    ) -> (A, B) {
        let made = map(2) { $0 == 0 ? Either.first(makeA()) : .second(makeB()) }
        guard case .first(let a) = made[0], case .second(let b) = made[1] else { preconditionFailure("out of order") }
        return (a, b)
    }

    private enum Either<A: Sendable, B: Sendable>: Sendable {
        case first(A)
        case second(B)
    }
}
