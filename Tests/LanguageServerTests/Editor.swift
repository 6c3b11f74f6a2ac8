import Dates
import Diagnostics
import Foundation
import JSONText
import LanguageServer
import TestKit

/// An editor with one site open, in the process of the test: what it is told is kept.
final class Editor {
    static let bodies = """
        bodies:
          - id: ban-thuong-vu
            name: Ban Thường vụ Tỉnh ủy
          - id: ban-dan-van
            name: Ban Dân vận Tỉnh ủy
            aliases: [BDV]
            parent: ban-thuong-vu

        """
    static let programme = """
        programme: 01-KH-TU
        title: Kế hoạch thực hiện Nghị quyết 02-NQ/TW
        issued: 2021-09-30
        tasks:
          - id: "1.1"
            title: Quán triệt Nghị quyết
            directing: [ban-thuong-vu]
            lead: [BDV]
            deadline: Trong quý IV/2021
          - id: "1.2"
            title: Rà soát quy chế
            lead: [ban-dan-van]
            deadline: Thường xuyên

        """
    static let rules = """
        quy tắc "nhac"
          khi    trước hạn 7 ngày
          nhắc   chủ trì, cơ quan "ban-dan-van"

        kiểm thử "được nhắc"
          nhiệm vụ "1" thời hạn "ngày 30/11/2021" ban hành 01/10/2021 chủ trì "a"
          vào 23/11/2021 mong đợi nhắc chủ trì và nhắc cơ quan "ban-dan-van"

        """

    let folder: TemporaryFolder
    private(set) var server: LanguageServer!
    private(set) var sent: [JSONValue] = []
    private(set) var diagnostics: [String: [JSONValue]] = [:]
    private var versions: [String: Int] = [:]
    private var number = 0
    /// The texts as the editor has them, in UTF-16.
    var texts: [String: [UInt16]] = [:]

    init(encoding: String = "utf-16", language: Language = .en, starts: Bool = true) throws {
        folder = try TemporaryFolder()
        for name in ["programmes", "rules"] {
            try FileManager.default.createDirectory(atPath: folder.path(name), withIntermediateDirectories: true)
        }
        try folder.write(Self.bodies, to: "bodies.yaml")
        try folder.write(Self.programme, to: "programmes/01.yaml")
        try folder.write(Self.rules, to: "rules/10.rules")
        let options = ServerOptions(
            language: language, now: { Instant(seconds: 1_635_000_000) })
        server = LanguageServer(options) { [unowned self] in take($0) }
        guard starts else { return }
        _ = ask(
            "initialize",
            [
                "rootUri": .string(uri("")),
                "capabilities": [
                    "general": ["positionEncodings": [.string(encoding)]],
                    "textDocument": ["publishDiagnostics": ["relatedInformation": true]],
                ],
            ])
        tell("initialized", [:])
    }

    func uri(_ name: String) -> String { uriOfFile(folder.path(name)) }

    private func take(_ message: JSONValue) {
        sent.append(message)
        guard message["method"]?.string == "textDocument/publishDiagnostics", let parameters = message["params"],
            let uri = parameters["uri"]?.string
        else { return }
        diagnostics[uri] = parameters["diagnostics"]?.array ?? []
    }

    func tell(_ method: String, _ parameters: JSONValue) {
        server.receive(["jsonrpc": "2.0", "method": .string(method), "params": parameters])
    }

    /// The whole answer.
    func answer(_ method: String, _ parameters: JSONValue) -> JSONValue {
        number += 1
        let id = JSONValue.integer(Int64(number))
        server.receive(["jsonrpc": "2.0", "id": id, "method": .string(method), "params": parameters])
        return sent.last { $0["id"] == id } ?? .null
    }

    func ask(_ method: String, _ parameters: JSONValue) -> JSONValue { answer(method, parameters)["result"] ?? .null }

    func document(_ name: String) -> JSONValue { ["uri": .string(uri(name))] }

    func at(_ name: String, _ line: Int, _ character: Int) -> JSONValue {
        [
            "textDocument": document(name),
            "position": ["line": .integer(Int64(line)), "character": .integer(Int64(character))],
        ]
    }

    func open(_ name: String) throws {
        let text = try String(contentsOfFile: folder.path(name), encoding: .utf8)
        texts[name] = Array(text.utf16)
        versions[name] = 1
        tell(
            "textDocument/didOpen",
            [
                "textDocument": [
                    "uri": .string(uri(name)), "languageId": "dondoc", "version": 1, "text": .string(text),
                ]
            ])
    }

    func change(_ name: String, to text: [UInt16]) {
        texts[name] = text
        send(name, ["text": .string(String(decoding: text, as: UTF16.self))])
    }

    func change(_ name: String, to text: String) { change(name, to: Array(text.utf16)) }

    func send(_ name: String, _ change: JSONValue) {
        versions[name, default: 1] += 1
        tell(
            "textDocument/didChange",
            [
                "textDocument": ["uri": .string(uri(name)), "version": .integer(Int64(versions[name] ?? 1))],
                "contentChanges": [change],
            ])
    }
}

private func uriOfFile(_ path: String) -> String { uri(ofPath: path.hasSuffix("/") ? String(path.dropLast()) : path) }
