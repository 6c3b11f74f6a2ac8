import Dates
import Diagnostics
import JSONText
import Links
import Templates

/// A form that did not go through: what was typed, and what is wrong with it.
struct FailedForm {
    var form: Form
    var kind: ReportKind
    var body: String
    /// By field; "" is the form as a whole.
    var errors: [String: String]
}

extension Page {
    /// The reference of the task that is looked at.
    private var reference: String {
        if let link = visitor.link { return link.task + "@" + link.occurrence }
        let path = request.path
        let occurrence = request.query["k"].map { "@" + $0 } ?? ""
        return path[1] + "/" + path[2] + occurrence
    }

    /// Where the task's page is, without a query.
    private var place: String {
        base + "/" + request.path.map(encodePercent).joined(separator: "/")
    }

    /// A task's whole story, and what may be reported of it.
    func task() throws(PageFailure) -> WebResponse {
        try task(try describe(reference))
    }

    private func describe(_ reference: String) throws(PageFailure) -> [String: JSONValue] {
        var demand: [String: JSONValue] = [
            "task": .string(reference), "viewers": .array(visitor.ids.map(JSONValue.string)),
        ]
        if let request = request.query["r"] { demand["request"] = .string(request) }
        return try call("DescribeTask", demand)
    }

    private func rights(_ answer: [String: JSONValue]) -> Rights {
        let owners = answer.objects("occurrences").flatMap { $0.objects("shares") }.compactMap { $0.text("body") }
        return Rights(
            visitor, roles: answer.texts("roles"), owners: Set(owners),
            confirmation: answer.text("confirmation") ?? "none")
    }

    private func task(
        _ answer: [String: JSONValue], failed: FailedForm? = nil, notice: String? = nil, status: Int = 200
    ) throws(PageFailure) -> WebResponse {
        let rights = rights(answer)
        guard rights.sees, let row = answer["task"]?.object else { throw .notFound }
        let isLink = visitor.link != nil
        let shares = row.objects("shares").filter { !isLink || rights.own.contains($0.text("body") ?? "") }
        let names = answer["names"]?.object ?? [:]
        var view = line(of: row, share: nil)
        view[.heading] = .words(row.text("title"))
        view[.about] = .words(row.text("programmeTitle"))
        view[.facts] = .views(facts(row, answer, names))
        view[.items] = .views(shares.map { self.share($0, names, row) })
        view[.forms] = .views(forms(row, shares, rights, names, answer, failed))
        view[.story] = .views(story(answer, names, isLink ? rights.own : nil))
        view[.notice] = .words(notice ?? recorded(answer["recorded"]?.object, names))
        view[.problem] = .words(
            failed.map {
                $0.errors[""]
                    ?? words("Chưa ghi gì: có ô cần sửa.", "Nothing was recorded: something is to be corrected.")
            })
        if !isLink { view[.sections] = .views(periods(answer, row)) }
        return render(
            .task, view, title: (failed == nil ? "" : words("Lỗi: ", "Error: ")) + (row.text("title") ?? ""),
            status: status)
    }

    // MARK: What stands on it

    private func facts(_ row: [String: JSONValue], _ answer: [String: JSONValue], _ names: [String: JSONValue])
        -> [View]
    {
        func fact(_ label: String, _ text: String?) -> View? {
            text.flatMap { $0.isEmpty ? nil : [.label: .words(label), .text: .words($0)] }
        }
        let number = row.text("programmeNumber") ?? row.text("programme") ?? ""
        var due = words.day(row.text("due"))
        if let first = row.text("firstDue"), first != row.text("due"), let day = words.day(first) {
            due = due.map { $0 + words(" (hạn đầu \(day))", " (first due \(day))") }
        }
        if let legal = row.text("legalDue"), legal != row.text("due"), let day = words.day(legal) {
            due = due.map { $0 + words(", tính đến hết \(day)", ", counted until \(day)") }
        }
        let target = answer["target"]?.object.map { target in
            [target.text("metric"), target.text("value"), target.text("unit")].compactMap(\.self).joined(separator: " ")
        }
        let roles = ["directing", "lead", "executing", "coordinating", "monitoring"].compactMap { role in
            fact(words.role(role), row.texts(role).map { names.text($0) ?? $0 }.joined(separator: ", "))
        }
        return [
            fact(
                words("Văn bản", "Document"),
                number + words(" ngày ", " of ") + (words.day(answer.text("issued")) ?? "")),
            fact(words("Thời hạn", "Deadline"), row.texts("deadline").map { "“\($0)”" }.joined(separator: "; ")),
            fact(words("Kỳ", "Period"), row.text("period")), fact(words("Hạn", "Due"), due),
            fact(words("Chỉ tiêu", "Target"), target), fact(words("Người phụ trách", "In charge"), row.text("officer")),
        ].compactMap(\.self) + roles
    }

