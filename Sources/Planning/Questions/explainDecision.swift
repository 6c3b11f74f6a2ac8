public import Dates
import Deadlines
public import Diagnostics
import RuleLanguage

/// Why a rule did, does or does not send something for an occurrence.
public struct Why: Hashable, Sendable {
    /// One of three: it comes, it went, or something stands between.
    public enum Answer: Hashable, Sendable {
        /// It comes then, if nothing changes; now where its instant has passed and nothing is known to have gone out.
        case comes(Instant)
        /// Something was sent: the last instant decided.
        case sent(Instant)
        /// The first condition that held it back.
        case heldBack
    }

    /// Its name.
    public var rule: String
    /// Of the rule file.
    public var rulePath: String
    /// From 1: that of the rule's name.
    public var ruleLine: Int
    /// Its id; nil: the deadline gives no occurrence.
    public var occurrence: String?
    /// ``wording`` tells it to people.
    public var answer: Answer
    /// The condition with its values, or the instant with how it was counted.
    public var wording: Wording
}

/// One answer for each rule (or the one named) and occurrence (or those that the day concerns).
public func explainDecision(
    _ plan: Plan, _ memory: Memory, task: Int, rule: String? = nil, on day: Day? = nil, at now: Instant
) -> [Why] {
    var memory = memory
    memory.bind(to: plan)
    var explainer = Explainer(plan, memory, task, at: now)
    return plan.rules.indices.filter { rule == nil || plan.rules[$0].name == rule }.flatMap {
        explainer.explain($0, on: day)
    }
}

/// Looks for the first thing that stands between an instant and its notice.
private struct Explainer {
    private let plan: Plan
    private let memory: Memory
    private let task: Int
    private let now: Instant
    private var forecast: Forecast

    init(_ plan: Plan, _ memory: Memory, _ task: Int, at now: Instant) {
        self.plan = plan
        self.memory = memory
        self.task = task
        self.now = now
        forecast = Forecast(plan, memory, at: now)
    }

    mutating func explain(_ ruleIndex: Int, on day: Day?) -> [Why] {
        let rule = plan.rules[ruleIndex]
        func why(_ occurrence: String?, _ answer: Why.Answer, _ wording: Wording) -> Why {
            Why(
                rule: rule.name, rulePath: rule.path, ruleLine: rule.line, occurrence: occurrence, answer: answer,
                wording: wording)
        }
        let occurrences = shownOccurrences(plan, memory, task, at: now)
        guard !occurrences.isEmpty else {
            return [
                why(nil, .heldBack, Wording(vi: "Thời hạn không cho kỳ nào", en: "The deadline gives no occurrence"))
            ]
        }
        let next = forecast.nextInstants(ofTask: task, rule: ruleIndex)
        var answers: [Why] = []
        for (number, occurrence) in occurrences.enumerated() {
            if let day {
                // A day concerns an occurrence that has an instant on it; failing that, the one it lies in.
                let triggers = triggers(ruleIndex, occurrence, isFirst: number == 0)
                let onDay = triggers.filter { plan.siteCalendar.zone.day(at: $0.moved) == day || $0.day == day }
                let due = facts(occurrence).occurrence.legalDue
                if onDay.isEmpty, occurrence.start > day || due.map({ $0 < day }) ?? false { continue }
                if onDay.isEmpty, heldBack(ruleIndex, occurrence) == nil {
                    answers.append(why(occurrence.id, .heldBack, noInstant(on: day, triggers)))
                    continue
                }
            }
            if let wording = heldBack(ruleIndex, occurrence) {
                answers.append(why(occurrence.id, .heldBack, wording))
            } else if let instant = next[occurrence.id],
                day == nil || plan.siteCalendar.zone.day(at: instant) <= day ?? .init(number: 0)
            {
                answers.append(
                    why(occurrence.id, .comes(max(instant, now)), coming(rule, instant, occurrence)))
            } else if let mark = mark(ruleIndex, occurrence) {
                let instant = mark.nominal
                answers.append(
                    mark.held.map { why(occurrence.id, .heldBack, wording(of: $0, at: instant)) }
                        ?? why(occurrence.id, .sent(instant), Wording(vi: "Đã gửi", en: "It was sent")))
            } else {
                answers.append(
                    why(
                        occurrence.id, .heldBack,
                        Wording(
                            vi: "\(printWhen(rule.source.when, in: .vi)): kỳ này không có thời điểm nào như vậy",
                            en: "\(printWhen(rule.source.when, in: .en)): this occurrence has no such instant")))
            }
        }
        return answers
    }

