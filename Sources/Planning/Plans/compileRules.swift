import Dates
import Diagnostics
import Programmes
import RuleLanguage

/// The items of rule files, compiled.
struct CompiledRules: Sendable {
    var rules: [CompiledRule] = []
    var digests: [CompiledDigest] = []
    var mutes: [CompiledMute] = []
}

/// Fills in the defaults (a later file's win) and the definitions, and resolves the names of bodies.
/// - Parameter select: the tasks that each `for` means.
func compileRules(
    _ files: [RuleFile], bodies: BodyDirectory, select: ([Predicate]) -> [Selection]
) -> CompiledRules {
    let defaults = mergedDefaults(files)
    let compiler = PredicateCompiler(files, bodies: bodies)
    let conditions = files.flatMap(\.items).compactMap { item -> Predicate? in
        guard case .rule(let rule) = item else { return nil }
        return rule.condition.map(compiler.compile) ?? .constant(true)
    }
    let selections = select(conditions)
    var result = CompiledRules()
    for file in files {
        let lines = LineIndex(file.source)
        for item in file.items {
            switch item {
            case .rule(let rule):
                let number = result.rules.count
                result.rules.append(
                    compile(
                        rule, conditions[number], selections[number], defaults, compiler, path: file.source.path,
                        line: lines.position(of: rule.name.span.start).line))
            case .digest(let digest):
                result.digests.append(
                    compile(
                        digest, defaults, compiler, path: file.source.path,
                        line: lines.position(of: digest.name.span.start).line))
            case .mute(let mute):
                result.mutes.append(
                    CompiledMute(
                        name: mute.name.text, from: mute.from, to: mute.to,
                        condition: mute.condition.map(compiler.compile), drops: mute.then == .drop))
            case .defaults, .define, .test: break
            }
        }
    }
    return result
}

/// What a rule that says nothing gets.
struct MergedDefaults: Sendable {
    var at = TimeOfDay(hour: 8)!
    var onWorkingDays = false
    var grouping = Grouping.recipient
    var catchUp = CatchUp.latest
    /// nil: by the kind of the notice.
    var severity: Severity?
}

private func mergedDefaults(_ files: [RuleFile]) -> MergedDefaults {
    var merged = MergedDefaults()
    for file in files {
        for case .defaults(let defaults) in file.items {
            merged.at = defaults.at ?? merged.at
            merged.onWorkingDays = defaults.onWorkingDays ?? merged.onWorkingDays
            merged.grouping = defaults.grouping ?? merged.grouping
            merged.catchUp = defaults.catchUp ?? merged.catchUp
            merged.severity = defaults.severity ?? merged.severity
        }
    }
    return merged
}

private func compile(
    _ rule: Rule, _ condition: Predicate, _ selection: Selection, _ defaults: MergedDefaults,
    _ compiler: PredicateCompiler, path: String, line: Int
) -> CompiledRule {
    func actions(_ actions: [Action]) -> [CompiledAction] {
        actions.map { action in
            CompiledAction(
                kind: action.kind == .remind ? .reminder : .escalation,
                severity: rule.severity ?? defaults.severity ?? (action.kind == .remind ? .notice : .warning),
                recipients: action.recipients.flatMap(compiler.recipients))
        }
    }
    let start: CompiledRule.Start
    var isIndependent = false
    switch rule.when {
    case .offset(let direction, let anchor, let offsets):
        start = .offsets(
            direction == .before ? .before : .after, anchor, offsets.isEmpty ? [Offset(0, .days)] : offsets)
        isIndependent = offsets.count > 1
    case .on(let anchor): start = .offsets(.on, anchor, [Offset(0, .days)])
    case .every(let cycle):
        start = .every(cycle)
        isIndependent = true
    case .event(let name): start = .event(name.text)
    case .report(let trigger):
        start = .report(trigger)
        isIndependent = true
    }
    let first = CompiledRule.Step(after: Offset(0, .days), actions: actions(rule.actions))
    return CompiledRule(
        source: rule, path: path, line: line, start: start,
        steps: [first] + rule.steps.map { CompiledRule.Step(after: $0.after, actions: actions($0.actions)) },
        isIndependent: isIndependent, condition: condition, selection: selection, defaults: defaults,
        compiler: compiler)
}

private func compile(
    _ digest: Digest, _ defaults: MergedDefaults, _ compiler: PredicateCompiler, path: String, line: Int
) -> CompiledDigest {
    CompiledDigest(
        name: digest.name.text, path: path, line: line, cycle: digest.every, at: digest.at ?? defaults.at,
        to: digest.to.flatMap(compiler.recipients), list: compiler.compile(digest.list), groupBy: digest.groupBy,
        onWorkingDays: digest.onWorkingDays ?? defaults.onWorkingDays,
        severity: digest.severity ?? defaults.severity ?? .info, grouping: defaults.grouping,
        catchUp: defaults.catchUp, template: digest.template?.text)
}
