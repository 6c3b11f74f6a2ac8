import Control
import Dates
import Diagnostics
import Engine
import Glibc
import JSONText
import Planning
import Programmes
import SiteFiles

/// Records what a person reports: through the daemon where it runs for this site, else under the ledger's own lock.
///
/// However often that takes, it is recorded once, by the id it is given here.
func send(_ request: ReportRequest, _ global: GlobalOptions) throws {
    let console = global.console()
    var request = request
    request.language = Language.ofReader.rawValue
    request.id = String(UInt64.random(in: 0 ... .max), radix: 36) + String(UInt64.random(in: 0 ... .max), radix: 36)
    tell(try record(request, global), of: request, asJSON: global.json, on: console)
    try console.end()
}

/// The same for a report that has its id.
/// - Returns: what was answered.
func record(_ request: ReportRequest, _ global: GlobalOptions) throws -> [String: JSONValue] {
    do {
        return try Service(global)?.record(request.parameters) ?? recordAlone(request, global)
    } catch let ambiguity as Ambiguity {
        throw ambiguity.trouble(of: request, global)
    }
}

/// Tells what was answered.
func tell(_ taken: [String: JSONValue], of request: ReportRequest, asJSON isJSON: Bool, on console: Console) {
    guard isJSON else { return show(Taken(taken), of: request, on: console) }
    var json = JSONWriter()
    json.value(.object(taken))
    json.newline()
    console.write(json.bytes)
}

/// Several shares are open, and it was not said whose is meant.
struct Ambiguity: Error {
    /// Ids of their bodies.
    var open: [String]

    /// The open shares by id and name, and the two ways on.
    fileprivate func trouble(of request: ReportRequest, _ global: GlobalOptions) -> Trouble {
        let bodies = loadDirectory(at: global.site, vendor: global.vendor).site.bodies
        let lines = open.map { id in
            let name = bodies.body(named: id).map { bodies[$0].name }
            return "\n  " + printable(id) + (name.map { "  " + printable($0) } ?? "")
        }.joined()
        let task = printable(request.task ?? "")
        let command = "dondoc \(request.kind.rawValue) \(task)"
        let waits = request.kind == .confirm || request.kind == .giveBack
        return .usage(
            "\(task) có \(open.count) phần việc \(waits ? "chờ xác nhận" : "đang mở"), chưa ghi gì; hãy nói rõ là của ai:\(lines)\n"
                + "Ghi: \(command) --body MÃ (có thể nhiều lần), hoặc \(command) --all cho tất cả.",
            "\(task) has \(open.count) \(waits ? "shares to be confirmed" : "open shares"), nothing was recorded; "
                + "say whose is meant:\(lines)\n"
                + "Write: \(command) --body ID (as often as needed), or \(command) --all for all of them.")
    }
}

/// - Returns: what the daemon would have answered.
private func recordAlone(_ request: ReportRequest, _ global: GlobalOptions) throws -> [String: JSONValue] {
    try OpenSite.checkFolder(global)
    var options = Engine.Options(
        site: global.site, vendor: global.vendor, state: global.state, spool: global.spool)
    options.patience = .seconds(5)
    options.beforeOpening = { actAsOwner(state: $0, spool: $1) }
    let engine: Engine
    do {
        engine = try Engine(options, at: .now)
    } catch {
        throw Trouble(error.wording, at: error.path)
    }
    defer { engine.close() }
    do {
        return try engine.report(request, uid: getuid(), at: .now).parameters(in: .ofReader)
    } catch .ambiguous(let open, _) {
        throw Ambiguity(open: open)
    } catch .invalid(let parameter, let wording) {
        throw Trouble.invalid(parameter, wording.vi, wording.en)
    } catch {
        throw Trouble(wording: error.wording, code: error.isLedgers ? Trouble.cannotRun : Trouble.wrongUsage)
    }
}

/// What was answered.
private struct Taken {
    let answer: [String: JSONValue]

    init(_ answer: [String: JSONValue]) { self.answer = answer }

    func text(_ key: String) -> String? { answer[key]?.string.map(printable) }
    func texts(_ key: String) -> [String] { (answer[key]?.array ?? []).compactMap(\.string).map(printable) }

