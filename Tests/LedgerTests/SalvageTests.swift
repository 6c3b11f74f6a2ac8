import Dates
import Foundation
import GRDB
import Planning
import TestKit
import Testing

@testable import Ledger

/// How many bits are flipped, each in a ledger of its own; `make attack` says more.
private let flips = Int(ProcessInfo.processInfo.environment["DONDOC_FLIPS"] ?? "") ?? 40

/// What is saved of a damaged ledger, and what is said of the rest.
@Suite struct SalvageTests {
    let folder: TemporaryFolder
    let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path("ledger.db")
        try filledLedger(in: folder.path).close()
    }

    /// Notices of many tasks, each in a decision of its own.
    private func grow(_ count: Int) throws {
        let ledger = try Ledger(in: folder.path, access: .write)
        for n in 0..<count {
            let delivery = try #require(try ledger.commit(entry([identity("2.\(n)")])))
            try ledger.mark(delivery, published: true, journaled: .written)
        }
        ledger.close()
    }

    private func bytes() throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path)) }

    private func put(_ data: Data) throws {
        for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
        try data.write(to: URL(fileURLWithPath: path))
    }

    private func tamper(_ sql: String) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        try DatabaseQueue(path: path, configuration: configuration).writeWithoutTransaction { try $0.execute(sql: sql) }
    }

    private func notices() throws -> [String] {
        var keys: [String] = []
        try Ledger(in: folder.path, access: .read).audit {
            if case .notice(let notice, _) = $0.content { keys.append(notice.identity.key) }
        }
        return keys
    }

    @Test func aSchemaThatWasDestroyed() throws {
        try grow(66)
        let before = try Ledger(in: folder.path, access: .read).verify()
        try tamper("PRAGMA writable_schema = ON; DELETE FROM sqlite_master")
        let outcome = try #require(try Ledger.salvage(in: folder.path, at: morning))
        #expect(outcome.verdict == before && outcome.losses.isEmpty && outcome.adopted.isEmpty)
        #expect(try notices().count == 69)
        let ledger = try Ledger(in: folder.path, access: .write)
        #expect(ledger.faults.isEmpty)
        #expect(try ledger.inspect() == [])
        #expect(try ledger.report(ofRequest: "yeu-cau-1") != nil)
    }

    /// The identity that the index has is the one that the hash follows from: nothing is lost.
    @Test func aGarbledIdentityIsRepaired() throws {
        let before = try Ledger(in: folder.path, access: .read).verify()
        var data = try bytes()
        // Only the row has its kind before it.
        let row = try #require(data.range(of: Data("reminder01-KH-TU1.1".utf8)))
        data[row.upperBound - 1] = UInt8(ascii: "9")
        try put(data)
        do {
            let ledger = try Ledger(in: folder.path, access: .write)
            #expect(ledger.faults.contains { if case .index = $0 { true } else { false } })
            #expect(ledger.faults.contains(.chain(number: 5)))
            // The row does not tell of it, and it is refused all the same.
            #expect(throws: LedgerError.duplicate(notice: identity("1.1").key)) {
                try ledger.commit(entry([identity("1.1")]))
            }
        }
        let outcome = try #require(try Ledger.salvage(in: folder.path, at: morning))
        #expect(outcome.verdict == before && outcome.losses.isEmpty)
    }

    @Test func aLostNoticeThatAnIndexKnowsIsNotSentAgain() throws {
        try grow(40)
        let all = Set(try notices())
        var data = try bytes()
        // The page of the rows: a text that no index has stands there.
        let text = try #require(data.range(of: Data("Quán triệt".utf8)))
        let page = text.lowerBound / 4096
        data.replaceSubrange(page * 4096..<(page + 1) * 4096, with: Data(repeating: 0xA5, count: 4096))
        try put(data)
        let outcome = try #require(try Ledger.salvage(in: folder.path, at: morning))
        let lost = outcome.losses.filter { if case .notice = $0 { true } else { false } }
        #expect(!lost.isEmpty && lost.count == outcome.adopted.count)
        #expect(Set(try notices()) == all)
        let ledger = try Ledger(in: folder.path, access: .write)
        #expect(ledger.faults.isEmpty)
        #expect(try ledger.sentBefore([identity("2.0")]) == [identity("2.0")])
    }

    @Test(arguments: [100, 4096, 4097, 20000, 40000, 60000])
    func aFileThatWasCut(length: Int) throws {
        try grow(200)
        let data = try bytes()
        try put(data.prefix(length))
        guard length > 4097 else {
            #expect(throws: LedgerError.beyondSalvage(path: path)) { try Ledger.salvage(in: folder.path, at: morning) }
            return
        }
        let outcome = try #require(try Ledger.salvage(in: folder.path, at: morning))
        #expect(outcome.verdict.rows > 0)
        #expect(try Ledger.salvage(in: folder.path, at: morning) == nil)
    }

    @Test func theLogIsReadToo() throws {
        let wal: Data
        do {
            let ledger = try Ledger(in: folder.path, access: .write)
            for n in 0..<30 { _ = try ledger.commit(entry([identity("2.\(n)")])) }
            wal = try Data(contentsOf: URL(fileURLWithPath: path + "-wal"))
        }
        try put(try bytes().prefix(100))
        try wal.write(to: URL(fileURLWithPath: path + "-wal"))
        let outcome = try #require(try Ledger.salvage(in: folder.path, at: morning))
        #expect(outcome.verdict.rows >= 60)
        #expect(FileManager.default.fileExists(atPath: outcome.aside + "-wal"))
        // At most an empty one, of who looked at it since.
        #expect((try? Data(contentsOf: URL(fileURLWithPath: path + "-wal")))?.isEmpty ?? true)
    }

    @Test func aTriggerIsNoticedAndNotCarriedOver() throws {
        try tamper("CREATE TRIGGER steal AFTER INSERT ON reports BEGIN DELETE FROM requests; END")
        do {
            let ledger = try Ledger(in: folder.path, access: .write)
            #expect(ledger.faults == [.schema(name: "steal")])
            #expect(try ledger.inspect() == [.schema(name: "steal")])
        }
        _ = try #require(try Ledger.salvage(in: folder.path, at: morning))
        #expect(try Ledger(in: folder.path, access: .write).faults.isEmpty)
    }

    @Test(arguments: [
        "UPDATE requests SET id = 'khac'", "UPDATE requests SET number = 2", "UPDATE requests SET seal = NULL",
        "DELETE FROM deliveries", "UPDATE deliveries SET last = 6", "UPDATE deliveries SET journaled = 7",
    ])
    func whatStandsBesideTheChain(sql: String) throws {
        try tamper(sql)
        #expect(try !Ledger(in: folder.path, access: .read).inspect().isEmpty)
        _ = try #require(try Ledger.salvage(in: folder.path, at: morning))
        #expect(try Ledger(in: folder.path, access: .read).inspect() == [])
    }

    /// A bit anywhere: the ledger is gone on with, or refused; it is saved, and what was sent is known after that or named.
    @Test(arguments: 0..<flips)
    func aFlippedBit(seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed))
        try grow(20)
        let all = Set(try notices())
        var data = try bytes()
        let place = Int.random(in: 0..<data.count, using: &random)
        data[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        try put(data)
        var isRefused = false
        do throws(LedgerError) {
            let ledger = try Ledger(in: folder.path, access: .write)
            _ = try ledger.snapshot()
            // What was sent is refused, and what was not is taken.
            _ = try ledger.commit(entry([identity("9.9")]))
            ledger.close()
        } catch {
            guard case .damaged = error else { throw error }
            isRefused = true
        }
        let outcome = try Ledger.salvage(in: folder.path, at: morning)
        #expect(outcome != nil || !isRefused, "refused, and nothing to save: byte \(place)")
        let known = Set(try notices())
        let losses = outcome?.losses ?? []
        let isUnsure = losses.contains { if case .unknown = $0 { true } else { false } }
        let verdict = try Ledger(in: folder.path, access: .read).verify()
        #expect(
            all.isSubset(of: known) || isUnsure || !verdict.isSound,
            "byte \(place): \(all.subtracting(known)) \(losses)")
        let again = try Ledger(in: folder.path, access: .write)
        _ = try again.snapshot()
        #expect(again.faults.isEmpty, "byte \(place): \(again.faults)")
    }
}
