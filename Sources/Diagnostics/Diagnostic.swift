/// The two languages that the programs speak.
public enum Language: String, Hashable, Sendable, CaseIterable {
    case vi, en
}

/// A sentence in both languages; which one a reader sees is decided when it is shown.
public struct Wording: Hashable, Sendable {
    public let vi: String
    public let en: String

    public init(vi: String, en: String) {
        self.vi = vi
        self.en = en
    }

    public func text(in language: Language) -> String { language == .vi ? vi : en }
}

/// What the author of a file should know: where, what is wrong, and what to do.
public struct Diagnostic: Hashable, Sendable {
    public enum Severity: String, Hashable, Sendable {
        case error, warning
    }

    /// An edit that would mend it.
    public struct Fix: Hashable, Sendable {
        public let title: Wording
        public let span: Span
        public let replacement: String

        public init(title: Wording, span: Span, replacement: String) {
            self.title = title
            self.span = span
            self.replacement = replacement
        }
    }

    /// Another place that belongs to it, in the same file.
    public struct Label: Hashable, Sendable {
        public let span: Span
        public let message: Wording

        public init(span: Span, message: Wording) {
            self.span = span
            self.message = message
        }
    }

    /// One code per kind of error, the same in both languages, e.g. `R012`; see ``explanation(of:)``.
    public let code: String
    public let severity: Severity
    /// The file it lies in, as ``SourceFile/path``.
    public let path: String
    /// nil where the file as a whole is meant.
    public let span: Span?
    public let message: Wording
    public let help: Wording?
    public let labels: [Label]
    public let fixes: [Fix]

    public init(
        code: String, severity: Severity = .error, path: String, span: Span?, message: Wording,
        help: Wording? = nil, labels: [Label] = [], fixes: [Fix] = []
    ) {
        self.code = code
        self.severity = severity
        self.path = path
        self.span = span
        self.message = message
        self.help = help
        self.labels = labels
        self.fixes = fixes
    }
}
