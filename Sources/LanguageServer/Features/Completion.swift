import Deadlines
import Diagnostics
import JSONText
import Planning
import Programmes
import RuleLanguage
import SiteFiles
import Templates

/// What may be put in.
private struct Candidate {
    enum Kind: Int64 {
        case keyword = 14
        case property = 10
        case value = 12
        case reference = 18
        case constant = 21
        case choice = 20
    }

    let text: String
    var detail = ""
    let kind: Kind
    /// Where it is other than the text.
    var insertion: String?
}

extension LanguageServer {
    /// So many are offered at once: beyond that the client asks again as more is typed.
    private static let mostCandidates = 300

    func completion(_ parameters: JSONValue) throws(RequestError) -> JSONValue {
        guard let file = context(parameters), let offset = offset(parameters, in: file) else { return .null }
        let (candidates, span) =
            switch file.kind {
            case .rules: ruleCandidates(at: offset, in: file)
            case .template: templateCandidates(at: offset, in: file)
            case .settings, .bodies, .programme, .calendar, nil: valueCandidates(at: offset, in: file)
            }
        // What is typed already decides which of very many are shown.
        let typed = fold(file.text(Span(span.start, min(max(offset, span.start), span.end))), .plain)
        var seen: Set<String> = []
        var chosen: [Candidate] = []
        var isCut = false
        for candidate in candidates where seen.insert(candidate.text).inserted {
            if candidates.count > Self.mostCandidates, !typed.isEmpty,
                !fold(candidate.text + " " + candidate.detail, .plain).contains(typed)
            {
                continue
            }
            if chosen.count == Self.mostCandidates {
                isCut = true
                break
            }
            chosen.append(candidate)
        }
        let range = file.positions.range(span)
        // A client holds what is typed against the label: a quotation mark that it finds there, too, is no other word.
        let quote = file.text(Span(span.start, min(span.start + 1, span.end))).first { "\"'".contains($0) }
        let items = chosen.enumerated().map { number, candidate -> JSONValue in
            .members([
                ("label", .string(candidate.text)), ("kind", .integer(candidate.kind.rawValue)),
                ("detail", candidate.detail.isEmpty ? nil : .string(candidate.detail)),
                ("sortText", .string(String(10_000 + number))),
                ("filterText", quote.map { .string(String($0) + candidate.text) }),
                ("textEdit", ["range": range, "newText": .string(candidate.insertion ?? candidate.text)]),
            ])
        }
        return ["isIncomplete": .bool(isCut || candidates.count > Self.mostCandidates), "items": .array(items)]
    }

    // MARK: Rules

    private func ruleCandidates(at offset: Int, in file: FileContext) -> ([Candidate], Span) {
        let words = ruleWords(file.source)
        if words.contains(where: { $0.kind == .comment && $0.span.start < offset && offset <= $0.span.end }) {
            return ([], Span(offset, offset))
        }
        if let text = words.first(where: { $0.kind == .string && $0.span.start < offset && $0.textSpan.has(offset) }) {
            return (names(text.subject, in: file), text.textSpan)
        }
        var start = offset
        let bytes = file.source.bytes
        func isLetter(_ byte: UInt8) -> Bool {
            byte >= 0x80 || 0x61...0x7A ~= byte | 0x20 || 0x30...0x39 ~= byte || byte == 0x2D || byte == 0x5F
        }
        while start > 0, isLetter(bytes[start - 1]) { start -= 1 }
        let accepted = completeRules(file.source, at: start, in: spelling(of: file.source))
        var candidates = accepted.keywords.map { Candidate(text: $0, kind: .keyword) }
        if accepted.takesString {
            candidates += names(accepted.subject, in: file).map { candidate in
                var candidate = candidate
                candidate.insertion = "\"" + candidate.text + "\""
                return candidate
            }
        }
        if accepted.takesName { candidates += definitions(in: file) }
        return (candidates, Span(start, offset))
    }

