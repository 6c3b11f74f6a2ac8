import Delivery
import Diagnostics
import Foundation
import TestKit
import Testing

@testable import Handover

@Suite struct CourierTests {
    @Test func whatTheCommandTookMovesToCur() throws {
        let office = try PostOffice("echo \"$@\" >> $RECORD/calls; cat > $RECORD/message")
        let text = try office.post("1.a.host", to: "ban-dan-van")
        let round = try office.round()
        #expect(round.accepted == 1 && round.isClean && round.next == nil)
        #expect(office.record == ["-i -- bdv@example.vn"])
        #expect(office.text("record/message") == text)
        #expect(office.files("ban-dan-van/new").isEmpty)
        #expect(office.files("ban-dan-van/cur") == ["1.a.host:2,P"])
        // Nothing is handed over twice.
        _ = try office.round()
        _ = try office.round(restarted: true)
        #expect(office.record.count == 1)
    }

    @Test func theOldestGoesFirstWhoeverItIsFor() throws {
        let office = try PostOffice("echo \"$3\" >> $RECORD/calls")
        try office.post("3.c.host", to: "ban-dan-van")
        try office.post("1.a.host", to: "ban-dan-van")
        try office.post("2.b.host", to: "van-phong")
        #expect(try office.round().accepted == 3)
        #expect(office.record == ["bdv@example.vn", "vp@example.vn", "bdv@example.vn"])
    }

    @Test func aRecipientInTheHeadersIsNoArgument() throws {
        let office = try PostOffice("echo \"$@\" >> $RECORD/calls")
        try office.post("1.a.host", to: "ban-dan-van")
        let courier = try Courier(
            spool: office.path("spool"),
            settings: .init(
                command: office.sendmail + ["-t"], addresses: office.addresses, language: .vi),
            signals: SignalQueue()
        ) { _ in }
        #expect(try courier.round().accepted == 1)
        #expect(office.record == ["-i -t"])
    }

    @Test func temporaryFailuresAreTriedAgainWithGrowingDelay() throws {
        let office = try PostOffice("echo x >> $RECORD/calls; echo 'greylisted' >&2; exit 75")
        try office.post("1.a.host", to: "ban-dan-van")
        var delays: [Int] = []
        for _ in 0..<9 {
            let round = try office.round()
            #expect(round.deferred == 1 && round.refused == 0 && !round.isClean)
            let next = try #require(round.next)
            delays.append(next - office.now)
            let calls = office.record.count
            // Before that instant it is left alone, by a new process too.
            office.now = next - 1
            #expect(try office.round(restarted: true).next == next)
            #expect(office.record.count == calls)
            office.now = next
        }
        #expect(delays == [60, 120, 240, 480, 960, 1920, 3600, 3600, 3600])
        #expect(office.files("ban-dan-van/new") == ["1.a.host"])
        // The others do not wait for it.
        try office.command("cat >/dev/null; exit 0")
        try office.post("2.b.host", to: "ban-dan-van")
        office.now -= 1
        #expect(try office.round().accepted == 1)
        office.now += 1
        #expect(try office.round().accepted == 1)
        #expect(office.files(".retry").allSatisfy { $0.hasPrefix(".") })
    }

    @Test func afterFiveDaysItIsSetAside() throws {
        let office = try PostOffice("exit 75")
        try office.post("1.a.host", to: "ban-dan-van")
        _ = try office.round()
        office.now += 5 * 24 * 3600
        #expect(try office.round().refused == 1)
        #expect(office.files("ban-dan-van/.undeliverable/new") == ["1.a.host"])
        guard case .refused(_, .exit(code: 75, said: ""), gaveUp: true) = office.events.last else {
            Issue.record("\(office.events)")
            return
        }
    }

