import Foundation
import Testing

/// What the commands of a ledger and of rules tell people, beside what they tell programs.
@Suite struct OutputTests {
    @Test func whyTellsWhatWasSentAndWhatComes() throws {
        let site = try SmallSite.filled()
        defer { site.remove() }
        let why = try site.dondoc("why", "01-KH-TU/1.1", "--now", "2022-01-20")
        #expect(why.code == 0 && why.errors.isEmpty, "\(why.errors)")
        #expect(
            why.output == """
                nhac-truoc-han  2021-Q4  ✓ 30/12/2021 08:00  rules/10-nhac.rules:1
                    Đã gửi
                    Ban Dân vận Tỉnh ủy: thư để trong hộp thư
                    Ban Tuyên giáo Tỉnh ủy: thư để trong hộp thư
                qua-han  2021-Q4  → 26/01/2022 08:00  rules/10-nhac.rules:5
                    quá hạn 1 ngày làm việc; hạn 31/12/2021

                """)
        let english = try site.dondoc("why", "01-KH-TU/1.2", "--now", "2022-01-20", language: "en")
        #expect(english.output.contains("qua-han  open  – not sent  rules/10-nhac.rules:5"), "\(english.output)")
        let other = try site.dondoc("why", "01-KH-TU/1.1", "--rule", "qua-han", "--now", "2022-01-20")
        #expect(!other.output.contains("nhac-truoc-han") && other.output.contains("qua-han"))
        let none = try site.dondoc("why", "01-KH-TU/9.9")
        #expect(none.code == 2 && none.output.isEmpty && none.errors.contains("01-KH-TU/9.9"), "\(none.errors)")
    }

    @Test func aBackupTellsItsRowsAndItsHead() throws {
        let site = try SmallSite.filled()
        defer { site.remove() }
        let sound = try #require(try site.dondoc("audit", "verify", "--json").objects.first)
        let (rows, head) = (try #require(sound["rows"] as? Int), try #require(sound["head"] as? String))
        let file = site.folder.appending(path: "b.db").path
        let backup = try site.dondoc("backup", file)
        #expect(backup.code == 0 && backup.output == "✓ \(file): \(rows) dòng\n  \(head)\n", "\(backup)")
        // A later one replaces it.
        let again = try #require(try site.dondoc("backup", file, "--json").objects.first)
        #expect(again["rows"] as? Int == rows && again["head"] as? String == head)
        let verified = try site.dondoc("audit", "verify")
        #expect(verified.code == 0 && verified.output == "✓ \(rows) dòng, nguyên vẹn.\n  \(head)\n", "\(verified)")
        // Another's file is left as it is.
        let bodies = site.site + "/bodies.yaml"
        let before = try String(contentsOfFile: bodies, encoding: .utf8)
        let refused = try site.dondoc("backup", bodies)
        #expect(refused.code == 3 && refused.errors.contains(bodies), "\(refused.errors)")
        #expect(try String(contentsOfFile: bodies, encoding: .utf8) == before)
    }

    @Test func checkTellsWhatRulesCost() throws {
        let site = try SmallSite()
        defer { site.remove() }
        let table = try site.dondoc("check", "--cost").output
        let lines = table.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        #expect(lines.contains(["qua-han", "6", "3", "0", "2", "0", "rules/10-nhac.rules:5"]), "\(table)")
        #expect(lines.contains(["nhac-truoc-han", "4", "2", "0", "2", "0", "rules/10-nhac.rules:1"]), "\(table)")
        let costs = try site.dondoc("check", "--cost", "--json").objects.filter { $0["cost"] != nil }
        #expect(costs.compactMap { $0["rule"] as? String } == ["qua-han", "nhac-truoc-han"])
        #expect(costs.compactMap { $0["cost"] as? Int } == [6, 4])
        #expect(costs.allSatisfy { $0["limit"] as? Int == 100_000 && $0["endless"] as? Bool == false })
    }
}
