public import Dates
public import Deadlines

/// A list of phrases and what it was read as in one context: made once, however many tasks and programmes have it.
public final class DeadlineReading: Sendable {
    public let phrases: [String]
    /// Of each phrase.
    public let deadlines: [Deadline]
    /// Of the context what differs from one programme of a site to another.
    public let issued: Day
    public let period: ClosedRange<Int>?
    public let issuer: IssuerKind

    public init(_ phrases: [String], in context: ReadingContext) {
        self.phrases = phrases
        deadlines = phrases.map { readDeadline($0, in: context) }
        issued = context.issued
        period = context.period
        issuer = context.issuer
    }
}
