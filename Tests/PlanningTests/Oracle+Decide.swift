import Dates
import Deadlines
import Programmes
import RuleLanguage

@testable import Planning

extension Oracle {
    struct Sent: Hashable, Comparable, CustomStringConvertible {
        var at: Instant
        var identity: NoticeIdentity
        var kind: NoticeKind
        var late: Bool
        var role: String
        /// Whose shares it names, and whether those are all.
        var subjects: [String] = []
        var concernsAll = true
        /// Of a digest: what it lists, in order of the bytes.
        var items: [String] = []

        var description: String {
            let occurrence = "\(identity.programme)/\(identity.task)@\(identity.occurrence)#\(identity.dueNumber)"
            let step = "\(identity.rule) \(identity.step).\(identity.repeatNumber)"
            return "\n\(at.seconds)\(late ? " late" : "") \(occurrence) \(step) \(kind) to \(identity.recipient) "
                + "as \(role) of \(subjects)\(concernsAll ? " all" : "") \(items)"
        }

        static func < (a: Sent, b: Sent) -> Bool {
            func key(_ s: Sent) -> [String] {
                let number = "\(s.identity.dueNumber + 100)"
                return [s.identity.programme, s.identity.task, s.identity.occurrence, number, s.identity.rule]
            }
            if a.at != b.at { return a.at < b.at }
            for (x, y) in zip(key(a), key(b)) where x != y {
                return Array(x.utf8).lexicographicallyPrecedes(Array(y.utf8))
            }
            func numbers(_ s: Sent) -> [Int] { [s.identity.step, s.identity.repeatNumber] }
            if numbers(a) != numbers(b) { return numbers(a).lexicographicallyPrecedes(numbers(b)) }
            return a.identity.recipient < b.identity.recipient
        }
    }

    /// What comes of a decision.
    struct Outcome {
        var sent: [Sent] = []
        var withheld: [Withheld] = []
        var steps: [Step] = []

        mutating func add(_ other: Outcome) {
            sent += other.sent
            withheld += other.withheld
            steps += other.steps
        }
    }

    mutating func decide(at now: Instant) -> (sent: [Sent], withheld: [Withheld]) {
        var outcome = Outcome()
        for (p, programme) in site.programmes.enumerated() {
            for t in programme.tasks.indices {
                for (occurrence, isFirst, waited) in occurrences(p, t) {
                    let duty = Duty(p: p, t: t, occurrence: occurrence)
                    if isHistory(duty) { continue }
                    let shares = shares(duty, on: zone.day(at: now), at: now)
                    for rule in rules {
                        outcome.add(decide(rule, duty, shares, isFirst: isFirst, waited: waited, at: now))
                    }
                }
            }
        }
        let listed = decideDigests(at: now)
        sent += outcome.steps
        return ((outcome.sent + listed.sent).sorted(), outcome.withheld + listed.withheld)
    }

    var rules: [Rule] {
        site.ruleFiles.flatMap(\.items).compactMap { if case .rule(let rule) = $0 { rule } else { nil } }
    }
    var mutes: [Mute] {
        site.ruleFiles.flatMap(\.items).compactMap { if case .mute(let mute) = $0 { mute } else { nil } }
    }

    /// A rule that counts from the due date speaks of each due date to those whose it is; any other of all at once.
    private mutating func decide(
        _ rule: Rule, _ duty: Duty, _ shares: [Share], isFirst: Bool, waited: Bool, at now: Instant
    ) -> Outcome {
        var outcome = Outcome()
        guard rule.countsFromDue else {
            let view = View(
                oracle: self, duty: duty, all: shares, shares: shares, due: firstDue(shares), day: zone.day(at: now),
                now: now)
            let all = instants(rule, view, isFirst: isFirst, waited: waited)
            outcome.add(decide(rule, view, number: 0, all, of: View(plain: view)))
            return outcome
        }
        let dated = shares.filter { $0.due.occurrence.due != nil }
        for number in Set(dated.map(\.due.number)).sorted() {
            let own = dated.filter { $0.due.number == number }
            let view = View(
                oracle: self, duty: duty, all: shares, shares: own, due: own[0].due, day: zone.day(at: now), now: now)
            let all = instants(rule, view, isFirst: isFirst, waited: waited)
            outcome.add(decide(rule, view, number: number, all, of: view))
        }
        return outcome
    }

