import ArgumentParser
import Control
import Daemon
import Dates
import Diagnostics
import Engine
import Glibc

/// `dondocd`, the program's other name: reads its arguments, and runs the daemon.
struct Dondocd: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "dondocd",
            abstract: say(
                "Theo dõi thời hạn nhiệm vụ, gửi lời nhắc và báo cáo đúng lúc.",
                "Watches over deadlines: sends reminders and escalations in time."),
            version: Version.current)
    }

    @Option(help: .words("Thư mục của đơn vị.", "The site's folder.", value: "DIR"))
    var site = "/etc/dondoc"

    @Option(
        help: .words(
            "Thư mục mặc định của phần mềm.", "The folder of the vendor's defaults.", value: "DIR"))
    var vendor = "/usr/lib/dondoc"

    @Option(
        help: .words(
            "Thư mục trạng thái (sổ cái), thay cho “nơi lưu trạng thái” (state) trong dondoc.yaml.",
            "Where the ledger is, in place of `state` in dondoc.yaml.", value: "DIR"))
    var state: String?

    @Option(
        help: .words(
            "Thư mục hộp thư, thay cho “nơi để thư” (spool) trong dondoc.yaml.",
            "Where the Maildirs are, in place of `spool` in dondoc.yaml.", value: "DIR"))
    var spool: String?

    @Option(
        help: .words("Socket điều khiển; `none`: không mở.", "The control socket; `none`: no socket.", value: "PATH"))
    var socket = ControlInterface.defaultPath

    @Option(help: .words("Tệp số đo cho node_exporter.", "A file of metrics for node_exporter.", value: "FILE"))
    var metrics: String?

    @Option(
        help: .words("Ngôn ngữ; mặc định theo dondoc.yaml.", "The language; else that of dondoc.yaml.", value: "vi|en"))
    var lang: Language?

    @Flag(help: .words("In từng thông báo khi gửi.", "Print each notice as it goes out."))
    var foreground = false

    @Option(help: .words("Cho đồng hồ bắt đầu từ thời điểm này.", "Start the clock at this instant.", value: "INSTANT"))
    var now: String?

    @Option(help: .words("Cho đồng hồ ấy chạy nhanh gấp N lần.", "Let that clock run N times as fast.", value: "N"))
    var speed = 1.0

    @Option(
        help: .words("Dừng khi đồng hồ đến thời điểm này.", "Stop when the clock shows this instant.", value: "INSTANT")
    )
    var until: String?

    @Option(
        help: .words(
            "Bỏ việc đọc lại tệp nếu quá chừng này giây.", "Give up reading the files again after so many seconds.",
            value: "N"))
    var reloadLimit = 60

    @Option(help: .words("Dừng sau chừng này giây.", "Stop after so many seconds.", value: "N"))
    var seconds: Int?

    func validate() throws {
        for (option, text) in [("--now", now), ("--until", until)] {
            if let text, Instant(text) == nil { throw wrong(option, "2021-12-01T08:00:00+07:00, 2021-12-01") }
        }
        if speed != 1, now == nil { throw wrong("--speed", "--now") }
        guard speed > 0, speed <= 1e9 else { throw wrong("--speed", "0…1000000000") }
        guard 1...86_400 ~= reloadLimit else { throw wrong("--reload-limit", "1…86400") }
        guard 0...1_000_000_000 ~= seconds ?? 0 else { throw wrong("--seconds", "0…") }
    }

    func run() throws {
        var engine = Engine.Options(site: absolute(site))
        engine.vendor = absolute(vendor)
        engine.state = state.map(absolute)
        engine.spool = spool.map(absolute)
        engine.metrics = metrics.map(absolute)
        engine.linkKeys = try loadLinkKeys()
        var options = DaemonOptions(
            engine: engine, socket: socket == "none" ? nil : absolute(socket), language: lang)
        options.foreground = foreground
        options.reloadLimit = reloadLimit
        options.now = now.flatMap { Instant($0) }
        options.speed = speed
        options.until = until.flatMap { Instant($0) }
        options.seconds = seconds
        let code = Daemon(options).run()
        if code != 0 { throw ExitCode(code) }
    }

    private func wrong(_ option: String, _ expected: String) -> ValidationError {
        ValidationError(
            say("\(option): giá trị không hợp lệ, cần \(expected)", "\(option): not valid, expected \(expected)"))
    }
}

private func absolute(_ path: String) -> String {
    if path.hasPrefix("/") { return trimmed(path) }
    guard let folder = getcwd(nil, 0) else { return path }
    defer { free(folder) }
    return trimmed(String(cString: folder) + "/" + path)
}

private func trimmed(_ path: String) -> String {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path
}
