import Foundation
import Testing

/// What several bodies owe of one task, as a clerk works with it.
@Suite struct SharesTests {
    private let site: SmallSite

    init() throws {
        site = try SmallSite()
        try site.write(
            "programmes/02-KH.yaml",
            """
            programme: 02-KH
            title: Kế hoạch kiểm tra
            issued: 2021-10-01
            since: 2021-10-01
            directing: [ban-thuong-vu]
            monitoring: [ban-thuong-vu]
            tasks:
              - id: "1"
                title: Tự kiểm tra
                lead: [ban-dan-van, ban-tuyen-giao]
                deadline: chậm nhất 31/12/2098
                tags: [kiểm tra]
              - id: "2"
                title: Báo cáo kết quả
                lead: [ban-dan-van]
                confirm: monitoring
                deadline: chậm nhất 30/11/2098

            """)
    }

    private func row(_ task: String) throws -> [String: Any] {
        let rows = try site.dondoc("list", "--all", "--json", "--programme", "02-KH").objects
        return try #require(rows.first { $0["task"] as? String == task })
    }

    private func shares(_ task: String) throws -> [String] {
        try (row(task)["shares"] as? [[String: Any]] ?? []).map { "\($0["body"] ?? "") \($0["state"] ?? "")" }
    }

    private func reports() throws -> Int {
        try site.dondoc("audit", "--json").objects.count { $0["type"] as? String == "report" }
    }

    @Test func whatIsAmbiguousIsAsked() throws {
        defer { site.remove() }
        for language in ["vi", "en"] {
            for report in ["done", "ack"] {
                let run = try site.dondoc(report, "02-KH/1", "--lang", language)
                #expect(run.code == 2, "\(run.output)")
                for word in ["ban-dan-van", "Ban Dân vận Tỉnh ủy", "ban-tuyen-giao", "--body", "--all"] {
                    #expect(run.errors.contains(word), "\(word): \(run.errors)")
                }
            }
        }
        #expect(try reports() == 0)
        let one = try site.dondoc("done", "02-KH/1", "--body", "BDV", "--document", "45-BC/BDV", "--json")
        #expect(one.code == 0, "\(one.errors)")
        #expect(one.objects.first?["bodies"] as? [String] == ["ban-dan-van"])
        #expect(one.objects.first?["changed"] as? Bool == true)
        #expect(try shares("1") == ["ban-dan-van done", "ban-tuyen-giao open"])
        #expect(try row("1")["status"] as? String == "open")
        #expect(try site.dondoc("list", "--programme", "02-KH").output.contains("1/2 xong"))
        #expect(try site.dondoc("list", "--shares", "--programme", "02-KH").output.contains("45-BC/BDV"))
        #expect(try site.dondoc("show", "02-KH/1", "--body", "BDV").output.contains("45-BC/BDV"))
        // Of the last one nobody need be named.
        #expect(try site.dondoc("done", "02-KH/1").code == 0)
        #expect(try row("1")["status"] as? String == "done")
        let again = try site.dondoc("done", "02-KH/1")
        #expect(again.code == 0 && !again.output.contains("Đã ghi") && again.output.contains("Không có gì thay đổi"))
        #expect(try site.dondoc("audit", "verify").code == 0)
    }

    @Test func whatIsReportedWaitsForItsConfirmation() throws {
        defer { site.remove() }
        for report in [
            ["confirm", "02-KH/2"], ["return", "02-KH/2", "--reason", "x"], ["grant", "02-KH/2"], ["unack", "02-KH/2"],
        ] {
            #expect(try site.dondoc(report).code == 2)
        }
        #expect(try reports() == 0)
        let done = try site.dondoc("done", "02-KH/2")
        #expect(done.code == 0 && done.output.contains("chờ xác nhận"), "\(done.output)")
        #expect(try row("2")["status"] as? String == "reported")
        #expect(try site.dondoc("done", "02-KH/2").output.contains("đã báo xong"))
        #expect(try site.dondoc("list", "--status", "reported", "--json").objects.count == 1)
        #expect(try site.dondoc("return", "02-KH/2", "--reason", "thiếu biểu số 3").code == 0)
        #expect(try row("2")["status"] as? String == "open")
        #expect(try site.dondoc("done", "02-KH/2").code == 0)
        #expect(try site.dondoc("confirm", "02-KH/2").code == 0)
        #expect(try row("2")["status"] as? String == "done")
        #expect(try site.dondoc("show", "02-KH/2").output.contains("thiếu biểu số 3"))
    }

