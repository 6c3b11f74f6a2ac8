public import Dates

/// What comes of an instant.
public struct Decision: Sendable {
    /// In the order of the specification: at, programme, task, occurrence, rule, step, repeat, recipient.
    public var notices: [Notice]
    /// In the same order.
    public var withheld: [Withheld]
    /// When to decide again, if nothing else happens; nil: never.
    public var next: Instant?

    public init(notices: [Notice] = [], withheld: [Withheld] = [], next: Instant? = nil) {
        self.notices = notices
        self.withheld = withheld
        self.next = next
    }
}

/// What is to be sent now. Everything that came of it is remembered: deciding again at the same instant gives nothing.
public func decide(_ plan: Plan, _ memory: inout Memory, at now: Instant) -> Decision { Decision() }