    private func share(_ share: [String: JSONValue], _ names: [String: JSONValue], _ row: [String: JSONValue]) -> View {
        let line = line(of: row, share: share)
        let body = share.text("body")
        let paper = share.text("document").map { number in
            number + (words.day(share.text("documentDate")).map { words(" ngày ", " of ") + $0 } ?? "")
        }
        return [
            .name: .words(body.flatMap { names.text($0) ?? $0 } ?? words("(không có cơ quan)", "(no body)")),
            .label: line[.label], .tone: line[.tone], .due: line[.due], .progress: line[.progress],
            .detail: .words([words.day(share.text("doneOn")), paper].compactMap(\.self).joined(separator: ", ")),
        ]
    }

    private func periods(_ answer: [String: JSONValue], _ row: [String: JSONValue]) -> [View] {
        let all = answer.objects("occurrences")
        guard all.count > 1 else { return [] }
        return all.reversed().map { occurrence in
            var view = line(of: occurrence, share: nil)
            let id = occurrence.text("occurrence") ?? ""
            view[.href] = .text(place + "?k=" + encodePercent(id))
            view[.name] = .words(occurrence.text("period").flatMap { $0.isEmpty ? nil : $0 } ?? id)
            view[.current] = .flag(id == row.text("occurrence"))
            return view
        }
    }

    /// - Parameter bodies: whose story it is alone; nil: everybody's.
    private func story(_ answer: [String: JSONValue], _ names: [String: JSONValue], _ bodies: Set<String>?) -> [View] {
        answer.objects("story").reversed().compactMap { row in
            let about = row.texts("bodies") + [row.text("recipient")].compactMap(\.self)
            if let bodies, bodies.isDisjoint(with: about) { return nil }
            let called = about.map { names.text($0) ?? $0 }.joined(separator: ", ")
            switch row.text("type") {
            case "report":
                return [
                    .at: .words(words.instant(row.text("at"))), .title: .words(words.report(row.text("report"))),
                    .name: .words(called), .detail: .words(detail(row, names)), .tone: .text("done"),
                ]
            case "notice":
                return [
                    .at: .words(words.instant(row.text("at"))),
                    .title: .words(words("gửi ", "sent: ") + words.notice(row.text("kind"))), .name: .words(called),
                    .detail: .words(words("vai trò: ", "as ") + words.role(row.text("role") ?? "").lowercased()),
                    .tone: .text(row.text("kind") == "escalation" ? "late" : "wait"),
                ]
            default: return nil
            }
        }
    }

    /// What a report says besides its kind.
    private func detail(_ row: [String: JSONValue], _ names: [String: JSONValue]) -> String {
        var parts: [String] = []
        if let until = words.day(row.text("until")) { parts.append(words("đến ", "until ") + until) }
        if let value = row.text("value") { parts.append(value) }
        if let on = words.day(row.text("on")) { parts.append(words("ngày ", "on ") + on) }
        if let document = row.text("document") { parts.append(words("văn bản ", "document ") + document) }
        for text in [row.text("reason"), row.text("note")] { if let text, !text.isEmpty { parts.append(text) } }
        if let actor = row["actor"]?.object {
            let isLink = actor.text("how") == "link"
            parts.append(
                isLink
                    ? words("qua liên kết trong thư", "by the link of a letter")
                    : words("do ", "by ") + (actor.text("name") ?? ""))
        } else if let by = row.text("by"), !by.isEmpty {
            parts.append(words("do ", "by ") + by)
        }
        return parts.joined(separator: "; ")
    }

