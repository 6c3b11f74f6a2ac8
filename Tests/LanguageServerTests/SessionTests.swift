import Diagnostics
import Foundation
import JSONText
import SiteFiles
import TestKit
import Testing

@testable import LanguageServer

struct SessionTests {
    @Test func nothingIsAnsweredBeforeInitialize() throws {
        let editor = try Editor(starts: false)
        #expect(editor.answer("textDocument/hover", [:]).at("error", "code") == -32002)
        editor.tell("textDocument/didOpen", [:])
        #expect(editor.answer("initialize", ["capabilities": [:]])["result"] != nil)
        #expect(editor.answer("initialize", ["capabilities": [:]]).at("error", "code") == -32600)
    }

    @Test func endsAsTheProtocolSays() throws {
        let rude = try Editor()
        rude.tell("exit", .null)
        #expect(rude.server.exitCode == 1)
        let polite = try Editor()
        #expect(polite.answer("shutdown", .null)["result"] == .null)
        #expect(polite.answer("textDocument/hover", [:]).at("error", "code") == -32600)
        polite.tell("exit", .null)
        #expect(polite.server.exitCode == 0)
        let early = try Editor(starts: false)
        early.tell("exit", .null)
        #expect(early.server.exitCode == 1)
    }

    @Test func whatIsNotUnderstoodIsAnswered() throws {
        let editor = try Editor()
        #expect(editor.answer("textDocument/unknown", [:]).at("error", "code") == -32601)
        for message: JSONValue in [[], "x", ["id": 7], ["id": [], "method": "shutdown"], 3] {
            let before = editor.sent.count
            editor.server.receive(message)
            #expect(editor.sent.count == before + 1)
            #expect(editor.sent.last?.at("error", "code") == -32600)
        }
        let before = editor.sent.count
        editor.tell("$/unknown", [:])
        editor.server.receive(["id": "dondoc-1", "result": .null])
        #expect(editor.sent.count == before)
        editor.server.receive(["id": 99, "method": "textDocument/hover"], isCancelled: true)
        #expect(editor.sent.last?.at("error", "code") == -32800)
    }

    @Test(arguments: [
        "codeAction", "codeLens", "completion", "definition", "documentHighlight", "documentSymbol", "foldingRange",
        "formatting", "hover", "inlayHint", "prepareRename", "rangeFormatting", "references", "rename",
        "semanticTokens/full", "semanticTokens/range",
    ])
    func parametersThatMakeNoSenseAreAnswered(method: String) throws {
        let editor = try Editor()
        try editor.open("rules/10.rules")
        let parameters: [JSONValue] = [
            .null, [:], ["textDocument": 3], ["textDocument": ["uri": "file:///nowhere"]],
            ["textDocument": editor.document("rules/10.rules"), "position": ["line": -1, "character": -5]],
            ["textDocument": editor.document("rules/10.rules"), "position": ["line": 999_999_999, "character": 9]],
            [
                "textDocument": editor.document("rules/10.rules"),
                "range": ["start": ["line": 9, "character": 9], "end": ["line": 0, "character": 0]],
            ],
        ]
        for parameters in parameters {
            let answer = editor.answer("textDocument/" + method, parameters)
            #expect(answer["result"] != nil || answer["error"] != nil)
        }
        for parameters: JSONValue in [.null, [:], ["textDocument": 3], ["textDocument": ["uri": 3]]] {
            #expect(editor.answer("textDocument/" + method, parameters).at("error", "code") == -32602)
        }
    }

    @Test func aFolderThatIsTakenAwayIsForgotten() throws {
        let editor = try Editor()
        try editor.folder.write(
            Editor.bodies.replacingOccurrences(of: "parent: ban-thuong-vu", with: "parent: x"), to: "bodies.yaml")
        editor.tell("workspace/didChangeWatchedFiles", ["changes": []])
        editor.server.checkNow()
        let bodies = editor.uri("bodies.yaml")
        #expect(editor.diagnostics[bodies]?.isEmpty == false)
        let folders: JSONValue = [["uri": .string(editor.uri("")), "name": "a"]]
        editor.tell("workspace/didChangeWorkspaceFolders", ["event": ["added": [], "removed": folders]])
        #expect(editor.diagnostics[bodies] == [])
        editor.tell("workspace/didChangeWorkspaceFolders", ["event": ["added": folders, "removed": []]])
        editor.server.checkNow()
        #expect(editor.diagnostics[bodies]?.isEmpty == false)
    }

