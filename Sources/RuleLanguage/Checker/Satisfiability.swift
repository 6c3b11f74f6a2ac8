import Dates
import Deadlines
import Programmes

/// Whether a condition can hold at all: for `priority >= high and priority <= normal` it cannot.
///
/// Facts are taken as independent; a condition with too many cases is taken as one that can hold. Sound: what is said
/// to be impossible is.
struct Satisfiability {
    /// Expands names that a `define` gives; nil for one that has none, or a circular one.
    let definition: (String) -> Condition?
    private var budget = Satisfiability.most
    /// Steps of one search.
    static let most = 256

    init(definition: @escaping (String) -> Condition?) { self.definition = definition }

    static func canHold(_ condition: Condition, _ definition: @escaping (String) -> Condition?) -> Bool {
        var search = Satisfiability(definition: definition)
        return search.holds([(condition, true)], Domains())
    }

    /// - Parameter goals: conditions with what they must come out as, all of them.
    private mutating func holds(_ goals: [(Condition, Bool)], _ domains: Domains) -> Bool {
        var goals = goals
        var domains = domains
        while let (condition, wanted) = goals.popLast() {
            budget -= 1
            if budget <= 0 { return true }
            switch condition {
            case .not(let inner): goals.append((inner, !wanted))
            case .and(let a, let b) where wanted, .or(let a, let b) where !wanted:
                goals.append((a, wanted))
                goals.append((b, wanted))
            case .and(let a, let b), .or(let a, let b):
                return holds(goals + [(a, wanted)], domains) || holds(goals + [(b, wanted)], domains)
            case .defined(let name): if let inner = definition(name.text) { goals.append((inner, wanted)) }
            case .holds(let fact, _): if !domains.require(fact, wanted) { return false }
            case .compare(let fact, let comparison, let literal, _):
                if !domains.require(fact, comparison, literal, wanted) { return false }
            case .dueWithin: break
            }
        }
        return domains.areConsistent
    }
}

/// What facts may still be.
struct Domains {
    private var flags: [Fact: Bool] = [:]
    /// Of facts with few values: one bit each.
    private(set) var sets: [Fact: UInt16] = [:]
    private var ranges: [Fact: (low: Int, high: Int, not: Set<Int>)] = [:]
    /// Of texts: what it must be, and what it must have or must not.
    private var texts: [Fact: (equal: String?, not: Set<String>, has: Set<String>, hasNot: Set<String>)] = [:]

    mutating func require(_ fact: Fact, _ wanted: Bool) -> Bool {
        if let known = flags[fact] { return known == wanted }
        flags[fact] = wanted
        return true
    }

    mutating func require(_ fact: Fact, _ comparison: Comparison, _ literal: Literal, _ wanted: Bool) -> Bool {
        switch literal {
        case .priority(let value): require(fact, comparison, Int(value.rawValue), of: Priority.allCases.count, wanted)
        case .status(let value): require(fact, comparison, Int(value.rawValue), of: StatusName.allCases.count, wanted)
        case .deadlineKind(let kind):
            require(
                fact, comparison, DeadlineKind.allCases.firstIndex(of: kind) ?? 0, of: DeadlineKind.allCases.count,
                wanted)
        case .number(let value), .percent(let value): requireNumber(fact, comparison, value, wanted)
        case .date(let day): requireNumber(fact, comparison, Int(day.number), wanted)
        case .string(let text): requireText(fact, comparison, text, wanted)
        case .offset: true
        }
    }

    private mutating func require(
        _ fact: Fact, _ comparison: Comparison, _ value: Int, of count: Int, _ wanted: Bool
    ) -> Bool {
        var allowed: UInt16 = 0
        for candidate in 0..<count where comparison.holds(candidate, value) == wanted {
            allowed |= 1 << UInt16(candidate)
        }
        let left = (sets[fact] ?? .max) & allowed
        sets[fact] = left
        return left != 0
    }

