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
    private let issue: Wording
    let taskTitle: String
    /// The deadline as the programme words it.
    let deadline: String
    private let assignments: [Assignment]
    private let names: (String) -> String
    private let directory: BodyDirectory
    let superiorOf: String?
    /// `using "name"`.
    let template: String?
    let items: [DigestItem]
    /// The names of the groups that the items stand under, by id.
    let headings: [String: String]
    let daysOverdue: Int
    /// After a move to a working day.
    private let meant: Instant
    /// Of whose shares it tells; nil where they are the recipient's own, or nobody's.
    private let subjects: String?
    /// Why what was reported done was given back, each with its body's name where it is not the recipient's; nil: it was not.
    private let returned: String?
    private let reports: SubjectReports
    /// The messages that told of its occurrence before, to anybody, in the order sent.
    private let history: [EarlierMessage]
    private let foretold: Foretold?
    private let target: Target?
    let priority: Priority
    /// Who is in charge at the recipient; nil where it tells of the shares of others.
    let officer: Person?
    /// It falls due again and again.
    private let recurs: Bool
    /// Of notices that come to one item: the other periods.
    var otherPeriods: [String] = []
    /// The letter has its task for other periods too.
    var namesPeriod = false
    let reason: Reason
    private let language: Language
    private let zone: Zone
    /// Where the recipient reports of it; nil: nowhere.
    private let page: String?

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

    private func count(_ days: Int) -> String { days == 1 ? "1 day" : "\(days) days" }

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

// MARK: Its lines

extension NoticeView {
    /// "Nhiệm vụ 1.1: Quán triệt Nghị quyết".
    var heading: String { say("Nhiệm vụ ", "Task ") + identity.task + ": " + taskTitle }

    /// What a letter says of it, line by line; a line that would be empty is left out.
    private func makeFacts() -> [DetailLine] {
        guard record.kind != .digest else { return [] }
        var facts = [DetailLine(label: say("Văn bản", "Document"), text: documentFact)]
        if recurs || namesPeriod || !otherPeriods.isEmpty {
            facts.append(
                DetailLine(label: say("Kỳ", "Period"), text: ([periodName] + otherPeriods).joined(separator: ", ")))
        }
        facts.append(DetailLine(label: say("Thời hạn", "Deadline"), text: deadlineFact, isStrong: true))
        if !role.isEmpty { facts.append(DetailLine(label: say("Vai trò", "Your part"), text: role)) }
        facts += bodiesFacts
        let answers = reportFacts
        facts += answers
        if let text = historyFact { facts.append(DetailLine(label: say("Đã gửi", "Sent before"), text: text)) }
        if reason.isEscalation, answers.isEmpty, !history.isEmpty {
            facts.append(DetailLine(label: say("Trả lời", "Answered"), text: say("chưa có", "nothing yet")))
        }
        if let text = foretoldFact { facts.append(DetailLine(label: say("Tiếp theo", "Next"), text: text)) }
        if let page {
            facts.append(
                DetailLine(
                    label: say("Báo cáo tại", "Report at"), text: page,
                    link: (page, say("mở trang báo cáo, xin gia hạn", "open the page to report or ask for more time"))))
        }
        if record.late {
            facts.append(
                DetailLine(
                    label: say("Gửi muộn", "Sent late"),
                    text: say("theo lịch là \(format(meant))", "it was meant for \(format(meant))")))
        }
        return facts
    }

    private var documentFact: String {
        let title = programmeTitle.isEmpty ? "" : ": " + programmeTitle
        let number = programmeNumber.isEmpty ? singleLine(identity.programme, limit: 60) : programmeNumber
        return number + " " + issue.text(in: language) + title
    }