    @Test func diagnosticsComeForTheWholeSite() throws {
        let editor = try Editor()
        try editor.open("bodies.yaml")
        editor.server.checkNow()
        let rules = editor.uri("rules/10.rules")
        #expect(editor.diagnostics[rules]?.isEmpty ?? true)
        editor.change("bodies.yaml", to: Editor.bodies.replacingOccurrences(of: "ban-dan-van", with: "ban-dan"))
        editor.server.checkNow()
        #expect(editor.diagnostics[rules]?.map { $0["code"]?.string } == ["R064"])
        editor.change("bodies.yaml", to: Editor.bodies)
        editor.server.checkNow()
        #expect(editor.diagnostics[rules]?.isEmpty == true)
        // No file was written.
        #expect(try String(contentsOfFile: editor.folder.path("bodies.yaml"), encoding: .utf8) == Editor.bodies)
    }

    @Test func aFileThatIsNotSavedYetCounts() throws {
        let editor = try Editor()
        let text = "quy tắc \"nhac\"\n  khi đúng hạn\n  nhắc chủ trì\n"
        editor.tell(
            "textDocument/didOpen",
            ["textDocument": ["uri": .string(editor.uri("rules/20.rules")), "version": 1, "text": .string(text)]])
        editor.server.checkNow()
        #expect(editor.diagnostics[editor.uri("rules/20.rules")]?.first?["code"] == "R063")
        editor.tell("textDocument/didClose", ["textDocument": editor.document("rules/20.rules")])
        editor.server.checkNow()
        #expect(editor.diagnostics[editor.uri("rules/20.rules")] == [])
    }

    @Test func aRuleFileOfNoSiteIsCheckedByItself() throws {
        let editor = try Editor()
        editor.tell(
            "textDocument/didOpen",
            ["textDocument": ["uri": "untitled:x.rules", "version": 1, "text": "quy tăc \"a\"\n"]])
        editor.server.checkNow()
        #expect(editor.diagnostics["untitled:x.rules"]?.isEmpty == false)
    }

    @Test func fixesMendWhatTheyAreOfferedFor() throws {
        let editor = try Editor()
        try editor.open("rules/10.rules")
        editor.change("rules/10.rules", to: Editor.rules.replacingOccurrences(of: "nhắc   chủ", with: "nhăc   chủ"))
        let whole: JSONValue = ["start": ["line": 0, "character": 0], "end": ["line": 99, "character": 0]]
        let parameters: JSONValue = [
            "textDocument": editor.document("rules/10.rules"), "range": whole, "context": ["diagnostics": []],
        ]
        let actions = editor.ask("textDocument/codeAction", parameters).array ?? []
        let edits = actions.first?.at("edit", "changes", editor.uri("rules/10.rules"))?.array ?? []
        #expect(edits.count == 1)
        editor.apply(edits, to: "rules/10.rules")
        editor.server.checkNow()
        #expect(editor.diagnostics[editor.uri("rules/10.rules")] == [])
    }

    @Test func formatsAsThePrinterDoes() throws {
        let editor = try Editor()
        try editor.open("rules/10.rules")
        let parameters: JSONValue = ["textDocument": editor.document("rules/10.rules"), "options": [:]]
        #expect(editor.ask("textDocument/formatting", parameters) == [])
        let untidy = Editor.rules.replacingOccurrences(of: "  khi    trước", with: "khi trước")
        editor.change("rules/10.rules", to: untidy)
        editor.apply(editor.ask("textDocument/formatting", parameters).array ?? [], to: "rules/10.rules")
        #expect(editor.text("rules/10.rules") == Editor.rules)
        // With an error in it nothing is touched.
        editor.change("rules/10.rules", to: untidy + "quy tắc\n")
        #expect(editor.ask("textDocument/formatting", parameters) == .null)
    }

