import Dates
import Deadlines
import Diagnostics
import Dispatch
import Programmes
import RuleLanguage
import TestKit

@testable import Planning

/// A small site made of chance: few tasks, rules that collide, reports at odd times.
struct RandomSite {
    var site: Site
    var deadlines: [[[Deadline]]]
    /// The days it is tried on.
    var from = Day(unchecked: 2021, 11, 20)
    var through = Day(unchecked: 2022, 2, 20)
    /// Three of five differ in more than their tasks and rules.
    var isVaried = false
    /// In four of seven several bodies answer for a task, and report each for itself.
    var hasDuties = false
    private var random: SplitMix64
    /// Which kinds of conditions may name a definition.
    private var defined: Set<Bool> = []

    static let calendar = WorkCalendar.vietnam
    static let issued = Day(unchecked: 2021, 9, 30)
    static let bodies = BodyDirectory([
        Body(id: "tinh-uy", name: "Tỉnh ủy"),
        Body(id: "ban-thuong-vu", name: "Ban Thường vụ", parent: BodyIndex(0)),
        Body(id: "ban-to-chuc", name: "Ban Tổ chức", parent: BodyIndex(1)),
        Body(
            id: "ban-tuyen-giao", name: "Ban Tuyên giáo", parent: BodyIndex(1), until: Day(unchecked: 2022, 1, 10),
            successor: BodyIndex(4)),
        Body(id: "ban-tuyen-giao-dan-van", name: "Ban Tuyên giáo và Dân vận", parent: BodyIndex(0)),
        Body(id: "cac-ban", name: "Các ban", members: [BodyIndex(2), BodyIndex(3)]),
        Body(id: "huyen-uy", name: "Huyện ủy", parent: BodyIndex(2)),
    ])

    init(seed: UInt64) {
        random = SplitMix64(seed: seed)
        site = Site(
            settings: Settings(), bodies: Self.bodies, programmes: [], ruleFiles: [], calendar: Self.calendar)
        deadlines = []
        for p in 0..<Int.random(in: 1...2, using: &random) {
            var programme = Programme(
                id: ["02-KH", "01-KH"][p], title: "", issued: Self.issued + Int.random(in: 0...30, using: &random),
                tagSets: [[], ["khẩn"], ["khẩn", "trọng điểm"]])
            if chance(4) { programme.since = programme.issued + Int.random(in: 0...60, using: &random) }
            deadlines.append([])
            for t in 0..<Int.random(in: 1...4, using: &random) {
                programme.deadlines.append(["\(t)"])
                deadlines[p].append(deadline(programme.issued))
                var extra: OfficeTask.Extra?
                if chance(3) {
                    extra = .init(event: "hướng dẫn")
                } else if chance(3), t > 0 {
                    extra = .init(after: "1.0")
                }
                programme.tasks.append(
                    OfficeTask(
                        id: "1.\(t)", title: "Việc \(t)", assignments: assignments(), deadline: UInt32(t),
                        tags: UInt32.random(in: 0...2, using: &random), priority: pick(Priority.allCases), extra: extra)
                )
            }
            site.programmes.append(programme)
        }
        makeRules()
        if 1...3 ~= seed % 5 { vary() }
        if [0, 2, 3, 6].contains(seed % 7) { addDuties() }
    }

    mutating func makeRules() {
        var items: [Item] = []
        defined = [false, true]
        if chance(2) {
            items.append(
                .defaults(
                    Defaults(at: chance(2) ? TimeOfDay(hour: 17) : nil, onWorkingDays: chance(2), catchUp: catchUp())))
        }
        for i in 0..<Int.random(in: 1...4, using: &random) { items.append(.rule(rule("r\(i)"))) }
        for i in 0..<Int.random(in: 0...2, using: &random) where chance(2) {
            let from = Day(unchecked: 2021, 11, 1) + Int.random(in: 0...120, using: &random)
            items.append(
                .mute(
                    Mute(
                        name: Name("m\(i)"), from: from, to: from + Int.random(in: 0...9, using: &random),
                        condition: chance(2) ? condition(dynamic: false, 1) : nil, then: chance(3) ? .drop : nil)))
        }
        // They name no other, so that none leads back to itself.
        defined = []
        items.append(.define(Define(name: Name("d0"), condition: condition(dynamic: false, 1))))
        items.append(.define(Define(name: Name("d1"), condition: condition(dynamic: true, 1))))
        defined = [false, true]
        for i in 0..<Int.random(in: 0...1, using: &random) { items.append(.digest(digest("t\(i)"))) }
        site.ruleFiles = [RuleFile(source: SourceFile(path: "rules/a.rules", text: ""), items: items)]
    }

