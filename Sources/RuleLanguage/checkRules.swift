public import Diagnostics
public import Programmes

/// What a reader of the files can find wrong in them without a plan: types, names, contradictions, chains.
/// - Parameters:
///   - files: of the whole site, in order of name.
///   - bodies: nil where only the files are at hand; then names of bodies are not checked. Likewise `programmes`.
public func checkRules(_ files: [RuleFile], bodies: BodyDirectory?, programmes: [Programme]?) -> [Diagnostic] {
    []
}
