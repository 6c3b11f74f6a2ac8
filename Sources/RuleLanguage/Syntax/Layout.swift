public import Diagnostics

/// A comment, from its `#` to the end of the line.
public struct Comment: Hashable, Sendable {
    /// From the `#` to the end of the line, without the line's end.
    public var span: Span
    /// Nothing else stands before it on its line.
    public var isOwnLine: Bool

    /// Made by the lexer.
    public init(span: Span, isOwnLine: Bool) {
        self.span = span
        self.isOwnLine = isOwnLine
    }
}

/// Where an item and its clauses were written: what the printer keeps comments by.
public struct ItemLayout: Hashable, Sendable {
    /// From the item's keyword to the end of its last clause.
    public var span: Span
    /// In the order written.
    public var clauses: [ClauseLayout]

    /// Made by the parser, one for each item.
    public init(span: Span, clauses: [ClauseLayout] = []) {
        self.span = span
        self.clauses = clauses
    }
}

/// Where one clause was written, whichever place the formatter gives it.
public struct ClauseLayout: Hashable, Sendable {
    /// Of which the formatter knows the order.
    public var kind: ClauseKind
    /// From the clause's keyword to its end.
    public var span: Span

    /// Made by the parser, one for each clause that is there.
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
