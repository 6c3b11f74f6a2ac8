import Dates
import Deadlines
import Diagnostics
import Planning
import Programmes
import RuleLanguage
import TestKit

/// A site from a seed: programmes of a hundred tasks, forty phrases of deadlines, two hundred bodies, twenty rules of
/// which each means about a tenth of the tasks.
/// - Parameter shares: so many bodies answer for each task: beyond one, a group of them leads it.
func generateSite(tasks count: Int, seed: UInt64, shares: Int = 1) -> Site {
    var random = SplitMix64(seed: seed)
    var bodies = (0..<200).map { i in
        Body(id: "co-quan-\(i)", name: "Cơ quan \(i)", parent: i == 0 ? nil : BodyIndex((i - 1) / 6))
    }
    let groups = shares > 1 ? 200 / shares : 0
    bodies += (0..<groups).map { i in
        Body(id: "nhom-\(i)", name: "Nhóm \(i)", members: (i * shares..<(i + 1) * shares).map { BodyIndex($0) })
    }
    var phrases: [[String]] = []
    for quarter in ["I", "II", "III", "IV"] {
        phrases.append(["Trong quý \(quarter)/2022"])
        phrases.append(["Trong quý \(quarter) hằng năm"])
    }
    for month in 1...12 {
        phrases.append(["Hoàn thành trong tháng \(month)/2022"])
        phrases.append(["trước ngày 15/\(month)/2022"])
    }
    phrases += [["thường xuyên"], ["hằng năm"], ["hằng quý"], ["kịp thời"], ["sau khi có hướng dẫn của Trung ương"]]
    phrases += [["6 tháng đầu năm 2022"], ["năm 2022"], ["giai đoạn 2021-2025"]]
    let tagSets = (0..<20).map { i in i == 0 ? [] : ["nhãn \(i % 10)", "nhóm \(i % 7)"] }
    // As a loader does it: each list of phrases read once in each context.
    let readings = (0..<20).map { day in
        let context = ReadingContext(issued: Day(unchecked: 2021, 12, 1) + day, calendar: .vietnam)
        return phrases.map { DeadlineReading($0, in: context) }
    }
    let programmes = (0..<(count + 99) / 100).map { p in
        var programme = Programme(
            id: "KH-\(p)", title: "Kế hoạch \(p)", issued: Day(unchecked: 2021, 12, 1) + p % 20,
            tasks: (0..<min(100, count - p * 100)).map { t in
                var assignments = [Assignment(.directing, BodyIndex(Int.random(in: 0..<35, using: &random)))]
                for role in [Role.lead, .coordinating, .monitoring] {
                    let range = role == .lead && groups > 0 ? 200..<200 + groups : 0..<200
                    assignments.append(Assignment(role, BodyIndex(Int.random(in: range, using: &random))))
                }
                return OfficeTask(
                    id: "\(t / 10 + 1).\(t % 10 + 1)", title: "Nhiệm vụ \(t)", assignments: assignments,
                    deadline: UInt32.random(in: 0..<UInt32(phrases.count), using: &random),
                    tags: UInt32.random(in: 0..<20, using: &random),
                    priority: Priority.allCases.randomElement(using: &random) ?? .normal)
            }, tagSets: tagSets)
        programme.setDeadlines(readings[p % 20])
        return programme
    }
    let (file, diagnostics) = parseRules(SourceFile(path: "rules/bench.rules", text: rules))
    precondition(diagnostics.isEmpty, "\(diagnostics)")
    return Site(
        settings: Settings(), bodies: BodyDirectory(bodies), programmes: programmes, ruleFiles: [file],
        calendar: .vietnam)
}

/// Twenty rules, each for one tag of ten.
private var rules: String {
    var text = "defaults\n  at 08:00\n  on working days\n"
    for i in 0..<20 {
        text += "rule \"quy-tac-\(i)\"\n  for tag has \"nhãn \(i % 10)\""
        switch i % 5 {
        case 0: text += "\n  when before due 30 days, 7 days, 1 working day\n  remind lead, coordinating\n"
        case 1:
            text += """

                  when after due 1 working day
                  remind lead
                  then after 7 days escalate to directing
                  then after 15 days escalate to superior of directing
                  repeat every 7 days up to 4 times

                """
        case 2: text += "\n  when on due\n  remind lead\n"
        case 3: text += " and deadline is continuous\n  when every quarter on last working day\n  remind lead\n"
        default: text += "\n  when after start 5 working days\n  if not acknowledged\n  remind monitoring\n"
        }
    }
    return text
}