    private mutating func requireNumber(_ fact: Fact, _ comparison: Comparison, _ value: Int, _ wanted: Bool) -> Bool {
        let least = fact.isCount ? 0 : Int(Int32.min)
        var range = ranges[fact] ?? (least, Int(Int32.max), [])
        switch (comparison, wanted) {
        case (.equal, true), (.is, true), (.notEqual, false):
            (range.low, range.high) = (max(range.low, value), min(range.high, value))
        case (.equal, false), (.is, false), (.notEqual, true): range.not.insert(value)
        case (.less, true), (.greaterOrEqual, false): range.high = min(range.high, value - 1)
        case (.lessOrEqual, true), (.greater, false): range.high = min(range.high, value)
        case (.greater, true), (.lessOrEqual, false): range.low = max(range.low, value + 1)
        case (.greaterOrEqual, true), (.less, false): range.low = max(range.low, value)
        case (.has, _): break
        }
        ranges[fact] = range
        return range.low <= range.high && !(range.low == range.high && range.not.contains(range.low))
    }

    private mutating func requireText(_ fact: Fact, _ comparison: Comparison, _ text: String, _ wanted: Bool) -> Bool {
        var known = texts[fact] ?? (nil, [], [], [])
        // A role has several bodies and a task several tags: being one of them excludes nothing.
        let isMany: Bool
        switch fact {
        case .role, .tag: isMany = true
        default: isMany = false
        }
        let isPositive = wanted != (comparison == .notEqual)
        if isMany || comparison == .has {
            if isPositive { known.has.insert(text) } else { known.hasNot.insert(text) }
        } else if isPositive {
            if let equal = known.equal, equal != text { return false }
            known.equal = text
        } else {
            known.not.insert(text)
        }
        texts[fact] = known
        if let equal = known.equal, known.not.contains(equal) { return false }
        return known.has.isDisjoint(with: known.hasNot)
    }

    /// Facts that are not independent after all.
    var areConsistent: Bool {
        // Done and cancelled exclude one another; what has ended is not overdue.
        if flags[.done] == true, flags[.cancelled] == true { return false }
        if flags[.overdue] == true, flags[.done] == true || flags[.cancelled] == true { return false }
        if flags[.overdue] == true, let range = ranges[.daysOverdue], range.high <= 0 { return false }
        if flags[.overdue] == false, let range = ranges[.daysOverdue], range.low > 0 { return false }
        // Late is done late; what waits for confirmation is neither done nor cancelled.
        if flags[.late] == true, flags[.done] == false || flags[.cancelled] == true { return false }
        if flags[.reported] == true, flags[.done] == true || flags[.cancelled] == true || flags[.late] == true {
            return false
        }
        if flags[.late] == true, flags[.overdue] == true { return false }
        if flags[.extended] == true, let range = ranges[.extensions], range.high <= 0 { return false }
        if flags[.extended] == false, let range = ranges[.extensions], range.low > 0 { return false }
        if let open = ranges[.sharesOpen], let all = ranges[.shares], open.low > all.high { return false }
        if let status = sets[.status] {
            func only(_ name: StatusName) -> Bool { status == 1 << UInt16(name.rawValue) }
            if flags[.done] == true, status & (1 << UInt16(StatusName.done.rawValue)) == 0 { return false }
            if flags[.cancelled] == true, status & (1 << UInt16(StatusName.cancelled.rawValue)) == 0 { return false }
            if flags[.late] == true, status & (1 << UInt16(StatusName.done.rawValue)) == 0 { return false }
            if flags[.reported] == true, status & (1 << UInt16(StatusName.open.rawValue)) == 0 { return false }
            if flags[.done] == false, only(.done) { return false }
            if flags[.cancelled] == false, only(.cancelled) { return false }
        }
        return true
    }
}

extension Fact {
    /// Whether it is a number that is never below zero.
    fileprivate var isCount: Bool {
        [.daysOverdue, .noticesSent, .progress, .extensions, .sharesOpen, .shares].contains(self)
    }
}

extension Comparison {
    /// Of values that are told apart by number alone.
    @inlinable public func holds(_ a: Int, _ b: Int) -> Bool {
        switch self {
        case .equal, .is, .has: a == b
        case .notEqual: a != b
        case .less: a < b
        case .lessOrEqual: a <= b
        case .greater: a > b
        case .greaterOrEqual: a >= b
        }
    }
}
