internal import Dates
internal import Planning
internal import Programmes
internal import RuleLanguage

/// Reads the columns of a row one after the other. Whatever is not what it should be is remembered, and nothing
/// crashes: a damaged ledger is the world's failure.
struct ColumnReader {
    private let columns: [ColumnValue]
    private var next = 0
    private(set) var isSound = true

    init(_ columns: [ColumnValue]) { self.columns = columns }

    private mutating func column() -> ColumnValue {
        guard next < columns.count else {
            isSound = false
            return .null
        }
        next += 1
        return columns[next - 1]
    }

    mutating func integer() -> Int64? {
        switch column() {
        case .integer(let value): return value
        case .null: return nil
        case .text:
            isSound = false
            return nil
        }
    }

    mutating func text() -> String? {
        switch column() {
        case .text(let value): return value
        case .null: return nil
        case .integer:
            isSound = false
            return nil
        }
    }

    mutating func instant() -> Instant { Instant(seconds: expect(integer()) ?? 0) }
    mutating func number() -> Int { Int(expect(integer()) ?? 0) }
    mutating func name() -> String { expect(text()) ?? "" }

    mutating func day() -> Day? {
        integer().flatMap { expect(Int32(exactly: $0)) }.map { Day(number: $0) }
    }

    mutating func expect<Value>(_ value: Value?) -> Value? {
        if value == nil { isSound = false }
        return value
    }
}

/// - Returns: nil for columns that no version of this program wrote.
func decode(_ table: LedgerTable, _ columns: [ColumnValue], messageID: (Int64) throws -> String?) rethrows -> LedgerRow
    .Content?
{
    var reader = ColumnReader(columns)
    let content: LedgerRow.Content?
    switch table {
    case .loads:
        let at = reader.instant()
        content = .load(programme: reader.name(), at: at)
    case .reports:
        content = reader.report().map { .report($0) }
    case .messages:
        let at = reader.instant()
        let id = reader.name()
        let recipient = reader.name()
        content = .message(id: id, recipient: recipient, fileName: reader.name(), at: at)
    case .notices:
        let message = Int64(reader.number())
        guard let notice = reader.notice() else { return nil }
        content = .notice(notice, messageID: try messageID(message) ?? "")
    case .withheld:
        content = reader.withheld()
    }
    return reader.isSound ? content : nil
}

extension ColumnReader {
    mutating func report() -> Report? {
        let at = instant()
        let word = name()
        let programme = text()
        let task = text()
        let occurrence = text()
        var parts = KindParts(word: word, event: text(), day: day(), milli: integer())
        let by = name()
        let uid = integer().flatMap { expect(UInt32(exactly: $0)) }
        let note = name()
        let bodies = ids()
        let on = day()
        let number = text()
        let documentDate = day()
        parts.reason = text()
        parts.former = day()
        let actor = actor()
        guard let kind = parts.kind else { return nil }
        return Report(
            at: at, kind: kind, programme: programme, task: task, occurrence: occurrence, bodies: bodies, on: on,
            document: number.map { Report.Document(number: $0, date: documentDate) }, by: by, uid: uid, note: note,
            actor: actor)
    }

    private mutating func actor() -> Report.Actor? {
        let (name, body, how) = (text(), text(), text())
        guard let name else { return nil }
        return expect(how.flatMap(Report.Actor.Means.init)).map { Report.Actor(name: name, body: body, how: $0) }
    }

    /// After the message's number.
    mutating func notice() -> NoticeRecord? {
        let at = instant()
        let nominal = instant()
        let kind = expect(NoticeKind(rawValue: name()))
        var id = identity()
        let role = text().flatMap { expect(Role(word: $0)) }
        let superiorOf = text()
        let start = expect(day())
        let due = day()
        let prudentDue = day()
        let legalDue = day()
        let late = number() != 0
        let severity = expect(Severity(word: name()))
        let daysLeft = integer().map { Int($0) }
        let ruleFile = name()
        let ruleLine = number()
        let ruleSet = name()
        let text = name()
        id.dueNumber = count()
        let firstDue = day() ?? due
        let subjects = ids()
        let concernsAll = integer() == nil
        let document = self.text()
        id.generation = count()
        guard let kind, let start, let severity else { return nil }
        return NoticeRecord(
            identity: id, kind: kind, at: at, nominal: nominal, start: start, due: due, prudentDue: prudentDue,
            legalDue: legalDue, role: role, superiorOf: superiorOf, late: late, severity: severity,
            daysLeft: daysLeft, ruleFile: ruleFile, ruleLine: ruleLine, ruleSet: ruleSet, text: text,
            firstDue: firstDue, subjects: subjects, concernsAll: concernsAll, document: document)
    }

    fileprivate mutating func withheld() -> LedgerRow.Content? {
        let at = instant()
        let nominal = instant()
        let reason = expect(Withheld.Reason(rawValue: name()))
        var id = identity()
        let detail = name()
        let ruleSet = name()
        id.dueNumber = count()
        guard let reason else { return nil }
        let withheld = Withheld(identity: id, nominal: nominal, reason: reason, detail: detail)
        return .withheld(withheld, at: at, ruleSet: ruleSet)
    }

    /// NULL is 0.
    private mutating func count() -> Int { integer().flatMap { expect(Int(exactly: $0)) } ?? 0 }

    private mutating func ids() -> [String] { text()?.split(separator: " ").map(String.init) ?? [] }

    mutating func identity() -> NoticeIdentity {
        let programme = name()
        let task = name()
        let occurrence = name()
        let rule = name()
        let step = number()
        let repeatNumber = number()
        return NoticeIdentity(
            programme: programme, task: task, occurrence: occurrence, rule: rule, step: step,
            repeatNumber: repeatNumber, recipient: name())
    }
}

/// The columns that a kind of report is made of.
private struct KindParts {
    var word: String
    var event: String?
    var day: Day?
    var milli: Int64?
    var reason: String?
    var former: Day?

    var kind: Report.Kind? {
        switch (word, event, day, milli, reason) {
        case ("done", _, _, _, _): .done
        case ("reported", _, _, _, _): .reported
        case ("confirm", _, _, _, _): .confirm
        case ("return", _, _, _, let reason?): .giveBack(reason: reason)
        case ("reopen", _, _, _, _): .reopen
        case ("cancel", _, _, _, _): .cancel
        case ("ack", _, _, _, _): .ack
        case ("unack", _, _, _, _): .unack
        case ("snooze", _, let until?, _, _): .snooze(until: until)
        case ("progress", _, _, let value?, _): .progress(milli: Int(value))
        case ("extend", _, let until?, _, let reason?): .extend(until: until, reason: reason)
        case ("ask-extension", _, let until?, _, let reason?): .askExtension(until: until, reason: reason)
        case ("grant", _, _, _, _): .grant
        case ("refuse", _, _, _, let reason?): .refuse(reason: reason)
        case ("move", _, let to?, _, _): .move(from: former, to: to)
        case ("renumber", _, _, _, let pairs?): .renumber(ids(pairs))
        case ("rename", let former?, _, _, _): .rename(from: former)
        case ("event", let name?, let on?, _, _): .event(name: name, on: on)
        case ("withdraw", let name?, _, _, _): .withdraw(event: name)
        default: nil
        }
    }

    /// The former and the present id, pair after pair.
    private func ids(_ pairs: String) -> [String: String] {
        let parts = pairs.split(separator: " ").map(String.init)
        return Dictionary(
            stride(from: 0, to: parts.count - 1, by: 2).map { (parts[$0], parts[$0 + 1]) },
            uniquingKeysWith: { first, _ in first })
    }
}
