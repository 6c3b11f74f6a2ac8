import Dates
import Deadlines
import Programmes
import RuleLanguage

@testable import Planning

/// An occurrence as conditions, mutes and recipients see it, under one of its due dates.
struct View {
    let oracle: Oracle
    let duty: Oracle.Duty
    /// Of the occurrence.
    let all: [Oracle.Share]
    /// Those that the rule is about.
    let shares: [Oracle.Share]
    var due: Oracle.Due
    /// Of the decision.
    let day: Day
    /// As of when things are asked.
    var now: Instant
    /// When the chain under decision began.
    var begun = Instant(seconds: .min)

    var programme: Programme { oracle.site.programmes[duty.p] }
    var task: OfficeTask { programme.tasks[duty.t] }
    var today: Day { oracle.zone.day(at: now) }

    // MARK: Shares

    func status(at instant: Instant) -> ShareState.Status { oracle.standing(own(at: instant)) }

    /// The same shares as they stood then.
    private func own(at instant: Instant) -> [Oracle.Share] {
        oracle.shares(duty, on: day, at: min(instant, now)).filter { share in
            shares.contains { $0.body == share.body }
        }
    }

    /// Those that an instant may be about: open when it was due and now; of a report those that it was about.
    func candidates(_ rule: Rule, _ trigger: Oracle.Trigger, due: Instant) -> [Oracle.Share] {
        if case .report(let reports) = rule.when {
            let report = oracle.heard(reports, duty)[trigger.repeatNumber]
            return shares.filter { oracle.means(report.bodies, $0.origins, at: report.at) }
        }
        let then = own(at: due).filter { $0.status == .open }.map(\.body)
        return shares.filter { $0.status == .open && then.contains($0.body) }
    }

    /// Nothing was open then, or `until` held of all that was.
    func isSilent(_ rule: Rule, at instant: Instant) -> Bool {
        let open = own(at: instant).filter { $0.status == .open }
        guard let until = rule.until else { return open.isEmpty }
        var then = self
        then.now = min(instant, now)
        return open.allSatisfy { then.holds(until, $0) }
    }

    // MARK: Quiet times

    func quiet(_ rule: Rule) -> Oracle.Quiet {
        let mutes = oracle.mutes.filter { mute in mute.condition.map { holds($0, nil) } ?? true }
        let zone = oracle.zone
        // Of an occurrence and of its task the last snooze holds, from the first one that it carries on.
        func quiet(_ reports: [(order: Int, report: Report)]) -> (from: Instant, until: Day)? {
            var found: (from: Instant, until: Day)?
            for (_, report) in reports where report.bodies.isEmpty {
                guard case .snooze(let until) = report.kind else { continue }
                if let old = found, zone.day(at: report.at) < old.until {
                    found = (old.from, until)
                } else {
                    found = (report.at, until)
                }
            }
            return found
        }
        let asleep = [quiet(oracle.reports(on: duty)), quiet(oracle.reports(onTask: duty))].compactMap { $0 }
        return oracle.quiet(
            mutes, asleep, oracle.defaults(\.at, rule.at, TimeOfDay(hour: 8)!),
            oracle.defaults(\.onWorkingDays, rule.onWorkingDays, false),
            atOnce: rule.isOnReport || oracle.defaults(\.catchUp, rule.catchUp, .latest) == .latestAtOnce)
    }

    // MARK: Recipients

    struct Receiver {
        var id: String
        var role: String
        var kind: NoticeKind
        var subjects: [String]
    }

    /// Whom an instant is sent to, each once: of those that answer for the task the subjects alone, and their superiors.
    func receivers(
        _ rule: Rule, _ trigger: Oracle.Trigger, _ subjects: [Oracle.Share], on day: Day
    ) -> [Receiver] {
        let bodies = subjects.compactMap(\.body)
        let names = bodies.map { oracle.site.bodies[$0].id }
        var found: [Receiver] = []
        let actions =
            rule.isIndependent || trigger.step == 0 ? rule.actions : rule.steps[trigger.step - 1].actions
        for action in actions {
            for recipient in action.recipients {
                for (body, below, role) in bodiesReached(by: recipient, on: day) {
                    let id = oracle.site.bodies[body].id
                    if found.contains(where: { $0.id == id }) { continue }
                    if recipient.isOfResponsible, isResponsible(below), !bodies.contains(below) { continue }
                    if hasAcknowledged(body, rule, trigger) { continue }
                    let isOwn = recipient.isDirect && recipient.isOfResponsible && bodies.contains(body)
                    found.append(
                        Receiver(
                            id: id, role: role, kind: action.kind == .remind ? .reminder : .escalation,
                            subjects: isOwn ? [id] : names))
                }
            }
        }
        return found
    }

