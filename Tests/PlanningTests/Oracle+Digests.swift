import Dates
import Deadlines
import Programmes
import RuleLanguage

@testable import Planning

extension Oracle {
    var digests: [Digest] {
        site.ruleFiles.flatMap(\.items).compactMap { if case .digest(let digest) = $0 { digest } else { nil } }
    }

    /// A cycle's message, whoever gets it.
    struct Issue: Hashable {
        var name: String
        var nominal: Instant
        var moved: Instant
    }

    /// Day by day: the cycles are counted from the one that 1970-01-05 lies in.
    func issues(_ digest: Digest) -> [Issue] {
        if let known = cache.issues[digest] { return known }
        let every = digest.every
        let epoch = unitNumber(Day(unchecked: 1970, 1, 5), every.unit)
        var cycles: [Int: [Day]] = [:]
        var day = Day(unchecked: 2021, 1, 1) - 400
        while day <= horizon + 400 {
            cycles[(unitNumber(day, every.unit) - epoch) / every.every, default: []].append(day)
            day = day + 1
        }
        let at = defaults(\.at, digest.at, TimeOfDay(hour: 8)!)
        let working = defaults(\.onWorkingDays, digest.onWorkingDays, false)
        // The first and the last may not be whole.
        let found = cycles.keys.sorted().dropFirst().dropLast().map { number in
            let days = cycles[number]!
            let day = chosen(every, of: days)
            return Issue(
                name: name(days[0], every.unit), nominal: zone.instant(day, at),
                moved: zone.instant(move(day, working, earlier: false), at))
        }
        cache.issues[digest] = found
        return found
    }

    private func name(_ first: Day, _ unit: CycleUnit) -> String {
        func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
        switch unit {
        case .day: return "\(first.year)-\(two(first.month))-\(two(first.civil.day))"
        case .week:
            // Of the year that most of its days lie in.
            let thursday = first + 3
            var week = 1
            var day = thursday
            while (day - 7).year == thursday.year { (day, week) = (day - 7, week + 1) }
            return "\(thursday.year)-W\(two(week))"
        case .month: return "\(first.year)-\(two(first.month))"
        case .quarter: return "\(first.year)-Q\(first.quarter)"
        case .halfYear: return "\(first.year)-H\(first.month > 6 ? 2 : 1)"
        case .year: return "\(first.year)"
        }
    }

    mutating func decideDigests(at now: Instant) -> (sent: [Sent], withheld: [Withheld]) {
        var sent: [Sent] = []
        var withheld: [Withheld] = []
        guard let loaded = firstLoads.values.min() else { return ([], []) }
        for digest in digests {
            func hold(_ issue: Issue, _ reason: Withheld.Reason) {
                withheld.append(
                    Withheld(identity: identity(digest, issue, ""), nominal: issue.nominal, reason: reason))
            }
            let open = issues(digest).filter { issue in
                issue.moved <= now && !(digestCycles[digest.name.text]?.contains(issue.name) ?? false)
                    && (digestMarks[digest.name.text].map { issue.nominal > $0 } ?? (issue.nominal >= loaded))
            }
            let working = defaults(\.onWorkingDays, digest.onWorkingDays, false)
            let quiet = quiet(
                mutes.filter { $0.condition == nil }, [], defaults(\.at, digest.at, TimeOfDay(hour: 8)!), working)
            let dues = open.map { quiet.due($0.moved) }
            let come = quiet.come(dues, at: now) { _ in false }
            var survivors: [Int] = []
            for i in 0..<come {
                digestMarks[digest.name.text] = open[i].nominal
                digestCycles[digest.name.text, default: []].insert(open[i].name)
                if dues[i].dropped { hold(open[i], .muted) } else { survivors.append(i) }
            }
            func isLate(_ i: Int) -> Bool { now - dues[i].at > 300 }
            let catchUp = defaults(\.catchUp, nil, .latest)
            var going: [Int] = []
            for (place, i) in survivors.enumerated() {
                let givesWay = survivors[(place + 1)...].contains { j in
                    open[i].moved == open[j].moved || catchUp != .all && (isLate(i) || dues[i].at != open[i].moved)
                }
                if isLate(i), catchUp == .none {
                    hold(open[i], .missed)
                } else if givesWay {
                    hold(open[i], .superseded)
                } else {
                    going.append(i)
                }
            }
            for i in going {
                let isLate = isLate(i)
                let at = isLate ? now : dues[i].at
                let lists = lists(digest, at: at, now: now)
                if lists.isEmpty { hold(open[i], .nothingToList) }
                for (body, list) in lists {
                    sent.append(
                        Sent(
                            at: at, identity: identity(digest, open[i], body), kind: .digest, late: isLate,
                            role: list.role, items: list.items.sorted()))
                }
            }
        }
        return (sent, withheld)
    }

    /// For each recipient what it is told.
    private func lists(_ digest: Digest, at: Instant, now: Instant) -> [String: (role: String, items: [String])] {
        let today = zone.day(at: now)
        let reach = ([today] + offsets(in: digest.list).map { shift(today, $0.count, $0.unit) }).max()!
        var lists: [String: (role: String, items: [String])] = [:]
        for (p, programme) in site.programmes.enumerated() where programme.issued <= today {
            for (t, task) in programme.tasks.enumerated() {
                for (occurrence, _, _) in occurrences(p, t) {
                    let duty = Duty(p: p, t: t, occurrence: occurrence)
                    if isHistory(duty) { continue }
                    guard occurrence.start <= today || (occurrence.prudentDue ?? occurrence.start) <= reach else {
                        continue
                    }
                    let shares = shares(duty, on: today, at: now)
                    let view = View(
                        oracle: self, duty: duty, all: shares, shares: shares, due: firstDue(shares), day: today,
                        now: now)
                    // Of those that answer for it the ones that it is so of.
                    let meant = shares.filter { view.holds(digest.list, $0) }
                    if meant.isEmpty { continue }
                    let due = firstDue(meant)
                    let item =
                        "\(programme.id)/\(task.id)@\(occurrence.id)#\(due.number) "
                        + (due.occurrence.due?.description ?? "")
                    var reached: Set<String> = []
                    for recipient in digest.to {
                        for (body, below, role) in view.bodiesReached(by: recipient, on: zone.day(at: at)) {
                            if recipient.isOfResponsible, view.isResponsible(below),
                                !meant.contains(where: { $0.body == below })
                            {
                                continue
                            }
                            let id = site.bodies[body].id
                            if reached.insert(id).inserted { lists[id, default: (role, [])].items.append(item) }
                        }
                    }
                }
            }
        }
        return lists
    }

    private func offsets(in condition: Condition) -> [Offset] {
        switch condition {
        case .and(let a, let b), .or(let a, let b): offsets(in: a) + offsets(in: b)
        case .not(let a): offsets(in: a)
        case .defined(let name): definition(name).map(offsets) ?? []
        case .dueWithin(let offset, _): [offset]
        case .holds, .compare: []
        }
    }

    func definition(_ name: Name) -> Condition? {
        for case .define(let define) in site.ruleFiles.flatMap(\.items) where define.name.text == name.text {
            return define.condition
        }
        return nil
    }

    private func identity(_ digest: Digest, _ issue: Issue, _ recipient: String) -> NoticeIdentity {
        NoticeIdentity(
            programme: "", task: "", occurrence: issue.name, rule: digest.name.text, step: 0, repeatNumber: 0,
            recipient: recipient)
    }
}
