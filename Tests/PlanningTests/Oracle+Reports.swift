import Dates
import Deadlines
import Programmes
import RuleLanguage

@testable import Planning

/// What was reported, and which occurrences there are by it.
extension Oracle {
    /// A task and one of its occurrences, by the names of now.
    struct Duty {
        var p: Int
        var t: Int
        var occurrence: Occurrence

        var key: DutyKey { DutyKey(p: p, t: t, occurrence: occurrence.id) }
    }

    /// Reports that are about an occurrence, all its shares or some, in the order they were made.
    func reports(on duty: Duty) -> [(order: Int, report: Report)] {
        if let known = cache.reports[duty.key] { return known }
        let programme = site.programmes[duty.p]
        let task = programme.tasks[duty.t]
        let found = reports.enumerated().compactMap { order, report -> (order: Int, report: Report)? in
            guard let named = report.occurrence, report.programme == programme.id, report.task == task.id,
                named == duty.occurrence.id || present(named, duty.p, duty.t) == duty.occurrence.id
            else { return nil }
            return (order, report)
        }
        cache.reports[duty.key] = found
        return found
    }

    /// Those that are about the task as a whole.
    func reports(onTask duty: Duty) -> [(order: Int, report: Report)] {
        let programme = site.programmes[duty.p]
        let task = programme.tasks[duty.t].id
        return reports.enumerated().compactMap { order, report in
            guard report.programme == programme.id, report.task == task, report.isOfWholeTask else { return nil }
            return (order, report)
        }
    }

    /// What was reported stays with the duty: the name that its occurrence has by now.
    func present(_ id: String, _ p: Int, _ t: Int) -> String {
        let event = awaited(p, t)?.on
        let key = ["\(p)", "\(t)", event?.description ?? "", id]
        if let known = cache.names[key] { return known }
        let found = find(id, p, t, event) ?? id
        cache.names[key] = found
        return found
    }

    private func find(_ id: String, _ p: Int, _ t: Int, _ event: Day?) -> String? {
        let all = occurrences(p, t).map(\.occurrence)
        if all.isEmpty || all.contains(where: { $0.id == id }) { return id }
        let parts = schedules[p][t].series(event: event)
        guard let period = CalendarPeriod(id: id) else {
            return (parts.first { $0.isSingle } ?? parts.first)?[0]?.id
        }
        if parts.count == 1, parts[0].isSingle { return all[0].id }
        func overlap(_ occurrence: Occurrence) -> Int {
            max(0, min(occurrence.due ?? Day.range.upperBound, period.end) - max(occurrence.start, period.start) + 1)
        }
        func distance(_ occurrence: Occurrence) -> Int { abs((occurrence.due ?? occurrence.start) - period.end) }
        return all.enumerated().min { a, b in
            let (x, y) = (a.element, b.element)
            return (-overlap(x), distance(x), a.offset) < (-overlap(y), distance(y), b.offset)
        }?.element.id
    }

    /// The name by which what was decided is known now. It stays with the duty; but not where an event moves it.
    func name(_ programme: String, _ task: String, _ occurrence: String) -> String {
        guard let (p, t) = place(programme, task), !schedules[p][t].isAwaiting else { return occurrence }
        return present(occurrence, p, t)
    }

    func place(_ programme: String, _ task: String) -> (p: Int, t: Int)? {
        guard let p = site.programmes.firstIndex(where: { $0.id == programme }),
            let t = site.programmes[p].tasks.firstIndex(where: { $0.id == task })
        else { return nil }
        return (p, t)
    }

    // MARK: Events

    struct Event {
        var on: Day
        var at: Instant
        var order: Int
    }

    /// What a task waits for, once it has happened: of several reports the last.
    func awaited(_ p: Int, _ t: Int) -> Event? {
        guard schedules[p][t].isAwaiting else { return nil }
        let programme = site.programmes[p]
        let task = programme.tasks[t]
        let name = eventName(p, t)
        var found: Event?
        for (order, report) in reports.enumerated() {
            switch report.kind {
            case .event(name, let day): found = Event(on: day, at: report.at, order: order)
            case .withdraw(name): found = nil
            default: break
            }
        }
        guard task.extra?.event == nil, let after = task.extra?.after, let (q, u) = place(programme.id, after),
            let done = completion(q, u)
        else { return found }
        return found.map { $0.order > done.order ? $0 : done } ?? done
    }

    func eventName(_ p: Int, _ t: Int) -> String {
        let task = site.programmes[p].tasks[t]
        return task.extra?.event ?? site.programmes[p].id + "/" + (task.extra?.after ?? task.id)
    }

    /// The last report by which an occurrence of a task was done: no share of it open or reported, and one done.
    private func completion(_ p: Int, _ t: Int) -> Event? {
        let (programme, task) = (site.programmes[p], site.programmes[p].tasks[t])
        for (order, report) in reports.enumerated().reversed()
        where report.programme == programme.id && report.task == task.id {
            switch report.kind {
            case .done, .confirm, .cancel: break
            default: continue
            }
            guard let named = report.occurrence,
                let occurrence = occurrences(p, t).first(where: { $0.occurrence.id == present(named, p, t) })
            else { continue }
            let shares = shares(
                Duty(p: p, t: t, occurrence: occurrence.occurrence), on: zone.day(at: report.at), at: report.at,
                through: order)
            if standing(shares) == .done {
                return Event(on: shares.compactMap(\.doneOn).max()!, at: report.at, order: order)
            }
        }
        return nil
    }

