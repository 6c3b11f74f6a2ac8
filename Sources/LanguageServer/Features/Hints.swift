import Dates
import Deadlines
import Diagnostics
import JSONText
import Planning
import Programmes
import RuleLanguage
import SiteFiles

extension SiteModel {
    struct RuleKey: Hashable {
        let rule: String
        let path: String
    }
}

extension LanguageServer {
    // MARK: Inlay hints

    /// The due date beside each deadline, the number of tasks beside each rule.
    func inlayHints(_ parameters: JSONValue) throws(RequestError) -> JSONValue {
        guard let file = context(parameters) else { return .null }
        let range = file.positions.span(parameters["range"]) ?? Span(0, file.source.bytes.count)
        func hint(_ offset: Int, _ text: String) -> JSONValue {
            [
                "position": file.positions.position(of: offset).json, "label": .string(text), "paddingLeft": true,
            ]
        }
        if file.kind == .rules {
            guard let site = file.site else { return [] }
            let tree = parseRules(file.source).file
            var hints: [JSONValue] = []
            for case .rule(let rule) in tree.items where range.touches(rule.name.span) {
                guard let count = site.plan.taskCount(ofRule: rule.name.text, in: file.path) else { continue }
                hints.append(
                    hint(rule.name.span.end, say("\(count) nhiệm vụ", count == 1 ? "1 task" : "\(count) tasks")))
            }
            return .array(hints)
        }
        guard let outline = file.outline, file.kind == .programme else { return [] }
        var reader = DeadlineReader(readingContext(file, outline))
        let today = today(file.site)
        var hints: [JSONValue] = []
        for entry in outline.entries where entry.key == .deadline && range.touches(entry.span) && !entry.text.isEmpty {
            let deadline = reader(entry.text)
            let next = Schedule([deadline], in: reader.context).next(1, dueOnOrAfter: today).first
            guard let text = hintText(deadline, next) else { continue }
            hints.append(hint(entry.span.end, text))
        }
        return .array(hints)
    }

    private func hintText(_ deadline: Deadline, _ next: Occurrence?) -> String? {
        switch deadline.kind {
        case .once: deadline.due.map { "→ " + shown($0) }
        case .recurring, .periodic, .compound: (next?.due ?? deadline.due).map { say("kỳ tới ", "next ") + shown($0) }
        case .awaiting: say("chờ sự kiện", "awaits an event")
        case .continuous: next?.due.map { say("rà soát ", "review ") + shown($0) } ?? say("không có hạn", "no due date")
        case .asNeeded, .vague: say("không có hạn", "no due date")
        case .unreadable: nil
        }
    }

    // MARK: Code lenses

    /// On a rule what it means and brings, on a test what came of it, on a file what the unsaved edit would change.
    func codeLenses(_ parameters: JSONValue) throws(RequestError) -> JSONValue {
        guard let file = context(parameters), let site = file.site else { return .null }
        var lenses: [JSONValue] = []
        func add(_ span: Span, _ title: String, _ command: String = "", _ arguments: [JSONValue] = []) {
            lenses.append([
                "range": file.positions.range(span),
                "command": ["title": .string(title), "command": .string(command), "arguments": .array(arguments)],
            ])
        }
        if file.kind == .programme || file.kind == .rules {
            let hasUnsaved = documents.values.contains { document in
                document.path.map { self.site(ofPath: $0) === site && document.bytes != diskBytes($0) } ?? false
            }
            if let comparison = try site.comparison(self, hasUnsaved: hasUnsaved) {
                add(Span(0, 0), changeText(comparison))
            }
        }
        guard file.kind == .rules else { return .array(lenses) }
        func ofItem(_ name: Name) -> [JSONValue] { [.string(file.uri), .string(name.text)] }
        let tree = parseRules(file.source).file
        let forecast = try site.forecast(self)
        let outcomes = Dictionary(site.outcomes(of: file.path, options).map { ($0.name, $0) }) { first, _ in first }
        for item in tree.items {
            switch item {
            case .rule(let rule):
                guard let count = site.plan.taskCount(ofRule: rule.name.text, in: file.path) else { continue }
                let notices = forecast[.init(rule: rule.name.text, path: file.path)] ?? 0
                add(rule.name.span, ruleReach(count, notices), "dondoc.showNotices", ofItem(rule.name))
            case .digest(let digest):
                let count = forecast[.init(rule: digest.name.text, path: file.path)] ?? 0
                let title = say(
                    "\(count) thông báo trong 30 ngày tới",
                    "\(count) notice\(count == 1 ? "" : "s") in the next 30 days")
                add(digest.name.span, title, "dondoc.showNotices", ofItem(digest.name))
            case .test(let test):
                guard let outcome = outcomes[test.name.text] else { continue }
                let title = outcome.passed ? say("✓ đạt", "✓ passed") : say("✗ không đạt", "✗ failed")
                add(test.name.span, title, "dondoc.runTest", ofItem(test.name))
            case .mute, .defaults, .define: continue
            }
        }
        return .array(lenses)
    }

