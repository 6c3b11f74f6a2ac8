import Dates
import Foundation
import GRDB
import Planning
import TestKit
import Testing

@testable import Ledger

/// The ledger of an office that ran for months under the version before shares: `Fixtures/office.db`, as its daemon wrote
/// it. It stays what it was, read as it lies and brought up to date.
@Suite struct KeptLedgerTests {
    private let folder: TemporaryFolder
    private let head = "66f44a929c3614d30b959ff5955c9b7c29f4ff68e96b31e83df3eee5352e7ede"

    init() throws {
        folder = try TemporaryFolder()
        let fixture = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Fixtures/office.db")
        try FileManager.default.copyItem(at: fixture, to: URL(fileURLWithPath: folder.path("ledger.db")))
    }

    private func check(_ ledger: Ledger) throws {
        let verdict = try ledger.verify()
        #expect(verdict.isSound && verdict.rows == 65 && verdict.head == head)
        var reports: [Report] = []
        var notices: [NoticeRecord] = []
        try ledger.audit { row in
            switch row.content {
            case .report(let report): reports.append(report)
            case .notice(let notice, _): notices.append(notice)
            case .load, .message, .withheld: break
            }
        }
        #expect(reports.map(\.kind.word) == ["ack", "snooze", "event", "done", "progress", "cancel", "reopen"])
        #expect(reports.allSatisfy { $0.bodies.isEmpty && $0.on == nil && $0.document == nil })
        #expect(notices.count == 31)
        #expect(
            notices.allSatisfy {
                $0.identity.dueNumber == 0 && $0.firstDue == $0.due && $0.subjects.isEmpty && $0.concernsAll
            })
        let snapshot = try ledger.snapshot()
        #expect(snapshot.noticeCounts.map(\.count).reduce(0, +) == 31)
        #expect(try ledger.reports(about: notices.map(\.identity)).count == notices.count)
    }

    @Test func itIsReadAsItLies() throws {
        let ledger = try Ledger(in: folder.path, access: .read)
        try check(ledger)
        ledger.close()
    }

    @Test func itGoesOn() throws {
        let ledger = try Ledger(in: folder.path, access: .write)
        try check(ledger)
        let extended = Report(
            at: morning, kind: .extend(until: Day("2022-03-31")!, reason: "chờ số liệu"), programme: "01-KH", task: "4",
            occurrence: "2021-12", bodies: ["tuyen-giao"], document: .init(number: "45-BC/BTG"))
        try ledger.append(extended, request: nil)
        let verdict = try ledger.verify()
        #expect(verdict.isSound && verdict.rows == 66)
        #expect(try ledger.number(ofHash: head) == 65)
        ledger.close()
        let again = try Ledger(in: folder.path, access: .read)
        var last: LedgerRow?
        try again.audit { last = $0 }
        guard case .report(let report)? = last?.content else {
            Issue.record("no report at the end")
            return
        }
        #expect(report == extended)
    }

    /// What it holds is told apart from what a later version might say, though nothing of that is in its hashes.
    @Test(arguments: [
        "UPDATE reports SET bodies = 'dan-van' WHERE number = 16", "UPDATE reports SET reason = '' WHERE number = 31",
        "UPDATE notices SET due_number = 1 WHERE number = (SELECT min(number) FROM notices)",
        "UPDATE notices SET document = 'x' WHERE number = (SELECT max(number) FROM notices)",
        "UPDATE withheld SET due_number = 0",
    ])
    func whatIsPutIntoANewColumnIsSeen(sql: String) throws {
        try Ledger(in: folder.path, access: .write).close()
        try DatabaseQueue(path: folder.path("ledger.db")).write { try $0.execute(sql: sql) }
        #expect(try !Ledger(in: folder.path, access: .read).verify().isSound)
    }
}
