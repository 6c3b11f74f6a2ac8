import Dates
import Deadlines
import Diagnostics
import Programmes
import TestKit

@testable import RuleLanguage

/// Random trees of everything the language has.
struct TreeGenerator {
    var random: SplitMix64

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    mutating func pick<T>(_ choices: [T]) -> T { choices[Int.random(in: 0..<choices.count, using: &random)] }
    mutating func chance(_ share: Int) -> Bool { Int.random(in: 0..<100, using: &random) < share }
    mutating func maybe<T>(_ share: Int = 40, _ make: (inout TreeGenerator) -> T) -> T? {
        chance(share) ? make(&self) : nil
    }
    mutating func several<T>(_ most: Int, _ make: (inout TreeGenerator) -> T) -> [T] {
        (0..<Int.random(in: 1...most, using: &random)).map { _ in make(&self) }
    }
    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

    mutating func text() -> String {
        pick([
            "a", "nhac-truoc-han", "Trong quý IV/2021", "khẩn", "rule # not a comment", "日本語 🇻🇳", "cừ", "when", "  x  ",
            "1.1", "về \"chuyển đổi số\"", "\"",
        ])
    }
    mutating func name() -> Name { Name(text()) }
    mutating func day() -> Day { Day(number: Int32(number(0...40_000))) }
    mutating func time() -> TimeOfDay {
        TimeOfDay(hour: number(0...23), minute: number(0...59), second: chance(10) ? 30 : 0)!
    }

    mutating func items() -> [Item] { several(6) { $0.item() } }

    mutating func item() -> Item {
        switch number(0...9) {
        case 0...3: .rule(rule())
        case 4: .digest(digest())
        case 5:
            .mute(
                Mute(
                    name: name(), from: Day(number: 18_000), to: Day(number: Int32(number(18_000...20_000))),
                    condition: maybe { $0.condition(2) }, because: maybe { $0.text() },
                    then: maybe { $0.pick([.send, .drop]) }))
        case 6:
            .defaults(
                Defaults(
                    at: maybe { $0.time() }, onWorkingDays: chance(50) ? true : nil,
                    grouping: maybe { $0.pick([.recipient, .task, .none]) },
                    catchUp: maybe { $0.pick([.latest, .all, .none, .latestAtOnce]) }, severity: maybe { $0.severity() }
                ))
        case 7: .define(Define(name: Name(pick(["x", "trong-diem", "trọng-điểm", "a_1"])), condition: condition(4)))
        default: .test(test())
        }
    }

    mutating func severity() -> Severity { pick([.info, .notice, .warning, .critical]) }

    mutating func rule() -> Rule {
        let when = when()
        var rule = Rule(
            name: name(), condition: maybe { $0.condition(3) }, when: when, guardCondition: maybe { $0.condition(3) },
            actions: several(3) { $0.action() }, until: maybe(20) { $0.condition(2) },
            severity: maybe { $0.severity() },
            at: maybe { $0.time() }, onWorkingDays: chance(30) ? true : nil,
            grouping: maybe(20) { $0.pick([.recipient, .task, .none]) },
            catchUp: maybe(20) { $0.pick([.latest, .all, .none, .latestAtOnce]) },
            template: maybe(20) { $0.name() })
        switch when {
        case .offset(_, _, let offsets) where offsets.count > 1: break
        case .every: break
        default:
            if chance(50) {
                rule.steps = several(3) { generator in
                    ChainStep(after: generator.offset(), actions: generator.several(2) { $0.action() })
                }
            }
            rule.repetition = maybe { g in Repetition(every: g.offset(), times: g.maybe { $0.number(1...20) }) }
        }
        return rule
    }

    mutating func when() -> When {
        switch number(0...6) {
        case 0...2: .offset(pick([.before, .after]), pick([.start, .due, .issued]), distinctOffsets())
        case 3: .on(pick([.start, .due, .issued]))
        case 4: .every(cycle())
        case 5: .report(pick(ReportTrigger.allCases))
        default: .event(name())
        }
    }

