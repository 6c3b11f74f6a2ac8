internal import Dates
internal import Diagnostics
internal import Ledger
internal import Links
internal import Planning
internal import Programmes
internal import RuleLanguage

/// Writes messages in a site's name.
struct Composer {
    private let plan: Plan
    private let language: Language
    private let zone: Zone
    private let sender: String
    private let host: String
    private let siteName: String
    /// Of the ledger: number, hash and time, for the messages of the archive.
    var head: String?
    private let archive: String?
    private let templates: TemplateSet
    private let pages: Letterhead.Pages?
    private let ruleSet: String
    private let bodies: [String: BodyFacts]

    private struct BodyFacts {
        var name: String
        var email: String?
    }

    init(plan: Plan, letterhead: Letterhead, ruleSet: String) {
        self.plan = plan
        self.ruleSet = ruleSet
        language = letterhead.language
        zone = letterhead.zone
        host = hostName(letterhead.host)
        siteName = letterhead.siteName
        archive = letterhead.archive
        sender = isAddress(letterhead.sender) ? letterhead.sender : "dondoc@" + host
        templates = TemplateSet(letterhead)
        pages = letterhead.pages
        bodies = Dictionary(
            plan.site.bodies.bodies.map { ($0.id, BodyFacts(name: singleLine($0.name, limit: 120), email: $0.email)) },
            uniquingKeysWith: { first, _ in first })
    }

    private func say(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }

    private func views(of draft: MessageDraft) -> [NoticeView] {
        zip(draft.notices, zip(draft.reports, draft.history)).map { notice, known in
            NoticeView(
                notice, known.0, known.1, ruleSet: ruleSet, plan: plan, names: { bodies[$0]?.name ?? $0 },
                language: language, zone: zone, page: page(of: notice))
        }
    }

    /// Where the recipient reports of its own share; nil: it has none, or there are no pages.
    private func page(of notice: Notice) -> String? {
        let identity = notice.identity
        guard let pages, notice.kind != .digest, notice.subjects.contains(identity.recipient) else { return nil }
        let today = zone.day(at: notice.at)
        let link = ReportLink(
            body: identity.recipient, task: identity.programme + "/" + identity.task, occurrence: identity.occurrence,
            kinds: ReportLink.ownKinds, expiry: max(notice.due ?? today, today) + ReportLink.grace)
        return pages.url + "/l/" + pages.keys.sign(link)
    }

    private func address(of body: String) -> String {
        bodies[body]?.email.flatMap { isAddress($0) ? $0 : nil } ?? "\(body)@\(host)"
    }

    /// The same as ``compose(_:)``, taken apart.
    func preview(_ draft: MessageDraft) -> LetterPreview {
        let views = views(of: draft)
        let contacts = contacts(draft.notices)
        let letter = letter(views, contacts)
        let recipient = draft.notices[0].identity.recipient
        return LetterPreview(
            recipient: recipient, to: "\(bodies[recipient]?.name ?? recipient) <\(address(of: recipient))>",
            replyTo: contacts.compactMap { person in
                person.email.flatMap { isAddress($0) ? "\(singleLine(person.name, limit: 120)) <\($0)>" : nil }
            },
            subject: subject(views), text: String(decoding: letter.text, as: UTF8.self),
            html: String(decoding: letter.html, as: UTF8.self), bytes: compose(draft).bytes)
    }

