import Diagnostics
import JSONText
import RuleLanguage
import SiteFiles

extension LanguageServer {
    /// A rule file as `dondoc fmt` prints it, whole or where a range lies. One with errors stays as it is: what was not
    /// understood would be lost.
    func formatting(_ parameters: JSONValue) throws(RequestError) -> JSONValue {
        guard let file = context(parameters), file.kind == .rules else { return .null }
        let (tree, diagnostics) = parseRules(file.source)
        guard !diagnostics.contains(where: { $0.severity == .error }) else { return .null }
        let printed = Array(printRules(tree, in: spelling(of: file.source)).utf8)
        guard printed != file.source.bytes else { return [] }
        let edits = lineEdits(from: file.source.bytes, to: printed)
        guard let range = parameters["range"] else { return .array(edits.map { $0.json(file.positions) }) }
        guard let span = file.positions.span(range) else { return .null }
        return .array(edits.filter { $0.span.touches(span) }.map { $0.json(file.positions) })
    }
}

/// The lines that differ between two texts, as edits of the first: what stays keeps the cursor and the marks on it.
func lineEdits(from old: [UInt8], to new: [UInt8]) -> [TextEdit] {
    let (a, b) = (lines(old), lines(new))
    // Beyond that many a comparison may take longer than anybody waits.
    guard a.count + b.count <= 20_000 else {
        return [TextEdit(Span(0, old.count), String(decoding: new, as: UTF8.self))]
    }
    let difference = b.map { Array($0) }.difference(from: a.map { Array($0) })
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for change in difference {
        switch change {
        case .remove(let offset, _, _): removed.insert(offset)
        case .insert(let offset, _, _): inserted.insert(offset)
        }
    }
    var edits: [TextEdit] = []
    var (i, j) = (0, 0)
    while i < a.count || j < b.count {
        guard removed.contains(i) || inserted.contains(j) else {
            i += 1
            j += 1
            continue
        }
        let (fromLine, fromNew) = (i, j)
        while removed.contains(i) || inserted.contains(j) {
            if removed.contains(i) { i += 1 } else { j += 1 }
        }
        let start = fromLine < a.count ? a[fromLine].startIndex : old.count
        let end = i > fromLine ? a[i - 1].endIndex : start
        let text = fromNew < j ? new[b[fromNew].startIndex..<b[j - 1].endIndex] : []
        edits.append(TextEdit(Span(start, end), String(decoding: text, as: UTF8.self)))
    }
    return edits
}

/// Each with its end.
private func lines(_ text: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    for i in text.indices where text[i] == 0x0A {
        lines.append(text[start...i])
        start = i + 1
    }
    if start < text.count { lines.append(text[start...]) }
    return lines
}
