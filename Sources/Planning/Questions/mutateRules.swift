public import Diagnostics
import Programmes
public import RuleLanguage

/// A rule changed in one place, and the test that noticed.
public struct Mutant: Hashable, Sendable {
    /// Of the rule file.
    public var path: String
    /// From 1: that of the rule's name.
    public var line: Int
    /// The rule's name, which no mutant changes.
    public var rule: String
    /// What stood there and what stands there now, with an arrow between.
    public var change: Wording
    /// nil: it survived.
    public var killedBy: String?
}

/// Changes offsets, recipients, conditions and kinds one at a time, and runs on each the tests of the file that pass
/// without the change.
/// - Parameter progress: called before each mutant with how many are done and how many there are.
public func mutate(
    _ files: [RuleFile], in site: Site, letters: LetterWriter = { _, _ in [] },
    progress: (Int, Int) -> Void = { _, _ in }
) -> [Mutant] {
    var candidates: [(file: Int, item: Int, rule: Rule, change: Wording)] = []
    for (i, file) in files.enumerated() {
        for (j, item) in file.items.enumerated() {
            guard case .rule(let rule) = item else { continue }
            for (mutated, change) in mutations(of: rule) where mutated != rule {
                candidates.append((i, j, mutated, change))
            }
        }
    }
    // What fails anyway notices nothing.
    let passing = files.indices.map { file in
        files[file].items.compactMap { item -> RuleTest? in
            guard case .test(let test) = item, passes(test, files, file: file, site: site, letters) else { return nil }
            return test
        }
    }
    return candidates.enumerated().map { done, candidate in
        progress(done, candidates.count)
        var mutated = files
        mutated[candidate.file].items[candidate.item] = .rule(candidate.rule)
        let source = files[candidate.file].source
        return Mutant(
            path: source.path, line: LineIndex(source).position(of: candidate.rule.name.span.start).line,
            rule: candidate.rule.name.text, change: candidate.change,
            killedBy: passing[candidate.file].first { !passes($0, mutated, file: candidate.file, site: site, letters) }?
                .name.text)
    }
}

private func passes(
    _ test: RuleTest, _ files: [RuleFile], file: Int, site: Site, _ letters: LetterWriter
) -> Bool {
    var run = RuleTestRun(test, in: files, file: file, site: site)
    return (try? run.run()) != nil && run.passes(test, letters)
}

private typealias Mutation = (rule: Rule, change: Wording)

private func mutations(of rule: Rule) -> [Mutation] {
    whenMutations(rule) + chainMutations(rule) + actionMutations(rule)
        + conditionMutations(rule, \.condition, Wording(vi: "với", en: "for"))
        + conditionMutations(rule, \.guardCondition, Wording(vi: "nếu", en: "if"))
        + conditionMutations(rule, \.until, Wording(vi: "cho đến khi", en: "until"))
}

private func change(_ old: String, _ new: String, _ oldEnglish: String, _ newEnglish: String) -> Wording {
    Wording(vi: "\(old) → \(new)", en: "\(oldEnglish) → \(newEnglish)")
}

private func change(_ old: Offset, _ new: Offset) -> Wording {
    change(
        printOffset(old, in: .vi), printOffset(new, in: .vi), printOffset(old, in: .en), printOffset(new, in: .en))
}

private func neighbours(_ offset: Offset) -> [Offset] {
    [Offset(offset.count &+ 1, offset.unit), Offset(offset.count &- 1, offset.unit)].filter { $0.count > 0 }
}

private func whenMutations(_ rule: Rule) -> [Mutation] {
    var found: [Mutation] = []
    func replace(_ when: When, _ wording: Wording? = nil) {
        var mutated = rule
        mutated.when = when
        found.append(
            (
                mutated,
                wording
                    ?? change(
                        printWhen(rule.when, in: .vi), printWhen(when, in: .vi), printWhen(rule.when, in: .en),
                        printWhen(when, in: .en))
            ))
    }
    switch rule.when {
    case .offset(let direction, let anchor, let offsets):
        for (i, offset) in offsets.enumerated() {
            for other in neighbours(offset) {
                var mutated = offsets
                mutated[i] = other
                replace(.offset(direction, anchor, mutated), change(offset, other))
            }
        }
        replace(.offset(direction == .before ? .after : .before, anchor, offsets))
    case .on(let anchor): replace(.offset(.after, anchor, [Offset(1, .days)]))
    case .every(let cycle):
        var longer = cycle
        longer.every += 1
        replace(.every(longer))
        var other = cycle
        other.day = cycle.day == nil ? .lastDay : nil
        replace(.every(other))
    case .event: break
    case .report(let trigger):
        let other: ReportTrigger =
            switch trigger {
            case .reported: .done
            case .returned: .reported
            case .done: .cancelled
            case .cancelled: .done
            case .extensionAsked: .extended
            case .extended: .extensionRefused
            case .extensionRefused: .extensionAsked
            }
        replace(.report(other))
    }
    return found
}

