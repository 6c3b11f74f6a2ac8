/// The two languages that the programs speak.
public enum Language: String, Hashable, Sendable, CaseIterable {
    case vi, en
}

/// A sentence in both languages; which one a reader sees is decided when it is shown.
public struct Wording: Hashable, Sendable {
    /// Vietnamese, in NFC; the first language of an office.
    public let vi: String
    /// English, for those who maintain the office's machines.
    public let en: String

    /// Both are given always: none is made from the other.
    public init(vi: String, en: String) {
        self.vi = vi
        self.en = en
    }

    /// The one place where the language is chosen.
    public func text(in language: Language) -> String { language == .vi ? vi : en }

    /// The word that a file's author uses, whoever reads of it: of a key that is spelt in either language.
    /// - Parameter language: of the file's keys; nil: not known, so that each reader has their own.
    public func spelt(in language: Language?) -> Wording {
        language.map { Wording(vi: text(in: $0), en: text(in: $0)) } ?? self
    }
}

/// What the author of a file should know: where, what is wrong, and what to do.
public struct Diagnostic: Hashable, Sendable {
    /// An error keeps a file, or a part of it, out of force; a warning changes nothing.
    public enum Severity: String, Hashable, Sendable {
        case error, warning
    }

    /// An edit that would mend it.
    public struct Fix: Hashable, Sendable {
        /// What a button of an editor says.
        public let title: Wording
        /// The bytes that are replaced; empty where something is put in.
        public let span: Span
        /// What stands there afterwards; empty where something is taken away.
        public let replacement: String

        /// An edit of the file in which the diagnostic lies, and of no other.
        public init(title: Wording, span: Span, replacement: String) {
            self.title = title
            self.span = span
            self.replacement = replacement
        }
    }

    /// Another place that belongs to it, in the same file.
    public struct Label: Hashable, Sendable {
        /// In bytes of the same file as the diagnostic's own.
        public let span: Span
        /// What that place has to do with it: "first defined here".
        public let message: Wording

        /// A place of another file cannot be one: name it in the message.
        public init(span: Span, message: Wording) {
            self.span = span
            self.message = message
        }
    }

    /// One code per kind of error, the same in both languages, e.g. `R012`; see ``explanation(of:)``.
    public let code: String
    /// `dondoc check` fails by errors alone; warnings are told.
    public let severity: Severity
    /// The file it lies in, as ``SourceFile/path``.
    public let path: String
    /// nil where the file as a whole is meant.
    public let span: Span?
    /// What is wrong, as one sentence without a full stop.
    public let message: Wording
    /// What to write instead, or how to find out; nil where the message says it already.
    public let help: Wording?
    /// Other places of the same file that one has to see to understand it, in the order shown.
    public let labels: [Label]
    /// Each of them alone would mend it; where there is one, an editor may apply it without asking.
    public let fixes: [Fix]

    /// An error of a file at a stretch of it; ``SourceFile/path`` gives `path`, and the explanations know the `code`.
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
