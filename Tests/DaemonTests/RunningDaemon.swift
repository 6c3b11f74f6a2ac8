import Control
import Foundation
import Glibc
import JSONText
import TestKit
import Testing

/// A small site in a scratch folder, and daemons run on it as real processes; the test plays the service manager.
final class Workplace {
    let root: String
    var site: String { root + "/site" }
    var state: String { root + "/state" }
    var spool: String { root + "/spool" }
    var socket: String { root + "/s" }
    private let ledger: String

    init() throws {
        ledger = try TestLedger.settings()
        root = "/tmp/dondoc-" + UUID().uuidString.prefix(8)
        for folder in ["programmes", "rules"] {
            try FileManager.default.createDirectory(atPath: root + "/site/" + folder, withIntermediateDirectories: true)
        }
        try write(
            "bodies.yaml",
            """
            bodies:
              - id: ban-thuong-vu
                name: Ban Thường vụ Tỉnh ủy
              - id: ban-tuyen-giao
                name: Ban Tuyên giáo
                parent: ban-thuong-vu
            """)
        try write(
            "programmes/01.yaml",
            """
            programme: 01-KH-TU
            title: Kế hoạch thực hiện Nghị quyết
            issued: 2021-09-30
            tasks:
              - id: "1.1"
                title: Quán triệt Nghị quyết
                directing: [ban-thuong-vu]
                lead: [ban-tuyen-giao]
                deadline: Trong quý IV/2021
              - id: "1.2"
                title: Rà soát quy chế
                lead: [ban-tuyen-giao]
                deadline: sau khi có hướng dẫn của Trung ương
                event: huong-dan
            """)
        try write("rules/nhac.rules", Workplace.rules(days: 30))
        if !ledger.isEmpty { try write("dondoc.yaml", "") }
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    static func rules(days: Int) -> String {
        """
        quy tắc "nhac"
          khi trước hạn \(days) ngày
          nhắc chủ trì
        """
    }

    func write(_ name: String, _ text: String) throws {
        let text = text + "\n" + (name == "dondoc.yaml" ? ledger : "")
        try Data(text.utf8).write(to: URL(fileURLWithPath: site + "/" + name), options: .atomic)
    }

    /// The messages that a body has been given.
    func mail(_ body: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: spool + "/\(body)/new").sorted()) ?? []
    }

    func start(now: String, speed: Double = 1, _ more: String...) throws -> RunningDaemon {
        try RunningDaemon(
            self, ["--now", now, "--speed", speed.description] + more)
    }
}

final class RunningDaemon {
    private let process = Process()
    private let output = Pipe()
    private let notifications: Int32
    private let workplace: Workplace
    private let inbox = Inbox()
    private var seen = 0
    /// What it told the service manager, in order.
    var notified: [String] { inbox.all }

    /// - Parameters:
    ///   - launcher: a command that ends by running what follows it.
    ///   - isQuiet: without `--foreground`: the system's journal is written to.
    ///   - isManagerHanging: there is no room for notifications until ``listen()`` is called.
    ///   - isOutputFull: there is no room for what it prints until ``finish()`` is called.
    init(
        _ workplace: Workplace, _ arguments: [String], launcher: [String] = [],
        environment more: [String: String] = [:], isQuiet: Bool = false, isManagerHanging: Bool = false,
        isOutputFull: Bool = false
    ) throws {
        self.workplace = workplace
        let path = workplace.root + "/notify-\(UUID().uuidString.prefix(8))"
        notifications = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        _ = withUnixAddress(path) { bind(notifications, $0, $1) }
        if isManagerHanging {
            let sender = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
            _ = withUnixAddress(path) { connect(sender, $0, $1) }
            while Glibc.send(sender, "x", 1, Int32(MSG_DONTWAIT)) == 1 {}
            close(sender)
        }
        if isOutputFull {
            let descriptor = output.fileHandleForWriting.fileDescriptor
            let page = [UInt8](repeating: UInt8(ascii: "\n"), count: 4096)
            let flags = fcntl(descriptor, F_GETFL)
            _ = fcntl(descriptor, F_SETFL, flags | O_NONBLOCK)
            while Glibc.write(descriptor, page, page.count) > 0 {}
            _ = fcntl(descriptor, F_SETFL, flags)
        }

        let command =
            launcher + [
                RunningDaemon.program, "--site", workplace.site, "--vendor", workplace.root + "/vendor", "--state",
                workplace.state, "--spool", workplace.spool, "--socket", workplace.socket,
            ] + (isQuiet ? [] : ["--foreground"]) + arguments
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command
        var environment = ProcessInfo.processInfo.environment.merging(more) { $1 }
        environment["NOTIFY_SOCKET"] = path
        process.environment = environment
        process.standardOutput = output
        process.standardError = output
        try process.run()
        if !isManagerHanging { listen() }
    }