    /// Another deadline for a task, or another rule in the place of one.
    mutating func edit() {
        if hasDuties, chance(2) { return editDuties() }
        if isVaried, chance(2) { return editPart() }
        if chance(2) {
            let p = number(0...site.programmes.count - 1)
            let t = number(0...site.programmes[p].tasks.count - 1)
            deadlines[p][t] = deadline(site.programmes[p].issued)
            // Another phrase, too: an unedited one is read once.
            let phrases = Int(site.programmes[p].tasks[t].deadline)
            site.programmes[p].deadlines[phrases].append("\(number(0...1_000_000))")
        } else if let index = site.ruleFiles[0].items.indices.filter({ i in
            if case .rule = site.ruleFiles[0].items[i] { true } else { false }
        }).randomElement(using: &random), case .rule(let old) = site.ruleFiles[0].items[index] {
            let new = rule(old.name.text)
            site.ruleFiles[0].items[index] = .rule(hasDuties ? withDuties(new) : new)
        }
    }

    var plan: Plan {
        var timetables: [Timetable] = []
        var firsts: [[Deadline]] = []
        var ofTask: [UInt32] = []
        for (p, programme) in site.programmes.enumerated() {
            for t in programme.tasks.indices {
                // Tasks of the same deadline share a timetable, as they do where phrases are read.
                if let same = timetables.indices.first(where: {
                    firsts[$0] == deadlines[p][t] && timetables[$0].issued == programme.issued
                }) {
                    ofTask.append(UInt32(same))
                } else {
                    ofTask.append(UInt32(timetables.count))
                    firsts.append(deadlines[p][t])
                    timetables.append(Timetable(deadlines[p][t], in: ReadingContext(programme, in: site)))
                }
            }
        }
        return makePlan(
            site, ReadDeadlines(timetables: timetables, ofTask: ofTask), TaskOrder(site.programmes),
            workers: .threads)
    }

    func oracle(through day: Day) -> Oracle {
        Oracle(
            site: site,
            schedules: zip(site.programmes, deadlines).map { programme, deadlines in
                deadlines.map { Schedule($0, in: ReadingContext(programme, in: site)) }
            }, horizon: day)
    }

    mutating func chance(_ n: Int) -> Bool { Int.random(in: 0..<n, using: &random) == 0 }
    mutating func pick<T>(_ values: [T]) -> T { values.randomElement(using: &random)! }
    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

    mutating func deadline(_ issued: Day) -> [Deadline] {
        func once(_ start: Day, _ due: Day, _ time: TimeOfDay? = nil) -> Deadline {
            Deadline(text: "", kind: .once, start: start, due: due, dueTime: time)
        }
        let due = issued + number(1...150)
        let monthly = DueCycle(
            step: .months, length: pick([1, 3, 12]), origin: 2021 * 12, start: .day(month: 0, 1),
            due: pick([.monthEnd(month: 0), .day(month: 0, 20), .workingDay(month: 0, -1)]), from: issued)
        let recurring = Deadline(text: "", kind: .recurring, cycles: [monthly])
        let continuous = Deadline(text: "", kind: .continuous, start: chance(2) ? issued + 20 : nil)
        switch number(0...8) {
        case 0, 1: return [once(issued, due, chance(3) ? TimeOfDay(hour: 12) : nil)]
        case 2:
            return [
                Deadline(text: "", kind: .once, start: Day(unchecked: 2021, 10, 1), due: Day(unchecked: 2021, 12, 31))
            ]
        case 3: return [recurring]
        case 4: return [continuous]
        case 5:
            return [
                Deadline(
                    text: "", kind: .awaiting,
                    event: AwaitedEvent(name: "", term: chance(2) ? Term(10, .workingDay) : nil, isBefore: false))
            ]
        case 6: return [Deadline(text: "", kind: .vague)]
        case 7: return [Deadline(text: "", kind: .compound, parts: [recurring, Deadline(text: "", kind: .vague)])]
        default: return [once(issued + 10, due), recurring]
        }
    }

