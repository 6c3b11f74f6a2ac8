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

    @Test func everyReportIsTaken() throws {
        let site = try SmallSite()
        defer { site.remove() }
        for arguments in [
            ["ack", "01-KH-TU/1.1@2021-Q4"], ["progress", "01-KH-TU/1.1@2021-Q4", "40%"],
            ["snooze", "01-KH-TU/1.1", "--until", "2099-01-01"], ["cancel", "01-KH-TU/1.2"],
            ["reopen", "01-KH-TU/1.2"],
            ["event", "huong-dan-tw", "--on", "2022-02-01"],
        ] {
            let run = try RunningProgram(
                "dondoc",
                arguments + [
                    "--site", site.site, "--vendor", "/nonexistent", "--state", site.state, "--spool", site.spool,
                ]
            ).end()
            #expect(run.code == 0, "\(arguments): \(run.errors)")
            #expect(run.output.hasPrefix("✓ Đã ghi: "))
        }
        let rows = try site.dondoc("audit", "--json").objects.filter { $0["type"] as? String == "report" }
        #expect(
            rows.map { $0["report"] as? String } == ["ack", "progress", "snooze", "cancel", "reopen", "event"])
    }

    @Test func anUnknownTaskIsToldWithWhatWasLikelyMeant() throws {
        let site = try SmallSite()
        defer { site.remove() }
        for (language, expected) in [("vi", "có phải là “01-KH-TU"), ("en", "did you mean “01-KH-TU")] {
            let run = try site.dondoc("done", "01-KH-TY/1.1", "--lang", language)
            #expect(run.code == 2)
            #expect(run.errors.contains(expected), "\(run.errors)")
        }
        #expect(try site.dondoc("show", "01-KH-TU/9.9").code == 2)
        #expect(try site.dondoc("list", "--programme", "02-KH-TU", "--lang", "en").errors.contains("01-KH-TU"))
        #expect(try site.dondoc("list", "--body", "ban-dan-van").code == 0)
    }

    @Test func aStateFolderThatCannotBeMadeIsToldWithExitCode3() throws {
        let site = try SmallSite()
        defer { site.remove() }
        let run = try dondoc("done", "01-KH-TU/1.1", "--site", site.site, "--state", "/proc/none", "--lang", "en")
        #expect(run.code == 3)
        #expect(run.errors.hasPrefix("error: "))
    }
}
