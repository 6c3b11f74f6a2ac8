/// The words of the language. Each means one thing; where a Vietnamese word serves for two (`quá hạn`: `after due`
/// and `overdue`), the parser knows by the place.
enum Keyword: UInt8, CaseIterable, Sendable {
    // Items.
    case rule, digest, mute, defaults, define, test
    // Clauses.
    case `for`, when, `if`, remind, escalateTo, thenAfter, `repeat`, upTo, times, until, severity, at, on, using
    case groupBy, catchUp, to, send, list, every, from, because, then, drop
    // Instants.
    case before, after, start, due, issued, overdue, within, event
    // Units and days.
    case hours, days, workingDays, weeks, months, quarters, halfYears, years
    case last, first, ordinal
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday
    // Recipients.
    case directing, lead, executing, coordinating, monitoring, superiorOf, body
    // Facts.
    case programme, task, title, tag, priority, deadline, status, progress, acknowledged, done, cancelled
    case daysOverdue, daysLeft, noticesSent
    // Operators.
    case and, or, not, has, hasNot, `is`, isNot, perCent
    // Values.
    case low, normal, high, urgent
    case info, notice, warning, critical
    case once, recurring, periodic, continuous, awaiting, asNeeded, vague, compound, unreadable
    case open
    case recipient, none, latest, all
    // Tests.
    case given, expect, nothing, reopened, snoozed

    /// How it is written, the canonical spelling first; see ``spellings``.
    var english: [String] { Keyword.spellings[Int(rawValue)].en }
    var vietnamese: [String] { Keyword.spellings[Int(rawValue)].vi }
}

/// A set of keywords: what the parser would have accepted at a place.
struct KeywordSet: Sendable {
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    static let empty = KeywordSet()

    init(_ keywords: Keyword...) { for keyword in keywords { insert(keyword) } }

    @inline(__always)
    mutating func insert(_ keyword: Keyword) {
        if keyword.rawValue < 64 { low |= 1 << keyword.rawValue } else { high |= 1 << (keyword.rawValue - 64) }
    }

    @inline(__always)
    func contains(_ keyword: Keyword) -> Bool {
        keyword.rawValue < 64 ? low >> keyword.rawValue & 1 == 1 : high >> (keyword.rawValue - 64) & 1 == 1
    }

    mutating func formUnion(_ other: KeywordSet) {
        low |= other.low
        high |= other.high
    }

    func union(_ other: KeywordSet) -> KeywordSet {
        var result = self
        result.formUnion(other)
        return result
    }

    var isEmpty: Bool { low | high == 0 }
    var elements: [Keyword] { Keyword.allCases.filter(contains) }
}
