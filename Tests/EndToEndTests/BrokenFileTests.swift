import Foundation
import Testing

/// What the commands show of a site with broken files is what the service decides, whether it runs or not.
@Suite struct BrokenFileTests {
    /// Those that look, and what they say on the standard output.
    private static let questions = [
        ["list", "--json", "--all", "--now", "2021-12-24"], ["show", "01-KH-TU/1.1", "--json", "--now", "2021-12-24"],
        ["why", "01-KH-TU/1.1", "--json", "--now", "2021-12-24"],
        ["simulate", "--from", "2021-12-01", "--to", "2022-03-01", "--json"],
        ["simulate", "--from", "2021-12-01", "--to", "2022-03-01", "--json", "--ledger"],
        ["plan", "--json", "--now", "2021-12-24"], ["audit", "--json"], ["deadline", "Trong quý IV/2021", "--json"],
        ["export", "csv", "--now", "2021-12-24"], ["export", "ics", "--now", "2021-12-24"],
        ["export", "json", "--now", "2021-12-24"], ["report", "--html", "-", "--now", "2021-12-24"],
    ]

    private func answers(_ site: SmallSite, _ more: String...) throws -> [String] {
        try Self.questions.map { question in
            let outcome = try site.dondoc(question + more)
            #expect(outcome.code == 0, "\(question): \(outcome.errors)")
            return outcome.output
        }
    }

    private func setAside(_ site: SmallSite, _ more: String...) throws -> [String] {
        let status = try site.dondoc(["status", "--json", "--now", "2021-12-24"] + more).objects.first
        return (status?["setAside"] as? [[String: Any]] ?? []).map { "\($0["path"] ?? "") \($0["state"] ?? "")" }
    }

    @Test func commandsShowWhatTheServiceDecides() throws {
        let site = try SmallSite()
        defer { site.remove() }
        let daemon = try site.daemon("--now", "2021-12-23T12:00:00+07:00")
        defer { daemon.process.terminate() }
        try #require(try site.isServing())
        let whole = try answers(site)
        #expect(whole[2].contains("nhac-truoc-han"))

        let rules = site.site + "/rules/10-nhac.rules"
        let programme = site.site + "/programmes/01-KH-TU.yaml"
        for path in [rules, programme] {
            let text = try String(contentsOfFile: path, encoding: .utf8)
            let broken = text.replacing("khi    trước hạn", with: "kih trước hạn").replacing("1.1", with: "1/1")
            try Data(broken.utf8).write(to: URL(fileURLWithPath: path))
        }
        #expect(try site.dondoc("reload", "--socket", site.socket).code == 1)
        let paths = ["programmes/01-KH-TU.yaml lastGood", "rules/10-nhac.rules lastGood"]
        #expect(try answers(site) == whole)
        #expect(try setAside(site, "--socket", site.socket) == paths)

        daemon.process.interrupt()
        daemon.process.waitUntilExit()
        #expect(try answers(site) == whole)
        #expect(try setAside(site) == paths)
        let list = try site.dondoc("list", "--lang", "en")
        #expect(list.errors.contains("rules/10-nhac.rules: its last good version is used, as the service does."))
        let status = try site.dondoc("status", "--lang", "en")
        #expect(status.output.contains("set aside: rules/10-nhac.rules"))

        // Renamed while nothing runs, it is the same file.
        try FileManager.default.moveItem(atPath: programme, toPath: site.site + "/programmes/02.yaml")
        #expect(try answers(site) == whole)
        // The files as they are: that is what is checked, and what is said of a folder that is named.
        #expect(try site.dondoc("check").code == 1)
        #expect(try site.dondoc("plan", "--against", site.site, "--json", "--now", "2021-12-24").output != "")

        // Without a copy there is only the good part.
        try FileManager.default.removeItem(atPath: site.state + "/in-force")
        #expect(try site.dondoc("show", "01-KH-TU/1.1").code == 2)
        #expect(try setAside(site) == ["programmes/02.yaml partial", "rules/10-nhac.rules partial"])
    }
}
