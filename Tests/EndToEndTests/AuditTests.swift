import Foundation
import Testing

/// The ledger as those see it who hold somebody to account.
@Suite struct AuditTests {
    private func sqlite(_ site: SmallSite, _ statements: String) throws {
        let script = "import sqlite3, sys; d = sqlite3.connect(sys.argv[1]); d.executescript(sys.argv[2]); d.close()"
        let run = try RunningProgram.shell("python3 -c '\(script)' '\(site.state)/ledger.db' \"\(statements)\"")
        #expect(run.code == 0, "\(run.errors)")
    }

    @Test func rowsAreFoundByTaskBodyAndTime() throws {
        let site = try SmallSite.filled()
        defer { site.remove() }
        let all = try site.dondoc("audit", "--json").objects
        let notices = all.filter { $0["type"] as? String == "notice" }
        #expect(notices.count >= 5)
        #expect(all.compactMap { $0["row"] as? Int } == Array(1...all.count))
        let body = try site.dondoc("audit", "--body", "BDV", "--json").objects
        #expect(!body.isEmpty && body.allSatisfy { $0["recipient"] as? String == "ban-dan-van" })
        let task = try site.dondoc("audit", "--task", "01-KH-TU/1.1", "--json").objects
        #expect(!task.isEmpty && task.allSatisfy { $0["task"] as? String == "1.1" })
        let time = try site.dondoc("audit", "--from", "2021-12-24", "--to", "2021-12-24", "--json").objects
        #expect(!time.isEmpty && time.allSatisfy { ($0["at"] as? String)?.hasPrefix("2021-12-24T") == true })
        #expect(time.count < all.count)
    }

    @Test func whatWasNotSentIsThereWithItsReason() throws {
        let site = try SmallSite()
        defer { site.remove() }
        try site.write(
            "rules/20-tet.rules", "tạm ngưng \"tet\" từ 20/12/2021 đến 31/12/2021 vì \"nghỉ\" sau đó bỏ\n")
        let check = try site.dondoc("check")
        #expect(check.code == 0, "\(check.output)\(check.errors)")
        let daemon = try site.daemon("--now", "2021-12-20", "--speed", "1e7", "--until", "2022-01-01")
        #expect(try daemon.end().code == 0)
        let rows = try site.dondoc("audit", "--json").objects.filter { $0["type"] as? String == "withheld" }
        #expect(!rows.isEmpty && rows.allSatisfy { $0["reason"] as? String == "muted" })
        #expect(try site.dondoc("audit", "--lang", "vi").output.contains("đang tạm ngưng: "))
        #expect(try site.delivered().isEmpty)
    }

    @Test func aHandInTheLedgerIsFoundAndNamed() throws {
        let site = try SmallSite.filled()
        defer { site.remove() }
        let sound = try site.dondoc("audit", "verify", "--json")
        let head = try #require(sound.objects.first?["head"] as? String)
        #expect(sound.code == 0)
        #expect(try site.dondoc("audit", "verify", "--head", head).code == 0)
        #expect(try site.dondoc("audit", "verify", "--head", "xyz").code == 2)
        // The last rows cut off, and not what is noted of their delivery: that shows.
        let tables = ["loads", "reports", "messages", "notices", "withheld"]
        let cutOff = """
            CREATE TEMP TABLE cut AS SELECT max(first) AS first FROM deliveries;
            """ + tables.map { "DELETE FROM \($0) WHERE number >= (SELECT first FROM cut);" }.joined()
            + "UPDATE head SET (number, hash) = (SELECT number, hash FROM ("
            + tables.map { "SELECT number, hash FROM \($0)" }.joined(separator: " UNION ALL ")
            + ") ORDER BY number DESC LIMIT 1);"
        try sqlite(site, cutOff)
        let noted = try site.dondoc("audit", "verify", language: "en")
        #expect(noted.code == 1)
        #expect(noted.output.contains("what is noted of the delivery from row"), "\(noted.output)")
        // With all that tells of them: only who noted the head knows.
        try sqlite(
            site,
            """
            DELETE FROM deliveries WHERE last > (SELECT number FROM head);
            UPDATE site SET checked = min(checked, (SELECT number FROM head));
            """)
        #expect(try site.dondoc("audit", "verify").code == 0)
        let cut = try site.dondoc("audit", "verify", "--head", head, language: "en")
        #expect(cut.code == 1)
        #expect(cut.output.contains("no row has the noted head"))
        try sqlite(site, "UPDATE notices SET recipient = 'x' WHERE number = (SELECT min(number) FROM notices)")
        let changed = try site.dondoc("audit", "verify", language: "en")
        #expect(changed.code == 1)
        #expect(changed.output.contains("is not what was written"))
    }

