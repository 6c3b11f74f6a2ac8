import Dates
import Ledger
import Planning
import RuleLanguage
import TestKit
import Testing

@testable import Delivery

@Suite struct OutboxTests {
    let folder: TemporaryFolder
    let plan = samplePlan()
    let journal = RecordingJournal()
    let disk = SimulatedDisk()

    init() throws { folder = try TemporaryFolder() }

    private func outbox(_ ledger: Ledger) -> Outbox {
        Outbox(ledger: ledger, spool: disk, journal: journal, letterhead: letterhead)
    }

    private let decision = Decision(
        notices: [notice(0), notice(1), notice(2, to: "so-noi-vu")],
        withheld: [Withheld(identity: notice(2).identity, nominal: morning, reason: .done)])

    private var keys: [String] { decision.notices.map(\.identity.key) }

    @Test func aDecisionReachesEveryoneOnce() throws {
        let ledger = try Ledger(in: folder.path, access: .write)
        let outcome = try outbox(ledger).deliver(decision, plan: plan, at: morning)
        #expect(outcome.isComplete && outcome.failures.isEmpty)
        #expect(outcome.notices.map(\.identity) == decision.notices.map(\.identity))
        #expect(outcome.messages == 2)
        #expect(disk.delivered.mapValues(\.count) == ["ban-dan-van": 1, "so-noi-vu": 1])
        #expect(disk.stagedNames.isEmpty)
        #expect(journal.notices == keys)
        #expect(try ledger.pendingDeliveries(includingStandardError: true).isEmpty)
        let again = outbox(ledger).recover(at: morning)
        #expect(again.isComplete && journal.notices == keys && disk.messages.count == 2)
    }

    @Test func whatIsOnlyWithheldIsRecorded() throws {
        let ledger = try Ledger(in: folder.path, access: .write)
        let outcome = try outbox(ledger).deliver(
            Decision(notices: [], withheld: decision.withheld), plan: plan, at: morning)
        #expect(outcome.isComplete && outcome.messages == 0 && disk.calls == 0)
        #expect(try ledger.verify().rows == 1)
    }

    /// Two threads compose and one of them writes: each message once, as if there were one.
    @Test func manyMessagesAreWhatOneThreadWouldMake() throws {
        let ledger = try Ledger(in: folder.path, access: .write)
        let notices = (0..<300).map { notice($0 % 3, repeatNumber: $0 / 3, grouping: .none) }
        let outcome = try outbox(ledger).deliver(Decision(notices: notices), plan: plan, at: morning)
        let expected = try composeMessages(
            notices, plan: plan, letterhead: letterhead, ruleSet: ruleSetDigest(of: plan.site)
        ) { $0.map { _ in [] } }
        #expect(outcome.isComplete && outcome.messages == 300)
        #expect(outcome.notices.map(\.identity) == notices.map(\.identity))
        #expect(disk.delivered["ban-dan-van"]?.count == 300)
        #expect(Set(disk.messages) == Set(expected.map(\.bytes)))
        #expect(journal.notices == notices.map(\.identity.key))
        #expect(try ledger.verify().isSound)
    }

    /// Every call of the disk fails once; whatever it was, after a retry everything is there once.
    @Test func everyFailureOfTheDiskIsMadeGood() throws {
        var call = 0
        var isOver = false
        while !isOver {
            let folder = try TemporaryFolder()
            let ledger = try Ledger(in: folder.path, access: .write)
            let disk = SimulatedDisk()
            let journal = RecordingJournal()
            let outbox = Outbox(ledger: ledger, spool: disk, journal: journal, letterhead: letterhead)
            disk.failingCall = call
            do throws(DeliveryError) {
                let outcome = try outbox.deliver(decision, plan: plan, at: morning)
                isOver = disk.calls <= call
                if !isOver { #expect(!outcome.failures.isEmpty && !outcome.isComplete, "call \(call)") }
            } catch {
                // Nothing of it was seen.
                #expect(error == .diskFull(path: "spool"))
                #expect(try ledger.verify().rows == 0, "call \(call)")
                #expect(disk.messages.isEmpty && journal.entries.isEmpty)
                _ = try outbox.deliver(decision, plan: plan, at: morning + 60)
            }
            #expect(outbox.recover(at: morning + 60).isComplete)
            #expect(disk.messages.count == 2 && disk.stagedNames.isEmpty, "call \(call)")
            #expect(journal.notices == keys, "call \(call)")
            call += 1
        }
        #expect(call > 6)
    }

    @Test func oneBrokenFolderDoesNotHinderTheOthers() throws {
        let ledger = try Ledger(in: folder.path, access: .write)
        let outbox = outbox(ledger)
        disk.brokenRecipients = ["ban-dan-van"]
        let outcome = try outbox.deliver(decision, plan: plan, at: morning)
        #expect(
            outcome.unpublishedMessages == 1 && outcome.failures == [.folder(path: "ban-dan-van", detail: "broken")])
        #expect(disk.delivered.keys.sorted() == ["so-noi-vu"])
        #expect(outbox.recover(at: morning).unpublishedMessages == 1)
        disk.brokenRecipients = []
        // By another process, too.
        #expect(self.outbox(ledger).recover(at: morning).isComplete)
        #expect(disk.messages.count == 2 && journal.notices == keys)
    }

