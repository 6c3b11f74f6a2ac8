internal import Dates
internal import Diagnostics
internal import Ledger
internal import Planning
internal import Programmes
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
    let taskTitle: String
    /// The deadline as the programme words it.
    let deadline: String
    /// As people call it: of a digest its cycle, "tuần 5 năm 2024 (từ 29/01/2024)"; of a task whose deadline comes again
    /// and again the period that is meant, "6 tháng cuối năm 2021", for two may be due on one day. nil where there is none.
    let period: String?
    private let assignments: [Assignment]
    private let names: (String) -> String
    private let directory: BodyDirectory
    let superiorOf: String?
    /// `using "name"`.
    let template: String?
    let items: [DigestItem]
    /// Of each item the ``period`` that it is about.
    private let itemPeriods: [String?]
    /// The names of the groups that the items stand under, by id.
    let headings: [String: String]
    let daysOverdue: Int
    /// After a move to a working day.
    private let meant: Instant
    /// Of whose shares it tells; nil where they are the recipient's own, or nobody's.
    private let subjects: String?
    /// Why what was reported done was given back, each with its body's name where it is not the recipient's; nil: it was not.
    private let returned: String?
    private let language: Language
    private let zone: Zone

    init(
        _ notice: Notice, _ reports: SubjectReports, ruleSet: String, plan: Plan, names: @escaping (String) -> String,
        language: Language,
        zone: Zone
    ) {
        let today = zone.day(at: notice.at)
        let isDigest = notice.kind == .digest
        self.language = language
        self.zone = zone
        self.names = names
        directory = plan.site.bodies
        key = notice.identity.key
        recipient = names(notice.identity.recipient)
        superiorOf = notice.superiorOf.map(names)
        template = notice.template
        items = notice.items
        itemPeriods = notice.items.map { item in
            guard let day = item.due, let task = plan.taskIndex(programme: item.programme, task: item.task),
                plan.recurs(task: task)
            else { return nil }
            return periodName(item.occurrence, containing: day, language)
        }
        daysOverdue = notice.legalDue.map { max(0, today - $0) } ?? 0
        var headings: [String: String] = [:]
        if isDigest {
            (programmeTitle, programmeNumber, taskTitle, deadline) = ("", "", "", "")
            assignments = []
            period =
                periodName(notice.identity.occurrence, containing: notice.start, language)
                ?? singleLine(notice.identity.occurrence, limit: 40)
            for item in notice.items {
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
            period =
                plan.recurs(task: notice.taskIndex)
                ? periodName(notice.identity.occurrence, containing: notice.start, language) : nil
        }
        self.headings = headings
        meant = notice.meant
        let isOwn = notice.subjects == [notice.identity.recipient]
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

    private var identity: NoticeIdentity { record.identity }
    /// What it is about: the same of all that concern one occurrence of a task.
    var matter: [String] { [identity.programme, identity.task, identity.occurrence] }
    private func say(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }

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
        if daysOverdue > 0 { return date + say(", quá hạn \(daysOverdue) ngày", ", \(daysOverdue) days overdue") }
        if left > 0 { return date + say(", còn \(left) ngày", ", \(left) days left") }
        return left == 0 ? date + say(", hôm nay", ", today") : date
    }

    /// "nhiệm vụ 1.1 “Quán triệt Nghị quyết”", or what a digest holds.
    var subject: String {
        if record.kind == .digest {
            return (period ?? "") + ": " + Composer.count(tasks: items.taskCount, overdue: items.overdueCount, language)
        }
        let notes = [period.map { say("kỳ \($0)", $0) }, dueNote.isEmpty ? nil : dueNote].compactMap(\.self)
        let note = notes.isEmpty ? "" : " (\(notes.joined(separator: ", ")))"
        return say("nhiệm vụ \(identity.task) ", "task \(identity.task) ") + taskTitle + note
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

    /// The items of a digest under their headings, in the order given.
    private var groups: [DigestGroup] {
        var groups: [(key: String?, items: [DigestLine])] = []
        for (item, period) in zip(items, itemPeriods) {
            let line = DigestLine(item: item, due: item.due.map(format), period: period)
            if let last = groups.indices.last, groups[last].key == item.group {
                groups[last].items.append(line)
            } else {
                groups.append((item.group, [line]))
            }
        }
        return groups.map { key, items in DigestGroup(heading: key.flatMap { headings[$0] }, items: items) }
    }
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
        case .period: return period.map { .text($0) } ?? .missing
        case .count where isDigest: return .number(items.taskCount)
        case .overdueCount where isDigest:
            let overdue = items.overdueCount
            return overdue > 0 ? .number(overdue) : .missing
        case .groups where isDigest: return .list(groups)
        default: return .missing
        }
    }

    /// Not of what is overdue.
    private var daysLeft: Int? { daysOverdue == 0 ? record.daysLeft : nil }
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

private struct DigestGroup: TemplateObject {
    var heading: String?
    var items: [DigestLine]

    func value(of name: TemplateName) -> TemplateValue {
        switch name {
        case .heading: heading.map { .text($0) } ?? .missing
        case .items: .list(items)
        default: .missing
        }
    }
}

private struct DigestLine: TemplateObject {
    var item: DigestItem
    var due: String?
    var period: String?

    func value(of name: TemplateName) -> TemplateValue {
        switch name {
        case .programme: .text(item.programme)
        case .task: .text(item.task)
        case .title: .text(singleLine(item.title))
        case .occurrence: .text(item.occurrence)
        case .due: due.map { .text($0) } ?? .missing
        // Not missing, or the digest's own would stand here.
        case .period: period.map { .text($0) } ?? .list([])
        case .daysOverdue: .number(item.daysOverdue)
        case .isOverdue: .flag(item.daysOverdue > 0)
        default: .missing
        }
    }
}

extension Role {
    var wording: Wording {
        switch self {
        case .directing: Wording(vi: "chỉ đạo", en: "directing")
        case .lead: Wording(vi: "chủ trì", en: "lead")
        case .executing: Wording(vi: "thực hiện", en: "executing")
        case .coordinating: Wording(vi: "phối hợp", en: "coordinating")
        case .monitoring: Wording(vi: "theo dõi", en: "monitoring")
        }
    }
}

/// Names after one another; of very many those that a letter has room for, and how many more there are.
private func listed(_ names: [String], _ language: Language) -> String {
    let limit = 30
    let list = names.prefix(limit).joined(separator: ", ")
    guard names.count > limit else { return list }
    let more = names.count - limit
    return list + Wording(vi: " và \(more) cơ quan khác", en: " and \(more) others").text(in: language)
}
