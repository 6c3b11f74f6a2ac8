import Control
import Foundation
import Glibc
import JSONText
import Ledger
import Testing

/// The world fails while the real daemon runs: it says so, keeps its state, and delivers when it can.
@Suite struct FaultTests {
    let place: Workplace

    init() throws { place = try Workplace() }

    private static let due = "2021-12-01T08:00:00+07:00"

    /// Makes the ledger and ends.
    private func runBefore() throws {
        let daemon = try place.start(now: "2021-11-01T12:00:00+07:00")
        daemon.waitFor("READY=1")
        daemon.send(SIGTERM)
        _ = daemon.finish()
    }

    private func expectDelivered(_ daemon: RunningDaemon) throws {
        try daemon.waitUntil { $0["troubles"] == [] && $0["notices"] == 1 }
        #expect(try daemon.status()["troubles"] == [])
        #expect(place.mail("ban-tuyen-giao").count == 1)
        daemon.send(SIGTERM)
        #expect(daemon.finish().code == 0)
        let ledger = try Ledger(in: place.state, access: .read)
        #expect(try ledger.verify().isSound)
    }

    private func troubles(of daemon: RunningDaemon) throws -> String {
        let status = try daemon.waitUntil { $0["troubles"] != [] }
        return (status["troubles"]?.array ?? []).compactMap(\.string).joined(separator: "\n")
    }

