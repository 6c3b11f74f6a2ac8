import Control
import Dates
import Diagnostics
import Engine
import Foundation
import Ledger
import Planning
import SiteFiles
import Testing

/// What the engine does after a long absence, and while the office itself changes: with a real ledger and spool.
@Suite struct DowntimeTests {
    let office: Office

    init() throws {
        office = try Office()
        try office.write(
            "bodies.yaml",
            """
            bodies:
              - { id: thuong-vu, name: Ban Thường vụ }
              - { id: dan-van, name: Ban Dân vận, parent: thuong-vu }
              - { id: tuyen-giao, name: Ban Tuyên giáo, parent: thuong-vu }
            """)
        let tasks = (1...12).map { month in
            """
              - id: "\(month)"
                title: Việc tháng \(month)
                directing: [thuong-vu]
                lead: [\(month % 2 == 0 ? "dan-van" : "tuyen-giao")]
                deadline: Tháng \(month)/2021
            """
        }
        try office.write(
            "programmes/01.yaml",
            "programme: P\ntitle: Kế hoạch\nissued: 2020-12-01\ntasks:\n" + tasks.joined(separator: "\n") + """

                  - id: w
                    title: Giao ban
                    directing: [thuong-vu]
                    lead: [dan-van]
                    deadline: hằng tháng
                """)
    }

    private func rules(_ catchUp: String) -> String {
        """
        rule "nhac" when before due 14 days, 7 days, 1 day remind lead \(catchUp)
        rule "qua-han" when after due 1 day remind lead then after 7 days escalate to directing
          repeat every 7 days up to 8 times \(catchUp)
        """
    }

    /// Sees every programme in December and comes back when the next year is over.
    private func comeBack() throws -> [String: Int] {
        do {
            let engine = try office.open(at: at("2020-12-10"))
            #expect(engine.step(at: at("2020-12-10")).troubles.isEmpty)
            engine.close()
        }
        let engine = try office.open(at: at("2022-01-05T09:00"))
        let outcome = engine.step(at: at("2022-01-05T09:00"))
        #expect(outcome.troubles.isEmpty)
        #expect(!outcome.sent.isEmpty && Set(outcome.sent.map(\.late)) == [true])
        #expect(engine.step(at: at("2022-01-05T09:01")).sent.isEmpty)
        var counts: [String: Int] = [:]
        for notice in outcome.sent {
            let identity = notice.identity
            counts["\(identity.task)@\(identity.occurrence)/\(identity.rule) \(identity.recipient)", default: 0] += 1
        }
        engine.close()
        return counts
    }