    /// The command, its settings or the machine is at fault, and no message.
    @Test(arguments: [64, 70, 71, 72, 73, 74, 75, 77, 78, 126, 127])
    func aFaultOfTheMachineKeepsTheMessage(code: Int) throws {
        let office = try PostOffice("exit \(code)")
        try office.post("1.a.host", to: "ban-dan-van")
        #expect(try office.round().deferred == 1)
        #expect(office.files("ban-dan-van/new") == ["1.a.host"])
        // Once it is mended nobody waits for the next try.
        try office.command("cat >/dev/null; exit 0")
        #expect(try office.round().deferred == 1)
        office.sendmail += ["-v"]
        #expect(try office.round().accepted == 1)
    }

    @Test(arguments: [1, 65, 66, 67, 68, 69, 76, 100, 255])
    func permanentFailuresAreSetAside(code: Int) throws {
        let office = try PostOffice("printf 'no such\\r\\n\\033[31muser\\n'; exit \(code)")
        try office.post("1.a.host", to: "ban-dan-van")
        try office.post("2.b.host", to: "van-phong")
        let round = try office.round()
        #expect(round.refused == 2 && round.next == nil)
        #expect(office.files("ban-dan-van/new").isEmpty && office.files("ban-dan-van/cur").isEmpty)
        #expect(office.files("ban-dan-van/.undeliverable/new") == ["1.a.host"])
        #expect(office.files("ban-dan-van/.undeliverable") == ["cur", "maildirfolder", "new", "tmp"])
        let entry = try #require(office.events.first).journalEntry(in: .en)
        #expect(entry["PRIORITY"] == "3" && entry["MESSAGE_ID"] == HandoverEvent.refusedID)
        #expect(entry["DONDOC_MESSAGE"] == "1.a.host" && entry["DONDOC_MESSAGE_ID"] == "<1@x>")
        #expect(entry["DONDOC_RECIPIENT"] == "ban-dan-van" && entry["DONDOC_EXIT"] == "\(code)")
        // What it said is one line without controls.
        #expect(entry["DONDOC_SAID"] == "no such [31muser")
        // And back again, once its cause is mended.
        try office.command("cat >/dev/null")
        #expect(try Courier.takeBack(from: office.path("spool")) == 2)
        #expect(try office.round().accepted == 2)
    }

    @Test func aCommandThatDiesHangsOrIsMissingIsTriedAgain() throws {
        let office = try PostOffice("kill -KILL $$")
        try office.post("1.a.host", to: "ban-dan-van")
        #expect(try office.round().deferred == 1)
        office.timeout = 1
        office.now += 3600
        // Its children hold the output open.
        try office.command("sleep 60 & sleep 60")
        #expect(try office.round().deferred == 1)
        office.now += 3600
        office.sendmail = ["/nonexistent/sendmail"]
        #expect(try office.round().deferred == 1)
        let causes = office.events.compactMap { event in
            if case .deferred(_, let cause, _, _) = event { cause } else { nil }
        }
        #expect(causes == [.signal(9, said: ""), .timedOut(seconds: 1, said: ""), .cannotRun(errno: ENOENT)])
        #expect(office.files("ban-dan-van/new") == ["1.a.host"])
    }

    @Test(arguments: [
        ("msmtp: server message: 451 4.7.1 Greylisted", true), ("server message: 421-try later", true),
        ("msmtp: server message: 550 5.1.1 no such user", false), ("msmtp: server message: 4", false),
        ("server message: 45x ", false), ("", false),
        ("msmtp: cannot locate host m.vn: Temporary failure in name resolution", true),
        ("msmtp: cannot locate host m.vn: Name or service not known", false),
    ])
    func aServersReplyForNowIsNoRefusal(said: String, isTemporary: Bool) throws {
        let office = try PostOffice("cat >/dev/null; echo '\(said)' >&2; exit 69")
        try office.post("1.a.host", to: "ban-dan-van")
        let round = try office.round()
        #expect(round.deferred == (isTemporary ? 1 : 0) && round.refused == (isTemporary ? 0 : 1))
    }

    @Test func aCommandThatPrintsWithoutEndIsHeardInPart() throws {
        let office = try PostOffice("cat >/dev/null; yes 0123456789 | head -c 3000000; exit 65")
        try office.post("1.a.host", to: "ban-dan-van")
        #expect(try office.round().refused == 1)
        #expect(try #require(office.events.first?.journalEntry(in: .vi)["DONDOC_SAID"]).count <= 301)
    }