    private func instants(_ rule: Rule, _ view: View, isFirst: Bool, waited: Bool) -> [Trigger] {
        let issued = view.programme.issued
        if case .report(let trigger) = rule.when { return answers(to: trigger, view.duty, issued: issued) }
        var reported: Instant?
        if case .event(let name) = rule.when, waited, eventName(view.duty.p, view.duty.t) == name.text {
            reported = awaited(view.duty.p, view.duty.t)?.at
        }
        let occurrence = rule.countsFromDue ? view.due.occurrence : view.duty.occurrence
        return instants(rule, occurrence, issued: issued, isFirst: isFirst, reported: reported)
    }

    /// - Parameter selected: as `for` sees it.
    private mutating func decide(
        _ rule: Rule, _ view: View, number: Int, _ all: [Trigger], of selected: View
    ) -> Outcome {
        if !all.contains(where: { $0.moved <= view.now }) { return Outcome() }
        let key = Key(
            programme: view.programme.id, task: view.task.id, occurrence: view.duty.occurrence.id, dueNumber: number,
            rule: rule.name.text)
        if !rule.isOnReport, let last = histories[key]?.last, last == all.last { return Outcome() }
        guard rule.condition.map({ selected.holds($0, nil) }) ?? true else { return Outcome() }
        return judge(rule, key, view, all)
    }

    /// Those that have come and are not decided.
    private func open(_ rule: Rule, _ key: Key, _ view: View, _ all: [Trigger]) -> [Trigger] {
        let history = histories[key] ?? History()
        return all.filter { trigger in
            guard trigger.moved <= view.now else { return false }
            let number = [trigger.step, trigger.repeatNumber]
            // Until a due date was moved its instants were those of the former one.
            if key.dueNumber > 0, let since = view.due.since, trigger.moved <= since {
                for former in formerNumbers(view) {
                    var former = Key(
                        programme: key.programme, task: key.task, occurrence: key.occurrence, dueNumber: former,
                        rule: key.rule)
                    former.occurrence = key.occurrence
                    if histories[former]?.fired.contains(number) ?? false { return false }
                }
            }
            if history.fired.contains(number) { return false }
            guard let last = history.last, !rule.isOnReport else { return true }
            if trigger.nominal != last.nominal { return trigger.nominal > last.nominal }
            return !rule.isIndependent && (trigger.step, trigger.repeatNumber) > (last.step, last.repeatNumber)
        }
    }

    /// The due dates that some share of these had before.
    private func formerNumbers(_ view: View) -> [Int] {
        let changes = dues(view.duty).filter { change in
            change.number < view.due.number && view.shares.contains { means(change, $0.origins) }
        }
        return [0] + changes.map(\.number)
    }

    /// The instants of a rule that have come and are not decided.
    private struct Come {
        var key: Key
        var open: [Trigger]
        var dues: [(at: Instant, dropped: Bool)]
        var now: Instant

        func isLate(_ i: Int) -> Bool { now - dues[i].at > 300 }

        func at(_ i: Int) -> Instant { isLate(i) ? now : dues[i].at }
    }

    /// One of them that goes out, and the shares it is about.
    private typealias Survivor = (place: Int, subjects: [Share])

    private mutating func judge(_ rule: Rule, _ key: Key, _ view: View, _ all: [Trigger]) -> Outcome {
        var view = view
        view.begun = all[0].moved
        if rule.countsFromDue, let since = view.due.since { view.begun = max(view.begun, since) }
        let open = open(rule, key, view, all)
        if open.isEmpty { return Outcome() }
        let quiet = view.quiet(rule)
        let come = Come(key: key, open: open, dues: open.map { quiet.due($0.moved) }, now: view.now)
        let count = quiet.come(come.dues, at: view.now) {
            !rule.isOnReport && view.status(at: come.dues[$0].at) != .open
        }
        var outcome = Outcome()
        var survivors: [Survivor] = []
        var isStopped = histories[key]?.isStopped ?? false
        for i in 0..<count {
            let due = come.dues[i].at
            let repeats = open[i].repeatNumber > 0 && !rule.isOnReport
            if isStopped, repeats, view.isSilent(rule, at: due) { continue }
            var subjects: [Share] = []
            let reason = reason(rule, view, come, i, &subjects)
            isStopped = [.done, .cancelled, .reported, .untilHeld].contains(reason)
            if let reason {
                outcome.withheld.append(withheld(key, open[i], reason))
            } else {
                survivors.append((i, subjects))
            }
            decide(key, open[i], isStopped: isStopped)
        }
        if defaults(\.catchUp, rule.catchUp, .latest) == .none {
            for (i, _) in survivors where come.isLate(i) { outcome.withheld.append(withheld(key, open[i], .missed)) }
            survivors.removeAll { come.isLate($0.place) }
        }
        outcome.add(send(rule, view, come, survivors))
        return outcome
    }

