public import Dates
public import Delivery
internal import Glibc
public import JSONText
public import Ledger
public import Planning
import Programmes

// A row of the ledger, as `audit --json` and the control interface have it.

extension Report {
    /// Its fields, inside an object that is open.
    public func write(to json: inout JSONWriter) {
        json.field("report", kind.word)
        json.field("programme", programme)
        json.field("task", task)
        json.field("occurrence", occurrence)
        json.field("bodies", bodies)
        switch kind {
        case .event(let name, let day):
            json.field("name", name)
            json.field("on", day)
        case .withdraw(let name): json.field("name", name)
        case .rename(let former): json.field("from", former)
        case .renumber(let ids):
            json.field("was", ids.keys.sorted())
            json.field("now", ids.sorted { $0.key < $1.key }.map(\.value))
        case .snooze(let until), .extend(let until, _), .askExtension(let until, _): json.field("until", until)
        case .progress(let milli): json.field("value", Quantity(milli: milli).plain)
        case .move(let from, let to):
            json.field("from", from)
            json.field("until", to)
        case .done, .reopen, .cancel, .ack, .reported, .confirm, .giveBack, .unack, .grant, .refuse: break
        }
        if let reason { json.field("reason", reason) }
        if let on { json.field("on", on) }
        json.field("document", document?.number)
        json.field("documentDate", document?.date)
        json.field("by", by)
        json.field("uid", uid.map(Int.init))
        json.field("user", uid.flatMap { loginName($0) })
        json.field("note", note)
        guard let actor else { return }
        json.key("actor")
        json.beginObject()
        json.field("name", actor.name)
        json.field("body", actor.body)
        json.field("how", actor.how.rawValue)
        json.endObject()
    }
}

extension Report {
    /// What a person gave for it.
    public var reason: String? {
        switch kind {
        case .giveBack(let reason), .refuse(let reason), .extend(_, let reason), .askExtension(_, let reason):
            reason.isEmpty ? nil : reason
        default: nil
        }
    }
}

extension LedgerRow {
    /// The fields of a row, as an object.
    /// - Parameter letter: what became of the letter that a notice is in, where that is known.
    public func write(to json: inout JSONWriter, _ zone: Zone, letter: LetterState? = nil) {
        json.beginObject()
        json.field("row", Int(number))
        json.field("at", zone.format(at))
        switch content {
        case .load(let programme, _):
            json.field("type", "load")
            json.field("programme", programme)
        case .report(let report):
            json.field("type", "report")
            report.write(to: &json)
        case .message(let id, let recipient, let file, _):
            json.field("type", "message")
            json.field("messageID", id)
            json.field("recipient", recipient)
            json.field("file", file)
        case .notice(let notice, let message):
            json.field("type", "notice")
            notice.identity.write(to: &json)
            json.field("kind", notice.kind.rawValue)
            json.field("start", notice.start)
            json.field("due", notice.due)
            json.field("firstDue", notice.firstDue)
            json.field("subjects", notice.subjects)
            json.field("role", (notice.superiorOf == nil ? "" : "superior of ") + (notice.role?.word ?? "body"))
            json.field("late", notice.late)
            json.field("messageID", message)
            json.field("ruleFile", notice.ruleFile)
            json.field("ruleLine", notice.ruleLine)
            json.field("ruleSet", notice.ruleSet)
            json.field("text", notice.text)
            letter?.write(to: &json)
        case .withheld(let withheld, _, let ruleSet):
            json.field("type", "withheld")
            withheld.identity.write(to: &json)
            json.field("nominal", zone.format(withheld.nominal))
            json.field("reason", withheld.reason.rawValue)
            json.field("detail", withheld.detail)
            json.field("ruleSet", ruleSet)
        }
        json.field("hash", hash)
        json.endObject()
    }
}

extension LetterState {
    /// As the member `letter` of an object that is open.
    public func write(to json: inout JSONWriter) {
        json.key("letter")
        json.beginObject()
        json.field("state", place.rawValue)
        json.field("waiting", waiting)
        json.field("refused", refused)
        json.field("because", because)
        json.endObject()
    }
}

extension NoticeIdentity {
    func write(to json: inout JSONWriter) {
        json.field("programme", programme)
        json.field("task", task)
        json.field("occurrence", occurrence)
        json.field("rule", rule)
        json.field("step", step)
        json.field("repeat", repeatNumber)
        json.field("dueNumber", dueNumber)
        json.field("recipient", recipient)
    }
}

/// nil: the system knows no such user any more.
public func loginName(_ uid: UInt32) -> String? {
    guard let entry = getpwuid(uid), let name = entry.pointee.pw_name else { return nil }
    return String(cString: name)
}
