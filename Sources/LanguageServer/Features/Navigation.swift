import Diagnostics
import JSONText
import Planning
import Programmes
import RuleLanguage
import SiteFiles

extension LanguageServer {
    /// The offset that a request's `position` means.
    func offset(_ parameters: JSONValue, in file: FileContext) -> Int? {
        parameters["position"]?.position.map(file.positions.offset(of:))
    }

    private func location(_ file: FileContext, _ span: Span) -> JSONValue {
        ["uri": .string(file.uri), "range": file.positions.range(span)]
    }

    func definition(_ parameters: JSONValue) throws(RequestError) -> JSONValue {
        guard let file = context(parameters), let offset = offset(parameters, in: file),
            let mention = file.mention(at: offset)
        else { return .null }
        if case .template(let name) = mention.subject, let site = file.site,
            let template = site.checked.templates[name],
            let text = context(of: template.path, in: site)
        {
            return [location(text, Span(0, 0))]
        }
        let found = mentions(of: mention.subject, from: file).filter { $0.mention.isDeclaration }
        return .array(found.map { location($0.file, $0.mention.span) })
    }

    func references(_ parameters: JSONValue) throws(RequestError) -> JSONValue {
        guard let file = context(parameters), let offset = offset(parameters, in: file),
            let mention = file.mention(at: offset)
        else { return .null }
        let withDeclaration = parameters.at("context", "includeDeclaration")?.bool ?? true
        let found = mentions(of: mention.subject, from: file).filter { withDeclaration || !$0.mention.isDeclaration }
        return .array(found.map { location($0.file, $0.mention.span) })
    }

    func highlights(_ parameters: JSONValue) throws(RequestError) -> JSONValue {
        guard let file = context(parameters), let offset = offset(parameters, in: file),
            let mention = file.mention(at: offset)
        else { return .null }
        let same = file.mentions().filter { $0.subject == mention.subject }
        return .array(same.map { ["range": file.positions.range($0.span), "kind": $0.isDeclaration ? 3 : 2] })
    }

    // MARK: Renaming

    func prepareRename(_ parameters: JSONValue) throws(RequestError) -> JSONValue {
        let (file, mention) = try renamed(parameters)
        return ["range": file.positions.range(mention.span), "placeholder": .string(mention.text)]
    }

    /// A body's id in all files, with `was` beside the new one, so that what was sent to it stays its own; or the name of
    /// a definition.
    func rename(_ parameters: JSONValue) throws(RequestError) -> JSONValue {
        let (file, mention) = try renamed(parameters)
        guard let name = parameters["newName"]?.string else {
            throw refusal("thiếu tên mới", "the new name is missing", .invalidParams)
        }
        let found: [(file: FileContext, mention: Mention)]
        var beside: [(file: FileContext, edit: TextEdit)] = []
        switch mention.subject {
        case .body(let index):
            guard let site = file.site else { throw Self.cannotRename }
            let old = site.site.bodies[index].id
            try checkBodyID(name, besides: index, in: site)
            if name == old { return workspaceEdit([]) }
            // Other ways of naming it stay as they are.
            found = mentions(of: mention.subject, from: file).filter { fold($0.mention.text) == fold(old) }
            for (file, mention) in found where mention.isDeclaration {
                if let edit = formerID(old, beside: mention, in: file) { beside.append((file, edit)) }
            }
        case .definition:
            let words = ruleWords(SourceFile(path: "", text: name))
            guard words.count == 1, words[0].kind == .name else {
                throw refusal("“\(name)” không dùng làm tên được", "“\(name)” cannot be a name", .invalidParams)
            }
            found = mentions(of: mention.subject, from: file)
        default: throw Self.cannotRename
        }
        for (file, _) in found where file.path.hasPrefix("/") && file.site != nil {
            throw refusal(
                "tệp mặc định “\(file.path)” cũng dùng tên này và không sửa được",
                "the vendor's file “\(file.path)” names it too and cannot be changed")
        }
        var edits: [String: (file: FileContext, edits: [TextEdit])] = [:]
        for (file, mention) in found {
            edits[file.path, default: (file, [])].edits.append(TextEdit(bare(mention, in: file), name))
        }
        for (file, edit) in beside { edits[file.path, default: (file, [])].edits.append(edit) }
        return workspaceEdit(edits.sorted { $0.key < $1.key }.map(\.value))
    }