    @Test func aBodyWithoutAddressIsSaidOnceAndKeepsItsMessages() throws {
        let office = try PostOffice("echo x >> $RECORD/calls")
        office.addresses["van-phong"] = nil
        try office.post("1.a.host", to: "van-phong")
        try office.post("2.b.host", to: "van-phong")
        for _ in 0..<3 { #expect(try office.round().withoutAddress == 2) }
        #expect(office.events == [.withoutAddress(recipient: "van-phong")])
        #expect(office.record.isEmpty)
        office.addresses["van-phong"] = "vp@example.vn"
        #expect(try office.round().accepted == 2)
    }

    @Test func linksAndFoldersAreNotHandedOver() throws {
        let office = try PostOffice("cat >> $RECORD/calls")
        try office.post("3.c.host", to: "ban-dan-van")
        try office.folder.write("secret\n", to: "secret")
        let new = office.path("spool/ban-dan-van/new")
        try FileManager.default.createSymbolicLink(
            atPath: new + "/1.a.host", withDestinationPath: office.path("secret"))
        try FileManager.default.createDirectory(atPath: new + "/2.b.host", withIntermediateDirectories: false)
        #expect(mkfifo(new + "/0.pipe", 0o600) == 0)
        // A body's folder that is a link leads nowhere.
        try FileManager.default.createSymbolicLink(
            atPath: office.path("spool/van-phong"), withDestinationPath: office.path("spool/ban-dan-van"))
        let round = try office.round()
        #expect(round.accepted == 1)
        #expect(!office.record.contains("secret"))
        #expect(office.files("ban-dan-van/cur") == ["3.c.host:2,P"])
    }

    /// The command has the message; that the file cannot be moved is no reason to hand it over again.
    @Test func whatCannotBeMovedIsNotHandedOverAgain() throws {
        let office = try PostOffice("echo x >> $RECORD/calls")
        try office.post("1.a.host", to: "ban-dan-van")
        let cur = office.path("spool/ban-dan-van/cur")
        try FileManager.default.removeItem(atPath: cur)
        try office.folder.write("", to: "spool/ban-dan-van/cur")
        for _ in 0..<3 {
            let round = try office.round()
            #expect(round.failures == 1 && round.next == office.now + 60 || round.next != nil)
        }
        #expect(office.record.count == 1)
        try FileManager.default.removeItem(atPath: cur)
        #expect(try office.round().isClean)
        #expect(office.files("ban-dan-van/cur") == ["1.a.host:2,P"] && office.record.count == 1)
    }

    @Test func aClockSetBackMakesNobodyWaitForLong() throws {
        let office = try PostOffice("exit 75")
        try office.post("1.a.host", to: "ban-dan-van")
        _ = try office.round()
        try office.command("cat >/dev/null")
        office.now -= 400 * 24 * 3600
        #expect(try office.round(restarted: true).accepted == 1)
    }

    @Test func twoOnOneSpoolAreOneTooMany() throws {
        let office = try PostOffice("exit 0")
        _ = try office.round()
        #expect(throws: HandoverFailure.alreadyRunning(path: office.path("spool"))) {
            _ = try Courier(
                spool: office.path("spool"), settings: .init(command: ["/bin/true"], addresses: [:], language: .vi),
                signals: SignalQueue()
            ) { _ in }
        }
        #expect(throws: HandoverFailure.spool(path: "/nonexistent", errno: ENOENT)) {
            _ = try Courier.takeBack(from: "/nonexistent")
        }
    }

    @Test func aDamagedNoteOfRetriesIsForgotten() throws {
        let office = try PostOffice("exit 75")
        try office.post("1.a.host", to: "ban-dan-van")
        _ = try office.round()
        for text in ["", "1", "a b c", "9999999999999999999 1 1", "1 2 -3", "1 2 3 4"] {
            try office.folder.write(text, to: "spool/.retry/ban-dan-van:1.a.host")
            #expect(try office.round(restarted: true).deferred == 1, "\(text)")
        }
    }
}