    mutating func assignments() -> [Assignment] {
        var result: [Assignment] = []
        for role in Role.allCases {
            for _ in 0..<number(0...2) { result.append(Assignment(role, BodyIndex(number(0...6)))) }
        }
        return result
    }

    mutating func recipient() -> Recipient {
        switch number(0...5) {
        case 0: .superior(of: .role(pick(Role.allCases)))
        case 1: .superior(of: .superior(of: .role(.lead)))
        case 2: .body(Name(pick(["ban-to-chuc", "cac-ban", "Ban Tuyên giáo"])))
        default: .role(pick(Role.allCases))
        }
    }

    mutating func action() -> Action {
        Action(chance(2) ? .remind : .escalate, (0..<number(1...2)).map { _ in recipient() })
    }

    mutating func offset(_ most: Int) -> Offset {
        let unit = pick([OffsetUnit.days, .days, .workingDays, .weeks, .months, .hours])
        let count = number(1...most)
        return Offset(unit == .hours ? 6 * count : unit == .months ? 1 : count, unit)
    }

    mutating func catchUp() -> CatchUp? { pick([nil, nil, .latest, .all, CatchUp.none]) }

    mutating func rule(_ name: String) -> Rule {
        var rule = Rule(name: Name(name), when: .on(.due), actions: [action()])
        switch number(0...6) {
        case 0: rule.when = .offset(.before, pick([.due, .due, .start, .issued]), [offset(9), offset(20)])
        case 1: rule.when = .offset(pick([.before, .after]), .due, [offset(12)])
        case 2: rule.when = .offset(.after, pick([.issued, .start]), [offset(12)])
        case 3:
            rule.when = .every(
                Cycle(
                    every: number(1...2), unit: pick([.week, .month, .quarter, .day]),
                    day: pick([
                        nil, .weekday(pick(Weekday.allCases)), .day(number(1...31)), .lastDay,
                        .workingDay(number(1...5)), .lastWorkingDay,
                    ])))
        case 4: rule.when = .event(Name(pick(["hướng dẫn", "01-KH/1.0", "02-KH/1.0"])))
        case 5: rule.when = .on(pick([.start, .due, .issued]))
        default: rule.when = .offset(.after, .due, [offset(5)])
        }
        let single =
            switch rule.when {
            case .every: false
            case .offset(_, _, let offsets): offsets.count == 1
            default: true
            }
        if single, chance(2) {
            for _ in 0..<number(0...2) { rule.steps.append(ChainStep(after: offset(7), actions: [action()])) }
            if chance(2) { rule.repetition = Repetition(every: offset(9), times: chance(2) ? number(1...4) : nil) }
        }
        if chance(2) { rule.condition = condition(dynamic: false, 2) }
        if chance(3) { rule.guardCondition = condition(dynamic: true, 1) }
        if chance(3) { rule.until = condition(dynamic: true, 1) }
        if chance(2) { rule.at = pick([TimeOfDay(hour: 0), TimeOfDay(hour: 9, minute: 30), TimeOfDay(hour: 17)]) }
        if chance(2) { rule.onWorkingDays = chance(2) }
        rule.catchUp = catchUp()
        return rule
    }

    mutating func digest(_ name: String) -> Digest {
        Digest(
            name: Name(name),
            every: Cycle(
                every: number(1...2), unit: pick([.week, .week, .month, .quarter]),
                day: pick([nil, .weekday(pick(Weekday.allCases)), .day(number(1...31)), .lastWorkingDay])),
            at: pick([nil, TimeOfDay(hour: 0), TimeOfDay(hour: 17)]), to: [recipient()],
            list: condition(dynamic: true, 2), onWorkingDays: chance(2) ? chance(2) : nil)
    }