    /// Why an instant brings no notice; nil: it is about these shares.
    private func reason(
        _ rule: Rule, _ view: View, _ come: Come, _ i: Int, _ subjects: inout [Share]
    ) -> Withheld.Reason? {
        let due = come.dues[i].at
        if rule.isOnReport {
            if view.now - due > 7 * 86_400 { return .missed }
        } else if let ended = view.status(at: due).reason ?? view.status(at: view.now).reason {
            return ended
        }
        if come.dues[i].dropped { return .muted }
        let candidates = view.candidates(rule, come.open[i], due: due)
        // What was open when it was due has ended, and what had ended is open again.
        if candidates.isEmpty, !rule.isOnReport { return .done }
        let going = candidates.filter { share in !(rule.until.map { view.holds($0, share) } ?? false) }
        if going.isEmpty, !candidates.isEmpty { return .untilHeld }
        subjects = going.filter { share in rule.guardCondition.map { view.holds($0, share) } ?? true }
        return subjects.isEmpty ? .guardFailed : nil
    }

    private func send(_ rule: Rule, _ view: View, _ come: Come, _ survivors: [Survivor]) -> Outcome {
        let open = come.open
        var outcome = Outcome()
        func reached(_ survivor: Survivor) -> [View.Receiver] {
            view.receivers(rule, open[survivor.place], survivor.subjects, on: zone.day(at: come.at(survivor.place)))
        }
        let catchUp = defaults(\.catchUp, rule.catchUp, .latest)
        for (place, survivor) in survivors.enumerated() {
            let (i, subjects) = survivor
            let all = reached(survivor)
            // It waited, or a move brought it to the same instant: who hears of a later one hears of that alone.
            let later = survivors[(place + 1)...].filter { j, _ in
                !rule.isOnReport
                    && (open[i].moved == open[j].moved && open[i].nominal != open[j].nominal
                        || catchUp != .all && (come.isLate(i) || come.dues[i].at != open[i].moved))
            }
            let told = Set(later.flatMap { reached($0).map(\.id) })
            let own = all.filter { !told.contains($0.id) }
            let concernsAll = subjects.count == view.all.count
            for receiver in own {
                outcome.sent.append(
                    Sent(
                        at: come.at(i), identity: identity(come.key, open[i], receiver.id), kind: receiver.kind,
                        late: come.isLate(i), role: receiver.role, subjects: receiver.subjects,
                        concernsAll: concernsAll))
            }
            if own.isEmpty {
                outcome.withheld.append(withheld(come.key, open[i], all.isEmpty ? .noRecipient : .superseded))
            } else {
                let names = subjects.compactMap { $0.body.map { site.bodies[$0].id } }
                outcome.steps.append(
                    Step(
                        key: come.key, step: open[i].step, repeatNumber: open[i].repeatNumber,
                        subjects: concernsAll ? nil : names, knownDue: knownDue(view.duty)))
            }
        }
        return outcome
    }

    private func withheld(_ key: Key, _ trigger: Trigger, _ reason: Withheld.Reason) -> Withheld {
        Withheld(identity: identity(key, trigger, ""), nominal: trigger.nominal, reason: reason)
    }

    private func identity(_ key: Key, _ trigger: Trigger, _ recipient: String) -> NoticeIdentity {
        NoticeIdentity(
            programme: key.programme, task: key.task, occurrence: key.occurrence, dueNumber: key.dueNumber,
            rule: key.rule, step: trigger.step, repeatNumber: trigger.repeatNumber, recipient: recipient)
    }
}

extension Rule {
    var isOnReport: Bool { if case .report = when { true } else { false } }

    var countsFromDue: Bool {
        switch when {
        case .offset(_, .due, _), .on(.due): true
        default: false
        }
    }

    /// Its instants stand for themselves.
    var isIndependent: Bool {
        switch when {
        case .every, .report: true
        case .offset(_, _, let offsets): offsets.count > 1
        default: false
        }
    }
}

extension ShareState.Status {
    fileprivate var reason: Withheld.Reason? {
        switch self {
        case .open: nil
        case .reported: .reported
        case .done: .done
        case .cancelled: .cancelled
        }
    }
}
