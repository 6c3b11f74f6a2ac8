/// The words of the language. Each means one thing; where a Vietnamese word serves for two (`quá hạn`: `after due`
/// and `overdue`), the parser knows by the place.
enum Keyword: UInt8, CaseIterable, Sendable {
    // Items.
    case rule, digest, mute, defaults, define, test
    // Clauses.
    case `for`, when, `if`, remind, escalateTo, thenAfter, `repeat`, upTo, times, until, severity, at, on, using
    case groupBy, catchUp, catchUpAtOnce, to, send, list, every, from, because, then, drop
    // Instants.
    case before, after, start, due, issued, overdue, within, event
    // Units and days.
    case hours, days, workingDays, weeks, months, quarters, halfYears, years
    case last, first, ordinal
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday
    // Recipients.
    case directing, lead, executing, coordinating, monitoring, superiorOf, body, officer, confirming
    // Facts.
    case programme, task, title, tag, priority, deadline, status, progress, acknowledged, done, cancelled
    case daysOverdue, daysLeft, noticesSent
    case reported, returned, extensionAsked, extended, extensionGranted, extensionRefused
    case extensions, sharesOpen, shares, document, late
    // Operators.
    case and, or, not, has, hasNot, `is`, isNot, perCent
    // Values.
    case low, normal, high, urgent
    case info, notice, warning, critical
    case once, recurring, periodic, continuous, awaiting, asNeeded, vague, compound, unreadable
    case open
    case recipient, none, latest, all
    // Tests.
    case given, expect, nothing, reopened, snoozed, confirmed, unacknowledged, withdrawn, of, text
    case confirm, completionEach

    /// How it is written, the canonical spelling first; see ``spellings``.
    var english: [String] { Keyword.spellings[Int(rawValue)].en }
    var vietnamese: [String] { Keyword.spellings[Int(rawValue)].vi }
}

/// A set of keywords: what the parser would have accepted at a place.
struct KeywordSet: Sendable {
    private var words = InlineArray<3, UInt64>(repeating: 0)

    static let empty = KeywordSet()

    init(_ keywords: Keyword...) { for keyword in keywords { insert(keyword) } }

    @inline(__always)
    mutating func insert(_ keyword: Keyword) {
        words[Int(keyword.rawValue >> 6)] |= 1 << UInt64(keyword.rawValue & 63)
    }

    @inline(__always)
    func contains(_ keyword: Keyword) -> Bool {
        words[Int(keyword.rawValue >> 6)] >> UInt64(keyword.rawValue & 63) & 1 == 1
    }

    mutating func formUnion(_ other: KeywordSet) {
        for i in words.indices { words[i] |= other.words[i] }
    }

    func union(_ other: KeywordSet) -> KeywordSet {
        var result = self
        result.formUnion(other)
        return result
    }

    var isEmpty: Bool { words.indices.allSatisfy { words[$0] == 0 } }
    var elements: [Keyword] { Keyword.allCases.filter(contains) }
}
