import ArgumentParser
import Dates
import Diagnostics
import JSONText
import Planning
import Programmes
import SiteFiles

/// `dondoc simulate`: every notice of a stretch of time, before any of them is sent.
struct Simulate: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "simulate",
            abstract: say(
                "Cho biết mọi thông báo sẽ gửi trong một khoảng thời gian.",
                "Shows every notice that would go out in a stretch of time."))
    }

    @OptionGroup var global: GlobalOptions

    @Option(help: .words("Ngày đầu.", "The first day.", value: "D"))
    var from: Day

    @Option(
        name: .customLong("to"), help: .words("Ngày cuối, tính cả ngày đó.", "The last day, inclusive.", value: "D"))
    var through: Day

    @Flag(
        help: .words(
            "Tính từ những gì sổ cái đã ghi, thay vì chỉ từ các tệp.",
            "From what the ledger knows, and not from the files alone."))
    var ledger = false

    @Option(
        help: .words(
            "Tệp JSON, mỗi dòng một báo cáo sẽ có trong thời gian đó.",
            "A JSON file with a report per line, as if they were made in that time.", value: "FILE"),
        completion: .file())
    var given: String?

    func validate() throws {
        if through < from { throw ValidationError(say("--to đứng trước --from.", "--to lies before --from.")) }
    }

    func run() throws {
        let console = global.console()
        var site = try OpenSite(global)
        if site.loaded.site.settings.live == .never {
            site = site.supposedLive(from: from)
            let key = Wording(vi: "gửi thật", en: "live").spelt(in: site.loaded.site.settings.keyLanguage)
            Program.note(
                say(
                    "đơn vị chưa gửi gì, theo “\(key.vi)” trong dondoc.yaml; đây là những gì sẽ gửi nếu đã hoạt động từ \(from.shown).",
                    "the site sends nothing yet (\(key.en) in dondoc.yaml); this is what would go out if it sent from \(from.shown) on."
                ))
        }
        let memory = ledger ? try site.memory(at: site.zone.instant(from, .midnight)) : nil
        let reports = try given.map { try readReports($0, site, after: memory, from: from) } ?? []
        if global.json {
            var json = JSONWriter(reserving: 1024)
            simulate(site.plan, from: from, through: through, reports: reports, memory: memory) { notice in
                json.removeAll()
                writeJSON(notice, site.plan, to: &json)
                json.newline()
                console.write(json.bytes)
            }
        } else {
            let notices = simulate(site.plan, from: from, through: through, reports: reports, memory: memory)
            NoticeTable(site: site).print(notices, on: console)
        }
        try console.end()
    }
}

/// Notices as a person reads them: under the day they go out, those of one instant together.
struct NoticeTable {
    private static let namesShown = 2

    let site: OpenSite

    func print(_ notices: [Notice], on console: Console) {
        var table = Table([
            .init(title: ""), .init(title: ""), .init(title: ""), .init(title: "", isFlexible: true),
            .init(title: "", sparing: 1), .init(title: "", isFlexible: true), .init(title: "", sparing: 2),
        ])
        let zone = site.zone
        var day: Day?
        var rest = notices[...]
        while let first = rest.first {
            let together = rest.prefix { isTogether($0, first) }
            rest = rest[together.endIndex...]
            let (today, time) = zone.local(first.at)
            if today != day {
                day = today
                table.add(heading: .init(today.weekday.shown.capitalizedFirst + " " + today.shown, .bold))
            }
            table.add([
                .init(time.shown + (first.late ? say(" muộn", " late") : ""), first.late ? .yellow : nil),
                .init(first.kind.shown, first.kind == .escalation ? .red : first.kind == .digest ? .faint : .cyan),
                .init(first.kind == .digest ? "" : printable(first.identity.about)),
                .init(title(of: first)),
                .init(first.due.map { say("hạn ", "due ") + $0.shown } ?? ""),
                .init("→ " + recipients(of: together)),
                .init(printable(first.identity.rule), .faint),
            ])
        }
        table.print(on: console, withTitles: false)
        if !notices.isEmpty { console.line() }
        console.line(summary(of: notices))
    }

    private func isTogether(_ a: Notice, _ b: Notice) -> Bool {
        var (x, y) = (a.identity, b.identity)
        x.recipient = ""
        y.recipient = ""
        return a.at == b.at && a.kind == b.kind && x == y && a.items.taskCount == b.items.taskCount
    }

    private func title(of notice: Notice) -> String {
        guard notice.kind == .digest else {
            return printable(site.plan.task(notice.taskIndex).title)
        }
        return counted(notice.items.taskCount, "việc", "task", "tasks")
    }

    private func recipients(of notices: ArraySlice<Notice>) -> String {
        let names = notices.map { site.name(ofBody: $0.identity.recipient) }
        guard names.count > Self.namesShown + 1 else { return names.joined(separator: ", ") }
        let more = names.count - Self.namesShown
        return names.prefix(Self.namesShown).joined(separator: ", ")
            + say(" và \(more) cơ quan khác", " and \(more) others")
    }

    private func summary(of notices: [Notice]) -> String {
        guard !notices.isEmpty else { return say("Không có thông báo nào.", "No notices.") }
        let counts = NoticeKind.allCases.compactMap { kind -> String? in
            let count = notices.count { $0.kind == kind }
            guard count > 0 else { return nil }
            return switch kind {
            case .reminder: counted(count, "lời nhắc", "reminder", "reminders")
            case .escalation: counted(count, "báo cáo lên trên", "escalation", "escalations")
            case .digest: counted(count, "bản tổng hợp", "digest", "digests")
            }
        }
        let bodies = Set(notices.map(\.identity.recipient)).count
        return counts.joined(separator: ", ") + say(", gửi ", ", to ")
            + counted(bodies, "cơ quan.", "body.", "bodies.")
    }
}

extension String {
    /// At the beginning of a line.
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
