import Dashboard
import Dates
import Diagnostics
import JSONText
import Templates

// What an office that directs or monitors looks at, and what an administrator does.

extension Page {
    /// How the tasks stand that the visitor oversees, and what waits for its word.
    func office() throws(PageFailure) -> WebResponse {
        guard visitor.isOffice else { throw .notFound }
        let stats = try call("GetStats", scope)
        guard let total = stats["total"]?.object else { throw .absent }
        var sections: [View] = []
        for mark in ["reported", "asking", "overdue"] {
            if let section = try section(mark) { sections.append(section) }
        }
        let view: View = [
            .heading: .words(words("Toàn cảnh", "Overview")),
            .about: .words(words("Tính đến ngày ", "As of ") + (words.day(site.today.description) ?? "")),
            .content: .bytes(summary(total, stats.objects("months"))), .sections: .views(sections),
            .detail: .bytes(groups(stats, total)),
        ]
        return render(.office, view, title: words("Toàn cảnh", "Overview"), current: "/office")
    }

    /// The first of what stands so; nil: nothing does.
    private func section(_ mark: String) throws(PageFailure) -> View? {
        var query = scope
        query["shares"] = [.string(mark)]
        query["order"] = "due"
        query["limit"] = 20
        let answer = try call("ListTasks", query)
        let names = answer["names"]?.object ?? [:]
        let rows = answer.objects("tasks").map { line(of: $0, marked: mark, names) }
        guard !rows.isEmpty else { return nil }
        return [
            .heading: .words(words.mark(mark)), .rows: .views(rows), .count: .number(answer.number("total")),
            .more: answer.text("next") == nil ? .missing : .text(base + "/tasks?status=" + mark),
        ]
    }

    /// The six figures and the year ahead.
    private func summary(_ total: [String: JSONValue], _ months: [[String: JSONValue]]) -> [UInt8] {
        let charts = Charts(in: words.language)
        let figures = Figures(total)
        var out = Markup()
        charts.writeTiles(figures, before: nil, to: &out) { figure in
            figures[figure] == 0 ? nil : base + "/tasks?status=" + figure.mark
        }
        charts.writeSum(figures, to: &out)
        let ahead = months.compactMap { month in
            month.text("first").flatMap { Day($0) }.map { (first: $0, shares: month.number("shares")) }
        }
        if ahead.contains(where: { $0.shares > 0 }) {
            out.raw("<h2>" + words("Mười hai tháng tới", "The next twelve months") + "</h2>\n")
            charts.writeTimeline(ahead, to: &out) { _ in nil }
        }
        return out.bytes
    }

    /// Figures by document and by body, those in most need first.
    private func groups(_ stats: [String: JSONValue], _ total: [String: JSONValue]) -> [UInt8] {
        var out = Markup()
        for (key, link, heading, column) in [
            (
                "programmes", "programme", words("Theo chương trình, kế hoạch", "By programme"),
                words("Chương trình", "Programme")
            ), ("bodies", "body", words("Theo cơ quan", "By body"), words("Cơ quan", "Body")),
        ] {
            let ordered = stats.objects(key).map { ($0, Figures($0)) }.sorted { a, b in
                (b.1[.overdue], b.1[.dueSoon], b.1.total) < (a.1[.overdue], a.1[.dueSoon], a.1.total)
            }
            guard !ordered.isEmpty else { continue }
            let rows = ordered.prefix(Page.mostGroups).map { row, figures in Charts.Row(name(row, link), figures) }
            let caption = words(
                "Số phần việc; tỷ lệ đúng hạn là phần xong đúng hạn trong số đã xong và quá hạn",
                "Numbers of shares; in time is what was done in time, of what is done or overdue")
            out.raw("<section>\n<h2>\(heading)</h2>\n")
            Charts(in: words.language).writeTable(
                column, rows, caption: caption, total: Figures(total), to: &out)
            out.raw("</section>\n")
        }
        return out.bytes
    }

    private static let mostGroups = 200

    private func name(_ row: [String: JSONValue], _ link: String) -> Markup {
        var out = Markup()
        let name = row.text("name").flatMap { $0.isEmpty ? nil : $0 } ?? words("(không có cơ quan)", "(no body)")
        if let key = row.text("key") {
            out.raw("<a href=\"")
            out.text("\(base)/tasks?\(link)=" + encodePercent(key))
            out.raw("\">")
            out.text(shown(name))
            out.raw("</a>")
        } else {
            out.text(shown(name))
        }
        return out
    }

    // MARK: Letters

    /// Whose letters may be read.
    private var sight: [String: JSONValue] {
        visitor.isAdmin ? [:] : ["viewers": .array(visitor.ids.map(JSONValue.string))]
    }

