public import Diagnostics

/// A comment, from its `#` to the end of the line.
public struct Comment: Hashable, Sendable {
    public var span: Span
    /// Nothing else stands before it on its line.
    public var isOwnLine: Bool

    public init(span: Span, isOwnLine: Bool) {
        self.span = span
        self.isOwnLine = isOwnLine
    }
}

/// Where an item and its clauses were written: what the printer keeps comments by.
public struct ItemLayout: Hashable, Sendable {
    public var span: Span
    /// In the order written.
    public var clauses: [ClauseLayout]

    public init(span: Span, clauses: [ClauseLayout] = []) {
        self.span = span
        self.clauses = clauses
    }
}

public struct ClauseLayout: Hashable, Sendable {
    public var kind: ClauseKind
    public var span: Span

    public init(kind: ClauseKind, span: Span) {
        self.kind = kind
        self.span = span
    }
}

/// The clauses of all items, in the order in which the formatter writes them.
public enum ClauseKind: UInt8, Hashable, Sendable, CaseIterable {
    case `for`, when, `if`, every, from, to, list, severity, action, step, `repeat`, until, at, workingDays, grouping
    case catchUp, because, then, template, statement
}
