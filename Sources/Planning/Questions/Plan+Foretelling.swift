public import Dates
import Deadlines
public import Programmes
public import RuleLanguage

/// What is told of an occurrence next, if nothing is reported of it.
public struct Foretold: Hashable, Sendable {
    /// When it goes out, if nothing holds it back.
    public var at: Instant
    /// A reminder, or an escalation to those above.
    public var kind: NoticeKind
    /// The bodies that are told.
    public var recipients: [BodyIndex]
}

extension Plan {
    /// So many instants of a rule are looked at, and none that lies so far ahead, in seconds.
    private static let mostTried = 24
    private static let farthest = 180 * 86_400

    /// The next that those above are told of a notice's occurrence; where they are told nothing, the next reminder that
    /// its recipient gets. Conditions that are asked when the instant comes may hold it back.
    public func foretell(after notice: Notice) -> Foretold? {
        guard notice.kind != .digest, notice.due != nil else { return nil }
        let table = timetables[Int(columns.timetable[notice.taskIndex])]
        let position = Int(columns.position[notice.taskIndex])
        let origin = Origin(notice, issued: table.issued)
        let recipient = site.bodies.body(named: notice.identity.recipient)
        var above: Foretold?
        var own: Foretold?
        for rule in rules where rule.matches[position] && rule.guardCondition == nil {
            guard case .offsets(_, .due, _) = rule.start, !rule.doubtful[position] || rule.name == notice.identity.rule
            else { continue }
            var cursor = TriggerCursor(origin)
            search: for _ in 0..<Self.mostTried {
                guard let trigger = cursor.next(rule, siteCalendar), trigger.moved - notice.at < Self.farthest else {
                    break
                }
                if trigger.moved <= notice.at { continue }
                for (kind, bodies) in told(at: trigger, rule, notice.taskIndex) {
                    let found = Foretold(at: trigger.moved, kind: kind, recipients: bodies)
                    if kind == .escalation, bodies.contains(where: { $0 != recipient }) {
                        if above.map({ found.at < $0.at }) ?? true { above = found }
                        break search
                    }
                    if let recipient, bodies.contains(recipient), own.map({ found.at < $0.at }) ?? true { own = found }
                }
            }
        }
        return above ?? own
    }

    private func told(
        at trigger: Trigger, _ rule: CompiledRule, _ task: Int
    ) -> [(kind: NoticeKind, bodies: [BodyIndex])] {
        var told: [(kind: NoticeKind, bodies: [BodyIndex])] = []
        for addressee in rule.addressees(step: trigger.step) {
            var bodies: [BodyIndex] = []
            resolver.receivers(
                of: addressee.recipient, ofTask: task, assignments, on: siteCalendar.zone.day(at: trigger.moved)
            ) { body, _ in if !bodies.contains(body) { bodies.append(body) } }
            guard !bodies.isEmpty else { continue }
            if told.last?.kind == addressee.kind {
                told[told.count - 1].bodies += bodies.filter { !told[told.count - 1].bodies.contains($0) }
            } else {
                told.append((addressee.kind, bodies))
            }
        }
        return told
    }

    /// The report that a rule answers to; nil: it counts from dates.
    public func reportTrigger(ofRule name: String) -> ReportTrigger? {
        guard case .report(let trigger)? = rules.first(where: { $0.name == name })?.start else { return nil }
        return trigger
    }
}

extension Origin {
    fileprivate init(_ notice: Notice, issued: Day) {
        start = notice.start
        prudentDue = notice.prudentDue ?? notice.due
        legalDue = notice.legalDue ?? notice.due
        dueTime = nil
        self.issued = issued
        reported = []
        isFirst = false
    }
}
