internal import Dates
internal import Diagnostics
internal import Ledger
internal import Planning
internal import Programmes
internal import RuleLanguage
internal import Templates

/// A notice in the words of a reader: what templates, subjects and the journal are made from. Every text from outside
/// has been made harmless.
final class NoticeView {
    private(set) var record: NoticeRecord
    /// The identity as one word, computed once.
    let key: String
    let recipient: String
    /// Empty for a digest, as are the three that follow.
    let programmeTitle: String
    let programmeNumber: String
    /// "ngày 30/09/2021 của Ban Thường vụ Tỉnh ủy".
    let issue: Wording
    let taskTitle: String
    /// The deadline as the programme words it.
    let deadline: String
    let assignments: [Assignment]
    let names: (String) -> String
    let directory: BodyDirectory
    let superiorOf: String?
    /// `using "name"`.
    let template: String?
    let items: [DigestItem]
    /// The names of the groups that the items stand under, by id.
    let headings: [String: String]
    let daysOverdue: Int
    /// After a move to a working day.
    let meant: Instant
    /// Of whose shares it tells; nil where they are the recipient's own, or nobody's.
    let subjects: String?
    /// Why what was reported done was given back, each with its body's name where it is not the recipient's; nil: it was not.
    let returned: String?
    let reports: SubjectReports
    /// The messages that told of its occurrence before, to anybody, in the order sent.
    let history: [EarlierMessage]
    let foretold: Foretold?
    let target: Target?
    let priority: Priority
    /// Who is in charge at the recipient; nil where it tells of the shares of others.
    let officer: Person?
    /// It falls due again and again.
    let recurs: Bool
    /// Of notices that come to one item: the other periods.
    var otherPeriods: [String] = []
    /// The letter has its task for other periods too.
    var namesPeriod = false
    let reason: Reason
    let language: Language
    let zone: Zone
    /// Where the recipient reports of it; nil: nowhere.
    let page: String?

    init(
        _ notice: Notice, _ reports: SubjectReports, _ history: [EarlierMessage] = [], ruleSet: String, plan: Plan,
        names: @escaping (String) -> String, language: Language, zone: Zone, page: String? = nil
    ) {
        let today = zone.day(at: notice.at)
        let isDigest = notice.kind == .digest
        self.language = language
        self.zone = zone
        self.page = page
        self.names = names
        directory = plan.site.bodies
        key = notice.identity.key
        recipient = names(notice.identity.recipient)
        superiorOf = notice.superiorOf.map(names)
        template = notice.template
        items = isDigest ? groupByBody(notice.items, for: notice.identity.recipient, plan, on: today) : notice.items
        daysOverdue = notice.legalDue.map { max(0, today - $0) } ?? 0
        var headings: [String: String] = [:]
        if isDigest {
            (programmeTitle, programmeNumber, taskTitle, deadline) = ("", "", "", "")
            issue = Wording(vi: "", en: "")
            assignments = []
            (target, foretold, recurs, priority, officer) = (nil, nil, false, .normal, nil)
            for item in items {
                if let group = item.group, headings[group] == nil { headings[group] = names(group) }
            }
        } else {
            let programme = plan.site.programmes[notice.programmeIndex]
            let task = plan.task(notice.taskIndex)
            programmeTitle = singleLine(programme.title)
            programmeNumber = singleLine(programme.number ?? "", limit: 60)
            taskTitle = singleLine(task.title)
            deadline = programme.deadlines[Int(task.deadline)].map { singleLine($0, limit: 120) }
                .joined(separator: "; ")
            assignments = task.assignments
            let issuer = programme.issuer.map { names(plan.site.bodies[$0].id) }
            issue = Wording(
                vi: "ngày \(programme.issued.dayMonthYear)" + (issuer.map { " của \($0)" } ?? ""),
                en: "of \(programme.issued)" + (issuer.map { " by \($0)" } ?? ""))
            target = task.extra?.target
            priority = task.priority
            officer = notice.subjects == [notice.identity.recipient] ? task.extra?.officer : nil
            foretold = plan.foretell(after: notice)
            recurs = plan.recurs(task: notice.taskIndex)
        }
        self.reports = reports
        self.history = history
        self.headings = headings
        meant = notice.meant
        let isOwn = notice.subjects == [notice.identity.recipient]
        reason = Reason(
            notice, trigger: isDigest ? nil : plan.reportTrigger(ofRule: notice.identity.rule), isOwn: isOwn,
            daysOverdue: daysOverdue, daysLeft: notice.due.map { $0 - today })
        subjects = isOwn || notice.subjects.isEmpty ? nil : listed(notice.subjects.map(names), language)
        returned =
            reports.returns.isEmpty
            ? nil
            : reports.returns.map { back in
                let reason = singleLine(back.reason, limit: 500)
                return back.body.map { isOwn ? reason : names($0) + ": " + reason } ?? reason
            }.joined(separator: "; ")
        record = NoticeRecord(
            identity: notice.identity, kind: notice.kind, at: notice.at, nominal: notice.nominal, start: notice.start,
            due: notice.due, prudentDue: notice.prudentDue, legalDue: notice.legalDue, role: notice.role,
            superiorOf: notice.superiorOf, late: notice.late, severity: notice.severity,
            daysLeft: notice.due.map { $0 - today }, ruleFile: notice.rulePath, ruleLine: notice.ruleLine,
            ruleSet: ruleSet, text: "", firstDue: notice.firstDue, subjects: notice.subjects,
            concernsAll: notice.concernsAll, document: reports.document)
        record.text = journalLine
    }

