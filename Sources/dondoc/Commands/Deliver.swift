import ArgumentParser
import CSystemd
import Delivery
import Diagnostics
import Handover
import Planning
import Programmes
import RuleLanguage
import SiteFiles

/// `dondoc deliver`: takes the messages of the spool to the bodies' addresses.
struct Deliver: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "deliver",
            abstract: say(
                "Chuyển thư trong hộp thư đến địa chỉ của các cơ quan.",
                "Hands the messages of the spool to a sendmail-compatible command."))
    }

    @OptionGroup var global: GlobalOptions

    @Flag(help: .words("Chuyển một lượt rồi thôi.", "Hand over what is due, then end."))
    var once = false

    @Flag(
        help: .words(
            "Đưa các thư đã để riêng (.undeliverable) trở lại để chuyển lần nữa, rồi thôi.",
            "Put what was set aside (.undeliverable) back to be tried again, then end."))
    var again = false

    @Option(
        help: .words("Mỗi thư chờ lệnh nhiều nhất chừng này giây.", "Seconds that the command may take.", value: "N"))
    var timeout = 120

    @Option(
        help: .words(
            "Số giây trước lần thử lại đầu tiên; mỗi lần sau gấp đôi, nhiều nhất một giờ.",
            "Seconds until the second try; doubled with each, an hour at most.", value: "N"))
    var delay = 60

    func validate() throws {
        if !(1...3600 ~= timeout) || !(1...3600 ~= delay) {
            throw ValidationError(say("--timeout, --delay: từ 1 đến 3600.", "--timeout, --delay: 1 to 3600."))
        }
    }

    func run() throws {
        do {
            if again { return try takeBack() }
            try deliver()
        } catch let failure as HandoverFailure {
            throw Trouble(wording: failure.wording, code: Trouble.cannotRun)
        }
    }

    private func takeBack() throws {
        let count = try Courier.takeBack(from: spool(of: load(nil)))
        let console = global.console()
        console.line(say("Đã đưa \(count) thư trở lại.", "Put \(count) message\(count == 1 ? "" : "s") back."))
        try console.end()
    }

    private func deliver() throws {
        let signals = SignalQueue()
        var site = load(nil)
        let log = HandoverLog(language: site.site.settings.language)
        let courier = try Courier(spool: spool(of: site), settings: settings(site), signals: signals) { log.tell($0) }
        if once {
            let round = try courier.round()
            let console = global.console()
            console.line(round.wording.text(in: .ofReader))
            try console.end()
            if !round.isClean { throw Answer.no }
            return
        }
        let watch = try MailWatch(signals)
        var wake = MailWatch.Wake.changed
        while wake != .stop {
            if wake == .changed {
                watch.watch(spool: spool(of: site), site: [global.site, global.vendor])
                site = load(site)
                courier.settings = settings(site)
                try courier.look()
            }
            _ = courier.work()
            sd_notify(0, "READY=1\nSTATUS=" + courier.summary.wording.text(in: site.site.settings.language))
            wake = watch.sleep(until: courier.next, commands: courier.descriptors)
        }
        courier.finish()
    }

    private func load(_ previous: LoadedSite?) -> LoadedSite {
        loadDirectory(at: global.site, vendor: global.vendor, previous: previous)
    }

    private func spool(of site: LoadedSite) -> String { global.spool ?? site.paths.spool }

    private func settings(_ site: LoadedSite) -> Courier.Settings {
        let bodies = site.site.bodies.bodies
        return Courier.Settings(
            outlets: Courier.outlets(of: site.paths),
            ways: Dictionary(
                bodies.map { ($0.id, Courier.ways(to: $0)) }.filter { !$0.1.isEmpty },
                uniquingKeysWith: { first, _ in first }),
            language: site.site.settings.language, timeout: timeout, delay: delay)
    }
}

extension Courier {
    /// What a site's messages are handed to.
    static func command(of paths: SitePaths) -> [String] {
        paths.sendmail ?? ["/usr/sbin/sendmail", "-i", "-f", paths.sender]
    }

    /// Mail first, then those that are named.
    static func outlets(of paths: SitePaths) -> [OutletProgram] {
        let mail = paths.outlets.first { $0.name == OutletSettings.mail }
        return [OutletProgram(name: OutletProgram.mail, command: command(of: paths), from: mail?.from ?? .info)]
            + paths.outlets.filter { $0.name != OutletSettings.mail }.map {
                OutletProgram(name: $0.name, command: $0.command, from: $0.from)
            }
    }

    /// How letters go to a body. Where a chosen outlet has no address of its own it is the e-mail address, and where there is
    /// none, the id: mail needs one.
    static func ways(to body: Body) -> [Way] {
        let choices = body.outlets.isEmpty ? [OutletChoice(outlet: OutletProgram.mail)] : body.outlets
        var ways: [Way] = []
        for choice in choices {
            let own = choice.address ?? body.email
            guard let address = own ?? (choice.outlet == OutletProgram.mail ? nil : body.id) else { continue }
            // One outlet takes a letter of a body once.
            if !ways.contains(where: { $0.outlet == choice.outlet }) {
                ways.append(Way(outlet: choice.outlet, address: address))
            }
        }
        return ways
    }
}

extension Courier.Round {
    /// In a line.
    var wording: Wording {
        var vi = ["đã chuyển \(accepted) thư"]
        var en = ["\(accepted) handed over"]
        for (count, viWord, enWord) in [
            (deferred, "chờ thử lại", "to be tried again"), (refused, "bị từ chối, để riêng", "refused and set aside"),
            (withoutAddress, "không có địa chỉ", "without an address"), (failures, "trở ngại", "failures"),
        ] where count > 0 {
            vi.append("\(count) \(viWord)")
            en.append("\(count) \(enWord)")
        }
        return Wording(vi: vi.joined(separator: ", "), en: en.joined(separator: ", "))
    }
}
