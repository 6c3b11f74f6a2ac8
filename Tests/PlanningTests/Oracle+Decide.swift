import Dates
import Deadlines
import Programmes
import RuleLanguage

@testable import Planning

extension Oracle {
    struct Sent: Hashable, Comparable {
        var at: Instant
        var identity: NoticeIdentity
        var kind: NoticeKind
        var late: Bool
        var role: String
        /// Of a digest: what it lists, in order of the bytes.
        var items: [String] = []

        static func < (a: Sent, b: Sent) -> Bool {
            func key(_ s: Sent) -> [String] {
                [s.identity.programme, s.identity.task, s.identity.occurrence, s.identity.rule]
            }
            if a.at != b.at { return a.at < b.at }
            for (x, y) in zip(key(a), key(b)) where x != y {
                return Array(x.utf8).lexicographicallyPrecedes(Array(y.utf8))
            }
            if a.identity.step != b.identity.step { return a.identity.step < b.identity.step }
            if a.identity.repeatNumber != b.identity.repeatNumber {
                return a.identity.repeatNumber < b.identity.repeatNumber
            }
            return a.identity.recipient < b.identity.recipient
        }
    }

    mutating func decide(at now: Instant) -> (sent: [Sent], withheld: [Withheld]) {
        var sent: [Sent] = []
        var withheld: [Withheld] = []
        var counts: [[String]: Int] = [:]
        for (p, programme) in site.programmes.enumerated() {
            for (t, task) in programme.tasks.enumerated() {
                let event = awaited(programme, task)
                for (occurrence, isFirst, waited) in occurrences(p, t) {
                    if let due = occurrence.legalDue, due < chasedFrom(programme) { continue }
                    let view = View(oracle: self, p: p, t: t, occurrence: occurrence, now: now)
                    for rule in rules {
                        var reported: Instant?
                        if case .event(let name) = rule.when, waited, let event, view.eventName == name.text {
                            reported = event.at
                        }
                        let all = instants(
                            rule, occurrence, issued: programme.issued, isFirst: isFirst, reported: reported)
                        if !all.contains(where: { $0.moved <= now }) { continue }
                        let key = Key(
                            programme: programme.id, task: task.id, occurrence: occurrence.id, rule: rule.name.text)
                        if let last = histories[key]?.last, last == all.last { continue }
                        guard rule.condition.map(view.holds) ?? true else { continue }
                        let outcome = judge(rule, key, view, all, now)
                        sent += outcome.sent
                        withheld += outcome.withheld
                        counts[[programme.id, task.id, occurrence.id], default: 0] += outcome.steps
                    }
                }
            }
        }
        let listed = decideDigests(at: now)
        sent += listed.sent
        withheld += listed.withheld
        for (key, count) in counts { self.count(sent: count, key) }
        return (sent.sorted(), withheld)
    }

    var rules: [Rule] {
        site.ruleFiles.flatMap(\.items).compactMap { if case .rule(let rule) = $0 { rule } else { nil } }
    }
    var mutes: [Mute] {
        site.ruleFiles.flatMap(\.items).compactMap { if case .mute(let mute) = $0 { mute } else { nil } }
    }