    /// The letters that were sent, the newest first.
    func letters() throws(PageFailure) -> WebResponse {
        var query = sight
        query["limit"] = 50
        if let before = request.query["before"].flatMap({ Int64($0) }) { query["before"] = .integer(before) }
        if let body = request.query["body"] { query["recipient"] = .string(body) }
        let answer = try call("ListLetters", query)
        let rows = answer.objects("letters").map { letter -> View in
            let count = letter.number("notices")
            let more = count > 1 ? words(" và \(count - 1) mục nữa", " and \(count - 1) more") : ""
            return [
                .href: .text("\(base)/letters/\(letter.number("number"))"),
                .at: .words(words.instant(letter.text("at"))),
                .name: .words(letter.text("recipientName")), .title: .words(words.notice(letter.text("kind"))),
                .text: .words((letter.text("text") ?? "") + more),
                .tone: .text(letter.text("kind") == "escalation" ? "late" : ""),
            ]
        }
        var view: View = [.heading: .words(words("Thư đã gửi", "Letters sent")), .rows: .views(rows)]
        if let next = answer["next"]?.integer {
            let body = request.query["body"].map { "&body=" + encodePercent($0) } ?? ""
            view[.more] = .text("\(base)/letters?before=\(next)" + body)
        }
        return render(.letters, view, title: words("Thư đã gửi", "Letters sent"), current: "/letters")
    }

    /// One of them, as it was sent.
    func letter(_ number: String) throws(PageFailure) -> WebResponse {
        guard let number = Int64(number) else { throw .notFound }
        var query = sight
        query["number"] = .integer(number)
        let answer = try call("GetLetter", query)
        guard let letter = answer["letter"]?.object else { throw .notFound }
        let subject = answer.text("subject") ?? words("Thư", "Letter")
        let tasks = letter.texts("tasks").map { reference -> View in
            let path = reference.split(separator: "/").map { encodePercent(String($0)) }.joined(separator: "/")
            return [.href: .text(base + "/t/" + path), .label: .words(reference)]
        }
        let view: View = [
            .heading: .words(subject), .at: .words(words.instant(letter.text("at"))),
            .name: .words(letter.text("recipientName")),
            .text: .words(
                answer.text("text").map(withoutSecrets)
                    ?? words("Thư không còn trong hộp thư của hệ thống.", "It is no longer in the spool.")),
            .items: .views(tasks),
        ]
        return render(.letter, view, title: subject, current: "/letters")
    }

