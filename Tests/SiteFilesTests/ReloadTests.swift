import Diagnostics
import Foundation
import Planning
import Programmes
import RuleLanguage
import SiteFiles
import Testing

/// What stays in force when a file changes, breaks or goes; and what the vendor's folder adds.
struct ReloadTests {
    @Test func lastGoodVersionOfAProgrammeStays() {
        let site = TemporarySite.plain()
        site.write("programmes/b.yaml", TemporarySite.programme.replacing("01-KH-TU", with: "02-KH-TU"))
        let first = site.load()
        #expect(first.diagnostics.isEmpty)

        site.write("programmes/a.yaml", TemporarySite.programme.replacing("Trong quý IV/2021", with: "ngày 31/9/2022"))
        let second = site.load(previous: first)
        #expect(second.codes == ["S309"])
        #expect(second.status("programmes/a.yaml")?.state == .lastGood)
        #expect(second.status("programmes/a.yaml")?.digestInForce == first.status("programmes/a.yaml")?.digest)
        #expect(second.site.programmes[0].deadlines[0] == ["Trong quý IV/2021"])
        #expect(second.site.programmes.count == 2)

        // A second slip does not make the first one good.
        site.write("programmes/a.yaml", "programme: [")
        let third = site.load(previous: second)
        #expect(third.status("programmes/a.yaml")?.state == .lastGood)
        #expect(third.site.programmes[0].tasks.count == 2)

        site.write("programmes/a.yaml", TemporarySite.programme.replacing("Quán triệt", with: "Học tập"))
        let fourth = site.load(previous: third)
        #expect(fourth.diagnostics.isEmpty)
        #expect(fourth.status("programmes/a.yaml")?.state == .inForce)
        #expect(fourth.site.programmes[0].tasks[0].title == "Học tập")

        #expect(throws: Never.self) { try site.remove("programmes/a.yaml") }
        #expect(site.load(previous: fourth).site.programmes.map(\.id) == ["02-KH-TU"])
    }

    /// What is broken is known again under another name by its bytes, and by nothing else.
    @Test func aBrokenFileThatIsRenamedKeepsItsLastGoodVersion() throws {
        let rule = "rule \"nhac\" when before due 5 days remind lead\n"
        let site = TemporarySite.plain()
        site.write("rules/a.rules", rule)
        let first = site.load()
        site.write("programmes/a.yaml", TemporarySite.programme + "  - { id: [")
        site.write("rules/a.rules", rule + "rule whn")
        let broken = site.load(previous: first)
        try site.move("programmes/a.yaml", to: "programmes/z.yaml")
        try site.move("rules/a.rules", to: "rules/z.rules")
        let second = site.load(previous: broken)
        #expect(second.status("programmes/z.yaml")?.state == .lastGood)
        #expect(second.status("rules/z.rules")?.state == .lastGood)
        #expect(second.site.programmes.map(\.tasks) == first.site.programmes.map(\.tasks))
        #expect(second.site.programmes.map(\.path) == ["programmes/z.yaml"])
        #expect(second.site.ruleFiles.map(\.source.path) == ["rules/z.rules"])
        #expect(second.site.ruleFiles.map(\.items.count) == [1])

        // The same name with other bytes is another file; one that is gone took its last good version with it.
        try site.remove("rules/z.rules")
        let third = site.load(previous: second)
        #expect(third.site.ruleFiles.isEmpty)
        site.write("rules/z.rules", rule + "rule whn")
        #expect(site.load(previous: third).status("rules/z.rules")?.state == .partial)
        try site.move("programmes/z.yaml", to: "programmes/y.yaml")
        site.write("programmes/y.yaml", TemporarySite.programme + "  - { id: {")
        #expect(site.load(previous: third).status("programmes/y.yaml")?.state == .partial)
    }

    /// Two of the same bytes, each with a last good version of its own: neither is lost.
    @Test func brokenFilesOfTheSameBytesAreToldApart() throws {
        let site = TemporarySite.plain()
        site.write("programmes/b.yaml", TemporarySite.programme.replacing("01-KH-TU", with: "02-KH-TU"))
        let first = site.load()
        for name in ["a", "b"] { site.write("programmes/\(name).yaml", "programme: [") }
        let broken = site.load(previous: first)
        for name in ["a", "b"] { try site.move("programmes/\(name).yaml", to: "programmes/x\(name).yaml") }
        let second = site.load(previous: broken)
        #expect(second.site.programmes.map(\.id) == ["01-KH-TU", "02-KH-TU"])
        // A copy of one that is still there is a new file.
        site.write("programmes/c.yaml", "programme: [")
        let third = site.load(previous: second)
        #expect(third.site.programmes.map(\.id) == ["01-KH-TU", "02-KH-TU"])
        #expect(third.status("programmes/c.yaml")?.state == .partial)
    }