    private mutating func judge(
        _ rule: Rule, _ key: Key, _ view: View, _ all: [Instance], _ now: Instant
    ) -> (sent: [Sent], withheld: [Withheld], steps: Int) {
        let history = histories[key] ?? History()
        var isStopped = history.isStopped
        let view = view.of(chainFrom: all.first!.moved)
        var sent: [Sent] = []
        var withheld: [Withheld] = []
        var steps = 0
        func hold(_ instance: Instance, _ reason: Withheld.Reason) {
            withheld.append(
                Withheld(identity: identity(key, instance, ""), nominal: instance.nominal, reason: reason))
        }
        let several: Bool
        switch rule.when {
        case .every: several = true
        case .offset(_, _, let offsets): several = offsets.count > 1
        default: several = false
        }
        let open = all.filter { instance in
            guard instance.moved <= now else { return false }
            guard let last = history.last else { return true }
            if history.fired.contains([instance.step, instance.repeatNumber]) { return false }
            if instance.nominal != last.nominal { return instance.nominal > last.nominal }
            return !several && (instance.step, instance.repeatNumber) > (last.step, last.repeatNumber)
        }
        if open.isEmpty { return ([], [], 0) }
        let (programme, task) = (view.programme, view.task)
        let quiet = view.quiet(rule)
        let dues = open.map { quiet.due($0.moved) }
        let come = quiet.come(dues, at: now) { i in
            status(programme, task, key.occurrence, at: dues[i].at) != .open
        }
        var survivors: [Int] = []
        for i in 0..<come {
            let instance = open[i]
            var ended = status(programme, task, key.occurrence, at: dues[i].at)
            if isStopped, instance.repeatNumber > 0,
                ended != .open || (rule.until.map(view.at(dues[i].at).holds) ?? false)
            {
                continue
            }
            if ended == .open { ended = status(programme, task, key.occurrence, at: now) }
            isStopped = ended != .open
            if ended != .open {
                hold(instance, ended == .done ? .done : .cancelled)
            } else if dues[i].dropped {
                hold(instance, .muted)
            } else if rule.until.map(view.holds) ?? false {
                hold(instance, .untilHeld)
                isStopped = true
            } else if !(rule.guardCondition.map(view.holds) ?? true) {
                hold(instance, .guardFailed)
            } else {
                survivors.append(i)
            }
            decide(key, instance, isStopped: isStopped)
        }
        let catchUp = defaults(\.catchUp, rule.catchUp, .latest)
        func isLate(_ i: Int) -> Bool { now - dues[i].at > 300 }
        if catchUp == .none {
            for i in survivors where isLate(i) { hold(open[i], .missed) }
            survivors.removeAll(where: isLate)
        }
        for (place, i) in survivors.enumerated() {
            let at = isLate(i) ? now : dues[i].at
            func receivers(_ i: Int) -> [(id: String, role: String, kind: NoticeKind)] {
                let at = isLate(i) ? now : dues[i].at
                var found: [(id: String, role: String, kind: NoticeKind)] = []
                let chain = several || open[i].step == 0 ? rule.actions : rule.steps[open[i].step - 1].actions
                for action in chain {
                    for recipient in action.recipients {
                        for (id, role) in view.receivers(recipient, on: zone.day(at: at))
                        where !found.contains(where: { $0.id == id }) {
                            found.append((id, role, action.kind == .remind ? .reminder : .escalation))
                        }
                    }
                }
                return found
            }
            let reached = receivers(i)
            // It waited, or a move brought it to the same instant: who hears of a later one hears of that alone.
            let later = survivors[(place + 1)...].filter { j in
                open[i].moved == open[j].moved && open[i].nominal != open[j].nominal
                    || catchUp != .all && (isLate(i) || dues[i].at != open[i].moved)
            }
            let told = Set(later.flatMap { receivers($0).map(\.id) })
            let own = reached.filter { !told.contains($0.id) }
            for (id, role, kind) in own {
                sent.append(
                    Sent(at: at, identity: identity(key, open[i], id), kind: kind, late: isLate(i), role: role))
            }
            if own.isEmpty { hold(open[i], reached.isEmpty ? .noRecipient : .superseded) } else { steps += 1 }
        }
        return (sent, withheld, steps)
    }

    private func identity(_ key: Key, _ instance: Instance, _ recipient: String) -> NoticeIdentity {
        NoticeIdentity(
            programme: key.programme, task: key.task, occurrence: key.occurrence, rule: key.rule, step: instance.step,
            repeatNumber: instance.repeatNumber, recipient: recipient)
    }
}

extension Oracle {
    /// The times at which nothing goes out: each from an instant to when the rule speaks again.
    struct Quiet {
        let zone: Zone
        let spans: [(from: Instant, until: Instant)]
        let dropped: [ClosedRange<Day>]
        /// The rule's time of day, whether a day is one on which it sends, and whether it waits for neither.
        let clock: TimeOfDay
        let sends: (Day) -> Bool
        let atOnce: Bool

        /// What was missed may go out: at the rule's own time, or after it while the office is open.
        func makesUp(_ now: Instant) -> Bool {
            if holds(now) { return false }
            if atOnce { return true }
            let (day, time) = zone.local(now)
            guard sends(day) else { return false }
            let own = zone.instant(day, clock)
            if now >= own, now - own <= 300 { return true }
            return now >= own && TimeOfDay(hour: 7, minute: 30)! <= time && time < TimeOfDay(hour: 17)!
        }

        func holds(_ instant: Instant) -> Bool { spans.contains { $0.from <= instant && instant < $0.until } }

