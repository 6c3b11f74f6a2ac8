import Foundation
import Testing

/// The bad inputs that every office will have sooner or later: each gets its place and what to do, in both languages,
/// and the rest of the site still works.
@Suite struct CheckTests {
    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let path: String
        let bytes: [UInt8]
        /// `file:line:column`
        let place: String
        let vi: String
        let en: String

        init(
            _ description: String, _ path: String, _ text: String, place: String, vi: String, en: String,
            appending bytes: [UInt8] = []
        ) {
            testDescription = description
            self.path = path
            self.bytes = Array(text.utf8) + bytes
            self.place = place
            self.vi = vi
            self.en = en
        }
    }

    private static func programme(_ task: String) -> String {
        """
        programme: 02-KH-TU
        title: Kế hoạch thứ hai
        issued: 2021-10-01
        tasks:
          - id: "1"
            title: Việc thứ nhất
        \(task)

        """
    }

    static let cases: [Case] = [
        Case(
            "a missing key", "programmes/02.yaml", "title: Kế hoạch thứ hai\nissued: 2021-10-01\ntasks: []\n",
            place: "programmes/02.yaml:1:1", vi: "programme", en: "programme"),
        Case(
            "a mistyped key", "programmes/02.yaml", programme("    deadlne: Thường xuyên"),
            place: "programmes/02.yaml:7:5", vi: "deadline", en: "deadline"),
        Case(
            "an unknown body", "programmes/02.yaml",
            programme("    lead: [ban-tuyen-gaio]\n    deadline: Thường xuyên"),
            place: "programmes/02.yaml:7:12", vi: "ban-tuyen-giao", en: "ban-tuyen-giao"),
        Case(
            "a deadline that cannot be read", "programmes/02.yaml", programme("    deadline: ngày 31/9/2022"),
            place: "programmes/02.yaml:7:15", vi: "31/9/2022", en: "31/9/2022"),
        Case(
            "a rule with a mistyped word", "rules/20.rules",
            "quy tắc \"một\"\n  khi    trước hạn 7 ngày\n  nhăc   chủ trì\n", place: "rules/20.rules:3:3", vi: "nhắc",
            en: "nhắc"),
        Case(
            "a file that is not UTF-8", "programmes/02.yaml", "programme: 02-KH-TU\ntitle: K",
            place: "programmes/02.yaml:2:9",
            vi: "UTF-8", en: "UTF-8", appending: [0xEA, 0x20, 0x68, 0x6F, 0x0A]),
    ]

    @Test(arguments: cases) func badInput(_ bad: Case) throws {
        let site = try SmallSite()
        defer { site.remove() }
        try site.write(bad.path, bad.bytes)
        for (language, expected) in [("vi", bad.vi), ("en", bad.en)] {
            let run = try site.dondoc("check", "--lang", language)
            #expect(run.code == 1)
            #expect(run.errors.contains(bad.place), "\(run.errors)")
            #expect(run.errors.contains(expected), "\(run.errors)")
            #expect(run.errors.contains(language == "vi" ? "lỗi[" : "error["))
        }
        let json = try site.dondoc("check", "--json")
        #expect(json.code == 1)
        let parts = bad.place.split(separator: ":").map(String.init)
        #expect(
            json.objects.contains {
                $0["file"] as? String == parts[0] && "\($0["line"] ?? "")" == parts[1]
                    && "\($0["column"] ?? "")" == parts[2]
                    && $0["severity"] as? String == "error"
            }, "\(json.output)")
        // The rest of the site still works.
        let list = try site.dondoc("list", "--json", "--now", "2021-10-01")
        #expect(list.code == 0)
        #expect(list.objects.contains { $0["programme"] as? String == "01-KH-TU" && $0["task"] as? String == "1.1" })
    }

    @Test func aSoundSiteIsSaidToBe() throws {
        let site = try SmallSite()
        defer { site.remove() }
        let run = try site.dondoc("check")
        #expect(run.code == 0)
        #expect(!run.errors.contains("lỗi["))
    }

    @Test func whatIsLikelyNotMeantIsAWarning() throws {
        let site = try SmallSite()
        defer { site.remove() }
        try site.write("rules/20.rules", "rule \"gap\"\n  for priority is urgent\n  when on due\n  remind lead\n")
        let run = try site.dondoc("check", "--lang", "en")
        #expect(run.code == 0)
        #expect(run.errors.contains("warning[R080]") && run.errors.contains("rules/20.rules:1:6"), "\(run.errors)")
        // Nobody hears of continuous work.
        #expect(run.errors.contains("warning[R082]") && run.errors.contains("“1.2”"), "\(run.errors)")
        let json = try site.dondoc("check", "--json")
        #expect(json.code == 0)
        #expect(
            json.objects.contains {
                $0["code"] as? String == "R080" && $0["line"] as? Int == 1 && $0["severity"] as? String == "warning"
            }, "\(json.output)")
        let file = try dondoc("check", site.site + "/rules/20.rules", "--vendor", "/nonexistent", "--lang", "en")
        #expect(file.code == 0 && file.errors.contains("R080") && !file.errors.contains("R082"), "\(file.errors)")
        // What cannot be read yet is not judged.
        try site.write("rules/30.rules", "rule \"x\"\n  when before due 7 dais\n  remind lead\n")
        #expect(try !site.dondoc("check", "--lang", "en").errors.contains("R082"))
    }

    @Test(arguments: ["nam-dinh", "phu-tho", "quang-ngai"]) func theExamplesAreSound(_ name: String) throws {
        let run = try dondoc("check", "--site", "Examples/" + name, "--vendor", ".", "--json")
        #expect(run.code == 0, "\(run.output)")
    }

    @Test func aFileIsCheckedWithinItsSite() throws {
        let site = try SmallSite()
        defer { site.remove() }
        try site.write("rules/20.rules", "rule \"x\"\n  when before due 7 days\n  remind body \"ban-tuyen-gia\"\n")
        let run = try dondoc("check", site.site + "/rules/20.rules", "--vendor", "/nonexistent", "--lang", "en")
        #expect(run.code == 1)
        #expect(run.errors.contains("rules/20.rules:3:15"))
        #expect(run.errors.contains("ban-tuyen-giao"))
    }

    @Test func aRuleFileOfNoSiteIsCheckedByItself() throws {
        let folder = try Scratch.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        try folder.file("a.rules", "rule \"x\"\n  when before due 7 dais\n  remind lead\n")
        let run = try dondoc("check", folder.path + "/a.rules", "--lang", "en")
        #expect(run.code == 1)
        #expect(run.errors.contains("a.rules:2:21"))
        #expect(try dondoc("check", folder.path + "/b.rules", "--lang", "en").code == 3)
    }
}