    @Test func aDamagedLedgerIsRefusedAndSaved() throws {
        let site = try SmallSite.filled()
        defer { site.remove() }
        let ledger = URL(fileURLWithPath: site.state + "/ledger.db")
        let before = try site.delivered()
        let bytes = try site.damageLedger()
        let refused = try site.daemon("--seconds", "5").end()
        #expect(refused.code == 3)
        #expect(refused.errors.contains("dondoc audit salvage"))
        #expect(try Data(contentsOf: ledger) == bytes)
        let saved = try site.dondoc("audit", "salvage", "--json")
        #expect(saved.code == 0, "\(saved.errors)")
        let aside = try #require(saved.objects.first?["damaged"] as? String)
        #expect(try Data(contentsOf: URL(fileURLWithPath: aside)) == bytes)
        let again = try site.daemon("--now", "2022-01-20", "--speed", "1e7", "--until", "2022-01-21").end()
        #expect(again.code == 0, "\(again.errors)")
        let after = try site.delivered()
        #expect(Set(before).isSubset(of: after))
        #expect(try site.dondoc("audit", "salvage").output.contains("không hỏng"))
    }

    /// Prometheus's own reader of metrics; CI installs it.
    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/promtool")))
    func prometheusTakesTheMetrics() throws {
        let site = try SmallSite()
        defer { site.remove() }
        // All that a name may hold and a label must not hold bare.
        try site.write("rules/20.rules", #"quy tắc "lạ \n ""x"" {a="",} #" khi trước hạn 7 ngày nhắc chủ trì"# + "\n")
        let file = site.folder.appending(path: "dondoc.prom").path
        let daemon = try site.daemon(
            "--now", "2021-12-20", "--speed", "1e7", "--until", "2022-01-20", "--metrics", file)
        #expect(try daemon.end().code == 0)
        let alive = try site.daemon("--now", "2022-01-20")
        defer { alive.process.terminate() }
        let asked = site.folder.appending(path: "asked.prom").path
        for _ in 0..<200 {
            let run = try site.dondoc("metrics", "--socket", site.socket)
            try Data(run.output.utf8).write(to: URL(fileURLWithPath: asked))
            if run.code == 0 { break }
            Thread.sleep(forTimeInterval: 0.05)
        }
        // Where no service runs, files and ledger tell the same.
        let still = site.folder.appending(path: "still.prom").path
        let figures = try site.dondoc("metrics")
        #expect(figures.code == 0 && figures.output.contains("dondoc_up 0\n"))
        try Data(figures.output.utf8).write(to: URL(fileURLWithPath: still))
        for path in [file, asked, still] {
            let text = try String(contentsOfFile: path, encoding: .utf8)
            #expect(text.contains("dondoc_notices_total{kind=\"reminder\",rule=\"nhac-truoc-han\"}"))
            #expect(text.contains(#"rule="lạ \\n \"x\" {a=\",} #"} 1"#), "\(text)")
            let check = try RunningProgram.shell("/usr/bin/promtool check metrics <'\(path)'")
            #expect(check.code == 0, "\(check.output)\(check.errors)")
            #expect(check.output.isEmpty && check.errors.isEmpty, "\(check.output)\(check.errors)")
        }
        // What is counted is the ledger's: a restart takes nothing back.
        let counts = try [file, asked].map { path in
            try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").filter {
                $0.hasPrefix("dondoc_notices")
            }
        }
        #expect(counts[0] == counts[1] && counts[0].count > 2)
        // Nothing of the writing is left beside it.
        let left = try FileManager.default.contentsOfDirectory(atPath: site.folder.path)
        #expect(!left.contains { $0.hasSuffix(".tmp") })
    }
}