    var identity: NoticeIdentity { record.identity }
    /// What it is about: the same of all that concern one occurrence of a task.
    var matter: [String] { [identity.programme, identity.task, identity.occurrence] }
    func say(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }

    func format(_ day: Day) -> String {
        say(day.dayMonthYear, day.description)
    }

    func format(_ instant: Instant) -> String {
        let (day, time) = zone.local(instant)
        return say("\(time) ngày \(format(day))", "\(format(day)) \(time)")
    }

    /// "chủ trì"; "cấp trên của chỉ đạo (Ban Thường vụ)"; empty where the rule names the body itself.
    var role: String {
        let own = record.role?.wording.text(in: language) ?? ""
        guard let superiorOf else { return own }
        let of = own.isEmpty ? superiorOf : "\(own) (\(superiorOf))"
        return say("cấp trên của \(of)", "superior of \(of)")
    }

    /// "hạn 31/12/2021, còn 30 ngày"; empty without a due date.
    var dueNote: String {
        guard let due = record.due, let left = record.daysLeft else { return "" }
        let date = say("hạn \(format(due))", "due \(format(due))")
        if daysOverdue > 0 {
            let again = ordinal.map { say(", nhắc lần thứ \($0)", ", reminder \($0)") } ?? ""
            return date + say(", quá hạn \(daysOverdue) ngày", ", \(count(daysOverdue)) overdue") + again
        }
        if left > 0 { return date + say(", còn \(left) ngày", ", \(count(left)) left") }
        return left == 0 ? date + say(", hôm nay", ", today") : date
    }

    /// The how-manieth reminder it is to its recipient; nil for the first, and for what is none.
    private var ordinal: Int? {
        guard case .own = reason else { return nil }
        let earlier = Set(
            history.filter { $0.recipient == identity.recipient && $0.kind == .reminder }.map(\.messageID))
        return earlier.isEmpty ? nil : earlier.count + 1
    }

    func count(_ days: Int) -> String { days == 1 ? "1 day" : "\(days) days" }

    /// What its occurrence is called: "quý IV/2021"; of a digest its cycle: "tuần 5 năm 2024 (từ 29/01/2024)".
    var periodName: String {
        Delivery.periodName(identity.occurrence, containing: record.start, language)
            ?? singleLine(identity.occurrence, limit: 40)
    }

    /// "nhiệm vụ 1.1 “Quán triệt Nghị quyết”", or what a digest holds.
    var subject: String {
        if record.kind == .digest {
            return periodName + ": " + Composer.count(tasks: items.taskCount, overdue: items.overdueCount, language)
        }
        let note = dueNote.isEmpty ? "" : " (\(dueNote))"
        let period = recurs ? say(", kỳ \(periodName)", ", \(periodName)") : ""
        return say("nhiệm vụ \(identity.task) ", "task \(identity.task) ") + taskTitle + period + note
    }

    private var journalLine: String {
        let who = role.isEmpty ? recipient : "\(recipient) (\(role))"
        let what = record.kind == .digest ? subject : subject + say(", văn bản ", ", document ") + document
        let late = record.late ? say(" [gửi muộn]", " [late]") : ""
        return switch record.kind {
        case .reminder: say("Nhắc \(who): \(what)", "Reminder to \(who): \(what)") + late
        case .escalation: say("Báo cáo \(who): \(what)", "Escalation to \(who): \(what)") + late
        case .digest: say("Gửi \(who) bản tổng hợp \(what)", "Summary to \(who), \(what)") + late
        }
    }

