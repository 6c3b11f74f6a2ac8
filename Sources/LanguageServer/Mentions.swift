import Diagnostics
import JSONText
import Planning
import Programmes
import RuleLanguage
import SiteFiles
import Templates

/// What a word of a file stands for, wherever in the site it is written. Names are folded.
enum Subject: Hashable {
    case body(BodyIndex)
    case programme(String)
    /// `programme/task`.
    case task(String)
    case tag(String)
    case event(String)
    case template(String)
    case definition(String)
    case outlet(String)
    /// A name within one template.
    case value(String, template: String)
}

/// A place where something is named.
struct Mention {
    let subject: Subject
    let span: Span
    let text: String
    /// It is given its name here.
    let isDeclaration: Bool
}

extension FileContext {
    /// Everything the file names, in order.
    func mentions() -> [Mention] {
        switch kind {
        case .rules: ruleMentions()
        case .settings, .bodies, .programme, .calendar: valueMentions()
        case .template: templateMentions()
        case nil: []
        }
    }

    func mention(at offset: Int) -> Mention? { mentions().first { $0.span.has(offset) } }

    private func ruleMentions() -> [Mention] {
        var mentions: [Mention] = []
        var previous: RuleWord?
        for word in ruleWords(source) where word.kind != .comment {
            defer { previous = word }
            guard let subject = subject(of: word) else { continue }
            mentions.append(
                Mention(
                    subject: subject, span: word.textSpan, text: word.text,
                    isDeclaration: word.kind == .name && previous?.kind == .item))
        }
        return mentions
    }

    private func subject(of word: RuleWord) -> Subject? {
        switch word.subject {
        case .body: site?.site.bodies.body(named: word.text).map(Subject.body)
        case .tag: .tag(fold(word.text))
        case .programme: .programme(fold(word.text))
        case .task: task(word.text, in: nil)
        case .event: .event(fold(word.text))
        case .template: .template(word.text)
        case .definition: .definition(word.text)
        case .title, .deadline, .item, .officer, nil: nil
        }
    }

    /// A section is where a name is opened.
    private func templateMentions() -> [Mention] {
        templateTags(source).filter { $0.kind != .other }.map {
            Mention(
                subject: .value($0.name, template: path), span: $0.nameSpan, text: $0.name,
                isDeclaration: $0.kind == .opening)
        }
    }

    /// A task by its number, or `programme/task`; a number alone is looked for in one programme, or the only one that has it.
    private func task(_ name: String, in programme: String?) -> Subject? {
        if name.contains("/") { return .task(fold(name)) }
        if let programme { return .task(fold(programme + "/" + name)) }
        let owners = site?.site.programmes.filter { $0.tasks.ids.contains(name) } ?? []
        return owners.count == 1 ? .task(fold(owners[0].id + "/" + name)) : nil
    }

    private func valueMentions() -> [Mention] {
        guard let outline else { return [] }
        let id = programmeID(outline)
        return outline.entries.compactMap { entry in
            guard let key = entry.key, !entry.text.isEmpty else { return nil }
            func mention(_ subject: Subject?, isDeclaration: Bool = false) -> Mention? {
                subject.map {
                    Mention(subject: $0, span: entry.span, text: entry.text, isDeclaration: isDeclaration)
                }
            }
            if key.namesBodies(in: entry.context) {
                return mention(site?.site.bodies.body(named: entry.text).map(Subject.body))
            }
            switch (entry.context, key) {
            case (.body, .id):
                return mention(site?.site.bodies.body(named: entry.text).map(Subject.body), isDeclaration: true)
            case (.programme, .programme): return mention(.programme(fold(entry.text)), isDeclaration: true)
            case (.task, .id): return mention(task(entry.text, in: id), isDeclaration: true)
            case (.task, .after): return mention(task(entry.text, in: id))
            case (.task, .event): return mention(.event(fold(entry.text)))
            case (.task, .tags), (.programme, .tags): return mention(.tag(fold(entry.text)))
            case (.outlet, .name): return mention(.outlet(entry.text), isDeclaration: true)
            case (.body, .outlets), (.person, .outlets):
                // Behind the name may stand an address.
                return mention(.outlet(String(entry.text.prefix { $0 != " " })))
            default: return nil
            }
        }
    }

    func programmeID(_ outline: SiteOutline) -> String {
        if let programme { return programme.id }
        let written = outline.entries.first { $0.context == .programme && $0.key == .programme }?.text
        let name = path.split(separator: "/").last.map { $0.prefix { $0 != "." } } ?? ""
        return written ?? String(name)
    }
}

extension LanguageServer {
    /// Where something is named, in all files of the site; of a file of none, in it.
    func mentions(of subject: Subject, from file: FileContext) -> [(file: FileContext, mention: Mention)] {
        let all = file.site.map(files(of:)) ?? [file]
        return all.flatMap { file in
            file.mentions().filter { $0.subject == subject }.map { (file, $0) }
        }
    }
}
