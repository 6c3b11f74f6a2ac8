import Control
import Dates
import Delivery
import Diagnostics
import Foundation
import Ledger
import Planning
import SiteFiles
import TestKit
import Testing

@testable import Engine

/// A journal that keeps what it is given, and can be silenced.
final class RecordingJournal: Journal {
    var isListening = true
    var entries: [JournalEntry] = []

    func write(_ entry: JournalEntry) throws(DeliveryError) {
        guard isListening else { throw .journal(detail: "silenced") }
        entries.append(entry)
    }
    func holding(_ notices: Set<String>, last: String?) -> Set<String>? { notices.intersection(entries.map(\.notice)) }
    func writeToStandardError(_ entry: JournalEntry) {}
}

@Suite struct EngineTests {
    let root = "/tmp/dondoc-" + UUID().uuidString.prefix(8)
    let journal = RecordingJournal()
    private let ledger: String

    init() throws {
        ledger = try TestLedger.settings()
        for folder in ["programmes", "rules"] {
            try FileManager.default.createDirectory(atPath: root + "/site/" + folder, withIntermediateDirectories: true)
        }
        try write(
            "bodies.yaml",
            """
            bodies:
              - id: ban-thuong-vu
                name: Ban Thường vụ
              - id: ban-tuyen-giao
                name: Ban Tuyên giáo
                parent: ban-thuong-vu
            """)
        try write("programmes/01.yaml", programme(deadline: "Trong quý IV/2021"))
        try write("rules/nhac.rules", rule(days: 30))
        if !ledger.isEmpty { try write("dondoc.yaml", "") }
    }

    private func programme(deadline: String) -> String {
        """
        programme: 01-KH-TU
        title: Kế hoạch
        issued: 2021-09-30
        tasks:
          - id: "1.1"
            title: Quán triệt Nghị quyết
            lead: [ban-tuyen-giao]
            deadline: \(deadline)
        """
    }

    private func rule(days: Int) -> String { "rule \"nhac\" when before due \(days) days remind lead" }

    private func write(_ name: String, _ text: String) throws {
        let text = text + "\n" + (name == "dondoc.yaml" ? ledger : "")
        try Data(text.utf8).write(to: URL(fileURLWithPath: root + "/site/" + name), options: .atomic)
    }

    private func open(at now: String) throws -> Engine {
        var options = Engine.Options(site: root + "/site", state: root + "/state", spool: root + "/spool")
        options.metrics = root + "/dondoc.prom"
        return try Engine(options, at: instant(now), journal: journal)
    }

    private func instant(_ text: String) -> Instant { Instant(text)! }

    private func clean() { try? FileManager.default.removeItem(atPath: root) }

    private func mail() -> Int {
        (try? FileManager.default.contentsOfDirectory(atPath: root + "/spool/ban-tuyen-giao/new").count) ?? 0
    }

    @Test func sendsAtTheInstantAndNotBefore() throws {
        defer { clean() }
        let engine = try open(at: "2021-10-01")
        let early = engine.step(at: instant("2021-10-01"))
        #expect(early.sent.isEmpty && early.troubles.isEmpty)
        #expect(early.next == instant("2021-12-01T08:00"))
        let due = engine.step(at: instant("2021-12-01T08:00"))
        #expect(due.sent.map(\.identity.recipient) == ["ban-tuyen-giao"])
        #expect(due.sent.map(\.late) == [false])
        #expect(engine.step(at: instant("2021-12-01T08:00")).sent.isEmpty)
        #expect(journal.entries.count == 1 && mail() == 1)
        #expect(engine.status(at: instant("2021-12-01T08:00")).notices == 1)
        engine.writeMetrics(at: instant("2021-12-01T08:00"))
        let metrics = try String(contentsOfFile: root + "/dondoc.prom", encoding: .utf8)
        #expect(metrics.contains("dondoc_notices_total{kind=\"reminder\",rule=\"nhac\"} 1\n"))
        engine.close()
    }

