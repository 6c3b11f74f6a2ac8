import Dates
import Deadlines
import Diagnostics
import JSONText
import Planning
import Programmes
import RuleLanguage
import SiteFiles
import Templates

extension LanguageServer {
    /// What stands at a place: how a phrase is read, what a rule does, who a body is, what a code means.
    func hover(_ parameters: JSONValue) throws(RequestError) -> JSONValue {
        guard let file = context(parameters), let offset = offset(parameters, in: file) else { return .null }
        var parts: [String] = []
        var span: Span?
        if let found = try meaning(at: offset, in: file) {
            parts.append(found.text)
            span = found.span
        }
        for diagnostic in diagnostics(of: file) {
            guard let place = diagnostic.span, place.has(offset), let more = explanation(of: diagnostic.code) else {
                continue
            }
            parts.append(bold(diagnostic.code) + "\n\n" + say(more))
            span = span ?? place
        }
        guard !parts.isEmpty else { return .null }
        let text = parts.joined(separator: client.takesMarkdown ? "\n\n---\n\n" : "\n\n")
        return .members([
            ("contents", ["kind": client.takesMarkdown ? "markdown" : "plaintext", "value": .string(text)]),
            ("range", span.map(file.positions.range)),
        ])
    }

    private typealias Meaning = (text: String, span: Span)

    private func meaning(at offset: Int, in file: FileContext) throws(RequestError) -> Meaning? {
        if file.kind == .rules {
            if let found = try ruleMeaning(at: offset, in: file) { return found }
        } else if let outline = file.outline {
            if let entry = outline.entries.first(where: { $0.keySpan.has(offset) }), let key = entry.key {
                return keyMeaning(key, entry)
            }
            if let entry = outline.entry(at: offset), entry.key == .deadline, !entry.text.isEmpty {
                return (deadlineText(entry.text, in: readingContext(file, outline)), entry.span)
            }
        }
        guard let mention = file.mention(at: offset) else { return nil }
        if case .value(let name, _) = mention.subject {
            return LetterNames.meaning(of: name).map { (bold(name) + "\n\n" + escaped(say($0)), mention.span) }
        }
        guard let site = file.site else { return nil }
        return describe(mention, in: site).map { ($0, mention.span) }
    }

    private func bold(_ text: String) -> String { client.takesMarkdown ? "**\(escaped(text))**" : text }

    /// A text of a file, without meaning anything to Markdown.
    private func escaped(_ text: String) -> String {
        guard client.takesMarkdown else { return printable(text) }
        var result = ""
        for scalar in printable(text).unicodeScalars {
            if "\\`*_{}[]<>#|".unicodeScalars.contains(scalar) { result += "\\" }
            result.unicodeScalars.append(scalar)
        }
        return result
    }

    /// Lines as they are, one below the other.
    private func block(_ text: String) -> String {
        client.takesMarkdown ? "```text\n" + text.replacing("```", with: "'''") + "\n```" : text
    }

    // MARK: Deadlines

    var today: Day { today(nil) }

    func today(_ site: SiteModel?) -> Day { (site?.site.settings.zone ?? .vietnam).day(at: options.now()) }

    /// What the phrases of a programme's file are read against; of one that is not in force as far as its head tells.
    func readingContext(_ file: FileContext, _ outline: SiteOutline) -> ReadingContext {
        if let programme = file.programme, let site = file.site { return ReadingContext(programme, in: site.site) }
        func head(_ key: Key) -> String? { outline.entries.first { $0.record == nil && $0.key == key }?.text }
        let settings = file.site?.site.settings ?? Settings()
        let issued = head(.issued).flatMap { Day($0) ?? Day(dayMonthYear: $0) }
        return ReadingContext(
            issued: issued ?? today(file.site),
            issuer: IssuerKind(ofDocument: head(.number) ?? file.programmeID(outline)), policy: settings.reading,
            calendar: file.site?.site.calendar ?? .vietnam, terms: settings.terms)
    }

    private func deadlineText(_ phrase: String, in context: ReadingContext) -> String {
        let deadline = readDeadline(phrase, in: context)
        let schedule = Schedule([deadline], in: context)
        let today = today(nil)
        var next = schedule.next(3, dueOnOrAfter: today)
        if next.isEmpty { next = schedule.next(1, dueOnOrAfter: Day.range.lowerBound) }
        let text = Deadlines.describe(
            deadline, next: next, now: today, calendar: context.calendar, language: language)
        return block(text.last == "\n" ? String(text.dropLast()) : text)
    }

