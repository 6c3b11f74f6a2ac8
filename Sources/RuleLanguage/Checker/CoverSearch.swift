import Dates

/// Finds rules that another covers without comparing each with each: only those that agree on everything a cover must
/// share, and of these only those whose condition names no text that the other's does not.
struct CoverSearch {
    /// Comparisons of two rules at most, a search of two conditions counting as many: beyond, a second has gone by.
    private static let most = 400_000
    private static let costOfSearch = 10

    private let rules: [Rule]
    private let texts: ConditionTexts
    private var facets: [Facets] = []
    private var buckets: [Key: [Int32]] = [:]
    /// Of two conditions, by their numbers: whether the first holds whenever the second does.
    private var implications: [UInt64: Bool] = [:]
    private var work = 0
    /// Not all were compared.
    var isCut: Bool { work > CoverSearch.most }

    /// A rule's parts as numbers: equal numbers, equal parts. -1: it has none.
    private struct Facets {
        /// All of what two rules must share, once for each offset.
        var kinships: [Int32]
        var until: Int32
        var guardCondition: Int32
        var condition: Int32
        /// What it does and to whom, sorted.
        var actions: [Int32]
    }

    /// What a rule that covers another is looked for by.
    private struct Key: Hashable {
        var kinship: Int32
        var until: Int32
        var guardCondition: Int32
        /// A text that its condition cannot do without; -1 where there is none.
        var text: Int32
    }

    init(_ rules: [Rule], texts: ConditionTexts) {
        self.rules = rules
        var texts = texts
        for case let condition? in rules.map(\.condition) { texts.number(condition) }
        self.texts = texts
        var kinships = Numbering<Kinship>()
        var conditions = Numbering<Condition>()
        var sendings = Numbering<Sending>()
        for rule in rules {
            let actions = rule.actions.flatMap { action in
                action.recipients.map { sendings[Sending(kind: action.kind, recipient: $0)] }
            }
            facets.append(
                Facets(
                    kinships: rule.kinships.map { kinships[$0] }, until: rule.until.map { conditions[$0] } ?? -1,
                    guardCondition: rule.guardCondition.map { conditions[$0] } ?? -1,
                    condition: rule.condition.map { conditions[$0] } ?? -1, actions: actions.sorted()))
        }
        for (i, rule) in rules.enumerated() {
            let needed = rule.condition.flatMap(texts.needed) ?? [-1]
            work += facets[i].kinships.count * needed.count
            if isCut { return }
            for kinship in facets[i].kinships {
                for text in needed { buckets[key(i, kinship, text), default: []].append(Int32(i)) }
            }
        }
    }

    private func key(_ i: Int, _ kinship: Int32, _ text: Int32) -> Key {
        Key(kinship: kinship, until: facets[i].until, guardCondition: facets[i].guardCondition, text: text)
    }

    /// - Returns: the first rule that covers it; of two that say the same only the later has one.
    mutating func cover(of i: Int, canHold: (Condition) -> Bool) -> Int? {
        guard !isCut, let kinship = facets[i].kinships.first else { return nil }
        let named = [-1] + (rules[i].condition.map(texts.named) ?? [])
        var candidates: Set<Int32> = []
        // A guard or an `until` that the cover does not have lets it send the more.
        for until in Set([-1, facets[i].until]) {
            for guardCondition in Set([-1, facets[i].guardCondition]) {
                for text in named {
                    let key = Key(kinship: kinship, until: until, guardCondition: guardCondition, text: text)
                    work += 1
                    guard let found = buckets[key] else { continue }
                    work += found.count
                    if isCut { return nil }
                    candidates.formUnion(found)
                }
            }
        }
        for j in candidates.sorted().lazy.map(Int.init) where j != i && !isCut {
            // What can never be sent is told as that.
            guard covers(j, i, canHold), rules[i].condition.map(canHold) ?? true else { continue }
            if j < i || !covers(i, j, canHold) { return j }
        }
        return nil
    }

    /// Whether `a` sends all that `b` sends, of two found by their key.
    private mutating func covers(_ a: Int, _ b: Int, _ canHold: (Condition) -> Bool) -> Bool {
        let (wide, narrow) = (facets[a], facets[b])
        guard wide.until == -1 || wide.until == narrow.until,
            wide.guardCondition == -1 || wide.guardCondition == narrow.guardCondition
        else { return false }
        work += (narrow.kinships.count * wide.kinships.count + narrow.actions.count) / 16
        guard narrow.kinships.allSatisfy(wide.kinships.contains), includes(wide.actions, narrow.actions) else {
            return false
        }
        guard let condition = rules[a].condition, wide.condition != narrow.condition else { return true }
        let pair = UInt64(UInt32(bitPattern: wide.condition)) << 32 | UInt64(UInt32(bitPattern: narrow.condition))
        if let known = implications[pair] { return known }
        work += CoverSearch.costOfSearch
        let exception = rules[b].condition.map { .and($0, .not(condition)) } ?? Condition.not(condition)
        let isImplied = !canHold(exception)
        implications[pair] = isImplied
        return isImplied
    }

    /// Of sorted lists.
    private func includes(_ many: [Int32], _ few: [Int32]) -> Bool {
        var i = 0
        for one in few {
            while i < many.count, many[i] < one { i += 1 }
            if i == many.count || many[i] != one { return false }
        }
        return true
    }
}

/// Values as small numbers, in the order of their first use.
struct Numbering<Value: Hashable> {
    private var numbers: [Value: Int32] = [:]

    subscript(value: Value) -> Int32 {
        mutating get {
            if let known = numbers[value] { return known }
            let next = Int32(truncatingIfNeeded: numbers.count)
            numbers[value] = next
            return next
        }
    }
}

/// One action and one recipient.
private struct Sending: Hashable {
    var kind: Action.Kind
    var recipient: Recipient
}

/// What two rules must have in common for one to cover the other.
private struct Kinship: Hashable {
    /// With one offset.
    var when: When
    var at: TimeOfDay?
    var onWorkingDays: Bool?
    var severity: Severity?
    var grouping: Grouping?
    var catchUp: CatchUp?
    var template: Name?
    var steps: [ChainStep]
    var repetition: Repetition?
}

extension Rule {
    /// One for each of its offsets.
    fileprivate var kinships: [Kinship] {
        let whens: [When] =
            if case .offset(let direction, let anchor, let offsets) = when {
                offsets.map { .offset(direction, anchor, [$0]) }
            } else {
                [when]
            }
        return whens.map {
            Kinship(
                when: $0, at: at, onWorkingDays: onWorkingDays, severity: severity, grouping: grouping,
                catchUp: catchUp, template: template, steps: steps, repetition: repetition)
        }
    }
}
