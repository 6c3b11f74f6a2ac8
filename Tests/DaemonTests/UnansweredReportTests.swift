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

    /// The report is in the ledger, and its answer never came.
    private func killUnanswered(_ request: ReportRequest) throws {
        let library = try PreloadedLibrary("unanswered", at: place)
        let killed = try RunningDaemon(
            place, ["--now", "2021-12-02T07:00:00+07:00"],
            environment: ["LD_PRELOAD": library.path, "UNANSWERED": #""occurrence":"2021-Q4""#])
        killed.waitUntilServing()
        #expect(throws: VarlinkClient.Failure.self) {
            try killed.client().call("io.dondoc.Report", request.parameters)
        }
        #expect(killed.finish().code == SIGKILL)
        #expect(try reportCount() == 1)
    }

    private func ask(_ request: ReportRequest) throws -> [String: JSONValue] {
        let daemon = try place.start(now: "2021-12-03T07:00:00+07:00")
        daemon.waitUntilServing()
        let answer = try daemon.client().call("io.dondoc.Report", request.parameters)
        #expect(answer["task"] == "01-KH-TU/1.1")
        daemon.send(SIGTERM)
        #expect(daemon.finish().code == 0)
        return answer
    }

    @Test(arguments: [ReportRequest.Kind.done, .progress]) func isRecordedOnce(kind: ReportRequest.Kind) throws {
        let request = ReportRequest(
            kind: kind, task: "01-KH-TU/1.1", value: kind == .progress ? "40" : nil, by: "BDV", id: "abc123")
        try killUnanswered(request)
        let answer = try ask(request)
        #expect(answer["changed"] == true && answer["occurrence"] == "2021-Q4")
        #expect(try reportCount() == 1)
    }

    /// Another id makes it another report: that something is done which is done changes nothing, and the answer says so.
    @Test func underAnotherIdItChangesNothing() throws {
        var request = ReportRequest(kind: .done, task: "01-KH-TU/1.1", by: "BDV", id: "abc123")
        try killUnanswered(request)
        request.id = "other"
        let answer = try ask(request)
        #expect(answer["changed"] == false && answer["because"]?.string?.contains("2021-Q4 đã xong") == true)
        #expect(try reportCount() == 1)
    }

    @Test func underAnotherIdAnotherProgressIsRecorded() throws {
        var request = ReportRequest(kind: .progress, task: "01-KH-TU/1.1", value: "40", by: "BDV", id: "abc123")
        try killUnanswered(request)
        (request.id, request.value) = ("other", "60")
        #expect(try ask(request)["changed"] == true)
        #expect(try reportCount() == 2)
    }
}
