internal import Dates
internal import Diagnostics
internal import Ledger
internal import Planning
internal import Programmes

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
        bodies = Dictionary(
            plan.site.bodies.bodies.map { ($0.id, BodyFacts(name: singleLine($0.name, limit: 120), email: $0.email)) },
            uniquingKeysWith: { first, _ in first })
    }

    private func say(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }

    func compose(_ draft: Draft) -> ComposedMessage {
        let (notices, thread) = (draft.notices, draft.thread)
        let views = zip(notices, draft.reports).map { notice, reports in
            NoticeView(
                notice, reports, ruleSet: ruleSet, plan: plan, names: { bodies[$0]?.name ?? $0 }, language: language,
                zone: zone)
        }
        let recipient = notices[0].identity.recipient
        let keys = views.map(\.key)
        let digest = SHA256.hex(SHA256.hash(Array(keys.sorted().joined(separator: "\n").utf8)).prefix(16))
        let at = notices.map(\.at).max() ?? notices[0].at
        let messageID = "\(digest).\(siteName)@\(host)"
        let address = bodies[recipient]?.email.flatMap { isAddress($0) ? $0 : nil } ?? "\(recipient)@\(host)"

        var header = MessageHeader()
        header.field("From", mailbox: sender, named: say("Hệ thống đôn đốc nhiệm vụ", "Follow-up system"))
        header.field("To", mailbox: address, named: bodies[recipient]?.name ?? recipient)
        let contacts = contacts(notices)
        let answers = contacts.compactMap { person in
            person.email.flatMap { isAddress($0) ? (address: $0, name: singleLine(person.name, limit: 120)) : nil }
        }
        if !answers.isEmpty { header.field("Reply-To", mailboxes: answers) }
        header.field("Subject", text: subject(views))
        header.field("Date", date(at))
        header.field("Message-ID", "<\(messageID)>")
        if !thread.references.isEmpty {
            header.field("In-Reply-To", lines: thread.parents.map { "<\($0)>" })
            header.field("References", lines: thread.references.map { "<\($0)>" })
        }
        header.field("Auto-Submitted", "auto-generated")
        header.field("X-Dondoc-Kind", kinds(views).map(\.rawValue).joined(separator: ", "))
        for key in keys { header.field("X-Dondoc-Notice", key) }
        if let head, recipient == archive { header.field(Anchor.field, head) }
        header.field("MIME-Version", "1.0")
        // "=_" stands in no quoted-printable and no base64 text.
        let boundary = "=_dondoc_\(digest)"
        header.field("Content-Type", "multipart/mixed; boundary=\"\(boundary)\"")
        header.end()

        var bytes = header.bytes
        bytes.append(contentsOf: "--\(boundary)\nContent-Type: text/plain; charset=utf-8\n".utf8)
        bytes.append(contentsOf: "Content-Transfer-Encoding: quoted-printable\n\n".utf8)
        appendQuotedPrintable(text(views, contacts), to: &bytes)
        bytes.append(contentsOf: "--\(boundary)\nContent-Type: text/calendar; charset=utf-8; method=PUBLISH\n".utf8)
        bytes.append(contentsOf: "Content-Transfer-Encoding: base64\n".utf8)
        bytes.append(contentsOf: "Content-Disposition: attachment; filename=\"thoi-han.ics\"\n\n".utf8)
        appendBase64Body(calendar(views, stamp: at), to: &bytes)
        bytes.append(contentsOf: "--\(boundary)--\n".utf8)

        let record = MessageRecord(
            messageID: messageID, recipient: recipient, fileName: "\(at.seconds).\(digest).\(host)",
            notices: views.map(\.record))
        return ComposedMessage(record: record, keys: keys, bytes: bytes)
    }

    /// The weightiest first.
    private func kinds(_ views: [NoticeView]) -> [NoticeKind] {
        [.escalation, .reminder, .digest].filter { kind in views.contains { $0.record.kind == kind } }
    }

    private func subject(_ views: [NoticeView]) -> String {
        let kind = kinds(views)[0]
        let title =
            switch kind {
            case .reminder: say("Nhắc việc", "Reminder")
            case .escalation: say("Báo cáo tiến độ", "Escalation")
            case .digest: say("Tổng hợp", "Summary")
            }
        let own = views.filter { $0.record.kind != .digest }
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
        return title + ": " + Composer.count(tasks: count(own), overdue: overdue, language)
    }

    /// "3 nhiệm vụ, 1 quá hạn".
    static func count(tasks: Int, overdue: Int, _ language: Language) -> String {
        let all = Wording(vi: "\(tasks) nhiệm vụ", en: "\(tasks) task\(tasks == 1 ? "" : "s")").text(in: language)
        if overdue == 0 { return all }
        return all + Wording(vi: ", \(overdue) quá hạn", en: ", \(overdue) overdue").text(in: language)
    }

    /// What several rules have to say alike is written once, as what was meant first: after a time out of service it
    /// would stand there again and again.
    private func distinct(_ views: [NoticeView]) -> [NoticeView] {
        var result: [NoticeView] = []
        var places: [[String]: Int] = [:]
        for view in views {
            let key = [view.record.kind.rawValue, view.template ?? "", view.role] + view.matter
            if view.record.kind != .digest, let place = places[key] {
                if view.record.nominal < result[place].record.nominal { result[place] = view }
            } else {
                places[key] = result.count
                result.append(view)
            }
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

    private func text(_ views: [NoticeView], _ contacts: [Person]) -> [UInt8] {
        var letter = Letter(
            recipientID: views[0].record.identity.recipient, recipient: views[0].recipient,
            contact: contacts.isEmpty ? nil : contacts.map(described).joined(separator: "; "))
        for view in views.count > 1 ? distinct(views) : views {
            let kind = view.record.kind
            if kind == .digest, letter.blocks[kind].count > 0 { letter.blocks[kind].text.append(UInt8(ascii: "\n")) }
            templates.render(view.template ?? kind.rawValue, or: kind.rawValue, view, to: &letter.blocks[kind].text)
            letter.blocks[kind].count += 1
        }
        var text: [UInt8] = []
        text.reserveCapacity(letter.blocks.escalations.text.count + letter.blocks.reminders.text.count + 1024)
        templates.render("message", or: "message", letter, to: &text)
        return text
    }

    private func calendar(_ views: [NoticeView], stamp: Instant) -> [UInt8] {
        var writer = CalendarWriter()
        var seen: Set<String> = []
        func add(_ programme: String, _ task: String, _ occurrence: String, _ start: Day, _ due: Day?, _ title: String)
        {
            let uid = CalendarWriter.uid(
                programme: programme, task: task, occurrence: occurrence, siteName: siteName, host: host)
            guard seen.insert(uid).inserted else { return }
            writer.deadline(
                uid: uid, stamp: stamp, start: start, due: due, summary: "\(task) \(title)",
                description: "\(programme)/\(task)@\(occurrence)")
        }
        for view in views {
            let id = view.record.identity
            if view.record.kind != .digest {
                add(id.programme, id.task, id.occurrence, view.record.start, view.record.due, view.taskTitle)
            }
            for item in view.items {
                add(
                    item.programme, item.task, item.occurrence, zone.day(at: stamp), item.due, singleLine(item.title))
            }
        }
        writer.finish()
        return writer.bytes
    }

    /// RFC 5322, 3.3: `Wed, 01 Dec 2021 08:00:00 +0700`.
    private func date(_ instant: Instant) -> String {
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