    mutating func condition(dynamic: Bool, _ depth: Int) -> Condition {
        let nowhere = Span(0, 0)
        if depth > 0, defined.contains(dynamic), chance(8) { return .defined(Name(dynamic ? "d1" : "d0")) }
        if depth > 0, chance(2) {
            let (a, b) = (condition(dynamic: dynamic, depth - 1), condition(dynamic: dynamic, depth - 1))
            return chance(3) ? .not(a) : chance(2) ? .and(a, b) : .or(a, b)
        }
        let comparison = pick([Comparison.less, .greaterOrEqual, .equal, .notEqual])
        if dynamic {
            switch number(0...5) {
            case 0: return .holds(pick([.overdue, .acknowledged, .done]), nowhere)
            case 1: return .dueWithin(offset(20), nowhere)
            case 2: return .compare(.noticesSent, comparison, .number(number(0...4)), nowhere)
            case 3: return .compare(.progress, comparison, .percent(50), nowhere)
            case 4: return .compare(pick([.daysOverdue, .daysLeft]), comparison, .number(number(0...20)), nowhere)
            default: return .compare(.status, .is, .status(.open), nowhere)
            }
        }
        switch number(0...5) {
        case 0: return .compare(.priority, comparison, .priority(pick(Priority.allCases)), nowhere)
        case 1: return .compare(.tag, .has, .string("khẩn"), nowhere)
        case 2:
            return .compare(
                .deadline, .is, .deadlineKind(pick([.once, .recurring, .continuous, .awaiting, .vague])), nowhere)
        case 3: return .compare(.role(.lead), .is, .string("ban-tuyen-giao"), nowhere)
        case 4: return .compare(.due, .less, .date(Day(unchecked: 2022, 1, 1)), nowhere)
        default: return .compare(.start, .greaterOrEqual, .date(Day(unchecked: 2021, 11, 1)), nowhere)
        }
    }

    /// The occurrences that are named by what they are due on.
    func ids(of task: OfficeTask, _ programme: Programme) -> [String] {
        guard isVaried || hasDuties, let p = site.programmes.firstIndex(where: { $0.id == programme.id }),
            let t = site.programmes[p].tasks.firstIndex(where: { $0.id == task.id }), deadlines.indices.contains(p),
            deadlines[p].indices.contains(t)
        else { return [] }
        return deadlines[p][t].flatMap { [$0] + $0.parts }.compactMap { $0.due?.description }
    }

    /// Reports between two days, at any second or exactly when notices go out.
    mutating func reports(_ count: Int, from: Day, through: Day) -> [Report] {
        (0..<count * (hasDuties ? 4 : 1)).map { _ -> Report in
            let day = from + number(0...(through - from))
            let time = pick([TimeOfDay(hour: 8)!, TimeOfDay(hour: 10, minute: 1, second: 7)!, TimeOfDay(hour: 17)!])
            let at = site.settings.zone.instant(day, time)
            let programme = pick(site.programmes)
            let task = pick(Array(programme.tasks))
            if hasDuties, !chance(4) { return dutyReport(programme, task, day, at: at) }
            if chance(5) {
                let name = pick(["hướng dẫn", programme.id + "/" + task.id])
                return Report(at: at, kind: .event(name: name, on: day - number(0...5)))
            }
            let kinds: [Report.Kind] = [
                .done, .done, .reopen, .cancel, .ack, .snooze(until: day + number(1...9)),
                .progress(milli: number(0...100_000)),
            ]
            return Report(
                at: at, kind: pick(kinds), programme: programme.id, task: task.id,
                occurrence: pick(
                    [nil, nil, "2021-Q4", "2021-11", "2022-01", "open", "awaited"] + ids(of: task, programme)))
        }.sorted { $0.at < $1.at }
    }
}

extension Workers {
    /// More than there may be processors, and parts that end in any order.
    static let threads = Workers(count: 3) { parts, part in
        DispatchQueue.concurrentPerform(iterations: parts, execute: part)
    }
}
