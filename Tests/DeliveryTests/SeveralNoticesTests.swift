import Dates
import Diagnostics
import Foundation
import Ledger
import Planning
import Programmes
import RuleLanguage
import TestKit
import Testing

@testable import Delivery

/// Letters of several notices, and digests.
@Suite struct SeveralNoticesTests {
    @Test func groupsAsTheRulesSay() throws {
        func tasks(_ grouping: Grouping) throws -> [[String]] {
            let notices = [
                notice(0, grouping: grouping), notice(0, rule: "khac", grouping: grouping),
                notice(1, to: "so-noi-vu", grouping: grouping), notice(1, grouping: grouping),
            ]
            return try compose(notices).map { $0.record.notices.map(\.identity.task) }
        }
        #expect(try tasks(.recipient) == [["1.1", "1.1", "1.2"], ["1.2"]])
        #expect(try tasks(.task) == [["1.1", "1.1"], ["1.2"], ["1.2"]])
        #expect(try tasks(.none) == [["1.1"], ["1.1"], ["1.2"], ["1.2"]])
    }

    /// More than a mail program shows are several letters, each notice in one of them.
    @Test func veryManyAreSeveralLetters() throws {
        let messages = try compose((0..<4500).map { notice($0 % 3, rule: "r\($0)") })
        #expect(messages.map(\.keys.count) == [2000, 2000, 500])
        #expect(Set(messages.map(\.record.messageID)).count == 3 && Set(messages.flatMap(\.keys)).count == 4500)
    }

