public import JSONText

/// One diagnostic as one JSON object: file, line, column, endLine, endColumn (from 1, in what a person sees as one
/// character; the end is exclusive; null where the file as a whole is meant), code, severity, message, help, labels, fixes.
/// A fix has its title, its place (positions and byte offsets) and the replacement.
public func writeJSON(
    _ diagnostic: Diagnostic, source: SourceFile?, lines: LineIndex? = nil, language: Language,
    to json: inout JSONWriter
) {
    let lines = lines ?? source.map(LineIndex.init)
    json.beginObject()
    json.key("file")
    json.string(diagnostic.path)
    writePositions(diagnostic.span, lines, to: &json)
    json.key("code")
    json.string(diagnostic.code)
    json.key("severity")
    json.string(diagnostic.severity.rawValue)
    json.key("message")
    json.string(diagnostic.message.text(in: language))
    json.key("help")
    json.string(diagnostic.help?.text(in: language))
    json.key("labels")
    json.beginArray()
    for label in diagnostic.labels {
        json.beginObject()
        writePositions(label.span, lines, to: &json)
        json.key("message")
        json.string(label.message.text(in: language))
        json.endObject()
    }
    json.endArray()
    json.key("fixes")
    json.beginArray()
    for fix in diagnostic.fixes {
        json.beginObject()
        json.key("title")
        json.string(fix.title.text(in: language))
        writePositions(fix.span, lines, to: &json)
        json.key("start")
        json.integer(fix.span.start)
        json.key("end")
        json.integer(fix.span.end)
        json.key("replacement")
        json.string(fix.replacement)
        json.endObject()
    }
    json.endArray()
    json.endObject()
}

private func writePositions(_ span: Span?, _ lines: LineIndex?, to json: inout JSONWriter) {
    let start = span.flatMap { span in lines.map { $0.position(of: span.start) } }
    let end = span.flatMap { span in lines.map { $0.position(of: span.end) } }
    let fields: [(StaticString, Int?)] = [
        ("line", start?.line), ("column", start?.column), ("endLine", end?.line), ("endColumn", end?.column),
    ]
    for (key, value) in fields {
        json.key(key)
        if let value { json.integer(value) } else { json.null() }
    }
}
