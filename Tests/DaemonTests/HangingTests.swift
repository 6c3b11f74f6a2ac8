import Control
import Foundation
import Glibc
import JSONText
import TestKit
import Testing

/// Those who should read what the daemon says do not: it goes on, and what matters is told when they do.
@Suite struct HangingTests {
    let place: Workplace

    init() throws { place = try Workplace() }

    private static let now = ["--now", "2021-12-01T07:59:58+07:00", "--speed", "4"]

    private func expectDelivered(_ daemon: RunningDaemon) throws {
        #expect(try daemon.waitUntil { $0["notices"] == 1 && $0["troubles"] == [] }["notices"] == 1)
        #expect(place.mail("ban-tuyen-giao").count == 1)
    }

    @Test func aServiceManagerThatHangs() throws {
        let daemon = try RunningDaemon(place, Self.now, isManagerHanging: true)
        daemon.waitUntilServing()
        try expectDelivered(daemon)
        for _ in 0..<3 { #expect(try daemon.client().call("io.dondoc.Reload")["changed"] == false) }
        daemon.listen()
        // Of each matter the last word, in order.
        #expect(daemon.waitFor("RELOADING=1") && daemon.waitFor("READY=1"))
        daemon.send(SIGHUP)
        #expect(daemon.waitFor("RELOADING=1") && daemon.waitFor("READY=1"))
        daemon.send(SIGTERM)
        #expect(daemon.waitFor("STOPPING=1"))
        #expect(daemon.finish().code == 0)
    }

    @Test func aServiceManagerThatHangsForGood() throws {
        let daemon = try RunningDaemon(place, Self.now, isManagerHanging: true)
        daemon.waitUntilServing()
        try expectDelivered(daemon)
        daemon.send(SIGTERM)
        #expect(daemon.finish().code == 0)
    }

    @Test func aFullPipeOfStandardError() throws {
        try place.write("rules/kem.rules", "quy tắc \"kem\" khi trước hnạ 5 ngày nhắc chủ trì")
        let daemon = try RunningDaemon(place, Self.now, isOutputFull: true)
        daemon.waitUntilServing()
        try expectDelivered(daemon)
        for _ in 0..<20 { _ = try daemon.client().call("io.dondoc.Reload") }
        daemon.send(SIGTERM)
        #expect(daemon.finish().code == 0)
    }

    /// Hangs with its queue full, and goes on: each notice is there once.
    @Test(.enabled(if: OwnJournal.isPossible)) func aJournalThatHangs() throws {
        // A report makes the notice, so that it comes after the queue is full however slow the machine is.
        try place.write(
            "rules/nhac.rules",
            """
            quy tắc "xong"
              khi hoàn thành
              nhắc chủ trì
              gửi bù ngay
            """)
        let journal = OwnJournal(at: place)
        let daemon = try RunningDaemon(
            place, ["--now", "2021-11-01T09:00:00+07:00", "--speed", "1"], launcher: journal.launcher, isQuiet: true)
        daemon.waitFor("READY=1")
        journal.send(SIGSTOP)
        try journal.fill(beside: daemon)
        let request = ReportRequest(kind: .done, task: "01-KH-TU/1.1")
        #expect(try daemon.client().call("io.dondoc.Report", request.parameters)["occurrence"] == "2021-Q4")
        let status = try daemon.waitUntil { $0["notices"] == 1 && $0["troubles"] != [] }
        #expect((status["troubles"]?.array ?? []).compactMap(\.string).contains { $0.contains("nhật ký hệ thống") })
        // What does not need it is done.
        #expect(place.mail("ban-tuyen-giao").count == 1)
        journal.send(SIGCONT)
        try expectDelivered(daemon)
        #expect(try journal.notices(beside: daemon).count == 1)
        daemon.send(SIGTERM)
        #expect(daemon.finish().code == 0)
        journal.end(SIGTERM)
    }

    /// Clients that ask much and read nothing, or follow and read nothing.
    @Test func clientsThatReadNothing() throws {
        let daemon = try RunningDaemon(place, Self.now)
        daemon.waitFor("READY=1")
        let ask = Array(#"{"method":"io.dondoc.GetStatus"}"#.utf8) + [0]
        let follow = Array(#"{"method":"io.dondoc.Follow","more":true}"#.utf8) + [0]
        let asked = Array(repeatElement(ask, count: 2000).joined())
        let clients = try (0..<20).map { _ in try #require(RawClient(place.socket)) }
        for (number, client) in clients.enumerated() {
            client.write(number % 4 == 0 ? follow : asked, isPatient: false)
        }
        try expectDelivered(daemon)
        #expect(try daemon.client().call("io.dondoc.Reload")["changed"] == false)
        daemon.send(SIGTERM)
        #expect(daemon.finish().code == 0)
    }
}
