import Diagnostics
import JSONText
import Planning
import Programmes
import RuleLanguage
import SiteFiles

extension LanguageServer {
    func prepareRename(_ parameters: JSONValue) throws(RequestError) -> JSONValue {
        let (file, mention) = try renamed(parameters)
        return ["range": file.positions.range(bare(mention, in: file)), "placeholder": .string(ownName(mention))]
    }

    /// The id of a body or task in all files, with `was` beside the new one, so that what was sent and reported stays its
    /// own; a tag in all files; the name of a definition, a test or a mute.
    func rename(_ parameters: JSONValue) throws(RequestError) -> JSONValue {
        let (file, mention) = try renamed(parameters)
        guard let name = parameters["newName"]?.string else {
            throw refusal("thiếu tên mới", "the new name is missing", .invalidParams)
        }
        try check(name, for: mention, in: file)
        if name == ownName(mention) { return workspaceEdit([]) }
        guard let subject = mention.subject else {
            return workspaceEdit([(file, [TextEdit(mention.span, name)])])
        }
        var found = mentions(of: subject, from: file)
        if case .body = subject {
            // Other ways of naming it stay as they are.
            found = found.filter { fold($0.mention.text) == fold(mention.text) }
        }
        for (file, _) in found where file.path.hasPrefix("/") && file.site != nil {
            throw refusal(
                "tệp mặc định “\(file.path)” cũng dùng tên này và không sửa được",
                "the vendor's file “\(file.path)” names it too and cannot be changed")
        }
        var edits: [String: (file: FileContext, edits: [TextEdit])] = [:]
        for (file, mention) in found {
            var new = [try written(name, for: mention, in: file)]
            if mention.isDeclaration, let context = recordContext(of: subject) {
                new += try formerID(ownName(mention), name, beside: mention, context, in: file)
            }
            edits[file.path, default: (file, [])].edits += new
        }
        return workspaceEdit(edits.sorted { $0.key < $1.key }.map(\.value))
    }

    // MARK: What can be renamed

    private typealias Renamed = (subject: Subject?, span: Span, text: String, isDeclaration: Bool)

    private func renamed(_ parameters: JSONValue) throws(RequestError) -> (FileContext, Renamed) {
        guard let file = context(parameters), let offset = offset(parameters, in: file) else { throw Self.cannotRename }
        guard let mention = file.mention(at: offset) else { return (file, try item(at: offset, in: file)) }
        let found = (Optional(mention.subject), mention.span, mention.text, mention.isDeclaration)
        switch mention.subject {
        case .definition, .task, .tag: return (file, found)
        case .body(let index):
            guard let id = file.site?.site.bodies[index].id, fold(mention.text) == fold(id) else {
                throw refusal(
                    "hãy đổi ở chỗ ghi mã của cơ quan, không phải tên của nó",
                    "rename it where its id stands, not its name")
            }
            return (file, found)
        case .programme:
            throw refusal(
                "không đổi được mã chương trình: những gì đã gửi và đã báo cáo ghi theo mã này",
                "a programme keeps its id: what was sent and reported stands under it")
        case .event:
            throw refusal(
                "không đổi được tên sự kiện: sự kiện đã báo là theo tên này",
                "an event keeps its name: that it happened was reported under it")
        case .template, .outlet, .value: throw Self.cannotRename
        }
    }

    /// The head of a rule file's item: nothing else names tests and mutes.
    private func item(at offset: Int, in file: FileContext) throws(RequestError) -> Renamed {
        guard file.kind == .rules else { throw Self.cannotRename }
        for item in parseRules(file.source).file.items {
            switch item {
            case .test(let test) where test.name.span.has(offset): return try itemName(at: offset, in: file)
            case .mute(let mute) where mute.name.span.has(offset): return try itemName(at: offset, in: file)
            case .rule(let rule) where rule.name.span.has(offset): throw Self.keepsItsName
            case .digest(let digest) where digest.name.span.has(offset): throw Self.keepsItsName
            default: continue
            }
        }
        throw Self.cannotRename
    }

    private func itemName(at offset: Int, in file: FileContext) throws(RequestError) -> Renamed {
        guard let word = ruleWords(file.source).first(where: { $0.kind == .string && $0.span.has(offset) }) else {
            throw Self.cannotRename
        }
        return (nil, word.textSpan, word.text, true)
    }

