import Diagnostics

/// Something wrong with a rule file: its code, its words in both languages, what would be right, and the edit that mends
/// it. Each kind is made by a function of its own, so that none is without words. A code is never given to another
/// problem, even when one goes away.
struct RuleProblem {
    /// The edit that mends a problem, beside the span where it is told.
    enum Mend {
        case replace(String)
        case insertBefore(String)
        case insertAfter(String)
        case removeLastByte
        case replaceAt(Span, String)
    }

    let code: String
    let message: Wording
    let help: Wording?
    let isWarning: Bool
    private let mend: Mend?

    init(
        _ code: String, vi: String, en: String, help: Wording? = nil, isWarning: Bool = false, mend: Mend? = nil
    ) {
        self.code = code
        message = Wording(vi: vi, en: en)
        self.help = help
        self.isWarning = isWarning
        self.mend = mend
    }

    func diagnostic(path: String, span: Span?, labels: [Diagnostic.Label]) -> Diagnostic {
        Diagnostic(
            code: code, severity: isWarning ? .warning : .error, path: path, span: span, message: message, help: help,
            labels: labels, fixes: span.flatMap(fix).map { [$0] } ?? [])
    }

    private func fix(_ span: Span) -> Diagnostic.Fix? {
        func insertion(_ text: String, at offset: Int) -> Diagnostic.Fix {
            let shown = text.trimmed
            return Diagnostic.Fix(
                title: Wording(vi: "thêm “\(shown)”", en: "insert “\(shown)”"), span: Span(offset, offset),
                replacement: text)
        }
        func replacement(_ text: String, at span: Span) -> Diagnostic.Fix {
            let title =
                text.isEmpty
                ? Wording(vi: "xóa đi", en: "remove it")
                : Wording(vi: "thay bằng “\(text)”", en: "replace with “\(text)”")
            return Diagnostic.Fix(title: title, span: span, replacement: text)
        }
        switch mend {
        case nil: return nil
        case .replace(let text): return replacement(text, at: span)
        case .replaceAt(let span, let text): return replacement(text, at: span)
        case .insertBefore(let text): return insertion(text, at: span.start)
        case .insertAfter(let text): return insertion(text, at: span.end)
        case .removeLastByte:
            return Diagnostic.Fix(
                title: Wording(vi: "xóa một dấu \"", en: "remove one \""), span: Span(span.end - 1, span.end),
                replacement: "")
        }
    }
}

extension String {
    fileprivate var trimmed: String {
        var text = Substring(self)
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
