public import Deadlines
public import Diagnostics

/// A condition as the formatter writes it, on one line.
public func printCondition(_ condition: Condition, in language: Language) -> String {
    Phrasing(language: language).condition(condition).joined(separator: " ")
}

/// A recipient as the formatter writes it.
public func printRecipient(_ recipient: Recipient, in language: Language) -> String {
    Phrasing(language: language).recipient(recipient)
}

/// The instants of a rule as the formatter writes them, on one line.
public func printWhen(_ when: When, in language: Language) -> String {
    Phrasing(language: language).when(when).joined(separator: " ")
}

/// An action as the formatter writes it, on one line.
public func printAction(_ action: Action, in language: Language) -> String {
    Phrasing(language: language).action(action).joined(separator: " ")
}

/// What a test expects, as the formatter writes it, on one line.
public func printExpectation(_ expectation: TestExpectation, in language: Language) -> String {
    Phrasing(language: language).expectation(expectation).joined(separator: language == .vi ? " và " : " and ")
}

/// An offset as the formatter writes it.
public func printOffset(_ offset: Offset, in language: Language) -> String {
    Phrasing(language: language).offset(offset)
}

/// A kind of deadline as a rule asks for it.
public func printKind(_ kind: DeadlineKind, in language: Language) -> String {
    Phrasing(language: language).literal(.deadlineKind(kind))
}
