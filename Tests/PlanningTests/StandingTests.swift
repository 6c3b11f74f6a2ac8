import Dates
import Deadlines
import Diagnostics
import Programmes
import RuleLanguage
import Testing

@testable import Planning

/// Where tasks stand, what is next, why, and what reports are taken.
@Suite struct StandingTests {
    static let zone = Zone.vietnam
    static let bodies = BodyDirectory([
        Body(id: "tinh-uy", name: "Tỉnh ủy"), Body(id: "ban-dan-van", name: "Ban Dân vận", parent: BodyIndex(0)),
    ])

    static let reminder = "rule \"nhac\" when before due 7 days remind lead\n"

    private func at(_ year: Int, _ month: Int, _ day: Int, _ hour: Int = 9) -> Instant {
        Self.zone.instant(Day(unchecked: year, month, day), TimeOfDay(hour: hour)!)
    }

    /// Tasks 1.1, 1.2, … of `01-KH`, issued on 30 September 2021, one for each phrase.
    private func plan(
        _ phrases: [String], rules: String = reminder, extra: [Int: OfficeTask.Extra] = [:], reusing old: Plan? = nil
    ) -> Plan {
        let (file, diagnostics) = parseRules(SourceFile(path: "rules/a.rules", text: rules))
        #expect(diagnostics.isEmpty, "\(diagnostics)")
        let tasks = phrases.indices.map {
            OfficeTask(
                id: "1.\($0 + 1)", title: "Việc \($0 + 1)",
                assignments: [Assignment(.directing, BodyIndex(0)), Assignment(.lead, BodyIndex(1))],
                deadline: UInt32($0), extra: extra[$0])
        }
        let programme = Programme(
            id: "01-KH", title: "", issued: Day(unchecked: 2021, 9, 30), tasks: tasks, deadlines: phrases.map { [$0] })
        return makePlan(
            Site(
                settings: Settings(), bodies: Self.bodies, programmes: [programme], ruleFiles: [file],
                calendar: .vietnam), reusing: old)
    }

    private func memory(_ plan: Plan, loaded: Instant) -> Memory {
        var memory = Memory(plan)
        memory.load(programme: "01-KH", at: loaded)
        return memory
    }

    private func report(
        _ kind: Report.Kind, _ reference: String, _ memory: inout Memory, at now: Instant
    ) throws -> Report {
        let report = try resolveReport(ReportDemand(reference, kind), plan: memory.plan, memory: memory, now: now)
        memory.apply(report)
        return report
    }

    /// Whoever asks for the next notice is told that none goes out before an instant, where looking further costs too much.
    @Test func theNextNoticeIsLookedForWithinBounds() throws {
        // The first sounds every day and reaches nobody.
        let plan = plan(
            ["hằng ngày từ ngày 1/10/2021", "trước ngày 20/3/2022"],
            rules: """
                rule "ai" when on due
                  if progress > 50%
                  remind lead
                rule "nhac"
                  for deadline is once
                  when before due 7 days remind lead

                """)
        var memory = memory(plan, loaded: at(2021, 10, 1))
        let now = at(2021, 10, 1)
        _ = decide(plan, &memory, at: now)
        var last = now
        let whole = try #require(nextNotice(plan, memory, at: now))
        for effort in [0, 1, 5, 20, 50, 100, 1_000_000] {
            let next = try #require(nextNotice(plan, memory, at: now, effort: effort))
            #expect(last <= next && next <= whole, "\(effort)")
            last = next
        }
        #expect(last == whole && whole > now)
        #expect(try #require(nextNotice(plan, memory, at: now, effort: 0)) < whole)
    }

    /// Its timetable keeps its place, empty, and what was to sound under it sounds for nobody.
    @Test func aDeadlineThatNoTaskHasAnyMoreIsPassedOver() {
        let phrases = ["15/12/2021", "20/12/2021", "25/12/2021", "15/1/2022", "20/1/2022"].map { "trước ngày " + $0 }
        let before = plan(phrases)
        var memory = memory(before, loaded: at(2021, 11, 1))
        #expect(decide(before, &memory, at: at(2021, 11, 1)).notices.isEmpty)
        let after = plan(["trước ngày 15/3/2022"] + phrases.dropFirst(), reusing: before)
        #expect(after.timetables.count == before.timetables.count + 1)
        #expect(after.columns.positions(ofTimetable: 0) == 0..<0)
        #expect(decide(after, &memory, at: at(2021, 12, 9)).notices.isEmpty)
    }

    // MARK: Where tasks stand

