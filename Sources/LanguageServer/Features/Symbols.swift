import Diagnostics
import JSONText
import Planning
import RuleLanguage
import SiteFiles
import Templates

/// Something that an editor lists by name.
private struct NamedPlace {
    enum Kind: Int64 {
        case method = 6
        case field = 8
        case constant = 14
        case object = 19
        case event = 24
        case function = 12
        case namespace = 3
    }

    let name: String
    let detail: String
    let kind: Kind
    let span: Span
    let nameSpan: Span
}

extension LanguageServer {
    func documentSymbols(_ parameters: JSONValue) throws(RequestError) -> JSONValue {
        guard let file = context(parameters) else { return .null }
        return .array(
            names(in: file).map { place in
                client.takesHierarchicalSymbols
                    ? [
                        "name": .string(place.name), "detail": .string(place.detail),
                        "kind": .integer(place.kind.rawValue),
                        "range": file.positions.range(place.span),
                        "selectionRange": file.positions.range(place.nameSpan),
                    ] : information(place, file)
            })
    }

    func workspaceSymbols(_ parameters: JSONValue) throws(RequestError) -> JSONValue {
        let query = fold(parameters["query"]?.string ?? "", .plain)
        var found: [JSONValue] = []
        for site in sites.values.sorted(by: { $0.root < $1.root }) {
            for file in files(of: site) {
                for place in names(in: file) {
                    guard query.isEmpty || fold(place.name, .plain).contains(query) else { continue }
                    found.append(information(place, file))
                    if found.count == 1000 { return .array(found) }
                }
            }
        }
        return .array(found)
    }

    private func information(_ place: NamedPlace, _ file: FileContext) -> JSONValue {
        [
            "name": .string(place.name), "kind": .integer(place.kind.rawValue), "containerName": .string(file.path),
            "location": ["uri": .string(file.uri), "range": file.positions.range(place.nameSpan)],
        ]
    }

    private func names(in file: FileContext) -> [NamedPlace] {
        if file.kind == .rules { return items(in: file) }
        if file.kind == .template { return sections(in: file) }
        guard let outline = file.outline else { return [] }
        return outline.records.compactMap { record in
            guard let idSpan = record.idSpan, record.context != .calendarDay || !record.id.isEmpty else { return nil }
            let name = record.title.isEmpty ? record.id : "\(record.id)  \(record.title)"
            let kind: NamedPlace.Kind =
                switch record.context {
                case .body: .object
                case .calendarDay: .event
                case .outlet: .object
                default: .field
                }
            let span = record.span.start <= idSpan.start ? record.span : Span(idSpan.start, record.span.end)
            return NamedPlace(
                name: name, detail: "", kind: kind, span: span.to(idSpan), nameSpan: idSpan)
        }
    }

    /// The sections of a template, from the tag that opens one to the tag that closes it.
    private func sections(in file: FileContext) -> [NamedPlace] {
        var open: [TemplateTag] = []
        var places: [NamedPlace] = []
        for tag in templateTags(file.source) {
            if tag.kind == .opening { open.append(tag) }
            guard tag.kind == .closing, let last = open.lastIndex(where: { $0.name == tag.name }) else { continue }
            let opening = open[last]
            open.removeSubrange(last...)
            places.append(
                NamedPlace(
                    name: tag.name, detail: "", kind: .namespace, span: opening.span.to(tag.span),
                    nameSpan: opening.nameSpan))
        }
        return places.filter { !$0.name.isEmpty }.sorted { $0.span.start < $1.span.start }
    }

    private func items(in file: FileContext) -> [NamedPlace] {
        let tree = parseRules(file.source).file
        return zip(tree.items, tree.layouts).map { item, layout in
            let kindName = printItemKind(item, in: language)
            let (name, kind): (Name, NamedPlace.Kind) =
                switch item {
                case .rule(let rule): (rule.name, .function)
                case .digest(let digest): (digest.name, .event)
                case .mute(let mute): (mute.name, .object)
                case .define(let define): (define.name, .constant)
                case .test(let test): (test.name, .method)
                case .defaults(let defaults):
                    (
                        Name(
                            kindName,
                            Span(layout.span.start, min(layout.span.end, max(layout.span.start, defaults.span.end)))),
                        .object
                    )
                }
            let isInside = layout.span.start <= name.span.start && name.span.end <= layout.span.end
            return NamedPlace(
                name: name.text.isEmpty ? kindName : name.text, detail: kindName, kind: kind, span: layout.span,
                nameSpan: isInside ? name.span : layout.span)
        }
    }

    // MARK: Folding

    func foldingRanges(_ parameters: JSONValue) throws(RequestError) -> JSONValue {
        guard let file = context(parameters) else { return .null }
        var ranges: [JSONValue] = []
        func add(_ span: Span, _ kind: String?) {
            let (start, end) = (file.positions.line(of: span.start), file.positions.line(of: span.end))
            guard end > start else { return }
            ranges.append(
                .members([
                    ("startLine", .integer(start)), ("endLine", .integer(end)), ("kind", kind.map(JSONValue.string)),
                ]))
        }
        if file.kind == .rules {
            let tree = parseRules(file.source).file
            for layout in tree.layouts { add(layout.span, nil) }
            // Comments that stand on lines below one another.
            var run: Span?
            for comment in tree.comments where comment.isOwnLine {
                if let last = run,
                    file.positions.line(of: comment.span.start) == file.positions.line(of: last.end) + 1
                {
                    run = last.to(comment.span)
                } else {
                    if let run { add(run, "comment") }
                    run = comment.span
                }
            }
            if let run { add(run, "comment") }
        } else if file.kind == .template {
            for section in sections(in: file) { add(section.span, nil) }
        } else if let outline = file.outline {
            for record in outline.records { add(record.span, nil) }
        }
        return .array(ranges)
    }

    // MARK: Semantic tokens

    static let tokenTypes = [
        "keyword", "type", "function", "variable", "operator", "enumMember", "string", "number", "comment", "macro",
    ]

    func semanticTokens(_ parameters: JSONValue) throws(RequestError) -> JSONValue {
        guard let file = context(parameters), file.kind == .rules else { return .null }
        let range = file.positions.span(parameters["range"])
        var data: [JSONValue] = []
        var last = TextPosition(line: 0, character: 0)
        for word in ruleWords(file.source) {
            guard let type = tokenType(word.kind), range?.touches(word.span) ?? true else { continue }
            // A phrase may go over a line's end; a token may not.
            for line in file.positions.line(of: word.span.start)...file.positions.line(of: word.span.end) {
                let bounds = file.positions.range(ofLine: line)
                let from = file.positions.position(of: max(word.span.start, bounds.lowerBound))
                let to = file.positions.position(of: min(word.span.end, bounds.upperBound))
                guard to.line == from.line, to.character > from.character else { continue }
                data += [
                    .integer(from.line - last.line),
                    .integer(from.line == last.line ? from.character - last.character : from.character),
                    .integer(to.character - from.character), .integer(type), 0,
                ]
                last = from
            }
        }
        return ["data": .array(data)]
    }

    private func tokenType(_ kind: RuleWord.Kind) -> Int? {
        switch kind {
        case .item, .clause, .instant: 0
        case .unit: 1
        case .fact: 2
        case .recipient: 3
        case .operator: 4
        case .value: 5
        case .string: 6
        case .number, .date: 7
        case .comment: 8
        case .name: 9
        case .sign: nil
        }
    }
}