    @Test func anExtensionIsShownWithItsReason() throws {
        defer { site.remove() }
        #expect(
            try site.dondoc("ask-extension", "02-KH/2", "--until", "2099-01-15", "--reason", "thiếu người").code == 0)
        #expect(try row("2")["due"] as? String == "2098-11-30")
        #expect(try site.dondoc("grant", "02-KH/2").code == 0)
        let moved = try row("2")
        #expect(moved["due"] as? String == "2099-01-15" && moved["firstDue"] as? String == "2098-11-30")
        #expect(moved["dueNumber"] as? Int == 1)
        let shown = try site.dondoc("show", "02-KH/2").output
        #expect(shown.contains("15/01/2099 (hạn đầu 30/11/2098)") && shown.contains("thiếu người"), "\(shown)")
        let body = try site.dondoc("extend", "02-KH/1", "--until", "2099-02-01", "--body", "ban-thuong-vu")
        #expect(body.code == 2, "\(body.errors)")
    }

    @Test func figuresAddUpAndAgree() throws {
        defer { site.remove() }
        #expect(try site.dondoc("done", "02-KH/1", "--body", "BDV").code == 0)
        let status = try #require(try site.dondoc("status", "--json").objects.first)
        let names = [
            "notBegun", "inProgress", "reported", "overdue", "doneInTime", "doneLate", "withoutDate", "awaiting",
            "cancelled", "history",
        ]
        let all = try site.dondoc("list", "--all", "--json").objects.flatMap { $0["shares"] as? [[String: Any]] ?? [] }
        #expect(status["shares"] as? Int == all.count)
        #expect(status["doneInTime"] as? Int == all.count { $0["count"] as? String == "doneInTime" })
        let stats = try #require(try site.dondoc("stats", "--json", "--by", "body").objects.first)
        func figure(_ name: String, _ object: [String: Any]) -> Int { object[name] as? Int ?? -1 }
        #expect(
            names.allSatisfy {
                ["overdue", "withoutDate", "cancelled", "history"].contains($0) || figure($0, status) >= 0
            })
        for object in [stats] + (stats["groups"] as? [[String: Any]] ?? []) {
            #expect(figure("total", object) == figure("done", object) + figure("notDone", object))
            #expect(figure("done", object) == figure("doneInTime", object) + figure("doneLate", object))
            #expect(figure("notDone", object) == figure("notYetDue", object) + figure("overdue", object))
            let besides = ["withoutDate", "awaiting", "cancelled", "history"].reduce(0) { $0 + figure($1, object) }
            #expect(figure("shares", object) == figure("total", object) + besides)
        }
        #expect(figure("shares", stats) == all.count)
        // Today by name is now: what was reported this morning counts.
        let zone = try #require(TimeZone(identifier: "Asia/Ho_Chi_Minh"))
        let today = Date.now.formatted(Date.ISO8601FormatStyle(timeZone: zone).year().month().day())
        let named = try #require(try site.dondoc("stats", "--json", "--now", today).objects.first)
        #expect(figure("done", named) == figure("done", stats) && figure("done", named) > 0)
        let span = try #require(
            try site.dondoc("stats", "--json", "--from", "2098-12-01", "--to", "2098-12-31").objects.first)
        #expect(figure("total", span) == 2 && figure("done", span) == 1 && figure("notYetDue", span) == 1)
    }

    @Test func listsAreChosenAndSorted() throws {
        defer { site.remove() }
        func tasks(_ arguments: String...) throws -> [String] {
            try site.dondoc(["list", "--json", "--now", "2098-10-01"] + arguments).objects.map {
                "\($0["programme"] ?? "")/\($0["task"] ?? "")"
            }
        }
        #expect(try tasks("--programme", "02-KH", "--sort", "due") == ["02-KH/2", "02-KH/1"])
        #expect(try tasks("--tag", "Kiểm tra") == ["02-KH/1"])
        #expect(try tasks("--role", "lead", "--body", "ban-tuyen-giao", "--programme", "02-KH") == ["02-KH/1"])
        #expect(try tasks("--role", "chủ trì", "--body", "ban-thuong-vu") == [])
        #expect(try tasks("--priority", "urgent") == [])
        #expect(try site.dondoc("list", "--role", "chief").code == 2)
    }
}
