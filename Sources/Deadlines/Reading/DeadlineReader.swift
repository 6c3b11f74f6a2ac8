/// Reads phrases of one context, each phrase once: ten thousand tasks say "Thường xuyên".
public struct DeadlineReader {
    public let context: ReadingContext
    private var read: [String: Deadline] = [:]

    public init(_ context: ReadingContext) { self.context = context }

    public mutating func callAsFunction(_ phrase: String) -> Deadline {
        if let deadline = read[phrase], deadline.text.utf8.elementsEqual(phrase.utf8) { return deadline }
        let deadline = readDeadline(phrase, in: context)
        read[phrase] = deadline
        return deadline
    }
}