    func isResponsible(_ body: BodyIndex) -> Bool { all.contains { $0.body == body } }

    /// A body without a share that took note of a chain which that ends gets none of its repeats.
    private func hasAcknowledged(_ body: BodyIndex, _ rule: Rule, _ trigger: Oracle.Trigger) -> Bool {
        trigger.repeatNumber > 0 && !rule.isIndependent && (rule.until.map(asksForAcknowledgement) ?? false)
            && !isResponsible(body) && oracle.hasAcknowledged(body, duty, since: begun, at: now)
    }

    private func asksForAcknowledgement(_ condition: Condition) -> Bool {
        switch condition {
        case .and(let a, let b), .or(let a, let b): asksForAcknowledgement(a) || asksForAcknowledgement(b)
        case .not(let a): asksForAcknowledgement(a)
        case .defined(let name): oracle.definition(name).map(asksForAcknowledgement) ?? false
        case .holds(let fact, _): fact == .acknowledged
        case .compare, .dueWithin: false
        }
    }

    /// Each with the body that it was reached from.
    func bodiesReached(
        by recipient: Recipient, on day: Day
    ) -> [(body: BodyIndex, below: BodyIndex, role: String)] {
        let directory = oracle.site.bodies
        func reach(_ bodies: [BodyIndex]) -> [BodyIndex] {
            var seen: Set<BodyIndex> = []
            return bodies.flatMap { oracle.leaves($0, on: day).map(\.body) }.filter { seen.insert($0).inserted }
        }
        switch recipient {
        case .role(let role): return task.bodies(role).flatMap { reach([$0]) }.map { ($0, $0, "\(role)") }
        case .body(let name):
            return (directory.body(named: name.text).map { reach([$0]) } ?? []).map { ($0, $0, "body") }
        case .confirming:
            return (task.extra?.confirmation ?? oracle.site.programmes[duty.p].confirmation).role.map {
                bodiesReached(by: .role($0), on: day)
            } ?? []
        case .officer:
            guard task.extra?.officer != nil else { return [] }
            let leads = task.bodies(.lead)
            return (leads.isEmpty ? task.bodies(.executing) : leads).flatMap { reach([$0]) }.map { ($0, $0, "body") }
        case .superior(let of):
            // Above a group stand its members' heads; above what has ended those of the one that took over.
            let (base, levels) = of.climbed
            return bodiesReached(by: base, on: day).flatMap { one in
                var body: BodyIndex? = one.body
                for _ in 0...levels {
                    body = body.flatMap { directory[$0].parent }.map { directory.lastSuccessor(of: $0, on: day) }
                }
                let role = String(repeating: "superior of ", count: levels + 1) + one.role
                return body.map { reach([$0]).map { ($0, one.body, role) } } ?? []
            }
        }
    }
}

extension Recipient {
    /// It speaks to those that may answer for the task, or to those above them.
    var isOfResponsible: Bool {
        switch self {
        case .role(.lead), .role(.executing), .officer: true
        case .role, .body, .confirming: false
        case .superior(let of): of.isOfResponsible
        }
    }

    var isDirect: Bool { if case .superior = self { false } else { true } }

    /// Whom it climbs from, and how far.
    fileprivate var climbed: (base: Recipient, levels: Int) {
        guard case .superior(let of) = self else { return (self, 0) }
        let below = of.climbed
        return (below.base, below.levels + 1)
    }
}

extension BodyDirectory {
    fileprivate func lastSuccessor(of body: BodyIndex, on day: Day) -> BodyIndex {
        var body = body
        while let until = self[body].until, until <= day, let next = self[body].successor { body = next }
        return body
    }
}

// MARK: Conditions