    /// Without the quotation marks that a YAML value may have.
    private func bare(_ mention: Mention, in file: FileContext) -> Span {
        let text = file.text(mention.span)
        guard file.kind != .rules, text.utf8.count >= 2, let first = text.first, first == "\"" || first == "'",
            text.last == first
        else { return mention.span }
        return Span(mention.span.start + 1, mention.span.end - 1)
    }

    private static let cannotRename = RequestError(
        code: .requestFailed,
        wording: Wording(
            vi: "chỉ đổi được mã cơ quan và tên của định nghĩa",
            en: "only the id of a body and the name of a definition can be renamed"))

    private func refusal(_ vi: String, _ en: String, _ code: RequestError.Code = .requestFailed) -> RequestError {
        RequestError(code: code, wording: Wording(vi: vi, en: en))
    }

    private func renamed(_ parameters: JSONValue) throws(RequestError) -> (FileContext, Mention) {
        guard let file = context(parameters), let offset = offset(parameters, in: file),
            let mention = file.mention(at: offset)
        else { throw Self.cannotRename }
        switch mention.subject {
        case .definition: return (file, mention)
        case .body(let index):
            guard let id = file.site?.site.bodies[index].id, fold(mention.text) == fold(id) else {
                throw refusal(
                    "hãy đổi ở chỗ ghi mã của cơ quan, không phải tên của nó",
                    "rename it where its id stands, not its name")
            }
            return (file, mention)
        default: throw Self.cannotRename
        }
    }

    private func checkBodyID(_ id: String, besides index: BodyIndex, in site: SiteModel) throws(RequestError) {
        let isSound =
            1...64 ~= id.utf8.count && id != "staging" && id.utf8.first != 0x2D
            && id.utf8.allSatisfy { 0x61...0x7A ~= $0 || 0x30...0x39 ~= $0 || $0 == 0x2D }
        guard isSound else {
            throw refusal(
                "“\(id)” không dùng làm mã cơ quan được: chỉ a-z, 0-9 và dấu -, nhiều nhất 64 ký tự",
                "“\(id)” cannot be a body's id: a-z, 0-9 and '-', at most 64", .invalidParams)
        }
        if let other = site.site.bodies.body(named: id), other != index {
            let name = site.site.bodies[other].name
            throw refusal("“\(id)” đã là \(name)", "“\(id)” is \(name) already", .invalidParams)
        }
    }

    /// The key `was`, under the id that is changed.
    private func formerID(_ old: String, beside mention: Mention, in file: FileContext) -> TextEdit? {
        guard let outline = file.outline,
            let id = outline.entries.first(where: { $0.span == mention.span && $0.key == .id })
        else { return nil }
        if let was = outline.entries.first(where: { $0.record == id.record && $0.context == .body && $0.key == .was }) {
            return TextEdit(was.span, old)
        }
        let isEnglish = file.text(id.keySpan).utf8.allSatisfy { $0 < 0x80 }
        let spelling = Vocabulary.of(.body).entries.first { $0.key == .was }
        let key = (isEnglish ? spelling?.english : spelling?.vietnamese)?.first ?? "was"
        let line = file.positions.range(ofLine: file.positions.line(of: id.keySpan.start))
        let before = file.text(Span(line.lowerBound, id.keySpan.start))
        if before.contains("{") { return TextEdit(Span(id.span.end, id.span.end), ", \(key): \(old)") }
        let indent = String(before.map { $0 == "\t" ? "\t" : " " })
        return TextEdit(Span(line.upperBound, line.upperBound), "\n\(indent)\(key): \(old)")
    }
}
