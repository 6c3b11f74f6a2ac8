import Foundation
import Testing

@Suite struct ReportTests {
    @Test func withoutAServiceTheLedgerIsWrittenDirectly() throws {
        let site = try SmallSite()
        defer { site.remove() }
        let done = try site.dondoc("done", "01-KH-TU/1.1@2021-Q4", "--by", "Ban Dân vận", "--note", "đã họp", "--json")
        #expect(done.code == 0, "\(done.errors)")
        #expect(done.objects.first?["task"] as? String == "01-KH-TU/1.1")
        #expect(done.objects.first?["occurrence"] as? String == "2021-Q4")

        let list = try site.dondoc("list", "--all", "--json")
        #expect(
            list.objects.contains { $0["occurrence"] as? String == "2021-Q4" && $0["status"] as? String == "done" },
            "\(list.output)")
        let show = try site.dondoc("show", "01-KH-TU/1.1", "--json")
        let rows = try #require(show.objects.first?["ledger"] as? [[String: Any]])
        let report = try #require(rows.first { $0["type"] as? String == "report" })
        #expect(report["by"] as? String == "Ban Dân vận")
        #expect(report["note"] as? String == "đã họp")
        let verify = try site.dondoc("audit", "verify", "--json")
        #expect(verify.code == 0)
        #expect(verify.objects.first?["sound"] as? Bool == true)
    }

    @Test func whatIsDoneHasNoNextNotice() throws {
        let site = try SmallSite()
        defer { site.remove() }
        func next() throws -> String? {
            try site.dondoc("show", "01-KH-TU/1.1", "--json", "--now", "2021-10-02").objects.first?["next"] as? String
        }
        #expect(try next() == "2021-12-24T08:00:00+07:00")
        let given = try site.dondoc("done", "01-KH-TU/1.1@2021-Q4")
        #expect(given.code == 0, "\(given.errors)")
        // The report was made at the present time of the test.
        let later = try site.dondoc("show", "01-KH-TU/1.1", "--json")
        #expect(later.objects.first?["status"] as? String == "done")
        #expect(later.objects.first?["next"] is NSNull)
        #expect(try !site.dondoc("show", "01-KH-TU/1.1").output.contains("Thông báo tới"))
    }

    @Test func progressSaysWhatWasUnderstood() throws {
        let site = try SmallSite()
        defer { site.remove() }
        try site.write(
            "programmes/02.yaml",
            """
            programme: K2
            title: Kế hoạch có chỉ tiêu
            issued: 2021-09-30
            since: 2021-09-30
            issuer: ban-thuong-vu
            tasks:
              - id: "1"
                title: Tập huấn
                lead: [BDV]
                deadline: Trong quý IV/2021
                target: "đoàn viên: 137 000 người"

            """)
        for (value, answer) in [
            ("68.500", "68.500 người (50 %)."), ("68 500", "68.500 người (50 %)."),
            ("50%", "68.500 người (50 %)."), ("274000", "274.000 người (200 %)."),
        ] {
            let taken = try site.dondoc("progress", "K2/1", value)
            #expect(taken.code == 0 && taken.output.contains(": " + answer), "\(taken.output)\(taken.errors)")
        }
        let taken = try #require(try site.dondoc("progress", "K2/1", "137.000", "--json").objects.first)
        #expect(taken["value"] as? String == "137000" && taken["unit"] as? String == "người")
        #expect(taken["percent"] as? Int == 100)
        let doubtful = try site.dondoc("progress", "K2/1", "137,000", language: "en")
        #expect(doubtful.code == 2 && doubtful.errors.contains("may be 137 or 137000"), "\(doubtful.errors)")
    }

    /// Each waits for the others' lock.
    @Test func commandsAtTheSameTimeAreAllTaken() throws {
        let site = try SmallSite()
        defer { site.remove() }
        let programs = try (0..<8).map { i in
            try RunningProgram(
                "dondoc",
                ["ack", "01-KH-TU/1.\(i % 2 + 1)", "--note", "\(i)", "--site", site.site, "--vendor", "/nonexistent"]
                    + ["--state", site.state, "--spool", site.spool])
        }
        for program in programs {
            let outcome = try program.end()
            #expect(outcome.code == 0, "\(outcome.errors)")
        }
        let reports = try site.dondoc("audit", "--json").objects.filter { $0["type"] as? String == "report" }
        #expect(Set(reports.compactMap { $0["note"] as? String }).count == 8)
    }

    @Test func everyReportIsTaken() throws {
        let site = try SmallSite()
        defer { site.remove() }
        for (arguments, answer) in [
            (["ack", "01-KH-TU/1.1@2021-Q4"], "tiếp nhận 01-KH-TU/1.1@2021-Q4."),
            (["progress", "01-KH-TU/1.1@2021-Q4", "40%"], "tiến độ 01-KH-TU/1.1@2021-Q4: 40 %."),
            (
                ["extend", "01-KH-TU/1.1@2021-Q4", "--until", "2099-03-31", "--reason", "chờ số liệu"],
                "gia hạn 01-KH-TU/1.1@2021-Q4 đến 31/03/2099."
            ),
            (["snooze", "01-KH-TU/1.1", "--until", "2099-01-31"], "hoãn nhắc 01-KH-TU/1.1 đến 31/01/2099."),
            (["cancel", "01-KH-TU/1.2"], "hủy 01-KH-TU/1.2."),
            (["reopen", "01-KH-TU/1.2"], "mở lại 01-KH-TU/1.2."),
            (["event", "huong-dan-tw", "--on", "01/02/2022"], "sự kiện huong-dan-tw ngày 01/02/2022."),
            (["event", "huong-dan-tw", "--withdraw"], "rút sự kiện huong-dan-tw."),
            (
                [
                    "done", "01-KH-TU/1.1@2021-Q4", "--on", "15/12/2021", "--document", "45-BC/BTG", "--document-date",
                    "2021-12-14",
                ], "hoàn thành 01-KH-TU/1.1@2021-Q4, ngày 15/12/2021, văn bản 45-BC/BTG."
            ),
        ] {
            let run = try RunningProgram(
                "dondoc",
                arguments + [
                    "--site", site.site, "--vendor", "/nonexistent", "--state", site.state, "--spool", site.spool,
                ]
            ).end()
            #expect(run.code == 0, "\(arguments): \(run.errors)")
            #expect(run.output.hasPrefix("✓ Đã ghi: " + answer), "\(run.output)")
        }
        let rows = try site.dondoc("audit", "--json").objects.filter { $0["type"] as? String == "report" }
        #expect(
            rows.map { $0["report"] as? String }
                == ["ack", "progress", "extend", "snooze", "cancel", "reopen", "event", "withdraw", "done"])
        #expect(rows[2]["until"] as? String == "2099-03-31" && rows[2]["reason"] as? String == "chờ số liệu")
        let done = try #require(rows.last)
        #expect(done["document"] as? String == "45-BC/BTG" && done["documentDate"] as? String == "2021-12-14")
        #expect(done["on"] as? String == "2021-12-15")
        #expect(try site.dondoc("audit").output.contains("văn bản 45-BC/BTG ngày 14/12/2021, ngày 15/12/2021"))
        #expect(try site.dondoc("audit", "verify").code == 0)
    }

    /// Nothing of it is recorded, and each is told in both languages what to write.
    @Test func badReportsChangeNothing() throws {
        let site = try SmallSite()
        defer { site.remove() }
        let task = "01-KH-TU/1.1@2021-Q4"
        for (arguments, vi, en) in [
            (["done", task, "--on", "2099-01-01"], "chưa đến", "still to come"),
            (["done", task, "--document", "a\nb"], "trên một dòng", "on one line"),
            (["done", task, "--document", String(repeating: "4", count: 100_000)], "dài quá 200", "longer than 200"),
            (["done", task, "--document-date", "2021-12-01"], "số của văn bản", "document's number"),
            (["done", task, "--body", "BDV", "--all"], "đã nêu cơ quan", "bodies are named"),
            (["extend", task, "--until", "2000-01-01"], "đã qua", "is past"),
            (["return", task, "--reason", " "], "còn thiếu", "is missing"),
            (["progress", task, "137,000"], "137 hoặc 137000", "137 or 137000"),
            (["event", "huong-dan-tw", "--withdraw", "--on", "2021-12-01"], "chưa xảy ra", "on no day"),
        ] {
            for (language, words) in [("vi", vi), ("en", en)] {
                let run = try site.dondoc(arguments + ["--lang", language])
                #expect(run.code == 2 && run.errors.contains(words), "\(arguments): \(run.errors)")
            }
        }
        let rows = try site.dondoc("audit", "--json").objects.filter { $0["type"] as? String == "report" }
        #expect(rows.isEmpty)
    }

    @Test func anUnknownTaskIsToldWithWhatWasLikelyMeant() throws {
        let site = try SmallSite()
        defer { site.remove() }
        for (language, expected) in [("vi", "có phải là “01-KH-TU"), ("en", "did you mean “01-KH-TU")] {
            let run = try site.dondoc("done", "01-KH-TY/1.1", "--lang", language)
            #expect(run.code == 2)
            #expect(run.errors.contains(expected), "\(run.errors)")
        }
        let numberAlone = try site.dondoc("done", "1.1")
        #expect(numberAlone.code == 2 && numberAlone.errors.contains("01-KH-TU/1.1"), "\(numberAlone.errors)")
        let number = try site.dondoc("done", "01-KH/TU/1.1")
        #expect(number.code == 2 && number.errors.contains("01-KH-TU/1.1"), "\(number.errors)")
        let beginning = try site.dondoc("list", "--programme", "01")
        #expect(beginning.code == 2 && beginning.errors.contains("01-KH-TU"), "\(beginning.errors)")
        #expect(try site.dondoc("show", "01-KH-TU/9.9").code == 2)
        // Another number is another programme: it is not asked about, but shown.
        let other = try site.dondoc("list", "--programme", "02-KH-TU", "--lang", "en")
        #expect(other.code == 2 && other.errors.contains("There are: 01-KH-TU."), "\(other.errors)")
        #expect(!other.errors.contains("Did you mean"))
        #expect(try site.dondoc("list", "--body", "ban-dan-van").code == 0)
    }

    @Test func aNumberThatSeveralProgrammesHave() throws {
        let site = try SmallSite()
        defer { site.remove() }
        #expect(try site.dondoc("show", "1.1").code == 0)
        try site.write(
            "programmes/02.yaml",
            """
            programme: 02-KH
            title: Kế hoạch
            issued: 2021-10-01
            tasks:
              - id: "1.1"
                title: Lập danh sách
                lead: [ban-dan-van]
                deadline: Trong quý IV/2021

            """)
        let run = try site.dondoc("show", "1.1")
        #expect(run.code == 2 && run.errors.contains("01-KH-TU/1.1, 02-KH/1.1"), "\(run.errors)")
    }

    /// Bodies are merged: who has taken over finds the tasks under its own name.
    @Test func theTasksOfABodyThatHasEnded() throws {
        let site = try SmallSite()
        defer { site.remove() }
        try site.write(
            "bodies.yaml",
            """
            bodies:
              - id: ban-thuong-vu
                name: Ban Thường vụ Tỉnh ủy
              - id: ban-dan-van
                name: Ban Dân vận Tỉnh ủy
                aliases: [BDV]
              - id: ban-tuyen-giao
                name: Ban Tuyên giáo Tỉnh ủy
                until: 2025-03-01
                successor: ban-tuyen-giao-va-dan-van
              - id: ban-tuyen-giao-va-dan-van
                name: Ban Tuyên giáo và Dân vận Tỉnh ủy

            """)
        func tasks(_ body: String, _ day: String) throws -> [String?] {
            try site.dondoc("list", "--json", "--body", body, "--now", day).objects.map { $0["task"] as? String }
        }
        #expect(try tasks("ban-tuyen-giao-va-dan-van", "2025-02-28") == [])
        #expect(try tasks("ban-tuyen-giao-va-dan-van", "2025-03-01") == ["1.1", "1.2"])
        #expect(try tasks("ban-tuyen-giao", "2025-03-01") == ["1.1", "1.2"])
        let shown = try site.dondoc("show", "1.2", "--now", "2025-03-01").output
        // The page gathers tasks under who answers for them now.
        let page = try site.dondoc("report", "--html", "-", "--now", "2025-03-01").output
        #expect(page.contains("<h3>Ban Tuyên giáo và Dân vận Tỉnh ủy</h3>"), "\(page)")
        #expect(!page.contains("<h3>Ban Tuyên giáo Tỉnh ủy</h3>"), "\(page)")
        #expect(shown.contains("Ban Tuyên giáo Tỉnh ủy (nay là Ban Tuyên giáo và Dân vận Tỉnh ủy)"), "\(shown)")
    }

    @Test func aStateFolderThatCannotBeMadeIsToldWithExitCode3() throws {
        let site = try SmallSite()
        defer { site.remove() }
        let run = try dondoc("done", "01-KH-TU/1.1", "--site", site.site, "--state", "/proc/none", "--lang", "en")
        #expect(run.code == 3)
        #expect(run.errors.hasPrefix("error: "))
    }
}
