import Diagnostics
import JSONText
import RuleLanguage

extension LanguageServer {
    /// Fixes of what is wrong at a place, of all of a kind in the file, and of everything in it.
    func codeActions(_ parameters: JSONValue) throws(RequestError) -> JSONValue {
        guard let file = context(parameters), let span = file.positions.span(parameters["range"]) else { return [] }
        let only = parameters.at("context", "only")?.array?.compactMap(\.string)
        func wants(_ kind: String) -> Bool {
            only.map { $0.contains { kind == $0 || kind.hasPrefix($0 + ".") || $0.isEmpty } } ?? true
        }
        let all = diagnostics(of: file).filter { !$0.fixes.isEmpty }
        let here = all.filter { ($0.span ?? Span(0, 0)).touches(span) }
        var actions: [JSONValue] = []
        if wants("quickfix") {
            for diagnostic in here {
                for fix in diagnostic.fixes {
                    let isOnly = diagnostic.fixes.count == 1
                    actions.append(
                        action(say(fix.title), "quickfix", [fix], of: [diagnostic], file, isPreferred: isOnly))
                }
            }
            var codes: Set<String> = []
            for diagnostic in here where codes.insert(diagnostic.code).inserted {
                let same = all.filter { $0.code == diagnostic.code }
                guard same.count > 1 else { continue }
                let title = say(
                    "sửa cả \(same.count) lỗi \(diagnostic.code) trong tệp",
                    "fix all \(same.count) of \(diagnostic.code) in the file")
                actions.append(action(title, "quickfix", same.compactMap(\.fixes.first), of: same, file))
            }
        }
        let sure = all.filter { $0.fixes.count == 1 }
        if wants("source.fixAll.dondoc"), only != nil, !sure.isEmpty {
            let title = say("sửa mọi lỗi có cách sửa rõ ràng", "fix all that has one fix")
            actions.append(action(title, "source.fixAll.dondoc", sure.compactMap(\.fixes.first), of: sure, file))
        }
        return .array(actions)
    }

    private func action(
        _ title: String, _ kind: String, _ fixes: [Diagnostic.Fix], of diagnostics: [Diagnostic], _ file: FileContext,
        isPreferred: Bool = false
    ) -> JSONValue {
        // Of two that overlap the first is made; the other is offered again after it.
        var edits: [TextEdit] = []
        for fix in fixes.sorted(by: { $0.span.start < $1.span.start }) {
            if let last = edits.last, fix.span.start < last.span.end || fix.span == last.span { continue }
            edits.append(TextEdit(fix.span, fix.replacement))
        }
        return .members([
            ("title", .string(title)), ("kind", .string(kind)), ("isPreferred", isPreferred ? true : nil),
            ("diagnostics", .array(diagnostics.map { json($0, file.positions, file.uri) })),
            ("edit", workspaceEdit([(file, edits)])),
        ])
    }

    func workspaceEdit(_ changes: [(file: FileContext, edits: [TextEdit])]) -> JSONValue {
        if client.takesDocumentChanges {
            let documents = changes.map { file, edits -> JSONValue in
                [
                    "textDocument": [
                        "uri": .string(file.uri),
                        "version": self.documents[file.uri]?.version.map(JSONValue.integer) ?? .null,
                    ],
                    "edits": .array(edits.map { $0.json(file.positions) }),
                ]
            }
            return ["documentChanges": .array(documents)]
        }
        let byURI = changes.map { file, edits in (file.uri, JSONValue.array(edits.map { $0.json(file.positions) })) }
        return ["changes": .object(Dictionary(byURI) { first, _ in first })]
    }
}

/// A stretch of a text, and what is to stand there.
struct TextEdit {
    let span: Span
    let text: String

    init(_ span: Span, _ text: String) {
        self.span = span
        self.text = text
    }

    func json(_ positions: TextPositions) -> JSONValue {
        ["range": positions.range(span), "newText": .string(text)]
    }
}