    func compose(_ draft: MessageDraft) -> ComposedMessage {
        let (notices, thread) = (draft.notices, draft.thread)
        let views = views(of: draft)
        let recipient = notices[0].identity.recipient
        let keys = views.map(\.key)
        let digest = SHA256.hex(SHA256.hash(Array(keys.sorted().joined(separator: "\n").utf8)).prefix(16))
        let at = notices.map(\.at).max() ?? notices[0].at
        let messageID = "\(digest).\(siteName)@\(host)"
        let address = address(of: recipient)

        var header = MessageHeader()
        header.field("From", mailbox: sender, named: say("Hệ thống đôn đốc nhiệm vụ", "Follow-up system"))
        header.field("To", mailbox: address, named: bodies[recipient]?.name ?? recipient)
        let contacts = contacts(notices)
        let answers = contacts.compactMap { person in
            person.email.flatMap { isAddress($0) ? (address: $0, name: singleLine(person.name, limit: 120)) : nil }
        }
        if !answers.isEmpty { header.field("Reply-To", mailboxes: answers) }
        header.field("Subject", text: subject(views))
        header.field("Date", rfc5322Date(at, in: zone))
        header.field("Message-ID", "<\(messageID)>")
        if !thread.references.isEmpty {
            header.field("In-Reply-To", lines: thread.parents.map { "<\($0)>" })
            header.field("References", lines: thread.references.map { "<\($0)>" })
        }
        header.field("Auto-Submitted", "auto-generated")
        header.field("X-Dondoc-Kind", kinds(views).map(\.rawValue).joined(separator: ", "))
        let severity = views.map(\.record.severity).max { $0.rawValue < $1.rawValue }
        if let severity { header.field(LetterField.severity, severity.word) }
        for way in officerWays(views) { header.field(LetterField.outlet, way) }
        for key in keys { header.field("X-Dondoc-Notice", key) }
        if let head, recipient == archive { header.field(Anchor.field, head) }
        header.field("MIME-Version", "1.0")
        // "=_" stands in no quoted-printable and no base64 text.
        let boundary = "=_dondoc_\(digest)"
        let inner = "=_dondoc_text_\(digest)"
        header.field("Content-Type", "multipart/mixed", boundary: boundary)
        header.end()

        var bytes = header.bytes
        func begin(_ boundary: String, _ lines: String...) {
            bytes.append(contentsOf: (["--" + boundary] + lines).joined(separator: "\n").utf8)
            bytes.append(contentsOf: "\n\n".utf8)
        }
        let letter = letter(views, contacts)
        begin(boundary, "Content-Type: multipart/alternative;", " boundary=\"\(inner)\"")
        begin(inner, "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: quoted-printable")
        appendQuotedPrintable(letter.text, to: &bytes)
        begin(inner, "Content-Type: text/html; charset=utf-8", "Content-Transfer-Encoding: quoted-printable")
        appendQuotedPrintable(letter.html, to: &bytes)
        bytes.append(contentsOf: "--\(inner)--\n\n".utf8)
        for (name, component, calendar) in calendars(views, stamp: at) {
            begin(
                boundary, "Content-Type: text/calendar; charset=utf-8; method=PUBLISH;", " component=\(component)",
                "Content-Transfer-Encoding: base64", "Content-Disposition: attachment; filename=\"\(name)\"")
            appendBase64Body(calendar, to: &bytes)
        }
        bytes.append(contentsOf: "--\(boundary)--\n".utf8)

        let record = MessageRecord(
            messageID: messageID, recipient: recipient, fileName: "\(at.seconds).\(digest).\(host)",
            notices: views.map(\.record))
        return ComposedMessage(record: record, keys: keys, bytes: bytes)
    }

    /// How it comes to the officers of the tasks that are the recipient's own: "zalo 84912345678", each once.
    private func officerWays(_ views: [NoticeView]) -> [String] {
        var ways: [String] = []
        for officer in views.compactMap(\.officer) {
            for choice in officer.outlets {
                guard let address = choice.address ?? officer.email else { continue }
                let way = "\(choice.outlet) \(address)"
                if !ways.contains(way), ways.count < Composer.mostOfficerWays { ways.append(way) }
            }
        }
        return ways
    }

    /// A letter of very many tasks is for an office.
    private static let mostOfficerWays = 50

    /// The weightiest first.
    private func kinds(_ views: [NoticeView]) -> [NoticeKind] {
        [.escalation, .reminder, .digest].filter { kind in views.contains { $0.record.kind == kind } }
    }