    private func keyMeaning(_ key: Key, _ entry: SiteOutline.Entry) -> Meaning? {
        guard let known = Vocabulary.of(entry.context).entries.first(where: { $0.key == key }) else { return nil }
        let spellings = (known.vietnamese + known.english).map { "“\($0)”" }.joined(separator: ", ")
        let choices = key.choices(in: entry.context).map { $0[language == .vi ? 1 : 0] }
        let values = choices.isEmpty ? "" : say("\n\ngiá trị: ", "\n\nvalues: ") + choices.joined(separator: ", ")
        return (say("cách viết: ", "spellings: ") + spellings + values, entry.keySpan)
    }

    // MARK: Names

    private func describe(_ mention: Mention, in site: SiteModel) -> String? {
        switch mention.subject {
        case .body(let index): return bodyText(index, site.site.bodies)
        case .task(let reference):
            for programme in site.site.programmes {
                guard
                    let index = programme.tasks.indices.first(where: {
                        fold(programme.id + "/" + programme.tasks.id(of: $0)) == reference
                    })
                else { continue }
                let phrases = programme.deadlines[programme.tasks.deadline(of: index)]
                let title = bold(programme.tasks.id(of: index)) + " " + escaped(programme.tasks.title(of: index))
                let read = phrases.map { deadlineText($0, in: ReadingContext(programme, in: site.site)) }
                return ([title] + read).joined(separator: "\n\n")
            }
            return nil
        case .programme(let id):
            guard let programme = site.site.programmes.first(where: { fold($0.id) == id }) else { return nil }
            let count = programme.tasks.count
            return bold(programme.id) + " " + escaped(programme.title) + "\n\n"
                + say("\(count) nhiệm vụ", count == 1 ? "1 task" : "\(count) tasks")
        case .event(let name):
            let waiting = site.site.programmes.flatMap { programme in
                programme.tasks.indices.filter { programme.tasks.extra(of: $0)?.event.map { fold($0) } == name }
                    .map { programme.id + "/" + programme.tasks.id(of: $0) }
            }
            guard !waiting.isEmpty else { return nil }
            return say("các nhiệm vụ chờ: ", "tasks that wait for it: ") + escaped(waiting.joined(separator: ", "))
        case .definition(let name):
            for file in site.site.ruleFiles {
                for case .define(let define) in file.items where define.name.text == name {
                    return bold(name) + " = " + escaped(printCondition(define.condition, in: language))
                }
            }
            return nil
        case .tag(let name):
            let count = site.site.programmes.reduce(0) { sum, programme in
                let sets = Set(programme.tagSets.indices.filter { programme.tagSets[$0].contains { fold($0) == name } })
                return sum + programme.tasks.indices.count { sets.contains(programme.tasks.tagSet(of: $0)) }
            }
            return say("\(count) nhiệm vụ có nhãn này", "\(count) task\(count == 1 ? " has" : "s have") this tag")
        case .template(let name): return site.checked.templates[name].map { escaped($0.path) }
        case .outlet(let name):
            let command = site.checked.paths.outlets.first { $0.name == name }?.command
            return command.map { bold(name) + " " + escaped($0.joined(separator: " ")) }
        case .value: return nil
        }
    }

    private func bodyText(_ index: BodyIndex, _ bodies: BodyDirectory) -> String {
        let body = bodies[index]
        func name(_ index: BodyIndex) -> String { "\(bodies[index].name) (\(bodies[index].id))" }
        var lines = [bold(body.name) + " (\(body.id))"]
        func line(_ vi: String, _ en: String, _ value: String?) {
            if let value, !value.isEmpty { lines.append(say(vi, en) + ": " + escaped(value)) }
        }
        line("tên khác", "aliases", body.aliases.joined(separator: ", "))
        line("cấp trên", "superior", body.parent.map(name))
        line("thành viên", "members", body.members.map(name).joined(separator: ", "))
        line("hoạt động đến", "until", body.until.map(shown))
        line("cơ quan kế thừa", "successor", body.successor.map(name))
        line("thư điện tử", "email", body.email)
        line("đầu mối", "contact", body.contact?.name)
        line("mã cũ", "was", body.was)
        return lines.joined(separator: client.takesMarkdown ? "  \n" : "\n")
    }

    func shown(_ day: Day) -> String { language == .vi ? day.dayMonthYear : day.description }

    // MARK: Rules

