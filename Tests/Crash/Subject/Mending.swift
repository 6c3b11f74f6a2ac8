import Dates
import Diagnostics
import Foundation
import Glibc
import Ledger
import Planning

/// What puts a ledger right, killed at any call: begun again it ends as if it had never been killed.
///
///     crash-subject FOLDER --mend salvage|restore|accept-older|backup [--prepare]
struct Mending {
    enum Kind: String {
        case salvage, restore
        case acceptOlder = "accept-older"
        case backup
    }

    let folder: String
    let kind: Kind

    private var state: String { folder + "/state" }
    private var path: String { state + "/" + Ledger.fileName }
    private var copy: String { folder + "/backup.db" }
    private var witness: Witness { Witness(inSpool: folder) }
    private static let now = Instant(seconds: 1_638_320_400)
    /// So many notices before the backup, and as many after it; the last few of them in the log alone.
    private static let half = 20

    // MARK: Before the kills

    func prepare() throws {
        do {
            let ledger = try Ledger(in: state, access: .write, witness: witness)
            for n in 0..<Self.half { try commit(n, to: ledger) }
            _ = try Ledger(in: state, access: .read).backup(to: copy)
            for n in Self.half..<Self.half * 2 - 5 { try commit(n, to: ledger) }
            ledger.close()
        }
        let alive = folder + "/alive"
        do {
            let ledger = try Ledger(in: state, access: .write, witness: witness)
            for n in Self.half * 2 - 5..<Self.half * 2 { try commit(n, to: ledger) }
            // As a kill leaves it, with its log.
            try FileManager.default.copyItem(atPath: state, toPath: alive)
            ledger.close()
        }
        try FileManager.default.removeItem(atPath: state)
        try FileManager.default.moveItem(atPath: alive, toPath: state)
        switch kind {
        case .salvage:
            // The schema is lost: no row can be read by its table's name.
            let file = FileHandle(forUpdatingAtPath: path)!
            try file.seek(toOffset: 100)
            try file.write(contentsOf: Data(repeating: 0xFF, count: 600))
            try file.close()
        case .acceptOlder:
            for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
            try FileManager.default.copyItem(atPath: copy, toPath: path)
        case .restore, .backup: break
        }
    }

    private func commit(_ n: Int, to ledger: Ledger) throws {
        let message = Self.message(n)
        guard
            let delivery = try ledger.commit(
                LedgerEntry(decidedAt: Self.now + n, ruleSet: "", messages: [message], withheld: []))
        else { fatalError("nothing committed") }
        try ledger.mark(delivery, published: true, journaled: .written)
    }

    private static func message(_ n: Int) -> MessageRecord {
        let identity = NoticeIdentity(
            programme: "01", task: "\(n)", occurrence: "2021", rule: "nhắc", step: 0, repeatNumber: 0, recipient: "vp")
        return MessageRecord(
            messageID: "\(n)@x", recipient: "vp", fileName: "\(n).x",
            notices: [NoticeRecord(sent: identity, at: now + n)])
    }

    /// What the spool would show.
    private func sent() -> [MessageRecord] { (0..<Self.half * 2).map(Self.message) }

    // MARK: Under the kills

    func play() throws {
        switch kind {
        case .salvage: _ = try Ledger.salvage(in: state, at: Self.now, witness: witness, sent: sent)
        case .restore: _ = try Ledger.restore(copy, in: state, at: Self.now, witness: witness, sent: sent)
        case .acceptOlder: _ = try Ledger.acceptOlder(in: state, at: Self.now, witness: witness, sent: sent)
        case .backup: _ = try Ledger(in: state, access: .read).backup(to: copy)
        }
    }

    /// What is not as it should be.
    func faults() throws -> [String] {
        var faults: [String] = []
        let ledger = try Ledger(in: state, access: .write, witness: witness)
        faults += (ledger.faults + (try ledger.inspect())).map(\.wording.en)
        if !(try ledger.verify().isSound) { faults.append("chain: \(try ledger.verify().faults)") }
        faults += try compare(ledger, Self.half * 2)
        if kind == .salvage, try ledger.verify().rows != Int64(Self.half * 4) { faults.append("rows were lost") }
        if kind == .backup {
            let restored = folder + "/restored"
            // The check, too, may have been killed.
            try? FileManager.default.removeItem(atPath: restored)
            try FileManager.default.createDirectory(atPath: restored, withIntermediateDirectories: true)
            try FileManager.default.copyItem(atPath: copy, toPath: restored + "/" + Ledger.fileName)
            faults += try compare(try Ledger(in: restored, access: .write), Self.half * 2)
        }
        return faults
    }

    private func compare(_ ledger: Ledger, _ count: Int) throws -> [String] {
        var tasks: [Int] = []
        try ledger.audit {
            if case .notice(let notice, _) = $0.content { tasks.append(Int(notice.identity.task) ?? -1) }
        }
        return tasks.sorted() == Array(0..<count) ? [] : ["notices: \(tasks)"]
    }
}
