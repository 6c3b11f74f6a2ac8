import Foundation
import Testing

/// Outlets of the built program, to a receiver on the loopback.
@Suite struct OutletTests {
    private let key = "0123456789abcdef0123456789abcdef"
    private let letter = """
        From: dondoc@tinh.vn
        To: bdv@tinh.vn
        Subject: =?UTF-8?Q?Nh=E1=BA=AFc_vi=E1=BB=87c?=
        Message-ID: <abc.site@host>
        Content-Type: text/plain; charset=utf-8

        Quá hạn

        """

    private func post(_ url: String, _ arguments: String..., input: String? = nil) throws -> RunningProgram.Outcome {
        try RunningProgram(
            "dondoc", ["outlet", "webhook", url] + arguments + ["--lang", "en", "--", "bdv@tinh.vn"],
            input: input ?? letter
        ).end()
    }

    @Test func aWebhookGetsTheLetterSigned() throws {
        let receiver = try Receiver()
        defer { receiver.end() }
        let file = receiver.folder.appending(path: "key").path
        try receiver.folder.file("key", key + "\n")
        let run = try post(receiver.url + "/hook?x=1", "--key", file)
        #expect(run.code == 0 && run.errors == "", "\(run.errors)")
        let request = try #require(receiver.requests.first)
        #expect(request.path == "/hook?x=1" && request.headers["Content-Type"] == "application/json")
        #expect(request.headers["X-Dondoc-Delivery"] == "abc.site@host")
        let body = try #require(JSONSerialization.jsonObject(with: Data(request.body.utf8)) as? [String: Any])
        #expect(body["subject"] as? String == "Nhắc việc" && body["text"] as? String == "Quá hạn\n")
        #expect(body["version"] as? Int == 1 && body["address"] as? String == "bdv@tinh.vn")
        // As the manual tells receivers to check it.
        let signature = try #require(request.headers["X-Dondoc-Signature-256"])
        let time = signature.split(separator: ",")[0].dropFirst(2)
        try receiver.folder.file("signed", "\(time).\(request.body)")
        let check = try RunningProgram.shell(
            "openssl dgst -sha256 -hmac \(key) -hex < '\(receiver.folder.appending(path: "signed").path)'")
        #expect(check.output.hasSuffix(signature.split(separator: "=").last.map { $0 + "\n" } ?? "?"))
    }

    @Test(
        arguments: [
            ("204", 0, ""), ("429 120", 75, "Retry-After: 120\n"), ("503 Wed,", 75, "HTTP 503\n"),
            ("500", 75, "HTTP 500\n"),
            ("408", 75, "HTTP 408\n"), ("404", 69, "HTTP 404\n"), ("401", 69, "HTTP 401\n"), ("302", 69, "HTTP 302\n"),
        ] as [(String, Int32, String)])
    func anAnswerBecomesAnExitCode(answer: String, code: Int32, said: String) throws {
        let receiver = try Receiver()
        defer { receiver.end() }
        try receiver.folder.file("answer", answer)
        let run = try post(receiver.url)
        #expect(run.code == code && run.errors.hasSuffix(said), "\(run)")
        #expect(receiver.requests.count == 1)
    }

    @Test func whatKeepsAnAnswerFromComingIsForNow() throws {
        let dead = try post("http://127.0.0.1:1/")
        #expect(dead.code == 75 && dead.errors.contains("Couldn't connect"), "\(dead)")
        // What the settings are to blame for blames no letter.
        for arguments in [
            ["http://127.0.0.1:1/", "--key", "/nonexistent"], ["http://127.0.0.1:1/", "--key", "credential"],
        ] {
            let run = try RunningProgram(
                "dondoc", ["outlet", "webhook"] + arguments + ["--", "x"], input: letter
            ).end()
            #expect(run.code == 78, "\(run)")
        }
        #expect(try post("ftp://127.0.0.1/").code == 2)
    }

    /// The wrapper that is shipped, over Apprise's own JSON service; where Apprise is not installed, that it says so.
    @Test func appriseTakesALetter() throws {
        let receiver = try Receiver()
        defer { receiver.end() }
        let wrapper = RunningProgram.package.appending(path: "packaging/outlets/dondoc-apprise").path
        let python = ProcessInfo.processInfo.environment["DONDOC_PYTHON"] ?? "python3"
        try receiver.folder.file("letter", letter)
        func run(_ address: String) throws -> RunningProgram.Outcome {
            try RunningProgram.shell(
                "'\(python)' '\(wrapper)' -- '\(address)' < '\(receiver.folder.appending(path: "letter").path)'")
        }
        let address = "json://127.0.0.1:\(receiver.port)/"
        guard try RunningProgram.shell("'\(python)' -c 'import apprise'").code == 0 else {
            let missing = try run(address)
            #expect(missing.code == 78 && missing.errors.contains("pip install apprise"))
            return
        }
        #expect(try run(address).code == 0)
        let body = try #require(receiver.requests.first?.body)
        let json = try #require(JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any])
        #expect(json["title"] as? String == "Nhắc việc" && (json["message"] as? String)?.contains("Quá hạn") == true)
        try receiver.folder.file("answer", "500")
        #expect(try run(address).code == 75)
        #expect(try run("nosuch://x").code == 65)
        #expect(try run("--nonsense").code == 65)
    }

