import Dates
import Deadlines
import Diagnostics
import Planning
import Programmes
import RuleLanguage

/// Tasks that are all due on the last day of each month, and one rule that reminds their leads on the morning of it.
/// - Parameter escalates: and tells them once more on the morning after.
func monthlySite(tasks count: Int, bodies: Int, group: String, escalates: Bool) -> Site {
    let directory = BodyDirectory(
        (0..<bodies).map { i in
            Body(id: "co-quan-\(i)", name: "Phòng Nội vụ huyện số \(i)", parent: i == 0 ? nil : BodyIndex(0))
        })
    let titles = [
        "Báo cáo kết quả giải quyết kiến nghị của người lao động", "Cập nhật cơ sở dữ liệu đất đai",
        "Kiểm tra quy trình tiếp công dân tại cấp xã", "Đánh giá bộ chỉ số chuyển đổi số",
        "Rà soát chính sách hỗ trợ hộ nghèo",
    ]
    let programmes = (0..<(count + 99) / 100).map { p in
        Programme(
            id: "\(p + 1)-KH-TU", title: "Kế hoạch phát triển đoàn viên", number: "\(p + 1)-KH/TU",
            issued: Day(unchecked: 2021, 12, 1),
            tasks: (0..<min(100, count - p * 100)).map { t in
                OfficeTask(
                    id: "\(t / 10 + 1).\(t % 10 + 1)", title: titles[(p + t) % titles.count],
                    assignments: [Assignment(.lead, BodyIndex((p * 100 + t) % bodies))], deadline: 0, tags: 0,
                    priority: .normal)
            }, deadlines: [["hằng tháng"]], tagSets: [[]])
    }
    let (file, diagnostics) = parseRules(
        SourceFile(
            path: "rules/den-han.rules",
            text: "rule \"den-han\" when on due remind lead \(escalates ? "then after 1 day escalate to lead" : "") "
                + "group by \(group)\ndefaults at 08:00\n"))
    precondition(diagnostics.isEmpty, "\(diagnostics)")
    return Site(
        settings: Settings(), bodies: directory, programmes: programmes, ruleFiles: [file], calendar: .vietnam)
}
