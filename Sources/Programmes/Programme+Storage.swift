extension Programme {
    /// Whether nothing of it was edited since another was read. A reader hands on the storage of what has not changed, so
    /// that no task is looked at; of what was read again the answer is no, whatever it says.
    public func isUntouched(since other: Programme) -> Bool {
        id == other.id && number == other.number && issued == other.issued && period == other.period
            && since == other.since && tasks.isIdentical(to: other.tasks)
            && tagSets.sharesStorage(with: other.tagSets) && deadlines.sharesStorage(with: other.deadlines)
            && readings.sharesStorage(with: other.readings)
    }
}

extension Array {
    /// Whether it is the very same array. While both are held, one cannot have taken the other's place in memory.
    fileprivate func sharesStorage(with other: [Element]) -> Bool {
        count == other.count
            && withUnsafeBufferPointer { a in other.withUnsafeBufferPointer { a.baseAddress == $0.baseAddress } }
    }
}
