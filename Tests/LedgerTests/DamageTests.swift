import Dates
import Diagnostics
import Foundation
import GRDB
import Ledger
import Planning
import TestKit
import Testing

/// A damaged ledger is refused, named, and left as it is.
@Suite struct DamageTests {
    let folder: TemporaryFolder
    let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path("ledger.db")
        let ledger = try filledLedger(in: folder.path)
        ledger.close()
    }

    private func expectDamage() throws {
        let before = try? Data(contentsOf: URL(fileURLWithPath: path))
        let error = #expect(throws: LedgerError.self) { try Ledger(in: folder.path, access: .write) }
        guard case .damaged = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(error?.wording.vi.contains("bản sao lưu") == true)
        #expect((try? Data(contentsOf: URL(fileURLWithPath: path))) == before)
    }

    @Test func anEmptiedFile() throws {
        try Data().write(to: URL(fileURLWithPath: path))
        try expectDamage()
    }

    @Test func aFileOfSomethingElse() throws {
        try Data(repeating: 0x41, count: 8192).write(to: URL(fileURLWithPath: path))
        try expectDamage()
    }

    @Test func anotherDatabase() throws {
        try FileManager.default.removeItem(atPath: path)
        try DatabaseQueue(path: path).write { try $0.execute(sql: "CREATE TABLE x (y)") }
        try expectDamage()
    }

    @Test func aCutFile() throws {
        let handle = try #require(FileHandle(forUpdatingAtPath: path))
        try handle.truncate(atOffset: 4096 * 5 + 100)
        try handle.close()
        try expectDamage()
    }

    @Test(arguments: 1...8)
    func aPageOfRubbish(page: UInt64) throws {
        let handle = try #require(FileHandle(forUpdatingAtPath: path))
        try handle.seek(toOffset: page * 4096)
        try handle.write(contentsOf: Data((0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 31) }))
        try handle.close()
        try expectDamage()
    }

    @Test func aMissingFileWithItsLogLeftBehind() throws {
        try FileManager.default.removeItem(atPath: path)
        try Data([1]).write(to: URL(fileURLWithPath: path + "-wal"))
        try expectDamage()
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func aBeginningThatWasCutOffIsMadeAnew() throws {
        for suffix in ["", "-wal", "-shm"] { try FileManager.default.removeItem(atPath: path + suffix) }
        try Data([1, 2, 3]).write(to: URL(fileURLWithPath: path + ".new"))
        let ledger = try Ledger(in: folder.path, access: .write)
        #expect(try ledger.verify().rows == 0)
        #expect(!FileManager.default.fileExists(atPath: path + ".new"))
    }

    // MARK: The way back

    @Test func nothingIsSavedOfWhatIsWhole() throws { #expect(try Ledger.salvage(in: folder.path, at: morning) == nil) }

    @Test(arguments: 1...16)
    func aPageOfRubbishIsSavedFrom(page: UInt64) throws {
        let before = try Ledger(in: folder.path, access: .read).verify()
        let handle = try #require(FileHandle(forUpdatingAtPath: path))
        guard try handle.seekToEnd() > page * 4096 else { return }
        try handle.seek(toOffset: page * 4096)
        try handle.write(contentsOf: Data((0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 31) }))
        try handle.close()
        let damaged = try Data(contentsOf: URL(fileURLWithPath: path))
        let outcome = try #require(try Ledger.salvage(in: folder.path, at: morning))
        #expect(try Data(contentsOf: URL(fileURLWithPath: outcome.aside)) == damaged)
        // What is saved is what was written: nothing but gaps.
        for fault in outcome.verdict.faults {
            if case .removed = fault {} else { Issue.record("\(fault)") }
        }
        #expect(outcome.verdict.rows <= before.rows + Int64(outcome.adopted.count * 2))
        let again = try Ledger(in: folder.path, access: .write)
        #expect(try again.verify() == outcome.verdict)
        // It goes on, and what was saved is not sent again.
        try again.append(Report(at: morning + 9, kind: .event(name: "x", on: Day("2021-12-01")!)))
        #expect(try again.verify().faults == outcome.verdict.faults)
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(!files.contains { $0.contains("salvage") || $0.hasSuffix(".new") })
    }

    /// Of many rows one page is lost, and no more.
    @Test func whatLiesBehindTheDamageIsSavedToo() throws {
        do {
            let ledger = try Ledger(in: folder.path, access: .write)
            for n in 0..<300 {
                try ledger.append(
                    Report(at: morning + n, kind: .done, programme: "01-KH-TU", task: "1.\(n)", note: "số \(n)"))
            }
            ledger.close()
        }
        let whole = try Data(contentsOf: URL(fileURLWithPath: path))
        let needle = try #require(whole.range(of: Data("số 150".utf8)))
        let handle = try #require(FileHandle(forUpdatingAtPath: path))
        try handle.seek(toOffset: UInt64(needle.lowerBound / 4096 * 4096))
        try handle.write(contentsOf: Data(repeating: 0xFF, count: 4096))
        try handle.close()
        let outcome = try #require(try Ledger.salvage(in: folder.path, at: morning))
        #expect(outcome.verdict.rows > 240 && outcome.verdict.rows < 311)
        #expect(outcome.verdict.faults.count == 1)
        let reader = try Ledger(in: folder.path, access: .read)
        var notes: [String] = []
        try reader.audit { if case .report(let report) = $0.content { notes.append(report.note) } }
        #expect(notes.contains("số 0") && !notes.contains("số 150") && notes.contains("số 299"))
    }

    @Test func nothingCanBeSavedOfSomethingElse() throws {
        let rubbish = Data(repeating: 0x41, count: 8192)
        try rubbish.write(to: URL(fileURLWithPath: path))
        #expect(throws: LedgerError.self) { try Ledger.salvage(in: folder.path, at: morning) }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == rubbish)
    }

    @Test func aLedgerInUseIsNotSaved() throws {
        let ledger = try Ledger(in: folder.path, access: .write)
        #expect {
            try Ledger.salvage(in: folder.path, at: morning)
        } throws: {
            if case .inUse? = $0 as? LedgerError { true } else { false }
        }
        ledger.close()
    }
}