    private static let keepsItsName = RequestError(
        code: .requestFailed,
        wording: Wording(
            vi: "không đổi được tên quy tắc: sổ cái ghi theo tên này, mang tên khác thì những gì đã gửi sẽ gửi lại",
            en:
                "a rule keeps its name: the ledger knows it by it, and under another it would send again what it has sent"
        ))

    private static let cannotRename = RequestError(
        code: .requestFailed,
        wording: Wording(
            vi: "chỉ đổi được mã cơ quan, số nhiệm vụ, nhãn, tên của định nghĩa, kiểm thử và tạm ngưng",
            en: "what can be renamed: the id of a body or a task, a tag, the name of a definition, a test or a mute"))

    private func refusal(_ vi: String, _ en: String, _ code: RequestError.Code = .requestFailed) -> RequestError {
        RequestError(code: code, wording: Wording(vi: vi, en: en))
    }

    // MARK: New names

    private func check(_ name: String, for mention: Renamed, in file: FileContext) throws(RequestError) {
        switch mention.subject {
        case .body(let index):
            guard let site = file.site else { throw Self.cannotRename }
            try checkBodyID(name, besides: index, in: site)
        case .task(let reference): try checkTaskID(name, besides: reference, in: file)
        case .definition(let own):
            let words = ruleWords(SourceFile(path: "", text: name))
            guard words.count == 1, words[0].kind == .name else {
                throw refusal("“\(name)” không dùng làm tên được", "“\(name)” cannot be a name", .invalidParams)
            }
            let other = Subject.definition(words[0].text)
            guard name == own || !mentions(of: other, from: file).contains(where: \.mention.isDeclaration) else {
                throw refusal("đã có định nghĩa “\(name)”", "there is a definition “\(name)” already", .invalidParams)
            }
        default:
            let isSound =
                1...100 ~= name.utf8.count
                && name.unicodeScalars.allSatisfy {
                    $0 != "\"" && $0 != ";" && $0.value >= 0x20 && !(0x7F..<0xA0 ~= $0.value)
                }
            guard isSound else {
                throw refusal(
                    "tên mới phải có từ 1 đến 100 byte, không có dấu \" và ;",
                    "the new name has 1 to 100 bytes, without '\"' and ';'", .invalidParams)
            }
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

    private func checkTaskID(_ id: String, besides reference: String, in file: FileContext) throws(RequestError) {
        let isSound =
            1...64 ~= id.utf8.count
            && id.unicodeScalars.allSatisfy {
                !"@/\"',;".unicodeScalars.contains($0) && !$0.properties.isWhitespace && $0.value > 0x20
                    && !(0x7F..<0xA0 ~= $0.value)
            }
        guard isSound else {
            throw refusal(
                "“\(id)” không dùng làm số nhiệm vụ được: không có dấu cách, @ và /, nhiều nhất 64 byte",
                "“\(id)” cannot be a task's id: no white space, '@' or '/', at most 64 bytes", .invalidParams)
        }
        let owner = reference.prefix { $0 != "/" }
        let programme = file.site?.site.programmes.first { fold($0.id) == owner }
        guard let programme, fold(programme.id + "/" + id) != reference, programme.tasks.ids.contains(id) else {
            return
        }
        throw refusal("đã có nhiệm vụ \(id)", "there is a task \(id) already", .invalidParams)
    }

    // MARK: Edits

    /// Of `programme/task` the task.
    private func ownName(_ mention: Renamed) -> String {
        guard case .task = mention.subject, let slash = mention.text.lastIndex(of: "/") else { return mention.text }
        return String(mention.text[mention.text.index(after: slash)...])
    }

    private func ownName(_ mention: Mention) -> String {
        ownName((mention.subject, mention.span, mention.text, mention.isDeclaration))
    }

    /// Without the quotation marks that a YAML value may have, and of `programme/task` the task.
    private func bare(_ mention: Renamed, in file: FileContext) -> Span {
        let text = file.text(mention.span)
        var span = mention.span
        if file.kind != .rules, let quote = text.first, "\"'".contains(quote), text.utf8.count >= 2, text.last == quote
        {
            span = Span(span.start + 1, span.end - 1)
        }
        guard case .task = mention.subject, let slash = file.text(span).lastIndex(of: "/") else { return span }
        let inner = file.text(span)
        return Span(span.start + inner.utf8.distance(from: inner.startIndex, to: slash) + 1, span.end)
    }

    /// A name put where another stands, as the file writes it.
    private func written(_ name: String, for mention: Mention, in file: FileContext) throws(RequestError) -> TextEdit {
        let whole = (Optional(mention.subject), mention.span, mention.text, mention.isDeclaration)
        let span = bare(whole, in: file)
        if file.kind == .rules { return TextEdit(span, name) }
        if file.path.hasSuffix(".csv") {
            guard !name.contains(where: { ",;\t\"".contains($0) }) else {
                throw refusal(
                    "“\(name)” không ghi vào bảng “\(file.path)” được",
                    "“\(name)” cannot stand in the sheet “\(file.path)”", .invalidParams)
            }
            return TextEdit(span, name)
        }
        guard span == mention.span else {
            let isSingle = file.text(mention.span).first == "'"
            let inner =
                isSingle
                ? name.replacing("'", with: "''") : name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            return TextEdit(span, inner)
        }
        return TextEdit(span, yamlScalar(name))
    }

    /// Where a subject's id stands with `was` beside it.
    private func recordContext(of subject: Subject) -> Context? {
        switch subject {
        case .body: .body
        case .task: .task
        default: nil
        }
    }

    /// The key `was`, under the id that is changed: the id that a service may know it by.
    private func formerID(
        _ old: String, _ new: String, beside mention: Mention, _ context: Context, in file: FileContext
    ) throws(RequestError) -> [TextEdit] {
        guard let kind = file.kind, let outline = file.outline,
            let id = outline.entries.first(where: { $0.span == mention.span && $0.key == .id })
        else { return [] }
        let whole = file.site?.wholePath(file.path) ?? file.path
        let disk = SiteOutline(SourceFile(path: file.path, bytes: diskBytes(whole) ?? []), kind: kind)
        // One that was typed just now is known to nobody; one renamed twice, by the id of before.
        let isKnown = disk.records.contains { $0.context == context && $0.id == old }
        let former = outline.entries.first { $0.record == id.record && $0.context == context && $0.key == .was }
        if let former {
            if former.text == new { return [removal(of: former, in: file)].compactMap(\.self) }
            return isKnown ? [TextEdit(former.span, file.path.hasSuffix(".csv") ? old : yamlScalar(old))] : []
        }
        guard isKnown else { return [] }
        guard !file.path.hasSuffix(".csv") else {
            throw refusal(
                "“\(file.path)” là bảng: hãy thêm cột “trước đây”, ghi số cũ vào đó rồi đổi số ở đây",
                "“\(file.path)” is a sheet: add a column `was` with the old id in it, then change the id here")
        }
        return [addition(of: old, under: id, context, in: file)]
    }

    /// Takes a key and its value away, where they have a line of their own.
    private func removal(of entry: SiteOutline.Entry, in file: FileContext) -> TextEdit? {
        let line = file.positions.line(of: entry.keySpan.start)
        let bounds = file.positions.range(ofLine: line)
        let isAlone =
            file.text(Span(bounds.lowerBound, entry.keySpan.start)).allSatisfy { $0 == " " }
            && file.text(Span(min(entry.span.end, bounds.upperBound), bounds.upperBound)).allSatisfy { $0 == " " }
        guard isAlone, line + 1 < file.positions.lineCount else { return nil }
        return TextEdit(Span(bounds.lowerBound, file.positions.range(ofLine: line + 1).lowerBound), "")
    }

    private func addition(
        of old: String, under id: SiteOutline.Entry, _ context: Context, in file: FileContext
    ) -> TextEdit {
        let isEnglish = file.text(id.keySpan).utf8.allSatisfy { $0 < 0x80 }
        let spelling = Vocabulary.of(context).entries.first { $0.key == .was }
        let key = (isEnglish ? spelling?.english : spelling?.vietnamese)?.first ?? "was"
        let line = file.positions.range(ofLine: file.positions.line(of: id.keySpan.start))
        let before = file.text(Span(line.lowerBound, id.keySpan.start))
        let value = yamlScalar(old)
        if before.contains("{") { return TextEdit(Span(id.span.end, id.span.end), ", \(key): \(value)") }
        let indent = String(before.map { $0 == "\t" ? "\t" : " " })
        return TextEdit(Span(line.upperBound, line.upperBound), "\n\(indent)\(key): \(value)")
    }
}
