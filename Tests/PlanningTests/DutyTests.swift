import Dates
import Deadlines
import Diagnostics
import Programmes
import RuleLanguage
import Testing

@testable import Planning

/// What each body owes of an occurrence: a table of what was once told wrongly.
@Suite struct DutyTests {
    static let zone = Zone.vietnam
    static let bodies = BodyDirectory([
        Body(id: "tinh-uy", name: "Tỉnh ủy"),
        Body(id: "huyen-a", name: "Huyện ủy A", parent: BodyIndex(0)),
        Body(id: "huyen-b", name: "Huyện ủy B", parent: BodyIndex(0)),
        Body(
            id: "cac-huyen", name: "Các huyện ủy", members: [BodyIndex(1), BodyIndex(2)],
            until: Day(unchecked: 2021, 12, 1), successor: BodyIndex(4)),
        Body(id: "cac-xa", name: "Các xã", members: [BodyIndex(5)]),
        Body(id: "xa-c", name: "Xã C", parent: BodyIndex(0)),
        Body(
            id: "huyen-cu", name: "Huyện ủy cũ", until: Day(unchecked: 2021, 12, 10), successor: BodyIndex(1)),
    ])

    /// The tasks are led by huyện A and B, if not by others.
    struct Case {
        var rules: String
        var phrases = ["trước ngày 16/12/2021"]
        /// The first task's.
        var id = "1.1"
        var leads = ["huyen-a", "huyen-b"]
        var bodies = DutyTests.bodies
        var extra: [Int: OfficeTask.Extra] = [:]
        var programme = "01-KH"

        var plan: Plan {
            let (file, diagnostics) = parseRules(SourceFile(path: "rules/a.rules", text: rules))
            #expect(diagnostics.isEmpty, "\(diagnostics)")
            let tasks = phrases.indices.map { index in
                OfficeTask(
                    id: index == 0 ? id : "1.\(index + 1)", title: "",
                    assignments: [Assignment(.directing, BodyIndex(0))]
                        + leads.compactMap { bodies.body(named: $0).map { Assignment(.lead, $0) } },
                    deadline: UInt32(index), extra: extra[index])
            }
            let programme = Programme(
                id: programme, title: "", issued: Day(unchecked: 2021, 9, 30), tasks: tasks,
                deadlines: phrases.map { [$0] })
            return makePlan(
                Site(
                    settings: Settings(), bodies: bodies, programmes: [programme], ruleFiles: [file],
                    calendar: .vietnam))
        }
    }

    static func at(_ month: Int, _ day: Int, _ hour: Int = 10) -> Instant {
        zone.instant(Day(unchecked: month < 9 ? 2022 : 2021, month, day), TimeOfDay(hour: hour)!)
    }

    static func day(_ month: Int, _ day: Int) -> Day { Day(unchecked: month < 9 ? 2022 : 2021, month, day) }

    static func report(
        _ kind: Report.Kind, _ instant: Instant, of bodies: [String] = [], task: String = "1.1",
        occurrence: String? = "2021-12-15", on: Day? = nil
    ) -> Report {
        Report(
            at: instant, kind: kind, programme: "01-KH", task: task, occurrence: occurrence, bodies: bodies, on: on)
    }

    /// `month-day recipient subjects`, a line each, from October to February.
    static func sent(_ site: Case, _ reports: [Report] = []) -> [String] {
        simulate(site.plan, from: day(10, 1), through: day(2, 28), reports: reports).map { notice in
            let text = zone.day(at: notice.at).description.dropFirst(5)
            return "\(text) \(notice.identity.recipient): \(notice.subjects.joined(separator: " "))"
        }
    }

    static func share(_ body: String, _ site: Case, _ reports: [Report], on day: Day = day(1, 20)) -> Share? {
        let plan = site.plan
        var memory = Memory(plan)
        memory.load(programme: "01-KH", at: at(10, 1))
        for report in reports { memory.apply(report) }
        let occurrence = memory.tracks(ofTask: 0)[0].occurrence(0)!
        let instant = zone.instant(day, TimeOfDay(hour: 10)!)
        return memory.shares(ofTask: 0, occurrence, on: day, at: instant).first {
            $0.body.map { plan.site.bodies[$0].id } == body
        }
    }

    // MARK: Each share by itself