    /// Reads notifications as they come.
    func listen() {
        Thread.detachNewThread { [inbox, notifications] in
            var buffer = [UInt8](repeating: 0, count: 4096)
            while case let count = recv(notifications, &buffer, buffer.count, 0), count > 0 {
                inbox.add(String(decoding: buffer[..<count], as: UTF8.self))
            }
            close(notifications)
        }
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
        shutdown(notifications, Int32(SHUT_RDWR))
    }

    /// `dondoc` under its other name, beside the program that runs the tests.
    static let program = daemonLink(
        in: URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().path)

    /// Waits for a notification that says so, after those waited for before. Where none comes, the test fails.
    @discardableResult
    func waitFor(_ text: String, at place: SourceLocation = #_sourceLocation) -> Bool {
        guard let found = inbox.wait(for: text, from: seen) else {
            Issue.record("no \(text) came; it told \(notified), and \(ending)", sourceLocation: place)
            return false
        }
        seen = found + 1
        return true
    }

    /// What became of it, for whom it does not answer.
    private var ending: String {
        guard !process.isRunning else { return "it is running" }
        let (code, output) = finish()
        return "it ended with \(code): \(output)"
    }

    func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

    var identifier: Int32 { process.processIdentifier }

    /// Waits until it answers.
    func waitUntilServing() {
        let end = ContinuousClock.now + .seconds(60)
        while (try? status()) == nil {
            if ContinuousClock.now > end {
                Issue.record("it answers nothing; it told \(notified), and \(ending)")
                return
            }
            usleep(20_000)
        }
    }

    /// Waits for the end.
    /// - Returns: the exit code, and everything it printed.
    func finish() -> (code: Int32, output: String) {
        let text = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: text, as: UTF8.self))
    }

    /// Asks for its status until it is as it should be.
    @discardableResult
    func waitUntil(_ isMet: (JSONValue) -> Bool) throws -> JSONValue {
        let end = ContinuousClock.now + .seconds(60)
        while true {
            guard let status = try? status() else {
                Issue.record("it no longer answers; it told \(notified), and \(ending)")
                return try status()
            }
            if isMet(status) || ContinuousClock.now > end { return status }
            usleep(20_000)
        }
    }

    func client() throws -> VarlinkClient { try VarlinkClient(path: workplace.socket, timeout: 60) }

    func status() throws -> JSONValue {
        try client().call("io.dondoc.GetStatus")["status"] ?? .null
    }
}

/// Notifications as they come.
private final class Inbox: @unchecked Sendable {
    private let condition = NSCondition()
    private var messages: [String] = []

    var all: [String] { condition.withLock { messages } }

    func add(_ message: String) {
        condition.withLock {
            messages.append(message)
            condition.broadcast()
        }
    }

    /// - Returns: the first from a place on that holds a text; nil where none comes in time.
    func wait(for text: String, from start: Int) -> Int? {
        let end = Date(timeIntervalSinceNow: 60)
        return condition.withLock {
            while true {
                if let found = messages.indices.dropFirst(start).first(where: { messages[$0].contains(text) }) {
                    return found
                }
                guard condition.wait(until: end) else { return nil }
            }
        }
    }
}
