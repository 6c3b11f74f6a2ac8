import Control
import Dates
import Diagnostics
import Engine
import Foundation
import Ledger
import Planning
import SiteFiles
import Testing

/// A site that is being set up sends nothing; one that goes live begins there.
@Suite struct LiveTests {
    let office: Office

    init() throws {
        office = try Office()
        try office.write("bodies.yaml", "bodies:\n  - { id: dan-van, name: Ban Dân vận }\n")
        try office.write(
            "programmes/01.yaml",
            """
            programme: P
            title: Kế hoạch
            issued: 2021-01-01
            since: 2021-01-01
            tasks:
              - { id: "1", title: Việc cũ, lead: [dan-van], deadline: ngày 20/01/2021 }
              - { id: "2", title: Việc sắp đến hạn, lead: [dan-van], deadline: ngày 15/03/2021 }
              - { id: "3", title: Việc hằng tháng, lead: [dan-van], deadline: hằng tháng }
            """)
        try office.write(
            "rules/10.rules",
            """
            rule "nhac" when before due 30 days, 5 days remind lead
            rule "qua-han" when overdue 1 day remind lead repeat every 7 days up to 8 times
            digest "tuan" every week on monday to lead list due within 60 days
            """)
    }

    private func live(_ text: String) throws { try office.write("dondoc.yaml", "live: \(text)") }

    /// Until the end of a day, as the daemon would: at each instant that a step names.
    private func run(_ engine: Engine, from: Instant, to end: Instant) -> [String] {
        var sent: [String] = []
        var now: Instant? = from
        while let instant = now, instant <= end {
            let outcome = engine.step(at: instant)
            sent += outcome.sent.map { notice in
                Zone.vietnam.day(at: notice.at).description + " " + notice.identity.rule + " " + notice.identity.task
            }
            now = outcome.next.map { max($0, instant + 1) }
        }
        return sent
    }

    @Test func nothingGoesOutBeforeItGoesLive() throws {
        try live("false")
        let engine = try office.open(at: at("2021-02-01"))
        #expect(run(engine, from: at("2021-02-01"), to: at("2021-03-01")).isEmpty)
        let status = engine.status(at: at("2021-03-01"))
        #expect(!status.isLive && status.next == nil)
        #expect(status.line(in: .en, zone: .vietnam).contains("sends nothing yet"))
        // What is reported meanwhile counts.
        _ = try engine.report(ReportRequest(kind: .done, task: "P/2", by: "x"), at: at("2021-03-01"))

        try live("2021-03-02")
        _ = engine.reload(at: at("2021-03-01"))
        let sent = run(engine, from: at("2021-03-01"), to: at("2021-04-02"))
        // The task of January and the month that was due before are history; nothing that lay before is made up for.
        #expect(
            sent == [
                "2021-03-08 tuan ", "2021-03-15 tuan ", "2021-03-22 tuan ", "2021-03-26 nhac 3", "2021-03-29 tuan ",
                "2021-03-30 nhac 3", "2021-04-01 qua-han 3",
            ], "\(sent)")
    }

    /// From a day that lies back what was due since is chased, from files that were loaded later, too.
    @Test func fromADayThatLiesBack() throws {
        try live("2021-01-15")
        let engine = try office.open(at: at("2021-02-01"))
        let sent = run(engine, from: at("2021-02-01"), to: at("2021-02-04"))
        #expect(sent.contains { $0.hasSuffix("qua-han 1") }, "\(sent)")
    }

    @Test func aRestartBeforeTheDayChangesNothing() throws {
        try live("2021-03-02")
        for day in ["2021-02-01", "2021-02-20"] {
            let engine = try office.open(at: at(day))
            #expect(engine.step(at: at(day)).sent.isEmpty)
            #expect(engine.step(at: at(day)).next == at("2021-03-02"))
            engine.close()
        }
    }

    @Test func simulateAndTheEngineAgree() throws {
        try live("2021-03-02")
        let engine = try office.open(at: at("2021-02-01"))
        let expected = simulate(engine.plan, from: Day("2021-02-01")!, through: Day("2021-04-10")!)
        let sent = run(engine, from: at("2021-02-01"), to: at("2021-04-10T23:59"))
        #expect(!sent.isEmpty && sent.count == expected.count, "\(sent)")
    }
}
