import Dates
import Diagnostics
import JSONText
import Templates

// Lists of tasks: of a body, and what was searched for.

extension Page {
    /// So many tasks are on a page.
    private static let pageSize = 100

    /// What one body has to do.
    func body(_ id: String) throws(PageFailure) -> WebResponse {
        guard
            let body = visitor.bodies.first(where: { $0.id == id }) ?? (visitor.isAdmin ? .init(id: id, name: id) : nil)
        else { throw .notFound }
        var query: [String: JSONValue] = [
            "owner": .string(body.id), "order": "due", "limit": .integer(Int64(Page.pageSize)),
        ]
        let withEnded = request.query["all"] != nil
        if withEnded { query["withEnded"] = true }
        if let after = request.query["after"] { query["after"] = .string(after) }
        let answer = try call("ListTasks", query)
        let rows = answer.objects("tasks")
        var groups: [(heading: String, about: String, rows: [View])] = Urgency.allCases.map {
            (heading: $0.heading(words), about: $0.about(words), rows: [])
        }
        for row in rows {
            guard let share = row.objects("shares").first(where: { $0.text("body") == body.id }) else { continue }
            groups[Urgency(share, on: site.today).rawValue].rows.append(line(of: row, share: share))
        }
        let name = answer["names"]?[body.id]?.string ?? body.name
        var view = listView(groups, answer, path: "/b/" + encodePercent(body.id))
        view[.heading] = .words(name)
        view[.about] = .words(
            words("Những việc phải làm, việc gấp trước.", "What is to be done, the most urgent first."))
        view[.other] = .text(base + "/b/" + encodePercent(body.id) + (withEnded ? "" : "?all=1"))
        view[.isOpen] = .flag(withEnded)
        return render(.tasks, view, title: name, current: "/b/" + encodePercent(body.id))
    }

    /// Tasks by their words, bodies, documents and standing.
    func search() throws(PageFailure) -> WebResponse {
        guard visitor.isOffice else { throw .notFound }
        var query = scope
        query["limit"] = .integer(Int64(Page.pageSize))
        query["order"] = "due"
        for (field, parameter) in [("q", "text"), ("programme", "programme"), ("body", "owner"), ("after", "after")] {
            if let value = request.query[field] { query[parameter] = .string(String(value.prefix(200))) }
        }
        if let status = request.query["status"] {
            if status == "all" {
                query["withEnded"] = true
            } else if !status.isEmpty {
                query[PageWording.marks.contains(status) ? "shares" : "statuses"] = [.string(status)]
            }
        }
        let answer: [String: JSONValue]
        do throws(BackendFailure) {
            answer = try door.backend.call("ListTasks", query)
        } catch {
            switch error {
            case .notFound, .invalid: answer = ["tasks": [], "total": 0]
            default: throw .absent
            }
        }
        let names = answer["names"]?.object ?? [:]
        let rows = answer.objects("tasks").map { line(of: $0, marked: request.query["status"] ?? "", names) }
        var view = listView([(heading: words("Kết quả", "Found"), about: "", rows: rows)], answer, path: "/tasks")
        view[.heading] = .words(words("Tìm nhiệm vụ", "Find a task"))
        let total = answer.number("total")
        view[.about] = .words(words("\(total) nhiệm vụ.", total == 1 ? "1 task." : "\(total) tasks."))
        view[.search] = .object(searchForm)
        return render(.tasks, view, title: words("Tìm nhiệm vụ", "Find a task"), current: "/tasks")
    }

    /// Of those that the visitor oversees; an administrator sees all.
    var scope: [String: JSONValue] {
        if visitor.isAdmin { return [:] }
        return ["bodies": .array(visitor.ids.map(JSONValue.string)), "roles": ["directing", "monitoring"]]
    }

    private var searchForm: View {
        let states = [""] + PageWording.marks + ["awaited", "upcoming", "done", "all"]
        let options: [View] = states.map { state in
            let label =
                switch state {
                case "": words("chưa xong", "not done")
                case "all": words("tất cả", "all")
                default: PageWording.marks.contains(state) ? words.mark(state).lowercased() : words.status(state)
                }
            return [
                .value: .text(state), .label: .words(label),
                .isSelected: .flag((request.query["status"] ?? "") == state),
            ]
        }
        return [
            .value: .words(request.query["q"] ?? ""), .options: .views(options),
            .hidden: .views(
                ["programme", "body"].compactMap { name in
                    request.query[name].map { [.name: .text(name), .value: .text($0)] }
                }),
        ]
    }

    private func listView(
        _ groups: [(heading: String, about: String, rows: [View])], _ answer: [String: JSONValue], path: String
    ) -> View {
        let sections = groups.filter { !$0.rows.isEmpty }.map { group -> View in
            [
                .heading: .words(group.heading), .note: .words(group.about), .count: .number(group.rows.count),
                .rows: .views(group.rows),
            ]
        }
        var view: View = [.sections: .views(sections)]
        if sections.isEmpty { view[.note] = .words(words("Không có việc nào.", "There is nothing.")) }
        if let next = answer.text("next") {
            var fields = request.query.fields.filter { $0.key != "after" && $0.key != "r" }
            fields["after"] = next
            let query = fields.sorted { $0.key < $1.key }.map { encodePercent($0.key) + "=" + encodePercent($0.value) }
            view[.more] = .text(base + path + "?" + query.joined(separator: "&"))
        }
        return view
    }

