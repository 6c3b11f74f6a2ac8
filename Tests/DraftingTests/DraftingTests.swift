import Dates
import Diagnostics
import Drafting
import Foundation
import Planning
import Programmes
import SiteFiles
import Testing

/// Each document of `Documents` was written for these tests, in the style of real ones; its draft stands in `Goldens`.
/// `UPDATE_GOLDENS=1` writes them anew: read the difference.
struct DraftingTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    static let names: [String] = {
        let found = (try? FileManager.default.contentsOfDirectory(atPath: folder.path + "/Documents")) ?? []
        return found.sorted()
    }()
    static let today = Day(unchecked: 2025, 3, 1)

    static func text(_ name: String) throws -> String {
        try String(contentsOf: folder.appending(path: "Documents/" + name), encoding: .utf8)
    }

    /// Two bodies that the documents name, one of them by an abbreviation.
    static let bodies = BodyDirectory([
        Body(id: "btv", name: "Ban Thường vụ Tỉnh ủy"), Body(id: "so-noi-vu", name: "Sở Nội vụ"),
        Body(id: "vp-ubnd", name: "Văn phòng Ủy ban nhân dân tỉnh"), Body(id: "ban-tuyen-giao", name: "Ban Tuyên giáo"),
    ])

    static func context(_ bodies: BodyDirectory = bodies, name: String = "van-ban") -> DraftingContext {
        DraftingContext(bodies: bodies, calendar: .vietnam, today: today, name: name)
    }

    @Test(arguments: names) func golden(_ name: String) throws {
        let draft = draftProgramme(try Self.text(name), in: Self.context(name: String(name.split(separator: ".")[0])))
        var result = writeDraftYAML(draft, source: name, language: .vi)
        result += "======== CSV\n" + writeDraftCSV(draft, source: name, language: .en).replacing("\r\n", with: "\n")
        result += "======== BODIES\n" + writeBodySketch(draft, source: name, language: .vi)
        let url = Self.folder.appending(path: "Goldens/" + name + ".golden")
        if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] != nil {
            try result.write(to: url, atomically: true, encoding: .utf8)
        }
        let golden = try String(contentsOf: url, encoding: .utf8)
        #expect(result == golden, "\(name) is drafted otherwise now; UPDATE_GOLDENS=1 writes it anew")
    }

    /// What is drafted checks without an error or a warning, with the sketch of its bodies and without.
    @Test(arguments: names, Language.allCases) func checks(_ name: String, _ language: Language) throws {
        let draft = draftProgramme(try Self.text(name), in: Self.context(BodyDirectory([])))
        try Self.expectChecks(draft, language, name)
    }

    static func expectChecks(_ draft: Draft, _ language: Language, _ name: String) throws {
        for (format, includesUnknown) in [("yaml", false), ("yaml", true), ("csv", false), ("csv", true)] {
            let folder = FileManager.default.temporaryDirectory.appending(path: "dondoc-draft-\(UUID().uuidString)")
            defer { try? FileManager.default.removeItem(at: folder) }
            try FileManager.default.createDirectory(
                at: folder.appending(path: "programmes"), withIntermediateDirectories: true)
            let write = format == "csv" ? writeDraftCSV : writeDraftYAML
            try write(draft, name, language, includesUnknown)
                .write(to: folder.appending(path: "programmes/d." + format), atomically: true, encoding: .utf8)
            if includesUnknown {
                try writeBodySketch(draft, source: name, language: language)
                    .write(to: folder.appending(path: "bodies.yaml"), atomically: true, encoding: .utf8)
            }
            let loaded = loadSite(at: folder.path)
            let said = loaded.diagnostics.map { "\($0.code) \($0.message.en)" }
            #expect(said == [], "\(name) as \(format)")
            let programme = try #require(loaded.site.programmes.first)
            #expect(programme.tasks.map(\.id) == draft.tasks.map(\.id))
            #expect(programme.issued == draft.issued)
            let phrases = programme.tasks.map { programme.deadlines[Int($0.deadline)] }
            #expect(
                phrases
                    == draft.tasks.map {
                        $0.deadlines.map { $0.value.replacing(";", with: format == "csv" ? "," : ";") }
                    })
            guard includesUnknown else { continue }
            for (task, drafted) in zip(programme.tasks, draft.tasks) {
                for role in Role.allCases {
                    let ids = task.bodies(role).map { loaded.site.bodies[$0].id }
                    #expect(ids == drafted.assignments.filter { $0.role == role }.map(\.body.id), "\(drafted.id)")
                }
            }
        }
    }

    // MARK: The same document, as other programs give it

    private func same(_ a: Draft, _ b: Draft, _ remark: Comment) {
        #expect(a.tasks.map(\.id) == b.tasks.map(\.id), remark)
        #expect(a.tasks.map(\.title) == b.tasks.map(\.title), remark)
        #expect(a.tasks.map { $0.deadlines.map(\.value) } == b.tasks.map { $0.deadlines.map(\.value) }, remark)
        #expect(
            a.tasks.map { $0.assignments.map(\.body.name) } == b.tasks.map { $0.assignments.map(\.body.name) }, remark)
        #expect(a.title?.value == b.title?.value, remark)
        #expect(a.number?.value == b.number?.value, remark)
        #expect(a.issued == b.issued, remark)
    }

    @Test(arguments: names) func spellingOfTheFile(_ name: String) throws {
        let text = try Self.text(name)
        let draft = draftProgramme(text, in: Self.context())
        same(draft, draftProgramme(text.decomposedStringWithCanonicalMapping, in: Self.context()), "NFD")
        same(draft, draftProgramme("\u{FEFF}" + text.replacing("\n", with: "\r\n"), in: Self.context()), "CRLF")
        same(draft, draftProgramme(text.replacing("\n", with: "\r"), in: Self.context()), "CR")
        let spaced = text.replacing(" và ", with: "\u{A0}và ")
        same(draft, draftProgramme(spaced, in: Self.context()), "no-break spaces")
        let lines = draftProgramme(text.replacing("\n", with: "\r\n"), in: Self.context()).tasks.map(\.lines)
        #expect(lines == draft.tasks.map(\.lines))
    }

    /// Lines as wide as a page, and pages with numbers between them: only the lines' numbers change.
    @Test(arguments: ["thong-bao-ket-luan.txt", "chi-thi.txt", "nghi-quyet-hdnd.txt"], [66, 78, 100])
    func wrapped(_ name: String, _ width: Int) throws {
        let text = try Self.text(name)
        var lines: [String] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            var current = ""
            for word in line.split(separator: " ", omittingEmptySubsequences: false) {
                if !current.isEmpty, current.count + 1 + word.count > width, !line.contains("   ") {
                    lines.append(current)
                    current = String(word)
                } else {
                    current = current.isEmpty && lines.last != nil ? String(word) : current + " " + word
                }
            }
            lines.append(current)
        }
        let paged = lines.enumerated().map {
            $0.offset % 20 == 19 ? $0.element + "\n\n\($0.offset / 20 + 2)\n\u{C}" : $0.element
        }
        same(
            draftProgramme(text, in: Self.context()), draftProgramme(paged.joined(separator: "\n"), in: Self.context()),
            "\(width)")
    }

    @Test func issueAndIDAreTheUsers() throws {
        var context = Self.context()
        context.issued = Day(unchecked: 2024, 1, 22)
        context.id = "CCHC-2024"
        let draft = draftProgramme(try Self.text("ke-hoach-ubnd.txt"), in: context)
        #expect(draft.issued == Day(unchecked: 2024, 1, 22))
        #expect(draft.id == "CCHC-2024")
        #expect(draft.doubts == [.incompleteNumber])
    }
}