    @Test func eachStatusHasItsTask() throws {
        let plan = plan([
            "trước ngày 15/12/2021", "trước ngày 15/10/2021", "sau khi có hướng dẫn của Trung ương",
            "Trong quý IV/2022",
            "trước ngày 15/12/2021", "trước ngày 15/12/2021", "trước ngày 30/11/2021",
        ])
        var memory = memory(plan, loaded: at(2021, 11, 1))
        _ = try report(.done, "01-KH/1.5", &memory, at: at(2021, 11, 2))
        _ = try report(.cancel, "01-KH/1.6", &memory, at: at(2021, 11, 2))
        let states = taskStates(plan, memory, at: at(2021, 12, 10))
        #expect(
            states.map { $0.occurrences.map(\.status) } == [
                [.open], [.history], [.awaited], [.upcoming], [.done], [.cancelled], [.overdue],
            ])
        #expect(states[6].occurrences[0].daysOverdue == 11)
        #expect(states[5].isCancelled && !states[4].isCancelled)
        let summary = summarize(plan, memory, at: at(2021, 12, 10))
        #expect(summary.tasks == 7)
        #expect((summary.overdue, summary.dueSoon, summary.awaited) == (1, 1, 1))
        #expect((summary.done, summary.cancelled, summary.history, summary.open) == (1, 1, 1, 1))
    }

    @Test(arguments: ["01-KH/1.1@2021-10-14"])
    func whatIsReportedDoneIsDoneThoughItWasDueBeforeTheFirstLoad(_ reference: String) throws {
        let plan = plan(["trước ngày 15/10/2021"])
        var memory = memory(plan, loaded: at(2021, 11, 1))
        #expect(taskStates(plan, memory, at: at(2021, 11, 2))[0].occurrences[0].status == .history)
        _ = try report(.done, reference, &memory, at: at(2021, 11, 2))
        #expect(taskStates(plan, memory, at: at(2021, 11, 2))[0].occurrences[0].status == .done)
        #expect(summarize(plan, memory, at: at(2021, 11, 2)).done == 1)
        let why = explainDecision(plan, memory, task: 0, at: at(2021, 11, 2))
        #expect(why.map(\.wording.en) == ["It was reported done"])
    }

    @Test func whatIsDueAndHasNotGoneOutIsNextNow() {
        let plan = plan(["trước ngày 15/12/2021"])
        let memory = memory(plan, loaded: at(2021, 11, 1))
        let before = at(2021, 12, 1)
        let instant = at(2021, 12, 7, 8)
        #expect(taskStates(plan, memory, at: before)[0].next == instant)
        #expect(explainDecision(plan, memory, task: 0, at: before).map(\.answer) == [.comes(instant)])
        let after = at(2021, 12, 9)
        let state = taskStates(plan, memory, at: after)[0]
        #expect(state.next == after && state.occurrences[0].next == after)
        let why = explainDecision(plan, memory, task: 0, at: after)
        #expect(why.map(\.answer) == [.comes(after)])
        #expect(
            why[0].wording.en.hasSuffix("has not gone out: it goes out at once, marked late"), "\(why[0].wording.en)")
        #expect(why[0].wording.vi.hasSuffix("mà chưa gửi: sẽ gửi ngay, ghi là muộn"))
    }

    @Test func progressIsToldInPerCentOfTheTarget() throws {
        let target = Target(metric: "đoàn viên", milli: 200_000, unit: "người")
        let plan = plan(["Trong quý IV/2021"], extra: [0: .init(target: target)])
        var memory = memory(plan, loaded: at(2021, 11, 1))
        _ = try report(.progress(milli: 50_000), "01-KH/1.1", &memory, at: at(2021, 11, 2))
        let occurrence = taskStates(plan, memory, at: at(2021, 11, 2))[0].occurrences[0]
        #expect(occurrence.progressMilli == 50_000 && occurrence.progressPercent == 25)
        #expect(plan.target(reference: "01-KH/1.1@2021-Q4") == target)
    }

    // MARK: Reports

    @Test func aReportIsAboutTheOccurrenceDueFirst() throws {
        let plan = plan(["hằng tháng"])
        var memory = memory(plan, loaded: at(2021, 11, 2))
        let now = at(2021, 12, 10)
        // October was over before the first load; November has started and has not ended.
        #expect(try report(.done, "01-KH/1.1", &memory, at: now).occurrence == "2021-11")
        #expect(try report(.ack, "01-KH/1.1", &memory, at: now).occurrence == "2021-12")
        #expect(try report(.cancel, "01-KH/1.1", &memory, at: now).occurrence == nil)
        #expect(try report(.reopen, "01-KH/1.1@2021-11", &memory, at: now).occurrence == "2021-11")
    }

    @Test(arguments: [
        ("01-KH", "is not a task"), ("02-KH/1.1", "there is no programme"), ("01-KH/1.12", "has no task"),
        ("01-KH/1.1@2021-13", "has no occurrence"), ("01-KH/1.1@", "has no occurrence"), ("", "is not a task"),
        ("/", "there is no programme"), ("01-KH/", "has no task"),
    ])
    func refusesWhatNobodyKnows(_ reference: String, _ reason: String) {
        let plan = plan(["hằng tháng", "kịp thời"])
        let memory = memory(plan, loaded: at(2021, 11, 1))
        #expect {
            try resolveReport(
                ReportDemand(reference, .done), plan: plan, memory: memory, now: self.at(2021, 12, 10))
        } throws: {
            let text = ($0 as? Refusal)?.wording.en ?? ""
            return text.contains(reason)
        }
    }

    @Test func anEventMustBeAwaited() throws {
        let plan = plan(
            ["sau khi có hướng dẫn của Trung ương", "sau khi hoàn thành", "sau khi có hướng dẫn"],
            extra: [0: .init(event: "hướng dẫn"), 1: .init(after: "1.1")])
        let memory = memory(plan, loaded: at(2021, 11, 1))
        let now = at(2021, 12, 10)
        let day = Day(unchecked: 2021, 12, 9)
        for name in ["hướng dẫn", "01-KH/1.1", "01-KH/1.3"] {
            #expect(throws: Never.self) {
                try resolveReport(
                    ReportDemand("", .event(name: name, on: day)), plan: plan, memory: memory, now: now)
            }
        }
        #expect(throws: Refusal.self) {
            try resolveReport(
                ReportDemand("", .event(name: "huong dan", on: day)), plan: plan, memory: memory, now: now)
        }
    }

    /// Each of several tasks may wait for a guidance of its own.
    @Test(arguments: ["hướng dẫn của Trung ương", "huong dan cua trung uong"])
    func theWordsOfADeadlineNameWhatWaits(_ words: String) throws {
        let plan = plan(["sau khi có hướng dẫn của Trung ương", "kịp thời", "sau khi có hướng dẫn của Trung ương"])
        let memory = memory(plan, loaded: at(2021, 11, 1))
        let demand = ReportDemand("", .event(name: words, on: Day(unchecked: 2021, 12, 9)))
        let refusal = try #require(throws: Refusal.self) {
            try resolveReport(demand, plan: plan, memory: memory, now: at(2021, 12, 10))
        }
        #expect(refusal.wording.en.hasSuffix("name what is waited for: 01-KH/1.1, 01-KH/1.3"), "\(refusal.wording)")
    }

    // MARK: What another plan would change

    @Test func anEditIsAddedDroppedOrMoved() {
        let rules = Self.reminder + "rule \"dung han\" when on due remind lead\n"
        let old = plan(["trước ngày 15/12/2021", "trước ngày 20/12/2021"], rules: rules)
        let new = plan(
            ["trước ngày 15/12/2021", "trước ngày 20/12/2021"],
            rules: "rule \"nhac\" at 10:00 when before due 7 days remind lead\n"
                + "rule \"qua han\" when after due 1 day escalate to directing\n")
        let memory = memory(old, loaded: at(2021, 11, 1))
        func changes(_ a: Plan, _ b: Plan) -> [String] {
            comparePlans(a, b, memory: memory, from: Day(unchecked: 2021, 12, 1), through: Day(unchecked: 2021, 12, 16))
                .map { change in
                    let notice = change.notice
                    let what = "\(notice.identity.task) \(notice.identity.rule) \(Self.zone.day(at: notice.at))"
                    switch change {
                    case .added: return "+ " + what
                    case .dropped: return "- " + what
                    case .moved(_, let from): return "\((notice.at - from) / 3600) h " + what
                    }
                }
        }
        #expect(changes(old, old) == [])
        #expect(
            changes(old, new) == [
                "2 h 1.1 nhac 2021-12-07", "2 h 1.2 nhac 2021-12-10", "- 1.1 dung han 2021-12-14",
                "+ 1.1 qua han 2021-12-15",
            ])
        #expect(
            changes(new, old) == [
                "-2 h 1.1 nhac 2021-12-07", "-2 h 1.2 nhac 2021-12-10", "+ 1.1 dung han 2021-12-14",
                "- 1.1 qua han 2021-12-15",
            ])
    }
}