    var document: String {
        let number = programmeNumber.isEmpty ? identity.programme : programmeNumber
        return programmeTitle.isEmpty ? number : "\(number) \(programmeTitle)"
    }

    /// The names of the bodies in a role; nil where there is none.
    private func bodies(in role: Role) -> String? {
        var result: String?
        for assignment in assignments where assignment.role == role {
            let name = names(directory[assignment.body].id)
            result = result.map { $0 + ", " + name } ?? name
        }
        return result
    }

    /// What a letter says of it, in the text, the page and the calendar alike. Asked for when the periods it names are
    /// known.
    private(set) lazy var facts = makeFacts()

    /// So many lines of a digest are written out.
    private static let mostLines = 60

    /// The items of a digest under their headings, in the order given: of each the overdue come first, for they were due
    /// first. Periods of a duty that are due on the same day are one line.
    private(set) lazy var groups: [DigestGroup] = {
        var groups: [DigestGroup] = []
        var left = Self.mostLines
        var more = 0
        var last: DigestItem?
        for item in items {
            if let before = last, before.isOfSameDuty(as: item) {
                if left >= 0, more == 0 { groups[groups.count - 1].items.last?.periods.append(item.occurrence) }
                last = item
                continue
            }
            last = item
            left -= 1
            guard left >= 0 else {
                more += 1
                continue
            }
            let line = DigestLine(item: item, due: item.due.map(format), language: language)
            let heading = item.group.flatMap { headings[$0] }
            if let group = groups.last, group.key == item.group {
                group.items.append(line)
            } else {
                groups.append(DigestGroup(key: item.group, heading: heading, line))
            }
        }
        if more > 0 { groups.last?.more = say("và \(more) nhiệm vụ nữa", "and \(more) more") }
        // A task that stands there more than once says each time for which period.
        let lines = Dictionary(grouping: groups.flatMap(\.items)) { [$0.item.programme, $0.item.task] }
        for lines in lines.values where Set(lines.map(\.item.occurrence)).count > 1 {
            for line in lines { line.namesPeriod = true }
        }
        return groups
    }()
}

// MARK: What a template of a notice may use

extension NoticeView: TemplateObject {
    func value(of name: TemplateName) -> TemplateValue {
        let isDigest = record.kind == .digest
        switch name {
        case .recipient: return .object(NamedThing(id: identity.recipient, name: recipient))
        case .occurrence: return .text(identity.occurrence)
        case .rule: return .text(singleLine(identity.rule))
        case .role: return .text(role)
        case .facts: return .list(facts)
        case .late: return .flag(record.late)
        case .nominal: return .text(format(meant))
        case .subjects: return subjects.map { .text($0) } ?? .missing
        case .returned: return returned.map { .text($0) } ?? .missing
        case .firstDue:
            guard let first = record.firstDue, first != record.due else { return .missing }
            return .text(format(first))
        case .start: return .text(format(record.start))
        case .due: return record.due.map { .text(format($0)) } ?? .missing
        case .isOverdue: return .flag(daysOverdue > 0)
        case .daysOverdue: return .number(daysOverdue)
        case .daysLeft: return daysLeft.map { .number($0) } ?? .missing
        case .isAhead: return daysLeft.map { .flag($0 > 0) } ?? .missing
        case .isToday: return daysLeft.map { .flag($0 == 0) } ?? .missing
        case .programme where !isDigest:
            let number = programmeNumber.isEmpty ? nil : programmeNumber
            return .object(NamedThing(id: identity.programme, title: programmeTitle, number: number))
        case .task where !isDigest: return .object(NamedThing(id: identity.task, title: taskTitle))
        case .deadline where !isDigest: return .text(deadline)
        case .directing, .lead, .executing, .coordinating, .monitoring:
            return Role(word: name.rawValue).flatMap(bodies(in:)).map { .text($0) } ?? .missing
        case .period: return isDigest || recurs ? .text(periodName) : .missing
        case .count where isDigest: return .number(items.taskCount)
        case .overdueCount where isDigest:
            let overdue = items.overdueCount
            return overdue > 0 ? .number(overdue) : .missing
        case .groups where isDigest: return .list(groups)
        default: return .missing
        }
    }

    /// Not of what is overdue.
    var daysLeft: Int? { daysOverdue == 0 ? record.daysLeft : nil }
}

private struct NamedThing: TemplateObject {
    var id: String
    var name: String?
    var title: String?
    var number: String?

    func value(of property: TemplateName) -> TemplateValue {
        let text: String? =
            switch property {
            case .id: id
            case .name: name
            case .title: title
            case .number: number
            default: nil
            }
        return text.map { .text($0) } ?? .missing
    }
}