    /// Killed again and again, with an outlet that fails every third time: every letter goes each way, and twice only what
    /// was killed between the program's yes and the note of it.
    @Test func killedAtAnyPointNothingIsLostOnAnyWay() throws {
        let site = try SmallSite()
        defer { site.remove() }
        let record = site.folder.appending(path: "record").path
        try site.write(
            "bodies.yaml",
            """
            bodies:
              - id: van-phong
                name: Văn phòng
                email: vp@example.vn
                outlets: [mail, chat, flaky 84912]

            """)
        try site.write(
            "dondoc.yaml",
            """
            sendmail: [/bin/sh, -c, 'grep ^Subject >> \(record)-mail; exit 0']
            outlets:
              - name: chat
                command: [/bin/sh, -c, 'grep ^Subject >> \(record)-chat; exit 0']
              - name: flaky
                command: [/bin/sh, -c, 'n=$(ls \(record)-d 2>/dev/null | wc -l); mkdir -p \(record)-d; mktemp \(record)-d/XXXXXX >/dev/null; [ $((n % 3)) = 1 ] && exit 75; grep ^Subject >> \(record)-flaky; exit 0']

            """)
        let spool = URL(fileURLWithPath: site.spool)
        let names = (100..<140).map { "\($0).m.host" }
        for name in names { try spool.file("van-phong/new/\(name)", "Subject: \(name)\n\nnội dung\n") }
        for folder in ["staging", "van-phong/cur", "van-phong/tmp"] {
            try FileManager.default.createDirectory(
                at: spool.appending(path: folder), withIntermediateDirectories: true)
        }
        let options = ["--site", site.site, "--vendor", "/nonexistent", "--spool", site.spool, "--delay", "1"]
        var kills = 0
        func waiting() throws -> Int {
            try FileManager.default.contentsOfDirectory(atPath: site.spool + "/van-phong/new").count
        }
        while try waiting() > 5, kills < 150 {
            let deliverer = try RunningProgram("dondoc", ["deliver"] + options)
            Thread.sleep(forTimeInterval: Double(kills * 7 % 50 + 20) / 1000)
            kill(deliverer.process.processIdentifier, SIGKILL)
            _ = try deliverer.end()
            kills += 1
        }
        // What ran when its deliverer was killed may still be at work.
        Thread.sleep(forTimeInterval: 0.2)
        // One that was put off again and again waits longer each time.
        for _ in 0..<240 where try waiting() > 0 {
            _ = try RunningProgram("dondoc", ["deliver", "--once"] + options).end()
            Thread.sleep(forTimeInterval: 0.3)
        }
        #expect(kills > 0)
        #expect(try waiting() == 0)
        let kept = try FileManager.default.contentsOfDirectory(atPath: site.spool + "/van-phong/cur").sorted()
        #expect(kept == names.map { $0 + ":2,P" })
        for way in ["mail", "chat", "flaky"] {
            let text = try String(contentsOfFile: record + "-" + way, encoding: .utf8)
            let taken = text.split(separator: "\n").map { String($0.dropFirst(9)) }
            #expect(Set(taken) == Set(names), "\(way)")
            #expect(taken.count - names.count <= kills, "\(way)")
        }
        let left = try FileManager.default.contentsOfDirectory(atPath: site.spool + "/.outlets")
        #expect(left.allSatisfy { $0.hasPrefix(".") }, "\(left)")
    }

    @Test func aMistypedOutletIsTold() throws {
        let site = try SmallSite()
        defer { site.remove() }
        try site.write(
            "dondoc.yaml",
            "kênh gửi:\n  - { tên: zalo, lệnh: [/bin/true], từ mức: cảnh báo }\n  - { name: Zalo, command: [true] }\n")
        try site.write("bodies.yaml", "cơ quan:\n  - { mã: bdv, tên: Ban Dân vận, kênh nhận: [mail, zalp 84912] }\n")
        let run = try site.dondoc("check")
        #expect(run.code == 1)
        for words in [
            "S425", "không có kênh gửi “zalp”", "có phải ý là “zalo”?", "S423", "“Zalo” không dùng làm tên kênh được",
            "S403",
        ] {
            #expect((run.output + run.errors).contains(words), "\(words)\n\(run)")
        }
        #expect(!run.errors.contains("S421"))
    }

