public import Dates

/// `reading:` of a site's settings.
public struct ReadingPolicy: Hashable, Sendable {
    public enum Before: String, Hashable, Sendable { case strict, lax }
    public enum Parts: String, Hashable, Sendable { case usage, law }

    public var before: Before
    public var parts: Parts
    /// The cadence of "định kỳ"; nil: shown as without a due date.
    public var periodic: Cadence?
    /// The review cadence of "thường xuyên"; nil: none.
    public var continuous: Cadence?
    /// What "sau khi có …" leaves where no term is written; nil: no due date.
    public var afterEvent: Term?

    public init(
        before: Before = .strict, parts: Parts = .usage, periodic: Cadence? = nil, continuous: Cadence? = nil,
        afterEvent: Term? = nil
    ) {
        self.before = before
        self.parts = parts
        self.periodic = periodic
        self.continuous = continuous
        self.afterEvent = afterEvent
    }
}

/// `every 6 months`.
public struct Cadence: Hashable, Sendable {
    public var every: Int
    public var unit: PeriodUnit

    public init(every: Int = 1, unit: PeriodUnit) {
        self.every = every
        self.unit = unit
    }
}

/// Whose terms ("nhiệm kỳ") are meant where a phrase gives no years.
public enum IssuerKind: String, Hashable, Sendable { case party, state }

/// What surrounds a phrase and is needed to read it.
public struct ReadingContext: Sendable {
    /// The date of the document; also "now" for "năm nay", "tháng sau".
    public var issued: Day
    /// The years a missing year is looked for in, where the programme states its period.
    public var period: ClosedRange<Int>?
    public var issuer: IssuerKind
    public var policy: ReadingPolicy
    public var calendar: WorkCalendar
    public var terms: TermRegister
    /// The two letters of a table's cell count: TX, HN. In a document's text they are a town, a city.
    public var readsShorthand: Bool

    public init(
        issued: Day, period: ClosedRange<Int>? = nil, issuer: IssuerKind = .party, policy: ReadingPolicy = .init(),
        calendar: WorkCalendar, terms: TermRegister = .standard, readsShorthand: Bool = true
    ) {
        self.issued = issued
        self.period = period
        self.issuer = issuer
        self.policy = policy
        self.calendar = calendar
        self.terms = terms
        self.readsShorthand = readsShorthand
    }
}

/// Terms of office: "cả nhiệm kỳ" without years is the issuer's term at the issue.
public struct TermRegister: Hashable, Sendable {
    public var party: [ClosedRange<Int>]
    public var state: [ClosedRange<Int>]

    public init(party: [ClosedRange<Int>], state: [ClosedRange<Int>]) {
        self.party = party
        self.state = state
    }

    public static let standard = TermRegister(
        party: [2015...2020, 2020...2025, 2025...2030], state: [2016...2021, 2021...2026, 2026...2031])
}
