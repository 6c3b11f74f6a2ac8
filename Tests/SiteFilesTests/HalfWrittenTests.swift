import Diagnostics
import Glibc
import Planning
import Programmes
import RuleLanguage
import SiteFiles
import Testing

/// Files that give nothing, names that cannot be found any more, links and names of files that are to harm.
struct HalfWrittenTests {
    static let rule = "rule \"nhac\" when before due 5 days remind lead\n"

    // MARK: Emptied

    @Test(arguments: ["", "\n\n", "# đang sửa\n", "programme: 01-KH-TU\ntitle: Kế hoạch\nissued: 2021-10-01\ntasks:\n"])
    func anEmptiedProgrammeKeepsItsLastGoodVersion(_ text: String) {
        let site = TemporarySite.plain()
        let first = site.load()
        site.write("programmes/a.yaml", text)
        let second = site.load(previous: first)
        #expect(second.codes == ["S011"])
        #expect(second.status("programmes/a.yaml")?.state == .lastGood)
        #expect(second.site.programmes.map(\.tasks.count) == [2])
        // So it stays, however often it is read.
        let third = site.load(previous: second)
        #expect(third.codes == ["S011"] && third.site.programmes.map(\.tasks.count) == [2])
        site.write("programmes/a.yaml", TemporarySite.programme)
        #expect(site.load(previous: third).diagnostics.isEmpty)
    }

    @Test(arguments: [
        ("bodies.yaml", TemporarySite.bodies, "bodies: []\n"), ("rules/a.rules", rule, "# later\n"),
        ("calendar/a.yaml", "off:\n- 2027-04-30\n", "# none\n"), ("templates/a.mustache", "{{text}}\n", " \n"),
        ("dondoc.yaml", "language: en\n", ""),
    ])
    func soDoTheOthers(_ name: String, _ text: String, _ emptied: String) {
        let site = TemporarySite.plain()
        site.write(name, text)
        let first = site.load()
        #expect(first.errors.isEmpty)
        site.write(name, emptied)
        let second = site.load(previous: first)
        #expect(second.errors.map(\.code) == ["S011"])
        #expect(second.status(name)?.state == .lastGood)
    }

    @Test func aFileThatNeverGaveAnythingIsTold() {
        let site = TemporarySite.plain()
        for name in ["programmes/b.yaml", "programmes/c.csv", "rules/a.rules", "calendar/a.yaml"] {
            site.write(name, "# nothing yet\n")
        }
        let loaded = site.load()
        #expect(loaded.codes.filter { $0 == "S012" }.count == 4)
        #expect(loaded.errors.isEmpty)
        #expect(loaded.site.programmes.count == 1)
        // Settings that are all comments are how they come with the package.
        site.write("dondoc.yaml", "# language: en\n")
        #expect(site.load().status("dondoc.yaml")?.state == .inForce)
        #expect(!site.load().diagnostics.contains { $0.path == "dondoc.yaml" })
    }

    // MARK: Names that are gone

    static let withoutBDV = TemporarySite.bodies.replacing("ban-dan-van", with: "ban-dv").replacing("[BDV]", with: "[]")

    @Test func bodiesThatAreStillNamedStay() {
        let site = TemporarySite.plain()
        let first = site.load()
        site.write("bodies.yaml", Self.withoutBDV)
        let second = site.load(previous: first)
        #expect(second.errors.map(\.code) == ["S220"])
        #expect(second.errors.first?.message.en.contains("ban-dan-van") == true)
        #expect(second.status("bodies.yaml")?.state == .lastGood)
        #expect(second.site.bodies.bodies == first.site.bodies.bodies)
        #expect(second.site.programmes.map(\.tasks) == first.site.programmes.map(\.tasks))
        #expect(!second.isChangedProgramme(from: first))

        // The programme follows: now they agree.
        site.write("programmes/a.yaml", TemporarySite.programme.replacing("ban-dan-van", with: "ban-dv"))
        let third = site.load(previous: second)
        #expect(third.diagnostics.isEmpty)
        #expect(third.site.bodies.body(named: "ban-dv") != nil && third.site.bodies.body(named: "BDV") == nil)
    }

