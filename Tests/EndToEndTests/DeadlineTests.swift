import Foundation
import Testing

@Suite struct DeadlineTests {
    @Test func readsAQuarter() throws {
        let run = try dondoc("deadline", "Trong quý IV/2021", "--issued", "2021-09-30", "--json")
        #expect(run.code == 0)
        let object = try #require(run.objects.first)
        #expect(object["text"] as? String == "Trong quý IV/2021")
        #expect(object["kind"] as? String == "once")
        #expect(object["start"] as? String == "2021-10-01")
        #expect(object["due"] as? String == "2021-12-31")
        #expect(object["prudentDue"] as? String == "2021-12-31")
        #expect(object["legalDue"] as? String == "2021-12-31")
        #expect(object["recurrence"] is NSNull)
        #expect(object["event"] is NSNull)
        let next = try #require(object["next"] as? [[String: Any]])
        #expect(next.map { $0["id"] as? String } == ["2021-Q4"])
    }

    @Test func showsAPersonHowItWasRead() throws {
        let vi = try dondoc("deadline", "Trong quý IV/2021", "--issued", "30/09/2021")
        #expect(vi.code == 0)
        #expect(vi.output.contains("31/12/2021"))
        let en = try dondoc("deadline", "Trong quý IV/2021", "--issued", "2021-09-30", "--lang", "en")
        #expect(en.output.contains("2021-12-31"))
    }

    @Test func whatIsNoDeadlineEndsWithOne() throws {
        let run = try dondoc("deadline", "Nghị định 09/2019/NĐ-CP", "--json")
        #expect(run.code == 1)
        #expect(run.objects.first?["kind"] as? String == "unreadable")
        #expect(run.objects.first?["due"] as? String == nil)
        #expect(run.objects.first?["error"] != nil)
    }

    /// A phrase out of a list begins with a dash; it is no option.
    @Test(arguments: [
        "- Hoàn thành trước ngày 15/10/2023;", "-Hoàn thành trước ngày 15/10/2023", "– trước ngày 15/10/2023",
    ])
    func readsAPhraseThatBeginsWithADash(_ phrase: String) throws {
        let run = try dondoc("deadline", phrase, "--issued", "2023-07-15", "--json")
        #expect(run.code == 0)
        #expect(run.objects.first?["text"] as? String == phrase)
        #expect(run.objects.first?["due"] as? String == "2023-10-14")
        // Options may stand before the command.
        let other = try dondoc("--lang", "en", "deadline", phrase, "--issued", "2023-07-15", "--json")
        #expect(other.objects.first?["due"] as? String == "2023-10-14")
    }

    @Test func readsLines() throws {
        let lines = (0..<20_000).map { "trước ngày \($0 % 28 + 1)/\($0 % 12 + 1)/\(2022 + $0 % 5)" }
        let run = try dondoc(
            "deadline", "-", "--issued", "2021-09-30", "--json", input: lines.joined(separator: "\r\n") + "\r\n")
        #expect(run.code == 0)
        let texts = run.output.split(separator: "\n").map { line in
            line.dropFirst(9).prefix { $0 != "\"" }
        }
        #expect(texts.elementsEqual(lines.map { $0[...] }))
    }

    @Test func readsALastLineWithoutItsEndAndALineLongerThanTheBuffer() throws {
        let long = String(repeating: "x", count: 400_000)
        let run = try dondoc("deadline", "-", "--json", "--issued", "2021-09-30", input: long + "\nThường xuyên")
        #expect(run.code == 1)
        #expect(run.objects.count == 2)
        #expect(run.objects.last?["kind"] as? String == "continuous")
    }

    @Test func takesAnEventsDate() throws {
        let run = try dondoc(
            "deadline", "trong thời hạn 10 ngày kể từ ngày nhận đủ hồ sơ", "--issued", "2022-01-03", "--event",
            "2022-03-01",
            "--json")
        let next = try #require(run.objects.first?["next"] as? [[String: Any]])
        #expect(next.first?["due"] as? String == "2022-03-11")
    }
}