    /// A line of a list.
    /// - Parameter share: whose standing is told; nil: the occurrence's.
    func line(of row: [String: JSONValue], share: [String: JSONValue]?) -> View {
        let due = share?.text("due") ?? row.text("due")
        let left = due.flatMap { Day($0) }.map { $0 - site.today }
        let state = share?.text("count") ?? row.text("status")
        let isSoon = left.map { 0...14 ~= $0 } ?? false
        var standing = share == nil ? words.status(row.text("status")) : words.standing(share?.text("count"))
        if let left, state == "overdue" {
            standing = words.remaining(left, overdue: max(1, -left))
        } else if let left, ["inProgress", "open", "notBegun", "upcoming"].contains(state ?? "") {
            standing += ", " + words.remaining(left, overdue: 0)
        }
        if share?.flag("acknowledged") ?? false, share?.text("state") == "open" {
            standing += words(", đã tiếp nhận", ", acknowledged")
        }
        if let until = words.day(share?.text("askedUntil")) {
            standing += words(", đang xin gia hạn đến \(until)", ", more time asked for until \(until)")
        }
        let others = row.number("overdue") - 1
        return [
            .href: .text(base + taskPath(row)), .title: .words(row.text("title")),
            .id: .words(row.text("task")), .programme: .words(row.text("programmeNumber") ?? row.text("programme")),
            .due: .words(words.day(due)), .deadline: .words(row.texts("deadline").joined(separator: "; ")),
            .period: .words(row.text("period")), .label: .words(standing),
            .tone: .text(words.tone(state, isSoon: isSoon)),
            .progress: .words((share?["progress"]?.integer ?? row["progressPercent"]?.integer).map { "\($0) %" }),
            .more: .words(
                others > 0 ? words("và \(others) kỳ khác quá hạn", "and \(others) more periods overdue") : nil),
        ]
    }

    /// A line of a list over bodies: of the share that is meant, and with the names of those whose turn it is.
    /// - Parameter mark: what the list is of; a status or none: the occurrence as a whole.
    func line(of row: [String: JSONValue], marked mark: String, _ names: [String: JSONValue]) -> View {
        let shares = row.objects("shares")
        let meant = shares.filter { isMarked($0, mark) }
        var view = line(of: row, share: meant.first)
        let bodies = (meant.isEmpty ? shares : meant).compactMap { $0.text("body") }.map { names.text($0) ?? $0 }
        let more = bodies.count > 3 ? words(" và \(bodies.count - 3) cơ quan nữa", " and \(bodies.count - 3) more") : ""
        view[.name] = .words(bodies.prefix(3).joined(separator: ", ") + more)
        return view
    }

    private func isMarked(_ share: [String: JSONValue], _ mark: String) -> Bool {
        switch mark {
        case "asking": share.text("askedUntil") != nil
        case "reported", "overdue": share.text("count") == mark
        default: false
        }
    }

    func taskPath(_ row: [String: JSONValue]) -> String {
        "/t/" + encodePercent(row.text("programme") ?? "") + "/" + encodePercent(row.text("task") ?? "")
    }
}

/// What a body is to do about a share, the most urgent first.
private enum Urgency: Int, CaseIterable {
    case late, now, soon, later, waiting, confirmed, ended

    init(_ share: [String: JSONValue], on today: Day) {
        switch share.text("count") {
        case "overdue": self = .late
        case "inProgress", "notBegun":
            let left = share.text("due").flatMap { Day($0) }.map { $0 - today } ?? .max
            self = left <= 7 ? .now : left <= 30 ? .soon : .later
        case "withoutDate": self = .later
        case "awaiting": self = .waiting
        case "reported": self = .confirmed
        default: self = .ended
        }
    }

    func heading(_ words: PageWording) -> String {
        switch self {
        case .late: words("Quá hạn", "Overdue")
        case .now: words("Làm ngay", "To do now")
        case .soon: words("Sắp đến hạn", "Due soon")
        case .later: words("Về sau", "Later")
        case .waiting: words("Chờ sự kiện", "Awaiting an event")
        case .confirmed: words("Đã báo xong, chờ xác nhận", "Reported done, to be confirmed")
        case .ended: words("Đã kết thúc", "Ended")
        }
    }

    func about(_ words: PageWording) -> String {
        switch self {
        case .now: words("đến hạn trong 7 ngày", "due within 7 days")
        case .soon: words("đến hạn trong 30 ngày", "due within 30 days")
        case .later: words("hạn còn xa, hoặc không có ngày hạn", "due later, or without a due date")
        case .late, .waiting, .confirmed, .ended: ""
        }
    }
}
