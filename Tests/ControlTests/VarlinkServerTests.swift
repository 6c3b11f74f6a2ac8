import Control
import Foundation
import JSONText
import TestKit
import Testing

@Suite struct VarlinkServerTests {
    @Test func answersAndTellsWhoCalls() throws {
        let harness = try Harness()
        let client = try VarlinkClient(path: harness.path)
        let reply = try client.call("io.dondoc.GetStatus")
        #expect(reply["uid"] == .integer(Int64(getuid())))
        #expect(reply["member"] == true)
        let report = ReportRequest(kind: .done, task: "01-KH-TU/1.1@2021-Q4", by: "Nguyễn Văn A", note: "xong\nrồi")
        #expect(try client.call("io.dondoc.Report", report.parameters) == report.parameters)
        let full = ReportRequest(
            kind: .giveBack, task: "01-KH-TU/1.1", bodies: ["dan-van", "Ban Tuyên giáo"], on: "2021-12-01",
            reason: "thiếu biểu số 3", document: "45-BC/BTG", documentDate: "2021-11-30")
        #expect(try client.call("io.dondoc.Report", full.parameters) == full.parameters)
        #expect(full.parameters["bodies"] == ["dan-van", "Ban Tuyên giáo"])
        let event = ReportRequest(kind: .event, name: "x", withdraw: true)
        #expect(try ReportRequest(event.parameters) == event)
        let all = ReportRequest(kind: .askExtension, task: "a/1", all: true, until: "2022-01-01", reason: "x")
        #expect(all.parameters["report"] == "ask-extension" && all.parameters["all"] == true)
        #expect(try ReportRequest(all.parameters) == all)
    }

    @Test func describesItself() throws {
        let harness = try Harness()
        let client = try VarlinkClient(path: harness.path)
        let info = try client.call("org.varlink.service.GetInfo")
        #expect(info["interfaces"] == ["org.varlink.service", "io.dondoc"])
        let description = try client.call("org.varlink.service.GetInterfaceDescription", ["interface": "io.dondoc"])
        #expect(description["description"]?.string?.contains("method Report(") == true)
    }

    @Test(
        arguments: [
            ("io.other.Thing", [:], VarlinkError.interfaceNotFound("io.other")),
            ("io.dondoc.Nothing", [:], .methodNotFound("io.dondoc.Nothing")),
            ("io.dondoc.Report", [:], .invalidParameter("report")),
            ("io.dondoc.Report", ["report": "done", "task": 1], .invalidParameter("task")),
            ("io.dondoc.Report", ["report": "done", "tsk": "a/1"], .invalidParameter("tsk")),
            ("io.dondoc.Report", ["report": "dance"], .invalidParameter("report")),
            ("io.dondoc.Report", ["report": "move", "task": "a/1"], .invalidParameter("report")),
            ("io.dondoc.Report", ["report": "done", "bodies": "a"], .invalidParameter("bodies")),
            ("io.dondoc.Report", ["report": "done", "bodies": ["a", 1]], .invalidParameter("bodies")),
            ("io.dondoc.Report", ["report": "done", "all": "yes"], .invalidParameter("all")),
            ("io.dondoc.ListNotices", ["limit": 0], .invalidParameter("limit")),
            ("io.dondoc.Follow", [:], .expectedMore), ("io.dondoc.Reload", [:], ControlInterface.busy),
            ("org.varlink.service.GetInterfaceDescription", ["interface": "x.y"], .interfaceNotFound("x.y")),
        ] as [(String, [String: JSONValue], VarlinkError)])
    func namesErrors(_ method: String, _ parameters: [String: JSONValue], _ error: VarlinkError) throws {
        let harness = try Harness()
        let client = try VarlinkClient(path: harness.path)
        #expect(throws: VarlinkClient.Failure.answer(error)) { try client.call(method, parameters) }
        // The connection outlives an error.
        #expect(try client.call("io.dondoc.GetStatus")["uid"] != nil)
    }

