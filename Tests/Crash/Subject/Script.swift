import Control
import Dates
import Engine
import SiteFiles

/// What happens to the site while the harness kills the process: reports, edited files, and in between whatever falls
/// due.
enum Action {
    case report(ReportRequest)
    /// Path in the site and the new text.
    case edit(String, String)
    /// Paths in the site.
    case rename(String, String)
    /// The engine is closed and another opened.
    case restart
}

struct Script {
    let from = Instant("2021-10-01T06:00:00+07:00")!
    let end = Instant("2022-03-01T00:00:00+07:00")!
    let files: [(path: String, text: String)]
    let events: [(at: Instant, action: Action)]

    /// Ends the names of programmes and digest, so that all notices are this run's own.
    let tag: String

    init(tag: String) {
        self.tag = tag
        func programme(_ id: String, issued: String, _ tasks: [(id: String, lead: String, deadline: String)]) -> String
        {
            """
            programme: \(id)\(tag)
            title: Kế hoạch \(id)
            number: \(id)
            issued: \(issued)
            monitoring: [van-phong]
            directing: [thuong-vu]
            tasks:

            """
                + tasks.map {
                    """
                      - id: "\($0.id)"
                        title: Nhiệm vụ số \($0.id)
                        lead: [\($0.lead)]
                        coordinating: [van-phong]
                        deadline: \($0.deadline)

                    """
                }.joined()
        }
        let bodies = """
            bodies:
              - { id: thuong-vu, name: Ban Thường vụ }
              - { id: dan-van, name: Ban Dân vận, parent: thuong-vu, email: dv@example.vn }
              - { id: tuyen-giao, name: Ban Tuyên giáo, parent: thuong-vu }
              - { id: van-phong, name: Văn phòng, parent: thuong-vu }
              - { id: cac-ban, name: Các ban, members: [dan-van, tuyen-giao] }
            """
        func rules(_ first: Int) -> String {
            """
            rule "nhac" when before due \(first) days, 7 days, 1 day remind lead, coordinating
            rule "rieng" when on due remind lead group by none
            rule "qua-han" when after due 2 days severity warning remind lead
              then after 5 days escalate to directing repeat every 7 days up to 3 times
            digest "tuan\(tag)" every week on monday at 08:30 to monitoring list overdue or due within 14 days
            defaults at 08:00
            """
        }
        files = [
            ("bodies.yaml", bodies), ("rules/nhac.rules", rules(30)),
            (
                "programmes/01.yaml",
                programme(
                    "01", issued: "2021-09-15",
                    [
                        ("1.1", "cac-ban", "Trong quý IV/2021"), ("1.2", "dan-van", "trước ngày 15/11/2021"),
                        ("1.3", "tuyen-giao", "Tháng 11/2021"),
                        ("1.4", "van-phong", "Tháng 12/2021\n    confirm: directing"),
                    ])
            ),
        ]
        var number = 0
        func report(_ kind: ReportRequest.Kind, _ task: String, _ fill: (inout ReportRequest) -> Void = { _ in })
            -> Action
        {
            number += 1
            var request = ReportRequest(kind: kind, task: "01\(tag)/\(task)", by: "Lan", note: "#\(number)")
            fill(&request)
            return .report(request)
        }
        let later = programme("02", issued: "2021-11-20", [("1", "dan-van", "Trong tháng 12/2021")])
        events = [
            // Broken, it stays in force as it was: after a restart, and under another name.
            (Instant("2021-10-20T10:00:00+07:00")!, .edit("rules/nhac.rules", rules(30) + "rule whn")),
            (Instant("2021-10-25T10:00:00+07:00")!, .restart),
            (Instant("2021-11-05T10:00:00+07:00")!, .rename("rules/nhac.rules", "rules/khac.rules")),
            (Instant("2021-11-06T10:00:00+07:00")!, .restart),
            (Instant("2021-11-10T09:17:00+07:00")!, report(.ack, "1.2")),
            (Instant("2021-11-20T10:11:00+07:00")!, .edit("programmes/02.yaml", later)),
            (Instant("2021-11-22T10:12:00+07:00")!, report(.done, "1.2")),
            (Instant("2021-12-01T15:00:30+07:00")!, .edit("rules/khac.rules", rules(25))),
            // Overdue, then not any more: its chain ends, and its rules begin anew.
            (
                Instant("2021-12-03T10:13:00+07:00")!,
                report(.extend, "1.3") { ($0.until, $0.reason) = ("2021-12-20", "chờ số liệu của các xã") }
            ),
            (Instant("2021-12-10T10:00:00+07:00")!, .edit("programmes/01.yaml", "programme: [")),
            (Instant("2021-12-15T10:00:00+07:00")!, .rename("programmes/01.yaml", "programmes/11.yaml")),
            (Instant("2021-12-20T15:01:00+07:00")!, report(.reopen, "1.2")),
            // One of two bodies is ready: the other goes on being reminded.
            (Instant("2021-12-22T09:00:00+07:00")!, report(.done, "1.1") { $0.bodies = ["dan-van"] }),
            (Instant("2021-12-23T09:00:00+07:00")!, report(.done, "1.4") { $0.document = "45-BC/VP" }),
            (Instant("2021-12-27T09:00:00+07:00")!, report(.giveBack, "1.4") { $0.reason = "thiếu biểu số 3" }),
            // The other asks for more time, and has it once that is granted.
            (
                Instant("2021-12-28T09:00:00+07:00")!,
                report(.askExtension, "1.1") {
                    ($0.bodies, $0.until, $0.reason) = (["tuyen-giao"], "2022-01-12", "chờ số liệu của các xã")
                }
            ),
            (Instant("2022-01-03T09:00:00+07:00")!, report(.grant, "1.1") { $0.bodies = ["tuyen-giao"] }),
            (Instant("2022-01-04T09:00:00+07:00")!, report(.done, "1.4")),
            (Instant("2022-01-05T09:00:00+07:00")!, report(.confirm, "1.4")),
            (Instant("2022-01-20T15:02:00+07:00")!, report(.done, "1.1") { $0.bodies = ["tuyen-giao"] }),
        ]
    }
}
