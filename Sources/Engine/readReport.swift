public import Control
public import Dates
public import Diagnostics
import JSONText
public import Planning
public import Programmes

/// Why a report was not taken.
public enum ReportFailure: Error, Hashable, Sendable {
    /// No such task, occurrence or event.
    case notFound(Wording)
    /// A parameter that is missing, unreadable, or has no place in this report.
    case invalid(parameter: String, Wording)
    /// It could not be recorded; nothing was changed.
    case ledger(Wording)

    public var wording: Wording {
        switch self {
        case .notFound(let wording), .ledger(let wording): wording
        case .invalid(let parameter, let wording):
            Wording(vi: "\(parameter): \(wording.vi)", en: "\(parameter): \(wording.en)")
        }
    }

    /// The world failed, and not the one who reports.
    public var isLedgers: Bool {
        if case .ledger = self { true } else { false }
    }
}

/// The most that a person may write, in UTF-8 bytes.
private let noteLimit = 8192

extension ReportRequest {
    /// The kind of report and what it is about, read from what was typed.
    /// - Parameter target: the target of the task that a reference names, which a percentage is of.
    public func read(
        today: Day, target: (String) -> Target?
    ) throws(ReportFailure) -> (reference: String, kind: Report.Kind) {
        for (parameter, text) in parameters where (text.string?.utf8.count ?? 0) > noteLimit {
            throw .invalid(
                parameter: parameter,
                Wording(vi: "dài quá \(noteLimit) byte", en: "longer than \(noteLimit) bytes"))
        }
        let meaningful: [Kind: Set<String>] = [
            .event: ["name", "on"], .snooze: ["task", "until"], .progress: ["task", "value"],
        ]
        if let id, !(1...64).contains(id.utf8.count) || !id.utf8.allSatisfy(isOfAnID) {
            throw .invalid(
                parameter: "id",
                Wording(
                    vi: "phải gồm từ 1 đến 64 chữ cái không dấu, chữ số, “-” và “_”",
                    en: "must be 1 to 64 letters, digits, “-” and “_”"))
        }
        let known = (meaningful[kind] ?? ["task"]).union(["report", "by", "note", "id"])
        if let stray = parameters.keys.filter({ !known.contains($0) }).min() {
            throw .invalid(
                parameter: stray,
                Wording(vi: "không dùng với “\(kind.rawValue)”", en: "has no place in “\(kind.rawValue)”"))
        }
        if kind == .event {
            return (try require("name", name), .event(name: name ?? "", on: try day("on", on) ?? today))
        }
        let task = try require("task", task)
        switch kind {
        case .done: return (task, .done)
        case .reopen: return (task, .reopen)
        case .cancel: return (task, .cancel)
        case .ack: return (task, .ack)
        case .snooze:
            guard let until = try day("until", until) else { throw missing("until") }
            guard until >= today else {
                throw .invalid(
                    parameter: "until",
                    Wording(
                        vi: "ngày \(until) đã qua, không hoãn được nữa", en: "\(until) is past: nothing to hold back"))
            }
            return (task, .snooze(until: until))
        case .progress:
            let value = try require("value", value)
            guard let milli = readAmount(value, target: target(task)) else {
                throw .invalid(
                    parameter: "value",
                    Wording(
                        vi: "“\(value)” không phải là số, ví dụ 137.000 hoặc 45%",
                        en: "“\(value)” is no number, such as 137000 or 45%"))
            }
            return (task, .progress(milli: milli))
        case .event: preconditionFailure("answered above")
        }
    }

    /// Whether it asks for what a report says: the same kind with the same value or day, of the same task or event, by
    /// the same person and with the same note.
    /// - Parameter kind: as it was read.
    func asks(for report: Report, read kind: Report.Kind) -> Bool {
        guard (by ?? "") == report.by, (note ?? "") == report.note else { return false }
        if case .event(let event, let day) = report.kind {
            // Without a day it was about the day it was made.
            guard case .event(name: event, on: let asked) = kind else { return false }
            return on == nil || asked == day
        }
        guard kind == report.kind, let task else { return false }
        let named = report.programme.map { "\($0)/\(report.task ?? "")" }
        guard let at = task.lastIndex(of: "@") else { return task == named }
        return task[..<at] == named ?? "" && task[task.index(after: at)...] == report.occurrence ?? ""
    }

    private func isOfAnID(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    private func require(_ parameter: String, _ text: String?) throws(ReportFailure) -> String {
        guard let text, !text.isEmpty else { throw missing(parameter) }
        return text
    }

    private func missing(_ parameter: String) -> ReportFailure {
        .invalid(parameter: parameter, Wording(vi: "còn thiếu", en: "is missing"))
    }

    private func day(_ parameter: String, _ text: String?) throws(ReportFailure) -> Day? {
        guard let text else { return nil }
        if let day = Day(text) { return day }
        // 31/01/2022
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
        if parts.count == 3, let d = parts[0], let m = parts[1], let y = parts[2],
            let day = Day(year: y, month: m, day: d)
        {
            return day
        }
        throw .invalid(
            parameter: parameter,
            Wording(
                vi: "“\(text)” không phải là ngày, ví dụ 2022-01-31 hoặc 31/01/2022",
                en: "“\(text)” is no date, such as 2022-01-31 or 31/01/2022"))
    }
}

/// "137.000", "99,5", "99.5", "45%": in thousandths. As offices write numbers: a comma before decimals, points before
/// groups of three digits; a point before anything else is a decimal one.
/// - Returns: nil for what is no number, or too large a one.
func readAmount(_ text: String, target: Target?) -> Int? {
    var text = text.filter { !$0.isWhitespace }
    let isPercent = text.hasSuffix("%")
    if isPercent { text.removeLast() }
    var whole = text[...]
    var fraction: Substring = ""
    if let comma = text.firstIndex(of: ",") {
        whole = text[..<comma]
        fraction = text[text.index(after: comma)...]
        if fraction.isEmpty { return nil }
    }
    let groups = whole.split(separator: ".", omittingEmptySubsequences: false)
    if groups.count > 1 {
        if groups[0].count <= 3, !groups[0].isEmpty, groups[0] != "0", groups.dropFirst().allSatisfy({ $0.count == 3 })
        {
            whole = groups.joined()[...]
        } else if groups.count == 2, fraction.isEmpty {
            whole = groups[0]
            fraction = groups[1]
            if fraction.isEmpty { return nil }
        } else {
            return nil
        }
    }
    let digits = whole + fraction
    guard !whole.isEmpty, digits.allSatisfy({ $0.isASCII && $0.isNumber }), whole.count <= 12, fraction.count <= 3,
        let number = Int(whole + fraction + String(repeating: "0", count: 3 - fraction.count))
    else { return nil }
    guard isPercent, let target else { return number }
    let (product, overflow) = target.milli.multipliedReportingOverflow(by: number)
    return overflow ? nil : product / 100_000
}