    /// The other way round: the programme is set aside until the directory has the name.
    @Test func aProgrammeThatNamesNobodyIsSetAside() {
        let site = TemporarySite.plain()
        let first = site.load()
        site.write("programmes/a.yaml", TemporarySite.programme.replacing("ban-dan-van", with: "ban-dv"))
        let second = site.load(previous: first)
        #expect(second.codes == ["S201"])
        #expect(second.status("programmes/a.yaml")?.state == .lastGood)
        #expect(second.site.programmes.map(\.tasks) == first.site.programmes.map(\.tasks))
        // Its last good version still names who the new directory no longer has, and so the old one stays too, until
        // what is in force names nobody of them.
        site.write("bodies.yaml", Self.withoutBDV)
        let third = site.load(previous: second)
        #expect(third.diagnostics.isEmpty)
        #expect(third.status("programmes/a.yaml")?.state == .inForce)
    }

    @Test func bodiesThatRulesNameStay() {
        let site = TemporarySite.plain()
        site.write("rules/a.rules", Self.rule + "rule \"x\" when on due remind body \"ban-thuong-vu\"\n")
        let first = site.load()
        #expect(first.errors.isEmpty)
        site.write("bodies.yaml", TemporarySite.bodies.replacing("ban-thuong-vu", with: "btv"))
        let second = site.load(previous: first)
        #expect(second.errors.map(\.code) == ["S220"])
        #expect(second.site.bodies.body(named: "ban-thuong-vu") != nil)
        #expect(second.site.ruleFiles.map(\.items.count) == [2])
    }

    @Test func aDirectoryThatIsGoneStaysWhileItIsNamed() throws {
        let site = TemporarySite.plain()
        let first = site.load()
        try site.remove("bodies.yaml")
        let second = site.load(previous: first)
        #expect(second.status("bodies.yaml")?.state == .lastGood)
        #expect(second.site.bodies.count == 3)
        #expect(second.codes.contains("S220"))
        try site.remove("programmes/a.yaml")
        let third = site.load(previous: second)
        #expect(third.site.bodies.count == 0 && third.diagnostics.isEmpty)
    }

    @Test func aBodyMayGoThatNobodyNames() {
        let site = TemporarySite.plain()
        site.write("bodies.yaml", TemporarySite.bodies + "  - {id: thua, name: Thừa}\n")
        let first = site.load()
        site.write("bodies.yaml", TemporarySite.bodies)
        let second = site.load(previous: first)
        #expect(second.diagnostics.isEmpty && second.site.bodies.count == 3)
    }

    @Test func thatThereIsNoDirectoryIsToldOnce() throws {
        let site = TemporarySite.plain()
        try site.remove("bodies.yaml")
        #expect(site.load().codes.filter { $0 == "S221" }.count == 1)
        #expect(site.load().diagnostics.contains { $0.path == "bodies.yaml" })
    }

    // MARK: Names of files, and links

    @Test func aNameThatIsNoIdGivesOne() {
        let site = TemporarySite.plain()
        site.write("programmes/Kế hoạch 01.csv", "# issued: 2021-10-01\nid,title,deadline\n1,A,năm 2022\n")
        let loaded = site.load()
        #expect(loaded.codes == ["S330", "S318"])
        #expect(loaded.site.programmes.map(\.id).contains("Ke-hoach-01"))
        #expect(loaded.errors.isEmpty)
    }

    @Test func namesThatTearALineAreToldAndPassedOver() {
        let site = TemporarySite.plain()
        let names: [[UInt8]] = [
            Array("a\nb.yaml".utf8), Array("a\u{1B}[31mb.yaml".utf8), [0xFF, 0xFE] + Array(".yaml".utf8),
            Array("a\u{202E}b.csv".utf8), Array("a\u{2028}b.csv".utf8),
        ]
        for name in names {
            let path = (Array((site.path + "/programmes/").utf8) + name + [0]).map { CChar(bitPattern: $0) }
            let file = path.withUnsafeBufferPointer { open($0.baseAddress!, O_WRONLY | O_CREAT, 0o644) }
            #expect(file >= 0)
            close(file)
        }
        let first = site.load()
        #expect(first.codes == [String](repeating: "S008", count: names.count))
        let text = first.rendered(.en)
        #expect(!text.contains("\u{1B}") && !text.contains("\u{202E}") && !text.contains("a\nb"))
        #expect(first.site.programmes.map(\.id) == ["01-KH-TU"])
        #expect(site.load(previous: first).codes == first.codes)
    }

