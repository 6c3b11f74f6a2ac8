import Dates
public import Diagnostics
public import RuleLanguage

/// A rule, step or branch, and whether a test reached it.
public struct CoveragePoint: Hashable, Sendable {
    /// A rule as a whole, an instant of its `when` or chain, or a way that a condition can go.
    public enum Kind: String, Hashable, Sendable { case rule, step, branch }

    /// Of the rule file.
    public var path: String
    /// From 1: that of the rule's name, for each of its points.
    public var line: Int
    /// The rule's name.
    public var rule: String
    /// What of the rule it is.
    public var kind: Kind
    /// The point in the rule's own words, "if progress < 50%: not so".
    public var what: Wording
    /// Whether any test of the same file reached it.
    public var isReached: Bool
}

/// Which rules, steps and branches the tests of their files reach: each instant of `when`, each step of a chain and its
/// repeat must have brought a notice; an `if` must have held and failed, an `until` have ended a chain.
public func coverage(_ files: [RuleFile], in site: Site) -> [CoveragePoint] {
    var points: [CoveragePoint] = []
    for (i, file) in files.enumerated() {
        var seen = Seen()
        for case .test(let test) in file.items {
            var run = RuleTestRun(test, in: files, file: i, site: site)
            // One that is too large has failed already.
            guard (try? run.run()) != nil else { continue }
            seen.add(run)
        }
        let lines = LineIndex(file.source)
        for case .rule(let rule) in file.items {
            func point(_ kind: CoveragePoint.Kind, _ vi: String, _ en: String, _ isReached: Bool) {
                points.append(
                    CoveragePoint(
                        path: file.source.path, line: lines.position(of: rule.name.span.start).line,
                        rule: rule.name.text, kind: kind, what: Wording(vi: vi, en: en), isReached: isReached))
            }
            let name = rule.name.text
            let steps = seen.steps[name] ?? []
            point(.rule, "quy tắc", "the rule", !steps.isEmpty)
            if case .offset(_, _, let offsets) = rule.when, offsets.count > 1 {
                for (step, offset) in offsets.enumerated() {
                    point(.step, printOffset(offset, in: .vi), printOffset(offset, in: .en), steps.contains(step))
                }
            } else {
                for (step, chained) in rule.steps.enumerated() {
                    point(
                        .step, "bước sau \(printOffset(chained.after, in: .vi))",
                        "the step after \(printOffset(chained.after, in: .en))", steps.contains(step + 1))
                }
            }
            if rule.repetition != nil { point(.step, "lặp lại", "the repeat", seen.repeats.contains(name)) }
            if let condition = rule.guardCondition {
                let (vi, en) = (printCondition(condition, in: .vi), printCondition(condition, in: .en))
                point(.branch, "nếu \(vi): không đúng", "if \(en): not so", seen.failed.contains(name))
            }
            if let condition = rule.until {
                let (vi, en) = (printCondition(condition, in: .vi), printCondition(condition, in: .en))
                point(.branch, "cho đến khi \(vi)", "until \(en)", seen.ended.contains(name))
            }
        }
    }
    return points
}

/// What the tests of a file saw of its rules.
private struct Seen {
    var steps: [String: Set<Int>] = [:]
    var repeats: Set<String> = []
    var failed: Set<String> = []
    var ended: Set<String> = []

    mutating func add(_ run: RuleTestRun) {
        for notice in run.notices {
            steps[notice.identity.rule, default: []].insert(notice.identity.step)
            if notice.identity.repeatNumber > 0 { repeats.insert(notice.identity.rule) }
        }
        for withheld in run.withheld {
            if withheld.reason == .guardFailed { failed.insert(withheld.identity.rule) }
            if withheld.reason == .untilHeld { ended.insert(withheld.identity.rule) }
        }
    }
}
