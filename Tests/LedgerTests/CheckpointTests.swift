import Bytes
import Dates
import Foundation
import GRDB
import Planning
import Programmes
import TestKit
import Testing

@testable import Ledger

/// What is read from a checkpoint and the rows after it is what all rows say; one that is not what it should be is as if it
/// were not there.
@Suite struct CheckpointTests {
    private let folder: TemporaryFolder
    private var file: URL { URL(fileURLWithPath: Checkpoint.path(in: folder.path)) }

    init() throws { folder = try TemporaryFolder() }

    /// A history made of chance, with everything that names and numbers can do.
    private func history(seed: UInt64, decisions: Int = 12) throws -> Ledger {
        let ledger = try Ledger(in: folder.path, access: .write)
        var random = SplitMix64(seed: seed)
        func pick<T>(_ values: [T]) -> T { values[Int.random(in: 0..<values.count, using: &random)] }
        let (programmes, tasks) = (["01-KH", "02-KH", "03-KH"], ["1", "2", "3.1", "4"])
        var now = morning
        var sent: Set<NoticeIdentity> = []
        func identity(_ recipient: String) -> NoticeIdentity {
            let isDigest = pick([false, false, false, true])
            return NoticeIdentity(
                programme: isDigest ? "" : pick(programmes), task: isDigest ? "" : pick(tasks),
                occurrence: pick(["2021-Q4", "2022-Q1", "2021-12", "open"]), dueNumber: isDigest ? 0 : pick([0, 0, 1]),
                rule: pick(["nhắc", "quá hạn", "tháng"]), step: pick([0, 1, 2, 70]),
                repeatNumber: pick([0, 0, 1, 2, 3, 5, 9]), recipient: recipient)
        }
        for _ in 0..<decisions {
            now = now + pick([60, 3600, 86_400, -7200])
            if pick([true, false]) { try ledger.appendLoads(of: [pick(programmes)], at: now) }
            for _ in 0..<pick([0, 1, 2]) {
                let kind = pick([
                    Report.Kind.done, .ack, .reopen, .progress(milli: 500), .giveBack(reason: "thiếu"),
                    .extend(until: Day("2022-06-30")!, reason: "chờ"), .renumber(["1": "2", "2": "1"]),
                    .renumber(["4": "5"]), .rename(from: pick(programmes)),
                ])
                try ledger.append(
                    Report(
                        at: now, kind: kind, programme: pick(programmes), task: pick(tasks),
                        occurrence: pick([nil, "2021-Q4", "2021-12"]), bodies: pick([[], ["a", "b"]]),
                        on: pick([nil, Day("2021-12-01")]), document: pick([nil, .init(number: "45-BC/BTG")]),
                        by: pick(["", "Lan"]), uid: pick([nil, 1000]), note: pick(["", "ghi chú"])))
            }
            var messages: [MessageRecord] = []
            for recipient in ["a", "b", "c"] where pick([true, true, false]) {
                let notices = (0..<pick([1, 3])).map { _ in identity(recipient) }.filter { sent.insert($0).inserted }
                    .map { id in
                        var notice = record(id)
                        (notice.at, notice.nominal) = (now, now + -pick([0, 60, 86_400]))
                        notice.due = pick([nil, Day("2021-12-31")])
                        if pick([true, false, false]) {
                            (notice.concernsAll, notice.subjects) = (false, [pick(["a", "x"])])
                        }
                        return notice
                    }
                guard !notices.isEmpty else { continue }
                messages.append(
                    MessageRecord(
                        messageID: "\(sent.count)@x", recipient: recipient, fileName: "\(sent.count).\(recipient)",
                        notices: notices))
            }
            let withheld = (0..<pick([0, 1, 3])).map { _ in
                Withheld(
                    identity: identity(""), nominal: now + -pick([0, 600]), reason: pick(Withheld.Reason.allCases))
            }
            _ = try ledger.commit(
                LedgerEntry(decidedAt: now, ruleSet: ruleSet, messages: messages, withheld: withheld))
        }
        return ledger
    }

