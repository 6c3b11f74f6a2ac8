import Dates
import Deadlines
import Programmes
import RuleLanguage

@testable import Planning

/// The engine as the documentation defines it, as simply as it can be said: every rule of every occurrence is worked
/// out from the syntax tree each time, day by day. Slow, and shares nothing with the engine but the types of its input.
struct Oracle {
    struct Trigger: Hashable {
        var step: Int
        var repeatNumber: Int
        var day: Day
        var nominal: Instant
        var moved: Instant
    }

    struct Key: Hashable {
        var programme: String
        var task: String
        var occurrence: String
        /// Of the occurrence's due dates the one that the rule counts from.
        var dueNumber = 0
        var rule: String
    }

    struct History {
        var fired: Set<[Int]> = []
        var last: Trigger?
        var isStopped = false
    }

    /// An instant that was decided, under the name that its occurrence had then.
    struct Decided {
        var key: Key
        var trigger: Trigger
        var isStopped: Bool
    }

    /// What went out at an instant, whoever got it.
    struct Step: Hashable {
        var key: Key
        var step: Int
        var repeatNumber: Int
        /// Ids of the bodies whose shares it was about; nil: of all.
        var subjects: [String]?
        /// The due date by the document that it knew of.
        var knownDue: Day?
    }

    var site: Site
    /// Before the last edit.
    private(set) var former: Site?
    /// Of each programme, each task.
    var schedules: [[Schedule]]
    var firstLoads: [String: Instant] = [:]
    /// In the order they were made; the occurrence of each is settled.
    var reports: [Report] = []
    /// By number of a report that cancelled a task: the occurrence that it is heard of.
    var cancelled: [Int: String] = [:]
    /// All that was ever decided; ``histories`` says the same by the names of now.
    private(set) var decided: [Decided] = []
    private(set) var histories: [Key: History] = [:]
    /// Of each digest the last cycle decided, and the names of all.
    var digestMarks: [String: Instant] = [:]
    var digestCycles: [String: Set<String>] = [:]
    /// All that ever went out, by the names of then.
    var sent: [Step] = []
    /// What was carried over already.
    var renumbered: Set<[String]> = []
    let horizon: Day
    /// What does not depend on what was reported, worked out once.
    private(set) var cache = Cache()

    struct DutyKey: Hashable {
        var p: Int
        var t: Int
        var occurrence: String
    }

    final class Cache {
        struct Case: Hashable {
            var rule: Rule
            var occurrence: Occurrence
            var issued: Day
            var isFirst: Bool
            var reported: Instant?
        }
        var instants: [Case: [Trigger]] = [:]
        var issues: [Digest: [Issue]] = [:]
        var occurrences: [[Int32]: [(occurrence: Occurrence, isFirst: Bool, waited: Bool)]] = [:]
        var names: [[String]: String] = [:]
        /// What was reported of an occurrence, until something is reported.
        var reports: [DutyKey: [(order: Int, report: Report)]] = [:]
        var dues: [DutyKey: (dues: [Change], requests: [Request])] = [:]

        func forgetReports() {
            reports = [:]
            dues = [:]
        }
    }

    var zone: Zone { site.settings.zone }

    /// The files were edited: what was decided and reported stays.
    mutating func edit(_ edited: Oracle) {
        former = site
        site = edited.site
        schedules = edited.schedules
        replay()
    }

    /// Finds for all that was decided its place under the names of now.
    mutating func replay() {
        cache = Cache()
        histories = [:]
        for decided in decided { remember(decided) }
    }

    private mutating func remember(_ decided: Decided) {
        var key = decided.key
        key.occurrence = name(key.programme, key.task, key.occurrence)
        var history = histories[key] ?? History()
        history.fired.insert([decided.trigger.step, decided.trigger.repeatNumber])
        func order(_ trigger: Trigger?) -> (Int64, Int, Int) {
            trigger.map { ($0.nominal.seconds, $0.step, $0.repeatNumber) } ?? (.min, 0, 0)
        }
        if order(history.last) <= order(decided.trigger) {
            history.last = decided.trigger
            history.isStopped = decided.isStopped
        }
        histories[key] = history
    }