    @Test func goodPartOfAFileAtTheFirstLoad() {
        let site = TemporarySite.plain()
        site.write(
            "programmes/a.yaml",
            TemporarySite.programme.replacing("[ban-dan-van]", with: "[ban-dan-va, ban-to-chuc]").replacing(
                "id: \"1.2\"", with: "id: \"1/2\""))
        let loaded = site.load()
        #expect(loaded.codes == ["S201", "S304"])
        #expect(loaded.status("programmes/a.yaml")?.state == .partial)
        let programme = loaded.site.programmes[0]
        #expect(programme.tasks.map(\.id) == ["1.1"])
        #expect(programme.tasks[0].bodies(.lead).map { loaded.site.bodies[$0].id } == ["ban-to-chuc"])
    }

    /// The bodies' indices of what stays in force are those of the directory that is in force.
    @Test func lastGoodVersionFollowsTheDirectory() {
        let site = TemporarySite.plain()
        let first = site.load()
        site.write("programmes/a.yaml", "programme: 01-KH-TU\n")
        let second = site.load(previous: first)
        site.write(
            "bodies.yaml",
            "bodies:\n  - id: van-phong\n    name: Văn phòng\n" + TemporarySite.bodies.dropFirst("bodies:\n".count))
        let third = site.load(previous: second)
        #expect(third.status("programmes/a.yaml")?.state == .lastGood)
        let leads = third.site.programmes[0].tasks.map { third.site.bodies[$0.bodies(.lead)[0]].id }
        #expect(leads == ["ban-dan-van", "ban-to-chuc"])
    }

    @Test func brokenBodiesAndSettingsKeepTheLastGoodOnes() {
        let site = TemporarySite.plain()
        site.write("dondoc.yaml", "language: en\nhost: a.example\n")
        let first = site.load()
        #expect(first.paths.host == "a.example")
        site.write("dondoc.yaml", "language: klingon\nhost: b.example\n")
        site.write("bodies.yaml", "bodies: {}\n")
        let second = site.load(previous: first)
        #expect(second.site.settings.language == .en)
        #expect(second.paths.host == "a.example")
        #expect(second.site.bodies.count == 3)
        #expect(second.site.programmes[0].tasks.count == 2)
    }

    @Test func unreadableFolderKeepsWhatWasThere() {
        let site = TemporarySite.plain()
        let first = site.load()
        let gone = loadSite(at: site.path + "/nowhere", previous: first)
        #expect(gone.codes == ["S006"])
        #expect(gone.site.programmes.count == 1)
        #expect(loadSite(at: site.path + "/nowhere").site.programmes.isEmpty)
    }

    @Test func unchangedFilesAreNotReadAgain() {
        let site = TemporarySite.plain()
        let first = site.load()
        let second = site.load(previous: first)
        #expect(second.files == first.files)
        #expect(second.site.programmes[0].tasks == first.site.programmes[0].tasks)
    }

    @Test func vendorOverrideAndMask() throws {
        func rule(_ name: String) -> String { "rule \"\(name)\" when before due 5 days remind lead\n" }
        let vendor = TemporarySite([
            "rules/10-nhac.rules": rule("a"), "rules/20-qua-han.rules": rule("b"), "rules/30-tong-hop.rules": rule("c"),
            "templates/nhac.mustache": "vendor", "bodies.yaml": "bodies: []\n",
        ])
        let site = TemporarySite.plain()
        site.write("rules/10-nhac.rules", rule("d"))
        try site.link("rules/20-qua-han.rules", to: "/dev/null")
        let loaded = site.load(vendor: vendor)
        #expect(loaded.errors.isEmpty, "\(loaded.rendered(.en))")
        #expect(
            loaded.site.ruleFiles.map(\.source.path) == [
                "rules/10-nhac.rules", vendor.path + "/rules/30-tong-hop.rules",
            ])
        #expect(loaded.status("rules/20-qua-han.rules")?.state == .masked)
        #expect(loaded.site.bodies.count == 3)
        #expect(loaded.templates["nhac"]?.text == "vendor")

