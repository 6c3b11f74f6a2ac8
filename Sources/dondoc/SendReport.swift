import Control
import Dates
import Diagnostics
import Engine
import Glibc
import JSONText
import Planning

/// Records what a person reports: through the daemon where it runs for this site, else under the ledger's own lock.
///
/// However often that takes, it is recorded once, by the id it is given here.
func send(_ request: ReportRequest, _ global: GlobalOptions) throws {
    let console = global.console()
    var request = request
    request.id = String(UInt64.random(in: 0 ... .max), radix: 36) + String(UInt64.random(in: 0 ... .max), radix: 36)
    let taken = try Service(global)?.record(request.parameters) ?? record(request, global)
    if global.json {
        var json = JSONWriter()
        json.value(.object(taken))
        json.newline()
        console.write(json.bytes)
    } else {
        var what = taken["task"]?.string ?? request.name ?? ""
        if let occurrence = taken["occurrence"]?.string { what += "@" + occurrence }
        console.line(
            console.palette(.green, "✓ ") + say("Đã ghi: ", "Recorded: ") + request.kind.shown + " "
                + console.palette(.bold, printable(what)) + request.detail(taken) + ".")
        let waiting = (taken["events"]?.array ?? []).compactMap(\.string)
        if !waiting.isEmpty {
            console.line(
                "  " + say("Nay đã có ngày: ", "No longer waiting: ") + waiting.map(printable).joined(separator: ", "))
        }
    }
    try console.end()
}

/// - Returns: what the daemon would have answered.
private func record(_ request: ReportRequest, _ global: GlobalOptions) throws -> [String: JSONValue] {
    try OpenSite.checkFolder(global)
    var options = Engine.Options(
        site: global.site, vendor: global.vendor, state: global.state, spool: global.spool)
    options.patience = .seconds(5)
    let engine: Engine
    do {
        engine = try Engine(options, at: .now)
    } catch {
        throw Trouble(wording: error.wording, code: Trouble.cannotRun)
    }
    defer { engine.close() }
    do {
        return try engine.report(request, uid: getuid(), at: .now).reply
    } catch {
        throw Trouble(wording: error.wording, code: error.isLedgers ? Trouble.cannotRun : Trouble.wrongUsage)
    }
}

extension ReportRequest {
    /// What it says besides its kind and its task, so that a slip of the finger is seen.
    /// - Parameter taken: what was recorded.
    fileprivate func detail(_ taken: [String: JSONValue]) -> String {
        switch kind {
        case .done, .reopen, .cancel, .ack: ""
        case .snooze: until.map { say(" đến ", " until ") + (Day($0)?.shown ?? $0) } ?? ""
        case .progress: understood(taken["progress"])
        case .event: on.map { say(" ngày ", " on ") + (Day($0)?.shown ?? $0) } ?? ""
        }
    }
}

extension ReportRequest {
    /// ": 137000 người (100 %)". A service of an earlier version does not say what it understood.
    private func understood(_ progress: JSONValue?) -> String {
        guard let number = progress?["value"]?.string else { return value.map { ": " + printable($0) } ?? "" }
        let amount = number + (progress?["unit"]?.string.map { " " + printable($0) } ?? "")
        guard let percent = progress?["percent"]?.integer else { return ": " + amount }
        return ": " + amount + say(", bằng \(percent) % chỉ tiêu", ", \(percent) % of the target")
    }
}

extension ReportRequest.Kind {
    fileprivate var shown: String {
        switch self {
        case .done: say("hoàn thành", "done")
        case .reopen: say("mở lại", "reopened")
        case .cancel: say("hủy", "cancelled")
        case .ack: say("tiếp nhận", "acknowledged")
        case .snooze: say("hoãn nhắc", "held back")
        case .progress: say("tiến độ", "progress of")
        case .event: say("sự kiện", "event")
        }
    }
}
