import Foundation
import JSONText
import LanguageServer
import TestKit
import Testing

/// The built `dondoc lsp`.
@Suite(.serialized)
struct ProcessTests {
    private static let program =
        (ProcessInfo.processInfo.environment["DONDOC_PROGRAMS"].map { URL(fileURLWithPath: $0) }
        ?? URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent())
        .appending(path: "dondoc")

    /// Sends bytes, closes the input, and takes what comes.
    private func run(_ input: [UInt8], _ arguments: [String] = ["--lang", "en"]) throws -> (
        code: Int32, messages: [JSONValue]
    ) {
        let process = Process()
        process.executableURL = Self.program
        process.arguments = ["lsp"] + arguments
        process.environment = ["PATH": "/usr/bin:/bin"]
        let (into, out) = (Pipe(), Pipe())
        process.standardInput = into
        process.standardOutput = out
        try process.run()
        into.fileHandleForWriting.write(Data(input))
        try into.fileHandleForWriting.close()
        let output = [UInt8](out.fileHandleForReading.readDataToEndOfFile())
        process.waitUntilExit()
        var framing = MessageFraming()
        framing.append(output)
        var messages: [JSONValue] = []
        while let frame = framing.next() {
            guard case .message(let body) = frame else { break }
            messages.append(try JSONValue(parsing: body))
        }
        #expect(!framing.isWithinMessage)
        return (process.terminationStatus, messages)
    }

    private func message(_ text: String) -> [UInt8] { frameMessage(Array(text.utf8)) }

    private var initialize: [UInt8] {
        message("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"capabilities\":{}}}")
    }
    private var end: [UInt8] {
        message("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"shutdown\"}")
            + message("{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}")
    }

    @Test func startsAndEnds() throws {
        let outcome = try run(initialize + end)
        #expect(outcome.code == 0)
        #expect(outcome.messages.map { $0["id"] } == [1, 2])
        #expect(outcome.messages.first?["result"]?["serverInfo"]?["name"] == "dondoc")
    }

    @Test func aClientThatDiesEndsIt() throws {
        #expect(try run([]).code == 1)
        #expect(try run(initialize).code == 1)
        #expect(try run(Array(initialize.dropLast(20))).code == 1)
        #expect(try run(initialize + message("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"shutdown\"}")).code == 0)
    }

    @Test func whatCannotBeReadIsAnswered() throws {
        let deep = String(repeating: "[", count: 100_000)
        let outcome = try run(
            initialize + message("{nonsense") + message(deep) + frameMessage([0x22, 0xFF, 0x22])
                + Array("Content-Length: none\r\n\r\n".utf8) + message("[1,2]") + end)
        #expect(outcome.code == 0)
        let codes = outcome.messages.map { $0["error"]?["code"]?.integer }
        #expect(codes == [nil, -32700, -32700, -32700, -32700, -32600, nil])
    }

    @Test func speaksTheLanguageThatIsAskedFor() throws {
        let hover = message("{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"nothing\",\"params\":{}}")
        let vi = try run(initialize + hover + end, ["--lang", "vi"])
        #expect(vi.messages[1]["error"]?["message"]?.string?.contains("không có yêu cầu") == true)
        let en = try run(initialize + hover + end)
        #expect(en.messages[1]["error"]?["message"]?.string?.contains("there is no request") == true)
    }
}
