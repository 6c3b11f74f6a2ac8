import Control
import Foundation
import Glibc
import JSONText
import TestKit
import Testing

/// The daemon as systemd sees it.
@Suite struct ProcessTests {
    let place: Workplace

    init() throws { place = try Workplace() }

    /// What a list shows of each task is the same in a brief row, which says no more.
    @Test func briefRowsAreShort() throws {
        let daemon = try place.start(now: "2021-11-01T12:00:00+07:00")
        #expect(daemon.waitFor("READY=1"))
        func rows(_ isBrief: Bool) throws -> [[String: JSONValue]] {
            let parameters: [String: JSONValue] = ["withEnded": true, "language": "vi", "brief": .bool(isBrief)]
            let answer = try daemon.client().call("io.dondoc.ListTasks", parameters)
            return (answer["tasks"]?.array ?? []).compactMap(\.object)
        }
        let (whole, brief) = (try rows(false), try rows(true))
        #expect(whole.count == 2 && brief.count == 2)
        let left: Set = ["shares", "subjects", "next", "overdue"]
        for (row, short) in zip(whole, brief) {
            #expect(row.filter { !left.contains($0.key) } == short.filter { !left.contains($0.key) })
            #expect(short["shares"] == [] && short["subjects"] == [] && short["next"] == .null)
            #expect(row["shares"] != [] && short["overdue"] == .null)
        }
    }

    @Test func sendsOnceAndNeverAgain() throws {
        do {
            let daemon = try place.start(now: "2021-12-01T07:59:58+07:00", speed: 20)
            #expect(daemon.waitFor("READY=1"))
            #expect(daemon.waitFor("2 nhiệm vụ, 0 quá hạn, thông báo kế tiếp 08:00 01/12/2021"))
            daemon.waitFor("không có thông báo nào sắp tới")
            #expect(place.mail("ban-tuyen-giao").count == 1)
            daemon.send(SIGTERM)
            #expect(daemon.waitFor("STOPPING=1"))
            let (code, output) = daemon.finish()
            #expect(code == 0)
            #expect(output.contains("2021-12-01 08:00") && output.contains("Ban Tuyên giáo"))
        }
        for _ in 0..<2 {
            let daemon = try place.start(now: "2021-12-01T08:00:00+07:00")
            #expect(daemon.waitFor("READY=1"))
            // Killed, as a machine that loses power.
            daemon.send(SIGKILL)
            _ = daemon.finish()
            #expect(place.mail("ban-tuyen-giao").count == 1)
        }
    }

