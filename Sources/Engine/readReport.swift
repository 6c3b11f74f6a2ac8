public import Control
public import Dates
import Diagnostics
public import Planning
public import Programmes

/// The most that a person may write, in UTF-8 bytes.
private let noteLimit = 8192

/// The most of a paper's number, in UTF-8 bytes.
private let documentLimit = 200

/// The most of an actor's name, in UTF-8 bytes.
private let actorLimit = 200

extension ReportRequest {
    /// What a person asks for, read from what was typed.
    /// - Parameter target: the target of the task that a reference names, which a percentage is of.
    public func read(
        today: Day, uid: UInt32? = nil, target: (String) -> Target?
    ) throws(ReportFailure) -> ReportDemand {
        try checkForm()
        try checkUse()
        var demand = ReportDemand(
            kind == .event ? "" : try require("task", task), try readKind(today: today, target: target),
            bodies: bodies, all: all, by: by ?? "", uid: uid, note: note ?? "", actor: try readActor())
        if let day = try day("on", on) {
            guard day <= today else {
                throw .invalid(
                    parameter: "on",
                    Wording(
                        vi: "ngày \(day) chưa đến: hãy báo cáo khi việc đã xảy ra",
                        en: "\(day) is still to come: report it once it has happened"))
            }
            if kind != .event { demand.on = day }
        }
        demand.document = try readDocument(today: today)
        return demand
    }

    private func readActor() throws(ReportFailure) -> Report.Actor? {
        guard let actor else { return nil }
        let texts = [actor.name, actor.body].compactMap(\.self)
        guard let how = Report.Actor.Means(rawValue: actor.how), !actor.name.isEmpty,
            texts.allSatisfy({ $0.utf8.count <= actorLimit && $0.unicodeScalars.allSatisfy { !isBreak($0) } })
        else {
            throw .invalid(
                parameter: "actor",
                Wording(
                    vi: "phải có tên trên một dòng và cách nhận biết: shell, sso hoặc link",
                    en: "must be a name on one line and how it is known: shell, sso or link"))
        }
        return Report.Actor(name: actor.name, body: actor.body, how: how)
    }

    private func readKind(today: Day, target: (String) -> Target?) throws(ReportFailure) -> Report.Kind {
        switch kind {
        case .done: return .done
        case .confirm: return .confirm
        case .giveBack: return .giveBack(reason: try require("reason", reason))
        case .reopen: return .reopen
        case .cancel: return .cancel
        case .ack: return .ack
        case .unack: return .unack
        case .snooze: return .snooze(until: try readUntil(today))
        case .progress: return .progress(milli: try readValue(target: target))
        // What had no due date needs no reason to get one.
        case .extend: return .extend(until: try readUntil(today), reason: reason ?? "")
        case .askExtension: return .askExtension(until: try readUntil(today), reason: try require("reason", reason))
        case .grant: return .grant
        case .refuse: return .refuse(reason: try require("reason", reason))
        case .event:
            let name = try require("name", name)
            return withdraw ? .withdraw(event: name) : .event(name: name, on: try day("on", on) ?? today)
        }
    }

    /// Lengths, and the id.
    private func checkForm() throws(ReportFailure) {
        for (parameter, text) in texts.sorted(by: { $0.key < $1.key }) {
            let limit = parameter == "document" ? documentLimit : noteLimit
            guard text.utf8.count <= limit else { throw tooLong(parameter, limit) }
        }
        guard bodies.count <= bodiesLimit, bodies.allSatisfy({ $0.utf8.count <= noteLimit }) else {
            throw .invalid(
                parameter: "bodies",
                Wording(
                    vi: "nhiều quá \(bodiesLimit) cơ quan; dùng “all” cho tất cả",
                    en: "more than \(bodiesLimit) bodies; `all` means every one"))
        }
        guard let id, !(1...64).contains(id.utf8.count) || !id.utf8.allSatisfy(isOfAnID) else { return }
        throw .invalid(
            parameter: "id",
            Wording(
                vi: "phải gồm từ 1 đến 64 chữ cái không dấu, chữ số, “-” và “_”",
                en: "must be 1 to 64 letters, digits, “-” and “_”"))
    }

    /// What has no place in this kind of report, or beside another parameter.
    private func checkUse() throws(ReportFailure) {
        let own: Set<String> =
            switch kind {
            case .done, .confirm, .reopen, .cancel, .ack, .unack, .grant: []
            case .giveBack, .refuse: ["reason"]
            case .snooze: ["until"]
            case .progress: ["value"]
            case .extend, .askExtension: ["until", "reason"]
            case .event: ["name", "withdraw"]
            }
        let about: Set<String> = kind == .event ? [] : ["task", "bodies", "all"]
        let known = own.union(about).union([
            "report", "on", "document", "documentDate", "by", "note", "id", "actor", "language",
        ])
        if let stray = parameters.keys.filter({ !known.contains($0) }).min() {
            throw .invalid(
                parameter: stray,
                Wording(vi: "không dùng với “\(kind.rawValue)”", en: "has no place in “\(kind.rawValue)”"))
        }
        if all, !bodies.isEmpty {
            throw .invalid(
                parameter: "all",
                Wording(vi: "đã nêu cơ quan thì không dùng", en: "has no place where bodies are named"))
        }
        if withdraw, on != nil {
            throw .invalid(
                parameter: "on",
                Wording(
                    vi: "rút một sự kiện thì nó chưa xảy ra ngày nào", en: "what is taken back happened on no day"))
        }
    }

