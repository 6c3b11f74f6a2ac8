import Foundation
import Testing

/// What commands answer, in tables for people and in lines for programs, and how they refuse.
@Suite struct AnswersTests {
    @Test func resultsAreCountedByBodyProgrammeAndMonth() throws {
        let site = try SmallSite.filled()
        defer { site.remove() }
        #expect(try site.dondoc("done", "01-KH-TU/1.1", "--on", "2021-12-30").code == 0)
        func words(_ arguments: String...) throws -> [[String]] {
            let answer = try site.dondoc(["stats"] + arguments, language: "en")
            #expect(answer.code == 0, "\(answer.errors)")
            return answer.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        }
        // Done in time; without a date; waiting for an event.
        let all = try words()
        #expect(all.first == ["Total", "Done", "in", "time", "late", "Not", "done", "in", "term", "overdue"], "\(all)")
        #expect(all.contains(["All", "1", "1", "1", "0", "0", "0", "0"]), "\(all)")
        #expect(all.last?.first == "Besides:", "\(all)")
        #expect(try words("--by", "body").contains { $0.prefix(2) == ["Ban", "Tuyên"] && $0.suffix(7).first == "1" })
        #expect(try words("--by", "programme").contains { $0.first == "01-KH/TU" && $0.suffix(7).first == "1" })
        let months = try words("--by", "month")
        #expect(months.contains(["2021-12", "1", "1", "1", "0", "0", "0", "0"]), "\(months)")
        #expect(months.contains { $0.starts(with: ["without", "a", "due", "date"]) }, "\(months)")
        let wrong = try site.dondoc("stats", "--from", "2022-02-01", "--to", "2022-01-01")
        #expect(wrong.code == 2 && wrong.errors.contains("--to đứng trước --from"), "\(wrong.errors)")
    }

