import Control
import Dates
import Diagnostics
import Engine
import Foundation
import Ledger
import Planning
import Testing

/// What a report does that says what is so already, or what cannot be: each has its answer.
@Suite struct ReportsTests {
    let office: Office

    init() throws {
        office = try Office()
        try office.write(
            "bodies.yaml", "bodies:\n  - { id: dan-van, name: Ban Dân vận }\n  - { id: thuong-vu, name: Thường vụ }")
        try office.write(
            "programmes/01.yaml",
            """
            programme: P
            title: Kế hoạch
            issued: 2021-09-30
            tasks:
              - { id: "1", title: Một lần, lead: [dan-van], deadline: Tháng 12/2021 }
              - { id: "2", title: Hằng quý, lead: [dan-van], deadline: hằng quý }
              - id: "3"
                title: Chờ
                lead: [dan-van]
                deadline: trong thời hạn 10 ngày kể từ ngày có hướng dẫn của Trung ương
                event: huong-dan
              - id: "4"
                title: Chỉ tiêu
                lead: [dan-van]
                deadline: Tháng 12/2021
                target: { metric: đoàn viên, value: 200, unit: người }
            """)
        try office.write("rules/a.rules", "rule \"nhac\" when before due 7 days, 3 days, 1 day remind lead")
    }

    private func occurrence(_ engine: Engine, _ task: String, _ id: String, at now: Instant) -> OccurrenceState? {
        let index = engine.plan.task(reference: "P/" + task)!
        return taskStates(engine.plan, engine.memory, at: now, tasks: [index])[0].occurrences.first { $0.id == id }
    }

    @Test func whatIsReportedTwiceStays() throws {
        let now = at("2021-12-10")
        let engine = try office.open(at: now)
        defer { engine.close() }
        func report(_ kind: ReportRequest.Kind, _ task: String) throws -> String? {
            try engine.report(ReportRequest(kind: kind, task: task), at: now).occurrence
        }
        func changesNothing(_ kind: ReportRequest.Kind, _ task: String) throws -> Bool {
            let outcome = try engine.report(ReportRequest(kind: kind, task: task), at: now)
            return outcome.because != nil
        }
        // Of what is done nothing is left to be done: the second changes nothing.
        #expect(try report(.done, "P/1") == "2021-12")
        #expect(try changesNothing(.done, "P/1"))
        #expect(occurrence(engine, "1", "2021-12", at: now)?.status == .done)
        #expect(try changesNothing(.ack, "P/1"))
        // Of what recurs one that has not begun is reported by its name alone.
        #expect(try report(.done, "P/2") == "2021-Q4")
        #expect(try changesNothing(.done, "P/2"))
        #expect(try report(.done, "P/2@2022-Q1") == "2022-Q1")
        // Of two that disagree the later holds, of an occurrence or of the whole task.
        #expect(try changesNothing(.reopen, "P/4"))
        #expect(occurrence(engine, "4", "2021-12", at: now)?.status == .open)
        _ = try report(.cancel, "P/4")
        #expect(occurrence(engine, "4", "2021-12", at: now)?.status == .cancelled)
        #expect(try report(.done, "P/4@2021-12") == "2021-12")
        #expect(occurrence(engine, "4", "2021-12", at: now)?.status == .done)
        _ = try report(.cancel, "P/2")
        #expect(try report(.done, "P/2@2021-Q4") == "2021-Q4")
        #expect(occurrence(engine, "2", "2021-Q4", at: now)?.status == .done)
        #expect(occurrence(engine, "2", "2022-Q1", at: now)?.status == .cancelled)
    }

