import Dates
import Foundation
import GRDB
import Ledger
import Planning
import TestKit
import Testing

@Suite struct LedgerTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    func rows(_ ledger: any LedgerReader, _ filter: AuditFilter = AuditFilter()) throws -> [LedgerRow] {
        var rows: [LedgerRow] = []
        try ledger.audit(filter) { rows.append($0) }
        return rows
    }

    @Test(arguments: Store.allCases) func aRequestIsKnownByItsID(_ store: Store) throws {
        let place = try store.place(in: folder.path)
        let report = Report(at: morning, kind: .done, programme: "P", task: "1", by: "Lan", uid: 7, note: "xong")
        do {
            let ledger = try place.openToWrite(witness: nil)
            #expect(try ledger.report(ofRequest: "a") == nil)
            try ledger.append(report, request: "a")
            try ledger.append(Report(at: morning + 1, kind: .reopen, programme: "P", task: "1"), request: "b")
            // Neither of the two happens without the other.
            #expect(throws: LedgerError.self) {
                try ledger.append(Report(at: morning + 2, kind: .ack, programme: "P", task: "1"), request: "a")
            }
            ledger.close()
        }
        let ledger = try place.openToWrite(witness: nil)
        #expect(try ledger.report(ofRequest: "a") == report)
        #expect(try ledger.report(ofRequest: "c") == nil)
        let verdict = try ledger.verify()
        #expect(verdict.isSound && verdict.rows == 2)
    }

    @Test(arguments: Store.allCases) func everyRowComesBackAsItWasWritten(_ store: Store) throws {
        let place = try store.place(in: folder.path)
        let ledger = try place.openToWrite(witness: nil)
        try fill(ledger)
        // Who wrote one back has closed it, and whoever ends then closes it again.
        ledger.close()
        ledger.close()
        let rows = try rows(try place.openToRead())
        #expect(rows.map(\.number) == Array(1...11))
        guard case .report(let snooze) = rows[1].content, case .report(let event) = rows[2].content,
            case .message(let id, let recipient, _, _) = rows[3].content,
            case .notice(let notice, let messageID) = rows[4].content,
            case .withheld(let muted, let at, let rules) = rows[10].content
        else {
            Issue.record("rows of other kinds: \(rows)")
            return
        }
        #expect(snooze.kind == .snooze(until: Day("2022-01-10")!))
        #expect(snooze.by == "Lan" && snooze.uid == 1000 && snooze.note == "chờ số liệu")
        #expect(event.kind == .event(name: "huong-dan-tw", on: Day("2021-11-30")!) && event.task == nil)
        #expect(recipient == "ban-dan-van" && id == messageID)
        #expect(notice == record(identity("1.1")))
        #expect(muted.reason == .muted && muted.detail == "nghỉ Tết" && at == morning && rules == ruleSet)
    }

    @Test(arguments: Store.allCases) func kindsOfReportsComeBack(_ store: Store) throws {
        let ledger = try store.ledger(in: folder.path)
        let kinds: [Report.Kind] = [
            .done, .reopen, .cancel, .ack, .snooze(until: Day("2022-01-10")!), .progress(milli: -99_500),
            .event(name: "sự kiện\n\"x\"", on: Day("1900-01-01")!), .withdraw(event: "sự kiện"), .reported, .confirm,
            .giveBack(reason: "thiếu biểu số 3"), .unack, .extend(until: Day("2022-01-10")!, reason: ""),
            .askExtension(until: Day("2022-01-10")!, reason: "thiếu người"), .grant, .refuse(reason: "việc gấp"),
            .move(from: nil, to: Day("2022-01-10")!), .move(from: Day("2021-12-31")!, to: Day("2022-01-10")!),
        ]
        var reports = kinds.map { Report(at: morning, kind: $0, programme: "P", task: "1", occurrence: "2021") }
        reports += kinds.map {
            Report(
                at: morning, kind: $0, programme: "P", task: "1", occurrence: "2021",
                bodies: ["dan-van", "tuyen-giao"],
                on: Day("2021-11-30"), document: .init(number: "45-BC/BTG", date: Day("2021-11-29")))
        }
        reports.append(Report(at: morning, kind: .done, document: .init(number: "45")))
        for report in reports { try ledger.append(report) }
        var read: [Report] = []
        for row in try rows(ledger) { if case .report(let report) = row.content { read.append(report) } }
        #expect(read == reports)
        #expect(try ledger.verify().isSound)
    }

    /// A task is put in before the first: what went out under a number is the story of who had it then, and no second one of
    /// what goes out about the one that has it now.
    @Test(arguments: Store.allCases) func aNumberIsAnotherTasksFromAnEditOn(_ store: Store) throws {
        let ledger = try store.ledger(in: folder.path)
        let programme = identity("1").programme
        func story(_ task: String) throws -> [Int64] {
            try rows(ledger, AuditFilter(storyOf: task, programme: programme, event: programme + "/" + task))
                .map(\.number)
        }
        let event = Report(at: morning, kind: .event(name: programme + "/1", on: Day("2021-11-30")!), by: "Lan")
        try ledger.append(event)
        _ = try ledger.commit(entry([identity("1")]))
        #expect(try story("1") == [1, 3])
        try ledger.append(Report(at: morning, kind: .renumber(["1": "2", "2": "3"]), programme: programme))
        // Who has the number now gets what is told of as its own.
        var own = identity("1")
        own.generation = 1
        #expect(try ledger.generations(of: [identity("1"), identity("3")]) == [1, 0])
        #expect(own.key == identity("1").key + "/~1" && NoticeIdentity(key: own.key) == own)
        #expect(try ledger.sentBefore([own, identity("2")]) == [])
        #expect(try ledger.earlierMessages(of: [identity("1"), identity("2")]).map(\.count) == [0, 1])
        try ledger.append(Report(at: morning, kind: .done, programme: programme, task: "2"))
        func again(_ name: String) -> LedgerEntry {
            let message = MessageRecord(
                messageID: name, recipient: "ban-dan-van", fileName: name, notices: [record(own)])
            return LedgerEntry(decidedAt: morning, ruleSet: ruleSet, messages: [message], withheld: [])
        }
        _ = try ledger.commit(again("a"))
        #expect(throws: LedgerError.duplicate(notice: own.key)) { try ledger.commit(again("b")) }
        #expect(try ledger.sentBefore([own, identity("2")]) == [own])
        let notices = try rows(ledger).compactMap { row in
            if case .notice(let notice, _) = row.content { notice.identity } else { nil }
        }
        #expect(notices == [identity("1"), own])
        // 2 and 6 are messages.
        #expect(try story("1") == [4, 7])
        #expect(try story("2") == [1, 3, 4, 5])
        let waiting = AuditFilter(storyOf: "9", programme: programme, event: programme + "/2")
        #expect(try rows(ledger, waiting).map(\.number) == [1])
        try ledger.append(Report(at: morning, kind: .rename(from: programme), programme: "Q"))
        let renamed = AuditFilter(storyOf: "2", programme: "Q", event: nil)
        #expect(try rows(ledger, renamed).map(\.number) == [3, 4, 5, 8])
        #expect(try story("2") == [8])
        #expect(try ledger.verify().isSound)
    }

    @Test(arguments: Store.allCases) func aDecisionComesBackWithItsDueDateAndSubjects(_ store: Store) throws {
        let ledger = try store.ledger(in: folder.path)
        var moved = identity("1.1")
        moved.dueNumber = 2
        var notice = record(moved)
        notice.firstDue = Day("2021-11-30")
        notice.subjects = ["ban-dan-van", "ban-tuyen-giao"]
        notice.concernsAll = false
        notice.document = "45-BC/BTG"
        var held = identity("1.4", recipient: "")
        held.dueNumber = 1
        let decision = LedgerEntry(
            decidedAt: morning, ruleSet: ruleSet,
            messages: [MessageRecord(messageID: "a", recipient: "ban-dan-van", fileName: "1", notices: [notice])],
            withheld: [Withheld(identity: held, nominal: morning, reason: .done)])
        _ = try ledger.commit(decision)
        // Another due date's notice is another; the same one's is not.
        _ = try ledger.commit(entry([identity("1.1")]))
        #expect(throws: LedgerError.duplicate(notice: moved.key)) { try ledger.commit(entry([moved])) }
        var rows: [NoticeRecord] = []
        var withheld: [Withheld] = []
        try ledger.audit { row in
            if case .notice(let notice, _) = row.content { rows.append(notice) }
            if case .withheld(let held, _, _) = row.content { withheld.append(held) }
        }
        #expect(rows == [notice, record(identity("1.1"))])
        #expect(withheld.map(\.identity) == [held])
        #expect(try ledger.verify().isSound)
    }

    /// What was only withheld by a clock that was wrong may be decided anew.
    @Test(arguments: Store.allCases) func anInstantMayBeWithheldTwice(_ store: Store) throws {
        let ledger = try store.ledger(in: folder.path)
        let withheld = Withheld(identity: identity("1.4", recipient: ""), nominal: morning, reason: .superseded)
        _ = try ledger.commit(entry([], withheld: [withheld]))
        _ = try ledger.commit(entry([identity("1.4")], withheld: [withheld]))
        let verdict = try ledger.verify()
        #expect(verdict.isSound && verdict.rows == 4)
    }

    @Test func theKeyOfADueDateThatWasNeverMovedIsWhatItWas() {
        var identity = identity("1.1", step: 2)
        #expect(identity.key == "01-KH-TU/1.1/2021-Q4/nh%E1%BA%AFc%20tr%C6%B0%E1%BB%9Bc%20h%E1%BA%A1n/2/0/ban-dan-van")
        identity.dueNumber = 3
        #expect(identity.key.hasSuffix("/2/0/ban-dan-van/3"))
    }

    @Test(arguments: Store.allCases) func whatLettersHaveToTellOfReports(_ store: Store) throws {
        let ledger = try store.ledger(in: folder.path)
        func add(_ kind: Report.Kind, _ task: String, _ occurrence: String?, document: String? = nil) throws {
            try ledger.append(
                Report(
                    at: morning, kind: kind, programme: "01-KH-TU", task: task, occurrence: occurrence,
                    document: document.map { .init(number: $0) }))
        }
        try add(.ack, "1.1", "2021-Q4")
        let about = [identity("1.1"), identity("1.2"), identity("1.2", recipient: "x"), identity("1.3")]
        #expect(try ledger.reports(about: about).map { $0.map(\.kind.word) } == [["ack"], [], [], []])
        try add(.reported, "1.2", "2021-Q4")
        try add(.giveBack(reason: "thiếu"), "1.2", "2021-Q4")
        try add(.done, "1.2", "2022-Q1")
        try add(.cancel, "1.3", nil, document: "45")
        let words = try ledger.reports(about: about).map { $0.map(\.kind.word) }
        #expect(words == [["ack"], ["reported", "return"], ["reported", "return"], ["cancel"]])
    }

    @Test(arguments: Store.allCases) func aTextNeverEndsEarly(_ store: Store) throws {
        let ledger = try store.ledger(in: folder.path)
        try ledger.append(Report(at: morning, kind: .done, programme: "P", task: "1", note: "a\0b"))
        guard case .report(let report) = try rows(ledger)[0].content else { return }
        #expect(report.note == "a\u{FFFD}b")
        #expect(try ledger.verify().isSound)
    }

    @Test(arguments: Store.allCases) func aFirstLoadIsKept(_ store: Store) throws {
        let ledger = try store.ledger(in: folder.path)
        try ledger.appendLoads(of: ["a", "b"], at: morning)
        try ledger.appendLoads(of: ["b", "c"], at: morning + 60)
        let loads = try rows(ledger).map { row in
            if case .load(let programme, let at) = row.content { "\(programme) \(at - morning)" } else { "" }
        }
        #expect(loads == ["a 0", "b 0", "c 60"])
    }

    @Test(arguments: Store.allCases) func aNoticeIsCommittedOnceOrNotAtAll(_ store: Store) throws {
        let ledger = try store.ledger(in: folder.path)
        try fill(ledger)
        let before = try ledger.verify()
        #expect(throws: LedgerError.duplicate(notice: identity("1.2").key)) {
            try ledger.commit(entry([identity("9"), identity("1.2")]))
        }
        #expect(try ledger.verify() == before)
    }

    @Test(arguments: Store.allCases) func auditsAreFiltered(_ store: Store) throws {
        let ledger = try store.ledger(in: folder.path)
        try fill(ledger)
        func numbers(_ filter: AuditFilter) throws -> [Int64] { try rows(ledger, filter).map(\.number) }
        #expect(try numbers(AuditFilter(programme: "01-KH-TU", task: "1.1")) == [2, 5])
        #expect(try numbers(AuditFilter(body: "ban-dan-van")) == [4, 5, 6, 7, 8, 9])
        #expect(try numbers(AuditFilter(to: morning + 2)) == [1, 2, 4, 5, 6, 7, 8, 9, 10, 11])
        #expect(try numbers(AuditFilter(from: morning + 2)) == [3])
        #expect(try numbers(AuditFilter(after: 9)) == [10, 11])
        #expect(try numbers(AuditFilter(programme: "' OR 1=1 --")) == [])
    }

    @Test(arguments: Store.allCases) func whatTheVisitorThrowsEndsTheAudit(_ store: Store) throws {
        struct Enough: Error {}
        let ledger = try store.ledger(in: folder.path)
        try fill(ledger)
        var seen = 0
        #expect(throws: Enough.self) {
            try ledger.audit { _ in
                seen += 1
                if seen == 2 { throw Enough() }
            }
        }
        #expect(seen == 2)
    }

    @Test(arguments: Store.allCases) func deliveriesStayPendingUntilMarked(_ store: Store) throws {
        let ledger = try store.ledger(in: folder.path)
        try fill(ledger)
        let delivery = try #require(try ledger.pendingDeliveries(includingStandardError: false).first)
        #expect(delivery == PendingDelivery(rows: 4...9))
        #expect(
            try ledger.messages(of: delivery).map(\.notices) == ["1.1", "1.2", "1.3"].map { [record(identity($0))] })
        try ledger.mark(delivery, published: true, journaled: .standardError)
        #expect(try ledger.pendingDeliveries(includingStandardError: false).isEmpty)
        #expect(try ledger.pendingDeliveries(includingStandardError: true).count == 1)
        try ledger.mark(delivery, published: true, journaled: .written)
        #expect(try ledger.pendingDeliveries(includingStandardError: true).isEmpty)
        #expect(try ledger.verify().isSound)
    }

    @Test(arguments: Store.allCases) func messagesOfAnOccurrenceAreFound(_ store: Store) throws {
        let ledger = try store.ledger(in: folder.path)
        try fill(ledger)
        let earlier = try ledger.earlierMessages(of: ["1.2", "1.2", "9.9", "1.3"].map { identity($0) })
        func message(_ task: String) -> EarlierMessage {
            EarlierMessage(
                rule: "nhắc trước hạn", messageID: "\(identity(task).key)@may.example.vn", recipient: "ban-dan-van",
                kind: .reminder, at: record(identity(task)).at)
        }
        #expect(earlier == [[message("1.2")], [message("1.2")], [], [message("1.3")]])
        #expect(
            try ledger.snapshot().noticeCounts == [
                NoticeCount(kind: .reminder, rule: "nhắc trước hạn", count: 3, late: 3)
            ])
    }

    @Test(arguments: Store.allCases) func whatIsNotReadyIsNotCommitted(_ store: Store) throws {
        let ledger = try store.ledger(in: folder.path)
        var isAsked = false
        let refused = try ledger.commit(
            entry([identity("1.1"), identity("1.2")]),
            if: {
                isAsked = true
                return false
            })
        #expect(refused == nil && isAsked)
        #expect(try ledger.verify().rows == 0)
        #expect(try ledger.pendingDeliveries(includingStandardError: true).isEmpty)
        // Nor is it held against them later.
        #expect(try ledger.commit(entry([identity("1.1")]))?.rows.lowerBound == 1)
        #expect(try ledger.verify().isSound)
    }
}