    private func recorded(_ report: [String: JSONValue]?, _ names: [String: JSONValue]) -> String? {
        guard let report else { return nil }
        let about = report.texts("bodies").map { names.text($0) ?? $0 }.joined(separator: ", ")
        let detail = detail(report.filter { $0.key != "actor" && $0.key != "by" }, names)
        return words("Đã ghi: ", "Recorded: ") + words.report(report.text("report"))
            + (about.isEmpty ? "" : " (" + about + ")") + (detail.isEmpty ? "" : "; " + detail) + "."
    }

    // MARK: Forms

    private func forms(
        _ row: [String: JSONValue], _ shares: [[String: JSONValue]], _ rights: Rights, _ names: [String: JSONValue],
        _ answer: [String: JSONValue], _ failed: FailedForm?
    ) -> [View] {
        guard let occurrence = row.text("occurrence") else { return [] }
        var views: [View] = []
        for share in shares {
            guard let body = share.text("body") else { continue }
            var kinds = kinds(share, isOwn: rights.own.contains(body)).filter { rights.allow($0, of: body) }
            if let link = visitor.link { kinds = kinds.filter { link.kinds.contains($0.rawValue) } }
            // What failed is shown again, whatever has become of the share.
            if let failed, failed.body == body, !kinds.contains(failed.kind) { kinds.append(failed.kind) }
            let isPlain = rights.own.contains(body) && rights.own.count == 1
            for kind in kinds {
                let form = ReportForm(kind: kind, body: body)
                let isFailed = failed?.kind == kind && failed?.body == body
                let suffix = isPlain ? "" : " – " + (names.text(body) ?? body)
                views.append(
                    self.view(
                        of: form, title: form.title(words) + suffix, occurrence, answer["target"]?.object,
                        isFailed ? failed : nil))
            }
        }
        return views
    }

    /// What there is to report of a share as it stands.
    private func kinds(_ share: [String: JSONValue], isOwn: Bool) -> [ReportKind] {
        var kinds: [ReportKind] = []
        switch share.text("state") {
        case "open":
            if isOwn, !share.flag("acknowledged") { kinds.append(.ack) }
            kinds.append(.done)
            if isOwn { kinds += [.progress, .askExtension] }
            if share.text("askedUntil") != nil { kinds += [.grant, .refuse] }
            kinds.append(.extend)
        case "reported": kinds += [.confirm, .giveBack]
        case "done": kinds.append(.reopen)
        default: break
        }
        return kinds
    }

    private func view(
        of form: ReportForm, title: String, _ occurrence: String, _ target: [String: JSONValue]?, _ failed: FailedForm?
    ) -> View {
        let prefix = form.kind.rawValue + "-" + form.body
        let defaults = form.defaults(today: site.today)
        let fields = form.fields(words, target: target).map { field -> View in
            let error = failed?.errors[field.name]
            let id = prefix + "-" + field.name
            let described = [field.hint == nil ? nil : id + "-h", error == nil ? nil : id + "-e"].compactMap(\.self)
            let value = failed.map { $0.form.fields[field.name] ?? "" } ?? defaults[field.name] ?? ""
            return [
                .name: .text(field.name), .id: .text(id), .label: .words(field.label), .hint: .words(field.hint),
                .error: .words(error), .isRequired: .flag(field.isRequired), .isArea: .flag(field.kind == .area),
                .type: .text(field.kind == .day ? "date" : "text"), .value: .words(value),
                .describedBy: .words(described.joined(separator: " ")),
            ]
        }
        // One that failed keeps its id: sent again, it is still one report.
        let id = failed?.form["id"] ?? Base64.encodeForURL(randomBytes(15))
        let hidden = [
            ("kind", form.kind.rawValue), ("body", form.body), ("k", occurrence), ("id", id), ("c", token),
        ].map { name, value -> View in [.name: .text(name), .value: .words(value)] }
        let view: View = [
            .vi: .flag(words.language == .vi), .title: .words(title), .action: .text(place), .fields: .views(fields),
            .hidden: .views(hidden), .button: .words(form.title(words)), .isOpen: .flag(failed != nil),
            .problem: .words(failed?.errors[""]), .anchor: .text(prefix),
            .style: .text(form.kind == .ack || form.kind == .confirm || form.kind == .grant ? "plain" : ""),
        ]
        return [.content: .bytes(door.templates.render(.form, view))]
    }

