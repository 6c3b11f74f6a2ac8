/// Reads phrases of one context, each phrase once: ten thousand tasks say "Thường xuyên".
public struct DeadlineReader {
    /// What all phrases are read in: another context takes another reader.
    public let context: ReadingContext
    private var read: [String: Deadline] = [:]

    /// Nothing is read yet.
    public init(_ context: ReadingContext) { self.context = context }

    /// As ``readDeadline(_:in:)-swift.func``; a phrase met before costs a lookup.
    public mutating func callAsFunction(_ phrase: String) -> Deadline {
        if let deadline = read[phrase], deadline.text.utf8.elementsEqual(phrase.utf8) { return deadline }
        let deadline = readDeadline(phrase, in: context)
        read[phrase] = deadline
        return deadline
    }
}
