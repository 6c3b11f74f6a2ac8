public import Dates
import Deadlines
public import Diagnostics
import Programmes
import RuleLanguage

/// What is well-formed and still likely not meant, once rules and tasks are seen together (codes R080–R086): a rule that
/// chooses no task, an open task that nobody is reminded of or that never escalates, a chain longer than its deadline's
/// cycle, a year whose days off no decree has set, a body that ended without a successor. All are warnings.
///
/// A rule that another always covers (R081) follows from the rules alone: see `checkRules`.
public func reviewSite(_ plan: Plan, today: Day) -> [Diagnostic] {
    let outlooks = plan.workers.map(stretchesOf: plan.timetables.count) { tables in
        tables.map { Outlook(plan.timetables[$0], today: today) }
    }
    return reviewRules(plan, outlooks) + reviewTasks(plan, outlooks) + reviewYears(plan, outlooks, today: today)
        + reviewBodies(plan, today: today)
}

/// What a timetable still brings.
private struct Outlook: Sendable {
    /// Something is due from today on, or will be once its event has happened.
    var hasDue = false
    /// The first of them that is dated by now.
    var nextDue: Day?
    /// It has occurrences that are not history.
    var isOpen = false
    /// Days from one due date to the next, the shortest.
    var cycle: Int?

    init(_ timetable: Timetable, today: Day) {
        for track in timetable.tracks { add(track.series, today, isDated: !timetable.isAwaiting) }
        if timetable.isAwaiting {
            for track in timetable.tracks(event: today) { add(track.series, today, isDated: false) }
        }
    }

    private mutating func add(_ series: OccurrenceSeries, _ today: Day, isDated: Bool) {
        let first = series.index(dueOnOrAfter: today)
        guard series.has(first) else { return }
        isOpen = true
        guard let due = series.due(first) else { return }
        hasDue = true
        if isDated { nextDue = min(nextDue ?? due, due) }
        if let next = series.due(first + 1) { cycle = min(cycle ?? .max, next - due) }
    }
}

// MARK: Rules

private func reviewRules(_ plan: Plan, _ outlooks: [Outlook]) -> [Diagnostic] {
    guard plan.taskCount > 0 else { return [] }
    var found: [Diagnostic] = []
    var index = 0
    for file in plan.site.ruleFiles {
        for case .rule(let rule) in file.items {
            let compiled = plan.rules[index]
            index += 1
            if !compiled.matches.intersects(0..<compiled.matches.count) {
                found.append(
                    warning(
                        "R080", file.source.path, rule.name.span,
                        vi: "quy tắc “\(rule.name.text)” không chọn được nhiệm vụ nào của đơn vị",
                        en: "the rule “\(rule.name.text)” chooses no task of the site",
                        help: Wording(
                            vi: "xem lại “với”: nhãn, cơ quan hay chương trình có đúng như trong tệp không",
                            en: "look at “for”: do its tags, bodies and programmes stand so in the files?")))
            } else if let (length, cycle, task) = overlap(rule, compiled, plan, outlooks) {
                let reference = plan.reference(task)
                let lasts =
                    length.map { Wording(vi: "\($0) ngày", en: "\($0) days") }
                    ?? Wording(vi: "mãi đến khi xong", en: "until it is done")
                found.append(
                    warning(
                        "R084", file.source.path, rule.name.span,
                        vi: "chuỗi kéo dài \(lasts.vi), dài hơn chu kỳ \(cycle) ngày của “\(reference)”",
                        en: "the chain lasts \(lasts.en), longer than the cycle of \(cycle) days of “\(reference)”",
                        help: Wording(
                            vi: "rút ngắn chuỗi, giới hạn số lần lặp, hoặc tách riêng nhiệm vụ theo chu kỳ ngắn",
                            en: "shorten the chain, limit its repeats, or treat tasks of short cycles apart")))
            }
        }
    }
    return found
}

/// A recurring task whose next period is due before the rule's chain of the last has ended.
/// - Returns: the chain's days (nil: without end), the cycle's, and the task.
private func overlap(
    _ rule: Rule, _ compiled: CompiledRule, _ plan: Plan, _ outlooks: [Outlook]
) -> (length: Int?, cycle: Int, task: Int)? {
    guard !rule.steps.isEmpty || rule.repetition != nil else { return nil }
    var length: Int? = rule.steps.reduce(0) { $0 + $1.after.days }
    if let repetition = rule.repetition {
        length = repetition.times.flatMap { times in length.map { $0 + times * repetition.every.days } }
    }
    var shortest: (cycle: Int, task: Int)?
    for (i, outlook) in outlooks.enumerated() {
        guard let cycle = outlook.cycle, cycle < length ?? .max, cycle < shortest?.cycle ?? .max else { continue }
        let positions = plan.columns.positions(ofTimetable: i)
        if let position = positions.first(where: { compiled.matches[$0] }) {
            shortest = (cycle, Int(plan.columns.task[position]))
        }
    }
    return shortest.map { (length, $0.cycle, $0.task) }
}

extension Offset {
    /// About how many days.
    fileprivate var days: Int {
        switch unit {
        case .hours: (count + 23) / 24
        case .days: count
        case .workingDays: (count * 7 + 4) / 5
        case .weeks: count * 7
        case .months: count * 30
        case .quarters: count * 91
        case .years: count * 365
        }
    }
}

// MARK: Tasks

/// So many of a programme are named, the others counted.
private let mostTasks = 20

