public import Diagnostics

/// Reads a template.
/// - Returns: the template, nil where an error is among the diagnostics, which stand in the order of the file.
public func parseTemplate(
    _ source: SourceFile, as kind: TemplateKind = .letter
) -> (template: Template?, diagnostics: [Diagnostic]) {
    var parser = TemplateParser(source, kind)
    let template = parser.parse()
    let isSound = !parser.diagnostics.contains { $0.severity == .error }
    return (isSound ? template : nil, parser.diagnostics)
}

/// The tags of a letter's template in order, also of one with errors.
public func templateTags(_ source: SourceFile) -> [TemplateTag] {
    var parser = TemplateParser(source, .letter)
    parser.tags = []
    _ = parser.parse()
    return parser.tags ?? []
}

struct TemplateParser {
    private typealias Path = Template.Path

    private struct Section {
        var name: String
        /// Its place in ``parts``.
        var index: Int
        var span: Span
    }

    /// A file that is wrong all over is told so once.
    private static let mostDiagnostics = 100

    private let kind: TemplateKind
    private let path: String
    private let bytes: [UInt8]
    private var position = 0
    private var opening = Array("{{".utf8)
    private var closing = Array("}}".utf8)
    private var parts: [Template.Part] = []
    private var text: [UInt8] = []
    private var open: [Section] = []
    /// nil: nobody asks for them.
    fileprivate var tags: [TemplateTag]?
    private(set) var diagnostics: [Diagnostic] = []

    init(_ source: SourceFile, _ kind: TemplateKind) {
        self.kind = kind
        path = source.path
        bytes = source.bytes
    }

    mutating func parse() -> Template {
        while position < bytes.count, diagnostics.count < TemplateParser.mostDiagnostics {
            if isAt(opening, position) {
                parseTag()
            } else {
                text.append(bytes[position])
                position += 1
            }
        }
        flush()
        for section in open.reversed() {
            report(
                "S131", section.span,
                Wording(
                    vi: "phần “\(section.name)” không được đóng", en: "the section “\(section.name)” is not closed"),
                Wording(vi: "thêm {{/\(section.name)}}", en: "add {{/\(section.name)}}"))
        }
        return Template(parts: parts)
    }

    private func isAt(_ word: [UInt8], _ start: Int) -> Bool {
        guard start + word.count <= bytes.count else { return false }
        for i in word.indices where bytes[start + i] != word[i] { return false }
        return true
    }

    private mutating func flush() {
        guard !text.isEmpty else { return }
        parts.append(.text(text))
        text = []
    }

    // MARK: Tags

    private mutating func parseTag() {
        let start = position
        var i = start + opening.count
        let sigil = i < bytes.count ? bytes[i] : 0
        var end = closing
        switch sigil {
        case UInt8(ascii: "{"): end = Array("}".utf8) + closing
        case UInt8(ascii: "="): end = Array("=".utf8) + closing
        default: break
        }
        if "#^/!{&=>$<%".utf8.contains(sigil) { i += 1 }
        let inner = i
        // A comment may be of several lines; anything else that is not closed on its line was forgotten.
        let mayWrap = sigil == UInt8(ascii: "!")
        while i < bytes.count, !isAt(end, i), mayWrap || bytes[i] != UInt8(ascii: "\n") { i += 1 }
        guard i < bytes.count, isAt(end, i) else {
            report(
                "S130", Span(start, start + opening.count),
                Wording(vi: "thẻ không được đóng", en: "the tag is not closed"),
                Wording(
                    vi: "thêm \(String(decoding: closing, as: UTF8.self))",
                    en: "add \(String(decoding: closing, as: UTF8.self))"))
            // What follows on the next line is read: it may have faults of its own.
            position = i
            return
        }
        let name = trimmed(inner, i)
        position = i + end.count
        let span = Span(start, position)
        tags?.append(
            TemplateTag(
                kind: .init(sigil), name: String(decoding: bytes[name], as: UTF8.self),
                nameSpan: Span(name.lowerBound, name.upperBound), span: span))
        switch sigil {
        case UInt8(ascii: "#"), UInt8(ascii: "^"):
            skipStandaloneLine(start)
            beginSection(name, span, isInverted: sigil == UInt8(ascii: "^"))
        case UInt8(ascii: "/"):
            skipStandaloneLine(start)
            endSection(name, span)
        case UInt8(ascii: "!"): skipStandaloneLine(start)
        case UInt8(ascii: "="):
            skipStandaloneLine(start)
            changeDelimiters(name, span)
        case UInt8(ascii: ">"), UInt8(ascii: "%"):
            skipStandaloneLine(start)
            refuse(span, .warning)
        case UInt8(ascii: "$"), UInt8(ascii: "<"): refuse(span, .error)
        default:
            flush()
            let isEscaped = kind == .page && sigil != UInt8(ascii: "{") && sigil != UInt8(ascii: "&")
            parts.append(.variable(resolve(name, span), isEscaped: isEscaped))
        }
    }

