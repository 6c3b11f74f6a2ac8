import Dates
import Ledger
import Planning
import Programmes
import RuleLanguage
import Testing

let morning = Instant(seconds: 1_638_320_400)
let ruleSet = String(repeating: "ab", count: 32)

func identity(_ task: String, step: Int = 0, recipient: String = "ban-dan-van") -> NoticeIdentity {
    NoticeIdentity(
        programme: "01-KH-TU", task: task, occurrence: "2021-Q4", rule: "nhắc trước hạn", step: step, repeatNumber: 0,
        recipient: recipient)
}

func record(_ identity: NoticeIdentity) -> NoticeRecord {
    NoticeRecord(
        identity: identity, kind: .reminder, at: morning, nominal: morning + -60, start: Day("2021-10-01")!,
        due: Day("2021-12-31"), prudentDue: Day("2021-12-31"), legalDue: nil, role: .lead, superiorOf: nil, late: true,
        severity: .warning, daysLeft: 30, ruleFile: "rules/10-nhac.rules", ruleLine: 3, ruleSet: ruleSet,
        text: "Nhắc việc: 1.1 “Quán triệt”")
}

func entry(_ identities: [NoticeIdentity], withheld: [Withheld] = []) -> LedgerEntry {
    LedgerEntry(
        decidedAt: morning, ruleSet: ruleSet,
        messages: identities.map {
            MessageRecord(
                messageID: "\($0.key)@may.example.vn", recipient: $0.recipient,
                fileName: "1.\($0.key)".filter { $0 != "/" },
                notices: [record($0)])
        }, withheld: withheld)
}

/// A ledger with every kind of row: a load, two reports, three messages with a notice each, two withheld.
func filledLedger(in folder: String) throws -> Ledger {
    let ledger = try Ledger(in: folder, access: .write)
    try fill(ledger)
    return ledger
}

func fill(_ ledger: any LedgerStore) throws {
    try ledger.appendLoads(of: ["01-KH-TU"], at: morning)
    try ledger.append(
        Report(
            at: morning + 1, kind: .snooze(until: Day("2022-01-10")!), programme: "01-KH-TU", task: "1.1", by: "Lan",
            uid: 1000, note: "chờ số liệu"))
    let event = Report(at: morning + 2, kind: .event(name: "huong-dan-tw", on: Day("2021-11-30")!))
    try ledger.append(event, request: "yeu-cau-1")
    let withheld = [
        Withheld(identity: identity("1.4", recipient: ""), nominal: morning, reason: .done),
        Withheld(identity: identity("1.5", recipient: ""), nominal: morning, reason: .muted, detail: "nghỉ Tết"),
    ]
    _ = try ledger.commit(entry([identity("1.1"), identity("1.2"), identity("1.3")], withheld: withheld))
}