    private func triggers(_ ruleIndex: Int, _ occurrence: Occurrence, isFirst: Bool) -> [Trigger] {
        let timetable = plan.timetables[Int(plan.columns.timetable[task])]
        var cursor = TriggerCursor(
            Origin(
                facts(occurrence).occurrence, issued: timetable.issued, isFirst: isFirst,
                reported: reported(ruleIndex, occurrence)))
        var triggers: [Trigger] = []
        // Enough for the years that anyone asks about.
        while triggers.count < 4000, let trigger = cursor.next(plan.rules[ruleIndex], plan.siteCalendar) {
            triggers.append(trigger)
        }
        return triggers
    }

    /// When what the rule waits for was reported.
    private func reported(_ ruleIndex: Int, _ occurrence: Occurrence) -> [Instant] {
        guard case .report(let trigger) = plan.rules[ruleIndex].start else {
            return memory.awaited(ofTask: task).map { [$0.at] } ?? []
        }
        let heard = memory.reports(memory.record(task, occurrence.id))?.heard ?? []
        return heard.filter { $0.trigger == trigger }.map(\.at)
    }

    /// Under the last due date that it was decided for.
    private func mark(_ ruleIndex: Int, _ occurrence: Occurrence) -> Mark? {
        guard let number = memory.ruleNames.find(plan.rules[ruleIndex].name) else { return nil }
        let reports = memory.reports(memory.record(task, occurrence.id))
        let dues = [0] + memory.dueHistory(reports, occurrence).changes.map(\.number)
        for due in dues.reversed() {
            if let name = memory.knownOccurrenceNumber(occurrence.id, due: due),
                let record = memory.record(UInt32(task), name), let mark = memory.mark(record, number)
            {
                return mark
            }
        }
        return nil
    }

    /// What keeps the rule from this occurrence whatever the instant.
    private func heldBack(_ ruleIndex: Int, _ occurrence: Occurrence) -> Wording? {
        let rule = plan.rules[ruleIndex]
        let facts = facts(occurrence)
        if let condition = rule.source.condition, !rule.condition.holds(facts) {
            return failure(of: condition, facts, clause: Wording(vi: "với", en: "for"))
        }
        if plan.site.settings.live == .never {
            let line = Wording(vi: "gửi thật: không", en: "live: false").spelt(in: plan.site.settings.keyLanguage)
            return Wording(
                vi: "Đơn vị chưa gửi gì vì dondoc.yaml ghi “\(line.vi)”; “dondoc go-live” để bắt đầu",
                en: "The site sends nothing yet (\(line.en) in dondoc.yaml); `dondoc go-live` begins")
        }
        let today = plan.siteCalendar.zone.day(at: now)
        let latest = memory.latestLegalDue(ofTask: task, occurrence)
        if facts.status == .open, let due = latest, let first = plan.siteCalendar.firstDay, due < first {
            return Wording(
                vi:
                    "Đến hạn \(due.wording.vi), trước ngày đơn vị bắt đầu gửi (\(first.wording.vi)): chỉ để xem, không nhắc",
                en: "It was due on \(due), before the site began to send (\(first)): shown, not chased")
        }
        if facts.status == .open, let due = latest,
            due < memory.chasedFrom(programme: plan.programmeIndex(ofTask: task)) ?? today
        {
            return Wording(
                vi: "Đến hạn \(due.wording.vi), trước khi chương trình được nạp lần đầu: chỉ để xem, không nhắc",
                en: "It was due on \(due), before the programme was first loaded: shown, not chased")
        }
        if rule.isOnReport { return nil }
        if facts.status == .open, facts.isReported {
            return Wording(
                vi: "Đã báo hoàn thành, đang chờ xác nhận", en: "It was reported done and waits to be confirmed")
        }
        switch facts.status {
        case .done: return Wording(vi: "Đã báo hoàn thành", en: "It was reported done")
        case .cancelled: return Wording(vi: "Đã huỷ", en: "It was cancelled")
        case .open: return nil
        }
    }

