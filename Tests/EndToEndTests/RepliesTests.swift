import Foundation
import Testing

/// `dondoc replies` of the built program: from a letter that went out to a report in the ledger.
@Suite struct RepliesTests {
    /// A site whose letters went out on 2021-12-24, and a mailbox for the answers.
    private struct Office {
        let site: SmallSite
        /// Message-ID of the letter to `ban-tuyen-giao` about 1.1.
        let letter: String

        var box: URL { site.folder.appending(path: "answers") }

        init(_ replies: String = "") throws {
            site = try SmallSite()
            for part in ["new", "cur", "tmp"] {
                try FileManager.default.createDirectory(
                    at: site.folder.appending(path: "answers/\(part)"), withIntermediateDirectories: true)
            }
            try site.write(
                "dondoc.yaml",
                "sender: dondoc@tinh.vn\nhost: dondoc.tinh.vn\nthư trả lời:\n  hộp thư: \(site.folder.path)/answers\n\(replies)"
            )
            let bodies = try String(contentsOfFile: site.site + "/bodies.yaml", encoding: .utf8)
            try site.write(
                "bodies.yaml",
                bodies.replacing(
                    "    name: Ban Tuyên giáo Tỉnh ủy\n",
                    with:
                        "    name: Ban Tuyên giáo Tỉnh ủy\n    email: btg@tinh.vn\n    contact: { name: Lan, email: Lan@tinh.vn }\n"
                ))
            let daemon = try site.daemon(
                "--now", "2021-12-20", "--speed", "1e7", "--until", "2021-12-26")
            _ = try daemon.end()
            let new = URL(fileURLWithPath: site.spool).appending(path: "ban-tuyen-giao/new")
            let name = try #require(try FileManager.default.contentsOfDirectory(atPath: new.path).sorted().first)
            let text = try String(contentsOf: new.appending(path: name), encoding: .utf8)
            let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("Message-ID: ") })
            letter = String(line.dropFirst("Message-ID: ".count))
        }

        func answer(
            _ name: String, _ text: String, from: String = "btg@tinh.vn", to letter: String? = nil, header: String = ""
        ) throws {
            try box.file(
                "new/\(name)",
                "From: Ban Tuyên giáo <\(from)>\nSubject: Re: =?UTF-8?Q?Nh=E1=BA=AFc?=\nMessage-ID: <\(name)@tinh.vn>\n"
                    + "In-Reply-To: \(letter ?? self.letter)\n\(header)Content-Type: text/plain; charset=utf-8\n\n\(text)\n"
            )
        }

        func list(_ arguments: String...) throws -> [[String: Any]] {
            try site.dondoc(["replies", "list", "--json"] + arguments).objects
        }

        func reports() throws -> [[String: Any]] {
            try site.dondoc("audit", "--json").objects.filter { $0["type"] as? String == "report" }
        }
    }

    @Test func anAnswerIsProposedAndAcceptedOnce() throws {
        let office = try Office()
        defer { office.site.remove() }
        try office.answer("1.a", "Hoàn thành ngày 20/12/2021, văn bản 45-BC/BTG\n\n> Kính gửi")
        let read = try office.site.dondoc("replies")
        #expect(read.code == 0 && read.output.contains("1 chờ ghi nhận"), "\(read)")
        let listed = try office.list()
        let reply = try #require(listed.first)
        #expect(
            listed.count == 1 && reply["state"] as? String == "proposed" && reply["body"] as? String == "ban-tuyen-giao"
        )
        let shown = try office.site.dondoc("replies", "list").output
        #expect(
            shown.contains("Ban Tuyên giáo Tỉnh ủy") && shown.contains("45-BC/BTG") && shown.contains("giả mạo"),
            "\(shown)")
        #expect(try office.site.dondoc("status").output.contains("1 thư chờ xử lý"))
        // Nothing is recorded until somebody says so.
        #expect(try office.reports().isEmpty)
        let accepted = try office.site.dondoc("replies", "accept", "1")
        #expect(accepted.code == 0 && accepted.output.contains("Đã ghi"), "\(accepted)")
        let report = try #require(try office.reports().first)
        #expect(report["report"] as? String == "done" && report["document"] as? String == "45-BC/BTG", "\(report)")
        #expect(report["on"] as? String == "2021-12-20" && report["bodies"] as? [String] == ["ban-tuyen-giao"])
        #expect(
            (report["by"] as? String)?.contains("btg@tinh.vn") == true
                && (report["note"] as? String)?.contains("<1.a@tinh.vn>") == true)
        #expect(try office.list().isEmpty)
        #expect(try office.site.dondoc("replies", "accept", "1").code == 2)
        // Read again, from where a mail program put it, delivered once more: it stays one.
        try FileManager.default.moveItem(
            at: office.box.appending(path: "new/1.a"), to: office.box.appending(path: "cur/1.a:2,S"))
        try FileManager.default.copyItem(
            at: office.box.appending(path: "cur/1.a:2,S"), to: office.box.appending(path: "new/2.again"))
        #expect(try office.site.dondoc("replies").output.contains("Không có thư mới"))
        #expect(try office.list("--all").count == 1 && office.reports().count == 1)
    }

    @Test func everythingElseIsListedOrPassedOver() throws {
        let office = try Office()
        defer { office.site.remove() }
        try office.answer("1", "Chưa xong, đang chờ số liệu")
        try office.answer("2", "Đã xong", from: "gian@xau.vn")
        try office.answer("3", "Đã xong", to: "<nobody@elsewhere>")
        try office.answer("4", "Đã xong", header: "Auto-Submitted: auto-replied\n")
        try office.answer("5", "Đã xong", header: "Return-Path: <>\n")
        try office.answer("6", "Đã xong", header: "X-Auto-Response-Suppress: All\n")
        try office.answer("7", "Đã xong", header: "Precedence: bulk\n")
        try office.answer("8", "Đã xong", header: "List-Id: <x.y>\n")
        try office.answer("9", "Đã xong", from: "dondoc@tinh.vn")
        // Whom the body is reached by may answer too.
        try office.answer("A", "Đã tiếp nhận", from: "lan@TINH.vn", header: "Auto-Submitted: no\n")
        try office.box.file("new/B", "")
        try office.box.file("new/C", Data((0..<4_000).map { UInt8($0 % 251) }))
        let read = try office.site.dondoc("replies", "read")
        #expect(read.code == 0, "\(read)")
        let all = try office.list("--all")
        let states = all.map { $0["state"] as? String ?? "" }
        #expect(
            states == ["unclear", "unclear", "unclear"] + [String](repeating: "ignored", count: 6) + [
                "proposed", "unclear", "unclear",
            ],
            "\(states)")
        #expect(all[0]["letter"] as? String != nil && (all[0]["text"] as? String)?.hasPrefix("Chưa xong") == true)
        #expect((all[1]["because"] as? String)?.contains("không phải cơ quan nhận thư") == true)
        #expect(try office.list().count == 6)
        #expect(try office.site.dondoc("replies", "list").output.contains("6 thư tự động"))
        // What says nothing that could be recorded is put away.
        let accepted = try office.site.dondoc("replies", "accept", "1")
        #expect(accepted.code == 2 && accepted.errors.contains("reject 1"))
        #expect(try office.site.dondoc("replies", "reject", "1").code == 0)
        #expect(try office.list().count == 5 && office.reports().isEmpty)
        #expect(try office.site.dondoc("replies", "reject", "99").code == 2)
    }

    @Test func recordedAtOnceWhereTheSiteSaysSo() throws {
        let office = try Office("  tự ghi nhận: có\n  xác thực bởi: mx.tinh.vn\n")
        defer { office.site.remove() }
        let pass = "Authentication-Results: mx.tinh.vn; dmarc=pass header.from=tinh.vn\n"
        try office.answer("1", "Tiến độ 60%", header: pass)
        // Forged: another server's word, another domain's, none.
        try office.answer("2", "Đã xong", header: "Authentication-Results: mx.xau.vn; dmarc=pass header.from=tinh.vn\n")
        try office.answer(
            "3", "Đã xong", header: "Authentication-Results: mx.tinh.vn; spf=pass smtp.mailfrom=x@xau.vn\n")
        try office.answer("4", "Đã xong")
        // Understood, but not every word of it.
        try office.answer("5", "Ban Tuyên giáo đã hoàn thành nhiệm vụ", header: pass)
        let read = try office.site.dondoc("replies")
        #expect(read.code == 0, "\(read)")
        let states = try office.list("--all").map { $0["state"] as? String ?? "" }
        #expect(states == ["reported", "unclear", "unclear", "unclear", "proposed"])
        let reports = try office.reports()
        #expect(reports.count == 1 && reports[0]["report"] as? String == "progress", "\(reports)")
        #expect(try office.site.dondoc("replies").code == 0)
        #expect(try office.reports().count == 1)
    }

    @Test func anExtensionIsAskedFor() throws {
        let office = try Office()
        defer { office.site.remove() }
        try office.answer("1", "Xin gia hạn đến 30/12/2099: chờ số liệu của các huyện")
        _ = try office.site.dondoc("replies")
        #expect(try office.site.dondoc("replies", "accept", "1").code == 0)
        let report = try #require(try office.reports().first)
        #expect(
            report["report"] as? String == "ask-extension" && report["until"] as? String == "2099-12-30", "\(report)")
        #expect(report["reason"] as? String == "chờ số liệu của các huyện")
    }

    /// A mail server's report is tied to the letter that did not arrive, told until somebody has seen it, and counted.
    @Test func aLetterThatCameBack() throws {
        let office = try Office()
        defer { office.site.remove() }
        #expect(try office.site.dondoc("metrics").output.contains("dondoc_answers_waiting{state=\"undelivered\"} 0"))
        try office.box.file(
            "new/1",
            """
            From: MAILER-DAEMON@mx.tinh.vn
            Return-Path: <>
            Message-ID: <1@mx.tinh.vn>
            Content-Type: multipart/report; report-type=delivery-status; boundary=b

            --b

            The mail system could not deliver your message.
            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.tinh.vn

            Final-Recipient: rfc822; btg@tinh.vn
            Action: failed
            Status: 5.1.1
            Diagnostic-Code: smtp; 550 User unknown

            --b
            Content-Type: text/rfc822-headers

            Message-ID: \(office.letter)

            --b--

            """)
        // It had gone out.
        let spool = URL(fileURLWithPath: office.site.spool)
        let name = try #require(
            try FileManager.default.contentsOfDirectory(
                atPath: spool.appending(path: "ban-tuyen-giao/new").path
            ).sorted().first)
        #expect(try office.site.dondoc("show", "01-KH-TU/1.1").output.contains("thư để trong hộp thư"))
        try FileManager.default.moveItem(
            at: spool.appending(path: "ban-tuyen-giao/new/\(name)"),
            to: spool.appending(path: "ban-tuyen-giao/cur/\(name):2,P"))
        #expect(try office.site.dondoc("replies").output.contains("1 thư không đến được"))
        let returned = try #require(try office.list().first)
        #expect(returned["state"] as? String == "undelivered" && returned["body"] as? String == "ban-tuyen-giao")
        #expect(returned["tasks"] as? [String] == ["01-KH-TU/1.1@2021-Q4"], "\(returned)")
        let shown = try office.site.dondoc("replies", "list").output
        #expect(shown.contains("Ban Tuyên giáo Tỉnh ủy") && shown.contains("550 User unknown"), "\(shown)")
        let status = try office.site.dondoc("status")
        #expect(status.output.contains("1 thư không đến được nơi nhận"), "\(status.output)")
        let counts = try #require(try office.site.dondoc("status", "--json").objects.first)
        #expect(counts["returned"] as? Int == 1 && counts["answers"] as? Int == 0)
        #expect(try office.site.dondoc("metrics").output.contains("dondoc_answers_waiting{state=\"undelivered\"} 1"))
        let story = try office.site.dondoc("show", "01-KH-TU/1.1").output
        #expect(story.contains("thư bị trả lại: btg@tinh.vn: 5.1.1"), "\(story)")
        // There is nothing to record of it; seen, it does not wait any more, and stays known.
        #expect(try office.site.dondoc("replies", "accept", "1").code == 2)
        #expect(try office.site.dondoc("replies", "reject", "1").code == 0)
        #expect(try office.list().isEmpty && office.list("--all").first?["state"] as? String == "undelivered")
        #expect(try office.site.dondoc("metrics").output.contains("dondoc_answers_waiting{state=\"undelivered\"} 0"))
        #expect(try office.site.dondoc("show", "01-KH-TU/1.1").output.contains("thư bị trả lại"))
    }

    /// Killed again and again while it reads and records: each answer is kept once and reported once.
    @Test func killedAtAnyPointNothingIsLostAndNothingTwice() throws {
        let office = try Office("  accept: true\n")
        defer { office.site.remove() }
        for number in 100..<140 { try office.answer("\(number)", "Tiến độ \(number - 99)%") }
        let options = [
            "--site", office.site.site, "--vendor", "/nonexistent", "--state", office.site.state, "--spool",
            office.site.spool,
        ]
        var kills = 0
        for wait in 0..<60 {
            let reader = try RunningProgram("dondoc", ["replies", "read"] + options)
            Thread.sleep(forTimeInterval: Double(wait * 7 % 120 + 10) / 1000)
            if reader.process.isRunning {
                kill(reader.process.processIdentifier, SIGKILL)
                kills += 1
            }
            _ = try reader.end()
        }
        #expect(kills > 5)
        let last = try RunningProgram("dondoc", ["replies", "read"] + options).end()
        #expect(last.code == 0, "\(last)")
        let all = try office.list("--all")
        #expect(all.count == 40 && all.allSatisfy { $0["state"] as? String == "reported" }, "\(all.count)")
        let values = try office.reports().compactMap { $0["value"] as? String }
        #expect(values.count == 40 && Set(values).count == 40, "\(values)")
        // A line that was not written whole is read again.
        let file = URL(fileURLWithPath: office.site.state + "/replies/replies.jsonl")
        let bytes = try Data(contentsOf: file)
        try bytes.dropLast(20).write(to: file)
        #expect(try RunningProgram("dondoc", ["replies", "read"] + options).end().code == 0)
        #expect(try office.list("--all").allSatisfy { $0["state"] as? String == "reported" })
        #expect(try office.reports().count == 40)
    }

    @Test func withoutAMailboxItIsSaid() throws {
        let site = try SmallSite()
        defer { site.remove() }
        let none = try site.dondoc("replies")
        #expect(none.code == 2 && none.errors.contains("man dondoc-replies"))
        #expect(try site.dondoc("replies", "list").code == 0)
        try site.write("dondoc.yaml", "replies: { maildir: /nonexistent/mail }\n")
        let missing = try site.dondoc("replies")
        #expect(missing.code == 3 && missing.errors.contains("/nonexistent/mail"))
        try site.write("dondoc.yaml", "replies: { acept: true }\n")
        let check = try site.dondoc("check")
        #expect(check.errors.contains("S106") && check.errors.contains("S109") || check.output.contains("S106"))
    }
}