    /// What, and when: of one task all of it; of several how many, and which is due first.
    private func subject(_ views: [NoticeView]) -> String {
        let own = views.filter { $0.record.kind != .digest }
        let title = (views.min { $0.reason.rank < $1.reason.rank } ?? views[0]).reason.title.text(in: language)
        let first = own.first ?? views[0]
        let isOfOne = own.isEmpty ? views.count == 1 : own.allSatisfy { $0.matter == first.matter }
        if isOfOne { return singleLine("\(title): \(first.subject)", limit: 200) }
        if own.isEmpty {
            let items = views.flatMap(\.items)
            return title + ": " + Composer.count(tasks: items.taskCount, overdue: items.overdueCount, language)
        }
        func count(_ views: [NoticeView]) -> Int {
            Set(views.map { [$0.record.identity.programme, $0.record.identity.task] }).count
        }
        let overdue = count(own.filter { $0.daysOverdue > 0 })
        let ahead = own.filter { $0.daysOverdue == 0 }.compactMap { view in view.record.due.map { ($0, view) } }
            .min { $0.0 < $1.0 }
        let when = ahead.map { due, view in
            say(
                ", \(overdue > 0 ? "sắp tới" : "sớm nhất") \(view.format(due))",
                ", \(overdue > 0 ? "next" : "the first") due \(view.format(due))")
        }
        return title + ": " + Composer.count(tasks: count(own), overdue: overdue, language) + (when ?? "")
    }

    /// "3 nhiệm vụ, 1 quá hạn".
    static func count(tasks: Int, overdue: Int, _ language: Language) -> String {
        let all = Wording(vi: "\(tasks) nhiệm vụ", en: "\(tasks) task\(tasks == 1 ? "" : "s")").text(in: language)
        if overdue == 0 { return all }
        return all + Wording(vi: ", \(overdue) quá hạn", en: ", \(overdue) overdue").text(in: language)
    }

    /// What several rules have to say alike is written once, as what was meant first: after a time out of service it
    /// would stand there again and again. Periods of a duty that are due on the same day are one item.
    private func distinct(_ views: [NoticeView]) -> [NoticeView] {
        struct Key: Hashable {
            let kind: NoticeKind
            let reason: Reason
            let template: String?
            let role: String
            let duty: [String]
            let due: Day?
        }
        var result: [NoticeView] = []
        var places: [Key: Int] = [:]
        let escalated = Set(views.filter { $0.reason.isEscalation }.map(\.matter))
        for view in views {
            // Who is asked for direction is not informed of the same besides.
            if view.reason == .informed, view.template == nil, escalated.contains(view.matter) { continue }
            let isDated = view.record.due != nil
            let key = Key(
                kind: view.record.kind, reason: view.reason, template: view.template, role: view.role,
                duty: isDated ? Array(view.matter.prefix(2)) : view.matter, due: view.record.due)
            guard view.record.kind != .digest, let place = places[key] else {
                places[key] = result.count
                result.append(view)
                continue
            }
            let known = result[place]
            if known.matter != view.matter {
                if !known.otherPeriods.contains(view.periodName) { known.otherPeriods.append(view.periodName) }
            } else if view.record.nominal < known.record.nominal {
                view.otherPeriods = known.otherPeriods
                result[place] = view
            }
        }
        let duties = Dictionary(grouping: result.filter { $0.record.kind != .digest }) { $0.matter.prefix(2) }
        for views in duties.values where Set(views.map(\.matter)).count > 1 {
            for view in views { view.namesPeriod = true }
        }
        return result
    }

    /// Whom to answer: for each of the programmes its own contact, else the site's.
    private func contacts(_ notices: [Notice]) -> [Person] {
        var contacts: [Person] = []
        for notice in notices {
            let own = notice.kind == .digest ? nil : plan.site.programmes[notice.programmeIndex].contact
            guard let person = own ?? plan.site.settings.contact, !contacts.contains(person) else { continue }
            contacts.append(person)
        }
        return contacts
    }

    /// "Phòng Tổng hợp, điện thoại 0255 3822 000, thư điện tử tonghop@example.vn".
    private func described(_ person: Person) -> String {
        [
            singleLine(person.name, limit: 120),
            person.phone.map { say("điện thoại ", "phone ") + singleLine($0, limit: 60) },
            person.email.map { say("thư điện tử ", "e-mail ") + singleLine($0, limit: 254) },
        ].compactMap(\.self).joined(separator: ", ")
    }