    @Test func whatIsNotReadIsTold() {
        let site = TemporarySite.plain()
        for name in ["a.yml", "Ke hoach.docx", "2021/a.yaml", "khong-duoi"] { site.write("programmes/" + name, "x") }
        for name in [".an", "a.yaml~", "a.yaml.bak", "README.md"] { site.write("programmes/" + name, "x") }
        #expect(site.load().codes == [String](repeating: "S007", count: 4))
    }

    @Test func aLinkOutOfTheSiteShowsNothing() throws {
        let site = TemporarySite.plain()
        let other = TemporarySite(["secret": "root:$6$bimat:19000:0:99999:7:::\n", "good.yaml": ""])
        for name in [
            "programmes/b.yaml", "programmes/c.csv", "rules/b.rules", "calendar/b.yaml", "templates/b.mustache",
        ] {
            try site.link(name, to: other.path + "/secret")
        }
        let loaded = site.load()
        #expect(loaded.errors.filter { $0.code == "S009" }.count == 5)
        #expect(loaded.codes.allSatisfy { $0 == "S009" })
        #expect(!loaded.rendered(.en).contains("bimat") && !loaded.rendered(.vi).contains("root"))
        #expect(loaded.templates.isEmpty)

        // One that checks is read, and it is said that its warnings are not.
        other.write("good.yaml", TemporarySite.programme.replacing("01-KH-TU", with: "02-KH-TU"))
        try site.link("programmes/d.yaml", to: other.path + "/good.yaml")
        let second = site.load()
        #expect(second.site.programmes.map(\.id) == ["01-KH-TU", "02-KH-TU"])
        #expect(second.diagnostics.filter { $0.path == "programmes/d.yaml" }.map(\.severity) == [.warning])
    }

    @Test func linksWithinTheSiteAreAsGoodAsFiles() throws {
        let site = TemporarySite.plain()
        site.write("kho/b.yaml", TemporarySite.programme.replacing("01-KH-TU", with: "02-KH-TU"))
        try site.link("programmes/b.yaml", to: "../kho/b.yaml")
        site.write("programmes/..2021/c.yaml", TemporarySite.programme.replacing("01-KH-TU", with: "03-KH-TU"))
        try site.link("programmes/..data", to: "..2021")
        try site.link("programmes/c.yaml", to: "..data/c.yaml")
        let loaded = site.load()
        #expect(loaded.diagnostics.isEmpty)
        #expect(loaded.site.programmes.count == 3)
        #expect(loaded.linkedFiles.count == 2)
    }

    // MARK: Ids

    @Test func composedOrNotItIsTheSameId() {
        let site = TemporarySite.plain()
        let composed = "Mục-Ế1"
        let apart = "Mu\u{323}c-E\u{302}\u{301}1"
        #expect(Array(composed.utf8) != Array(apart.utf8))
        func programme(_ first: String, _ second: String) -> String {
            """
            programme: B
            title: B
            issued: 2021-10-01
            tasks:
              - { id: "\(first)", title: A, deadline: năm 2022 }
              - { id: "\(second)", title: B, deadline: sau khi có hướng dẫn, after: "\(apart)" }

            """
        }
        site.write("programmes/b.yaml", programme(composed, apart))
        #expect(site.load().errors.map(\.code) == ["S305"])
        site.write("programmes/b.yaml", programme(apart, "2"))
        let loaded = site.load()
        #expect(loaded.errors.isEmpty)
        #expect(loaded.site.programmes.last.map { Array($0.tasks[0].id.utf8) } == Array(composed.utf8))
    }
}

extension LoadedSite {
    fileprivate func isChangedProgramme(from other: LoadedSite) -> Bool {
        !zip(files, other.files).filter { $0.0.kind == .programme }.allSatisfy {
            $0.digestInForce == $1.digestInForce
        }
    }
}