private func reviewTasks(_ plan: Plan, _ outlooks: [Outlook]) -> [Diagnostic] {
    guard !plan.rules.isEmpty else { return [] }
    var found: [Diagnostic] = []
    let columns = plan.columns
    let audible = plan.workers.map(stretchesOf: columns.count) { whatIsHeard(plan, outlooks, $0) }
    for programme in plan.site.programmes.indices {
        var silent: [Int] = []
        var flat: [Int] = []
        for task in plan.tasks(ofProgramme: programme) {
            let timetable = Int(columns.timetable[task])
            guard outlooks[timetable].isOpen else { continue }
            let heard = audible[Int(columns.position[task])]
            if heard.isEmpty {
                silent.append(task)
            } else if outlooks[timetable].hasDue, !heard.contains(.escalations) {
                flat.append(task)
            }
        }
        found += told(
            silent, plan, programme, "R082", vi: "không quy tắc nào nhắc nhiệm vụ này",
            en: "no rule ever reminds of this task",
            help: Wording(
                vi: "thêm quy tắc, hoặc ghi cơ quan giữ vai trò mà quy tắc nhắc",
                en: "add a rule, or name bodies in the roles that the rules remind"))
        found += told(
            flat, plan, programme, "R083", vi: "nhiệm vụ này quá hạn cũng không ai khác được báo cáo",
            en: "nobody else hears when this task is overdue",
            help: Wording(
                vi: "thêm một bước “báo cáo”, hoặc ghi cơ quan chỉ đạo",
                en: "add a step “escalate to”, or name a directing body"))
    }
    return found
}

/// What rules can send for a task.
private struct Audible: OptionSet, Sendable {
    let rawValue: UInt8
    static let notices = Audible(rawValue: 1)
    static let escalations = Audible(rawValue: 2)
}

/// Whom a rule's actions speak to, all together: roles by their bits, or bodies that are there for every task.
private struct Audience {
    var roles: UInt8 = 0
    var hasBody = false

    init(_ rule: CompiledRule, where isMeant: (CompiledAction) -> Bool) {
        for action in rule.steps.lazy.flatMap(\.actions) where isMeant(action) {
            for recipient in action.recipients {
                switch recipient.base {
                case .role where recipient.isToConfirm: break
                case .body(let body): hasBody = hasBody || body != nil
                case .role(let role): roles |= 1 << role.rawValue
                case .officer: break  // duties
                }
            }
        }
    }

    func includes(_ present: UInt8) -> Bool { hasBody || roles & present != 0 }
}

/// What some rule can send for each of a range of positions.
private func whatIsHeard(_ plan: Plan, _ outlooks: [Outlook], _ positions: Range<Int>) -> [Audible] {
    let columns = plan.columns
    var result = [Audible](repeating: [], count: positions.count)
    for rule in plan.rules {
        let all = Audience(rule) { _ in true }
        let escalated = Audience(rule) { $0.kind == .escalation }
        rule.matches.visit(in: positions) { position in
            let task = Int(columns.task[position])
            switch rule.start {
            case .offsets(_, .due, _) where !outlooks[Int(columns.timetable[task])].hasDue: return
            case .event(let name) where name != plan.eventName(ofTask: task): return
            // Answers to what is reported remind nobody by themselves.
            case .report: return
            default: break
            }
            let roles = plan.assignments.roles(ofTask: task)
            guard all.includes(roles) else { return }
            result[position - positions.lowerBound].formUnion(
                escalated.includes(roles) ? [.notices, .escalations] : .notices)
        }
    }
    return result
}

private func told(
    _ tasks: [Int], _ plan: Plan, _ programme: Int, _ code: String, vi: String, en: String, help: Wording
) -> [Diagnostic] {
    let path = plan.site.programmes[programme].path
    var found = tasks.prefix(mostTasks).map { task in
        let id = plan.taskID(task)
        let span = plan.ofTask(task) { $0.span(of: $1) }
        return warning(code, path, span, vi: vi + ": “\(id)”", en: en + ": “\(id)”", help: help)
    }
    let left = tasks.count - mostTasks
    if left > 0 {
        found.append(
            warning(code, path, nil, vi: vi + ": và \(left) nhiệm vụ nữa", en: en + ": and \(left) more tasks"))
    }
    return found
}

// MARK: Years and bodies

/// The years of the next twelve months in which something is due. Later ones no decree can have set yet.
private func reviewYears(_ plan: Plan, _ outlooks: [Outlook], today: Day) -> [Diagnostic] {
    let years = Set(outlooks.compactMap(\.nextDue).filter { $0 <= today.adding(months: 12) }.map(\.year))
    return years.sorted().filter { !plan.site.calendar.isDecreed($0) }.map { year in
        warning(
            "R085", "", nil, vi: "chưa có ngày nghỉ theo quyết định của năm \(year); ngày làm việc được tính theo luật",
            en: "the days off decreed for \(year) are not known; working days are computed from the law",
            help: Wording(vi: "thêm một tệp vào thư mục calendar", en: "add a file to the folder calendar"))
    }
}

private func reviewBodies(_ plan: Plan, today: Day) -> [Diagnostic] {
    plan.site.bodies.bodies.compactMap { body in
        guard let until = body.until, until <= today, body.successor == nil else { return nil }
        let key = BodyKeys.successor.spelt(in: plan.site.bodies.keyLanguage)
        return warning(
            "R086", body.place.path, body.place == .nowhere ? nil : body.place.span,
            vi: "“\(body.name)” đã kết thúc từ \(until.wording.vi) mà chưa ghi cơ quan kế nhiệm",
            en: "“\(body.name)” ended on \(until.wording.en) and names no successor",
            help: Wording(vi: "thêm “\(key.vi)”", en: "add “\(key.en)”"))
    }
}

private func warning(
    _ code: String, _ path: String, _ span: Span?, vi: String, en: String, help: Wording? = nil
) -> Diagnostic {
    Diagnostic(code: code, severity: .warning, path: path, span: span, message: Wording(vi: vi, en: en), help: help)
}
