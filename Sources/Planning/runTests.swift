public import Diagnostics
public import RuleLanguage

/// What came of a `test` in a rule file.
public struct TestOutcome: Hashable, Sendable {
    public var path: String
    public var name: String
    public var failures: [TestFailure]

    public var passed: Bool { failures.isEmpty }
}

/// An expectation that did not hold.
public struct TestFailure: Hashable, Sendable {
    /// Of the statement.
    public var span: Span
    /// What was expected, what came, and why.
    public var wording: Wording
}

/// A rule, step or branch, and whether a test reached it.
public struct CoveragePoint: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable { case rule, step, branch }

    public var path: String
    public var line: Int
    public var rule: String
    public var kind: Kind
    public var what: Wording
    public var isReached: Bool
}

/// A rule changed in one place, and the test that noticed.
public struct Mutant: Hashable, Sendable {
    public var path: String
    public var line: Int
    public var rule: String
    public var change: Wording
    /// nil: it survived.
    public var killedBy: String?
}

/// Runs the tests that stand in rule files, on a virtual clock, through ``decide(_:_:at:)``.
/// - Parameter site: whose settings, calendar and bodies hold; bodies it does not know are made up.
public func runTests(_ files: [RuleFile], in site: Site) -> [TestOutcome] { [] }

/// Which rules, steps and branches the tests reach.
public func coverage(_ files: [RuleFile], in site: Site) -> [CoveragePoint] { [] }

/// Changes offsets, recipients, conditions and kinds one at a time.
/// - Parameter progress: called before each mutant with how many are done and how many there are.
public func mutate(_ files: [RuleFile], in site: Site, progress: (Int, Int) -> Void = { _, _ in }) -> [Mutant] { [] }