    private func written(_ snapshot: LedgerSnapshot) -> [UInt8] {
        Checkpoint.bytes(of: snapshot, siteName: "x", number: 1, rowHash: HashChain.zero)
    }

    private func reread(_ snapshot: LedgerSnapshot) throws -> LedgerSnapshot {
        try #require(Checkpoint(reading: written(snapshot), siteName: "x")).snapshot
    }

    /// Cut at every row.
    @Test(arguments: 0..<12)
    func aCheckpointAndTheRowsAfterItSayWhatAllRowsSay(seed: Int) throws {
        let ledger = try history(seed: UInt64(seed))
        let last = try ledger.head().number
        try ledger.read { db in
            let whole = written(
                try ledger.snapshot(db, after: LedgerSnapshot(), 1...last) { _ in Issue.record("garbled") })
            for cut in 1..<last {
                let known = try ledger.snapshot(db, after: LedgerSnapshot(), 1...cut) { _ in }
                let more = try ledger.snapshot(db, after: reread(known), (cut + 1)...last) { _ in }
                #expect(written(more) == whole, "seed \(seed), cut at \(cut) of \(last)")
            }
        }
        ledger.close()
    }

    @Test func itIsReadInsteadOfTheRowsAndGoneOnWith() throws {
        let ledger = try history(seed: 1)
        let number = try #require(try Ledger.writeCheckpoint(in: folder.path))
        #expect(try ledger.head().number == number)
        let (whole, latest) = try withoutCheckpoint { try (written(ledger.snapshot()), morning + 90 * 86_400) }
        // A row before it is not looked at: it says something else now.
        try DatabaseQueue(path: folder.path("ledger.db")).write {
            try $0.execute(sql: "UPDATE notices SET rule = 'khác' WHERE number < ?", arguments: [number])
        }
        #expect(try written(ledger.snapshot(at: latest)) == whole)
        // A clock that is behind what was decided asks the rows.
        #expect(try written(ledger.snapshot(at: morning + -86_400)) != whole)
        try ledger.append(Report(at: latest, kind: .ack, programme: "01-KH", task: "1", occurrence: "2021-Q4"))
        let more = try ledger.snapshot(at: latest)
        #expect(more.lastInstant == latest && written(more) != whole)
        // Who has the time to finds out.
        let faults = try Ledger.examine(in: folder.path)
        #expect(faults.contains(.checkpoint(number: number)) || !faults.isEmpty)
        #expect(!FileManager.default.fileExists(atPath: file.path))
        ledger.close()
    }

    private func withoutCheckpoint<Result>(_ body: () throws -> Result) throws -> Result {
        let kept = file.appendingPathExtension("kept")
        try FileManager.default.moveItem(at: file, to: kept)
        defer { try? FileManager.default.moveItem(at: kept, to: file) }
        return try body()
    }

    @Test func aSoundOneIsFoundSound() throws {
        try history(seed: 2).close()
        #expect(try Ledger.writeCheckpoint(in: folder.path) != nil)
        #expect(try Ledger.examine(in: folder.path) == [])
        #expect(FileManager.default.fileExists(atPath: file.path))
    }

