import Dates
import Diagnostics
import Drafting
import Foundation
import JSONText
import Planning
import Programmes
import SiteFiles
import TestKit
import Testing

/// Each document of `Documents` was written for these tests, in the style of real ones; its draft stands in `Goldens`.
/// `UPDATE_GOLDENS=1` writes them anew: read the difference. With `DONDOC_SEEDS` each is tried with all its changes at random.
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

    /// Between a golden's drafts and what is held of the document changed at random.
    private static let rule = "======== MUTATED\n"
    private static let seeds = 0..<4

    @Test(arguments: names) func golden(_ name: String) throws {
        let draft = draftProgramme(try Self.text(name), in: Self.context(name: String(name.split(separator: ".")[0])))
        var result = writeDraftYAML(draft, source: name, language: .vi)
        result += "======== CSV\n" + writeDraftCSV(draft, source: name, language: .en).replacing("\r\n", with: "\n")
        result += "======== BODIES\n" + writeBodySketch(draft, source: name, language: .vi)
        let url = Self.folder.appending(path: "Goldens/" + name + ".golden")
        let environment = ProcessInfo.processInfo.environment
        if environment["UPDATE_GOLDENS"] != nil {
            let mutated = try ArbitraryTextTests.mutations(name, seeds: Self.seeds).joined()
            try (result + Self.rule + mutated).write(to: url, atomically: true, encoding: .utf8)
        }
        let golden = try String(contentsOf: url, encoding: .utf8).components(separatedBy: Self.rule)
        #expect(result == golden[0], "\(name) is drafted otherwise now; UPDATE_GOLDENS=1 writes it anew")
        // All of them take minutes: the everyday suite tries one of each document, another of the next.
        let one = Int(stableDigest(name) % UInt64(Self.seeds.count))
        let tried = environment["DONDOC_SEEDS"] == nil ? one..<one + 1 : Self.seeds
        let held = try #require(golden.last).split(separator: "\n")[tried].map { String($0) + "\n" }
        #expect(
            try ArbitraryTextTests.mutations(name, seeds: tried) == held,
            "\(name), changed at random, is drafted otherwise now; UPDATE_GOLDENS=1 writes it anew")
    }

    /// What is drafted checks without an error or a warning, with the sketch of its bodies and without. That nobody is
    /// responsible for a task is told where the document names nobody.
    @Test(arguments: names, Language.allCases) func checks(_ name: String, _ language: Language) throws {
        let draft = draftProgramme(try Self.text(name), in: Self.context(BodyDirectory([])))
        try Self.expectChecks(draft, language, name)
    }

    /// As YAML where the words are Vietnamese, else as CSV.
    static func expectChecks(_ draft: Draft, _ language: Language, _ name: String) throws {
        let format = language == .vi ? "yaml" : "csv"
        for includesUnknown in [false, true] {
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
            let said = loaded.diagnostics.filter { $0.code != "S318" }.map { "\($0.code) \($0.message.en)" }
            // A draft without tasks, or a sketch without bodies, is a file that says nothing; the site is told so.
            let empty = [draft.tasks.isEmpty, includesUnknown && draft.unknownBodies.isEmpty].filter { $0 }
            #expect(said == empty.map { _ in "S012 this file says nothing" }, "\(name) as \(format)")
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

    private func expectSame(_ a: Draft, _ b: Draft, _ remark: Comment) {
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
        let other = "\u{FEFF}" + text.decomposedStringWithCanonicalMapping.replacing("\n", with: "\r\n")
        let same = draftProgramme(other, in: Self.context())
        expectSame(draft, same, "byte order mark, NFD, CRLF")
        #expect(same.tasks.map(\.lines) == draft.tasks.map(\.lines))
        let spaced = text.replacing(" và ", with: "\u{A0}và ").replacing("\n", with: "\r")
        expectSame(draft, draftProgramme(spaced, in: Self.context()), "no-break spaces, CR")
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
        expectSame(
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

    // MARK: For programs

    @Test(arguments: names) func asOneObject(_ name: String) throws {
        let draft = draftProgramme(try Self.text(name), in: Self.context())
        var json = JSONWriter()
        writeDraftJSON(draft, source: name, language: .en, to: &json)
        let read = try JSONSerialization.jsonObject(with: Data(json.bytes))
        let object = try #require(read as? [String: Any])
        #expect(object["id"] as? String == draft.id)
        #expect(object["issued"] as? String == draft.issued.description)
        let tasks = try #require(object["tasks"] as? [[String: Any]])
        #expect(tasks.map { $0["id"] as? String } == draft.tasks.map(\.id))
        #expect(tasks.map { $0["title"] as? String } == draft.tasks.map(\.title))
        for (task, drafted) in zip(tasks, draft.tasks) {
            let phrases = task["deadline"] as? [[String: Any]]
            #expect(phrases?.map { $0["text"] as? String } == drafted.deadlines.map(\.value))
            #expect(task["lines"] as? [Int] == [drafted.lines.lowerBound, drafted.lines.upperBound])
            #expect((task["doubts"] as? [Any])?.count == drafted.doubts.count)
        }
    }

    // MARK: What is said twice

    /// An appendix repeats the text's tasks: each once, with what either says.
    @Test func anAppendixThatRepeatsTheText() throws {
        let draft = draftProgramme(try Self.text("ke-hoach-phu-luc.txt"), in: Self.context())
        #expect(draft.tasks.map(\.id) == ["1.1", "1.2", "2.1", "2.2", "III.1", "PL.4"])
        #expect(draft.tasks.allSatisfy { $0.deadlines.count == 1 })
        #expect(draft.tasks[1].deadlines.map(\.value) == ["Quý IV/2025"])
        #expect(draft.tasks[1].assignments.map(\.body.name) == ["Sở Thông tin và Truyền thông"])
        #expect(draft.tasks[0].doubts.contains(.otherDeadline("Tháng 10/2025", 44...44)))
        #expect(draft.tasks[3].doubts == [.repeated(46...46)])
    }

    /// What only begins alike, or differs in a number, is another task; of two that it may repeat a person decides.
    @Test func whatIsNotARepetition() {
        let head = "II. NHIỆM VỤ\n\n"
        func draft(_ items: [String], _ row: String) -> Draft {
            let table = "\n| STT | Nội dung | Thời gian hoàn thành |\n|---|---|---|\n| 1 | \(row) | Quý IV/2025 |\n"
            let text = items.enumerated().map { "\($0.offset + 1). \($0.element).\n\n" }.joined()
            return draftProgramme(head + text + table, in: Self.context())
        }
        let work = "Nâng cấp trung tâm dữ liệu dùng chung của tỉnh"
        #expect(draft([work, "Số hóa hồ sơ"], work).tasks.count == 2)
        #expect(draft([work + " năm 2025"], work + " năm 2026").tasks.count == 2)
        #expect(draft([work], work + " giai đoạn 2").tasks.count == 2)
        let short = draft(["Báo cáo kết quả thực hiện"], "Báo cáo kết quả thực hiện")
        #expect(short.tasks.count == 2)
        #expect(short.tasks[1].doubts.contains { if case .mayRepeat = $0 { true } else { false } })
        let two = draft([work + " tại Sở Y tế", work + " tại Sở Nội vụ"], work)
        #expect(two.tasks.count == 3)
        #expect(two.tasks[2].doubts.contains { if case .mayRepeat = $0 { true } else { false } })
    }

    /// TX and HN are times in a cell, a town and a city in a text.
    @Test func abbreviationsAreOfCells() {
        let text = """
            II. NHIỆM VỤ

            1. Tổ chức hội nghị xúc tiến đầu tư tại Thủ đô (HN).

            2. Công nhận thị xã Sơn Trà, TX, trong quý IV/2025.

            | STT | Nội dung | Cơ quan chủ trì | Thời gian |
            |---|---|---|---|
            | 1 | Cập nhật cơ sở dữ liệu cán bộ | Sở Nội vụ | TX |
            | 2 | Đánh giá mức độ hài lòng của người dân | Sở Nội vụ | HN |

            """
        let draft = draftProgramme(text, in: Self.context())
        #expect(draft.tasks.map { $0.deadlines.map(\.value) } == [[], ["trong quý IV/2025"], ["TX"], ["HN"]])
    }

    @Test func titlesAreNotCut() {
        let long = "Xây dựng " + (0..<40).map { "cơ sở dữ liệu \($0)" }.joined(separator: ", ")
        let draft = draftProgramme("II. NHIỆM VỤ\n\n1. \(long) trước ngày 30/9/2025.\n", in: Self.context())
        #expect(draft.tasks.first?.title.hasPrefix(long) == true)
        #expect(draft.tasks.first?.doubts.contains(.shortenedTitle) == false)
        let endless = draftProgramme(
            "II. NHIỆM VỤ\n\n1. Xây dựng " + String(repeating: "cơ sở dữ liệu, ", count: 200), in: Self.context())
        #expect(endless.tasks.first.map { $0.title.utf8.count < 4000 && $0.title.hasSuffix("…") } == true)
        #expect(endless.tasks.first?.doubts.contains(.shortenedTitle) == true)
    }
}
