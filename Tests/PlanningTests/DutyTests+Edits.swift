import Dates
import Deadlines
import Diagnostics
import Programmes
import RuleLanguage
import Testing

@testable import Planning

// What the bodies owe after the programme was edited.
extension DutyTests {
    @Test func theHourOfADueDateThatTheDocumentMovedIsTheDocuments() {
        let rule = "rule \"a\" when before due 9 days, 3 hours remind lead"
        func site(_ day: Int) -> Case { Case(rules: rule, phrases: ["trước 12 giờ ngày \(day)/12/2021"]) }
        var memory = Memory(site(15).plan)
        memory.load(programme: "01-KH", at: Self.at(10, 1))
        _ = decide(site(15).plan, &memory, at: Self.at(12, 6, 8))
        let plan = site(17).plan
        memory.bind(to: plan)
        #expect(memory.settle(at: Self.at(12, 6, 9)).count == 1)
        var instants: [String] = []
        var now: Instant? = Self.at(12, 6, 9)
        while let instant = now, instant < Self.at(12, 20) {
            let decision = decide(plan, &memory, at: instant)
            instants += decision.notices.map { Self.zone.local($0.at).time.description }
            now = decision.next
        }
        #expect(instants.suffix(2) == ["09:00", "09:00"], "\(instants)")
    }

    /// What was told by the date of an extension alone is told, too: another date in the document is a move.
    @Test func aDutyThatWasToldUnderALaterDueDateIsMovedByTheDocument() {
        let rule = "rule \"a\" when before due 2 days remind lead"
        let plan = Case(rules: rule).plan
        var memory = Memory(plan)
        memory.load(programme: "01-KH", at: Self.at(10, 1))
        memory.apply(Self.report(.extend(until: Self.day(12, 28), reason: ""), Self.at(12, 1)))
        let told = decide(plan, &memory, at: Self.at(12, 26, 8))
        #expect(told.notices.count == 2)
        var snapshot = LedgerSnapshot()
        snapshot.load(programme: "01-KH", at: Self.at(10, 1))
        snapshot.add(Self.report(.extend(until: Self.day(12, 28), reason: ""), Self.at(12, 1)))
        for notice in told.notices { snapshot.add(notice) }
        let edited = Case(rules: rule, phrases: ["trước ngày 5/1/2022"]).plan
        var risen = Memory(edited)
        risen.replay(snapshot)
        memory.bind(to: edited)
        let moved = memory.settle(at: Self.at(12, 27))
        #expect(moved.map(\.kind) == [.move(from: Self.day(12, 15), to: Self.day(1, 4))])
        #expect(risen.settle(at: Self.at(12, 27)) == moved)
    }

    /// The task that another waited for has another number: it waits again, with what was reported of it.
    @Test func whatWaitsAgainKeepsItsReports() {
        let phrases = ["trước ngày 16/12/2021", "sau khi hoàn thành"]
        let plan = Case(rules: "", phrases: phrases, leads: ["huyen-a"], extra: [1: .init(after: "1.1")]).plan
        var memory = Memory(plan)
        var snapshot = LedgerSnapshot()
        memory.load(programme: "01-KH", at: Self.at(10, 1))
        snapshot.load(programme: "01-KH", at: Self.at(10, 1))
        let reports = [
            Self.report(.done, Self.at(12, 1), task: "1.2", occurrence: "awaited"),
            Self.report(.done, Self.at(12, 3)),
        ]
        for report in reports {
            memory.apply(report)
            snapshot.add(report)
        }
        let edited = Case(
            rules: "", phrases: phrases, id: "2.1", leads: ["huyen-a"],
            extra: [0: .init(was: "1.1"), 1: .init(after: "1.1")]
        ).plan
        memory.bind(to: edited)
        for report in memory.settle(at: Self.at(12, 4)) { snapshot.add(report) }
        var risen = Memory(edited)
        risen.replay(snapshot)
        for memory in [memory, risen] {
            let states = taskStates(edited, memory, at: Self.at(12, 4), tasks: [1])[0].occurrences
            #expect(states.map(\.id) == ["awaited"] && states.map(\.status) == [.done], "\(states.map(\.id))")
        }
    }

    /// What was sent under a body's former name counts under its present one.
    @Test func noticesOfABodyThatHasAnotherNameAreItsOwn() {
        let rule = "rule \"a\" when before due 9 days, 5 days, 2 days if notices sent < 2 remind lead"
        let site = Case(rules: rule)
        var memory = Memory(site.plan)
        memory.load(programme: "01-KH", at: Self.at(10, 1))
        // So that it is about one alone.
        memory.apply(Self.report(.done, Self.at(12, 1), of: ["huyen-b"]))
        #expect(decide(site.plan, &memory, at: Self.at(12, 6, 8)).notices.count == 1)
        #expect(decide(site.plan, &memory, at: Self.at(12, 10, 8)).notices.count == 1)
        var bodies = Self.bodies.bodies
        (bodies[1].id, bodies[1].was) = ("khu-vuc-a", "huyen-a")
        let renamed = Case(rules: rule, leads: ["khu-vuc-a", "huyen-b"], bodies: BodyDirectory(bodies)).plan
        let decision = decide(renamed, &memory, at: Self.at(12, 13, 8))
        #expect(decision.notices.isEmpty && decision.withheld.map(\.reason) == [.guardFailed])
    }

    /// The step that one had under a date of its own is no step of another's.
    @Test func whatWasDecidedForOneIsNotDecidedForAnother() {
        let rule = "rule \"a\" when before due 2 days remind lead"
        let reports = [
            // A is told by a date of its own; B is given a date whose day of notice has passed, of which it heard nothing.
            Self.report(.extend(until: Self.day(12, 8), reason: ""), Self.at(12, 1), of: ["huyen-a"]),
            Self.report(.extend(until: Self.day(12, 9), reason: ""), Self.at(12, 8), of: ["huyen-b"]),
        ]
        #expect(
            Self.sent(Case(rules: rule), reports) == ["12-06 huyen-a: huyen-a", "12-08 huyen-b: huyen-b"])
    }
}
