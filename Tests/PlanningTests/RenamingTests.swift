import Bytes
import Dates
import Deadlines
import Diagnostics
import Programmes
import RuleLanguage
import Testing

@testable import Planning

/// Tasks that have another number, programmes that have another id: whoever lived through the edit knows what a ledger says.
@Suite struct RenamingTests {
    private typealias Case = DutyTests.Case

    /// A memory that lives, and the rows that another would be built from.
    private struct Witness {
        var living: Memory
        var rows = LedgerSnapshot()

        init(_ plan: Plan) {
            living = Memory(plan)
            for programme in plan.site.programmes {
                living.load(programme: programme.id, at: DutyTests.at(10, 1))
                rows.load(programme: programme.id, at: DutyTests.at(10, 1))
            }
        }

        mutating func hear(_ reports: [Report]) {
            for report in reports {
                living.apply(report)
                rows.add(report)
            }
        }

        /// As a service takes over edited files.
        mutating func read(_ plan: Plan, at now: Instant) {
            let old = living.plan
            living.bind(to: plan)
            for report in living.carryOver(from: old, at: now) { rows.add(report) }
        }

        /// The one that lived, and one that rose from the rows, written down and read again.
        func memories() throws -> [Memory] {
            var writer = CacheWriter()
            rows.encode(to: &writer)
            var risen = Memory(living.plan)
            risen.replay(try #require(LedgerSnapshot(reading: writer.bytes[...])))
            return [living, risen]
        }
    }

    /// A task was renumbered, then its programme's file: what was carried over to it is not carried over again.
    @Test func whatWasCarriedOverStaysSoUnderAProgrammesNewID() throws {
        var site = Case(rules: "", leads: ["huyen-a"])
        var witness = Witness(site.plan)
        witness.hear([DutyTests.report(.done, DutyTests.at(12, 1))])
        (site.id, site.extra) = ("2.1", [0: .init(was: "1.1")])
        witness.read(site.plan, at: DutyTests.at(12, 2))
        site.programme = "02-KH"
        witness.read(site.plan, at: DutyTests.at(12, 3))
        for var memory in try witness.memories() {
            #expect(memory.settle(at: DutyTests.at(12, 4)) == [])
            let states = taskStates(site.plan, memory, at: DutyTests.at(12, 4), tasks: [0])[0].occurrences
            #expect(states.map(\.status) == [.done])
        }
    }

    /// An event that a task gives its name goes with it: neither a new number nor a new id makes it wait again.
    @Test func anEventThatHasATasksNameGoesWithIt() throws {
        var site = Case(rules: "", phrases: ["trong 10 ngày kể từ khi có hướng dẫn"], leads: ["huyen-a"])
        var witness = Witness(site.plan)
        let day = DutyTests.day(12, 1)
        func event(_ name: String, _ day: Day) -> Report {
            Report(at: DutyTests.at(12, 2), kind: .event(name: name, on: day))
        }
        // Of the task that will have this number another was taken back.
        witness.hear([
            event("01-KH/1.1", day), event("01-KH/2.1", day - 5),
            Report(at: DutyTests.at(12, 2), kind: .withdraw(event: "01-KH/2.1")),
        ])
        func dues(_ plan: Plan) throws -> [Day?] {
            try witness.memories().flatMap {
                taskStates(plan, $0, at: DutyTests.at(12, 4), tasks: [0])[0].occurrences.map(\.due)
            }
        }
        let due: Day? = DutyTests.day(12, 11)
        #expect(try dues(site.plan) == [due, due])
        (site.id, site.extra) = ("2.1", [0: .init(was: "1.1")])
        witness.read(site.plan, at: DutyTests.at(12, 3))
        #expect(try dues(site.plan) == [due, due])
        site.programme = "02-KH"
        witness.read(site.plan, at: DutyTests.at(12, 4))
        #expect(try dues(site.plan) == [due, due])
        witness.hear([Report(at: DutyTests.at(12, 4), kind: .withdraw(event: "02-KH/2.1"))])
        #expect(try dues(site.plan) == [nil, nil])
    }

    // MARK: Numbers that another task has now

    /// A programme of tasks that huyện A leads: each with its number, its title and the number it had.
    private static func plan(_ tasks: [(id: String, title: String, was: String?)]) -> Plan {
        let programme = Programme(
            id: "01-KH", title: "", issued: DutyTests.day(9, 30),
            tasks: tasks.map { task in
                OfficeTask(
                    id: task.id, title: task.title, assignments: [Assignment(.lead, BodyIndex(1))], deadline: 0,
                    extra: task.was.map { .init(was: $0) })
            }, deadlines: [["trước ngày 16/12/2021"]])
        return makePlan(
            Site(
                settings: Settings(), bodies: DutyTests.bodies, programmes: [programme], ruleFiles: [],
                calendar: .vietnam))
    }