    @Test func testsOfRulesAnswerPrograms() throws {
        let site = try SmallSite()
        defer { site.remove() }
        let rules = try String(contentsOf: URL(filePath: site.site + "/rules/10-nhac.rules"), encoding: .utf8)
        let tests = """

            kiểm thử "nhắc trước"
              nhiệm vụ thời hạn "ngày 30/11/2021" ban hành 01/10/2021 chủ trì "don-vi-a"
              vào 23/11/2021 mong đợi nhắc chủ trì

            kiểm thử "sai ngày"
              nhiệm vụ thời hạn "ngày 30/11/2021" ban hành 01/10/2021 chủ trì "don-vi-a"
              vào 20/11/2021 mong đợi nhắc chủ trì

            """
        try site.write("rules/10-nhac.rules", rules + tests)
        let answer = try site.dondoc("test", "--json", "--coverage", "--mutate")
        #expect(answer.code == 1, "\(answer.errors)")
        let outcomes = answer.objects.filter { $0["test"] != nil }
        #expect(outcomes.compactMap { $0["passed"] as? Bool } == [true, false])
        let failure = ((outcomes.last?["failures"] as? [[String: Any]]) ?? []).first
        let line = try #require(
            (rules + tests).split(separator: "\n", omittingEmptySubsequences: false).firstIndex {
                $0.contains("20/11/2021")
            })
        #expect(failure?["line"] as? Int == line + 1 && failure?["message"] is String, "\(answer.output)")
        let points = answer.objects.filter { $0["reached"] != nil }
        #expect(
            points.contains { $0["reached"] as? Bool == true } && points.contains { $0["reached"] as? Bool == false })
        #expect(try site.dondoc("test", "--min-coverage", "101").code == 2)
        let least = try site.dondoc("test", "--coverage", "--min-coverage", "100", language: "en")
        #expect(least.code == 1 && least.output.contains("below 100 %"), "\(least.output)")
    }

    @Test func headsInTheSpoolAreHeldAgainstTheLedger() throws {
        let (site, other) = (try archived(until: "2022-01-20"), try archived(until: "2022-01-10"))
        defer {
            site.remove()
            other.remove()
        }
        let sound = try site.dondoc("audit", "verify", "--anchors")
        #expect(sound.code == 0 && sound.output.contains("mã cuối tìm thấy khớp, đến dòng"), "\(sound)")
        let json = try #require(try site.dondoc("audit", "verify", "--anchors", "--json").objects.first)
        #expect(json["sound"] as? Bool == true && json["anchors"] as? Int ?? 0 > 1)
        // Another ledger has other heads, and a shorter one not all rows.
        try FileManager.default.removeItem(atPath: site.state)
        try FileManager.default.copyItem(atPath: other.state, toPath: site.state)
        let wrong = try site.dondoc("audit", "verify", "--anchors", language: "en")
        #expect(wrong.code == 1, "\(wrong)")
        #expect(wrong.output.contains("the ledger was written anew"), "\(wrong.output)")
        #expect(try site.dondoc("audit", "verify", "--head", "abc").code == 2)
    }

    /// A site whose letters also go to an archive, after some days.
    private func archived(until end: String) throws -> SmallSite {
        let site = try SmallSite()
        try site.write("dondoc.yaml", "archive: ban-dan-van\n")
        let daemon = try site.daemon("--now", "2021-12-20", "--speed", "1e7", "--until", end)
        #expect(try daemon.end().code == 0)
        return site
    }

    @Test func whatImportCannotWriteIsTold() throws {
        let site = try SmallSite()
        defer { site.remove() }
        let document = site.folder.appending(path: "a.txt")
        try Data("II. NHIỆM VỤ\n\n1. Sở Y tế rà soát danh mục trước ngày 30/9/2026.\n".utf8).write(to: document)
        let name = try site.dondoc("import", document.path, "--id", "kế hoạch")
        #expect(name.code == 2 && name.errors.contains("“kế hoạch” không dùng làm mã"), "\(name.errors)")
        let place = try site.dondoc("import", document.path, "-o", site.folder.path + "/none/a.yaml")
        #expect(place.code == 3 && place.errors.contains("không có tệp hay thư mục này"), "\(place.errors)")
    }

    @Test func reportsThatAreSupposedAreCheckedByLine() throws {
        let site = try SmallSite()
        defer { site.remove() }
        let file = site.folder.appending(path: "given")
        let cases: [(String, String)] = [
            ("{", "JSON bị cụt"), ("[1]", "không phải một đối tượng JSON"), ("{} {}", "còn chữ thừa"),
            (#"{"report":"done","task":"01-KH-TU/1.1"}"#, "thiếu “at”"), (#"{"a":01}"#, "JSON"),
            (#"{"a":1,"a":2}"#, "một khóa hai lần"), (#"{"a":"\q"}"#, "chuỗi viết sai"),
            (#"{"at":"2021-12-01","report":"done","tsk":"x"}"#, "“tsk”"),
            (#"{"at":"2021-12-01","report":"dance"}"#, ":2"),
            (#"{"at":"2021-12-01","report":"done","task":"01-KH-TU/9"}"#, "01-KH-TU/9"),
        ]
        for (line, words) in cases {
            let good = #"{"at":"2021-12-01","report":"done","task":"01-KH-TU/1.1"}"#
            try Data((good + "\n" + line + "\n").utf8).write(to: file)
            let wrong = try site.dondoc(
                "simulate", "--from", "2021-11-01", "--to", "2021-12-31", "--given", file.path)
            #expect(wrong.code == 2 || wrong.code == 3, "\(line): \(wrong)")
            #expect(wrong.errors.contains(words) && wrong.errors.contains("2"), "\(line): \(wrong.errors)")
        }
    }

    @Test func aServiceThatIsNotThereIsTold() throws {
        let site = try SmallSite()
        defer { site.remove() }
        let absent = try site.dondoc("reload", "--socket", site.socket)
        #expect(absent.code == 3 && absent.errors.contains("dịch vụ không chạy ở"), "\(absent)")
        let long = try site.dondoc("reload", "--socket", "/" + String(repeating: "x", count: 200), language: "en")
        #expect(long.code == 2 && long.errors.contains("the socket's path is too long"), "\(long)")
        let daemon = try site.daemon("--now", "2021-12-20")
        defer { daemon.process.terminate() }
        try #require(try site.isServing(), "\(daemon.errors)")
        let status = try site.dondoc("status", "--socket", site.socket)
        #expect(status.code == 0 && status.output.contains("đang chạy"), "\(status)")
    }

    @Test func whatIsSetAsideIsPutBack() throws {
        let site = try SmallSite.filled()
        defer { site.remove() }
        let none = try site.dondoc("deliver", "--again")
        #expect(none.code == 0 && none.output == "Đã đưa 0 thư trở lại.\n", "\(none)")
        #expect(try site.dondoc("deliver", "--timeout", "0").code == 2)
    }

    @Test func aTaskIsShownWithItsPersonAndItsTarget() throws {
        let site = try SmallSite.filled()
        defer { site.remove() }
        let one = try site.dondoc("show", "01-KH-TU/1.1@2021-Q4", "--now", "2022-01-20")
        #expect(one.code == 0 && one.output.contains("nhac-truoc-han"), "\(one)")
        let none = try site.dondoc(
            "show", "01-KH-TU/1.1", "--body", "ban-dan-van", "--now", "2022-01-20", language: "en")
        #expect(none.code == 2 && none.errors.contains("has no share of it"), "\(none)")
    }

    @Test func whatASalvageSavedIsTold() throws {
        let site = try SmallSite.filled()
        defer { site.remove() }
        _ = try site.damageLedger()
        let saved = try site.dondoc("audit", "salvage")
        #expect(saved.code == 0 && saved.output.contains("✓ Đã cứu") && saved.output.contains("Tệp hỏng: "), "\(saved)")
    }
}