    // MARK: Reports

    /// Records what a form says, and shows the task again.
    func report() throws(PageFailure) -> WebResponse {
        guard request.headers["content-type"]?.lowercased().hasPrefix("application/x-www-form-urlencoded") ?? false,
            let form = Form(request.body)
        else { throw .foreignForm }
        try checkForm(form)
        guard let kind = form["kind"].flatMap({ ReportKind(rawValue: $0) }) else { throw .notFound }
        let report = ReportForm(kind: kind, body: form["body"] ?? "")
        let path = visitor.link?.task ?? request.path[1] + "/" + request.path[2]
        let reference = path + (form["k"].map { "@" + $0 } ?? "")
        let answer = try describe(reference)
        let rights = rights(answer)
        guard rights.sees else { throw .notFound }
        guard rights.allow(kind, of: report.body) else { throw .notYours }
        if let link = visitor.link, link.occurrence != form["k"] || !link.kinds.contains(kind.rawValue) {
            throw .notYours
        }
        var failed = FailedForm(form: form, kind: kind, body: report.body, errors: [:])
        failed.errors = report.check(form, words, target: answer["target"]?.object, today: site.today)
        guard failed.errors.isEmpty else { return try task(answer, failed: failed, status: 422) }
        var parameters = report.parameters(form, task: reference, words: words)
        let own = rights.own.contains(report.body) ? report.body : visitor.bodies.first?.id
        parameters["actor"] = visitor.actor(for: own)
        parameters["language"] = .string(words.language.rawValue)
        do throws(BackendFailure) {
            let taken = try door.backend.call("Report", parameters)
            if taken.flag("changed") { return WebResponse(seeOther: recordedPlace(form)) }
            let because = taken.text("because") ?? ""
            return try shown(
                reference, notice: words("Không có gì thay đổi: ", "Nothing was changed: ") + because + ".")
        } catch {
            return try shown(error, reference, failed)
        }
    }

    private func recordedPlace(_ form: Form) -> String {
        let query = [("k", visitor.link == nil ? form["k"] : nil), ("r", form["id"])]
            .compactMap { name, value in value.map { name + "=" + encodePercent($0) } }
        return place + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
    }

    /// The task as it stands by now.
    private func shown(_ reference: String, notice: String) throws(BackendFailure) -> WebResponse {
        do throws(PageFailure) { return try task(describe(reference), notice: notice) } catch { throw .absent }
    }

    /// The form again, with why it was not taken.
    private func shown(
        _ failure: BackendFailure, _ reference: String, _ failed: FailedForm
    ) throws(PageFailure) -> WebResponse {
        var failed = failed
        switch failure {
        case .invalid(let parameter, let reason):
            let known = ReportForm(kind: failed.kind, body: failed.body).fields(words, target: nil).map(\.name)
            failed.errors[known.contains(parameter) ? parameter : ""] = reason
            // The id was another report's: what is sent next is a new one.
            if parameter == "id" { failed.form = Form(failed.form.fields.filter { $0.key != "id" }) }
        case .ledger(let reason):
            failed.errors[""] = words("Chưa ghi được, hãy gửi lại: ", "Not recorded, send it again: ") + reason
        case .absent, .denied:
            failed.errors[""] = words(
                "Dịch vụ chưa trả lời. Hãy gửi lại: một báo cáo chỉ được ghi một lần.",
                "The service did not answer. Send it again: a report is recorded once.")
        case .notFound(let what): failed.errors[""] = what
        case .ambiguous: failed.errors[""] = words("Cần nói rõ cơ quan nào.", "Say whose share is meant.")
        }
        let isWorld =
            switch failure {
            case .absent, .ledger, .denied: true
            default: false
            }
        return try task(describe(reference), failed: failed, status: isWorld ? 503 : 422)
    }
}
