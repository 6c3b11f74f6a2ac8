import Dates
import Diagnostics
import Foundation
import JSONText
import Planning
import SiteFiles
import TestKit
import Testing

@testable import LanguageServer

/// After whatever is typed the server has the text that the editor has, and finds what a check from nothing finds.
struct RandomEditsTests {
    private static let names = ["bodies.yaml", "programmes/01.yaml", "rules/10.rules"]

    private func edit(_ text: [UInt16], _ random: inout SplitMix64) -> (range: Range<Int>, new: [UInt16]) {
        let start = Int.random(in: 0...text.count, using: &random)
        let end = min(text.count, start + Int.random(in: 0...12, using: &random))
        switch Int.random(in: 0..<6, using: &random) {
        case 0: return (start..<end, [])
        case 1:
            return (
                start..<start, Array(["ắ", "\"", "\n", "  ", "-", ":", "𝄞", "x"].randomElement(using: &random)!.utf16)
            )
        // Half of a pair, as an editor that is cut in the middle of one sends it.
        case 2: return (start..<start, [UInt16.random(in: 0xD800...0xDFFF, using: &random)])
        case 3:
            let from = Int.random(in: 0...text.count, using: &random)
            return (start..<start, Array(text[from..<min(text.count, from + 40)]))
        case 4: return (start..<end, Array("ban-dan-van".utf16))
        default: return (start..<end, Array(text[start..<end].reversed()))
        }
    }

    /// With half pairs as the server takes them.
    private func sound(_ text: [UInt16]) -> String { String(decoding: text, as: UTF16.self) }

    /// What a check of the same files, saved, would find, by file.
    private func fresh(_ editor: Editor) -> [String: [Diagnostic]] {
        let unsaved = Dictionary(
            uniqueKeysWithValues: editor.texts.map { (editor.folder.path($0), Array(sound($1).utf8)) })
        let loaded = loadSite(at: editor.folder.path, unsaved: unsaved)
        var found = loaded.diagnostics
        if !found.contains(where: { $0.severity == .error }) {
            let plan = makePlan(loaded.site)
            let today = loaded.site.settings.zone.day(at: editor.server.options.now())
            found += reviewSite(plan, today: today) + reviewOutlets(loaded)
        }
        return Dictionary(grouping: found, by: \.path)
    }

    /// Whether the editor was told what a fresh check finds, of every file and in its order.
    private func isTold(_ found: [String: [Diagnostic]], to editor: Editor) -> Bool {
        let told = editor.diagnostics.filter { !$0.value.isEmpty }
        return told.count == found.count
            && found.allSatisfy { path, diagnostics in
                let uri = editor.uri(path)
                let text = editor.texts[path].map { Array(sound($0).utf8) }
                let positions = TextPositions(text ?? diskBytes(editor.folder.path(path)) ?? [], .utf16)
                return told[uri] == diagnostics.map { editor.server.json($0, positions, uri) }
            }
    }

    /// In four sessions; DONDOC_EDITS=10000 does all that many, an everyday run a part of them.
    private static let edits =
        (ProcessInfo.processInfo.environment["DONDOC_EDITS"].flatMap { Int($0) } ?? 1600) / 4

    @Test(arguments: 1...4)
    func serverAndEditorAgree(seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed))
        let editor = try Editor()
        for name in Self.names { try editor.open(name) }
        let originals = editor.texts
        for step in 0..<Self.edits {
            let name = Self.names.randomElement(using: &random) ?? "bodies.yaml"
            // Now and then all is as it was: what is checked then is the part that is no error.
            if step % 10 == 0 {
                for (name, text) in originals { editor.change(name, to: text) }
            } else {
                let text = editor.texts[name] ?? []
                let (range, new) = edit(text, &random)
                var changed = text
                changed.replaceSubrange(range, with: new)
                editor.change(name, to: changed)
            }
            let document = editor.server.documents[editor.uri(name)]
            #expect(document.map { String(decoding: $0.bytes, as: UTF8.self) } == sound(editor.texts[name] ?? []))
            editor.server.checkNow()
            guard isTold(fresh(editor), to: editor) else {
                Issue.record(
                    "seed \(seed), edit \(step) of \(name): \(sound(editor.texts[name] ?? []).debugDescription)")
                return
            }
            if step % 3 == 0 { ask(editor, name, &random) }
        }
    }

    /// Everything may be asked at any place.
    private func ask(_ editor: Editor, _ name: String, _ random: inout SplitMix64) {
        let line = Int.random(in: 0...20, using: &random)
        let at = editor.at(name, line, Int.random(in: 0...30, using: &random))
        for method in [
            "hover", "completion", "definition", "references", "prepareRename", "inlayHint", "formatting",
            "foldingRange", "documentSymbol", "semanticTokens/full",
        ] {
            #expect(editor.answer("textDocument/" + method, at)["id"] != nil)
        }
    }

    /// Where a client sends stretches all the same, they are put where it means them.
    @Test func stretchesArePutInPlace() throws {
        var random = SplitMix64(seed: 99)
        let editor = try Editor()
        try editor.open("rules/10.rules")
        for _ in 0..<300 {
            let text = editor.text("rules/10.rules")
            let positions = TextPositions(Array(text.utf8), .utf16)
            let starts = text.unicodeScalars.indices.map { text.utf8.distance(from: text.startIndex, to: $0) }
            let a = starts.randomElement(using: &random) ?? 0
            let b = min(a + 3, positions.bytes.count)
            let (from, to) = (positions.position(of: a), positions.position(of: b))
            guard let span = positions.span(["start": from.json, "end": to.json]) else { continue }
            let new = ["𝄞", "ắ", "", "\n", "nhắc"].randomElement(using: &random) ?? ""
            var bytes = positions.bytes
            bytes.replaceSubrange(span.start..<span.end, with: new.utf8)
            editor.send("rules/10.rules", ["range": ["start": from.json, "end": to.json], "text": .string(new)])
            editor.texts["rules/10.rules"] = Array(String(decoding: bytes, as: UTF8.self).utf16)
            #expect(editor.server.documents[editor.uri("rules/10.rules")]?.bytes == bytes)
        }
    }
}
