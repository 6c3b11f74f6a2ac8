public import Diagnostics

/// The canonical form of a rule file in one of the two spellings, with its comments. Printing what was printed changes
/// nothing; parsing it gives the same tree.
public func printRules(_ file: RuleFile, in language: Language) -> String {
    ""
}