    private var deadlineFact: String {
        var text = "“\(deadline)”"
        guard let due = record.due else { return text }
        text += say(", đến hạn ngày \(format(due))", ", due \(format(due))")
        if let first = record.firstDue, first != due {
            text += say(" (hạn đầu là \(format(first)))", " (first due \(format(first)))")
        }
        if daysOverdue > 0 {
            text += say(", đã quá hạn \(daysOverdue) ngày", ", \(count(daysOverdue)) overdue")
            // Civil Code 2015, Article 148.5: a term that ends on a day off ends with the next working day.
            if let legal = record.legalDue, legal != due {
                text += say(
                    " (tính từ ngày làm việc tiếp theo, \(format(legal)))",
                    " (counted from \(format(legal)), the next working day)")
            }
        } else if let left = daysLeft, left > 0 {
            text += say(" (còn \(left) ngày)", " (\(count(left)) left)")
        } else if daysLeft == 0 {
            text += say(" (hôm nay)", " (today)")
        } else if let legal = record.legalDue {
            text += say(" là ngày nghỉ nên tính đến hết \(format(legal))", ", a day off, and so until \(format(legal))")
        }
        return text
    }

    private var bodiesFacts: [DetailLine] {
        var facts: [DetailLine] = []
        func add(_ vi: String, _ en: String, _ role: Role, withContact: Bool = false) {
            let bodies = assignments.filter { $0.role == role }.map(\.body)
            if bodies.isEmpty || bodies.map({ directory[$0].id }) == [identity.recipient] { return }
            let words = bodies.map { body in
                let person = withContact && bodies.count <= 3 ? directory[body].contact : nil
                return names(directory[body].id)
                    + (person.map {
                        " ("
                            + [$0.name, $0.phone].compactMap { $0 }.map { singleLine($0, limit: 60) }.joined(
                                separator: ", ")
                            + ")"
                    } ?? "")
            }
            facts.append(DetailLine(label: say(vi, en), text: listed(words, language)))
        }
        let isAbove: Bool
        switch reason {
        case .escalation, .informed: isAbove = true
        case .news(_, let isOwn): isAbove = !isOwn
        case .own, .coordinating, .digest: isAbove = false
        }
        add("Chủ trì", "Lead", .lead, withContact: isAbove)
        if !assignments.contains(where: { $0.role == .lead }) {
            add("Thực hiện", "Executing", .executing, withContact: isAbove)
        }
        if record.role == .lead { add("Phối hợp", "Coordinating", .coordinating) }
        add("Chỉ đạo", "Directing", .directing)
        if let subjects {
            let isOpen = if case .news = reason { false } else { true }
            facts.append(
                DetailLine(
                    label: isOpen ? say("Chưa xong", "Not yet done") : say("Phần việc của", "Shares of"),
                    text: subjects))
        }
        return facts
    }

    /// What was reported of it. Each with its body's name where it is not the recipient's own.
    private var reportFacts: [DetailLine] {
        var facts: [DetailLine] = []
        func add<Value>(_ label: String, _ said: [SubjectReports.Said<Value>], _ text: (Value) -> String) {
            guard !said.isEmpty else { return }
            let words = said.map { said in
                let name = said.body.flatMap { $0 == identity.recipient ? nil : names($0) + ": " } ?? ""
                return name + text(said.value)
            }
            facts.append(DetailLine(label: label, text: listed(words, language)))
        }
        if let document = record.document {
            facts.append(DetailLine(label: say("Văn bản báo cáo", "Report"), text: singleLine(document, limit: 60)))
        }
        add(say("Tiến độ", "Progress"), reports.progress) { milli in
            guard let target else { return Quantity(milli: milli).plain + "%" }
            let reached = Quantity(milli: milli).plain
            return reached + say("/", " of ") + Quantity(milli: target.milli).plain
                + (target.unit.map { " " + singleLine($0, limit: 40) } ?? "")
        }
        if let returned { facts.append(DetailLine(label: say("Đã bị trả lại", "Returned"), text: returned)) }
        if let extended = reports.extended, record.firstDue != record.due {
            let times =
                reports.extensions > 1 ? say(" lần thứ \(reports.extensions)", ", time \(reports.extensions)") : ""
            facts.append(
                DetailLine(
                    label: say("Gia hạn\(times)", "Extended\(times)"),
                    text: say("đến \(format(extended.until))", "until \(format(extended.until))")
                        + (extended.reason.isEmpty ? "" : ": " + singleLine(extended.reason, limit: 200))))
        }
        add(say("Xin gia hạn", "Asks for"), reports.asked) { asked in
            say("đến \(format(asked.until))", "until \(format(asked.until))")
                + (asked.reason.isEmpty ? "" : ", " + singleLine(asked.reason, limit: 200))
        }
        if case .own = reason { return facts }
        add(say("Đã tiếp nhận", "Acknowledged"), reports.acknowledged) { format($0) }
        return facts
    }

