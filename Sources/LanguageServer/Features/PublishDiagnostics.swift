import Diagnostics
import JSONText
import RuleLanguage
import SiteFiles
import Templates

extension LanguageServer {
    /// Tells what is wrong with the files of a site: of each that has something, and of each that had.
    func publish(_ site: SiteModel) {
        let byPath = Dictionary(grouping: site.checked.diagnostics, by: \.path)
        let open = documents.values.compactMap { $0.path }.compactMap(site.shownPath)
        for path in Set(byPath.keys).union(site.told).union(open).sorted() {
            let found = byPath[path] ?? []
            let source = found.isEmpty ? nil : site.checked.sources[path] ?? site.checked.text(of: path)
            let uri = uri(of: path, in: site)
            let positions = TextPositions(source?.bytes ?? [], client.encoding)
            publish(uri, version: documents[uri]?.version, found.map { json($0, positions, uri) })
        }
        site.told = Set(byPath.keys)
        if client.refreshesLenses { request("workspace/codeLens/refresh") }
        if client.refreshesHints { request("workspace/inlayHint/refresh") }
    }

    /// The same for a text of no site: it is checked by itself.
    func publishLoose(_ uri: String) {
        guard let document = documents[uri], let file = context(ofURI: uri) else { return }
        let found = looseDiagnostics(file).map { json($0, file.positions, uri) }
        publish(uri, version: document.version, found)
    }

    func looseDiagnostics(_ file: FileContext) -> [Diagnostic] {
        switch file.kind {
        case .rules:
            let parsed = parseRules(file.source)
            return parsed.diagnostics + checkRules([parsed.file], bodies: nil, programmes: nil)
        case .template: return parseTemplate(file.source).diagnostics
        case .settings, .bodies, .programme, .calendar, nil: return []
        }
    }

    /// What is known to be wrong with a file.
    func diagnostics(of file: FileContext) -> [Diagnostic] {
        guard let site = file.site else { return looseDiagnostics(file) }
        return site.checked.diagnostics.filter { $0.path == file.path }
    }

    func publish(_ uri: String, version: Int64?, _ diagnostics: [JSONValue]) {
        let parameters = JSONValue.members([
            ("uri", .string(uri)), ("version", version.map(JSONValue.integer)), ("diagnostics", .array(diagnostics)),
        ])
        // Of a site of a hundred files an edit changes what is told of one or two.
        guard published.updateValue(parameters, forKey: uri) != parameters else { return }
        notify("textDocument/publishDiagnostics", parameters)
    }

    /// The message stands first; what to do about it follows on a line of its own.
    func json(_ diagnostic: Diagnostic, _ positions: TextPositions, _ uri: String) -> JSONValue {
        let help = diagnostic.help.map { "\n" + say("gợi ý: ", "help: ") + say($0) } ?? ""
        let related = diagnostic.labels.map { label -> JSONValue in
            [
                "location": ["uri": .string(uri), "range": positions.range(label.span)],
                "message": .string(say(label.message)),
            ]
        }
        return .members([
            ("range", positions.range(diagnostic.span ?? Span(0, 0))),
            ("severity", diagnostic.severity == .error ? 1 : 2),
            ("code", .string(diagnostic.code)), ("source", "dondoc"),
            ("message", .string(say(diagnostic.message) + help)),
            ("relatedInformation", client.takesRelatedInformation && !related.isEmpty ? .array(related) : nil),
        ])
    }
}
