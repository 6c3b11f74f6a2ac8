import Dates
import Foundation
import Glibc
import Planning
import Synchronization
import TestKit
import Testing

@testable import Ledger

/// What holds of a ledger that several hosts share.
@Suite struct PostgresTests {
    let folder: TemporaryFolder
    let server: PostgresServer
    let target: String

    init() throws {
        folder = try TemporaryFolder()
        server = try PostgresServer.shared.get()
        target = try server.makeDatabase()
    }

    func place(_ host: String, acceptsOneDisk: Bool = true) throws -> LedgerPlace {
        let state = folder.path(host)
        try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
        return LedgerPlace(
            folder: state, database: .init(target: target, acceptsOneDisk: acceptsOneDisk, host: host))
    }

    func open(_ host: String, witness: Witness? = nil) throws -> LedgerPostgres {
        try #require(try place(host).openToWrite(witness: witness) as? LedgerPostgres)
    }

    func done(_ task: String) -> Report { Report(at: morning, kind: .done, programme: "P", task: task) }

    @Test func bothStoresGiveARowTheSameHash() throws {
        let (mine, other) = (try open("may-1"), try filledLedger(in: folder.path("sqlite")))
        try fill(mine)
        #expect(try mine.head() == other.head())
        #expect(try mine.snapshot().noticeCounts == other.snapshot().noticeCounts)
        #expect(try mine.inspect() == [])
    }

    @Test func aLedgerIsCopiedThereAndBackWithEveryHash() throws {
        let state = folder.path("sqlite")
        let (head, name): ((Int64, String), String)
        do {
            let ledger = try filledLedger(in: state)
            (head, name) = (try ledger.head(), try ledger.siteName())
            ledger.close()
        }
        let place = try place("may-1")
        #expect(try place.copy(from: state, witness: nil) == head)
        #expect(throws: LedgerError.self) { try place.copy(from: state, witness: nil) }
        let ledger = try open("may-1")
        #expect(try ledger.verify().isSound && ledger.inspect() == [])
        #expect(try ledger.report(ofRequest: "yeu-cau-1") != nil)
        #expect(try ledger.siteName() == name)
        // Nobody goes on with the file by mistake.
        #expect(!FileManager.default.fileExists(atPath: state + "/ledger.db"))
        let file = folder.path("backup.db")
        let verdict = try ledger.backup(to: file)
        #expect(verdict.isSound && verdict.rows == head.0 && verdict.head == head.1)
    }

    /// `Fixtures/postgres-1.sql`: the schema of version 1 with the rows that ``filledLedger(in:)`` wrote then. Who reads it
    /// leaves it as it lies, who writes brings it up to date, and of two hosts one does.
    @Test func aLedgerOfTheFirstVersion() throws {
        let fixture = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Fixtures/postgres-1.sql")
        let name = PostgresServer.name(of: target)
        func expect(version: Int) throws {
            // A division by zero is an error.
            try server.psql(name, "SELECT 1 / (version = \(version))::int FROM dondoc.site")
        }
        try server.psql(name, String(contentsOf: fixture, encoding: .utf8))
        let head = try filledLedger(in: folder.path("sqlite")).head()
        let reader = try place("may-0").openToRead()
        #expect(try reader.verify().isSound && reader.head() == head && reader.snapshot().noticeCounts.count == 1)
        try expect(version: 1)

        let (first, second) = (try open("may-1"), try open("may-2"))
        try expect(version: 2)
        #expect(first.isLeading && !second.isLeading)
        #expect(try first.verify().isSound && first.head() == head && first.inspect() == [])
        #expect(try second.verify().isSound && second.siteName() == "9c8461fa0cb98d88")
        #expect(try first.report(ofRequest: "yeu-cau-1") != nil)
        // What was sent is known, and not sent again; but under a number that is another task's by now it is a first.
        #expect(throws: LedgerError.duplicate(notice: identity("1.1").key)) {
            try first.commit(entry([identity("1.1")]))
        }
        try first.append(Report(at: morning, kind: .renumber(["1.1": "1.6"]), programme: "01-KH-TU"))
        var another = identity("1.1")
        another.generation = try #require(try first.generations(of: [another]).first)
        _ = try first.commit(entry([another]))
        #expect(throws: LedgerError.duplicate(notice: another.key)) { try first.commit(entry([another])) }
        #expect(try first.verify().isSound && first.inspect() == [])