    /// Of a ledger in a file: a second one on a database follows.
    @Test(.enabled(if: !TestLedger.isShared)) func aSecondEngineIsRefused() throws {
        defer { clean() }
        do {
            let engine = try open(at: "2021-10-01")
            #expect {
                try open(at: "2021-10-01")
            } throws: {
                if case .ledger(.inUse)? = $0 as? EngineFailure { true } else { false }
            }
            engine.close()
        }
        try open(at: "2021-10-01").close()
    }

    @Test func reloadKeepsWhatWasSentAndWhatItDidNotTouch() throws {
        defer { clean() }
        let engine = try open(at: "2021-10-01")
        _ = engine.step(at: instant("2021-12-01T08:00"))
        #expect(!engine.reload(at: instant("2021-12-02")).changed)
        rename(root + "/site/rules/nhac.rules", root + "/site/rules/khac.rules")
        _ = engine.reload(at: instant("2021-12-02"))
        #expect(engine.step(at: instant("2021-12-02")).sent.isEmpty)
        // Another deadline is another occurrence; the history stays.
        try write("programmes/01.yaml", programme(deadline: "trước ngày 15/01/2022"))
        #expect(engine.reload(at: instant("2021-12-02")).changed)
        #expect(engine.step(at: instant("2021-12-15T08:00")).sent.map(\.identity.occurrence) == ["2022-01-14"])
        #expect(try engine.notices(NoticeQuery()).notices.map(\.identity.occurrence) == ["2021-Q4", "2022-01-14"])
        #expect(mail() == 2)
        engine.close()
    }

    /// A task that is renumbered would leave its reports behind: its file is set aside until it says which number it had.
    @Test func reportsOfATaskThatIsGoneAreTold() throws {
        defer { clean() }
        let engine = try open(at: "2021-10-01")
        _ = try engine.report(
            ReportRequest(kind: .done, task: "01-KH-TU/1.1"), at: instant("2021-10-02"))
        try write("programmes/01.yaml", programme(deadline: "Trong quý IV/2021").replacing("\"1.1\"", with: "\"1.2\""))
        let renumbered = engine.reload(at: instant("2021-10-03"))
        #expect(renumbered.diagnostics.map(\.code) == ["S412"])
        #expect(renumbered.diagnostics.first?.message.en.contains("1.1 → 1.2") ?? false)
        #expect(renumbered.diagnostics.first?.help?.vi.contains("trước đây: \"1.1\"") ?? false)
        #expect(renumbered.setAside.map(\.path) == ["programmes/01.yaml"])
        try write("programmes/01.yaml", programme(deadline: "Trong quý IV/2021"))
        #expect(engine.reload(at: instant("2021-10-04")).diagnostics.isEmpty)
        #expect(engine.step(at: instant("2021-12-01T08:00")).sent.isEmpty)
        engine.close()
    }

    /// They stay where they are; that is told until the setting is taken back.
    @Test func foldersDoNotMoveWhileItRuns() throws {
        defer { clean() }
        try write("dondoc.yaml", "state: \(root)/state\nspool: \(root)/spool\n")
        do {
            let engine = try Engine(Engine.Options(site: root + "/site"), at: instant("2021-10-01"), journal: journal)
            #expect(engine.reload(at: instant("2021-10-01")).diagnostics.isEmpty)
            try write("dondoc.yaml", "state: \(root)/other\nspool: \(root)/other-spool\n")
            for _ in 0..<2 {
                let outcome = engine.reload(at: instant("2021-10-02"))
                #expect(outcome.diagnostics.map(\.code) == ["S407", "S407"])
                #expect(outcome.diagnostics.allSatisfy { $0.severity == .warning && $0.path == "dondoc.yaml" })
                #expect(engine.status(at: instant("2021-10-02")).diagnostics == outcome.diagnostics)
            }
            _ = engine.step(at: instant("2021-12-01T08:00"))
            #expect(mail() == 1)
            try write("dondoc.yaml", "state: \(root)/state\nspool: \(root)/spool\nlanguage: en\n")
            #expect(engine.reload(at: instant("2021-12-02")).diagnostics.isEmpty)
            engine.close()
        }
        // What the command line says does not change.
        let given = try open(at: "2021-12-03")
        try write("dondoc.yaml", "state: /elsewhere\n")
        #expect(given.reload(at: instant("2021-12-03")).diagnostics.isEmpty)
        given.close()
    }

    /// A start with a cache, without one and with a broken one is the same start.
    @Test func theCacheIsSafeToDelete() throws {
        defer { clean() }
        let cache = root + "/state/cache/programmes"
        var lines: [String] = []
        for damage: () throws -> Void in [
            {}, {}, { try FileManager.default.removeItem(atPath: root + "/state/cache") },
            { try Data("broken".utf8).write(to: URL(filePath: cache)) },
        ] {
            try damage()
            let engine = try open(at: "2021-10-01")
            lines.append("\(engine.step(at: instant("2021-10-01")).next?.seconds ?? 0) \(engine.plan.taskCount)")
            #expect(FileManager.default.fileExists(atPath: cache))
            engine.close()
        }
        #expect(Set(lines).count == 1, "\(lines)")
    }

    @Test func keepsTheLastGoodVersion() throws {
        defer { clean() }
        let engine = try open(at: "2021-10-01")
        try write("rules/nhac.rules", "rule \"nhac\" whn before due 5 days remind lead")
        let outcome = engine.reload(at: instant("2021-10-02"))
        #expect(outcome.setAside.map(\.path) == ["rules/nhac.rules"])
        #expect(!outcome.diagnostics.isEmpty)
        #expect(engine.step(at: instant("2021-10-02")).next == instant("2021-12-01T08:00"))
        engine.close()
    }

    @Test func theLastGoodVersionOutlivesARestart() throws {
        defer { clean() }
        do {
            let engine = try open(at: "2021-10-01")
            _ = engine.step(at: instant("2021-10-01"))
            try write("rules/nhac.rules", "rule \"nhac\" whn before due 5 days remind lead")
            try write("programmes/01.yaml", "programme: [")
            _ = engine.reload(at: instant("2021-10-02"))
            _ = engine.step(at: instant("2021-10-02"))
            engine.close()
        }
        for day in ["2021-10-03", "2021-10-04"] {
            let again = try open(at: day)
            #expect(again.step(at: instant(day)).next == instant("2021-12-01T08:00"))
            let status = again.status(at: instant(day))
            #expect(status.tasks.tasks == 1)
            #expect(status.setAside.map(\.path) == ["programmes/01.yaml", "rules/nhac.rules"])
            #expect(Set(status.setAside.map(\.state)) == [.lastGood])
            #expect(!status.diagnostics.isEmpty)
            #expect(inForce("rules/nhac.rules") == rule(days: 30) + "\n")
            #expect(again.reload(at: instant(day)).setAside.count == 2)
            again.close()
        }
        try write("rules/nhac.rules", rule(days: 40))
        do {
            let mended = try open(at: "2021-10-05")
            #expect(mended.step(at: instant("2021-10-05")).next == instant("2021-11-21T08:00"))
            #expect(mended.setAside.map(\.path) == ["programmes/01.yaml"])
            mended.close()
        }
        // What is gone is gone: no copy brings it back.
        unlink(root + "/site/programmes/01.yaml")
        let without = try open(at: "2021-10-06")
        #expect(without.step(at: instant("2021-10-06")).next == nil && without.setAside.isEmpty)
        without.close()
    }

    @Test func aCopyThatWasTouchedIsNotTrusted() throws {
        defer { clean() }
        do {
            let engine = try open(at: "2021-10-01")
            _ = engine.step(at: instant("2021-10-01"))
            engine.close()
        }
        let copy = URL(fileURLWithPath: root + "/state/in-force/rules/nhac.rules")
        try Data(rule(days: 50).utf8).write(to: copy)
        try write("rules/nhac.rules", "rule \"nhac\" whn before due 5 days remind lead")
        let again = try open(at: "2021-10-02")
        #expect(again.setAside.map(\.state) == [.partial])
        #expect(again.step(at: instant("2021-10-02")).next == nil)
        again.close()
    }

    @Test func settingsThatDoNotCheckDoNotBeginANewLedger() throws {
        defer { clean() }
        try write("dondoc.yaml", "spool: [\nstate: \(root)/state")
        let options = Engine.Options(site: root + "/site")
        guard access("/var/lib/dondoc/ledger.db", F_OK) != 0 else { return }
        #expect {
            try Engine(options, at: instant("2021-10-01"), journal: journal)
        } throws: {
            if case .settings? = $0 as? EngineFailure { true } else { false }
        }
        #expect(!FileManager.default.fileExists(atPath: "/var/lib/dondoc/ledger.db"))
    }

    @Test func aFileBeingWrittenStaysAsItWas() throws {
        defer { clean() }
        let engine = try open(at: "2021-10-01")
        // Half a programme may well check.
        try write("programmes/01.yaml", "programme: 01-KH-TU\ntitle: Kế hoạch\nissued: 2021-09-30")
        try write("rules/moi.rules", "rule \"moi\" when before due 60 days remind lead")
        let unfinished: Set = [root + "/site/programmes/01.yaml", root + "/site/rules/moi.rules"]
        #expect(engine.reload(at: instant("2021-10-02"), unfinished: unfinished).setAside.isEmpty)
        #expect(engine.step(at: instant("2021-10-02")).next == instant("2021-12-01T08:00"))
        // Other bodies have other numbers: of the programme the last good version goes on with them.
        try write(
            "bodies.yaml",
            "bodies: [{id: aa, name: A}, {id: ban-tuyen-giao, name: Ban Tuyên giáo}]")
        _ = engine.reload(at: instant("2021-10-03"), unfinished: unfinished)
        #expect(engine.step(at: instant("2021-12-01T08:00")).sent.map(\.identity.recipient) == ["ban-tuyen-giao"])
        _ = engine.reload(at: instant("2021-12-02"))
        // Then it is read: of the programme, which holds no task any more, the last good version goes on, and what the new
        // rule would have sent before is made up for at its hour.
        #expect(engine.status(at: instant("2021-12-02")).next == instant("2021-12-02T08:00"))
        #expect(engine.step(at: instant("2021-12-02T08:00")).sent.map(\.identity.rule) == ["moi"])
        engine.close()
    }

    /// Set back a year and forward two: nothing is lost, nothing goes out twice, what was missed is late.
    @Test func aClockThatIsSetLosesAndRepeatsNothing() throws {
        defer { clean() }
        try write(
            "programmes/02.yaml",
            programme(deadline: "hằng quý").replacing("01-KH-TU", with: "02-KH-TU"))
        let engine = try open(at: "2021-10-01")
        var sent: [NoticeRecord] = []
        func step(_ text: String) -> StepOutcome {
            let outcome = engine.step(at: instant(text))
            #expect(outcome.troubles.isEmpty)
            sent += outcome.sent
            return outcome
        }
        _ = step("2021-12-01T08:00")
        #expect(sent.count == 2)
        let back = step("2020-12-01T08:00")
        #expect(back.sent.isEmpty)
        // It may wake for what was sent, which brings nothing; it foretells what will be sent.
        #expect(back.next.map { $0 >= instant("2021-12-01T08:00") } == true)
        let next = engine.status(at: instant("2020-12-01T08:00")).next
        #expect(next.map { $0 > instant("2021-12-01T08:00") } == true)
        // A report at a wrong time is a report all the same.
        _ = try engine.report(ReportRequest(kind: .ack, task: "01-KH-TU/1.1@2021-Q4"), at: instant("2020-12-01T09:00"))
        let forward = step("2022-12-05T08:00")
        // Of eight quarters four have passed: each is told once, late; the others are not due.
        #expect(forward.sent.map(\.identity.occurrence) == ["2022-Q1", "2022-Q2", "2022-Q3", "2022-Q4"])
        #expect(Set(forward.sent.map(\.late)) == [true])
        #expect(step("2021-12-05T08:00").sent.isEmpty)
        #expect(step("2023-03-02T08:00").sent.map(\.identity.occurrence) == ["2023-Q1"])
        #expect(Set(sent.map(\.identity)).count == sent.count)
        engine.close()
    }

    @Test func whatFailsIsToldAndDoneLater() throws {
        defer { clean() }
        _ = FileManager.default.createFile(atPath: root + "/spool", contents: nil)
        let engine = try open(at: "2021-12-01T08:00")
        let failed = engine.step(at: instant("2021-12-01T08:00"))
        #expect(failed.sent.isEmpty)
        #expect(!failed.troubles.isEmpty)
        #expect(failed.retry == instant("2021-12-01T08:00:01"))
        #expect(engine.step(at: instant("2021-12-01T08:00:01")).retry == instant("2021-12-01T08:00:03"))
        // Reports are taken all the while.
        _ = try engine.report(ReportRequest(kind: .ack, task: "01-KH-TU/1.1"), at: instant("2021-12-01T08:00:02"))
        unlink(root + "/spool")
        let later = engine.step(at: instant("2021-12-01T08:10"))
        #expect(later.sent.map(\.late) == [true])
        #expect(later.troubles.isEmpty && later.retry == nil)
        #expect(mail() == 1 && journal.entries.count == 1)
        engine.close()
    }

    @Test func aJournalThatIsDownIsOwedItsEntries() throws {
        defer { clean() }
        let engine = try open(at: "2021-10-01")
        journal.isListening = false
        let sent = engine.step(at: instant("2021-12-01T08:00"))
        #expect(sent.sent.count == 1)
        #expect(mail() == 1)
        #expect(sent.retry != nil)
        journal.isListening = true
        let later = engine.step(at: instant("2021-12-01T08:01"))
        #expect(later.sent.isEmpty && later.retry == nil)
        #expect(journal.entries.count == 1)
        engine.close()
    }

    @Test func reportsSurviveARestart() throws {
        defer { clean() }
        do {
            let engine = try open(at: "2021-11-01")
            let outcome = try engine.report(
                ReportRequest(kind: .done, task: "01-KH-TU/1.1", by: "A"), uid: 7, at: instant("2021-11-01"))
            #expect(outcome.task == "01-KH-TU/1.1" && outcome.occurrence == "2021-Q4" && outcome.events == [])
            #expect(outcome.kind == .done && outcome.because == nil)
            engine.close()
        }
        let again = try open(at: "2021-12-01T08:00")
        #expect(again.step(at: instant("2021-12-01T08:00")).sent.isEmpty)
        #expect(again.status(at: instant("2021-12-01T08:00")).tasks.done == 1)
        #expect {
            try again.report(ReportRequest(kind: .done, task: "01-KH-TU/1.2"), at: instant("2021-12-02"))
        } throws: {
            if case .notFound? = $0 as? ReportFailure { true } else { false }
        }
        again.close()
    }

    private func inForce(_ path: String) -> String? {
        try? String(contentsOfFile: root + "/state/in-force/" + path, encoding: .utf8)
    }

    private func inode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: root + "/state/in-force/" + path)[.systemFileNumber] as? Int
    }

    @Test func keepsACopyOfWhatIsInForce() throws {
        defer { clean() }
        let engine = try open(at: "2021-10-01")
        #expect(inForce("bodies.yaml") == nil)
        #expect(engine.step(at: instant("2021-10-01")).troubles.isEmpty)
        #expect(inForce("rules/nhac.rules") == rule(days: 30) + "\n")
        let bodies = try inode("bodies.yaml")
        // What does not check is not in force; what is gone neither.
        try write("rules/nhac.rules", "rule \"nhac\" whn before due 5 days remind lead")
        try write("programmes/01.yaml", programme(deadline: "trước ngày 15/01/2022"))
        try write("programmes/02.yaml", programme(deadline: "Thường xuyên").replacing("01-KH-TU", with: "02-KH-TU"))
        _ = engine.reload(at: instant("2021-10-02"))
        #expect(engine.step(at: instant("2021-10-02")).troubles.isEmpty)
        #expect(inForce("rules/nhac.rules") == rule(days: 30) + "\n")
        #expect(inForce("programmes/01.yaml")?.contains("15/01/2022") == true)
        #expect(inForce("programmes/02.yaml") != nil)
        #expect(try inode("bodies.yaml") == bodies)
        unlink(root + "/site/programmes/02.yaml")
        _ = engine.reload(at: instant("2021-10-03"))
        _ = engine.step(at: instant("2021-10-03"))
        #expect(inForce("programmes/02.yaml") == nil)
        let copies = try FileManager.default.contentsOfDirectory(atPath: root + "/state").filter {
            $0.hasPrefix("in-force")
        }
        #expect(copies.count == 3)
        // The folder whose turn it is was left by a process that died: without its listing nothing in it is believed.
        let current = try FileManager.default.destinationOfSymbolicLink(atPath: root + "/state/in-force")
        let idle = root + "/state/" + (current == "in-force.1" ? "in-force.2" : "in-force.1")
        #expect(unlink(idle + "/.digests") == 0)
        try "half".write(toFile: idle + "/bodies.yaml", atomically: true, encoding: .utf8)
        try "half".write(toFile: idle + "/rules/stray.rules", atomically: true, encoding: .utf8)
        try write("programmes/01.yaml", programme(deadline: "trước ngày 16/01/2022"))
        _ = engine.reload(at: instant("2021-10-04"))
        #expect(engine.step(at: instant("2021-10-04")).troubles.isEmpty)
        #expect(inForce("programmes/01.yaml")?.contains("16/01/2022") == true)
        #expect(inForce("rules/stray.rules") == nil)
        #expect(try inode("bodies.yaml") == bodies)
        engine.close()
    }

    @Test func aCopyThatCannotBeWrittenStopsNothing() throws {
        defer { clean() }
        try FileManager.default.createDirectory(
            atPath: root + "/state/in-force/stranger", withIntermediateDirectories: true)
        let engine = try open(at: "2021-10-01")
        let outcome = engine.step(at: instant("2021-12-01T08:00"))
        #expect(outcome.sent.count == 1 && outcome.end == nil)
        #expect(outcome.troubles.count == 1 && outcome.troubles[0].en.contains("in-force"))
        try FileManager.default.removeItem(atPath: root + "/state/in-force")
        #expect(engine.step(at: instant("2021-12-02T08:00")).troubles.isEmpty)
        #expect(inForce("rules/nhac.rules") != nil)
        engine.close()
    }
}
