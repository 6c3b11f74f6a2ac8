import ArgumentParser
import Dates
import Diagnostics
import JSONText
import Planning
import Programmes
import SiteFiles

/// `dondoc plan`: which notices the files as they are now would add, drop or move, against the files as they were.
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
            "Thư mục của bản đang có hiệu lực, để so với --site.",
            "The folder as it is in force, to compare --site with.", value: "DIR"))
    var against: String

    @Flag(help: .words("Kết thúc với mã 1 nếu có thay đổi.", "Ends with 1 where anything changes."))
    var check = false

    func run() throws {
        let console = global.console()
        let site = try OpenSite(global, asOf: view.now)
        var other = global
        other.siteFolder = against
        let old = try OpenSite(other, asOf: view.now)
        let changes = comparePlans(
            old.plan, site.plan, memory: try old.memory(), from: site.today,
            through: site.today.adding(months: 12))
        if global.json {
            for change in changes { write(change, site: site, on: console) }
        } else {
            show(changes, site: site, on: console)
        }
        try console.end()
        if check, !changes.isEmpty { throw Answer.no }
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
