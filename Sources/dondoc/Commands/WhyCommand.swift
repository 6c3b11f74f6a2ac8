import ArgumentParser
import Dates
import Delivery
import Diagnostics
import Engine
import JSONText
import Ledger
import Planning
import Programmes

/// `dondoc why TASK`: why each rule did, does or does not send something for it.
struct WhyCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "why",
            abstract: say(
                "Vì sao một thông báo đã gửi, sẽ gửi hoặc không gửi.",
                "Why a notice was sent, will be sent, or will not."))
    }

    @OptionGroup var global: GlobalOptions
    @OptionGroup var view: ViewOptions
    @Argument(help: .task, completion: Completions.tasks) var task: String

    @Option(help: .words("Chỉ quy tắc này.", "Only this rule.", value: "R"), completion: Completions.rules)
    var rule: String?

    @Option(name: .customLong("on"), help: .words("Chỉ xét ngày này.", "Only what concerns this day.", value: "D"))
    var day: Day?

    func run() throws {
        let console = global.console()
        let site = try OpenSite(global, asOf: view.now)
        let (index, occurrence) = try site.task(task)
        if let rule { try site.requireRule(rule) }
        let memory = try site.memory()
        let occurrences = taskStates(site.plan, memory, at: site.now, tasks: [index]).first?.occurrences ?? []
        let sent = try site.lastSent(index)
        var states = site.letterStates()
        func letters(_ answer: Why) -> [SentLetter] {
            guard case .sent = answer.answer else { return [] }
            return (sent[.init(occurrence: answer.occurrence ?? "", rule: answer.rule)]?.letters ?? []).compactMap {
                letter in states.state(ofMessage: letter.id, to: letter.recipient).map { ($0, letter.recipient) }
            }.map { SentLetter(recipient: $0.1, state: $0.0) }
        }
        let answers = explainDecision(
            site.plan, memory, task: index, rule: rule, on: day, at: site.now
        ).map { $0.sent(at: sent[.init(occurrence: $0.occurrence ?? "", rule: $0.rule)]?.at) }.filter {
            occurrence == nil || $0.occurrence == nil || $0.occurrence == occurrence
        }
        for answer in answers {
            if global.json {
                write(
                    answer, occurrences.first { $0.id == answer.occurrence }, letters(answer), site: site, on: console)
            } else {
                show(answer, letters(answer), site: site, on: console)
            }
        }
        if answers.isEmpty, !global.json {
            console.line(say("Không có quy tắc nào nói về nhiệm vụ này.", "No rule speaks of this task."))
        }
        try console.end()
    }

    /// Of the last notice by a rule, to one body.
    private struct SentLetter {
        var recipient: String
        var state: LetterState
    }

    private func show(_ answer: Why, _ letters: [SentLetter], site: OpenSite, on console: Console) {
        let ink = console.palette
        let sign =
            switch answer.answer {
            case .comes(let instant): ink(.cyan, "→ " + site.shown(instant))
            case .sent(let instant): ink(.green, "✓ " + site.shown(instant))
            case .heldBack: ink(.faint, say("– không gửi", "– not sent"))
            }
        let place = "\(printable(answer.rulePath)):\(answer.ruleLine)"
        console.line(
            ink(.bold, printable(answer.rule)) + (answer.occurrence.map { "  " + printable($0) } ?? "") + "  " + sign
                + "  " + ink(.faint, place))
        for line in wrap(printable(answer.wording.text(in: console.language)), to: (console.columns ?? 100) - 4) {
            console.line("    " + line)
        }
        for letter in letters {
            console.line("    " + ink(.faint, site.name(ofBody: letter.recipient) + ": " + letter.state.shown))
        }
    }

    private func write(
        _ answer: Why, _ occurrence: OccurrenceState?, _ letters: [SentLetter], site: OpenSite,
        on console: Console
    ) {
        var json = JSONWriter()
        json.beginObject()
        json.field("rule", answer.rule)
        json.field("file", answer.rulePath)
        json.field("line", answer.ruleLine)
        json.field("occurrence", answer.occurrence)
        switch answer.answer {
        case .comes(let instant):
            json.field("answer", "comes")
            json.field("at", site.zone.format(instant))
        case .sent(let instant):
            json.field("answer", "sent")
            json.field("at", site.zone.format(instant))
        case .heldBack:
            json.field("answer", "heldBack")
            json.field("at", nil as String?)
        }
        json.field("because", answer.wording.text(in: console.language))
        occurrence.writeShares(to: &json)
        json.key("letters")
        json.beginArray()
        for letter in letters {
            json.beginObject()
            json.field("recipient", letter.recipient)
            letter.state.write(to: &json)
            json.endObject()
        }
        json.endArray()
        json.endObject()
        json.newline()
        console.write(json.bytes)
    }
}

extension Why {
    /// Of what went out the ledger knows when.
    fileprivate func sent(at instant: Instant?) -> Why {
        guard case .sent = answer, let instant else { return self }
        var told = self
        told.answer = .sent(instant)
        return told
    }
}

extension OpenSite {
    struct SentRule: Hashable {
        var occurrence: String
        var rule: String
    }

    struct LastSent {
        var at: Instant
        /// By Message-ID and recipient.
        var letters: [(id: String, recipient: String)] = []
    }

    /// When of each rule the last notice about a task went out, and in which letters.
    fileprivate func lastSent(_ task: Int) throws -> [SentRule: LastSent] {
        guard let ledger = try ledger() else { return [:] }
        var last: [SentRule: LastSent] = [:]
        try ledger.audit(AuditFilter(storyOf: task, plan)) { row in
            guard case .notice(let notice, let message) = row.content else { return }
            let rule = SentRule(occurrence: notice.identity.occurrence, rule: notice.identity.rule)
            if last[rule]?.at != notice.at { last[rule] = LastSent(at: notice.at) }
            last[rule]?.letters.append((message, notice.identity.recipient))
        }
        return last
    }
}
