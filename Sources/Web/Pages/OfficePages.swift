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
        var waiting = scope
        waiting["statuses"] = ["reported"]
        waiting["order"] = "due"
        waiting["limit"] = 20
        let reported = try call("ListTasks", waiting)
        waiting["statuses"] = ["overdue"]
        let late = try call("ListTasks", waiting)
        let asked = (late.objects("tasks") + reported.objects("tasks")).filter { row in
            row.objects("shares").contains { $0.text("askedUntil") != nil }
        }
        func section(_ heading: String, _ rows: [[String: JSONValue]], _ answer: [String: JSONValue], _ status: String?)
            -> View?
        {
            guard !rows.isEmpty else { return nil }
            return [
                .heading: .words(heading), .rows: .views(rows.map { line(of: $0, share: nil) }),
                .more: answer.text("next") != nil ? .text(base + "/tasks?status=" + (status ?? "")) : .missing,
                .count: .number(status == nil ? rows.count : answer.number("total")),
            ]
        }
        let sections = [
            section(words("Chờ xác nhận", "To be confirmed"), reported.objects("tasks"), reported, "reported"),
            section(words("Đang xin gia hạn", "More time asked for"), asked, [:], nil),
            section(words("Quá hạn", "Overdue"), late.objects("tasks"), late, "overdue"),
        ].compactMap(\.self)
        let view: View = [
            .heading: .words(words("Toàn cảnh", "Overview")),
            .about: .words(words("Tính đến ngày ", "As of ") + (words.day(site.today.description) ?? "")),
            .figures: .views(figures(total)), .sections: .views(sections),
            .items: .views([
                table(
                    words("Theo cơ quan", "By body"), words("Cơ quan", "Body"), stats.objects("bodies"), link: "body"),
                table(
                    words("Theo văn bản", "By document"), words("Văn bản", "Document"), stats.objects("programmes"),
                    link: "programme"),
            ]),
        ]
        return render(.office, view, title: words("Toàn cảnh", "Overview"), current: "/office")
    }

    private func figures(_ total: [String: JSONValue]) -> [View] {
        let figures: [(String, String, Int, String?)] = [
            (words("nhiệm vụ", "tasks"), "", total.number("tasks"), "all"),
            (words("phần việc quá hạn", "shares overdue"), "late", total.number("overdue"), "overdue"),
            (words("đến hạn trong 14 ngày", "due within 14 days"), "soon", total.number("dueSoon"), "open"),
            (words("chờ xác nhận", "to be confirmed"), "wait", total.number("reported"), "reported"),
            (words("chờ sự kiện", "awaiting an event"), "wait", total.number("awaiting"), "awaited"),
            (words("xong đúng hạn", "done in time"), "done", total.number("doneInTime"), "done"),
            (words("xong muộn", "done late"), "done", total.number("doneLate"), "done"),
        ]
        return figures.map { label, tone, count, status in
            [
                .label: .words(label), .tone: .text(count > 0 ? tone : ""), .count: .number(count),
                .href: status.map { .text(base + "/tasks?status=" + $0) } ?? .missing,
            ]
        }
    }

    /// Counts by body or document, the most overdue first.
    private func table(_ caption: String, _ first: String, _ rows: [[String: JSONValue]], link: String) -> View {
        let titles = [
            first, words("Nhiệm vụ", "Tasks"), words("Quá hạn", "Overdue"), words("Sắp đến hạn", "Due soon"),
            words("Chờ xác nhận", "To confirm"), words("Đã xong", "Done"),
        ]
        let ordered = rows.sorted {
            ($0.number("overdue"), $0.number("dueSoon"), $0.number("tasks")) > (
                $1.number("overdue"), $1.number("dueSoon"), $1.number("tasks")
            )
        }
        let cells = ordered.prefix(200).map { row -> View in
            let numbers = [
                ("", row.number("tasks")), ("late", row.number("overdue")), ("soon", row.number("dueSoon")),
                ("wait", row.number("reported")), ("done", row.number("doneInTime") + row.number("doneLate")),
            ]
            let name = row.text("name").flatMap { $0.isEmpty ? nil : $0 } ?? words("(không có cơ quan)", "(no body)")
            return [
                .name: .words(name),
                .href: row.text("key").map { .text("\(base)/tasks?\(link)=" + encodePercent($0)) } ?? .missing,
                .cells: .views(
                    zip(titles.dropFirst(), numbers).map { title, number in
                        [
                            .title: .words(title), .text: .text(number.1 == 0 ? "–" : String(number.1)),
                            .tone: .text(number.1 == 0 ? "past" : number.0),
                        ]
                    }),
            ]
        }
        return [
            .title: .words(caption), .columns: .views(titles.map { [.text: .words($0)] }), .rows: .views(Array(cells)),
        ]
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
