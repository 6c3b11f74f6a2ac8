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

    @Test func aListWithoutItsKeyIsToldWhichKey() throws {
        let site = try SmallSite()
        defer { site.remove() }
        try site.write("bodies.yaml", "- id: vp\n  name: Văn phòng\n")
        #expect(try site.dondoc("check", "--lang", "vi").errors.contains("“cơ quan:” ở trên danh sách này"))
        #expect(try site.dondoc("check", "--lang", "en").errors.contains("`bodies:` above this list"))
    }

    @Test func aFolderIsCheckedAsASite() throws {
        let site = try SmallSite()
        defer { site.remove() }
        let folder = site.folder.appending(path: "site").path
        let run = try site.dondoc("check", "--lang", "en", folder)
        #expect(run.code == 2 && run.errors.contains("dondoc --site \(folder) check"), "\(run.errors)")
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

    /// A test letter by the site's command: what came of it, and what to do.
    @Test(arguments: [
        ("cat > $(dirname $0)/letter", Int32(0), "đã nhận thư thử gửi a@example.vn"),
        ("echo no such user >&2; exit 67", 1, "từ chối thư gửi a@example.vn: mã kết thúc 67: no such user"),
        ("echo no file >&2; exit 78", 1, "không chạy được hoặc cấu hình chưa đúng: mã kết thúc 78: no file"),
    ])
    func aTestLetter(_ script: String, _ code: Int32, _ words: String) throws {
        let site = try SmallSite()
        defer { site.remove() }
        try site.write("mail.sh", "#!/bin/sh\n\(script)\n")
        let command = site.site + "/mail.sh"
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: command)
        try site.write("dondoc.yaml", "sendmail: [\(command), -i]\n")
        let run = try site.dondoc("check", "--mail", "a@example.vn")
        #expect(run.code == code && (run.output + run.errors).contains(words), "\(run.output)\(run.errors)")
        if code == 0 {
            let letter = try String(contentsOfFile: site.site + "/letter", encoding: .utf8)
            #expect(letter.contains("\nTo: a@example.vn\n") && letter.contains("Auto-Submitted: auto-generated"))
        }
        #expect(try site.dondoc("check", "--mail", "axample").code == 2)
    }

    /// Without a directory that is said, and not each name that cannot be found.
    @Test func noDirectoryAtAll() throws {
        let site = try SmallSite()
        defer { site.remove() }
        try FileManager.default.removeItem(atPath: site.site + "/bodies.yaml")
        let run = try site.dondoc("check", language: "en")
        #expect(
            run.code == 1 && run.errors.contains("error[S221]") && !run.errors.contains("S201"),
            "\(run.code) \(run.output)\(run.errors)")
    }

    /// Headings as offices write them, and several bodies in a cell.
    @Test func sheetsAsOfficesWriteThem() throws {
        let site = try SmallSite()
        defer { site.remove() }
        try site.write(
            "programmes/s.csv",
            "# ban hành: 2021-09-30\nSTT;Nội dung nhiệm vụ;Đơn vị;Hạn hoàn thành\n1;Việc một;BDV;31/12/2021\n"
                + "2;Việc hai;\"BDV, Sở Nội vụ\";31/12/2021\n")
        let run = try site.dondoc("check", site.site + "/programmes/s.csv")
        #expect(run.errors.components(separatedBy: "[").count == 2, "\(run.errors)")
        #expect(
            run.errors.contains(
                "nhiều cơ quan trong một ô thì cách nhau bằng “;” (và để cả ô trong dấu \"), không phải bằng “,”; danh bạ chưa có “Sở Nội vụ”"
            ), "\(run.errors)")
    }

    /// What is there is listed where nothing is near.
    @Test func periodsAndEventsThatThereAre() throws {
        let site = try SmallSite()
        defer { site.remove() }
        let period = try site.dondoc("show", "01-KH-TU/1.1@2030")
        #expect(period.code == 2 && period.errors.contains("có: 2021-Q4"), "\(period.errors)")
        let event = try site.dondoc("event", "xyz")
        #expect(event.code == 2 && event.errors.contains("có: huong-dan-tw"), "\(event.errors)")
    }
}
