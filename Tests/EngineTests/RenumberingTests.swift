import Control
import Dates
import Engine
import Foundation
import Ledger
import Planning
import Programmes
import TestKit
import Testing

/// A document that is renumbered, a file that has another name: while the engine runs, and while it does not.
@Suite struct RenumberingTests {
    let office: Office

    init() throws {
        office = try Office()
        try office.write("bodies.yaml", "bodies:\n  - { id: a, name: A }\n  - { id: b, name: B, parent: a }")
        try office.write("rules/nhac.rules", "rule \"nhac\" at 08:00 when before due 30 days, 7 days remind lead")
    }

    /// - Parameter tasks: each with its number, its title and the number it had.
    private func write(_ tasks: [(id: String, title: String, was: String?)]) throws {
        let lines = tasks.map { task in
            let was = task.was.map { ", was: \"\($0)\"" } ?? ""
            return "  - { id: \"\(task.id)\"\(was), title: \(task.title), lead: [b], deadline: quý IV/2021 }\n"
        }
        try office.write("programmes/01.yaml", "programme: K\ntitle: T\nissued: 2021-09-30\ntasks:\n" + lines.joined())
    }

    /// What went out on a day, by task.
    private func sent(_ engine: Engine?, at instant: String) -> [String] {
        let outcome = engine?.step(at: at(instant))
        #expect(outcome?.troubles.isEmpty ?? false)
        return (outcome?.sent ?? []).map { $0.identity.programme + "/" + $0.identity.task + " \($0.identity.step)" }
            .sorted()
    }

    private func done(_ engine: Engine?) -> [String] {
        guard let engine else { return [] }
        let states = taskStates(engine.plan, engine.memory, at: at("2021-12-30T12:00:00+07:00"))
        return states.filter { $0.occurrences[0].status == .done }.map { engine.plan.task($0.taskIndex).title }
    }

    /// Edits the files under an engine, or while none runs.
    private func edit(_ engine: inout Engine?, isStopped: Bool, at now: Instant, _ body: () throws -> Void) throws {
        if isStopped {
            engine?.close()
            // The ledger's lock goes with it.
            engine = nil
        }
        try body()
        if isStopped { engine = try office.open(at: now) }
        #expect(engine?.reload(at: now).setAside.isEmpty ?? false)
    }

    private func report(_ engine: Engine?, _ task: String, at instant: String) throws {
        _ = try engine?.report(ReportRequest(kind: .done, task: task), uid: 0, at: at(instant))
    }

    /// The number that was told of before is another's, which is told in its turn.
    @Test(arguments: [false, true]) func aTaskThatIsPutInIsToldOfUnderItsNumber(isStopped: Bool) throws {
        try write([("1", "A", nil), ("2", "B", nil)])
        var engine: Engine? = try office.open(at: at("2021-11-30T08:00:00+07:00"))
        #expect(sent(engine, at: "2021-11-30T08:00:00+07:00") == [])
        #expect(sent(engine, at: "2021-12-01T08:00:00+07:00") == ["K/1 0", "K/2 0"])
        try report(engine, "K/1", at: "2021-12-01T09:00:00+07:00")
        try edit(&engine, isStopped: isStopped, at: at("2021-12-02T07:00:00+07:00")) {
            try write([("1", "X", nil), ("2", "A", "1"), ("3", "B", "2")])
        }
        #expect(sent(engine, at: "2021-12-02T08:00:00+07:00") == ["K/1 0"])
        #expect(done(engine) == ["A"])
        #expect(sent(engine, at: "2021-12-24T08:00:00+07:00") == ["K/1 1", "K/3 1"])
        // What a program tells letters apart by is different, too.
        for field in ["Message-ID: ", "X-Dondoc-Notice: "] {
            let found = try office.mail("b").flatMap { $0.split(whereSeparator: \.isNewline) }.filter {
                $0.hasPrefix(field)
            }
            #expect(Set(found).count == found.count && found.count >= 3, "\(found)")
        }
        engine?.close()
    }

    @Test(arguments: [false, true]) func aTaskThatIsTakenOutLeavesItsNumberAlone(isStopped: Bool) throws {
        try write([("1", "A", nil), ("2", "B", nil)])
        var engine: Engine? = try office.open(at: at("2021-11-30T08:00:00+07:00"))
        _ = sent(engine, at: "2021-11-30T08:00:00+07:00")
        _ = sent(engine, at: "2021-12-01T08:00:00+07:00")
        try report(engine, "K/1", at: "2021-12-01T09:00:00+07:00")
        try edit(&engine, isStopped: isStopped, at: at("2021-12-02T07:00:00+07:00")) {
            try write([("1", "B", "2")])
        }
        #expect(sent(engine, at: "2021-12-02T08:00:00+07:00") == [] && done(engine) == [])
        #expect(sent(engine, at: "2021-12-24T08:00:00+07:00") == ["K/1 1"])
        engine?.close()
    }

    /// The same numbers are given once more; what was recorded of an edit is not carried over again.
    @Test(arguments: [false, true]) func whatIsRenumberedTwiceIsCarriedOverTwice(isStopped: Bool) throws {
        try write([("1", "A", nil), ("2", "B", nil)])
        var engine: Engine? = try office.open(at: at("2021-11-30T08:00:00+07:00"))
        _ = sent(engine, at: "2021-11-30T08:00:00+07:00")
        try report(engine, "K/1", at: "2021-12-01T09:00:00+07:00")
        try edit(&engine, isStopped: isStopped, at: at("2021-12-02T07:00:00+07:00")) {
            try write([("1", "X", nil), ("2", "A", "1"), ("3", "B", "2")])
        }
        _ = sent(engine, at: "2021-12-02T08:00:00+07:00")
        try edit(&engine, isStopped: isStopped, at: at("2021-12-03T07:00:00+07:00")) {
            try write([("1", "Y", nil), ("2", "X", "1"), ("3", "A", "2"), ("4", "B", "3")])
        }
        for day in 3...5 {
            _ = sent(engine, at: "2021-12-0\(day)T08:00:00+07:00")
            #expect(done(engine) == ["A"])
            try edit(&engine, isStopped: true, at: at("2021-12-0\(day)T09:00:00+07:00")) {}
        }
        engine?.close()
    }

    /// It has no id of its own but its file's name.
    @Test(arguments: [false, true]) func aFileThatHasAnotherNameTakesItsReportsAlong(isStopped: Bool) throws {
        let head = "# ban hành: 2021-09-30\nSTT,Nội dung nhiệm vụ,Cơ quan chủ trì,Thời gian thực hiện\n"
        try office.write("programmes/mot.csv", head + "1,A,b,quý IV/2021\n2,B,b,quý IV/2021")
        var engine: Engine? = try office.open(at: at("2021-11-30T08:00:00+07:00"))
        _ = sent(engine, at: "2021-11-30T08:00:00+07:00")
        _ = sent(engine, at: "2021-12-01T08:00:00+07:00")
        try report(engine, "mot/1", at: "2021-12-01T09:00:00+07:00")
        try edit(&engine, isStopped: isStopped, at: at("2021-12-02T07:00:00+07:00")) {
            #expect(rename(office.site + "/programmes/mot.csv", office.site + "/programmes/hai.csv") == 0)
        }
        #expect(sent(engine, at: "2021-12-02T08:00:00+07:00") == [] && done(engine) == ["A"])
        #expect(sent(engine, at: "2021-12-24T08:00:00+07:00") == ["hai/2 1"])
        engine?.close()
    }
}