    private func definitions(in file: FileContext) -> [Candidate] {
        (file.site?.site.ruleFiles ?? [parseRules(file.source).file]).flatMap(\.items).compactMap { item in
            guard case .define(let define) = item else { return nil }
            return Candidate(
                text: define.name.text, detail: printCondition(define.condition, in: language), kind: .constant)
        }
    }

    private func names(_ subject: RuleWord.Subject?, in file: FileContext) -> [Candidate] {
        guard let site = file.site else { return [] }
        switch subject {
        case .body: return bodies(site)
        case .tag: return tags(site)
        case .event: return events(site)
        case .programme:
            return site.site.programmes.map { Candidate(text: $0.id, detail: $0.title, kind: .reference) }
        case .task:
            return site.site.programmes.flatMap { programme in
                programme.tasks.indices.lazy.map {
                    Candidate(text: programme.tasks.id(of: $0), detail: programme.tasks.title(of: $0), kind: .reference)
                }
            }
        case .template:
            return site.checked.templates.keys.sorted().map { Candidate(text: $0, kind: .reference) }
        case .deadline: return phrases(site)
        case .title, .item, .definition, .officer, nil: return []
        }
    }

    private func bodies(_ site: SiteModel) -> [Candidate] {
        let all = site.site.bodies.bodies
        return all.map { Candidate(text: $0.id, detail: $0.name, kind: .reference) }
            + all.flatMap { body in
                ([body.name] + body.aliases).map { Candidate(text: $0, detail: body.id, kind: .reference) }
            }
    }

    private func outlets(_ site: SiteModel) -> [Candidate] {
        let names = [OutletSettings.mail] + site.checked.paths.outlets.map(\.name)
        return names.map { Candidate(text: $0, kind: .reference) }
    }

    private func tags(_ site: SiteModel) -> [Candidate] {
        Set(site.site.programmes.flatMap(\.tagSets).joined()).sorted().map { Candidate(text: $0, kind: .value) }
    }

    private func events(_ site: SiteModel) -> [Candidate] {
        let names = site.site.programmes.flatMap { programme in
            programme.tasks.indices.compactMap { programme.tasks.extra(of: $0)?.event }
        }
        return Set(names).sorted().map { Candidate(text: $0, kind: .value) }
    }