    private func readUntil(_ today: Day) throws(ReportFailure) -> Day {
        guard let until = try day("until", until) else { throw missing("until") }
        guard until < today else { return until }
        throw .invalid(
            parameter: "until",
            kind == .snooze
                ? Wording(vi: "ngày \(until) đã qua, không hoãn được nữa", en: "\(until) is past: nothing to hold back")
                : Wording(
                    vi: "ngày \(until) đã qua, không gia hạn đến đó được", en: "\(until) is past: no due date any more")
        )
    }

    private func readValue(target: (String) -> Target?) throws(ReportFailure) -> Int {
        let value = try require("value", value)
        do throws(Quantity.Fault) {
            return try readAmount(value, target: task.flatMap(target))
        } catch {
            let (said, help) = (error.wording, error.help)
            throw .invalid(
                parameter: "value", Wording(vi: "\(said.vi); \(help.vi)", en: "\(said.en); \(help.en)"))
        }
    }

    private func readDocument(today: Day) throws(ReportFailure) -> Report.Document? {
        let date = try day("documentDate", documentDate)
        guard let document else {
            guard date != nil else { return nil }
            throw .invalid(
                parameter: "documentDate",
                Wording(
                    vi: "chỉ dùng cùng số của văn bản", en: "has no place without the document's number"))
        }
        let number = trimmed(document)
        guard !number.isEmpty, number.unicodeScalars.allSatisfy({ !isBreak($0) }) else {
            throw .invalid(
                parameter: "document",
                Wording(
                    vi: "phải là số của một văn bản, trên một dòng, ví dụ 45-BC/BTG",
                    en: "must be the number of a paper, on one line, such as 45-BC/BTG"))
        }
        if let date, date > today {
            throw .invalid(
                parameter: "documentDate", Wording(vi: "ngày \(date) chưa đến", en: "\(date) is still to come"))
        }
        return Report.Document(number: number, date: date)
    }

    /// Whether it asks for what a report says: the same kind with the same value or day, of the same task or event, by
    /// the same person, with the same document and note. Whose shares were meant is for the report to say.
    /// - Parameter demand: as it was read.
    func asks(for report: Report, read demand: ReportDemand) -> Bool {
        guard demand.by == report.by, demand.note == report.note, demand.document == report.document,
            demand.on == report.on, demand.actor == report.actor
        else { return false }
        if case .event(let event, let day) = report.kind {
            // Without a day it was about the day it was made.
            guard case .event(name: event, on: let asked) = demand.kind else { return false }
            return on == nil || asked == day
        }
        if case .withdraw = report.kind { return demand.kind == report.kind }
        guard demand.kind == report.kind || (demand.kind, report.kind) == (.done, .reported), let task else {
            return false
        }
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
        guard let text, !trimmed(text).isEmpty else { throw missing(parameter) }
        return text
    }

    private func missing(_ parameter: String) -> ReportFailure {
        .invalid(parameter: parameter, Wording(vi: "còn thiếu", en: "is missing"))
    }

    private func tooLong(_ parameter: String, _ limit: Int) -> ReportFailure {
        .invalid(parameter: parameter, Wording(vi: "dài quá \(limit) byte", en: "longer than \(limit) bytes"))
    }

    private func day(_ parameter: String, _ text: String?) throws(ReportFailure) -> Day? {
        guard let text else { return nil }
        if let day = Day(text) ?? Day(dayMonthYear: text) { return day }
        throw .invalid(
            parameter: parameter,
            Wording(
                vi: "“\(text)” không phải là ngày, ví dụ 2022-01-31 hoặc 31/01/2022",
                en: "“\(text)” is no date, such as 2022-01-31 or 31/01/2022"))
    }
}

/// More than a site has, and few enough to be read.
private let bodiesLimit = 1000

private func trimmed(_ text: String) -> String {
    var text = text[...]
    while text.first?.isWhitespace ?? false { text.removeFirst() }
    while text.last?.isWhitespace ?? false { text.removeLast() }
    return String(text)
}

/// Ends a line, or moves what a terminal shows.
private func isBreak(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .control || scalar == "\u{2028}" || scalar == "\u{2029}"
}

/// What was reached, in thousandths of the target's unit: "137.000", "99,5", "45%", as ``Quantity`` reads numbers. A
/// percentage is of the target, but where that is one itself.
func readAmount(_ text: String, target: Target?) throws(Quantity.Fault) -> Int {
    var number = trimmed(text)
    let isPercent = number.hasSuffix("%")
    if isPercent { number = trimmed(String(number.dropLast())) }
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