    /// Of damage, another version, another ledger or another row nothing is read.
    @Test func whatIsNotWhatWasWrittenIsAsIfItWereNotThere() throws {
        let ledger = try history(seed: 3, decisions: 4)
        let whole = written(try ledger.snapshot())
        _ = try Ledger.writeCheckpoint(in: folder.path)
        let original = [UInt8](try Data(contentsOf: file))
        func isIgnored(_ bytes: [UInt8]) throws -> Bool {
            try Data(bytes).write(to: file)
            let isRead = try ledger.read { try Checkpoint(in: folder.path, $0) } != nil
            return try !isRead && self.written(ledger.snapshot()) == whole
        }
        for place in stride(from: 0, to: original.count, by: 7) {
            var damaged = original
            damaged[place] ^= 0x40
            #expect(try isIgnored(damaged), "byte \(place)")
        }
        for length in stride(from: 0, to: original.count, by: 31) {
            #expect(try isIgnored(Array(original.prefix(length))))
        }
        let (head, known) = try (ledger.head(), ledger.snapshot())
        let hash = try #require(bytes(ofHex: head.hash))
        func other(_ name: String, _ number: Int64, _ hash: [UInt8]) -> [UInt8] {
            Checkpoint.bytes(of: known, siteName: name, number: number, rowHash: hash)
        }
        let name = try ledger.siteName()
        #expect(try !isIgnored(other(name, head.number, hash)))
        #expect(try isIgnored(other("another ledger", head.number, hash)))
        #expect(try isIgnored(other(name, head.number - 1, hash)))
        #expect(try isIgnored(other(name, head.number + 1, hash)))
        #expect(try isIgnored(other(name, head.number, HashChain.zero)))
        var later = original
        later[17] += 1
        #expect(try isIgnored(sealed(later)))
        ledger.close()
    }

    /// With the digest that belongs to them.
    private func sealed(_ bytes: [UInt8]) -> [UInt8] {
        var writer = CacheWriter()
        writer.raw(Array(bytes.dropLast(8)))
        writer.number(writer.bytes.withUnsafeBytes { xxHash64($0) })
        return writer.bytes
    }

    /// Whatever somebody writes into it, the worst is that something else is remembered.
    @Test(arguments: 0..<6)
    func aForgedOneHarmsNothing(seed: Int) throws {
        let ledger = try history(seed: UInt64(40 + seed), decisions: 6)
        let known = written(try ledger.snapshot())
        ledger.close()
        var random = SplitMix64(seed: UInt64(seed))
        var read = 0
        for _ in 0..<3000 {
            var forged = known
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = Int.random(in: 60..<known.count, using: &random)
                forged[place] = [0, 1, 0x7F, 0x80, 0xFF, forged[place] ^ 1].randomElement(using: &random)!
            }
            guard let checkpoint = Checkpoint(reading: sealed(forged), siteName: "x") else { continue }
            read += 1
            var snapshot = checkpoint.snapshot
            for programme in ["01-KH", "02-KH", "03-KH"] {
                var identity = identity("1.1")
                identity.programme = programme
                snapshot.add(
                    sent: identity, nominal: morning, kind: .reminder, late: false, at: morning, subjects: ["a"],
                    concernsAll: false)
            }
            var memory = Memory(makePlan(emptySite))
            memory.replay(snapshot)
        }
        // Most of it is numbers, any of which may be.
        #expect(read > 300)
    }

    @Test func aLedgerThatTookItsPlaceHasNone() throws {
        try history(seed: 5).close()
        _ = try Ledger.writeCheckpoint(in: folder.path)
        let handle = try #require(FileHandle(forUpdatingAtPath: folder.path("ledger.db")))
        try handle.seek(toOffset: 4096 * 2)
        try handle.write(contentsOf: Data(repeating: 0xFF, count: 4096))
        try handle.close()
        #expect(try Ledger.salvage(in: folder.path, at: morning) != nil)
        #expect(!FileManager.default.fileExists(atPath: file.path))
    }

    /// The way rows are folded is part of the format: another digest here needs another ``LedgerSnapshot/format``.
    @Test func theFormatIsWhatItWas() throws {
        let ledger = try history(seed: 77)
        var writer = CacheWriter()
        try ledger.snapshot().encode(to: &writer)
        let digest = writer.bytes.withUnsafeBytes { xxHash64($0) }
        #expect(LedgerSnapshot.format == 3 && digest == 17_535_711_039_618_958_468, "\(digest)")
        ledger.close()
    }
}

private let emptySite = Site(
    settings: Settings(), bodies: BodyDirectory([]), programmes: [], ruleFiles: [], calendar: .vietnam)