    /// The letter in both parts: what comes for one reason stands together, the weightiest first.
    private func letter(_ views: [NoticeView], _ contacts: [Person]) -> (text: [UInt8], html: [UInt8]) {
        let recipient = views[0].recipient
        var letter = LetterView(
            recipientID: views[0].record.identity.recipient, recipient: recipient,
            contact: contacts.isEmpty ? nil : contacts.map(described).joined(separator: "; "),
            answer: answer(views, contacts))
        var html = HTMLWriter(title: subject(views), language: language)
        html.paragraph(say("Kính gửi: ", "To: ") + recipient, isStrong: true)
        var sections: [(reason: Reason, views: [NoticeView])] = []
        for view in distinct(views) {
            if let place = sections.firstIndex(where: { $0.reason == view.reason }) {
                sections[place].views.append(view)
            } else {
                sections.append((view.reason, [view]))
            }
        }
        // Those of one weight stay in the order of their notices.
        let ordered = sections.enumerated().sorted {
            ($0.element.reason.rank, $0.offset) < ($1.element.reason.rank, $1.offset)
        }.map(\.element)
        for (reason, views) in ordered {
            let opening = reason.opening(views.count, to: recipient).text(in: language)
            if !opening.isEmpty { html.paragraph(opening) }
            var section = LetterView.Section(opening: opening)
            for view in views {
                let kind = view.record.kind
                let name = view.template ?? kind.rawValue
                if kind == .digest, !section.text.isEmpty { section.text.append(UInt8(ascii: "\n")) }
                let start = section.text.count
                templates.render(name, or: kind.rawValue, view, to: &section.text)
                let text = Array(section.text[start...])
                if kind == .digest, letter.blocks[kind].count > 0 {
                    letter.blocks[kind].text.append(UInt8(ascii: "\n"))
                }
                letter.blocks[kind].text += text
                letter.blocks[kind].count += 1
                if templates.isOwn(name, or: kind.rawValue) {
                    html.preformatted(text)
                } else if kind == .digest {
                    html.paragraph(title(ofDigest: view), isStrong: true)
                    html.digest(view)
                } else {
                    html.item(view.heading, view.facts, tone: HTMLWriter.Tone(view))
                }
            }
            letter.sections.append(section)
        }
        var text: [UInt8] = []
        text.reserveCapacity(letter.sections.reduce(1024) { $0 + $1.text.count })
        templates.render("message", or: "message", letter, to: &text)
        // A site that words the letter itself words it for both parts.
        if templates.isOwn("message", or: "message") {
            html = HTMLWriter(title: subject(views), language: language)
            html.preformatted(text)
        } else {
            if let answer = letter.answer { html.paragraph(answer) }
            html.paragraph(say("Trân trọng.", "With kind regards."))
        }
        html.end(footer: BuiltInTexts.footer.text(in: language))
        return (text, html.bytes)
    }

    private func title(ofDigest view: NoticeView) -> String { say("Tổng hợp ", "Summary of ") + view.subject }

    /// Whom to answer, how, and by when.
    private func answer(_ views: [NoticeView], _ contacts: [Person]) -> String? {
        guard !contacts.isEmpty else { return nil }
        let whom = contacts.map(described).joined(separator: "; ")
        var sentence = say("Kết quả và ý kiến xin gửi \(whom)", "Please answer to \(whom)")
        let own = views.filter { if case .own = $0.reason { true } else { false } }
        if own.contains(where: { $0.daysOverdue > 0 }) {
            sentence += say(", trong thời gian sớm nhất", ", as soon as you can")
        } else if let due = own.compactMap({ view in view.record.due.map { (due: $0, view: view) } })
            .min(by: { $0.due < $1.due })
        {
            sentence += say(", chậm nhất ngày \(due.view.format(due.due))", ", by \(due.view.format(due.due))")
        }
        if contacts.contains(where: { $0.email.map(isAddress) ?? false }) {
            sentence += say("; có thể trả lời ngay thư này", ", or reply to this letter")
        }
        return sentence + "."
    }