    @Test func aYearEndsInOneMessagePerBody() throws {
        try office.write("rules/a.rules", rules(""))
        let counts = try comeBack()
        for body in ["thuong-vu", "dan-van", "tuyen-giao"] { #expect(try office.mail(body).count == 1) }
        #expect(try office.mail("dan-van")[0].contains("X-Dondoc-Notice"))
        // Of each occurrence and rule each body gets the latest that concerns it alone.
        #expect(counts.count > 24 && Set(counts.values) == [1])
    }

    @Test func allOfAYearIsStillOneMessagePerBody() throws {
        try office.write("rules/a.rules", rules("catch up all"))
        let counts = try comeBack()
        for body in ["thuong-vu", "dan-van", "tuyen-giao"] { #expect(try office.mail(body).count == 1) }
        #expect(counts["1@2021-01/nhac tuyen-giao"] == 3)
        #expect(counts["1@2021-01/qua-han tuyen-giao"] == 1 && counts["1@2021-01/qua-han thuong-vu"] == 9)
    }

    /// What is more than one step sends at once goes out in the steps after it: all of it, each once, whether the engine
    /// lives on or begins anew between two of them.
    @Test(arguments: [false, true], [1, 7, 40])
    func tooMuchForOneStepGoesOutInSeveral(_ beginsAnew: Bool, _ most: Int) throws {
        try office.write("rules/a.rules", rules("catch up all"))
        let whole = try Office()
        try whole.takeFiles(of: office)
        let (first, now) = (at("2020-12-10"), at("2022-01-05T09:00"))
        for office in [office, whole] {
            let engine = try office.open(at: first)
            #expect(engine.step(at: first).troubles.isEmpty)
            engine.close()
        }
        let reference = try whole.open(at: now)
        let expected = reference.step(at: now)
        reference.close()

        var engine: Engine? = try office.open(at: now, mostNotices: most)
        var (sent, steps): ([NoticeIdentity], Int) = ([], 0)
        var outcome = try #require(engine).step(at: now)
        while !outcome.sent.isEmpty {
            sent += outcome.sent.map(\.identity)
            steps += 1
            #expect(outcome.troubles.isEmpty)
            guard outcome.next == now else { break }
            if beginsAnew {
                engine?.close()
                // The lock is given up with the last reference.
                engine = nil
                engine = try office.open(at: now, mostNotices: most)
            }
            outcome = try #require(engine).step(at: now)
        }
        #expect(outcome.next == expected.next)
        engine?.close()
        #expect(steps > 1 && expected.sent.count > 40)
        #expect(sent.count == Set(sent).count && Set(sent) == Set(expected.sent.map(\.identity)))
    }

    @Test func aRulesOwnWayGoesBeforeTheDefault() throws {
        try office.write("rules/a.rules", "defaults catch up none")
        try office.write(
            "rules/b.rules",
            """
            rule "lo" when before due 7 days remind lead
            rule "cuoi" when before due 7 days, 1 day remind lead catch up latest
            rule "het" when before due 7 days, 1 day remind lead catch up all
            """)
        let counts = try comeBack()
        #expect(counts["1@2021-01/lo tuyen-giao"] == nil)
        #expect(counts["1@2021-01/cuoi tuyen-giao"] == 1)
        #expect(counts["1@2021-01/het tuyen-giao"] == 2)
    }

    /// What one that ran all the time would have sent, without what was missed; of that, what the rules say.
    private func expected(_ catchUp: String, from: Instant, until: Instant, through end: Day) -> [SentNotice] {
        let all = simulate(
            makePlan(loadSite(at: office.site).site), from: Day("2020-12-10")!, through: end)
        func isMissed(_ notice: Notice) -> Bool { notice.at > from && until - notice.at > 300 }
        func isDecidedThen(_ notice: Notice) -> Bool { notice.at > from && notice.at <= until }
        func group(_ notice: Notice) -> [String] {
            [notice.identity.task, notice.identity.occurrence, notice.identity.rule, notice.identity.recipient]
        }
        let last = Dictionary(all.filter(isDecidedThen).map { (group($0), $0.at) }, uniquingKeysWith: max)
        return all.filter { notice in
            guard isMissed(notice) else { return true }
            return catchUp == "all" || catchUp == "latest" && notice.at == last[group(notice)]
        }
        .map { SentNotice($0.identity, at: isMissed($0) ? until : $0.at, isLate: $0.late || isMissed($0)) }
        .sorted()
    }

    private struct SentNotice: Hashable, Comparable {
        let key: String
        let at: Instant
        let isLate: Bool

        init(_ identity: NoticeIdentity, at: Instant, isLate: Bool) {
            key =
                "\(identity.task)@\(identity.occurrence) \(identity.rule)/\(identity.step)/\(identity.repeatNumber) "
                + identity.recipient
            self.at = at
            self.isLate = isLate
        }

        static func < (a: Self, b: Self) -> Bool { (a.at, a.key) < (b.at, b.key) }
    }

    /// Hours, days and months, some that end within the five minutes that are no delay, or at an instant themselves.
    @Test(
        arguments: ["latest", "all", "none"],
        [
            ("2021-03-24T07:30", "2021-03-24T11:00"), ("2021-03-24T07:58", "2021-03-24T08:04"),
            ("2021-03-17T12:00", "2021-03-30T08:00"), ("2021-03-17T12:00", "2021-03-30T08:05"),
            ("2021-05-20T00:00", "2021-06-02T14:00"), ("2021-02-10T08:00", "2021-09-01T09:00"),
        ])
    func afterADowntime(catchUp: String, downtime: (from: String, until: String)) throws {
        try office.write(
            "rules/a.rules",
            "defaults catch up \(catchUp)\n" + rules("")
                + "\nrule \"thang\" for title has \"Giao ban\" when every month on day 24 remind lead")
        let (from, until) = (at(downtime.from), at(downtime.until))
        var sent: [SentNotice] = []
        func run(_ start: Instant, to end: Instant) throws {
            let engine = try office.open(at: start)
            var next: Instant? = start
            while let now = next, now <= end {
                let outcome = engine.step(at: now)
                #expect(outcome.troubles.isEmpty)
                sent += outcome.sent.map { SentNotice($0.identity, at: $0.at, isLate: $0.late) }
                next = outcome.next
            }
            engine.close()
        }
        try run(at("2020-12-10"), to: from)
        let end = Zone.vietnam.day(at: until) + 20
        try run(until, to: Zone.vietnam.instant(end, TimeOfDay(hour: 23, minute: 59)!))
        let wanted = expected(catchUp, from: from, until: until, through: end)
        #expect(Set(sent).symmetricDifference(wanted).sorted() == [])
        #expect(sent.count == wanted.count)
        #expect(wanted.count > 10)
    }

    @Test func aBodyThatHasEndedHandsItsNoticesOn() throws {
        try office.write(
            "bodies.yaml",
            """
            bodies:
              - { id: thuong-vu, name: Ban Thường vụ }
              - { id: dan-van, name: Ban Dân vận, parent: thuong-vu }
              - { id: tuyen-giao, name: Ban Tuyên giáo, parent: thuong-vu, until: 2021-03-01, successor: moi }
              - { id: moi, name: Ban Tuyên giáo và Dân vận, parent: thuong-vu, until: 2021-09-01, successor: moi-nua }
              - { id: moi-nua, name: Ban mới nữa, parent: thuong-vu }
            """)
        try office.write(
            "rules/a.rules",
            "rule \"qua-han\" when after due 1 day remind lead then after 14 days remind lead, directing\n"
                + "  then after 14 days remind lead until acknowledged")
        let engine = try office.open(at: at("2020-12-20"))
        var recipients: [String: [String]] = [:]
        var now: Instant? = at("2020-12-20")
        while let instant = now, instant < at("2021-11-15") {
            let outcome = engine.step(at: instant)
            for notice in outcome.sent where notice.identity.recipient != "thuong-vu" {
                recipients[notice.identity.task, default: []].append(
                    "\(notice.identity.step) \(notice.identity.recipient)")
            }
            now = outcome.next
        }
        // Due on January 31: the chain begins with one body and goes on with the other.
        #expect(recipients["1"] == ["0 tuyen-giao", "1 tuyen-giao", "2 moi"])
        #expect(recipients["3"] == ["0 moi", "1 moi", "2 moi"])
        #expect(recipients["7"] == ["0 moi", "1 moi", "2 moi"])
        #expect(recipients["9"] == ["0 moi-nua", "1 moi-nua", "2 moi-nua"])
        #expect(recipients["2"] == ["0 dan-van", "1 dan-van", "2 dan-van"])
        engine.close()
    }

    @Test(arguments: [
        ("until: 2021-03-01, successor: b", "until: 2021-04-01, successor: a"),
        ("until: 2021-03-01, successor: khong-co", "parent: a"),
        ("until: 2021-03-01, successor: a", "parent: a"),
    ])
    func aSuccessionThatLeadsNowhereIsTold(a: String, b: String) throws {
        try office.write("bodies.yaml", "bodies:\n  - { id: a, name: A, \(a) }\n  - { id: b, name: B, \(b) }")
        let engine = try office.open(at: at("2020-12-20"))
        let found = engine.status(at: at("2020-12-20")).diagnostics.filter {
            $0.path == "bodies.yaml" && $0.severity == .error
        }
        #expect(!found.isEmpty)
        // It is told, and nothing hangs or falls.
        _ = engine.step(at: at("2022-01-05"))
        engine.close()
    }

    @Test func aReportInAMuteIsKeptAndASnoozeEndsOnItsDay() throws {
        try office.write(
            "rules/a.rules",
            """
            rule "nhac" when before due 7 days remind lead
            mute "nghi" from 2021-01-20 to 2021-01-26 because "nghỉ"
            """)
        let engine = try office.open(at: at("2021-01-02"))
        _ = engine.step(at: at("2021-01-02"))
        #expect(engine.step(at: at("2021-01-24T08:00")).sent.isEmpty)
        // Of two tasks due in February one is put off.
        _ = try engine.report(
            ReportRequest(kind: .snooze, task: "P/2", until: "2021-03-02"), at: at("2021-01-25"))
        let released = engine.step(at: at("2021-01-27T08:00")).sent
        #expect(Set(released.map(\.identity.task)) == ["1", "w"] && Set(released.map(\.late)) == [false])
        #expect(engine.step(at: at("2021-02-21T08:00")).sent.map(\.identity.task) == ["w"])
        let put = engine.step(at: at("2021-03-02T08:00")).sent
        #expect(put.map(\.identity.task) == ["2"] && put.map(\.late) == [false])
        engine.close()
    }
}