    private func facts(_ occurrence: Occurrence) -> Facts {
        var facts = Facts(
            plan: plan, programme: plan.programmeIndex(ofTask: task), task: task, occurrence: occurrence,
            kind: occurrence.kind, isCompound: plan.timetables[Int(plan.columns.timetable[task])].isCompound,
            today: plan.siteCalendar.zone.day(at: now))
        let shares = memory.shares(ofTask: task, occurrence, on: facts.today, at: now)
        facts.occurrence = shares.firstDue.map { occurrence.due($0) } ?? occurrence
        // Of a share that is open, while one is.
        if let share = shares.first(where: { $0.status == .open }) ?? shares.first(where: { $0.status == .reported })
            ?? shares.first
        {
            facts.fill(share, of: shares, begun: Instant(seconds: .min), at: now)
        }
        facts.noticesSent = memory.noticesSent(ofTask: task, occurrence.id, nil)
        return facts
    }

    /// The first part of a condition that does not hold, with the value it met.
    private func failure(of condition: Condition, _ facts: Facts, clause: Wording) -> Wording {
        let compiler = PredicateCompiler(plan.site.ruleFiles, bodies: plan.site.bodies)
        var part = condition
        while case .and(let a, let b) = part { part = compiler.compile(a).holds(facts) ? b : a }
        let value = part.fact.map { facts.value(of: $0) }
        return Wording(
            vi: "\(clause.vi) \(printCondition(part, in: .vi)): không đúng"
                + (value.map { " (đang là \($0.vi))" } ?? ""),
            en: "\(clause.en) \(printCondition(part, in: .en)): does not hold"
                + (value.map { " (it is \($0.en))" } ?? ""))
    }

    private func coming(_ rule: CompiledRule, _ instant: Instant, _ occurrence: Occurrence) -> Wording {
        let facts = facts(occurrence)
        let due = facts.occurrence.due.map { "; hạn \($0.wording.vi)" } ?? ""
        let dueEnglish = facts.occurrence.due.map { "; due \($0)" } ?? ""
        var wording = Wording(
            vi: printWhen(rule.source.when, in: .vi) + due, en: printWhen(rule.source.when, in: .en) + dueEnglish)
        if let missed = forecast.missed[occurrence.id] {
            let time = plan.siteCalendar.zone.format(missed)
            let isAtOnce = instant <= now
            wording = Wording(
                vi: wording.vi + "; đến lúc gửi từ \(time) mà chưa gửi: sẽ gửi "
                    + (isAtOnce ? "ngay" : "vào giờ của quy tắc") + ", ghi là muộn",
                en: wording.en + "; it was due at \(time) and has not gone out: it goes out "
                    + (isAtOnce ? "at once" : "at the rule's next hour") + ", marked late")
        }
        if let source = rule.source.guardCondition, let guardCondition = rule.guardCondition,
            !guardCondition.holds(facts)
        {
            let failure = failure(of: source, facts, clause: Wording(vi: "nếu", en: "if"))
            wording = Wording(
                vi: wording.vi + "; lúc này \(failure.vi)", en: wording.en + "; at present \(failure.en)")
        }
        return wording
    }

    private func noInstant(on day: Day, _ triggers: [Trigger]) -> Wording {
        let zone = plan.siteCalendar.zone
        let before = triggers.last { zone.day(at: $0.moved) < day }.map { zone.wording($0.moved) }
        let after = triggers.first { zone.day(at: $0.moved) > day }.map { zone.wording($0.moved) }
        return Wording(
            vi: "Không có thời điểm nào trong ngày \(day.wording.vi)" + (before.map { "; trước đó \($0.vi)" } ?? "")
                + (after.map { "; sau đó \($0.vi)" } ?? ""),
            en: "No instant on \(day)" + (before.map { "; the one before \($0.en)" } ?? "")
                + (after.map { "; the one after \($0.en)" } ?? ""))
    }
}