    @Test func tellsFollowersAndListsWhatWasSent() throws {
        let daemon = try place.start(now: "2021-12-01T07:59:50+07:00", speed: 10)
        daemon.waitFor("READY=1")
        var followed: JSONValue?
        try daemon.client().call("io.dondoc.Follow") {
            followed = $0["notice"]
            return false
        }
        #expect(followed?["rule"] == "nhac")
        #expect(followed?["at"] == "2021-12-01T08:00:00+07:00")
        #expect(followed?["recipient"] == "ban-tuyen-giao")
        #expect(followed?["role"] == "lead")
        let listed = try daemon.client().call("io.dondoc.ListNotices")
        #expect(listed["notices"] == followed.map { [$0] })
        var pages: [JSONValue?] = []
        try daemon.client().call("io.dondoc.ListNotices", ["limit": 1]) {
            pages.append($0["notices"])
            return true
        }
        #expect(pages.first == listed["notices"])
        #expect(throws: VarlinkClient.Failure.answer(ControlInterface.notFound("9"))) {
            try daemon.client().call("io.dondoc.GetLetter", ["number": 9])
        }
        daemon.send(SIGTERM)
        #expect(daemon.finish().code == 0)
    }

    /// Somebody who reads the journal finds the first of many faults, and how many more there are.
    @Test func ofManyFaultsTheFirstAreTold() throws {
        let wrong = (0..<60).map { "  - { id: \"\($0)\", titel: x }\n" }.joined()
        try place.write("programmes/02.yaml", "programme: \"02\"\ntitle: x\nissued: 2021-09-30\ntasks:\n" + wrong)
        let daemon = try place.start(now: "2021-11-01T12:00:00+07:00")
        daemon.waitFor("READY=1")
        daemon.send(SIGTERM)
        let output = daemon.finish().output
        #expect(output.contains("lỗi, cảnh báo khác: xem “dondoc check”"), "\(output)")
    }

    @Test func readsEditedFilesAndKeepsTheLastGoodOnes() throws {
        let daemon = try place.start(now: "2021-11-01T12:00:00+07:00")
        daemon.waitFor("READY=1")
        #expect(try daemon.status()["next"] == "2021-12-01T08:00:00+07:00")

        try place.write("rules/nhac.rules", Workplace.rules(days: 40))
        #expect(daemon.waitFor("RELOADING=1") && daemon.waitFor("READY=1"))
        #expect(try daemon.status()["next"] == "2021-11-21T08:00:00+07:00")

        try place.write("rules/nhac.rules", "quy tắc \"nhac\" khi trước hnạ 5 ngày nhắc chủ trì")
        #expect(daemon.waitFor("RELOADING=1") && daemon.waitFor("READY=1"))
        let status = try daemon.status()
        #expect(status["next"] == "2021-11-21T08:00:00+07:00")
        #expect(status["setAside"] == [["path": "rules/nhac.rules", "state": "lastGood"]])
        #expect(status["problems"]?.array?.isEmpty == false)

        try place.write("rules/nhac.rules", Workplace.rules(days: 30))
        #expect(daemon.waitFor("RELOADING=1") && daemon.waitFor("READY=1"))
        #expect(try daemon.status()["setAside"] == [])

        // Asked for: nothing has changed.
        let answer = try daemon.client().call("io.dondoc.Reload")
        #expect(answer["changed"] == false)
        daemon.send(SIGHUP)
        #expect(daemon.waitFor("RELOADING=1") && daemon.waitFor("READY=1"))
    }

    /// Whoever is answered may ask systemd next: what it shows then is of the files as they are.
    @Test func theStatusLineFollowsAReloadAtOnce() throws {
        let daemon = try place.start(now: "2021-11-01T12:00:00+07:00")
        daemon.waitFor("READY=1")
        let client = try daemon.client()
        for round in 0..<3 {
            for isRight in [false, true] {
                try place.write(
                    "rules/nhac.rules", isRight ? Workplace.rules(days: 30 + round) : "quy tắc \"nhac\" khi hnạ")
                _ = try client.call("io.dondoc.Reload")
                #expect(daemon.waitFor("RELOADING=1") && daemon.waitFor("READY=1"))
                let line = daemon.notified.last { $0.hasPrefix("STATUS=") }
                #expect(line?.contains("1 tệp có lỗi") == !isRight, "\(line ?? "none")")
            }
        }
    }

    @Test func aBurstOfChangesIsReadOnce() throws {
        let daemon = try place.start(now: "2021-11-01T12:00:00+07:00")
        daemon.waitFor("READY=1")
        let started = ContinuousClock.now
        for n in 0..<1000 {
            _ = FileManager.default.createFile(
                atPath: place.site + "/rules/leer-\(n).rules", contents: Data("# \(n)\n".utf8))
        }
        try place.write("rules/nhac.rules", Workplace.rules(days: 40))
        let took = Int(started.duration(to: .now).components.seconds)
        daemon.waitFor("21/11/2021")
        daemon.send(SIGTERM)
        daemon.waitFor("STOPPING=1")
        // Creating them takes part of a second; what was seen meanwhile is one or two readings, not a thousand. On a
        // machine that is busy it takes longer, and every two seconds are one more.
        #expect(daemon.notified.count { $0.contains("RELOADING=1") } <= 2 + took / 2)
    }

    @Test func reportsAreDurableAndCount() throws {
        do {
            let daemon = try place.start(now: "2021-11-30T12:00:00+07:00")
            daemon.waitFor("READY=1")
            let client = try daemon.client()
            let done = try client.call(
                "io.dondoc.Report", ReportRequest(kind: .done, task: "01-KH-TU/1.1", by: "A", note: "xong").parameters)
            #expect(done["occurrence"] == "2021-Q4")
            let event = try client.call(
                "io.dondoc.Report", ReportRequest(kind: .event, name: "huong-dan", on: "2021-11-15").parameters)
            #expect(event["events"] == ["01-KH-TU/1.2"])
            #expect {
                try client.call("io.dondoc.Report", ReportRequest(kind: .done, task: "01-KH-TU/9").parameters)
            } throws: {
                guard case .answer(let error)? = $0 as? VarlinkClient.Failure else { return false }
                return error.name == "io.dondoc.NotFound"
            }
            // What is refused is worded for who asks.
            for (language, words) in [("vi", "không dùng với"), ("en", "has no place")] {
                #expect {
                    try client.call(
                        "io.dondoc.Report",
                        ReportRequest(kind: .done, task: "01-KH-TU/1.2", value: "3", language: language).parameters)
                } throws: {
                    guard case .answer(let error)? = $0 as? VarlinkClient.Failure else { return false }
                    return error.parameters["parameter"] == "value"
                        && error.parameters["reason"]?.string?.contains(words) ?? false
                }
            }
            #expect(throws: VarlinkClient.Failure.self) {
                try client.call("io.dondoc.GetStatus", ["language": "fr"])
            }
            daemon.send(SIGKILL)
            _ = daemon.finish()
        }
        let daemon = try place.start(now: "2021-12-01T12:00:00+07:00")
        daemon.waitFor("READY=1")
        #expect(try daemon.status()["done"] == 1)
        #expect(place.mail("ban-tuyen-giao").isEmpty)
    }

    /// Where the ledger is shared it follows.
    @Test(.enabled(if: !TestLedger.isShared)) func aSecondDaemonIsRefused() throws {
        let daemon = try place.start(now: "2021-11-01T12:00:00+07:00")
        daemon.waitFor("READY=1")
        let second = try RunningDaemon(place, ["--socket", place.root + "/s2"])
        let (code, output) = second.finish()
        #expect(code == 3)
        #expect(output.contains("ledger.db"))
        #expect(try daemon.status()["tasks"] == 2)
    }

    @Test func waitsForASite() throws {
        try FileManager.default.moveItem(atPath: place.site, toPath: place.root + "/elsewhere")
        let daemon = try place.start(now: "2021-11-01T12:00:00+07:00")
        #expect(daemon.waitFor("READY=1"))
        #expect(try daemon.status()["troubles"]?.array?.count == 1)
        try FileManager.default.moveItem(atPath: place.root + "/elsewhere", toPath: place.site)
        #expect(daemon.waitFor("2 nhiệm vụ"))
        #expect(try daemon.status()["troubles"] == [])

        // One that vanishes is no order to forget everything.
        try FileManager.default.moveItem(atPath: place.site, toPath: place.root + "/elsewhere")
        #expect(daemon.waitFor("không thấy thư mục"))
        #expect(try daemon.status()["tasks"] == 2)
    }

    @Test func deliversWhenTheSpoolIsBack() throws {
        try Data().write(to: URL(fileURLWithPath: place.spool))
        let daemon = try place.start(now: "2021-12-01T07:59:59+07:00")
        daemon.waitFor("READY=1")
        #expect(daemon.waitFor("thư mục \(place.spool)"))
        try daemon.waitUntil { $0["retry"] != .null }
        unlink(place.spool)
        // It tries again by itself.
        #expect(daemon.waitFor("không có thông báo nào sắp tới"))
        while place.mail("ban-tuyen-giao").isEmpty, daemon.waitFor("STATUS") {}
        #expect(place.mail("ban-tuyen-giao").count == 1)
    }

    /// A disk of 256 KiB.
    @Test(.enabled(if: SmallDisk.isPossible)) func deliversWhenThereIsRoomAgain() throws {
        let disk = try #require(SmallDisk(at: place.spool))
        disk.fill()
        let daemon = try place.start(now: "2021-12-01T08:00:00+07:00")
        daemon.waitFor("READY=1")
        #expect(try daemon.status()["troubles"]?.array?.isEmpty == false)
        #expect(place.mail("ban-tuyen-giao").isEmpty)
        // What people report is taken all the while.
        let acknowledged = ReportRequest(kind: .ack, task: "01-KH-TU/1.1")
        #expect(try daemon.client().call("io.dondoc.Report", acknowledged.parameters)["occurrence"] == "2021-Q4")
        disk.empty()
        while place.mail("ban-tuyen-giao").isEmpty, daemon.waitFor("STATUS") {}
        #expect(place.mail("ban-tuyen-giao").count == 1)
        daemon.send(SIGTERM)
        _ = daemon.finish()
    }

    @Test(.enabled(if: !TestLedger.isShared)) func refusesADamagedLedger() throws {
        try FileManager.default.createDirectory(atPath: place.state, withIntermediateDirectories: true)
        let garbage = Data((0..<8192).map { _ in UInt8.random(in: 0...255) })
        try garbage.write(to: URL(fileURLWithPath: place.state + "/ledger.db"))
        let daemon = try place.start(now: "2021-12-01T08:00:00+07:00")
        let (code, output) = daemon.finish()
        #expect(code == 3)
        #expect(output.contains("ledger.db"))
        // It is left as it is.
        #expect(try Data(contentsOf: URL(fileURLWithPath: place.state + "/ledger.db")) == garbage)
    }

    @Test func aFileHalfWrittenIsNotRead() throws {
        let daemon = try place.start(now: "2021-11-01T12:00:00+07:00")
        daemon.waitFor("READY=1")
        let file = try #require(fopen(place.site + "/rules/nhac.rules", "w"))
        fputs("quy tắc \"nhac\" khi trước hạn 40", file)
        fflush(file)
        // Another file changes meanwhile: it must not bring the half of this one into force.
        try place.write("rules/leer.rules", "# nothing")
        let status = try daemon.waitUntil {
            $0["problems"]?.array?.compactMap { $0["code"]?.string } == ["S012"]
        }
        #expect(status["next"] == "2021-12-01T08:00:00+07:00")
        fputs(" ngày nhắc chủ trì\n", file)
        fclose(file)
        daemon.waitFor("21/11/2021")
        #expect(try daemon.status()["next"] == "2021-11-21T08:00:00+07:00")
    }

    @Test func stopsByItself() throws {
        let daemon = try place.start(now: "2021-11-01T12:00:00+07:00", speed: 1e7, "--until", "2022-02-01")
        let (code, output) = daemon.finish()
        #expect(code == 0)
        #expect(output.contains("2021-12-01 08:00"))
        #expect(place.mail("ban-tuyen-giao").count == 1)
    }

    @Test func wrongUsageIsTold() throws {
        let daemon = try RunningDaemon(place, ["--speed", "5"])
        #expect(daemon.finish().code == 2)
    }
}