extension View {
    /// As `for` of a rule that does not count from the due date sees it: by the document.
    init(plain view: View) {
        self = view
        due = Oracle.Due(number: 0, occurrence: view.duty.occurrence)
    }

    /// - Parameter share: whose it is asked of; nil: only what the files say is asked.
    func holds(_ condition: Condition, _ share: Oracle.Share?) -> Bool {
        switch condition {
        case .and(let a, let b): return holds(a, share) && holds(b, share)
        case .or(let a, let b): return holds(a, share) || holds(b, share)
        case .not(let a): return !holds(a, share)
        case .defined(let name): return oracle.definition(name).map { holds($0, share) } ?? false
        case .dueWithin(let offset, _):
            let occurrence = occurrence(share)
            guard isOpen(share), let prudent = occurrence.prudentDue, let legal = occurrence.legalDue else {
                return false
            }
            return legal >= today && prudent <= oracle.shift(today, offset.count, offset.unit)
        case .holds(let fact, _):
            switch fact {
            case .overdue: return daysOverdue(share) > 0
            case .acknowledged:
                return share.map { oracle.isAcknowledged($0, duty, since: begun, at: now) } ?? false
            case .done: return share?.status == .done
            case .cancelled: return share?.status == .cancelled
            case .reported: return share?.status == .reported
            case .extended: return share.map { extensions($0) > 0 } ?? false
            case .document: return share?.hasDocument ?? false
            case .late: return share.map { $0.status == .done && $0.isLate } ?? false
            case .officer: return task.extra?.officer != nil
            case .due: return occurrence(share).due != nil
            default: return false
            }
        case .compare(let fact, let comparison, let literal, _): return compare(fact, comparison, literal, share)
        }
    }

    /// Under the share's own due date.
    private func occurrence(_ share: Oracle.Share?) -> Occurrence { share?.due.occurrence ?? due.occurrence }

    private func isOpen(_ share: Oracle.Share?) -> Bool {
        share.map { $0.status == .open || $0.status == .reported } ?? true
    }

    private func daysOverdue(_ share: Oracle.Share?) -> Int {
        guard isOpen(share), let due = occurrence(share).legalDue else { return 0 }
        return max(0, today - due)
    }

    private func extensions(_ share: Oracle.Share) -> Int {
        oracle.dues(duty).count { $0.isExtension && oracle.means($0, share.origins) }
    }

    private func compare(
        _ fact: Fact, _ comparison: Comparison, _ literal: Literal, _ share: Oracle.Share?
    ) -> Bool {
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
        case (.deadline, .deadlineKind(let kind)): return duty.occurrence.kind == kind
        case (.due, .date(let day)):
            return occurrence(share).due.map { order(Int($0.number), Int(day.number)) } ?? (comparison == .notEqual)
        case (.start, .date(let day)): return order(Int(duty.occurrence.start.number), Int(day.number))
        case (.role(let role), .string(let id)):
            guard let body = oracle.site.bodies.body(named: id) else { return false }
            func isIn(_ group: BodyIndex) -> Bool {
                group == body || oracle.site.bodies[group].members.contains(where: isIn)
            }
            return task.bodies(role).contains(where: isIn)
        case (.daysOverdue, .number(let n)): return order(daysOverdue(share), n)
        case (.daysLeft, .number(let n)): return occurrence(share).due.map { order($0 - today, n) } ?? false
        case (.noticesSent, .number(let n)): return order(share.map { oracle.noticesSent($0, duty) } ?? 0, n)
        case (.extensions, .number(let n)): return order(share.map(extensions) ?? 0, n)
        case (.shares, .number(let n)): return order(all.count, n)
        case (.sharesOpen, .number(let n)):
            let standing = oracle.shares(duty, on: day, at: now).map(\.status)
            return order(standing.count { $0 == .open || $0 == .reported }, n)
        case (.progress, .percent(let n)):
            var value = share.map { oracle.progress($0, duty, at: now) } ?? 0
            // Of the target, in thousandths of a per cent.
            if let target = task.extra?.target, target.milli > 0 { value = value * 100_000 / target.milli }
            return order(value, n * 1000)
        case (.status, .status(let name)):
            let status: StatusName = isOpen(share) ? .open : share?.status == .done ? .done : .cancelled
            return (status == name) == (comparison != .notEqual)
        default: return false
        }
    }
}
