internal import Dates
internal import Diagnostics
internal import Ledger
internal import Planning
internal import Programmes
internal import Templates

/// A line of an item: "Chủ trì: Ban Dân vận Tỉnh ủy".
struct DetailLine {
    var label: String
    var text: String
    /// It is what the letter is about.
    var isStrong = false
    /// Where it leads, and what stands there in HTML.
    var link: (address: String, words: String)?
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

extension NoticeView {
    /// "Nhiệm vụ 1.1: Quán triệt Nghị quyết".
    var heading: String { say("Nhiệm vụ ", "Task ") + identity.task + ": " + taskTitle }

    /// What a letter says of it, line by line; a line that would be empty is left out.
    func makeFacts() -> [DetailLine] {
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
