import Dates
import Foundation
import Ledger
import Planning
import Testing

@testable import Engine

/// A ledger of many rows: a checkpoint is made beside the work and at the end, and a start from it is one from the rows.
@Suite struct OldLedgerTests {
    let office: Office
    private let now = at("2021-12-13T08:00:00+07:00")
    private var checkpoint: String { office.root + "/state/cache/ledger" }

    init() throws {
        office = try Office()
        try office.write(
            "bodies.yaml",
            """
            bodies:
              - { id: dan-van, name: Ban Dân vận }
            """)
        let tasks = (1...20).map {
            "  - { id: viec-\($0), title: Việc \($0), lead: [dan-van], deadline: ngày \(10 + $0 % 10)/12/2021 }"
        }
        try office.write(
            "programmes/01.yaml",
            "programme: P\ntitle: Kế hoạch\nissued: 2021-11-01\ntasks:\n" + tasks.joined(separator: "\n"))
        try office.write("rules/nhac.rules", "rule \"nhac\" at 08:00 when on due remind lead")
    }

    /// What was withheld of plans that have ended.
    private func addRows(_ count: Int, from first: Int) throws {
        let ledger = try Ledger(in: office.root + "/state", access: .write)
        let rows = (first..<first + count).map { i in
            Withheld(
                identity: NoticeIdentity(
                    programme: "CU-\(i % 50)", task: "\(i % 200)", occurrence: "2020-\(i % 12 + 1)", rule: "nhac",
                    step: i % 3, repeatNumber: 0, recipient: ""),
                nominal: now + -86_400 * 300, reason: .done)
        }
        let entry = LedgerEntry(decidedAt: now + -7_200, ruleSet: "", messages: [], withheld: rows)
        _ = try ledger.commit(entry)
        ledger.close()
    }

    /// A start on a day, what is due, and the end: the lock goes with the engine.
    /// - Returns: what was sent.
    private func step(_ day: Int, _ body: (Engine) throws -> Void = { _ in }) throws -> [String] {
        let instant = now + 86_400 * day
        let engine = try office.open(at: instant)
        defer { engine.close() }
        let sent = engine.step(at: instant).sent.map(\.identity.key)
        try body(engine)
        return sent
    }

    @Test func aCheckpointIsMadeBesideTheWorkAndAtTheEnd() throws {
        try addRows(10_050, from: 0)
        let sent = try step(0) { engine in
            let upkeep = try #require(engine.owedUpkeep)
            #expect(!upkeep.examines)
            #expect(engine.finish(upkeep.run()) == nil)
            #expect(engine.owedUpkeep == nil)
            #expect(FileManager.default.fileExists(atPath: checkpoint))
        }
        #expect(!sent.isEmpty)
        let first = try Data(contentsOf: URL(fileURLWithPath: checkpoint))
        // The few rows of a day are read from the ledger; many are owed another one.
        let again = try step(1) { #expect($0.owedUpkeep == nil) }
        #expect(!again.isEmpty && Set(again).isDisjoint(with: sent))
        #expect(try Data(contentsOf: URL(fileURLWithPath: checkpoint)) == first)
        try addRows(10_050, from: 20_000)
        _ = try step(2)
        #expect(try Data(contentsOf: URL(fileURLWithPath: checkpoint)) != first)
    }

    @Test func aStartFromItSendsWhatOneFromTheRowsSends() throws {
        try addRows(10_050, from: 0)
        _ = try step(0)
        let kept = try Data(contentsOf: URL(fileURLWithPath: office.root + "/state/ledger.db"))
        var metrics: [String] = []
        let fromCheckpoint = try step(1) { metrics.append($0.metrics(at: now + 86_400)) }
        // The same ledger, put back, and no checkpoint.
        try FileManager.default.removeItem(atPath: office.root + "/spool")
        try FileManager.default.removeItem(atPath: checkpoint)
        for suffix in ["-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: office.root + "/state/ledger.db" + suffix)
        }
        try kept.write(to: URL(fileURLWithPath: office.root + "/state/ledger.db"))
        let fromRows = try step(1) { metrics.append($0.metrics(at: now + 86_400)) }
        #expect(fromRows == fromCheckpoint && !fromRows.isEmpty)
        func counts(_ metrics: String) -> [Substring] {
            metrics.split(separator: "\n").filter { $0.contains("notices") }
        }
        #expect(counts(metrics[0]) == counts(metrics[1]))
    }
}