    /// The deadlines as events, and the recipient's own duties as to-dos: each kind in a part of its own (RFC 5546).
    private func calendars(
        _ views: [NoticeView], stamp: Instant
    ) -> [(name: String, component: String, bytes: [UInt8])] {
        let organizer = CalendarWriter.Organizer(
            name: say("Hệ thống đôn đốc nhiệm vụ", "Follow-up system"), address: sender)
        var events = CalendarWriter(organizer: organizer)
        var todos = CalendarWriter(organizer: organizer)
        var seen: Set<String> = []
        func add(_ uid: String, isOwn: Bool, _ make: () -> CalendarWriter.Deadline) {
            guard seen.insert(uid).inserted else { return }
            let entry = make()
            if entry.due != nil { events.event(entry) }
            if isOwn || entry.due == nil { todos.todo(entry) }
        }
        for view in views {
            let id = view.record.identity
            if view.record.kind != .digest {
                let isOwn: Bool
                if case .own = view.reason { isOwn = true } else { isOwn = false }
                let uid = uid(id.programme, id.task, id.occurrence)
                add(uid, isOwn: isOwn) {
                    CalendarWriter.Deadline(
                        uid: uid, sequence: id.dueNumber, stamp: stamp, start: view.record.start, due: view.record.due,
                        summary: "\(id.task) \(view.taskTitle)",
                        description: view.facts.map { "\($0.label): \($0.text)" }.joined(separator: "\n"),
                        priority: view.priority)
                }
            }
            for item in view.items {
                let uid = uid(item.programme, item.task, item.occurrence)
                add(uid, isOwn: false) {
                    CalendarWriter.Deadline(
                        uid: uid, sequence: item.dueNumber, stamp: stamp, start: zone.day(at: stamp), due: item.due,
                        summary: "\(item.task) \(singleLine(item.title))",
                        description: "\(item.programme)/\(item.task)@\(item.occurrence)")
                }
            }
        }
        events.finish()
        todos.finish()
        return [
            (say("thoi-han.ics", "deadlines.ics"), "VEVENT", events),
            (say("viec-can-lam.ics", "tasks.ics"), "VTODO", todos),
        ].filter { !$0.2.isEmpty }.map { ($0.0, $0.1, $0.2.bytes) }
    }

    private func uid(_ programme: String, _ task: String, _ occurrence: String) -> String {
        CalendarWriter.uid(programme: programme, task: task, occurrence: occurrence, siteName: siteName, host: host)
    }
}

/// RFC 5322, 3.3: `Wed, 01 Dec 2021 08:00:00 +0700`.
func rfc5322Date(_ instant: Instant, in zone: Zone) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let (day, time) = zone.local(instant)
    let (year, month, dayOfMonth) = day.civil
    let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let offset = zone.offset(at: instant)
    let minutes = abs(offset) / 60
    return "\(weekdays[Int(day.weekday.rawValue) - 1]), \(two(dayOfMonth)) \(months[month - 1]) \(year) "
        + "\(two(time.hour)):\(two(time.minute)):\(two(time.second)) "
        + "\(offset < 0 ? "-" : "+")\(two(minutes / 60))\(two(minutes % 60))"
}

/// What may stand in a header as `local@domain` (RFC 5322, 3.4.1) without any quoting.
package func isAddress(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    return text.utf8.count <= 254 && parts.count == 2
        && parts.allSatisfy { part in
            !part.isEmpty
                && part.allSatisfy { byte in
                    0x21...0x7E ~= byte && !"()<>[]:;,\\\"".utf8.contains(byte)
                }
        }
}

/// A host's name fit for a Message-ID and a file's name.
func hostName(_ text: String) -> String {
    let isSound =
        !text.isEmpty && text.utf8.count <= 128
        && text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
                true
            default: false
            }
        }
    return isSound && !text.hasPrefix(".") ? text : "localhost"
}
