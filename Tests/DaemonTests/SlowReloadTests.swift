import Control
import Foundation
import Glibc
import JSONText
import Ledger
import Testing

/// A reload reads and plans beside the daemon's queue: however long that takes, nothing else waits for it.
@Suite(.enabled(if: PreloadedLibrary.compiler != nil)) struct SlowReloadTests {
    let place: Workplace

    init() throws { place = try Workplace() }

    private func start(seconds: Int, now: String, _ more: String...) throws -> RunningDaemon {
        let library = try PreloadedLibrary("slowfile", at: place)
        let daemon = try RunningDaemon(
            place, ["--now", now] + more,
            environment: ["LD_PRELOAD": library.path, "SLOW_FILE": "/02.yaml", "SLOW_SECONDS": "\(seconds)"])
        daemon.waitUntilServing()
        return daemon
    }

    /// What is slow by its mark beside it; hidden from the daemon by its ending, but told.
    private func addSlowFile() throws {
        try place.write("programmes/02.yaml.slow", "")
        try place.write(
            "programmes/02.yaml",
            """
            programme: 02-KH-TU
            title: Kế hoạch khác
            issued: 2021-09-30
            tasks:
              - { id: "1", title: Việc khác, lead: [ban-tuyen-giao], deadline: năm 2022 }
            """)
    }

    private func tasks(_ status: JSONValue) -> Int64? { status["tasks"]?.integer }

    @Test func noticesAndReportsDoNotWaitForIt() throws {
        let daemon = try start(seconds: 6, now: "2021-12-01T07:59:57+07:00")
        try addSlowFile()
        let started = ContinuousClock.now
        // A second one of it is asked for, and answered when it is done.
        let asked = DispatchSemaphore(value: 0)
        nonisolated(unsafe) var changed: JSONValue?
        let path = place.socket
        Thread.detachNewThread {
            changed = try? VarlinkClient(path: path, timeout: 60).call("io.dondoc.Reload")["changed"]
            asked.signal()
        }
        // The notice of 08:00 goes out, and a report is recorded, by the plan in force.
        #expect(try tasks(daemon.waitUntil { $0["notices"] == 1 }) == 2)
        let report = ReportRequest(kind: .done, task: "01-KH-TU/1.1", by: "BDV")
        _ = try daemon.client().call("io.dondoc.Report", report.parameters)
        #expect(started.duration(to: .now) < .seconds(6))
        #expect(try tasks(daemon.status()) == 2)
        // Then the new plan is in force, with what was reported meanwhile.
        let after = try daemon.waitUntil { $0["tasks"] == 3 }
        #expect(tasks(after) == 3 && after["done"] == 1 && after["notices"] == 1)
        #expect(asked.wait(timeout: .now() + 20) == .success)
        #expect(changed == true)
        daemon.send(SIGTERM)
        #expect(daemon.finish().code == 0)
        #expect(try Ledger(in: place.state, access: .read).verify().isSound)
    }

    @Test func oneThatTakesTooLongIsGivenUp() throws {
        let daemon = try start(seconds: 10, now: "2021-11-01T08:00:00+07:00", "--reload-limit", "3")
        try addSlowFile()
        let started = ContinuousClock.now
        let answer = try daemon.client().call("io.dondoc.Reload")
        #expect(started.duration(to: .now) < .seconds(10))
        #expect(answer["changed"] == false)
        #expect(answer["problems"]?.array?.contains { $0["code"] == "S013" } == true)
        let hanging = try daemon.status()
        #expect(tasks(hanging) == 2)
        #expect(hanging["troubles"]?.array?.count == 1)

        // Mended, the next one puts in force what is there, and the trouble is over.
        unlink(place.site + "/programmes/02.yaml.slow")
        let mended = try daemon.waitUntil { $0["tasks"] == 3 }
        #expect(tasks(mended) == 3 && mended["troubles"]?.array?.isEmpty == true)
        daemon.send(SIGTERM)
        #expect(daemon.finish().code == 0)
    }

    /// It ends at once, though what it reads may hang for ever.
    @Test func itIsNotWaitedForAtTheEnd() throws {
        let daemon = try start(seconds: 60, now: "2021-11-01T08:00:00+07:00")
        try addSlowFile()
        daemon.send(SIGHUP)
        #expect(daemon.waitFor("RELOADING=1"))
        let started = ContinuousClock.now
        daemon.send(SIGTERM)
        #expect(daemon.finish().code == 0)
        #expect(started.duration(to: .now) < .seconds(20))
    }
}
