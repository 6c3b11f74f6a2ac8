/// Repeats of a step that were decided, one after another.
struct RepeatRun: Hashable, Sendable {
    let step: Int32
    private(set) var first: Int32
    private(set) var last: Int32

    func contains(_ step: Int32, _ repeatNumber: Int32) -> Bool {
        step == self.step && first <= repeatNumber && repeatNumber <= last
    }

    /// - Returns: false where a repeat between the two is missing.
    mutating func join(_ other: RepeatRun) -> Bool {
        guard other.step == step, Int(other.first) <= Int(last) + 1, Int(first) <= Int(other.last) + 1 else {
            return false
        }
        (first, last) = (min(first, other.first), max(last, other.last))
        return true
    }
}
