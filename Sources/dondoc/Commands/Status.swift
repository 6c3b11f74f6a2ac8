import ArgumentParser
import Dates
import Delivery
import Diagnostics
import Engine
import Handover
import JSONText
import Planning
import SiteFiles

/// `dondoc status`: how things stand, in a few lines.
struct Status: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "status",
            abstract: say("Tình hình chung, trong vài dòng.", "How things stand, in a few lines."))
    }

    @OptionGroup var global: GlobalOptions
    @OptionGroup var view: ViewOptions

    func run() throws {
        let console = global.console()
        let site = try OpenSite(global, asOf: view.now)
        let memory = try site.memory()
        let summary = summarize(site.plan, memory, at: site.now)
        let service = try Service(global)?.status()
        let ahead = (view.now == nil ? service : nil).map(Ahead.init) ?? Ahead(site, memory)
        let damage = try service.map { $0.parameters["ledgerDamaged"]?.bool == true ? [] : nil } ?? site.ledgerFaults()
        if global.json {
            write(summary, ahead, service: service, isLedgerDamaged: damage != nil, site: site, on: console)
        } else {
            try show(summary, ahead, service: service, site: site, on: console)
            for fault in damage ?? [] { console.line("    " + console.palette(.red, fault)) }
        }
        try console.end()
        if damage != nil { throw Answer.no }
    }

    private func show(
        _ summary: Summary, _ ahead: Ahead, service: Service.Status?, site: OpenSite, on console: Console
    ) throws {
        let ink = console.palette
        console.line(ink(.bold, printable(site.loaded.paths.site)) + "  " + ink(.faint, site.today.shown))
        console.line()
        var table = Table([.init(title: ""), .init(title: "", isRightAligned: true), .init(title: "")])
        func row(_ vi: String, _ en: String, _ count: Int, _ color: Palette.Ink? = nil) {
            table.add([.init(say(vi, en)), .init("\(count)", count > 0 ? color : .faint), .init("")])
        }
        row("Chương trình", "Programmes", site.plan.site.programmes.count)
        row("Nhiệm vụ", "Tasks", summary.tasks)
        row("Quá hạn", "Overdue", summary.overdue, .red)
        row("Đến hạn trong 14 ngày", "Due within 14 days", summary.dueSoon, .yellow)
        row("Đang thực hiện", "Open", summary.open)
        row("Chờ sự kiện", "Awaiting an event", summary.awaited)
        row("Không có ngày hạn", "Without a due date", summary.withoutDate)
        row("Đã xong", "Done", summary.done, .green)
        row("Đã hủy", "Cancelled", summary.cancelled)
        row("Đã qua trước khi nạp", "Past before the first load", summary.history)
        table.print(on: console, withTitles: false)
        showShares(summary.shares, on: console)
        console.line()
        let when = ahead.next.map { ink(.bold, site.shown($0)) } ?? say("không có", "none")
        console.line("  " + say("Thông báo tới: ", "Next notice: ") + when)
        console.line(
            "  " + say("Dịch vụ: ", "Service: ")
                + (service.map { $0.text(ink) } ?? ink(.faint, say("không chạy", "not running"))))
        if !site.loaded.site.settings.live.sends(on: site.today) { try showPending(site, on: console) }
        if ahead.unsent > 0, service == nil {
            console.line(
                "  " + ink(.yellow, say("Chưa gửi: ", "Not sent yet: "))
                    + counted(ahead.unsent, "thông báo", "notice", "notices"))
        }
        for (body, count) in countUndeliverable(inSpool: site.spool).sorted(by: { $0.key < $1.key }) {
            console.line(
                "  " + ink(.red, say("Không chuyển được: ", "Not delivered: "))
                    + counted(count, "thư", "letter", "letters") + say(" gửi ", " to ") + site.name(ofBody: body)
                    + ink(.faint, say("; xem “dondoc deliver --again”", "; see “dondoc deliver --again”")))
        }
        for state in outletStates(inSpool: site.spool) { console.line("    " + state.shown(ink)) }
        let open = openAnswers(site)
        let answers = open.count { $0.state != .undelivered }
        let returned = open.count - answers
        if returned > 0 {
            console.line(
                "  " + ink(.red, say("Bị trả lại: ", "Came back: "))
                    + say("\(returned) thư không đến được nơi nhận", "\(returned) letters did not arrive")
                    + ink(.faint, say("; xem “dondoc replies list”", "; see “dondoc replies list”")))
        }
        if answers > 0 {
            console.line(
                "  " + ink(.yellow, say("Thư trả lời: ", "Answers: "))
                    + say("\(answers) thư chờ xử lý", "\(answers) wait for somebody")
                    + ink(.faint, say("; xem “dondoc replies list”", "; see “dondoc replies list”")))
        }
        for trouble in service?.troubles ?? [] { console.line("    " + ink(.red, printable(trouble))) }
        for path in service?.setAside ?? site.loaded.setAside.map(\.path) {
            console.line("    " + ink(.yellow, say("gác lại: ", "set aside: ") + printable(path)))
        }
    }

    /// Of a site that does not send yet: what it would have sent, and how it begins to.
    private func showPending(_ site: OpenSite, on console: Console) throws {
        let (past, coming) = (7, 30)
        func count(_ from: Day, _ through: Day) throws -> String {
            let supposed = site.supposedLive(from: from)
            let number = countNotices(
                supposed.plan, from: from, through: through, memory: try supposed.memory(loadedAt: from))
            return counted(number, "thông báo", "notice", "notices")
        }
        let today = site.today
        console.line(
            "  " + console.palette(.yellow, say("Chưa hoạt động: ", "Not live: "))
                + site.loaded.site.settings.live.pending(site.loaded.site.settings.keyLanguage).text(in: .ofReader))
        console.line(
            "    "
                + say(
                    "nếu đã hoạt động: \(past) ngày qua đã gửi \(try count(today - past, today - 1)), \(coming) ngày tới sẽ gửi \(try count(today, today + coming - 1))",
                    "if it were live: \(try count(today - past, today - 1)) in the last \(past) days, \(try count(today, today + coming - 1)) in the next \(coming)"
                ))
        console.line(
            "    "
                + console.palette(
                    .faint,
                    say(
                        "xem “dondoc simulate --from \(today) --to \(today + coming - 1)”; bắt đầu gửi: “dondoc go-live”",
                        "see “dondoc simulate --from \(today) --to \(today + coming - 1)”; to begin: “dondoc go-live”"
                    )))
    }

    /// Where they say more than the tasks do.
    private func showShares(_ shares: ShareCounts, on console: Console) {
        guard shares.all > 0 else { return }
        console.line()
        console.line(
            "  " + say("Phần việc của các cơ quan: ", "Shares of bodies: ") + "\(shares.all): "
                + ShareState.Count.allCases.filter { shares[$0] > 0 }.map { "\(shares[$0]) \($0.shown)" }
                .joined(separator: ", "))
    }

    private func write(
        _ summary: Summary, _ ahead: Ahead, service: Service.Status?, isLedgerDamaged: Bool, site: OpenSite,
        on console: Console
    ) {
        var json = JSONWriter()
        json.beginObject()
        json.field("site", site.loaded.paths.site)
        json.field("now", site.zone.format(site.now))
        json.field("programmes", site.plan.site.programmes.count)
        json.field("tasks", summary.tasks)
        json.field("open", summary.open)
        json.field("overdue", summary.overdue)
        json.field("dueSoon", summary.dueSoon)
        json.field("awaited", summary.awaited)
        json.field("withoutDate", summary.withoutDate)
        json.field("done", summary.done)
        json.field("cancelled", summary.cancelled)
        json.field("history", summary.history)
        json.field("shares", summary.shares.all)
        json.field("notBegun", summary.shares[.notBegun])
        json.field("inProgress", summary.shares[.inProgress])
        json.field("reported", summary.shares[.reported])
        json.field("doneInTime", summary.shares[.doneInTime])
        json.field("doneLate", summary.shares[.doneLate])
        json.field("awaiting", summary.shares[.awaiting])
        json.field("live", site.loaded.site.settings.live.sends(on: site.today))
        json.field("next", ahead.next.map(site.zone.format))
        json.field("unsent", ahead.unsent)
        json.field("undelivered", countUndeliverable(inSpool: site.spool).values.reduce(0, +))
        json.key("outlets")
        json.beginArray()
        for state in outletStates(inSpool: site.spool) {
            json.beginObject()
            json.field("outlet", state.outlet)
            json.field("waiting", state.waiting)
            json.field("refused", state.refused)
            json.field("because", state.because)
            json.endObject()
        }
        json.endArray()
        let answers = openAnswers(site)
        json.field("answers", answers.count { $0.state != .undelivered })
        json.field("returned", answers.count { $0.state == .undelivered })
        json.field("ledgerDamaged", isLedgerDamaged)
        json.field("errors", site.loaded.diagnostics.count { $0.severity == .error })
        json.field("warnings", site.loaded.diagnostics.count { $0.severity == .warning })
        json.key("setAside")
        json.beginArray()
        for file in site.loaded.setAside {
            json.beginObject()
            json.field("path", file.path)
            json.field("state", file.state.rawValue)
            json.endObject()
        }
        json.endArray()
        json.key("service")
        if let service { json.value(.object(service.parameters)) } else { json.null() }
        json.endObject()
        json.newline()
        console.write(json.bytes)
    }
}

/// The answers by mail, and what mail servers gave back, that wait for somebody; none where they cannot be read.
private func openAnswers(_ site: OpenSite) -> [KeptReply] {
    (try? openReplies(site.loaded, site.global, .read))?.replies.filter(\.isOpen) ?? []
}

extension OutletState {
    fileprivate func shown(_ ink: Palette) -> String {
        var parts: [String] = []
        if waiting > 0 {
            let why = because.map { " (" + printable($0) + ")" } ?? ""
            parts.append(say("\(waiting) thư chờ gửi lại", "\(waiting) to be tried again") + why)
        }
        if refused > 0 { parts.append(ink(.red, say("\(refused) thư không nhận", "\(refused) refused"))) }
        return say("kênh ", "outlet ") + printable(outlet) + ": " + parts.joined(separator: ", ")
    }
}

/// For commands that show how things stand at a time.
struct ViewOptions: ParsableArguments {
    @Option(help: .words("Xem như hôm nay là ngày này.", "Take this day for today.", value: "D"))
    var now: Day?
}
