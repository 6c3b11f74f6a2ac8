import ArgumentParser
import Dates
import Diagnostics
import Engine
import Glibc
import Planning
import SiteFiles

/// `dondoc go-live`: a site that was being set up begins to send.
struct GoLive: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "go-live",
            abstract: say(
                "Bắt đầu gửi thật: ghi “gửi thật: NGÀY” vào dondoc.yaml.",
                "Begins to send: writes `live: DAY` into dondoc.yaml."))
    }

    @OptionGroup var global: GlobalOptions

    @Option(
        help: .words(
            "Ngày đầu tiên gửi thông báo; việc đến hạn trước ngày đó chỉ để xem. Mặc định là hôm nay.",
            "The first day on which notices go out; what was due before is history. Else today.", value: "D"))
    var from: Day?

    func run() throws {
        let console = global.console()
        let site = try OpenSite(asWritten: global)
        guard !site.loaded.diagnostics.contains(where: { $0.severity == .error }) else {
            throw Trouble.cannot(
                "các tệp của đơn vị còn lỗi: sửa theo “dondoc check” rồi chạy lại.",
                "the site's files have errors: mend them as `dondoc check` says, then run this again.")
        }
        let settings = site.loaded.site.settings
        if settings.live == .always || from == nil && settings.live.sends(on: site.today) {
            console.line(say("Đơn vị đã hoạt động, không có gì thay đổi.", "The site is live, nothing has changed."))
            return try console.end()
        }
        let first = from ?? site.today
        let path = global.site + "/dondoc.yaml"
        let line = try write(first, to: path)
        let begun = try OpenSite(asWritten: global)
        let isRunning = try reload()
        console.line(
            console.palette(.green, "✓ ")
                + "\(printable(path)): \(printable(line))")
        let next = nextNotice(begun.plan, try begun.memory(), at: begun.now)
        console.line(
            next.map {
                say("Thông báo đầu tiên: \(begun.shown($0)).", "The first notice: \(begun.shown($0)).")
            } ?? say("Chưa có thông báo nào sắp tới.", "No notice is ahead."))
        if !isRunning {
            console.line(
                say(
                    "Dịch vụ không chạy cho đơn vị này: “systemctl enable --now dondocd”.",
                    "No service runs for this site: `systemctl enable --now dondocd`."))
        }
        try console.end()
    }

    /// - Returns: the line, with its key as the site's author spelt it.
    private func write(_ day: Day, to path: String) throws -> String {
        var bytes = try readFile(path)
        guard let place = bytes.withUnsafeBufferPointer({ findLive($0) }) else {
            throw Trouble.cannot(
                "\(printable(path)) không có dòng “gửi thật: không”; thêm vào dòng “gửi thật: \(day)”.",
                "\(printable(path)) has no line `live: false`; add the line `live: \(day)`.")
        }
        let key = bytes[..<place.lowerBound].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).last
        bytes.replaceSubrange(place, with: Array(day.description.utf8))
        try replaceFile(path, with: bytes)
        return String(decoding: key ?? [], as: UTF8.self) + day.description
    }

    /// - Returns: whether a service runs for the site, which reads its files again then.
    private func reload() throws -> Bool {
        guard let service = try Service(global) else { return false }
        _ = try service.call("Reload", Service.inLanguage)
        return true
    }
}