    mutating func decide(_ key: Key, _ trigger: Trigger, isStopped: Bool) {
        decided.append(Decided(key: key, trigger: trigger, isStopped: isStopped))
        remember(decided[decided.count - 1])
    }

    /// What is known of tasks is known of others from now on.
    mutating func rename(_ rename: (inout Key) -> Void) {
        for i in decided.indices { rename(&decided[i].key) }
        for i in sent.indices { rename(&sent[i].key) }
        replay()
    }

    // MARK: Days

    func isWorking(_ day: Day) -> Bool { site.calendar.isWorkingDay(day) }

    func shift(_ day: Day, _ count: Int, _ unit: OffsetUnit) -> Day {
        switch unit {
        case .hours, .days: return day + count
        case .weeks: return day + 7 * count
        case .months: return day.adding(months: count)
        case .quarters: return day.adding(months: 3 * count)
        case .years: return day.adding(months: 12 * count)
        case .workingDays:
            var day = day
            var left = count
            while left != 0 {
                day = day + left.signum()
                if isWorking(day) { left -= left.signum() }
            }
            return day
        }
    }

    func move(_ day: Day, _ onWorkingDays: Bool, earlier: Bool) -> Day {
        var day = day
        while onWorkingDays, !isWorking(day) { day = day + (earlier ? -1 : 1) }
        return day
    }

    /// The number of the calendar's unit that a day lies in.
    func unitNumber(_ day: Day, _ unit: CycleUnit) -> Int {
        switch unit {
        case .day: Int(day.number)
        case .week: (Int(day.number) + 3 + 7_000_000) / 7
        case .month: day.year * 12 + day.month
        case .quarter: day.year * 4 + day.quarter
        case .halfYear: day.year * 2 + (day.month > 6 ? 1 : 0)
        case .year: day.year
        }
    }

    /// Day by day: the days of each cycle from the one `start` lies in.
    func cycleDays(_ cycle: Cycle, from start: Day) -> [Day] {
        let first = unitNumber(start, cycle.unit)
        var cycles: [Int: [Day]] = [:]
        var day = start - 400
        while day <= horizon + 400 {
            let number = unitNumber(day, cycle.unit) - first
            if number >= 0 { cycles[number / cycle.every, default: []].append(day) }
            day = day + 1
        }
        return cycles.keys.sorted().map { chosen(cycle, of: cycles[$0]!) }
    }

    /// Of a cycle's days the one that is meant.
    func chosen(_ cycle: Cycle, of days: [Day]) -> Day {
        switch cycle.day {
        case nil: return days[0]
        case .lastDay: return days.last!
        case .day(let n): return days[min(n, days.count) - 1]
        case .weekday(let weekday): return days.first { $0.weekday == weekday } ?? days.last!
        case .lastWorkingDay: return days.last(where: isWorking) ?? days[0]
        case .workingDay(let n):
            let working = days.filter(isWorking)
            return working.isEmpty ? days[0] : working[min(n, working.count) - 1]
        }
    }

    // MARK: Instants

    func defaults<T>(_ part: KeyPath<Defaults, T?>, _ own: T?, _ builtIn: T) -> T {
        var value = builtIn
        for file in site.ruleFiles {
            for case .defaults(let defaults) in file.items { value = defaults[keyPath: part] ?? value }
        }
        return own ?? value
    }

    func instants(
        _ rule: Rule, _ occurrence: Occurrence, issued: Day, isFirst: Bool, reported: Instant?
    ) -> [Trigger] {
        let key = Cache.Case(
            rule: rule, occurrence: occurrence, issued: issued, isFirst: isFirst, reported: reported)
        if let known = cache.instants[key] { return known }
        let found = workOut(rule, occurrence, issued: issued, isFirst: isFirst, reported: reported)
        cache.instants[key] = found
        return found
    }