    @Test func streamsAllInOrderToASlowReader() throws {
        let harness = try Harness()
        let client = try VarlinkClient(path: harness.path)
        var seen: [Int64] = []
        try client.call("io.dondoc.ListNotices", ["limit": 500]) {
            seen.append($0["n"]?.integer ?? -1)
            return true
        }
        #expect(seen == Array(1...500))
        #expect(try client.call("io.dondoc.GetStatus")["uid"] != nil)
    }

    @Test func publishesToFollowers() throws {
        let harness = try Harness()
        let followers = try (0..<3).map { _ in try #require(RawClient(harness.path)) }
        for follower in followers { follower.write(#"{"method":"io.dondoc.Follow","more":true}"# + "\0") }
        // Once another call is answered, those before it were taken.
        _ = try VarlinkClient(path: harness.path).call("io.dondoc.GetStatus")
        harness.onQueue { $0.publish(["notice": "một"]) }
        harness.onQueue { $0.publish(["notice": "hai"]) }
        for follower in followers {
            let messages = follower.read(messages: 2)
            #expect(messages == ["một", "hai"].map { #"{"parameters":{"notice":"\#($0)"},"continues":true}"# })
        }
    }

    @Test func pipelinedCallsAreAnsweredInOrder() throws {
        let harness = try Harness()
        let client = try #require(RawClient(harness.path))
        let calls = (0..<100).map {
            #"{"method":"io.dondoc.Report","parameters":{"report":"done","note":"\#($0)"}}"# + "\0"
        }
        client.write(calls.joined())
        let replies = client.read(messages: 100)
        #expect(replies == (0..<100).map { #"{"parameters":{"note":"\#($0)","report":"done"}}"# })
    }

    /// Restarted while clients ask: what they had sent is answered, and nothing that was not answered was done.
    @Test func answersWhatWasSentBeforeItStops() throws {
        let harness = try Harness()
        let clients = try (0..<20).map { _ in try #require(RawClient(harness.path)) }
        _ = try VarlinkClient(path: harness.path).call("io.dondoc.GetStatus")
        harness.onQueue { server in
            for (number, client) in clients.enumerated() {
                let call = #"{"method":"io.dondoc.Report","parameters":{"report":"done","note":"\#(number)"}}"# + "\0"
                client.write(call + call)
            }
            server.stop()
        }
        for (number, client) in clients.enumerated() {
            let reply = #"{"parameters":{"note":"\#(number)","report":"done"}}"#
            #expect(client.read(messages: 2) == [reply, reply])
            #expect(client.isClosed)
        }
    }

    @Test func onewayHasNoAnswer() throws {
        let harness = try Harness()
        let client = try #require(RawClient(harness.path))
        client.write(#"{"method":"io.dondoc.GetMetrics","oneway":true}"# + "\0")
        client.write(#"{"method":"io.dondoc.Report","parameters":{"report":"ack"}}"# + "\0")
        #expect(client.read(messages: 1) == [#"{"parameters":{"report":"ack"}}"#])
    }

    @Test func halfClosedClientsGetTheirAnswers() throws {
        let harness = try Harness()
        let client = try #require(RawClient(harness.path))
        client.write(String(repeating: #"{"method":"io.dondoc.ListNotices","more":true}"# + "\0", count: 3))
        client.halfClose()
        #expect(client.read().count == 1500)
        #expect(client.isClosed)
    }

    @Test(arguments: [
        "\0", "hello\0", "{}\0", "[]\0", #"{"method":1}"# + "\0", #"{"method":"nodots"}"# + "\0",
        "{\"method\":\"a.b\"\0",
        #"{"method":"io.dondoc.GetStatus","parameters":[]}"# + "\0",
        #"{"method":"io.dondoc.GetStatus","upgrade":true}"# + "\0",
        String(repeating: "[", count: 1000) + "\0",
    ])
    func dropsMalformed(_ message: String) throws {
        let harness = try Harness()
        let client = try #require(RawClient(harness.path))
        client.write(message)
        #expect(client.isClosed)
        #expect(try VarlinkClient(path: harness.path).call("io.dondoc.GetStatus")["uid"] != nil)
    }

    @Test func dropsOversized() throws {
        let harness = try Harness()
        let client = try #require(RawClient(harness.path))
        let chunk = [UInt8](repeating: 0x20, count: 1 << 16)
        var sent = 0
        while sent < 8 << 20, client.write(chunk) { sent += chunk.count }
        #expect(sent < 8 << 20)
        #expect(client.isClosed)
    }

    @Test func boundsWhatAllClientsTogetherLeaveBuffered() throws {
        var limits = VarlinkServer.Limits()
        limits.buffered = 1 << 20
        let harness = try Harness(limits: limits)
        let clients = try (0..<40).map { _ in try #require(RawClient(harness.path)) }
        for client in clients { client.write([UInt8](repeating: 0x20, count: 100_000)) }
        // What they wrote is read a share at a time; meanwhile others are answered.
        var rounds = 0
        repeat {
            #expect(try VarlinkClient(path: harness.path).call("io.dondoc.GetStatus")["uid"] != nil)
            rounds += 1
            usleep(1000)
        } while harness.onQueue { $0.connectionCount } > 12 && rounds < 5000
        #expect(rounds < 5000)
    }

    @Test func dropsWhoNeitherFinishesNorReads() throws {
        var limits = VarlinkServer.Limits()
        limits.patience = 0.05
        let harness = try Harness(limits: limits)
        let unfinished = try #require(RawClient(harness.path))
        unfinished.write("{")
        #expect(unfinished.isClosed)
        let deaf = try #require(RawClient(harness.path))
        deaf.write(String(repeating: #"{"method":"io.dondoc.GetMetrics"}"# + "\0", count: 100))
        #expect(deaf.read().count < 100 || deaf.isClosed)
        let idle = try VarlinkClient(path: harness.path)
        usleep(200_000)
        #expect(try idle.call("io.dondoc.GetStatus")["uid"] != nil)
    }

    @Test func bearsAThousandIdleOnes() throws {
        var limits = VarlinkServer.Limits()
        limits.connections = 300
        let harness = try Harness(limits: limits)
        let idle = try (0..<450).map { _ in try #require(RawClient(harness.path)) }
        #expect(try VarlinkClient(path: harness.path).call("io.dondoc.GetStatus")["uid"] != nil)
        #expect(harness.onQueue { $0.connectionCount } <= 300)
        // Those idle longest had to go.
        #expect(idle[0].isClosed)
    }

    @Test func aSecondServerDoesNotTakeTheSocket() throws {
        let harness = try Harness()
        #expect(throws: ListeningSocket.Failure.inUse(harness.path)) { try ListeningSocket(path: harness.path) }
        #expect(try VarlinkClient(path: harness.path).call("io.dondoc.GetStatus")["uid"] != nil)
    }

    @Test func aDeadSocketIsTakenOver() throws {
        let path: String
        do {
            let left = try ListeningSocket(path: "/tmp/dondoc-\(UUID().uuidString.prefix(8)).sock")
            path = try #require(left.path)
            close(left.descriptor)
        }
        let socket = try ListeningSocket(path: path)
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o660)
        close(socket.descriptor)
        unlink(path)
    }

    @Test func saysThatNobodyListens() {
        #expect(throws: VarlinkClient.Failure.notRunning(path: "/tmp/no-such-socket")) {
            try VarlinkClient(path: "/tmp/no-such-socket")
        }
    }

    /// The reference implementation for Python, where it is installed.
    @Test(.enabled(if: PythonVarlink.isInstalled)) func pythonClientDrivesIt() throws {
        let harness = try Harness()
        let output = try PythonVarlink.run(
            """
            import sys, varlink
            with varlink.Client("unix:" + sys.argv[1]) as client, client.open("io.dondoc") as it:
                print(sorted(client.get_interfaces()))
                print(it.Report(report="done", task="a/1", note="đã xong") is not None)
                try: it.Reload()
                except varlink.VarlinkError as e: print(e.error())
                print(sum(1 for _ in it.ListNotices(limit=7, _more=True)))
            """, harness.path)
        #expect(output == "['io.dondoc', 'org.varlink.service']\nTrue\nio.dondoc.Busy\n7\n")
    }
}

enum PythonVarlink {
    static let isInstalled = (try? run("import varlink; print('yes')")) == "yes\n"

    static func run(_ program: String, _ arguments: String...) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", program] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: output, as: UTF8.self)
    }
}
