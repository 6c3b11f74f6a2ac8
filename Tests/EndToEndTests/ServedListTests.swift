import Foundation
import Testing

/// `list` of a running service says what `list` of the files and the ledger does.
@Suite struct ServedListTests {
    @Test func aServiceAndTheFilesSayTheSame() throws {
        let site = try SmallSite()
        defer { site.remove() }
        try site.write(
            "programmes/02.yaml",
            """
            programme: "02"
            title: Kế hoạch hằng tháng
            issued: 2021-09-30
            since: 2021-09-30
            directing: [ban-thuong-vu]
            tasks:
              - { id: "1", title: Báo cáo tháng, lead: [ban-tuyen-giao, ban-dan-van], deadline: hằng tháng }
              - { id: "2", title: Việc khi cần, lead: [ban-tuyen-giao], deadline: khi cần thiết }
              - { id: "3", title: Việc đã xong, lead: [ban-dan-van], deadline: trước ngày 15/11/2021 }
              - { id: "4", title: Việc đã hủy, lead: [ban-dan-van], deadline: trước ngày 15/11/2021 }

            """)
        let before = try site.daemon("--now", "2021-12-01T00:00:00+07:00")
        defer { before.process.terminate() }
        try #require(try site.isServing(), "\(before.errors)")
        for report in [["done", "02/3"], ["cancel", "02/4"], ["done", "02/1@2021-10", "--body", "ban-dan-van"]] {
            let taken = try site.dondoc(report + ["--socket", site.socket])
            #expect(taken.code == 0, "\(taken.errors)")
        }
        // What the files are read for is the first instant of a day: by the next one, all that was reported is known.
        before.process.interrupt()
        before.process.waitUntilExit()
        let daemon = try site.daemon("--now", "2021-12-02T00:00:00+07:00")
        defer { daemon.process.terminate() }
        try #require(try site.isServing(), "\(daemon.errors)")
        let choices: [[String]] = [
            [], ["--all"], ["--overdue"], ["--due-within", "31"], ["--overdue", "--due-within", "31"],
            ["--status", "done"], ["--status", "done", "--status", "open"], ["--body", "BDV"],
            ["--body", "ban-dan-van", "--role", "lead"], ["--role", "directing"], ["--programme", "02"],
            ["--sort", "due"], ["--all", "--sort", "due", "--programme", "02"], ["--status", "history"],
        ]
        for choice in choices {
            for form in [["--json"], [], ["--lang", "en"]] {
                let served = try site.dondoc(["list"] + choice + form + ["--socket", site.socket])
                let read = try site.dondoc(["list"] + choice + form + ["--now", "2021-12-02"])
                #expect(served.code == 0 && read.code == 0, "\(served.errors)")
                #expect(served.output == read.output, "\(choice) \(form)")
            }
        }
        // What comes next is the service's to say.
        let status = try #require(try site.dondoc("status", "--json", "--socket", site.socket).objects.first)
        let foretold = try #require(try site.dondoc("status", "--json", "--now", "2021-12-02").objects.first)
        let next = try #require(status["next"] as? String)
        #expect(next == foretold["next"] as? String && status["unsent"] as? Int == 0)
        let unknown = try site.dondoc(["list", "--body", "nobody", "--socket", site.socket])
        #expect(unknown.code == 2, "\(unknown.errors)")
    }
}
