import Diagnostics

/// What was found wrong in one file, as it is read.
struct FileReport: Sendable {
    let path: String
    private(set) var diagnostics: [Diagnostic] = []
    private(set) var hasErrors = false
    /// How often something was said, beyond the limit too.
    private(set) var count = 0
    /// In which its author writes keys, as the first of them tells; nil: there is none yet.
    var keyLanguage: Language?

    /// A file that is wrong all over is told so once; nobody reads the thousandth line.
    static let limit = 100

    init(path: String) { self.path = path }

    /// A key that was met, as it is spelt.
    mutating func meet(key spelling: @autoclosure () -> String, in context: Context) {
        if keyLanguage == nil { keyLanguage = Vocabulary.of(context).language(of: spelling()) }
    }

    /// A key as the file's author spells it.
    func name(of key: Key, in context: Context) -> Wording {
        Vocabulary.of(context).name(of: key).spelt(in: keyLanguage)
    }

    var isFull: Bool { diagnostics.count > FileReport.limit }

    mutating func add(
        _ code: String, _ severity: Diagnostic.Severity = .error, at span: Span?, _ message: @autoclosure () -> Wording,
        help: @autoclosure () -> Wording? = nil, labels: @autoclosure () -> [Diagnostic.Label] = [],
        fixes: @autoclosure () -> [Diagnostic.Fix] = []
    ) {
        count += 1
        if severity == .error { hasErrors = true }
        if isFull {
            // That there is more to mend is an error as soon as one of those is.
            if severity == .error, let last = diagnostics.last, last.severity != .error {
                diagnostics[diagnostics.count - 1] = more(severity, last.span)
            }
            return
        }
        if diagnostics.count == FileReport.limit {
            diagnostics.append(more(severity, span))
            return
        }
        diagnostics.append(
            Diagnostic(
                code: code, severity: severity, path: path, span: span, message: message(), help: help(),
                labels: labels(), fixes: fixes()))
    }

    private func more(_ severity: Diagnostic.Severity, _ span: Span?) -> Diagnostic {
        Diagnostic(
            code: "S010", severity: severity, path: path, span: span,
            message: Wording(
                vi: "tệp còn chỗ cần sửa nữa; chỉ nêu \(FileReport.limit) chỗ đầu",
                en: "there is more to mend in this file; the first \(FileReport.limit) places are shown"),
            help: Wording(vi: "sửa các lỗi trên rồi kiểm tra lại", en: "mend those above and check again"))
    }

    mutating func add(_ others: [Diagnostic]) {
        for diagnostic in others {
            add(
                diagnostic.code, diagnostic.severity, at: diagnostic.span, diagnostic.message, help: diagnostic.help,
                labels: diagnostic.labels, fixes: diagnostic.fixes)
        }
    }

    /// Both, in the order of their places.
    func merged(with other: FileReport) -> FileReport {
        var result = FileReport(path: path)
        let all = (diagnostics + other.diagnostics).enumerated()
        result.diagnostics = all.sorted {
            ($0.element.span?.start ?? 0, $0.offset) < ($1.element.span?.start ?? 0, $1.offset)
        }.map(\.element)
        result.count = count + other.count
        result.keyLanguage = keyLanguage ?? other.keyLanguage
        result.hasErrors = hasErrors || other.hasErrors
        return result
    }

    /// `did you mean`, with the edit that makes it so; nil where nothing is near.
    /// None for a guess that may be wrong: an edit must not change what is meant.
    static func fix(_ meant: Guess?, at span: Span) -> [Diagnostic.Fix] {
        guard let meant, meant.isSafe else { return [] }
        return [
            Diagnostic.Fix(
                title: Wording(vi: "thay bằng “\(meant.text)”", en: "replace it with “\(meant.text)”"), span: span,
                replacement: meant.text)
        ]
    }
}