    /// Of an escalation what the bodies were sent before; of a reminder which one it is.
    private var historyFact: String? {
        func days(_ messages: [EarlierMessage]) -> (times: Int, last: String) {
            (Set(messages.map(\.messageID)).count, format(zone.day(at: messages.last?.at ?? Instant(seconds: 0))))
        }
        switch reason {
        case .own, .coordinating, .informed:
            let own = history.filter { $0.recipient == identity.recipient }
            guard !own.isEmpty else { return nil }
            let (times, last) = days(own)
            return say(
                "\(times) lần, lần trước ngày \(last)",
                times == 1 ? "once, on \(last)" : "\(times) times, last on \(last)")
        case .escalation:
            return histories(days)
        case .news, .digest: return nil
        }
    }

    /// Who was sent how many letters, and when last; many who were sent the same are counted.
    private func histories(_ days: ([EarlierMessage]) -> (times: Int, last: String)) -> String? {
        var groups: [(text: String, bodies: [String])] = []
        var seen: Set<String> = []
        for message in history where seen.insert(message.recipient).inserted {
            let (times, last) = days(history.filter { $0.recipient == message.recipient })
            let text = say(
                times == 1 ? " ngày \(last)" : " \(times) lần, gần nhất ngày \(last)",
                times == 1 ? " on \(last)" : " \(times) times, last on \(last)")
            if let place = groups.firstIndex(where: { $0.text == text }) {
                groups[place].bodies.append(message.recipient)
            } else {
                groups.append((text, [message.recipient]))
            }
        }
        guard !groups.isEmpty else { return nil }
        let named = 3
        let words = groups.map { text, bodies in
            (bodies.count > named
                ? say("\(bodies.count) cơ quan", "\(bodies.count) bodies") : bodies.map(names).joined(separator: ", "))
                + text
        }
        return listed(words, language, separator: "; ")
    }