    /// Of each task its title, where it is done; the same by both memories.
    private func done(_ witness: Witness) throws -> Set<String> {
        let plan = witness.living.plan
        let found = try witness.memories().map { memory in
            Set(
                taskStates(plan, memory, at: DutyTests.at(12, 9)).filter { $0.occurrences[0].status == .done }
                    .map { plan.task($0.taskIndex).title })
        }
        #expect(found[0] == found[1])
        return found[0]
    }

    /// The first is taken out, the others move up: what was done of it is done of none of them, and is kept.
    @Test func whatIsKnownOfATaskThatIsGoneIsNoOtherTasks() throws {
        var witness = Witness(Self.plan([("1", "A", nil), ("2", "B", nil), ("3", "C", nil)]))
        witness.hear([DutyTests.report(.done, DutyTests.at(12, 1), task: "1")])
        witness.read(Self.plan([("1", "B", "2"), ("2", "C", "3")]), at: DutyTests.at(12, 2))
        #expect(try done(witness) == [])
        #expect(try witness.memories().map(\.unplaced) == [["01-KH/1~"], ["01-KH/1~"]])
        witness.hear([DutyTests.report(.done, DutyTests.at(12, 3), task: "1")])
        // The next one goes, too; and the first comes back.
        witness.read(Self.plan([("1", "C", "2"), ("7", "A", "1~")]), at: DutyTests.at(12, 4))
        #expect(try done(witness) == ["A"])
        #expect(try witness.memories().map(\.unplaced) == [["01-KH/1~~"], ["01-KH/1~~"]])
    }

    /// Each edit puts another before the first: the same numbers are given once more, each by a task that has it since.
    @Test func whatIsRenumberedTwiceIsCarriedOverTwice() throws {
        var witness = Witness(Self.plan([("1", "A", nil), ("2", "B", nil)]))
        witness.hear([DutyTests.report(.done, DutyTests.at(12, 1), task: "1")])
        let once = Self.plan([("1", "X", nil), ("2", "A", "1"), ("3", "B", "2")])
        for _ in 0..<2 { witness.read(once, at: DutyTests.at(12, 2)) }
        #expect(try done(witness) == ["A"])
        witness.hear([DutyTests.report(.done, DutyTests.at(12, 3), task: "3")])
        let twice = Self.plan([("1", "Y", nil), ("2", "X", "1"), ("3", "A", "2"), ("4", "B", "3")])
        for _ in 0..<2 { witness.read(twice, at: DutyTests.at(12, 4)) }
        #expect(try done(witness) == ["A", "B"])
    }

    /// It is said later that a task is the one of before: what was reported of it meanwhile is still its own.
    @Test func aTaskThatSaysLaterWhichItWasKeepsItsOwn() throws {
        var witness = Witness(Self.plan([("1", "A", nil), ("3", "C", nil)]))
        witness.hear([DutyTests.report(.progress(milli: 7000), DutyTests.at(12, 1), task: "1")])
        witness.read(Self.plan([("2", "A mới", nil), ("3", "C", nil)]), at: DutyTests.at(12, 2))
        witness.hear([DutyTests.report(.done, DutyTests.at(12, 3), task: "2")])
        witness.read(Self.plan([("2", "A mới", "1"), ("3", "C", nil)]), at: DutyTests.at(12, 4))
        #expect(try done(witness) == ["A mới"])
        #expect(try witness.memories().map(\.unplaced) == [[], []])
    }

    /// A `was` of an earlier edit does not say which number a task had last.
    @Test func aNumberThatWasLeftStandingIsNoticed() throws {
        let before = Self.plan([("1", "X", nil), ("2", "A", "1")])
        var witness = Witness(before)
        witness.hear([DutyTests.report(.done, DutyTests.at(12, 1), task: "2")])
        let stale = Self.plan([("1", "Y", nil), ("2", "X", "1"), ("3", "A", "1")])
        let told = findRenumbered(before, stale, witness.living).values.flatMap { $0 }
        #expect(told.map(\.code) == ["S412"] && told[0].message.en.contains("“A” 2 → 3"))
        let right = Self.plan([("1", "Y", nil), ("2", "X", "1"), ("3", "A", "2")])
        #expect(findRenumbered(before, right, witness.living).isEmpty)
    }
}
