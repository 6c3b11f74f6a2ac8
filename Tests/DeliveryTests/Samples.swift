import Dates
import Deadlines
import Delivery
import Diagnostics
import Foundation
import Planning
import Programmes
import RuleLanguage

/// 2021-12-01T08:00:00+07:00.
let morning = Instant(seconds: 1_638_320_400)

/// Three bodies, two programmes; the second programme's texts do what they can to harm.
func samplePlan(
    title: String = "Quán triệt Nghị quyết, “Học tập và làm theo”", deadline: [String] = ["Trong quý IV/2021"]
) -> Plan {
    let bodies = BodyDirectory([
        Body(id: "ban-thuong-vu", name: "Ban Thường vụ Tỉnh ủy", email: "btv@example.vn"),
        Body(id: "ban-dan-van", name: "Ban Dân vận Tỉnh ủy", parent: BodyIndex(0), email: "bdv@example.vn"),
        Body(id: "so-noi-vu", name: "Sở Nội vụ", parent: BodyIndex(0)),
    ])
    let tasks = ["1.1", "1.2", "2.3"].map { id in
        OfficeTask(
            id: id, title: title,
            assignments: [Assignment(.directing, BodyIndex(0)), Assignment(.lead, BodyIndex(1))], deadline: 0)
    }
    let programme = Programme(
        id: "01-KH-TU", title: "Kế hoạch thực hiện Nghị quyết 02-NQ/TW", number: "01-KH/TU", issued: Day("2021-09-30")!,
        tasks: tasks, deadlines: [deadline])
    let rules = RuleFile(source: SourceFile(path: "rules/10-nhac.rules", text: "rule \"nhac\""), items: [])
    return makePlan(
        Site(
            settings: Settings(), bodies: bodies, programmes: [programme], ruleFiles: [rules],
            calendar: WorkCalendar(exceptions: [])))
}

func notice(
    _ task: Int = 0, kind: NoticeKind = .reminder, rule: String = "nhac-truoc-han", step: Int = 0,
    repeatNumber: Int = 0,
    to recipient: String = "ban-dan-van", grouping: Grouping = .recipient, at: Instant = morning, late: Bool = false,
    template: String? = nil
) -> Notice {
    Notice(
        identity: NoticeIdentity(
            programme: "01-KH-TU", task: ["1.1", "1.2", "2.3"][task], occurrence: "2021-Q4", rule: rule, step: step,
            repeatNumber: repeatNumber, recipient: recipient),
        kind: kind, at: at, nominal: morning, start: Day("2021-10-01")!, due: Day("2021-12-31"),
        prudentDue: Day("2021-12-31"), legalDue: Day("2021-12-31"), role: .lead, superiorOf: nil, late: late,
        severity: .notice, grouping: grouping, template: template, programmeIndex: 0, taskIndex: task,
        rulePath: "rules/10-nhac.rules", ruleLine: 3)
}

let letterhead = Letterhead(
    language: .vi, zone: .vietnam, sender: "dondoc@tinhuy.vn", host: "may.tinhuy.vn", siteName: "9d2c61f0a7b3e854")

/// Runs a program and returns what it prints.
func run(_ program: String, _ arguments: [String]) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.standardError
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
}