    /// The phrases that the site's deadlines have, those of most tasks first.
    private func phrases(_ site: SiteModel) -> [Candidate] {
        var counts: [String: Int] = [:]
        for programme in site.site.programmes {
            for task in programme.tasks.indices {
                for phrase in programme.deadlines[programme.tasks.deadline(of: task)] {
                    counts[phrase, default: 0] += 1
                }
            }
        }
        return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
            Candidate(text: $0.key, detail: "× \($0.value)", kind: .value)
        }
    }

    // MARK: Templates

    /// The names that a letter may ask for, within `{{…`.
    private func templateCandidates(at offset: Int, in file: FileContext) -> ([Candidate], Span) {
        let bytes = file.source.bytes
        var start = offset
        while start > 0, 0x61...0x7A ~= bytes[start - 1] | 0x20 || bytes[start - 1] == 0x2E { start -= 1 }
        var at = start
        while at > 0, "#^/&{ ".utf8.contains(bytes[at - 1]) { at -= 1 }
        let opening = file.text(Span(at, start))
        guard opening.contains("{{") else { return ([], Span(offset, offset)) }
        guard !opening.contains("/") else {
            return (
                openSections(before: at, in: file).map { Candidate(text: $0, kind: .property) }, Span(start, offset)
            )
        }
        let names = (LetterNames.all + LetterNames.parts).map { name in
            Candidate(text: name, detail: LetterNames.meaning(of: name).map(say) ?? "", kind: .property)
        }
        return (names, Span(start, offset))
    }

    /// The names of what is open at a place, the innermost first.
    private func openSections(before offset: Int, in file: FileContext) -> [String] {
        var open: [String] = []
        for tag in templateTags(file.source) where tag.span.end <= offset {
            switch tag.kind {
            case .opening: open.append(tag.name)
            case .closing: if let last = open.lastIndex(of: tag.name) { open.removeSubrange(last...) }
            case .variable, .other: continue
            }
        }
        return open.reversed()
    }

    // MARK: Values and keys of YAML and CSV

    private func valueCandidates(at offset: Int, in file: FileContext) -> ([Candidate], Span) {
        let none = ([Candidate](), Span(offset, offset))
        guard let kind = file.kind, let outline = file.outline else { return none }
        if let entry = outline.entry(at: offset), !entry.text.isEmpty, let key = entry.key,
            file.path.hasSuffix(".csv") || key.item(in: entry.context) == nil
        {
            // The phrase that is being typed is in use by itself alone.
            let found = values(key, entry.context, in: file, outline)
            return (found.filter { key != .deadline || $0.text != entry.text }, entry.span)
        }
        // A letter put in shows what a value here would be one of.
        let probe = SiteOutline(file.replacing(Span(offset, offset), with: "x"), kind: kind)
        if let entry = probe.entry(at: offset), let key = entry.key,
            file.path.hasSuffix(".csv") || key.item(in: entry.context) == nil && key.mapping(in: entry.context) == nil
        {
            return (values(key, entry.context, in: file, outline), Span(offset, offset))
        }
        guard !file.path.hasSuffix(".csv") else { return columnCandidates(at: offset, in: file, outline) }
        return keyCandidates(at: offset, in: file, kind)
    }

    /// The keys of a sheet: those of the programme on lines with `#`, those of tasks in the header.
    private func columnCandidates(
        at offset: Int, in file: FileContext, _ outline: SiteOutline
    ) -> ([Candidate], Span) {
        let line = file.positions.range(ofLine: file.positions.line(of: offset))
        let text = file.text(Span(line.lowerBound, line.upperBound))
        let header = outline.entries.first { $0.context == .task }.map { file.positions.line(of: $0.keySpan.start) }
        let isHead = text.hasPrefix("#")
        let rowsBefore = file.text(Span(0, line.lowerBound)).split(whereSeparator: \.isNewline)
        let isHeader =
            header.map { $0 == file.positions.line(of: offset) } ?? rowsBefore.allSatisfy { $0.hasPrefix("#") }
        var start = offset
        let bytes = file.source.bytes
        while start > line.lowerBound, !",;\t#:".utf8.contains(bytes[start - 1]) { start -= 1 }
        while start < offset, bytes[start] == 0x20 { start += 1 }
        guard isHead || isHeader, start == line.lowerBound || bytes[start - 1] != 0x3A else {
            return ([], Span(offset, offset))
        }
        let context: Context = isHead ? .programme : .task
        let there = Set(outline.entries.filter { $0.context == context }.compactMap(\.key))
        let isEnglish = isInEnglish(outline, file)
        let keys = Vocabulary.of(context).entries.filter { !there.contains($0.key) && $0.key != .tasks }
        return (
            keys.map { entry in
                let (own, other) = isEnglish ? (entry.english, entry.vietnamese) : (entry.vietnamese, entry.english)
                return Candidate(
                    text: own[0], detail: other[0], kind: .property, insertion: own[0] + (isHead ? ": " : ""))
            }, Span(start, offset)
        )
    }

    private func keyCandidates(at offset: Int, in file: FileContext, _ kind: FileStatus.Kind) -> ([Candidate], Span) {
        let line = file.positions.range(ofLine: file.positions.line(of: offset))
        var start = line.lowerBound
        let bytes = file.source.bytes
        while start < offset, bytes[start] == 0x20 || bytes[start] == 0x2D { start += 1 }
        let typed = Span(start, offset)
        guard !bytes[start..<offset].contains(0x3A) else { return ([], Span(offset, offset)) }
        let rest = Span(offset, line.upperBound)
        let hasColon = bytes[rest.start..<rest.end].contains(0x3A)
        let probe = SiteOutline(
            file.replacing(Span(start, hasColon ? offset : line.upperBound), with: hasColon ? "x" : "x: x"), kind: kind)
        let found = probe.entries.first { $0.keySpan.start == start }
        let indent = start - line.lowerBound
        guard let context = found?.context ?? guess(kind, indent) else { return ([], typed) }
        let there = Set(
            probe.entries.filter { $0.record == found?.record && $0.context == context }.compactMap(\.key))
        let isEnglish = isInEnglish(probe, file)
        let word = fold(file.text(typed), .plain)
        let keys = Vocabulary.of(context).entries.filter { !there.contains($0.key) }.map { entry in
            var (own, other) = isEnglish ? (entry.english, entry.vietnamese) : (entry.vietnamese, entry.english)
            // Who types the other language's word means it.
            if !word.isEmpty, !fold(own[0], .plain).hasPrefix(word), fold(other[0], .plain).hasPrefix(word) {
                swap(&own, &other)
            }
            return Candidate(
                text: own[0], detail: other[0], kind: .property, insertion: own[0] + (hasColon ? "" : ": "))
        }
        return (keys, typed)
    }

    /// Where the text around is no YAML at the moment.
    private func guess(_ kind: FileStatus.Kind, _ indent: Int) -> Context? {
        switch kind {
        case .programme: indent == 0 ? .programme : .task
        case .bodies: indent == 0 ? .bodyList : .body
        case .settings: indent == 0 ? .settings : nil
        case .calendar: indent == 0 ? .calendar : .calendarDay
        case .rules, .template: nil
        }
    }

    private func isInEnglish(_ outline: SiteOutline, _ file: FileContext) -> Bool {
        var balance = 0
        for entry in outline.entries.prefix(200) {
            guard let key = entry.key,
                let known = Vocabulary.of(entry.context).entries.first(where: { $0.key == key }),
                entry.keySpan.end <= file.source.bytes.count
            else { continue }
            balance += known.english.contains(file.text(entry.keySpan)) ? 1 : -1
        }
        return balance == 0 ? language == .en : balance > 0
    }

    private func values(
        _ key: Key, _ context: Context, in file: FileContext, _ outline: SiteOutline
    ) -> [Candidate] {
        let choices = key.choices(in: context)
        if !choices.isEmpty {
            let isEnglish = isInEnglish(outline, file)
            return choices.map {
                Candidate(text: isEnglish ? $0[0] : $0[1], detail: isEnglish ? $0[1] : $0[0], kind: .choice)
            }
        }
        guard let site = file.site else { return [] }
        let found: [Candidate]
        if key.namesBodies(in: context) {
            found = bodies(site)
        } else {
            switch (context, key) {
            case (_, .tags): found = tags(site)
            case (.task, .event): found = events(site)
            case (.task, .deadline): found = phrases(site)
            case (.body, .outlets), (.person, .outlets): found = outlets(site)
            case (.settings, .timezone): found = [Candidate(text: "Asia/Ho_Chi_Minh", kind: .value)]
            case (.task, .after):
                found = outline.records.filter { !$0.id.isEmpty }.map {
                    Candidate(text: $0.id, detail: $0.title, kind: .reference)
                }
            default: return []
            }
        }
        guard !file.path.hasSuffix(".csv") else { return found }
        return found.map { candidate in
            var candidate = candidate
            candidate.insertion = yamlScalar(candidate.text)
            return candidate
        }
    }
}

/// In quotation marks where YAML would take it for something else.
func yamlScalar(_ text: String) -> String {
    let needsQuotes =
        text.isEmpty || text.contains(": ") || text.contains(" #") || text.contains { ",[]{}\"\n".contains($0) }
        || "&*!|>'%@`#?-".contains(text.prefix(1)) || text.hasSuffix(":") || Double(text) != nil
        || ["null", "~", "true", "false", "yes", "no", "on", "off"].contains(text.lowercased())
    guard needsQuotes else { return text }
    return "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
}

extension FileContext {
    fileprivate func replacing(_ span: Span, with text: String) -> SourceFile {
        var bytes = source.bytes
        bytes.replaceSubrange(span.start..<span.end, with: text.utf8)
        return SourceFile(path: source.path, bytes: bytes)
    }
}
