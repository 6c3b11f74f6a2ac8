import Foundation
import Testing

@Suite struct ServiceTests {
    @Test func reportsGoThroughTheServiceWhereItRuns() throws {
        let site = try SmallSite()
        defer { site.remove() }
        let daemon = try site.daemon("--now", "2021-12-01T00:00:00+07:00")
        defer { daemon.process.terminate() }
        try #require(try site.isServing(), "\(daemon.errors)")

        let done = try site.dondoc("done", "01-KH-TU/1.1", "--by", "BDV", "--socket", site.socket, "--json")
        #expect(done.code == 0, "\(done.errors)")
        // The service's clock says which occurrence is current.
        #expect(done.objects.first?["occurrence"] as? String == "2021-Q4")
        // The service holds the ledger: nobody else writes beside it.
        let beside = try site.dondoc("done", "01-KH-TU/1.2", "--lang", "en")
        #expect(beside.code == 3)
        let unknown = try site.dondoc("ack", "01-KH-TU/1.9", "--socket", site.socket)
        #expect(unknown.code == 2)

        let status = try site.dondoc("status", "--json", "--now", "2021-12-01", "--socket", site.socket)
        #expect(status.code == 0)
        #expect(status.objects.first?["done"] as? Int == 1)
        #expect((status.objects.first?["service"] as? [String: Any])?["tasks"] as? Int == 3)

        let same = try site.dondoc("reload", "--json", "--socket", site.socket)
        #expect(same.code == 0, "\(same.errors)")
        #expect(same.objects.first?["changed"] as? Bool == false)
        try site.write("rules/20.rules", "quy tắc \"x\"\n  khi trước hạn 7 ngày\n  nhăc chủ trì\n")
        let broken = try site.dondoc("reload", "--socket", site.socket)
        #expect(broken.code == 1)
        #expect(broken.output.contains("rules/20.rules"))

        daemon.process.interrupt()
        daemon.process.waitUntilExit()
        #expect(daemon.process.terminationStatus == 0)
        #expect(try site.dondoc("reload", "--socket", site.socket).code == 3)
    }

    /// The daemon dies between the ledger and the answer. Its socket is held by one that passes the first report on,
    /// and hangs up instead of answering; the others it answers.
    @Test func aReportThatWasNotAnsweredIsRecordedOnce() throws {
        let site = try SmallSite()
        defer { site.remove() }
        let daemon = try site.daemon("--now", "2021-12-01T00:00:00+07:00")
        defer { daemon.process.terminate() }
        try #require(try site.isServing(), "\(daemon.errors)")
        let cut = site.folder.appending(path: "cut.sock").path
        let between = try HangingUp(at: cut, before: site.socket)
        defer { between.end() }

        let done = try site.dondoc("done", "01-KH-TU/1.1", "--by", "BDV", "--socket", cut, "--json")
        #expect(done.code == 0, "\(done.errors)")
        #expect(between.reports == 2)
        // The answer is that of the first time: of the occurrence that was current then.
        #expect(done.objects.first?["occurrence"] as? String == "2021-Q4")
        let again = try site.dondoc("reopen", "01-KH-TU/1.1", "--socket", site.socket)
        #expect(again.code == 0)
        daemon.process.interrupt()
        daemon.process.waitUntilExit()
        let rows = try site.dondoc("audit", "--task", "01-KH-TU/1.1", "--json").objects.compactMap {
            $0["report"] as? String
        }
        #expect(rows == ["done", "reopen"])
    }

    @Test func whatIsSimulatedIsWhatIsSent() throws {
        let site = try SmallSite()
        defer { site.remove() }
        let simulated = try site.dondoc("simulate", "--from", "2021-10-01", "--to", "2022-03-31", "--json")
        #expect(simulated.code == 0)
        let daemon = try site.daemon(
            "--now", "2021-10-01T00:00:00+07:00", "--speed", "1000000000", "--until", "2022-04-01T00:00:00+07:00")
        let ended = try daemon.end()
        #expect(ended.code == 0, "\(ended.errors)")
        let expected = simulated.objects.map { notice in
            ["programme", "task", "occurrence", "rule", "step", "repeat", "recipient"].map { "\(notice[$0] ?? "")" }
        }
        #expect(expected.count > 4)
        #expect(try site.delivered().sorted() == expected.map { $0.joined(separator: "/") }.sorted())

        // From what was sent there is nothing left to send.
        let after = try site.dondoc("simulate", "--ledger", "--from", "2022-04-01", "--to", "2022-04-30", "--json")
        let again = Set(after.objects.map { "\($0["rule"] ?? "")\($0["step"] ?? "")\($0["repeat"] ?? "")" })
        #expect(
            again.isDisjoint(
                with: simulated.objects.map { "\($0["rule"] ?? "")\($0["step"] ?? "")\($0["repeat"] ?? "")" }))
        #expect(try site.dondoc("audit", "verify").code == 0)
    }
}
