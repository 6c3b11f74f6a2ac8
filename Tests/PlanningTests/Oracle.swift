import Dates
import Deadlines
import Programmes
import RuleLanguage

@testable import Planning

/// The engine as the documentation defines it, as simply as it can be said: every rule of every occurrence is worked
/// out from the syntax tree each time, day by day. Slow, and shares nothing with the engine but the types of its input.
struct Oracle {
    struct Instance: Hashable {
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
        var rule: String
    }

    struct History {
        var fired: Set<[Int]> = []
        var last: Instance?
        var isStopped = false
    }

    /// An instant that was decided, under the name that its occurrence had then.
    struct Decided {
        var key: Key
        var instance: Instance
        var isStopped: Bool
    }

    var site: Site
    /// Of each programme, each task.
    var schedules: [[Schedule]]
    var firstLoads: [String: Instant] = [:]
    var reports: [Report] = []
    /// All that was ever decided; ``histories`` says the same by the names of now.
    private(set) var decided: [Decided] = []
    private(set) var histories: [Key: History] = [:]
    /// Of each digest the last cycle decided, and the names of all.
    var digestMarks: [String: Instant] = [:]
    var digestCycles: [String: Set<String>] = [:]
    /// (programme, task, occurrence): what went out.
    private(set) var sent: [[String]: Int] = [:]
    private(set) var allSent: [(key: [String], steps: Int)] = []
    let horizon: Day
    /// What does not depend on what was reported, worked out once.
    private(set) var cache = Cache()

    final class Cache {
        struct Case: Hashable {
            var rule: Rule
            var occurrence: Occurrence
            var issued: Day
            var isFirst: Bool
            var reported: Instant?
        }
        var instants: [Case: [Instance]] = [:]
        var issues: [Digest: [Issue]] = [:]
        var occurrences: [[Int32]: [(occurrence: Occurrence, isFirst: Bool, waited: Bool)]] = [:]
    }

    var zone: Zone { site.settings.zone }

    /// The files were edited: what was decided and reported stays.
    mutating func edit(_ edited: Oracle) {
        site = edited.site
        schedules = edited.schedules
        cache = Cache()
        histories = [:]
        for decided in decided { remember(decided) }
        sent = [:]
        for (key, steps) in allSent { sent[[key[0], key[1], name(key[0], key[1], key[2])], default: 0] += steps }
    }

    /// What was decided stays with the duty; but not where an event moves it.
    private func name(_ programme: String, _ task: String, _ occurrence: String) -> String {
        guard let p = site.programmes.firstIndex(where: { $0.id == programme }),
            let t = site.programmes[p].tasks.firstIndex(where: { $0.id == task }), !schedules[p][t].isAwaiting
        else { return occurrence }
        return present(occurrence, site.programmes[p], site.programmes[p].tasks[t])
    }

    private mutating func remember(_ decided: Decided) {
        var key = decided.key
        key.occurrence = name(key.programme, key.task, key.occurrence)
        var history = histories[key] ?? History()
        history.fired.insert([decided.instance.step, decided.instance.repeatNumber])
        func order(_ instance: Instance?) -> (Int64, Int, Int) {
            instance.map { ($0.nominal.seconds, $0.step, $0.repeatNumber) } ?? (.min, 0, 0)
        }
        if order(history.last) <= order(decided.instance) {
            history.last = decided.instance
            history.isStopped = decided.isStopped
        }
        histories[key] = history
    }

    mutating func decide(_ key: Key, _ instance: Instance, isStopped: Bool) {
        decided.append(Decided(key: key, instance: instance, isStopped: isStopped))
        remember(decided[decided.count - 1])
    }