    @Test func aSpoolThatVanishesAfterTheCommitIsFilledAgain() throws {
        let ledger = try Ledger(in: folder.path, access: .write)
        let outbox = outbox(ledger)
        disk.brokenRecipients = ["ban-dan-van", "so-noi-vu"]
        _ = try outbox.deliver(decision, plan: plan, at: morning)
        disk.loseStaging()
        disk.brokenRecipients = []
        #expect(outbox.recover(at: morning).isComplete)
        #expect(disk.messages.count == 2)
    }

    @Test func aSpoolMountedLateStillHasItsMessages() throws {
        let ledger = try Ledger(in: folder.path, access: .write)
        disk.brokenRecipients = ["ban-dan-van"]
        _ = try outbox(ledger).deliver(decision, plan: plan, at: morning)
        // An empty folder stands where the spool belongs, and is taken for one that was read.
        let empty = SimulatedDisk()
        #expect(
            Outbox(ledger: ledger, spool: empty, journal: journal, letterhead: letterhead).recover(at: morning)
                .isComplete)
        disk.brokenRecipients = []
        #expect(outbox(ledger).recover(at: morning).isComplete)
        #expect(disk.messages.count == 2)
    }

    /// The power fails after each call of the disk; what was not synced is gone or garbled.
    @Test(arguments: 0..<8 as Range<UInt64>)
    func aPowerCutLosesNothing(seed: UInt64) throws {
        var call = 0
        var isOver = false
        while !isOver {
            let folder = try TemporaryFolder()
            let ledger = try Ledger(in: folder.path, access: .write)
            let disk = SimulatedDisk(seed: seed * 100 + UInt64(call))
            disk.failingCall = call
            do throws(DeliveryError) {
                _ = try Outbox(ledger: ledger, spool: disk, journal: journal, letterhead: letterhead)
                    .deliver(decision, plan: plan, at: morning)
                isOver = disk.calls <= call
            } catch {}
            disk.cutPower()
            let outbox = Outbox(ledger: ledger, spool: disk, journal: journal, letterhead: letterhead)
            #expect(outbox.recover(at: morning).isComplete)
            if try ledger.verify().rows == 0 { _ = try outbox.deliver(decision, plan: plan, at: morning) }
            let expected = try composeMessages(
                Array(decision.notices), plan: plan, letterhead: letterhead, ruleSet: ruleSetDigest(of: plan.site)
            ) { $0.map { _ in [] } }
            #expect(Set(disk.messages) == Set(expected.map(\.bytes)) && disk.messages.count == 2)
            #expect(disk.stagedNames.isEmpty)
            call += 1
        }
    }

    @Test func whatWasStagedAndNotCommittedIsRemoved() throws {
        let ledger = try Ledger(in: folder.path, access: .write)
        try disk.stage([1, 2, 3], as: "1.left-over.host")
        #expect(outbox(ledger).recover(at: morning).isComplete)
        #expect(disk.stagedNames.isEmpty && disk.messages.isEmpty)
    }

    @Test func aJournalThatStopsInTheMiddleGetsTheRestLater() throws {
        for room in 0..<3 {
            let folder = try TemporaryFolder()
            let ledger = try Ledger(in: folder.path, access: .write)
            let journal = RecordingJournal()
            journal.room = room
            let outbox = Outbox(ledger: ledger, spool: SimulatedDisk(), journal: journal, letterhead: letterhead)
            let outcome = try outbox.deliver(decision, plan: plan, at: morning)
            #expect(outcome.unwrittenEntries == 3 && outcome.unpublishedMessages == 0)
            #expect(!outbox.recover(at: morning).isComplete)
            journal.room = .max
            #expect(outbox.recover(at: morning).isComplete)
            #expect(journal.notices == keys)
        }
    }

    /// It is not waited for with each of many deliveries.
    @Test func aJournalThatFailsIsTriedOnceInARecovery() throws {
        let ledger = try Ledger(in: folder.path, access: .write)
        let outbox = outbox(ledger)
        journal.room = 0
        for notice in decision.notices {
            let one = Decision(notices: [notice], withheld: [], next: nil)
            #expect(try outbox.deliver(one, plan: plan, at: morning).unwrittenEntries == 1)
        }
        let tries = journal.tries
        let outcome = outbox.recover(at: morning)
        #expect(outcome.unwrittenEntries == 3 && outcome.failures.count == 1 && journal.tries == tries + 1)
        journal.room = .max
        #expect(outbox.recover(at: morning).isComplete)
        #expect(journal.notices.sorted() == keys.sorted())
    }

    @Test func anEntryThatTheJournalLostIsWrittenAgain() throws {
        let ledger = try Ledger(in: folder.path, access: .write)
        let outbox = outbox(ledger)
        journal.isForgetful = true
        #expect(try outbox.deliver(decision, plan: plan, at: morning).unwrittenEntries == 3)
        journal.isForgetful = false
        #expect(outbox.recover(at: morning).isComplete)
        #expect(journal.notices == keys)
    }

    @Test func withoutAJournalStandardErrorGetsThemOnce() throws {
        let ledger = try Ledger(in: folder.path, access: .write)
        journal.isListening = false
        journal.isExpected = false
        #expect(try outbox(ledger).deliver(decision, plan: plan, at: morning).isComplete)
        #expect(outbox(ledger).recover(at: morning).isComplete)
        #expect(journal.lines.count == 3)
        #expect(journal.lines[0].hasPrefix("Nhắc Ban Dân vận Tỉnh ủy (chủ trì): nhiệm vụ 1.1"))
        #expect(journal.lines[0].contains(" DONDOC_NOTICE=\(keys[0]) "))
        // One that comes back is told what it missed, once.
        journal.isListening = true
        #expect(outbox(ledger).recover(at: morning).isComplete)
        #expect(outbox(ledger).recover(at: morning).isComplete)
        #expect(journal.notices == keys && journal.lines.count == 3)
    }

    @Test func aJournalThatIsDownIsOwedItsEntries() throws {
        let ledger = try Ledger(in: folder.path, access: .write)
        journal.isListening = false
        let outcome = try outbox(ledger).deliver(decision, plan: plan, at: morning)
        #expect(outcome.unwrittenEntries == 3 && outcome.failures.count == 1)
        #expect(outbox(ledger).recover(at: morning).unwrittenEntries == 3)
        #expect(journal.lines.count == 3)
        journal.isListening = true
        #expect(outbox(ledger).recover(at: morning).isComplete)
        #expect(journal.notices == keys && journal.lines.count == 3)
    }

    @Test func aJournalThatMayNotBeReadIsTrusted() throws {
        let ledger = try Ledger(in: folder.path, access: .write)
        journal.isReadable = false
        #expect(try outbox(ledger).deliver(decision, plan: plan, at: morning).isComplete)
        #expect(outbox(ledger).recover(at: morning).isComplete)
        #expect(journal.notices == keys)
    }

    /// A decision that holds what was sent before, because the rows did not tell of it: that does not go out again, the
    /// rest does, with what was withheld, and the ledger tells which it was.
    @Test func aNoticeSentBeforeIsLeftOut() throws {
        let ledger = try Ledger(in: folder.path, access: .write)
        let outbox = outbox(ledger)
        _ = try outbox.deliver(Decision(notices: [notice(0)]), plan: plan, at: morning)
        #expect(ledger.faults.isEmpty)
        let outcome = try outbox.deliver(decision, plan: plan, at: morning)
        #expect(outcome.isComplete && outcome.failures.isEmpty)
        #expect(outcome.notices.map(\.identity.key) == Array(keys.dropFirst()))
        #expect(ledger.faults == [.notice(key: keys[0])])
        #expect(try rows(ledger) == keys)
        #expect(journal.notices == keys)
        // One message with the first alone; one for each recipient of the rest.
        #expect(disk.delivered.mapValues(\.count) == ["ban-dan-van": 2, "so-noi-vu": 1])
        for key in keys { #expect(disk.messages.count { String(decoding: $0, as: UTF8.self).contains(key) } == 1) }
        #expect(try ledger.verify().isSound)
        #expect(outbox.recover(at: morning).isComplete)
        #expect(disk.messages.count == 3 && disk.stagedNames.isEmpty && journal.notices == keys)
    }

    /// Nothing is left to send: what was withheld is recorded all the same.
    @Test func aDecisionThatWasSentBeforeIsLeftOutWhole() throws {
        let ledger = try Ledger(in: folder.path, access: .write)
        let outbox = outbox(ledger)
        _ = try outbox.deliver(Decision(notices: decision.notices), plan: plan, at: morning)
        let rows = try ledger.verify().rows
        let outcome = try outbox.deliver(decision, plan: plan, at: morning)
        #expect(outcome.isComplete && outcome.notices.isEmpty && outcome.messages == 0)
        #expect(try ledger.verify().rows == rows + 1)
        // What was staged for the first attempt is in doubt until it is settled.
        #expect(outbox.recover(at: morning).isComplete)
        #expect(disk.messages.count == 2 && disk.stagedNames.isEmpty && journal.notices == keys)
    }

    /// The keys of the notices in the ledger.
    private func rows(_ ledger: Ledger) throws -> [String] {
        var keys: [String] = []
        try ledger.audit { row in if case .notice(let notice, _) = row.content { keys.append(notice.identity.key) } }
        return keys
    }

    @Test func theEntryHasTheFieldsOfTheInterface() throws {
        let ledger = try Ledger(in: folder.path, access: .write)
        _ = try outbox(ledger).deliver(decision, plan: plan, at: morning)
        let entry = journal.entries[0]
        let expected = [
            ("MESSAGE_ID", "bfb0d6c161644853ba8c1ffc8706c2f1"), ("PRIORITY", "5"), ("SYSLOG_IDENTIFIER", "dondocd"),
            ("CODE_FILE", "rules/10-nhac.rules"), ("CODE_LINE", "3"),
            ("DONDOC_NOTICE", "01-KH-TU/1.1/2021-Q4/nhac-truoc-han/0/0/ban-dan-van"), ("DONDOC_KIND", "reminder"),
            ("DONDOC_RULE", "nhac-truoc-han"), ("DONDOC_STEP", "0"), ("DONDOC_REPEAT", "0"),
            ("DONDOC_PROGRAMME", "01-KH-TU"), ("DONDOC_TASK", "1.1"), ("DONDOC_OCCURRENCE", "2021-Q4"),
            ("DONDOC_START", "2021-10-01"), ("DONDOC_DUE", "2021-12-31"), ("DONDOC_DAYS_LEFT", "30"),
            ("DONDOC_RECIPIENT", "ban-dan-van"), ("DONDOC_ROLE", "lead"), ("DONDOC_LATE", "false"),
            ("DONDOC_DUE_NUMBER", "0"),
        ]
        #expect(Array(entry.fields.dropFirst()) == expected.map { JournalEntry.Field($0, $1) })
        #expect(
            entry["MESSAGE"]
                == "Nhắc Ban Dân vận Tỉnh ủy (chủ trì): nhiệm vụ 1.1 Quán triệt Nghị quyết, “Học tập và làm theo”"
                + " (hạn 31/12/2021, còn 30 ngày), văn bản 01-KH/TU Kế hoạch thực hiện Nghị quyết 02-NQ/TW")
    }

    @Test func theEntryNamesSubjectsAndDocument() throws {
        let ledger = try Ledger(in: folder.path, access: .write)
        try ledger.append(
            Report(
                at: morning, kind: .reported, programme: "01-KH-TU", task: "1.1", occurrence: "2021-Q4",
                bodies: ["so-noi-vu"], document: .init(number: "45-BC/SNV")))
        var told = notice(0, to: "ban-thuong-vu")
        told.identity.dueNumber = 2
        told.subjects = ["ban-dan-van", "so-noi-vu"]
        let outcome = try outbox(ledger).deliver(
            Decision(notices: [told], withheld: [], next: nil), plan: plan, at: morning)
        let fields = journal.entries[0].fields
        #expect(fields.filter { $0.name == "DONDOC_SUBJECT" }.map(\.value) == ["ban-dan-van", "so-noi-vu"])
        #expect(fields.filter { $0.name == "DONDOC_DUE_NUMBER" }.map(\.value) == ["2"])
        #expect(fields.filter { $0.name == "DONDOC_DOCUMENT" }.map(\.value) == ["45-BC/SNV"])
        #expect(journal.entries[0]["DONDOC_NOTICE"]?.hasSuffix("/0/0/ban-thuong-vu/2") == true)
        #expect(outcome.notices.map(\.document) == ["45-BC/SNV"])
    }
}