        /// The first instant from this one on that is not quiet: that is itself, or the end of one of them.
        func end(_ instant: Instant) -> Instant {
            ([instant] + spans.map(\.until)).filter { $0 >= instant && !holds($0) }.min()!
        }

        func due(_ moved: Instant) -> (at: Instant, dropped: Bool) {
            if dropped.contains(where: { $0.contains(zone.day(at: moved)) }) { return (moved, true) }
            return (end(moved), false)
        }

        /// How many of them are decided: all up to the last that may go out now, and what brings nothing anyway.
        func come(_ dues: [(at: Instant, dropped: Bool)], at now: Instant, _ hasEnded: (Int) -> Bool) -> Int {
            func isMoot(_ i: Int) -> Bool { dues[i].dropped || dues[i].at <= now && hasEnded(i) }
            let last = dues.indices.last { i in
                !isMoot(i) && dues[i].at <= now && (now - dues[i].at <= 300 || makesUp(now))
            }
            var count = last.map { $0 + 1 } ?? 0
            while count < dues.count, isMoot(count) { count += 1 }
            return count
        }
    }

    func quiet(
        _ mutes: [Mute], _ asleep: [(from: Instant, until: Day)], _ clock: TimeOfDay, _ working: Bool,
        atOnce: Bool = false
    ) -> Quiet {
        func release(_ day: Day) -> Instant { zone.instant(move(day, working, earlier: false), clock) }
        let midnight = TimeOfDay(hour: 0)!
        return Quiet(
            zone: zone,
            spans: mutes.map { (zone.instant($0.from, midnight), release($0.to + 1)) }
                + asleep.map { ($0.from, release($0.until)) },
            dropped: mutes.filter { $0.then == .drop }.map { $0.from...$0.to }, clock: clock,
            sends: { !working || isWorking($0) }, atOnce: atOnce)
    }
}

/// An occurrence as conditions, mutes and recipients see it.
struct View {
    let oracle: Oracle
    let p: Int
    let t: Int
    let occurrence: Occurrence
    var now: Instant
    var begun = Instant(seconds: .min)

    var programme: Programme { oracle.site.programmes[p] }
    var task: OfficeTask { programme.tasks[t] }
    var today: Day { oracle.zone.day(at: now) }
    var eventName: String {
        task.extra?.event ?? programme.id + "/" + (task.extra?.after ?? task.id)
    }

    func quiet(_ rule: Rule) -> Oracle.Quiet {
        let mutes = oracle.mutes.filter { $0.condition.map(holds) ?? true }
        let snoozes = oracle.reports.filter {
            oracle.concerns($0, programme, task, occurrence.id) || oracle.concerns($0, programme, task, nil)
        }
        let zone = oracle.zone
        // Of an occurrence and of its task the last snooze holds, from the first one that it carries on.
        func quiet(_ occurrence: String?) -> (from: Instant, until: Day)? {
            var found: (from: Instant, until: Day)?
            for report in snoozes
            where report.occurrence.map({ oracle.present($0, programme, task) }) == occurrence
                || report.occurrence == occurrence
            {
                guard case .snooze(let until) = report.kind else { continue }
                if let old = found, zone.day(at: report.at) < old.until {
                    found = (old.from, until)
                } else {
                    found = (report.at, until)
                }
            }
            return found
        }
        let asleep = [quiet(occurrence.id), quiet(nil)].compactMap { $0 }
        return oracle.quiet(
            mutes, asleep, oracle.defaults(\.at, rule.at, TimeOfDay(hour: 8)!),
            oracle.defaults(\.onWorkingDays, rule.onWorkingDays, false),
            atOnce: oracle.defaults(\.catchUp, rule.catchUp, .latest) == .latestAtOnce)
    }

    /// The same for the conditions of a chain: what was acknowledged before it began is not about it.
    func of(chainFrom begun: Instant) -> View {
        var view = self
        view.begun = begun
        return view
    }

    /// As things stood then.
    func at(_ instant: Instant) -> View {
        var view = self
        view.now = min(instant, now)
        return view
    }

