public import Dates

/// `reading:` of a site's settings.
public struct ReadingPolicy: Hashable, Sendable {
    /// `strict`: "trước ngày 25" ends on the 24th; `lax`: the day itself is in.
    public enum Before: String, Hashable, Sendable { case strict, lax }
    /// What "đầu, giữa, cuối" mean: stretches as offices use them, or the points of the law (Civil Code 2015, Article
    /// 146).
    public enum Parts: String, Hashable, Sendable { case usage, law }

    /// Of days alone: "trước" with a clock time is until then.
    public var before: Before
    /// `usage` unless the site says otherwise.
    public var parts: Parts
    /// The cadence of "định kỳ"; nil: shown as without a due date.
    public var periodic: Cadence?
    /// The review cadence of "thường xuyên"; nil: none.
    public var continuous: Cadence?
    /// What "sau khi có …" leaves where no term is written; nil: no due date.
    public var afterEvent: Term?

    /// Without parameters what a site has that says nothing.
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
    /// 1 or more.
    public var every: Int
    /// What ``every`` counts.
    public var unit: PeriodUnit

    /// - Parameter every: 1 or more.
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
    /// By whose terms of office a phrase without years is read.
    public var issuer: IssuerKind
    /// What the site says of phrases that are read in more than one way.
    public var policy: ReadingPolicy
    /// The days off, for working days and for the prudent and the legal due date.
    public var calendar: WorkCalendar
    /// The years of the terms of office.
    public var terms: TermRegister
    /// The two letters of a table's cell count: TX, HN. In a document's text they are a town, a city.
    public var readsShorthand: Bool

    /// - Parameter issued: within ``Day/range``; from it all that is relative counts.
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
    /// Congress to congress, both years included; in ascending order.
    public var party: [ClosedRange<Int>]
    /// Of the National Assembly and the people's councils, both years included; in ascending order.
    public var state: [ClosedRange<Int>]

    /// Each in ascending order; of a site that gives one of them the built-in other stays.
    public init(party: [ClosedRange<Int>], state: [ClosedRange<Int>]) {
        self.party = party
        self.state = state
    }

    /// Those of the congresses of 2015 to 2025 and of the assemblies elected in 2016, 2021 and 2026.
    public static let standard = TermRegister(
        party: [2015...2020, 2020...2025, 2025...2030], state: [2016...2021, 2021...2026, 2026...2031])
}
