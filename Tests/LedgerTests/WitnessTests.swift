import Dates
import Diagnostics
import Foundation
import Planning
import TestKit
import Testing

@testable import Ledger

/// A ledger that was put back, lost its log or is gone is noticed; what was sent since is taken in.
@Suite struct WitnessTests {
    let folder: TemporaryFolder
    let witness: Witness
    var state: String { folder.path("state") }
    var path: String { state + "/ledger.db" }

    init() throws {
        folder = try TemporaryFolder()
        witness = Witness(inSpool: folder.path)
        try open().close()
    }

    private func open() throws -> Ledger { try Ledger(in: state, access: .write, witness: witness) }

    private func send(_ tasks: [String]) throws {
        let ledger = try open()
        for task in tasks { _ = try ledger.commit(entry([identity(task)])) }
        ledger.close()
    }

    /// The process is killed: the log stays as it was.
    private func sendAndDie(_ tasks: [String]) throws {
        let copy = folder.path("as it was")
        do {
            let ledger = try open()
            for task in tasks { _ = try ledger.commit(entry([identity(task)])) }
            try FileManager.default.copyItem(atPath: state, toPath: copy)
            ledger.close()
        }
        try FileManager.default.removeItem(atPath: state)
        try FileManager.default.moveItem(atPath: copy, toPath: state)
    }

    private func expectOlder(rows: Int64?) {
        let error = #expect(throws: LedgerError.self) { try open() }
        guard case .older(_, rows, let acknowledged, _)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(acknowledged == 8)
        #expect(error?.wording.vi.contains("accept-older") == true && error?.isTransient == false)
    }

    private func sent(_ tasks: [String]) -> [MessageRecord] { entry(tasks.map { identity($0) }).messages.map { $0 } }

    @Test func itIsWrittenWithEachCommit() throws {
        do {
            let ledger = try open()
            #expect(witness.read() == nil)
            try ledger.appendLoads(of: ["01-KH-TU"], at: morning)
            #expect(witness.read()?.number == 1)
            _ = try ledger.commit(entry([identity("1.1")]))
            let statement = try #require(witness.read())
            let head = try ledger.head()
            #expect(statement.number == 3 && statement.hash == head.hash && statement.at == morning)
            #expect(try ledger.siteName() == statement.siteName)
            ledger.close()
        }
        // A torn one proves nothing.
        let file = try #require(FileHandle(forUpdatingAtPath: witness.path))
        try file.write(contentsOf: Data("9".utf8))
        #expect(witness.read() == nil)
        try open().close()
    }

    @Test func yesterdaysCopyIsRefusedAndAccepted() throws {
        try send(["1.1", "1.2"])
        try FileManager.default.copyItem(atPath: path, toPath: folder.path("copy"))
        try send(["1.3", "1.4"])
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
        try FileManager.default.copyItem(atPath: folder.path("copy"), toPath: path)
        expectOlder(rows: 4)
        let reunion = try Ledger.acceptOlder(
            in: state, at: morning, witness: witness, sent: { sent(["1.1", "1.2", "1.3"]) })
        #expect(reunion.rows == 4 && reunion.missing == 4 && reunion.adopted == [identity("1.3")])
        do {
            let ledger = try open()
            #expect(try ledger.verify().isSound && ledger.inspect().isEmpty && ledger.faults.isEmpty)
            #expect(throws: LedgerError.self) { try ledger.commit(entry([identity("1.3")])) }
            _ = try ledger.commit(entry([identity("1.4")]))
        }
        try open().close()
    }

    @Test func aLostLogIsNoticed() throws {
        try send(["1.1", "1.2"])
        try sendAndDie(["1.3", "1.4"])
        for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
        expectOlder(rows: 4)
    }

    @Test func aLostLedgerIsNotMadeAnew() throws {
        let name = try open().siteName()
        try send(["1.1", "1.2", "1.3", "1.4"])
        try FileManager.default.removeItem(atPath: state)
        expectOlder(rows: nil)
        let reunion = try Ledger.acceptOlder(in: state, at: morning, witness: witness, sent: { sent(["1.1", "1.2"]) })
        #expect(reunion.rows == 0 && reunion.adopted.count == 2)
        let ledger = try open()
        // The same site, with the same name in its Message-IDs.
        #expect(try ledger.siteName() == name)
    }

    @Test func anotherLedgerIsNotTheOne() throws {
        try send(["1.1", "1.2", "1.3", "1.4"])
        try FileManager.default.removeItem(atPath: state)
        do {
            let other = try Ledger(in: state, access: .write)
            for task in 1...9 { _ = try other.commit(entry([identity("5.\(task)")])) }
        }
        expectOlder(rows: 18)
    }

    @Test func backupAndRestore() throws {
        try send(["1.1", "1.2"])
        let copy = folder.path("backup.db")
        do {
            let ledger = try open()
            let reader = try Ledger(in: state, access: .read)
            #expect(try reader.backup(to: copy).rows == 4)
            _ = try ledger.commit(entry([identity("1.3")]))
            #expect(throws: LedgerError.self) {
                try Ledger.restore(copy, in: state, at: morning, witness: witness, sent: { [] })
            }
        }
        try sendAndDie(["1.4"])
        let reunion = try Ledger.restore(
            copy, in: state, at: morning, witness: witness, sent: { sent(["1.3", "1.4"]) })
        #expect(reunion.rows == 4 && reunion.missing == 4 && reunion.adopted.count == 2)
        let aside = try #require(reunion.aside)
        #expect(FileManager.default.fileExists(atPath: aside))
        do {
            let restored = try open()
            #expect(try restored.verify().isSound && restored.verify().rows == 8 && restored.faults.isEmpty)
        }
        #expect(!FileManager.default.fileExists(atPath: copy + "-wal"))
        // Written over, but nothing that is no ledger.
        let again = try Ledger(in: state, access: .read)
        #expect(try again.backup(to: copy).rows == 8)
        try Data("xyz".utf8).write(to: URL(fileURLWithPath: folder.path("thu.txt")))
        #expect(throws: LedgerError.notALedger(path: folder.path("thu.txt"))) {
            try again.backup(to: folder.path("thu.txt"))
        }
        #expect(throws: LedgerError.notALedger(path: folder.path("thu.txt"))) {
            try Ledger.restore(folder.path("thu.txt"), in: state, at: morning, witness: witness, sent: { [] })
        }
    }

    @Test func aHeadElsewhereShowsAChainWrittenAnew() throws {
        try send(["1.1", "1.2"])
        let ledger = try Ledger(in: state, access: .read)
        let head = try ledger.head()
        let anchors = [
            Anchor(number: head.number, hash: head.hash, source: "x"),
            Anchor(number: head.number, hash: String(head.hash.reversed()), source: "y"),
            Anchor(number: 99, hash: head.hash, source: "z"),
        ]
        #expect(try ledger.compare(anchors).map(\.standing) == [.holds, .differs, .missing])
    }
}