    @Test func progressMayPassTheTargetAndMustBeANumber() throws {
        let now = at("2021-12-10")
        let engine = try office.open(at: now)
        defer { engine.close() }
        for (value, percent) in [("250", 125), ("150%", 150), ("0", 0)] {
            _ = try engine.report(ReportRequest(kind: .progress, task: "P/4", value: value), at: now)
            let state = occurrence(engine, "4", "2021-12", at: now)
            // More than all of it is not the same as done: that somebody says.
            #expect(state?.progressPercent == percent && state?.status == .open)
        }
        for value in ["nhiều", "-5", "", "1e3"] {
            #expect(throws: ReportFailure.self) {
                try engine.report(ReportRequest(kind: .progress, task: "P/4", value: value), at: now)
            }
        }
        #expect(occurrence(engine, "4", "2021-12", at: now)?.progressMilli == 0)
    }

    @Test func whatIsNotThereIsRefused() throws {
        let now = at("2021-12-10")
        let engine = try office.open(at: now)
        defer { engine.close() }
        for request in [
            ReportRequest(kind: .ack, task: "P/1@2021-11"), .init(kind: .done, task: "P/9"),
            .init(kind: .event, name: "khong-ai-cho"), .init(kind: .done, task: "P/1", id: "a b"),
            .init(kind: .snooze, task: "P/1", until: "2021-12-09"),
        ] {
            #expect(throws: ReportFailure.self) { try engine.report(request, at: now) }
        }
        #expect(try #require(engine.ledgerHead).number == 1, "the load alone")
    }

    @Test func anEventReportedTwiceIsOnTheLaterReportsDay() throws {
        let engine = try office.open(at: at("2021-12-10"))
        defer { engine.close() }
        func report(_ day: String, at now: Instant) throws {
            _ = try engine.report(ReportRequest(kind: .event, name: "huong-dan", on: day), at: now)
        }
        try report("2021-12-09", at: at("2021-12-10"))
        let now = at("2021-12-11")
        #expect(occurrence(engine, "3", "2021-12-19", at: now) != nil)
        // The later one, though its day is the earlier.
        try report("2021-12-01", at: now)
        #expect(occurrence(engine, "3", "2021-12-19", at: now) == nil)
        #expect(occurrence(engine, "3", "2021-12-11", at: now)?.status == .open)
    }

    /// A snooze to before the due date, of one occurrence; one that is over on its day.
    @Test func aSnoozeEndsOnItsDay() throws {
        var now = at("2021-12-20")
        let engine = try office.open(at: now)
        defer { engine.close() }
        _ = engine.step(at: now)
        _ = try engine.report(
            ReportRequest(kind: .snooze, task: "P/1@2021-12", until: "2021-12-29"), at: now)
        // One that ends today ends the one of before.
        _ = try engine.report(ReportRequest(kind: .snooze, task: "P/4", until: "2021-12-30"), at: now)
        _ = try engine.report(ReportRequest(kind: .snooze, task: "P/4", until: "2021-12-20"), at: now)
        var sent: [String] = []
        while now < at("2022-01-01") {
            let outcome = engine.step(at: now)
            sent += outcome.sent.map { "\($0.identity.task).\($0.identity.step) \($0.at == now)" }
            now = outcome.next ?? at("2022-01-01")
        }
        // Of the first task those of the 24th and the 28th wait, and the later one goes out.
        let once = sent.filter { $0.hasPrefix("1.") }
        #expect(once == ["1.1 true", "1.2 true"], "\(sent)")
        #expect(sent.filter { $0.hasPrefix("4.") } == ["4.0 true", "4.1 true", "4.2 true"])
    }

    /// Killed after it was recorded and before it was answered, and asked again: one row, one answer.
    @Test func askedAgainUnderTheSameIDItIsRecordedOnce() throws {
        let request = ReportRequest(kind: .done, task: "P/2", by: "Lan", id: "0f-3_A")
        let first: ReportOutcome
        do {
            let engine = try office.open(at: at("2021-12-10"))
            first = try engine.report(request, uid: 7, at: at("2021-12-10"))
            engine.close()
        }
        let engine = try office.open(at: at("2021-12-11"))
        let rows = try #require(engine.ledgerHead)
        let again = try engine.report(request, uid: 7, at: at("2021-12-11"))
        #expect(again.task == first.task && again.occurrence == "2021-Q4" && first.occurrence == "2021-Q4")
        #expect(try #require(engine.ledgerHead) == rows)
        #expect(occurrence(engine, "2", "2022-Q1", at: at("2021-12-11"))?.status == .upcoming)
        // An id is for one report.
        for other in [
            ReportRequest(kind: .ack, task: "P/2", id: "0f-3_A"), .init(kind: .done, task: "P/1", id: "0f-3_A"),
        ] {
            #expect(throws: ReportFailure.self) { try engine.report(other, at: at("2021-12-11")) }
        }
        // Without one each is a report of its own.
        #expect(
            try engine.report(ReportRequest(kind: .done, task: "P/2@2022-Q1"), at: at("2021-12-11")).occurrence
                == "2022-Q1")
        engine.close()
    }

    /// What is simulated with reports supposed is what the service sends where they are made.
    @Test func whatIsSupposedIsWhatHappens() throws {
        let reports: [(Instant, ReportRequest)] = [
            (at("2021-12-12T09:30"), .init(kind: .event, name: "huong-dan", on: "2021-12-12")),
            (at("2021-12-16T10:00"), .init(kind: .event, name: "huong-dan", on: "2021-12-15")),
            (at("2021-12-23T15:00"), .init(kind: .snooze, task: "P/4", until: "2021-12-29")),
            (at("2021-12-24T08:00"), .init(kind: .done, task: "P/2")),
            (at("2021-12-26T08:00"), .init(kind: .reopen, task: "P/2@2021-Q4")),
            (at("2021-12-29T07:00"), .init(kind: .cancel, task: "P/1")),
        ]
        let engine = try office.open(at: at("2021-12-01"))
        defer { engine.close() }
        var made: [Report] = []
        var sent: [String] = []
        var now = at("2021-12-01")
        var rest = reports[...]
        while now < at("2022-02-01") {
            while let (time, request) = rest.first, time <= now {
                _ = try engine.report(request, at: now)
                rest.removeFirst()
            }
            let outcome = engine.step(at: now)
            sent += outcome.sent.map { "\($0.identity) \($0.at) \($0.late)" }
            now = min(outcome.next ?? at("2022-02-01"), rest.first?.0 ?? at("2022-02-01"))
        }
        var known = Memory(engine.plan)
        for (time, request) in reports {
            let demand = try request.read(today: engine.plan.site.settings.zone.day(at: time)) {
                engine.plan.target(reference: $0)
            }
            let report = try resolveReport(demand, plan: engine.plan, memory: known, now: time)
            known.apply(report)
            made.append(report)
        }
        let supposed = simulate(
            engine.plan, from: Day("2021-12-01")!, through: Day("2022-01-31")!,
            reports: made.map {
                var report = $0
                report.occurrence = nil
                return report
            })
        #expect(sent == supposed.map { "\($0.identity) \($0.at) \($0.late)" })
        #expect(sent.count > 5)
    }
}