private func chainMutations(_ rule: Rule) -> [Mutation] {
    var found: [Mutation] = []
    for (i, step) in rule.steps.enumerated() {
        for other in neighbours(step.after) {
            var mutated = rule
            mutated.steps[i].after = other
            found.append((mutated, change(step.after, other)))
        }
    }
    guard let repetition = rule.repetition else { return found }
    for other in neighbours(repetition.every) {
        var mutated = rule
        mutated.repetition?.every = other
        found.append((mutated, change(repetition.every, other)))
    }
    if let times = repetition.times {
        for other in [times &+ 1, times &- 1] where other > 0 {
            var mutated = rule
            mutated.repetition?.times = other
            found.append((mutated, change("\(times) lần", "\(other) lần", "\(times) times", "\(other) times")))
        }
    }
    return found
}

private func actionMutations(_ rule: Rule) -> [Mutation] {
    var places: [WritableKeyPath<Rule, [Action]>] = [\.actions]
    for step in rule.steps.indices { places.append(\.steps[step].actions) }
    var found: [Mutation] = []
    for place in places {
        for (i, action) in rule[keyPath: place].enumerated() {
            func replace(_ other: Action) {
                var mutated = rule
                mutated[keyPath: place][i] = other
                found.append(
                    (
                        mutated,
                        change(
                            printAction(action, in: .vi), printAction(other, in: .vi), printAction(action, in: .en),
                            printAction(other, in: .en))
                    ))
            }
            replace(Action(action.kind == .remind ? .escalate : .remind, action.recipients))
            for (j, recipient) in action.recipients.enumerated() {
                var other = action
                other.recipients[j] = substitute(recipient)
                replace(other)
                if action.recipients.count > 1 {
                    other = action
                    other.recipients.remove(at: j)
                    replace(other)
                }
            }
        }
    }
    return found
}

/// Someone else: the next role, or whoever is one level below.
private func substitute(_ recipient: Recipient) -> Recipient {
    switch recipient {
    case .role(let role): .role(Role(rawValue: (role.rawValue + 1) % UInt8(Role.allCases.count)) ?? .lead)
    case .superior(let of): of
    case .body: .role(.lead)
    case .officer, .confirming: .role(.directing)
    }
}

private func conditionMutations(
    _ rule: Rule, _ place: WritableKeyPath<Rule, Condition?>, _ clause: Wording
) -> [Mutation] {
    guard let condition = rule[keyPath: place] else { return [] }
    return variants(of: condition).map { other in
        var mutated = rule
        mutated[keyPath: place] = other
        return (
            mutated,
            change(
                clause.vi + " " + printCondition(condition, in: .vi), printCondition(other, in: .vi),
                clause.en + " " + printCondition(condition, in: .en), printCondition(other, in: .en))
        )
    }
}

private func variants(of condition: Condition) -> [Condition] {
    switch condition {
    case .and(let a, let b):
        [.or(a, b), a, b] + variants(of: a).map { .and($0, b) } + variants(of: b).map { .and(a, $0) }
    case .or(let a, let b):
        [.and(a, b), a, b] + variants(of: a).map { .or($0, b) } + variants(of: b).map { .or(a, $0) }
    case .not(let a): [a]
    case .compare(let fact, let comparison, let literal, let span):
        switch comparison {
        case .less: [.compare(fact, .lessOrEqual, literal, span), .not(condition)]
        case .lessOrEqual: [.compare(fact, .less, literal, span), .not(condition)]
        case .greater: [.compare(fact, .greaterOrEqual, literal, span), .not(condition)]
        case .greaterOrEqual: [.compare(fact, .greater, literal, span), .not(condition)]
        case .equal, .notEqual, .has, .is: [.not(condition)]
        }
    case .defined, .holds, .dueWithin: [.not(condition)]
    }
}