        try site.remove("rules/20-qua-han.rules")
        #expect(site.load(vendor: vendor, previous: loaded).site.ruleFiles.count == 3)
    }

    @Test func aTemplateThatDoesNotCompileKeepsItsLastGoodVersion() {
        let site = TemporarySite.plain()
        site.write("templates/reminder.mustache", "* {{task.title}}\n")
        let first = site.load()
        #expect(first.diagnostics.isEmpty)
        site.write("templates/reminder.mustache", "* {{#late}}{{task.titel}}\n")
        let second = site.load(previous: first)
        #expect(Set(second.codes) == ["S131", "S134"])
        #expect(second.templates["reminder"]?.text == "* {{task.title}}\n")
        #expect(second.status("templates/reminder.mustache")?.state == .lastGood)
    }

    @Test(arguments: [
        ("lead: Ban Dân vận Tỉnh ủy; ban-to-chuc", "[Ban Dân vận Tỉnh ủy, ban-to-chuc]"),
        ("lead: [\"BDV, ban-to-chuc\"]", "[BDV, ban-to-chuc]"),
        ("lead: BDV; ban-khac", nil),
    ])
    func severalBodiesInOneWord(lead: String, list: String?) {
        let site = TemporarySite.plain()
        site.write("programmes/a.yaml", TemporarySite.programme.replacing("lead: [ban-dan-van]", with: lead))
        let loaded = site.load()
        #expect(loaded.codes == ["S201"])
        #expect(loaded.diagnostics[0].help?.en.contains("as a list: ") == (list != nil))
        if let list { #expect(loaded.diagnostics[0].help?.vi.hasSuffix(list) == true) }
    }

    @Test func aWaitForWhatIsNotThereAndCircles() {
        let site = TemporarySite.plain()
        site.write(
            "programmes/a.yaml",
            TemporarySite.programme.replacing("Trong quý IV/2021", with: "sau khi xong\n    after: \"1.2\"").replacing(
                "Thường xuyên", with: "sau khi xong\n    after: 01-KH-TU/1.1"))
        #expect(site.load().codes == ["S314"])
        site.write(
            "programmes/a.yaml",
            TemporarySite.programme.replacing("Trong quý IV/2021", with: "sau khi xong\n    after: \"1.3\""))
        let loaded = site.load()
        #expect(loaded.codes == ["S312"])
        #expect(loaded.site.programmes[0].tasks[0].extra?.after == nil)
    }

    @Test func twoProgrammesOfOneId() {
        let site = TemporarySite.plain()
        site.write("programmes/b.yaml", TemporarySite.programme)
        let loaded = site.load()
        #expect(loaded.codes == ["S311"])
        #expect(loaded.site.programmes.map(\.path) == ["programmes/a.yaml"])
        #expect(loaded.filesInForce.map(\.path).filter { $0.hasPrefix("programmes/") } == ["programmes/a.yaml"])
    }

    /// A copy laid beside the file in force changes nothing, whatever its name; without the file it takes its place.
    @Test func aCopyOfAProgramme() throws {
        let site = TemporarySite.plain()
        let first = site.load()
        site.write("programmes/Copy of a.yaml", TemporarySite.programme.replacing("Thường xuyên", with: "Hằng năm"))
        let second = site.load(previous: first)
        #expect(second.codes == ["S311"])
        #expect(second.setAside.map(\.path) == ["programmes/Copy of a.yaml"])
        #expect(second.setAside.map(\.digestInForce) == [""])
        #expect(second.site.programmes.map(\.path) == ["programmes/a.yaml"])
        // As long as neither has changed, too.
        site.write("bodies.yaml", TemporarySite.bodies + "  - id: them\n    name: Thêm\n")
        let third = site.load(previous: second)
        #expect(third.codes == ["S311"])
        #expect(third.site.programmes.map(\.path) == ["programmes/a.yaml"])
        try site.remove("programmes/a.yaml")
        let fourth = site.load(previous: third)
        #expect(fourth.codes == [])
        #expect(fourth.site.programmes.map(\.path) == ["programmes/Copy of a.yaml"])
    }

    /// What the file system may hold in a file's place.
    @Test func notFiles() throws {
        let site = TemporarySite.plain()
        try site.link("programmes/b.yaml", to: "nowhere.yaml")
        site.write("programmes/c.yaml/x", "")
        #expect(mkfifo(site.path + "/programmes/d.yaml", 0o600) == 0)
        site.write("programmes/e.yaml", "")
        #expect(truncate(site.path + "/programmes/e.yaml", (256 << 20) + 1) == 0)
        let loaded = site.load()
        #expect(loaded.codes == ["S003", "S005", "S005", "S004"])
        #expect(loaded.site.programmes.map(\.id) == ["01-KH-TU"])
        #expect(loaded.errors.allSatisfy { $0.help != nil })
    }
}