    func receivers(_ recipient: Recipient, on day: Day) -> [(id: String, role: String)] {
        let directory = oracle.site.bodies
        func successor(_ body: BodyIndex) -> BodyIndex {
            var body = body
            while let until = directory[body].until, until <= day, let next = directory[body].successor { body = next }
            return body
        }
        func members(_ body: BodyIndex) -> [BodyIndex] {
            var seen: Set<BodyIndex> = []
            func visit(_ body: BodyIndex) -> [BodyIndex] {
                let body = successor(body)
                guard seen.insert(body).inserted else { return [] }
                return directory[body].members.isEmpty ? [body] : directory[body].members.flatMap(visit)
            }
            return visit(body)
        }
        func climb(_ recipient: Recipient) -> (bodies: [BodyIndex], role: String) {
            switch recipient {
            case .role(let role): return (task.bodies(role).flatMap(members), "\(role)")
            case .body(let name): return (directory.body(named: name.text).map(members) ?? [], "body")
            case .officer: return ([], "officer")  // duties
            case .superior(let of):
                let below = climb(of)
                return (below.bodies.compactMap { directory[$0].parent }.map(successor), "superior of " + below.role)
            }
        }
        let (bodies, role) = climb(recipient)
        return bodies.flatMap(members).map { (directory[$0].id, role) }
    }

    func holds(_ condition: Condition) -> Bool {
        switch condition {
        case .and(let a, let b): return holds(a) && holds(b)
        case .or(let a, let b): return holds(a) || holds(b)
        case .not(let a): return !holds(a)
        case .defined(let name): return oracle.definition(name).map(holds) ?? false
        case .dueWithin(let offset, _):
            guard status == .open, let prudent = occurrence.prudentDue, let legal = occurrence.legalDue else {
                return false
            }
            return legal >= today && prudent <= oracle.shift(today, offset.count, offset.unit)
        case .holds(let fact, _):
            switch fact {
            case .overdue: return daysOverdue > 0
            case .acknowledged: return isAcknowledged
            case .done: return status == .done
            case .cancelled: return status == .cancelled
            default: return false
            }
        case .compare(let fact, let comparison, let literal, _): return compare(fact, comparison, literal)
        }
    }

    private var status: StatusName { oracle.status(programme, task, occurrence.id, at: now) }
    private var daysOverdue: Int {
        guard status == .open, let due = occurrence.legalDue else { return 0 }
        return max(0, today - due)
    }
    private var isAcknowledged: Bool {
        oracle.reports.contains {
            $0.kind == .ack && $0.at >= begun && $0.at <= now && oracle.concerns($0, programme, task, occurrence.id)
        }
    }

    private func compare(_ fact: Fact, _ comparison: Comparison, _ literal: Literal) -> Bool {
        func order(_ a: Int, _ b: Int) -> Bool {
            switch comparison {
            case .equal, .is, .has: a == b
            case .notEqual: a != b
            case .less: a < b
            case .lessOrEqual: a <= b
            case .greater: a > b
            case .greaterOrEqual: a >= b
            }
        }
        switch (fact, literal) {
        case (.priority, .priority(let priority)): return order(Int(task.priority.rawValue), Int(priority.rawValue))
        case (.tag, .string(let tag)): return programme.tagSets[Int(task.tags)].contains(tag)
        case (.deadline, .deadlineKind(let kind)): return occurrence.kind == kind
        case (.due, .date(let day)): return occurrence.due.map { order(Int($0.number), Int(day.number)) } ?? false
        case (.start, .date(let day)): return order(Int(occurrence.start.number), Int(day.number))
        case (.role(let role), .string(let id)):
            guard let body = oracle.site.bodies.body(named: id) else { return false }
            func isIn(_ group: BodyIndex) -> Bool {
                group == body || oracle.site.bodies[group].members.contains(where: isIn)
            }
            return task.bodies(role).contains(where: isIn)
        case (.daysOverdue, .number(let n)): return order(daysOverdue, n)
        case (.daysLeft, .number(let n)): return occurrence.due.map { order($0 - today, n) } ?? false
        case (.noticesSent, .number(let n)): return order(oracle.sent[[programme.id, task.id, occurrence.id]] ?? 0, n)
        case (.progress, .percent(let n)):
            var value = 0
            for report in oracle.reports
            where report.at <= now && oracle.concerns(report, programme, task, occurrence.id) {
                if case .progress(let milli) = report.kind { value = milli }
            }
            // Of the target, in thousandths of a per cent.
            if let target = task.extra?.target, target.milli > 0 { value = value * 100_000 / target.milli }
            return order(value, n * 1000)
        case (.status, .status(let name)): return (status == name) == (comparison != .notEqual)
        default: return false
        }
    }
}