    /// Links of a letter are its recipient's: who reads it here has a login of their own.
    private func withoutSecrets(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            guard let url = site.url, let start = line.firstRange(of: url + "/l/") else { return String(line) }
            return line[..<start.lowerBound] + url + "/l/…"
        }.joined(separator: "\n")
    }

    // MARK: Administration

    /// What is in force, and what is wrong with the files.
    func inForce() throws(PageFailure) -> WebResponse {
        guard visitor.isAdmin else { throw .notFound }
        guard let status = try call("GetStatus")["status"]?.object else { throw .absent }
        let facts = [
            (words("Tình trạng", "Status"), status.text("line")), (words("Thư mục", "Site"), status.text("site")),
            (words("Phiên bản", "Version"), status.text("version")),
            (words("Chương trình", "Programmes"), String(status.number("programmes"))),
            (words("Quy tắc", "Rules"), String(status.number("rules"))),
            (words("Thông báo đã gửi", "Notices sent"), String(status.number("notices"))),
            (words("Thông báo kế tiếp", "Next notice"), words.instant(status.text("next"))),
            (words("Trở ngại", "Troubles"), status.texts("troubles").joined(separator: "; ")),
        ].compactMap { label, text -> View? in
            text.flatMap { $0.isEmpty ? nil : [.label: .words(label), .text: .words($0)] }
        }
        let setAside = status.objects("setAside").map {
            [
                $0.text("path") ?? "",
                $0.text("state") == "lastGood"
                    ? words("bản đúng gần nhất", "last good version") : words("phần đọc được", "its good part"),
            ]
        }
        var view = administration(words("Đang có hiệu lực", "In force"))
        view[.facts] = .views(facts)
        view[.items] = .views([
            rows(
                words("Tệp không đạt", "Files that do not check"),
                [words("Tệp", "File"), words("Đang dùng", "In force")], setAside),
            problems(status.objects("problems")),
        ])
        return render(.table, view, title: words("Quản trị", "Administration"), current: "/admin")
    }

    /// What the files as they are now would change.
    func plan() throws(PageFailure) -> WebResponse {
        guard visitor.isAdmin else { throw .notFound }
        let answer = try call("ComparePlans")
        let changes = answer.objects("changes").map { change in
            [
                change.text("change") == "added"
                    ? words("thêm", "added")
                    : change.text("change") == "moved" ? words("dời", "moved") : words("bỏ", "dropped"),
                words.instant(change.text("at")) ?? "", change.text("recipient") ?? "", change.text("text") ?? "",
                change.text("rule") ?? "",
            ]
        }
        var view = administration(
            words(
                "Các tệp đang sửa sẽ đổi gì trong một năm tới", "What the edited files would change in the coming year")
        )
        let total = answer.number("total")
        view[.about] = .words(
            total == 0
                ? words("Không có thông báo nào thay đổi.", "No notice changes.")
                : words(
                    "\(total) thông báo thay đổi; tệp được sửa ngay trên máy chủ rồi “dondoc reload”.",
                    "\(total) notices change; files are edited on the server, then `dondoc reload`."))
        view[.items] = .views([
            rows(
                words("Thay đổi", "Changes"),
                [
                    words("Đổi", "Change"), words("Lúc", "At"), words("Gửi cho", "To"), words("Việc", "About"),
                    words("Quy tắc", "Rule"),
                ], changes),
            problems(answer.objects("problems")),
        ])
        return render(.table, view, title: words("Thay đổi của tệp", "Changes of the files"), current: "/admin")
    }

    /// The notices of a span of time.
    func simulate() throws(PageFailure) -> WebResponse {
        guard visitor.isAdmin else { throw .notFound }
        let from = request.query["from"].flatMap(ReportForm.day) ?? site.today
        let to = request.query["to"].flatMap(ReportForm.day) ?? from + 30
        var view = administration(words("Thông báo sẽ gửi", "Notices to come"))
        view[.search] = .object(
            [
                .action: .text(base + "/admin/simulate"), .value: .text(from.description), .text: .text(to.description),
            ] as View)
        do throws(BackendFailure) {
            let answer = try door.backend.call(
                "Simulate", ["from": .string(from.description), "to": .string(to.description)])
            let total = answer.number("total")
            view[.about] = .words(
                words("\(total) thông báo, nếu không ai báo gì.", "\(total) notices, if nobody reports anything."))
            let notices = answer.objects("notices").map { notice in
                [
                    words.instant(notice.text("at")) ?? "", words.notice(notice.text("kind")),
                    notice.text("recipient") ?? "",
                    notice.text("text") ?? "", notice.text("rule") ?? "",
                ]
            }
            view[.items] = .views([
                rows(
                    words("Thông báo", "Notices"),
                    [
                        words("Lúc", "At"), words("Loại", "Kind"), words("Gửi cho", "To"), words("Việc", "About"),
                        words("Quy tắc", "Rule"),
                    ], notices)
            ])
        } catch .invalid(_, let reason) {
            view[.problem] = .words(reason)
        } catch {
            throw .absent
        }
        return render(.table, view, title: words("Thông báo sẽ gửi", "Notices to come"), current: "/admin")
    }

    private func administration(_ heading: String) -> View {
        let places = [
            ("/admin", words("Đang có hiệu lực", "In force")), ("/admin/plan", words("Tệp đang sửa", "Edited files")),
            ("/admin/simulate", words("Thông báo sẽ gửi", "Notices to come")),
        ]
        return [
            .heading: .words(heading),
            .nav: .views(
                places.map { place, label in
                    [
                        .href: .text(base + place), .label: .words(label),
                        .current: .flag("/" + request.path.joined(separator: "/") == place),
                    ]
                }),
        ]
    }

    private func problems(_ problems: [[String: JSONValue]]) -> View {
        rows(
            words("Lỗi và cảnh báo", "Errors and warnings"),
            [words("Mức", "Severity"), words("Chỗ", "Place"), words("Nội dung", "Message")],
            problems.map { problem in
                [
                    (problem.text("severity") == "error" ? words("lỗi", "error") : words("cảnh báo", "warning")) + " "
                        + (problem.text("code") ?? ""),
                    (problem.text("path") ?? "") + (problem["line"]?.integer.map { ":\($0)" } ?? ""),
                    [problem.text("message"), problem.text("help")].compactMap(\.self).joined(separator: "; "),
                ]
            })
    }

    private func rows(_ caption: String, _ columns: [String], _ rows: [[String]]) -> View {
        [
            .title: .words(caption), .columns: .views(columns.map { [.text: .words($0)] }),
            .rows: .views(
                rows.map { row in
                    [.cells: .views(zip(columns, row).map { [.title: .words($0), .text: .words($1)] })]
                }),
            .isOpen: .flag(!rows.isEmpty),
        ]
    }
}

extension Figures {
    /// Of the counts of `GetStats`.
    fileprivate init(_ counts: [String: JSONValue]) {
        func sum(_ keys: String...) -> Int { keys.reduce(0) { $0 + counts.number($1) } }
        self.init(
            [
                .inTime: sum("doneInTime"), .late: sum("doneLate"), .dueSoon: sum("dueSoon"), .overdue: sum("overdue"),
                .inProgress: sum("notBegun", "inProgress", "reported") - sum("dueSoon"),
                .withoutDate: sum("withoutDate", "awaiting"),
            ], awaiting: sum("awaiting"), cancelled: sum("cancelled"), history: sum("history"))
    }
}

extension Figure {
    /// As `ListTasks` calls it.
    fileprivate var mark: String {
        switch self {
        case .inTime: "inTime"
        case .late: "late"
        case .inProgress: "inProgress"
        case .dueSoon: "dueSoon"
        case .overdue: "overdue"
        case .withoutDate: "withoutDate"
        }
    }
}