/// What holds of SQLite alone.
@Suite struct SQLiteTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    func rows(_ ledger: Ledger) throws -> [LedgerRow] {
        var rows: [LedgerRow] = []
        try ledger.audit { rows.append($0) }
        return rows
    }

    @Test func syncIsFull() throws {
        let ledger = try Ledger(in: folder.path, access: .write)
        _ = try filledLedgerAgain(ledger)
        #expect(try ledger.inspect() == [])
    }

    private func filledLedgerAgain(_ ledger: Ledger) throws -> PendingDelivery? {
        try ledger.commit(entry([identity("1.1")]))
    }

    @Test func aSecondWriterIsRefusedAndAReaderIsNot() throws {
        let ledger = try filledLedger(in: folder.path)
        #expect(throws: LedgerError.inUse(path: ledger.path, process: getpid())) {
            try Ledger(in: folder.path, access: .write)
        }
        let reader = try Ledger(in: folder.path, access: .read)
        #expect(try rows(reader).count == 11)
        try ledger.append(Report(at: morning, kind: .done, programme: "P", task: "1"))
        #expect(try rows(reader).count == 12)
        #expect(throws: LedgerError.readOnly(path: ledger.path)) {
            try reader.append(Report(at: morning, kind: .done, programme: "P", task: "1"))
        }
    }

    @Test func theLockIsGivenUp() throws {
        do { _ = try filledLedger(in: folder.path) }
        let again = try Ledger(in: folder.path, access: .write)
        #expect(try again.verify().rows == 11)
    }

    @Test func aReaderNeedsALedger() throws {
        #expect(throws: LedgerError.missing(path: folder.path("ledger.db"))) {
            try Ledger(in: folder.path, access: .read)
        }
    }

    @Test func aLockOfAnotherProgramIsToldApart() throws {
        let ledger = try filledLedger(in: folder.path)
        let other = try DatabaseQueue(path: ledger.path)
        try other.inDatabase { db in
            try db.execute(sql: "BEGIN IMMEDIATE")
            #expect(throws: LedgerError.busy(path: ledger.path)) {
                try ledger.append(Report(at: morning, kind: .done, programme: "P", task: "1"))
            }
            try db.execute(sql: "ROLLBACK")
        }
        try ledger.append(Report(at: morning, kind: .done, programme: "P", task: "1"))
        #expect(try ledger.verify().isSound)
    }

    @Test func aNewerLedgerIsRefused() throws {
        do { _ = try filledLedger(in: folder.path) }
        try DatabaseQueue(path: folder.path("ledger.db")).write {
            try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99')")
        }
        for access in [Ledger.Access.write, .read] {
            #expect(throws: LedgerError.tooNew(path: folder.path("ledger.db"))) {
                try Ledger(in: folder.path, access: access)
            }
        }
    }
}
