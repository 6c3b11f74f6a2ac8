import Foundation
import Glibc

/// A journald of a test's own, in a mount namespace where `/run` is the test's; for root only.
final class OwnJournal {
    private let place: Workplace
    private static let program = "/lib/systemd/systemd-journald"

    static let isPossible = access(program, X_OK) == 0 && SmallDisk.isPossible

    init(at place: Workplace) { self.place = place }

    /// Begins the namespace and its journald, then runs what follows.
    var launcher: [String] {
        let script = """
            mount -t tmpfs tmpfs /run
            mkdir -p /run/systemd/journal /run/log/journal /run/systemd/journald.conf.d
            printf '[Journal]\\nStorage=volatile\\nRateLimitIntervalSec=0\\n' >/run/systemd/journald.conf.d/test.conf
            \(begin)
            for i in $(seq 100); do [ -S /run/systemd/journal/socket ] && break; sleep 0.05; done
            exec "$@"
            """
        return ["unshare", "--mount", "--propagation", "private", "bash", "-c", script, "bash"]
    }

    /// It keeps nothing open that its starter has: Foundation takes a process for running as long as anybody does.
    private var begin: String {
        """
        ( for fd in $(ls /proc/self/fd); do [ "$fd" -gt 2 ] && eval "exec $fd>&-"; done
          exec \(OwnJournal.program) ) </dev/null >/dev/null 2>&1 &
        echo $! >\(place.root)/journald
        """
    }

    private var identifier: Int32? {
        (try? String(contentsOfFile: place.root + "/journald", encoding: .utf8)).flatMap {
            Int32($0.trimmingCharacters(in: .whitespacesAndNewlines))
        }
    }

    func end(_ signal: Int32) {
        guard let identifier else { return }
        kill(identifier, signal)
        let end = ContinuousClock.now + .seconds(10)
        while isRunning(identifier), ContinuousClock.now < end { usleep(10_000) }
    }

    func send(_ signal: Int32) {
        guard let identifier else { return }
        kill(identifier, signal)
    }

    /// Sends it entries until its queue is full.
    func fill(beside daemon: RunningDaemon) throws {
        let script = """
            import socket
            journal = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            journal.connect("/run/systemd/journal/socket")
            journal.setblocking(False)
            try:
                while True: journal.send(b"MESSAGE=x\\n")
            except BlockingIOError: pass
            """
        try Data(script.utf8).write(to: URL(fileURLWithPath: place.root + "/fill.py"))
        _ = try inside(daemon.identifier, "python3 \(place.root)/fill.py")
    }

    /// What has ended stays as a zombie where nobody waits for it.
    private func isRunning(_ process: Int32) -> Bool {
        guard let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else { return false }
        return !status.contains(") Z ")
    }

    /// Another one in the namespace of a daemon.
    func begin(beside daemon: RunningDaemon) throws {
        _ = try inside(daemon.identifier, begin)
    }

    /// The notices in the journal, each as often as it is there; what its socket still holds is written first.
    func notices(beside daemon: RunningDaemon) throws -> [String] {
        let read = "journalctl --output=cat --output-fields=DONDOC_NOTICE --quiet SYSLOG_IDENTIFIER=dondocd"
        let lines = try inside(daemon.identifier, "journalctl --sync; " + read).split(separator: "\n")
        return lines.map(String.init).filter { $0.contains("/") }
    }

    private func inside(_ process: Int32, _ command: String) throws -> String {
        let shell = Process()
        let output = Pipe()
        shell.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        shell.arguments = ["nsenter", "--mount", "--target", "\(process)", "bash", "-c", command]
        shell.standardOutput = output
        try shell.run()
        let text = output.fileHandleForReading.readDataToEndOfFile()
        shell.waitUntilExit()
        return String(decoding: text, as: UTF8.self)
    }
}