        try server.psql(name, "UPDATE dondoc.site SET version = 3")
        #expect(throws: LedgerError.tooNew(path: second.path)) { try open("may-3") }
    }

    @Test func aSecondHostFollowsAndTakesOver() throws {
        let (first, second) = (try open("may-1"), try open("may-2"))
        #expect(first.isLeading && !second.isLeading)
        try first.append(done("1"), request: "a")
        #expect(try second.report(ofRequest: "a") != nil)
        #expect(throws: LedgerError.overtaken(path: second.path)) { try second.append(done("2")) }
        let leads = DispatchSemaphore(value: 0)
        second.watch { if case .leading = $0 { leads.signal() } }
        first.close()
        #expect(leads.wait(timeout: .now() + .seconds(10)) == .success)
        // What it knew is of before.
        #expect(second.isToBeRead)
        #expect(throws: LedgerError.overtaken(path: second.path)) { try second.append(done("2")) }
        _ = try second.snapshot()
        try second.append(done("2"))
        #expect(try second.verify().rows == 2)
        second.close()
    }

    @Test func aLeaderThatWasOvertakenAddsNothing() throws {
        let first = try open("may-1")
        try first.append(done("1"))
        // As after a failover that it has not noticed.
        try server.psql(PostgresServer.name(of: target), "UPDATE dondoc.head SET term = term + 1")
        #expect(throws: LedgerError.overtaken(path: first.path)) { try first.append(done("2")) }
        #expect(!first.isLeading)
        #expect(try first.verify().rows == 1)
    }

    @Test func aSessionThatIsLostEndsTheLead() throws {
        let first = try open("may-1")
        let events = Mutex<[LedgerEvent]>([])
        let again = DispatchSemaphore(value: 0)
        first.watch { event in
            events.withLock { $0.append(event) }
            if case .leading = event { again.signal() }
        }
        try server.psql(
            "postgres",
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '\(PostgresServer.name(of: target))'"
        )
        #expect(throws: LedgerError.self) { try first.append(done("1")) }
        #expect(again.wait(timeout: .now() + .seconds(10)) == .success)
        _ = try first.snapshot()
        try first.append(done("1"))
        #expect(try first.verify().rows == 1)
        first.close()
    }

    /// In the middle of what a session sends the server counts no silence.
    @Test(.timeLimit(.minutes(1))) func aLeaderThatStopsInTheMiddleOfACommitIsEnded() throws {
        let ledger = try open("may-1")
        let other = try PostgresTarget(target).connect(as: "may-2", patience: 5000)
        // Who waits for its next statement is left alone, and so is who sends.
        #expect(try !LedgerPostgres.endHangingLeader(other, silence: 0))
        try ledger.ask { session in
            try session.begin()
            // As many as are sent before the commit.
            for i in 1...64 {
                try session.add(prepared: "one", "SELECT $1::bigint", [20], [.integer(Int64(i))])
            }
        }
        #expect(try !LedgerPostgres.endHangingLeader(other, silence: 60))
        while try !LedgerPostgres.endHangingLeader(other, silence: 0) { usleep(10_000) }
        try other.query("SELECT pg_advisory_lock($1)", [.integer(LedgerPostgres.lockKey)])
        other.end()
        ledger.close()
    }

    /// PostgreSQL answers a commit whose wait for the standby was cancelled like one that is safe, and warns.
    @Test func aCommitWhoseWaitWasCancelledIsNotAcknowledged() throws {
        let server = try PostgresServer("synchronous_standby_names=gone")
        let target = try server.makeDatabase()
        let isOver = Mutex(false)
        let canceller = Thread {
            while !isOver.withLock({ $0 }) {
                try? server.psql(
                    "postgres", "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'")
                usleep(50_000)
            }
        }
        canceller.start()
        defer { isOver.withLock { $0 = true } }
        let place = LedgerPlace(
            folder: folder.path, database: .init(target: target, acceptsOneDisk: false, host: "may-1"))
        #expect {
            try place.openToWrite(witness: nil)
        } throws: { error in
            if case .failed(_, let detail)? = error as? LedgerError { detail.contains("not confirmed") } else { false }
        }
    }

    @Test func aPoolerIsRefused() throws {
        let pooler = try server.startPooler(for: target)
        defer { try? pooler.lifeline.close() }
        let place = LedgerPlace(
            folder: folder.path, database: .init(target: pooler.target, acceptsOneDisk: true, host: "may-1"))
        #expect {
            try place.openToWrite(witness: nil)
        } throws: { error in
            if case .pooled? = error as? LedgerError { true } else { false }
        }
    }

    @Test func oneDiskIsNotEnoughUnlessASiteSaysSo() throws {
        let place = try place("may-1", acceptsOneDisk: false)
        #expect(throws: LedgerError.self) { try place.openToWrite(witness: nil) }
    }

    /// As Patroni does where it is not strict and the standby is gone.
    @Test(arguments: [true, false])
    func aServerThatWaitsForNoStandbyAnyMoreIsLedNoLonger(_ isIdle: Bool) throws {
        let server = try PostgresServer()
        try server.set("synchronous_standby_names", to: "*")
        let standby = try server.startStandby()
        defer { try? standby.close() }
        let place = LedgerPlace(
            folder: folder.path,
            database: .init(target: try server.makeDatabase(), acceptsOneDisk: false, host: "may-1"))
        let ledger = try #require(try place.openToWrite(witness: nil) as? LedgerPostgres)
        try ledger.append(done("1"))
        ledger.keepAlive()
        #expect(ledger.isLeading)
        try server.set("synchronous_standby_names", to: "")
        // The server's processes hear of it one after the other.
        for _ in 0..<100 where ledger.isLeading {
            if isIdle { ledger.keepAlive() } else { try? ledger.append(done("2")) }
            usleep(20_000)
        }
        #expect(!ledger.isLeading)
        #expect(throws: LedgerError.oneDisk(path: ledger.path)) { try place.openToWrite(witness: nil) }
        ledger.close()
    }

    @Test(arguments: ["fsync", "full_page_writes"])
    func aServerThatForgetsWithThePowerIsNotLed(_ setting: String) throws {
        let server = try PostgresServer(setting + "=off")
        let place = LedgerPlace(
            folder: folder.path,
            database: .init(target: try server.makeDatabase(), acceptsOneDisk: true, host: "may-1"))
        #expect {
            try place.openToWrite(witness: nil)
        } throws: { error in
            if case .notDurable(_, setting)? = error as? LedgerError { true } else { false }
        }
    }

    /// A start reads the checkpoint of its host and the rows after it; who has the time holds it against the rows.
    @Test func aCheckpointIsReadInsteadOfTheRows() throws {
        func written(_ snapshot: LedgerSnapshot) -> [UInt8] {
            Checkpoint.bytes(of: snapshot, siteName: "", number: 1, rowHash: HashChain.zero)
        }
        let first = try open("may-1")
        try fill(first)
        let whole = try written(first.snapshot())
        let given = Interruption()
        given.ask()
        #expect(try first.writeCheckpoint(given) == nil && !first.owesExamination)
        let number = try #require(try first.writeCheckpoint(nil))
        #expect(try number == first.head().number)
        first.close()
        try server.psql(
            PostgresServer.name(of: target), "UPDATE dondoc.notices SET rule = 'khác' WHERE number < \(number)")
        let second = try open("may-1")
        #expect(try written(second.snapshot()) == whole && second.owesExamination)
        try second.append(done("1"))
        #expect(try written(second.snapshot()) != whole)
        #expect(try second.examine(given) == [])
        #expect(try second.examine(nil) == [.checkpoint(number: number)] && !second.owesExamination)
        second.close()
        // It is gone, and another host never had it.
        for host in ["may-1", "may-2"] {
            let ledger = try open(host)
            #expect(try ledger.snapshot().noticeCounts.contains { $0.rule == "khác" } && !ledger.owesExamination)
            ledger.close()
        }
    }

    @Test func aDatabaseThatLostItsEndIsRefused() throws {
        let witness = Witness(inSpool: folder.path)
        let first = try open("may-1", witness: witness)
        try first.append(done("1"))
        try first.append(done("2"))
        first.close()
        try server.psql(
            PostgresServer.name(of: target),
            """
            DELETE FROM dondoc.reports WHERE number = 2;
            UPDATE dondoc.head SET number = 1, hash = (SELECT hash FROM dondoc.reports WHERE number = 1)
            """)
        #expect(throws: LedgerError.self) { try open("may-1", witness: witness) }
    }

    @Test func whatOneHostAcknowledgedTheOthersKnow() throws {
        let (mine, others) = (Witness(inSpool: folder.path("may-1")), Witness(inSpool: folder.path("may-2")))
        let (first, second) = (try open("may-1", witness: mine), try open("may-2", witness: others))
        second.watch { _ in }
        // What is told before the other one listens is lost on it.
        for task in 1...200 {
            try first.append(done("\(task)"))
            first.keepAlive()
            usleep(50_000)
            if others.read() == mine.read() { break }
        }
        let number = try #require(others.read()?.number)
        #expect(try others.read() == mine.read() && number == first.head().number)
        second.close()
        first.close()
        try server.psql(
            PostgresServer.name(of: target),
            """
            DELETE FROM dondoc.reports WHERE number > 0;
            UPDATE dondoc.head SET number = 0, hash = '\\x\(String(repeating: "0", count: 64))'
            """)
        #expect(throws: LedgerError.self) { try open("may-2", witness: others) }
    }

    @Test func whatAHostLeftIsReleasedAndClaimedOnce() throws {
        let first = try open("may-1")
        var decision = entry([identity("1.1"), identity("1.2")])
        decision.bytes = { Array("thư \($0)".utf8) }
        let delivery = try #require(try first.commit(decision))
        let (second, third) = (try open("may-2"), try open("may-3"))
        #expect(
            try second.released() == []
                && second.recipient(ofFile: decision.messages.first { _ in true }!.fileName) == nil)
        #expect(try second.release(host: "may-1") == 2)
        #expect(try second.released().map(\.rows) == [delivery.rows])
        #expect(try second.bytes(of: delivery) == ["thư 0", "thư 1"].map { Array($0.utf8) })
        #expect(try second.claim(delivery))
        #expect(try !third.claim(delivery))
        #expect(try first.pendingDeliveries(includingStandardError: true) == [])
        try second.mark(delivery, published: true, journaled: .written)
        #expect(try second.bytes(of: delivery) == [])
    }

    @Test func requestsAreHandedOnAndAnswered() throws {
        let (first, second) = (try open("may-1"), try open("may-2"))
        let number = try second.handOn("xong", uid: 7)
        #expect(try second.answer(to: number) == nil)
        #expect(try first.handedOn().map(\.request) == ["xong"])
        try first.answer(number, "được")
        #expect(try first.handedOn().isEmpty)
        #expect(try second.answer(to: number) == "được")
        let other = try second.handOn("nữa", uid: 7)
        #expect(try second.withdraw(other) && first.handedOn().isEmpty)
    }

    @Test func hostsKnowOfEachOther() throws {
        let (first, second) = (try open("may-1"), try open("may-2"))
        let now = Instant(seconds: Int64(Date().timeIntervalSince1970))
        try first.announce(files: "a", at: now)
        try second.announce(files: "b", at: now + 60)
        let hosts = try first.hosts()
        #expect(hosts.map(\.name) == ["may-1", "may-2"] && hosts.map(\.isLeading) == [true, false])
        #expect(hosts.map(\.files) == ["a", "b"] && hosts.allSatisfy(\.isConnected))
        #expect((58...62).contains(hosts[1].clockAhead))
    }
}
