import Foundation
import Testing

@Suite struct FormatTests {
    private static let english = """
        rule "nhac"
          when   before due 7 days
          remind lead

        """
    private static let vietnamese = """
        quy tắc "nhac"
          khi    trước hạn 7 ngày
          nhắc   chủ trì

        """

    private func words(_ text: String) -> [Substring] { text.split { $0 == " " || $0 == "\n" } }

    @Test func rewritesAFileInItsOwnLanguage() throws {
        let folder = try Scratch.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        try folder.file("a.rules", "quy tắc   \"nhac\" khi trước hạn 7 ngày nhắc chủ trì")
        let path = folder.path + "/a.rules"
        let unformed = try dondoc("fmt", "--check", path)
        #expect(unformed.code == 1)
        #expect(unformed.output == path + "\n")
        #expect(try dondoc("fmt", path).code == 0)
        #expect(words(try String(contentsOfFile: path, encoding: .utf8)) == words(Self.vietnamese))
        let formed = try dondoc("fmt", "--check", path)
        #expect(formed.code == 0)
        #expect(formed.output == "")
    }

    @Test func translatesThereAndBack() throws {
        let folder = try Scratch.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        try folder.file("a.rules", Self.vietnamese)
        let path = folder.path + "/a.rules"
        let original = try String(contentsOfFile: path, encoding: .utf8)
        #expect(try dondoc("fmt", "--lang", "en", path).code == 0)
        #expect(words(try String(contentsOfFile: path, encoding: .utf8)) == words(Self.english))
        #expect(try dondoc("fmt", "--lang", "vi", path).code == 0)
        #expect(words(try String(contentsOfFile: path, encoding: .utf8)) == words(original))
    }

    @Test func readsStandardInput() throws {
        let run = try dondoc("fmt", "-", input: "rule \"nhac\" when before due 7 days remind lead")
        #expect(run.code == 0)
        #expect(words(run.output) == words(Self.english))
    }

    @Test func checksStandardInput() throws {
        let unformed = try dondoc("fmt", "--check", "-", input: "rule \"nhac\" when on due remind lead, lead")
        #expect(unformed.code == 1 && unformed.output == "-\n")
        // What is only likely not meant is no reason not to format.
        #expect(unformed.errors == "")
        #expect(try dondoc("fmt", "--check", "-", input: Self.english).code == 0)
    }

    @Test func leavesABrokenFileAlone() throws {
        let folder = try Scratch.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        try folder.file("a.rules", "rule \"nhac\" when bfore due 7 days remind lead")
        let run = try dondoc("fmt", folder.path + "/a.rules", "--lang", "en")
        #expect(run.code == 1)
        #expect(run.errors.contains("a.rules:1:18"))
        let text = try String(contentsOfFile: folder.path + "/a.rules", encoding: .utf8)
        #expect(text == "rule \"nhac\" when bfore due 7 days remind lead")
    }
}
