internal import Dates
internal import Diagnostics
internal import Ledger
internal import Planning
internal import Programmes

/// A notice in the words of a reader: what templates, subjects and the journal are made from. Every text from outside
/// has been made harmless.
struct NoticeView {
    private(set) var record: NoticeRecord
    let recipient: String
    /// Empty for a digest, as are the three that follow.
    let programmeTitle: String
    let programmeNumber: String
    let taskTitle: String
    /// The deadline as the programme words it.
    let deadline: String
    /// Names of bodies by role.
    let bodies: [Role: String]
    let superiorOf: String?
    /// `using "name"`.
    let template: String?
    let items: [DigestItem]
    /// The names of the groups that the items stand under, by id.
    let headings: [String: String]
    let daysOverdue: Int
    private let language: Language
    private let zone: Zone

    init(
        _ notice: Notice, ruleSet: String, plan: Plan, names: (String) -> String, language: Language, zone: Zone
    ) {
        let today = zone.day(at: notice.at)
        let isDigest = notice.kind == .digest
        self.language = language
        self.zone = zone
        recipient = names(notice.identity.recipient)
        superiorOf = notice.superiorOf.map(names)
        template = notice.template
        items = notice.items
        daysOverdue = notice.legalDue.map { max(0, today - $0) } ?? 0
        var bodies: [Role: String] = [:]
        var headings: [String: String] = [:]
        if isDigest {
            (programmeTitle, programmeNumber, taskTitle, deadline) = ("", "", "", "")
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
            for assignment in task.assignments {
                let name = names(plan.site.bodies[assignment.body].id)
                bodies[assignment.role, default: ""] += bodies[assignment.role] == nil ? name : ", " + name
            }
        }
        self.bodies = bodies
        self.headings = headings
        record = NoticeRecord(
            identity: notice.identity, kind: notice.kind, at: notice.at, nominal: notice.nominal, start: notice.start,
            due: notice.due, prudentDue: notice.prudentDue, legalDue: notice.legalDue, role: notice.role,
            superiorOf: notice.superiorOf, late: notice.late, severity: notice.severity,
            daysLeft: notice.due.map { $0 - today }, ruleFile: notice.rulePath, ruleLine: notice.ruleLine,
            ruleSet: ruleSet, text: "")
        record.text = journalLine
    }

    private var identity: NoticeIdentity { record.identity }
    private func say(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }

    func format(_ day: Day) -> String {
        guard language == .vi else { return day.description }
        let (year, month, dayOfMonth) = day.civil
        return "\(two(dayOfMonth))/\(two(month))/\(year)"
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
            let overdue = items.count { $0.daysOverdue > 0 }
            let name = singleLine(identity.occurrence, limit: 40)
            let end = overdue == 0 ? "" : say(", \(overdue) quá hạn", ", \(overdue) overdue")
            return say("\(name): \(items.count) nhiệm vụ", "\(name): \(items.count) tasks") + end
        }
        let note = dueNote.isEmpty ? "" : " (\(dueNote))"
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

    /// What a template of a notice may use.
    var values: [String: Any] {
        var values: [String: Any] = [
            "recipient": ["id": identity.recipient, "name": recipient], "occurrence": identity.occurrence,
            "rule": singleLine(identity.rule), "role": role, "late": record.late, "nominal": format(record.nominal),
            "start": format(record.start), "isOverdue": daysOverdue > 0, "daysOverdue": daysOverdue,
        ]
        if let due = record.due { values["due"] = format(due) }
        if let left = record.daysLeft, daysOverdue == 0 {
            values["daysLeft"] = left
            values["isAhead"] = left > 0
            values["isToday"] = left == 0
        }
        guard record.kind != .digest else {
            values["count"] = items.count
            let overdue = items.count { $0.daysOverdue > 0 }
            if overdue > 0 { values["overdueCount"] = overdue }
            values["groups"] = groups
            return values
        }
        var programme: [String: Any] = ["id": identity.programme, "title": programmeTitle]
        if !programmeNumber.isEmpty { programme["number"] = programmeNumber }
        values["programme"] = programme
        values["task"] = ["id": identity.task, "title": taskTitle]
        values["deadline"] = deadline
        for (role, names) in bodies { values[role.word] = names }
        return values
    }

    /// The items of a digest under their headings, in the order given.
    private var groups: [[String: Any]] {
        var groups: [(key: String?, items: [[String: Any]])] = []
        for item in items {
            var values: [String: Any] = [
                "programme": item.programme, "task": item.task, "title": singleLine(item.title),
                "occurrence": item.occurrence, "daysOverdue": item.daysOverdue, "isOverdue": item.daysOverdue > 0,
            ]
            if let due = item.due { values["due"] = format(due) }
            if let last = groups.indices.last, groups[last].key == item.group {
                groups[last].items.append(values)
            } else {
                groups.append((item.group, [values]))
            }
        }
        return groups.map { key, items in
            var group: [String: Any] = ["items": items]
            if let key, let heading = headings[key] { group["heading"] = heading }
            return group
        }
    }

    private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
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