    // MARK: Occurrences

    func occurrences(_ p: Int, _ t: Int) -> [(occurrence: Occurrence, isFirst: Bool, waited: Bool)] {
        let schedule = schedules[p][t]
        let event = awaited(p, t)?.on
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

    /// It was due before its programme was chased, by whatever due date it had.
    func isHistory(_ duty: Duty) -> Bool {
        let dates = [duty.occurrence.legalDue].compactMap(\.self) + dues(duty).map { move($0.to, true, earlier: false) }
        return dates.max().map { $0 < chasedFrom(site.programmes[duty.p]) } ?? false
    }

    // MARK: Reporting

    /// What a rule may answer to, of an occurrence: the reports of a kind in the order they were made.
    func heard(_ trigger: ReportTrigger, _ duty: Duty) -> [Report] {
        let whole = reports(onTask: duty).filter { order, _ in
            cancelled[order].map { present($0, duty.p, duty.t) == duty.occurrence.id } ?? false
        }
        return (reports(on: duty) + whole).sorted { $0.order < $1.order }.map(\.report).filter { report in
            switch report.kind {
            case .done, .confirm: trigger == .done
            case .reported: trigger == .reported
            case .giveBack: trigger == .returned
            case .cancel: trigger == .cancelled
            case .askExtension: trigger == .extensionAsked
            case .extend, .grant: trigger == .extended
            case .refuse: trigger == .extensionRefused
            default: false
            }
        }
    }

    /// The instants of a rule that answers to reports.
    func answers(to trigger: ReportTrigger, _ duty: Duty, issued: Day) -> [Trigger] {
        let first = zone.instant(issued, TimeOfDay(hour: 0)!)
        var last = Instant(seconds: .min)
        return heard(trigger, duty).enumerated().compactMap { number, report in
            last = max(last, report.at)
            if last < first { return nil }
            return Trigger(
                step: 0, repeatNumber: number, day: zone.day(at: report.at), nominal: report.at, moved: last)
        }
    }

    mutating func report(_ report: Report) {
        var report = report
        defer { cache.forgetReports() }
        switch report.kind {
        case .event, .withdraw: return reports.append(report)
        case .renumber(let ids): return renumber(ids, of: report.programme!)
        default: break
        }
        if report.occurrence == nil, report.programme != nil, !report.isOfWholeTask {
            // Without one there is nothing that it could be about.
            guard let current = current(report) else { return }
            report.occurrence = current
        }
        if report.isOfWholeTask, report.kind == .cancel, let current = current(report) {
            cancelled[reports.count] = current
        }
        reports.append(report)
    }

    /// The occurrence that a report means which names none: of those that have begun the first of which a share is as
    /// it must be.
    func current(_ report: Report) -> String? {
        guard let (p, t) = place(report.programme!, report.task!) else { return nil }
        let today = zone.day(at: report.at)
        let begun = occurrences(p, t).map(\.occurrence).filter {
            $0.start <= today && !isHistory(Duty(p: p, t: t, occurrence: $0))
        }.enumerated().sorted { a, b in
            func key(_ o: Occurrence) -> (Int32, Int32) { (o.due?.number ?? .max, o.start.number) }
            return key(a.element) == key(b.element) ? a.offset < b.offset : key(a.element) < key(b.element)
        }.map(\.element)
        func has(_ isMeant: @escaping (Share) -> Bool) -> (Occurrence) -> Bool {
            { shares(Duty(p: p, t: t, occurrence: $0), on: today, at: report.at).contains(where: isMeant) }
        }
        switch report.kind {
        case .confirm, .giveBack: return begun.first(where: has { $0.status == .reported })?.id
        // It is heard of the last that has begun.
        case .cancel where report.isOfWholeTask: return begun.last?.id
        case .reopen: return begun.last(where: has { $0.status != .open })?.id
        case .grant, .refuse:
            return begun.first { occurrence in
                let duty = Duty(p: p, t: t, occurrence: occurrence)
                return shares(duty, on: today, at: report.at).contains { share in
                    requests(duty).contains { request in
                        means(request.bodies, share.origins, at: request.at)
                            && !request.answered.contains { means([$0.body], share.origins, at: $0.at) }
                    }
                }
            }?.id
        case .unack:
            return begun.first { isAcknowledged(Duty(p: p, t: t, occurrence: $0)) }?.id
        default: return begun.first(where: has { $0.status == .open })?.id
        }
    }
}

extension Report {
    /// Without an occurrence and a body.
    fileprivate var isOfWholeTask: Bool {
        guard occurrence == nil, bodies.isEmpty else { return false }
        switch kind {
        case .cancel, .reopen, .snooze: return true
        default: return false
        }
    }
}
