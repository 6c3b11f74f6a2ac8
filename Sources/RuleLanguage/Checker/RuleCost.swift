/// What deciding about one occurrence can cost at most, whatever is reported: it follows from the rule's text alone.
public struct RuleCost: Hashable, Sendable {
    /// Of one occurrence: offsets, steps and repeats. Of what has no end (`every`, `repeat` without `up to`), in a year.
    public var instants: Int
    /// The instants go on from year to year until the task is done.
    public var isEndless: Bool
    /// Recipients looked up at one instant, at most; `superior of` is one more.
    public var recipients: Int
    /// Comparisons of `if` and `until` at one instant, definitions written out.
    public var conditions: Int
    /// Comparisons of `for`, once.
    public var selection: Int

    /// None of the numbers may be negative; they are bounded by the language's own limits.
    public init(instants: Int, isEndless: Bool, recipients: Int, conditions: Int, selection: Int) {
        self.instants = instants
        self.isEndless = isEndless
        self.recipients = recipients
        self.conditions = conditions
        self.selection = selection
    }

    /// Questions asked: `for` once, and at each instant the other conditions and every recipient.
    public var total: Int {
        let (product, overflow) = instants.multipliedReportingOverflow(by: conditions + recipients)
        return overflow ? .max : product.addingSaturated(selection)
    }

    /// What ``total`` may be: an hourly repeat with ten questions at each, all year.
    public static let limit = 100_000

    /// What a rule can be made cheaper by.
    enum Part { case instants, recipients, conditions }

    var dearest: Part {
        instants >= conditions + recipients ? .instants : conditions >= recipients ? .conditions : .recipients
    }
}

/// Of every rule of the files, in their order.
public func measureRules(_ files: [RuleFile]) -> [[RuleCost]] {
    var checker = Checker(files: files, bodies: nil, programmes: nil)
    let meter = checker.measuringDefinitions()
    return files.map { file in
        file.items.compactMap { item in
            if case .rule(let rule) = item { meter.cost(of: rule) } else { nil }
        }
    }
}

/// Counts what conditions cost with their definitions written out: each definition is counted once, however many use it.
struct CostMeter {
    struct Size {
        var comparisons: Int
        var depth: Int
    }

    private var definitions: [String: Size] = [:]

    init() {}

    /// - Parameter order: of the definitions' names, each after those it uses.
    init(_ definitions: [String: Define], order: [String]) {
        for name in order {
            if let define = definitions[name] { self.definitions[name] = size(of: define.condition) }
        }
    }

    /// A name that is not known, or leads back to itself, counts as one comparison.
    func size(of condition: Condition) -> Size {
        switch condition {
        case .and(let a, let b), .or(let a, let b):
            let (first, second) = (size(of: a), size(of: b))
            return Size(
                comparisons: first.comparisons.addingSaturated(second.comparisons),
                depth: max(first.depth, second.depth).addingSaturated(1))
        case .not(let inner):
            let size = size(of: inner)
            return Size(comparisons: size.comparisons, depth: size.depth.addingSaturated(1))
        case .defined(let name): return definitions[name.text] ?? Size(comparisons: 1, depth: 1)
        case .compare, .holds, .dueWithin: return Size(comparisons: 1, depth: 1)
        }
    }

    func cost(of rule: Rule) -> RuleCost {
        var instants: Int
        var isEndless = false
        switch rule.when {
        case .offset(_, _, let offsets): instants = max(1, offsets.count)
        case .on, .event, .report: instants = 1
        case .every(let cycle):
            instants = cycle.mostInYear
            isEndless = true
        }
        instants += rule.steps.count
        if let repetition = rule.repetition {
            isEndless = isEndless || repetition.times == nil
            instants += repetition.times ?? repetition.every.mostInYear
        }
        let recipients = ([rule.actions] + rule.steps.map(\.actions)).map { actions in
            actions.lazy.flatMap(\.recipients).reduce(0) { $0 + 1 + $1.levels }
        }
        func comparisons(_ condition: Condition?) -> Int { condition.map { size(of: $0).comparisons } ?? 0 }
        return RuleCost(
            instants: instants, isEndless: isEndless, recipients: recipients.max() ?? 0,
            conditions: comparisons(rule.guardCondition).addingSaturated(comparisons(rule.until)),
            selection: comparisons(rule.condition))
    }
}

extension Int {
    /// Of counts: what is too large for a number stays the largest.
    fileprivate func addingSaturated(_ other: Int) -> Int {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}

extension Recipient {
    /// How often `superior of` stands before it.
    fileprivate var levels: Int {
        var levels = 0
        var inner = self
        while case .superior(let next) = inner {
            levels += 1
            inner = next
        }
        return levels
    }
}

extension Offset {
    /// So many of them begin in a year at most.
    fileprivate var mostInYear: Int {
        let perYear =
            switch unit {
            case .hours: 366 * 24
            case .days: 366
            case .workingDays: 262
            case .weeks: 53
            case .months: 12
            case .quarters: 4
            case .years: 1
            }
        return (perYear + count - 1) / max(1, count)
    }
}

extension Cycle {
    fileprivate var mostInYear: Int {
        let perYear =
            switch unit {
            case .day: 366
            case .week: 53
            case .month: 12
            case .quarter: 4
            case .halfYear: 2
            case .year: 1
            }
        return (perYear + every - 1) / max(1, every)
    }
}
