import ArgumentParser
import Dates
import Delivery
import Diagnostics
import Engine
import JSONText
import Ledger
import Planning
import Programmes
import SiteFiles

/// `dondoc preview`: a letter before it goes.
struct Preview: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "preview",
            abstract: say("Xem trước thư sẽ gửi về một nhiệm vụ.", "Shows a letter about a task before it goes."))
    }

    @OptionGroup var global: GlobalOptions

    @Argument(
        help: .words("Chỉ thư theo quy tắc này.", "Only letters of this rule.", value: "RULE"),
        completion: Completions.rules)
    var rule: String?

    @Option(help: .task, completion: Completions.tasks) var task: String

    @Option(
        help: .words(
            "Thư đầu tiên kể từ ngày này; mặc định là hôm nay.", "The first from this day on; else from today.",
            value: "D"))
    var on: Day?

    @Option(
        help: .words("Chỉ thư gửi cơ quan này.", "Only the letter to this body.", value: "B"),
        completion: Completions.bodies)
    var body: String?

    @Option(
        help: .words("Ghi phần HTML vào tệp này.", "Writes the HTML part into this file.", value: "FILE"),
        completion: .file())
    var html: String?

    /// Days that are looked through, and letters that are shown.
    private static let horizon = 400
    private static let lead = 120
    private static let mostShown = 4

    func run() throws {
        let console = global.console()
        var site = try OpenSite(global)
        let from = on ?? site.today
        // From before, so that what comes then is not what was missed.
        let start = min(from - Self.lead, site.today)
        site = site.supposedLive(from: from < site.today ? start : site.today)
        let (index, occurrence) = try site.task(task)
        if let rule { try site.requireRule(rule) }
        let recipient = try body.map { site.plan.site.bodies[try site.body($0)].id }
        let memory = try from < site.today ? site.memory(loadedAt: start) : site.memory()
        let (notices, before) = try notices(
            of: site, memory, task: index, occurrence, from: from, since: from < site.today ? start : site.today,
            recipient)
        guard let first = notices.first else {
            throw Trouble(
                wording: Wording(
                    vi:
                        "trong \(Self.horizon) ngày kể từ \(from.dayMonthYear) không có thư nào như vậy; “dondoc why \(printable(task))” cho biết vì sao.",
                    en:
                        "no such letter goes out within \(Self.horizon) days from \(from); `dondoc why \(printable(task))` says why."
                ), code: Answer.no.code)
        }
        let ledger = try site.ledger()
        let letterhead = Letterhead(site.loaded, siteName: try site.ledgerName())
        let letters: [LetterPreview]
        do throws(LedgerError) {
            letters = try previewLetters(
                notices, before: before, plan: site.plan, letterhead: letterhead, ledger: ledger)
        } catch {
            throw Trouble(error)
        }
        if let html { try replaceFile(html, with: Array((letters.first?.html ?? "").utf8)) }
        if global.json {
            for letter in letters { write(letter, at: first.at, site, on: console) }
        } else {
            show(letters, at: first.at, site, on: console)
        }
        try console.end()
    }

    /// What goes out at the first instant that has a letter of the kind wanted: with all else that stands in those letters.
    private func notices(
        of site: OpenSite, _ memory: Memory, task: Int, _ occurrence: String?, from: Day, since start: Day,
        _ recipient: String?
    ) throws -> (notices: [Notice], before: [Notice]) {
        let programme = site.plan.site.programmes[site.plan.programmeIndex(ofTask: task)].id
        let id = site.plan.taskID(task)
        struct Found: Error {}
        var found: [Notice] = []
        func isMeant(_ notice: Notice) -> Bool {
            (recipient == nil || notice.identity.recipient == recipient)
                && (rule == nil || notice.identity.rule == rule)
                && (notice.kind == .digest
                    ? notice.items.contains { $0.programme == programme && $0.task == id } && rule != nil
                    : notice.taskIndex == task && (occurrence == nil || notice.identity.occurrence == occurrence))
        }
        var batch: [Notice] = []
        var before: [Notice] = []
        func take() throws {
            let bodies = Set(batch.filter(isMeant).map(\.identity.recipient))
            if bodies.isEmpty || batch[0].at < site.zone.instant(from, .midnight) {
                before += batch.filter { $0.kind != .digest && $0.taskIndex == task }
                batch = []
                return
            }
            found = batch.filter { bodies.contains($0.identity.recipient) }
            throw Found()
        }
        do {
            try simulate(site.plan, from: start, through: from + Self.horizon, memory: memory) { (notice: Notice) in
                if let last = batch.last, last.at != notice.at { try take() }
                batch.append(notice)
            }
            try take()
        } catch is Found {}
        return (found, before)
    }

    private func show(_ letters: [LetterPreview], at instant: Instant, _ site: OpenSite, on console: Console) {
        let ink = console.palette
        for (number, letter) in letters.prefix(Self.mostShown).enumerated() {
            if number > 0 { console.line(ink(.faint, String(repeating: "─", count: 60))) }
            func field(_ vi: String, _ en: String, _ value: String) {
                console.line(ink(.faint, say(vi, en) + ": ") + printable(value))
            }
            field("Gửi lúc", "Goes out", site.shown(instant))
            field("Đến", "To", letter.to)
            for address in letter.replyTo { field("Trả lời về", "Reply-To", address) }
            field("Tiêu đề", "Subject", letter.subject)
            console.line()
            for line in letter.text.split(separator: "\n", omittingEmptySubsequences: false) {
                console.line(printable(String(line)))
            }
        }
        if letters.count > Self.mostShown {
            console.line(
                ink(
                    .faint,
                    say(
                        "… và \(letters.count - Self.mostShown) thư nữa; --body để chọn cơ quan.",
                        "… and \(letters.count - Self.mostShown) more; --body chooses one.")))
        }
        if let html { console.line(ink(.faint, say("Phần HTML: ", "The HTML part: ") + printable(html))) }
    }

    private func write(_ letter: LetterPreview, at instant: Instant, _ site: OpenSite, on console: Console) {
        var json = JSONWriter()
        json.beginObject()
        json.field("at", site.zone.format(instant))
        json.field("recipient", letter.recipient)
        json.field("to", letter.to)
        json.field("subject", letter.subject)
        json.field("text", letter.text)
        json.field("html", letter.html)
        json.field("message", String(decoding: letter.bytes, as: UTF8.self))
        json.endObject()
        json.newline()
        console.write(json.bytes)
    }
}