    @Test func anIDIsRenamedEverywhere() throws {
        let editor = try Editor()
        for name in ["bodies.yaml", "programmes/01.yaml", "rules/10.rules"] { try editor.open(name) }
        let at = editor.at("programmes/01.yaml", 11, 14)
        guard case .object(var parameters) = at else { return }
        parameters["newName"] = "ban-dan-van-moi"
        let changes = editor.ask("textDocument/rename", .object(parameters))["changes"]?.object ?? [:]
        for (uri, edits) in changes {
            for name in editor.texts.keys where editor.uri(name) == uri { editor.apply(edits.array ?? [], to: name) }
        }
        #expect(editor.text("bodies.yaml").contains("  - id: ban-dan-van-moi\n    was: ban-dan-van\n"))
        #expect(editor.text("programmes/01.yaml").contains("lead: [ban-dan-van-moi]"))
        #expect(editor.text("programmes/01.yaml").contains("lead: [BDV]"))
        #expect(editor.text("rules/10.rules").contains("nhắc   chủ trì, cơ quan \"ban-dan-van-moi\""))
        editor.server.checkNow()
        #expect(editor.diagnostics.values.joined().allSatisfy { $0["severity"] == 2 })
    }

    private func rename(_ editor: Editor, _ name: String, _ line: Int, _ character: Int, to new: String) -> JSONValue {
        guard case .object(var parameters) = editor.at(name, line, character) else { return .null }
        parameters["newName"] = .string(new)
        let answer = editor.answer("textDocument/rename", .object(parameters))
        for (uri, edits) in answer.at("result", "changes")?.object ?? [:] {
            for name in editor.texts.keys where editor.uri(name) == uri { editor.apply(edits.array ?? [], to: name) }
        }
        return answer
    }

    @Test func aTaskIsRenumberedWithWhatItWas() throws {
        let editor = try Editor()
        try editor.open("programmes/01.yaml")
        try editor.open("rules/10.rules")
        editor.change(
            "programmes/01.yaml",
            to: Editor.programme
                + "  - id: \"1.3\"\n    title: Sơ kết\n    lead: [BDV]\n    after: \"1.1\"\n    deadline: sau nhiệm vụ 1.1\n"
        )
        editor.change(
            "rules/10.rules",
            to: Editor.rules + "\nquy tắc \"một\"\n  với nhiệm vụ là \"1.1\"\n  khi đúng hạn\n  nhắc chủ trì\n")
        _ = rename(editor, "programmes/01.yaml", 4, 12, to: "1.10")
        let text = editor.text("programmes/01.yaml")
        #expect(text.contains("  - id: \"1.10\"\n    was: \"1.1\"\n    title: Quán triệt"))
        #expect(text.contains("    after: \"1.10\"\n"))
        #expect(editor.text("rules/10.rules").contains("với nhiệm vụ là \"1.10\""))
        // Renamed once more before it is saved: a service knows it by the id on the disk.
        _ = rename(editor, "programmes/01.yaml", 4, 12, to: "2")
        #expect(editor.text("programmes/01.yaml").contains("  - id: \"2\"\n    was: \"1.1\"\n    title: Quán triệt"))
        // And back: it was never another.
        _ = rename(editor, "programmes/01.yaml", 4, 12, to: "1.1")
        #expect(editor.text("programmes/01.yaml").contains("  - id: \"1.1\"\n    title: Quán triệt"))
        #expect(rename(editor, "programmes/01.yaml", 4, 12, to: "1.2").at("error", "code") == -32602)
        #expect(rename(editor, "programmes/01.yaml", 4, 12, to: "a b").at("error", "code") == -32602)
    }