    private var foretoldFact: String? {
        guard let foretold else { return nil }
        switch reason {
        case .own, .escalation, .informed, .coordinating: break
        case .news, .digest: return nil
        }
        let day = format(zone.day(at: foretold.at))
        let others = foretold.recipients.map { directory[$0].id }.filter { $0 != identity.recipient }.map(names)
        guard foretold.kind == .escalation else { return say("ngày \(day) sẽ nhắc lại", "another reminder on \(day)") }
        let isLate = daysOverdue > 0
        guard !others.isEmpty else {
            if case .escalation = reason {
                return say("nếu vẫn chưa có báo cáo, ngày \(day) sẽ báo cáo lại", "without a report, again on \(day)")
            }
            return say(
                "nếu \(isLate ? "vẫn " : "quá hạn mà ")chưa có báo cáo, ngày \(day) sẽ báo cáo",
                "without a report, an escalation on \(day)")
        }
        let who = listed(others, language)
        return say(
            "nếu \(isLate ? "vẫn " : "quá hạn mà ")chưa có báo cáo, ngày \(day) sẽ báo cáo \(who)",
            "without a report, \(who) will be told on \(day)")
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

extension DetailLine: TemplateObject {
    func value(of name: TemplateName) -> TemplateValue {
        switch name {
        case .label: .text(label)
        case .text: .text(text)
        default: .missing
        }
    }
}

final class DigestGroup: TemplateObject {
    let key: String?
    let heading: String?
    var items: [DigestLine]
    /// How many lines are left out after it.
    var more: String?

    init(key: String?, heading: String?, _ line: DigestLine) {
        self.key = key
        self.heading = heading
        items = [line]
    }

    func value(of name: TemplateName) -> TemplateValue {
        switch name {
        case .heading: heading.map { .text($0) } ?? .missing
        case .items: .list(items)
        case .more: more.map { .text($0) } ?? .missing
        default: .missing
        }
    }
}

final class DigestLine: TemplateObject {
    let item: DigestItem
    let due: String?
    /// Of more than one that is due on the day.
    var periods: [String]
    /// The digest has its task for other periods too.
    var namesPeriod = false
    private let language: Language

    init(item: DigestItem, due: String?, language: Language) {
        self.item = item
        self.due = due
        self.language = language
        periods = [item.occurrence]
    }

    /// "hạn 30/09/2021, quá hạn 62 ngày".
    var note: String {
        var notes: [String] = []
        if let periodNames { notes.append(periodNames) }
        if let due { notes.append(say("hạn \(due)", "due \(due)")) }
        if item.daysOverdue > 0 {
            notes.append(say("quá hạn \(item.daysOverdue) ngày", "\(item.daysOverdue) days overdue"))
        }
        return notes.joined(separator: ", ")
    }

    /// nil: there is no other that it could be.
    private var periodNames: String? {
        // One that is called by its day, or by nothing at all, is told by its due date.
        guard periods.count > 1 || namesPeriod && Day(item.occurrence) == nil && item.due != nil else { return nil }
        let names = periods.map { id in
            let cycle = item.due.flatMap { due in
                CalendarUnit.allCases.lazy.map { CalendarPeriod($0, containing: due) }.first { $0.id == id }
            }
            return cycle.map { describe($0, language) } ?? singleLine(id, limit: 40)
        }
        return say("kỳ ", periods.count > 1 ? "periods " : "period ") + names.joined(separator: ", ")
    }

    private func say(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }

    func value(of name: TemplateName) -> TemplateValue {
        switch name {
        case .programme: .text(item.programme)
        case .task: .text(item.task)
        case .title: .text(singleLine(item.title))
        case .occurrence: .text(item.occurrence)
        // A single one is not the digest's own, which stands outside.
        case .period: periodNames.map { .text($0) } ?? .flag(false)
        case .due: due.map { .text($0) } ?? .missing
        case .daysOverdue: .number(item.daysOverdue)
        case .isOverdue: .flag(item.daysOverdue > 0)
        default: .missing
        }
    }
}

extension DigestItem {
    /// The same duty, due on the same day, for another period.
    fileprivate func isOfSameDuty(as other: DigestItem) -> Bool {
        due != nil && due == other.due && programme == other.programme && task == other.task && group == other.group
    }
}

extension Reason {
    /// - Parameters:
    ///   - trigger: of the rule, where it answers to reports.
    ///   - isOwn: it is about the recipient's own share alone.
    fileprivate init(_ notice: Notice, trigger: ReportTrigger?, isOwn: Bool, daysOverdue: Int, daysLeft: Int?) {
        if notice.kind == .digest {
            self = .digest
            return
        }
        let isDoer = notice.superiorOf == nil && (notice.role == .lead || notice.role == .executing)
        if let trigger {
            self = .news(trigger, isOwn: isOwn || isDoer)
        } else if notice.kind == .escalation {
            self = .escalation(isOverdue: daysOverdue > 0)
        } else if isDoer {
            let moment: Moment =
                daysOverdue > 0 ? .overdue : daysLeft.map { $0 > 0 ? .ahead : .today } ?? .undated
            self = .own(moment)
        } else if notice.superiorOf == nil, notice.role == .coordinating {
            self = .coordinating
        } else {
            self = .informed
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
private func listed(_ names: [String], _ language: Language, separator: String = ", ") -> String {
    let limit = 30
    let list = names.prefix(limit).joined(separator: separator)
    guard names.count > limit else { return list }
    let more = names.count - limit
    return list + Wording(vi: " và \(more) cơ quan khác", en: " and \(more) others").text(in: language)
}
