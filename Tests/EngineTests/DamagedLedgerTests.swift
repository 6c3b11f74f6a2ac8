import Control
import Dates
import Diagnostics
import Foundation
import Ledger
import Planning
import Testing

@testable import Engine

/// With a ledger whose parts disagree what can be sent is sent, once; and it is called damaged.
@Suite struct DamagedLedgerTests {
    let office: Office
    /// Of December 2021, the working days on which one task each is due.
    private let days = [13, 14, 15, 16, 17, 20]
    private var path: String { office.root + "/state/ledger.db" }

    init() throws {
        office = try Office()
        try office.write(
            "bodies.yaml",
            """
            bodies:
              - { id: dan-van, name: Ban Dân vận }
            """)
        let tasks = zip(1...6, days).map {
            "  - { id: viec-\($0), title: Việc \($0), lead: [dan-van], deadline: ngày \($1)/12/2021 }"
        }
        try office.write(
            "programmes/01.yaml",
            "programme: P\ntitle: Kế hoạch\nissued: 2021-11-01\ntasks:\n" + tasks.joined(separator: "\n"))
        try office.write("rules/nhac.rules", "rule \"nhac\" at 08:00 when on due remind lead")
    }

    private func run(at instant: String) throws -> (outcome: StepOutcome, isDamaged: Bool, metrics: String) {
        let engine = try office.open(at: at(instant))
        defer { engine.close() }
        let outcome = engine.step(at: at(instant))
        return (outcome, engine.isLedgerDamaged, engine.metrics(at: at(instant)))
    }

    private func change(_ text: String, to other: String) throws {
        for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
        var data = try Data(contentsOf: URL(fileURLWithPath: path))
        data.replaceSubrange(try #require(data.range(of: Data(text.utf8))), with: Data(other.utf8))
        try data.write(to: URL(fileURLWithPath: path))
    }

    private func due(_ day: Int) -> String { "2021-12-\(day)T08:00:00+07:00" }

    /// The row says another task than its index: that other one still gets its notice.
    @Test(arguments: [
        ("reminderPviec-1", "reminderPviec-2"), ("reminderPviec-1", "reminderPviec-!"),
        ("reminderPviec-1", "remindexPviec-1"),
    ])
    func aRowAndItsIndexDisagree(from: String, to: String) throws {
        _ = try run(at: "2021-11-02T09:00:00+07:00")
        #expect(try run(at: due(13)).outcome.sent.map(\.identity.task) == ["viec-1"])
        try change(from, to: to)
        var sent: [String] = []
        for day in days.dropFirst() {
            let (outcome, isDamaged, metrics) = try run(at: due(day))
            sent += outcome.sent.map(\.identity.task)
            #expect(outcome.end == nil && isDamaged)
            #expect(metrics.contains("dondoc_ledger_damaged 1"))
            #expect(outcome.troubles.contains { $0.en.contains("audit salvage") && $0.vi.contains("bị hỏng") })
        }
        #expect(sent == (2...6).map { "viec-\($0)" })
        #expect(try office.mail("dan-van").count == 6)
        _ = try #require(try Ledger.salvage(in: office.root + "/state", at: at(due(21))))
        let (outcome, isDamaged, _) = try run(at: due(22))
        #expect(outcome.sent.isEmpty && !isDamaged && outcome.troubles.isEmpty)
    }

    @Test func yesterdaysLedgerSendsNothing() throws {
        _ = try run(at: "2021-11-02T09:00:00+07:00")
        _ = try run(at: due(13))
        let copy = office.root + "/copy.db"
        try FileManager.default.copyItem(atPath: path, toPath: copy)
        _ = try run(at: due(14))
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
        try FileManager.default.copyItem(atPath: copy, toPath: path)
        #expect(throws: EngineFailure.self) { try run(at: due(15)) }
        #expect(try office.mail("dan-van").count == 2)
    }

    @Test func theSameRequestWithAnotherValueIsRefused() throws {
        let engine = try office.open(at: at(due(13)))
        defer { engine.close() }
        var request = ReportRequest(kind: .progress)
        (request.task, request.value, request.by, request.note, request.id) = ("P/viec-3", "40%", "Lan", "x", "a1")
        let first = try engine.report(request, at: at(due(13)))
        #expect(try engine.report(request, at: at(due(14))) == first)
        for change: (inout ReportRequest) -> Void in [
            { $0.value = "50%" }, { $0.by = "Hoa" }, { $0.note = nil }, { $0.task = "P/viec-4" },
            { $0.task = "P/viec-3@khac" },
        ] {
            var other = request
            change(&other)
            #expect(throws: ReportFailure.self) { try engine.report(other, at: at(due(14))) }
        }
    }
}
