/// The texts that conditions compare with (a tag, a task, a body …), as numbers.
///
/// Where one condition follows from another, every text that it cannot do without stands in the other too: texts are
/// independent of all else, so a case in which it is missing would else be an exception.
struct ConditionTexts {
    /// A condition that names more is compared with those alone that need none.
    private static let most = 256

    private struct Text: Hashable {
        var fact: Fact
        var text: String
    }

    private var numbers: [Text: Int32] = [:]
    private var definitions: [String: (needed: [Int32]?, named: [Int32])] = [:]

    /// - Parameter order: of the definitions' names, each after those it uses.
    init(_ definitions: [String: Checker.Definition], order: [String]) {
        for name in order {
            guard let definition = definitions[name], !definition.isCircular else { continue }
            number(definition.define.condition)
            let condition = definition.define.condition
            self.definitions[name] = (needed(condition), named(condition))
        }
    }

    /// Gives numbers to the texts of a condition.
    mutating func number(_ condition: Condition) {
        switch condition {
        case .and(let a, let b), .or(let a, let b):
            number(a)
            number(b)
        case .not(let inner): number(inner)
        case .compare(let fact, _, .string(let text), _):
            let key = Text(fact: fact, text: text)
            if numbers[key] == nil { numbers[key] = Int32(truncatingIfNeeded: numbers.count) }
        case .compare, .holds, .dueWithin, .defined: break
        }
    }

    /// Texts of which at least one must be there for the condition to hold; nil where it may hold without any.
    func needed(_ condition: Condition) -> [Int32]? {
        switch condition {
        case .and(let a, let b):
            guard let first = needed(a) else { return needed(b) }
            guard let second = needed(b) else { return first }
            return second.count < first.count ? second : first
        case .or(let a, let b):
            guard let first = needed(a), let second = needed(b) else { return nil }
            let both = Set(first).union(second)
            return both.count > ConditionTexts.most ? nil : both.sorted()
        case .defined(let name): return definitions[name.text]?.needed
        case .compare(let fact, let comparison, .string(let text), _):
            guard comparison != .notEqual else { return nil }
            return numbers[Text(fact: fact, text: text)].map { [$0] }
        case .not, .compare, .holds, .dueWithin: return nil
        }
    }

    /// All of them, each once.
    func named(_ condition: Condition) -> [Int32] {
        var found: Set<Int32> = []
        collect(condition, into: &found)
        return found.count > ConditionTexts.most ? [] : found.sorted()
    }

    private func collect(_ condition: Condition, into found: inout Set<Int32>) {
        if found.count > ConditionTexts.most { return }
        switch condition {
        case .and(let a, let b), .or(let a, let b):
            collect(a, into: &found)
            collect(b, into: &found)
        case .not(let inner): collect(inner, into: &found)
        case .defined(let name): found.formUnion(definitions[name.text]?.named ?? [])
        case .compare(let fact, _, .string(let text), _):
            if let number = numbers[Text(fact: fact, text: text)] { found.insert(number) }
        case .compare, .holds, .dueWithin: break
        }
    }
}