    private mutating func refuse(_ span: Span, _ severity: Diagnostic.Severity) {
        report(
            "S132", span, Wording(vi: "loại thẻ này không được hỗ trợ", en: "tags of this kind are not read"),
            Wording(
                vi: "chỉ dùng được {{tên}}, {{#tên}}…{{/tên}}, {{^tên}}…{{/tên}} và {{! ghi chú }}",
                en: "there are {{name}}, {{#name}}…{{/name}}, {{^name}}…{{/name}} and {{! comment }}"),
            severity: severity)
    }

    private func trimmed(_ start: Int, _ end: Int) -> Range<Int> {
        var (start, end) = (start, end)
        while start < end, isSpace(bytes[start]) { start += 1 }
        while start < end, isSpace(bytes[end - 1]) { end -= 1 }
        return start..<end
    }

    private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || 0x09...0x0D ~= byte }

    /// A tag that is all of its line takes the line away with it.
    private mutating func skipStandaloneLine(_ start: Int) {
        var before = start
        while before > 0, bytes[before - 1] == 0x20 || bytes[before - 1] == 0x09 { before -= 1 }
        guard before == 0 || bytes[before - 1] == UInt8(ascii: "\n") else { return }
        var after = position
        while after < bytes.count, bytes[after] == 0x20 || bytes[after] == 0x09 || bytes[after] == 0x0D { after += 1 }
        guard after == bytes.count || bytes[after] == UInt8(ascii: "\n") else { return }
        text.removeLast(start - before)
        position = min(after + 1, bytes.count)
    }

    private mutating func beginSection(_ name: Range<Int>, _ span: Span, isInverted: Bool) {
        flush()
        let word = String(decoding: bytes[name], as: UTF8.self)
        // A list within itself would be written as often as its length squared, and so on.
        if let outer = open.first(where: { $0.name == word }) {
            report(
                "S133", span,
                Wording(
                    vi: "phần “\(word)” nằm trong chính nó", en: "the section “\(word)” stands within itself"),
                Wording(vi: "bỏ một trong hai", en: "remove one of the two"),
                [
                    Diagnostic.Label(
                        span: outer.span, message: Wording(vi: "mở lần đầu ở đây", en: "opened here first"))
                ])
        }
        open.append(Section(name: word, index: parts.count, span: span))
        let path = resolve(name, span)
        parts.append(isInverted ? .inverted(path, end: 0) : .section(path, end: 0))
    }

    private mutating func endSection(_ name: Range<Int>, _ span: Span) {
        flush()
        let word = String(decoding: bytes[name], as: UTF8.self)
        guard let last = open.last, last.name == word else {
            report(
                "S131", span,
                Wording(
                    vi: "đóng phần “\(word)” chưa mở", en: "the section “\(word)” is closed and was not opened"),
                open.last.map {
                    Wording(vi: "phần đang mở là “\($0.name)”", en: "the section that is open is “\($0.name)”")
                })
            // Closed in the wrong order: the ones within it are closed with it.
            if let place = open.lastIndex(where: { $0.name == word }) { open.removeSubrange(place...) }
            return
        }
        open.removeLast()
        switch parts[last.index] {
        case .section(let path, _): parts[last.index] = .section(path, end: parts.count)
        case .inverted(let path, _): parts[last.index] = .inverted(path, end: parts.count)
        case .text, .variable: break
        }
    }

    /// `{{=<% %>=}}`
    private mutating func changeDelimiters(_ name: Range<Int>, _ span: Span) {
        let words = bytes[name].split(whereSeparator: isSpace)
        guard words.count == 2, words.allSatisfy({ $0.count <= 8 && !$0.contains(UInt8(ascii: "=")) }) else {
            report(
                "S132", span,
                Wording(vi: "dấu mở, đóng thẻ không rõ", en: "these are not two delimiters"),
                Wording(vi: "viết như {{=<% %>=}}", en: "write them as {{=<% %>=}}"))
            return
        }
        (opening, closing) = (Array(words[0]), Array(words[1]))
    }

    // MARK: Names

    private mutating func resolve(_ name: Range<Int>, _ span: Span) -> Path {
        if name.count == 1, bytes[name.lowerBound] == UInt8(ascii: ".") { return Path() }
        var path = Path()
        var start = name.lowerBound
        for word in bytes[name].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
            let text = String(decoding: word, as: UTF8.self)
            let place = Span(start, start + word.count)
            start += word.count + 1
            if let name = TemplateName(rawValue: text), kind.names.contains(name) {
                if kind == .letter, let owner = path.names.last, !owner.partsInLetter.contains(name) {
                    path.isUnknown = true
                    reportPart(text, of: owner, span)
                    break
                }
                path.names.append(name)
                continue
            }
            path.isUnknown = true
            let meant = suggest(text, among: TemplateName.allCases.lazy.filter(kind.names.contains).map(\.rawValue))
            report(
                "S134", text.isEmpty ? span : place,
                Wording(vi: "không có gì tên là “\(text)”", en: "there is nothing called “\(text)”"),
                meant.map { Wording(vi: "có phải là “\($0)”?", en: "was “\($0)” meant?") }
                    ?? Wording(vi: "chỗ này sẽ để trống", en: "nothing will stand in this place"),
                severity: .warning)
            break
        }
        if kind == .letter, path.names.count == 1, !path.isUnknown { checkPlace(of: path.names[0], span) }
        return path
    }

    private mutating func reportPart(_ part: String, of owner: TemplateName, _ span: Span) {
        let name = "\(owner.rawValue).\(part)"
        let parts = owner.partsInLetter.map { "\(owner.rawValue).\($0.rawValue)" }.joined(separator: ", ")
        report(
            "S134", span, Wording(vi: "không có gì tên là “\(name)”", en: "there is nothing called “\(name)”"),
            parts.isEmpty
                ? Wording(vi: "viết “\(owner.rawValue)”", en: "write “\(owner.rawValue)”")
                : Wording(vi: "có \(parts)", en: "there are \(parts)"),
            severity: .warning)
    }

    /// What only a part of something has is nothing outside it.
    private mutating func checkPlace(of name: TemplateName, _ span: Span) {
        let owners: [TemplateName] =
            switch name {
            case .id: [.recipient, .programme, .task]
            case .name: [.recipient]
            case .title: [.programme, .task, .items]
            case .number: [.programme]
            default: []
            }
        guard !owners.isEmpty, !open.contains(where: { section in owners.contains { $0.rawValue == section.name } })
        else { return }
        let meant = owners.filter { $0 != .items }.map { "\($0.rawValue).\(name.rawValue)" }
        report(
            "S134", span,
            Wording(
                vi: "ở chỗ này không có gì tên là “\(name.rawValue)”",
                en: "there is no “\(name.rawValue)” in this place"),
            Wording(vi: "viết \(meant.joined(separator: " hoặc "))", en: "write \(meant.joined(separator: " or "))"),
            severity: .warning)
    }

    private mutating func report(
        _ code: String, _ span: Span, _ message: Wording, _ help: Wording?, _ labels: [Diagnostic.Label] = [],
        severity: Diagnostic.Severity = .error
    ) {
        diagnostics.append(
            Diagnostic(
                code: code, severity: severity, path: path, span: span, message: message, help: help, labels: labels))
    }
}