    var isChanged: Bool { answer["changed"]?.bool ?? true }
    var isToBeConfirmed: Bool { answer["report"]?.string == "reported" }

    /// "137.000 hồ sơ (50 %)".
    var progress: String? {
        guard let value = text("value") else { return nil }
        let percent = answer["percent"]?.integer.map { "\($0) %" }
        let unit = text("unit")
        if unit == "%" { return grouped(value) + " %" }
        return grouped(value) + (unit.map { " " + $0 } ?? "") + (percent.map { " (\($0))" } ?? "")
    }

    /// "137000.5" as people write it: "137.000,5", in English "137 000.5".
    private func grouped(_ number: String) -> String {
        let parts = number.split(separator: ".")
        let digits = Array(parts.first ?? "")
        let mark = say(".", " ")
        let whole = digits.indices.map { i in
            (i > 0 && (digits.count - i) % 3 == 0 ? mark : "") + String(digits[i])
        }.joined()
        return whole + (parts.count > 1 ? say(",", ".") + parts[1] : "")
    }
}

private func show(_ taken: Taken, of request: ReportRequest, on console: Console) {
    var what = taken.text("task") ?? printable(request.name ?? "")
    if let occurrence = taken.text("occurrence") { what += "@" + occurrence }
    let ink = console.palette
    guard taken.isChanged else {
        return console.line(
            ink(.faint, "– ") + say("Không có gì thay đổi: ", "Nothing was changed: ") + (taken.text("because") ?? what)
                + ".")
    }
    let bodies = taken.texts("bodies")
    console.line(
        ink(.green, "✓ ") + say("Đã ghi: ", "Recorded: ") + request.shown + " " + ink(.bold, what)
            + (bodies.isEmpty ? "" : " (" + bodies.joined(separator: ", ") + ")") + request.detail(taken) + ".")
    if taken.isToBeConfirmed {
        console.line("  " + say("Còn chờ xác nhận (dondoc confirm).", "It waits for confirmation (dondoc confirm)."))
    }
    let waiting = taken.texts("events")
    if !waiting.isEmpty {
        console.line("  " + say("Nay đã có ngày: ", "No longer waiting: ") + waiting.joined(separator: ", "))
    }
}

extension ReportRequest {
    /// What is asked for, in a line.
    var described: String { shown + detail(nil) }

    /// What was recorded besides its kind and its task, so that a slip of the finger is seen.
    /// - Parameter taken: what was answered; nil: nothing yet.
    fileprivate func detail(_ taken: Taken?) -> String {
        func shown(_ day: String?) -> String? { day.map { Day($0)?.shown ?? printable($0) } }
        var detail =
            switch kind {
            case .done, .confirm, .giveBack, .reopen, .cancel, .ack, .unack, .grant, .refuse: ""
            case .snooze, .extend, .askExtension: shown(until).map { say(" đến ", " until ") + $0 } ?? ""
            case .progress: (taken?.progress ?? value.map(printable)).map { ": " + $0 } ?? ""
            case .event: shown(on).map { say(" ngày ", " on ") + $0 } ?? ""
            }
        if kind != .event, let on = shown(on) { detail += say(", ngày ", ", on ") + on }
        if let document { detail += say(", văn bản ", ", document ") + printable(document) }
        return detail
    }

    fileprivate var shown: String {
        switch kind {
        case .done: say("hoàn thành", "done")
        case .confirm: say("xác nhận hoàn thành", "confirmed")
        case .giveBack: say("trả lại", "returned")
        case .reopen: say("mở lại", "reopened")
        case .cancel: say("hủy", "cancelled")
        case .ack: say("tiếp nhận", "acknowledged")
        case .unack: say("rút tiếp nhận", "acknowledgement taken back of")
        case .snooze: say("hoãn nhắc", "held back")
        case .progress: say("tiến độ", "progress of")
        case .extend: say("gia hạn", "extended")
        case .askExtension: say("xin gia hạn", "extension asked for")
        case .grant: say("đồng ý gia hạn", "extension granted for")
        case .refuse: say("không đồng ý gia hạn", "extension refused for")
        case .event: withdraw ? say("rút sự kiện", "event taken back") : say("sự kiện", "event")
        }
    }
}
