import ArgumentParser
import Dates
import Diagnostics
import Engine
import Glibc
import JSONText
import Planning
import Programmes
import SiteFiles
import SystemErrors

/// `dondoc plan`: which notices the files as they are now would add, drop or move, against those that run.
struct PlanCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "plan",
            abstract: say(
                "Các tệp đã sửa sẽ thêm, bỏ, dời những thông báo nào.",
                "Which notices the edited files would add, drop or move."))
    }

    @OptionGroup var global: GlobalOptions
    @OptionGroup var view: ViewOptions

    @Option(
        help: .words(
            "So --site với thư mục này, thay vì với bản dịch vụ đang dùng.",
            "Compare --site with this folder, in place of what the service runs.", value: "DIR"), completion: .directory
    )
    var against: String?

    @Flag(help: .words("Kết thúc với mã 1 nếu có thay đổi.", "Ends with 1 where anything changes."))
    var check = false

    func run() throws {
        let console = global.console()
        let status = StatusLine()
        defer { status.end() }
        status.say(say("đọc các tệp", "reading the files"))
        var site = try OpenSite(global, asOf: view.now)
        var old = try inForce(site)
        // What an edit changes is asked before the site sends, too.
        if ![site, old].contains(where: { $0.loaded.site.settings.live.sends(on: site.today) }) {
            (site, old) = (site.supposedLive(from: site.today), old.supposedLive(from: site.today))
        }
        status.say(say("so các thông báo của một năm", "comparing the notices of a year"))
        let known = memory(of: old)
        let changes = comparePlans(
            old.plan, site.plan, memory: known, from: site.today, through: site.today.adding(months: 12))
        status.end()
        var edited = known
        edited.bind(to: site.plan)
        _ = edited.carryOver(from: old.plan, at: site.now)
        let placed = Set(known.unplaced)
        for found in tellUnplaced(edited.unplaced.filter { !placed.contains($0) }) {
            Program.note(found.message.text(in: .ofReader))
        }
        if global.json {
            for change in changes { write(change, site: site, on: console) }
        } else {
            show(changes, site: site, on: console)
        }
        try console.end()
        if check, !changes.isEmpty { throw Answer.no }
    }

    /// What the edited site is compared with, over the same ledger.
    private func inForce(_ site: OpenSite) throws -> OpenSite {
        var other = global
        other.state = site.state
        if let against {
            other.siteFolder = against
            return try OpenSite(asWritten: other, asOf: view.now)
        }
        let copy = site.state + "/in-force"
        // The service may put another in its place meanwhile.
        for _ in 0..<10 {
            guard let folder = resolved(copy) else { break }
            let loaded = loadSite(at: folder)
            if resolved(copy) == folder { return OpenSite(loaded, other, asOf: view.now) }
        }
        guard errno == ENOENT else {
            let reason = systemReason(errno)
            throw Trouble.cannot(
                "không đọc được “\(printable(copy))”: \(reason.vi).", "cannot read “\(printable(copy))”: \(reason.en).")
        }
        throw Trouble.cannot(
            "chưa có dịch vụ nào chạy với “\(printable(site.state))”, nên chưa có gì để so; dùng --against để chỉ một thư mục.",
            "no service has run with “\(printable(site.state))” yet, so there is nothing to compare with; "
                + "name a folder with --against.")
    }

    /// Of a ledger that cannot be read nothing is known; the files can still be compared.
    private func memory(of old: OpenSite) -> Memory {
        do {
            return try old.memory()
        } catch {
            if let trouble = error as? Trouble { Program.note(trouble.wording.text(in: .ofReader)) }
            var memory = Memory(old.plan)
            for programme in old.plan.site.programmes { memory.load(programme: programme.id, at: old.now) }
            return memory
        }
    }

    private func show(_ changes: [PlanChange], site: OpenSite, on console: Console) {
        var table = Table([
            .init(title: ""), .init(title: ""), .init(title: ""), .init(title: "", isFlexible: true),
            .init(title: "", isFlexible: true),
        ])
        var (added, dropped, moved) = (0, 0, 0)
        for change in changes {
            let (sign, ink, notice, place): (String, Palette.Ink, Notice, String)
            switch change {
            case .added(let new):
                added += 1
                (sign, ink, notice, place) = ("+", .green, new, site.shown(new.at))
            case .dropped(let gone):
                dropped += 1
                (sign, ink, notice, place) = ("−", .red, gone, site.shown(gone.at))
            case .moved(let new, let from):
                moved += 1
                (sign, ink, notice, place) = ("→", .yellow, new, site.shown(from) + " → " + site.shown(new.at))
            }
            table.add([
                .init(sign, ink), .init(place), .init(printable(notice.identity.about)),
                .init(site.name(ofBody: notice.identity.recipient)), .init(printable(notice.identity.rule), .faint),
            ])
        }
        if !changes.isEmpty {
            table.print(on: console, withTitles: false)
            console.line()
        }
        console.line(
            changes.isEmpty
                ? say("Không có thông báo nào thay đổi.", "No notice changes.")
                : say(
                    "Thêm \(added), bỏ \(dropped), dời \(moved) thông báo trong một năm tới.",
                    "\(added) added, \(dropped) dropped, \(moved) moved over the next year."))
    }

    private func write(_ change: PlanChange, site: OpenSite, on console: Console) {
        var json = JSONWriter(reserving: 1024)
        json.beginObject()
        json.key("change")
        let notice: Notice
        switch change {
        case .added(let new):
            json.string("added")
            notice = new
        case .dropped(let gone):
            json.string("dropped")
            notice = gone
        case .moved(let new, let from):
            json.string("moved")
            json.field("from", site.zone.format(from))
            notice = new
        }
        json.key("notice")
        writeJSON(notice, site.plan, to: &json)
        json.endObject()
        json.newline()
        console.write(json.bytes)
    }
}
