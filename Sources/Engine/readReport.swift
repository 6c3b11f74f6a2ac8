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
            do throws(Quantity.Fault) {
                return (task, .progress(milli: try readAmount(value, target: target(task))))
            } catch {
                let (said, help) = (error.wording, error.help)
                throw .invalid(
                    parameter: "value", Wording(vi: "\(said.vi); \(help.vi)", en: "\(said.en); \(help.en)"))
            }
        case .event: preconditionFailure("answered above")
        }
    }

    /// Whether it asks for what a report says: the same kind, of the same task or event.
    func asks(for report: Report) -> Bool {
        let task = self.task.map { task in task.lastIndex(of: "@").map { String(task[..<$0]) } ?? task }
        let named = report.programme.map { "\($0)/\(report.task ?? "")" }
        return switch (kind, report.kind) {
        case (.done, .done), (.reopen, .reopen), (.cancel, .cancel), (.ack, .ack), (.snooze, .snooze),
            (.progress, .progress):
            task == named
        case (.event, .event(let event, _)): name == event
        default: false
        }
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

/// What was reached, in thousandths of the target's unit: "137.000", "99,5", "45%", as ``Quantity`` reads numbers. A
/// percentage is of the target, but where that is one itself.
func readAmount(_ text: String, target: Target?) throws(Quantity.Fault) -> Int {
    var number = text.trimmed[...]
    let isPercent = number.last == "%"
    if isPercent { number = number.dropLast().trimmed[...] }
    let milli: Int
    do throws(Quantity.Fault) {
        milli = try Quantity(number).milli
    } catch .unreadable {
        throw .unreadable(text)
    }
    guard isPercent, let target, target.unit != "%" else { return milli }
    let (product, overflow) = target.milli.multipliedReportingOverflow(by: milli)
    if overflow { throw .unreadable(text) }
    return product / 100_000
}

extension StringProtocol {
    fileprivate var trimmed: SubSequence {
        let first = firstIndex { !$0.isWhitespace } ?? endIndex
        return self[first..<(lastIndex { !$0.isWhitespace }.map(index(after:)) ?? endIndex)]
    }
}
