import Diagnostics
import Glibc
import JSONText

/// Diagnostics as people and programs get them: worded and underlined on standard error, or a JSON object per line on
/// standard output.
struct DiagnosticList {
    let diagnostics: [Diagnostic]
    /// By path.
    let sources: [String: SourceFile]

    var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

    func show(on console: Console, color: ColorChoice, asJSON: Bool) {
        if asJSON {
            writeJSON(on: console)
        } else if !diagnostics.isEmpty {
            let text = renderDiagnostics(
                diagnostics, sources: Array(sources.values), language: console.language,
                color: color.isOn(for: STDERR_FILENO))
            writeAll(Array((text + "\n" + summary + "\n").utf8), to: STDERR_FILENO)
        }
    }

    private func writeJSON(on console: Console) {
        var lines: [String: LineIndex] = [:]
        var json = JSONWriter()
        for diagnostic in diagnostics {
            let source = sources[diagnostic.path]
            if let source, lines[diagnostic.path] == nil { lines[diagnostic.path] = LineIndex(source) }
            json.removeAll()
            Diagnostics.writeJSON(
                diagnostic, source: source, lines: lines[diagnostic.path], language: console.language, to: &json)
            json.newline()
            console.write(json.bytes)
        }
    }

    private var summary: String {
        let errors = diagnostics.count { $0.severity == .error }
        let warnings = diagnostics.count - errors
        var parts: [String] = []
        if errors > 0 { parts.append(counted(errors, "lỗi", "error", "errors")) }
        if warnings > 0 { parts.append(counted(warnings, "cảnh báo", "warning", "warnings")) }
        return parts.joined(separator: ", ") + "."
    }
}