    @Test func aShareIsOverdueByItsOwnDueDate() {
        let rule = "rule \"a\" when every month on day 20 if overdue escalate to directing"
        let extended = Self.report(.extend(until: Self.day(1, 15), reason: ""), Self.at(12, 1), of: ["huyen-a"])
        #expect(
            Self.sent(Case(rules: rule), [extended]) == [
                "12-20 tinh-uy: huyen-b", "01-20 tinh-uy: huyen-a huyen-b", "02-20 tinh-uy: huyen-a huyen-b",
            ])
    }

    @Test func whoHasADateIsNotAskedForOneAndTheOthersAre() {
        let rule = "rule \"a\" when on start remind lead repeat every 1 month up to 3 times until has due date"
        let extended = Self.report(
            .extend(until: Self.day(1, 15), reason: ""), Self.at(10, 5), of: ["huyen-a"], occurrence: "open")
        let site = Case(rules: rule, phrases: ["thường xuyên"])
        let told = Self.sent(site, [extended])
        #expect(told.contains { $0.contains("huyen-b:") } && !told.contains { $0.contains("10-30 huyen-a") }, "\(told)")
    }

    @Test func sharesAreThoseOfTheOccurrenceWhateverTheirDueDates() {
        let rule = "rule \"a\" when before due 1 day if shares open = 2 and shares = 2 remind lead"
        let extended = Self.report(.extend(until: Self.day(1, 15), reason: ""), Self.at(12, 1), of: ["huyen-a"])
        #expect(
            Self.sent(Case(rules: rule), [extended]) == ["12-14 huyen-b: huyen-b", "01-13 huyen-a: huyen-a"])
    }

    @Test func noticesAreCountedUnderWhicheverDueDate() {
        let rule = "rule \"a\" when before due 9 days, 5 days, 2 days if notices sent < 3 remind lead"
        let extended = Self.report(.extend(until: Self.day(1, 14), reason: ""), Self.at(12, 12))
        let told = Self.sent(Case(rules: rule, leads: ["huyen-a"]), [extended])
        #expect(told == ["12-06 huyen-a: huyen-a", "12-10 huyen-a: huyen-a", "01-05 huyen-a: huyen-a"])
    }

    @Test func anAcknowledgementOfAChainThatDoesNotCountFromTheDueDateOutlivesAnExtension() {
        let rule = "rule \"a\" when after issued 1 month remind lead repeat every 1 week until acknowledged"
        let reports = [
            Self.report(.ack, Self.at(11, 2)), Self.report(.extend(until: Self.day(1, 14), reason: ""), Self.at(11, 3)),
        ]
        #expect(Self.sent(Case(rules: rule, leads: ["huyen-a"]), reports) == ["10-30 huyen-a: huyen-a"])
    }

    @Test func aDigestListsATaskUnderTheDueDateOfThoseItIsAbout() {
        let rule = "digest \"a\" every month on day 20 to directing list overdue"
        let plan = Case(rules: rule).plan
        let extended = Self.report(.extend(until: Self.day(12, 17), reason: ""), Self.at(12, 1), of: ["huyen-b"])
        let done = Self.report(.done, Self.at(12, 2), of: ["huyen-a"])
        let notices = simulate(plan, from: Self.day(10, 1), through: Self.day(12, 31), reports: [extended, done])
        #expect(notices.flatMap(\.items).map { "\($0.due!) \($0.dueNumber) \($0.daysOverdue)" } == ["2021-12-17 1 3"])
    }

    /// It was due before the first load, and has a later date now: it is no history, in a digest either.
    @Test func aDigestListsWhatWasGivenALaterDate() {
        let plan = Case(
            rules: "digest \"a\" every month on day 20 to directing list overdue",
            phrases: ["trước ngày 16/11/2021"], leads: ["huyen-a"]
        ).plan
        let extended = Self.report(
            .extend(until: Self.day(12, 17), reason: ""), Self.at(12, 1), occurrence: "2021-11-15")
        let notices = simulate(plan, from: Self.day(11, 20), through: Self.day(12, 31), reports: [extended])
        #expect(notices.flatMap(\.items).map { "\($0.due!) \($0.daysOverdue)" } == ["2021-12-17 3"])
    }

    /// A plan that is to come is no news, in a digest either.
    @Test func aDigestListsNothingBeforeItsIssue() {
        let plan = Case(
            rules: "digest \"a\" every month on day 20 to directing list due within 400 days", leads: ["huyen-a"]
        ).plan
        let notices = simulate(plan, from: Day(unchecked: 2021, 8, 1), through: Self.day(10, 31))
        #expect(notices.map { Self.zone.day(at: $0.at) } == [Self.day(10, 20)])
    }

    /// The first due date has number 0, and so has none; they are not the same.
    @Test func whoHasNoDueDateIsNotToldByTheOneThatAnotherWasGiven() {
        let extended = Self.report(
            .extend(until: Self.day(12, 15), reason: ""), Self.at(12, 1), of: ["huyen-a"], occurrence: "open")
        let site = Case(rules: "rule \"a\" when after due 1 day remind lead", phrases: ["thường xuyên"])
        #expect(Self.sent(site, [extended]) == ["12-16 huyen-a: huyen-a"])
    }

    // MARK: Who answers

    /// Those that a group's successor names get the notices; it is about them, too.
    @Test func whatAGroupOwedIsItsSuccessors() {
        let site = Case(rules: "rule \"a\" when before due 9 days remind lead", leads: ["cac-huyen"])
        #expect(Self.sent(site) == ["12-06 xa-c: xa-c"])
        #expect(Self.sent(site, [Self.report(.done, Self.at(12, 2), of: ["xa-c"])]) == [])
    }

    @Test func anAnswerReachesTheSuccessorOfWhoReported() {
        let site = Case(
            rules: "rule \"a\" at 07:00 when extended remind lead", leads: ["huyen-cu", "huyen-b"])
        let extended = Self.report(
            .extend(until: Self.day(1, 15), reason: ""), Self.at(12, 9, 23), of: ["huyen-cu"])
        var memory = Memory(site.plan)
        memory.load(programme: "01-KH", at: Self.at(10, 1))
        memory.apply(extended)
        let told = decide(site.plan, &memory, at: Self.at(12, 10)).notices
        #expect(told.map { "\($0.identity.recipient) \($0.subjects)" } == ["huyen-a [\"huyen-a\"]"])
    }

    @Test func whatOneAskedForIsGrantedToItsSuccessor() {
        let site = Case(rules: "", leads: ["huyen-cu", "huyen-b"])
        let reports = [
            Self.report(.askExtension(until: Self.day(1, 15), reason: ""), Self.at(12, 1), of: ["huyen-cu"]),
            Self.report(.grant, Self.at(12, 12), of: ["huyen-a"]),
        ]
        #expect(Self.share("huyen-a", site, reports)?.due.due == Self.day(1, 15))
        #expect(Self.share("huyen-b", site, reports)?.due.due == Self.day(12, 15))
    }

    /// Until the one ends they are two, each with a part of its own: what the other reports is not about it.
    @Test func whoeverWillTakeOverSpeaksForItselfUntilThen() {
        let site = Case(rules: "", leads: ["huyen-cu", "huyen-a"])
        let own = [
            Self.report(.done, Self.at(12, 1), of: ["huyen-a"]),
            Self.report(.extend(until: Self.day(1, 10), reason: ""), Self.at(12, 2), of: ["huyen-a"]),
            Self.report(.progress(milli: 50_000), Self.at(12, 3), of: ["huyen-a"]),
            Self.report(.ack, Self.at(12, 4), of: ["huyen-a"]),
        ]
        let before = Self.share("huyen-cu", site, own, on: Self.day(12, 9))
        #expect(before?.status == .open && before?.due.number == 0 && before?.progressMilli == nil)
        #expect(before?.acknowledgements.isEmpty == true)
        #expect(Self.share("huyen-a", site, own, on: Self.day(12, 9))?.status == .done)
        // What it took over is still to be done, and is done by what it reports since.
        #expect(Self.share("huyen-a", site, own, on: Self.day(12, 10))?.status == .open)
        let all = own + [Self.report(.done, Self.at(12, 11), of: ["huyen-a"])]
        #expect(Self.share("huyen-a", site, all, on: Self.day(12, 12))?.status == .done)
        // One word of it takes back one word of it.
        let taken =
            own + [
                Self.report(.ack, Self.at(12, 5), of: ["huyen-a"]),
                Self.report(.unack, Self.at(12, 11), of: ["huyen-a"]),
            ]
        #expect(Self.share("huyen-a", site, taken)?.acknowledgements.count { $0.takenBack == nil } == 1)
        // What the other had done was done.
        let both = own + [Self.report(.done, Self.at(12, 5), of: ["huyen-cu"])]
        #expect(Self.share("huyen-a", site, both, on: Self.day(12, 12))?.status == .done)
    }

    /// A notice about one of the two counts for that one alone, until they are one.
    @Test func noticesAboutWhoeverWillTakeOverAreNotTheOthers() {
        let rule = "rule \"a\" when before due 9 days, 8 days, 2 days if notices sent < 2 remind lead"
        let site = Case(rules: rule, leads: ["huyen-cu", "huyen-a"])
        let reports = [
            Self.report(.done, Self.at(12, 1), of: ["huyen-cu"]),
            Self.report(.reopen, Self.at(12, 7, 12), of: ["huyen-cu"]),
        ]
        let plan = site.plan
        var memory = Memory(plan)
        memory.load(programme: "01-KH", at: Self.at(10, 1))
        memory.apply(reports[0])
        #expect(decide(plan, &memory, at: Self.at(12, 6)).notices.map(\.subjects) == [["huyen-a"]])
        #expect(decide(plan, &memory, at: Self.at(12, 7)).notices.map(\.subjects) == [["huyen-a"]])
        memory.apply(reports[1])
        let occurrence = memory.tracks(ofTask: 0)[0].occurrence(0)!
        func count(_ day: Day) -> [Int] {
            memory.shares(ofTask: 0, occurrence, on: day, at: Self.at(12, 12)).map {
                memory.noticesSent(ofTask: 0, occurrence.id, $0)
            }
        }
        #expect(count(Self.day(12, 9)) == [0, 2] && count(Self.day(12, 12)) == [2])
    }

    /// Whose letter tells of it.
    @Test(arguments: [
        ("huyen-a", "huyen-a", 1, true), ("huyen-a", "huyen-cu", 9, false), ("huyen-a", "huyen-cu", 10, true),
        ("huyen-cu", "huyen-a", 12, false), ("huyen-b", "huyen-cu", 12, false), ("huyen-a", "la", 12, false),
    ])
    func whatWasReportedUnderANameIsWhose(body: String, name: String, day: Int, isAbout: Bool) {
        #expect(Case(rules: "").plan.stands(body, for: name, on: Self.day(12, day)) == isAbout)
    }

    // MARK: Extensions

    /// Why a rule speaks, and when it did, is told by the due date in force.
    @Test func whyIsToldByTheDueDateInForce() {
        let plan = Case(rules: "rule \"a\" when before due 9 days remind lead", leads: ["huyen-a"]).plan
        var memory = Memory(plan)
        memory.load(programme: "01-KH", at: Self.at(10, 1))
        func why(_ instant: Instant, on day: Day? = nil) -> [String] {
            explainDecision(plan, memory, task: 0, rule: "a", on: day, at: instant).map {
                "\($0.answer) \($0.wording.en)"
            }
        }
        #expect(decide(plan, &memory, at: Self.at(12, 6, 8)).notices.count == 1)
        #expect(why(Self.at(12, 7)) == ["\(Why.Answer.sent(Self.at(12, 6, 8))) It was sent"])
        memory.apply(Self.report(.extend(until: Self.day(1, 14), reason: "x"), Self.at(12, 8)))
        let coming = ["\(Why.Answer.comes(Self.at(1, 5, 8))) before due 9 days; due 2022-01-14"]
        #expect(why(Self.at(12, 9)) == coming && why(Self.at(12, 9), on: Self.day(1, 5)) == coming)
        #expect(decide(plan, &memory, at: Self.at(1, 5, 8)).notices.count == 1)
        #expect(why(Self.at(1, 6)) == ["\(Why.Answer.sent(Self.at(1, 5, 8))) It was sent"])
    }

    /// What was asked for again and granted once is one extension, until the day asked for last.
    @Test(arguments: [
        (["huyen-a"], ["huyen-a"], []), ([], [], []), (["huyen-a"], [], ["huyen-a"]), ([], ["huyen-a"], ["huyen-a"]),
        (["huyen-a", "huyen-b"], ["huyen-a"], ["huyen-a"]), (["huyen-a", "huyen-b"], ["huyen-a"], []),
    ])
    func whatIsAskedForTwiceIsOneExtension(first: [String], second: [String], granted: [String]) {
        let site = Case(rules: "")
        let reports = [
            Self.report(.askExtension(until: Self.day(12, 25), reason: ""), Self.at(12, 1), of: first),
            Self.report(.askExtension(until: Self.day(1, 5), reason: ""), Self.at(12, 2), of: second),
            Self.report(.grant, Self.at(12, 3), of: granted),
        ]
        let share = Self.share("huyen-a", site, reports)
        #expect(share?.extensions == 1 && share?.due.due == Self.day(1, 5) && share?.request == nil)
        #expect(Self.share("huyen-b", site, reports)?.extensions ?? 0 <= 1)
    }

    /// Of several that ask together one may be answered alone: the others still ask.
    @Test(arguments: [[], ["huyen-a", "huyen-b"]])
    func whatSeveralAskForIsGrantedToOneAlone(asking: [String]) {
        let site = Case(rules: "")
        let ask = Self.report(.askExtension(until: Self.day(1, 5), reason: ""), Self.at(12, 1), of: asking)
        for answer in [Report.Kind.grant, .refuse(reason: "không"), .extend(until: Self.day(1, 5), reason: "")] {
            var reports = [ask, Self.report(answer, Self.at(12, 2), of: ["huyen-a"])]
            let day = if case .refuse = answer { Self.day(12, 15) } else { Self.day(1, 5) }
            #expect(Self.share("huyen-a", site, reports)?.due.due == day)
            #expect(Self.share("huyen-a", site, reports)?.request == nil)
            #expect(Self.share("huyen-b", site, reports)?.due.due == Self.day(12, 15))
            #expect(Self.share("huyen-b", site, reports)?.request?.until == Self.day(1, 5))
            reports.append(Self.report(.grant, Self.at(12, 3)))
            #expect(Self.share("huyen-b", site, reports)?.due.due == Self.day(1, 5))
            #expect(Self.share("huyen-a", site, reports)?.due.due == day)
        }
    }

    // MARK: Reports

    @Test func whatNobodyReportedIsNeitherConfirmedNorReturned() {
        let site = Case(rules: "")
        let reported = Self.report(.reported, Self.at(12, 1), of: ["huyen-a"], on: Self.day(11, 30))
        let confirmed = [reported, Self.report(.confirm, Self.at(12, 2), of: ["huyen-a", "huyen-b"])]
        #expect(Self.share("huyen-a", site, confirmed)?.status == .done)
        #expect(Self.share("huyen-a", site, confirmed)?.doneOn == Self.day(11, 30))
        #expect(Self.share("huyen-b", site, confirmed)?.status == .open)
        let returned = confirmed + [Self.report(.giveBack(reason: "thiếu"), Self.at(12, 3))]
        #expect(Self.share("huyen-a", site, returned)?.status == .done)
    }

    @Test func oneOfThoseThatAllAcknowledgedTakesItBack() {
        let site = Case(rules: "")
        let reports = [Self.report(.ack, Self.at(12, 1)), Self.report(.unack, Self.at(12, 2), of: ["huyen-a"])]
        let begun = Instant(seconds: .min)
        #expect(Self.share("huyen-a", site, reports)?.isAcknowledged(since: begun, at: Self.at(12, 3)) == false)
        #expect(Self.share("huyen-b", site, reports)?.isAcknowledged(since: begun, at: Self.at(12, 3)) == true)
    }

    @Test func whatWasLateStaysLateWhateverTheDueDateIsLater() {
        let site = Case(rules: "")
        let done = Self.report(.done, Self.at(12, 20), of: ["huyen-a"])
        let extended = Self.report(.extend(until: Self.day(1, 15), reason: ""), Self.at(12, 21))
        #expect(Self.share("huyen-a", site, [done, extended])?.isLate == true)
        #expect(Self.share("huyen-a", site, [extended, done])?.isLate == false)
    }

    /// The last that was open is let off: with that the whole is done, and what waited for it begins.
    @Test func whoIsLetOffLastCompletesTheWhole() {
        let site = Case(
            rules: "rule \"a\" when event \"01-KH/1.1\" escalate to directing",
            phrases: ["trước ngày 16/12/2021", "sau khi hoàn thành"], extra: [1: .init(after: "1.1")])
        let done = Self.report(.done, Self.at(12, 1), of: ["huyen-a"])
        #expect(Self.sent(site, [done]) == [])
        let cancelled = Self.report(.cancel, Self.at(12, 3), of: ["huyen-b"])
        #expect(Self.sent(site, [done, cancelled]) == ["12-03 tinh-uy: huyen-a huyen-b"])
    }

    /// What was reported while it waited stays with the duty, by whichever way what it waits for comes.
    @Test func whatWasReportedWhileItWaitedIsKnownOnceTheOtherIsDone() {
        let plan = Case(
            rules: "", phrases: ["trước ngày 16/12/2021", "sau khi hoàn thành"], leads: ["huyen-a"],
            extra: [1: .init(after: "1.1")]
        ).plan
        var memory = Memory(plan)
        memory.load(programme: "01-KH", at: Self.at(10, 1))
        memory.apply(Self.report(.done, Self.at(12, 1), task: "1.2", occurrence: "awaited"))
        memory.apply(Self.report(.done, Self.at(12, 3)))
        let states = taskStates(plan, memory, at: Self.at(12, 4), tasks: [1])[0].occurrences
        #expect(states.map(\.id) == ["open"] && states.map(\.status) == [.done])
    }

    @Test func whatIsReportedOfAPeriodBeforeItBeginsIsAnsweredAtOnce() {
        let site = Case(
            rules: "rule \"a\" when extended escalate to directing", phrases: ["hằng quý"], leads: ["huyen-a"])
        let extended = Self.report(
            .extend(until: Self.day(4, 20), reason: ""), Self.at(12, 1), occurrence: "2022-Q1")
        #expect(Self.sent(site, [extended]) == ["12-01 tinh-uy: huyen-a"])
    }

    /// A was done when the instant was due and is open again; B was open and is done.
    @Test func whatWasNotOpenBothThenAndNowIsWithheldAsDone() {
        let site = Case(rules: "rule \"a\" when before due 9 days remind lead")
        var memory = Memory(site.plan)
        memory.load(programme: "01-KH", at: Self.at(10, 1))
        for (kind, hour, body) in [
            (Report.Kind.done, 7, "huyen-a"), (.done, 9, "huyen-b"), (.reopen, 10, "huyen-a"),
        ] {
            memory.apply(Self.report(kind, Self.at(12, 6, hour), of: [body]))
        }
        let decision = decide(site.plan, &memory, at: Self.at(12, 6, 11))
        #expect(decision.notices.isEmpty && decision.withheld.map(\.reason) == [.done])
    }

    @Test func aSnoozeIsOfAllThatAnswer() throws {
        let plan = Case(rules: "rule \"a\" when before due 9 days remind lead").plan
        var memory = Memory(plan)
        memory.load(programme: "01-KH", at: Self.at(10, 1))
        func snooze(_ bodies: [String]) throws -> [String] {
            try resolveReport(
                ReportDemand("01-KH/1.1@2021-12-15", .snooze(until: Self.day(12, 9)), bodies: bodies), plan: plan,
                memory: memory, now: Self.at(12, 1)
            ).bodies
        }
        #expect(throws: Refusal.self) { try snooze(["huyen-a"]) }
        #expect(try snooze(["huyen-a", "huyen-b"]) == [])
    }

    /// Said again with a note it is news.
    @Test(arguments: [Report.Kind.snooze(until: day(12, 5)), .event(name: "hd", on: day(11, 29))])
    func whatIsSoAlreadyIsNotReportedAgain(kind: Report.Kind) {
        let plan = Case(
            rules: "rule \"a\" when event \"hd\" remind lead", extra: [0: .init(event: "hd")]
        ).plan
        var memory = Memory(plan)
        memory.load(programme: "01-KH", at: Self.at(10, 1))
        func resolve(_ reference: String, _ note: String = "") -> Report? {
            let demand = ReportDemand(reference, kind, note: note)
            return try? resolveReport(demand, plan: plan, memory: memory, now: Self.at(12, 1))
        }
        for reference in ["01-KH/1.1", "01-KH/1.1@2021-12-15"] {
            if let first = resolve(reference) { memory.apply(first) }
            #expect(resolve(reference) == nil && resolve(reference, "thêm") != nil, "\(reference)")
        }
    }

    /// That it stands where it stood is an answer: each is kept.
    @Test func theSameProgressIsReportedAgain() throws {
        let plan = Case(rules: "").plan
        var memory = Memory(plan)
        memory.load(programme: "01-KH", at: Self.at(10, 1))
        for day in [1, 8] {
            memory.apply(
                try resolveReport(
                    ReportDemand("01-KH/1.1", .progress(milli: 50_000)), plan: plan, memory: memory,
                    now: Self.at(12, day)))
        }
    }

    /// The paper comes later, or the day was another: the rest is as it was reported first.
    @Test func whatIsDoneIsToldMoreOf() {
        let site = Case(rules: "")
        func report(_ kind: Report.Kind, _ day: Int, on: Int? = nil, _ paper: String? = nil) -> Report {
            var report = Self.report(kind, Self.at(12, day), of: ["huyen-a"], on: on.map { Self.day(12, $0) })
            report.document = paper.map { .init(number: $0) }
            return report
        }
        func state(_ reports: [Report]) -> String {
            guard let share = Self.share("huyen-a", site, reports) else { return "" }
            return "\(share.status) \(share.doneOn?.description ?? "") \(share.document?.number ?? "") \(share.isLate)"
        }
        let done = report(.done, 15, "1")
        #expect(state([done, report(.done, 20)]) == "done 2021-12-15 1 false")
        #expect(state([done, report(.done, 20, "2")]) == "done 2021-12-15 2 false")
        #expect(state([done, report(.done, 20, on: 18)]) == "done 2021-12-18 1 true")
        #expect(state([report(.reported, 15), report(.reported, 20, "2")]) == "reported 2021-12-15 2 false")
        let confirmed = [report(.reported, 15), report(.confirm, 16)]
        #expect(state(confirmed + [report(.reported, 20, "2")]) == "done 2021-12-15 2 false")
        #expect(state([done, report(.reopen, 16), report(.done, 20)]) == "done 2021-12-20  true")
    }

    /// Of several that are named those are meant whom it changes: who was done stays done in time, and is not told of again.
    @Test func aReportIsAboutTheSharesThatItChanges() throws {
        let plan = Case(rules: "").plan
        var memory = Memory(plan)
        memory.load(programme: "01-KH", at: Self.at(10, 1))
        memory.apply(Self.report(.done, Self.at(12, 1), of: ["huyen-a"]))
        func resolve(_ kind: Report.Kind, _ paper: String? = nil) throws -> [String] {
            try resolveReport(
                ReportDemand(
                    "01-KH/1.1@2021-12-15", kind, bodies: ["huyen-a", "huyen-b"],
                    document: paper.map { .init(number: $0) }),
                plan: plan, memory: memory, now: Self.at(12, 20)
            ).bodies
        }
        #expect(try resolve(.done) == ["huyen-b"])
        #expect(try resolve(.done, "45") == ["huyen-a", "huyen-b"])
        #expect(try resolve(.reopen) == ["huyen-a"])
        #expect(try resolve(.cancel) == ["huyen-a", "huyen-b"])
        #expect(try resolve(.extend(until: Self.day(1, 15), reason: "x")) == ["huyen-b"])
        #expect(throws: Refusal.self) { try resolve(.confirm) }
    }

    /// What one asked for is no answer to another; but it is to whoever took over from it.
    @Test(arguments: [("huyen-b", false), ("huyen-cu", true), ("huyen-a", true)])
    func whatNobodyAskedForIsNotGranted(body: String, isAsked: Bool) {
        let plan = Case(rules: "", leads: ["huyen-cu", "huyen-b"]).plan
        var memory = Memory(plan)
        memory.load(programme: "01-KH", at: Self.at(10, 1))
        memory.apply(Self.report(.askExtension(until: Self.day(1, 15), reason: ""), Self.at(12, 1), of: ["huyen-cu"]))
        // Until the 10th the share is that of the one which asks, then its successor's.
        let now = Self.at(12, body == "huyen-a" ? 12 : 2)
        for kind in [Report.Kind.grant, .refuse(reason: "không")] {
            let report = try? resolveReport(
                ReportDemand("01-KH/1.1@2021-12-15", kind, bodies: [body]), plan: plan, memory: memory, now: now)
            #expect((report != nil) == isAsked)
        }
    }
}