    private func workOut(
        _ rule: Rule, _ occurrence: Occurrence, issued: Day, isFirst: Bool, reported: Instant?
    ) -> [Trigger] {
        let at = defaults(\.at, rule.at, TimeOfDay(hour: 8)!)
        let working = defaults(\.onWorkingDays, rule.onWorkingDays, false)
        func trigger(_ step: Int, _ number: Int, _ day: Day, earlier: Bool = false) -> Trigger {
            Trigger(
                step: step, repeatNumber: number, day: day, nominal: zone.instant(day, at),
                moved: zone.instant(move(day, working, earlier: earlier), at))
        }
        func trigger(_ step: Int, _ number: Int, _ nominal: Instant, earlier: Bool = false) -> Trigger {
            let (day, time) = zone.local(nominal)
            return Trigger(
                step: step, repeatNumber: number, day: day, nominal: nominal,
                moved: zone.instant(move(day, working, earlier: earlier), time))
        }
        var found: [Trigger] = []
        func anchored(_ anchor: OffsetAnchor, _ offset: Offset, _ sign: Int, _ step: Int) -> Trigger? {
            let day: Day
            var moment = TimeOfDay(hour: 0)!
            switch anchor {
            case .start: day = occurrence.start
            case .issued:
                if !isFirst { return nil }
                day = issued
            case .due:
                guard let due = sign > 0 ? occurrence.legalDue : occurrence.prudentDue else { return nil }
                day = due
                moment = occurrence.dueTime ?? TimeOfDay(hour: 24)!
            }
            if offset.unit == .hours {
                return trigger(step, 0, zone.instant(day, moment) + sign * offset.count * 3600, earlier: sign < 0)
            }
            return trigger(step, 0, shift(day, (sign < 0 ? -1 : 1) * offset.count, offset.unit), earlier: sign < 0)
        }
        // Nothing goes out before the issue.
        func exist(_ triggers: [Trigger]) -> [Trigger] {
            let first = zone.instant(issued, TimeOfDay(hour: 0)!)
            return triggers.filter { $0.day >= issued && $0.moved >= first && $0.day <= horizon }
        }
        switch rule.when {
        case .every(let cycle):
            for (k, day) in cycleDays(cycle, from: occurrence.start).enumerated() where day >= occurrence.start {
                found.append(trigger(0, k, day))
            }
            return exist(found)
        case .offset(let direction, let anchor, let offsets) where offsets.count > 1:
            for (i, offset) in offsets.enumerated() {
                if let one = anchored(anchor, offset, direction == .before ? -1 : 1, i) { found.append(one) }
            }
            found.sort { ($0.nominal, $0.step) < ($1.nominal, $1.step) }
            for i in found.indices.dropFirst() { found[i].moved = max(found[i].moved, found[i - 1].moved) }
            return exist(found)
        case .offset(let direction, let anchor, let offsets):
            guard let one = anchored(anchor, offsets[0], direction == .before ? -1 : 1, 0) else { return [] }
            found = [one]
        case .on(let anchor):
            guard let one = anchored(anchor, Offset(0, .days), 0, 0) else { return [] }
            found = [one]
        case .report: return []  // see ``answers(to:_:issued:)``
        case .event:
            guard let reported else { return [] }
            found = [
                Trigger(step: 0, repeatNumber: 0, day: zone.day(at: reported), nominal: reported, moved: reported)
            ]
        }
        func after(_ previous: Trigger, _ offset: Offset, _ step: Int, _ number: Int) -> Trigger {
            offset.unit == .hours
                ? trigger(step, number, previous.nominal + offset.count * 3600)
                : trigger(step, number, shift(previous.day, offset.count, offset.unit))
        }
        for (i, step) in rule.steps.enumerated() { found.append(after(found.last!, step.after, i + 1, 0)) }
        if let repetition = rule.repetition {
            var number = 1
            while number <= repetition.times ?? .max, found.last!.day <= horizon {
                found.append(after(found.last!, repetition.every, rule.steps.count, number))
                number += 1
            }
        }
        for i in found.indices.dropFirst() { found[i].moved = max(found[i].moved, found[i - 1].moved) }
        return exist(found)
    }
}
