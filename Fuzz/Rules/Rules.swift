import Diagnostics
import JSONText
import Programmes
import RuleLanguage

/// Any bytes as a rule file: nothing traps, every span lies in the file, and what has no error reads back as it was
/// printed, in both languages.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzRules(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let source = SourceFile(path: "fuzz.rules", bytes: bytes)
    let (file, said) = parseRules(source)
    let all = said + checkRules([file], bodies: bodies, programmes: [], templates: [])
    check(all, source)
    check(file, hasErrors: said.contains { $0.severity == .error })
    _ = measureRules([file])
    return 0
}

private let bodies = BodyDirectory([
    Body(id: "tinh-uy", name: "Tỉnh ủy"), Body(id: "ban", name: "Ban", parent: BodyIndex(0)),
])

private func check(_ diagnostics: [Diagnostic], _ source: SourceFile) {
    let lines = LineIndex(source)
    for diagnostic in diagnostics {
        let spans = [diagnostic.span].compactMap(\.self) + diagnostic.labels.map(\.span) + diagnostic.fixes.map(\.span)
        for span in spans {
            precondition(
                0 <= span.start && span.start <= span.end && span.end <= source.bytes.count,
                "\(diagnostic.code) lies outside: \(span)")
        }
        precondition(explanation(of: diagnostic.code) != nil, "\(diagnostic.code) is not explained")
    }
    for diagnostic in diagnostics.prefix(20) {
        for language in Language.allCases {
            _ = renderDiagnostic(diagnostic, source: source, lines: lines, language: language)
        }
        var json = JSONWriter()
        writeJSON(diagnostic, source: source, lines: lines, language: .vi, to: &json)
    }
}

private func check(_ file: RuleFile, hasErrors: Bool) {
    for language in Language.allCases {
        let printed = printRules(file, in: language)
        if hasErrors { continue }
        let (again, said) = parseRules(SourceFile(path: "", text: printed))
        precondition(again.items == file.items, "printed in \(language) it is another tree:\n\(printed)")
        precondition(!said.contains { $0.severity == .error }, "printed in \(language) it has errors:\n\(printed)")
        precondition(printRules(again, in: language) == printed, "printing it again changes it:\n\(printed)")
    }
}