    private func changeText(_ comparison: SiteModel.Comparison) -> String {
        let with =
            comparison.isWithService
            ? say("so với bản dịch vụ đang dùng: ", "against what is in force: ")
            : say("so với bản đã lưu: ", "against what is saved: ")
        if comparison.isEmpty { return with + say("không thông báo nào thay đổi", "no notice changes") }
        let (added, dropped, moved) = (comparison.added, comparison.dropped, comparison.moved)
        let time =
            comparison.months == 12 ? say("một năm tới", "the next year") : say("một tháng tới", "the next month")
        return with
            + say(
                "thêm \(added), bỏ \(dropped), dời \(moved) thông báo trong \(time)",
                "\(added) added, \(dropped) dropped, \(moved) moved over \(time)")
    }

    // MARK: Commands of the lenses

    /// What came of a test; which notices a rule sends in the next 30 days.
    func execute(_ parameters: JSONValue) throws(RequestError) -> JSONValue {
        let arguments = parameters["arguments"]?.array ?? []
        guard arguments.count == 2, let uri = arguments[0].string, let name = arguments[1].string,
            let file = context(ofURI: uri), let site = file.site
        else {
            throw RequestError(
                code: .invalidParams,
                wording: Wording(
                    vi: "lệnh cần một tệp của đơn vị và một tên", en: "a file of a site and a name are needed"))
        }
        let text: String?
        switch parameters["command"]?.string {
        case "dondoc.runTest":
            text = site.outcomes(of: file.path, options).first { $0.name == name }.map(outcomeText)
        case "dondoc.showNotices": text = noticesText(of: .init(rule: name, path: file.path), in: site)
        default:
            throw RequestError(
                code: .invalidParams, wording: Wording(vi: "không có lệnh này", en: "there is no such command"))
        }
        guard let text else { return .null }
        if !client.showsAnswers {
            // A message is read in passing: the first lines have to do.
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            let shown = lines.prefix(20).joined(separator: "\n") + (lines.count > 20 ? "\n…" : "")
            notify("window/showMessage", ["type": 3, "message": .string(shown)])
        }
        return .string(text)
    }

    private func outcomeText(_ outcome: TestOutcome) -> String {
        let lines = outcome.failures.map { say($0.wording) }
        return outcome.passed
            ? say("✓ “\(outcome.name)” đạt", "✓ “\(outcome.name)” passed")
            : say("✗ “\(outcome.name)” không đạt\n", "✗ “\(outcome.name)” failed\n") + lines.joined(separator: "\n")
    }

    /// A line for each notice: when, about what, to whom.
    private func noticesText(of rule: SiteModel.RuleKey, in site: SiteModel) -> String {
        let (plan, zone, today) = (site.plan, site.site.settings.zone, today(site))
        var lines: [String] = []
        var count = 0
        simulate(plan, from: today, through: today + 30) { (notice: Notice) in
            guard notice.identity.rule == rule.rule, notice.rulePath == rule.path else { return }
            count += 1
            guard count <= 2000 else { return }
            let (day, time) = zone.local(notice.at)
            let recipient = notice.identity.recipient
            let body = site.site.bodies.body(named: recipient).map { site.site.bodies[$0].name } ?? recipient
            let about =
                notice.identity.task.isEmpty
                ? notice.identity.occurrence : notice.identity.programme + "/" + notice.identity.task
            lines.append(printable("\(shown(day)) \(time)  \(about)  → \(body)"))
        }
        let head = say(
            "“\(rule.rule)”: \(count) thông báo trong 30 ngày tới",
            "“\(rule.rule)”: \(count) notice\(count == 1 ? "" : "s") in the next 30 days")
        return ([printable(head), ""] + lines).joined(separator: "\n")
    }
}
