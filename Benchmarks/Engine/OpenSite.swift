import Dates
import Diagnostics
import Foundation
import JSONText
import LanguageServer

/// A site on the disk, one of its programmes open in an editor.
struct OpenSite {
    private let server: LanguageServer
    private let folder: String
    private let document: String
    private let texts: [String]
    private var version = 1

    init(tasks: Int) {
        let folder = FileManager.default.temporaryDirectory.appending(path: "dondoc-benchmark-\(getpid())").path
        let files = max(1, tasks / 100)
        func write(_ text: String, _ name: String) {
            let path = folder + "/" + name
            let parent = URL(fileURLWithPath: path).deletingLastPathComponent()
            guard (try? FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)) != nil,
                (try? text.write(toFile: path, atomically: false, encoding: .utf8)) != nil
            else { preconditionFailure(path) }
        }
        let bodies = (0..<100).map { "  - {id: b\($0), name: Cơ quan \($0), parent: b\($0 / 10)}\n" }
        write("bodies:\n  - {id: b, name: Tỉnh ủy}\n" + bodies.joined(), "bodies.yaml")
        let rules = (0..<10).map { "quy tắc \"r\($0)\"\n  khi trước hạn \($0 + 1) ngày\n  nhắc chủ trì\n" }
        write(rules.joined(separator: "\n"), "rules/r.rules")
        let phrases = ["Trong quý IV/2026", "trước ngày 25 tháng cuối quý", "Hằng năm", "Thường xuyên", "31/12/2026"]
        func programme(_ file: Int, _ first: String) -> String {
            let tasks = (0..<100).map { task in
                "  - {số: \"\(task)\", tên: Việc \(task), chủ trì: [b\((task + file) % 100)], thời hạn: "
                    + "\(task == 50 ? first : phrases[task % phrases.count])}\n"
            }
            return "chương trình: P\(file)\ntên: Kế hoạch \(file)\nban hành: 2026-01-05\nnhiệm vụ:\n" + tasks.joined()
        }
        for file in 0..<files { write(programme(file, phrases[0]), "programmes/\(file).yaml") }
        self.folder = folder
        server = LanguageServer(ServerOptions(language: .vi, now: { Instant(seconds: 1_770_000_000) })) { _ in }
        document = uri(ofPath: folder + "/programmes/0.yaml")
        texts = [programme(0, phrases[0]), programme(0, "trong ngày 31/02/2026")]
        tell("initialize", ["capabilities": [:], "rootUri": .string(uri(ofPath: folder))], id: 1)
        tell("initialized", [:])
        tell(
            "textDocument/didOpen",
            ["textDocument": ["uri": .string(document), "version": 1, "text": .string(texts[0])]])
        server.checkNow()
    }

    /// One of the two texts in the other's place, and what it leads to.
    mutating func edit() {
        version += 1
        tell(
            "textDocument/didChange",
            [
                "textDocument": ["uri": .string(document), "version": .integer(Int64(version))],
                "contentChanges": [["text": .string(texts[version % 2])]],
            ])
        server.checkNow()
    }

    func remove() { try? FileManager.default.removeItem(atPath: folder) }

    private func tell(_ method: String, _ parameters: JSONValue, id: Int64? = nil) {
        var message: [String: JSONValue] = ["jsonrpc": "2.0", "method": .string(method), "params": parameters]
        if let id { message["id"] = .integer(id) }
        server.receive(.object(message))
    }
}