    @Test func severalKindsInOneMessage() throws {
        var digest = notice(2, kind: .digest, rule: "tong-hop-tuan", to: "ban-dan-van")
        digest.identity.programme = ""
        digest.identity.task = ""
        digest.identity.occurrence = "2021-W48"
        digest.start = Day("2021-11-29")!
        digest.due = nil
        digest.items = [
            DigestItem(
                programme: "01-KH-TU", task: "1.1", title: "Quán triệt", occurrence: "2021-Q4", due: Day("2021-12-31"),
                legalDue: nil, daysOverdue: 0, group: "so-noi-vu"),
            DigestItem(
                programme: "01-KH-TU", task: "1.2", title: "Rà soát", occurrence: "2021-Q3", due: Day("2021-09-30"),
                legalDue: nil, daysOverdue: 62, group: "so-noi-vu"),
        ]
        var overdue = notice(1, kind: .escalation, rule: "qua-han", step: 1, late: true)
        overdue.due = Day("2021-11-20")
        overdue.firstDue = overdue.due
        overdue.legalDue = Day("2021-11-22")
        let message = try #require(try read(try compose([notice(0), overdue, digest])).first)
        #expect(message.defects == [])
        #expect(message.header("X-Dondoc-Kind") == ["escalation, reminder, digest"])
        #expect(message.header("X-Dondoc-Notice").count == 3)
        #expect(message.header("Subject") == ["Báo cáo tiến độ: 2 nhiệm vụ, 1 quá hạn, sắp tới 31/12/2021"])
        let text = message.text.joined()
        #expect(
            text.contains(
                "đến hạn ngày 20/11/2021, đã quá hạn 9 ngày (tính từ ngày làm việc tiếp theo, 22/11/2021)\n"))
        #expect(text.contains("  Gửi muộn: theo lịch là 08:00 ngày 01/12/2021\n"))
        #expect(
            text.contains(
                "Tổng hợp tuần 48 năm 2021 (từ 29/11/2021): 2 nhiệm vụ, trong đó 1 quá hạn.\n\nSở Nội vụ\n- 01-KH-TU/1.1: Quán"
            ))
        #expect(text.contains("- 01-KH-TU/1.2: Rà soát; hạn 30/09/2021 (quá hạn 62 ngày)\n"))
        #expect(message.calendar[0].components(separatedBy: "BEGIN:VEVENT").count == 4)
        // Both parts say the same, the weightiest first.
        for part in [text, try #require(message.html.first)] {
            let places = ["đã quá hạn mà chưa có báo cáo", "báo cáo kết quả đúng hạn", "Tổng hợp tuần 48"].map {
                part.range(of: $0)?.lowerBound
            }
            #expect(places.allSatisfy { $0 != nil } && places.compactMap(\.self) == places.compactMap(\.self).sorted())
        }
    }

    /// A digest whose rule groups by nothing: several bodies' lines stand under them, the most overdue first.
    @Test func aDigestOfSeveralBodies() throws {
        var site = samplePlan().site
        let leads = [[1], [2], [1, 2], []]
        site.programmes[0].tasks = TaskList(
            leads.enumerated().map { n, leads in
                OfficeTask(
                    id: "\(n)", title: "Việc \(n)", assignments: leads.map { Assignment(.lead, BodyIndex($0)) },
                    deadline: 0)
            })
        let plan = makePlan(site)
        func item(_ task: Int, overdue: Int) -> DigestItem {
            DigestItem(
                programme: "01-KH-TU", task: "\(task)", title: "", occurrence: "2021-Q4", due: nil, legalDue: nil,
                daysOverdue: overdue, group: nil)
        }
        func lines(_ items: [DigestItem], for recipient: String) -> [String] {
            groupByBody(items, for: recipient, plan, on: Day("2021-12-01")!).map { "\($0.group ?? "-")/\($0.task)" }
        }
        let all = [item(0, overdue: 0), item(1, overdue: 9), item(2, overdue: 0), item(3, overdue: 0)]
        #expect(
            lines(all, for: "ban-thuong-vu") == [
                "so-noi-vu/1", "so-noi-vu/2", "ban-dan-van/0", "ban-dan-van/2", "-/3",
            ])
        // Its own stand under its name alone; of one body's nothing is said.
        #expect(lines(all, for: "ban-dan-van") == ["so-noi-vu/1", "ban-dan-van/0", "ban-dan-van/2", "-/3"])
        #expect(lines([all[0], all[2]], for: "ban-dan-van") == ["-/0", "-/2"])
        #expect(lines([], for: "ban-dan-van") == [])
        var grouped = all
        grouped[0].group = "so-noi-vu"
        #expect(groupByBody(grouped, for: "ban-thuong-vu", plan, on: Day("2021-12-01")!) == grouped)
    }

    /// After a time out of service several rules catch up at once: each notice is in the headers, the task once in the
    /// text and once in the count.
    @Test func severalNoticesOfOneTask() throws {
        func late(_ task: Int, _ rule: String, days: Int, role: Role = .lead) -> Notice {
            var notice = notice(task, rule: rule, late: true)
            notice.nominal = Instant(seconds: morning.seconds - Int64(days) * 86_400)
            notice.meant = notice.nominal
            notice.due = Day("2021-11-20")
            notice.firstDue = notice.due
            notice.legalDue = Day("2021-11-22")
            notice.role = role
            return notice
        }
        let one = [
            late(0, "den-han", days: 9), late(0, "nhac", days: 10), late(0, "phoi-hop", days: 9, role: .executing),
        ]
        let message = try #require(try read(try compose(one)).first)
        #expect(message.header("X-Dondoc-Notice").count == 3)
        #expect(message.header("Subject")[0].hasPrefix("Nhắc việc: nhiệm vụ 1.1 Quán triệt"))
        let text = message.text.joined()
        #expect(text.components(separatedBy: "- Nhiệm vụ 1.1:").count == 3)
        #expect(
            text.contains(
                "Vai trò: chủ trì\n  Chỉ đạo: Ban Thường vụ Tỉnh ủy\n  Gửi muộn: theo lịch là 08:00 ngày 21/11/2021\n"))
        #expect(text.contains("Vai trò: thực hiện\n"))
        #expect(text.contains("  Gửi muộn: theo lịch là 08:00 ngày 22/11/2021\n"))
        let two = try #require(try read(try compose(one + [notice(1)])).first)
        #expect(two.header("Subject") == ["Nhắc việc: 2 nhiệm vụ, 1 quá hạn, sắp tới 31/12/2021"])
    }

    /// Two periods of one task may be due on one day: each says which it is, in the letter, the journal and a digest.
    @Test func aDeadlineThatComesAgainNamesItsPeriod() throws {
        let plan = samplePlan(deadline: ["hằng năm", "định kỳ 6 tháng"])
        var (year, half, weekly) = (notice(0), notice(0), notice(0, kind: .digest, rule: "tuan"))
        (year.identity.occurrence, year.start) = ("2021", Day("2021-01-01")!)
        (half.identity.occurrence, half.start) = ("2021-H2", Day("2021-07-01")!)
        (weekly.identity.programme, weekly.identity.task, weekly.identity.occurrence) = ("", "", "2021-W48")
        (weekly.start, weekly.due) = (Day("2021-11-29")!, nil)
        weekly.items = [("2021", Day("2021-12-31")), ("2021-H2", Day("2021-12-31")), ("open", nil)].map {
            DigestItem(
                programme: "01-KH-TU", task: "1.1", title: "Quán triệt", occurrence: $0, due: $1, legalDue: nil,
                daysOverdue: 0, group: nil)
        }
        let messages = try compose([year, half, weekly], plan: plan)
        let journal = messages[0].record.notices.map(\.text)
        for period in ["năm 2021", "6 tháng cuối năm 2021"] {
            #expect(journal.contains { $0.contains(", kỳ \(period) (hạn 31/12/2021, còn 30 ngày)") }, "\(journal)")
        }
        // Of one duty, and due on one day, they are one item.
        let text = try #require(try read(messages).first).text.joined()
        #expect(text.contains("\n  Kỳ: năm 2021, 6 tháng cuối năm 2021\n"))
        #expect(text.contains("- 01-KH-TU/1.1: Quán triệt, kỳ năm 2021, 6 tháng cuối năm 2021; hạn 31/12/2021\n"))
        #expect(text.contains("- 01-KH-TU/1.1: Quán triệt\n"))
    }

    /// A task with two leads stands under both headings, and is one task.
    @Test func digestsCountTasks() throws {
        func digest(_ rule: String, _ tasks: [(String, String)]) -> Notice {
            var digest = notice(0, kind: .digest, rule: rule)
            (digest.identity.programme, digest.identity.task, digest.identity.occurrence) = ("", "", "2021-12")
            digest.start = Day("2021-12-01")!
            digest.due = nil
            digest.items = tasks.map { task, group in
                DigestItem(
                    programme: "01-KH-TU", task: task, title: "Quán triệt", occurrence: "2021-Q4", due: nil,
                    legalDue: nil, daysOverdue: task == "1.1" ? 3 : 0, group: group)
            }
            return digest
        }
        let first = digest("thang", [("1.1", "ban-dan-van"), ("1.1", "so-noi-vu")])
        let alone = try #require(try read(try compose([first])).first)
        #expect(alone.header("Subject") == ["Tổng hợp: tháng 12/2021: 1 nhiệm vụ, 1 quá hạn"])
        #expect(alone.text.joined().contains("\n- 01-KH-TU/1.1: Quán triệt (quá hạn 3 ngày)\n\nTrân trọng."))
        let second = digest("viec-moi", [("1.1", "so-noi-vu"), ("1.2", "so-noi-vu")])
        let both = try #require(try read(try compose([first, second])).first)
        #expect(both.header("Subject") == ["Tổng hợp: 2 nhiệm vụ, 1 quá hạn"])
        #expect(both.text.joined().contains(" ngày)\n\nTổng hợp tháng 12/2021: 2 nhiệm vụ"))
    }

    @Test func periodsOfOneDuty() throws {
        var year = notice(0)
        (year.identity.occurrence, year.start) = ("2021", Day("2021-01-01")!)
        let together = try #require(try read(try compose([notice(0), year])).first)
        #expect(together.text[0].components(separatedBy: "- Nhiệm vụ").count == 2)
        #expect(together.text[0].contains("\n  Kỳ: quý IV/2021, năm 2021\n"))
        var next = notice(0)
        (next.identity.occurrence, next.start, next.due) = ("2022-Q1", Day("2022-01-01")!, Day("2022-03-31"))
        let apart = try #require(try read(try compose([notice(0), next])).first)
        #expect(apart.text[0].contains("\n  Kỳ: quý IV/2021\n") && apart.text[0].contains("\n  Kỳ: quý I/2022\n"))
    }

    /// In a digest, too: one line, with what the periods are called.
    @Test func periodsOfOneDutyInADigest() throws {
        var digest = notice(0, kind: .digest)
        (digest.identity.programme, digest.identity.task, digest.identity.occurrence) = ("", "", "2021-W48")
        digest.due = nil
        digest.items = ["2021", "2021-Q4"].map { period in
            DigestItem(
                programme: "01-KH-TU", task: "1.1", title: "Rà soát", occurrence: period, due: Day("2021-12-31"),
                legalDue: nil, daysOverdue: 0, group: nil)
        }
        let text = try #require(try read(try compose([digest])).first?.text.first)
        #expect(text.contains("\n- 01-KH-TU/1.1: Rà soát, kỳ năm 2021, quý IV/2021; hạn 31/12/2021\n"), "\(text)")
        // Due on other days, each says for which it is; what is called by its day needs no other name.
        digest.items = [("2021-10", "2021-10-31"), ("2021-11", "2021-11-30"), ("2021-12-14", "2021-12-14")].map {
            DigestItem(
                programme: "01-KH-TU", task: "1.1", title: "Rà soát", occurrence: $0, due: Day($1)!,
                legalDue: nil, daysOverdue: 0, group: nil)
        }
        let apart = try #require(try read(try compose([digest])).first)
        for line in ["kỳ tháng 10/2021; hạn 31/10/2021", "kỳ tháng 11/2021; hạn 30/11/2021"] {
            #expect(apart.text[0].contains("\n- 01-KH-TU/1.1: Rà soát, \(line)\n"), "\(apart.text[0])")
        }
        #expect(apart.text[0].contains("\n- 01-KH-TU/1.1: Rà soát; hạn 14/12/2021\n"))
        #expect(apart.html[0].contains("kỳ tháng 10/2021, hạn 31/10/2021"))
        // A long one is cut, and says so.
        digest.items = (1...70).map { number in
            DigestItem(
                programme: "01-KH-TU", task: "\(number)", title: "Rà soát", occurrence: "2021", due: nil,
                legalDue: nil, daysOverdue: 0, group: nil)
        }
        let long = try #require(try read(try compose([digest])).first)
        #expect(long.text[0].contains("01-KH-TU/60: Rà soát\n… và 10 nhiệm vụ nữa\n"))
        #expect(long.html[0].contains("… và 10 nhiệm vụ nữa"))
    }
}