    mutating func count(sent steps: Int, _ key: [String]) {
        allSent.append((key, steps))
        sent[key, default: 0] += steps
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
    func cycleDays(_ cycle: RuleLanguage.Cycle, from start: Day) -> [Day] {
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
    func chosen(_ cycle: RuleLanguage.Cycle, of days: [Day]) -> Day {
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
    ) -> [Instance] {
        let key = Cache.Case(
            rule: rule, occurrence: occurrence, issued: issued, isFirst: isFirst, reported: reported)
        if let known = cache.instants[key] { return known }
        let found = workOut(rule, occurrence, issued: issued, isFirst: isFirst, reported: reported)
        cache.instants[key] = found
        return found
    }

    private func workOut(
        _ rule: Rule, _ occurrence: Occurrence, issued: Day, isFirst: Bool, reported: Instant?
    ) -> [Instance] {
        let at = defaults(\.at, rule.at, TimeOfDay(hour: 8)!)
        let working = defaults(\.onWorkingDays, rule.onWorkingDays, false)
        func instance(_ step: Int, _ number: Int, _ day: Day, earlier: Bool = false) -> Instance {
            Instance(
                step: step, repeatNumber: number, day: day, nominal: zone.instant(day, at),
                moved: zone.instant(move(day, working, earlier: earlier), at))
        }
        func instance(_ step: Int, _ number: Int, _ nominal: Instant, earlier: Bool = false) -> Instance {
            let (day, time) = zone.local(nominal)
            return Instance(
                step: step, repeatNumber: number, day: day, nominal: nominal,
                moved: zone.instant(move(day, working, earlier: earlier), time))
        }
        var found: [Instance] = []
        func anchored(_ anchor: Anchor, _ offset: Offset, _ sign: Int, _ step: Int) -> Instance? {
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
                return instance(step, 0, zone.instant(day, moment) + sign * offset.count * 3600, earlier: sign < 0)
            }
            return instance(step, 0, shift(day, (sign < 0 ? -1 : 1) * offset.count, offset.unit), earlier: sign < 0)
        }
        // Nothing goes out before the issue.
        func exist(_ instances: [Instance]) -> [Instance] {
            let first = zone.instant(issued, TimeOfDay(hour: 0)!)
            return instances.filter { $0.day >= issued && $0.moved >= first && $0.day <= horizon }
        }
        switch rule.when {
        case .every(let cycle):
            for (k, day) in cycleDays(cycle, from: occurrence.start).enumerated() where day >= occurrence.start {
                found.append(instance(0, k, day))
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
        case .report: return []  // duties
        case .event:
            guard let reported else { return [] }
            found = [
                Instance(step: 0, repeatNumber: 0, day: zone.day(at: reported), nominal: reported, moved: reported)
            ]
        }
        func after(_ previous: Instance, _ offset: Offset, _ step: Int, _ number: Int) -> Instance {
            offset.unit == .hours
                ? instance(step, number, previous.nominal + offset.count * 3600)
                : instance(step, number, shift(previous.day, offset.count, offset.unit))
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

    // MARK: Reports

    func concerns(_ report: Report, _ programme: Programme, _ task: OfficeTask, _ occurrence: String?) -> Bool {
        report.programme == programme.id && report.task == task.id
            && (report.occurrence == occurrence
                || report.occurrence.map { present($0, programme, task) == occurrence } ?? false)
    }

    /// What was reported stays with the duty: the name that its occurrence has by now.
    func present(_ id: String, _ programme: Programme, _ task: OfficeTask) -> String {
        guard let p = site.programmes.firstIndex(where: { $0.id == programme.id }),
            let t = programme.tasks.firstIndex(where: { $0.id == task.id })
        else { return id }
        let all = occurrences(p, t).map(\.occurrence)
        if all.isEmpty || all.contains(where: { $0.id == id }) { return id }
        let parts = schedules[p][t].series(event: awaited(programme, task)?.on)
        guard let period = CalendarPeriod(id: id) else {
            return (parts.first { $0.isSingle } ?? parts.first)?[0]?.id ?? id
        }
        if parts.count == 1, parts[0].isSingle { return all[0].id }
        func overlap(_ occurrence: Occurrence) -> Int {
            max(0, min(occurrence.due ?? Day.range.upperBound, period.end) - max(occurrence.start, period.start) + 1)
        }
        func distance(_ occurrence: Occurrence) -> Int { abs((occurrence.due ?? occurrence.start) - period.end) }
        return all.enumerated().min { a, b in
            let (x, y) = (a.element, b.element)
            return (-overlap(x), distance(x), a.offset) < (-overlap(y), distance(y), b.offset)
        }?.element.id ?? id
    }

    func status(_ programme: Programme, _ task: OfficeTask, _ occurrence: String, at instant: Instant) -> StatusName {
        var status = StatusName.open
        for report in reports where report.at <= instant {
            guard concerns(report, programme, task, occurrence) || concerns(report, programme, task, nil) else {
                continue
            }
            switch report.kind {
            case .done: status = .done
            case .cancel: status = .cancelled
            case .reopen: status = .open
            default: break
            }
        }
        return status
    }

    func awaited(_ programme: Programme, _ task: OfficeTask) -> Memory.EventReport? {
        var found: Memory.EventReport?
        for report in reports {
            if case .event(let name, let day) = report.kind {
                let own = task.extra?.event ?? (task.extra?.after).map { programme.id + "/" + $0 }
                if name == own ?? programme.id + "/" + task.id { found = .init(on: day, at: report.at, order: 0) }
            }
            if report.kind == .done, let after = task.extra?.after, task.extra?.event == nil, report.occurrence != nil,
                report.programme == programme.id, report.task == after
            {
                found = .init(on: zone.day(at: report.at), at: report.at, order: 0)
            }
        }
        return found
    }

    func occurrences(_ p: Int, _ t: Int) -> [(occurrence: Occurrence, isFirst: Bool, waited: Bool)] {
        let programme = site.programmes[p]
        let schedule = schedules[p][t]
        let event = awaited(programme, programme.tasks[t])?.on
        let key = [Int32(p), Int32(t), event?.number ?? 0]
        if let known = cache.occurrences[key] { return known }
        let before = schedule.series()
        var found: [(occurrence: Occurrence, isFirst: Bool, waited: Bool)] = []
        for (i, series) in schedule.series(event: event).enumerated() {
            var k = 0
            while let occurrence = series[k], occurrence.start <= horizon + 120 {
                if !found.contains(where: { $0.occurrence.id == occurrence.id }) {
                    found.append((occurrence, k == 0, before[i].kind == .awaiting))
                }
                k += 1
            }
        }
        cache.occurrences[key] = found
        return found
    }

    func chasedFrom(_ programme: Programme) -> Day { programme.since ?? zone.day(at: firstLoads[programme.id]!) }

    mutating func report(_ report: Report) {
        var report = report
        if report.occurrence == nil, report.programme != nil {
            switch report.kind {
            case .done, .ack, .progress:
                // Without one that is open there is nothing that it could be about.
                guard let current = current(report) else { return }
                report.occurrence = current
            default: break
            }
        }
        reports.append(report)
    }

    func current(_ report: Report) -> String? {
        let today = zone.day(at: report.at)
        for (p, programme) in site.programmes.enumerated() where programme.id == report.programme {
            for (t, task) in programme.tasks.enumerated() where task.id == report.task {
                let all = occurrences(p, t).map(\.occurrence).filter {
                    $0.legalDue.map { $0 >= chasedFrom(programme) } ?? true
                }.sorted {
                    ($0.due?.number ?? .max, $0.start.number) < ($1.due?.number ?? .max, $1.start.number)
                }
                return all.first { $0.start <= today && status(programme, task, $0.id, at: report.at) == .open }?.id
            }
        }
        return nil
    }
}