    /// Doubled ones bring a warning.
    private mutating func distinctOffsets() -> [Offset] {
        several(4) { $0.offset() }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    mutating func offset() -> Offset {
        Offset(number(1...400), pick([.hours, .days, .workingDays, .weeks, .months, .quarters, .years]))
    }

    mutating func cycle() -> Cycle {
        let unit: CycleUnit = pick([.day, .week, .month, .quarter, .halfYear, .year])
        let day: CycleDay? = maybe(60) {
            $0.pick([
                .weekday(.monday), .weekday(.sunday), .day($0.number(1...7)), .lastDay, .workingDay($0.number(1...5)),
                .lastWorkingDay,
            ])
        }
        return Cycle(every: chance(50) ? 1 : number(2...12), unit: unit, day: unit == .day ? nil : day)
    }

    mutating func action() -> Action {
        let recipients = several(4) { $0.chance(10) ? $0.pick([.officer, .confirming]) : $0.recipient(3) }
        return Action(
            pick([.remind, .escalate]), recipients.reduce(into: []) { if !$0.contains($1) { $0.append($1) } })
    }

    mutating func recipient(_ depth: Int) -> Recipient {
        if depth > 0, chance(25) { return .superior(of: recipient(depth - 1)) }
        return chance(20) ? .body(name()) : .role(pick(Role.allCases))
    }

    mutating func digest() -> Digest {
        Digest(
            name: name(), every: cycle(), at: maybe { $0.time() }, to: [recipient(1)], list: condition(3),
            groupBy: maybe { g in g.chance(50) ? .programme : .role(g.pick(Role.allCases)) },
            onWorkingDays: chance(30) ? true : nil, severity: maybe { $0.severity() }, template: maybe(20) { $0.name() }
        )
    }

    mutating func condition(_ depth: Int) -> Condition {
        if depth > 0 {
            switch number(0...5) {
            case 0: return .and(condition(depth - 1), condition(depth - 1))
            case 1: return .or(condition(depth - 1), condition(depth - 1))
            case 2: return .not(condition(depth - 1))
            default: break
            }
        }
        let none = Span(0, 0)
        let ordered: [Comparison] = [.equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .is]
        switch number(0...9) {
        case 0: return .defined(Name(pick(["x", "trong-diem", "quý-này"])))
        case 1:
            return .holds(
                pick([
                    .overdue, .acknowledged, .done, .cancelled, .reported, .extended, .document, .late, .officer, .due,
                ]), none)
        case 2: return .dueWithin(offset(), none)
        case 3: return .compare(.priority, pick(ordered), .priority(pick(Priority.allCases)), none)
        case 4:
            return .compare(
                .deadline, pick([.equal, .notEqual, .is]), .deadlineKind(pick(DeadlineKind.allCases)), none)
        case 5: return .compare(.status, pick([.equal, .notEqual, .is]), .status(pick(StatusName.allCases)), none)
        case 6: return .compare(pick([.start, .due]), pick(ordered), .date(day()), none)
        case 7: return .compare(.progress, pick(ordered), .percent(number(0...150)), none)
        case 8:
            return .compare(
                pick([.daysOverdue, .daysLeft, .noticesSent, .extensions, .sharesOpen, .shares]), pick(ordered),
                .number(number(-30...300)), none)
        default:
            let fact: Fact = pick([.programme, .task, .title, .tag, .officer, .role(pick(Role.allCases))])
            let comparisons: [Comparison] = [.equal, .notEqual, .is] + (fact.accepts(.has) ? [.has] : [])
            return .compare(fact, pick(comparisons), .string(text()), none)
        }
    }

    mutating func test() -> RuleTest {
        var day = Int32(number(18_000...19_000))
        let task = TestTask(
            id: maybe { $0.text() }, title: maybe { $0.text() }, deadline: chance(80) ? several(2) { $0.text() } : [],
            issued: maybe { $0.day() }, roles: chance(70) ? [pick(Role.allCases): several(2) { $0.text() }] : [:],
            tags: chance(30) ? several(2) { $0.text() } : [], priority: maybe { $0.pick(Priority.allCases) },
            event: maybe { $0.text() }, officer: maybe { $0.text() }, completion: pick(Completion.allCases),
            confirmation: pick(Confirmation.allCases))
        var statements: [TestStatement] = [.task(task)]
        for _ in 0..<number(0...5) {
            day += Int32(number(0...40))
            if chance(40) {
                statements.append(.given(report(), on: Day(number: day), Span(0, 0)))
            } else {
                statements.append(
                    .expect(on: Day(number: day), chance(30) ? .nothing : expectation(), Span(0, 0)))
            }
        }
        return RuleTest(name: name(), statements: statements)
    }

    mutating func report() -> TestReport {
        let kind: TestReport.Kind = pick([
            .done, .confirmed, .returned, .reopened, .cancelled, .acknowledged, .unacknowledged,
            .progress(number(0...100)), .snoozed(until: day()), .extended(until: day()), .extensionAsked(until: day()),
            .extensionGranted, .extensionRefused, .event(text()), .eventWithdrawn(text()),
        ])
        switch kind {
        case .event, .eventWithdrawn: return TestReport(kind)
        default:
            return TestReport(
                kind, of: chance(30) ? several(2) { $0.name() } : [], document: maybe(20) { $0.text() })
        }
    }

    mutating func expectation() -> TestExpectation {
        let actions = several(2) { generator in
            let action = generator.action()
            return TestExpectation.Action(
                action.kind,
                action.recipients.map { recipient in
                    .init(recipient, bodies: generator.chance(30) ? generator.several(2) { $0.name() } : [])
                })
        }
        let texts = chance(30) ? several(2) { $0.name() } : []
        return TestExpectation(texts.isEmpty || chance(50) ? actions : [], texts: texts)
    }
}
