import Control
import Foundation
import Glibc
import JSONText
import Ledger
import Testing

/// The daemon is killed when a report is in its ledger and not yet answered: whoever asks again, under the same id, gets
/// the answer of the first time, and the report is there once.
@Suite(.enabled(if: PreloadedLibrary.compiler != nil)) struct UnansweredReportTests {
    let place: Workplace

    init() throws { place = try Workplace() }

    private func reportCount() throws -> Int {
        let ledger = try Ledger(in: place.state, access: .read)
        #expect(try ledger.verify().isSound)
        var count = 0
        try ledger.audit { row in if case .report = row.content { count += 1 } }
        return count
    }

    /// - Parameter id: under which it is asked again; another than the first time makes it another report.
    @Test(arguments: [("abc123", 1), ("other", 2)]) func isRecordedOnce(id: String, recorded: Int) throws {
        let library = try PreloadedLibrary("unanswered", at: place)
        let killed = try RunningDaemon(
            place, ["--now", "2021-12-02T07:00:00+07:00"],
            environment: ["LD_PRELOAD": library.path, "UNANSWERED": #""occurrence":"2021-Q4""#])
        killed.waitUntilServing()
        var request = ReportRequest(kind: .done, task: "01-KH-TU/1.1", by: "BDV", id: "abc123")
        #expect(throws: VarlinkClient.Failure.self) {
            try killed.client().call("io.dondoc.Report", request.parameters)
        }
        #expect(killed.finish().code == SIGKILL)
        #expect(try reportCount() == 1)

        let daemon = try place.start(now: "2021-12-03T07:00:00+07:00")
        daemon.waitUntilServing()
        request.id = id
        let answer = try daemon.client().call("io.dondoc.Report", request.parameters)
        #expect(answer["task"] == "01-KH-TU/1.1" && answer["occurrence"] == "2021-Q4")
        daemon.send(SIGTERM)
        #expect(daemon.finish().code == 0)
        #expect(try reportCount() == recorded)
    }
}