    private func ruleMeaning(at offset: Int, in file: FileContext) throws(RequestError) -> Meaning? {
        let tree = parseRules(file.source).file
        for (item, layout) in zip(tree.items, tree.layouts) where layout.span.has(offset) {
            switch item {
            case .rule(let rule):
                // On its head.
                guard offset <= rule.name.span.end else { return phraseMeaning(at: offset, in: file, layout) }
                return (try sentence(of: rule, in: file), Span(layout.span.start, rule.name.span.end))
            case .digest(let digest):
                guard offset <= digest.name.span.end else { return nil }
                return (sentence(of: digest), Span(layout.span.start, digest.name.span.end))
            case .test(let test):
                guard offset <= test.name.span.end else { return phraseMeaning(at: offset, in: file, layout) }
                guard let text = testText(test, in: file) else { return nil }
                return (text, Span(layout.span.start, test.name.span.end))
            case .define, .mute, .defaults: return nil
            }
        }
        return nil
    }

    /// A deadline of a test's task.
    private func phraseMeaning(at offset: Int, in file: FileContext, _ layout: ItemLayout) -> Meaning? {
        guard let word = ruleWords(file.source).first(where: { $0.textSpan.has(offset) && $0.subject == .deadline }),
            word.kind == .string
        else { return nil }
        let settings = file.site?.site.settings ?? Settings()
        let context = ReadingContext(
            issued: today(file.site), policy: settings.reading, calendar: file.site?.site.calendar ?? .vietnam,
            terms: settings.terms)
        return (deadlineText(word.text, in: context), word.span)
    }

    func sentence(of rule: Rule, in file: FileContext) throws(RequestError) -> String {
        var parts: [String] = []
        let condition = rule.condition.map { printCondition($0, in: language) }
        let tasks =
            condition.map { say("với nhiệm vụ có \($0)", "for tasks with \($0)") }
            ?? say("với mọi nhiệm vụ", "for every task")
        parts.append("\(tasks), \(printWhen(rule.when, in: language))")
        if let condition = rule.guardCondition {
            parts.append(say("nếu ", "if ") + printCondition(condition, in: language))
        }
        parts.append(rule.actions.map { printAction($0, in: language) }.joined(separator: ", "))
        var text = parts.joined(separator: ", ")
        for step in rule.steps {
            let actions = step.actions.map { printAction($0, in: language) }.joined(separator: ", ")
            text += say("; sau đó sau ", "; after ") + printOffset(step.after, in: language) + " " + actions
        }
        if let repetition = rule.repetition {
            text += say(", lặp lại mỗi ", ", repeated every ") + printOffset(repetition.every, in: language)
            if let times = repetition.times { text += say(", tối đa \(times) lần", ", at most \(times) times") }
        }
        if let condition = rule.until {
            text += say(", cho đến khi ", ", until ") + printCondition(condition, in: language)
        }
        text = text.prefix(1).uppercased() + text.dropFirst() + "."
        var lines = [bold(rule.name.text), escaped(text)]
        if let site = file.site, let count = site.plan.taskCount(ofRule: rule.name.text, in: file.path) {
            lines.append(ruleReach(count, try site.forecast(self)[.init(rule: rule.name.text, path: file.path)] ?? 0))
        }
        return lines.joined(separator: "\n\n")
    }

    /// “12 nhiệm vụ; 31 thông báo trong 30 ngày tới”.
    func ruleReach(_ tasks: Int, _ notices: Int) -> String {
        say(
            "\(tasks) nhiệm vụ; \(notices) thông báo trong 30 ngày tới",
            "\(tasks) task\(tasks == 1 ? "" : "s"); \(notices) notice\(notices == 1 ? "" : "s") in the next 30 days")
    }

    private func sentence(of digest: Digest) -> String {
        let recipients = digest.to.map { printRecipient($0, in: language) }.joined(separator: ", ")
        let list = printCondition(digest.list, in: language)
        let cycle = printCycle(digest.every, in: language)
        let text = say("Gửi \(recipients) \(cycle), gồm \(list).", "Sent to \(recipients) \(cycle), listing \(list).")
        return bold(digest.name.text) + "\n\n" + escaped(text)
    }

    private func testText(_ test: RuleTest, in file: FileContext) -> String? {
        guard let outcome = file.site?.outcomes(of: file.path, options).first(where: { $0.name == test.name.text })
        else { return nil }
        if outcome.passed { return say("✓ đạt", "✓ passed") }
        return say("✗ không đạt", "✗ failed") + "\n\n"
            + block(outcome.failures.map { say($0.wording) }.joined(separator: "\n"))
    }
}
