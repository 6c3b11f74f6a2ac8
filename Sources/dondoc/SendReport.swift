import Control
import Dates
import Diagnostics
import Engine
import Glibc
import JSONText
import Planning
import SiteFiles

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
                + console.palette(.bold, printable(what)) + request.detail + ".")
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
    let loaded = try OpenSite.load(global)
    actAsOwner(state: global.state ?? loaded.paths.state, spool: global.spool ?? loaded.paths.spool)
    let engine: Engine
    do {
        engine = try Engine(
            Engine.Options(site: global.site, vendor: global.vendor, state: global.state, spool: global.spool), at: .now
        )
    } catch {
        throw Trouble(wording: error.wording, code: Trouble.cannotRun)
    }
    defer { engine.close() }
    do {
        let outcome = try engine.report(request, uid: getuid(), at: .now)
        return [
            "task": outcome.task.map(JSONValue.string) ?? .null,
            "occurrence": outcome.occurrence.map(JSONValue.string) ?? .null,
            "events": .array(outcome.events.map(JSONValue.string)),
        ]
    } catch {
        throw Trouble(wording: error.wording, code: error.isLedgers ? Trouble.cannotRun : Trouble.wrongUsage)
    }
}

extension ReportRequest {
    /// What it says besides its kind and its task, so that a slip of the finger is seen.
    fileprivate var detail: String {
        switch kind {
        case .done, .reopen, .cancel, .ack: ""
        case .snooze: until.map { say(" đến ", " until ") + (Day($0)?.shown ?? $0) } ?? ""
        case .progress: value.map { ": " + printable($0) } ?? ""
        case .event: on.map { say(" ngày ", " on ") + (Day($0)?.shown ?? $0) } ?? ""
        }
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