    @Test func aTestLetterGoesThroughAnOutlet() throws {
        let site = try SmallSite()
        defer { site.remove() }
        let record = site.folder.appending(path: "record").path
        try site.write(
            "dondoc.yaml",
            "outlets:\n  - { name: chat, command: [/bin/sh, -c, 'echo $2 > \(record); cat >> \(record)', sh] }\n")
        let run = try site.dondoc("check", "--mail", "84912", "--outlet", "chat")
        #expect(run.code == 0 && run.output.contains("84912"), "\(run)")
        let text = try String(contentsOfFile: record, encoding: .utf8)
        #expect(text.hasPrefix("84912\n") && text.contains("To: 84912"), "\(text)")
        let unknown = try site.dondoc("check", "--mail", "84912", "--outlet", "chatt")
        #expect(unknown.code == 2 && unknown.errors.contains("mail, chat"))
        #expect(try site.dondoc("check", "--outlet", "chat").code == 2)
    }

    /// A wrong configuration is retried, and `status` says what is wrong until it is mended.
    @Test(arguments: [(78, "mã kết thúc 78: bad config"), (74, "mã kết thúc 74: bad config"), (0, "")])
    func statusSaysWhyLettersWait(code: Int, why: String) throws {
        let site = try SmallSite()
        defer { site.remove() }
        try site.write("bodies.yaml", "bodies:\n  - { id: van-phong, name: Văn phòng, email: vp@example.vn }\n")
        let spool = URL(fileURLWithPath: site.spool)
        try spool.file("van-phong/new/1.a.host", "Subject: x\n\nnội dung\n")
        for folder in ["staging", "van-phong/cur", "van-phong/tmp"] {
            try FileManager.default.createDirectory(
                at: spool.appending(path: folder), withIntermediateDirectories: true)
        }
        let command = code == 0 ? "/nonexistent/msmtp" : "/bin/sh, -c, 'echo bad config >&2; exit \(code)'"
        try site.write("dondoc.yaml", "sendmail: [\(command)]\n")
        _ = try site.dondoc("deliver", "--once")
        let status = try site.dondoc("status").output
        let reason = code == 0 ? "No such file or directory" : why
        #expect(status.contains("kênh mail: 1 thư chờ gửi lại (") && status.contains(reason + ")"), "\(status)")
        let json = try #require(site.dondoc("status", "--json").objects.first)
        let outlet = try #require((json["outlets"] as? [[String: Any]])?.first)
        #expect((outlet["because"] as? String)?.hasSuffix(reason) == true, "\(outlet)")
        // Mended, it goes at once.
        try site.write("dondoc.yaml", "sendmail: [/bin/true]\n")
        #expect(try site.dondoc("deliver", "--once").code == 0)
        #expect(try !site.dondoc("status").output.contains("chờ gửi lại"))
    }

    @Test func statusShowAndMetricsTellOfOutlets() throws {
        let site = try SmallSite()
        defer { site.remove() }
        let spool = URL(fileURLWithPath: site.spool)
        try spool.file(".retry/ban-dan-van:1.a.host:zalo", "2 1 99\n")
        try spool.file(".outlets/ban-dan-van:2.b.host:zalo", "refused\nban-dan-van:2.b.host\n")
        try spool.file(".outlets/ban-dan-van:2.b.host", "taken\nban-dan-van:2.b.host\n")
        let status = try site.dondoc("status").output
        #expect(status.contains("kênh zalo: 1 thư chờ gửi lại, 1 thư không nhận"), "\(status)")
        let json = try #require(site.dondoc("status", "--json").objects.first)
        let outlets = try #require(json["outlets"] as? [[String: Any]])
        #expect(outlets.count == 1 && outlets[0]["waiting"] as? Int == 1 && outlets[0]["refused"] as? Int == 1)
        let metrics = try site.dondoc("metrics").output
        #expect(metrics.contains("dondoc_letters_waiting{outlet=\"zalo\"} 1\n"))
        #expect(metrics.contains("dondoc_letters_refused{outlet=\"zalo\"} 1\n"))
    }
}

/// A receiver of webhooks on the loopback.
final class Receiver {
    struct Request {
        var path: String
        var headers: [String: String]
        var body: String
    }

    let folder: URL
    let port: Int
    private let process = Process()

    var url: String { "http://127.0.0.1:\(port)" }

    init() throws {
        folder = try Scratch.folder()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "python3", RunningProgram.package.appending(path: "Tests/EndToEndTests/receiver.py").path, folder.path,
        ]
        process.standardOutput = output
        try process.run()
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        port = try #require(Int(line.trimmingCharacters(in: .whitespacesAndNewlines)))
    }

    func end() {
        // Another test's thread may hold SIGTERM back, and with it those of what it starts.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: folder)
    }

    /// In the order they came.
    var requests: [Request] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".json") }.sorted().compactMap { name in
            guard let data = try? Data(contentsOf: folder.appending(path: name)),
                let object = try? JSONSerialization.jsonObject(with: data) as? [String: Any]
            else { return nil }
            return Request(
                path: object["path"] as? String ?? "", headers: object["headers"] as? [String: String] ?? [:],
                body: object["body"] as? String ?? "")
        }
    }
}