    private func expectRefused(_ daemon: RunningDaemon, _ reason: String) throws {
        let request = ReportRequest(kind: .ack, task: "01-KH-TU/1.1")
        #expect {
            try daemon.client().call("io.dondoc.Report", request.parameters)
        } throws: {
            guard case .answer(let error)? = $0 as? VarlinkClient.Failure else { return false }
            return error.name == "io.dondoc.LedgerUnavailable"
                && error.parameters["reason"]?.string?.contains(reason) == true
        }
    }

    // MARK: The ledger's disk

    @Test(.enabled(if: SmallDisk.isPossible)) func aFullDiskUnderTheLedger() throws {
        let disk = try #require(SmallDisk(at: place.state, kilobytes: 1024))
        try runBefore()
        disk.fill()
        let daemon = try place.start(now: Self.due)
        daemon.waitFor("READY=1")
        #expect(try troubles(of: daemon).contains("hết chỗ"))
        try expectRefused(daemon, "hết chỗ")
        #expect(place.mail("ban-tuyen-giao").isEmpty)
        disk.empty()
        try expectDelivered(daemon)
    }

    @Test(.enabled(if: SmallDisk.isPossible)) func aDiskThatFillsUnderTheLedger() throws {
        let disk = try #require(SmallDisk(at: place.state, kilobytes: 1024))
        let daemon = try place.start(now: "2021-12-01T07:59:56+07:00", speed: 4)
        daemon.waitFor("READY=1")
        disk.fill()
        #expect(try troubles(of: daemon).contains("hết chỗ"))
        try expectRefused(daemon, "hết chỗ")
        disk.empty()
        try expectDelivered(daemon)
    }

    @Test(.enabled(if: SmallDisk.isPossible)) func aReadOnlyDiskUnderTheLedgerIsTold() throws {
        let disk = try #require(SmallDisk(at: place.state, kilobytes: 1024))
        try runBefore()
        disk.setReadOnly(true)
        let daemon = try place.start(now: Self.due)
        #expect(daemon.waitFor("chỉ cho phép đọc"))
        try expectRefused(daemon, "chỉ cho phép đọc")
        disk.setReadOnly(false)
        #expect(daemon.waitFor("không có thông báo nào sắp tới"))
        try expectDelivered(daemon)
    }

    /// While it runs, and writable again: as the kernel does it after an error of the disk.
    @Test(.enabled(if: PreloadedLibrary.compiler != nil)) func aDiskThatTurnsReadOnlyUnderTheLedger() throws {
        let library = try PreloadedLibrary("readonlydisk", at: place)
        let flag = place.root + "/readonly"
        let daemon = try RunningDaemon(
            place, ["--now", "2021-12-01T07:59:56+07:00", "--speed", "4"],
            environment: ["LD_PRELOAD": library.path, "READONLY_DISK": place.state, "READONLY_FLAG": flag])
        daemon.waitFor("READY=1")
        try Data().write(to: URL(fileURLWithPath: flag))
        #expect(try troubles(of: daemon).contains("chỉ cho phép đọc"))
        try expectRefused(daemon, "chỉ cho phép đọc")
        // Tried again, after a longer while each time.
        var retries: [Int] = []
        for _ in 0..<4 {
            let last = try daemon.status()["retry"]
            let retry = try daemon.waitUntil { $0["retry"] != last && $0["retry"] != JSONValue.null }["retry"]
            retries.append(Self.seconds(retry?.string ?? ""))
        }
        let delays = zip(retries.dropFirst(), retries).map { $0 - $1 }
        #expect(delays == delays.sorted() && Set(delays).count == 3, "\(delays)")
        #expect(place.mail("ban-tuyen-giao").isEmpty)
        // What was known before is known still.
        #expect(try daemon.status()["tasks"] == 2)
        unlink(flag)
        try expectDelivered(daemon)
    }

    /// What a device does not give back is no damage: it is told as what it is, and read again later.
    @Test(.enabled(if: PreloadedLibrary.compiler != nil), arguments: [0, 4096, 16384, 40960])
    func aDeviceThatFailsIsNotCalledDamage(_ from: Int) throws {
        let library = try PreloadedLibrary("failingfile", at: place)
        try runBefore()
        let flag = place.root + "/failing"
        try Data().write(to: URL(fileURLWithPath: flag))
        let daemon = try RunningDaemon(
            place, ["--now", Self.due],
            environment: [
                "LD_PRELOAD": library.path, "FAILING_FILE": place.state + "/ledger.db", "FAILING_FROM": "\(from)",
                "FAILING_FLAG": flag,
            ])
        #expect(daemon.waitFor("không dùng được sổ cái"))
        unlink(flag)
        #expect(daemon.waitFor("không có thông báo nào sắp tới"))
        try daemon.waitUntil { $0["troubles"] == [] && $0["notices"] == 1 }
        daemon.send(SIGTERM)
        let (code, output) = daemon.finish()
        #expect(code == 0)
        #expect(output.contains("không dùng được sổ cái") && !output.contains("bị hỏng"), "\(output)")
    }

    // MARK: The spool

    @Test(.enabled(if: SmallDisk.isPossible)) func aReadOnlySpool() throws {
        let disk = try #require(SmallDisk(at: place.spool))
        try runBefore()
        disk.setReadOnly(true)
        let daemon = try place.start(now: Self.due)
        daemon.waitFor("READY=1")
        #expect(try troubles(of: daemon).contains("chỉ cho phép đọc"))
        // What people report is taken all the while.
        let request = ReportRequest(kind: .ack, task: "01-KH-TU/1.1")
        #expect(try daemon.client().call("io.dondoc.Report", request.parameters)["occurrence"] == "2021-Q4")
        disk.setReadOnly(false)
        try expectDelivered(daemon)
    }

    /// What takes the spool's place while the daemon runs.
    enum Impostor: CaseIterable { case file, link, danglingLink, nothing }

    @Test(arguments: Impostor.allCases) func aSpoolThatIsReplaced(by impostor: Impostor) throws {
        let daemon = try place.start(now: "2021-12-01T07:59:56+07:00", speed: 4)
        daemon.waitFor("READY=1")
        // It is answered behind the first decision, which makes the spool.
        _ = try daemon.status()
        let elsewhere = place.root + "/elsewhere"
        let aside = place.root + "/aside"
        #expect(rename(place.spool, aside) == 0)
        switch impostor {
        case .file: try Data("no spool".utf8).write(to: URL(fileURLWithPath: place.spool))
        case .link:
            mkdir(elsewhere, 0o755)
            symlink(elsewhere, place.spool)
        case .danglingLink: symlink(elsewhere, place.spool)
        // It is made anew: a spool that is emptied is no trouble.
        case .nothing: break
        }
        if impostor != .nothing {
            #expect(try troubles(of: daemon).contains(place.spool))
            #expect((try? FileManager.default.contentsOfDirectory(atPath: elsewhere)) ?? [] == [])
            unlink(place.spool)
            #expect(rename(aside, place.spool) == 0)
        }
        try expectDelivered(daemon)
    }

    @Test func aBodysFolderThatLeadsElsewhereIsNotFollowed() throws {
        let elsewhere = place.root + "/elsewhere"
        mkdir(place.spool, 0o755)
        mkdir(elsewhere, 0o755)
        symlink(elsewhere, place.spool + "/ban-tuyen-giao")
        let daemon = try place.start(now: Self.due)
        daemon.waitFor("READY=1")
        #expect(try troubles(of: daemon).contains("ban-tuyen-giao"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: elsewhere).isEmpty)
        unlink(place.spool + "/ban-tuyen-giao")
        try expectDelivered(daemon)
    }

    // MARK: The ledger

    @Test func aLedgerLockedByAnotherProcess() throws {
        let daemon = try place.start(now: "2021-12-01T07:59:54+07:00", speed: 2)
        daemon.waitFor("READY=1")
        let holder = try LedgerHolder(place.state + "/ledger.db")
        try expectRefused(daemon, "khóa")
        #expect(try troubles(of: daemon).contains("khóa"))
        #expect(place.mail("ban-tuyen-giao").isEmpty)
        // Reading goes on.
        #expect(try daemon.client().call("io.dondoc.ListNotices")["notices"] == [])
        holder.release()
        try expectDelivered(daemon)
    }

    @Test func aSecondDaemonNamesTheFirst() throws {
        let daemon = try place.start(now: "2021-11-01T12:00:00+07:00")
        daemon.waitFor("READY=1")
        let sameSocket = try RunningDaemon(place, []).finish()
        #expect(sameSocket.code == 3)
        #expect(sameSocket.output.contains("một dondocd khác"))
        let (code, output) = try RunningDaemon(place, ["--socket", place.root + "/s2"]).finish()
        #expect(code == 3)
        #expect(output.contains("ledger.db") && output.contains("tiến trình \(daemon.identifier)"))
        #expect(try daemon.status()["tasks"] == 2)
    }

    // MARK: The journal

    /// Stopped, killed and started again while a notice a day goes out, thirty days a second.
    @Test(.enabled(if: OwnJournal.isPossible)) func aJournalThatComesAndGoes() throws {
        let tasks = (0..<90).map { number in
            """
              - id: "\(number)"
                title: Việc \(number)
                lead: [ban-tuyen-giao]
                deadline: trước ngày \(1 + number % 28)/\(1 + number / 28)/2023
            """
        }
        try place.write(
            "programmes/03.yaml",
            "programme: 03-KH-TU\ntitle: Kế hoạch\nissued: 2022-09-30\ntasks:\n" + tasks.joined(separator: "\n"))
        let journal = OwnJournal(at: place)
        let daemon = try RunningDaemon(
            place, ["--now", "2022-11-25T12:00:00+07:00", "--speed", "2600000"], launcher: journal.launcher,
            isQuiet: true)
        daemon.waitFor("READY=1")
        for signal in [SIGTERM, SIGKILL, SIGTERM] {
            usleep(400_000)
            journal.end(signal)
            _ = try daemon.status()
            usleep(300_000)
            try journal.begin(beside: daemon)
        }
        try daemon.waitUntil { $0["next"] == .null && $0["troubles"] == [] }
        let notices = try daemon.client().call("io.dondoc.ListNotices", ["limit": 200])["notices"]?.array ?? []
        #expect(notices.count == 90)
        let found = try journal.notices(beside: daemon)
        #expect(found.count == 90)
        #expect(Set(found).count == 90)
        daemon.send(SIGTERM)
        #expect(daemon.finish().code == 0)
        journal.end(SIGTERM)
    }

    // MARK: Files

    /// Half a programme that checks is not taken, however long its writer takes and whatever else changes.
    @Test func aProgrammeHalfWrittenIsNotTaken() throws {
        let daemon = try place.start(now: "2021-11-01T12:00:00+07:00")
        daemon.waitFor("READY=1")
        let path = place.site + "/programmes/01.yaml"
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        let file = try #require(fopen(path, "w"))
        for (number, line) in lines.enumerated() {
            fputs(line + "\n", file)
            fflush(file)
            if number % 3 == 0 {
                try place.write("rules/n\(number).rules", "# \(number)")
                usleep(300_000)
            }
            #expect(try daemon.status()["tasks"] == 2)
        }
        fputs("  - { id: \"1.3\", title: Ba, deadline: Thường xuyên }\n", file)
        fclose(file)
        #expect(try daemon.waitUntil { $0["tasks"] == 3 }["tasks"] == 3)
        #expect(try daemon.status()["setAside"] == [])
    }

    @Test func aRestartKeepsTheLastGoodVersion() throws {
        do {
            let daemon = try place.start(now: "2021-11-01T12:00:00+07:00")
            daemon.waitFor("READY=1")
            // It is answered behind the first decision, with which the files are copied.
            _ = try daemon.status()
            try place.write("rules/nhac.rules", "quy tắc \"nhac\" khi trước hnạ 5 ngày nhắc chủ trì")
            try daemon.waitUntil { $0["setAside"] != [] }
            daemon.send(SIGKILL)
            _ = daemon.finish()
        }
        let daemon = try place.start(now: "2021-11-02T12:00:00+07:00")
        daemon.waitFor("READY=1")
        let status = try daemon.status()
        #expect(status["next"] == "2021-12-01T08:00:00+07:00")
        #expect(status["setAside"] == [["path": "rules/nhac.rules", "state": "lastGood"]])
        daemon.send(SIGTERM)
        #expect(daemon.finish().output.contains("hnạ"))
    }

    // MARK: Time

    private static func seconds(_ text: String) -> Int {
        Int(ISO8601DateFormatter().date(from: text)!.timeIntervalSince1970)
    }

    @Test(.enabled(if: PreloadedLibrary.compiler != nil)) func aClockSetBackAYearAndForwardTwo() throws {
        try place.write(
            "programmes/02.yaml",
            """
            programme: 02-KH-TU
            title: Báo cáo
            issued: 2021-09-30
            tasks:
              - id: "1"
                title: Báo cáo quý
                lead: [ban-tuyen-giao]
                deadline: hằng quý
            """)
        let clock = try WallClock(at: place, now: Self.seconds("2021-12-01T07:59:59+07:00"))
        let daemon = try RunningDaemon(place, [], environment: clock.environment)
        daemon.waitFor("READY=1")
        try daemon.waitUntil { $0["notices"] == 2 }
        #expect(place.mail("ban-tuyen-giao").count == 1)
        clock.set(Self.seconds("2020-12-01T07:59:58+07:00"))
        let back = try daemon.waitUntil { $0["lastDecision"]?.string?.hasPrefix("2020") == true }
        #expect(back["next"] == "2022-03-01T08:00:00+07:00")
        sleep(3)
        #expect(try daemon.status()["notices"] == 2)
        clock.set(Self.seconds("2022-12-05T08:00:00+07:00"))
        let forward = try daemon.waitUntil { $0["lastDecision"]?.string?.hasPrefix("2022") == true }
        #expect(forward["notices"] == 6)
        #expect(forward["next"] == "2023-03-01T08:00:00+07:00")
        #expect(place.mail("ban-tuyen-giao").count == 2)
        daemon.send(SIGTERM)
        let (code, output) = daemon.finish()
        #expect(code == 0)
        #expect(output.contains("đồng hồ hệ thống đã được chỉnh"))
    }

    /// Stopped for a week: what fell due meanwhile is sent at once, late, and once.
    @Test(.enabled(if: PreloadedLibrary.compiler != nil)) func aLongStop() throws {
        let clock = try WallClock(at: place, now: Self.seconds("2021-11-28T12:00:00+07:00"))
        let daemon = try RunningDaemon(place, [], environment: clock.environment)
        daemon.waitFor("READY=1")
        daemon.send(SIGSTOP)
        clock.set(Self.seconds("2021-12-05T12:00:00+07:00"))
        usleep(300_000)
        #expect(place.mail("ban-tuyen-giao").isEmpty)
        daemon.send(SIGCONT)
        try daemon.waitUntil { $0["notices"] == 1 }
        let listed = try daemon.client().call("io.dondoc.ListNotices")["notices"]?.array
        #expect(listed?.map { $0["late"] } == [true])
        try expectDelivered(daemon)
    }

    /// Wrong by a year, and nobody vouches for it: nothing is sent until it is mended, or a person says that it is right.
    @Test(.enabled(if: PreloadedLibrary.compiler != nil)) func aClockThatNobodyVouchesFor() throws {
        let clock = try WallClock(at: place, now: Self.seconds("2021-11-28T12:00:00+07:00"), isVouchedFor: false)
        let daemon = try RunningDaemon(place, [], environment: clock.environment)
        daemon.waitFor("READY=1")
        clock.set(Self.seconds("2022-11-28T12:00:00+07:00"))
        #expect(try troubles(of: daemon).contains("đồng hồ"))
        clock.set(Self.seconds("2021-11-28T12:01:00+07:00"))
        try daemon.waitUntil { $0["troubles"] == [] }
        #expect(try daemon.status()["notices"] == 0)
        clock.set(Self.seconds("2021-12-01T08:00:00+07:00"))
        #expect(try troubles(of: daemon).contains("dondoc reload"))
        #expect(try daemon.status()["notices"] == 0)
        _ = try daemon.client().call("io.dondoc.Reload")
        try expectDelivered(daemon)
    }

    /// The state's folder is removed under the service: what it answered is there after a restart.
    @Test func theLedgerIsTakenAway() throws {
        let daemon = try place.start(now: "2021-12-01T07:59:59+07:00")
        daemon.waitFor("READY=1")
        try daemon.waitUntil { $0["notices"] == 1 }
        try FileManager.default.removeItem(atPath: place.state)
        let client = try daemon.client()
        _ = try client.call(
            "io.dondoc.Report", ReportRequest(kind: .done, task: "01-KH-TU/1.1").parameters)
        daemon.send(SIGTERM)
        let (code, output) = daemon.finish()
        #expect(code == 0 && output.contains("đã ghi lại toàn bộ"), "\(output)")
        let ledger = try Ledger(in: place.state, access: .read)
        #expect(try ledger.verify().isSound)
        let again = try place.start(now: "2021-12-01T09:00:00+07:00")
        again.waitFor("READY=1")
        let status = try again.status()
        #expect(status["notices"] == 1 && status["done"] == 1, "\(status)")
        again.send(SIGTERM)
        #expect(again.finish().code == 0)
        #expect(place.mail("ban-tuyen-giao").count == 1)
    }

    /// A new edition of the zone's data: the daemon sees the file replaced and reckons anew.
    @Test(.enabled(if: SmallDisk.isPossible)) func theZonesDataChange() throws {
        let zones = place.root + "/zones"
        mkdir(zones, 0o755)
        func install(_ name: String) throws {
            try Data(contentsOf: URL(fileURLWithPath: "/usr/share/zoneinfo/" + name))
                .write(to: URL(fileURLWithPath: zones + "/Vientiane"), options: .atomic)
        }
        try install("Asia/Bangkok")
        try place.write("dondoc.yaml", "timezone: Asia/Vientiane")
        let script = "mount --bind \(zones) /usr/share/zoneinfo/Asia && exec \"$@\""
        let daemon = try RunningDaemon(
            place, ["--now", "2021-11-01T12:00:00+07:00"],
            launcher: ["unshare", "--mount", "--propagation", "private", "sh", "-c", script, "sh"])
        daemon.waitFor("READY=1")
        #expect(try daemon.status()["next"] == "2021-12-01T08:00:00+07:00")
        try install("Asia/Tokyo")
        let status = try daemon.waitUntil { $0["next"] == "2021-12-01T08:00:00+09:00" }
        #expect(status["next"] == "2021-12-01T08:00:00+09:00")
    }
}

/// Another process that holds the ledger's database.
final class LedgerHolder {
    private let process = Process()
    private let input = Pipe()

    init(_ path: String) throws {
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "python3", "-c",
            """
            import sqlite3, sys
            held = sqlite3.connect(sys.argv[1], isolation_level=None)
            held.execute("BEGIN EXCLUSIVE")
            print("held", flush=True)
            sys.stdin.read()
            """, path,
        ]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        _ = output.fileHandleForReading.availableData
    }

    func release() {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }
}