    @Test func tagsTestsAndMutesAreRenamedRulesAreNot() throws {
        let editor = try Editor()
        try editor.open("programmes/01.yaml")
        try editor.open("rules/10.rules")
        editor.change("programmes/01.yaml", to: Editor.programme + "    tags: [khẩn, mật]\n")
        editor.change(
            "rules/10.rules",
            to: Editor.rules
                + "\nquy tắc \"gấp\"\n  với nhãn có \"khẩn\"\n  khi đúng hạn\n  nhắc chủ trì\n\ntạm ngưng \"tết\"\n  từ 31/01/2022 đến 06/02/2022\n  vì \"x\"\n"
        )
        _ = rename(editor, "programmes/01.yaml", 13, 12, to: "hoả tốc: 1")
        #expect(editor.text("programmes/01.yaml").contains("tags: [\"hoả tốc: 1\", mật]"))
        #expect(editor.text("rules/10.rules").contains("nhãn có \"hoả tốc: 1\""))
        _ = rename(editor, "rules/10.rules", 4, 12, to: "tên khác")
        #expect(editor.text("rules/10.rules").contains("kiểm thử \"tên khác\"\n"))
        _ = rename(editor, "rules/10.rules", 13, 13, to: "nghỉ tết")
        #expect(editor.text("rules/10.rules").contains("tạm ngưng \"nghỉ tết\"\n"))
        let refused = rename(editor, "rules/10.rules", 0, 11, to: "khác").at("error", "message")?.string
        #expect(refused?.contains("the ledger knows it by it") == true)
        #expect(
            rename(editor, "programmes/01.yaml", 0, 14, to: "P").at("error", "message")?.string?.contains(
                "keeps its id") == true)
    }

    @Test func aTemplateShowsItsNamesAndSections() throws {
        let editor = try Editor()
        let name = "templates/reminder.mustache"
        let text = "{{#facts}}\n{{label}}: {{text}}\n{{/facts}}\n{{task.title}} {{daysLeft}}\n{{#items}}{{/\n"
        editor.tell(
            "textDocument/didOpen",
            [
                "textDocument": [
                    "uri": .string(editor.uri(name)), "languageId": "mustache", "version": 1, "text": .string(text),
                ]
            ])
        func labels(_ line: Int, _ character: Int) -> [String] {
            let items = editor.ask("textDocument/completion", editor.at(name, line, character))["items"]?.array ?? []
            return items.compactMap { $0["label"]?.string }
        }
        func hover(_ line: Int, _ character: Int) -> String {
            editor.ask("textDocument/hover", editor.at(name, line, character)).at("contents", "value")?.string ?? ""
        }
        #expect(labels(3, 4).contains("task.title") && labels(3, 4).contains("due"))
        #expect(labels(4, 13) == ["items"])
        #expect(hover(3, 20).contains("the days that are left"))
        #expect(hover(3, 8).contains("the title"))
        let definition = editor.ask("textDocument/definition", editor.at(name, 2, 5))
        #expect(definition.array?.map { $0.at("range", "start", "line") } == [0])
        #expect(editor.ask("textDocument/documentHighlight", editor.at(name, 2, 5)).array?.count == 2)
        let document: JSONValue = ["textDocument": editor.document(name)]
        #expect(
            editor.ask("textDocument/documentSymbol", document).array?.compactMap { $0["name"]?.string } == ["facts"])
        #expect(editor.ask("textDocument/foldingRange", document).array?.first?["endLine"] == 2)
    }

    @Test func sheetsAndSettingsOfferTheirKeysToo() throws {
        let editor = try Editor()
        func labels(_ name: String, _ text: String, _ line: Int, _ character: Int) -> [String] {
            editor.tell(
                "textDocument/didOpen",
                [
                    "textDocument": [
                        "uri": .string(editor.uri(name)), "languageId": "x", "version": 1, "text": .string(text),
                    ]
                ])
            let items = editor.ask("textDocument/completion", editor.at(name, line, character))["items"]?.array ?? []
            return items.compactMap { $0["label"]?.string }
        }
        let sheet = "# programme: B\n# issued: 2021-09-30\nid,title,\n1,a,\n"
        #expect(labels("programmes/b.csv", sheet, 2, 9).contains("deadline"))
        #expect(!labels("programmes/b.csv", sheet, 2, 9).contains("title"))
        #expect(labels("programmes/b.csv", "# \n" + sheet, 0, 2).contains("issuer"))
        let full = "# programme: B\n# issued: 2021-09-30\nid,title,lead,deadline\n1,a,BDV,x\n"
        #expect(labels("programmes/b.csv", full, 3, 5).contains("ban-dan-van"))
        let settings =
            "outlets:\n  - name: zalo\n    command: [/bin/true]\n    from: \nreplies:\n  maildir: /x\n  accept: \n"
        #expect(labels("dondoc.yaml", settings, 3, 10) == ["info", "notice", "warning", "critical"])
        #expect(labels("dondoc.yaml", settings, 6, 10) == ["true", "false"])
        let bodies = Editor.bodies + "    outlets: []\n"
        #expect(labels("bodies.yaml", bodies, 7, 14).prefix(2) == ["mail", "zalo"])
        let nested: [(name: String, text: String, key: String)] = [
            ("programmes/n.yaml", "tasks:\n  - ", "id"),
            ("programmes/n.yaml", "tasks:\n  - id: 1\n    officer:\n      ", "phone"),
            ("programmes/n.yaml", "tasks:\n  - id: 1\n    target:\n      ", "metric"),
            ("programmes/n.yaml", "nhiệm vụ:\n  - số: 1\n    dead", "deadline"), ("bodies.yaml", "bodies:\n  - ", "id"),
            ("dondoc.yaml", "reading:\n  ", "before"), ("dondoc.yaml", "outlets:\n  - ", "command"),
            ("dondoc.yaml", "replies:\n  ", "maildir"), ("calendar/n.yaml", "off:\n  - ", "date"),
        ]
        for (name, text, key) in nested {
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            let last = lines.count - 1
            #expect(labels(name, text + "\n", last, lines[last].utf16.count).contains(key), "\(text)")
        }
        let calendar = "off:\n  - date: 2026-09-02\n    \n"
        #expect(labels("calendar/x.yaml", calendar, 2, 4) == ["name"])
    }

    @Test func whatIsQuotedIsFilteredWithItsQuotationMark() throws {
        let editor = try Editor()
        try editor.open("programmes/01.yaml")
        editor.change(
            "programmes/01.yaml",
            to: Editor.programme.replacingOccurrences(of: "lead: [ban-dan-van]", with: "lead: [\"ban-dan\"]"))
        let items = editor.ask("textDocument/completion", editor.at("programmes/01.yaml", 11, 18))["items"]?.array ?? []
        #expect(items.contains { $0["filterText"] == "\"ban-dan-van" })
    }

    @Test func offersWhatMayFollow() throws {
        let editor = try Editor()
        for name in ["programmes/01.yaml", "rules/10.rules"] { try editor.open(name) }
        func labels(_ name: String, _ line: Int, _ character: Int) -> [String] {
            let items = editor.ask("textDocument/completion", editor.at(name, line, character))["items"]?.array ?? []
            return items.compactMap { $0["label"]?.string }
        }
        // Within the quotation marks, and where a keyword is due.
        #expect(labels("rules/10.rules", 2, 30).contains("ban-thuong-vu"))
        #expect(labels("rules/10.rules", 1, 9).contains("trước"))
        #expect(!labels("rules/10.rules", 1, 9).contains("nhắc"))
        #expect(labels("programmes/01.yaml", 7, 13).contains("Ban Dân vận Tỉnh ủy"))
        #expect(labels("programmes/01.yaml", 8, 20).contains("Thường xuyên"))
        editor.change("programmes/01.yaml", to: Editor.programme + "    \n")
        #expect(labels("programmes/01.yaml", 13, 4).contains("coordinating"))
        #expect(!labels("programmes/01.yaml", 13, 4).contains("deadline"))
        editor.change("programmes/01.yaml", to: Editor.programme + "    priority: \n")
        #expect(labels("programmes/01.yaml", 13, 14) == ["low", "normal", "high", "urgent"])
    }

    @Test func countsWhatARuleMeansAndBrings() throws {
        let editor = try Editor()
        try editor.open("rules/10.rules")
        let parameters: JSONValue = ["textDocument": editor.document("rules/10.rules")]
        func titles() -> [String] {
            (editor.ask("textDocument/codeLens", parameters).array ?? [])
                .compactMap { $0.at("command", "title")?.string }
        }
        #expect(titles() == ["2 tasks; 0 notices in the next 30 days"])
        editor.change(
            "rules/10.rules", to: Editor.rules.replacingOccurrences(of: "hạn 7 ngày", with: "hạn 60 ngày, 7 ngày"))
        #expect(
            titles() == [
                "against what is saved: 1 added, 0 dropped, 1 moved over the next year",
                "2 tasks; 1 notice in the next 30 days",
            ])
        let arguments: JSONValue = [.string(editor.uri("rules/10.rules")), "nhac"]
        let text = editor.ask("workspace/executeCommand", ["command": "dondoc.showNotices", "arguments": arguments])
        #expect(text.string?.contains("01-KH-TU/1.1  → Ban Dân vận Tỉnh ủy") == true)
        #expect(editor.answer("workspace/executeCommand", ["command": "rm"]).at("error", "code") == -32602)
        let whole: JSONValue = ["start": ["line": 0, "character": 0], "end": ["line": 99, "character": 0]]
        let hints = editor.ask(
            "textDocument/inlayHint", ["textDocument": editor.document("programmes/01.yaml"), "range": whole])
        #expect(hints.array?.first?["label"] == "→ 2021-12-31")
    }

    @Test func anEditOvertakesWhatTakesLong() throws {
        let editor = try Editor()
        try editor.open("rules/10.rules")
        let tasks = (1...200).map { "  - id: \"\($0)\"\n    title: x\n    lead: BDV\n    deadline: ngày 10/11/2021\n" }
        editor.tell(
            "textDocument/didOpen",
            [
                "textDocument": [
                    "uri": .string(editor.uri("programmes/02.yaml")), "version": 1,
                    "text": .string("programme: hai\ntitle: hai\nissued: 2021-09-30\ntasks:\n" + tasks.joined()),
                ]
            ])
        editor.server.isOvertaken = { true }
        let parameters: JSONValue = ["textDocument": editor.document("rules/10.rules")]
        #expect(editor.answer("textDocument/codeLens", parameters).at("error", "code") == -32801)
        editor.server.isOvertaken = { false }
        editor.server.isWithdrawn = { true }
        #expect(editor.answer("textDocument/codeLens", parameters).at("error", "code") == -32800)
        editor.server.isWithdrawn = { false }
        #expect(editor.answer("textDocument/codeLens", parameters)["result"] != nil)
    }

    @Test func saysWhatStandsThere() throws {
        let editor = try Editor()
        func hover(_ name: String, _ line: Int, _ character: Int) -> String {
            editor.ask("textDocument/hover", editor.at(name, line, character)).at("contents", "value")?.string ?? ""
        }
        #expect(hover("programmes/01.yaml", 8, 18).contains("due: Fri 2021-12-31"))
        #expect(hover("programmes/01.yaml", 7, 12).contains("superior: Ban Thường vụ Tỉnh ủy (ban-thuong-vu)"))
        #expect(hover("rules/10.rules", 0, 10).contains("before due 7 days, remind lead"))
        try editor.open("rules/10.rules")
        editor.change("rules/10.rules", to: "quy tăc \"a\"\n  khi đúng hạn\n  nhắc chủ trì\n")
        #expect(hover("rules/10.rules", 0, 3).contains("R021"))
    }
}

extension Editor {
    func text(_ name: String) -> String { String(decoding: texts[name] ?? [], as: UTF16.self) }

    /// As an editor does: all at places of the text before.
    func apply(_ edits: [JSONValue], to name: String) {
        let positions = TextPositions(Array(text(name).utf8), .utf16)
        var bytes = positions.bytes
        let placed = edits.compactMap { edit in
            positions.span(edit["range"]).map { ($0, edit["newText"]?.string ?? "") }
        }
        for (span, text) in placed.sorted(by: { $1.0.start < $0.0.start }) {
            bytes.replaceSubrange(span.start..<span.end, with: text.utf8)
        }
        change(name, to: String(decoding: bytes, as: UTF8.self))
    }
}
