import Foundation
import TestKit
import Testing

/// What only a service manager does: it opens the socket, and wants to hear of the daemon from time to time.
@Suite struct ActivationTests {
    @Test func aSocketThatTheManagerOpenedIsServed() throws {
        let workplace = try Workplace()
        // Starts the daemon when the first client comes, which is answered.
        let daemon = try RunningDaemon(
            workplace, ["--now", "2021-12-20"],
            launcher: [
                "/usr/bin/systemd-socket-activate", "--listen=" + workplace.socket, "--setenv=NOTIFY_SOCKET",
                "--setenv=LLVM_PROFILE_FILE", "--setenv=PATH",
            ])
        daemon.waitUntilServing()
        daemon.waitFor("READY=1")
        daemon.send(SIGTERM)
        #expect(daemon.finish().code == 0)
        // The file is the manager's: the next client starts the next daemon.
        #expect(access(workplace.socket, F_OK) == 0)
    }

    @Test(
        arguments: [
            ("/nonexistent/s", "/nonexistent/s: bind: không có tệp hay thư mục này"),
            ("/" + String(repeating: "x", count: 120), "đường dẫn socket quá dài"),
        ]) func aSocketThatCannotBeOpenedIsTold(path: String, words: String) throws
    {
        let daemon = try RunningDaemon(try Workplace(), ["--now", "2021-12-20", "--socket", path])
        let (code, output) = daemon.finish()
        #expect(code != 0 && output.contains(words), "\(code): \(output)")
    }

    @Test func theWatchdogHearsOfItTwiceInItsTime() throws {
        let workplace = try Workplace()
        let daemon = try RunningDaemon(
            workplace, ["--now", "2021-12-20"], environment: ["WATCHDOG_USEC": "300000"])
        daemon.waitFor("READY=1")
        for _ in 0..<4 { daemon.waitFor("WATCHDOG=1") }
        daemon.send(SIGTERM)
        #expect(daemon.finish().code == 0)
    }
}
